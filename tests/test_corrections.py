# ruff: noqa: E501 - files of corrections stand in one piece
"""Corrections: faults told by line, each kind applied, replayed on every rebuild, and taken back without trace."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import (
    BANK,
    ENERGY,
    EU,
    GAZPROM_NEFT,
    RUSSIA,
    TREASURY,
    TRUMP,
    US,
    article,
    claim,
    january,
    on,
)

import dateline
from dateline.cli import main
from dateline.review import review
from graph.corrections import KINDS, Correction, apply, when
from graph.corrections_file import CorrectionsError, parse
from graph.model import Entity, Event
from graph.store import Store, open_store

KNOWN = {one.id: one for one in (US, TREASURY, EU, TRUMP, RUSSIA, ENERGY, GAZPROM_NEFT)}
HEAD = 'who = "M. Analyst"\nwhen = 2025-02-01\n'
DAY = article("day", january()[1][0].published)
STATE = Entity("washington-state", "Washington state", "Washington", "region", "US")


def read(text: str) -> list[Correction]:
    return parse(HEAD + text, "made.toml", KNOWN.get)


def one(event: Event, text: str) -> Event:
    [changed] = apply([event], read(text)).events
    return changed


def designated(target: Entity | None = GAZPROM_NEFT, actor: Entity | None = TREASURY) -> Event:
    return claim(DAY, actor, "designate", target, on("2025-01-10"))


# ---------------------------------------------------------------------- each kind


def test_an_alias_gives_a_name_its_meaning() -> None:
    event = one(designated(BANK), '[[alias]]\nname = "azure  BANK"\nentity = "gazprom-neft"\nwhy = "w"\n')
    assert event.target == replace(GAZPROM_NEFT, text="Azure Bank")


def test_an_alias_may_make_a_new_entity() -> None:
    text = '[[alias]]\nname = "Azure Bank"\nwhy = "w"\nentity = {id = "azure", label = "Azure", type = "bank", country = "RU"}\n'
    assert one(designated(BANK), text).target == Entity("azure", "Azure", "Azure Bank", "bank", "RU")


def test_merged_entities_are_one_wherever_they_stand() -> None:
    text = '[[merge]]\nentities = ["united-states", "eu"]\ninto = "donald-trump"\nwhy = "w"\n'
    event = one(claim(DAY, US, "impose", TREASURY, said_by=EU), text)
    assert event.actor is not None
    assert event.said_by is not None
    assert event.target is not None
    assert (event.actor.id, event.said_by.id, event.target.part_of) == (TRUMP.id, TRUMP.id, TRUMP.id)


def test_merges_follow_each_other() -> None:
    text = (
        '[[merge]]\nentities = "unlinked-azure-bank"\ninto = "gazprom-neft"\nwhy = "w"\n'
        '[[merge]]\nentities = "gazprom-neft"\ninto = "russia"\nwhy = "w"\n'
    )
    changed = one(designated(BANK), text).target
    assert changed is not None
    assert changed.id == "russia"


def test_a_split_holds_for_its_claims_alone() -> None:
    meant, other = designated(US), claim(DAY, TREASURY, "urge", US, start=50)
    text = f'[[split]]\nentity = "united-states"\nevents = "{meant.id}"\nwhy = "w"\ninto = {{id = "washington-state", label = "Washington state", type = "region", country = "US"}}\n'
    done = apply([meant, other], read(text))
    assert [event.target and event.target.id for event in done.events] == [
        "washington-state",
        "united-states",
    ]


def test_a_split_may_hold_for_an_article() -> None:
    text = '[[split]]\nentity = "united-states"\narticles = "day"\ninto = "eu"\nwhy = "w"\n'
    changed = one(designated(US), text).target
    assert changed is not None
    assert changed.id == "eu"


def test_a_rejected_claim_is_gone_and_counted() -> None:
    event = designated()
    done = apply([event], read(f'[[reject]]\nevents = ["{event.id}"]\nwhy = "w"\n'))
    assert (done.events, done.rejected) == ((), (event,))


@pytest.mark.parametrize(
    ("date", "first", "last", "precision"),
    [
        ("2025-01-15", "2025-01-15", "2025-01-15", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-12-30/2025-01-02", "2024-12-30", "2025-01-02", "range"),
    ],
)
def test_a_redated_claim_has_its_new_date(date: str, first: str, last: str, precision: str) -> None:
    event = designated()
    changed = one(event, f'[[redate]]\nevents = "{event.id}"\ndate = "{date}"\nwhy = "w"\n').date
    assert changed is not None
    assert (changed.start.isoformat(), changed.end.isoformat(), changed.precision) == (first, last, precision)
    assert (changed.edtf, changed.rule, changed.text) == (date, "corrected", "on 2025-01-10")


def test_a_claim_may_lose_its_date() -> None:
    event = designated()
    assert one(event, f'[[redate]]\nevents = "{event.id}"\ndate = "none"\nwhy = "w"\n').date is None


def test_what_fits_nothing_is_counted_and_listed() -> None:
    text = '[[reject]]\nevents = "e-gone"\nwhy = "w"\n[[alias]]\nname = "Nobody"\nentity = "eu"\nwhy = "w"\n'
    done = apply([designated()], read(text))
    assert sorted(each.describe() for each in done.unapplied) == [
        "made.toml:3: reject e-gone",
        "made.toml:6: alias Nobody -> eu",
    ]
    assert done.by == {}


@given(st.lists(st.sampled_from(range(12)), unique=True), st.permutations(range(12)))
def test_the_order_of_claims_changes_nothing(kept: list[int], order: list[int]) -> None:
    claims = [event for _, events in january() for event in events][:12]
    text = "".join(f'[[reject]]\nevents = "{claims[number].id}"\nwhy = "w"\n' for number in kept)
    corrections = read(text)
    there = {event.id for event in apply(claims, corrections).events}
    back = {event.id for event in apply([claims[number] for number in order], corrections).events}
    assert there == back == {event.id for event in claims} - {claims[number].id for number in kept}


# ---------------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[[alias]\n", "made.toml: no TOML: ", id="no TOML"),
        pytest.param('[[rename]]\nwhy = "w"\n', "[[rename]] is no kind of correction", id="unknown kind"),
        pytest.param('[[alias]]\nname = "A"\nentity = "eu"\n', "made.toml:3: why is missing", id="no why"),
        pytest.param(
            '[[alias]]\nname = "A"\nentity = "eu"\nwho = ""\nwhy = "w"\nwhen = "soon"\n',
            "made.toml:3: when is 'soon', not a day",
            id="no day",
        ),
        pytest.param(
            '[[alias]]\nname = "A"\nentity = "gazprom-nefft"\nwhy = "w"\n',
            "made.toml:3: no entity 'gazprom-nefft' is known",
            id="unknown entity",
        ),
        pytest.param(
            '[[alias]]\nname = "A"\nentity = {id = "a"}\nwhy = "w"\n',
            "a new entity has id, label and type",
            id="half an entity",
        ),
        pytest.param(
            '[[alias]]\nnames = "A"\nentity = "eu"\nwhy = "w"\n',
            "'names' is no field of [[alias]]",
            id="unknown field",
        ),
        pytest.param(
            '[[merge]]\ninto = "eu"\nwhy = "w"\n', "[[merge]] needs entities", id="nothing to merge"
        ),
        pytest.param(
            '[[split]]\nentity = "eu"\ninto = "russia"\nwhy = "w"\n',
            "[[split]] needs entity, and events or articles",
            id="split of all",
        ),
        pytest.param('[[reject]]\nwhy = "w"\n', "[[reject]] needs events", id="nothing to reject"),
        pytest.param(
            '[[redate]]\nevents = "e-1"\ndate = "10 January"\nwhy = "w"\n',
            "'10 January' is no date",
            id="no date",
        ),
        pytest.param(
            '[[redate]]\nevents = "e-1"\ndate = "2025-02-30"\nwhy = "w"\n',
            "made.toml:3: day",
            id="no such day",
        ),
        pytest.param(
            '[[redate]]\nevents = "e-1"\ndate = "2025/2024"\nwhy = "w"\n',
            "ends before it starts",
            id="backwards",
        ),
        pytest.param(
            '[[merge]]\nentities = "eu"\ninto = "russia"\nwhy = "w"\n[[merge]]\nentities = "russia"\ninto = "eu"\nwhy = "w"\n',
            "comes back to",
            id="circle",
        ),
        pytest.param(
            '[[alias]]\nname = "A"\nentity = "eu"\nwhy = "w"\n[[alias]]\nname = "a"\nentity = "russia"\nwhy = "w"\n',
            "made.toml:7: alias of 'a' contradicts made.toml:3",
            id="contradiction",
        ),
        pytest.param(
            '[[review]]\nname = "A"\ndecision = "maybe"\n',
            "decision 'maybe' is none of",
            id="unknown decision",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(CorrectionsError) as error:
        read(text)
    assert told in str(error.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(CorrectionsError) as error:
        read('[[reject]]\nwhy = "w"\n[[alias]]\nname = "A"\nentity = "nobody"\nwhy = "w"\n')
    assert len(error.value.problems) == 2


def test_the_same_correction_twice_is_one() -> None:
    assert len(read('[[reject]]\nevents = "e-1"\nwhy = "w"\n' * 2)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_corrections_survive_storing(kind: str) -> None:
    made = Correction(kind, "M.", "2025-01-01", "w", ("n",), ("a",), ("e",), ("x",), GAZPROM_NEFT, "2025")  # type: ignore[arg-type]
    assert Correction.from_json(made.to_json()) == made


def test_a_date_that_is_none() -> None:
    assert when("none", "") is None


# ---------------------------------------------------------------------- in the store

TEXT = """\
[[alias]]
name = "Azure Bank"
entity = "gazprom-neft"
why = "w"
[[merge]]
entities = "eu"
into = "united-states"
why = "w"
[[reject]]
events = "{rejected}"
why = "w"
[[redate]]
events = "{redated}"
date = "2025-01"
why = "w"
"""


def text_for(events: list[Event]) -> str:
    return TEXT.format(rejected=events[0].id, redated=events[4].id)


@pytest.fixture
def store() -> Store:
    made = open_store(None)
    made.put_all(january())
    return made


CLAIMS = [event for _, events in january() for event in events]


def test_corrections_are_the_same_before_and_after_ingest_and_on_rebuild(store: Store) -> None:
    assert store.correct(read(text_for(CLAIMS))) == ()
    corrected = store.serialize("nq")
    store.rebuild()
    assert store.serialize("nq") == corrected
    with open_store(None) as other:
        assert len(other.correct(read(text_for(CLAIMS)))) == 4  # nothing is there yet
        other.put_all(january())
        assert other.serialize("nq") == corrected


def test_a_correction_taken_back_leaves_no_trace(store: Store) -> None:
    before = store.serialize("nq")
    store.correct(read(text_for(CLAIMS)))
    assert store.serialize("nq") != before
    store.correct([])
    assert store.serialize("nq") == before


def test_ingesting_again_keeps_corrections(store: Store) -> None:
    store.correct(read(text_for(CLAIMS)))
    corrected = store.serialize("nq")
    assert store.put_all(january()) == 0
    assert store.serialize("nq") == corrected


def test_the_graph_tells_who_corrected_what_and_what_was_extracted(store: Store) -> None:
    store.correct(read(text_for(CLAIMS)))
    answer = store.query(
        "SELECT ?kind ?who ?why { GRAPH ?article { ?claim dl:correctedBy ?correction ; dl:extracted ?was }"
        " GRAPH ?g { ?correction dl:correctionKind ?kind ; prov:wasAttributedTo ?who ; dl:why ?why } }"
    )
    assert {str(row[0]) for row in answer.rows} == {"alias", "merge", "reject", "redate"}
    assert {(str(row[1]), str(row[2])) for row in answer.rows} == {("M. Analyst", "w")}


def test_corrections_travel_with_an_export(store: Store) -> None:
    store.correct(read(text_for(CLAIMS)))
    with open_store(None) as other:
        other.load(store.serialize("trig"), "trig")
        assert other.serialize("nq") == store.serialize("nq")
        assert other.corrections == store.corrections


# ---------------------------------------------------------------------- review


def test_a_review_is_a_form_without_decisions(store: Store) -> None:
    form = review(store.events(), names={"azure": "Azure Banks"}, limit=5)
    asked = tomllib.loads(form)["review"]
    assert [table.get("name") or table.get("event") for table in asked] == ["Azure Bank", *doubted()]
    assert "nearest: azure (Azure Banks)" in form
    assert parse(form, "form.toml", KNOWN.get) == []


def doubted() -> list[str]:
    return [
        event.id
        for event in sorted(CLAIMS, key=lambda one: (one.confidence, one.id))
        if event.confidence < 0.75
    ]


def test_a_filled_in_review_corrects(store: Store) -> None:
    form = review(store.events(), limit=1)
    filled = (
        form.replace('who = ""', 'who = "M."', 1)
        .replace('when = ""', 'when = "2025-02-01"', 1)
        .replace(
            'decision = ""\nentity = ""\nwhy = ""', 'decision = "alias"\nentity = "gazprom-neft"\nwhy = "w"'
        )
        .replace('decision = ""\ndate = ""\nwhy = ""', 'decision = "reject"\nwhy = "w"')
    )
    corrections = parse(filled, "form.toml", KNOWN.get)
    assert [each.kind for each in corrections] == ["alias", "reject"]
    assert store.correct(corrections) == ()
    assert 'name = "Azure Bank"' not in review(store.events())


@given(st.text(max_size=40))
def test_any_sentence_makes_a_readable_form(words: str) -> None:
    doubtful = claim(
        DAY,
        Entity("unlinked-x", f"X{words}", words, "thing"),
        "impose",
        RUSSIA,
        confidence=0.1,
        sentence=words,
    )
    with open_store(None) as store:
        store.put(DAY, [doubtful])
        assert len(tomllib.loads(review(store.events()))["review"]) == 2


class TestCommands:
    """``dateline review`` and ``dateline correct``."""

    @pytest.fixture(autouse=True)
    def _with_a_store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("DATELINE_STORE", raising=False)
        monkeypatch.delenv("DATELINE_LISTS", raising=False)
        with open_store("dateline.store") as store:
            store.put_all(january())

    def test_corrections_add_up_and_are_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("one.toml").write_text(
            HEAD + f'[[reject]]\nevents = "{CLAIMS[0].id}"\nwhy = "w"\n', encoding="utf-8"
        )
        Path("two.toml").write_text(
            HEAD + '[[merge]]\nentities = "eu"\ninto = "european-union"\nwhy = "w"\n', encoding="utf-8"
        )
        assert main(["correct", "one.toml"]) == 0
        assert main(["correct", "two.toml"]) == 0
        capsys.readouterr()
        assert main(["correct"]) == 0
        kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
        assert kinds == ["merge", "reject"]
        assert main(["correct", "--replace", "two.toml"]) == 0
        assert "1 in the store" in capsys.readouterr().err

    def test_a_fault_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("bad.toml").write_text(HEAD + '[[reject]]\nwhy = "w"\n', encoding="utf-8")
        assert main(["correct", "bad.toml"]) == 2
        assert capsys.readouterr().err.splitlines() == [
            "bad.toml:3: [[reject]] needs events (or entity, list and entry)",
            "dateline: 1 fault in the corrections; nothing was changed",
        ]

    def test_what_fits_no_claim_is_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("gone.toml").write_text(HEAD + '[[reject]]\nevents = "e-gone"\nwhy = "w"\n', encoding="utf-8")
        assert main(["correct", "gone.toml"]) == 1
        assert "gone.toml:3: reject e-gone: fits no claim in the store" in capsys.readouterr().err

    def test_the_api_mirrors_the_commands(self) -> None:
        Path("one.toml").write_text(
            HEAD + f'[[reject]]\nevents = "{CLAIMS[0].id}"\nwhy = "w"\n', encoding="utf-8"
        )
        with dateline.open("dateline.store") as graph:
            done = graph.correct("one.toml")
            assert ([each.kind for each in done.given], done.unapplied) == (["reject"], ())
            assert graph.correct(replace=True).kept == ()

    def test_a_review_is_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["review", "-o", "form.toml", "--limit", "2"]) == 0
        assert "questions in form.toml" in capsys.readouterr().err
        assert main(["correct", "form.toml"]) == 0
        assert "0 corrections read" in capsys.readouterr().err
