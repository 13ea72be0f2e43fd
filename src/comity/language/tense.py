"""Which way the verb that a date hangs on looks: back, ahead, or neither."""

from __future__ import annotations

import re
from enum import Enum

from comity.language.analysis import Analysis, Token
from comity.language.vocabulary import words

_AHEAD_WORDS = words("will shall 'll would should could may might must")
_AHEAD_LEMMAS = words(
    "plan schedule expect intend aim due slate set propose aspire hope forecast project seek target postpone delay"
)
_CUE = re.compile(
    r"(?i)\b(?:will|shall|scheduled|due|upcoming|forthcoming|expected|planned|slated|plans|going\s+to|set\s+to|deadline)\b"
)


class Outlook(Enum):
    """The direction of time of a clause."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


def outlook(analysis: Analysis, start: int, end: int) -> Outlook:
    """The outlook of the words [start, end): that of the nearest verb they depend on, through subjects and adjuncts."""
    words = analysis.tokens_in(start, end)
    if not words:
        return Outlook.OPEN
    first, last = words[0].i, words[-1].i
    token = next((word for word in words if not first <= word.head <= last or word.head == word.i), words[0])
    tokens = analysis.tokens
    for _ in range(8):
        if token.head == token.i:
            break
        is_object = token.dep in ("dobj", "attr", "appos", "conj") and tokens[token.head].pos in ("VERB", "AUX")
        token = tokens[token.head]
        if token.pos in ("VERB", "AUX"):
            found = _of_verb(analysis, token)
            if found is Outlook.PAST and is_object:
                return Outlook.OPEN
            return found
        if token.lower in ("scheduled", "due", "upcoming", "planned", "expected", "forthcoming"):
            return Outlook.FUTURE
    near = analysis.document.text[max(0, start - 40) : start]
    return Outlook.FUTURE if _CUE.search(near) else Outlook.OPEN


def _of_verb(analysis: Analysis, verb: Token) -> Outlook:
    tokens = analysis.tokens
    if (verb.tag == "VBN" and verb.dep in ("acl", "relcl")) or (verb.tag == "VBN" and not verb.children):
        done = any(tokens[i].dep == "agent" for i in verb.children)  # "goals set by the leaders in May"
        return Outlook.FUTURE if verb.lemma in _AHEAD_LEMMAS and not done else Outlook.PAST
    auxiliaries = [tokens[i] for i in verb.children if tokens[i].dep in ("aux", "auxpass")]
    if any(aux.lower in _AHEAD_WORDS or aux.lemma in ("will", "shall") for aux in auxiliaries):
        perfect = any(aux.lemma == "have" for aux in auxiliaries)
        return Outlook.OPEN if perfect else Outlook.FUTURE
    if verb.lemma in _AHEAD_LEMMAS and (verb.tag in ("VBN", "VBZ", "VBP", "VBG")):
        return Outlook.FUTURE
    if any(aux.lower == "to" for aux in auxiliaries):
        return Outlook.FUTURE
    if any(aux.tag == "VBD" or aux.lemma == "have" for aux in auxiliaries) or verb.tag in ("VBD", "VBN"):
        return Outlook.PAST
    if verb.dep == "conj" and verb.head != verb.i:
        return _of_verb(analysis, tokens[verb.head])
    if any(aux.tag in ("VBZ", "VBP") for aux in auxiliaries) and verb.tag == "VBG":
        return Outlook.FUTURE  # "is meeting on Monday"
    if verb.tag in ("VBZ", "VBP") and verb.lemma in (
        "meet",
        "begin",
        "start",
        "open",
        "expire",
        "arrive",
        "visit",
        "leave",
        "host",
    ):
        return Outlook.FUTURE  # the timetable present
    return Outlook.OPEN
