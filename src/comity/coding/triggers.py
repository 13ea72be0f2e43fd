"""Triggers: the verbs, nouns and adjectives of a sentence that speak of an event, each with the best rule for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from comity.actors.mention import MentionKind
from comity.coding.lexicon import Rule, Words, lexicon, modality
from comity.coding.scene import HOLDERS, Scene
from comity.coding.syntax import (
    child,
    complement,
    conjuncts,
    has_particle,
    is_passive,
    noun_object_of,
    object_,
    prepositions,
    subject,
)
from comity.language.analysis import Sentence, Token
from comity.records import ThreadKind

# A rule that asks for more of the context is preferred to one that asks for less.
_BONUS_OBJECT = 0.2
_BONUS_PARTICLE = 0.15
# Light verbs that reach their noun through a preposition.
_PREPOSITIONAL = frozenset({"participate", "engage", "enter"})
# What a thing known by its name is, to the rules that ask ("Shaheen-X closed" tells of an exercise).
_SORT = {
    ThreadKind.EXERCISE: "exercise",
    ThreadKind.MECHANISM: "commission",
    ThreadKind.AGREEMENT: "agreement",
}
_LIGHT_DEPS = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "oprd"})


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger: its token, its rule, the frame part ("verb" or "noun"), the verb that carries a noun, further
    words."""

    token: Token
    rule: Rule
    part: str
    light: Token | None = None
    particles: tuple[str, ...] = ()
    sides_needed: bool = False


def triggers(scene: Scene, sentence: Sentence) -> list[Found]:
    """All triggers of a sentence in text order, at most one rule a word."""
    lex = lexicon()
    found: list[Found] = []
    for token in scene.analysis.of(sentence):
        best: Found | None = None
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass")):
            best = verb_rule(scene, token)
        elif token.pos in ("NOUN", "PROPN"):
            best = _noun(scene, token, _noun_rules(scene, token))
        if best is None and token.pos in ("ADJ", "VERB", "ADV", "ADP"):
            best = _adjective(scene, token, lex.adjectives.get(token.lower, ()))
        if best is not None:
            found.append(best)
    return found


def _noun_rules(scene: Scene, noun: Token) -> tuple[Rule, ...]:
    """Rules for a noun: those of its compound first ("phone call"), else those of the noun alone."""
    nouns = lexicon().nouns
    for other in scene.analysis.children(noun):
        if f"{other.lemma} {noun.lemma}" in modality().no_events:
            return ()
        if other.dep in ("compound", "amod") and (rules := nouns.get(f"{other.lemma} {noun.lemma}")):
            return rules
    return nouns.get(noun.lemma, ()) or nouns.get(noun.lower, ())


def heads_match(scene: Scene, token: Token, words: Collection[str]) -> bool:
    """Whether a noun phrase (or one coordinated with it) is headed by one of the words, compounds included."""
    for part in conjuncts(scene.analysis, token):
        before = [f"{other.lemma} {part.lemma}" for other in scene.analysis.children(part) if other.i < part.i]
        if any(phrase in modality().no_events for phrase in before):
            continue
        if part.lemma in words or part.lower in words:
            return True
        named = scene.named.get(part.i)
        if named is not None and part.pos == "PROPN" and _SORT.get(named, "") in words:
            return True
        for other in scene.analysis.children(part):
            if other.dep in ("compound", "amod") and f"{other.lemma} {part.lemma}" in words:
                return True
        if part.lemma in modality().measures:
            inner = noun_object_of(scene.analysis, part)
            if inner is not None and heads_match(scene, inner, words):
                return True
    return False


def is_joint(scene: Scene, tokens: Iterable[Token]) -> bool:
    """Whether one of the tokens marks the act as common."""
    return any(token.lower in modality().joint for token in tokens)


def verb_rule(scene: Scene, verb: Token) -> Found | None:
    """The best rule for a verb."""
    return _verb(scene, verb, lexicon().of_verb(verb.lemma, verb.lower))


def _verb(scene: Scene, verb: Token, entries: tuple[Words, ...]) -> Found | None:
    if scene.outer.get(verb.i) is not None or not entries:
        return None
    best: Found | None = None
    score = 0.0
    for entry in entries:
        if entry.particles and not has_particle(scene.analysis, verb, entry.particles):
            continue
        if entry.particles and _only_says_when(scene, verb, entry.particles):
            continue
        bonus = _conditions(scene, verb, entry)
        if bonus is None:
            continue
        value = entry.rule.weight + bonus + _BONUS_PARTICLE * len(entry.particles)
        if value > score:
            best, score = Found(verb, entry.rule, "verb", None, entry.particles, entry.rule.needs_sides), value
    return best


