"""In official numbers: a few small tables of what series say of a dyad, each with its chart and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from comity.analysis.number_lines import Line, without_parts
from comity.analysis.numbers import DyadNumbers, Topic
from comity.brief.grid import grid
from comity.brief.model import Panel, Plot
from comity.brief.wording import amount
from comity.records import Release
from comity.series.wording import observation_name, release_name

_PERIODS = 8
_MOST_LINES = 6
_CHARTED = 2
_TOLD = {"trade": 2, "goods": 2}
_ONE_PANEL = ("trade", "goods", "arms", "votes")
"""Topics that get a table of their own; of the others the newest value is told."""

_PILLARS = {
    "trade": ("trade",),
    "goods": ("trade", "energy"),
    "arms": ("defence",),
    "votes": ("political", "multilateral"),
    "memberships": ("political", "multilateral"),
    "reactors": ("nuclear", "energy"),
}
"""To which pillars a topic belongs."""


def of_pillar(numbers: DyadNumbers, pillar: str | None) -> tuple[Topic, ...]:
    """The topics that belong to a pillar; all for None."""
    return tuple(topic for topic in numbers.topics if pillar is None or pillar in _PILLARS[topic.id])


def panels(topics: Iterable[Topic]) -> tuple[Panel, ...]:
    """The tables, in the order of the topics; of several topics of a kind the first gets one. Empty without series."""
    found: list[Panel] = []
    rest: list[Line] = []
    shown: set[str] = set()
    for topic in topics:
        if topic.id in _ONE_PANEL and topic.id not in shown:
            shown.add(topic.id)
            found.append(_panel(topic))
        else:
            rest += _telling(topic)
    if rest:
        found.append(_newest(rest))
    return tuple(found)


def _panel(topic: Topic) -> Panel:
    lines = topic.lines[:_MOST_LINES]
    table = grid(lines, _PERIODS)
    charted = _charted(topic)
    plot = Plot("", tuple(without_parts(line.table) for line in charted)) if charted else None
    note = " ".join(part for part in (topic.note, f"{table.marks}." if table.marks else "") if part)
    return Panel(topic.title, table.columns, table.rows, sources(lines), note, plot)


def _charted(topic: Topic) -> tuple[Line, ...]:
    """The first lines of one unit and frequency, as they are published: exports and imports, arms both ways."""
    lines = [line for line in topic.lines if not line.formula]
    most = 1 if topic.id in ("goods", "votes") else _CHARTED
    alike = [line for line in lines if _way(line) == _way(lines[0])][:most]
    return tuple(alike) if any(len(line.table.observations) > 1 for line in alike) else ()


def _way(line: Line) -> tuple[str, str]:
    return line.table.series.unit, line.table.series.frequency.value


def _telling(topic: Topic) -> Iterator[Line]:
    """What is told of a topic by its newest value alone: of trade the sum where there is one; nothing that is zero."""
    published = [line for line in topic.lines if not line.formula]
    sums = [line for line in topic.lines if line.formula and line.table.series.unit != "percent"]
    told = sums[:1] if topic.id == "trade" and sums else published
    yield from [line for line in told if line.table.observations[-1].value][: _TOLD.get(topic.id, _MOST_LINES)]


def _newest(lines: Sequence[Line]) -> Panel:
    rows = []
    for line in lines:
        last, series = line.table.observations[-1], line.table.series
        label = line.label if series.partner is None else f"{line.label} ({series.provider})"
        value = "in force" if series.unit == "obligations" else amount(last.value, series.unit)
        rows.append((label, value, observation_name(last, series.frequency)))
    return Panel("Besides", ("newest value", "period"), tuple(rows), sources(lines), "", None)


def sources(lines: Iterable[Line]) -> str:
    """Each source with its newest vintage: `SIPRI Arms Transfers Database, as of 2026-02-12`."""
    newest: dict[str, Release] = {}
    for line in lines:
        for release in line.table.releases:
            known = newest.get(release.provider)
            if known is None or (release.vintage or date.min) >= (known.vintage or date.min):
                newest[release.provider] = release
    return "; ".join(release_name(release) for release in newest.values())
