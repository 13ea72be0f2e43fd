"""The room as a whole: coming in and going out, what is remembered, and that nothing given to it can harm it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.errors import LedgerError, NotALedgerError
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

HOSTILE = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "/etc/passwd",
    "..\\..\\windows\\win.ini",
    "%00",
    "visit%00.html",
    "' OR '1'='1",
    "x'; DROP TABLE documents; --",
    '" UNION SELECT text FROM documents --',
    "visit' AND 1=randomblob(100000000) --",
    "<script>alert(1)</script>",
    "%0d%0aSet-Cookie:%20a=b",
    "%E2%80%AE",
    "%ff%fe",
    "x" * 5000,
    "{{1234567*89}}",
    "${1234567*89}",
    "%s%n",
]
SINKS = [
    "/document/{}",
    "/record/{}",
    "/panel/{}",
    "/event/{}",
    "/thread/{}",
    "/figure/{}",
    "/actor/{}",
    "/dyad/{}",
    "/dyad/{}/events",
    "/dyad/IND-RUS/events?q={}",
    "/dyad/IND-RUS/events?who={}&type={}&pillar={}&since={}",
    "/dyad/IND-RUS/threads?stage={}",
    "/dyad/IND-RUS/figures?verdict={}",
    "/dyad/{}/brief",
    "/dyad/IND-RUS/brief.md?pillar={}&since={}",
    "/dyad/IND-RUS/brief.html?until={}",
    "/dyad/IND-RUS/numbers?topic={}&periods={}",
    "/dyad/IND-RUS/meetings?since={}&level={}",
    "/dyad/IND-RUS/commitments?state={}&pillar={}",
    "/dyad/IND-RUS/disagreements?pillar={}",
    "/dyad/IND-RUS/changes?since={}",
    "/search?q={}",
    "/search?q={}&party={}",
    "/review?record={}",
    "/review?dyad={}&kind={}",
    "/review/{}/form",
    "/read/progress?reading={}",
    "/static/{}",
    "/login?next={}",
    "/enter?key={}",
    "/api/records/{}",
    "/api/documents/{}",
    "/api/texts/{}",
    "/api/search?q={}",
    "/api/records?document={}&event={}",
]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room with a password."""
    path = ledger_at(tmp_path_factory.mktemp("locked") / "test.sqlite", "visit")
    made = room_at(path, password="right")
    yield made
    made.site.close()


# Coming in


def test_the_one_time_address_lets_one_browser_in_once(room: Room) -> None:
    key = room.gate.new_key()
    first, second = room.stranger(), room.stranger()
    answer = first.get("/enter", params={"key": key})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert first.get("/").status_code == 200
    again = second.get("/enter", params={"key": key})
    assert again.status_code == 403
    assert "was used before" in again.text
    assert COOKIE not in second.cookies
    assert second.get("/").status_code == 303


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(room: Room) -> None:
    answer = room.stranger().get("/enter", params={"key": room.gate.new_key()})
    name, *flags = (part.strip().lower() for part in answer.headers["set-cookie"].split(";"))
    assert name.startswith(f"{COOKIE}=")
    assert {"httponly", "samesite=strict", "path=/"} <= set(flags)
    assert not any(flag.startswith(("domain", "expires", "max-age")) for flag in flags)


def test_over_tls_the_cookie_is_never_sent_in_the_open(room: Room) -> None:
    stranger = room.stranger()
    answer = stranger.get("https://localhost/enter", params={"key": room.gate.new_key()})
    assert "secure" in answer.headers["set-cookie"].lower()


def test_the_password_lets_in_and_a_wrong_one_does_not(locked: Room) -> None:
    stranger = locked.stranger()
    asked = stranger.get("/login", params={"next": "/dyad/IND-RUS?a=b"})
    assert asked.status_code == 401
    assert 'value="/dyad/IND-RUS?a=b"' in asked.text
    wrong = stranger.post("/login", data={"password": "wrong", "next": "/dyad/IND-RUS"})
    assert wrong.status_code == 403
    assert COOKIE not in stranger.cookies
    right = stranger.post("/login", data={"password": "right", "next": "/dyad/IND-RUS"})
    assert (right.status_code, right.headers["location"]) == (303, "/dyad/IND-RUS")
    assert stranger.get("/").status_code == 200


