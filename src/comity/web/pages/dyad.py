"""The pages of a dyad: the state of the partnership, its events, threads and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from comity.actors.parties import dyad as dyad_named
from comity.brief import wording
from comity.records import Status
from comity.records.days import span
from comity.records.pillars import pillars
from comity.web.dyads import Wanted, dyad_of, line_of, state_of
from comity.web.trends import timelines
from comity.web.views import page, site_of

router = APIRouter()

_ON_A_PAGE = 50
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
    site = site_of(request)
    values["state"] = site.remembered(("state", dyad.code), lambda: state_of(dyad))
    sure = [one for one in dyad.happenings if one.event.confidence >= 0.6]
    values["latest"] = [line_of(one, dyad.pair) for one in (sure or dyad.happenings)[:8]]
    values["checked"] = _counted(dyad.verdicts)
    values["overdue"] = [(history, due) for history in dyad.histories for due in history["due"] if due["overdue"]][:6]
    return page(request, "dyad.html", values)


def _counted(verdicts: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, int]]:
    order = ("consistent", "differs", "not_comparable", "no_data")
    found = [verdict["verdict"] for verdict in verdicts.values()]
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
    any_time = [one for one in dyad.happenings if replace(wanted, since=None, until=None).passes(one, dyad.pair)]
    found = [one for one in any_time if wanted.passes(one, dyad.pair)]
    given = {name: value for name, value in request.query_params.items() if value and name != "from"}
    values |= {
        "wanted": wanted,
        "since": since,
        "until": until,
        "found": len(found),
        "lines": [line_of(one, dyad.pair) for one in found[at : at + _ON_A_PAGE]],
        "at": at,
        "newer": _address(given, max(0, at - _ON_A_PAGE)) if at else "",
        "older": _address(given, at + _ON_A_PAGE) if at + _ON_A_PAGE < len(found) else "",
        "types": wording.EVENT_NAMES,
        "statuses": [one.value for one in Status],
        "timelines": timelines(any_time, dyad.pair, (first, last), given),
        "any_time": "?" + urlencode({name: value for name, value in given.items() if name not in ("since", "until")}),
    }
    return page(request, "events.html", values)


def _address(given: Mapping[str, str], at: int) -> str:
    return "?" + urlencode({**given, "from": at} if at else given)


@router.get("/dyad/{words}/threads")
def threads(request: Request, words: str, pillar: str = "", stage: str = "", kind: str = "") -> Response:
    """Every thread with its track of stages, due dates and the latest sentence."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "threads")
    histories = [
        history
        for history in values["dyad"].histories
        if (not pillar or pillar in history["pillars"])
        and (not stage or history["stage"] == stage)
        and (history["thread_kind"] == kind if kind else history["thread_kind"] != "organisation")
    ]
    histories.sort(
        key=lambda one: (wording.stage_rank(one["stage"]), len(one["parties"]) > 2, -one["sources"], one["name"])
    )
    values |= {"histories": histories, "pillar": pillar, "stage": stage, "kind": kind}
    return page(request, "threads.html", values)
