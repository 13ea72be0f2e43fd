"""What a raw text names, before any parse: whether it names an actor, which codes a title or a publisher names."""

from __future__ import annotations

import re
from datetime import date

from comity.actors import tables
from comity.actors.lexicon import Sort, lexicon
from comity.actors.people import people
from comity.actors.words import Words
from comity.records import Document

# Which sense of a name comes first where nothing else decides.
ORDER = (
    Sort.PERSON,
    Sort.IGO,
    Sort.STATE,
    Sort.BODY,
    Sort.GROUP,
    Sort.MEMBERS,
    Sort.ADJECTIVE,
    Sort.DEMONYM,
    Sort.DEMONYMS,
    Sort.COMBINING,
    Sort.CAPITAL,
    Sort.SEAT,
    Sort.CITY,
    Sort.NOTHING,
)
_NO_SIGN = frozenset({Sort.NOTHING, Sort.CITY})  # a city alone does not make a text speak of a state
_GOVERNMENT = re.compile(
    r"\b(kremlin|government|govt|office|ministry|minister|president|presidency|embassy|consulate|white house|cabinet"
    r"|state department|department of|council of ministers|foreign affairs|mission|press information bureau)\b",
    re.IGNORECASE,
)
_OFFICIAL_HOST = re.compile(
    r"//[^/]*?\b(?:gov|gob|gouv|govt|mfa|mid|mea|president|kremlin|pm|pmo|gc)\b[^/]*?\.([a-z]{2})(?:[:/]|$)"
)
_UNITED_STATES = re.compile(r"//[^/\s]*\.(?:gov|mil)(?:[:/]|$)")


def names_actor(text: str, day: date | None = None) -> bool:
    """Whether a raw text holds any name of the lexicon that may be an actor; no parse is needed."""
    for hit in lexicon().hits(Words.of(text)):
        for phrase in hit.phrases:
            if any(sense.sort not in _NO_SIGN and not sense.weak and sense.holds(day) for sense in phrase.meanings):
                return True
    return False


def codes_in(text: str, day: date | None) -> tuple[str, ...]:
    """Codes that a short raw text (a title, a publisher) names by state, adjective, seat or organisation, in order."""
    found: dict[str, None] = {}
    for hit in lexicon().hits(Words.of(text)):
        senses = [sense for phrase in hit.phrases for sense in phrase.meanings]
        if all(sense.sort is Sort.NOTHING for sense in senses):
            continue
        for sense in sorted(senses, key=lambda each: ORDER.index(each.sort)):
            if sense.sort is Sort.PERSON:
                found[people()[sense.id].country(day)] = None
                break
            if not sense.weak and sense.sort not in (Sort.COMBINING, Sort.NOTHING, Sort.CITY):
                found.update(dict.fromkeys(tables.current(code, day) for code in sense.codes))
                break
    return tuple(found)


_PRESIDENCY = re.compile(r"\b(kremlin|president|presidency|presidential|head of state|white house)\b", re.IGNORECASE)


def is_presidency(document: Document) -> bool:
    """Whether a document is published by the office of a president, who is "the President" in it."""
    return document.publisher is not None and _PRESIDENCY.search(document.publisher) is not None


def publisher_state(document: Document) -> str:
    """The state whose authority published a document, by the publisher's name or an official address; else "".

    The publisher may be given as an address too ("president.gov.ua").
    """
    if document.publisher and _GOVERNMENT.search(document.publisher):
        codes = [code for code in codes_in(document.publisher, document.published) if code in tables.states()]
        if len(codes) == 1:
            return codes[0]
    for address in (document.url or "", f"//{document.publisher or ''}"):
        if _UNITED_STATES.search(address):
            return "USA"
        host = _OFFICIAL_HOST.search(address)
        if host is None:
            continue
        for state in tables.states().values():
            if state.alpha2.lower() == host.group(1) and state.kind != "former":
                return state.code
    return ""
