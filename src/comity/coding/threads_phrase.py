"""Where the noun phrase of a thread begins and ends, and what it says of the thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import lexicon
from comity.language.analysis import Analysis, Sentence, Token

_LEFT_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_LEFT_DEP = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "nummod",
        "poss",
        "advmod",
        "npadvmod",
        "punct",
        "case",
        "cc",
        "conj",
        "quantmod",
        "appos",
    }
)
_COMPLEMENT = frozenset({"of", "on", "for", "between", "with", "against", "among", "to", "concerning", "regarding"})
_JOIN = frozenset({"of", "on", "for", "and", "the", "&", "against", "between", "with", "in", "-", "–", "/", "to"})
_CLOSE = frozenset({"on", "of", "for", "between", "among"})
_ORDINAL = re.compile(r"^(\d{1,3})(st|nd|rd|th)$")
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth",
    "sixteenth seventeenth eighteenth nineteenth twentieth",
)
WORD_ORDINALS = {word: number for number, word in enumerate(" ".join(_ORDINAL_WORDS).split(), start=1)}
_MOST_LEFT = 9
_MOST_RIGHT = 12
_PARTY_KINDS = frozenset(
    {
        MentionKind.STATE,
        MentionKind.ADJECTIVE,
        MentionKind.METONYM,
        MentionKind.IGO,
        MentionKind.DEMONYM,
        MentionKind.ANAPHOR,
    }
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a phrase says besides its head noun."""

    capitals: int  # capitalised words of a name
    parties: tuple[str, ...]  # countries and organisations named in it
    sharing: bool  # "joint", "intergovernmental"
    series: bool  # "annual", "regular", "22nd"
    topic: bool  # what it is about
    plural: bool
    domestic: bool  # a body of one state, a firm
    national: bool  # "national", "youth": no thing between states when it is a body or a plant
    ordinal: int | None
    complement: bool  # the topic follows the noun ("agreement on trade")


def left_edge(analysis: Analysis, head: Token, sentence: Sentence) -> int:
    """Token number where the modifiers before a head noun begin; articles and owners stay outside."""
    tokens = analysis.tokens
    first = head.i
    titled = head.text[:1].isupper()
    for i in range(head.i - 1, max(sentence.first, head.i - _MOST_LEFT) - 1, -1):
        token = tokens[i]
        if token.dep == "det" or token.tag in ("POS", "PRP$", "DT", "PDT", "WDT", "WP$"):
            break
        depends = i < token.head <= head.i
        capital = titled and token.text[:1].isupper() and token.pos != "VERB"
        joiner = token.lower in ("and", "&", "-", "–", "/", ",") and i > sentence.first
        if joiner:
            before = tokens[i - 1]
            if token.lower in ("-", "–", "/"):
                continue
            if (
                titled
                and before.text[:1].isupper()
                and tokens[i + 1].text[:1].isupper()
                and first == i + 1
                and token.lower != ","
            ):
                continue
            if (
                depends
                and token.lower == "and"
                and before.head > i
                and before.pos in ("ADJ", "NOUN")
                and first == i + 1
            ):
                continue
            break
        verbal = token.tag in ("VBN", "VBG", "VBD") and token.dep in ("amod", "compound") and depends
        if capital or verbal or (depends and token.pos in _LEFT_POS and token.dep in _LEFT_DEP):
            first = i
            continue
        break
    return first


def right_edge(analysis: Analysis, head: Token, sentence: Sentence, *, titled: bool) -> int:
    """Token number after the last word that says what the thing is: "… on trade", "… between A and B", "… to build"."""
    tokens = analysis.tokens
    last = head.i + 1
    if titled:
        last = _titled_right(tokens, head.i + 1, sentence.last)
        if last > head.i + 1:
            return last
    limit = head.i + 1 + _MOST_RIGHT
    for child in analysis.children(head):
        if child.i < head.i or child.i > last:
            continue
        if child.dep == "prep" and (child.lower in _COMPLEMENT or _is_topical_in(analysis, child)):
            last = max(last, _phrase_end(analysis, child, limit))
            if last == child.i + 1:  # the parser hung the object elsewhere: take the run of names that follows
                last = max(last, _titled_right(tokens, _past_article(tokens, last, sentence.last), sentence.last))
        elif child.dep == "acl" and (_is_to_infinitive(analysis, child) or (child.i == last and child.tag == "VBG")):
            last = max(last, _phrase_end(analysis, child, limit))
    while last > head.i + 1 and (
        tokens[last - 1].pos in ("PUNCT", "ADP", "CCONJ", "DET", "PART", "SCONJ") and tokens[last - 1].lower != ")"
    ):
        last -= 1
    return last


