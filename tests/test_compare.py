"""What differs between two graphs: new, changed and withdrawn events."""

from __future__ import annotations

from datetime import date
from itertools import chain

from made_events import BANK, ENERGY, TREASURY, US, article, claim, january, on

from graph.compare import compare
from graph.merge import merge

FIRST = article("first", date(2025, 1, 11))
SECOND = article("second", date(2025, 1, 12))
STORY = list(chain.from_iterable(claims for _, claims in january()))


def test_the_same_events_differ_in_nothing() -> None:
    assert compare(merge(STORY), merge(STORY[::-1])) == []


def test_new_and_withdrawn_events_mirror_each_other() -> None:
    fewer = merge(STORY[:-1])
    [new] = compare(fewer, merge(STORY))
    [withdrawn] = compare(merge(STORY), fewer)
    assert (new.kind, withdrawn.kind) == ("new", "withdrawn")
    assert new.headline == withdrawn.headline == "Russia deny United States"


def test_an_event_told_more_exactly_has_changed() -> None:
    vague = claim(FIRST, US, "impose", ENERGY, on("2025-01-01", until="2025-01-31"))
    exact = claim(SECOND, TREASURY, "impose", ENERGY, on("2025-01-10"))
    [difference] = compare(merge([vague]), merge([vague, exact]))
    assert difference.kind == "changed"
    assert difference.changes == (
        "what: United States impose Russia's energy sector → U.S. Treasury impose Russia's energy sector",
        "date: 2025-01-01/2025-01-31 → 2025-01-10",
        "sources: 1 → 2",
    )


def test_one_event_split_in_two_is_one_changed_and_one_new() -> None:
    claims = [claim(FIRST, TREASURY, "designate", BANK, on("2025-01-10"), start=n, count=n) for n in (1, 2)]
    apart = merge([claims[0]]) + merge([claim(SECOND, US, "impose", BANK, on("2025-02-01"))])
    assert [one.kind for one in compare(merge(claims), apart)] == ["changed", "new"]
