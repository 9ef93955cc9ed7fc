"""The graph in the formats of other tools: RDF, network files, CSV, FollowTheMoney."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from dateline.errors import MisuseError
from dateline.output import write_csv, write_jsonl
from dateline.rows import merged_row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.model import MergedEvent
    from graph.store import Store

RDF_FORMATS = ("ttl", "trig", "nt", "nq", "jsonld")


def exported(store: Store, form: str) -> bytes:
    """The whole graph in one format; the same graph gives the same bytes.

    Raises:
        MisuseError: there is no such format.
    """
    if form in RDF_FORMATS:
        return store.serialize(form)
    writers: Mapping[str, Callable[[Sequence[MergedEvent]], str]] = {
        "csv": _csv,
        "jsonl": _jsonl,
        "graphml": _graphml,
        "gexf": _gexf,
        "ftm": _ftm,
    }
    if form not in writers:
        msg = f"{form!r} is no export format; choose one of {', '.join((*RDF_FORMATS, *writers))}"
        raise MisuseError(msg)
    return writers[form](store.events()).encode()


def _csv(events: Sequence[MergedEvent]) -> str:
    out = io.StringIO(newline="")
    rows = [merged_row(event) for event in events]
    write_csv((list(row.values()) for row in rows), list(rows[0]) if rows else ["id"], out)
    return out.getvalue()


def _jsonl(events: Sequence[MergedEvent]) -> str:
    out = io.StringIO(newline="")
    write_jsonl((mention.to_record() for event in events for mention in event.mentions), out)
    return out.getvalue()


def _graphml(events: Sequence[MergedEvent]) -> str:
    from graph.network import graphml  # noqa: PLC0415 - networkx loads with it

    return graphml(events)


def _gexf(events: Sequence[MergedEvent]) -> str:
    from graph.network import gexf  # noqa: PLC0415 - likewise

    return gexf(events)


def _ftm(events: Sequence[MergedEvent]) -> str:
    from dateline.ftm import statements  # noqa: PLC0415

    out = io.StringIO(newline="")
    write_jsonl(statements(events), out)
    return out.getvalue()
