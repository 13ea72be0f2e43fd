"""The lines of printed pages become paragraphs again.

A page knows lines and not paragraphs. A line was broken by the margin if the word after it would not have fitted; it
ends a paragraph otherwise. Page numbers and running heads are ignored by the rules below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_EDGE = 2  # lines at the top and at the foot of a page where running heads stand
_RUNNING_ON = 3  # pages that repeat a line before it counts as a running head
# A bullet, "3.", "(b)", or the number of a section, "2.1".
_ITEM = re.compile(r"(?:[•‣▪●○◦–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_][\w'’-]*)-$")
_COMPOUND = re.compile(r"[\w'’]+(?:-[\w'’]+)+")
_FIRST_WORD = re.compile(r"[\w'’-]+")
# First parts that keep their hyphen; other words broken before a small letter lose it.
_KEEPS_HYPHEN = frozenset(
    re.split(
        r"\s+",
        "self non ex long short high low well so mid cross half all full part first second third one two three four "
        "five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety decision policy",
    )
)
_SHORTEST_HEADING = 3  # letters; "U.S." and "A" are no headings
_FITS = 0.88  # of the usual width: proportional fonts make full lines differ in their number of letters


def reflow(pages: Sequence[str]) -> str:
    """Join the lines of each paragraph, within and across pages; paragraphs are parted by a blank line.

    Items of a list stay on lines of their own. A word broken at the end of a line is joined; its hyphen stays where the
    text has the compound elsewhere, before capitals and digits, and after parts such as "self-" and "long-".
    """
    lines = _body_lines(pages)
    width = _usual_width(lines)
    compounds = frozenset(_COMPOUND.findall(" ".join(lines)))
    paragraphs: list[str] = []
    for at, line in enumerate(lines):
        if not line:
            continue
        before = lines[at - 1] if at else ""
        if paragraphs and before and _continues(before, line, lines[at + 1] if at + 1 < len(lines) else "", width):
            paragraphs[-1] = _joined(paragraphs[-1], line, compounds)
        else:
            paragraphs.append(line)
    parts = []
    for paragraph, following in pairwise([*paragraphs, ""]):
        both_items = _ITEM.match(paragraph) and _ITEM.match(following)
        parts.append(paragraph + ("\n" if both_items else "\n\n"))
    return "".join(parts)


def _body_lines(pages: Sequence[str]) -> list[str]:
    """All lines in order without running heads and page numbers; a blank line stays where the page had one."""
    split = [[" ".join(line.split()) for line in page.strip().split("\n")] for page in pages]
    repeated = Counter(
        key for lines in split for key in {_head_key(line) for line in [*lines[:_EDGE], *lines[-_EDGE:]] if line}
    )
    body: list[str] = []
    for lines in split:
        last = len(lines) - 1
        for number, line in enumerate(lines):
            edge = number < _EDGE or number > last - _EDGE
            if edge and repeated[_head_key(line)] >= _RUNNING_ON:
                continue
            if number in {0, last} and _PAGE_NUMBER.fullmatch(line):
                continue
            body.append(line)
    return body


def _head_key(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _usual_width(lines: Sequence[str]) -> int:
    """The length that a full line has: nine of ten lines of some length are no longer."""
    lengths = sorted(len(line) for line in lines if len(line) > 20)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _continues(line: str, after: str, then: str, width: int) -> bool:
    """Whether `after` goes on with the paragraph of `line`; `then` is the line below both."""
    if _ITEM.match(after) or _is_capital_heading(after, line, width) or _is_capital_heading(line, after, width):
        return False
    if _BROKEN_WORD.search(line):
        return True
    full = _is_full(line, after, width)
    if _ENDS_SENTENCE.search(line):
        heading = not _is_full(after, then, width) and not _ENDS_SENTENCE.search(after) and not then[:1].islower()
        return full and not heading
    return full or after[:1].islower()


def _is_capital_heading(line: str, neighbour: str, width: int) -> bool:
    """Whether a short line all in capitals stands beside one that is not: "ANSWER"."""
    letters = sum(character.isalpha() for character in line)
    return line.isupper() and letters > _SHORTEST_HEADING and len(line) < width / 2 and not neighbour.isupper()


def _is_full(line: str, after: str, width: int) -> bool:
    word = after.split(" ", 1)[0]
    return len(line) + 1 + len(word) > _FITS * width


def _joined(paragraph: str, line: str, compounds: frozenset[str]) -> str:
    broken = _BROKEN_WORD.search(paragraph)
    if broken is None:
        return paragraph + ("" if paragraph.endswith("-") else " ") + line
    tail = _FIRST_WORD.match(line)
    first = broken.group(1)
    if tail is None or not line[:1].islower() or first.casefold() in _KEEPS_HYPHEN:
        return paragraph + line
    # Outside this very break, the compound with its hyphen is the author's own spelling.
    if f"{first}-{tail.group()}" in compounds:
        return paragraph + line
    return paragraph[:-1] + line
