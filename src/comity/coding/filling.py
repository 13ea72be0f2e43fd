"""Filling: a side that the words leave out, taken from what the document is about: the lasting thing that the clause
speaks of ("the commission met"), or the pair of states that it deals with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.coding.lexicon import modality
from comity.coding.scene import Scene
from comity.coding.syntax import child, object_, prepositions, subject
from comity.coding.triggers import Found
from comity.language.analysis import Token
from comity.records import Actor, Status
from comity.records.plover import Quad, codebook

if TYPE_CHECKING:
    from comity.coding.completing import Draft

# Types whose missing side the document's pair may fill: what parties do to each other in talks.
FILLABLE = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "COOPERATE", "AID"})
# Acts that parties at odds do to each other, so that the one who is not named is the other of the pair.
HOSTILE = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN", "REJECT", "RETREAT"})
# What one of two who quarrel does to the other, or says of it.
_ONE_WAY = frozenset({"SANCTION", "REJECT", "THREATEN", "MOBILIZE", "PROTEST"})
# What filling takes from a draft's certainty. By hand, from reading: seven of ten filled sides are right.
FILLED = 0.75
# Types of which both sides may be left unnamed ("It was agreed to …").
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Nouns of which a numbered one belongs to a series of the pair.
_SESSIONS = frozenset(
    {"session", "meeting", "round", "summit", "dialogue", "consultation", "talk", "plenary", "sitting"}
)
# Words for two who were told of before.
_BOTH = frozenset({"they", "two", "both", "pair"})
# What is between two by its nature, so that only the other of the pair is left ("broke off relations").
_BETWEEN = frozenset({"relation", "tie", "talk", "negotiation", "dialogue", "embassy", "contact"})


def from_thing(scene: Scene, draft: Draft) -> bool:
    """The parties of the commission, exercise or agreement that the clause speaks of ("the JCC met in Beijing")."""
    if draft.type not in _MUTUAL or draft.status in (Status.HYPOTHETICAL, Status.NEGATED):
        return False
    if _is_adjunct(scene, draft.found):
        return False
    for parties in _things(scene, draft.found):
        if len(parties) == 2 and draft.parties < parties:
            missing = sorted(parties - draft.parties)
            reason = "the clause speaks of a lasting thing of these parties"
            found = _known(scene, missing, draft.found.token.start, reason)
            if len(found) < len(missing):
                continue
            draft.agents, draft.recipients = (*draft.agents, *draft.recipients, *found), ()
            draft.weight *= FILLED
            return True
    return False


def _things(scene: Scene, found: Found) -> list[frozenset[str]]:
    """The parties of each lasting thing that is subject or object of the trigger, or that its noun names."""
    verb = found.light or found.token
    behind = [other for word, other in prepositions(scene.analysis, verb) if word in ("for", "at", "in", "of")]
    roots = [subject(scene.analysis, verb), object_(scene.analysis, verb), found.token, *behind]
    heads = [token for token in roots if token is not None]
    words = [inner.i for head in heads for inner in (head, *_parts(scene, head))]
    parties = [scene.things[i] for i in words if i in scene.things]
    return list(dict.fromkeys(parties))


def from_focus(scene: Scene, draft: Draft) -> bool:
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
    draft.weight *= FILLED
    return True


def _is_adjunct(scene: Scene, found: Found) -> bool:
    """Whether a bare noun only says when or on what occasion ("During his visit, …")."""
    if found.part != "noun" or found.light is not None or found.rule.ambient:
        return False
    if found.rule.cameo == "057" and scene.analysis.tokens[found.token.head].lower == "with":
        return False  # "the visit ended with the signing of …"
    return found.token.dep == "pobj" and not (is_numbered(scene, found) and _is_dated(scene, found.token))


def _names_stranger(scene: Scene, found: Found) -> bool:
    """Whether the clause has a subject that is no known party: then nobody else may be put in its place."""
    verb = found.light or found.token
    if (found.part == "noun" and found.light is None) or found.rule.subjects:
        return False
    doer = subject(scene.analysis, verb)
    return doer is not None and not scene.phrase(doer) and doer.lemma not in modality().pair | modality().voices


def _may_fill(scene: Scene, draft: Draft) -> bool:
    """Whether the pair in focus was seen doing this sort of thing to each other."""
    if draft.type == "SANCTION" and draft.agents and _is_between(scene, draft.found):
        return _only_the_pair(scene, draft.found)
    if scene.in_dispute and draft.type in _ONE_WAY and draft.agents and draft.found.part == "verb":
        return _only_the_pair(scene, draft.found) and not _has_strange_partner(scene, draft.found)
    if draft.type == "RETREAT" and draft.agents and _are_alone(scene):
        return _only_the_pair(scene, draft.found)
    if draft.type == "ASSAULT" and draft.agents and _hits_named_place(scene, draft.found):
        return _only_the_pair(scene, draft.found)
    if (scene.at_odds or scene.will_fight) and draft.type in HOSTILE and draft.parties:
        return _only_the_pair(scene, draft.found) and (bool(draft.agents) or _has_voice(scene, draft.found))
    if draft.status in (Status.HYPOTHETICAL, Status.FUTURE) and not draft.parties:
        session = draft.found.token.lemma in _SESSIONS and draft.rule.type == "CONSULT"
        if not (scene.in_talks and session and draft.status is Status.FUTURE):
            return False
    told = scene.in_talks or _is_theirs(scene, draft)
    told = told or (bool(draft.parties) and (scene.will_talk or _are_alone(scene)))
    told = told or (draft.type == "CONSULT" and _are_alone(scene) and _is_of_both(scene, draft.found))
    return told and bool(draft.rule.fill) and draft.type in FILLABLE


def _hits_named_place(scene: Scene, found: Found) -> bool:
    """Whether what is fired at has a name that stands for no known party ("artillery shelled Nikopol")."""
    patient = object_(scene.analysis, found.token) if found.part == "verb" else None
    return patient is not None and patient.pos == "PROPN" and found.rule.id in ("attack", "fire_on")


def _parts(scene: Scene, head: Token) -> list[Token]:
    """What stands before a noun, or behind it with "of" ("the 21st session of the commission")."""
    before = [token for token in scene.analysis.children(head) if token.dep in ("compound", "nmod", "poss")]
    return before + [other for word, other in prepositions(scene.analysis, head) if word == "of"]


def _is_of_both(scene: Scene, found: Found) -> bool:
    """Whether several do it whom the words do not name ("They spoke on Thursday")."""
    doer = subject(scene.analysis, found.token) if found.part == "verb" else None
    return doer is not None and doer.lower in _BOTH


def _is_between(scene: Scene, found: Found) -> bool:
    """Whether what is broken off is between two by its nature."""
    patient = object_(scene.analysis, found.token)
    return patient is not None and patient.lemma in _BETWEEN


def _are_alone(scene: Scene) -> bool:
    """Whether the document names nobody but the pair, and no violence between them."""
    return scene.is_bilateral and not scene.at_odds and not any(_is_conflict(act.type) for act in scene.acts)


def _is_conflict(kind: str) -> bool:
    return codebook().types[kind].quad is Quad.MATERIAL_CONFLICT


def _is_theirs(scene: Scene, draft: Draft) -> bool:
    """Whether a visit, a numbered or yearly session, or a signature can only be of the pair that the document is
    about, even before it was seen in talks."""
    if scene.at_odds or any(_is_conflict(act.type) for act in scene.acts):
        return False
    if draft.rule.mode == "visit":
        return bool(draft.agents)
    if draft.rule.cameo == "057" and draft.type == "AGREE" and draft.found.part == "verb":
        return not _has_strange_partner(scene, draft.found) and _only_the_pair(scene, draft.found)
    return draft.type == "CONSULT" and is_numbered(scene, draft.found)


def _has_strange_partner(scene: Scene, found: Found) -> bool:
    """Whether the words say with whom, and that is no known party."""
    patient = object_(scene.analysis, found.token)
    anchors = [found.token, *([patient] if patient is not None else [])]
    return any(
        word in ("with", "between") and not scene.phrase(other)
        for anchor in anchors
        for word, other in prepositions(scene.analysis, anchor)
    )


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
    if found.rule.subjects and doer is not None:
        det = child(scene.analysis, doer, "det")
        return det is not None and det.lower in ("the", "this", "these", "both")
    if found.rule.id == "assist" and doer is not None and doer.lemma in modality().voices:
        return True  # "soldiers took part in the exercise"
    if found.rule.id == "they_speak" and _is_of_both(scene, found):
        return True
    return doer is None or doer.lower == "it" or doer.lemma in modality().pair
