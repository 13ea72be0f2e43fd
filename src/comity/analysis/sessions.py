"""Series of numbered meetings (annual summits, sessions of a commission): by number, with the numbers nobody names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from comity.analysis.meetings import REAL, Met, place_in
from comity.ledger import LinkedRecord
from comity.records import Period, Status, ThreadKind, ThreadMention

_ABOUT = timedelta(days=21)
_NOUNS = "summit|session|meeting|round|sitting|dialogue|consultations|forum|conference"
_ANNUAL = re.compile(r"\b(annual|yearly)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\A(?:\d+(?:st|nd|rd|th)|[a-z-]+th|first|second|third)\s+", re.IGNORECASE)
_NUMBER_OF = r"\b{number}(?:st|nd|rd|th)\s+(?:[\w-]+\s+){{0,4}}?({nouns})\b"


@dataclass(frozen=True, slots=True)
class Session:
    """A numbered meeting. `period` is when it was, or is to be; without it `reported` bounds it."""

    ordinal: int
    period: Period | None
    reported: date | None
    place: str
    held: bool
    meeting: str | None
    reports: tuple[LinkedRecord, ...]

    @property
    def year(self) -> int | None:
        """The year, where the time is known to a year."""
        period = self.period
        if period is None or period.start is None or period.end is None or period.start.year != period.end.year:
            return None
        return period.start.year


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers between two known ones that no document names; `years`: of each the first and last that it can be of."""

    first: int
    last: int
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbered meetings; `unnumbered` are meetings of the series of which nobody says the number."""

    name: str
    threads: tuple[str, ...]
    sessions: tuple[Session, ...]
    gaps: tuple[Gap, ...]
    unnumbered: tuple[Met, ...]


def series_told(records: Sequence[LinkedRecord], met: Sequence[Met]) -> tuple[Series, ...]:
    """The series of meetings of which a document names a number, those of most numbers first."""
    by_thread: dict[str, list[LinkedRecord]] = {}
    for linked in records:
        mention = linked.record
        if isinstance(mention, ThreadMention) and mention.thread_kind is ThreadKind.MECHANISM:
            by_thread.setdefault(linked.thread_id or mention.canonical, []).append(linked)
    homes = _Homes(by_thread)
    numbered: dict[str, dict[int, list[LinkedRecord]]] = {}
    for thread, mentions in by_thread.items():
        for linked in mentions:
            number = _mention(linked).ordinal
            if number is not None and _mention(linked).status is not Status.NEGATED:
                home = homes.of(linked, thread)
                numbered.setdefault(home, {}).setdefault(number, []).append(linked)
    held: dict[str, list[Met]] = {}
    for one in met:
        if one.held and one.mention is not None:
            held.setdefault(one.mention.thread_id or "", []).append(one)
    found = [
        _series(thread, by_thread[thread], sorted(several.items()), held.get(thread, ()))
        for thread, several in numbered.items()
    ]
    joined = _continued(found)
    return tuple(sorted(joined, key=lambda one: (-len(one.sessions), one.name, one.threads)))


def _mention(linked: LinkedRecord) -> ThreadMention:
    assert isinstance(linked.record, ThreadMention)
    return linked.record


class _Homes:
    """Finds the series that a number belongs to.

    "The 26th session" is none of a series of summits, but of the one whose 25th session the same document tells of.
    """

    def __init__(self, by_thread: Mapping[str, Sequence[LinkedRecord]]) -> None:
        self._nouns: dict[str, str] = {}
        self._of_thread: dict[str, Counter[str]] = {}
        self._told: dict[tuple[str, int, str], list[str]] = {}  # document, number, noun: threads, in their order
        for thread, mentions in by_thread.items():
            counts = self._of_thread[thread] = Counter()
            for linked in mentions:
                noun, number = _noun(linked), _mention(linked).ordinal
                self._nouns[linked.record.id] = noun
                if noun:
                    counts[noun] += 1
                if number is not None:
                    self._told.setdefault((linked.record.document, number, noun), []).append(thread)
        self._order = {thread: at for at, thread in enumerate(by_thread)}

    def of(self, linked: LinkedRecord, thread: str) -> str:
        """The thread under whose meetings the number counts."""
        noun, number = self._nouns[linked.record.id], _mention(linked).ordinal or 0
        counts = self._of_thread[thread]
        if not noun or counts[noun] > 1 or len(counts) < 2:
            return thread
        document = linked.record.document
        near = (self._told.get((document, number + step, noun), ()) for step in (-1, 1))
        others = (other for several in near for other in several if other != thread)
        return min(others, key=self._order.__getitem__, default=thread)


def _noun(linked: LinkedRecord) -> str:
    """What is numbered: the noun after the number, in lower case; empty where it is written otherwise."""
    mention = _mention(linked)
    if mention.ordinal is None:
        return ""
    found = re.search(_NUMBER_OF.format(number=mention.ordinal, nouns=_NOUNS), mention.quote, re.IGNORECASE)
    return found[1].casefold() if found else ""


def _series(
    thread: str,
    mentions: Sequence[LinkedRecord],
    numbered: Sequence[tuple[int, Sequence[LinkedRecord]]],
    own: Sequence[Met],
) -> Series:
    sessions = tuple(_session(number, several, own, mentions) for number, several in numbered)
    sessions = _in_order(sessions)
    told = {session.meeting for session in sessions}
    loose = tuple(one for one in own if one.ordinal is None and one.id not in told and one.exact)
    return Series(_title(mentions), (thread,), sessions, _gaps(sessions, _title(mentions)), loose)


def _title(mentions: Sequence[LinkedRecord]) -> str:
    """The most used name without its number."""
    names = [_NUMBER.sub("", _mention(one).name) for one in mentions]
    names = [name for name in names if not name.isupper()] or names
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _session(
    number: int, several: Sequence[LinkedRecord], own: Sequence[Met], mentions: Sequence[LinkedRecord]
) -> Session:
    ordered = sorted(several, key=lambda one: (_mention(one).status is Status.FUTURE, one.reprint_of is not None))
    held = [one for one in ordered if _mention(one).status in REAL]
    reports = tuple(held or ordered)
    reported = min((one.record.published for one in reports if one.record.published), default=None)
    meeting = next((one for one in own if one.ordinal == number), None)
    if meeting is None and held:
        meeting = _same_days(held, own)
    if meeting is not None:
        return Session(number, meeting.period, reported, meeting.place, True, meeting.id, reports)
    period = next((_mention(one).date for one in reports if _plausible(_mention(one))), None)
    if period is None and held:
        period = _dated_beside(held, mentions)
    place = next((name for one in reports if (name := place_in(one.record.quote, parties=_sides(one)))), "")
    return Session(number, period, reported, place, bool(held), None, reports)


def _sides(linked: LinkedRecord) -> frozenset[str]:
    return frozenset(_mention(linked).parties)


def _same_days(held: Sequence[LinkedRecord], own: Sequence[Met]) -> Met | None:
    """The meeting of the series, of no number itself, that was reported at the same time."""
    for one in own:
        for linked in held:
            published = linked.record.published
            if (
                one.ordinal is None
                and one.exact
                and one.first
                and published
                and timedelta(0) <= published - one.first <= _ABOUT
            ):
                return one
    return None


def _plausible(mention: ThreadMention) -> bool:
    """Whether a date can be that of a session: closed, at most a year, and not after the report of what was held."""
    period = mention.date
    if period is None or period.start is None or period.end is None or (period.end - period.start).days > 366:
        return False
    return mention.status not in REAL or mention.published is None or period.start <= mention.published


def _dated_beside(held: Sequence[LinkedRecord], mentions: Sequence[LinkedRecord]) -> Period | None:
    """The day that another report of those days gives for a meeting of the series."""
    for linked in held:
        for other in mentions:
            period, published = _mention(other).date, linked.record.published
            if _mention(other).ordinal is not None or not _plausible(_mention(other)) or not published:
                continue
            if period and period.start and timedelta(0) <= published - period.start <= _ABOUT:
                return period
    return None


def _in_order(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Without the dates that would put a session before one of a lower number, or after one of a higher."""
    kept = []
    for session in sessions:
        before = [one.year for one in sessions if one.ordinal < session.ordinal and one.year and one.meeting]
        after = [one.year for one in sessions if one.ordinal > session.ordinal and one.year and one.meeting]
        wrong = session.year is not None and (
            session.year < max(before, default=0) or session.year > min(after, default=9999)
        )
        kept.append(replace(session, period=None) if wrong and session.meeting is None else session)
    return tuple(kept)


