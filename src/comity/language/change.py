"""Is a number a level, a change in percent, a difference or a ratio, and which way does it go?

The verb or noun that governs the number decides, by the preposition between them: "rose 35 percent", "rose by 200 MW",
"a 5% drop", "up 12 pct" are changes, "rose to 3 billion", "fell from 5" are levels. "Doubled" is a ratio of 2 that goes
up, "halved" a ratio of 0.5 that goes down.
"""

from __future__ import annotations

from comity.language.analysis import Analysis, Token
from comity.language.vocabulary import words
from comity.records import Change

UP = words(
    "rise increase grow surge jump climb gain soar expand advance rally strengthen escalate accelerate rocket "
    "leap swell appreciate up raise boost hike lift growth gain upturn upsurge uptick spike expansion double "
    "triple quadruple multiply improve enlarge add addition appreciation enhance exceed higher more upward "
    "widen rebound recover"
)
DOWN = words(
    "fall decline drop decrease slip plunge tumble shrink contract slide dip sink ease slump plummet dive "
    "lower cut reduce slash trim curb down reduction contraction downturn depreciate depreciation lose loss "
    "weaken diminish halve narrow shed less lower curtail downward devalue cutback"
)
_INTRANSITIVE = words(
    "rise grow surge jump climb gain soar advance rally rocket leap swell appreciate fall decline drop slip "
    "plunge tumble shrink slide dip sink ease slump plummet dive increase decrease expand contract depreciate "
    "weaken strengthen accelerate edge inch rebound recover improve widen narrow spike nudge"
)
_NOUNS = words(
    "rise increase growth surge jump gain decline drop decrease fall plunge reduction cut hike contraction "
    "slump dip expansion spike upturn uptick appreciation depreciation slide downturn raise boost upsurge "
    "devaluation rebound improvement cutback"
)
_TIME_UNITS = words("seconds minutes hours days weeks months years decades centuries")
_STATIC = words("make take end set use buy eat give sign open")
_PARTICLES = {"up": "up", "down": "down"}
_COMPARATIVES = {
    "higher": "up",
    "more": "up",
    "above": "up",
    "lower": "down",
    "less": "down",
    "fewer": "down",
    "below": "down",
    "greater": "up",
    "larger": "up",
    "bigger": "up",
    "smaller": "down",
}
INTRANSITIVE = _INTRANSITIVE
_LEVEL_PREPOSITIONS = frozenset(
    {"to", "from", "at", "above", "below", "over", "under", "with", "in", "for", "against", "between"}
)
_CHANGE_PREPOSITIONS = frozenset({"by", "of"})


def direction_of(lemma: str) -> str | None:
    """up, down, or None for a word that moves neither way."""
    return "up" if lemma in UP else "down" if lemma in DOWN else None


def governor(analysis: Analysis, first: int, last: int) -> tuple[Token | None, list[str], str]:
    """The verb or changing noun above tokens [first, last], the prepositions on the way, the relation under it."""
    tokens = analysis.tokens
    inside = range(first, last + 1)
    token = tokens[last]
    for i in inside:
        if tokens[i].head not in inside or tokens[i].head == i:
            token = tokens[i]
            break
    prepositions: list[str] = []
    relation = token.dep
    for _ in range(6):
        if token.head == token.i:
            return (token if token.pos in ("VERB", "AUX") else None), prepositions, relation
        relation = token.dep
        token = tokens[token.head]
        if token.pos == "ADP" or token.dep in ("prep", "agent"):
            prepositions.append(token.lower)
        elif token.pos in ("VERB", "AUX") or token.lemma in _NOUNS:
            return token, prepositions, relation
    return None, prepositions, relation


def _of_phrasal_verb(tokens: list[Token], first: int, particle: str) -> bool:
    """ "Made up 2 percent", "ended up with", "took up": the particle belongs to a verb that does not move."""
    found = next((tokens[i] for i in range(first - 1, max(-1, first - 4), -1) if tokens[i].lower == particle), None)
    if found is None:
        return False
    verb = tokens[found.head]
    return verb.lemma in _STATIC and found.i - 3 <= verb.i < found.i


