"""Derives the default graph from the evidence, whole or just where an article touches it.

Whatever path the evidence came by, the derived quads are a function of the evidence alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from graph.evidence import claims_in, claims_telling, key_told_elsewhere, keys_of_block, read_claim
from graph.merge import Key, combine, groups, key_of
from graph.model import Event
from graph.rdf import DEFAULT, LABEL, event_iri, event_quads, key_quads, shared_triples
from graph.vocabulary import FAMILIES, SKOS, dl

if TYPE_CHECKING:
    from graph.engine import Engine, Object, Subject

MATCH = NamedNode(SKOS + "exactMatch")
Graphs = frozenset[NamedNode]
Change = tuple[set[Quad], set[Quad]]
Claims = Mapping[str, list[Event]]


def derived_change(engine: Engine, before: set[Quad], after: set[Quad], graphs: Graphs) -> Change:
    """What leaves and what enters the default graph when evidence ``before`` gives way to ``after``.

    Only blocks of claims that either of them has a part in are looked at.
    """
    old, new = claims_in(before), claims_in(after)
    removed, added = _shared_change(engine, _all(old), _all(new), graphs)
    for was, now in _regrouped(engine, old, new, graphs):
        removed |= was
        added |= now
    listed, listing = _matches(before), _matches(after)
    removed, added = removed | (listed - listing), added | (listing - listed)
    return removed - added, added - removed


def derive_all(engine: Engine) -> set[Quad]:
    """The whole default graph, from the evidence alone."""
    claims: dict[Key, list[Event]] = defaultdict(list)
    for quad in engine.match(None, dl("record"), None, None):
        claim = read_claim(engine, quad.subject, quad.graph_name)
        claims[key_of(claim)].append(claim)
    shared = _shared(chain.from_iterable(claims.values()))
    blocks: dict[str, set[Key]] = defaultdict(set)
    for key in claims:
        blocks[key.block].add(key)
    wanted = {quad for quad in shared if quad.predicate != LABEL} | _first_labels(shared)
    for group in chain.from_iterable(groups(keys) for keys in blocks.values()):
        wanted.update(_group_quads(group, chain.from_iterable(claims[key] for key in group)))
    return wanted | _matches(engine.match(None, MATCH, None, None))


def _matches(quads: Iterable[Quad]) -> set[Quad]:
    """What official lists add: which entity is which entry; an entry stands in one list alone."""
    evidence = (quad for quad in quads if quad.predicate == MATCH and quad.graph_name != DEFAULT)
    return {Quad(quad.subject, quad.predicate, quad.object, DEFAULT) for quad in evidence}


def _shared(claims: Iterable[Event]) -> set[Quad]:
    """What claims add by themselves: entities and plain triples."""
    return {Quad(*triple, DEFAULT) for claim in claims for triple in shared_triples(claim)}


def _shared_change(engine: Engine, before: list[Event], after: list[Event], graphs: Graphs) -> Change:
    old, new = _shared(before), _shared(after)
    removed = {quad for quad in old - new if not _told_elsewhere(engine, quad, graphs)}
    added = {quad for quad in new if not _holds(engine, quad)}
    gone, come = _label_change(engine, removed, added, graphs)
    removed = {quad for quad in removed if quad.predicate != LABEL} | gone
    return removed, {quad for quad in added if quad.predicate != LABEL} | come


def _told_elsewhere(engine: Engine, quad: Quad, graphs: Graphs) -> bool:
    """Whether a claim of another article adds the same."""
    node = quad.subject
    about = _claims_about(engine, node, graphs, target=None if _describes(quad) else quad.object)
    return any(quad in _shared([claim]) for claim in about)


def _describes(quad: Quad) -> bool:
    return not quad.predicate.value.startswith(tuple(FAMILIES.values()))


def _claims_about(
    engine: Engine, entity: Subject, graphs: Graphs, target: Object | None = None
) -> Iterator[Event]:
    """The claims of other articles with an entity in any role, or as the actor against a target."""
    for role in ("actor", "target", "saidBy") if target is None else ("actor",):
        for quad in engine.match(None, dl(role), entity, None):
            if quad.graph_name == DEFAULT or quad.graph_name in graphs:
                continue
            against = engine.match(quad.subject, dl("target"), target, quad.graph_name)
            if target is None or any(True for _ in against):
                yield read_claim(engine, quad.subject, quad.graph_name)


def _holds(engine: Engine, quad: Quad) -> bool:
    return any(True for _ in engine.match(quad.subject, quad.predicate, quad.object, DEFAULT))


def _label_change(engine: Engine, gone: set[Quad], come: set[Quad], graphs: Graphs) -> Change:
    """Articles may name one entity differently; the default graph has the first of its labels."""
    removed, added = set(), set()
    for node in {quad.subject for quad in gone | come if quad.predicate == LABEL}:
        held = set(engine.match(node, LABEL, None, DEFAULT))
        told = held | come
        if not held.isdisjoint(gone):  # the label that was the first is told no more: look at all others
            told = _shared(_claims_about(engine, node, graphs)) | come
        wanted = _first_labels(quad for quad in told if quad.subject == node)
        removed |= held - wanted
        added |= wanted - held
    return removed, added


def _first_labels(quads: Iterable[Quad]) -> set[Quad]:
    first: dict[object, Quad] = {}
    for quad in sorted((quad for quad in quads if quad.predicate == LABEL), key=str):
        first.setdefault(quad.subject, quad)
    return set(first.values())


def _all(claims: Claims) -> list[Event]:
    return list(chain.from_iterable(claims.values()))


def _regrouped(engine: Engine, before: Claims, after: Claims, graphs: Graphs) -> Iterator[Change]:
    """For each block of claims that the change touches: its events as they were and as they are now."""
    was, now = {key_of(claim) for claim in _all(before)}, {key_of(claim) for claim in _all(after)}
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
        added = {quad for group in fresh for quad in _group_quads(group, _told(engine, group, after, graphs))}
        yield removed, added


def _stored(engine: Engine, group: Iterable[Key]) -> Iterator[Quad]:
    for key in group:
        yield from engine.match(event_iri(key.id), None, None, DEFAULT)


def _told(engine: Engine, group: Iterable[Key], claims: Claims, graphs: Graphs) -> Iterator[Event]:
    """The claims that tell a group's event: those stored elsewhere, and those of the change."""
    keys = list(group)
    yield from claims_telling(engine, keys, without=graphs)
    for key in keys:
        yield from claims.get(key.id, ())


def _group_quads(group: tuple[Key, ...], claims: Iterable[Event]) -> Iterator[Quad]:
    for key in group:
        yield from key_quads(key)
    yield from event_quads(combine(group[0].id, claims), group)
