"""Sentences, headings and list items, with exact offsets."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.segment import sentences

if TYPE_CHECKING:
    from pathlib import Path

# A bar stands where one sentence ends and the next begins.
PROSE = [
    ("The Treasury acted.| Moscow protested.", "full stops"),
    ("Did it work?| Nobody knows!| Wait.", "other marks"),
    ("The U.S. Treasury acted.", "U.S. before a name"),
    ("It hit allies of the U.S.| The ban holds.", "U.S. at the end"),
    ("It left the U.S.| In March it came back.", "U.S. before a word that opens sentences"),
    ("He blamed the U.S.| Trump answered.", "U.S. before a name that opens sentences"),
    ("The U.K. Treasury and the U.N. Security Council met.", "other acronyms"),
    ("The U.S.S.R. fell.| It was 1991.", "long acronym"),
    ("It is based in Washington, D.C.| The office closed.", "D.C. at the end"),
    ("A Washington, D.C. court ruled.", "D.C. inside"),
    ("On Jan. 10 the ban began.", "month and day"),
    ("It began in Jan.| The ban holds.", "month at the end"),
    ("It runs from Sept. 3 to Dec. 31, 2025.", "two months"),
    ("Mr. Putin met Mrs. May and Dr. Who.", "titles"),
    ("Gen. Valery Gerasimov and Sen. Lindsey Graham spoke.", "ranks"),
    ("Reps. Smith and Sens. Graham and Blumenthal wrote the bill.", "plural titles"),
    ("Lt. Col. John Smith agreed.", "two ranks"),
    ("St. Petersburg was hit.", "saint"),
    ("Huawei Technologies Co. Ltd. was listed.", "company forms"),
    ("They fined Acme Inc.| The firm paid.", "company at the end"),
    ("Apple Inc. Chief Executive Tim Cook spoke.", "company before a title"),
    ("They named Rosneft Trading Corp. and TNK Ltd.| Both appealed.", "two companies"),
    ("Executive Order No. 14024 applies.", "number sign"),
    ("He said no.| The talks ended.", "the word no"),
    ("See Art. 5 and para. 3 of Reg. 833/2014.", "legal references"),
    ("Lenders, e.g. Sberbank and VTB, i.e. the largest, were hit.", "Latin short forms"),
    ("It was Russia vs. Ukraine.", "versus"),
    ("At 4:16 a.m. ET the page changed.", "clock and zone"),
    ("It began at 3 p.m. Friday and ended at 5 p.m.| The room emptied.", "clock at the end"),
    ("They met at 9 a.m. Moscow time.", "clock and city time"),
    ("J.P. Morgan and George W. Bush agreed.", "initials"),
    ("Donald J. Trump signed.", "middle initial"),
    ("Vladimir V. Putin and J. D. Vance met.", "spaced initials"),
    ("Donald Trump Jr. spoke.| He left.", "junior"),
    ("Oil rose 3.5 percent to $80.25.| Gas fell.", "decimals"),
    ("It cost $5.| $6 is too much.", "currency opens a sentence"),
    ("It ended in 2022.| Russia protested.", "year at the end"),
    ("It was listed in 2022.| 15 firms followed.", "number opens a sentence"),
    ("He paused ... and went on.", "ellipsis inside"),
    ("He paused...| The room was silent.", "ellipsis at the end"),
    ("He paused. . . and went on.", "spaced ellipsis"),
    ("He waited…| Then he left.", "ellipsis as one character"),
    ('"It is over."| He left.', "quotation closes after the stop"),
    ('He said: "I had a deal.| It failed."| He left.', "sentences inside a quotation"),
    ("“It is over.”| Kyiv agreed.", "curly quotes"),
    ('"Will they pay?" he asked.', "question in a quotation, lower case follows"),
    ('"Will they pay?" Trump asked.', "question in a quotation, a speaker follows"),
    ('"Never!" Foreign Minister Sergei Lavrov said.', "call in a quotation, a titled speaker follows"),
    ('"Will they pay?"| The answer is no.', "question in a quotation, a sentence follows"),
    ("Sberbank (the largest!) fell.", "mark inside parentheses"),
    ("The ban holds.| (It was renewed in May.)| Nobody knows why.", "a sentence in parentheses"),
    ("Iran was hit (see p. 5).| It protested.", "page reference"),
    ("A missile was found in Iraq (BBC).", "source before the stop"),
    ("The EU lifted the ban. (Reuters)| The UN did not. (BBC) (The Guardian)", "sources after the stop"),
    ("It was renewed. (NYT), (Yahoo! via AP)(CNN)| It ended.", "sources in other forms"),
    ("The ban was lifted.[12]| It returned.[3][4]", "footnotes"),
    ("The ban was lifted.|The firms returned.", "no space between sentences"),
    ("Visit state.gov or www.Treasury.gov for more.", "addresses"),
    ("Fighting went on in Syria.| al-Assad fled.", "a name that starts small"),
    ("They banned it.| iPhone sales fell.", "a brand that starts small"),
    ("The board of Yukos et al. Group agreed.", "and others"),
    ("Sanctions-busting “shadow fleet” vessels, i.e. tankers, sailed.", "hyphens and quotes"),
    ("制裁已实施。| 莫斯科抗议。", "Chinese"),
    ("هل ستدفع؟| لا أحد يعرف.", "Arabic"),
    ("Санкции введены.| Москва ответила.", "Russian"),
    ("Pres. Biden and Amb. Nides met Supt. Jones.", "rarer titles"),
    ("Sen. Bob Menendez (D-N.J.) and Rep. Liz Cheney (R-Wyo.) agreed.", "party and state"),
    ("He lives in Miami, Fla.| He is 60.", "state at the end"),
    ("It was approx. 50 tonnes, ca. 10 percent.", "about"),
    ("What?!| Why?", "two marks"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), [pytest.param(*case, id=case[1]) for case in PROSE])
def test_a_paragraph_splits_where_a_reader_would(marked: str, name: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert [found.text for found in sentences(marked.replace("|", ""))] == expected, name


KINDS = [
    ("Why It Matters\nThe ban holds.", ["heading", "prose"], "title case"),
    ("WHAT NEXT\nThe ban holds.", ["heading", "prose"], "capitals"),
    ("How the price cap works\nThe ban holds.", ["heading", "prose"], "short and without a verb"),
    ("U.S. hits Russian oil with its heaviest sanctions yet\nIt acted.", ["heading", "prose"], "headline"),
    ("The ban holds.\nIt was renewed in May and nobody objected to it", ["prose", "prose"], "no final stop"),
    ("The bank has been found in breach of the rules (BBC)", ["prose"], "a lone sentence without a stop"),
    ("Key Points:\nThe ban holds.", ["heading", "prose"], "colon after a title"),
    ('Trump said on Monday:\n"It is over."', ["prose", "prose"], "colon before a quotation"),
    ("- an arms embargo\n- a travel ban", ["bullet", "bullet"], "dashes"),
    ("• Sberbank\n* VTB", ["bullet", "bullet"], "dots and stars"),
    ("1. Freeze the assets.\n2) Ban the ships.", ["bullet", "bullet"], "numbers"),
    ("(a) banks;\n(ii) ships;", ["bullet", "bullet"], "letters and Roman numbers"),
    ("- It froze assets. It banned ships.", ["bullet", "bullet"], "two sentences in one item"),
    ("The ban holds.\n\n* * *\n\nIt grew.", ["prose", "prose"], "a line of stars is nothing"),
]


@pytest.mark.parametrize(("text", "kinds", "name"), [pytest.param(*case, id=case[2]) for case in KINDS])
def test_lines_are_told_apart(text: str, kinds: list[str], name: str) -> None:
    assert [found.kind for found in sentences(text)] == kinds, name


def test_a_marker_stays_outside_its_item() -> None:
    assert [found.text for found in sentences("1. Freeze assets.\n(b) Ban ships.")] == [
        "Freeze assets.",
        "Ban ships.",
    ]


def test_each_line_is_a_paragraph_when_lines_are_long() -> None:
    line = (
        "The Treasury said on Friday that it had added two more firms and a bank to its list of blocked ones"
    )
    assert len(sentences(f"{line}\n{line} {line}\n{line}")) == 3


WRAPPED = """\
The United States on Friday imposed its broadest package of sanctions
so far targeting Russia's oil and gas revenues, in an effort to give
Kyiv and Donald Trump's team leverage. The Treasury named Gazprom Neft
and Surgutneftegas, and 183 vessels.

