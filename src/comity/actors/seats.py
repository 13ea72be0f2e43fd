"""Seats of power: whether "Moscow" is the government that sits there or the place itself."""

from __future__ import annotations

import re

from comity.actors.atoms import Atom
from comity.actors.cues import cue
from comity.actors.lexicon import Sort
from comity.language.analysis import Analysis, SentenceKind, Token

_LOCATIVE = cue("locative")
_AT = frozenset({"in", "at", "near", "outside", "inside"})
_DIRECTED = frozenset({"to", "from", "for", "towards", "toward", "back"})
_MOTION = cue("motion")
_SITE_VERBS = cue("visiting or attacking")
_SITE_NOUNS = cue("part of a city")
_VENUE_NOUNS = cue("venue")
_NOT_AGENT = cue("being")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"[^\n]{{0,60}}?(?:\([A-Z][\w ]+\)\s*[-\u2013\u2014]|[-\u2013\u2014]{{1,2}}\s|,\s+{_MONTH}\s+\d)"
)


def is_place(analysis: Analysis, atom: Atom) -> str:
    """Why a capital or seat of power is only a place here; "" where it stands for the government.

    After a preposition of place, of motion beside a verb or noun of motion, in a dateline, as the object of a verb of
    visiting or attacking, or beside a noun that belongs to a city, it is a place. As subject of what only governments
    do, as possessor, or after "with", "between", "against", "by" it is the government.
    """
    tokens = analysis.tokens
    head = _head(tokens, atom)
    before = _before(tokens, atom.first)
    after = tokens[atom.last] if atom.last < len(tokens) else None
    if _in_dateline(analysis, atom):
        return "in a dateline"
    if before is not None and before.lower in _LOCATIVE and (atom.sort is Sort.CAPITAL or before.lower in _AT):
        return f"after {before.text!r}"
    if before is not None and before.lower in _DIRECTED and before.tag in ("IN", "TO", "RP", "RB"):
        governor = tokens[before.head]
        if (
            governor.lemma in _MOTION
            or governor.lower in _MOTION
            or (governor.pos == "ADP" and governor.lower == "from")
        ):
            return f"after {governor.text!r} {before.text!r}"
    if atom.sort is not Sort.CAPITAL:
        return (
            "visited" if head.dep == "dobj" and tokens[head.head].lemma in ("visit", "leave", "tour", "reach") else ""
        )
    if before is not None and before.lower == "of" and tokens[before.head].lower in _SITE_NOUNS:
        return f"after {tokens[before.head].text!r} of"
    if before is not None and before.text == "," and atom.first >= 2 and _after_place(tokens, atom):
        return "after another place"
    if after is not None and after.tag == "POS":
        owned = tokens[head.head]
        return f"beside {owned.text!r}" if owned.lower in _SITE_NOUNS else ""
    if after is not None and after.start - atom.end <= 1 and after.lower in _VENUE_NOUNS | _SITE_NOUNS:
        return f"beside {after.text!r}"
    if head.dep in ("compound", "nmod", "amod") and tokens[head.head].lower in _VENUE_NOUNS:
        return f"beside {tokens[head.head].text!r}"
    verb = tokens[head.head]
    if head.dep == "dobj" and verb.lemma in _SITE_VERBS:
        return f"object of {verb.text!r}"
    if head.dep == "nsubjpass" and verb.lemma in _SITE_VERBS:
        return f"object of {verb.text!r}"
    if head.dep == "nsubj" and verb.lemma in _NOT_AGENT and verb.lemma in ("lie", "stand", "locate", "wake", "boast"):
        return f"subject of {verb.text!r}"
    if head.dep in (
        "nsubj",
        "agent",
        "poss",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "compound",
        "amod",
        "dative",
        "csubj",
    ):
        return ""
    if head.dep in ("ROOT", "npadvmod", "appos") and analysis.sentences[head.sentence].kind is SentenceKind.LABEL:
        return "in a label"
    return "beside no verb" if head.dep in ("npadvmod", "dep") else ""


def _head(tokens: list[Token], atom: Atom) -> Token:
    for i in range(atom.first, atom.last):
        if not atom.first <= tokens[i].head < atom.last or tokens[i].head == i:
            return tokens[i]
    return tokens[atom.last - 1]


def _before(tokens: list[Token], first: int) -> Token | None:
    """The word before a name, an article and "capital" or "downtown" passed over."""
    k = first - 1
    while k >= 0 and tokens[k].lower in ("the", "downtown", "central", "both", "neighbouring", "neighboring", "nearby"):
        k -= 1
    return tokens[k] if k >= 0 and tokens[k].sentence == tokens[first].sentence else None


def _after_place(tokens: list[Token], atom: Atom) -> bool:
    """Whether a capital follows a comma and another capitalised word that itself follows a preposition of place."""
    k = atom.first - 2
    while k >= 0 and tokens[k].pos == "PROPN":
        k -= 1
    return k >= 0 and tokens[k].lower in _LOCATIVE and tokens[k + 1].pos == "PROPN"


def _in_dateline(analysis: Analysis, atom: Atom) -> bool:
    sentence = analysis.sentences[analysis.tokens[atom.first].sentence]
    if sentence.kind is SentenceKind.LABEL and atom.start - sentence.start < 3:
        return analysis.document.text[sentence.end - 1] != ":"
    text = analysis.document.text
    line = text.rfind("\n", 0, atom.start) + 1
    return (
        atom.start - line <= 6 and not text[line : atom.start].strip() and _DATELINE.match(text, atom.end) is not None
    )
