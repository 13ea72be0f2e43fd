"""Whatever a person types for a state or a pair of states becomes codes, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from comity.actors.parties import Party, country_name, dyad, party
from comity.errors import InputError, UnknownPartyError

NAMES: list[list[str]] = yaml.safe_load((Path(__file__).parent / "cases" / "parties.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "code"), NAMES, ids=[typed for typed, _ in NAMES])
def test_a_party_is_known_by_code_name_adjective_and_demonym(typed: str, code: str) -> None:
    assert party(typed).code == code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ru", Party("RUS", "Russia", "state")),
        ("SCO", Party("SCO", "Shanghai Cooperation Organisation", "organisation")),
        ("the Taliban", Party("TAL", "Taliban", "group")),
    ],
)
def test_a_party_has_code_name_and_kind(typed: str, expected: Party) -> None:
    assert party(typed) == expected


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("Inda", "India"),
        ("Ukrane", "Ukraine"),
        ("Untied States", "United States"),
        ("Moscow", "Russia"),
        ("the Hague", "Netherlands"),
    ],
)
def test_a_misspelt_party_is_refused_with_a_suggestion(typed: str, suggestion: str) -> None:
    with pytest.raises(UnknownPartyError, match=f"Did you mean {suggestion}") as refusal:
        party(typed)
    assert refusal.value.suggestions[0] == suggestion


@pytest.mark.parametrize("typed", ["", "   ", "zzzzzz", "42"])
def test_nonsense_is_refused_without_a_suggestion(typed: str) -> None:
    with pytest.raises(UnknownPartyError) as refusal:
        party(typed)
    assert refusal.value.suggestions == ()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("India", "Russia"), ("IND", "RUS")),
        (("Russia", "India"), ("IND", "RUS")),
        (("India Russia",), ("IND", "RUS")),
        (("IND-RUS",), ("IND", "RUS")),
        (("ru-in",), ("IND", "RUS")),
        (("India–Russia",), ("IND", "RUS")),
        (("India and Russia",), ("IND", "RUS")),
        (("India", "and", "Russia"), ("IND", "RUS")),
        (("India/Russia",), ("IND", "RUS")),
        (("India, Russia",), ("IND", "RUS")),
        (("indo-russian",), ("IND", "RUS")),
        (("Sino-Indian",), ("CHN", "IND")),
        (("US & UK",), ("GBR", "USA")),
        (("South", "Korea", "Japan"), ("JPN", "KOR")),
        (("North Korea South Korea",), ("KOR", "PRK")),
        (("Guinea-Bissau Portugal",), ("GNB", "PRT")),
        (("Papua New Guinea Australia",), ("AUS", "PNG")),
        (("Bosnia and Herzegovina Serbia",), ("BIH", "SRB")),
        (("Côte d'Ivoire", "Mali"), ("CIV", "MLI")),
        (("US-EU",), ("EU", "USA")),
        (("Soviet Union", "India"), ("IND", "SUN")),
        (("Indien Russland",), ("IND", "RUS")),
        (("Israel", "Hamas"), ("HAMAS", "ISR")),
    ],
)
def test_a_dyad_is_understood_however_it_is_written(words: tuple[str, ...], codes: tuple[str, str]) -> None:
    assert dyad(*words) == codes


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "no parties given"),
        (("India",), "one party only, India"),
        (("India", "IND"), "names India twice"),
        (("India-Indian",), "names India twice"),
        (("India Russia China",), "names 3 parties"),
    ],
)
def test_what_is_no_pair_is_refused_with_an_example(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message) as refusal:
        dyad(*words)
    assert "IND-RUS" in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "unknown", "suggestion"),
    [
        (("Indai", "Russia"), "Indai", "India"),
        (("India Rusia-",), "Rusia-", "Russia"),
        (("India", "Rusisa"), "Rusisa", "Russia"),
        (("United States", "Chnia"), "Chnia", "China"),
    ],
)
def test_the_unknown_half_of_a_dyad_is_named(words: tuple[str, ...], unknown: str, suggestion: str) -> None:
    with pytest.raises(UnknownPartyError) as refusal:
        dyad(*words)
    assert refusal.value.name == unknown
    assert suggestion in refusal.value.suggestions


@pytest.mark.parametrize(
    ("code", "name"),
    [("IND", "India"), ("USA", "United States"), ("EU", "European Union"), ("HAMAS", "Hamas"), ("QQQ", "QQQ")],
)
def test_a_code_has_a_name_to_show(code: str, name: str) -> None:
    assert country_name(code) == name
