"""UN Comtrade is asked by its own client; what that prints instead of an answer is one clear line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import comtradeapicall
import pytest

from comity.actors.tables import states
from comity.errors import FetchError, InputError
from comity.ledger import Ledger, Wanted
from comity.series.fetching import Answer, Answers, comtrade, keep
from comity.series.layouts import comtrade as comtrade_layout
from tests.series.fetching.fakes import DAY, KEY, OIL, FakeComtrade, Patience, comtrade_row


def test_without_a_key_each_period_is_a_question_and_the_release_is_dated_by_the_provider(
    client: FakeComtrade, answers: Answers
) -> None:
    answer = comtrade.fetch(OIL, answers, asking=Patience().asking())
    assert [one["period"] for one in client.asked] == ["2021", "2022"]
    assert client.keys == [None, None]
    asked = client.asked[0]
    assert (asked["reporterCode"], asked["partnerCode"], asked["cmdCode"], asked["flowCode"]) == (
        "699",
        "643",
        "2709",
        "M",
    )
    assert (asked["partner2Code"], asked["customsCode"], asked["motCode"]) == ("0", "C00", "0")
    assert asked["maxRecords"] == 500
    assert (answer.day, answer.vintage) == (DAY, date(2024, 11, 20))
    assert [row["primaryValue"] for row in answer.rows] == [2.3e9, 25.5e9]
    assert answer.rows[0]["netWgt"] is None


def test_with_a_key_many_periods_are_one_question(client: FakeComtrade, answers: Answers) -> None:
    months = comtrade.Question("IND", "RUS", ("2709",), 2021, 2022, "both", "month")
    comtrade.fetch(months, answers, key=KEY, asking=Patience().asking())
    assert client.keys == [KEY, KEY]
    assert client.asked[0]["period"].startswith("202101,202102,")
    assert (client.asked[0]["freqCode"], client.asked[0]["flowCode"], client.asked[0]["maxRecords"]) == (
        "M",
        "M,X",
        250_000,
    )


def test_the_same_question_is_not_asked_twice_but_with_a_key_it_is_another(
    client: FakeComtrade, answers: Answers
) -> None:
    for _ in range(2):
        comtrade.fetch(OIL, answers, asking=Patience().asking())
    assert len(client.asked) == 2
    comtrade.fetch(OIL, answers, key=KEY, asking=Patience().asking())
    assert len(client.asked) == 3


def test_no_key_is_kept_in_the_cache(client: FakeComtrade, answers: Answers, tmp_path: Path) -> None:
    comtrade.fetch(OIL, answers, key=KEY, asking=Patience().asking())
    kept = [file.read_text(encoding="utf-8") for file in (tmp_path / "cache").iterdir()]
    assert kept
    assert not any(KEY in text for text in kept)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('{ "statusCode": 401, "message": "Access denied due to invalid subscription key." }', "refuses the key"),
        (
            '{ "statusCode": 403, "message": "Out of call volume quota. Quota will be replenished in 05:00:00." }',
            "has given what it gives",
        ),
        ('{"status":400,"title":"period is wrong"}', r"does not understand the question \(period is wrong\)"),
        ("", r"does not answer \(no answer\)"),
    ],
)
def test_what_the_client_prints_becomes_a_clear_error(
    client: FakeComtrade, answers: Answers, said: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client.says = [said] * 4
    with pytest.raises(FetchError, match=words):
        comtrade.fetch(OIL, answers, key=KEY, asking=Patience().asking())
    assert capsys.readouterr().out == ""


def test_a_rate_limit_is_waited_out(client: FakeComtrade, answers: Answers) -> None:
    client.says = ['{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 3 seconds." }']
    patience = Patience()
    assert len(comtrade.fetch(OIL, answers, asking=patience.asking()).rows) == 2
    assert patience.pauses == [3.0]


def test_the_key_is_in_no_message(client: FakeComtrade, answers: Answers) -> None:
    client.says = [
        f"Request error: Max retries exceeded with url: /data/v1/get?subscription-key={KEY}&a=1 (refused)"
    ] * 4
    with pytest.raises(FetchError) as caught:
        comtrade.fetch(OIL, answers, key=KEY, asking=Patience().asking())
    assert KEY not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_an_answer_that_was_cut_is_no_answer(
    client: FakeComtrade, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comtrade, "_PREVIEW_ROWS", 1)
    with pytest.raises(FetchError, match="at most 1 rows at once, and this answer is cut: use a key"):
        comtrade.fetch(OIL, answers, asking=Patience().asking())


def test_too_many_periods_need_a_key(client: FakeComtrade, answers: Answers) -> None:
    with pytest.raises(
        InputError, match="without a key UN Comtrade answers for one period at a time, and these are 96"
    ):
        comtrade.fetch(comtrade.Question("IND", "RUS", ("2709",), 2017, 2024, "both", "month"), answers)
    assert not client.asked


def test_where_the_provider_does_not_date_its_data_the_day_of_fetching_stands(
    client: FakeComtrade, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comtradeapicall, "getFinalDataAvailability", lambda *_: None)
    answer = comtrade.fetch(OIL, answers, asking=Patience().asking())
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        kept = keep(ledger, comtrade_layout.from_rows(answer.rows), answer, str(OIL))
    assert (answer.vintage, kept.release.vintage) == (None, DAY)


def test_every_state_is_asked_for_by_the_number_by_which_rows_name_it() -> None:
    for code, one in states().items():
        if one.kind == "member":
            row = comtrade_row("2021", 1.0, partnerCode=int(comtrade.area(code)), partnerISO=None, partnerDesc=None)
            ((series, _),) = comtrade_layout.from_rows([row]).data
            assert series.partner == code
    assert comtrade.area("WLD") == "0"


def test_a_state_that_united_nations_do_not_count_is_refused() -> None:
    with pytest.raises(FetchError, match="UN Comtrade keeps no statistics of"):
        comtrade.area("XXX")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2709", "2709"), ("HS 2709", "2709"), ("hs2709", "2709"), ("27", "27"), ("2709.00", "270900"), ("all", "TOTAL")],
)
def test_a_commodity_is_named_in_several_ways(text: str, code: str) -> None:
    assert comtrade.commodity(text) == code


@pytest.mark.parametrize("text", ["oil", "", "270", "27091", "27 OR 1=1"])
def test_what_is_no_commodity_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no commodity"):
        comtrade.commodity(text)


def test_fetched_series_are_known_again_by_their_rows_and_revisions_are_kept(
    client: FakeComtrade, tmp_path: Path
) -> None:
    def fetched(day: date) -> Answer:
        return comtrade.fetch(OIL, Answers(tmp_path / "cache", today=lambda: day), asking=Patience().asking())

    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:

        def kept(day: date) -> Any:
            answer = fetched(day)
            return keep(ledger, comtrade_layout.from_rows(answer.rows), answer, str(OIL)).imported

        assert not kept(DAY).known
        assert kept(date(2025, 8, 1)).known
        client.values["2022"] = 26.0e9
        assert kept(date(2025, 9, 1)).revised == 1
        (table,) = ledger.series_tables(Wanted(indicator="imports"))
        assert [one.value for one in table.observations] == [2.3e9, 26.0e9]
        assert len(ledger.vintages(table.series.key)) == 2
        assert table.releases[0].source == "UN Comtrade, imports of India, partner Russia, HS 2709, 2021-2022"


def test_no_results_say_so(client: FakeComtrade, answers: Answers, tmp_path: Path) -> None:
    client.values = {}
    answer = comtrade.fetch(OIL, answers, asking=Patience().asking())
    with (
        Ledger.open(tmp_path / "ledger.sqlite") as ledger,
        pytest.raises(FetchError, match="partner Russia, HS 2709, 2021-2022: the provider has no such data"),
    ):
        keep(ledger, comtrade_layout.from_rows(answer.rows), answer, str(OIL))


def test_kept_answers_are_plain_json(client: FakeComtrade, answers: Answers, tmp_path: Path) -> None:
    comtrade.fetch(OIL, answers, asking=Patience().asking())
    for file in (tmp_path / "cache").iterdir():
        kept = json.loads(file.read_text(encoding="utf-8"))
        assert kept["day"] == "2025-07-01"
        assert isinstance(kept["rows"], list)
