"""Visits: how far the ledger had got when somebody was last in the room, so that pages can say what is new since."""

from __future__ import annotations

from fastapi import Request

from comity.errors import LedgerError
from comity.ledger import Ledger, Mark
from comity.web.views import session_of, site_of

LOOK = "web"


def last_visit(request: Request) -> Mark | None:
    """Where the ledger stood at the visit before this session; None at the first visit and in a read-only room."""
    session, site = session_of(request), site_of(request)
    if session is None or site.rules.read_only:
        return None
    if not session.looked:
        session.looked, session.since = True, site.ledger.look(LOOK)
        site.aside(_remember, site.ledger, site.ledger.link_mark("look"))
    return session.since


def _remember(ledger: Ledger, mark: Mark) -> None:
    """Keep how far the ledger has got; where another program is writing for long, the next visit says so again."""
    try:
        ledger.note_look(LOOK, mark)
    except LedgerError:
        return
