"""The type of the relation from a marked source to a marked target, by the rules that code events and the learned
coder.

The two spans stand in for parties, whoever they are, and every draft event of the sentence votes for its type: most
where the source is its agent and the target its recipient. The model gives each type its probability. The answer is
their product, the rules' share raised to `RULES_SAY`, made to sum to one.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.actors.mention import Mention, MentionKind
from comity.coding.completing import Draft
from comity.coding.drafts import drafts_of
from comity.coding.learned.coder import Judge, Question
from comity.coding.modal import governing_verb, is_negated, read_verb
from comity.coding.scene import Scene, countries_of
from comity.coding.syntax import subject
from comity.coding.triggers import Found, triggers
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

# How much of a say the rules have beside the model: between a third and a half served best on the development pairs,
# and the answer hardly moves in between. A type that one of them never thought of is unlikely, not impossible.
RULES_SAY = 0.4
_UNSEEN = 0.01
# A type that the codebook settles is at least as likely as the model's own first choice, and this much more.
BY_THE_BOOK = 2.0


@dataclass(frozen=True, slots=True)
class Classified:
    """The likeliest type, its share of all votes, and every type with its share, likeliest first."""

    type: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


def classify(
    analysis: Analysis, source: tuple[int, int], target: tuple[int, int], model: Judge | None = None
) -> Classified:
    """Classify one marked pair; spans are characters of the text. Without a model the rules answer alone.

    Raises InputError when a span marks no word.
    """
    votes, settled = _votes(analysis, source, target)
    if model is not None:
        said = dict(model.judge([Question(analysis.document.text, source, target)])[0].types)
        for kind, called in settled.items():
            if called != kind:
                said[kind], said[called] = said[kind] + said[called], 0.0
            else:
                said[kind] = max(said.values())
        total = sum(votes.values())
        votes = {kind: (said[kind] + _UNSEEN) * (vote / total + _UNSEEN) ** RULES_SAY for kind, vote in votes.items()}
    for kind in settled:
        votes[kind] *= BY_THE_BOOK
    total = sum(votes.values())
    ranking = tuple(
        sorted(((kind, round(vote / total, 4)) for kind, vote in votes.items()), key=lambda pair: (-pair[1], pair[0]))
    )
    return Classified(ranking[0][0], ranking[0][1], ranking)


def _votes(
    analysis: Analysis, source: tuple[int, int], target: tuple[int, int]
) -> tuple[dict[str, float], dict[str, str]]:
    """What the rules give each type (none gets nothing), and the types that the codebook settles with what the records
    call them."""
    scene = Scene(analysis, _marked(analysis, source, target), pair=(SOURCE, TARGET), at_odds=True)
    votes = dict.fromkeys(codebook().types, 0.001)
    settled: dict[str, str] = {}
    for kind, weight in _PRIOR.items():
        votes[kind] += weight
    for sentence in scene.sentences():
        for draft in drafts_of(scene, sentence):
            kind = draft.rule.table_type if draft.type == draft.rule.type else draft.type
            fit = _fit(draft)
            votes[kind] = max(votes[kind], draft.weight * _FITS[fit])
            by_the_book = draft.rule.settled or kind != draft.type
            done = draft.type == draft.rule.type and _is_told_as_done(analysis, draft.found)
            if fit == "direct" and by_the_book and done:
                settled[kind] = draft.type
        for found in triggers(scene, sentence):
            fit = "word"
            doer = subject(analysis, found.light or found.token) if found.part == "verb" or found.light else None
            if doer is not None and any(m.countries == (SOURCE,) for m in scene.phrase(doer)):
                fit = "one"
            kind = found.rule.table_type
            votes[kind] = max(votes[kind], found.rule.weight * _FITS[fit])
            by_the_book = kind != found.rule.type or found.rule.settled
            if fit == "one" and by_the_book and _is_told_as_done(analysis, found):
                settled[kind] = found.rule.type
    return votes, settled


def _is_told_as_done(analysis: Analysis, found: Found) -> bool:
    """Whether the clause neither denies nor refuses nor only plans the act."""
    verb = found.light or (found.token if found.part == "verb" else governing_verb(analysis, found.token))
    if verb is None or is_negated(analysis, verb):
        return False
    reading = read_verb(analysis, verb)
    return reading.status is None and reading.embedded is None and not reading.gerund


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
