"""The pages of a dyad: the state of the partnership, its events, threads and figures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from comity.actors.parties import dyad as dyad_named
from comity.brief import wording
from comity.brief.tone import REAL
from comity.records import Stage, Status
from comity.records.days import span
from comity.records.pillars import pillars
from comity.web.dyads import Dyad, Wanted, dyad_of, leads, line_of, listed, state_of
from comity.web.trends import timelines
from comity.web.views import page_of, site_of

router = APIRouter()

_ON_A_PAGE = 50
_LATEST, _OVERDUE = 8, 6
_OVER = frozenset({Stage.COMPLETED.value, Stage.SUSPENDED.value, Stage.CANCELLED.value})
TABS = (
    *(("", "State"), ("events", "Events"), ("threads", "Threads"), ("figures", "Figures"), ("meetings", "Meetings")),
    *(
        ("commitments", "Commitments"),
        ("disagreements", "Disagreements"),
        ("changes", "Changes"),
        ("numbers", "Numbers"),
        ("brief", "Brief"),
    ),
)


def code_of(words: str) -> str:
    """The code of a dyad in an address; raises InputError (a page that says so) for what is none."""
    return "-".join(dyad_named(*words.split("-")))


def shared(request: Request, words: str, tab: str) -> dict[str, Any]:
    """What every page of a dyad knows: the dyad, the tabs and which one is open."""
    dyad = dyad_of(site_of(request), code_of(words))
    return {"dyad": dyad, "tabs": TABS, "tab": tab, "pillar_names": {one.id: one.name for one in pillars().values()}}


def moved(request: Request, words: str) -> Response | None:
    """To the address with the dyad's own code, where another name was given."""
    code = code_of(words)
    if words == code:
        return None
    return RedirectResponse(str(request.url.path).replace(f"/{words}", f"/{code}", 1), 307)


@router.get("/dyad/{words}")
def state(request: Request, words: str) -> Response:
    """The state of the partnership at a glance."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "")
    dyad = values["dyad"]

    def make() -> tuple[Mapping[str, Any], list[str]]:
        leading = list(islice(filter(leads, dyad.happenings), _LATEST)) or dyad.happenings[:_LATEST]
        done = [line_of(one, dyad.pair) for one in leading if one.event.status in REAL]
        undone = [line_of(one, dyad.pair) for one in leading if one.event.status not in REAL]
        overdue = ((history, due) for history in dyad.histories for due in history["due"] if due["overdue"])
        told = {
            "state": state_of(dyad),
            "latest": done or undone,
            "open": undone if done else [],
            "checked": _counted(dyad.figures),
            "overdue": list(islice(overdue, _OVERDUE)),
        }
        return values | told, [line.document for line in (*done, *undone)]

    return page_of(request, "dyad.html", dyad.stamp, make)


def _counted(figures: Mapping[str, str | None]) -> list[tuple[str, int]]:
    order = ("consistent", "differs", "not_comparable", "no_data")
    found = list(figures.values())
    return [(one, found.count(one)) for one in order if one in found]


@router.get("/dyad/{words}/events")
def events(
    request: Request,
    words: str,
    pillar: str = "",
    type: str = "",  # noqa: A002 - the name in the address
    status: str = "",
    tone: str = "",
    who: str = "",
    q: str = "",
    since: str = "",
    until: str = "",
    sources: Annotated[int, Query(ge=0, le=10_000)] = 0,
    sure: Annotated[float, Query(ge=0, le=1)] = 0.0,
    at: Annotated[int, Query(ge=0, alias="from")] = 0,
) -> Response:
    """Every event, newest first, filtered by the address."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "events")
    dyad = values["dyad"]
    first, last = span(since or None, until or None)
    wanted = Wanted(pillar, type, status, tone, who.strip(), q.strip(), first, last, sources, sure)
    given = {name: value for name, value in request.query_params.items() if value and name != "from"}

    def make() -> tuple[Mapping[str, Any], list[str]]:
        any_time = listed(dyad, wanted)
        found = any_time.within(first, last)
        lines = [line_of(one, dyad.pair) for one in found[at : at + _ON_A_PAGE]]
        told = {
            "wanted": wanted,
            "since": since,
            "until": until,
            "found": len(found),
            "lines": lines,
            "at": at,
            "newer": _address(given, max(0, at - _ON_A_PAGE)) if at else "",
            "older": _address(given, at + _ON_A_PAGE) if at + _ON_A_PAGE < len(found) else "",
            "types": wording.EVENT_NAMES,
            "statuses": [one.value for one in Status],
            "timelines": timelines(any_time.months, (first, last), given),
            "any_time": _address({name: value for name, value in given.items() if name not in ("since", "until")}, 0),
        }
        return values | told, [line.document for line in lines]

    return page_of(request, "events.html", dyad.stamp, make)


def _address(given: Mapping[str, str], at: int) -> str:
    return "?" + urlencode({**given, "from": at} if at else given)


@router.get("/dyad/{words}/threads")
def threads(
    request: Request,
    words: str,
    pillar: str = "",
    stage: str = "",
    kind: str = "",
    at: Annotated[int, Query(ge=0, alias="from")] = 0,
) -> Response:
    """Every thread with its track of stages, due dates and the latest sentence."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "threads")
    dyad = values["dyad"]
    given = {name: value for name, value in request.query_params.items() if value and name != "from"}

    def make() -> tuple[Mapping[str, Any], list[str]]:
        histories = dyad.once(("threads", pillar, stage, kind), lambda: _threads(dyad, pillar, stage, kind))
        told = {
            "histories": histories[at : at + _ON_A_PAGE],
            "found": len(histories),
            "before": _address(given, max(0, at - _ON_A_PAGE)) if at else "",
            "after": _address(given, at + _ON_A_PAGE) if at + _ON_A_PAGE < len(histories) else "",
            "pillar": pillar,
            "stage": stage,
            "kind": kind,
        }
        return values | told, []

    return page_of(request, "threads.html", dyad.stamp, make)


def _threads(dyad: Dyad, pillar: str, stage: str, kind: str) -> list[Mapping[str, Any]]:
    """The histories that pass the filters: what is overdue, then what goes on, then what is done, stopped or unknown.

    Of each what is furthest comes first, what is between the two alone before what has more parties.
    """
    histories = [
        history
        for history in dyad.histories
        if (not pillar or pillar in history["pillars"])
        and (not stage or history["stage"] == stage)
        and (history["thread_kind"] == kind if kind else history["thread_kind"] != "organisation")
    ]
    histories.sort(
        key=lambda one: (
            *(_turn(one), wording.stage_rank(one["stage"])),
            *(len(one["parties"]) > 2, -one["sources"], one["name"]),
        )
    )
    return histories


def _turn(history: Mapping[str, Any]) -> int:
    if any(due["overdue"] for due in history["due"]):
        return 0
    stage = history["stage"]
    return 2 if stage is None or stage in _OVER else 1
