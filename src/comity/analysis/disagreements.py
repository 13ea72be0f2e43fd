"""Disagreements: what documents say differently of one thing, side by side with who says which.

Four kinds: figures of one measure, dates of one event, parties of one event, stages of one thread. Only like is
compared with like, and what can be told by rounding, by a part and its whole, or by one document that says both, is no
disagreement: a false one is worse than a missed one. Reprints count once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from comity.actors import tables
from comity.analysis.like import FigureKey, Sentences, figure_keys, state_words
from comity.analysis.rounding import Stretch, stands_for
from comity.analysis.said import Sources
from comity.analysis.sides import Disagreement, of_one_mind, side_of
from comity.ledger import Filter, Ledger, LinkedRecord
from comity.linking.content import matter, proper, stem
from comity.records import Actor, Event, Figure, Precision, Stage, Status, ThreadKind, ThreadMention

_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_SAME_MONTHS = 31
"""Days within which two stages of a thread are of the same time."""

_SAME_NEWS = 3
"""Days between the publication of figures of one event, or of figures that give no time of their own."""

_SAME_STATE = 183
"""Days between the publication of figures of one thread that give no time of their own."""

_DIRECTED = frozenset(
    {"AID", "SANCTION", "ASSAULT", "COERCE", "THREATEN", "ACCUSE", "REJECT", "PROTEST", "REQUEST", "CONCEDE", "RETREAT"}
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_EXPLICIT = re.compile(
    rf"\b(({_MONTH})\s+\d{{1,2}}|\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?({_MONTH}))\b|\d{{4}}-\d\d-\d\d", re.IGNORECASE
)
_CUE = re.compile(r"stage from '(.+)'\Z")
_HAS_STOPPED = re.compile(
    r"\A(suspen|fr[eo]ez|frozen|halt|cancel|terminat|withdr[ae]w|pull(ed)? out|denounc|scrap|abandon|paus|shelv|stop"
    r"|call(ed)? off)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\A(under ?way|in progress|in force|in operation|operat|proceed|on (track|schedule)|enter(ed)? into force|complet"
    r"|launch|commission)",
    re.IGNORECASE,
)
_IS_GOING_ON = re.compile(
    r"\b(is|are|remains?|still|now)\s+(still |now |fully )?"
    r"(under ?way|in progress|in force|in operation|operational|operating|proceeding|on (track|schedule))\b",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(
    r"\b((resum|restor|re-?open|re-?start|renew)\w*|again|if|unless|once|as soon as)\b", re.IGNORECASE
)


def disagreements(ledger: Ledger, dyad: str, pillar: str | None = None) -> list[Disagreement]:
    """The disagreements on a dyad: figures, dates, parties, stages; of each kind the best attested, then the newest."""
    records = [one for one in ledger.linked_records(Filter(dyad=dyad)) if one.reprint_of is None]
    sources = Sources(ledger)
    events = _grouped(records, lambda one: one.event_id)
    threads = _grouped(records, lambda one: one.thread_id)
    found = [
        *_figures(records, frozenset(dyad.split("-")), sources),
        *_dates(events, sources),
        *_parties(ledger, events, sources),
        *_stages(threads, sources),
    ]
    kept = [one for one in found if pillar is None or any(pillar in said.record.pillars for said in one.statements)]
    return sorted(kept, key=_order)


def _order(one: Disagreement) -> tuple[int, int, int, str]:
    kinds = ("figure", "date", "parties", "stage")
    newest = max((said.record.published or date.min for said in one.statements), default=date.min)
    return (kinds.index(one.kind), -len(one.statements), -newest.toordinal(), one.about.id)


def _grouped(
    records: Iterable[LinkedRecord], key: Callable[[LinkedRecord], str | None]
) -> dict[str, list[LinkedRecord]]:
    found: defaultdict[str, list[LinkedRecord]] = defaultdict(list)
    for linked in records:
        name = key(linked)
        if name is not None:
            found[name].append(linked)
    return found


# Figures


def _figures(records: Sequence[LinkedRecord], pair: frozenset[str], sources: Sources) -> Iterator[Disagreement]:
    sentences = Sentences(records)
    blocks: defaultdict[FigureKey, list[Figure]] = defaultdict(list)
    for linked in records:
        if isinstance(linked.record, Figure):
            for key in figure_keys(linked.record, sentences, pair):
                blocks[key].append(linked.record)
    told: set[frozenset[str]] = set()
    for key in sorted(blocks, key=str):
        sides = _in_reach(key, _apart(_plain(blocks[key])), sources)
        ids = frozenset(figure.id for side in sides for figure in side)
        if len(sides) < 2 or ids in told or not _at_one_place(key, sides):
            continue
        told.add(ids)
        made = [side_of(_value(side), side, sources) for side in sides]
        made.sort(key=lambda side: (side.says["value"], side.statements[0].record.id))
        yield Disagreement("figure", made[0].statements[0].record, key.subject, tuple(made))


def _plain(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of documents that give one value only: one that gives several speaks of several things."""
    values: defaultdict[str, list[Stretch]] = defaultdict(list)
    for figure in figures:
        values[figure.document].append(stands_for(figure))
    plain = {document for document, found in values.items() if all(one.meets(found[0]) for one in found)}
    return [figure for figure in figures if figure.document in plain]


