"""pyoxigraph's terms as rdflib's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode
from pyoxigraph import Literal as OxLiteral
from rdflib import BNode, Literal, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node


def rdflib_term(term: object) -> Node | None:
    """The same term in rdflib; a plain string has no datatype there, as rdflib users expect."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, OxLiteral):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
    if isinstance(term, BlankNode):
        return BNode(term.value)
    return None
