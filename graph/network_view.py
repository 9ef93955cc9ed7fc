"""The network: actors and their relations over a period, as one interactive page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.network import SEED, ranking
from graph.page import render
from graph.payload import payload
from graph.timeline import EventPage, deck

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import MergedEvent
    from graph.network import Rank

SCRIPTS = (
    "data.js",
    "state.js",
    "axis.js",
    "pen.js",
    "lanes.js",
    "layout.js",
    "draw.js",
    "network.js",
    "brush.js",
    "panel.js",
    "facets.js",
    "table.js",
    "export.js",
    "picture.js",
    "timeline.js",
)
#: So many actors are laid out by force; the rest stand around the one that they have most to do with.
CORE = 400
#: Above so many actors the page's betweenness is estimated from as many: its size and order hold.
SAMPLED = 150
#: Parts with more actors than these are spread evenly, since springs press their middle together.
CROWD = 120
#: So many steps of the springs: more of them move nothing that a reader would see.
ITERATIONS = 70
#: Half the width of the layout, in the page's units.
REACH = 640.0
#: The layout is twice as wide as high, like the screens that it is seen on.
FLAT = 0.5
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Place = tuple[float, float]


class Network(EventPage):
    """The actors of events and their relations; ``network`` is the pyvis object behind the page."""

    def __init__(self, events: Sequence[MergedEvent], *, title: str = "Sanctions network") -> None:
        super().__init__(events, title)

    def html(self, *, home: str = "") -> str:
        """The page, ready to be written or served; ``home`` is the relative address of a cover page."""
        shown = {edge["id"] for edge in self.network.edges}
        events = [event for event in self.events if event.id in shown]
        return render(
            "timeline.html.j2",
            scripts=SCRIPTS,
            style="page.css",
            data={"title": self.title, "focus": None, **payload(events), "network": columns(events)},
            title=self.title,
            events=len(events),
            deck=deck(events),
            view="network",
            home=home,
        )

    def __repr__(self) -> str:
        return f"Network({len(self.network.nodes)} actors and targets, {len(self.events)} events)"


def network_page(events: Sequence[MergedEvent], *, title: str = "Sanctions network") -> str:
    """The network of ``events`` as one HTML page, under the same terms as the timeline's."""
    return Network(events, title=title).html()


def columns(events: Sequence[MergedEvent]) -> dict[str, list[Any]]:
    """Each actor and target with its place and its measures in networkx, the busiest first."""
    graph = _relations(events)
    ranks = ranking(graph, sampled=SAMPLED)
    places = layout(graph, ranks)
    return {
        "id": [rank.entity for rank in ranks],
        "label": [rank.label for rank in ranks],
        "acts": [rank.acts for rank in ranks],
        "targeted": [rank.targeted for rank in ranks],
        "between": [rank.betweenness for rank in ranks],
        "community": [rank.community for rank in ranks],
        "x": [round(places[rank.entity][0]) for rank in ranks],
        "y": [round(places[rank.entity][1]) for rank in ranks],
    }


