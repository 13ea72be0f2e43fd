"""Opinions: what the learned coder says of the pairs of a sentence, and how its word and the rules' are settled.

The combiner, in full (docs/coding.md says it in prose, with the numbers):

1. A draft of the rules whose two sides are named in the sentence is shown to the model with its trigger marked. Its
   weight moves between `DOUBTED` and `BACKED` times what the rule gave, by the chance that the model gives to that very
   event. Where the model is sure of another type and the rule is not, the type is the model's.
2. Every ordered pair of parties in the sentence is shown without a trigger. Where the model is sure that there is an
   event, and the rules have none of that type for the pair, a draft of its own is made, at the word that it points to.
3. Every draft keeps as a reason what the rule and the model said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from comity.actors.domestic import LEAD
from comity.actors.mention import Mention, MentionKind
from comity.coding.completing import Draft
from comity.coding.learned.coder import Judge, Judgement, Question
from comity.coding.lexicon import Rule
from comity.coding.modal import Reading, governing_verb, read_verb
from comity.coding.scene import Scene
from comity.coding.triggers import Found
from comity.language.analysis import Sentence, Token
from comity.records import Actor, Status
from comity.records.plover import codebook

LEARNED = "learned"
"""The rule id of a draft that the model made."""

# A draft less sure than this is not worth a reader's time.
FLOOR = 0.3
# How sure the model must be of an event and of its type to make one: where no rule speaks of the pair, and where the
# rules have another event of it.
NEW_EVENT, NEW_TYPE = 0.8, 0.75
SECOND_EVENT, SECOND_TYPE = 0.9, 0.8
# The model's chance above which it overrules a rule less sure than that.
OVERRULES, OVERRULED = 0.85, 0.75
DOUBTED, BACKED = 0.6, 1.15
SUREST = 0.99
# What an event that only the model sees is worth, set by hand: its chances were calibrated on clean sentences, and of
# 28 such events read in running prose about half were right where it said nine in ten.
ALONE = 0.75
# A sentence with more parties than these is a list; the first ones are asked about.
MOST_PARTIES, MOST_MENTIONS, MOST_DOMESTIC = 4, 2, 3
_LIKELY = 0.5
# Talks are the same talks, told with or without how they were held: a wrong mode does more harm than none.
_SURE_MODE = 0.8
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})

Asked = tuple[Mention, Mention, Token | None]
"""Source, target, and the trigger to be marked, or None for whatever the source does."""


@dataclass(slots=True)
class Opinions:
    """The model's word on one sentence; every question is asked once."""

    model: Judge
    scene: Scene
    sentence: Sentence
    _known: dict[tuple[int, int, int | None], Judgement] = field(default_factory=dict)

    def ask(self, wanted: Sequence[Asked]) -> list[Judgement]:
        """A judgement for each question, in order."""
        base = self.sentence.start
        text = self.scene.analysis.document.text[base : self.sentence.end]
        keys = [(source.start, target.start, trigger.start if trigger else None) for source, target, trigger in wanted]
        new = {key: each for key, each in zip(keys, wanted, strict=True) if key not in self._known}
        questions = [
            Question(
                text,
                (source.start - base, source.end - base),
                (target.start - base, target.end - base),
                (trigger.start - base, trigger.end - base) if trigger else None,
            )
            for source, target, trigger in new.values()
        ]
        self._known.update(zip(new, self.model.judge(questions) if questions else [], strict=True))
        return [self._known[key] for key in keys]

    def parties(self, mentions_each: int = MOST_MENTIONS) -> dict[str, list[Mention]]:
        """The mentions of one party each that may stand on a side, by party: those that name it, else the first that
        stands for it."""
        found: dict[str, list[Mention]] = {}
        for mention in self.scene.mentions:
            inside = self.sentence.start <= mention.start and mention.end <= self.sentence.end
            single = len(mention.countries) == 1 and mention.kind is not MentionKind.PLACE
            if inside and single and mention.parent is None:
                found.setdefault(mention.countries[0], []).append(mention)
        spoken = {
            party: ([m for m in mentions if m.kind is not MentionKind.ANAPHOR] or mentions[:1])[:mentions_each]
            for party, mentions in found.items()
        }
        return dict(list(spoken.items())[:MOST_PARTIES])

    def pairs(self) -> list[Asked]:
        """Every ordered pair of parties; within one party where the text names no other."""
        if self.scene.is_domestic:
            if self.sentence.index >= LEAD:
                return []
            own = [mention for several in self.parties(MOST_DOMESTIC).values() for mention in several]
            return [
                (source, target, None) for source in own for target in own if source is not target and _can_act(source)
            ]
        parties = self.parties()
        return [
            (source, target, None)
            for a in parties
            for b in parties
            if a != b
            for source in parties[a]
            for target in parties[b]
            if _can_act(source)
        ]


def _can_act(mention: Mention) -> bool:
    """An adjective before a thing ("Kenyan tea") does nothing (before people or bodies it is part of their name), nor
    does what is only acted on."""
    return mention.kind not in (MentionKind.ADJECTIVE, MentionKind.MATTER)


def settle_with(opinions: Opinions, drafts: list[Draft]) -> list[Draft]:
    """The rules' drafts weighed by the model, and the model's own."""
    for draft in drafts:
        _weigh(opinions, draft)
    return [*drafts, *_proposed(opinions, drafts)]


