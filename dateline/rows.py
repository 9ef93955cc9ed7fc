"""Events as flat rows: what CSV files and tables hold of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.model import Entity, Event, MergedEvent, When

Row = dict[str, Any]

#: What a CSV file of claims holds, one column each; a test compares it with :func:`event_row`.
EVENT_FIELDS = (
    *("id", "date", "date_start", "date_end", "precision", "date_rule", "report_date", "status", "kind"),
    *(
        "polarity",
        "actor_id",
        "actor",
        "action",
        "measures",
        "target_id",
        "target",
        "valid_until",
        "confidence",
    ),
    *("said_by", "instrument", "value", "currency", "count", "cause", "article", "url", "title", "publisher"),
    *("published", "offset_start", "offset_end", "extractor", "sentence"),
)


def event_row(event: Event) -> Row:
    """One claim with its sentence."""
    source = event.source
    return {
        "id": event.id,
        **_claim(event),
        "said_by": _label(event.said_by),
        "instrument": event.instrument,
        "value": event.value.amount if event.value else None,
        "currency": event.value.currency if event.value else None,
        "count": event.count,
        "cause": event.cause,
        "article": source.article,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat(),
        "offset_start": source.start,
        "offset_end": source.end,
        "extractor": source.extractor,
        "sentence": source.sentence,
    }


def merged_row(event: MergedEvent) -> Row:
    """One merged event with the first sentence that tells it."""
    first = event.mentions[0].source
    articles = {mention.source.article for mention in event.mentions}
    return {
        "id": event.id,
        **_claim(event),
        "articles": len(articles),
        "conflicts": ";".join(event.conflicts),
        "first_article": first.article,
        "url": first.url,
        "sentence": first.sentence,
    }


def _claim(event: Event | MergedEvent) -> Row:
    return {
        **_days(event.date, str(event.report_date)),
        "status": event.status,
        "kind": event.kind,
        "polarity": event.polarity,
        "actor_id": event.actor.id if event.actor else None,
        "actor": _label(event.actor),
        "action": event.action.id,
        "measures": ";".join(event.action.measures),
        "target_id": event.target.id if event.target else None,
        "target": _label(event.target),
        "valid_until": event.valid_until.edtf if event.valid_until else None,
        "confidence": event.confidence,
    }


def _days(when: When | None, reported: str) -> Row:
    return {
        "date": when.edtf if when else None,
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "precision": when.precision if when else None,
        "date_rule": when.rule if when else None,
        "report_date": reported,
    }


def _label(entity: Entity | None) -> str | None:
    return entity.label if entity else None
