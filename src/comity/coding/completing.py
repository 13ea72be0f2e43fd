"""Completing: an event has two parties at least; a side that is not named is inferred from the document, with the
reason, or there is no event.

Sources, tried in order: an earlier act that the words take up again ("the attack", "He was sanctioned again"); the
parties of the lasting thing that they speak of, or the pair that the document is about (`filling`); else none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from comity.coding.filling import FILLED, HOSTILE, from_focus, from_thing
from comity.coding.lexicon import Rule, lexicon, modality
from comity.coding.modal import Reading
from comity.coding.roles import sides
from comity.coding.scene import Act, Scene, actors_of, countries_of
from comity.coding.status import UNSURE
from comity.coding.syntax import agent, child, complement, governor, is_passive, object_, prepositions, subject
from comity.coding.triggers import Found, verb_rule
from comity.language.analysis import Token
from comity.records import Actor, Period, Status
from comity.records.plover import Quad, codebook

# Words that put fighters on one side ("fight together for …").
_SIDE_BY_SIDE = frozenset({"for", "together", "alongside", "against", "jointly", "side"})
# Prepositions that only say when.
_WHEN = frozenset({"during", "after", "before", "since", "at", "following"})
# How many earlier acts a sentence may take up again: about a paragraph.
_RECALL = 8
# What inference takes from a draft's certainty. By hand, from reading: named sides are right nine times in ten,
# resolved ones eight, filled ones seven.
_INFERRED, _NOUN = 0.9, 0.92
# What two who had dealings with each other may both be said to end.
_ENDED = frozenset({"REJECT", "SANCTION"})
# What several do together, and what others say of it.
_JOINT = frozenset({"AGREE", "COOPERATE"})
_OPINIONS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_REPROACHED = frozenset({"ASSAULT", "COERCE", "REJECT", "MOBILIZE", "THREATEN"})


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making."""

    found: Found
    rule: Rule
    type: str
    status: Status
    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    weight: float
    reading: Reading
    speaker: Actor | None
    explicit: bool
    date: Period | None = None
    mode: str | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def parties(self) -> frozenset[str]:
        """All countries of both sides."""
        return frozenset(countries_of(self.agents) | countries_of(self.recipients))


def complete(scene: Scene, draft: Draft, recipient_slot: str) -> Draft | None:
    """The draft with both sides, or None. Lowers the weight for what is inferred, resolved, or said by a noun."""
    sources = (
        _from_fellow_verb,
        _from_addressee,
        _from_speaker,
        _from_earlier_act,
        from_thing,
        from_focus,
        _as_reproach,
    )
    if not draft.agents:
        _from_both_sides(scene, draft)
    if len(draft.parties) < 2 and not any(source(scene, draft) for source in sources):
        return None
    if not draft.agents or len(draft.parties) < 2 or not _makes_sense(scene, draft):
        return None
    if (
        draft.rule.plural
        and len(countries_of(draft.agents)) < 2
        and recipient_slot not in ("p:with", "obj", "p:between", "")
    ):
        draft.weight *= UNSURE
    if any(actor.inferred for actor in (*draft.agents, *draft.recipients)):
        draft.weight *= _INFERRED
    if draft.found.part == "noun":
        draft.weight *= _NOUN
    return draft


def _makes_sense(scene: Scene, draft: Draft) -> bool:
    """Several parties on one side and nobody on the other: they fight each other, act together, or it is no event."""
    if draft.recipients or len(countries_of(draft.agents)) < 2:
        return True
    if draft.type in ("MOBILIZE", "AID"):
        draft.reasons.append(f"{draft.type} by several together counts as COOPERATE")
        draft.type = "COOPERATE"
        return True
    if draft.type == "ASSAULT":
        near = {other.lower for other in scene.analysis.children(draft.found.token)}
        return draft.found.token.lemma in modality().reciprocal and not near & _SIDE_BY_SIDE
    if draft.type == "SANCTION" and _lacks_agent(scene, draft.found):
        return True  # "talks between A and B were broken off"
    return draft.type not in ("ACCUSE", "THREATEN", "SANCTION", "COERCE", "REQUEST", "PROTEST")


def _from_both_sides(scene: Scene, draft: Draft) -> None:
    """Both parties of what was ended, where nobody is named who ended it ("talks between A and B were called off")."""
    if draft.agents or draft.type not in _ENDED or not _lacks_agent(scene, draft.found):
        return
    if len(countries_of(draft.recipients)) == 2:
        draft.agents, draft.recipients = draft.recipients, ()


def _from_fellow_verb(scene: Scene, draft: Draft) -> bool:
    """The recipient of the verb it is coordinated with ("criticised Chile and warned that …")."""
    token = draft.found.token
    if (
        draft.found.part != "verb"
        or token.dep != "conj"
        or not draft.agents
        or (object_(scene.analysis, token) is not None and draft.type not in HOSTILE | {"SANCTION"})
    ):
        return False
    fellow = verb_rule(scene, scene.analysis.tokens[token.head])
    if fellow is None:
        return False
    other = sides(scene, fellow)
    if countries_of(other.agents) != countries_of(draft.agents) or not other.recipients:
        return False
    draft.recipients = other.recipients
    return len(draft.parties) > 1


