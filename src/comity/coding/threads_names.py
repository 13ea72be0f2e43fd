"""All names of threads in a document, by every way of recognising them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention
from comity.coding.threads_described import described
from comity.coding.threads_designation import designated
from comity.coding.threads_known import known, organisations, quoted
from comity.coding.threads_name import ThreadName
from comity.language.analysis import Analysis, Sentence, SentenceKind


def thread_names(analysis: Analysis, mentions: Sequence[Mention]) -> list[ThreadName]:
    """The names of threads in text order, none overlapping another; the surer way of recognising them goes first.

    Pure function of its input; `mentions` are in text order.
    """
    found: list[ThreadName] = []
    acronyms: dict[str, ThreadName] = {}
    starts = [mention.start for mention in mentions]
    taken: set[int] = set()
    previous: set[str] = set()
    before: set[str] = set()
    for sentence in analysis.sentences:
        if sentence.kind is SentenceKind.LABEL:
            continue
        near = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        here = {country for mention in near for country in mention.countries}
        world, previous = len(here | previous), here
        for name in _of(analysis, sentence, near, acronyms, world, before):
            span = range(name.first, name.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(name)
    found.sort(key=lambda name: name.start)
    return [name for at, name in enumerate(found) if not (at and _is_aside(analysis, found[at - 1], name))]


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
