"""A large made-up ledger for measuring the reading room: long documents with events, threads and figures.

The reports are those of `synthetic.py`. What one publisher says in a row becomes one document, so that a document has
about ten records; an event that is "worth … million dollars" has a figure beside it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.synthetic import SEED, Planned, World
from benchmarks.synthetic_text import CODER, Made, written
from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import Document, Event, Figure, Record, Trigger, checked

RECORDS_A_DOCUMENT = 10
_WORTH = re.compile(r"worth (\d+) million dollars")


def bulletins(records: int, seed: int = SEED) -> Iterator[Made]:
    """Documents with together about so many records, in the order of publication."""
    waiting: dict[str, Planned] = {}
    for planned in World(records, seed).documents:
        whole = waiting.setdefault(planned.publisher, Planned(planned.id, planned.published, planned.publisher, []))
        whole.reports += planned.reports
        if len(whole.reports) >= RECORDS_A_DOCUMENT - 1:
            yield _with_figures(written(waiting.pop(planned.publisher), seed))
    for whole in waiting.values():
        yield _with_figures(written(whole, seed))


def _with_figures(made: Made) -> Made:
    records, truth = list(made.records), list(made.truth)
    for record in made.records:
        said = _WORTH.search(record.quote)
        if said and isinstance(record, Event):
            records.append(_figure(record, said, made.document))
            truth.append("")
    return replace(made, records=records, truth=truth)


def _figure(event: Event, said: re.Match[str], document: Document) -> Record:
    parties = [actor.country for actor in (*event.actors, *event.recipients)]
    start, end = event.start + said.start(1), event.start + said.end(1) + len(" million dollars")
    return checked(
        Figure(
            document=event.document,
            published=event.published,
            quote=event.quote,
            start=event.start,
            end=event.end,
            coder=CODER,
            confidence=0.8,
            pillars=event.pillars,
            value=float(said[1]) * 1e6,
            unit="USD",
            measure="credit" if event.type == "AID" else "trade turnover",
            source=parties[0],
            target=parties[-1],
            period=event.date,
            number=Trigger(document.text[start:end], start, end),
        ),
        document,
    )


def make(path: Path, documents: int, say: Callable[[str], None], seed: int = SEED) -> None:
    """Make the ledger at `path`: so many documents, linked. Some minutes for 50,000."""
    begun = time.perf_counter()
    unfinished = path.with_suffix(".part")
    with Ledger.open(unfinished) as ledger:
        for at, made in enumerate(bulletins(documents * RECORDS_A_DOCUMENT, seed)):
            ledger.store(made.document, made.records, coder_version="made", fingerprint=fingerprint(made.document))
            if at % 10_000 == 9_999:
                say(f"{at + 1:,} documents stored after {time.perf_counter() - begun:.0f} s")
        summary = link(ledger)
        counts = ledger.counts()
    unfinished.rename(path)
    say(
        f"made {path} in {time.perf_counter() - begun:.0f} s: {counts.documents:,} documents,"
        f" {counts.events + counts.figures + counts.threads:,} records in {summary.events:,} events and"
        f" {summary.threads:,} threads"
    )
