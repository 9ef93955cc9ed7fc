"""Articles and claims made for the tests of the graph: small, and close to what ingest gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graph.model import Action, Article, Entity, Event, Source, Value, When, action_path

if TYPE_CHECKING:
    from graph.model import Kind, Status

US = Entity("united-states", "United States", "the U.S.", "state", "US", "Q30")
TREASURY = Entity("us-treasury", "U.S. Treasury", "Treasury", "organisation", "US", None, "united-states")
STATE = Entity(
    "us-state-department", "State Department", "State", "organisation", "US", None, "united-states"
)
EU = Entity("eu", "European Union", "the EU", "bloc", "EU", "Q458")
TRUMP = Entity("donald-trump", "Donald Trump", "Trump", "person", "US", "Q22686")
RUSSIA = Entity("russia", "Russia", "Russia", "state", "RU", "Q159")
ENERGY = Entity(
    "russia-energy-sector", "Russia's energy sector", "the sector", "sector", "RU", None, "russia"
)
GAZPROM_NEFT = Entity("gazprom-neft", "Gazprom Neft", "Gazprom Neft", "company", "RU", "Q1195431", "russia")
BANK = Entity("unlinked-azure-bank", "Azure Bank", "Azure Bank", "organisation", None, None, None)


def article(name: str, published: date, publisher: str = "The Wire") -> Article:
    """An article of no particular text."""
    return Article(
        id=name,
        text=f"Text of {name}.",
        published=published,
        published_basis="given",
        url=f"https://news.example/{name}",
        title=f"Title of {name}",
        publisher=publisher,
    )


def on(day: date | str, *, until: date | str | None = None, rule: str = "month-day") -> When:
    """A day, or the days from one to another."""
    first = date.fromisoformat(day) if isinstance(day, str) else day
    last = first if until is None else date.fromisoformat(until) if isinstance(until, str) else until
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return When(first, last, "day" if first == last else "range", edtf, f"on {first}", rule)


def reported(source: Article) -> When:
    """The day of publication, where the text gives no date."""
    return on(source.published, rule="report-date")


def claim(
    source: Article,
    actor: Entity | None,
    action: str,
    target: Entity | None,
    when: When | None = None,
    *,
    status: Status = "asserted",
    kind: Kind = "act",
    start: int = 0,
    sentence: str | None = None,
    measures: tuple[str, ...] = (),
    **more: Any,  # noqa: ANN401 - any other field of Event
) -> Event:
    """One claim of an article under its own id."""
    words = sentence or f"Sentence {start} of {source.id}."
    path = action_path(action)
    polarity = "relax" if path[0] == "relax" else "restrict" if path[0] == "restrict" else "neutral"
    fields: dict[str, Any] = {
        "valid_until": None,
        "said_by": None,
        "instrument": None,
        "value": None,
        "count": None,
        "cause": None,
        "confidence": 0.9,
        "polarity": polarity,
    } | more
    return Event(
        id="",
        statement=f"s-{source.id}-{start}",
        actor=actor,
        action=Action(action, path, action, measures),
        target=target,
        date=when,
        report_date=source.published,
        status=status,
        kind=kind,
        source=Source(
            source.id,
            source.url,
            source.title,
            source.publisher,
            source.published,
            words,
            start,
            start + len(words),
            "made 1",
        ),
        **fields,
    ).with_id()


def dollars(amount: float) -> Value:
    """A sum in U.S. dollars."""
    return Value(amount, "USD", f"${amount:,.0f}")


def january() -> list[tuple[Article, list[Event]]]:
    """What led to the energy sanctions of January 10, 2025, and what followed: five articles, as a story."""
    before = article("before", date(2024, 12, 20), "Lantern")
    day = article("day", date(2025, 1, 10))
    after = article("after", date(2025, 1, 22), "Lantern")
    copy = article("copy", date(2025, 1, 23), "Copy Post")
    later = article("later", date(2025, 6, 30), "Lantern")
    told = "Treasury imposed sanctions on Russia's energy sector on January 10."
    return [
        (
            before,
            [
                claim(before, US, "threaten", RUSSIA, on("2024-12-19"), polarity="restrict", said_by=TRUMP),
                claim(before, EU, "threaten", BANK, on("2024-12-18"), polarity="restrict", start=40),
                claim(before, US, "impose", ENERGY, status="planned", start=80),
                claim(
                    before,
                    US,
                    "impose",
                    RUSSIA,
                    on("2014-01-01", until="2024-12-20"),
                    kind="state",
                    start=120,
                ),
            ],
        ),
        (
            day,
            [
                claim(
                    day,
                    TREASURY,
                    "designate",
                    GAZPROM_NEFT,
                    on("2025-01-10"),
                    measures=("asset-freeze",),
                    instrument="Executive Order 14024",
                    count=183,
                ),
                claim(day, US, "impose", ENERGY, reported(day), start=60, measures=("sectoral",)),
                claim(day, BANK, "evade", US, on("2025-01-09"), status="possible", start=90, confidence=0.4),
            ],
        ),
        (
            after,
            [
                claim(
                    after, TREASURY, "impose", ENERGY, on("2025-01-10"), sentence=told, measures=("sectoral",)
                ),
                claim(after, TREASURY, "designate", GAZPROM_NEFT, on("2025-01-10"), start=90, count=184),
                claim(after, TRUMP, "threaten", RUSSIA, reported(after), start=150, polarity="restrict"),
                claim(after, EU, "impose", GAZPROM_NEFT, on("2025-01-15"), start=200, status="negated"),
            ],
        ),
        (
            copy,
            [
                claim(
                    copy, TREASURY, "impose", ENERGY, on("2025-01-10"), sentence=told, measures=("sectoral",)
                )
            ],
        ),
        (
            later,
            [
                claim(later, TREASURY, "license", ENERGY, on("2025-03-12"), instrument="general license 8L"),
                claim(
                    later,
                    EU,
                    "impose",
                    RUSSIA,
                    on("2025-02-24"),
                    start=40,
                    valid_until=on("2025-07-31"),
                    instrument="16th package",
                ),
                claim(later, EU, "extend", RUSSIA, on("2025-06-28"), start=80, valid_until=on("2026-01-31")),
                claim(later, TREASURY, "delist", GAZPROM_NEFT, on("2025-06-20"), start=120),
                claim(later, RUSSIA, "retaliate", EU, on("2025-03-01"), start=160),
                claim(later, US, "fine", BANK, on("2025-05-05"), start=200, value=dollars(968_000_000)),
                claim(later, EU, "urge", US, on("2025-06-01"), start=240, polarity="restrict", said_by=EU),
                claim(
                    later,
                    EU,
                    "impose",
                    GAZPROM_NEFT,
                    on("2025-02-24"),
                    start=280,
                    measures=("export-control",),
                ),
                claim(later, RUSSIA, "deny", US, on("2025-06-11"), start=320, confidence=0.5),
            ],
        ),
    ]
