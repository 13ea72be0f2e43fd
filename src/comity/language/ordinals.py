"""Ordinals: "22nd", "third", "twenty-fifth". They count nothing; threads are numbered by them."""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Quantity, Sentence
from comity.language.numbers import ORDINALS, TENS
from comity.records import Change, Comparator

_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?i)(?<![\w-])(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<tens>{'|'.join(TENS)})-(?P<ones>{_WORDS})|(?P<word>{_WORDS}))(?!\w|-(?:ever|class|rate|hand|time|party|person|degree|guess))"
)
_NOT_ORDINAL = re.compile(
    r"(?i)\s+(?:of\s+all|world|time|place|lady|hand|aid|half|quarter|thing|of\s+(?:the|its|their|his|our)\b)"
)


def ordinals_of(analysis: Analysis, sentence: Sentence, taken: list[tuple[int, int]]) -> list[Quantity]:
    """The ordinals of a sentence that modify a noun, outside the stretches already taken."""
    text = analysis.document.text
    found: list[Quantity] = []
    for match in _ORDINAL.finditer(text, sentence.start, sentence.end):
        start, end = match.start(), match.end()
        if any(low < end and start < high for low, high in taken):
            continue
        tokens = analysis.tokens_in(start, end)
        if not tokens or tokens[0].start != start:
            continue
        if match["word"]:
            value = ORDINALS[match["word"].lower()]
            noun = analysis.tokens[tokens[-1].head]
            if noun.i <= tokens[-1].i or noun.pos not in ("NOUN", "PROPN") or _NOT_ORDINAL.match(text, end):
                continue
        elif match["tens"]:
            value = TENS[match["tens"].lower()] + ORDINALS[match["ones"].lower()]
        else:
            value = int(match["digits"])
        head = analysis.tokens[tokens[-1].head]
        noun_at = head.i if head.i > tokens[-1].i and head.pos in ("NOUN", "PROPN") else None
        found.append(
            Quantity(
                start,
                end,
                match.group(),
                float(value),
                None,
                "",
                Comparator.EXACT,
                Change.LEVEL,
                None,
                tokens[-1].i,
                noun_at,
                True,
            )
        )
    return found
