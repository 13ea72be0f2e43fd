"""Names that the words after them explain: "Sea Lion, the naval drill of both", "Main Line 1, the old railway"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import Need, lexicon
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_MOST_BETWEEN = 5
_KINDS = frozenset({ThreadKind.EXERCISE, ThreadKind.PROJECT})
_NAMED = frozenset(
    {MentionKind.STATE, MentionKind.METONYM, MentionKind.IGO, MentionKind.PERSON, MentionKind.BODY, MentionKind.OFFICE}
)


def apposed(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention], world: int) -> Iterator[ThreadName]:
    """Proper names before a comma and a definite noun phrase whose noun says what they are, where two states are."""
    if world < 2:
        return
    for comma in analysis.of(sentence):
        if comma.text != "," or comma.i <= sentence.first or comma.i + 2 >= sentence.last:
            continue
        kind = _kind(analysis, comma, sentence)
        first = _name_start(analysis, comma, sentence)
        if kind is None or first is None:
            continue
        if any(m.kind in _NAMED and m.first < comma.i and m.last > first for m in mentions):
            continue
        canonical = canonical_name(analysis, first, comma.i, mentions, kind)
        yield make_name(analysis, first, comma.i, kind, "apposed", canonical)


def _kind(analysis: Analysis, comma: Token, sentence: Sentence) -> ThreadKind | None:
    """The kind of what stands after the comma: "the naval drill", "a railway"; None where it is nothing of the sort."""
    following = analysis.tokens[comma.i + 1]
    if following.lower not in ("the", "a", "an"):
        return None
    for token in analysis.tokens[comma.i + 2 : min(comma.i + 2 + _MOST_BETWEEN, sentence.last)]:
        if token.dep == "appos" or (token.pos == "NOUN" and token.dep != "compound"):
            heads = lexicon().heads.get(token.lemma, ())
            found = [head for head in heads if len(head.words) == 1 and head.need not in (Need.BUILT, Need.TRADED)]
            kind = next((head.kind for head in found if head.kind in _KINDS), None)
            return kind if token.dep == "appos" else None
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM", "PUNCT"):
            return None
    return None


def _name_start(analysis: Analysis, comma: Token, sentence: Sentence) -> int | None:
    """Where the capitalised name before the comma begins; None where there is none of two words, or a number."""
    tokens = analysis.tokens
    first = comma.i
    while first > sentence.first and (
        tokens[first - 1].pos == "PROPN" or tokens[first - 1].text.isdigit() or tokens[first - 1].text == "-"
    ):
        first -= 1
    words = [token for token in tokens[first : comma.i] if token.text != "-"]
    if not words or not words[0].text[:1].isupper() or (len(words) == 1 and words[0].text.isalpha()):
        return None
    return first
