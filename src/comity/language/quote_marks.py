"""Pairs of quotation marks, of any style, paragraph by paragraph.

An opening mark that is never closed opens nothing, unless the next paragraph begins with one too (a quotation that runs
on over paragraphs repeats its opening mark); so one stray mark never swallows the rest of a document.
"""

from __future__ import annotations

import re

OPENERS = "“„«‟"
CLOSERS = "”»"
ALL_MARKS = re.compile(r"[“”„‟«»\"‘']")
_DOUBLE = re.compile(r"[“”„‟«»\"]|''|``")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–:])|^)[‘'](?=[A-Za-z])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?![\w])")


def pairs(text: str, start: int, end: int, running: bool) -> tuple[list[tuple[int, int]], bool, bool]:
    """The quoted stretches of the paragraph [start, end), marks excluded; is the last open; does the first go on.

    `running`: the paragraph before ended inside a quotation, which this one may continue.
    """
    marks = [(m.start(), m.end(), m.group()) for m in _DOUBLE.finditer(text, start, end)]
    found: list[tuple[int, int]] = []
    continues = bool(running and marks and marks[0][0] == start and marks[0][2] not in CLOSERS)
    if not marks:
        return _singles(text, start, end), False, False
    straight = [mark for mark in marks if mark[2] == '"']
    if len(straight) == len(marks) and (nested := _nested(text, [at for at, _, _ in marks], start, end)) is not None:
        return nested, False, continues
    balanced = len(straight) % 2 == 0
    opened: int | None = None
    opened_straight = False
    for at, after, mark in marks:
        if mark in CLOSERS or (mark == "''" and opened is not None):
            if opened is not None:
                found.append((opened, at))
                opened = None
        elif mark in OPENERS or mark == "``":
            opened, opened_straight = after, False
        else:
            opens = _may_open(text, at, start, end)
            if opened is None:
                if opens or (balanced and mark == '"'):
                    opened, opened_straight = after, True
            elif opened_straight and (balanced or not opens or _may_close(text, at)):
                found.append((opened, at))
                opened = None
            elif not opened_straight and _may_close(text, at):
                found.append((opened, at))  # “like this"
                opened = None
            else:
                opened, opened_straight = after, True
    left_open = opened is not None
    if opened is not None:
        found.append((opened, end))
    return found, left_open, continues


def _nested(text: str, marks: list[int], start: int, end: int) -> list[tuple[int, int]] | None:
    """Outermost pairs of straight marks when each mark clearly opens or closes and all of them match; else None."""
    found: list[tuple[int, int]] = []
    depth, opened = 0, start
    for at in marks:
        opens, closes = _may_open(text, at, start, end), _may_close(text, at)
        if opens == closes:
            return None
        if opens:
            if depth == 0:
                opened = at + 1
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return None
            if depth == 0:
                found.append((opened, at))
    return found if depth == 0 else None


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([—–-:/‘'") and not after.isspace()


def _may_close(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([—–"


def _singles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Single quotation marks, in a paragraph without double ones; apostrophes are known by what is around them."""
    found: list[tuple[int, int]] = []
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        closers = [m.start() for m in _SINGLE_CLOSE.finditer(text, opening.end(), end)]
        if not closers:
            break
        following = _SINGLE_OPEN.search(text, opening.end(), end)
        reach = [c for c in closers if following is None or c < following.start()] or closers[:1]
        strong = [c for c in reach if text[c - 1] in ".,!?…"]
        close = strong[0] if strong else reach[-1]
        found.append((opening.end(), close))
        at = close + 1
    return found
