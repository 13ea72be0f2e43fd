"""Roles: which parties stand on which side of a trigger, by the slots of its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comity.actors.mention import Mention, MentionKind
from comity.coding.lexicon import Frame, lexicon, modality
from comity.coding.modal import governing_verb
from comity.coding.scene import Scene, actors_of, countries_of
from comity.coding.syntax import child, complement, is_passive, object_, prepositions, subject
from comity.coding.triggers import Found
from comity.language.analysis import Token
from comity.records import Actor

_PLACES_OK = frozenset(
    {"at_obj", "at_pp", "obj", "p:to", "p:into", "p:on", "p:against", "p:for", "p:from", "p:at", "p:in"}
)
_LOOSE = frozenset({"in_obj", "in_comp", "in_pp", "p:in", "p:on", "p:for", "p:to", "p:from"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Agents and recipients of a trigger; `slots` says which slots filled them."""

    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    slots: tuple[str, str]


def sides(scene: Scene, found: Found) -> Sides:
    """Search the slots of the trigger's frame in order; the first that names a party other than the agent's own
    wins."""
    frame = _frame(found)
    if frame.both:
        return _both(scene, found, frame)
    agents, agent_slot = _first(scene, found, frame.agent, set())
    recipients, recipient_slot = _first(scene, found, _ordered(found, frame.recipient), countries_of(agents))
    if found.rule.reverse:
        agents, recipients = recipients, agents
    return Sides(agents, recipients, (agent_slot, recipient_slot))


def _frame(found: Found) -> Frame:
    frames = lexicon().frames
    key = (found.part, found.rule.frame)
    if key in frames:
        return frames[key]
    return frames[(found.part, "deed" if found.part == "noun" else "act")]


def _ordered(found: Found, slots: tuple[str, ...]) -> tuple[str, ...]:
    if found.rule.of == "recipient":
        return ("p:of", *slots)
    return slots


def _both(scene: Scene, found: Found, frame: Frame) -> Sides:
    sided: list[Actor] = []
    first_slot = second_slot = ""
    for slot in frame.agent:
        new = [actor for actor in actors_of(_slot(scene, found, slot)) if actor.country not in countries_of(sided)]
        if new and (not sided or slot in ("p:between", "poss", "mod")):
            sided += new
            first_slot = first_slot or slot
        if len(countries_of(sided)) > 1:
            return Sides(tuple(sided), (), (first_slot, ""))
    recipients: tuple[Actor, ...] = ()
    for slot in frame.recipient:
        if slot in _LOOSE and len(countries_of(sided)) > 1:
            continue
        new = [actor for actor in actors_of(_slot(scene, found, slot)) if actor.country not in countries_of(sided)]
        if not new:
            continue
        second_slot = slot
        if slot in ("p:with", "p:between", "p:among", "obj") or not sided:
            sided += new
        else:
            recipients = tuple(new)
        break
    if found.part == "noun" and not recipients and second_slot == "p:with" and len(countries_of(sided)) == 1:
        doer = _clause_doer(scene, found.token)
        sided += [actor for actor in actors_of(doer) if actor.country not in countries_of(sided)]
    return Sides(tuple(sided), recipients, (first_slot, second_slot))


def _clause_doer(scene: Scene, noun: Token) -> list[Mention]:
    """Who acts in the clause that a noun stands in as an adjunct ("said after a meeting with …")."""
    at = noun
    for _ in range(6):
        if at.head == at.i or at.dep in ("relcl", "acl"):
            return []
        at = scene.analysis.tokens[at.head]
        if at.pos in ("VERB", "AUX"):
            doer = subject(scene.analysis, at)
            return [] if doer is None else scene.phrase(doer)
    return []


def _first(scene: Scene, found: Found, slots: Iterable[str], taken: set[str]) -> tuple[tuple[Actor, ...], str]:
    for slot in slots:
        actors = tuple(actor for actor in actors_of(_slot(scene, found, slot)) if actor.country not in taken)
        if actors:
            return actors, slot
    return (), ""


def _slot(scene: Scene, found: Found, slot: str) -> list[Mention]:
    if slot.startswith("p:"):
        mentions = _preposition(scene, found, slot[2:])
    else:
        mentions = _SLOTS[slot](scene, found)
    if slot in _PLACES_OK:
        return mentions
    return [mention for mention in mentions if mention.kind is not MentionKind.PLACE]


