"""What can go wrong in the graph: each message names the thing, the fact and the way out."""

from __future__ import annotations


class GraphError(Exception):
    """The root of everything that the graph package raises on purpose."""


class StoreError(GraphError):
    """A store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process writes to the store."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: another process is using this store; wait until it ends and try again")


class StoreReadOnlyError(StoreError):
    """The store was opened for reading, or its folder cannot be written."""

    def __init__(self, path: object, fact: str = "the store is open for reading only") -> None:
        super().__init__(f"{path}: {fact}; choose a folder that you may write to with --store PATH")


class StoreFormatError(StoreError):
    """The folder holds something else than a store that this version reads."""


class StoreFullError(StoreError):
    """The disk has no room for the next article."""

    def __init__(self, path: object, fact: str) -> None:
        super().__init__(
            f"{path}: {fact}; make room or choose another folder with --store PATH, then ingest again: "
            "the articles already stored are whole"
        )


class RemoteStoreError(StoreError):
    """A SPARQL endpoint does not answer, or refuses."""


class QueryError(GraphError):
    """A query cannot be run."""


class QueryRefusedError(QueryError):
    """A query asks for what would reach the network, the disk or change the store."""

    def __init__(self, keyword: str, why: str) -> None:
        super().__init__(f"{keyword}: {why}")


class QueryTimeoutError(QueryError):
    """A query took longer than it was given."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query was stopped after {seconds:g} s; narrow it (a day, an actor, LIMIT) "
            "or give it a longer time limit"
        )


class UnknownQueryError(QueryError):
    """No saved question has this name."""


class ParameterError(QueryError):
    """A parameter of a query is missing, unknown or not of its type."""


class ArticleMismatchError(GraphError):
    """An event that is put with an article quotes another one."""
