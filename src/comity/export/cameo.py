"""CAMEO-style dyadic events: one row for each source country, target country and linked event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any, TextIO

from comity.export.files import replacing
from comity.export.tables import Written, csv_table
from comity.ledger import Filter, Ledger
from comity.linking.happenings import Happening, happenings
from comity.records import Event, Status
from comity.records.plover import Quad

COLUMNS = (
    *("event_id", "date", "date_end", "date_precision", "source", "target", "cameo", "root", "quad", "score", "type"),
    *("mode", "status", "place", "place_country", "latitude", "longitude", "pillars", "sources", "reports", "document"),
    *("published", "quote", "start", "end", "confidence", "coder", "record"),
)
"""`score` is Comity's published conflict-cooperation score, on Goldstein's scale (-10 to 10); see the codebook."""

QUAD_CLASSES = {
    Quad.VERBAL_COOPERATION: 1,
    Quad.MATERIAL_COOPERATION: 2,
    Quad.VERBAL_CONFLICT: 3,
    Quad.MATERIAL_CONFLICT: 4,
}
"""The quad classes as GDELT and CAMEO data number them."""

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
"""What counts as an event in event data: not a plan, a possibility or a denial."""


def cameo_rows(ledger: Ledger, dyad: str | None = None) -> Iterator[dict[str, Any]]:
    """The dyadic events of the ledger, oldest first; of symmetric events a row in each direction.

    Rejected records, reprints and what did not happen are left out. With a dyad, only rows between its two parties.
    """
    wanted = set(dyad.split("-")) if dyad else None
    for one in happenings(ledger, Filter(dyad=dyad, kind=Event.kind)):
        if one.event.status not in HAPPENED:
            continue
        for source, target in pairs(one.event):
            if wanted is None or {source, target} == wanted:
                yield _row(one, source, target)


def pairs(event: Event) -> Sequence[tuple[str, str]]:
    """(source, target) countries of an event: actors to recipients, or among the actors where all are actors."""
    actors = sorted({actor.country for actor in event.actors})
    recipients = sorted({actor.country for actor in event.recipients})
    return [(source, target) for source, target in product(actors, recipients or actors) if source != target]


def write_cameo(ledger: Ledger, dyad: str | None, output: Path | None, stdout: TextIO) -> Written:
    """The dyadic events as CSV, to a file or to standard output."""
    with ExitStack() as stack:
        stream = stdout
        if output is not None:
            part = stack.enter_context(replacing(output))
            stream = stack.enter_context(part.open("w", encoding="utf-8", newline=""))
        rows = cameo_rows(ledger, dyad)
        count = csv_table(stream, COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    return [(output, count)] if output else []


def _row(one: Happening, source: str, target: str) -> dict[str, Any]:
    event = one.event
    period, place = event.date, event.place
    return {
        "event_id": one.id,
        "date": period.start.isoformat() if period and period.start else None,
        "date_end": period.end.isoformat() if period and period.end else None,
        "date_precision": period.precision.value if period else None,
        "source": source,
        "target": target,
        "cameo": event.cameo,
        "root": event.cameo[:2],
        "quad": QUAD_CLASSES[Quad(event.quad)],
        "score": event.score,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "pillars": "; ".join(event.pillars),
        "sources": one.sources,
        "reports": len(one.reports),
        "document": event.document,
        "published": event.published.isoformat() if event.published else None,
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "confidence": round(event.confidence, 4),
        "coder": event.coder,
        "record": event.id,
    }