def test_logging_in_is_throttled(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "a.sqlite"), password="right")
    for _ in range(10):
        assert room.stranger().post("/login", data={"password": "wrong"}).status_code == 403
    assert room.stranger().post("/login", data={"password": "right"}).status_code == 403
    assert room.browser.get("/").status_code == 200, "who is in stays in"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n//evil.example",
        "evil.example",
        "",
        "/a\r\nSet-Cookie: x=y",
    ],
)
def test_after_logging_in_nobody_is_led_away(locked: Room, target: str) -> None:
    answer = locked.stranger().post("/login", data={"password": "right", "next": target})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")


def test_leaving_ends_the_session(own_room: Room) -> None:
    cookie = own_room.browser.cookies[COOKIE]
    assert own_room.browser.post("/leave", data={"csrf": own_room.csrf}).status_code == 303
    assert own_room.gate.session(cookie) is None


# What is given to it


@pytest.mark.parametrize("sink", SINKS)
def test_whatever_stands_in_an_address_no_page_fails_leaks_or_repeats_it_raw(room: Room, sink: str) -> None:
    for given in HOSTILE:
        answer = room.browser.get(sink.replace("{}", given))
        assert answer.status_code in (200, 303, 307, 401, 403, 404, 422), (sink, given)
        assert "root:" not in answer.text
        assert "<script>alert" not in answer.text or answer.headers["content-type"].startswith("application/json")
        assert "a" not in answer.cookies
        assert str(1234567 * 89) not in answer.text, "a template that was given is worked out"
    assert room.site.ledger.counts().documents == 3


def test_nothing_outside_the_folder_of_static_files_is_given(room: Room) -> None:
    for path in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "%2e%2e%2fsite.py", "/etc/passwd", "..%5capp.py"):
        answer = room.browser.get(f"/static/{path}")
        assert answer.status_code in (404, 405), path
        assert "import" not in answer.text


def test_the_name_of_a_reviewer_is_shown_as_it_is_and_does_nothing(own_room: Room) -> None:
    name = '"><script>alert(1)</script>{{7*7}}'
    own_room.browser.post("/review/name", data={"csrf": own_room.csrf, "name": name})
    record = next(own_room.site.ledger.records_of())
    decided = own_room.browser.post(
        f"/review/{record.id}",
        data={"decision": "accept", "note": "<img src=x onerror=alert(1)>"},
        headers={"x-csrf": own_room.csrf},
    )
    assert decided.status_code == 200
    for path in ("/review", f"/review/{record.id}/form", f"/panel/{record.id}", f"/document/{record.document}"):
        text = own_room.browser.get(path).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert own_room.site.ledger.reviews_of(record.id)[0].reviewer == name[:60]


def test_a_document_made_to_harm_is_shown_inert(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "a.sqlite", "hostile"))
    record = next(room.site.ledger.records_of())
    for path in ("/document/hostile", f"/panel/{record.id}", "/search?q=thanked", "/dyad/IND-RUS/events", "/review"):
        text = room.browser.get(path).text
        assert "<img" not in text
        assert "<script>alert" not in text
        assert 'href="javascript' not in text
        assert "\u202e" not in text
        assert "\x1b" not in text


# The ledger behind it


def test_a_room_needs_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Site.open(tmp_path / "none.sqlite", Settings(), Rules())
    (tmp_path / "text.txt").write_text("no ledger")
    with pytest.raises(NotALedgerError):
        Site.open(tmp_path / "text.txt", Settings(), Rules())


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


def test_many_may_ask_at_once(room: Room) -> None:
    failed: list[object] = []

    def ask() -> None:
        for path in ("/", "/dyad/IND-RUS", "/search?q=rifle", "/api/records"):
            if (answer := room.browser.get(path)).status_code != 200:
                failed.append(answer)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
