"""The reading room opens on this machine, lets one browser in by its address, and closes with Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from comity.ledger import Ledger, LinkDecision
from comity.linking.link import VERSION

from .conftest import Run

COMMAND = [sys.executable, "-c", "from comity.cli import main; main()", "serve"]


@contextmanager
def served(*options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[], str]]]:
    """The command in a process of its own, with a function that reads its next line."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline
    finally:
        process.kill()
        process.wait()


def address(read: Callable[[], str]) -> str:
    """The address that lets a browser in, from what the command says."""
    while line := read():
        if found := re.search(r"http://\S+/enter\?key=\S+", line):
            return found[0]
    raise AssertionError("no address was said")


def test_the_room_opens_lets_one_browser_in_and_closes(filled: Path) -> None:
    with served("--ledger", str(filled)) as (process, read):
        way_in = address(read)
        assert re.match(r"http://localhost:\d+/enter", way_in)
        root = way_in.split("/enter")[0]
        assert "Ctrl-C" in read()
        with httpx.Client(follow_redirects=True, trust_env=False) as browser:
            page = browser.get(way_in)
            assert page.status_code == 200
            assert "India" in page.text
            assert browser.get(f"{root}/dyad/IND-RUS").status_code == 200
        again = httpx.get(way_in, trust_env=False)
        assert again.status_code == 403
        assert httpx.get(f"{root}/", trust_env=False).headers["location"].startswith("/login")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert "closed" in read()


def test_a_token_of_the_environment_opens_the_json(filled: Path) -> None:
    with served("--ledger", str(filled), "--read-only", COMITY_TOKEN="secret") as (_, read):
        root = address(read).split("/enter")[0]
        assert httpx.get(f"{root}/api/dyads", trust_env=False).status_code == 401
        headers = {"Authorization": "Bearer secret"}
        assert httpx.get(f"{root}/api/dyads", headers=headers, trust_env=False).json()[0]["dyad"] == "IND-RUS"


def test_links_are_current_before_the_room_opens(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    with Ledger.open(filled) as ledger:
        one, other = [record.id for record in ledger.records_of()][:2]
        ledger.decide_links(LinkDecision.SPLIT, [one], [other], "Ada")
        assert not ledger.links_are_current(VERSION)
    seen: list[bool] = []

    def look(self: uvicorn.Server, sockets: object = None) -> None:
        with Ledger.open(filled, read_only=True) as ledger:
            seen.append(ledger.links_are_current(VERSION))

    monkeypatch.setattr(uvicorn.Server, "run", look)
    ended = run("serve", "--port", "0")
    assert ended.code == 0
    assert seen == [True]


def test_without_a_ledger_it_says_how_to_make_one(run: Run) -> None:
    ended = run("serve", "--ledger", "none.sqlite")
    assert ended.code == 3
    assert "comity read FILES --ledger none.sqlite" in ended.complaint


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "room.example.org"])
def test_where_other_machines_may_come_in_there_must_be_a_password(
    run: Run, filled: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMITY_PASSWORD", raising=False)
    ended = run("serve", "--host", host)
    assert ended.code == 2
    assert "COMITY_PASSWORD" in ended.complaint


def test_with_a_password_the_room_is_open_to_others_by_the_names_that_were_given(filled: Path) -> None:
    options = ("--ledger", str(filled), "--host", "0.0.0.0", "--name", "room.example")
    with served(*options, COMITY_PASSWORD="right") as (_, read):
        port = re.search(r":(\d+)/enter", address(read))
        assert port is not None
        root = f"http://127.0.0.1:{port[1]}"
        assert "TLS" in read()
        assert httpx.get(f"{root}/health", headers={"host": "room.example"}, trust_env=False).status_code == 200
        assert httpx.get(f"{root}/health", headers={"host": "evil.example"}, trust_env=False).status_code == 421
        answer = httpx.post(f"{root}/login", data={"password": "right"}, trust_env=False)
        assert answer.status_code == 303
        assert "server" not in answer.headers


def test_a_port_that_is_taken_is_told(run: Run, filled: Path) -> None:
    with served("--ledger", str(filled)) as (_, read):
        port = re.search(r":(\d+)/enter", address(read))
        assert port is not None
        ended = run("serve", "--port", port[1])
        assert ended.code == 2
        assert "choose another --port" in ended.complaint
