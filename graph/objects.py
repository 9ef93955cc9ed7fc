"""The object model of the views: pyvis's ``Network`` with actors and targets as nodes, events as edges.

Importing this imports pyvis, and with it IPython: do so only where a page is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyvis.network import Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Entity, MergedEvent

UNNAMED = "-"


class _Ids(dict[str, None]):
    """Node ids in order of arrival, found in constant time, with the one list method that pyvis calls."""

    def append(self, node_id: str) -> None:
        self[node_id] = None


class EventNetwork(Network):  # type: ignore[misc] # pyvis has no types
    """A directed multigraph of events.

    pyvis keeps its node ids in a list and searches it for every edge; with 20,000 nodes that takes most
    of a minute. Here they are a dict.
    """

    def __init__(self) -> None:
        super().__init__(directed=True)
        self.node_ids: _Ids = _Ids()

    def add_entity(self, entity: Entity | None) -> str:
        """Add the node of ``entity`` unless it is there; nobody named is a node too."""
        if entity is None:
            self.add_node(UNNAMED, label="Not named", group="unnamed")
            return UNNAMED
        self.add_node(entity.id, label=entity.label, group=entity.type)
        return entity.id

    def add_event(self, event: MergedEvent) -> None:
        """Add the edge of ``event`` from its actor to its target; parallel edges are kept."""
        source, target = self.add_entity(event.actor), self.add_entity(event.target)
        options: dict[str, Any] = {
            "id": event.id,
            "group": event.action.path[0],
            "dashes": event.status != "asserted",
            "value": len(event.mentions),
        }
        self.add_edge(source, target, **options)


def event_network(events: Sequence[MergedEvent]) -> EventNetwork:
    """The network of ``events``, in an order that depends only on what they are."""
    network = EventNetwork()
    for event in events:
        network.add_event(event)
    return network
