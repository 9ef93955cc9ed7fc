"""The store against rdflib's memory store: load, open, the saved questions, one more article.

python benchmarks/store.py [EVENTS] [--peer]      --peer measures rdflib as well

python benchmarks/store.py [CLAIMS] [--peer]      --peer measures rdflib as well
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from made_events import article, claim, on, reported

from graph.model import Entity
from graph.query import saved_queries
from graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.model import Article, Event, Status
    from graph.store import Store

ACTIONS = (
    "impose",
    "designate",
    "designate",
    "extend",
    "lift",
    "ease",
    "license",
    "threaten",
    "urge",
    "retaliate",
)
STATUSES: tuple[Status, ...] = ("asserted", "asserted", "asserted", "planned", "possible", "negated")


def pairs(count: int) -> Iterator[tuple[Article, list[Event]]]:
    """Articles with ten claims each, the same at every run."""
    draw = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    actors = [Entity(f"actor-{n}", f"Actor {n}", f"Actor {n}", "country", f"C{n}") for n in range(40)]
    targets = [
        Entity(f"target-{n}", f"Target {n}", "it", "company", f"C{n % 40}", None, f"actor-{n % 40}")
        for n in range(count // 20 + 40)
    ]
    for number in range(count // 10):
        published = date(2014, 1, 1) + timedelta(draw.randrange(4000))
        source = article(f"news-{number}", published, f"Paper {number % 50}")
        claims = []
        for place in range(10):
            stated = on(published - timedelta(draw.randrange(9)))
            claims.append(
                claim(
                    source,
                    draw.choice(actors),
                    draw.choice(ACTIONS),
                    targets[min(int(draw.expovariate(8) * len(targets)), len(targets) - 1)],
                    stated if draw.random() < 0.6 else reported(source),
                    status=draw.choice(STATUSES),
                    start=place // 2 * 100,
                    sentence=f"Sentence {place // 2} of article {number}, of an act and its target.",
                )
            )
        yield source, claims


def timed(work: Callable[[], object], times: int = 1) -> float:
    """The median of some runs, in seconds of wall time."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found)


def questions(store: Store) -> None:
    """The slowest of the saved questions, each with its defaults."""
    actor, target = "actor-1", "target-1"
    known = {"actor": actor, "target": target, "speaker": actor, "country": "C1", "event": event_of(store)}
    found = []
    for name, saved in saved_queries().items():
        params = {one.name: known[one.name] for one in saved.parameters if one.name in known}
        found.append((timed(partial(store.query, name, params), 3), name))
    for seconds, name in sorted(found, reverse=True)[:12]:
        print(f"  {seconds * 1000:9.1f} ms  {name}")


def event_of(store: Store) -> str:
    """The id of some event with a claim."""
    return store.query("SELECT ?e { ?e dl:claim ?c } LIMIT 1").values()[0][0].removeprefix("event:")


def main(count: int, *, peer: bool) -> None:
    """Measure and print."""
    made = list(pairs(count))
    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept) / "store"
        with open_store(path) as store:
            print(f"load of {count:,} claims: {timed(lambda: store.put_all(made)):.1f} s")
            print(f"  {store.stats()}")
            dump = Path(kept) / "dump.nq"
            dump.write_bytes(store.serialize("nq"))
        print(f"open: {timed(lambda: open_store(path, read_only=True).close(), 3):.3f} s")
        with open_store(path) as store:
            again = made[:50]
            print(
                f"the same 50 articles again: {timed(lambda: store.put_all(again)) / 50 * 1000:.1f} ms each"
            )
            more = [article(f"more-{n}", date(2025, 1, 1)) for n in range(5)]
            fresh = [
                (
                    one,
                    [claim(one, c.actor, c.action.id, c.target, c.date, start=c.source.start) for c in told],
                )
                for one, (_, told) in zip(more, made, strict=False)
            ]
            print(f"one more article: {timed(lambda: store.put(*fresh.pop()), 5) * 1000:.1f} ms")
            plain = "SELECT ?t { ent:actor-1 act:impose ?t }"
            print(f"plain triple: {timed(lambda: store.query(plain), 5) * 1000:.1f} ms on disk")
            questions(store)
            print(f"all events: {timed(store.events):.1f} s")
        memory = open_store()
        print(f"load of the dump in memory: {timed(lambda: memory.load(dump.read_bytes())):.1f} s")
        questions(memory)
        if peer:
            rdflib_peer(dump)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def rdflib_peer(dump: Path) -> None:
    """What rdflib's memory store takes for the same file, in a process of its own."""
    program = (
        "import resource, sys, time; from rdflib import Dataset; start = time.perf_counter();"
        " data = Dataset(); data.parse(sys.argv[1], format='nquads'); took = time.perf_counter() - start;"
        " print(f'rdflib memory: parse {took:.1f} s,',"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, 'MB')"
    )
    command = [sys.executable, "-W", "ignore", "-c", program, str(dump)]
    subprocess.run(command, check=True)  # noqa: S603 - a program of our own


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 10_000, peer="--peer" in sys.argv)
