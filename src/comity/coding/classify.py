"""The type of the relation from a marked source to a marked target, by the same rules that code events.

The two spans stand in for parties, whoever they are, and every draft event of the sentence votes for its type: most
where the source is its agent and the target its recipient.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.actors.mention import Mention, MentionKind
from comity.coding.completing import Draft
from comity.coding.drafts import drafts_of
from comity.coding.scene import Scene, countries_of
from comity.coding.syntax import subject
from comity.coding.triggers import triggers
from comity.errors import InputError
from comity.language.analysis import Analysis
from comity.records import Actor
from comity.records.plover import codebook

SOURCE, TARGET = "SOURCE", "TARGET"
# How much a draft's vote counts by how its sides fit the marked pair.
_FITS = {"direct": 1.0, "both": 0.85, "reversed": 0.5, "one": 0.45, "word": 0.2}
# A sentence in which no rule speaks: blame is what such pairs say most often in news (share of types in coded event
# data).
_PRIOR = {"ACCUSE": 0.03, "SUPPORT": 0.02, "AGREE": 0.02, "CONSULT": 0.02, "REJECT": 0.015, "ASSAULT": 0.015}


@dataclass(frozen=True, slots=True)
class Classified:
    """The likeliest type, its share of all votes, and every type with its share, likeliest first."""

    type: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


def classify(analysis: Analysis, source: tuple[int, int], target: tuple[int, int]) -> Classified:
    """Classify one marked pair; spans are characters of the text. Raises InputError when a span marks no word."""
    scene = Scene(analysis, _marked(analysis, source, target), pair=(SOURCE, TARGET), at_odds=True)
    votes = dict.fromkeys(codebook().types, 0.001)
    for kind, weight in _PRIOR.items():
        votes[kind] += weight
    for sentence in scene.sentences():
        for draft in drafts_of(scene, sentence):
            votes[draft.type] = max(votes[draft.type], draft.weight * _FITS[_fit(draft)])
        for found in triggers(scene, sentence):
            fit = _FITS["word"]
            doer = subject(analysis, found.light or found.token) if found.part == "verb" or found.light else None
            if doer is not None and any(m.countries == (SOURCE,) for m in scene.phrase(doer)):
                fit = _FITS["one"]
            votes[found.rule.type] = max(votes[found.rule.type], found.rule.weight * fit)
    total = sum(votes.values())
    ranking = tuple(
        sorted(((kind, round(vote / total, 4)) for kind, vote in votes.items()), key=lambda pair: (-pair[1], pair[0]))
    )
    return Classified(ranking[0][0], ranking[0][1], ranking)


def _fit(draft: Draft) -> str:
    agents, recipients = countries_of(draft.agents), countries_of(draft.recipients)
    if not draft.explicit:
        return "one" if SOURCE in agents else "word"
    if agents == {SOURCE} and recipients == {TARGET}:
        return "direct"
    if agents == {TARGET} and recipients == {SOURCE}:
        return "reversed"
    return "both"


def _marked(analysis: Analysis, source: tuple[int, int], target: tuple[int, int]) -> list[Mention]:
    found = []
    for name, (start, end) in ((SOURCE, source), (TARGET, target)):
        tokens = [token for token in analysis.tokens if token.start < end and token.end > start]
        if not tokens:
            raise InputError(
                f"{analysis.document.id}: the span [{start}, {end}) marks no word; give character offsets into the text"
            )
        inside = {token.i for token in tokens}
        head = next((token for token in tokens if token.head not in inside or token.head == token.i), tokens[-1])
        text = analysis.document.text
        first, last = tokens[0], tokens[-1]
        actor = Actor(name, name, name, text[first.start : last.end], first.start, last.end)
        found.append(Mention(first.start, last.end, first.i, last.i + 1, head.i, MentionKind.STATE, (actor,)))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))
