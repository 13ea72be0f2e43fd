"""The language of a text is told by its script and its commonest words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from comity.reading import detect

SENTENCES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "languages.yaml").read_text("utf-8"))
PROFILE = yaml.safe_load((files("comity.reading") / "data" / "languages.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in SENTENCES.items() for text in texts])
def test_language(language: str, text: str) -> None:
    assert detect(text) == language


def test_foreign_names_and_quotes_do_not_make_a_text_foreign() -> None:
    text = (
        "The President met the head of La Banque de la Paix, Jean de la Tour, who said: « Les deux pays ». They agreed."
    )
    assert detect(text) == "en"


def test_every_language_of_a_shared_script_has_words() -> None:
    shared = {code for codes in PROFILE["scripts"].values() if isinstance(codes, list) for code in codes}
    assert shared == set(PROFILE["words"])


@pytest.mark.parametrize("code", [*PROFILE["words"], *PROFILE["letters"]])
def test_codes_are_iso_639_1(code: object) -> None:
    assert isinstance(code, str)
    assert len(code) == 2
    assert code.isalpha()
    assert code.islower()


def test_words_are_lower_case_as_they_are_compared() -> None:
    assert all(line == line.casefold() for line in PROFILE["words"].values())
