"""Labels: datelines, speakers of a transcript, and headings that run into their text.

A *dateline* is a place in capitals (or a place with a date or an agency in brackets) before a dash. A *speaker* is a
title or a name before a colon at the start of a sentence. A *heading* is any other short run of capitalised words
before a colon at the start of a paragraph ("Energy Cooperation: The parties agreed ..."). All three become LABEL
sentences of their own, so that the sentence proper begins after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.language.analysis import SentenceKind
from comity.language.vocabulary import words

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r"|JAN|FEB|MARCH|APRIL|MAY|JUNE|JULY|AUG|SEPT|OCT|NOV|DEC"
)
_DATE = rf"(?:(?:{_MONTH})\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{_MONTH})(?:,?\s+\d{{4}})?)"
_DASH = r"\s*(?:--|[–—-])\s+"
_CAPS_PLACE = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,3}(?:,\s+[A-Z][\w.'’]+(?:\s[A-Z][\w.]+){0,2})?"
_ANY_PLACE = r"[A-Z][\w.'’-]+(?:[ /](?:[A-Z][\w.'’-]*|de|al|el)){0,3}(?:,\s+[A-Z][\w.'’]+(?:\s[A-Z][\w.]+){0,2})?"
_AGENCY = r"\([A-Z][\w&.' /-]{1,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPS_PLACE}(?:,\s*{_DATE})?(?:\s*{_AGENCY})?{_DASH}"
    rf"|{_ANY_PLACE},?\s*(?:{_DATE}\s*,?\s*{_AGENCY}|{_AGENCY}|{_DATE})(?:{_DASH}|:\s+|\.\s*{_DASH})"
    rf"|{_AGENCY}{_DASH})"
)
_COLON = re.compile(r":\s+(?=[A-Z0-9“\"«'‘(\[])")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s+|\*\s*\*\s*\*\s*|[)\]>]\s+|:[\s\"“«]+|[—–]\s+")
_RULE = re.compile(r"(?:\*\s*){3,}")
_SMALL = r"of|the|for|and|to|at|on|in|de|da|del|la|von|van|bin|al|el|ul|d[ui]|y|&"
_NAME = r"[A-Z][\w'’.-]*"
_TITLE_WORD = re.compile(
    r"\b(?:Acting |Deputy |First |Vice[ -]|Former |Permanent |Special |High )*"
    r"(?:President|Prime Minister|Minister|Premier|Chancellor|Secretary|Secretary[ -]General|"
    r"Spokes(?:man|woman|person)|Ambassador|Representative|Envoy|Commissioner|"
    r"Chair(?:man|woman|person)?|Director|Governor|Senator|Speaker|Mayor|King|Queen|Prince|Sheikh|Emir|Pope|General|"
    r"Admiral|Colonel|Professor|Dr|Mr|Mrs|Ms|Sir|Lord|Chief|Head|Moderator|Question|Q|A|Answer|Reporter|Journalist|"
    r"Correspondent|Interviewer|Host|Anchor|Operator)\b\.?"
)
_LABEL_SHAPE = re.compile(rf"(?:{_NAME}|[A-Z]\.?)(?:[,]? (?:{_NAME}|{_SMALL})|[,]? \([^()]{{1,40}}\))*$")
_CAPS_LABEL = re.compile(r"(?:[A-Z][A-Z.'’-]+|[A-Z]\.)(?: (?:[A-Z][A-Z.'’-]+|[A-Z]\.)){0,4}$")
_BARE_NAME = re.compile(rf"{_NAME}(?: (?:{_NAME}|de|da|al|bin|van|von)){{1,3}}$")
_HEADING = re.compile(r"[A-Z(\d][^.!?:;\"“”]{1,90}$")
_CLAUSE_WORDS = re.compile(
    r"\b(?:said|says|say|saying|is|are|was|were|has|have|had|will|would|told|added|noted|stated|following|stressed|"
    r"follows|include|includes|including|namely|warned|declared|asked|reads?|that|this|we|i|he|she|it|they)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:I|we|We|our|Our|us|you|You|your|my|My|me|I['’]m|[Tt]hank|Dear|Colleagues|Friends)\b")
_NOT_NAMES = re.compile(
    r"(?i)\b(?:note|notes|background|contact|contacts|source|sources|summary|press|media|photo|video|related|tags|topics|"
    r"annex|article|section|chapter|part|table|figure|agenda|update|date|subject|re|ref|place|venue|time|warning)\b"
)

_TITLES_CUT_SHORT = words("mr mrs ms dr gen lt col sen rep amb prof st")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a transcript: the characters [start, end) of the speaker's label."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Characters [start, end) of a paragraph with their kind and the turn they are spoken in."""

    start: int
    end: int
    kind: SentenceKind
    turn: Turn | None


