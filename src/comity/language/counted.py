"""What a number counts: the noun that it modifies in the parse, or the noun that ends the phrase after it."""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Sentence, Token
from comity.language.vocabulary import words

_COLLECTIVES = words(
    "aircraft personnel troops people staff police military crew cattle head infantry spacecraft helicopters "
    "ship naval dead wounded injured missing others offspring youth percent pct salmon fish livestock "
    "artillery ammunition"
)
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "SYM"})
_CASUALTY_VERBS = words(
    "kill wound injure die arrest detain hurt behead execute evacuate displace slay shoot hospitalize"
)

# What compounds count that is worth knowing ("the 44-nation group"), with the unit; pairs of states only refer.
_COMPOUNDS = {
    "bank": "banks", "reactor": "reactors", "unit": "units", "nation": "nations", "country": "countries",
    "state": "states", "ship": "ships", "vessel": "vessels", "aircraft": "aircraft", "plane": "planes",
    "missile": "missiles", "tank": "tanks", "warhead": "warheads", "soldier": "soldiers", "troop": "troops",
    "man": "people", "strong": "people", "person": "people", "company": "companies", "island": "islands",
    "satellite": "satellites", "turbine": "turbines",
}  # fmt: skip
_COMPOUND = re.compile(r"[-–](?P<noun>" + "|".join(_COMPOUNDS) + r")(?=[\s-])(?!-old)")
_SEVERAL = 4  # nations from which on they are a group and not "the two-state solution"


def compound_noun(text: str, end: int, value: float) -> tuple[str, int] | None:
    """The unit that a compound counts from the number that ends at `end`, and where the compound ends."""
    found = _COMPOUND.match(text, end)
    if found is None or value < (_SEVERAL if found["noun"] in ("nation", "country", "state", "man", "person") else 2):
        return None
    return _COMPOUNDS[found["noun"]], found.end()


def counted_noun(analysis: Analysis, number: Token, sentence: Sentence, one: bool) -> Token | None:
    """The noun that is counted by the number whose last word is `number`; None when there is none.

    `one`: the number is one, so a singular noun will do.
    """
    tokens = analysis.tokens
    head = tokens[number.head]
    if (
        number.dep in ("nummod", "quantmod", "amod", "nmod", "compound", "det", "npadvmod")
        and number.i < head.i < min(sentence.last, number.i + 9)
        and _fits(head, one)
        and all(_modifies(tokens, i) for i in range(number.i + 1, head.i))
    ):
        return head
    best: Token | None = None
    for i in range(number.i + 1, min(sentence.last, number.i + 8)):
        token = tokens[i]
        if token.pos in ("NOUN", "PROPN") and _fits(token, one):
            best = token
            if i + 1 < sentence.last and tokens[i + 1].pos not in ("NOUN", "PROPN"):
                break
        elif not _modifies(tokens, i):
            break
    if best is not None:
        return best
    following = tokens[number.i + 1] if number.i + 1 < sentence.last else None
    if following is not None and following.lower == "of":
        for i in range(number.i + 2, min(sentence.last, number.i + 9)):
            token = tokens[i]
            if (
                token.pos in ("NOUN", "PROPN")
                and token.dep in ("pobj", "conj", "appos")
                and token.tag in ("NNS", "NNPS")
            ):
                return token
            if token.pos in ("VERB", "AUX", "ADP") and token.tag not in ("VBN", "VBG"):
                break
    return None


def counts_casualties(analysis: Analysis, number: Token) -> bool:
    """Whether a bare number is the people of "20 were killed", "killing at least 20", "12 dead"."""
    tokens = analysis.tokens
    head = tokens[number.head]
    if head.lemma in _CASUALTY_VERBS and number.dep in ("nsubj", "nsubjpass", "dobj"):
        return True
    following = tokens[number.i + 1] if number.i + 1 < len(tokens) else None
    return following is not None and following.lower in ("dead", "wounded", "injured", "others", "missing")


def _fits(token: Token, one: bool) -> bool:
    if token.pos == "NOUN" or token.tag == "NNPS":
        if one:
            return token.tag in ("NN", "NNP", "NNS")
        return token.tag in ("NNS", "NNPS") or token.lower in _COLLECTIVES
    return (
        token.tag == "NNP"
        and not one
        and token.lower.endswith("s")
        and not token.text.isupper()
        and len(token.text) > 4
    )


def _modifies(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if (tokens[i - 1].text == "-" and tokens[i - 1].end == token.start) or (
        i + 1 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].start == token.end
    ):
        return True  # "474 know-how certificates"
    return (
        token.pos in _BETWEEN
        or token.tag in ("VBN", "VBG", "HYPH")
        or token.lower in ("-", "'s", "’s", "more")
        or (token.pos == "CCONJ" and tokens[i - 1].pos == "ADJ")
    )
