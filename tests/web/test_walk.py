"""The way of an analyst through the room in a browser: from a pair of states to the sentence behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from comity.records import Event
from tests.web.browsing import ATTACK, CHROMIUM, Seen, Served, chromium, entered, full_ledger, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is in requirements-dev.txt")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: install the system's package"),
    pytest.mark.xdist_group("rooms"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(full_ledger(tmp_path_factory.mktemp("walk") / "test.sqlite")) as open_room:
        yield open_room


@pytest.fixture
def seen(room: Served) -> Seen:
    return Seen(room.address)


@pytest.fixture
def page(browser: Browser, room: Served, seen: Seen) -> Iterator[Page]:
    """A page at the overview; whatever a test does, nothing may go wrong, and nothing may be asked of others."""
    context = entered(browser, room)
    opened = seen.watch(context.new_page())
    opened.goto(room.address)
    yield opened
    context.close()
    seen.check()


def test_from_the_overview_to_the_sentence_behind_a_number(page: Page) -> None:
    page.get_by_role("link", name="India – Russia").first.click()
    page.get_by_role("link", name="1 consistent").click()
    page.locator("td a.chip.consistent").click()
    assert "2.7 + 5.4 = 8.1" in page.locator("pre.working").inner_text()
    page.get_by_role("link", name="Putin in New Delhi").click()
    marked = page.locator(".said.here, mark.here")
    marked.first.wait_for()
    assert "".join(marked.all_inner_texts()) == "Trade was worth $8 billion in 2020, officials said."
    assert marked.first.bounding_box() is not None
    page.locator("#panel").get_by_role("link", name="consistent").wait_for()


def test_the_claim_is_marked_on_the_chart_of_the_series(page: Page) -> None:
    page.goto(f"{page.url}dyad/IND-RUS/figures?verdict=differs")
    page.locator("td a.chip.differs").click()
    chart = page.get_by_role("img", name="US$12 billion")
    assert chart.is_visible()
    assert "US$12 billion" in (chart.text_content() or "")


def test_search_finds_words_and_pairs(page: Page) -> None:
    page.get_by_role("searchbox").fill("rifle contract operation")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Aral rifle contract").first.click()
    page.locator(".here").first.wait_for()
    assert "in operation" in "".join(page.locator(".here").all_inner_texts())
    page.get_by_role("searchbox").fill("india and russia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dyad/IND-RUS")


def test_a_bar_of_the_timeline_chooses_its_time_without_a_script(browser: Browser, room: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(room.key())
    opened.goto(f"{room.address}/dyad/IND-RUS/events?type=CONSULT")
    opened.locator(".timeline a").first.click()
    assert opened.url.endswith("/events?type=CONSULT&since=2021&until=2021")
    assert opened.locator(".rows > li").count() == 1
    opened.get_by_role("link", name="Of any time").click()
    assert opened.url.endswith("/events?type=CONSULT")
    context.close()


def test_drawing_over_the_timeline_chooses_the_time_between(page: Page) -> None:
    page.goto(f"{page.url}dyad/IND-RUS/events")
    bars = page.locator(".timeline a rect.hold")
    first, last = bars.first.bounding_box(), bars.last.bounding_box()
    assert first is not None and last is not None
    page.mouse.move(first["x"] + 4, first["y"] + 30)
    page.mouse.down()
    page.mouse.move(last["x"] + 4, last["y"] + 30, steps=12)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=2021&until=2023"))


def test_the_brief_can_be_copied_with_its_footnotes(page: Page, room: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room.address)
    page.goto(f"{room.address}/dyad/IND-RUS/brief")
    page.get_by_role("button", name="Copy as cited brief").click()
    page.get_by_text("Copied, with all its footnotes.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# India–Russia")
    assert "[^1]: “" in copied
    page.locator("a.cite").first.click()
    page.locator(".here").first.wait_for()


def open_queue(page: Page, room: Served) -> None:
    """The queue of events, looked through by somebody who has said her name."""
    page.goto(f"{room.address}/review?kind=event")
    page.get_by_label("You review as").fill("Ada")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{room.address}/review?kind=event")
    page.locator("#sentence").wait_for()


def test_records_are_decided_by_keyboard_and_decisions_are_taken_back(browser: Browser, tmp_path: Path) -> None:
    with served(full_ledger(tmp_path / "own.sqlite")) as room:
        seen = Seen(room.address)
        context = entered(browser, room)
        page = seen.watch(context.new_page())
        open_queue(page, room)
        wanted = page.locator("#queue .card").first.get_attribute("data-record")
        assert wanted is not None

        page.keyboard.press("r")
        page.get_by_text("rejected; u takes it back").wait_for()
        assert [one.decision.value for one in room.site.ledger.reviews_of(wanted)] == ["reject"]
        assert wanted not in {record.id for record in room.site.ledger.records_of()}

        page.keyboard.press("u")
        page.get_by_text("withdrawn").wait_for()
        assert wanted in {record.id for record in room.site.ledger.records_of()}

        page.keyboard.press("e")
        page.get_by_label("Type").select_option("AID")
        page.keyboard.press("Control+Enter")
        page.get_by_text("corrected; u takes it back").wait_for()
        corrected = room.site.ledger.record(wanted)
        assert isinstance(corrected, Event)
        assert corrected.type == "AID"
        assert {one.reviewer for one in room.site.ledger.reviews_of(wanted)} == {"Ada"}

        page.keyboard.press("?")
        assert page.get_by_role("dialog").is_visible()
        context.close()
        seen.check()


def test_keys_go_through_the_queue_and_words_are_marked_for_another_span(browser: Browser, tmp_path: Path) -> None:
    with served(full_ledger(tmp_path / "own.sqlite")) as room:
        seen = Seen(room.address)
        context = entered(browser, room)
        page = seen.watch(context.new_page())
        open_queue(page, room)
        first, second = (page.locator("#queue .card").nth(at).get_attribute("data-record") or "" for at in (0, 1))

        page.keyboard.press("j")
        page.locator(f"#desk[data-record='{second}']").wait_for()
        page.keyboard.press("k")
        page.locator(f"#desk[data-record='{first}']").wait_for()
        page.keyboard.press("a")
        page.get_by_text("accepted; u takes it back").wait_for()
        assert [one.decision.value for one in room.site.ledger.reviews_of(first)] == ["accept"]

        page.locator(f"#desk[data-record='{second}']").wait_for()
        page.keyboard.press("e")
        words = page.evaluate(MARK_FIRST_WORD)
        page.wait_for_function("words => document.querySelector('[name=words]').value === words", arg=words)
        page.keyboard.press("Control+Enter")
        page.get_by_text("corrected; u takes it back").wait_for()
        corrected = room.site.ledger.record(second)
        assert isinstance(corrected, Event)
        assert corrected.trigger.text == words
        text = room.site.ledger.document(corrected.document).text
        assert text[corrected.trigger.start : corrected.trigger.end] == words
        context.close()
        seen.check()


MARK_FIRST_WORD = """() => {
  const words = document.querySelector("#sentence").firstChild;
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(words, words.data.indexOf(" "));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


PLACES = [
    "/document/{document}",
    "/dyad/IND-RUS/events",
    "/dyad/IND-RUS/changes?since=2023-06",
    "/dyad/IND-RUS/brief?most=0",
    "/search?q=attacked&kind=event",
    "/record/{record}",
    "/review?record={record}",
]


@pytest.mark.parametrize("place", PLACES)
def test_what_a_hostile_document_says_is_shown_and_does_nothing(page: Page, room: Served, place: str) -> None:
    record = next(one.id for one in room.site.ledger.records_of() if one.document == ATTACK.id)
    page.goto(room.address + place.format(document=quote(ATTACK.id, safe=""), record=record))
    page.wait_for_load_state("networkidle")
    said = page.locator("main").inner_text()
    assert "<script>attacked=1</script>" in said
    assert "\u202e" not in page.content()
    assert page.evaluate("typeof attacked") == "undefined"
    assert page.locator("main :is(script, iframe, img, style, [onerror], [onclick])").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_hostile_document_makes_no_wide_page_on_a_phone(page: Page, room: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{room.address}/document/{quote(ATTACK.id, safe='')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