Moscow said that the measures were illegal and that it would go on with
its large projects.
- The first item of a list that is longer than the column and goes on
  in the next line.
"""


def test_lines_wrapped_at_a_column_are_joined() -> None:
    found = sentences(WRAPPED)
    assert [" ".join(item.text.split())[-12:] for item in found] == [
        "am leverage.", "183 vessels.", "ge projects.", "e next line.",
    ]  # fmt: skip
    assert found[0].text.startswith("The United States")
    assert found[-1].kind == "bullet"


@pytest.mark.parametrize(
    "text", ["", " \n\t\n ", "...", "?!\n--\n* * *"], ids=["empty", "blank", "dots", "marks"]
)
def test_nothing_to_read_gives_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_the_real_article(shared: Path) -> None:
    found = sentences((shared / "articles" / "newsweek-2025-01-22.txt").read_text(encoding="utf-8"))
    assert len(found) == 35
    assert [item.text for item in found if item.kind == "heading"] == [
        "Why It Matters", "What To Know", "What People Are Saying", "What Happens Next", "About the writer",
    ]  # fmt: skip
    assert any(item.text.startswith("On January 10, the U.S. Treasury sanctioned") for item in found)


MARKERS = re.compile(r"(?:[\W_]|\d{1,2}[.)]|\(\w{1,4}\)|[a-z]\))*+")


@given(st.text(st.sampled_from("Aab 10.!?…\"')(\n-•ßи。؟"), max_size=200) | st.text(max_size=100))
def test_sentences_quote_the_text_in_order_and_lose_no_letter(text: str) -> None:
    found = sentences(text)
    assert all(text[item.start : item.end] == item.text == item.text.strip() for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    between = [text[before.end : after.start] for before, after in pairwise(found)]
    outside = [text[: found[0].start], *between, text[found[-1].end :]] if found else [text]
    assert all(MARKERS.fullmatch(gap) for gap in outside)


LONG = [
    ("word " * 20_000 + ".", "a sentence of 20,000 words"),
    ("." * 300_000 + "x", "dots"),
    (". " * 100_000 + "x", "spaced dots"),
    ('."' * 100_000, "stops and quotes"),
    ("1. " * 50_000, "numbers"),
    (" " * 500_000, "spaces"),
    (("x" * 70 + "\n") * 20_000, "one word a line"),
    ("(A) " * 50_000, "parentheses"),
    ("U.S. " * 50_000, "acronyms"),
    ("\u200f؟" * 50_000, "right to left"),
]


@pytest.mark.parametrize(("text", "name"), [pytest.param(*case, id=case[1]) for case in LONG])
def test_odd_text_takes_no_longer_than_its_length(text: str, name: str) -> None:
    began = time.process_time()
    sentences(text)
    assert time.process_time() - began < 5, name


def test_ten_thousand_sentences_take_about_a_quarter_of_a_second() -> None:
    text = (
        "The U.S. Treasury sanctioned two firms on Jan. 10. Moscow said it would answer in kind, and soon.\n"
        * 5_000
    )
    began = time.process_time()
    assert len(sentences(text)) == 10_000
    assert time.process_time() - began < 2
