"""What find_mentions gives besides the words: nesting, roles, sectors, ids, heads, reasons."""

from __future__ import annotations

from datetime import date

import pytest

from comity.actors import Mention, MentionKind, find_mentions, named
from comity.language import Analyser
from comity.records import Document


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def mentions(analyser: Analyser, text: str, published: date | None = date(2024, 11, 11)) -> list[Mention]:
    return find_mentions(analyser.analyse(Document("d", text, published)))


def words(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]


def test_a_name_inside_a_phrase_is_nested_in_it(analyser: Analyser) -> None:
    text = "The Russian Foreign Minister met students."
    outer, inner = mentions(analyser, text)
    assert (outer.kind, outer.parent) == (MentionKind.OFFICE, None)
    assert (inner.kind, inner.parent, words(text, inner)) == (MentionKind.ADJECTIVE, 0, "Russian")


def test_nesting_goes_as_deep_as_the_words(analyser: Analyser) -> None:
    text = "A spokesman for the Chinese Foreign Ministry spoke."
    found = mentions(analyser, text)
    assert [(words(text, each), each.parent) for each in found] == [
        ("A spokesman for the Chinese Foreign Ministry", None),
        ("the Chinese Foreign Ministry", 0),
        ("Chinese", 1),
    ]


def test_an_office_has_its_role_and_sector(analyser: Analyser) -> None:
    (actor,) = mentions(analyser, "The Chilean defence minister resigned.")[0].actors
    assert (actor.id, actor.country, actor.role, actor.sector) == ("CHL", "CHL", "defence minister", "GOV")


def test_a_person_has_the_role_of_the_day(analyser: Analyser) -> None:
    before = mentions(analyser, "Vladimir Putin spoke.", date(2010, 5, 1))[0].actors[0]
    after = mentions(analyser, "Vladimir Putin spoke.", date(2014, 5, 1))[0].actors[0]
    assert (before.role, after.role) == ("head of government", "head of state")


def test_an_actor_of_a_titled_name_is_the_name(analyser: Analyser) -> None:
    (actor,) = mentions(analyser, "Prime Minister of the Republic of India Narendra Modi called.")[0].actors
    assert actor.text == "Narendra Modi"


def test_each_side_of_a_pair_has_its_own_words(analyser: Analyser) -> None:
    (pair,) = mentions(analyser, "The Russia-India partnership grew.")
    assert [(actor.country, actor.text) for actor in pair.actors] == [("RUS", "Russia"), ("IND", "India")]


def test_a_body_has_an_id_of_its_own(analyser: Analyser) -> None:
    (actor,) = mentions(analyser, "Rosatom built it.")[0].actors
    assert (actor.id, actor.country) == ("RUS/ROSATOM", "RUS")


def test_a_resolved_actor_says_why(analyser: Analyser) -> None:
    found = mentions(analyser, "Peru and Chile met. Both nations signed.")[-1]
    assert found.inferred
    assert all("Peru and Chile" in actor.reason for actor in found.actors)


def test_a_place_says_why_it_is_one(analyser: Analyser) -> None:
    (found,) = mentions(analyser, "They met in Jakarta.")
    assert (found.kind, found.actors[0].reason) == (MentionKind.PLACE, "a place: after 'in'")


def test_the_head_ties_the_phrase_to_its_verb(analyser: Analyser) -> None:
    analysis = analyser.analyse(Document("d", "The Kenyan trade minister praised Uganda."))
    minister = find_mentions(analysis)[0]
    assert analysis.tokens[minister.head].text == "minister"
    assert analysis.tokens[minister.head].dep == "nsubj"


def test_all_words_of_actors_are_the_text(analyser: Analyser) -> None:
    text = "Côte d’Ivoire’s president, the U.S.-led team and Ms. Merkel's aides met both\nsides in Kyiv — “We agree,”"
    for mention in mentions(analyser, text):
        assert all(text[actor.start : actor.end] == actor.text for actor in mention.actors)


def test_a_text_without_words_has_no_mentions(analyser: Analyser) -> None:
    assert mentions(analyser, " \n ") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell in the valley.", False),
        ("The turkey was cold.", False),
        ("It sells shares for us.", False),
        ("He crossed the Indian Ocean.", False),
        ("Shares of the U.S. firm rose.", True),
        ("BRAZIL RAISES COFFEE PRICE", True),
        ("He met Angela Merkel.", True),
        ("Kyiv was silent.", True),
        ("A Rosatom plant opened.", True),
    ],
)
def test_named_tells_without_a_parse_whether_an_actor_is_named(text: str, expected: bool) -> None:
    assert named(text) is expected
