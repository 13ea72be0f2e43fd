"""Reading rooms made by hand: a small ledger, its site, and browsers that come in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from comity.ledger import Ledger
from comity.settings import Settings
from comity.web.app import make_app
from comity.web.gate import COOKIE, Gate
from comity.web.site import Rules, Site
from tests.brief.judged import judge
from tests.brief.making import fill

TOKEN = "token-for-programs"


@dataclass(frozen=True, slots=True)
class Room:
    """A reading room with one browser in it."""

    site: Site
    gate: Gate
    app: FastAPI
    browser: TestClient

    @property
    def csrf(self) -> str:
        """The token that the pages of the browser carry."""
        session = self.gate.session(self.browser.cookies.get(COOKIE))
        assert session is not None
        return session.csrf

    def stranger(self) -> TestClient:
        """Another browser, which has not come in."""
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def program(self) -> TestClient:
        """A program with the token."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False, headers=headers)


def ledger_at(path: Path, *documents: str) -> Path:
    """A ledger with the named documents of `tests.brief.making`, their links and verdicts."""
    with Ledger.open(path) as ledger:
        fill(ledger, *documents)
        if not documents:
            judge(ledger)
    return path


def room_at(path: Path, rules: Rules | None = None, password: str | None = None) -> Room:
    """The room of a ledger, with one browser in it."""
    site = Site.open(path, Settings(ledger=path), rules or Rules())
    gate = Gate(password, TOKEN)
    app = make_app(site, gate)
    browser = TestClient(app, base_url="http://localhost", follow_redirects=False)
    entered = browser.get("/enter", params={"key": gate.new_key()})
    assert entered.status_code == 303
    return Room(site, gate, app, browser)
