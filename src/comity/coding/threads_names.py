"""All names of threads in a document, by every way of recognising them."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_apposed import apposed
from comity.coding.threads_called import called, under_one_name
from comity.coding.threads_described import described
from comity.coding.threads_designation import designated
from comity.coding.threads_known import known, organisations, quoted
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName
from comity.language.analysis import Analysis, Sentence, SentenceKind
from comity.records import ThreadKind

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
    least = min(_PAIR, len({country for mention in mentions for country in mention.countries}))
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
        world = max(world, least)  # what the whole document speaks of is spoken of in each of its sentences
        previous.append(here)
        for name in _of(analysis, sentence, near, acronyms, world, before):
            span = range(name.first, name.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(name)
    found.sort(key=lambda name: name.start)
    found = under_one_name(analysis, found)
    found = [name for at, name in enumerate(found) if at + 1 == len(found) or not _is_at(analysis, name, found[at + 1])]
    found = [name for name in found if not _is_of_hardware(analysis, name, found)]
    return [name for at, name in enumerate(found) if not (at and _is_aside(analysis, found[at - 1], name))]


def _is_at(analysis: Analysis, name: ThreadName, after: ThreadName) -> bool:
    """Whether a project only says what stands at one known by name: "a power station at Akkuyu"."""
    between = analysis.document.text[name.end : after.start].strip().lower()
    both = name.kind is after.kind is ThreadKind.PROJECT
    return both and after.rule == "known" and name.rule != "known" and between in ("at", "in", "near")


def _are_paired(analysis: Analysis, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence speaks of two states together: "India and Bangladesh", "the two countries"."""
    states = {mention.head for mention in mentions if mention.kind in _STATES}
    joined = any(analysis.tokens[head].dep == "conj" and analysis.tokens[head].head in states for head in states)
    return joined or any(m.kind is MentionKind.ANAPHOR and len(m.countries) == _PAIR for m in mentions)


def _is_aside(analysis: Analysis, before: ThreadName, name: ThreadName) -> bool:
    """Whether a name only repeats the one before it: "an accord on missiles (INF)", "the Rubber Agreement, INRA"."""
    between = analysis.document.text[before.end : name.start].strip()
    explained = before.rule == "apposed" and between in (",", ", the", ", a", ", an")
    return explained or between == "(" or (between == "," and before.canonical == name.canonical)


def _is_of_hardware(analysis: Analysis, name: ThreadName, found: Sequence[ThreadName]) -> bool:
    """Whether an agreement is only that on hardware which is a thread: "the frigate deal", "a contract … for tanks"."""
    if name.kind is not ThreadKind.AGREEMENT:
        return False
    text = analysis.document.text
    said = set(name.canonical.split()) - lexicon().contracts
    for other in found:
        if other.rule != "designation":
            continue
        words = {token.lemma for token in analysis.tokens[other.first : other.last]}
        told = said and said <= words and other.end <= name.start
        if told or (name.written and name.written.endswith(text[other.start : other.end])):
            return True
    return False


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
    yield from apposed(analysis, sentence, mentions, world)
    yield from called(analysis, sentence, mentions, world)
    yield from designated(analysis, sentence, mentions, world, before)
    yield from described(analysis, sentence, mentions, acronyms, world)
    yield from organisations(analysis, mentions)
