"""Warming: what most readers look at first is worked out while nobody waits for it yet."""

from __future__ import annotations

from contextlib import suppress

from comity.actors.parties import party
from comity.actors.people import TOPS, incumbent
from comity.errors import UnknownPartyError
from comity.linking.weights import weights
from comity.series.charts import prepare
from comity.web.dyads import dyad_of, state_of
from comity.web.pages.actor import all_dyads
from comity.web.pages.overview import head, overview_rows
from comity.web.pages.review import waiting_in
from comity.web.site import Site

_PAIRS = 40


def warm(site: Site) -> None:
    """Work out the overview and the pairs with most events, aside."""
    site.aside(_begin, site)


def _begin(site: Site) -> None:
    head(site)
    _tables()
    for row in overview_rows(site)[:_PAIRS]:
        site.aside(_dyad, site, row.of.dyad)
    site.aside(all_dyads, site)
    if site.ledger.releases():
        site.aside(prepare)
    if not site.rules.read_only:
        site.aside(waiting_in, site)


def _tables() -> None:
    """Read the tables that every search and event page asks: names of states in all languages, people, weights."""
    weights("events")
    for role in TOPS:
        incumbent("IND", role, None)
    with suppress(UnknownPartyError):
        party("none that there is")


def _dyad(site: Site, code: str) -> None:
    state_of(dyad_of(site, code))
