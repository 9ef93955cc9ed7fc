"""Official lists in the graph: which entity is which entry, how surely and why.

Links stand in the list's own named graph, beside the designations that it tells; ``skos:exactMatch`` from an
entity to its entry stands in the default graph as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from graph.rdf import LABEL, TYPE, article_iri
from graph.vocabulary import BASE, ENT, SKOS, day, decimal, dl, integer, iri, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pyoxigraph import Literal

ENTRY = BASE + "list/"
LINK = BASE + "link/"


@dataclass(frozen=True, slots=True, order=True)
class OfficialLink:
    """An entity and the entry of an official list that it is; ``file`` and ``line`` say where that stands."""

    entity: str
    list_id: str
    entry_id: str
    label: str
    name: str
    score: float
    reason: str
    type: str
    designated: date | None
    programs: tuple[str, ...]
    identifiers: tuple[str, ...]
    file: str
    line: int


def entry_iri(list_id: str, entry_id: str) -> NamedNode:
    """The IRI of a list's entry.

    >>> entry_iri("uk", "RUS0251").value
    'https://w3id.org/dateline/list/uk/RUS0251'
    """
    return iri(f"{ENTRY}{quote(list_id, safe='')}/", entry_id)


def official_quads(article: str, links: Iterable[OfficialLink]) -> frozenset[Quad]:
    """The links of a list as quads of its graph, that of the article which stands for it."""
    graph = article_iri(article)
    return frozenset(Quad(*triple, graph) for link in links for triple in (*_link(link), *_entry(link)))


_Triple = tuple[NamedNode, NamedNode, "NamedNode | Literal"]


def _link(link: OfficialLink) -> Iterator[_Triple]:
    entry, entity = entry_iri(link.list_id, link.entry_id), iri(ENT, link.entity)
    node = iri(LINK, f"{link.list_id}/{link.entry_id}/{link.entity}")
    yield entity, NamedNode(SKOS + "exactMatch"), entry
    yield node, TYPE, dl("ListLink")
    yield node, dl("entity"), entity
    yield node, dl("listEntry"), entry
    yield node, dl("score"), decimal(link.score)
    yield node, dl("reason"), text(link.reason)
    yield node, dl("matchedName"), text(link.name)


def _entry(link: OfficialLink) -> Iterator[_Triple]:
    node = entry_iri(link.list_id, link.entry_id)
    yield node, TYPE, dl("ListEntry")
    yield node, LABEL, text(link.label)
    yield node, dl("listId"), text(link.list_id)
    yield node, dl("entryId"), text(link.entry_id)
    yield node, dl("listedType"), text(link.type)
    yield node, dl("listFile"), text(link.file)
    yield node, dl("listLine"), integer(link.line)
    if link.designated is not None:
        yield node, dl("designatedOn"), day(link.designated)
    for program in link.programs:
        yield node, dl("program"), text(program)
    for number in link.identifiers:
        yield node, dl("identifier"), text(number)
