"""Sentences become events, figures and thread mentions, each anchored to a span, each saying which rule spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from comity.actors.domestic import domestic_mentions
from comity.actors.mention import Mention
from comity.coding.events import code_events
from comity.coding.figures import code_figures
from comity.coding.learned.coder import Judge
from comity.coding.scene import Scene
from comity.coding.threads import code_threads
from comity.language.analysis import Analysis
from comity.records import Actor, Event, Record, ThreadMention, checked

R = TypeVar("R", bound=Record)


def code(analysis: Analysis, mentions: Sequence[Mention], model: Judge | None = None) -> list[Record]:
    """All records of one document, in text order, with ids, evidence checked. Pure: equal input, equal records.

    Without a model the rules code alone.
    """
    document = analysis.document
    found = list(mentions)
    threads = [checked(_sorted_parties(_grounded(thread)), document) for thread in code_threads(analysis, found)]
    figures = [checked(_grounded(figure), document) for figure in code_figures(analysis, found)]
    own = domestic_mentions(analysis, found) if model is not None else []
    scene = Scene(analysis, sorted([*found, *own], key=lambda m: (m.start, -m.end)) if own else found)
    scene.speak_of(threads)
    coded = [_grounded(event) for event in code_events(scene, model)]
    events = [checked(_with_threads(_grounded_sides(event), threads), document) for event in coded]
    records: list[Record] = [*_once(threads), *_once(figures), *_once(events)]
    return sorted(records, key=lambda record: (record.start, record.kind, record.id))


def _sorted_parties(thread: ThreadMention) -> ThreadMention:
    return replace(thread, parties=tuple(sorted(thread.parties)))


def _grounded(record: R) -> R:
    """The record with a speaker who is named outside its quote marked as inferred from there."""
    return replace(record, speaker=_inferred(record.speaker, record)) if record.speaker is not None else record


def _grounded_sides(event: Event) -> Event:
    """The event with actors who are named outside its quote marked as inferred from there."""
    actors = tuple(_inferred(actor, event) for actor in event.actors)
    return replace(event, actors=actors, recipients=tuple(_inferred(actor, event) for actor in event.recipients))


def _inferred(actor: Actor, record: Record) -> Actor:
    if actor.inferred or (record.start <= actor.start and actor.end <= record.end):
        return actor
    return replace(
        actor, inferred=True, reason=actor.reason or "named outside this sentence, as the one whose words it gives"
    )


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
