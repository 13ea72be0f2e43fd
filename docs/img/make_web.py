"""Make pictures of every page of the reading room: light, dark, and as wide as a phone.

    python docs/img/make_web.py LEDGER [DYAD]

serves the ledger (`make demo` leaves one at out/demo.sqlite) from this machine, looks at it with the system's
Chromium, and writes PAGE-light.png, PAGE-dark.png and PAGE-phone.png into docs/img/web/. Needs Playwright of
requirements-dev.txt.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Literal

import uvicorn
from playwright.sync_api import Page, sync_playwright

from comity.cli.ledgers import opened
from comity.ledger import Filter, Ledger
from comity.settings import Settings
from comity.web.app import make_app
from comity.web.gate import Gate
from comity.web.site import Rules, Site

OUT = Path(__file__).parent / "web"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOOKS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "light": (1280, "light"),
    "dark": (1280, "dark"),
    "phone": (390, "light"),
}


def main(ledger: Path, dyad: str) -> None:
    """Write all pictures. Exits with a message where there is no Chromium or no such ledger."""
    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        sys.exit("no chromium on PATH: install the system's package")
    if not ledger.is_file():
        sys.exit(f"no ledger {ledger}: make one with  make demo")
    with opened(Settings(ledger=ledger), checked=True):
        pass  # as `comity serve` does: links and verdicts are made now, where they are not current
    OUT.mkdir(exist_ok=True)
    with served(ledger) as (address, gate, site), sync_playwright() as playwright:
        wanted = pages(site.ledger, dyad)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for look, (width, scheme) in LOOKS.items():
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{address}/enter?key={gate.new_key()}")
            for name, path in wanted.items():
                show(page, f"{address}{path}")
                page.screenshot(path=OUT / f"{name}-{look}.png")
            context.close()
        browser.close()
    print(f"{len(wanted) * len(LOOKS)} pictures in {OUT}")


def pages(ledger: Ledger, dyad: str) -> Mapping[str, str]:
    """The address of each page, by the name of its picture: of what is best attested in the dyad."""
    records = list(ledger.linked_records(Filter(dyad=dyad)))
    verdicts = ledger.verdicts()
    judged = [one for one in records if one.record.id in verdicts]
    judged.sort(key=lambda one: verdicts[one.record.id]["verdict"] != "consistent")
    found = {"overview": "/", "state": f"/dyad/{dyad}"}
    for tab in ("events", "threads", "figures", "meetings", "commitments", "disagreements", "numbers", "brief"):
        found[tab] = f"/dyad/{dyad}/{tab}"
    newest = ledger.newest_day()
    found["changes"] = f"/dyad/{dyad}/changes" + (f"?since={newest.year - 1}" if newest else "")
    for kind in ("event", "thread"):
        linked = [one for one in records if getattr(one, f"{kind}_id")]
        if linked:
            best = max(linked, key=lambda one: (one.sources, one.record.id))
            found[kind] = f"/{kind}/{getattr(best, f'{kind}_id')}"
    if judged:
        found["figure"] = f"/figure/{judged[0].record.id}"
        found["document"] = f"/record/{judged[0].record.id}"
    return found | {
        "actor": f"/actor/{dyad[:3]}",
        "search": "/search?q=agreement",
        "review": f"/review?dyad={dyad}",
        "reading": "/read",
        "login": "/login",
        "missing": "/nowhere",
    }


def show(page: Page, address: str) -> None:
    """Open a page and wait until it stands still."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, Gate, Site]]:
    """The room of a ledger at a free port; nothing in it is changed but the time of the visit."""
    site, gate = Site.open(ledger, Settings(ledger=ledger), Rules()), Gate()
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(site, gate), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{listener.getsockname()[1]}", gate, site
    finally:
        server.should_exit = True
        thread.join()
        site.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo.sqlite"), sys.argv[2] if len(sys.argv) > 2 else "IND-RUS")
