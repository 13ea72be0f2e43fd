"""The event page: one happening with all its reports, and why they are held to be one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from comity.brief import naming, wording
from comity.brief.claims import day_of
from comity.errors import InputError
from comity.ledger import Filter
from comity.linking.happenings import grouped
from comity.linking.weights import weights
from comity.records import Event
from comity.web.views import page, site_of

router = APIRouter()


@router.get("/event/{event_id}")
def event(request: Request, event_id: str) -> Response:
    """A linked event; the id of one report leads to it as well."""
    site = site_of(request)
    if not event_id.startswith("evt_"):
        event_id = site.ledger.linked_record(event_id).event_id or event_id
    records = list(site.ledger.linked_records(Filter(event_id=event_id)))
    if not records:
        raise InputError(f"the ledger has no linked event {event_id!r}")
    one = grouped(records)[0]
    lead = one.event
    says = weights("events").says
    joins = [
        (join, [(says[feature["feature"]], feature["weight"], feature["shown"]) for feature in join.features])
        for join in site.ledger.joins_of(event_id)
    ]
    parties = sorted({actor.country for actor in (*lead.actors, *lead.recipients)})
    values = {
        "one": one,
        "lead": lead,
        "name": wording.event_name(lead),
        "sides": naming.sides(lead),
        "when": day_of(one),
        "status": wording.STATUS_NAMES[lead.status],
        "people": naming.people_of([*lead.actors, *lead.recipients], lead.published),
        "reports": [(linked, _differs(lead, linked.record)) for linked in one.reports],
        "joins": joins,
        "dyads": [f"{a}-{b}" for at, a in enumerate(parties) for b in parties[at + 1 :]][:6],
        "attribution": naming.attribution,
    }
    return page(request, "event.html", values, documents=[linked.record.document for linked in one.reports])


def _differs(lead: Event, other: object) -> str:
    """In what a report says otherwise than the leading one."""
    if not isinstance(other, Event) or other is lead:
        return ""
    told = []
    if other.type != lead.type:
        told.append(f"as {wording.event_name(other).lower()}")
    if other.date and lead.date and (other.date.start, other.date.end) != (lead.date.start, lead.date.end):
        told.append(f"dated {wording.when(other.date)}")
    if naming.sides(other) != naming.sides(lead):
        told.append(f"between {naming.sides(other)}")
    return ", ".join(told)
