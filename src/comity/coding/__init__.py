"""Sentences become events, figures and thread mentions, each anchored to a span, each saying which rule spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.actors.mention import Mention
from comity.coding.events import code_events
from comity.coding.figures import code_figures
from comity.coding.scene import Scene
from comity.coding.threads import code_threads
from comity.language.analysis import Analysis
from comity.records import Event, Record, ThreadMention, checked


def code(analysis: Analysis, mentions: Sequence[Mention]) -> list[Record]:
    """All records of one document, in text order, with ids, evidence checked. Pure: equal input, equal records."""
    document = analysis.document
    found = list(mentions)
    threads = [checked(thread, document) for thread in code_threads(analysis, found)]
    figures = [checked(figure, document) for figure in code_figures(analysis, found)]
    events = [checked(_with_threads(event, threads), document) for event in code_events(Scene(analysis, found))]
    records: list[Record] = [*_once(threads), *_once(figures), *_once(events)]
    return sorted(records, key=lambda record: (record.start, record.kind, record.id))


def _with_threads(event: Event, threads: Sequence[ThreadMention]) -> Event:
    """The event with the ids of the threads named in its sentence that share a party with it."""
    parties = {actor.country for actor in (*event.actors, *event.recipients)}
    ids = [
        thread.id
        for thread in threads
        if thread.mention is not None
        and event.start <= thread.mention.start
        and thread.mention.end <= event.end
        and (not thread.parties or parties & set(thread.parties))
    ]
    return replace(event, threads=tuple(dict.fromkeys(ids)))


def _once(records: Sequence[Record]) -> list[Record]:
    """Records by id, once each: two rules may say the very same."""
    return list({record.id: record for record in records}.values())
