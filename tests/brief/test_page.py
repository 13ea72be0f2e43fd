"""The HTML brief in a browser: citations open their source, and nothing leaves the machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.brief import html
from comity.brief.model import Brief

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is in requirements-dev.txt")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: install the system's package")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def seen() -> dict[str, list[str]]:
    return {"requests": [], "errors": []}


@pytest.fixture
def page(browser: Browser, brief: Brief, tmp_path: Path, seen: dict[str, list[str]]) -> Iterator[Page]:
    file = tmp_path / "brief.html"
    file.write_text(html.render(brief), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("request", lambda request: seen["requests"].append(request.url))
    opened.on("console", lambda message: seen["errors"].append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: seen["errors"].append(str(error)))
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_a_citation_opens_its_source_at_the_marked_sentence(page: Page, brief: Brief) -> None:
    page.locator(".lead a.cite").first.click()
    mark = page.locator("#reader mark.here").first
    assert page.locator("#reader").is_visible()
    assert mark.is_visible()
    assert brief.notes[0].quote in mark.inner_text()
    box = mark.bounding_box()
    assert box is not None and 0 <= box["y"] <= 900


def test_escape_closes_the_source_and_gives_the_focus_back(page: Page) -> None:
    cite = page.locator("#meetings a.cite").first
    cite.focus()
    page.keyboard.press("Enter")
    assert page.locator("#reader").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#reader").is_visible()
    assert cite.evaluate("link => link === document.activeElement")


def test_a_link_to_a_citation_unfolds_its_source(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#c1")
    assert page.locator("#c1").is_visible()


def test_no_request_leaves_and_nothing_goes_wrong(page: Page, seen: dict[str, list[str]]) -> None:
    for cite in page.locator("#said-and-done a.cite").all():
        cite.click()
        page.keyboard.press("Escape")
    assert seen["errors"] == []
    assert seen["requests"]
    assert all(url.startswith("file:") for url in seen["requests"])


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_no_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
