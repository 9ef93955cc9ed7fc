"""Dateline: news about sanctions as a knowledge graph of dated events.

>>> import dateline
>>> sorted(name for name in dateline.__all__ if name[0].islower())
['article', 'extract', 'open']

Importing this package is cheap: spaCy, rdflib and the rest load when a name that needs them is first used.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.api import KnowledgeGraph, article, extract, open  # noqa: A004 - read as dateline.open
    from graph.model import Action, Article, Entity, Event, MergedEvent, Source, When

__version__ = "0.1.0"
__all__ = [
    "Action",
    "Article",
    "Entity",
    "Event",
    "KnowledgeGraph",
    "MergedEvent",
    "Source",
    "When",
    "article",
    "extract",
    "open",
]

_HOMES = {
    **dict.fromkeys(("KnowledgeGraph", "article", "extract", "open"), "dateline.api"),
    **dict.fromkeys(("Action", "Article", "Entity", "Event", "MergedEvent", "Source", "When"), "graph.model"),
}


def __getattr__(name: str) -> object:
    """The public names, each imported when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'dateline' has no attribute {name!r}; it offers {', '.join(__all__)}"
        raise AttributeError(msg)
    value: object = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})


def _foreign(package: str) -> str | None:
    """Where ``import package`` leads when it does not lead to ours, as with a user's own ``graph.py``."""
    loaded = sys.modules.get(package)
    origin = getattr(loaded, "__file__", None) if loaded else getattr(find_spec(package), "origin", None)
    ours = Path(__file__).resolve().parent.parent / package
    if origin and Path(origin).resolve().parent == ours:
        return None
    return origin or f"a folder named {package}"


def _refuse_shadowed() -> None:
    for package in ("graph", "ingest"):
        found = _foreign(package)
        if found is not None:
            msg = (
                f"{found} hides Dateline's own package {package!r}; "
                "rename it, or run Python from another folder"
            )
            raise ImportError(msg, name=package, path=found)


_refuse_shadowed()
