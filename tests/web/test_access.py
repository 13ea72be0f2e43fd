"""Every page in light and dark: axe-core finds nothing serious, nothing is wider than the window, all is in reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from comity.ledger import Ledger
from tests.web.browsing import ATTACK, CHROMIUM, Seen, Served, chromium, entered, full_ledger, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is in requirements-dev.txt")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in requirements-dev.txt")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: install the system's package"),
    pytest.mark.xdist_group("rooms"),
]

PAGES = [
    "/",
    "/dyad/IND-RUS",
    "/dyad/IND-RUS/events",
    "/dyad/IND-RUS/events?since=2021&until=2021&tone=cooperative",
    "/dyad/IND-RUS/threads",
    "/dyad/IND-RUS/figures",
    "/dyad/IND-RUS/meetings",
    "/dyad/IND-RUS/commitments?courtesies=yes",
    "/dyad/IND-RUS/disagreements",
    "/dyad/IND-RUS/changes?since=2021",
    "/dyad/IND-RUS/numbers",
    "/dyad/IND-RUS/brief",
    "/document/visit",
    f"/document/{quote(ATTACK.id, safe='')}",
    "/thread/{thread}",
    "/event/{event}",
    "/figure/{figure}",
    "/actor/RUS",
    "/search?q=rifle",
    "/review",
    "/read",
    "/login",
    "/nowhere",
]
ANSWERED_WITH_AN_ERROR = ("/login", "/nowhere")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(full_ledger(tmp_path_factory.mktemp("access") / "test.sqlite")) as open_room:
        yield open_room


@pytest.fixture(scope="module")
def names(room: Served) -> dict[str, str]:
    return ids(room.site.ledger)


def ids(ledger: Ledger) -> dict[str, str]:
    """The ids that pages are asked for by."""
    linked = list(ledger.linked_records())
    return {
        "thread": next(one.thread_id for one in linked if one.thread_id),
        "event": next(one.event_id for one in linked if one.event_id),
        "figure": next(iter(ledger.verdicts())),
    }


@pytest.fixture(scope="module", params=["light", "dark"])
def context(request: pytest.FixtureRequest, browser: Browser, room: Served) -> Iterator[BrowserContext]:
    made = entered(browser, room, dark=request.param == "dark")
    yield made
    made.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_reach_of_all(context: BrowserContext, room: Served, names: dict[str, str], path: str) -> None:
    """axe-core finds nothing serious, the page is no wider than window or phone, and all of it comes from here."""
    seen = Seen(room.address)
    page = seen.watch(context.new_page())
    page.goto(room.address + path.format(**names))
    page.wait_for_load_state("networkidle")
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    found = axe.Axe().run(page, options={"runOnly": RULES})
    page.set_viewport_size({"width": 390, "height": 900})
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.close()
    assert [_told(one) for one in found.response["violations"] if one["impact"] in SERIOUS] == []
    assert widths == [1280, 390]
    if path not in ANSWERED_WITH_AN_ERROR:
        seen.check()


def _told(violation: dict[str, Any]) -> str:
    return f"{violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"


def test_the_first_tab_leads_to_the_content(context: BrowserContext, room: Served) -> None:
    page = context.new_page()
    page.goto(room.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()
