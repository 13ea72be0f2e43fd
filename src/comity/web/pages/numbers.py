"""What official series say of a dyad: for each topic a chart, a table period by period, and where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from comity.analysis.number_lines import Line
from comity.analysis.numbers import DyadNumbers, Topic, numbers_of
from comity.brief.grid import Grid, grid
from comity.brief.model import Plot
from comity.brief.official import sources
from comity.web.charts import chart
from comity.web.pages.dyad import moved, shared
from comity.web.site import Site
from comity.web.views import page, site_of

router = APIRouter()

_CHARTED = 3  # lines of one chart
_OF_GOODS = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a topic that have one unit and frequency, as a table."""

    grid: Grid
    sources: str
    series: tuple[str, ...]
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic of the page."""

    at: int
    id: str
    title: str
    note: str
    chart: Markup
    tables: tuple[Table, ...]


@router.get("/dyad/{words}/numbers")
def numbers(
    request: Request, words: str, topic: str = "", periods: Annotated[int, Query(ge=1, le=500)] = 10
) -> Response:
    """The series of a dyad, all or those of one topic, with so many of the newest periods."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "numbers")
    site, code = site_of(request), values["dyad"].code
    found = found_of(site, code)
    values |= {
        "topic": topic,
        "topics": list(dict.fromkeys(one.id for one in found.topics)),
        "periods": periods,
        "shown": [_shown(site, code, at, one, periods) for at, one in enumerate(found.topics) if topic in ("", one.id)],
        "releases": found.releases,
    }
    return page(request, "numbers.html", values)


def found_of(site: Site, code: str) -> DyadNumbers:
    """The series of a dyad, remembered."""
    return site.remembered(("numbers", code), lambda: numbers_of(site.ledger, code))


def draw(site: Site, code: str) -> None:
    """Draw the charts of a dyad, so that they are remembered."""
    for at, topic in enumerate(found_of(site, code).topics):
        _drawing(site, code, at, topic)


def _drawing(site: Site, code: str, at: int, topic: Topic) -> Markup:
    return site.remembered(("chart", code, at, topic.title), lambda: chart(_plot(topic), topic.title))


def _shown(site: Site, code: str, at: int, topic: Topic, periods: int) -> Shown:
    tables = tuple(_table(lines, periods) for lines in _alike(topic))
    return Shown(at, topic.id, topic.title, topic.note, _drawing(site, code, at, topic), tables)


def _plot(topic: Topic) -> Plot | None:
    """The first lines of one unit and frequency as they are published, where there is more than one value to draw."""
    published = [line for line in topic.lines if not line.formula]
    if not published:
        return None
    alike = [line for line in published if _way(line) == _way(published[0])]
    tables = tuple(line.table for line in alike[: _OF_GOODS if topic.id == "goods" else _CHARTED])
    return Plot("", tables) if any(len(table.observations) > 1 for table in tables) else None


def _way(line: Line) -> tuple[str, str]:
    return line.table.series.unit, line.table.series.frequency.value


def _alike(topic: Topic) -> list[list[Line]]:
    """The lines by frequency, so that the columns of a table are periods of one kind."""
    found: dict[str, list[Line]] = {}
    for line in topic.lines:
        found.setdefault(line.table.series.frequency.value, []).append(line)
    return list(found.values())


def _table(lines: list[Line], periods: int) -> Table:
    return Table(
        grid=grid(lines, periods),
        sources=sources(lines),
        series=tuple(dict.fromkeys(of.series.key for line in lines for of in line.of)),
        formulas=tuple(dict.fromkeys(f"{line.short}: {line.formula}" for line in lines if line.formula)),
    )
