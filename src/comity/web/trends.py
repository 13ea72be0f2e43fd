"""Small pictures of time: how much cooperates and how much is against, year by year or month by month, as plain SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from comity.brief import tone, wording
from comity.ledger import Overview
from comity.linking.happenings import Happening

_TREND_YEARS = 24
_YEAR = 8  # pixels of a year in a trend
_UP, _DOWN = 15, 9  # pixels of a trend over and under its line

_MOST_BARS = 45
_MONTHS_OF = 3  # years whose months are shown when they are chosen
_TALL = 66  # pixels of a bar that stands for the most events
_WIDE = (18, 44, 1200)  # pixels of a step, at least and at most, and of a whole timeline where that lets it
_STEPS = (1, 2, 5, 10, 25, 50)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar over the line for what cooperates, and one under it for what is against, in pixels."""

    x: int
    up: int
    down: int
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The events of a dyad by year, for a cell of a table."""

    bars: tuple[Bar, ...]
    width: int
    label: str


def trend_of(one: Overview, last: int) -> Trend:
    """The last years up to `last`; all bars of a dyad are of one scale, its highest as high as the cell."""
    first = last - _TREND_YEARS + 1
    years = {year: count for year, count in one.years.items() if first <= year <= last}
    most = [max((getattr(count, side) for count in years.values()), default=0) for side in ("cooperative", "against")]
    scale = min(room / count for room, count in zip((_UP, _DOWN), most, strict=True) if count) if any(most) else 0.0
    bars = tuple(
        Bar(
            (year - first) * _YEAR,
            _height(count.cooperative, scale),
            _height(count.against, scale),
            f"{year}: {count.cooperative} cooperative, {count.against} against",
        )
        for year, count in years.items()
    )
    good, bad = (sum(getattr(count, side) for count in years.values()) for side in ("cooperative", "against"))
    return Trend(bars, _TREND_YEARS * _YEAR, f"{first} to {last}: {good} cooperative, {bad} against")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a timeline: a link to its time alone, with a bar up and a bar down.

    `chosen`: the list shows it. `ticked`: its name stands under it.
    """

    since: str
    until: str
    up: int
    down: int
    label: str
    address: str
    chosen: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a timeline, oldest first; `by` says what a step is. `tall` and `deep` are its room, in pixels."""

    by: str
    steps: tuple[Step, ...]
    narrowed: bool
    wide: int
    tall: int
    deep: int


Months = Mapping[tuple[str, bool], int]
"""How many happenings there are by month (`2024-11`) and by whether they are critical or in conflict."""


def months(found: Iterable[Happening], pair: frozenset[str]) -> Months:
    """How many of the happenings that have a day there are, by month."""
    against = (tone.Tone.CRITICAL, tone.Tone.CONFLICTUAL)
    dated = ((f"{one.first:%Y-%m}", one) for one in found if one.first > date.min)
    return Counter((month, tone.tone(one.event, pair) in against) for month, one in dated)


def timelines(counted: Months, days: tuple[date | None, date | None], given: Mapping[str, str]) -> tuple[Timeline, ...]:
    """The years of the happenings, and under them the months of those that are chosen, where these are few.

    `given` are the filters of the address: a link keeps them all, and sets the time.
    """
    if not counted:
        return ()
    years = [int(month[:4]) for month, _ in counted]
    first, last = min(years), max(years)
    step = next((step for step in _STEPS if (last - first) // step < _MOST_BARS), 100)
    spans = [(f"{year}", f"{year + step - 1}") for year in range(first - first % step, last + 1, step)]
    made = [_timeline("year" if step == 1 else f"{step} years", spans, counted, days, given)]
    since, until = days
    lower, upper = (since or date(first, 1, 1)), (until or date(last, 12, 31))
    lower, upper = max(lower, date(first, 1, 1)), min(upper, date(last, 12, 31))
    if (since or until or first == last) and 0 <= upper.year - lower.year < _MONTHS_OF:
        names = [f"{year}-{month:02}" for year in range(lower.year, upper.year + 1) for month in range(1, 13)]
        made.append(_timeline("month", [(name, name) for name in names], counted, days, given))
    return tuple(made)


def _timeline(
    by: str,
    spans: Sequence[tuple[str, str]],
    counted: Months,
    days: tuple[date | None, date | None],
    given: Mapping[str, str],
) -> Timeline:
    monthly = by == "month"
    counts: Counter[tuple[str, bool]] = Counter()
    for (month, against), number in counted.items():
        counts[month if monthly else month[:4], against] += number
    both = [
        tuple(sum(counts[name, against] for name in _names(span, months=monthly)) for against in (False, True))
        for span in spans
    ]
    scale = _TALL / max(1, *(max(pair) for pair in both))
    steps = []
    for at, ((since, until), (good, bad)) in enumerate(zip(spans, both, strict=True)):
        said = f"{since if since == until else f'{since}–{until}'}: {wording.plural(good + bad, 'event')}"
        steps.append(
            Step(
                since=since,
                until=until,
                up=_height(good, scale),
                down=_height(bad, scale),
                label=f"{said}, {bad} critical or in conflict" if bad else said,
                address="?" + urlencode({**given, "since": since, "until": until}),
                chosen=_touches(since, until, days),
                ticked=_is_ticked(at, since, spans, months=monthly),
            )
        )
    least, most, whole = _WIDE
    wide = max(least, min(most, whole // len(steps)))
    return Timeline(by, tuple(steps), days != (None, None), wide, _TALL, max(3, *(step.down for step in steps)))


def _names(span: tuple[str, str], *, months: bool) -> Iterable[str]:
    return [span[0]] if months else [str(year) for year in range(int(span[0]), int(span[1]) + 1)]


def _touches(since: str, until: str, days: tuple[date | None, date | None]) -> bool:
    first, last = (day.isoformat() if day else None for day in days)
    return (first is None or until + "~" >= first) and (last is None or since <= last)


def _is_ticked(at: int, since: str, spans: Sequence[tuple[str, str]], *, months: bool) -> bool:
    """Whether the step has its name under it: every January, or so many years that about eight are named."""
    if months:
        return since.endswith("-01")
    every = max(1, -(-len(spans) // 9))
    return (len(spans) - 1 - at) % every == 0


def _height(count: int, scale: float) -> int:
    """Pixels for a count: nothing for none, at least two for one."""
    return max(2, round(count * scale)) if count else 0
