"""What a number counts: the noun that it modifies in the parse, or the noun that ends the phrase after it."""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Sentence, Token
from comity.language.numbers import SCALES
from comity.language.vocabulary import words

_COLLECTIVES = words(
    "aircraft personnel troops people staff police military crew cattle head infantry spacecraft helicopters "
    "ship naval dead wounded injured missing others offspring youth percent pct salmon fish livestock "
    "artillery ammunition"
)
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "SYM"})
_CASUALTY_VERBS = words(
    "kill wound injure die arrest detain hurt behead execute evacuate displace slay shoot hospitalize "
    "deport jail imprison repatriate rescue infect uproot drown"
)
_HUMAN_VERBS = words(
    "flee live work settle emigrate migrate march protest perish return enrol enroll resettle study serve "
    "visit travel arrive apply vote starve commute speak attend gather"
)
_TALLIES = words("number total")
_LEVELS = words("reach rise fall drop climb jump number total exceed top surpass decline increase decrease soar plunge")
# Plural nouns that are measured in something else than themselves.
_AMOUNTS = words(
    "deficit surplus export import sale shipment delivery reserve stock purchase price cost revenue earning "
    "profit loss holding asset liability debt deposit loan credit investment receipt payment remittance rate "
    "yield wage salary tariff fund expenditure supply production figure level ratio share future contract rupee "
    "dollar temperature inflow outflow flow volume spending good product value budget bond grant tax subsidy rent "
    "margin quota"
)
_CLIMB = 5

# What compounds count that is worth knowing ("the 44-nation group"), with the unit; pairs of states only refer.
_COMPOUNDS = {
    "bank": "banks", "reactor": "reactors", "unit": "units", "nation": "countries", "country": "countries",
    "state": "states", "ship": "ships", "vessel": "vessels", "aircraft": "aircraft", "plane": "planes",
    "missile": "missiles", "tank": "tanks", "warhead": "warheads", "soldier": "soldiers", "troop": "troops",
    "man": "people", "strong": "people", "person": "people", "company": "companies", "island": "islands",
    "satellite": "satellites", "turbine": "turbines", "tanker": "tankers", "helicopter": "helicopters", "jet": "jets",
    "drone": "drones", "truck": "trucks", "submarine": "submarines", "frigate": "frigates", "warship": "warships",
    "brigade": "brigades", "battalion": "battalions", "plant": "plants", "launcher": "launchers", "bed": "beds",
    "fighter": "fighters", "centrifuge": "centrifuges", "vehicle": "vehicles", "job": "jobs", "mine": "mines",
}  # fmt: skip
_COMPOUND = re.compile(r"[-–](?P<noun>" + "|".join(_COMPOUNDS) + r")(?=[\s-])(?!-old)")
_MODEL = re.compile(r"[A-Z][\w-]*\d+[A-Z]?s")  # "40 F-35s"
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
        if (token.pos in ("NOUN", "PROPN") or _taken_for_verb(token)) and _fits(token, one):
            best = token
            if token.tag == "NNS" and i + 1 < sentence.last and tokens[i + 1].pos == "CCONJ":
                break
            if i + 1 < sentence.last and tokens[i + 1].pos not in ("NOUN", "PROPN"):
                break
        elif not _modifies(tokens, i):
            break
    if best is not None:
        return best
    at = number.i + 1
    if at + 1 < sentence.last and tokens[at].lower == "out":
        at += 1  # "76 out of 190 tankers"
    if at < sentence.last and tokens[at].lower == "of":
        for i in range(at + 1, min(sentence.last, at + 8)):
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


def counts_people(analysis: Analysis, number: Token) -> bool:
    """Whether a bare number is people: "20 were killed", "killing at least 20", "12 dead", "4,000 have fled"."""
    tokens = analysis.tokens
    head = tokens[number.head]
    if head.lemma in _CASUALTY_VERBS and number.dep in ("nsubj", "nsubjpass", "dobj"):
        return True
    if head.lemma in _HUMAN_VERBS and number.dep in ("nsubj", "nsubjpass"):
        return True
    if head.lemma == "go" and number.dep == "nsubj" and any(tokens[i].lower == "home" for i in head.children):
        return True
    following = tokens[number.i + 1] if number.i + 1 < len(tokens) else None
    return following is not None and following.lower in ("dead", "wounded", "injured", "others", "missing", "strong")


def numbered_noun(analysis: Analysis, number: Token, start: int) -> Token | None:
    """What a bare number counts when a noun of number says so: "the number of flights rose to 120", "a fleet of 60".

    `start` is where the number begins. The noun after "of" is looked for under the subject or object of the verb above.
    """
    tokens = analysis.tokens
    above = tokens[number.head]
    if above.lower == "numbering" and above.dep == "acl" and above.start < start:
        return tokens[above.head] if tokens[above.head].tag in ("NNS", "NNPS") else None
    node = number
    for _ in range(_CLIMB):
        above = tokens[node.head]
        if above is node or (above.start > start and above.pos not in ("VERB", "AUX")):
            return None
        node = above
        candidates = [tokens[i] for i in node.children if tokens[i].dep in ("nsubj", "nsubjpass", "dobj")]
        for token in (node, *candidates):
            if token.lemma in _TALLIES and token.start < start:
                return _of_what(tokens, token)
            arrived = token.tag == "NNS" and token.dep == "nsubj" and token.start < start and node.lemma in _LEVELS
            if arrived and token.lemma not in _AMOUNTS and number.lower not in SCALES:
                return token
        if node.pos in ("VERB", "AUX") and node.dep not in ("acl", "xcomp", "conj", "advcl"):
            return None
    return None


def _of_what(tokens: list[Token], tally: Token) -> Token | None:
    """The plural noun after "of": "flights" of "the number of flights"."""
    for i in tally.children:
        if tokens[i].lower == "of":
            for below in tokens[i].children:
                if tokens[below].dep == "pobj" and tokens[below].tag in ("NNS", "NNPS"):
                    return tokens[below]
    return None


def _taken_for_verb(token: Token) -> bool:
    """Whether a plural noun was tagged as a verb, though it stands as an object: "27 Bayraktar TB-2 drones"."""
    return token.tag == "VBZ" and token.dep in ("pobj", "dobj")


def _fits(token: Token, one: bool) -> bool:
    if not one and _taken_for_verb(token):
        return True
    if not one and _MODEL.fullmatch(token.text):
        return True
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
        or (token.pos == "CCONJ" and tokens[i - 1].pos in ("ADJ", "NOUN") and tokens[i - 1].tag != "NNS")
    )
