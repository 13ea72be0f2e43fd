"""ThreadName: words of a document that name a thread, and the canonical form of such a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import WORD_ORDINALS, lexicon
from comity.language.analysis import Analysis, Token
from comity.records import ThreadKind

_YEAR = re.compile(r"(1[89]|20)\d\d([-–/]\d{2,4})?")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_SPACE = re.compile(r"[\s\-–]+")
_JOINING = frozenset({"between", "with", "among"})
_TRAILING = frozenset({"between", "and", "of", "with", "to", "for", "on", "in", "against"})


@dataclass(frozen=True, slots=True)
class ThreadName:
    """Words that name a thread: characters [start, end), tokens [first, last), the token that heads them.

    `rule` says how they were recognised; `named` are parties that stand in the words, `given` those that the table of
    known threads lists; `written` is the name to show where the
    words themselves do not make one: what words of the rule "anaphor" take up, a name that a date parts in two.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    sentence: int
    canonical: str
    kind: ThreadKind
    rule: str
    ordinal: int | None = None
    named: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    written: str = ""


def make_name(
    analysis: Analysis, first: int, last: int, kind: ThreadKind, rule: str, canonical: str, *, head: int | None = None
) -> ThreadName:
    """The name that the tokens [first, last) are; `head` is found from the parse where it is not given."""
    tokens = analysis.tokens
    top = head if head is not None else head_of(analysis, first, last)
    return ThreadName(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        first=first,
        last=last,
        head=top,
        sentence=tokens[top].sentence,
        canonical=canonical,
        kind=kind,
        rule=rule,
    )


def head_of(analysis: Analysis, first: int, last: int) -> int:
    """The token of [first, last) that depends on something outside."""
    return next((i for i in range(last - 1, first - 1, -1) if not first <= analysis.tokens[i].head < last), last - 1)


def canonical_name(
    analysis: Analysis, first: int, last: int, mentions: Sequence[Mention], kind: ThreadKind = ThreadKind.MECHANISM
) -> str:
    """A name without articles, years, party adjectives and light words, in lower case: "annual summit".

    Ordinals go where they count meetings; the sixth package and the second treaty are things of their own.

    Of the mentions states are dropped, and organisations as parties ("agreement with the EU"); in "summit of the
    African Union" the organisation's name is part of what the thread is called.
    """
    light = lexicon().light
    dropped = {
        i
        for mention in mentions
        if mention.kind in (MentionKind.ADJECTIVE, MentionKind.STATE, MentionKind.ANAPHOR)
        or (mention.kind is MentionKind.IGO and _is_partner(analysis, mention, first))
        for i in range(mention.first, mention.last)
    }
    words = []
    aside = False
    counted = kind in (ThreadKind.MECHANISM, ThreadKind.EXERCISE)
    for token in analysis.tokens[first:last]:
        aside = (aside or token.text == "(") and token.text != ")"
        if aside or token.i in dropped or token.pos in ("DET", "PUNCT", "SYM", "PART"):
            continue
        nth = token.lower in WORD_ORDINALS or _ORDINAL.fullmatch(token.lower) is not None
        hyphened = analysis.document.text[token.end : token.end + 1] in ("-", "–")
        slight = not nth and token.lower in light and not _is_of_number(analysis, token)
        if (nth and counted and not hyphened) or slight or _YEAR.fullmatch(token.text):
            continue
        words.append(token.lemma if token.pos == "NOUN" else token.lower)
    while words and words[-1] in _TRAILING:
        words.pop()
    words = [
        word
        for at, word in enumerate(words)
        if not (word in _JOINING and words[at + 1 : at + 2] in (["and"], ["with"]))
    ]
    words = [word for at, word in enumerate(words) if not (word == "and" and (at == 0 or words[at - 1] in _JOINING))]
    written = analysis.document.text[analysis.tokens[first].start : analysis.tokens[last - 1].end]
    while words and words[-1] in _TRAILING:
        words.pop()
    return _SPACE.sub(" ", " ".join(words) or written.lower()).strip()


def _is_of_number(analysis: Analysis, token: Token) -> bool:
    """Whether a light word is part of a numbered name: "Main Line 1"."""
    after = analysis.tokens[token.i + 1 : token.i + 3]
    if not token.text[:1].isupper() or not after or not after[0].text[:1].isupper():
        return False
    return any(letter.isdigit() for letter in after[0].text) or (len(after) > 1 and after[1].text.isdigit())


def _is_partner(analysis: Analysis, mention: Mention, first: int) -> bool:
    """Whether an organisation is one side of the thing: "with the EU", "between India and the EAEU"."""
    i = mention.first - 1
    while i > first and analysis.tokens[i].pos in ("DET", "CCONJ"):
        i -= 1
    before = {token.lower for token in analysis.tokens[max(first, i - 3) : i + 1]}
    return i >= first and (analysis.tokens[i].lower == "with" or bool(before & {"between", "with"}))
