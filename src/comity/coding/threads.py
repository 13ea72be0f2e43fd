"""Codes thread mentions: lasting things between states, with their kind, parties and stage.

A document mentions a thread once for every stage that it gives it: the first sentence that names it, and any later one
that says something new of how far it has got.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from comity import __version__
from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_speaker import speaker_of
from comity.coding.pillars import pillars_of
from comity.coding.threads_about import ABOUT, built_under, spoken_about
from comity.coding.threads_again import bodies, named_again
from comity.coding.threads_anaphora import is_argued, taken_up
from comity.coding.threads_given import settled
from comity.coding.threads_name import ThreadName
from comity.coding.threads_names import thread_names
from comity.coding.threads_parties import parties_of
from comity.coding.threads_sited import called_by_place
from comity.coding.threads_stage import StageReading, read_stage
from comity.language.analysis import Analysis, DateMention, Sentence
from comity.records import Actor, Period, Stage, Status, ThreadKind, ThreadMention, Trigger
from comity.records.stages import STANDING_REASON, part_reason, promise_reason

_CONFIDENCE = {
    "known": 0.9,
    "acronym": 0.85,
    "quoted": 0.75,
    "organisation": 0.8,
    "anaphor": 0.6,
    "built": 0.65,
    "designation": 0.75,
}
_STANDING = {
    ThreadKind.ORGANISATION: Stage.OPERATIONAL,
    ThreadKind.MECHANISM: Stage.OPERATIONAL,
    ThreadKind.PROJECT: Stage.UNDER_WAY,
    ThreadKind.PROGRAMME: Stage.UNDER_WAY,
    ThreadKind.EXERCISE: Stage.UNDER_WAY,
}
_PLAIN_RECORDS = 2  # mentions by name that are kept although they say nothing new of the stage
_MOST_RECORDS = 4
_MOST_DATED = 12  # with a date of their own: promises, and what parts reached
_OLD_DAYS = 730
_LONGEST_DAYS = 400  # a longer period is a term or an age
_LIKE_STATES = frozenset({"EU"})  # organisations that make treaties as states do
_BESIDE = 40  # characters between a name and the date that belongs to it


def code_threads(analysis: Analysis, mentions: list[Mention]) -> list[ThreadMention]:
    """The thread mentions of a document in text order, without ids.

    Pure: the same analysis and mentions give the same records. `mentions` are in text order.
    """
    names = called_by_place(analysis, thread_names(analysis, mentions))
    shared_by = len({country for mention in mentions for country in mention.countries})
    names = sorted([*names, *spoken_about(analysis, names, mentions)], key=_place)
    names = sorted([*names, *named_again(analysis, names, mentions)], key=_place)
    names = sorted([*names, *bodies(analysis, names, mentions, shared_by > 1)], key=_place)
    names = sorted([*names, *taken_up(analysis, names, mentions)], key=_place)
    names = sorted([*names, *built_under(analysis, names)], key=_place)
    focus = _focus(mentions)
    starts = [mention.start for mention in mentions]
    said: dict[str, list[Stage | None]] = {}
    shared: dict[str, tuple[str, ...]] = {}
    wordings: dict[str, set[str]] = {}
    records: list[ThreadMention] = []
    for name in names:
        if name.rule == ABOUT:
            said.setdefault(name.canonical, []).append(None)
            continue
        reading = _reading(analysis, name)
        sentence = analysis.sentences[name.sentence]
        period = _period(analysis, name, sentence, reading)
        reading = settled(analysis, name, reading, period)
        dated = period is not None
        before = said.setdefault(name.canonical, [])
        argued = name.rule == "anaphor" and is_argued(analysis, name)
        words = analysis.document.text[name.start : name.end].lower()
        known = words in wordings.setdefault(name.canonical, set())
        if not _is_worth_saying(name, reading, dated, argued, known, before):
            continue
        wordings[name.canonical].add(words)
        at = next((i for i, row in enumerate(records) if _is_of(row, name, sentence)), None)
        if at is not None and (name.ordinal is not None or reading.stage in (None, before[-1])):
            if records[at].ordinal is None and name.ordinal is not None:
                records[at] = replace(records[at], ordinal=name.ordinal)
            continue
        said[name.canonical].append(reading.stage)
        near = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        speaker = speaker_of(analysis, mentions, sentence, analysis.tokens[name.head])
        parties = parties_of(analysis, name, near, focus, shared.get(name.canonical, ()))
        shared.setdefault(name.canonical, parties)
        records.append(_record(analysis, name, sentence, parties, reading, speaker))
    return records


def _place(name: ThreadName) -> tuple[int, int]:
    return name.start, name.end


def _is_of(row: ThreadMention, name: ThreadName, sentence: Sentence) -> bool:
    return row.start == sentence.start and row.canonical == name.canonical


def _is_worth_saying(
    name: ThreadName, reading: StageReading, dated: bool, argued: bool, known: bool, before: Sequence[Stage | None]
) -> bool:
    """Whether a mention adds to what the document has said of the thread; `before` has the stages of its records.

    What takes up a name adds something where its sentence is about the thing (`argued`), or has news of its stage. Of
    names in words that the document has not yet used (not `known`) one more is kept.
    """
    new = reading.stage is not None and reading.stage not in before
    due = reading.promised is not None and dated
    of_part = reading.of_part is not None  # each part has a history of its own
    new, most = new or of_part, _MOST_DATED if due or of_part else _MOST_RECORDS
    if name.rule == "anaphor":
        told = new and reading.status in (Status.OCCURRED, Status.ONGOING)
        return bool(before) and (told or due or argued or name.ordinal is not None) and len(before) < most
    return len(before) < _PLAIN_RECORDS + (not known) or ((new or due) and len(before) < most)


def _reading(analysis: Analysis, name: ThreadName) -> StageReading:
    if name.kind is ThreadKind.ORGANISATION:
        return StageReading(None, None, Status.ONGOING)
    return read_stage(analysis, analysis.tokens[name.head], name.first, name.kind)


def _record(
    analysis: Analysis,
    name: ThreadName,
    sentence: Sentence,
    parties: tuple[str, ...],
    reading: StageReading,
    speaker: Actor | None,
) -> ThreadMention:
    document = analysis.document
    stage, status = reading.stage, reading.status
    reasons = [f"named by the rule '{name.rule}'"]
    if name.written:
        reasons = [f"'{document.text[name.start : name.end]}' takes up '{name.written}'"]
    if stage is not None:
        part = " said of a part" if reading.part else ""
        reasons.append(f"stage from '{reading.word}'{part}")
    elif status is not Status.NEGATED and name.kind in _STANDING:
        stage = _STANDING[name.kind]
        reasons.append(STANDING_REASON)
        status = Status.ONGOING if status is Status.OCCURRED else status
    if reading.promised is not None:
        reasons.append(promise_reason(reading.promised))
    if reading.of_part is not None:
        reasons.append(part_reason(reading.of_part))
    period = _period(analysis, name, sentence, reading)
    if status is Status.OCCURRED and _is_old(period, document.published):
        status = Status.HISTORICAL
    return ThreadMention(
        document=document.id,
        published=document.published,
        quote=document.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        coder=f"rules:thread.{name.rule}@{__version__}",
        confidence=_CONFIDENCE.get(name.rule, 0.7),
        pillars=pillars_of(analysis.of(sentence)),
        speaker=speaker,
        reasons=tuple(reasons),
        name=" ".join((name.written or document.text[name.start : name.end]).split()),
        canonical=name.canonical,
        thread_kind=name.kind,
        parties=parties,
        stage=stage,
        ordinal=name.ordinal,
        date=period,
        mention=Trigger(document.text[name.start : name.end], name.start, name.end),
        status=status,
    )


def _is_old(period: Period | None, published: date | None) -> bool:
    """Whether a period ended more than about two years before publication (the contract's "historical")."""
    if period is None or period.end is None or published is None:
        return False
    return (published - period.end).days > _OLD_DAYS


def _focus(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The two states, or the state and the union of states, that a document speaks of most."""
    counts: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind is MentionKind.BODY and len(mention.countries) > 1:
            continue
        for country in mention.countries:
            if mention.kind is MentionKind.PLACE:
                placed[country] += 1
            elif mention.kind is not MentionKind.IGO or country in _LIKE_STATES:
                counts[country] += 1
    ranked = sorted(counts, key=lambda country: -counts[country] - placed[country] / 2)
    ranked += [country for country, _ in placed.most_common() if country not in counts]
    return tuple(ranked[:2])


def _period(analysis: Analysis, name: ThreadName, sentence: Sentence, reading: StageReading) -> Period | None:
    """The date beside a name or beside the word of its stage; none where several dates stand elsewhere."""
    dates = [
        found
        for found in analysis.dates
        if sentence.start <= found.start < sentence.end and not _is_term(found, reading, analysis.document.published)
    ]
    if len(dates) == 1:
        return dates[0].period
    ends = [name.end] if reading.at is None else [analysis.tokens[reading.at].end, name.end]
    for end in ends:
        near = [found for found in dates if 0 <= found.start - end <= _BESIDE]
        if near:
            return near[0].period
    return None


def _is_term(found: DateMention, reading: StageReading, published: date | None) -> bool:
    """Whether a date is how long a thing is to last, not when it got where it is: "a programme until 2030"."""
    start, end = found.period.start, found.period.end
    if found.period.text.lower().startswith(("until", "till", "through")):
        return True
    if start is not None and end is not None and (end - start).days > _LONGEST_DAYS:
        return True
    done = reading.stage is not None and reading.status is Status.OCCURRED
    return done and start is not None and published is not None and start > published
