"""The main job on the shipped articles: a store, a timeline page and three answers with their questions."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import dateline.api
from dateline.errors import DatelineError, Exit
from dateline.output import say

if TYPE_CHECKING:
    from dateline.api import KnowledgeGraph


@dataclass(frozen=True)
class Question:
    """A question in words and in SPARQL."""

    words: str
    sparql: str


QUESTIONS = (
    Question(
        "Whom has the U.S. Treasury sanctioned? One triple pattern, asserted facts only.",
        """\
SELECT ?target ?name WHERE {
  ent:us-treasury act:impose ?target .
  ?target rdfs:label ?name
} ORDER BY ?name LIMIT 12""",
    ),
    Question(
        "What was told about January 10, 2025 as done, and how many articles tell it in their own words?",
        """\
SELECT ?actor ?action ?target ?sources WHERE {
  ?event sem:hasBeginTimeStamp "2025-01-10"^^xsd:date ; sem:hasEndTimeStamp "2025-01-10"^^xsd:date ;
         dl:status "asserted" ; dl:action ?action ; dl:sources ?sources ;
         dl:actor/rdfs:label ?actor ; dl:target/rdfs:label ?target .
} ORDER BY DESC(?sources) ?actor ?target LIMIT 12""",
    ),
    Question(
        "Who threatened Russia, when, and which sentence says so?",
        """\
SELECT ?day ?actor ?sentence WHERE {
  ?event dl:action act:threaten ; dl:actor/rdfs:label ?actor ; dl:target ent:russia ;
         dl:reportDate ?day ; gaf:denotedBy ?mention .
  GRAPH ?article { ?mention nif:anchorOf ?sentence }
} ORDER BY ?day ?actor LIMIT 8""",
    ),
)


def articles() -> Path:
    """Where the sample articles are: in the installed package, else in the source tree."""
    package = Path(str(resources.files("dateline")))
    for folder in (package / "articles", package.parent / "data" / "articles"):
        if folder.is_dir():
            return folder
    msg = f"{package}: the sample articles are missing; install Dateline again, or run from its source tree"
    raise DatelineError(msg)


def run(folder: Path) -> int:
    """Ingest the sample articles into ``folder``, write the timeline, print the answers and where all is."""
    store, page = folder / "demo.store", folder / "january-10.html"
    folder.mkdir(parents=True, exist_ok=True)
    say(f"Reading the sample articles in {articles()} ...")
    with dateline.api.open(store) as graph:
        report = graph.ingest(*_samples(), refuse=lambda refused: say(str(refused)))
        say(f"{len(report.read)} articles, {report.events} claims. Drawing the timeline ...")
        timeline = graph.timeline(title="The January 10, 2025 energy sanctions", focus="2025-01-10")
        timeline.save(page)
        sys.stdout.write("\n".join(answers(graph)))
    sys.stdout.write(_where(store, page))
    return Exit.SOME_FAILED if report.refused else Exit.DONE


def answers(graph: KnowledgeGraph) -> list[str]:
    """Each question in words, in SPARQL and answered."""
    return [
        f"{number}. {asked.words}\n\n{_indented(asked.sparql)}\n\n{graph.query(asked.sparql).table(110)}"
        for number, asked in enumerate(QUESTIONS, 1)
    ]


def _samples() -> list[str]:
    return sorted(str(path) for path in articles().iterdir() if path.suffix in {".html", ".txt"})


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())


def _where(store: Path, page: Path) -> str:
    return f"""
Timeline  {page}    open it in a browser; it needs no network
Store     {store}
Ask       dateline query --store {store} --list
Your own  dateline ingest FOLDER && dateline timeline -o timeline.html
"""
