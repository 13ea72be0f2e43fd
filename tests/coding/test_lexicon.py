"""The event rules as data: every file loads, and what does not exist is refused with its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.coding import lexicon as module
from comity.coding.lexicon import PACKAGE, Rule, lexicon, modality
from comity.errors import ComityError
from comity.records.plover import codebook, read_data

FILES = sorted(path.name for path in resources.files(PACKAGE).joinpath("events").iterdir())
RULE = {"id": "try", "verbs": ["sign"], "frame": "act", "weight": 0.5}


def test_every_field_of_a_rule_is_described_in_the_docs() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "coding.md").read_text(encoding="utf-8")
    assert [entry.name for entry in fields(Rule) if f"`{entry.name}`" not in docs and entry.name != "type"] == []


def test_there_is_one_file_for_every_event_type() -> None:
    assert sorted(f"{name}.yaml" for name in codebook().types) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_rule_of_a_file_is_loaded(name: str) -> None:
    written = yaml.safe_load(read_data(PACKAGE, f"events/{name}"))
    kind = name.removesuffix(".yaml")
    loaded = [rule for rule in lexicon().rules if rule.type == kind]
    assert [rule.id for rule in loaded] == [rule["id"] for rule in written]


def test_the_name_of_a_rule_is_its_own() -> None:
    names = [rule.name for rule in lexicon().rules]
    assert sorted(set(names)) == sorted(names)


def test_every_rule_has_words_and_a_weight_that_is_a_share() -> None:
    for rule in lexicon().rules:
        assert rule.verbs or rule.nouns or rule.adjectives, rule.name
        assert 0 < rule.weight <= 1, rule.name


def test_words_are_lemmas_in_lower_case() -> None:
    for rule in lexicon().rules:
        for word in (*rule.verbs, *rule.nouns, *rule.adjectives, *rule.objects, *rule.subjects):
            assert word == word.lower().strip(), f"{rule.name}: {word}"
            assert not word.startswith("$"), f"{rule.name}: {word}"


def test_the_cameo_code_of_a_rule_is_well_formed() -> None:
    for rule in lexicon().rules:
        assert rule.cameo is None or (rule.cameo.isdigit() and len(rule.cameo) in (3, 4)), rule.name


def test_every_trigger_can_be_looked_up() -> None:
    book = lexicon()
    for rule in book.rules:
        assert all(any(entry.rule is rule for entry in book.verbs[verb.split()[0]]) for verb in rule.verbs)
        assert all(rule in book.nouns[noun] for noun in rule.nouns)
        assert all(rule in book.adjectives[adjective] for adjective in rule.adjectives)


@pytest.fixture
def reloaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Loads the lexicon with one rule in the place of all of AGREE's."""
    load = module._load

    def run(rule: dict[str, Any]) -> Any:
        monkeypatch.setattr(module, "_load", lambda name: [rule] if name == "events/AGREE.yaml" else load(name))
        lexicon.cache_clear()
        return lexicon()

    yield run
    monkeypatch.undo()
    lexicon.cache_clear()


def test_a_rule_that_is_right_is_taken(reloaded: Any) -> None:
    assert [rule.name for rule in reloaded(RULE).rules if rule.type == "AGREE"] == ["agree.try"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"verb": ["sign"]}, r"rule AGREE\.try: unknown field \['verb'\]; the fields are those of docs/coding\.md"),
        ({"mode": "loudly"}, r"rule AGREE\.try: AGREE has no mode 'loudly'"),
        ({"contexts": ["weather"]}, r"rule AGREE\.try: unknown context \['weather'\]"),
        ({"frame": "dance"}, r"rule AGREE\.try: unknown frame 'dance'"),
        ({"objects": ["$nothing"]}, r"rule AGREE\.try: unknown noun class \$nothing"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(reloaded: Any, wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ComityError, match=message):
        reloaded(RULE | wrong)


def test_no_auxiliary_or_carrier_is_of_two_kinds() -> None:
    raw = yaml.safe_load(read_data(PACKAGE, "modality.yaml"))
    words = [word for group in raw["auxiliaries"].values() for word in group]
    assert sorted(set(words)) == sorted(words)
    assert modality().auxiliaries.keys() == set(words)
