"""What analysis finds on a dyad: its meetings, commitments and disagreements, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from comity.analysis.changes import changes
from comity.analysis.commitments import State
from comity.analysis.disagreements import disagreements
from comity.analysis.looks import Since, since_last
from comity.analysis.met import LEVELS, Told, meetings_told
from comity.analysis.money import promise_ledger
from comity.analysis.said import Sources
from comity.brief import lines, news
from comity.records.days import day, span
from comity.web.pages.dyad import moved, shared
from comity.web.views import page, site_of
from comity.web.visits import last_visit

router = APIRouter()

T = TypeVar("T")
At = Annotated[int, Query(ge=0, le=1_000_000, alias="from")]

_ON_A_PAGE = 40
_PLANNED, _SERIES = 20, 12
_AMOUNTS = 8
_OF_A_GROUP = 8


@router.get("/dyad/{words}/meetings")
def meetings(
    request: Request, words: str, level: str = "all", since: str = "", until: str = "", at: At = 0
) -> Response:
    """Who met whom, each meeting once, newest first; plans; the numbered series."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "meetings")
    site, code = site_of(request), values["dyad"].code
    first, last = span(since or None, until or None)
    level = level if level in LEVELS else "all"
    asked = (level, first, last)
    told: Told = site.remembered(
        ("meetings", code, *asked), lambda: meetings_told(site.ledger, code, level=level, since=first, until=last)
    )
    held, pages = _page(request, told.held, at)
    values |= {
        "level": level,
        "levels": LEVELS,
        "since": since,
        "until": until,
        "found": len(told.held),
        "held": [lines.meeting(one) for one in held],
        "planned": [lines.meeting(one) for one in told.planned[:_PLANNED]],
        "more_planned": max(0, len(told.planned) - _PLANNED),
        "series": [
            (series.name, list(islice(lines.sessions(series, told), _ON_A_PAGE))) for series in told.series[:_SERIES]
        ],
        "more_series": max(0, len(told.series) - _SERIES),
        **pages,
    }
    return page(request, "meetings.html", values)


@router.get("/dyad/{words}/commitments")
def commitments(
    request: Request, words: str, state: str = "", pillar: str = "", courtesies: str = "", at: At = 0
) -> Response:
    """What was undertaken and what became of it, and money pledged beside money delivered."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "commitments")
    site, code = site_of(request), values["dyad"].code
    every, pledged, delivered = site.remembered(
        ("commitments", code, bool(courtesies)),
        lambda: promise_ledger(site.ledger, code, courtesies=bool(courtesies)),
    )
    of_pillar = [one for one in every if not pillar or pillar in one.pillars]
    found = [one for one in of_pillar if not state or one.state == state]
    shown, pages = _page(request, found, at)
    money = [*lines.money("Pledged", pledged, _AMOUNTS), *lines.money("Delivered", delivered, _AMOUNTS)]
    values |= {
        "state": state,
        "states": [one.value for one in State],
        "tones": lines.STATE_TONES,
        "pillar": pillar,
        "courtesies": courtesies,
        "counted": lines.counted(of_pillar),
        "found": len(found),
        "lines": [lines.commitment(one) for one in shown],
        "money": money if not state and not pillar else [],
        "more_money": sum(max(0, len(one.apart) - _AMOUNTS) for one in (pledged, delivered)),
        **pages,
    }
    return page(request, "commitments.html", values)


@router.get("/dyad/{words}/disagreements")
def contradictions(request: Request, words: str, pillar: str = "", kind: str = "", at: At = 0) -> Response:
    """What documents say differently of one thing, side by side."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "disagreements")
    site, code = site_of(request), values["dyad"].code
    every = site.remembered(("disagreements", code, pillar), lambda: disagreements(site.ledger, code, pillar or None))
    found = [one for one in every if not kind or one.kind == kind]
    shown, pages = _page(request, found, at)
    values |= {
        "pillar": pillar,
        "kind": kind,
        "kinds": news.KINDS,
        "found": len(found),
        "contested": [news.contested(one) for one in shown],
        **pages,
    }
    return page(request, "disagreements.html", values)


@router.get("/dyad/{words}/changes")
def new(request: Request, words: str, since: str = "", pillar: str = "", group: str = "") -> Response:
    """What is new since a day, or since the last visit; `group` shows one group whole."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "changes")
    site, code = site_of(request), values["dyad"].code
    visit = last_visit(request)
    from_day = day(since) if since else None

    def told() -> tuple[Since, list[news.Group], list[news.Group]]:
        asked = Since(day=from_day) if from_day else since_last(site.ledger, visit)
        found, sources = changes(site.ledger, code, asked, pillar or None), Sources(site.ledger)
        return asked, news.groups(found, sources, _OF_A_GROUP), news.groups(found, sources, 0)

    asked, few, whole = site.remembered(("changes", code, since or str(visit), pillar), told)
    values |= {
        "asked": asked,
        "kinds": news.KINDS,
        "since": since,
        "pillar": pillar,
        "group": group if group in news.TITLES else "",
        "suggested": since_last(site.ledger, None).day,
        "groups": [one for one in whole if one.name == group] if group in news.TITLES else few,
        "given": urlencode({name: it for name, it in (("since", since), ("pillar", pillar)) if it}),
    }
    return page(request, "changes.html", values)


def _page(request: Request, found: Sequence[T], at: int) -> tuple[Sequence[T], dict[str, Any]]:
    """The part of a list that is shown from `at` on, and the addresses of those before and after it."""
    given = {name: value for name, value in request.query_params.items() if value and name != "from"}

    def address(start: int) -> str:
        return "?" + urlencode({**given, "from": start} if start else given)

    before = address(max(0, at - _ON_A_PAGE)) if at else ""
    after = address(at + _ON_A_PAGE) if at + _ON_A_PAGE < len(found) else ""
    return found[at : at + _ON_A_PAGE], {"before": before, "after": after}
