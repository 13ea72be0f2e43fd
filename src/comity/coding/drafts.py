"""Drafts: every trigger of a sentence with its roles, status and speaker; both sides must be there, named or
inferred."""

from __future__ import annotations

from comity.coding.completing import Draft, complete
from comity.coding.lexicon import Rule
from comity.coding.modal import Reading, governing_verb, read_verb
from comity.coding.roles import sides
from comity.coding.scene import Scene, countries_of
from comity.coding.status import VERBAL, noun_status, put
from comity.coding.triggers import Found, triggers
from comity.language.analysis import Sentence, SentenceKind, Token
from comity.records import Actor, Status
from comity.records.plover import Quad, codebook

_ENDS = frozenset({"end", "conclude", "culminate", "close", "finish", "begin", "open", "include", "crown", "see"})
_EARLIER = frozenset({"recent", "last", "latest", "previous", "earlier", "past"})


def drafts_of(scene: Scene, sentence: Sentence) -> list[Draft]:
    """Every event that the rules see in a sentence, before they are weighed against each other."""
    found = triggers(scene, sentence)
    voice = speaker_of(scene, sentence.start, sentence.end)
    drafts: list[Draft] = []
    verbs = {one.token.i: one for one in found if one.part == "verb"}
    topics: list[Found] = []
    for one in found:
        if one.part == "noun" and one.light is None and _is_topic(scene, one, verbs) and not is_past_visit(scene, one):
            topics.append(one)
            continue
        draft = _draft(scene, one, verbs, voice)
        if draft is not None:
            drafts.append(draft)
    told = {draft.found.token.i: verbs[draft.found.token.i] for draft in drafts if draft.found.token.i in verbs}
    for one in topics:  # what no event is about is told by itself, where it names both sides
        if not one.rule.ambient and not _is_topic(scene, one, told):
            draft = _draft(scene, one, verbs, voice)
            if draft is not None and draft.explicit:
                drafts.append(draft)
    return drafts


def speaker_of(scene: Scene, start: int, end: int) -> Actor | None:
    """Who says the words of [start, end): the voice of the whole sentence, or of a quotation that covers the span."""
    analysis = scene.analysis
    sentence = analysis.sentence_at(start)
    index = sentence.voice if sentence is not None else None
    if index is None:
        for quotation in analysis.quotations:
            if quotation.start <= start and end <= quotation.end:
                index = quotation.voice
                break
    if index is None:
        return None
    voice = analysis.voices[index]
    mention = scene.covering(voice.start, voice.end)
    return mention.actors[0] if mention is not None else None


def _draft(scene: Scene, found: Found, verbs: dict[int, Found], voice: Actor | None) -> Draft | None:
    sentence_kind = scene.analysis.sentences[found.token.sentence].kind
    rule = found.rule
    clause = found.light or (found.token if found.part == "verb" else None)
    anchor = clause if clause is not None else governing_verb(scene.analysis, found.token)
    reading = read_verb(scene.analysis, anchor) if anchor is not None else Reading(None)
    if found.part == "noun" and clause is None:
        reading = Reading(noun_status(scene, found.token), tense="noun")
    elif _is_spoken_for(scene, found, reading, verbs):
        return None
    both = sides(scene, found)
    agents, recipients = both.agents, both.recipients
    if len(countries_of(agents) | countries_of(recipients)) < 2 and rule.type == "AID" and found.part == "noun":
        agents, recipients = _thanked(scene, found, verbs) or (agents, recipients)
    explicit = len(countries_of(agents) | countries_of(recipients)) > 1
    said_by = voice or _indirect(scene, reading)
    if rule.of_speaker:
        speaker = said_by
        if speaker is None or speaker.country in countries_of(agents or recipients):
            return None
        agents, recipients = (speaker,), agents or recipients
    if found.sides_needed and not explicit and not rule.ambient and not _is_known_deed(scene, found, agents):
        return None
    type_, status, weight = put(scene, found, reading, rule.weight)
    if type_ is None:
        return None
    if sentence_kind is SentenceKind.HEADLINE and reading.tense == "present" and status is Status.ONGOING:
        status = Status.OCCURRED
    draft = Draft(found, rule, type_, status, agents, recipients, weight, reading, said_by, explicit)
    draft.reasons.append(f"{found.part} “{found.token.text}” speaks of {type_} (rule {rule.name})")
    if type_ != rule.type:
        draft.reasons.append(f"{rule.type} that is still to come or cannot be done counts as {type_}")
    if reading.carrier is not None:
        draft.reasons.append(f"put by “{reading.carrier.text}”")
    return complete(scene, draft, both.slots[1])


