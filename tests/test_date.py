"""What the time tagger finds in running sentences, and what must hold for any text."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.date import DateMention, date_mentions
from ingest.date_value import edtf_of, span_of

WEDNESDAY = date(2025, 1, 22)
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
PUBLISHED = st.dates(date(1990, 1, 1), date(2100, 1, 1))
PIECES = [
    *(
        "the",
        "on",
        "in",
        "by",
        "since",
        "until",
        "last",
        "next",
        "this",
        "a",
        "two",
        "three",
        "first",
        "half",
        "of",
        "early",
    ),
    *(
        "week",
        "month",
        "year",
        "days",
        "ago",
        "later",
        "January",
        "May",
        "10",
        "Feb.",
        "31",
        "Monday",
        "2024",
        "Q1",
        "quarter",
    ),
    *(
        "mid-October",
        "12:30",
        "p.m.",
        "24/02/2022",
        "99999",
        "0000-01-01",
        "today",
        ",",
        ".",
        "-",
        "Christmas",
        "1990s",
        "\n",
    ),
]
NEWS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
RELATIVE = ("today", "yesterday", "last week", "three days ago", "this month", "a year ago", "next quarter")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["sentence"]) for case in CASES])
def test_dates_in_running_sentences(case: dict[str, str]) -> None:
    found = date_mentions(case["sentence"], date.fromisoformat(case["published"]))
    told = "; ".join(f"{mention.text}|{mention.type}|{mention.value}" for mention in found)
    assert (told or "-") == case["expected"]


def test_the_table_has_the_cases_that_the_issue_asks_for() -> None:
    assert len(CASES) >= 400


@given(st.one_of(NEWS, st.text(max_size=60)), PUBLISHED)
@settings(deadline=None)
def test_every_mention_quotes_its_text(text: str, published: date) -> None:
    end = 0
    for mention in date_mentions(text, published):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


@given(NEWS, PUBLISHED)
@settings(deadline=None)
def test_intervals_contain_their_start(text: str, published: date) -> None:
    for mention in date_mentions(text, published):
        when = mention.when()
        if mention.span is None or when is None:
            assert mention.edtf is None
            continue
        assert when.start <= when.end
        assert mention.edtf
        assert mention.precision


@given(st.sampled_from(RELATIVE), PUBLISHED, st.integers(1, 40))
@settings(deadline=None)
def test_shifting_the_publication_by_weeks_shifts_relative_days(
    words: str, published: date, weeks: int
) -> None:
    later = published + timedelta(weeks=weeks)
    one, other = (_span(words, day) for day in (published, later))
    if words in {"today", "yesterday", "last week", "three days ago"}:
        assert other == one + timedelta(weeks=weeks)
    else:
        assert other >= one


def _span(words: str, published: date) -> date:
    (mention,) = date_mentions(f"It acted {words} in Geneva.", published)
    assert mention.span is not None
    return mention.span.first


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), PUBLISHED)
@settings(deadline=None)
def test_a_full_date_means_itself_whenever_it_is_published(day: date, published: date) -> None:
    for written in (day.strftime("%B %-d, %Y"), day.strftime("%-d %b %Y"), day.isoformat()):
        assert [mention.value for mention in date_mentions(f"It acted on {written}.", published)] == [
            str(day)
        ]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("In force since 2014.", "since"),
        ("In force until March 12.", "until"),
        ("They must comply by Feb. 27.", "by"),
        ("Extended for six months.", "for"),
        ("Extended for a further six months.", "for"),
        ("In the run-up to the third quarter.", None),
        ("They must comply within 90 days.", "within"),
        ("It ended before Christmas.", "before"),
        ("It ended after the third quarter.", "after"),
        ("It ended on Monday.", None),
    ],
)
def test_the_governing_preposition(sentence: str, relation: str | None) -> None:
    assert [mention.relation for mention in date_mentions(sentence, WEDNESDAY)] == [relation]


@pytest.mark.parametrize(
    ("words", "first", "last", "precision", "edtf"),
    [
        ("January 10", "2025-01-10", "2025-01-10", "day", "2025-01-10"),
        ("last week", "2025-01-13", "2025-01-19", "week", "2025-01-13/2025-01-19"),
        ("the weekend", "2025-01-18", "2025-01-19", "range", "2025-01-18/2025-01-19"),
        ("December 2024", "2024-12-01", "2024-12-31", "month", "2024-12"),
        ("mid-October", "2024-10-11", "2024-10-20", "month", "2024-10-11/2024-10-20"),
        ("early 2022", "2022-01-01", "2022-04-30", "year", "2022-01/2022-04"),
        ("earlier this month", "2025-01-01", "2025-01-22", "month", "2025-01-01/2025-01-22"),
        ("the first quarter of 2024", "2024-01-01", "2024-03-31", "quarter", "2024-01/2024-03"),
        ("summer 2024", "2024-06-01", "2024-08-31", "season", "2024-22"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade", "199X"),
        ("between 2014 and 2022", "2014-01-01", "2022-12-31", "range", "2014/2022"),
        ("from 2018 to May 31, 2022", "2018-01-01", "2022-05-31", "range", "2018/2022-05-31"),
        ("Tuesday night", "2025-01-21", "2025-01-21", "day", "2025-01-21"),
    ],
)
def test_the_days_that_words_cover(words: str, first: str, last: str, precision: str, edtf: str) -> None:
    (mention,) = date_mentions(words, WEDNESDAY)
    when = mention.when()
    assert when is not None
    assert (str(when.start), str(when.end), when.precision, when.edtf) == (first, last, precision, edtf)


@pytest.mark.parametrize("words", ["recently", "now", "for three years", "every week", "several months"])
def test_words_that_fix_no_days(words: str) -> None:
    assert [mention.when() for mention in date_mentions(words, WEDNESDAY)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01\x1b[0m",
        "في 10 يناير 2025 فرضت العقوبات",
        "31 February 2024, 30/02/2024, 0000-00-00, year 0, year 99999, 2025-13-01, 24:61 p.m.",
        "İstanbul'da İ" * 20,
    ],
    ids=["empty", "control characters", "right to left", "no such dates", "letters that grow in lower case"],
)
def test_what_cannot_be_a_date_is_none(text: str) -> None:
    assert [mention for mention in date_mentions(text, WEDNESDAY) if mention.text != "2025"] == []


@pytest.mark.parametrize(
    "piece",
    [
        "the bank said that 3 of its 12 ships were ",
        "early in the end of the ",
        "10/",
        "may ",
        "a few ",
        "x",
        "1",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert date_mentions(text, WEDNESDAY) == []


def test_dates_at_the_ends_of_the_calendar() -> None:
    for published in (date.min, date.max):
        for words in (
            "yesterday",
            "tomorrow",
            "last year",
            "next century",
            "ten years ago",
            "Feb. 29",
            "Easter",
            "last summer",
        ):
            found: list[DateMention] = date_mentions(f"It was {words} there.", published)
            assert all(mention.span is None or span_of(mention.value) for mention in found)


@pytest.mark.parametrize(
    "value", ["2025-01-10", "2025-01", "2025", "199", "2024-SU", "2014/2022", "2025-Q1", "2025-W03-WE"]
)
def test_edtf_strings_are_read_the_same_by_the_edtf_package(value: str) -> None:
    edtf = pytest.importorskip("edtf", reason="the edtf package is an optional peer")
    span, words = span_of(value), edtf_of(value)
    assert span is not None
    parsed = edtf.parse_edtf(words)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    assert (date(*first[:3]), date(*last[:3])) == (span.first, span.last)
