"""Sentences become claims: what is measured, what is missing, what no series can speak to (claims.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.checking import vocabulary
from comity.checking.claims import SeriesStore, claim_of
from comity.checking.measured import Claim, Measured
from comity.ledger import Ledger
from comity.ledger.statistics import Wanted
from comity.records import Figure, Frequency, Observation, Release, Series, SeriesTable
from tests.checking.conftest import Figures

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("claims.yaml").read_text(encoding="utf-8"))
PUBLISHED = date(2023, 6, 1)


def _observation(frequency: Frequency, year: int, value: float) -> Observation:
    if frequency is Frequency.FISCAL_YEAR:
        return Observation(date(year, 4, 1), date(year + 1, 3, 31), value)
    if frequency is Frequency.DAY:
        return Observation(date(year, 12, 31), date(year, 12, 31), value)
    return Observation(date(year, 1, 1), date(year, 12, 31), value)


def _series(key: str) -> Series:
    provider, indicator, reporter, partner, item, unit, frequency = key.split("/")
    empty = {"-": None}
    return Series(
        provider, indicator, reporter, empty.get(partner, partner), empty.get(item, item), unit, Frequency(frequency)
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeriesStore]:
    """The series of the made-up ledger."""
    with Ledger.open(tmp_path_factory.mktemp("claims") / "ledger.sqlite") as ledger:
        data: dict[str, list[tuple[Series, list[Observation]]]] = {}
        for key, values in CASES["ledger"].items():
            one = _series(key)
            found = [_observation(one.frequency, year, float(value)) for year, value in values.items()]
            data.setdefault(one.provider, []).append((one, found))
        for provider, several in data.items():
            release = Release(provider, "Made up", date(2023, 1, 1), "made up", "public domain", "test", provider)
            ledger.add_release(release, several)
        yield SeriesStore(ledger)


def _shown(one: Measured) -> str:
    return f"{one.role} " + " + ".join(sorted("/".join(key.split("/")[1:5]) for key in one.series))


def _expected(text: str) -> str:
    role, _, series = text.partition(" ")
    return f"{role} " + " + ".join(sorted(series.split(" + ")))


def _figure(case: Mapping[str, Any], figures: Figures) -> Figure:
    found = figures(case["text"], PUBLISHED)
    assert found, "the coder hears no figure"
    wanted = case.get("number")
    return next(one for one in found if wanted is None or (one.number and wanted in one.number.text))


def _is_as_told(claim: Claim, case: Mapping[str, Any]) -> None:
    assert [_shown(one) for one in claim.of] == [_expected(text) for text in case["of"]], claim.why
    assert [_shown(one) for one in claim.wholes] == [_expected(text) for text in case.get("over", ())]
    assert claim.comparable
    for name in ("kind", "value", "unit"):
        if name in case:
            assert getattr(claim, name) == case[name]


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["text"][:70]) for name, cases in CASES.items() if name != "ledger" for case in cases],
)
def test_a_sentence_claims_what_its_words_say(case: Mapping[str, Any], store: SeriesStore, figures: Figures) -> None:
    claim = claim_of(_figure(case, figures), store)
    if "of" in case:
        _is_as_told(claim, case)
        return
    assert not claim.of, _shown(claim.of[0])
    assert claim.comparable is ("refused" not in case), claim.why
    assert case.get("refused", case.get("missing", "no official series is known")) in claim.why
    assert case.get("needed", "") in (claim.needed or "")
    if "refused" in case or case.get("unknown"):
        assert claim.needed is None


def test_a_series_is_asked_for_once(figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Wanted] = []
    (figure,) = figures("Chile sold copper worth $6 billion to Japan in 2019.", PUBLISHED)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        found = ledger.series_tables

        def ask(wanted: Wanted) -> Iterator[SeriesTable]:
            asked.append(wanted)
            return iter(found(wanted))

        monkeypatch.setattr(ledger, "series_tables", ask)
        store = SeriesStore(ledger)
        for _ in range(3):
            claim_of(figure, store)
    told = [(one.reporter, one.partner, str(one.indicator)) for one in asked]
    assert len(told) == len(set(told))


def test_the_sum_over_all_partners_is_the_worlds(figures: Figures, tmp_path: Path) -> None:
    partners = ["ARG", "BEL", "BRA", "CAN", "CHE", "CHN", "DEU", "DNK", "EGY", "ESP", "FIN", "FRA", "GBR", "GRC", "IND"]
    partners += ["ITA", "JPN", "KEN", "KOR", "MEX"]
    (figure,) = figures("Chile's copper exports reached $20 billion in 2019.", PUBLISHED)
    for count, sums in ((len(partners), 1), (5, 0)):
        data = [
            (
                Series("made-up", "exports", "CHL", partner, "HS74", "USD", Frequency.YEAR),
                [_observation(Frequency.YEAR, 2019, 1e9)],
            )
            for partner in partners[:count]
        ]
        release = Release("made-up", "Made up", date(2023, 1, 1), "made up", "public domain", "test", "digest")
        with Ledger.open(tmp_path / f"{count}.sqlite") as ledger:
            ledger.add_release(release, data)
            claim = claim_of(figure, SeriesStore(ledger))
        assert len(claim.of) == sums
        assert [(one.values[0].value, one.note) for one in claim.of] == [
            (20e9, "the sum over the 20 partners in the ledger")
        ][:sums]


def test_every_code_of_the_vocabulary_is_one_of_the_harmonized_system() -> None:
    for names, goods in vocabulary.goods():
        codes = [code for reading in (*goods.hs, *goods.other) for code in reading]
        assert all(re.fullmatch(r"(?:0[1-9]|[1-9]\d)(?:\d\d){0,2}", code) for code in codes), names
        assert all(code[:2] != "77" for code in codes), "chapter 77 is reserved"


def test_a_commodity_has_one_meaning() -> None:
    names = [name for several, _ in vocabulary.goods() for name in several]
    assert len(names) == len(set(names))
