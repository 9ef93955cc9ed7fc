"""The names of the graph: namespaces, and how ids and texts of any content become safe terms.

Every IRI and literal of the graph is made here, so that hostile ids and texts cannot break a
serialisation or reach into a query: ids are percent-encoded, texts keep every character but lone
surrogates, which no RDF syntax can hold.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from datetime import date

BASE = "https://w3id.org/dateline/"
DL = BASE + "ontology#"
ENT = BASE + "entity/"
ACT = BASE + "action/"
MEASURE = BASE + "measure/"
ARTICLE = BASE + "article/"
EVENT = BASE + "event/"
CLAIM = BASE + "claim/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GAF = "http://groundedannotationframework.org/gaf#"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
SCHEMA = "http://schema.org/"
TIME = "http://www.w3.org/2006/time#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
#: The graph of what people corrected, beside those of the articles.
CORRECTIONS = BASE + "corrections"
WIKIDATA = "http://www.wikidata.org/entity/"

#: The predicate family of each status: no query mistakes a plan or a denial for a fact.
FAMILIES = MappingProxyType(
    {
        "asserted": ACT,
        "planned": BASE + "planned/",
        "possible": BASE + "possible/",
        "negated": BASE + "negated/",
        "counterfactual": BASE + "counterfactual/",
    }
)

#: Declared for every query and every export.
PREFIXES = MappingProxyType(
    {
        "dl": DL,
        "ent": ENT,
        "act": ACT,
        "planned": FAMILIES["planned"],
        "possible": FAMILIES["possible"],
        "negated": FAMILIES["negated"],
        "counterfactual": FAMILIES["counterfactual"],
        "measure": MEASURE,
        "article": ARTICLE,
        "event": EVENT,
        "claim": CLAIM,
        "sem": SEM,
        "gaf": GAF,
        "prov": PROV,
        "nif": NIF,
        "schema": SCHEMA,
        "time": TIME,
        "skos": SKOS,
        "xsd": XSD,
        "rdf": RDF,
        "rdfs": RDFS,
        "wd": WIKIDATA,
    }
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


@lru_cache(maxsize=65_536)
def iri(namespace: str, name: str) -> NamedNode:
    """The IRI of ``name`` in a namespace, whatever characters the name holds.

    >>> iri(ARTICLE, "news/2025 <1>").value
    'https://w3id.org/dateline/article/news%2F2025%20%3C1%3E'
    """
    encoded = quote(name, safe="", errors="surrogatepass")
    return NamedNode(namespace + (encoded.replace(".", "%2E") if encoded.strip(".") == "" else encoded))


def name_of(namespace: str, term: NamedNode) -> str:
    """The id that :func:`iri` turned into ``term``."""
    return unquote(term.value.removeprefix(namespace), errors="surrogatepass")


@cache
def dl(name: str) -> NamedNode:
    """A term of Dateline's own ontology."""
    return NamedNode(DL + name)


def text(value: str) -> Literal:
    r"""A string; a lone surrogate becomes the replacement character.

    >>> text("a\ud800b").value
    'a�b'
    """
    return Literal(clean(value))


def clean(value: str) -> str:
    """``value`` without lone surrogates, of the same length, so that offsets still hold."""
    return _SURROGATE.sub("�", value)


def day(value: date) -> Literal:
    """A calendar day, without a zone and without a time."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))


def month(value: date) -> Literal:
    """The month of a day."""
    return Literal(f"{value:%Y-%m}".rjust(7, "0"), datatype=NamedNode(XSD + "gYearMonth"))


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def decimal(value: float) -> Literal:
    """A number in xsd:decimal's plain notation, to six places.

    >>> decimal(968_000_000.0).value, decimal(0.85).value
    ('968000000', '0.85')
    """
    plain = format(round(Decimal(repr(value)), 6), "f")
    return Literal(
        plain.rstrip("0").rstrip(".") if "." in plain else plain, datatype=NamedNode(XSD + "decimal")
    )


def compact(value: str) -> str:
    """An IRI as a person writes it, ``ent:russia``, where a prefix fits; else the IRI itself.

    >>> compact("https://w3id.org/dateline/entity/russia")
    'ent:russia'
    """
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and _LOCAL.fullmatch(value[len(namespace) :]):
            return f"{prefix}:{value[len(namespace) :]}"
    return value