def _is_known_deed(scene: Scene, found: Found, agents: tuple[Actor, ...]) -> bool:
    """Whether a definite noun tells of violence of one of two who fight ("the Iranian attack of Tuesday")."""
    if found.part != "noun" or found.rule.type != "ASSAULT" or not agents:
        return False
    determiners = [other.lower for other in scene.analysis.children(found.token) if other.dep == "det"]
    return (scene.at_odds or scene.will_fight) and determiners[:1] in (["the"], ["this"], ["that"])


def _lets_noun_speak(outer: Rule, inner: Rule) -> bool:
    """Whether a noun is an event beside the verb that governs it ("condemned the attack": both)."""
    return codebook().types[inner.type].quad is Quad.MATERIAL_CONFLICT and outer.type in VERBAL


def _is_spoken_for(scene: Scene, found: Found, reading: Reading, verbs: dict[int, Found]) -> bool:
    """Whether another trigger is the event instead: who asks, refuses or undertakes the act, or governs its noun."""
    if reading.embedded in ("ask", "refuse"):
        return True
    carrier = reading.carrier
    if reading.embedded == "intend" and carrier is not None:
        undertakes = [verbs[i].rule.type for i in (carrier.i, carrier.head) if i in verbs]
        if any(kind in ("AGREE", "THREATEN", "REJECT", "SUPPORT") for kind in undertakes):
            return True
    if found.part == "noun" and found.light is not None and found.light.i in verbs:
        outer = verbs[found.light.i].rule
        return not (
            _lets_noun_speak(outer, found.rule) or (found.rule.light and outer.no_object and not found.rule.ambient)
        )
    return False


def _thanked(scene: Scene, found: Found, verbs: dict[int, Found]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """Giver and receiver of help that one party thanks another for."""
    at = found.token
    for _ in range(6):
        if at.head == at.i:
            return None
        at = scene.analysis.tokens[at.head]
        if at.i in verbs:
            if not verbs[at.i].rule.thanks:
                return None
            thanks = sides(scene, verbs[at.i])
            return (thanks.recipients, thanks.agents) if thanks.agents and thanks.recipients else None
    return None


def _is_occasion(scene: Scene, noun: Token) -> bool:
    """Whether the noun says on what occasion something else was done ("signed during a visit to Oslo")."""
    head = scene.analysis.tokens[noun.head]
    return noun.dep == "pobj" and head.lower in ("during", "after", "at", "following", "before")


def _is_topic(scene: Scene, found: Found, verbs: dict[int, Found]) -> bool:
    """Whether a bare noun is only what another trigger is about ("discussed cooperation in trade")."""
    conflict = codebook().types[found.rule.type].quad is Quad.MATERIAL_CONFLICT
    at = found.token
    if _is_occasion(scene, found.token):
        return False
    for _ in range(10):
        if at.dep in ("relcl", "nsubj", "nsubjpass") and not found.rule.ambient:
            return False
        if at.dep == "relcl":
            return False
        if at.head == at.i:
            return False
        at = scene.analysis.tokens[at.head]
        if at.i in verbs:
            outer = verbs[at.i].rule
            if conflict or (found.rule.type == "AID" and outer.type in ("SUPPORT", "ACCUSE")):
                return False
            if found.rule.id == "signing" and outer.type == "CONSULT" and at.lemma in _ENDS:
                return False
            return not (outer.keeps_topic and found.rule.ambient and found.token.dep == "dobj")
    return False


def is_past_visit(scene: Scene, found: Found) -> bool:
    """Whether it is an earlier visit that names both sides: "the recent visit to X by a delegation of Y"."""
    if found.rule.mode != "visit" or found.part != "noun":
        return False
    both = sides(scene, found)
    earlier = any(other.lower in _EARLIER for other in scene.analysis.children(found.token))
    return earlier and len(countries_of(both.agents) | countries_of(both.recipients)) > 1


def _indirect(scene: Scene, reading: Reading) -> Actor | None:
    """The speaker of indirect speech."""
    if reading.sayer is None:
        return None
    mentions = scene.phrase(reading.sayer)
    return mentions[0].actors[0] if mentions else None
