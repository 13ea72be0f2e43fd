"""Giving something to be read, in a browser: by dropping, by pasting, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browsing import ATTACK, CHROMIUM, Seen, Served, chromium, entered, served
from tests.web.reach import assert_in_reach
from tests.web.rooms import ledger_at

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, FilePayload

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
TREE = Path(__file__).parents[2]
EXAMPLE = TREE / "examples" / "documents" / "india-russia" / "2024-11-13-commission-session.txt"
SAMPLE = TREE.parent / "shared" / "samples" / "partnership-article-2024-11-11.txt"
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


@pytest.mark.parametrize("path", [EXAMPLE, SAMPLE], ids=["example", "sample"])
def test_an_article_given_as_a_file_is_found_again_on_the_page_of_its_two_states(
    browser: Browser, room: Served, path: Path
) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand")
    seen = Seen(room.address)
    page = seen.watch(entered(browser, room).new_page())
    page.goto(f"{room.address}/read")
    page.locator("#files").set_input_files(path)
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(OVER, timeout=120_000)
    assert "1 document read" in page.inner_text("main")
    assert_in_reach(page)
    page.locator(".given a").first.click()
    place = page.url
    marked = page.locator("article mark.event").count()
    assert marked
    page.goto(f"{room.address}/dyad/IND-RUS/events")
    sentences = page.locator(f".rows a[href^='{place.removeprefix(room.address)}#']")
    assert sentences.count()
    sentences.first.click()
    page.locator(".here").first.wait_for()
    assert page.url.startswith(f"{place}#")
    seen.check()


def test_a_hostile_file_is_read_and_does_nothing(browser: Browser, room: Served) -> None:
    """Its name, and what it says, are text: on the page of the reading, of the document, and in review."""
    seen = Seen(room.address)
    page = seen.watch(entered(browser, room).new_page())
    page.goto(f"{room.address}/read")
    hostile = f"India and Russia signed an agreement on energy.\n{ATTACK.text}".encode()
    given = FilePayload(name="<img src=x onerror=attacked=1>.txt", mimeType="text/html", buffer=hostile)
    page.locator("#files").set_input_files(given)
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(OVER, timeout=120_000)
    assert "1 document read" in page.inner_text("main")
    places = [
        page.url,
        f"{room.address}{page.locator('.given a').first.get_attribute('href')}",
        f"{room.address}/review",
    ]
    for place in places:
        page.goto(place)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("typeof attacked") == "undefined"
        assert page.locator("main :is(script, iframe, img, style, [onerror], [onclick])").count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0
        assert "\u202e" not in page.content()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
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
