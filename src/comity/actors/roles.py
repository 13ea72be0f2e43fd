"""Role words: where the nouns of the table of offices stand in a text, and what to call the role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.actors import tables
from comity.actors.cues import cue
from comity.actors.tables import Office
from comity.language.analysis import Token

_PIECE = re.compile(r"['’]s\b|[\w.]+|[^\w\s]")

# Offices of the table as the people tables and the records name them.
_CANONICAL = {
    "president": "head of state",
    "king": "head of state",
    "queen": "head of state",
    "emir": "head of state",
    "sultan": "head of state",
    "monarch": "head of state",
    "emperor": "head of state",
    "pope": "head of state",
    "prime minister": "head of government",
    "premier": "head of government",
    "chancellor": "head of government",
}
# Heads and members of whatever body the words after "of" name; alone these words say nothing.
_HEADS = Office(
    tuple(sorted(cue("head of a body"))),
    tuple(sorted(cue("heads of a body"))),
    "head",
    "GOV",
    "person",
    False,
    "",
)
PAST = frozenset({"former", "ex", "late", "deposed", "ousted", "exiled"})

_PEOPLE = Office(
    tuple(sorted(cue("person of a state"))),
    tuple(sorted(cue("people of a state"))),
    "people",
    "CVL",
    "people",
    False,
    "",
)
_KIN = Office(tuple(sorted(cue("relative"))), (), "relative", "ELI", "person", False, "")


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role noun at the tokens [first, last)."""

    first: int
    last: int
    office: Office
    plural: bool


@cache
def _roles() -> dict[str, tuple[tuple[tuple[str, ...], Office, bool], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Office, bool]]] = {}
    for office in (*tables.offices(), _HEADS, _PEOPLE, _KIN):
        for names, plural in ((office.names, False), (office.plurals, True)):
            for name in names:
                pieces = tuple(_PIECE.findall(name.lower()))
                if pieces:
                    found.setdefault(pieces[0], []).append((pieces, office, plural))
    return {
        first: tuple(sorted(several, key=lambda each: (-len(each[0]), each[1] in (_HEADS, _PEOPLE, _KIN))))
        for first, several in found.items()
    }


def role_words(tokens: list[Token]) -> Iterator[RoleWord]:
    """The longest role nouns from left to right; verbs of the same form ("he heads", "to guard") are not taken."""
    known = _roles()
    size, at = len(tokens), 0
    while at < size:
        several = known.get(tokens[at].lower)
        if several is not None:
            for pieces, office, plural in several:
                end = at + len(pieces)
                if end <= size and all(tokens[at + k].lower == pieces[k] for k in range(1, len(pieces))):
                    last = tokens[end - 1]
                    if _is_noun(tokens, last, len(pieces), office.kind == "person"):
                        yield RoleWord(at, end, office, plural)
                        at = end - 1
                        break
        at += 1


def _is_noun(tokens: list[Token], last: Token, length: int, title: bool) -> bool:
    """Whether a role word is the head of its noun phrase, or a title before a name, here."""
    if not title and last.i + 1 < len(tokens) and tokens[last.i + 1].lower == "to" and last.lower in _ABSTRACT:
        return False
    if not (last.pos in _NOMINAL or (last.text[0].isupper() and last.pos not in _VERBAL) or length > 1):
        return False
    before = ("NOUN",) if title else ("NOUN", "PROPN")
    if last.dep in ("compound", "amod", "nmod", "npadvmod") and last.head > last.i and tokens[last.head].pos in before:
        between = tokens[last.i + 1 : last.head + 1]
        return not all(token.pos in ("NOUN", "ADJ", "PUNCT", "NUM", "PROPN") for token in between)
    return last.tag != "JJ" or last.i + 1 >= len(tokens) or tokens[last.i + 1].pos != "NOUN"


_ABSTRACT = frozenset({"opposition", "authority"})  # "his opposition to the tax"
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_VERBAL = frozenset({"VERB", "AUX"})


def is_bare_head(office: Office) -> bool:
    """Whether an office is only "head", "chairman", "member" of something that other words name."""
    return office is _HEADS


def role_name(office: Office, modifiers: frozenset[str]) -> str:
    """The role as records write it: "head of state", "foreign minister", "former foreign minister", "deputy ..."."""
    role = _CANONICAL.get(office.role, office.role)
    if modifiers & PAST:
        return f"former {role}"
    if modifiers & {"deputy", "vice", "assistant", "first"} and not role.startswith(("deputy", "vice")):
        return f"deputy {role}" if modifiers & {"deputy", "vice", "assistant"} else role
    return role