def _weigh(opinions: Opinions, draft: Draft) -> None:
    pair = _pair(opinions, draft)
    if pair is None:
        return
    said = opinions.ask([(*pair, draft.found.token)])[0]
    draft.reasons.append(f"model: {said.type} {said.types[said.type]:.2f}, event {said.event:.2f}")
    sure = said.event * said.types[said.type]
    if said.type not in _names(draft) and sure >= OVERRULES and draft.weight < OVERRULED and not draft.rule.settled:
        draft.reasons.append(f"the model is surer of {said.type} than the rule of {draft.type}")
        draft.type = said.type
    share = said.event * sum(said.types[kind] for kind in _names(draft))
    draft.weight = min(SUREST, draft.weight * (DOUBTED + (BACKED - DOUBTED) * share))


def _names(draft: Draft) -> set[str]:
    """The draft's type, and what the model, which was taught PLOVER's types, calls the same act."""
    return {draft.type, draft.rule.table_type} if draft.type == draft.rule.type else {draft.type}


def _pair(opinions: Opinions, draft: Draft) -> tuple[Mention, Mention] | None:
    """The first mention of each side in the sentence; of a mutual act, the first two."""
    agents, recipients = list(_mentions(opinions, draft.agents)), list(_mentions(opinions, draft.recipients))
    if agents and recipients:
        return agents[0], recipients[0]
    if len(agents) > 1 and not draft.recipients:
        return agents[0], agents[1]
    return None


def _mentions(opinions: Opinions, actors: Iterable[Actor]) -> Iterator[Mention]:
    sentence = opinions.sentence
    for actor in actors:
        if sentence.start <= actor.start and actor.end <= sentence.end:
            yield from [m for m in opinions.scene.mentions if m.start <= actor.start < m.end and actor in m.actors][:1]


def _proposed(opinions: Opinions, drafts: list[Draft]) -> Iterator[Draft]:
    wanted = opinions.pairs()
    taken = {draft.found.token.i for draft in drafts}
    grouped: dict[tuple[str, int], list[tuple[Mention, Mention, Judgement]]] = {}
    for (source, target, _), said in zip(wanted, opinions.ask(wanted), strict=True):
        pair = {source.countries[0], target.countries[0]}
        joined = {kind for draft in drafts if draft.weight >= FLOOR and pair <= draft.parties for kind in _names(draft)}
        event, kind = (SECOND_EVENT, SECOND_TYPE) if joined else (NEW_EVENT, NEW_TYPE)
        if said.type in joined or said.event < event or said.types[said.type] < kind or said.pointed is None:
            continue
        token = _word(opinions, said.pointed)
        if token is not None and token.i not in taken and token.i not in opinions.scene.outer:
            grouped.setdefault((said.type, token.i), []).append((source, target, said))
    for (kind_said, at), pairs in grouped.items():
        yield _draft(opinions, kind_said, opinions.scene.analysis.tokens[at], pairs)


def _word(opinions: Opinions, at: int) -> Token | None:
    """The word at a character of the sentence."""
    position = opinions.sentence.start + at
    words = opinions.scene.analysis.of(opinions.sentence)
    found = next((token for token in words if token.start <= position < token.end), None)
    return found if found is not None and found.pos not in ("PUNCT", "SPACE") else None


def _draft(opinions: Opinions, kind: str, token: Token, pairs: list[tuple[Mention, Mention, Judgement]]) -> Draft:
    source, target, said = max(pairs, key=lambda each: each[2].event * each[2].types[kind])
    agents, recipients = _sides(kind, pairs, (source, target))
    weight = ALONE * said.event * said.types[kind]
    contexts = tuple(sorted(name for name, chance in said.contexts.items() if chance >= _LIKELY))
    rule = Rule(kind, LEARNED, "act", weight, mode=_mode(kind, said), contexts=contexts)
    analysis = opinions.scene.analysis
    part = "verb" if token.pos in ("VERB", "AUX") else "noun"
    anchor = token if part == "verb" else governing_verb(analysis, token)
    reading = read_verb(analysis, anchor) if anchor is not None else Reading(None)
    draft = Draft(
        Found(token, rule, part), rule, kind, Status(said.status), agents, recipients, weight, reading, None, True
    )
    draft.reasons.append(f"model: {kind} {said.types[kind]:.2f}, event {said.event:.2f}; no rule says so of this pair")
    return draft


def _sides(
    kind: str, pairs: list[tuple[Mention, Mention, Judgement]], surest: tuple[Mention, Mention]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who stands on which side when several pairs share one event: sources against targets, or all of them together."""
    agents = {source.countries[0]: source.actors[0] for source, _, _ in reversed(pairs)}
    recipients = {target.countries[0]: target.actors[0] for _, target, _ in reversed(pairs)}
    if not agents.keys() & recipients.keys():
        return tuple(agents.values()), tuple(recipients.values())
    if kind in _MUTUAL and len(agents.keys() | recipients.keys()) > 1:
        return tuple({**recipients, **agents}.values()), ()
    return (surest[0].actors[0],), (surest[1].actors[0],)


def _mode(kind: str, said: Judgement) -> str | None:
    """The likeliest mode of the type, where it has any and the model is fairly sure of it."""
    modes = codebook().types[kind].modes
    if not modes:
        return None
    best = max(modes, key=lambda name: (said.modes[f"{kind}/{name}"], name))
    return best if kind != "CONSULT" or said.modes[f"{kind}/{best}"] >= _SURE_MODE else None