def _subject(scene: Scene, found: Found) -> list[Mention]:
    verb = _clause_verb(scene, found.token)
    doer = subject(scene.analysis, verb)
    if doer is None or doer.i == found.token.i:
        return _misparsed_subject(scene, verb)
    named = scene.phrase(doer)
    if named:
        return named
    return scene.modifiers(doer, possessive=True) or scene.modifiers(doer, possessive=False) or _of(scene, doer)


def _misparsed_subject(scene: Scene, verb: Token) -> list[Mention]:
    """A finite active verb has a subject even where the parse lost it: the party right before it ("In May Macron
    visited …"), or the subject of the main clause for a verb coordinated with something else."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or is_passive(scene.analysis, verb):
        return []
    tokens = scene.analysis.tokens
    at = verb.i - 1
    while at >= 0 and tokens[at].sentence == verb.sentence and tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    if at >= 0 and tokens[at].sentence == verb.sentence and (mention := scene.outer.get(at)) is not None:
        return [mention]
    if verb.dep != "conj":
        return []
    root = verb
    while root.head != root.i:
        root = tokens[root.head]
    doer = subject(scene.analysis, root) if root.tag == verb.tag else None
    return scene.phrase(doer) if doer is not None else []


def _clause_verb(scene: Scene, token: Token) -> Token:
    """The verb that has the subject: the copula of a predicate adjective, else the token."""
    if token.pos in ("VERB", "AUX") and child(scene.analysis, token, "nsubj", "nsubjpass") is not None:
        return token
    head = scene.analysis.tokens[token.head]
    if token.dep in ("acomp", "oprd", "attr") and head.pos in ("VERB", "AUX"):
        return head
    return token


def _of(scene: Scene, noun: Token) -> list[Mention]:
    return [
        mention
        for word, other in prepositions(scene.analysis, noun)
        if word in ("of", "by", "from", "between")
        for mention in scene.phrase(other)
    ]


def _object(scene: Scene, found: Found) -> list[Mention]:
    patient = object_(scene.analysis, found.token)
    return [] if patient is None else scene.phrase(patient)


def _in_object(scene: Scene, found: Found) -> list[Mention]:
    patient = object_(scene.analysis, found.token)
    if patient is not None:
        return scene.inside(patient)
    for _, other in _pairs(scene, found):
        inside = scene.inside(other)
        if inside:
            return inside
    return []


def _in_places(scene: Scene, found: Found) -> list[Mention]:
    """Places named inside the prepositional phrases of the verb."""
    tokens = [token for _, other in _pairs(scene, found) for token in scene.analysis.subtree(other)]
    return [m for token in tokens if (m := scene.outer.get(token.i)) is not None and m.kind is MentionKind.PLACE]


def _in_prize(scene: Scene, found: Found) -> list[Mention]:
    prize = child(scene.analysis, found.token, "dobj")
    return [] if prize is None else scene.inside(prize)


def _in_adverbial(scene: Scene, found: Found) -> list[Mention]:
    for other in scene.analysis.children(found.token):
        if other.dep == "advcl":
            return scene.in_clause(other)
    return []


def _dative(scene: Scene, found: Found) -> list[Mention]:
    other = child(scene.analysis, found.token, "dative")
    if other is None:
        return []
    inner = child(scene.analysis, other, "pobj")
    return scene.phrase(inner if inner is not None else other)


def _pairs(scene: Scene, found: Found) -> list[tuple[str, Token]]:
    """Prepositional phrases at the trigger, at the verb that carries it, or at its object."""
    anchors = [found.token]
    if found.light is not None:
        anchors.append(found.light)
    if found.part == "verb":
        patient = object_(scene.analysis, found.token)
        if patient is not None:
            anchors.append(patient)
    pairs = [pair for anchor in anchors for pair in prepositions(scene.analysis, anchor)]
    return pairs + (_lost_doer(scene, found.token) if found.part == "noun" else [])


def _lost_doer(scene: Scene, noun: Token) -> list[tuple[str, Token]]:
    """Who did a deed that the parse hangs on an active verb: "reviewed the results of the visit by a delegation"."""
    verb = governing_verb(scene.analysis, noun)
    if verb is None or verb.i > noun.i or is_passive(scene.analysis, verb):
        return []
    last = max(token.i for token in scene.analysis.subtree(noun))
    for other in scene.analysis.children(verb):
        if other.lower == "by" and other.i == last + 1 and (doer := child(scene.analysis, other, "pobj")) is not None:
            return [("by", doer)]
    return []


def _preposition(scene: Scene, found: Found, word: str) -> list[Mention]:
    mentions: list[Mention] = []
    for other_word, other in _pairs(scene, found):
        if other_word == word:
            mentions += (
                scene.phrase(other)
                or scene.modifiers(other, possessive=True)
                or scene.modifiers(other, possessive=False)
                or (scene.inside(other) if word in ("to", "for") and other.lemma in modality().folk else [])
            )
    if not mentions and word == "of":
        return [
            mention
            for other_word, other in _pairs(scene, found)
            if other_word == "of"
            for mention in scene.inside(other)
        ]
    return mentions


def _clauses(scene: Scene, found: Found) -> list[Token]:
    """Heads of the clauses that the trigger takes, or its object does ("the need for Chile to act")."""
    clauses = list(complement(scene.analysis, found.token))
    patient = object_(scene.analysis, found.token) if found.part == "verb" else None
    return clauses + (list(complement(scene.analysis, patient)) if patient is not None else [])


def _clause_subjects(scene: Scene, found: Found) -> list[Mention]:
    mentions: list[Mention] = []
    for clause in _clauses(scene, found):
        own = child(scene.analysis, clause, "nsubj", "nsubjpass")
        if own is not None:
            mentions += scene.phrase(own) or scene.inside(own)
    return mentions


def _in_clause(scene: Scene, found: Found) -> list[Mention]:
    """Parties inside the clause: those it is done with, else all but those that are only its topic ("the problem of
    …")."""
    mentions = [mention for clause in _clauses(scene, found) for mention in scene.in_clause(clause)]
    partners = [mention for mention in mentions if _behind(scene, mention, frozenset({"with"}))]
    if partners:
        return partners
    return [mention for mention in mentions if not _is_topic_of(scene, mention)][:3]


def _behind(scene: Scene, mention: Mention, words: frozenset[str]) -> Token | None:
    """The word that governs the preposition a mention stands behind, when the preposition is one of these."""
    tokens = scene.analysis.tokens
    head = tokens[mention.head]
    while head.dep == "conj":
        head = tokens[head.head]
    preposition = tokens[head.head]
    return tokens[preposition.head] if head.dep == "pobj" and preposition.lower in words else None


def _is_topic_of(scene: Scene, mention: Mention) -> bool:
    noun = _behind(scene, mention, frozenset({"of", "in", "around", "on"}))
    return noun is not None and noun.lemma in modality().topics


def _in_prepositions(scene: Scene, found: Found) -> list[Mention]:
    mentions: list[Mention] = []
    for _, other in _pairs(scene, found):
        if not mentions:
            mentions += scene.inside(other)
    return mentions


def _light_subject(scene: Scene, found: Found) -> list[Mention]:
    if found.light is None or (found.light.dep == "acl" and found.light.tag == "VBG"):
        return []
    doer = subject(scene.analysis, found.light)
    if doer is None or doer.i == found.token.i:
        return []
    return scene.phrase(doer) or scene.modifiers(doer, possessive=True) or scene.modifiers(doer, possessive=False)


def _light_object(scene: Scene, found: Found) -> list[Mention]:
    if found.light is None:
        return []
    other = child(scene.analysis, found.light, "dative")
    if other is None:
        patient = object_(scene.analysis, found.light)
        return [] if patient is None or patient.i == found.token.i else scene.phrase(patient)
    inner = child(scene.analysis, other, "pobj")
    return scene.phrase(inner if inner is not None else other)


def _possessor(scene: Scene, found: Found) -> list[Mention]:
    return scene.modifiers(found.token, possessive=True)


def _modifier(scene: Scene, found: Found) -> list[Mention]:
    return [m for m in scene.modifiers(found.token, possessive=False) if m.kind is not MentionKind.METONYM]


_SLOTS: dict[str, Callable[[Scene, Found], list[Mention]]] = {
    "subj": _subject,
    "obj": _object,
    "in_obj": _in_object,
    "dative": _dative,
    "in_prize": _in_prize,
    "at_obj": _in_object,
    "at_pp": _in_places,
    "in_adv": _in_adverbial,
    "comp_subj": _clause_subjects,
    "in_comp": _in_clause,
    "in_pp": _in_prepositions,
    "light": _light_subject,
    "light_obj": _light_object,
    "poss": _possessor,
    "mod": _modifier,
}
