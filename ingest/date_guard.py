"""Guards: words that look like a date and are none. They are read first and give nothing."""

from __future__ import annotations

from ingest.date_rule import Rule, rule
from ingest.date_words import NUMBER, NUMBER_WORD

RULES: tuple[Rule, ...] = (
    rule("age", rf"(?:{NUMBER})[- ](?:year|month|week|day)s?[- ]olds?"),
    rule("age", rf"(?:{NUMBER}) years? of age|aged? (?:\d{{1,3}}|{NUMBER_WORD})(?: (?:and|to) \d{{1,3}})?(?: years)?"),
    rule("paper", r"(?:sunday|friday|saturday|monday) (?:times|telegraph|express|mirror|herald|night live|night football)"),
    rule("money", r"[$€£¥] ?\d[\d,.]*"),
    rule("number", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+%|\d+(?:\.\d+)? ?(?:%|percent|per cent|million|billion|trillion)"),
    rule("war", r"(?:first|second) world war|world war (?:i{1,2}|one|two)"),
    rule("name", r"day trad\w+|day[- ]to[- ]day|year[- ]on[- ]year|year[- ]over[- ]year|month[- ]on[- ]month|light[- ]years?|second[- ]hand|half[- ]brother"),
)  # fmt: skip
