"""The actor page: a state or organisation, with whom it deals, and what it did lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from comity.actors.parties import country_name
from comity.actors.people import TOPS, incumbent
from comity.errors import UnknownPartyError
from comity.ledger import DyadCount
from comity.web.pages.overview import overview_rows
from comity.web.site import Site
from comity.web.views import page, site_of

router = APIRouter()


def all_dyads(site: Site) -> Sequence[DyadCount]:
    """All pairs of parties with their numbers of records."""
    return site.remembered("all-dyads", lambda: site.ledger.dyads(None))


@router.get("/actor/{code}")
def actor(request: Request, code: str) -> Response:
    """One party: its partners by number of records, none where nothing was read; its leaders as tables know them."""
    site = site_of(request)
    name = country_name(code)
    counts: Counter[str] = Counter()
    for one in all_dyads(site):
        first, second = one.dyad.split("-")
        if code in (first, second):
            counts[second if first == code else first] += one.records
    if not counts and name == code:
        raise UnknownPartyError(code)
    newest = site.ledger.newest_day()
    leaders = [(role, person) for role in sorted(TOPS) if (person := incumbent(code, role, newest))]
    dyads = {row.of.dyad: row.of for row in overview_rows(site)}
    values = {
        "code": code,
        "name": name,
        "leaders": leaders,
        "newest": newest,
        "partners": [
            (country_name(other), dyad, count, dyads.get(dyad))
            for other, count in counts.most_common(80)
            for dyad in ("-".join(sorted((code, other))),)
        ],
    }
    return page(request, "actor.html", values)
