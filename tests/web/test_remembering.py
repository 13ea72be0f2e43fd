"""What a room remembers: views, pages and names, for as long as they hold, and no more than there is room for."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.ledger import Decision, Ledger
from comity.records import Document
from comity.settings import Settings
from comity.web.dyads import dyad_of
from comity.web.gate import COOKIE
from comity.web.kept import KeptPages
from comity.web.places import Places
from comity.web.site import Rules, Site
from tests.brief.making import fill
from tests.web.rooms import Room, ledger_at, room_at


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change shows at once, however long it takes on a busy machine."""
    monkeypatch.setattr("comity.web.site._STALE_SECONDS", 0.0)
    monkeypatch.setattr("comity.web.site._LONG_SECONDS", float("inf"))
    monkeypatch.setattr("comity.web.site._OWN_SECONDS", float("inf"))


@pytest.mark.usefixtures("prompt")
def test_what_was_computed_is_remembered_until_the_ledger_changes(tmp_path: Path) -> None:
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    made: list[int] = []

    def make() -> int:
        made.append(site.ledger.counts().documents)
        return made[-1]

    assert [site.remembered("key", make) for _ in range(3)] == [1, 1, 1]
    assert len(made) == 1
    with Ledger.open(site.ledger.path) as other:
        fill(other, "visit", "later")
    assert site.remembered("key", make) == 2
    site.close()


@pytest.mark.usefixtures("prompt")
def test_what_the_room_itself_changed_shows_at_once(tmp_path: Path) -> None:
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    record = next(site.ledger.records_of()).id
    assert site.remembered("key", lambda: len(site.ledger.reviews_of(record))) == 0
    site.ledger.review(record, Decision.ACCEPT, "Ada")
    site.changed()
    assert site.remembered("key", lambda: len(site.ledger.reviews_of(record))) == 1
    site.close()


def test_what_many_ask_for_at_once_is_made_once(tmp_path: Path) -> None:
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    made: list[int] = []
    begun, asked = threading.Event(), threading.Event()

    def make() -> int:
        made.append(len(made))
        begun.set()
        asked.wait(10)
        return made[-1]

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(site.remembered, "key", make)
        begun.wait(10)
        others = [pool.submit(site.remembered, "key", make) for _ in range(3)]
        asked.set()
        assert [one.result() for one in (first, *others)] == [0, 0, 0, 0]
    site.close()


@pytest.mark.usefixtures("prompt")
def test_a_dyad_is_kept_while_only_others_are_read_about(tmp_path: Path) -> None:
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    before = dyad_of(site, "IND-RUS")
    other = Document("other", "Brazil and Egypt.", date(1990, 1, 1))
    site.ledger.store(other, [], coder_version="made")
    assert dyad_of(site, "IND-RUS") is before
    with Ledger.open(site.ledger.path) as ledger:
        fill(ledger, "visit", "later")
    assert dyad_of(site, "IND-RUS") is not before
    site.close()


def test_what_takes_long_is_renewed_aside_while_the_former_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.web.site._STALE_SECONDS", 0.0)
    monkeypatch.setattr("comity.web.site._LONG_SECONDS", 0.0)
    monkeypatch.setattr("comity.web.site._REST", 0.0)
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    may, made = threading.Event(), threading.Event()

    def count() -> int:
        return site.ledger.counts().documents

    def count_later() -> int:
        may.wait(10)
        made.set()
        return count()

    assert site.remembered("key", count) == 1
    with Ledger.open(site.ledger.path) as other:
        fill(other, "visit", "later")
    assert [site.remembered("key", count_later) for _ in range(3)] == [1, 1, 1]
    may.set()
    assert made.wait(10)
    site.close()
    assert site.kept("key") == 2


def test_what_took_long_is_not_made_again_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.web.site._STALE_SECONDS", 0.0)
    monkeypatch.setattr("comity.web.site._LONG_SECONDS", 0.0)
    monkeypatch.setattr("comity.web.site._REST", float("inf"))
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    assert site.remembered("key", lambda: 1) == 1
    with Ledger.open(site.ledger.path) as other:
        fill(other, "visit", "later")
    assert site.remembered("key", lambda: 2) == 1
    site.close()
    assert site.kept("key") == 1


