"""Events as a networkx graph: who acts against whom, when, and by what evidence.

graph = network(store.events(status="asserted"))
ranking(graph)[:10]                       # degree, betweenness and community of each actor
ego(graph, "us-treasury")                 # its surroundings
evidence_paths(graph, "us-treasury", "eu")  # how two actors are connected, sentence by sentence
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from graph.merge import publications

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Entity, MergedEvent

    Network = nx.MultiDiGraph[str]

#: Above this many actors betweenness is estimated, unless asked otherwise.
SAMPLED = 500
#: One seed for all that networkx draws by lot: the same events, the same figures.
SEED = 7


def network(events: Iterable[MergedEvent]) -> Network:
    """An edge from actor to target for each event that has both, under the event's id.

    Edges carry ``start`` and ``end`` as ISO days, which Gephi's timeline reads, and the first sentence
    that tells the event. All attributes are strings and numbers, free of control characters.
    """
    graph: Network = nx.MultiDiGraph()
    for event in sorted(events, key=lambda event: event.id):
        if event.actor is None or event.target is None:
            continue
        for entity in (event.actor, event.target):
            graph.add_node(printable(entity.id), **_node(entity))
        ends = printable(event.actor.id), printable(event.target.id)
        graph.add_edge(*ends, key=event.id)
        graph.edges[*ends, event.id].update(_edge(event))
    return graph


def _node(entity: Entity) -> dict[str, str | bool]:
    return {
        "label": printable(entity.label),
        "type": printable(entity.type),
        "country": printable(entity.country or ""),
        "linked": entity.linked,
    }


def _edge(event: MergedEvent) -> dict[str, str | float | int]:
    first, when = event.mentions[0].source, event.date
    days = (when.start, when.end) if when else (event.report_date, event.report_date)
    return {
        "label": printable(event.action.id),
        "action": printable("/".join(event.action.path or (event.action.id,))),
        "status": event.status,
        "kind": event.kind,
        "polarity": event.polarity,
        "start": days[0].isoformat(),
        "end": days[1].isoformat(),
        "precision": when.precision if when else "reported",
        "confidence": float(event.confidence),
        "sources": publications(event)[0],
        "sentence": printable(first.sentence),
        "article": printable(first.article),
        "url": printable(first.url or ""),
    }


def printable(text: str) -> str:
    """``text`` with a space for each character that XML cannot hold."""
    return "".join(char if _in_xml(char) else " " for char in text)


def _in_xml(char: str) -> bool:
    return char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of an actor or target in the network.

    ``acts`` and ``targeted`` count events; ``betweenness`` is its share of the shortest ways between others,
    ``community`` the number of the group that it acts with, the largest group being 0.
    """

    entity: str
    label: str
    acts: int
    targeted: int
    betweenness: float
    community: int


def ranking(graph: Network, *, sampled: int = SAMPLED) -> list[Rank]:
    """All actors and targets, those with the most events first.

    Above ``sampled`` of them betweenness is estimated from as many.
    """
    between = nx.betweenness_centrality(_ties(graph), k=sampled if len(graph) > sampled else None, seed=SEED)
    community = {name: number for number, names in enumerate(communities(graph)) for name in names}
    found = [
        Rank(
            entity=name,
            label=graph.nodes[name]["label"],
            acts=graph.out_degree(name),
            targeted=graph.in_degree(name),
            betweenness=round(between[name], 6),
            community=community[name],
        )
        for name in graph
    ]
    return sorted(found, key=lambda rank: (-(rank.acts + rank.targeted), rank.entity))


def _ties(graph: Network) -> nx.Graph[str]:
    """One undirected tie for all events between two, weighted by their number; in sorted order."""
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(graph))
    for actor, target in sorted(graph.edges()):
        weight = ties.get_edge_data(actor, target, {"weight": 0})["weight"]
        ties.add_edge(actor, target, weight=weight + 1)
    return ties


def communities(graph: Network) -> list[list[str]]:
    """Who is tied more closely to each other than to the rest (Louvain), the largest group first."""
    found = nx.community.louvain_communities(_ties(graph), seed=SEED) if len(graph) else []
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def ego(graph: Network, entity: str, radius: int = 1) -> Network:
    """The part of the network within ``radius`` steps of one actor or target, in either direction."""
    near: Network = nx.ego_graph(graph, entity, radius=radius, undirected=True)
    return near


@dataclass(frozen=True, slots=True)
class Step:
    """One event on a path, with the sentence that tells it."""

    actor: str
    target: str
    event: str
    action: str
    start: str
    sentence: str
    article: str


def evidence_paths(graph: Network, one: str, other: str, *, most: int = 3) -> list[list[Step]]:
    """The shortest ways from one actor to another over events, whoever acted against whom.

    Of several events between two the one with the most sources is shown. No way gives an empty list.
    """
    if one not in graph or other not in graph:
        return []
    ties = _ties(graph)
    if not nx.has_path(ties, one, other):
        return []
    paths = islice(nx.all_shortest_paths(ties, one, other), 1000)
    return [[_step(graph, *pair) for pair in pairwise(path)] for path in sorted(paths)[:most]]


def _step(graph: Network, one: str, other: str) -> Step:
    def strength(edge: tuple[str, str, str, dict[str, str]]) -> tuple[int, str]:
        return -int(edge[3]["sources"]), edge[2]

    actor, target, event, data = min(_between(graph, one, other), key=strength)
    return Step(actor, target, event, data["label"], data["start"], data["sentence"], data["article"])


def _between(graph: Network, one: str, other: str) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for actor, target in {(one, other), (other, one)}:
        if graph.has_edge(actor, target):
            for event, data in graph[actor][target].items():
                yield actor, target, event, data


@dataclass(frozen=True, slots=True)
class Change:
    """How many events one actor's acts against one target have more or fewer in the later period."""

    actor: str
    target: str
    before: int
    after: int


def change(before: Network, after: Network) -> list[Change]:
    """What differs between two periods, the greatest difference first."""
    pairs = sorted({(actor, target) for graph in (before, after) for actor, target in graph.edges()})
    counted = [Change(*pair, before.number_of_edges(*pair), after.number_of_edges(*pair)) for pair in pairs]
    moved = [one for one in counted if one.before != one.after]
    return sorted(moved, key=lambda one: (-abs(one.after - one.before), one.actor, one.target))


def graphml(events: Iterable[MergedEvent]) -> str:
    """The network as GraphML."""
    return "\n".join(nx.generate_graphml(network(events))) + "\n"


def gexf(events: Iterable[MergedEvent]) -> str:
    """The network as GEXF 1.2 with a timeline, and without the day on which it was written."""
    lines: Sequence[str] = list(nx.generate_gexf(network(events), version="1.2draft"))
    written = ("<meta ", "</meta>", "<creator>")
    return "\n".join(line for line in lines if not line.lstrip().startswith(written)) + "\n"
