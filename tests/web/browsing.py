"""A room that is served to a real browser, and pages that write down what goes wrong."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import Document, Figure
from comity.settings import Settings
from comity.web.app import make_app
from comity.web.gate import Gate
from comity.web.site import Rules, Site
from tests.brief.judged import judge
from tests.brief.making import actor, event, fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

ATTACK = Document(
    id='a"><script>attacked=1</script>',
    title="<img src=x onerror=attacked=1> \u202egnorts",
    publisher="<svg/onload=attacked=1>",
    url="javascript:attacked=1",
    published=date(2023, 7, 1),
    text=(
        "Russia thanked India <script>attacked=1</script><img src=//evil.example/x onerror=attacked=1>"
        " <a href='javascript:attacked=1' onclick=attacked=1>here</a> {{ 7 * 7 }} \u202edesrever\u202c \x1b[31m.\n"
        "<iframe src=https://evil.example></iframe><style>body{display:none}</style>\n" + "a" * 200_000 + "\n-->]]>"
    ),
)
"""A document that tries whatever a document can: script, handlers, loads from elsewhere, style, a huge line, bidi."""


def full_ledger(path: Path) -> Path:
    """A ledger with everything that pages show: events, threads, figures with verdicts, series, and an attack."""
    with Ledger.open(path) as ledger:
        fill(ledger)
        judge(ledger)
        quote = ATTACK.text.split("\n", 1)[0]
        sides = [actor(ATTACK, "Russia", "RUS")], [actor(ATTACK, "India", "IND")]
        attacked = event(ATTACK, quote, "SUPPORT", "thanked", *sides, pillars=("political",))
        ledger.store(ATTACK, [attacked], coder_version="made", fingerprint=fingerprint(ATTACK))
        link(ledger)
        kept = ledger.verdicts()
        told = next(one for one in kept.values() if one["verdict"] == "consistent")
        first = next(one for one in ledger.records_of() if isinstance(one, Figure) and one.document == "visit")
        ledger.set_verdicts({**kept, first.id: told}, "made")
    return path


@dataclass(slots=True)
class Served:
    """A room at an address of this machine."""

    address: str
    site: Site
    gate: Gate

    def key(self) -> str:
        """A one-time address."""
        return f"{self.address}/enter?key={self.gate.new_key()}"


@contextmanager
def served(path: Path, rules: Rules | None = None) -> Iterator[Served]:
    """The room of a ledger, served from a thread at a free port."""
    site, gate = Site.open(path, Settings(ledger=path), rules or Rules()), Gate()
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(site, gate), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://localhost:{listener.getsockname()[1]}", site, gate)
    finally:
        server.should_exit = True
        thread.join()
        site.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Seen:
    """What a browser asked for and what went wrong in it."""

    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        """Write down everything of a page; a dialog is an error, as nothing here opens one."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda said: self.errors.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._refuse)
        return page

    def _refuse(self, dialog: Dialog) -> None:
        self.errors.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        """Nothing went wrong, and nothing was asked of anybody else."""
        assert self.errors == []
        assert self.requests
        assert [url for url in self.requests if not url.startswith((f"{self.address}/", "data:"))] == []


def entered(browser: Browser, room: Served, *, dark: bool = False, width: int = 1280) -> BrowserContext:
    """A context that has come into the room."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(room.key())
    page.close()
    return context
