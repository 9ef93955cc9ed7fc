"""The graph as rdflib shows it, without the ways in which rdflib would leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oxrdflib import OxigraphStore
from rdflib import Dataset

from graph.engine import Engine, OxigraphEngine
from graph.errors import GraphError, QueryError
from graph.guard import check_query, check_update
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.plugins.sparql.sparql import Query, Update
    from rdflib.query import Result
    from rdflib.term import Identifier


class GuardedStore(OxigraphStore):
    """oxrdflib's store, guarded: queries only read and stay inside, rdflib's slow engine never steps in."""

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803 - as above
        queryGraph: str,  # noqa: N803 - as above
        **kwargs: object,
    ) -> Result:
        """Answer on Oxigraph or say why not."""
        text = _text(query, kwargs)
        check_query(text)
        namespaces = {prefix: str(namespace) for prefix, namespace in initNs.items()}
        return super().query(text, namespaces, initBindings, queryGraph)

    def update(
        self,
        update: Update | str,
        initNs: Mapping[str, Any],  # noqa: N803 - as above
        initBindings: Mapping[str, Identifier],  # noqa: N803 - as above
        queryGraph: str,  # noqa: N803 - as above
        **kwargs: object,
    ) -> None:
        """Run an update on Oxigraph or say why not."""
        text = _text(update, kwargs)
        check_update(text)
        super().update(text, initNs, initBindings, queryGraph)


def _text(query: object, unknown: Mapping[str, object]) -> str:
    if not isinstance(query, str):
        msg = "a prepared query would run on rdflib's own engine, 40 times slower; give the text of the query"
        raise QueryError(msg)
    if unknown:
        msg = (
            f"{min(unknown)}: not an option of this engine; use Store.query(text, params, limit=…, timeout=…)"
        )
        raise QueryError(msg)
    return query


def dataset_of(engine: Engine) -> Dataset:
    """An :class:`rdflib.Dataset` on the engine's own data, with every prefix bound."""
    if not isinstance(engine, OxigraphEngine):
        msg = (
            "a remote store has no rdflib.Dataset here; use Store.query, or parse what Store.serialize gives"
        )
        raise GraphError(msg)
    dataset = Dataset(store=GuardedStore(store=engine.store))
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
