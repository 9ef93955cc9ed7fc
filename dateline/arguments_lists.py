"""What the verbs about official lists and corrections accept."""

from __future__ import annotations

import argparse
import os
from typing import Any

from dateline.arguments import _form, _positive, _store, _verb

LISTS = "dateline.lists"
LISTED_TYPES = ("person", "organisation", "vessel", "aircraft")


def add_lists(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """The verb ``lists`` and the verbs under it; alone it shows what is loaded."""
    lists = _verb(verbs, "lists", "commands_lists:show", "official sanctions lists: add, show, search, link")
    _index(lists)
    _form(lists, ("table", "jsonl", "csv"))
    under = lists.add_subparsers(title="commands", metavar="COMMAND")

    add = _verb(under, "add", "commands_lists:add", "read lists, index their names once, link a store")
    add.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a list as published: OFAC SDN (CSV, XML), UK (CSV), EU (CSV, XML), UN (XML), OpenSanctions "
        "targets.simple.csv or FollowTheMoney JSON lines; tables of one list are found beside each other",
    )
    add.add_argument("--id", metavar="NAME", help="call the list so (default: after its publisher)")
    add.add_argument("--all", action="store_true", help="tell every row that could not be used")
    _index(add, under=True)
    _store(add)

    find = _verb(under, "find", "commands_lists:find", "search the lists for names, with score and reason")
    find.add_argument("names", nargs="+", metavar="NAME", help="a name, or an IMO number")
    find.add_argument("--type", choices=LISTED_TYPES, help="only entries of this type")
    find.add_argument("--list", metavar="ID", help="only entries of this list")
    find.add_argument(
        "--limit", type=_positive, default=10, metavar="N", help="at most so many each (default: %(default)s)"
    )
    _index(find, under=True)
    _form(find, ("table", "jsonl", "csv"))

    link = _verb(
        under, "link", "commands_lists:link", "link a store's actors and targets to entries, with their days"
    )
    _index(link, under=True)
    _store(link)
    _form(link, ("table", "jsonl", "csv"))

    remove = _verb(under, "remove", "commands_lists:remove", "take lists out of the index")
    remove.add_argument("ids", nargs="+", metavar="ID", help="the id of a list, as dateline lists shows it")
    _index(remove, under=True)


def add_correcting(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """The verbs ``review`` and ``correct``."""
    review = _verb(
        verbs,
        "review",
        "commands_corrections:review",
        "ask about the least certain links and events, as a form",
    )
    review.add_argument(
        "-o", "--output", metavar="FILE.toml", default="-", help="the form to write (default: stdout)"
    )
    review.add_argument(
        "--limit",
        type=_positive,
        default=20,
        metavar="N",
        help="questions of each kind (default: %(default)s)",
    )
    _store(review)
    _index(review)

    correct = _verb(
        verbs,
        "correct",
        "commands_corrections:correct",
        "apply reviewed corrections; without a file, list them",
    )
    correct.add_argument("files", nargs="*", metavar="FILE.toml", help="corrections, or a filled-in review")
    correct.add_argument("--replace", action="store_true", help="in place of those held, not beside them")
    _store(correct)
    _index(correct)
    _form(correct, ("table", "jsonl", "csv"))


def _index(verb: argparse.ArgumentParser, *, under: bool = False) -> None:
    """The option --lists; a verb ``under`` another takes over what stands before its name."""
    default = os.environ.get("DATELINE_LISTS") or LISTS
    verb.add_argument(
        "--lists",
        metavar="FILE",
        default=argparse.SUPPRESS if under else default,
        help=f"the index of lists (default: $DATELINE_LISTS or {default})",
    )