def _titled_right(tokens: Sequence[Token], start: int, stop: int) -> int:
    """How far a capitalised name runs on: small joining words count only before another capital."""
    last = i = start
    while i < min(stop, start + 14):
        token = tokens[i]
        if token.text[:1].isupper() or (token.text[:1].isdigit() and i == last and len(token.text) < 3):
            i += 1
            last = i
            continue
        if token.lower in _JOIN and i + 1 < stop:
            # "Forum in Moscow" is a name and its place; only "of", "on", "for", "between" carry a name on for sure
            if token.lower in ("in", "to", "with", "and", "&") and not any(
                tokens[j].lower in _CLOSE for j in range(start, i)
            ):
                break
            i += 1
            continue
        break
    return last


def _is_topical_in(analysis: Analysis, preposition: Token) -> bool:
    """Whether an "in" phrase says the field ("projects in nuclear fusion"), not the place ("in Moscow")."""
    return preposition.lower == "in" and any(
        child.dep in ("pobj", "pcomp") and child.pos in ("NOUN", "VERB") and child.lemma not in lexicon().times
        for child in analysis.children(preposition)
    )


def _past_article(tokens: Sequence[Token], start: int, stop: int) -> int:
    return start + 1 if start < stop and tokens[start].pos == "DET" else start


def _is_to_infinitive(analysis: Analysis, verb: Token) -> bool:
    return any(child.lower == "to" and child.dep == "aux" for child in analysis.children(verb))


def _phrase_end(analysis: Analysis, token: Token, limit: int) -> int:
    """The end of a dependent's subtree, cut before relative clauses, asides and commas, and at `limit`."""
    end = token.i + 1
    for below in analysis.subtree(token):
        if below.i < token.i:
            continue
        if below.i >= limit or below.lower in (",", ";", ":", "(", "—", "–", '"', "”"):
            break
        if (
            below.dep in ("relcl", "advcl")
            or (below.dep == "acl" and below is not token)
            or below.tag in ("WDT", "WP", "WRB")
            or below.i > end
        ):
            break
        end = below.i + 1
    return end


def traits(analysis: Analysis, first: int, head: int, last: int, mentions: Sequence[Mention], width: int = 1) -> Traits:
    """What the phrase of tokens [first, last) says of the thread; its head noun is the `width` words up to `head`."""
    words = lexicon()
    tokens = analysis.tokens[first:last]
    start, end = tokens[0].start, tokens[-1].end
    parties: dict[str, None] = {}
    party_tokens: set[int] = set()
    for mention in mentions:
        if (
            mention.start < end
            and mention.end > start
            and (mention.kind in _PARTY_KINDS or mention.start >= analysis.tokens[head].end)
        ):
            parties.update(dict.fromkeys(mention.countries))
            party_tokens.update(range(mention.first, mention.last))
    ordinal = None
    capitals = 0
    topic = complement = False
    for token in tokens:
        if ordinal is None and token.i < head:
            ordinal = _ordinal(token)
        if token.text[:1].isupper() and token.pos not in ("ADP", "DET", "CCONJ"):
            capitals += 1
        if head - width < token.i <= head or token.i in party_tokens:
            continue
        if token.i < head:
            content = (
                token.pos in ("NOUN", "PROPN")
                or (token.pos == "ADJ" and token.tag not in ("JJR", "JJS"))
                or token.tag == "VBG"
            )
            shared = token.lower in words.sharing or token.lower in words.series
            topic = topic or (
                content and not shared and token.lower not in words.light and token.lemma not in words.light
            )
        elif token.pos in ("NOUN", "VERB") or token.pos == "PROPN":
            topic = complement = True
    sentence_start = analysis.sentences[analysis.tokens[head].sentence].first
    if tokens[0].i == sentence_start and tokens[0].text[:1].isupper() and tokens[0].pos != "PROPN":
        capitals -= 1
    lower = {token.lower for token in tokens} | {token.lemma for token in tokens}
    before = {token.lower for token in tokens if token.i <= head}
    return Traits(
        capitals=capitals,
        parties=tuple(parties),
        sharing=not words.sharing.isdisjoint(before),
        series=not words.series.isdisjoint(before) or ordinal is not None,
        topic=topic,
        plural=analysis.tokens[head].tag in ("NNS", "NNPS"),
        domestic=not words.domestic.isdisjoint(lower),
        national=not words.domestic_bodies.isdisjoint(before),
        ordinal=ordinal,
        complement=complement,
    )


def _ordinal(token: Token) -> int | None:
    found = _ORDINAL.match(token.lower)
    if found:
        return int(found.group(1))
    return WORD_ORDINALS.get(token.lower)