def _from_addressee(scene: Scene, draft: Draft) -> bool:
    """Who is told of it, where nobody else is hit by it ("told Chile that it was leaving the project")."""
    if not draft.agents or draft.recipients or draft.found.part != "verb":
        return False
    at = draft.found.token
    for _ in range(3):
        over = governor(scene.analysis, at)
        if over is None:
            return False
        told = child(scene.analysis, over, "dobj", "dative")
        if at.dep == "ccomp" and told is not None:
            draft.recipients = actors_of(scene.phrase(told))
            return len(draft.parties) > 1
        at = over
    return False


def _from_speaker(scene: Scene, draft: Draft) -> bool:
    """A clause without subject, or of "we", in somebody's direct speech is about the speaker ("Thank you …")."""
    if (
        draft.agents
        or draft.speaker is None
        or draft.found.part != "verb"
        or draft.found.token.tag not in ("VB", "VBP")
    ):
        return False
    doer = subject(scene.analysis, draft.found.token)
    if doer is not None and doer.lower not in ("we", "i"):
        return False
    draft.agents = (replace(draft.speaker, inferred=True, reason="the speaker, in direct speech"),)
    return len(draft.parties) > 1


def _as_reproach(scene: Scene, draft: Draft) -> bool:
    """Who says of another that it attacks, breaks or refuses, without saying whom it hurts, reproaches it."""
    speaker = draft.speaker
    if draft.type not in _REPROACHED or draft.recipients or speaker is None or draft.status is Status.NEGATED:
        return False
    if not draft.agents or speaker.country in countries_of(draft.agents):
        return False
    draft.reasons.append(f"{draft.type} that a speaker says of another party counts as ACCUSE by the speaker")
    draft.type, draft.status = "ACCUSE", Status.OCCURRED
    draft.agents, draft.recipients = (speaker,), draft.agents
    draft.speaker = None
    draft.weight *= UNSURE
    return True


def _from_earlier_act(scene: Scene, draft: Draft) -> bool:
    """Fill the missing side from an act told before that these words take up again."""
    offset = draft.found.token.start
    for act in reversed(scene.acts[-_RECALL:]):
        if draft.agents and not draft.recipients:
            if _names_act(scene, draft, act) and not countries_of(act.agents) & countries_of(draft.agents):
                reason = f"the act meant was told before: {act.type}"
                doers = (*act.agents, *act.recipients) if act.type in _JOINT else act.agents
                draft.recipients = _recalled(scene, doers, offset, reason)
                break
            if (
                act.type == draft.type
                and countries_of(act.agents) == countries_of(draft.agents)
                and _is_conflict(act.type)
            ):
                draft.recipients = _recalled(scene, act.recipients, offset, "same act of the same party, told before")
                break
        elif draft.recipients and not draft.agents:
            same = act.type == draft.type and countries_of(act.recipients) & countries_of(draft.recipients)
            if _lacks_agent(scene, draft.found) and (same or _names_act(scene, draft, act)):
                draft.agents = _recalled(scene, act.agents, offset, "same act on the same party, told before")
                break
    if len(draft.parties) < 2:
        return False
    draft.weight *= FILLED
    return True


def _recalled(scene: Scene, actors: tuple[Actor, ...], offset: int, reason: str) -> tuple[Actor, ...]:
    found = [scene.recalled(country, offset, reason) for country in dict.fromkeys(actor.country for actor in actors)]
    return tuple(actor for actor in found if actor is not None)


def _is_conflict(kind: str) -> bool:
    return codebook().types[kind].quad is Quad.MATERIAL_CONFLICT


def _lacks_agent(scene: Scene, found: Found) -> bool:
    """Whether the words name no doer at all, as a short passive does."""
    verb = found.light or found.token
    return found.part == "verb" and is_passive(scene.analysis, verb) and agent(scene.analysis, verb) is None


def _names_act(scene: Scene, draft: Draft, act: Act) -> bool:
    """Whether the object is a definite noun for the earlier act or what it brought about ("condemned the attack", "the
    pact"), or there is no object and the act was done to the agent ("Uganda protested")."""
    token = draft.found.token
    objects: list[Token] = [other for word, other in prepositions(scene.analysis, token) if word not in _WHEN]
    direct = object_(scene.analysis, token)
    if direct is not None:
        objects.append(direct)
    struck = bool(countries_of(draft.agents) & countries_of(act.recipients)) and _is_conflict(act.type)
    if not objects and next(complement(scene.analysis, token), None) is None:
        return struck and draft.type in ("ACCUSE", "REJECT")
    for noun in objects:
        det = child(scene.analysis, noun, "det")
        if det is None or det.lower not in ("the", "this", "that", "these", "those"):
            continue
        if any(rule.type == act.type for rule in lexicon().nouns.get(noun.lemma, ())) and (
            _is_conflict(act.type) or (act.type in _JOINT and draft.type in _OPINIONS)
        ):
            return True
        if noun.lemma in modality().taken_up and countries_of(draft.agents) & countries_of(act.recipients):
            return True
    return False
