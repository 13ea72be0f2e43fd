"""How a pair is shown to the model: the sentence with marks around source, target and, if known, the trigger word.

Training and coding must show it alike, so both use this file.
"""

from __future__ import annotations

Span = tuple[int, int]
"""A half-open interval of characters."""

# Marks are pieces of the encoder's vocabulary that no text contains. In order: source, target, trigger.
MARKS = (("[unused1]", "[unused2]"), ("[unused3]", "[unused4]"), ("[unused5]", "[unused6]"))
SPECIAL = tuple(mark for pair in MARKS for mark in pair)

# Longer sentences are cut to the words around the marks: what lies farther off says
# little of them, and time grows with length.
_MOST_CHARACTERS = 280
_ROOM = 70


def marked(text: str, source: Span, target: Span, trigger: Span | None = None) -> str:
    """The text with its marks, cut to the neighbourhood of the pair where it is long.

    Marks of overlapping spans nest by position; the spans are half-open intervals of `text`.
    """
    spans = (source, target) if trigger is None else (source, target, trigger)
    start, end = _window(text, spans)
    cuts = []
    for (opening, closing), (first, last) in zip(MARKS, spans, strict=False):
        cuts += [(first, 1, opening), (last, 0, closing)]
    pieces, at = [], start
    for position, _, mark in sorted(cuts):
        position = min(max(position, start), end)
        pieces += [text[at:position], f" {mark} "]
        at = position
    return "".join([*pieces, text[at:end]])


def _window(text: str, spans: tuple[Span, ...]) -> Span:
    """The part of the text to show: all of it, or the stretch from first to last span with room on both sides."""
    if len(text) <= _MOST_CHARACTERS:
        return 0, len(text)
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    room = max(_ROOM, (_MOST_CHARACTERS - (last - first)) // 2)
    start, end = max(0, first - room), min(len(text), last + room)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    return start, end


def original(text: str, spans: tuple[Span, ...], at: int) -> int:
    """The character of `text` that stands at `at` in what `marked` makes of it (between marks: the next one)."""
    start, end = _window(text, spans)
    cuts = []
    for (opening, closing), (first, last) in zip(MARKS, spans, strict=False):
        cuts += [(first, 1, opening), (last, 0, closing)]
    position, shown = start, 0
    for cut, _, mark in sorted(cuts):
        cut, length = min(max(cut, start), end), len(mark) + 2
        if at < shown + (cut - position):
            return position + at - shown
        shown += cut - position + length
        position = cut
    return min(position + max(0, at - shown), end)
