"""Without a network one clear line says so, at once."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable

import pytest

from comity.errors import FetchError, MissingExtraError
from comity.series.fetching import Answer, Answers, comtrade, worldbank
from tests.series.fetching.fakes import GDP, OIL, FakeComtrade, Patience, no_network


@pytest.mark.parametrize(
    ("fetch", "name"),
    [
        (lambda answers: comtrade.fetch(OIL, answers), "UN Comtrade cannot be reached at comtradeapi.un.org"),
        (lambda answers: worldbank.fetch(GDP, answers), "the World Bank cannot be reached at api.worldbank.org"),
    ],
)
def test_without_a_network_one_line_says_so_at_once(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, fetch: Callable[[Answers], Answer], name: str
) -> None:
    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("nothing is waited for"))
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    with pytest.raises(FetchError, match=name) as caught:
        fetch(answers)
    assert "comity series import FILE" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_network_that_goes_away_underway_is_told_by_the_client_itself(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The real client, with nothing behind it: what it prints does not reach the screen."""
    monkeypatch.setattr(comtrade, "way_to", lambda *_: None)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(FetchError, match="does not answer"):
        comtrade.fetch(OIL, answers, asking=Patience().asking())
    assert capsys.readouterr().out == ""


def test_what_was_answered_today_needs_no_network(
    client: FakeComtrade, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    comtrade.fetch(OIL, answers, asking=Patience().asking())
    monkeypatch.setattr(comtrade, "way_to", no_network)
    assert len(comtrade.fetch(OIL, answers).rows) == 2


@pytest.mark.parametrize("missing", ["comtradeapicall", "wbgapi"])
def test_without_the_optional_part_the_message_names_it(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'comity\[fetch\]'"):
        comtrade.fetch(OIL, answers) if missing == "comtradeapicall" else worldbank.fetch(GDP, answers)
