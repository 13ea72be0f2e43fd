"""Rooms for the tests: one with a small ledger, made anew where a test changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.rooms import Room, ledger_at, room_at


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room that tests only look at."""
    made = room_at(ledger_at(tmp_path_factory.mktemp("room") / "test.sqlite"))
    yield made
    made.site.close()


@pytest.fixture
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A room that a test may change, and that shows its changes at once, also on a busy machine."""
    monkeypatch.setattr("comity.web.site._OWN_SECONDS", float("inf"))
    made = room_at(ledger_at(tmp_path / "test.sqlite"))
    yield made
    made.site.close()
