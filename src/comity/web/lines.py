"""Lines of a dyad's lists: meetings, sessions, commitments and money, each with its sentence and the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.analysis.commitments import Commitment, State
from comity.analysis.fates import Fate
from comity.analysis.met import Meeting, Told
from comity.analysis.money import Amount, Money
from comity.analysis.said import Said
from comity.analysis.sessions import Series, Session, gap_words, likely, ordinal
from comity.brief import meetings, naming, wording

STATE_TONES = {State.OPEN: "info", State.KEPT: "good", State.BROKEN: "bad", State.OVERDUE: "warn"}

Chip = tuple[str, str]
"""Words of a small label, and its tone: good, bad, warn, info or empty."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a list: a short left column, a head that leads to `address`, its evidence, and what is to be added.

    The first of `said` is shown with its sentence, the others can be unfolded. `after` are lines that belong to it.
    """

    left: str
    head: str
    address: str = ""
    said: tuple[Said, ...] = ()
    chips: tuple[Chip, ...] = ()
    aside: tuple[str, ...] = ()
    after: tuple[Line, ...] = ()


def meeting(one: Meeting) -> Line:
    """Who met whom, where and how."""
    met = one.met
    place = f", {met.place}" if met.place else ""
    level = ((met.level, "info" if met.level == "leaders" else ""),) if met.level != "other" else ()
    passed = (("its time has passed", "warn"),) if one.passed else ()
    return Line(
        left=meetings.when(met),
        head=f"{meetings.HOW[met.how]}: {meetings.who(met)}{place}",
        address=f"/event/{met.id}",
        said=one.said,
        chips=(*level, *passed),
        aside=(met.series,) if met.series else (),
    )


def sessions(series: Series, told: Told) -> Iterator[Line]:
    """The numbered sessions, the numbers that nobody names, and the meetings of which nobody says the number."""
    gaps = {gap.first: gap for gap in series.gaps}
    for session in series.sessions:
        yield Line(
            left=ordinal(session.ordinal),
            head=_session_when(session, told),
            address=f"/event/{session.meeting}" if session.meeting else "",
            said=told.said(series, session),
            chips=() if session.held else (("planned", "warn"),),
        )
        gap = gaps.get(session.ordinal + 1)
        if gap is not None:
            numbers = ordinal(gap.first) if gap.first == gap.last else f"{ordinal(gap.first)} to {ordinal(gap.last)}"
            yield Line(numbers, gap_words(gap))
    for met in series.unnumbered:
        numbers = " or ".join(ordinal(number) for number in likely(met, series.gaps))
        place = f", {met.place}" if met.place else ""
        aside = (f"by its year the {numbers}",) if numbers else ()
        yield Line("number not said", f"{meetings.when(met)}{place}", f"/event/{met.id}", aside=aside)


def _session_when(session: Session, told: Told) -> str:
    met = next((one.met for one in told.held if one.met.id == session.meeting), None)
    day = meetings.when(met) if met and met.ordinal == session.ordinal else wording.when(session.period)
    day = day or (f"reported {session.reported}" if session.reported else "undated")
    return f"{day}, {session.place}" if session.place else day


def commitment(one: Commitment) -> Line:
    """What was undertaken, and what became of it."""
    sides = naming.names(one.of) + (f" → {naming.names(one.to)}" if one.to else "")
    money = f" ({', '.join(wording.value_of(figure) for figure in one.amounts)})" if one.amounts else ""
    fates = ((one.fate, one.state.value), (one.progress, "so far"))
    return Line(
        left=one.made.isoformat() if one.made else "made earlier",
        head=f"{sides}: {one.what}{money}",
        address=f"/thread/{one.thread}" if one.thread else "",
        said=one.said,
        chips=((one.state.value, STATE_TONES[one.state]),),
        aside=tuple(part for part in (f"due {wording.when(one.due)}" if one.due else "", one.thread_name) if part),
        after=tuple(_fate(fate, word) for fate, word in fates if fate is not None),
    )


def _fate(fate: Fate, word: str) -> Line:
    words = fate.words.removeprefix(f"{word}: ")
    return Line(fate.day.isoformat() if fate.day else "", f"{word}: {words}", said=(fate.said,))


def money(title: str, of: Money, most: int) -> Iterator[Line]:
    """Sums with their parts, then what cannot be added, of which `most` are told."""
    for one in of.sums:
        sides = f"{naming.names([one.giver])} → {naming.names([one.receiver])}"
        yield Line(
            left=title,
            head=f"{wording.amount(one.total, one.unit)}, {sides}",
            aside=(wording.plural(len(one.amounts), "amount"),),
            after=tuple(_amount("", amount) for amount in one.amounts),
        )
    for amount in of.apart[:most]:
        yield _amount(f"{title}, not added", amount)


def _amount(title: str, amount: Amount) -> Line:
    sides = " → ".join(naming.names([code]) for code in (amount.giver, amount.receiver) if code)
    head = f"{wording.value_of(amount.figure)}{f', {sides}' if sides else ''}: {amount.what}"
    return Line(title, head, f"/figure/{amount.figure.id}", said=(amount.said,))


def counted(found: Sequence[Commitment]) -> list[tuple[State, int]]:
    """How many are in each state, of those that occur."""
    counts = [(state, sum(one.state is state for one in found)) for state in State]
    return [(state, count) for state, count in counts if count]
