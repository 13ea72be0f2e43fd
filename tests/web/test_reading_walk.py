"""Giving something to be read, in a browser: by dropping, by pasting, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browsing import CHROMIUM, Seen, Served, chromium, entered, served
from tests.web.rooms import ledger_at

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("rooms"),
]

ARTICLE = "NEW DELHI, 7 May 2024\n\nIndia and Russia signed an agreement on nuclear energy on Monday."
DROP = """(text) => {
  const given = new DataTransfer();
  given.items.add(new File([text], "article.txt", { type: "text/plain" }));
  for (const name of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: given }));
}"""
OVER = "#reading[data-over=yes]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(ledger_at(tmp_path / "test.sqlite", "visit")) as made:
        yield made


def test_a_dropped_article_becomes_records_that_are_shown_in_its_text(browser: Browser, room: Served) -> None:
    seen = Seen(room.address)
    page = seen.watch(entered(browser, room).new_page())
    page.goto(f"{room.address}/read")
    page.evaluate(DROP, ARTICLE)
    assert "article.txt" in page.inner_text("#chosen")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(OVER, timeout=120_000)
    assert "1 document read" in page.inner_text("main")
    page.get_by_role("link", name="article.txt").click()
    assert page.locator("article mark.event").first.inner_text() == "signed"
    seen.check()


def test_a_text_is_read_without_a_script_too(browser: Browser, room: Served) -> None:
    known = entered(browser, room).storage_state()
    page = browser.new_context(java_script_enabled=False, storage_state=known).new_page()
    page.goto(f"{room.address}/read")
    page.fill("#text", ARTICLE)
    page.fill("input[name=title]", "An agreement")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(OVER, timeout=120_000)
    page.get_by_role("link", name="An agreement", exact=True).click()
    assert "2024-05-07" in page.inner_text("main")


def test_leaving_ends_the_session(browser: Browser, room: Served) -> None:
    page = entered(browser, room).new_page()
    page.goto(f"{room.address}/read")
    page.get_by_role("button", name="Leave").click()
    assert page.url == f"{room.address}/login"
    page.goto(f"{room.address}/read")
    assert "/login" in page.url
