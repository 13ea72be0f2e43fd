"""All names of threads in a document, by every way of recognising them."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_described import described
from comity.coding.threads_designation import designated
from comity.coding.threads_known import known, organisations, quoted
from comity.coding.threads_name import ThreadName
from comity.language.analysis import Analysis, Sentence, SentenceKind

_PAIR = 2
_STATES = frozenset({MentionKind.STATE, MentionKind.METONYM, MentionKind.ADJECTIVE})
_WINDOW = 3  # sentences before a name whose states are still spoken of


def thread_names(analysis: Analysis, mentions: Sequence[Mention]) -> list[ThreadName]:
    """The names of threads in text order, none overlapping another; the surer way of recognising them goes first.

    Pure function of its input; `mentions` are in text order.
    """
    found: list[ThreadName] = []
    acronyms: dict[str, ThreadName] = {}
    starts = [mention.start for mention in mentions]
    taken: set[int] = set()
    previous: deque[set[str]] = deque(maxlen=_WINDOW)
    before: set[str] = set()
    told: set[str] = set()
    paired = False
    paragraph = -1
    for sentence in analysis.sentences:
        if sentence.kind is SentenceKind.LABEL:
            continue
        near = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        here = {country for mention in near for country in mention.countries}
        world = len(here.union(*previous))
        if sentence.paragraph != paragraph:
            paragraph, told, paired = sentence.paragraph, set(), False
        told |= here
        paired = paired or _are_paired(analysis, near)
        if paired and len(told) == _PAIR:
            world = _PAIR  # a paragraph about two states, though its later sentences do not name them again
        previous.append(here)
        for name in _of(analysis, sentence, near, acronyms, world, before):
            span = range(name.first, name.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(name)
    found.sort(key=lambda name: name.start)
    return [name for at, name in enumerate(found) if not (at and _is_aside(analysis, found[at - 1], name))]


def _are_paired(analysis: Analysis, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence speaks of two states together: "India and Bangladesh", "the two countries"."""
    states = {mention.head for mention in mentions if mention.kind in _STATES}
    joined = any(analysis.tokens[head].dep == "conj" and analysis.tokens[head].head in states for head in states)
    return joined or any(m.kind is MentionKind.ANAPHOR and len(m.countries) == _PAIR for m in mentions)


def _is_aside(analysis: Analysis, before: ThreadName, name: ThreadName) -> bool:
    """Whether a name only repeats the one before it: "an accord on missiles (INF)", "the Rubber Agreement, INRA"."""
    between = analysis.document.text[before.end : name.start].strip()
    return between == "(" or (between == "," and before.canonical == name.canonical)


def _of(
    analysis: Analysis,
    sentence: Sentence,
    mentions: Sequence[Mention],
    acronyms: dict[str, ThreadName],
    world: int,
    before: set[str],
) -> Iterator[ThreadName]:
    yield from known(analysis, sentence, acronyms)
    if world >= 2:
        yield from quoted(analysis, sentence, mentions)
    yield from designated(analysis, sentence, mentions, world, before)
    yield from described(analysis, sentence, mentions, acronyms, world)
    yield from organisations(analysis, mentions)
