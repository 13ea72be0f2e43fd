"""Every page in light and dark: axe-core finds nothing serious, nothing is wider than the window, all is in reach."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from comity.ledger import Ledger
from comity.web.app import PAGES as FILES
from tests.web.browsing import ATTACK, CHROMIUM, Seen, Served, chromium, entered, full_ledger, served
from tests.web.reach import assert_in_reach

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is in requirements-dev.txt")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in requirements-dev.txt")

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
    "/dyad/IND-RUS/events?q=unsaid",
    "/dyad/FRA-PER",
    "/dyad/FRA-PER/numbers",
    "/document/visit",
    f"/document/{quote(ATTACK.id, safe='')}",
    "/thread/{thread}",
    "/event/{event}",
    "/figure/{figure}",
    "/actor/RUS",
    "/search",
    "/search?q=rifle",
    "/search?q=unsaid",
    "/review",
    "/review?record={figure}",
    "/read",
    "/login",
    "/nowhere",
    "/dyad/IND-RUS/events?since=yesterday",
]
ANSWERED_WITH_AN_ERROR = ("/login", "/nowhere", "/dyad/IND-RUS/events?since=yesterday")
NO_PAGES = {
    "/health": "for programs",
    "/enter": "leads on",
    "/record/{record_id}": "leads on",
    "/panel/{record_id}": "a part, opened below",
    "/review/{record_id}/form": "a part, opened below",
    "/review/gold.jsonl": "a file",
    "/dyad/{words}/brief.md": "a file",
    "/dyad/{words}/brief.html": "a file",
    "/read/progress": "looked at where something is read, in test_reading_walk",
}


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
    assert_in_reach(page)
    page.close()
    if path not in ANSWERED_WITH_AN_ERROR:
        seen.check()


def test_every_page_is_looked_at() -> None:
    routers = [import_module(f"comity.web.pages.{name}").router for name in FILES]
    routes = [one for router in routers for one in router.routes if "GET" in one.methods]
    looked_at = [path.partition("?")[0] for path in PAGES]
    missed = {one.path for one in routes if not any(one.path_regex.match(path) for path in looked_at)}
    assert missed == set(NO_PAGES)


def test_an_opened_record_is_in_reach_of_all(context: BrowserContext, room: Served, names: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(f"{room.address}/record/{names['figure']}")
    page.locator("#panel:visible").get_by_text("Why").wait_for()
    assert_in_reach(page)
    page.close()


def test_a_record_to_be_corrected_and_the_help_are_in_reach_of_all(context: BrowserContext, room: Served) -> None:
    page = context.new_page()
    page.goto(f"{room.address}/review?kind=event")
    page.locator("#sentence").wait_for()
    page.keyboard.press("e")
    page.get_by_role("button", name="Save the correction").wait_for()
    assert_in_reach(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert_in_reach(page)
    page.close()


def test_the_first_tab_leads_to_the_content(context: BrowserContext, room: Served) -> None:
    page = context.new_page()
    page.goto(room.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()
