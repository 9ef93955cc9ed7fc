"""What one sentence tells: who, what, to whom, and whether it was done."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Article, Event
from ingest.pipeline import events

WEDNESDAY = date(2025, 1, 22)
SANCTIONS = " The sanctions have been in force for years."
"""A second sentence that makes an article one about sanctions, and tells nothing."""


def read(text: str) -> list[Event]:
    return events(Article("a", text, WEDNESDAY, "given"))


def told(text: str) -> list[tuple[str, str, str, str]]:
    """The acts of the first sentence; standing measures that it only mentions are left out."""
    return [
        (
            event.actor.label if event.actor else "-",
            event.action.id,
            event.target.label if event.target else "-",
            event.status,
        )
        for event in read(text + SANCTIONS)
        if event.kind == "act" and event.source.start <= 2  # a bullet stands before
    ]


US, UK, EU, RU, IR = "United States", "United Kingdom", "European Union", "Russia", "Iran"
TREASURY = "U.S. Treasury"

ONE = [
    ("Canada sanctioned Rosneft.", "Canada", "impose", "Rosneft", "asserted"),
    ("Japan has imposed sanctions on Rosneft.", "Japan", "impose", "Rosneft", "asserted"),
    ("Rosneft was sanctioned by Canada.", "Canada", "impose", "Rosneft", "asserted"),
    ("Rosneft was blacklisted on Friday.", "-", "designate", "Rosneft", "asserted"),
    ("Sanctions were imposed on Iran by Japan.", "Japan", "impose", IR, "asserted"),
    ("Australia banned imports of Russian oil.", "Australia", "impose", "Russian oil", "asserted"),
    ("Switzerland froze Rosneft's assets.", "Switzerland", "impose", "Rosneft", "asserted"),
    ("Canada hit Rosneft with sanctions.", "Canada", "impose", "Rosneft", "asserted"),
    ("Canada added Rosneft to its sanctions list.", "Canada", "designate", "Rosneft", "asserted"),
    ("Canada removed Rosneft from its sanctions list.", "Canada", "delist", "Rosneft", "asserted"),
    ("Britain lifted sanctions on Syria.", UK, "lift", "Syria", "asserted"),
    ("Britain eased sanctions on Syria.", UK, "ease", "Syria", "asserted"),
    ("Britain suspended sanctions on Syria.", UK, "suspend", "Syria", "asserted"),
    ("The EU extended sanctions on Russia by six months.", EU, "extend", RU, "asserted"),
    ("The EU tightened sanctions on Belarus.", EU, "expand", "Belarus", "asserted"),
    ("Japan reimposed sanctions on Iran.", "Japan", "reimpose", IR, "asserted"),
    # not done
    ("Japan refused to lift sanctions on Iran.", "Japan", "lift", IR, "negated"),
    ("Japan did not extend sanctions on Iran.", "Japan", "extend", IR, "negated"),
    ("Japan has not imposed sanctions on Iran.", "Japan", "impose", IR, "negated"),
    ("Japan never lifted sanctions on Iran.", "Japan", "lift", IR, "negated"),
    ("Japan ruled out lifting sanctions on Iran.", "Japan", "lift", IR, "negated"),
    ("Japan stopped short of imposing sanctions on Iran.", "Japan", "impose", IR, "negated"),
    ("Japan declined to impose sanctions on Iran.", "Japan", "impose", IR, "negated"),
    ("Japan is not going to impose sanctions on Iran.", "Japan", "impose", IR, "negated"),
    ("Japan failed to renew sanctions on Iran.", "Japan", "lift", IR, "asserted"),
    # not done yet
    ("Japan will impose sanctions on Iran.", "Japan", "impose", IR, "planned"),
    ("Japan plans to impose sanctions on Iran.", "Japan", "impose", IR, "planned"),
    ("Japan said it would impose sanctions on Iran.", "Japan", "impose", IR, "planned"),
    ("Japan to impose sanctions on Iran", "Japan", "impose", IR, "planned"),
    ("Japan may impose sanctions on Iran.", "Japan", "impose", IR, "possible"),
    ("Japan could lift sanctions on Iran.", "Japan", "lift", IR, "possible"),
    ("If Tehran gives way, Japan will lift sanctions on Iran.", "Japan", "lift", IR, "possible"),
    ("Japan will lift sanctions on Iran if Tehran gives way.", "Japan", "lift", IR, "possible"),
    ("Japan would have lifted sanctions on Iran.", "Japan", "lift", IR, "counterfactual"),
    ("Japan might have imposed sanctions on Iran.", "Japan", "impose", IR, "counterfactual"),
    # through light verbs and what is done at once
    ("Japan agreed to lift sanctions on Iran.", "Japan", "lift", IR, "planned"),
    ("Japan decided to extend sanctions on Iran.", "Japan", "extend", IR, "asserted"),
    ("Japan announced the lifting of sanctions on Iran.", "Japan", "lift", IR, "asserted"),
    # acts of speech: what they speak of is not told as done
    ("Japan threatened to impose sanctions on Iran.", "Japan", "threaten", IR, "asserted"),
    ("Japan threatened Iran with sanctions.", "Japan", "threaten", IR, "asserted"),
    ("Japan called on Britain to lift sanctions on Iran.", "Japan", "urge", UK, "asserted"),
    ("Japan urged Britain to impose sanctions on Iran.", "Japan", "urge", UK, "asserted"),
    ("Japan called for sanctions on Iran.", "Japan", "urge", IR, "asserted"),
    ("Japan demanded the lifting of sanctions on Iran.", "Japan", "demand", IR, "asserted"),
    ("Japan proposed sanctions on Iran.", "Japan", "propose", IR, "asserted"),
    ("Japan is considering sanctions on Iran.", "Japan", "consider", IR, "asserted"),
    ("Japan pledged to lift sanctions on Iran.", "Japan", "pledge", IR, "asserted"),
    ("Hungary blocked sanctions on Rosneft.", "Hungary", "block", "Rosneft", "asserted"),
    # answers and enforcement
    ("China condemned the U.S. sanctions.", "China", "condemn", US, "asserted"),
    ("Russia retaliated against Britain.", RU, "retaliate", UK, "asserted"),
    ("Rosneft evaded U.S. sanctions.", "Rosneft", "evade", US, "asserted"),
    ("Finland seized the tanker Eagle S.", "Finland", "seize", "Eagle S", "asserted"),
    ("The Treasury granted Chevron a sanctions waiver.", TREASURY, "license", "Chevron", "asserted"),
    ("The EU's sanctions on Rosneft expired on Tuesday.", EU, "lift", "Rosneft", "asserted"),
    # reported, quoted, headed, labelled, listed
    ("Japan imposed sanctions on Iran, Reuters reported.", "Japan", "impose", IR, "asserted"),
    ('"Japan has imposed sanctions on Iran," a diplomat said.', "Japan", "impose", IR, "asserted"),
    ("Japan slaps sanctions on Iran", "Japan", "impose", IR, "asserted"),
    ("Britain sanctions Rosneft", UK, "impose", "Rosneft", "asserted"),
    ("4 December: Japan imposed sanctions on Iran.", "Japan", "impose", IR, "asserted"),
    ("* Japan imposed sanctions on Iran.", "Japan", "impose", IR, "asserted"),
    ("TOKYO (Reuters) - Japan imposed sanctions on Iran.", "Japan", "impose", IR, "asserted"),
    ("Japan, which imposed sanctions on Iran, protested.", "Japan", "impose", IR, "asserted"),
    (
        "Rosneft, Russia's largest oil company, was sanctioned by Canada.",
        "Canada",
        "impose",
        "Rosneft",
        "asserted",
    ),
]


@pytest.mark.parametrize("case", ONE, ids=[case[0] for case in ONE])
def test_one_act(case: tuple[str, str, str, str, str]) -> None:
    sentence, *wanted = case
    assert told(sentence) == [tuple(wanted)]


SEVERAL = {
    "Canada and Japan sanctioned Rosneft.": {("Canada", "Rosneft"), ("Japan", "Rosneft")},
    "Canada sanctioned Rosneft and Lukoil.": {("Canada", "Rosneft"), ("Canada", "Lukoil")},
    "Canada and Japan sanctioned Rosneft and Lukoil respectively.": {
        ("Canada", "Rosneft"),
        ("Japan", "Lukoil"),
    },
    "Canada sanctioned two firms, Rosneft and Lukoil.": {("Canada", "Rosneft"), ("Canada", "Lukoil")},
    "Canada sanctioned Rosneft but not Lukoil.": {("Canada", "Rosneft")},
    "Canada sanctioned Rosneft, and Japan imposed sanctions on Lukoil.": {
        ("Canada", "Rosneft"),
        ("Japan", "Lukoil"),
    },
}


@pytest.mark.parametrize("sentence", SEVERAL)
def test_several(sentence: str) -> None:
    assert {(actor, target) for actor, _, target, _ in told(sentence)} == SEVERAL[sentence]


def test_an_including_list_gives_the_group_and_its_members() -> None:
    targets = {
        target for _, _, target, _ in told("Canada sanctioned five firms including Rosneft and Lukoil.")
    }
    assert {"Rosneft", "Lukoil"} < targets


def test_two_verbs_share_a_subject() -> None:
    assert told("Britain lifted sanctions on Syria and imposed sanctions on Iran.") == [
        (UK, "lift", "Syria", "asserted"),
        (UK, "impose", IR, "asserted"),
    ]


OTHER_SENSES = [
    "The NCAA imposed sanctions on the football team.",
    "The board sanctioned the construction of a new stadium.",
    "The shares were delisted from the stock exchange.",
    "The lake froze over in January.",
    "He placed the book on the table.",
    "The committee extended its condolences to the family.",
    "The storm hit the coast with heavy rain.",
    "The court sanctioned the use of the funds.",
]


@pytest.mark.parametrize("sentence", OTHER_SENSES)
def test_other_senses_give_nothing(sentence: str) -> None:
    assert events(Article("a", sentence, WEDNESDAY, "given")) == []


def test_the_speaker_is_kept() -> None:
    [event] = [
        e for e in read("Vladimir Putin said that Japan had imposed sanctions on Iran.") if e.kind == "act"
    ]
    assert event.said_by is not None
    assert event.said_by.label == "Vladimir Putin"


@pytest.mark.parametrize(
    ("sentence", "instrument", "amount", "count"),
    [
        (
            "Acting under Executive Order 14024, Canada sanctioned Rosneft.",
            "Executive Order 14024",
            None,
            None,
        ),
        ("The Treasury imposed sanctions on Rosneft over $9 million in payments.", None, 9_000_000.0, None),
        ("Canada sanctioned 183 vessels.", None, None, 183),
    ],
)
def test_details(sentence: str, instrument: str | None, amount: float | None, count: int | None) -> None:
    event = read(sentence)[0]
    assert event.instrument == instrument
    assert (event.value.amount if event.value else None) == amount
    assert event.count == count
