"""The overview: every pair of states that the ledger holds something on, how it went, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from comity.actors import tables
from comity.brief import naming
from comity.ledger import Overview
from comity.web.dyads import Dyad
from comity.web.site import Site
from comity.web.trends import Trend, trend_of
from comity.web.views import page, site_of, templates
from comity.web.visits import last_visit

router = APIRouter()

_MOST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A dyad in the overview."""

    name: str
    of: Overview
    trend: Trend


@router.get("/")
def overview(request: Request, every: str = "") -> Response:
    """The dyads, those with most events first; `every` shows also those that little is known of."""
    site, since = site_of(request), last_visit(request)
    told = site.remembered(("news", str(since)), lambda: site.ledger.news(set(tables.states()), since)) if since else {}
    rows = [_with_news(row, told[row.of.dyad]) if row.of.dyad in told else row for row in overview_rows(site)]
    values: dict[str, Any] = {
        **head(site),
        "drawn": _drawn,
        "rows": [_as_on_its_page(site, row) for row in (rows if every else rows[:_MOST])],
        "all": len(rows),
        "visited": since is not None,
        "new": sorted(
            (row for row in rows if row.of.new_events or row.of.new_documents),
            key=lambda row: (-row.of.new_events, -row.of.new_documents, row.of.dyad),
        )[:12],
    }
    return page(request, "overview.html", values)


def head(site: Site) -> dict[str, Any]:
    """What the heading tells of the ledger as a whole."""
    return {
        "counts": site.remembered("counts", site.ledger.counts),
        "releases": len(site.remembered("releases", site.ledger.releases)),
        "newest": site.remembered("newest", site.ledger.newest_day),
    }


def overview_rows(site: Site) -> Sequence[Row]:
    """Every dyad of two states, those with most events first; nothing in it is new."""
    return site.remembered("overviews", lambda: _rows(site.ledger.overviews(set(tables.states()))))


def _as_on_its_page(site: Site, row: Row) -> Row:
    """With the number of events that the page of the pair tells, once it is known: there a headline is no event."""
    known: Dyad | None = site.kept(("dyad", row.of.dyad))
    return replace(row, of=replace(row.of, events=len(known.happenings))) if known else row


def _with_news(row: Row, news: tuple[int, int]) -> Row:
    return replace(row, of=replace(row.of, new_documents=news[0], new_events=news[1]))


def _rows(found: Sequence[Overview]) -> list[Row]:
    last = max((one.last for one in found if one.last), default=date.min).year
    return [
        Row(" – ".join(naming.names([code]) for code in one.dyad.split("-")), one, trend_of(one, last)) for one in found
    ]


@lru_cache(maxsize=1000)
def _drawn(trend: Trend) -> Markup:
    """The small picture, which hardly ever changes."""
    return Markup(templates().get_template("trend.html").render(trend=trend))
