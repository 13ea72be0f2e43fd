"""The thread page: a project, agreement or mechanism with its stages, parts, promises and every mention."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from comity.analysis.threads import find_thread, gap, missing_sessions
from comity.brief import naming, wording
from comity.ledger import Filter
from comity.records import Stage
from comity.web.dyads import TRACK
from comity.web.views import page, site_of

router = APIRouter()

_MENTIONS = 60


@router.get("/thread/{thread_id}")
def thread(request: Request, thread_id: str) -> Response:
    """A thread's whole history, each stage with its sentence."""
    site = site_of(request)
    history = find_thread(site.ledger, thread_id).history
    newest = site.ledger.newest_day()
    mentions = list(site.ledger.linked_records(Filter(thread_id=thread_id)))
    mentions.sort(key=lambda linked: linked.record.published or date.min, reverse=True)
    reached = {Stage(entry["stage"]) for entry in history["stages"]}
    values = {
        "history": history,
        "parties": naming.names(history["parties"]),
        "stage": wording.stage_name(history["stage"]),
        "track": [(wording.stage_name(one), one in reached, one.value == history["stage"]) for one in TRACK],
        "stopped": history["stage"] if history["stage"] in ("suspended", "cancelled") else "",
        "stages": [(wording.stage_name(entry["stage"]), entry) for entry in history["stages"]],
        "parts": [(wording.stage_name(entry["stage"]), entry) for entry in history["parts"]],
        "due": [(wording.stage_name(entry["stage"]), gap(entry, newest), entry) for entry in history["due"]],
        "missing": missing_sessions(history["ordinals"]),
        "mentions": mentions[:_MENTIONS],
        "mentioned": len(mentions),
        "dyads": _dyads(history["parties"]),
    }
    named = [
        *(linked.record.document for linked in mentions[:_MENTIONS]),
        *(one["document"] for one in history["stages"]),
    ]
    return page(request, "thread.html", values, documents=named)


def _dyads(parties: list[str]) -> list[str]:
    ordered = sorted(parties)
    return [f"{one}-{other}" for at, one in enumerate(ordered) for other in ordered[at + 1 :]][:6]
