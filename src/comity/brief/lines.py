"""Lines of a dyad's lists: meetings, sessions, commitments and money, each with its sentence, for terminal and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.analysis.commitments import Commitment, State
from comity.analysis.fates import Fate
from comity.analysis.meetings import Met
from comity.analysis.met import Meeting, Told
from comity.analysis.money import Amount, Money
from comity.analysis.said import Said
from comity.analysis.sessions import Series, Session, gap_words, likely, ordinal
from comity.brief import meetings, naming, wording

STATE_TONES = {State.OPEN: "info", State.KEPT: "good", State.BROKEN: "bad", State.OVERDUE: "warn"}

Label = tuple[str, str]
"""A word or two that qualify a line, and their tone: good, bad, warn, info or empty."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a list: when (or how much) at the left, what it is, its sentences, and what is to be added.

    `kind` and `id` name what the line is about: an event, a thread or a figure; both are empty where it is none of
    them. The best of `said` comes first; `sources` is how many independent documents tell it, 0 where that is not
    counted. `after` are lines that belong to it.
    """

    left: str
    head: str
    kind: str = ""
    id: str = ""
    said: tuple[Said, ...] = ()
    labels: tuple[Label, ...] = ()
    aside: tuple[str, ...] = ()
    sources: int = 0
    after: tuple[Line, ...] = ()


def meeting(one: Meeting) -> Line:
    """Who met whom, where and how."""
    met = one.met
    place = f", {met.place}" if met.place else ""
    series = (f", {met.series}" if "(" in met.series else f" ({met.series})") if met.series else ""
    passed = (("its time has passed", "warn"),) if one.passed else ()
    level = ((met.level, "info" if met.level == "leaders" else ""),) if met.level != "other" else ()
    return Line(
        left=days_of(met),
        head=f"{meetings.HOW[met.how]}: {meetings.who(met)}{place}{series}",
        kind="event",
        id=met.id,
        said=one.said,
        labels=(*passed, *level),
    )


def days_of(met: Met) -> str:
    """The days of a meeting, both ends where it lasted: `2024-07-08 to 09`, `2021-12-30 to 2022-01-02`."""
    if met.exact and met.first and met.last and met.first < met.last:
        same = (met.first.year, met.first.month) == (met.last.year, met.last.month)
        return f"{met.first} to {met.last.day:02d}" if same else f"{met.first} to {met.last}"
    return meetings.when(met)


def sessions(series: Series, told: Told) -> Iterator[Line]:
    """The numbered sessions, the numbers that nobody names, and the meetings of which nobody says the number."""
    gaps = {gap.first: gap for gap in series.gaps}
    known = {one.met.id: one for one in (*told.held, *told.planned)}
    for session in series.sessions:
        yield Line(
            left=ordinal(session.ordinal),
            head=_session_when(session, told),
            kind="event" if session.meeting else "",
            id=session.meeting or "",
            said=told.said(series, session),
            labels=() if session.held else (("planned", "warn"),),
        )
        gap = gaps.get(session.ordinal + 1)
        if gap is not None:
            numbers = ordinal(gap.first) if gap.first == gap.last else f"{ordinal(gap.first)} to {ordinal(gap.last)}"
            yield Line(numbers, gap_words(gap))
    for met in series.unnumbered:
        numbers = " or ".join(ordinal(number) for number in likely(met, series.gaps))
        place = f", {met.place}" if met.place else ""
        by_year = f"; by its year the {numbers}" if numbers else ""
        said = known[met.id].said if met.id in known else ()
        yield Line("number not said", f"{days_of(met)}{place}{by_year}", "event", met.id, said)


def _session_when(session: Session, told: Told) -> str:
    met = next((one.met for one in told.held if one.met.id == session.meeting), None)
    day = days_of(met) if met and met.ordinal == session.ordinal else wording.when(session.period)
    day = day or (f"reported {session.reported}" if session.reported else "undated")
    return f"{day}, {session.place}" if session.place else day


def commitment(one: Commitment) -> Line:
    """What was undertaken, and what became of it."""
    sides = naming.names(one.of) + (f" → {naming.names(one.to)}" if one.to else "")
    sums = f" ({', '.join(wording.value_of(figure) for figure in one.amounts)})" if one.amounts else ""
    fates = ((one.fate, one.state.value), (one.progress, "so far"))
    return Line(
        left=one.made.isoformat() if one.made else "made earlier",
        head=f"{sides}: {one.what}{sums}",
        kind="thread" if one.thread else "",
        id=one.thread or "",
        said=one.said,
        labels=((one.state.value, STATE_TONES[one.state]),),
        aside=tuple(part for part in (f"due {wording.when(one.due)}" if one.due else "", one.thread_name) if part),
        after=tuple(_fate(fate, word) for fate, word in fates if fate is not None),
    )


def _fate(fate: Fate, word: str) -> Line:
    day = f" {fate.day}" if fate.day else ""
    return Line("", f"{word}{day}: {fate.words.removeprefix(f'{word}: ')}", said=(fate.said,))


def counted(found: Sequence[Commitment]) -> list[tuple[State, int]]:
    """How many are in each state, of those that occur."""
    counts = [(state, sum(one.state is state for one in found)) for state in State]
    return [(state, count) for state, count in counts if count]


def money(title: str, of: Money, most: int) -> Iterator[Line]:
    """Sums with their parts, then what cannot be added, of which `most` are told."""
    for one in of.sums:
        sides = f"{naming.names([one.giver])} → {naming.names([one.receiver])}"
        parts = wording.plural(len(one.amounts), "amount")
        yield Line(
            left=title,
            head=f"{sides}: {wording.amount(one.total, one.unit)} in {parts}",
            after=tuple(_amount("", amount) for amount in one.amounts),
        )
    for amount in of.apart[:most]:
        yield _amount(f"{title}, not added", amount)


def _amount(title: str, amount: Amount) -> Line:
    sides = " → ".join(naming.names([code]) for code in (amount.giver, amount.receiver) if code)
    head = f"{wording.value_of(amount.figure)}{f', {sides}' if sides else ''}: {amount.what}"
    return Line(title, head, "figure", amount.figure.id, (amount.said,))