def _gaps(sessions: Sequence[Session], name: str) -> tuple[Gap, ...]:
    """The numbers between; with years where both neighbours have one and at most one meeting a year fits."""
    found = []
    for low, high in pairwise(sessions):
        if high.ordinal - low.ordinal < 2:
            continue
        years: tuple[tuple[int, int], ...] = ()
        one, other = low.year or _about(low), high.year or _about(high)
        if (
            one is not None
            and other is not None
            and (other - one >= high.ordinal - low.ordinal or _ANNUAL.search(name))
        ):
            between = range(low.ordinal + 1, high.ordinal)
            years = tuple(
                (min(one + number - low.ordinal, other), max(one, other - (high.ordinal - number)))
                for number in between
            )
            years = years if all(first <= last for first, last in years) else ()
        found.append(Gap(low.ordinal + 1, high.ordinal - 1, years))
    return tuple(found)


def _about(session: Session) -> int | None:
    """The year of its report, where it was held and nothing says when: news is of its own year."""
    return session.reported.year if session.held and session.reported and session.period is None else None


def _continued(found: Sequence[Series]) -> list[Series]:
    """A series with a vaguer name joined to the one that planned its very session: the 26th, for the same year."""
    joined = list(found)
    for vague in found:
        words = set(vague.name.casefold().split())
        for one in list(joined):
            if one is vague or vague not in joined or not words <= set(re.findall(r"[\w-]+", one.name.casefold())):
                continue
            planned = {session.ordinal: session for session in one.sessions if not session.held}
            fitting = [
                session
                for session in vague.sessions
                if session.held
                and (plan := planned.get(session.ordinal)) is not None
                and plan.year is not None
                and plan.year in (session.year, _about(session))
            ]
            if len(fitting) == len(vague.sessions):
                held = {session.ordinal: session for session in fitting}
                filled = tuple(
                    replace(
                        held[old.ordinal],
                        reports=(*held[old.ordinal].reports, *old.reports),
                        place=held[old.ordinal].place or old.place,
                    )
                    if old.ordinal in held
                    else old
                    for old in one.sessions
                )
                joined[joined.index(one)] = replace(
                    one, threads=(*one.threads, *vague.threads), sessions=filled, gaps=_gaps(filled, one.name)
                )
                joined.remove(vague)
    return joined


