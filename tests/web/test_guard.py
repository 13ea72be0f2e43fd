"""What a request may do: hosts, sessions, changes from our own pages only, bounded bodies, headers on all."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from comity.web.app import PAGES as PAGE_MODULES
from comity.web.app import make_app
from comity.web.gate import COOKIE, Gate
from comity.web.guard import HEADERS
from comity.web.site import Rules
from tests.web.rooms import Room, ledger_at, room_at

PAGES = ["/", "/dyad/IND-RUS", "/document/visit", "/search?q=rifle", "/review", "/read", "/api/dyads"]


def posts(room: Room) -> list[str]:
    """The addresses of all changes that the room knows, with something in the place of parameters."""
    routers = [import_module(f"comity.web.pages.{name}").router for name in PAGE_MODULES]
    found = {route.path: route.methods or set() for router in routers for route in router.routes}
    found |= {path: {name.upper() for name in methods} for path, methods in room.app.openapi()["paths"].items()}
    changing = [path for path, methods in found.items() if methods & {"POST", "PUT", "PATCH", "DELETE"}]
    return sorted(re.sub(r"\{.*?\}", "x", path) for path in changing)


# Hosts


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:80", "[::1]:8765", "LOCALHOST"])
def test_the_room_answers_to_the_names_of_this_machine(room: Room, host: str) -> None:
    assert room.browser.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "localhost@evil"]
)
def test_a_name_that_another_site_lets_point_here_is_refused(room: Room, host: str) -> None:
    for path in (*PAGES, "/enter", "/login", "/static/comity.css", "/health"):
        assert room.browser.get(path, headers={"host": host}).status_code == 421, path


def test_a_name_that_was_given_is_answered_to(tmp_path: Path) -> None:
    made = room_at(ledger_at(tmp_path / "a.sqlite"))
    app = make_app(made.site, Gate(), ["room.example"])
    assert TestClient(app, base_url="http://room.example").get("/health").status_code == 200
    assert TestClient(app, base_url="http://localhost").get("/health").status_code == 421


# Sessions


@pytest.mark.parametrize("path", PAGES[:-1])
def test_who_has_not_come_in_is_asked_to(room: Room, path: str) -> None:
    answer = room.stranger().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2F")


def test_a_program_without_a_token_is_told_so(room: Room) -> None:
    answer = room.stranger().get("/api/dyads")
    assert answer.status_code == 401
    assert "token" in answer.json()["detail"]


def test_a_token_opens_the_json_and_nothing_else(room: Room) -> None:
    program = room.program()
    assert program.get("/api/dyads").status_code == 200
    assert program.get("/").status_code == 303
    assert program.get("/api/../review").status_code in (303, 404)
    assert program.get("/static/../api/dyads").status_code == 200


def test_another_cookie_does_not_let_in(room: Room) -> None:
    stranger = room.stranger()
    for cookie in ("x", '"', "a=b; c", "\x7f", "x" * 5000):
        assert stranger.get("/", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 303


@pytest.mark.parametrize("path", ["/enterprise", "/login/x", "/healthy", "/static", "/loginx"])
def test_only_the_doors_themselves_are_open(room: Room, path: str) -> None:
    answer = room.stranger().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


# Changes


def test_the_changes_of_the_room_are_all_known_here(room: Room) -> None:
    known = {"/login", "/leave", "/read", "/read/x/stop", "/review/name", "/review/x", "/api/records/x/reviews"}
    assert known <= set(posts(room))


def test_every_change_needs_the_csrf_token_of_its_session(room: Room) -> None:
    for path in posts(room):
        if path == "/login":
            continue  # nobody has a session yet; the site that it comes from is looked at
        for token in ({}, {"x-csrf": "wrong"}, {"x-csrf": ""}):
            body = {"json": {"decision": "accept"}} if path.startswith("/api/") else {"data": {"csrf": "wrong"}}
            answer = room.browser.post(path, headers=token, **body)  # type: ignore[arg-type]
            assert answer.status_code == 403, path


def test_the_token_of_another_session_does_not_do(room: Room, tmp_path: Path) -> None:
    other = room.stranger()
    other.get("/enter", params={"key": room.gate.new_key()})
    answer = other.post("/review/name", data={"csrf": room.csrf, "name": "Mallory"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost.evil.example"},
    ],
)
def test_a_change_that_another_site_sends_is_refused_even_with_the_token(room: Room, headers: dict[str, str]) -> None:
    for path in posts(room):
        sent = {"csrf": room.csrf, "name": "Ada", "password": "x"}
        answer = room.browser.post(path, data=sent, headers=headers | {"x-csrf": room.csrf})
        assert answer.status_code == 403, path
        assert "another site" in answer.text


def test_a_change_from_our_own_page_is_taken(own_room: Room) -> None:
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    answer = own_room.browser.post("/review/name", data={"csrf": own_room.csrf, "name": "Ada"}, headers=headers)
    assert answer.status_code == 303


def test_a_read_only_room_takes_no_change_at_all(tmp_path: Path) -> None:
    path = ledger_at(tmp_path / "test.sqlite")
    before = path.read_bytes()
    room = room_at(path, Rules(read_only=True))
    for change in posts(room):
        if change in ("/login", "/leave"):
            continue
        answer = room.browser.post(change, headers={"x-csrf": room.csrf}, data={"csrf": room.csrf, "text": "India."})
        assert answer.status_code == 403, change
        assert room.program().post(change, json={"decision": "accept"}).status_code in (403, 303), change
    for page in PAGES:
        assert room.browser.get(page).status_code == 200, page
    assert path.read_bytes() == before
    assert 'action="/review' not in room.browser.get("/").text


# Bodies


def test_a_body_is_bounded_and_more_is_not_taken(room: Room) -> None:
    answer = room.browser.post("/review/name", data={"csrf": room.csrf, "name": "x" * 300_000})
    assert answer.status_code == 413
    answer = room.browser.post("/api/records/x/reviews", json={"decision": "accept", "note": "x" * 300_000})
    assert answer.status_code == 413
    assert "detail" in answer.json()


@pytest.mark.parametrize("path", ["/review/name", "/review/x", "/read", "/login", "/api/records/x/reviews"])
def test_a_body_that_does_not_say_its_length_is_bounded_all_the_same(tmp_path: Path, path: str) -> None:
    room = room_at(ledger_at(tmp_path / "test.sqlite"), Rules(largest_upload=1_000_000), password="right")
    room.browser.post("/review/name", data={"csrf": room.csrf, "name": "Ada"})
    kind = "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"
    pieces = (b"x" * 65_536 for _ in range(40))
    answer = room.browser.post(path, content=pieces, headers={"x-csrf": room.csrf, "content-type": kind})
    assert answer.status_code in (400, 413)


# Headers


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        "/enter?key=used",
        "/login",
        "/health",
        "/static/comity.css",
        "/static/nothing.css",
        "/nothing",
        "/document/nothing",
        "/api/records/nothing",
        "/api/openapi.json",
        "/dyad/IND-RUS/events?from=nonsense",
    ],
)
def test_every_answer_carries_the_headers_that_keep_it_harmless(room: Room, path: str) -> None:
    for client in (room.browser, room.stranger()):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "cache-control" in answer.headers
        assert "server" not in answer.headers


@pytest.mark.parametrize("status", [421, 413, 403])
def test_refusals_carry_them_too(room: Room, status: int) -> None:
    answer = {
        421: lambda: room.browser.get("/", headers={"host": "evil.example"}),
        413: lambda: room.browser.post("/review/name", content=b"x" * 300_000),
        403: lambda: room.browser.post("/review/name", data={}),
    }[status]()
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_fault_of_ours_is_told_without_its_working_and_carries_them_too(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a secret of the working")

    monkeypatch.setattr(type(room.site.ledger), "document_rows", fails)
    client = TestClient(room.app, base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/api/documents", headers={"authorization": room.program().headers["authorization"]})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "detail" in answer.json()
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_referrer_stays_here_and_our_own_forms_say_where_they_come_from() -> None:
    # With "no-referrer" a browser sends "Origin: null" with a form, which is what another site could send as well.
    assert HEADERS["Referrer-Policy"] == "same-origin"


def test_the_policy_allows_nothing_inline_and_nothing_from_outside() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert not any(word in HEADERS["Content-Security-Policy"] for word in ("unsafe", "http", "*"))