def _only_says_when(scene: Scene, verb: Token, particles: tuple[str, ...]) -> bool:
    """Whether the preposition of an entry only leads to a date ("had called on Monday")."""
    behind = [other for word, other in prepositions(scene.analysis, verb) if word == particles[-1]]
    dates = [(mention.start, mention.end) for mention in scene.analysis.dates]
    return bool(behind) and all(any(a <= token.start < b for a, b in dates) for token in behind)


def _object_of(scene: Scene, verb: Token, particles: tuple[str, ...]) -> Token | None:
    found = object_(scene.analysis, verb)
    if found is not None and found.lemma in particles:  # "took part in the ceremony"
        phrases = [*prepositions(scene.analysis, found), *prepositions(scene.analysis, verb)]
        return next((other for word, other in phrases if word in ("in", "at", "to") and other.i > found.i), found)
    if found is None:
        for word, other in prepositions(scene.analysis, verb):
            if word in particles:
                return other
    return found


def _conditions(scene: Scene, verb: Token, entry: Words) -> float | None:
    """The bonus of a verb rule whose conditions hold, or None."""
    rule = entry.rule
    patient = _object_of(scene, verb, entry.particles)
    bonus = 0.0
    if rule.objects:
        if patient is None:
            phrase = " ".join((verb.lemma, *entry.particles))
            if not rule.objects_or_none or (rule.none_verbs and phrase not in rule.none_verbs):
                return None
        elif heads_match(scene, patient, rule.objects):
            bonus += _BONUS_OBJECT
        elif not (rule.objects_or_actor and scene.phrase(patient)):
            return None
    elif rule.object_actor and (patient is None or not scene.phrase(patient)):
        return None
    if rule.object_person and (patient is None or not _is_person(scene, patient)):
        return None
    if rule.object_place and (patient is None or not _is_place(scene, patient)):
        return None
    if rule.subject_person and ((doer := subject(scene.analysis, verb)) is None or not _is_person(scene, doer)):
        return None
    if rule.with_person and not _goes_to_person(scene, verb, entry.particles):
        return None
    if rule.not_objects and patient is not None and heads_match(scene, patient, rule.not_objects):
        return None
    if rule.subjects or rule.civil:
        doer = subject(scene.analysis, verb)
        if doer is None and rule.subjects and is_passive(scene.analysis, verb):
            doer = object_(scene.analysis, verb)
        if rule.subjects and (doer is None or not heads_match(scene, doer, rule.subjects)):
            return None
        if rule.civil and (doer is None or not _is_civil(scene, doer)):
            return None
    if rule.bare_object and patient is not None and child(scene.analysis, patient, "acl") is not None:
        return None
    if rule.not_clause_verbs and any(c.lemma in rule.not_clause_verbs for c in complement(scene.analysis, verb)):
        return None
    if rule.no_object and object_(scene.analysis, verb) is not None:
        return None
    if rule.no_complement and child(scene.analysis, verb, "oprd", "xcomp", "ccomp", "acomp", "attr") is not None:
        return None
    if rule.needs_clause and next(complement(scene.analysis, verb), None) is None:
        return None
    if rule.clause is not None and not _clause_is(scene, verb, rule.clause):
        return None
    if rule.clause_words:
        after = [token for token in scene.analysis.subtree(verb) if token.i > verb.i]
        if not _speaks_of(after, rule.clause_words):
            return None
        bonus += _BONUS_OBJECT / 2
    if rule.of_gerund and not _has_gerund(scene, patient, rule.of_gerund):
        return None
    if rule.needs_joint or rule.not_joint:
        near = list(scene.analysis.children(verb)) + (
            list(scene.analysis.children(patient)) if patient is not None else []
        )
        if is_joint(scene, near) is not rule.needs_joint:
            return None
    return bonus


def _goes_to_person(scene: Scene, verb: Token, particles: tuple[str, ...]) -> bool:
    """Whether the preposition leads to a person or the holder of an office, and nothing is asked of them ("to …")."""
    if any(token.i > verb.i and (token.tag == "TO" or token.lower == "for") for token in scene.analysis.subtree(verb)):
        return False
    behind = [other for word, other in prepositions(scene.analysis, verb) if word == particles[-1]]
    return any(_is_person(scene, other) for other in behind)


def _is_person(scene: Scene, word: Token) -> bool:
    """Whether a phrase names a person or the holder of an office, or "he" or "she" stands for one."""
    if word.pos == "PRON":
        return word.lower in ("he", "him", "she", "her") and bool(scene.phrase(word))
    return any(mention.kind in HOLDERS for mention in scene.phrase(word))


def _is_place(scene: Scene, word: Token) -> bool:
    """Whether a phrase is a town or another place in a state, a capital that may stand for its state included."""
    return any(mention.kind in (MentionKind.PLACE, MentionKind.METONYM) for mention in scene.phrase(word))


