"""The graph as rdflib shows it."""

from __future__ import annotations

from rdflib import Dataset

from graph.engine import Engine, OxigraphEngine
from graph.errors import GraphError
from graph.vocabulary import PREFIXES


def dataset_of(engine: Engine) -> Dataset:
    """An :class:`rdflib.Dataset` on the engine's own data, with every prefix bound."""
    from oxrdflib import OxigraphStore  # noqa: PLC0415 - only this engine needs it

    if not isinstance(engine, OxigraphEngine):
        msg = "a remote store has no rdflib.Dataset here; use Store.query, or Store.serialize and parse that"
        raise GraphError(msg)
    dataset = Dataset(store=OxigraphStore(store=engine.store))
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
