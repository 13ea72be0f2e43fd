"""The room as a whole: coming in and going out, what is remembered, and that nothing given to it can harm it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.errors import LedgerError, NotALedgerError
from comity.settings import Settings
from comity.web.gate import COOKIE
from comity.web.site import Rules, Site
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
