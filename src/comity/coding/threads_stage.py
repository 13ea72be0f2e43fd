"""How far a thread has got, read from the words that govern its name."""

from __future__ import annotations

from dataclasses import dataclass

from comity.language.analysis import Analysis, Token
from comity.records import Stage, Status
from comity.records.stages import stage_cues, stages

_CLIMB = 7
_FUTURE_AUX = frozenset({"will", "shall", "would", "wo", "'ll"})
_MODAL_AUX = frozenset({"may", "might", "could", "can", "should", "must"})
_SOFT = frozenset({Stage.PROPOSED, Stage.DISCUSSED, Stage.AGREED})
_UNDER = frozenset({"under", "through", "via", "by", "per", "like", "such", "including"})
_OF = frozenset({"of", "on", "to", "from", "for", "in", "about", "over", "within"})
_ONCE = frozenset({"once", "if", "until", "unless", "before"})
_OBJECT = frozenset({"dobj", "nsubjpass", "obj", "dative", "oprd"})


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage with the word that gave it, and whether what it says lies ahead, is denied or merely possible."""

    stage: Stage | None
    word: str | None
    status: Status


def read_stage(analysis: Analysis, head: Token, first: int) -> StageReading:
    """The stage that the sentence gives to the noun phrase headed by `head` and beginning at token `first`.

    Climbs from the noun to the verb that governs it, and on through infinitives and reporting verbs. The nearest cue
    counts, unless a cue above it says that all this is only proposed, discussed or agreed: "discussed the
    construction of" is discussed. What is only promised is one stage behind: "will sign" is agreed.
    """
    cues = stage_cues()
    found: list[tuple[Stage, str]] = []
    future = negated = modal = False
    for child in analysis.children(head):
        if child.dep in ("amod", "acl", "compound") and child.lower != "joint":
            stage = cues.modifiers.get(child.lower) or (cues.modifiers.get(child.lemma) if child.dep == "acl" else None)
            if stage is not None and child.i >= first - 1:
                found.append((stage, child.text))
    node = head
    for _ in range(_CLIMB):
        if node.head == node.i or (node.dep == "prep" and node.lower in _UNDER):
            break
        parent = analysis.tokens[node.head]
        if parent.pos in ("VERB", "AUX"):
            stage, word = _verb_cue(analysis, parent, node)
            if stage is not None:
                found.append((stage, word))
            kids = list(analysis.children(parent))
            auxiliaries = {child.lower for child in kids if child.dep in ("aux", "auxpass")}
            negated = negated or any(child.dep == "neg" for child in kids) or parent.lemma in cues.refusals
            future = future or bool(auxiliaries & _FUTURE_AUX) or ("to" in auxiliaries and _promised(analysis, parent))
            modal = modal or bool(auxiliaries & _MODAL_AUX)
            modal = modal or (parent.dep == "advcl" and any(child.lower in _ONCE for child in kids))
        elif node.dep in ("pobj", "pcomp", "prep", "compound", "poss", "nmod", "conj", "appos") and parent.pos in (
            "NOUN",
            "PROPN",
        ):
            stage = cues.nouns.get(parent.lower) or cues.nouns.get(parent.lemma)
            if stage is not None and node.dep != "conj":
                found.append((stage, parent.text))
            future = future or parent.lemma in cues.promises
        elif parent.pos == "ADJ":
            future = future or parent.lemma in cues.promises
        node = parent
        if node.dep in ("relcl", "advcl") or (node.dep == "ROOT" and node.pos in ("VERB", "AUX")):
            break
    return _settle(found, future=future, negated=negated, modal=modal)


def _verb_cue(analysis: Analysis, verb: Token, node: Token) -> tuple[Stage | None, str]:
    """The stage a verb gives to the dependent `node`, by the role the node has."""
    cues = stage_cues()
    if node.dep in _OBJECT:
        for child in analysis.children(verb):
            if child.dep in ("prt", "prep") and child.i > verb.i:
                phrase = f"{verb.lemma} {child.lower}"
                if phrase in cues.phrases:
                    return cues.phrases[phrase], phrase
        return cues.verbs.get(verb.lemma), verb.text
    if node.dep == "nsubj":
        if verb.lemma in ("be", "become", "remain"):
            for child in analysis.children(verb):
                if child.dep in ("acomp", "attr", "prep", "advmod", "oprd"):
                    stage = cues.stands.get(child.lower) or cues.modifiers.get(child.lower)
                    for below in analysis.children(child):
                        stage = stage or cues.phrases.get(f"{child.lower} {below.lower}")
                    if stage is not None:
                        return stage, child.text
        for child in analysis.children(verb):
            if child.dep in ("prep", "prt"):
                phrase = f"{verb.lemma} {child.lower}"
                for longer in (phrase, *(f"{phrase} {below.lower}" for below in analysis.children(child))):
                    if longer in cues.phrases:
                        return cues.phrases[longer], longer
        return cues.stands.get(verb.lemma), verb.text
    if node.dep == "prep":
        particle = next(
            (child for child in analysis.children(verb) if child.dep in ("prt", "advmod") and child.i == verb.i + 1),
            None,
        )
        for phrase in (f"{verb.lemma} {node.lower}", f"{verb.lemma} {particle.lower} {node.lower}" if particle else ""):
            if phrase in cues.phrases:
                return cues.phrases[phrase], phrase
    return None, ""


def _promised(analysis: Analysis, verb: Token) -> bool:
    """Whether an infinitive depends on a word of promise, plan or need."""
    parent = analysis.tokens[verb.head]
    return verb.dep in ("xcomp", "acl", "ccomp", "ROOT", "relcl", "pcomp") and (
        parent.lemma in stage_cues().promises or parent is verb
    )


def _settle(found: list[tuple[Stage, str]], *, future: bool, negated: bool, modal: bool) -> StageReading:
    if negated:
        return StageReading(None, None, Status.NEGATED)
    if not found:
        return StageReading(None, None, Status.FUTURE if future else Status.HYPOTHETICAL if modal else Status.OCCURRED)
    stage, word = found[0]
    for outer, outer_word in found[1:]:
        if outer in _SOFT and stage not in (Stage.SUSPENDED, Stage.CANCELLED):
            stage, word, future = outer, outer_word, False
            break
    else:
        if future:
            stage = stages()[stage].once_done or stage
            return StageReading(stage, word, Status.FUTURE)
    if modal and stage not in _SOFT:
        return StageReading(stages()[stage].once_done or stage, word, Status.HYPOTHETICAL)
    ongoing = stage in (Stage.UNDER_WAY, Stage.OPERATIONAL)
    return StageReading(stage, word, Status.ONGOING if ongoing else Status.OCCURRED)