def _apart(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures in sides: those that rounding connects are one. A mere bound stands with the one side that it fits."""
    ordered = sorted(((stands_for(one), one) for one in figures), key=lambda pair: (pair[0], pair[1].id))
    sides: list[tuple[Stretch, list[Figure]]] = []
    for stretch, figure in ordered:
        if stretch.open:
            continue
        if sides and stretch.meets(sides[-1][0]):
            reach = Stretch(sides[-1][0].low, max(sides[-1][0].high, stretch.high))
            sides[-1] = (reach, [*sides[-1][1], figure])
        else:
            sides.append((stretch, [figure]))
    for stretch, figure in ordered:
        if not stretch.open:
            continue
        fitting = [side for side in sides if stretch.meets(side[0])]
        if len(fitting) == 1:
            fitting[0][1].append(figure)
        elif not fitting and sides:
            sides.append((stretch, [figure]))
    return [side for _, side in sides]


def _in_reach(key: FigureKey, sides: list[list[Figure]], sources: Sources) -> list[list[Figure]]:
    """The sides that speak of one time. Where the figures do not say it, it is told by when they were published.

    Without a subject they must then come from different voices too, for one voice's later figure is news.
    """
    if key.fixed or len(sides) < 2:
        return sides
    most = _SAME_STATE if (key.subject or "").startswith("thr_") else _SAME_NEWS

    def of_one_time(one: Figure, other: Figure) -> bool:
        if one.published is None or other.published is None or abs((one.published - other.published).days) > most:
            return False
        return key.subject is not None or _voice(one, sources) != _voice(other, sources)

    kept = []
    for number, side in enumerate(sides):
        others = [figure for at, other in enumerate(sides) if at != number for figure in other]
        if any(of_one_time(one, other) for one, other in product(side, others)):
            kept.append(side)
    return kept


def _at_one_place(key: FigureKey, sides: Sequence[Sequence[Figure]]) -> bool:
    """Whether the sentences on one event share a proper name besides those of states, for a day may have several."""
    if not (key.subject or "").startswith("evt_"):
        return True
    names = [{name for one in side for name in proper(f"a {one.quote}", state_words(one.quote))} for side in sides]
    return bool(set.intersection(*names))


def _voice(figure: Figure, sources: Sources) -> str | None:
    if figure.speaker is not None:
        return figure.speaker.country
    return sources.sentence(figure.document, figure.start, figure.end, figure.quote, figure.id).publisher


def _value(side: Sequence[Figure]) -> dict[str, Any]:
    best = min(side, key=lambda figure: (stands_for(figure).high - stands_for(figure).low, figure.id))
    said = best.to_json()
    return {name: said[name] for name in ("value", "value_high", "unit", "comparator", "change", "direction")}


# Events


def _dates(events: Mapping[str, Sequence[LinkedRecord]], sources: Sources) -> Iterator[Disagreement]:
    """Days of one event that sentences give in full ("7 December") and that differ.

    "Yesterday" and "Monday" depend on a day of publication that may be wrong, and a visit may last for days.
    """
    for event_id in sorted(events):
        reports = [one.record for one in events[event_id] if isinstance(one.record, Event)]
        if any(report.mode == "visit" for report in reports):
            continue
        said = [
            (report.date.start, report)
            for report in reports
            if report.status in _REAL
            and report.date is not None
            and report.date.precision is Precision.DAY
            and report.date.start is not None
            and _EXPLICIT.search(report.date.text)
        ]
        sides = of_one_mind(said)
        if len(sides) < 2 or not _same_act(list(sides.values())):
            continue
        days = sorted(sides, key=str)
        made = tuple(side_of(str(day), sides[day], sources) for day in days)
        yield Disagreement("date", sides[days[0]][0], event_id, made)


def _same_act(sides: Sequence[Sequence[Event]]) -> bool:
    """Whether the reports of all sides are of one type and share the word for the act and a word of the matter."""
    flat = [report for side in sides for report in side]
    acts = [{stem(report.trigger.text) for report in side} for side in sides]
    words = [{word for report in side for word in matter(report.quote, [report.trigger.text])} for side in sides]
    return len({report.type for report in flat}) == 1 and bool(set.intersection(*acts) and set.intersection(*words))


def _parties(ledger: Ledger, events: Mapping[str, Sequence[LinkedRecord]], sources: Sources) -> Iterator[Disagreement]:
    """States that reports of one event name on one side, where they have none in common and agree on the other side.

    Fewer of the same are no disagreement, nor is a state that was inferred.
    """
    for event_id in sorted(events):
        lead = events[event_id][0]
        if lead.sources < 2 or not isinstance(lead.record, Event) or lead.record.type not in _DIRECTED:
            continue
        everyone = [one.record for one in ledger.linked_records(Filter(event_id=event_id)) if one.reprint_of is None]
        reports = [one for one in everyone if isinstance(one, Event) and one.status in _REAL]
        for here, there in (("actors", "recipients"), ("recipients", "actors")):
            said = [(_named(getattr(one, here)), one) for one in reports if _named(getattr(one, there))]
            sides = of_one_mind([pair for pair in said if pair[0]])
            apart = [who for who in sides if isinstance(who, frozenset)]
            if len(apart) < 2 or any(one & other for one in apart for other in apart if one is not other):
                continue
            others = [frozenset[str]().union(*(_named(getattr(one, there)) for one in sides[who])) for who in apart]
            if not frozenset.intersection(*others) or not _same_act([sides[who] for who in apart]):
                continue
            ordered = sorted(apart, key=sorted)
            made = tuple(side_of({here: sorted(who)}, sides[who], sources) for who in ordered)
            yield Disagreement("parties", sides[ordered[0]][0], event_id, made)


def _named(actors: Sequence[Actor]) -> frozenset[str]:
    """The states of a side that the words name; empty where one was inferred, or is none (the West)."""
    if any(actor.inferred or actor.country not in tables.states() for actor in actors):
        return frozenset()
    return frozenset(actor.country for actor in actors)


# Threads


def _stages(threads: Mapping[str, Sequence[LinkedRecord]], sources: Sources) -> Iterator[Disagreement]:
    """Threads that one document says have stopped and another, within a month, that they go on.

    What is spoken of as existing, and what was taken up again, is no disagreement.
    """
    for thread_id in sorted(threads):
        mentions = [one.record for one in threads[thread_id] if isinstance(one.record, ThreadMention)]
        if not mentions or mentions[0].thread_kind is ThreadKind.ORGANISATION:
            continue
        said = [(one.stage, one) for one in mentions if one.status in _REAL and _says_stage(one)]
        sides = of_one_mind([("stopped" if stage in _STOPPED else "goes on", one) for stage, one in said])
        stopped, going = sides.get("stopped", []), sides.get("goes on", [])
        near = [
            (one, other)
            for one, other in product(stopped, going)
            if abs((_day(one) - _day(other)).days) <= _SAME_MONTHS
        ]
        if not near:
            continue
        made = []
        for side in (stopped, going):
            kept = [one for one in side if any(one in pair for pair in near)]
            made.append(side_of(kept[0].stage, kept, sources))
        yield Disagreement("stage", near[0][0], thread_id, tuple(made))


def _says_stage(mention: ThreadMention) -> bool:
    """Whether the sentence itself says by a plain word that it has stopped, or that it goes on."""
    if mention.stage is None or (mention.date is None and mention.published is None) or _TAKEN_UP.search(mention.quote):
        return False
    cues = [found[1] for reason in mention.reasons if (found := _CUE.match(reason))]
    if mention.stage in _STOPPED:
        return any(_HAS_STOPPED.match(cue) for cue in cues)
    return bool(cues) and (_IS_GOING_ON.search(mention.quote) is not None or any(_GOES_ON.match(cue) for cue in cues))


def _day(mention: ThreadMention) -> date:
    period = mention.date
    known = (period.start or period.end) if period else None
    return known or mention.published or date.max
