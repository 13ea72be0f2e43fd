"""Names of parties as a reader wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.brief.naming import attribution, names_a_side, people_of, person
from comity.records import Actor, Event, Trigger

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


def coded(quote: str, giver: Actor, taker: Actor) -> Event:
    """An event whose sentence begins at 100, after words that name both parties."""
    first = quote.split()[0]
    return Event(
        document="d",
        published=DAY,
        quote=quote,
        start=100,
        end=100 + len(quote),
        coder="c",
        confidence=0.8,
        type="SUPPORT",
        quad="verbal_cooperation",
        score=4.0,
        cameo="051",
        trigger=Trigger(first, 100, 100 + len(first)),
        actors=(giver,),
        recipients=(taker,),
    )


def at(place: int, who: Actor) -> Actor:
    return replace(who, start=place, end=place + len(who.text))


def test_a_sentence_that_names_no_party_does_not_stand_alone() -> None:
    earlier = at(0, actor("Vladimir Putin", inferred=True))
    guests = at(20, actor("Indian guests", "IND", inferred=True))
    assert not names_a_side(coded("Thank you for your attention.", earlier, guests))
    assert not names_a_side(coded("We thank you.", at(100, actor("We", inferred=True)), guests))
    me, cabinet = at(100, actor("I", inferred=True)), at(106, actor("the Government", "IND", inferred=True))
    assert not names_a_side(coded("I ask the Government to act.", me, cabinet))
    assert names_a_side(coded("I ask the Indian side.", me, at(106, actor("the Indian side", "IND", inferred=True))))
    assert names_a_side(coded("We thank India.", at(100, actor("We", inferred=True)), at(109, actor("India", "IND"))))
    fair = at(100, actor("Moscow", inferred=True, reason="the clause speaks of a lasting thing of these parties"))
    assert names_a_side(coded("Moscow is grateful.", fair, guests))
