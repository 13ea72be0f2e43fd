"""Cheap repairs of parses that small models get wrong again and again, where the right reading is beyond doubt.

"In December Erdogan visited Athens" is parsed as if somebody were called "December Erdogan" and the verb had no
subject: the date goes back to its preposition, and the name becomes the subject that the verb lacks.

"They concluded a contract worth two billion dollars" is parsed as if "a contract worth …" were a clause: the contract
becomes what was concluded, and "worth" says something of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.language.analysis import Token
from comity.language.vocabulary import MONTHS, WEEKDAYS

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_FORMS = frozenset({"compound", "nmod", "nummod", "amod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def part_dates_from_names(tokens: list[Token], first: int, last: int) -> None:
    """Mend the heads of tokens [first, last), one sentence, in place; before children are linked."""
    for date in tokens[first:last]:
        if date.dep not in _FORMS or date.head <= date.i or not _is_date(date.lower):
            continue
        name = tokens[date.head]
        before = tokens[date.i - 1] if date.i > first else None
        if before is None or before.pos != "ADP" or before.lower == "of" or name.pos != "PROPN":
            continue
        between = tokens[date.i + 1 : name.i]
        if any(word.head != name.i or word.pos != "PROPN" for word in between) or _is_date(name.lower):
            continue
        verb = _verb_of(tokens, name, before, last)
        if verb is None:
            continue
        if name.dep == "pobj" and name.head == before.i:
            if any(word.head == verb.i and word.dep in _SUBJECTS for word in tokens[first:last]):
                continue
            passive = any(word.head == verb.i and word.dep == "auxpass" for word in tokens[first:last])
            name.head, name.dep = verb.i, "nsubjpass" if passive else "nsubj"
        elif name.dep not in _SUBJECTS:
            continue
        date.head, date.dep = before.i, "pobj"


def join_worth_to_its_noun(tokens: list[Token], first: int, last: int) -> None:
    """Mend the heads of tokens [first, last), one sentence, in place; before children are linked."""
    for worth in tokens[first:last]:
        if worth.lower != "worth" or worth.dep not in ("ccomp", "xcomp"):
            continue
        verb = tokens[worth.head]
        between = tokens[verb.i + 1 : worth.i]
        noun = next((word for word in between if word.head == worth.i and word.dep == "nsubj"), None)
        if noun is None or verb.pos != "VERB":
            continue
        noun.head, noun.dep = verb.i, "dobj"
        worth.head, worth.dep = noun.i, "amod"


def _is_date(word: str) -> bool:
    return word in MONTHS or word in WEEKDAYS or _YEAR.fullmatch(word) is not None


def _verb_of(tokens: Sequence[Token], name: Token, before: Token, last: int) -> Token | None:
    """The finite verb right after a name (and what is coordinated with it), as main verb."""
    k = name.i + 1
    while (
        k < last and (tokens[k].head == name.i or tokens[k].dep == "conj") and tokens[k].dep in ("cc", "conj", "punct")
    ):
        k += 1
    if k >= last or tokens[k].tag not in _FINITE or tokens[k].pos not in ("VERB", "AUX"):
        return None
    verb = tokens[k]
    if verb.dep in ("aux", "auxpass"):
        verb = tokens[verb.head]
    return verb if (verb.i > name.i and before.head in (verb.i, before.i)) or name.head == verb.i else None
