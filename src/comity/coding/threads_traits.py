"""What the noun phrase of a thread says of it: whose it is, what it is about, how it is shared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import WORD_ORDINALS, Head, Need, lexicon
from comity.language.analysis import Analysis, Token
from comity.records import ThreadKind

_ORDINAL = re.compile(r"^(\d{1,3})(st|nd|rd|th)$")
_WEAK = frozenset({"international", "regional", "multinational"})
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
    weakly_shared: bool  # shared only by "international", "regional": may be anybody's
    called: bool  # a proper name stands before the noun ("the Aral pipeline")
    count: float  # how many of them ("28 agreements"), 0 when uncounted


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
    if ordinal == 1 and counts_since(analysis, analysis.tokens[head]):
        ordinal = None
    sharing = words.sharing & {token.lower for token in tokens if token.i <= head}
    sentence_start = analysis.sentences[analysis.tokens[head].sentence].first
    if tokens[0].i == sentence_start and tokens[0].text[:1].isupper() and tokens[0].pos != "PROPN":
        capitals -= 1
    lower = {token.lower for token in tokens} | {token.lemma for token in tokens if token.pos in ("NOUN", "PROPN")}
    before = {token.lower for token in tokens if token.i <= head}
    before_lemmas = {token.lemma for token in tokens if token.i <= head and token.pos in ("NOUN", "PROPN")}
    return Traits(
        capitals=capitals,
        parties=tuple(parties),
        sharing=bool(sharing),
        series=not words.series.isdisjoint(before) or ordinal is not None,
        topic=topic,
        plural=analysis.tokens[head].tag in ("NNS", "NNPS"),
        domestic=not words.domestic.isdisjoint(before | before_lemmas) or not words.owners.isdisjoint(lower),
        national=not words.domestic_bodies.isdisjoint(before),
        ordinal=ordinal,
        complement=complement,
        weakly_shared=bool(sharing) and sharing <= _WEAK,
        called=any(
            token.text[:1].isupper()
            and token.pos in ("PROPN", "ADJ")
            and token.i not in party_tokens
            and token.i < head
            for token in tokens[1 if tokens[0].i == sentence_start else 0 :]
        ),
        count=_count(tokens, head),
    )


def owned(analysis: Analysis, head: Token, entry: Head, seen: Traits, mentions: Sequence[Mention]) -> Traits:
    """The same with the two states whose meeting it is said to be: "their yearly dialogue", "held their summit"."""
    if entry.kind is not ThreadKind.MECHANISM or entry.need not in (Need.SERIES, Need.TOPIC) or seen.parties:
        return seen
    owner = next((child.i for child in analysis.children(head) if child.dep == "poss"), None)
    states = next((m.countries for m in mentions if m.head == owner and m.kind is MentionKind.ANAPHOR), ())
    return replace(seen, parties=states) if len(states) > 1 else seen


def _count(tokens: Sequence[Token], head: int) -> float:
    """The number before a noun; word numbers from two to twelve are few, and say nothing here."""
    numbers = [token.text.replace(",", "") for token in tokens if token.i < head and token.dep == "nummod"]
    return max((float(number) for number in numbers if number.isdigit()), default=0.0)


def _ordinal(token: Token) -> int | None:
    found = _ORDINAL.match(token.lower)
    if found:
        return int(found.group(1))
    return WORD_ORDINALS.get(token.lower)


def counts_since(analysis: Analysis, head: Token) -> bool:
    """Whether "first" counts from some day and is no number of a series: "the first summit since he took office"."""
    sentence = analysis.sentences[head.sentence]
    after = next((token for token in analysis.of(sentence) if token.i > head.i and token.lower == "since"), None)
    return after is not None and analysis.tokens[after.head].i <= after.i + 6


def times_met(analysis: Analysis, head: Token) -> int | None:
    """How often the verb says that it met: 9 in "was held for the ninth time"."""
    for child in analysis.children(analysis.tokens[head.head]):
        if child.lower == "for" and child.i > head.i:
            times = [below for below in analysis.children(child) if below.lemma == "time"]
            return next((found for below in times if (found := ordinal_of(analysis, below))), None)
    return None


def ordinal_of(analysis: Analysis, head: Token) -> int | None:
    """The ordinal before a noun: 24 in "its 24th session"."""
    found = next((nth for child in analysis.children(head) if child.i < head.i and (nth := _ordinal(child))), None)
    return None if found == 1 and counts_since(analysis, head) else found
