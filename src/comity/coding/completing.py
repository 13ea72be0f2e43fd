"""Completing: an event has two parties at least; a side that is not named is inferred from the document, with the
reason, or there is no event.

Three sources, tried in order: an earlier act that the words take up again ("the attack", "He was sanctioned again");
the pair that the document is about, once it was seen in talks; else none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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

# Types whose missing side the document's pair may fill: what parties do to each other in talks.
FILLABLE = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "COOPERATE", "AID"})
# Words that put fighters on one side ("fight together for …").
_SIDE_BY_SIDE = frozenset({"for", "together", "alongside", "against", "jointly", "side"})
# Prepositions that only say when.
_WHEN = frozenset({"during", "after", "before", "since", "at", "following"})
# Types of which both sides may be left unnamed ("It was agreed to …").
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Nouns of which a numbered one belongs to a series of the pair.
_SESSIONS = frozenset({"session", "meeting", "round", "summit", "dialogue", "consultation", "talk"})
# How many earlier acts a sentence may take up again: about a paragraph.
_RECALL = 8
# What inference takes from a draft's certainty. By hand, from reading: named sides are right nine times in ten,
# resolved ones eight, filled ones seven.
_INFERRED, _FILLED, _NOUN = 0.9, 0.75, 0.92
# What several do together, and what others say of it.
_JOINT = frozenset({"AGREE", "COOPERATE"})
_OPINIONS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_REPROACHED = frozenset({"ASSAULT", "COERCE", "REJECT", "MOBILIZE", "THREATEN"})
# Acts that parties at odds do to each other, so that the one who is not named is the other of the pair.
_HOSTILE = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN", "REJECT", "RETREAT"})


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
    sources = (_from_fellow_verb, _from_addressee, _from_speaker, _from_earlier_act, _from_focus, _as_reproach)
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
    return draft.type not in ("ACCUSE", "THREATEN", "SANCTION", "COERCE", "REQUEST", "PROTEST")


def _from_fellow_verb(scene: Scene, draft: Draft) -> bool:
    """The recipient of the verb it is coordinated with ("criticised Chile and warned that …")."""
    token = draft.found.token
    if (
        draft.found.part != "verb"
        or token.dep != "conj"
        or not draft.agents
        or (object_(scene.analysis, token) is not None and draft.type not in _HOSTILE | {"SANCTION"})
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
    """A clause without subject in somebody's direct speech is about the speaker ("Thank you …")."""
    if (
        draft.agents
        or draft.speaker is None
        or draft.found.part != "verb"
        or draft.found.token.tag not in ("VB", "VBP")
    ):
        return False
    if subject(scene.analysis, draft.found.token) is not None:
        return False
    draft.agents = (replace(draft.speaker, inferred=True, reason="the speaker, in direct speech without subject"),)
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
    draft.weight *= _FILLED
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
        if any(rule.type == act.type for rule in lexicon().nouns.get(noun.lemma, ())):
            return _is_conflict(act.type) or (act.type in _JOINT and draft.type in _OPINIONS)
        if noun.lemma in modality().taken_up and countries_of(draft.agents) & countries_of(act.recipients):
            return True
    return False


def _from_focus(scene: Scene, draft: Draft) -> bool:
    """Fill in the pair that the document is about, where it was seen in talks or joint work."""
    if scene.focus is None or not _may_fill(scene, draft):
        return False
    if draft.rule.fill == "this" and not _takes_up(scene, draft.found):
        return False
    offset = draft.found.token.start
    if not draft.parties:
        if draft.type not in _MUTUAL or not _is_definite(scene, draft.found):
            return False
        draft.agents = _known(scene, sorted(scene.focus), offset, "no side is named; the document is about this pair")
    else:
        partner = scene.partner(next(iter(draft.parties)))
        if (
            partner is None
            or _is_adjunct(scene, draft.found)
            or (not draft.agents and _names_stranger(scene, draft.found))
        ):
            return False
        other = _known(scene, [partner], offset, "the other side is not named; the document is about this pair")
        if draft.agents:
            draft.recipients = other
        else:
            draft.agents = other
    draft.weight *= _FILLED
    return True


def _is_adjunct(scene: Scene, found: Found) -> bool:
    """Whether a bare noun only says when or on what occasion ("During his visit, …")."""
    if found.part != "noun" or found.light is not None or found.rule.ambient:
        return False
    return found.token.dep == "pobj" and not (is_numbered(scene, found) and _is_dated(scene, found.token))