def _clause_is(scene: Scene, verb: Token, whose: str) -> bool:
    """Whether the verb takes a clause about its own subject ("same") or about another one ("other")."""
    for clause in complement(scene.analysis, verb):
        own = child(scene.analysis, clause, "nsubj", "nsubjpass")
        return (own is not None) is (whose == "other")
    return False


def _is_civil(scene: Scene, doer: Token) -> bool:
    """Whether people rather than a state or its officials act."""
    mentions = scene.phrase(doer)
    return not mentions or mentions[0].kind in (MentionKind.PEOPLE, MentionKind.DEMONYM, MentionKind.GROUP)


def _speaks_of(tokens: list[Token], words: Collection[str]) -> bool:
    return any(
        token.lemma in words or token.lower in words or (at and f"{tokens[at - 1].lemma} {token.lemma}" in words)
        for at, token in enumerate(tokens)
    )


def _has_gerund(scene: Scene, noun: Token | None, words: Collection[str]) -> bool:
    if noun is None:
        return False
    return any(word == "of" and other.lemma in words for word, other in prepositions(scene.analysis, noun))


def _noun(scene: Scene, noun: Token, rules: tuple[Rule, ...]) -> Found | None:
    if not rules or noun.dep in ("compound", "nmod", "amod") or scene.outer.get(noun.i) is not None:
        return None
    verbs = list(_carriers(scene, noun))
    best: Found | None = None
    score = 0.0
    for rule in rules:
        if rule.objects_of:
            inner = noun_object_of(scene.analysis, noun)
            if inner is None or not heads_match(scene, inner, rule.objects_of):
                continue
        if rule.not_with and scene.analysis.tokens[noun.head].lemma in rule.not_with:
            continue
        if rule.needs_joint and not (is_joint(scene, scene.analysis.children(noun)) or _is_shared(scene, noun)):
            continue
        light = next((verb for verb, near in verbs if _is_light(scene, verb, rule, near)), None)
        if rule.needs_light and light is None:
            continue
        needs_sides = rule.needs_sides or (rule.needs_light_or_sides and light is None)
        value = rule.weight + (_BONUS_OBJECT if light is not None else 0.0)
        if value > score:
            best, score = Found(noun, rule, "noun", light, (), needs_sides), value
    return best


def _is_shared(scene: Scene, noun: Token) -> bool:
    """Whether an adjective of two states marks the noun as common ("Indo-Russian production")."""
    return any(len(mention.countries) > 1 for mention in scene.modifiers(noun, possessive=False))


def _is_light(scene: Scene, verb: Token, rule: Rule, near: bool) -> bool:
    """Whether a verb carries the noun: one the rule names, or, with the noun as its own object, a light verb."""
    for phrase in rule.light:
        lemma, *rest = phrase.split()
        if verb.lemma == lemma and (near or rest) and (not rest or has_particle(scene.analysis, verb, tuple(rest))):
            return True
    return verb.lemma in (modality().light if near else _PREPOSITIONAL)


def _carriers(scene: Scene, noun: Token) -> Iterator[tuple[Token, bool]]:
    """Verbs that may carry a noun, and whether as their own object or subject ("held talks", "talks were held", "talks
    that collapsed") or behind a preposition ("took part in talks")."""
    tokens = scene.analysis.tokens
    top = noun
    while top.dep == "conj" and top.head != top.i:
        top = tokens[top.head]
    head = tokens[top.head]
    if top.dep in _LIGHT_DEPS and head.pos in ("VERB", "AUX"):
        yield head, True
    elif top.dep == "pobj" and tokens[head.head].pos == "VERB" and head.lower in ("in", "on", "to", "into", "under"):
        yield tokens[head.head], False
    for other in scene.analysis.children(noun):
        if other.dep in ("acl", "relcl") and other.tag in ("VBN", "VBD", "VBG"):
            yield other, True


def _adjective(scene: Scene, word: Token, rules: tuple[Rule, ...]) -> Found | None:
    for rule in rules:
        if word.dep in ("acomp", "oprd", "conj", "ROOT", "ccomp", "advcl", "acl", "amod", "xcomp", "relcl") and (
            word.dep != "amod" or child(scene.analysis, word, "prep", "xcomp") is not None
        ):
            if rule.clause_words and not _speaks_of(scene.analysis.subtree(word), rule.clause_words):
                continue
            if rule.promise and next(complement(scene.analysis, word), None) is None:
                continue
            if word.pos == "VERB" and word.dep not in ("acomp", "oprd", "conj", "ROOT", "ccomp"):
                continue
            return Found(word, rule, "verb")
    return None
