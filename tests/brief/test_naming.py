"""Names of parties as a reader wants them."""

from __future__ import annotations

from datetime import date

import pytest

from comity.brief.naming import attribution, people_of, person
from comity.records import Actor

DAY = date(2022, 3, 1)


def actor(
    text: str,
    country: str = "RUS",
    role: str | None = None,
    *,
    key: str = "",
    name: str = "",
    inferred: bool = False,
    reason: str = "",
) -> Actor:
    sector = "GOV" if role else None
    return Actor(key or country, country, name or country, text, 0, len(text), role, sector, inferred, reason)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        (actor("Moscow"), "Russia"),
        (actor("New Delhi", "IND"), "India"),
        (actor("Putin", role="head of state"), "Vladimir Putin (Russia)"),
        (actor("Vladimir Putin", role="head of state"), "Vladimir Putin (Russia)"),
        (actor("he", role="head of state", inferred=True), "Vladimir Putin (Russia)"),
        (actor("Indian Prime Minister", "IND", role="head of government"), "Narendra Modi (India)"),
        (actor("both agencies", "IND", role="agency", inferred=True), "India"),
        (actor("The leaders", role="leader", inferred=True), "Russia"),
        (actor("his Indian counterpart", "IND", role="side"), "India"),
        (actor("Energy Minister of India", "IND", role="railway minister"), "the Indian railway minister"),
        (actor("Rosatom", key="RUS/ROSATOM", name="Rosatom"), "Rosatom (Russia)"),
        (actor("A. B. Nobodyov", role="deputy minister"), "A. B. Nobodyov (Russia)"),
    ],
)
def test_an_actor_is_named_by_person_office_or_state(called: Actor, name: str) -> None:
    assert person(called, DAY) == name


def test_who_a_sentence_does_not_name_is_told_as_the_state() -> None:
    filled = actor(
        "Putin", role="head of state", inferred=True, reason="no side is named; the document is about this pair"
    )
    assert person(filled, DAY) == "Russia"


def test_a_state_needs_no_naming_beside_its_person() -> None:
    met = [actor("Putin", role="head of state"), actor("Moscow"), actor("Delhi", "IND"), actor("India", "IND")]
    assert people_of(met, DAY) == "Vladimir Putin (Russia) and India"


def test_nobody_is_named_twice() -> None:
    met = [actor("Putin", role="head of state"), actor("Vladimir Putin", role="head of state")]
    assert people_of(met, DAY) == "Vladimir Putin (Russia)"


def test_an_office_that_speaks_begins_the_sentence() -> None:
    assert (
        attribution(actor("minister", "IND", role="railway minister"), None, DAY) == "The Indian railway minister said"
    )
