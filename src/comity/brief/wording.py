"""Plain words for coded things: types, statuses, stages, periods, values. Nothing here guesses."""

from __future__ import annotations

from datetime import date, timedelta

from comity.records import (
    Change,
    Comparator,
    Event,
    Figure,
    FigureStatus,
    Period,
    Precision,
    Stage,
    Status,
)
from comity.records.stages import stages

EVENT_NAMES = {
    "AGREE": "Agreement",
    "CONSULT": "Talks",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "De-escalation",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Rejection",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Mobilisation",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}
"""What people call the PLOVER types."""

STATUS_NAMES = {
    Status.OCCURRED: "",
    Status.ONGOING: "ongoing",
    Status.FUTURE: "planned",
    Status.HYPOTHETICAL: "possible, not done",
    Status.NEGATED: "denied or not done",
    Status.HISTORICAL: "in the past",
}
"""How a status is shown; a plain report of what happened needs no word."""

FIGURE_STATUS_NAMES = {FigureStatus.ACTUAL: "", FigureStatus.EXPECTED: "expected", FigureStatus.TARGET: "target"}

_HEDGES = {
    Comparator.EXACT: "",
    Comparator.ABOUT: "about ",
    Comparator.OVER: "over ",
    Comparator.UNDER: "under ",
    Comparator.AT_LEAST: "at least ",
    Comparator.AT_MOST: "at most ",
    Comparator.UP_TO: "up to ",
}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "INR": "₹", "RUB": "₽", "JPY": "¥"}


def when(period: Period | None) -> str:
    """A period as people write it: `2024-11-07`, `2021-12`, `since 2022`, `by 2030`, `1960s`; empty for none.

    Twelve months that begin in one year and end in the next are a fiscal year: `fiscal 2024-25`.
    """
    if period is None:
        return ""
    if period.start is None or period.end is None:
        edge, word = (period.start, "since") if period.start else (period.end, "by")
        return f"{word} {_edge(edge, period.precision)}" if edge else ""
    if period.precision is Precision.DAY or period.start == period.end:
        return period.start.isoformat()
    if period.precision is Precision.MONTH:
        return period.start.strftime("%Y-%m")
    if period.precision is Precision.YEAR:
        first, last = period.start.year, period.end.year
        if first == last:
            return str(first)
        after = period.end + timedelta(days=1)
        if (after.year - 1, after.month, after.day) == (first, period.start.month, period.start.day):
            return f"fiscal {first}-{last % 100:02d}"
    if period.precision is Precision.QUARTER:
        return f"{period.start.year} Q{(period.start.month + 2) // 3}"
    if period.precision is Precision.HALF:
        return f"{period.start.year} H{1 if period.start.month < 7 else 2}"
    if period.precision is Precision.DECADE and period.start.year % 10 == 0:
        return f"{period.start.year}s"
    whole_years = period.start.timetuple().tm_yday == 1 and (period.end.month, period.end.day) == (12, 31)
    return f"{period.start.year}–{period.end.year}" if whole_years else f"{period.start}–{period.end}"


def _edge(day: date, precision: Precision) -> str:
    if precision is Precision.DAY:
        return day.isoformat()
    if precision in (Precision.MONTH, Precision.WEEK):
        return day.strftime("%Y-%m")
    return f"{day.year}s" if precision is Precision.DECADE else str(day.year)


def number(value: float) -> str:
    """A value with thousands separators, scaled from a million on: `6,000`, `2.5 billion`, `0.75`."""
    for size, word in _SCALES:
        if abs(value) >= size:
            return f"{_digits(value / size)} {word}"
    return _digits(value)


def _digits(value: float) -> str:
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.3g}"


def value_of(figure: Figure) -> str:
    """The number of a figure with hedge, unit and kind of change: `over 20-fold rise`, `US$2 billion`, `6,000 MW`."""
    amount = number(figure.value)
    if figure.value_high is not None:
        amount += f"–{number(figure.value_high)}"
    rise = {"up": " rise", "down": " fall"}.get(figure.direction or "", "")
    if figure.change is Change.RATIO:
        words = f"{amount}-fold{rise}" if figure.value >= 1 else f"to {amount} of the former"
    elif figure.unit == "percent":
        words = f"{amount} %{rise if figure.change is Change.PERCENT_CHANGE else ''}"
    elif figure.unit in _SIGNS:
        words = f"{_SIGNS[figure.unit]}{amount}{rise if figure.change is Change.DIFFERENCE else ''}"
    else:
        words = f"{amount} {figure.unit}{rise if figure.change is not Change.LEVEL else ''}"
    return _HEDGES[figure.comparator] + words


def amount(value: float, unit: str) -> str:
    """A value of a series: `US$46.5 billion`, `98.1 %`, `51 organisations`."""
    if unit == "percent":
        return f"{_digits(round(value, 1))} %"
    rounded = float(f"{value:.4g}") if abs(value) >= _SCALES[-1][0] else value
    if unit in _SIGNS:
        return f"{_SIGNS[unit]}{number(rounded)}"
    return f"{number(rounded)} {unit.removesuffix('s') if value == 1 else unit}"


def figure_when(figure: Figure) -> str:
    """Period and baseline of a figure: `2023`, `since 2022`, `2023, against 2021`."""
    period, baseline = when(figure.period), when(figure.baseline)
    if not baseline or baseline == period:
        return period
    if not period and figure.baseline is not None and figure.baseline.start is not None:
        return f"since {_edge(figure.baseline.start, figure.baseline.precision)}"
    return f"{period}, against {baseline}" if period else f"against {baseline}"


def event_name(event: Event) -> str:
    """`Agreement`, `Talks by phone`, `Visit` …"""
    if event.type == "CONSULT" and event.mode in ("visit", "phone"):
        return "Visit" if event.mode == "visit" else "Talks by phone"
    return EVENT_NAMES.get(event.type, event.type)


def stage_name(stage: str | None) -> str:
    """The name of a stage for people; `Stage unknown` for none."""
    return stages()[Stage(stage)].name if stage else "Stage unknown"


def stage_rank(stage: str | None) -> int:
    """Where a stage stands in a list: what is furthest first, then what stopped, then the unknown."""
    if stage is None:
        return 99
    advance = stages()[Stage(stage)].advance
    return 50 if advance is None else 10 - advance


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 document`, `2 documents`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