def _relations(events: Sequence[MergedEvent]) -> nx.MultiDiGraph[str]:
    """Who acted on whom and how often: the bare edges, since the page has the events themselves."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for event in sorted(events, key=lambda event: event.id):
        if event.actor is not None and event.target is not None:
            for entity in (event.actor, event.target):
                graph.add_node(entity.id, label=entity.label)
            graph.add_edge(event.actor.id, event.target.id, key=event.id)
    return graph


def layout(graph: nx.MultiDiGraph[str], ranks: Sequence[Rank]) -> dict[str, Place]:
    """Where each actor stands: the busiest by a spring layout from a fixed seed, the others beside them."""
    ties = _ties(graph)
    core = [rank.entity for rank in ranks[:CORE]]
    places = _spread(ties.subgraph(core), core)
    for number, rank in enumerate(ranks[CORE:]):
        places[rank.entity] = _beside(rank.entity, ties, places, number)
    return places


def _ties(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """One tie for each pair, heavier by the logarithm of its events, in sorted order."""
    count: dict[tuple[str, str], int] = {}
    for actor, target in graph.edges():
        pair = (min(actor, target), max(actor, target))
        count[pair] = count.get(pair, 0) + 1
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(graph))
    for (one, other), events in sorted(count.items()):
        if one != other:
            ties.add_edge(one, other, weight=1 + math.log2(events))
    return ties


def _spread(ties: nx.Graph[str], order: Sequence[str]) -> dict[str, Place]:
    """Each connected part by springs, the largest in the middle and the small ones in a row below."""
    parts = sorted(nx.connected_components(ties), key=lambda part: (-len(part), min(part)))
    places: dict[str, Place] = {}
    across, down = -REACH, 0.0
    for number, part in enumerate(parts):
        names = [name for name in order if name in part]
        half = REACH * math.sqrt(len(names) / max(len(order), 1)) if number else REACH
        half = max(half * 0.55, 20.0) if number else half
        middle = (0.0, 0.0) if not number else (across + half, down + half * FLAT)
        if not number:
            down = REACH * FLAT + 50
        elif (across := across + 2 * half + 78) > REACH:
            across, down = -REACH, down + 2 * half + 16
        places |= _springs(ties.subgraph(names), names, middle, half)
    return places


def _springs(ties: nx.Graph[str], names: Sequence[str], middle: Place, half: float) -> dict[str, Place]:
    if len(names) == 1:
        return {names[0]: middle}
    start = {name: _sunflower(number, len(names)) for number, name in enumerate(names)}
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(ties.edges(data=True), key=lambda edge: edge[:2]))
    sprung = nx.spring_layout(
        ordered, pos=start, seed=SEED, iterations=ITERATIONS, k=2.2 / math.sqrt(len(names)), method="force"
    )
    found = {name: (float(x), float(y)) for name, (x, y) in sprung.items()}
    found = _loosened(found) if len(names) > CROWD else found
    widest = max(1e-9, *(abs(x) for x, _ in found.values()))
    tallest = max(1e-9, *(abs(y) for _, y in found.values()))
    return {
        name: (middle[0] + x / widest * half, middle[1] + y / tallest * half * FLAT)
        for name, (x, y) in found.items()
    }


def _loosened(found: Mapping[str, Place]) -> dict[str, Place]:
    """Places with the crowd in their middle moved outwards, so that it fills the room of those at the rim."""
    far = {name: math.hypot(*place) for name, place in found.items()}
    most = max(*far.values(), 1e-9)
    evenly = {
        name: math.sqrt(i / len(far)) for i, name in enumerate(sorted(far, key=lambda one: (far[one], one)))
    }
    return {
        name: (x * factor, y * factor)
        for name, (x, y) in found.items()
        for factor in [(0.3 * far[name] / most + 0.7 * evenly[name]) / max(far[name], 1e-9)]
    }


def _sunflower(number: int, total: int) -> Place:
    reach = math.sqrt((number + 0.5) / total)
    return reach * math.cos(number * GOLDEN_ANGLE), reach * math.sin(number * GOLDEN_ANGLE)


def _beside(name: str, ties: nx.Graph[str], places: dict[str, Place], number: int) -> Place:
    """A place near the neighbour with the heaviest tie, or on the rim for one without."""
    known = [other for other in sorted(ties[name]) if other in places]
    if not known:
        return (
            REACH * 1.15 * math.cos(number * GOLDEN_ANGLE),
            REACH * 0.8 * math.sin(number * GOLDEN_ANGLE),
        )
    host = max(known, key=lambda other: (ties[name][other]["weight"], other))
    reach = 14 + 4 * math.sqrt(number % 97)
    angle = number * GOLDEN_ANGLE
    return places[host][0] + reach * math.cos(angle), places[host][1] + reach * math.sin(angle)
