"""Whether a date only qualifies a noun, or belongs to a clause of its own, and so does not date what a sentence tells.

Modifiers are: the date as adjective or part of a name ("the 2018 contract", "the 1960 Indus treaty"), after "of" ("the
convention of 1982"), the term of a programme ("a roadmap to 2030"), what a superlative or ordinal reaches back to ("the
first visit since 2019"), and dates in clauses that "since", "after", "until" and "before" open ("since Mr Modi took
office in May"). Nouns of happenings keep their date: "the talks of 7 November", "the 2023 summit".
"""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Token
from comity.language.vocabulary import words

_HAPPENINGS = words(
    "visit trip tour meeting talk summit conference forum session ceremony call conversation negotiation round attack "
    "strike raid bombing invasion war offensive election referendum speech statement press exercise drill parade "
    "launch test shelling coup protest vote signing phone telephone consultation briefing interview"
)
_TERMS = words(
    "programme program plan roadmap map strategy agenda framework vision concept schedule cooperation agreement "
    "contract lease deal pact mandate target"
)
_CLAUSE_WORDS = words("since after until till before once")
_FORMS = words("nummod compound nmod amod npadvmod quantmod poss")
_TERM_WORDS = words("to for until till through up by")
_REACH = re.compile(
    r"(?i)\b(?:first|second|third|fourth|fifth|last|only|most|least|biggest|largest|highest|lowest|worst|best|closest|strongest|"
    r"deadliest|sharpest|longest|gravest|tallest|fastest)\b[^,.;:]{0,60}$"
)
_STRETCH = re.compile(r"(?i)(?:this|the\s+(?:past|last|current))\s+(?:\w+\s+)?(?:week|month|year|decade|century)s?\b")
_DATED_UP = 6


def is_modifier(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the date at the characters [start, end) dates a noun or a side clause rather than the sentence."""
    inside = analysis.tokens_in(start, end)
    if not inside:
        return False
    tokens = analysis.tokens
    first, last = inside[0], inside[-1]
    top = next((word for word in inside if not first.i <= word.head <= last.i or word.head == word.i), last)
    limit = analysis.sentences[first.sentence].first
    before = tokens[first.i - 1] if first.i > limit else None
    if first.lower in ("since", "after") and first.dep in ("prep", "mark") and _reaches_back(analysis, first, limit):
        return True
    if before is not None and before.dep == "prep" and before.lower in _TERM_WORDS and _is_term(tokens, before, limit):
        return True
    if first.lower in _TERM_WORDS and _is_term(tokens, first, limit):
        return True
    if _counts_up(analysis, first, limit):
        return True
    if _qualifies(tokens, top, first, last, before):
        return True
    return _in_side_clause(analysis, top)


def _qualifies(tokens: list[Token], top: Token, first: Token, last: Token, before: Token | None) -> bool:
    """Whether the date stands before the noun it belongs to, or after it with "of"."""
    head = tokens[top.head]
    nominal = head.pos in ("NOUN", "PROPN") and head.i != top.i
    if nominal and head.i > last.i and top.dep in _FORMS:
        # without an article "On Monday Germany …" and "In 2023 trade …" are read as names by small parsers
        loose = before is not None and before.pos == "ADP" and before.lower != "of"
        return not loose and head.lemma not in _HAPPENINGS
    of = before if before is not None and before.lower == "of" else None
    if of is None or of.i <= 0:
        return False
    owner = tokens[of.head]
    return owner.pos in ("NOUN", "PROPN") and owner.i < of.i and owner.lemma not in _HAPPENINGS


def _is_term(tokens: list[Token], preposition: Token, limit: int) -> bool:
    """Whether a preposition of time follows the noun for a plan or contract, whatever the parse hangs it on."""
    k = preposition.i - 1
    return k >= limit and tokens[k].lemma in _TERMS and tokens[k].pos in ("NOUN", "PROPN")


def _reaches_back(analysis: Analysis, opener: Token, limit: int) -> bool:
    """Whether "since" hangs on a noun, or closes "the first … since"."""
    if analysis.tokens[opener.head].pos in ("NOUN", "PROPN", "ADJ", "NUM") and opener.head < opener.i:
        return True
    begin = analysis.tokens[limit].start
    return _REACH.search(analysis.document.text[max(begin, opener.start - 90) : opener.start]) is not None


def _counts_up(analysis: Analysis, first: Token, limit: int) -> bool:
    """Whether "this year" says within what time something is the third or the biggest."""
    if first.lower not in ("this", "the") or not _STRETCH.match(analysis.document.text, first.start):
        return False
    begin = analysis.tokens[limit].start
    return _REACH.search(analysis.document.text[max(begin, first.start - 90) : first.start]) is not None


def _in_side_clause(analysis: Analysis, token: Token) -> bool:
    """Whether the nearest verb above opens with "since", "after", "until", "before"."""
    tokens = analysis.tokens
    for _ in range(_DATED_UP):
        if token.head == token.i:
            return False
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "xcomp", "conj"):
            break
        token = tokens[token.head]
    if token.pos not in ("VERB", "AUX"):
        return False
    if token.dep == "pcomp":
        return tokens[token.head].lower in _CLAUSE_WORDS
    if token.dep not in ("advcl", "ccomp"):
        return False
    return any(
        child.dep in ("mark", "prep", "advmod")
        and child.lower in _CLAUSE_WORDS
        and child.i < token.i
        and child.i == min((other.i for other in analysis.subtree(token)), default=-1)
        for child in analysis.children(token)
    )
