"""The least certain links and events of a store as a form that an analyst fills in and feeds back."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from graph.corrections import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.model import Entity, Event, MergedEvent
    from ingest.lists_link import ListLink

_HEAD = """\
# What this store is least sure of. Fill in who and when; where you know better, write a decision, and why:
#   a name:    decision = "alias" with the entity that it means, such as "gazprom-neft"
#   a claim:   decision = "reject", or "redate" with a date: 2025-01-10, 2025-01, 2025, 2025-01-10/2025-01-15
#   a listing: decision = "alias" if the entity is that entry, "reject" if it is not
# What is left without a decision stays as it is. Feed it back with: dateline correct FILE --store STORE

who = ""
when = ""
"""
#: A claim that is surer than this is not asked about.
SURE = 0.75
_NEAR = 70


def review(
    events: Sequence[MergedEvent],
    listed: Iterable[ListLink] = (),
    *,
    names: Mapping[str, str] | None = None,
    limit: int = 20,
) -> str:
    """The form as TOML: names that are not linked, uncertain claims and listings, at most ``limit`` each.

    ``names`` are the labels of known entities by id, from which the nearest is offered for a name.
    """
    claims = [claim for event in events for claim in event.mentions]
    blocks = [*_names(claims, names or {}, limit), *_claims(claims, limit), *_listings(listed, limit)]
    return "\n".join((_HEAD, *blocks))


def _names(claims: Iterable[Event], names: Mapping[str, str], limit: int) -> Iterator[str]:
    told: dict[str, list[Event]] = defaultdict(list)
    labels: dict[str, Entity] = {}
    for claim in claims:
        for entity in (claim.actor, claim.target):
            if entity is not None and not entity.linked and entity.type != "group" and _named(entity):
                told[entity.id].append(claim)
                labels.setdefault(entity.id, entity)
    for key in sorted(told, key=lambda key: (-len(told[key]), key))[:limit]:
        entity, first = labels[key], told[key][0]
        near = _nearest(entity.label, names)
        yield _block(
            [
                f"{_count(told[key])} with a name that is not linked ({entity.type})",
                _words(first),
                *([f"nearest: {near} ({names[near]})"] if near else []),
            ],
            {"name": entity.label, "decision": "", "entity": "", "why": ""},
        )


def _named(entity: Entity) -> bool:
    """Whether the words are a name: "tankers" are nobody's alias."""
    return any(word[0].isupper() for word in entity.label.split())


def _nearest(label: str, names: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a review needs it

    found = process.extractOne(label, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[2]) if found else None


def _claims(claims: Iterable[Event], limit: int) -> Iterator[str]:
    doubted = {claim.id: claim for claim in claims if claim.confidence < SURE and not _redated(claim)}
    for claim in sorted(doubted.values(), key=lambda one: (one.confidence, one.id))[:limit]:
        actor, target = (side.label if side else "?" for side in (claim.actor, claim.target))
        dated = f"{claim.date.edtf} ({claim.date.rule})" if claim.date else "undated"
        yield _block(
            [
                f"{dated}: {actor} {claim.action.id} {target}, {claim.status}",
                f"confidence {claim.confidence:g}",
                _words(claim),
            ],
            {"event": claim.id, "decision": "", "date": "", "why": ""},
        )


def _redated(claim: Event) -> bool:
    return claim.date is not None and claim.date.rule == RULE


def _listings(links: Iterable[ListLink], limit: int) -> Iterator[str]:
    for link in sorted(links, key=lambda one: (one.score, one.entity.id, one.entry.entry_id))[:limit]:
        entry = link.entry
        day = f", designated {entry.designated}" if entry.designated else ""
        yield _block(
            [f"{link.entity.label}: {entry.label} ({entry.type}{day})? {link.score:g}, {link.reason}"],
            {
                "entity": link.entity.id,
                "list": entry.list_id,
                "entry": entry.entry_id,
                "decision": "",
                "why": "",
            },
        )


def _block(comments: Iterable[str], fields: Mapping[str, str]) -> str:
    lines = ["[[review]]", *(f"# {_printable(comment)}" for comment in comments)]
    lines += [f"{name} = {_quoted(value)}" for name, value in fields.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    whole = text.encode("utf-8", errors="replace").decode()  # a lone surrogate has no place in a file
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _words(claim: Event) -> str:
    return f"{claim.source.article}: {claim.source.sentence}"


def _printable(text: str) -> str:
    """A line without what a comment in TOML may not hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _count(claims: Sequence[Event]) -> str:
    return f"{len(claims)} claim{'s' * (len(claims) != 1)}"
