"""Where an event happened: a place named behind "in", "at" or "near" in the clause of its trigger."""

from __future__ import annotations

from collections.abc import Collection

from comity.actors.places import lookup
from comity.coding.scene import Scene
from comity.coding.syntax import prepositions
from comity.language.analysis import Sentence, Token
from comity.records import Place

_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "around"})


def place_of(
    scene: Scene, sentence: Sentence, trigger: Token, light: Token | None, near: Collection[str]
) -> Place | None:
    """The place of the event, or None. `near` are the countries of its parties, which decide between namesakes.

    Looked for at the trigger, at the verb that carries or governs it, and at participles beside that verb ("Speaking
    in …").
    """
    analysis = scene.analysis
    anchors = [trigger]
    if light is not None:
        anchors.append(light)
    at = trigger
    for _ in range(4):
        if at.head == at.i or at.dep in ("relcl", "acl"):
            break
        at = analysis.tokens[at.head]
        if at.pos in ("VERB", "AUX"):
            anchors.append(at)
            break
    for anchor in list(anchors):
        anchors += [other for other in analysis.children(anchor) if other.dep == "advcl" and other.tag == "VBG"]
    for anchor in anchors:
        for word, other in _chained(scene, anchor):
            if word in _LOCATIVE and (place := _named(scene, sentence, other, near)) is not None:
                return place
    return None


def _chained(scene: Scene, anchor: Token) -> list[tuple[str, Token]]:
    """Prepositional phrases of a word, and those inside its objects ("addressed delegates at the forum in Sochi")."""
    found = list(prepositions(scene.analysis, anchor))
    for other in scene.analysis.children(anchor):
        if other.dep in ("dobj", "attr", "nsubjpass"):
            found += prepositions(scene.analysis, other)
    for _, other in list(found):
        found += prepositions(scene.analysis, other)
    return found


def _named(scene: Scene, sentence: Sentence, head: Token, near: Collection[str]) -> Place | None:
    if head.pos != "PROPN":
        return None
    tokens = scene.analysis.tokens
    first = head.i
    while first > sentence.first and tokens[first - 1].pos == "PROPN" and tokens[first - 1].head in (head.i, first):
        first -= 1
    text = scene.analysis.document.text
    for start in range(first, head.i + 1):
        words = text[tokens[start].start : head.end]
        entry = lookup(" ".join(words.split()), near)
        if entry is not None and not entry.weak:
            return Place(
                entry.name, entry.country, entry.latitude, entry.longitude, words, tokens[start].start, head.end
            )
    return None
