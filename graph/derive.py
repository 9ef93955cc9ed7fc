"""Derives the default graph from the evidence, whole or just where an article touches it.

Whatever path the evidence came by, the derived quads are a function of the evidence alone.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from graph.evidence import all_keys, claims_in, claims_telling, key_told_elsewhere, keys_of_block
from graph.merge import Key, combine, groups, key_of
from graph.rdf import DEFAULT, LABEL, event_iri, event_quads, key_quads
from graph.vocabulary import ENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.engine import Engine
    from graph.model import Event

Graphs = frozenset[NamedNode]
Change = tuple[set[Quad], set[Quad]]


def derived_change(engine: Engine, before: set[Quad], after: set[Quad], graphs: Graphs) -> Change:
    """What leaves and what enters the default graph when evidence ``before`` gives way to ``after``.

    Only blocks of claims that either of them has a part in are looked at.
    """
    removed, added = _shared_change(engine, before, after, graphs)
    for was, now in _regrouped(engine, before, after, graphs):
        removed |= was
        added |= now
    return removed - added, added - removed


def derive_all(engine: Engine) -> set[Quad]:
    """The whole default graph, from the evidence alone."""
    evidence = (quad for quad in engine.match() if quad.graph_name != DEFAULT)
    shared = _shared(evidence)
    labels = {quad for quad in shared if quad.predicate == LABEL}
    wanted = (shared - labels) | _first_labels(labels)
    blocks: dict[str, set[Key]] = defaultdict(set)
    for key in all_keys(engine):
        blocks[key.block].add(key)
    for group in chain.from_iterable(groups(keys) for keys in blocks.values()):
        wanted.update(_group_quads(group, claims_telling(engine, group)))
    return wanted


def _shared(evidence: Iterable[Quad]) -> set[Quad]:
    """The triples of the evidence that the default graph repeats: entities and plain triples."""
    return {
        Quad(quad.subject, quad.predicate, quad.object, DEFAULT)
        for quad in evidence
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ENT)
    }


def _shared_change(engine: Engine, before: set[Quad], after: set[Quad], graphs: Graphs) -> Change:
    old, new = _shared(before), _shared(after)
    removed = {quad for quad in old - new if not _told_elsewhere(engine, quad, graphs)}
    added = {quad for quad in new if not _holds(engine, quad)}
    touched = {quad.subject for quad in removed | added if quad.predicate == LABEL}
    if touched:
        labels = _label_change(engine, touched, {quad for quad in new if quad.predicate == LABEL}, graphs)
        removed = {quad for quad in removed if quad.predicate != LABEL} | labels[0]
        added = {quad for quad in added if quad.predicate != LABEL} | labels[1]
    return removed, added


def _told_elsewhere(engine: Engine, quad: Quad, graphs: Graphs) -> bool:
    found = engine.match(quad.subject, quad.predicate, quad.object, None)
    return any(one.graph_name not in graphs and one.graph_name != DEFAULT for one in found)


def _holds(engine: Engine, quad: Quad) -> bool:
    return any(True for _ in engine.match(quad.subject, quad.predicate, quad.object, DEFAULT))


def _label_change(engine: Engine, entities: Iterable[object], new: set[Quad], graphs: Graphs) -> Change:
    """Articles may name one entity differently; the default graph has the first of its labels."""
    removed, added = set(), set()
    for entity in entities:
        node: NamedNode = entity  # type: ignore[assignment] # every shared triple has an IRI as its subject
        given = {quad for quad in new if quad.subject == node}
        stored = [quad for quad in engine.match(node, LABEL, None, None) if quad.graph_name not in graphs]
        held = {quad for quad in stored if quad.graph_name == DEFAULT}
        wanted = _first_labels(given | _shared(quad for quad in stored if quad.graph_name != DEFAULT))
        removed |= held - wanted
        added |= wanted - held
    return removed, added


def _first_labels(labels: Iterable[Quad]) -> set[Quad]:
    first: dict[object, Quad] = {}
    for quad in sorted(labels, key=str):
        first.setdefault(quad.subject, quad)
    return set(first.values())


def _regrouped(engine: Engine, before: set[Quad], after: set[Quad], graphs: Graphs) -> Iterator[Change]:
    """For each block of claims that the change touches: its events as they were and as they are now."""
    claims = claims_in(after)
    was = {key_of(claim) for told in claims_in(before).values() for claim in told}
    now = {key_of(claim) for told in claims.values() for claim in told}
    touched = was | now
    gone = {key for key in was - now if not key_told_elsewhere(engine, key, graphs)}
    by_block: dict[str, set[Key]] = defaultdict(set)
    for key in touched:
        by_block[key.block].add(key)
    for block, keys in by_block.items():
        held = keys_of_block(engine, block)
        old, new = set(groups(held)), set(groups((held | keys) - gone))
        stale = [group for group in old if group not in new or touched.intersection(group)]
        fresh = [group for group in new if group not in old or touched.intersection(group)]
        removed = {quad for group in stale for quad in _stored(engine, group)}
        added = {
            quad for group in fresh for quad in _group_quads(group, _told(engine, group, claims, graphs))
        }
        yield removed, added


def _stored(engine: Engine, group: Iterable[Key]) -> Iterator[Quad]:
    for key in group:
        yield from engine.match(event_iri(key.id), None, None, DEFAULT)


def _told(
    engine: Engine, group: Iterable[Key], claims: Mapping[str, list[Event]], graphs: Graphs
) -> Iterator[Event]:
    """The claims that tell a group's event: those stored elsewhere, and those of the change."""
    keys = list(group)
    yield from claims_telling(engine, keys, without=graphs)
    for key in keys:
        yield from claims.get(key.id, ())


def _group_quads(group: tuple[Key, ...], claims: Iterable[Event]) -> Iterator[Quad]:
    for key in group:
        yield from key_quads(key)
    yield from event_quads(combine(group[0].id, claims), group)
