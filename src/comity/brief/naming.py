"""Names of parties for people: states by name, persons by full name, offices in words, each party named once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from comity.actors import tables
from comity.actors.parties import country_name
from comity.actors.people import TOPS, incumbent, people
from comity.records import Actor, Event

_PERSON_ROLE = re.compile(
    r"^(?:former )?(?:head of (?:state|government|organisation)|monarch|supreme leader|crown prince|secretary-general"
    r"|vice president|deputy .*|.*minister|spokes.*|ambassador|official|.*governor|.*adviser|.*chief|speaker of .*"
    r"|party leader|leader|diplomat|negotiator|envoy)$"
)
"""Offices that one person holds; others ("agency", "government", "side") are bodies or too vague to add anything."""

_OFFICE = re.compile(r"^(?:.* minister|ambassador|national security adviser|central bank governor|.* ministry)$")
"""Offices that say more than the state where nobody knows the holder."""

_FILLED_IN = re.compile(r"side is (?:not )?named|^no side")
"""Reasons of actors that a sentence does not name: the document's pair stands in, not any one person."""

_NO_NAMES = frozenset(
    {
        *("i", "we", "you", "he", "she", "it", "they", "our", "my", "your", "his", "her", "its", "their", "this"),
        *("these", "those", "that", "both", "the", "a", "an", "all", "each", "some"),
    }
)
"""Words that a sentence may begin with in capitals, and that name nobody."""

_MOST = 6


def names(codes: Iterable[str]) -> str:
    """`India, Russia` of codes, each once."""
    return ", ".join(dict.fromkeys(country_name(code) for code in codes))


def sides(event: Event) -> str:
    """Who to whom: `Russia → India`, or `India – Russia` where all stand on one side."""
    actors = list(dict.fromkeys(actor.country for actor in event.actors))
    recipients = [code for code in dict.fromkeys(actor.country for actor in event.recipients) if code not in actors]
    if recipients:
        return f"{names(actors)} → {names(recipients)}"
    return " – ".join(sorted(country_name(code) for code in actors))


def names_a_side(event: Event) -> bool:
    """Whether the sentence of an event names one of its parties by itself.

    Where all are inferred from elsewhere ("Thank you for your attention", "I ask the Government to …"), the sentence
    does not stand alone, and should not be what a page or a brief leads with.
    """
    return any(not actor.inferred or _stands_in(actor, event) for actor in (*event.actors, *event.recipients))


def _stands_in(actor: Actor, event: Event) -> bool:
    """Whether an inferred party has its name, no pronoun or common noun, in the sentence all the same.

    After an article or the like only words of the state itself name it: "the Indian side", not "the Government".
    """
    if actor.start < event.start or actor.end > event.end:
        return False
    first, *rest = actor.text.split() or [""]
    if first.casefold() in _NO_NAMES:
        return not _own_words(actor.country).isdisjoint(word.casefold() for word in rest)
    return any(word[:1].isupper() for word in (first, *rest))


def _own_words(country: str) -> frozenset[str]:
    """The names of a state and its adjectives, in lower case."""
    state = tables.states().get(country)
    return frozenset(word.casefold() for word in (*state.all_names, *state.adjectives)) if state else frozenset()


def person(actor: Actor, day: date | None = None) -> str:
    """An actor for people: `Vladimir Putin (Russia)`, `the Indian foreign minister`, `Rosatom (Russia)`, `Russia`.

    A person gets the full name that the tables of people know for the office on `day`. A capital, a seat of power, a
    place, or words too vague to add anything ("the Indian side", "both leaders") are named by their state.
    """
    country = country_name(actor.country)
    if actor.inferred and _FILLED_IN.search(actor.reason):
        return country
    if actor.role is None:
        return _body(actor, country)
    if not _PERSON_ROLE.match(actor.role):
        return f"the {_adjective(actor.country)} {actor.role}" if _OFFICE.match(actor.role) else _named_body(actor)
    full = _full_name(actor, day)
    if full:
        return f"{full} ({country})"
    return f"the {_adjective(actor.country)} {actor.role}" if _OFFICE.match(actor.role) else country


def people_of(actors: Sequence[Actor], day: date | None = None) -> str:
    """All parties of a meeting, each once; a state needs no naming beside the person who stands for it."""
    told = {actor: person(actor, day) for actor in actors}
    states = {country_name(actor.country) for actor in actors if told[actor] != country_name(actor.country)}
    kept = [name for name in dict.fromkeys(told.values()) if name not in states]
    return joined(kept if len(kept) <= _MOST else [*kept[:_MOST], f"{len(kept) - _MOST} more"])


def attribution(speaker: Actor | None, publisher: str | None, day: date | None = None) -> str:
    """`Vladimir Putin (Russia) said`, `according to Reuters`; empty for the own voice of an unknown publisher."""
    if speaker is not None:
        said = f"{person(speaker, day)} said"
        return said[:1].upper() + said[1:]
    return f"according to {publisher}" if publisher else ""


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _body(actor: Actor, country: str) -> str:
    """A company or an agency by its own name, anything else by its state."""
    if "/" not in actor.id or actor.name == country:
        return country
    return actor.name if country.casefold() in actor.name.casefold() else f"{actor.name} ({country})"


def _named_body(actor: Actor) -> str:
    if "/" in actor.id:
        return _body(actor, country_name(actor.country))
    return country_name(actor.country)


def _full_name(actor: Actor, day: date | None) -> str:
    """The name of a person: of the tables where one fits, else the words of the text where they are a name."""
    said = " ".join(actor.text.split())
    role = (actor.role or "").removeprefix("former ")
    holder = incumbent(actor.country, role, day) if role in TOPS or role.endswith("minister") else None
    is_name = not actor.inferred and _is_name(said, actor.country)
    if not is_name:
        known = people().get(said)
        return known.name if known else holder or ""
    last = said.casefold().split()[-1]
    if holder and len(said.split()) == 1 and last in {word.casefold() for word in holder.split()}:
        return holder
    return said


def _is_name(said: str, country: str) -> bool:
    """Whether the words are a proper name: all capitalised, without the name of a state or of an office."""
    found = said.split()
    own = _own_words(country)
    plain = {word.casefold().strip(".,'’") for word in found}
    return (
        bool(found)
        and all(
            word[0].isupper() or word in ("de", "da", "al", "el", "von", "van", "bin", "der", "den") for word in found
        )
        and not plain & (_OFFICE_WORDS | own)
    )


_OFFICE_WORDS = frozenset(
    {
        *("the", "his", "her", "their", "its", "he", "him", "she", "they", "of", "president", "presidents", "minister"),
        *("ministers", "ministry", "secretary", "leader", "leaders", "chancellor", "king", "queen", "prince", "emir"),
        *("premier", "chairman", "chief", "general", "ambassador", "spokesman", "spokeswoman", "spokesperson", "prime"),
        *("foreign", "defence", "defense", "government"),
    }
)


@cache
def _adjective(code: str) -> str:
    state = tables.states().get(code)
    return state.adjectives[0] if state and state.adjectives else country_name(code)
