"""Who comes in: a one-time address once, a password, a token; and of no secret more than a hash is kept."""

from __future__ import annotations

import pytest

from comity.web import gate as gates
from comity.web.gate import Gate


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(gates, "time", made)
    return made


def test_a_one_time_address_lets_in_once() -> None:
    gate = Gate()
    key = gate.new_key()
    assert gate.session(gate.enter(key)) is not None
    assert gate.enter(key) is None


@pytest.mark.parametrize("key", ["", "x", "\ud800", "0" * 10_000])
def test_no_other_address_lets_in(key: str) -> None:
    gate = Gate()
    gate.new_key()
    assert gate.enter(key) is None


@pytest.mark.parametrize("cookie", [None, "", "x", "\ud800"])
def test_no_other_cookie_is_a_session(cookie: str | None) -> None:
    gate = Gate()
    gate.enter(gate.new_key())
    assert gate.session(cookie) is None


def test_keys_sessions_password_and_token_are_kept_as_hashes_only() -> None:
    gate = Gate("a password", "a token")
    unused, cookie = gate.new_key(), gate.enter(gate.new_key())
    assert cookie is not None
    kept = repr(vars(gate))
    assert all(secret not in kept for secret in ("a password", "a token", unused, cookie))


def test_each_session_has_a_csrf_token_and_a_cookie_of_its_own() -> None:
    gate = Gate()
    cookies = [gate.enter(gate.new_key()) for _ in range(3)]
    sessions = [gate.session(cookie) for cookie in cookies]
    assert len(set(cookies)) == len({session.csrf for session in sessions if session}) == 3


def test_a_session_that_is_left_is_over() -> None:
    gate = Gate()
    cookie = gate.enter(gate.new_key())
    gate.leave(cookie)
    gate.leave(None)
    assert gate.session(cookie) is None


def test_a_session_ends_when_nothing_was_asked_for_half_a_day(clock: Clock) -> None:
    gate = Gate()
    cookie = gate.enter(gate.new_key())
    clock.now += 11 * 3600
    assert gate.session(cookie) is not None
    clock.now += 11 * 3600
    assert gate.session(cookie) is not None, "asking keeps it"
    clock.now += 13 * 3600
    assert gate.session(cookie) is None


def test_the_password_lets_in_any_number_of_times() -> None:
    gate = Gate("right")
    assert gate.asks_password
    assert gate.log_in("right") != gate.log_in("right")
    assert gate.log_in("wrong") is None
    assert gate.log_in("") is None


def test_without_a_password_none_lets_in() -> None:
    gate = Gate()
    assert not gate.asks_password
    assert gate.log_in("") is None


def test_after_ten_wrong_passwords_even_the_right_one_must_wait(clock: Clock) -> None:
    gate = Gate("right")
    for _ in range(10):
        assert gate.log_in("wrong") is None
    assert gate.log_in("right") is None
    clock.now += 61
    assert gate.log_in("right") is not None


@pytest.mark.parametrize("header", ["Bearer a token", "bearer a token", "BEARER  a token "])
def test_a_token_is_known_in_its_header(header: str) -> None:
    assert Gate(token="a token").bears_token(header)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer other", "Basic a token", "a token"])
def test_nothing_else_is_a_token(header: str | None) -> None:
    assert not Gate(token="a token").bears_token(header)
    assert not Gate().bears_token(header)
