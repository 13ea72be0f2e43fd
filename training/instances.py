"""Instances: a corpus sentence becomes one marked pair after another, with what the model shall say of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.coding.learned.marking import Span, marked
from training.corpus_text import Labelled, Sentence

# The share of a pair's first event where it stands in two and no trigger is marked.
MAIN_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Instance:
    """One pair of one sentence. `id` is batch, line, pair and, where one is marked, the trigger's number. `events` is
    empty where the source does nothing to the target.

    `trigger` is the word that is marked, if any; then `events` holds only what that word says of the pair.
    """

    id: str
    text: str
    source: Span
    target: Span
    trigger: Span | None
    events: tuple[Labelled, ...]

    def shown(self) -> str:
        """What the model sees."""
        return marked(self.text, self.source, self.target, self.trigger)

    def types(self) -> dict[str, float]:
        """Share of each type; empty where there is no event."""
        shares: dict[str, float] = {}
        rest = (1 - MAIN_SHARE) / max(1, len(self.events) - 1)
        for at, event in enumerate(self.events):
            share = 1.0 if len(self.events) == 1 else MAIN_SHARE if at == 0 else rest
            shares[event.type] = shares.get(event.type, 0.0) + share
        return shares


def instances(sentence: Sentence) -> Iterator[Instance]:
    """Every ordered pair of the sentence, without a trigger and with each trigger of the sentence."""
    triggers = sorted({event.trigger for event in sentence.events})
    for a in sentence.parties:
        for b in sentence.parties:
            if a.number == b.number:
                continue
            own = tuple(e for e in sentence.events if (e.source, e.target) == (a.number, b.number))
            name = f"{sentence.id}:{a.number}>{b.number}"
            source, target = (a.start, a.end), (b.start, b.end)
            yield Instance(name, sentence.text, source, target, None, own)
            for number, trigger in enumerate(triggers):
                said = tuple(e for e in own if e.trigger == trigger)
                yield Instance(f"{name}@{number}", sentence.text, source, target, trigger, said)