def split_labels(
    text: str, start: int, end: int, kind: SentenceKind, turn: Turn | None, names: frozenset[str]
) -> tuple[list[Part], Turn | None, frozenset[str]]:
    """Cut a paragraph at its labels. Returns its parts, the turn that is running at its end, and the names of speakers.

    `turn` is the turn running at the paragraph's start; `names` are the labels met before, which are known again
    without a title.
    """
    parts: list[Part] = []
    at = start
    if dateline := _DATELINE.match(text, start, end):
        label_end = dateline.end()
        if label_end < end:
            parts.append(Part(start, start + len(dateline.group().rstrip()), SentenceKind.LABEL, None))
            at, turn = label_end, None
    for piece_start, piece_end, after_rule in _between_rules(text, at, end):
        if after_rule:
            turn = None
        at = piece_start
        for colon in _COLON.finditer(text, piece_start, piece_end):
            found = _label_before(text, at, colon.start(), at == start, names, text[colon.end() : piece_end])
            if found is None:
                continue
            label_start, speaker = found
            if label_start > at:
                _add(parts, text, at, label_start, kind if at == piece_start else SentenceKind.PROSE, turn)
            parts.append(Part(label_start, colon.start() + 1, SentenceKind.LABEL, None))
            if speaker:
                turn = Turn(label_start, colon.start())
                names = names | {text[label_start : colon.start()], _surname(text[label_start : colon.start()])}
            at = colon.end()
        if text[piece_end - 1] == ":" and at < piece_end - 1 and piece_end - at < 100:
            found = _label_before(text, at, piece_end - 1, at == start, names, "")
            if found is not None and found[0] == at and found[1]:
                parts.append(Part(at, piece_end, SentenceKind.LABEL, None))
                turn = Turn(at, piece_end - 1)
                names = names | {text[at : piece_end - 1], _surname(text[at : piece_end - 1])}
                continue
        _add(parts, text, at, piece_end, kind, turn)
    return parts, turn, names


def _add(parts: list[Part], text: str, start: int, end: int, kind: SentenceKind, turn: Turn | None) -> None:
    piece = text[start:end]
    body = piece.strip()
    if body:
        first = start + piece.index(body[0])
        parts.append(Part(first, first + len(body), kind, turn))


def _between_rules(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The stretches between "* * *" inside a paragraph, each with whether a rule stood before it."""
    pieces: list[tuple[int, int, bool]] = []
    at, after = start, False
    for rule in _RULE.finditer(text, start, end):
        if text[at : rule.start()].strip():
            pieces.append((at, at + len(text[at : rule.start()].rstrip()), after))
        at, after = rule.end(), True
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        pieces.append((at, end, after))
    return pieces


def _label_before(
    text: str, start: int, colon: int, opens: bool, names: frozenset[str], after: str
) -> tuple[int, bool] | None:
    """Where the label that ends at a colon starts, and whether it names a speaker; None when it is no label."""
    window = max(start, colon - 160)
    label_start = window
    for stop in _SENTENCE_END.finditer(text, window, colon):
        if not _is_abbreviation(text, window, stop.start()):
            label_start = stop.end()
    while label_start < colon and text[label_start].isspace():
        label_start += 1
    label = " ".join(text[label_start:colon].split("\n"))
    if not label or (label_start == window and window > start):
        return _titled_tail(text, window, colon) if label else None
    if _is_speaker(label, names, after):
        return label_start, True
    tail = _titled_tail(text, label_start, colon)
    if tail is not None:
        return tail
    if opens and label_start == start and len(label.split()) <= 10 and _HEADING.match(label):
        small = set(_SMALL.split("|"))
        capitalised = all(
            word[0].isupper() or word[0].isdigit() or word in small or word[0] in "(&/" for word in label.split()
        )
        if not _CLAUSE_WORDS.search(label) and (capitalised or len(label.split()) <= 6):
            return label_start, False
    return None


def _is_speaker(label: str, names: frozenset[str], after: str) -> bool:
    if label in names:
        return True
    if len(label) > 150 or _CLAUSE_WORDS.search(label) or _NOT_NAMES.search(label):
        return False
    if not _LABEL_SHAPE.match(label):
        return False
    if _TITLE_WORD.match(label):
        return True
    speech = bool(_SPEECH.search(after[:600]))
    if _CAPS_LABEL.match(label):
        return speech or len(label) <= 2
    if _BARE_NAME.match(label):
        return speech
    return bool(_TITLE_WORD.search(label)) and speech


def _titled_tail(text: str, start: int, colon: int) -> tuple[int, bool] | None:
    """The tail of a heading that ran into a label without punctuation: the label is what begins with a title."""
    for title in _TITLE_WORD.finditer(text, start, colon):
        label = " ".join(text[title.start() : colon].split("\n"))
        if _LABEL_SHAPE.match(label) and len(label.split()) >= 2 and not re.search(r" (?:at|on|in|to) ", label):
            return title.start(), True
    return None


def _surname(label: str) -> str:
    """The last two capitalised words of a label, by which the same speaker is often called again."""
    return " ".join(label.split()[-2:])


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` closes a title or an initial rather than a sentence."""
    word = text[max(start, stop - 6) : stop].rsplit(" ", 1)[-1]
    return text[stop] == "." and (len(word) == 1 or word.lower() in _TITLES_CUT_SHORT)
