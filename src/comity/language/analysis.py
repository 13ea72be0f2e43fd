"""What the language layer says of a document: tokens, sentences, quotations, dates, quantities.

Plain Python objects, free of the parser that made them, so that rules are fast and tests can build them by hand.
All offsets are characters of `document.text`; token numbers count through the whole document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from comity.records import Change, Comparator, Document, Period


class SentenceKind(StrEnum):
    """What a stretch of text is."""

    PROSE = "prose"
    HEADLINE = "headline"
    BULLET = "bullet"
    LABEL = "label"  # "Vladimir Putin:" before what he says, a dateline, a table cell: not a statement


@dataclass(slots=True, eq=False)
class Token:
    """One word of the parse. `i`, `head` and `children` are token numbers of the document (head == i for a root)."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str  # lower case
    pos: str  # Universal POS
    tag: str  # Penn Treebank
    dep: str  # ClearNLP label of the English spaCy models: nsubj, nsubjpass, dobj, prep, pobj, poss, agent ...
    head: int
    sentence: int
    children: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters [start, end), tokens [first, last), its kind, its paragraph number.

    `voice` is the index in `Analysis.voices` of the one whose direct speech the whole sentence is (transcript turn or
    running quotation), or None for the publisher's own voice.
    """

    index: int
    start: int
    end: int
    first: int
    last: int
    kind: SentenceKind
    paragraph: int
    voice: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that name a speaker: the characters [start, end) of the noun phrase or speaker label."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech between quotation marks: characters [start, end) inside the marks, and who says it if found.

    Quoted names and titles ("Make in India") are not quotations.
    """

    start: int
    end: int
    voice: int | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the text, resolved against the publication day; characters [start, end).

    `modifier` marks a date that only qualifies a noun ("the convention of 1982") or belongs to a clause of its own
    ("the first visit since 2019"), so that it does not date what the sentence tells.
    """

    start: int
    end: int
    period: Period
    modifier: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; characters [start, end) cover number, scale, currency or unit and hedge words.

    `value` is fully scaled. `unit` is a codebook unit (USD, percent, ratio, MW, barrels, people …) or the noun that is
    counted, in the number the text uses ("reactors"); "" when nothing is counted. `noun` is the token number of the
    counted noun or unit word, None without one. `head` is the token number of the number's main word.
    `ordinal` marks "22nd", "third": they count nothing.
    """

    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    change: Change
    direction: str | None
    head: int
    noun: int | None
    ordinal: bool = False


@dataclass(slots=True, eq=False)
class Analysis:
    """Everything the language layer knows of one document."""

    document: Document
    tokens: list[Token]
    sentences: list[Sentence]
    voices: list[Voice]
    quotations: list[Quotation]
    dates: list[DateMention]
    quantities: list[Quantity]

    def of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly within the characters [start, end)."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        last = bisect_right(self.tokens, end, key=lambda token: token.end)
        return self.tokens[first:last]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a character, or None between sentences."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if at < 0 or offset >= self.sentences[at].end:
            return None
        return self.sentences[at]

    def children(self, token: Token) -> Iterator[Token]:
        """The direct dependents of a token, in text order."""
        return (self.tokens[i] for i in token.children)

    def subtree(self, token: Token) -> list[Token]:
        """A token and all that depends on it, in text order."""
        found, stack = [], [token.i]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(self.tokens[i].children)
        return [self.tokens[i] for i in sorted(found)]