def likely(met: Met, gaps: Iterable[Gap]) -> list[int]:
    """The missing numbers that a meeting of no number can have, by its year."""
    year = met.first.year if met.first else None
    return [
        number
        for gap in gaps
        for number, (first, last) in zip(range(gap.first, gap.last + 1), gap.years, strict=False)
        if year is not None and first <= year <= last
    ]


def gap_words(gap: Gap) -> str:
    """`the 17th to 20th are not in what was read; they would have been in 2016 to 2019`."""
    numbers = ordinal(gap.first) if gap.first == gap.last else f"{ordinal(gap.first)} to {ordinal(gap.last)}"
    said = f"the {numbers} {'is' if gap.first == gap.last else 'are'} not in what was read"
    if not gap.years:
        return said
    first, last = gap.years[0], gap.years[-1]
    if gap.first == gap.last:
        return f"{said}; it would have been in {_years(first)}"
    return f"{said}; they would have been from {_years(first)} to {_years(last)}"


def _years(years: tuple[int, int]) -> str:
    first, last = years
    return str(first) if first == last else f"{first} or {last}" if last == first + 1 else f"{first}–{last}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`, `23rd`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def gap_json(gap: Gap) -> dict[str, Any]:
    """JSON-ready."""
    numbers = list(range(gap.first, gap.last + 1))
    years: list[list[int] | None] = [list(one) for one in gap.years]
    return {"ordinals": numbers, "years": years or [None] * len(numbers), "said": gap_words(gap)}
