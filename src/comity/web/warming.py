"""Warming: what most readers look at first is worked out while nobody waits for it yet."""

from __future__ import annotations

from comity.web.dyads import dyad_of, state_of
from comity.web.pages.actor import all_dyads
from comity.web.pages.overview import head, overview_rows
from comity.web.site import Site

_PAIRS = 40


def warm(site: Site) -> None:
    """Work out the overview and the pairs with most events, aside."""
    site.aside(_begin, site)


def _begin(site: Site) -> None:
    head(site)
    for row in overview_rows(site)[:_PAIRS]:
        site.aside(_dyad, site, row.of.dyad)
    site.aside(all_dyads, site)


def _dyad(site: Site, code: str) -> None:
    state_of(dyad_of(site, code))