def change_of(analysis: Analysis, first: int, last: int, unit: str) -> tuple[Change, str | None]:
    """What the number at tokens [first, last] (unit word included) is, and its direction."""
    tokens = analysis.tokens
    sentence = tokens[first].sentence
    kind = Change.PERCENT_CHANGE if unit == "percent" else Change.DIFFERENCE
    before = [tokens[i] for i in range(max(0, first - 3), first) if tokens[i].sentence == sentence]
    after = [tokens[i] for i in range(last + 1, min(len(tokens), last + 4)) if tokens[i].sentence == sentence]
    previous = [
        t.lower
        for t in before
        if t.lower
        not in (
            "a",
            "an",
            "some",
            "about",
            "by",
            "over",
            "nearly",
            "almost",
            "around",
            "more",
            "than",
            "the",
            "another",
            "roughly",
            "just",
        )
    ]
    words_before = [t.lower for t in before]
    if (
        previous
        and previous[-1] in _PARTICLES
        and not _of_phrasal_verb(tokens, first, previous[-1])
        and not (words_before and words_before[-1] in ("to", "from"))
        and "to" not in words_before[words_before.index(previous[-1]) :]
    ):
        return kind, _PARTICLES[previous[-1]]
    hedges_next = len(after) > 2 and after[1].lower == "than" and after[2].pos == "NUM"  # "of 65 billion more than 61"
    if (
        after
        and not hedges_next
        and after[0].lower in _COMPARATIVES
        and (
            len(after) == 1
            or after[0].lower in ("higher", "lower")
            or after[1].lower in ("than", ",", ".", "expensive", "costly", "on", "year")
        )
    ):
        return kind, _COMPARATIVES[after[0].lower]
    verb, prepositions, relation = governor(analysis, first, last)
    if unit in _TIME_UNITS and (verb is None or prepositions != ["by"]):
        return Change.LEVEL, None  # "a 20-month decline" lasts, it does not fall, by twenty months
    noun_after = next((t for t in after[:3] if t.lemma in _NOUNS), None)
    if noun_after is not None and all(
        t.pos in ("ADJ", "NOUN", "PUNCT", "ADV") or t.lower in ("annual", "-") for t in after[: after.index(noun_after)]
    ):
        following = tokens[noun_after.i + 1].lower if noun_after.i + 1 < len(tokens) else ""
        if noun_after.pos == "NOUN" and following not in ("rate", "rates", "target", "targets"):
            return (kind if unit else Change.DIFFERENCE), direction_of(noun_after.lemma)
        if noun_after.pos == "NOUN" and unit == "percent" and following in ("rate", "rates", "target", "targets"):
            return kind, direction_of(noun_after.lemma)
    if verb is None:
        return Change.LEVEL, None
    way = direction_of(verb.lemma)
    nearest = prepositions[0] if prepositions else ""
    if verb.pos not in ("VERB", "AUX"):
        if nearest in ("of", "by", "") and (not prepositions or len(prepositions) == 1):
            if nearest == "" and relation not in ("compound", "nummod", "amod", "nmod", "npadvmod"):
                return Change.LEVEL, None
            return kind, way
        return Change.LEVEL, None
    if way is None and verb.lemma in ("edge", "inch", "go", "move", "come", "be", "end", "close", "nudge"):
        particle = next(
            (tokens[i].lower for i in verb.children if tokens[i].lower in _PARTICLES and tokens[i].i < first), None
        )
        if particle is not None and nearest not in _LEVEL_PREPOSITIONS:
            return kind, _PARTICLES[particle]
    if way is None:
        return Change.LEVEL, None
    if nearest == "by" and len(prepositions) == 1:
        return kind, way
    if (
        not prepositions
        and verb.lemma in _INTRANSITIVE
        and verb.i < first
        and relation in ("dobj", "npadvmod", "advmod", "attr", "nummod", "ccomp", "oprd")
    ):
        return kind, way
    if (
        not prepositions
        and unit in ("percent", "percentage points", "basis points")
        and verb.i < first
        and relation in ("dobj", "npadvmod", "advmod", "attr")
    ):
        return kind, way
    return Change.LEVEL, None
