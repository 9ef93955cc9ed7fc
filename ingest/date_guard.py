"""Guards: words that look like a date and are none. They are read first and give nothing."""

from __future__ import annotations

from ingest.date_rule import Rule, rule
from ingest.date_words import NUMBER, NUMBER_WORD

_OLD = r"(?:year|month|week|day|decade|centur(?:y|ie))s?"

RULES: tuple[Rule, ...] = (
    rule("age", None, rf"(?:{NUMBER}[- ])?{_OLD}-olds?|{NUMBER} (?:year|month|week|day)s? old"),
    rule(
        "age",
        None,
        rf"(?:{NUMBER}) years? of age|aged? (?:\d{{1,3}}|{NUMBER_WORD})(?: (?:and"
        rf"|to) \d{{1,3}})?(?: years)?",
    ),
    rule("resolution", None, r"(?:resolutions?|unscr) (?:no\. ?)?\d{3,4}(?:(?:,|,? and|,? &) \d{3,4})*"),
    rule(
        "paper",
        None,
        r"(?:sunday|friday|saturday|monday) (?:times|telegraph|express|mirror|herald"
        r"|night (?:live|football))",
    ),
    rule(
        "number",
        None,
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,9})? ?(?:%|percent|per cent|million"
        r"|billion|trillion)",
    ),
    rule(
        "name",
        None,
        r"year[- ](?:on|over|to)[- ]year|day[- ]to[- ]day|day by day|light[- ]years?|second[- ]hand",
    ),
)
