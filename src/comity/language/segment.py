"""Text before the parser: paragraphs, headlines, bullets, labels and running prose, as character ranges.

The layouts that are told apart, in the order in which they are tried, line by line:

* blank lines separate paragraphs; so does an indent of two or more spaces after an unindented line (the wire services
  of the 1980s indent the first line of each paragraph by four);
* a line that opens with a list marker is a BULLET, and the marker belongs to no sentence;
* a single newline is a wrapped line where lines are short, and a new paragraph where lines are as long as paragraphs;
* "* * *", rows of dashes and the like separate paragraphs and are dropped.

Nothing is ever copied or moved: a segment is a half-open range of the stored text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.language.analysis import SentenceKind
from comity.language.labels import Turn, split_labels
from comity.language.vocabulary import words

_WRAP_WIDTH = 110  # longer lines than this are whole paragraphs: nobody wraps at such a width
_LONGEST_HEADLINE = 160  # characters
_HEADLINE_WORDS = 24
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_RULE = re.compile(r"\s*(?:(?:[*•·#~_=–—-]\s*){3,})\s*$")
_MARKER = re.compile(
    r"\s*(?:[•‣◦▪●○■□►➢➤✓·∙–—*+-]+[ \t]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)[ \t]+"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivxIVX]{2,4})\.[ \t]+)(?=\S)"
)
_MARK_OF_ONE_KIND = re.compile(
    r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivxIVX]{2,4})\.)"
)
_TRAILER = re.compile(r"\W*(?:reuters?|afp|ap|upi|tass|xinhua|ends?|more|dpa|pti|ani)\W*$", re.IGNORECASE)
_FINAL = re.compile(r"[.!?…:;,][\"”’»)\]]*\s*$")
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_SMALL_WORDS = words(
    "a an and as at but by for from in into is its of on or over per than that the their to under up via vs with"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:(?:date|published|updated|issued|released|posted)\b[:\s]*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s+{_MONTHS},?\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}})"
    r"(?:[\s,]+\d{1,2}:\d\d(?::\d\d)?)?(?:\s+(?:gmt|utc|ist|msk|et|est))?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters [start, end) that hold whole sentences of one kind, in one paragraph, in one speaker's turn if any."""

    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    turn: Turn | None = None


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    bullet: bool = False
    lines: int = 1


def segments_of(text: str) -> list[Segment]:
    """The segments of a text, in order, not overlapping, none with white space at its ends, none empty."""
    blocks = list(_blocks(text))
    found: list[Segment] = []
    turn: Turn | None = None
    names = frozenset[str]()
    for number, block in enumerate(blocks):
        if block is None:
            turn = None
            continue
        kind = _kind(text, block, number, len(blocks))
        if kind in (SentenceKind.LABEL, SentenceKind.HEADLINE) and not text[block.start : block.end].rstrip().endswith(
            ":"
        ):
            found.append(Segment(block.start, block.end, kind, number))
            continue
        parts, turn, names = split_labels(text, block.start, block.end, kind, turn, names)
        found += [Segment(part.start, part.end, part.kind, number, part.turn) for part in parts]
    return found


def _blocks(text: str) -> list[_Block | None]:
    """Paragraphs as blocks of joined lines; None where a rule ("* * *") stood."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    longest = max((end - start for start, end in lines), default=0)
    wrapped = longest <= _WRAP_WIDTH
    # the old wire marks paragraphs by an indent of the first line; a text that is indented throughout does not
    indented = any(text.startswith("   ", start) for start, _ in lines) and any(
        not text[start].isspace() for start, _ in lines
    )
    blocks: list[_Block | None] = []
    before: tuple[int, int] | None = None  # the line above, when it belongs to the block that is still open
    for start, end in lines:
        line = text[start:end]
        body = line.strip()
        if not body:
            before = None
            continue
        if _RULE.match(line):
            blocks.append(None)
            before = None
            continue
        first = start + line.index(body[0])
        last = first + len(body)
        marker = _MARKER.match(line)
        if marker and _is_marker(text, marker, start, before):
            blocks.append(_Block(start + marker.end(), last, bullet=True))
            before = (start, end)
            continue
        blank = before is not None and text.count("\n", before[1], start) > 1
        open_block = blocks[-1] if blocks else None
        if (
            before is None
            or blank
            or open_block is None
            or not _continues(text, before, start, body, wrapped, longest, indented)
        ):
            blocks.append(_Block(first, last))
        else:
            open_block.end = last
            open_block.lines += 1
        before = (start, end)
    return blocks


def _is_marker(text: str, marker: re.Match[str], start: int, before: tuple[int, int] | None) -> bool:
    """A dash or a star at the head of a line is a marker; a number only where no sentence is running on from above."""
    if marker.group().strip() in {"–", "—", "-"} and before is not None:
        return bool(_FINAL.search(text[before[0] : before[1]]))
    if before is None or not _MARK_OF_ONE_KIND.match(marker.group()):
        return True
    return bool(_FINAL.search(text[before[0] : before[1]]) or _MARKER.match(text[before[0] : before[1]]))


def _continues(
    text: str, before: tuple[int, int], start: int, body: str, wrapped: bool, longest: int, indented: bool
) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    above = text[before[0] : before[1]]
    indent_above = len(above) - len(above.lstrip())
    line = text[start : start + len(body) + 80]
    indent = len(line) - len(line.lstrip())
    if _COLUMNS.search(above.strip()) or _COLUMNS.search(body):
        return False
    if body[0].islower() and not _FINAL.search(above):
        return True
    if not wrapped:
        return False
    if indent >= indent_above + 2 or (indent >= 3 and indented):
        return False
    if _TRAILER.match(body) or _DATE_LINE.match(above.strip()):
        return False
    if _FINAL.search(above) or indent_above > indent:
        return True
    room = longest - len(above.rstrip()) - len(body.split(None, 1)[0]) - 1
    return not (room > 15 and _looks_like_title(above.strip()) and not indented)


def _looks_like_title(line: str) -> bool:
    """Most words capitalised (or all capitals), no final punctuation."""
    if _FINAL.search(line):
        return False
    words = _WORD.findall(line)
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    return bool(large) and sum(word[0].isupper() for word in large) >= 0.7 * len(large)


def _kind(text: str, block: _Block, number: int, total: int) -> SentenceKind:
    line = text[block.start : block.end]
    if block.bullet:
        return SentenceKind.BULLET
    if len(line) <= _LONGEST_HEADLINE:
        if _TRAILER.match(line) or _DATE_LINE.match(line):
            return SentenceKind.LABEL
        if _is_table_row(line):
            return SentenceKind.LABEL
        if block.lines <= 2 and not _FINAL.search(line) and not line.endswith(('"', "”")):
            words = len(line.split())
            title = _looks_like_title(line)
            if words <= _HEADLINE_WORDS and (title or (total > 1 and words <= 18)):
                return SentenceKind.HEADLINE
    return SentenceKind.PROSE


def _is_table_row(line: str) -> bool:
    """Columns set apart by gaps, or a short line that is mostly figures."""
    if _COLUMNS.search(line):
        return len(_COLUMNS.findall(line)) >= 2 or any(c.isdigit() for c in line)
    if _FINAL.search(line) or len(line) > 80:
        return False
    cells = line.split()
    figures = sum(1 for cell in cells if any(c.isdigit() for c in cell))
    if figures and any(cell.lower().rstrip(".") in ("vs", "versus") for cell in cells):
        return True  # "Net 1.2 mln vs 1.4 mln"
    return figures >= 2 and figures >= 0.34 * len(cells)
