"""Warming: what most readers look at first is worked out while nobody waits for it yet."""

from __future__ import annotations

from contextlib import suppress

from comity.actors.parties import party
from comity.actors.people import TOPS, incumbent
from comity.errors import UnknownPartyError
from comity.linking.weights import weights
from comity.web.dyads import dyad_of, state_of
from comity.web.pages.actor import all_dyads
from comity.web.pages.brief import Asked, brief_of
from comity.web.pages.numbers import draw
from comity.web.pages.overview import head, overview_rows
from comity.web.pages.review import waiting_in
from comity.web.site import Site
from comity.web.views import templates

_PAIRS = 40
_QUICK = 2000  # events of a pair whose brief is made in a second or two


def warm(site: Site) -> None:
    """Compile the pages; then work out aside the overview, the pairs with most events, and what is slow at first."""
    environment = templates()
    for name in environment.list_templates():
        environment.get_template(name)
    site.aside(_begin, site)


def _begin(site: Site) -> None:
    head(site)
    _people()
    codes = [row.of.dyad for row in overview_rows(site)[:_PAIRS]]
    for code in codes[:1]:
        site.at_leisure(_whole, site, code)
    for code in codes[1:]:
        site.at_leisure(_dyad, site, code)
    site.at_leisure(_names)
    site.at_leisure(all_dyads, site)
    if not site.rules.read_only:
        site.at_leisure(waiting_in, site)


def _people() -> None:
    """Read the tables of people and weights, which every list of events asks."""
    weights("events")
    for role in TOPS:
        incumbent("IND", role, None)


def _names() -> None:
    """Read the names of states in all languages, which a search asks for words that name none."""
    with suppress(UnknownPartyError):
        party("none that there is")


def _whole(site: Site, code: str) -> None:
    """A pair with its charts, and with its brief where that is quick."""
    _dyad(site, code)
    draw(site, code)
    if len(dyad_of(site, code).happenings) <= _QUICK:
        brief_of(site, code, Asked())


def _dyad(site: Site, code: str) -> None:
    state_of(dyad_of(site, code))
