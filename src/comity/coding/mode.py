"""Mode: how parties talk, read off the words around the trigger where the rule leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from comity.coding.completing import Draft
from comity.coding.modal import governing_verb
from comity.coding.scene import Scene
from comity.coding.syntax import prepositions
from comity.language.analysis import Token

_LINES = frozenset(
    ("phone", "telephone", "videoconference", "teleconference", "videolink", "video", "hotline", "zoom", "skype")
)
_BY_LINE = frozenset({"by", "over", "on", "via", "through", "in", "with"})
_CALLS = frozenset({"phone", "telephone", "video", "virtual", "online"})
_REMOTE = frozenset({"online", "virtually", "remotely"})
_RINGS = frozenset({"phone", "telephone", "ring"})
# What the line is for: "video link", "phone call", "video conference".
_LINKED = frozenset({"link", "conference", "call", "line", "conversation", "talk", "connection", "format"})
_MARGINS = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})


def mode_of(scene: Scene, draft: Draft) -> str | None:
    """The mode of a draft of talks; of any other, its rule's."""
    given = draft.rule.mode if draft.type == draft.rule.type else None
    if draft.type != "CONSULT":
        return given
    if _is_by_phone(scene, draft):
        return "phone"
    if given in (None, "multilateral") and any(
        word in ("on", "at", "in") and other.lower in _MARGINS for word, other in _phrases(scene, draft)
    ):
        return "third-party"
    return given


def _is_by_phone(scene: Scene, draft: Draft) -> bool:
    token = draft.found.token
    if (draft.found.part == "verb" and token.lemma in _RINGS) or token.lemma in _LINES:
        return True
    if draft.found.part == "noun" and any(
        other.lower in _CALLS and other.i < token.i for other in scene.analysis.children(token)
    ):
        return True
    if any(word in _BY_LINE and _is_line(scene, other) for word, other in _phrases(scene, draft)):
        return True
    return any(
        other.lower in _REMOTE and other.dep in ("advmod", "acomp")
        for anchor in _anchors(scene, draft)
        for other in scene.analysis.children(anchor)
    )


def _is_line(scene: Scene, noun: Token) -> bool:
    if noun.lemma in _LINES:
        return True
    return noun.lemma in _LINKED and any(other.lower in _CALLS for other in scene.analysis.children(noun))


def _anchors(scene: Scene, draft: Draft) -> list[Token]:
    """The trigger, and the verb that carries it or that it stands beside."""
    token = draft.found.token
    anchors = [token]
    if draft.found.light is not None:
        anchors.append(draft.found.light)
    elif draft.found.part == "noun" and token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        verb = governing_verb(scene.analysis, token)
        if verb is not None:
            anchors.append(verb)
    return anchors


def _phrases(scene: Scene, draft: Draft) -> Iterator[tuple[str, Token]]:
    for anchor in _anchors(scene, draft):
        yield from prepositions(scene.analysis, anchor)
        for other in scene.analysis.children(anchor):
            if other.dep in ("dobj", "attr"):
                yield from prepositions(scene.analysis, other)