def test_what_nobody_waits_for_is_done_when_no_page_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.web.site._QUIET_SECONDS", 0.08)
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    done, other = threading.Event(), threading.Event()
    site.asked = float("inf")
    site.at_leisure(done.set)
    site.aside(other.set)
    assert other.wait(10), "other work goes on meanwhile"
    assert not done.is_set()
    site.asked = 0.0
    assert done.wait(10)
    site.close()


def test_what_nobody_waits_for_is_done_after_a_while_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.web.site._PATIENCE", 0.0)
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    done = threading.Event()
    site.asked = float("inf")
    site.at_leisure(done.set)
    assert done.wait(10)
    site.close()


def test_a_kept_page_has_the_token_of_who_reads_it(room: Room) -> None:
    other = room.stranger()
    other.get("/enter", params={"key": room.gate.new_key()})
    session = room.gate.session(other.cookies[COOKIE])
    assert session is not None
    assert session.csrf != room.csrf
    for path in ("/dyad/IND-RUS", "/dyad/IND-RUS/events", "/dyad/IND-RUS/threads"):
        own, others = (browser.get(path).text for browser in (room.browser, other))
        assert own.count(room.csrf) == others.count(session.csrf) == 1
        assert own.replace(room.csrf, "") == others.replace(session.csrf, "")


@pytest.mark.usefixtures("prompt")
def test_a_kept_page_shows_what_was_read_and_reviewed_since(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "a.sqlite", "visit"))
    before = room.browser.get("/dyad/IND-RUS/events").text
    assert room.browser.get("/dyad/IND-RUS/events").text == before
    with Ledger.open(room.site.ledger.path) as ledger:
        fill(ledger, "visit", "later")
    after = room.browser.get("/dyad/IND-RUS/events").text
    assert after != before
    event = next(one for one in room.site.ledger.records_of() if one.kind == "event")
    room.site.ledger.review(event.id, Decision.ACCEPT, "Ada")
    room.site.changed()
    assert room.browser.get("/dyad/IND-RUS/events").text != after


def test_a_kept_page_does_not_keep_the_former_dyad_alive(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "a.sqlite", "visit"))
    room.browser.get("/dyad/IND-RUS")
    dyad = dyad_of(room.site, "IND-RUS")
    assert all(of is not dyad for of, _ in room.site.pages._kept.values())
    assert any(of is dyad.stamp for of, _ in room.site.pages._kept.values())
    room.site.close()


def test_only_pages_that_fit_are_kept_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.web.kept._MOST", 2)
    monkeypatch.setattr("comity.web.kept._LARGEST", 5)
    pages, of, rendered = KeptPages(), object(), []

    def ask(key: str, text: str) -> str:
        return pages.page(key, of, lambda: rendered.append(key) or text)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key, key) == key
    assert rendered == ["a", "b", "c", "b"]
    assert [ask("long", "too long") for _ in range(2)] == ["too long"] * 2
    assert rendered[4:] == ["long", "long"]


def test_a_document_that_gets_its_day_is_named_with_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        undated = Document("A", "One.", publisher="Paper")
        ledger.store(undated, [], coder_version="1")
        places = Places(ledger)
        assert places.named(["A", "none"]) == {"A": "Paper"}
        ledger.store(replace(undated, published=date(2024, 1, 1)), [], coder_version="1")
        assert places.named(["A"]) == {"A": "Paper, 2024-01-01"}


def test_no_more_is_remembered_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.web.site._MOST", 5)
    site = Site.open(ledger_at(tmp_path / "a.sqlite", "visit"), Settings(), Rules())
    for number in range(20):
        assert site.remembered(number, lambda number=number: number) == number  # type: ignore[misc]
    assert len(site._kept) == 5
    site.close()