def _names_stranger(scene: Scene, found: Found) -> bool:
    """Whether the clause has a subject that is no known party: then nobody else may be put in its place."""
    verb = found.light or found.token
    if found.part == "noun" and found.light is None:
        return False
    doer = subject(scene.analysis, verb)
    return doer is not None and not scene.phrase(doer) and doer.lemma not in modality().pair | modality().voices


def _may_fill(scene: Scene, draft: Draft) -> bool:
    """Whether the pair in focus was seen doing this sort of thing to each other."""
    if scene.at_odds and draft.type in _HOSTILE and draft.parties:
        return _only_the_pair(scene, draft.found) and (bool(draft.agents) or _has_voice(scene, draft.found))
    if draft.status in (Status.HYPOTHETICAL, Status.FUTURE) and not draft.parties:
        return False
    told = scene.in_talks or _is_theirs(scene, draft)
    return told and bool(draft.rule.fill) and draft.type in FILLABLE


def _is_theirs(scene: Scene, draft: Draft) -> bool:
    """Whether a visit, a numbered or yearly session, or a signature can only be of the pair that the document is
    about, even before it was seen in talks."""
    if scene.at_odds or any(_is_conflict(act.type) for act in scene.acts):
        return False
    if draft.rule.mode == "visit":
        return bool(draft.agents)
    if draft.rule.cameo == "057" and draft.type == "AGREE" and draft.found.part == "verb":
        partners = _partners(scene, draft.found)
        return not partners and _only_the_pair(scene, draft.found)
    return draft.type == "CONSULT" and is_numbered(scene, draft.found)


def _partners(scene: Scene, found: Found) -> bool:
    """Whether the words say with whom, even if that is no known party."""
    patient = object_(scene.analysis, found.token)
    anchors = [found.token, *([patient] if patient is not None else [])]
    return any(word in ("with", "between") for anchor in anchors for word, _ in prepositions(scene.analysis, anchor))


def is_numbered(scene: Scene, found: Found) -> bool:
    """Whether a noun names one session of a series ("the tenth meeting", "the annual dialogue")."""
    if found.part != "noun" or found.token.lemma not in _SESSIONS:
        return False
    near = {other.i for other in scene.analysis.children(found.token)}
    numbered = any(quantity.ordinal and quantity.head in near for quantity in scene.analysis.quantities)
    return numbered or any(scene.analysis.tokens[i].lower in ("annual", "yearly") for i in near)


def _is_dated(scene: Scene, token: Token) -> bool:
    """Whether a date hangs on a word, so that it speaks of a happening of its own."""
    inside = {other.i for other in scene.analysis.subtree(token)}
    return any(
        words[0].i in inside
        for mention in scene.analysis.dates
        if (words := scene.analysis.tokens_in(mention.start, mention.end))
    )


def _only_the_pair(scene: Scene, found: Found) -> bool:
    """Whether the sentence names nobody but the pair in focus."""
    pair = set(scene.focus or ())
    sentence = scene.analysis.sentences[found.token.sentence]
    named = (scene.outer[i] for i in range(sentence.first, sentence.last) if i in scene.outer)
    return all(set(mention.countries) <= pair for mention in named)


def _has_voice(scene: Scene, found: Found) -> bool:
    """Whether the subject speaks or acts for a side without naming it ("a spokesman threatened …")."""
    doer = subject(scene.analysis, found.light or found.token)
    return doer is not None and doer.lemma in modality().voices


def _takes_up(scene: Scene, found: Found) -> bool:
    """Whether the object is something told before ("this initiative")."""
    thing = object_(scene.analysis, found.token)
    det = child(scene.analysis, thing, "det") if thing is not None else None
    return det is not None and det.lower in ("this", "these")


def _known(scene: Scene, countries: list[str], offset: int, reason: str) -> tuple[Actor, ...]:
    found = [scene.recalled(country, offset, reason) for country in countries]
    return tuple(actor for actor in found if actor is not None)


def _is_definite(scene: Scene, found: Found) -> bool:
    """Whether a trigger without sides may speak of the pair: a definite noun, or a clause that names nobody at all."""
    if found.part == "noun":
        if _is_adjunct(scene, found):
            return False
        det = child(scene.analysis, found.token, "det", "poss", "amod")
        return det is None or det.lower not in ("a", "an", "any", "no", "some")
    if found.token.dep == "acl":
        return _is_dated(scene, found.token) and _only_the_pair(scene, found)
    doer = subject(scene.analysis, found.token)
    return doer is None or doer.lower == "it" or doer.lemma in modality().pair
