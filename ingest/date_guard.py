"""Guards: words that look like a date and are none. They are read first and give nothing."""

from __future__ import annotations

from ingest.date_rule import Rule, rule
from ingest.date_words import NUMBER, NUMBER_WORD

_OLD = r"(?:year|month|week|day|decade|centur(?:y|ie))s?"
_NUMBERS = (
    r"(?:\d{3,5}|\d{1,4}/\d{2,4})(?:/[a-z]{2,5})?"
    r"(?:(?:,|,? and|,? &|,? or) \d{3,5}(?![\d/]))*(?![\d%/]|-\d)"
)

RULES: tuple[Rule, ...] = (
    rule("age", None, rf"(?:{NUMBER}[- ])?{_OLD}-olds?|{NUMBER} (?:year|month|week|day)s? old"),
    rule(
        "age",
        None,
        rf"(?:{NUMBER}) years? of age|aged? (?:\d{{1,3}}|{NUMBER_WORD})(?: (?:and"
        rf"|to) \d{{1,3}})?(?: years)?",
    ),
    rule(
        "numbered-law",
        None,
        r"(?:resolutions?|unscr|executive orders?|regulation|directive|(?:general )?(?:license|licence)s?"
        r"|public law|federal law|decree|decision|proclamation|articles?|sections?)",
        r"(?: \((?:eu|ec|eec|euratom|uk|cfsp)\))?",
        rf"(?: (?:nos?|number)\.?)? ?{_NUMBERS}",
    ),
    rule("numbered-law", None, rf"(?:nos?\.|number|order) ?{_NUMBERS}(?! [a-z]+s\b)"),
    rule("before-christ", None, r"(?:the )?(?:\d{1,4}|\d\d?(?:st|nd|rd|th)[ -]century) ?b\.?c\.?(?:e\.?)?"),
    rule(
        "paper",
        None,
        r"(?:sunday|friday|saturday|monday) (?:times|telegraph|express|mirror|herald"
        r"|night (?:live|football))",
    ),
    rule(
        "number",
        None,
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?! (?:hour|day|week|month|year)s\b)"
        r"|\d{1,9}(?:\.\d{1,9})? ?(?:%|percent|per cent|million"
        r"|billion|trillion)",
    ),
    rule(
        "name",
        None,
        r"year[- ](?:on|over|to)[- ]year|day[- ]to[- ]day|day by day|light[- ]years?|second[- ]hand",
    ),
)
