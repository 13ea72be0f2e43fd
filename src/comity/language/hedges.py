"""Hedges: how the words around a number bound it.

about: about, around, some, roughly, approximately, nearly, almost, close to, an estimated, or so, -odd ·
over: over, more than, above, exceeding, upwards of, in excess of, "100+" ·
at_least: at least, no fewer than, a minimum of, or more · under: under, less than, fewer than, below ·
at_most: at most, no more than, a maximum of, or less ·
up_to: up to, as many as, as much as.
"""

from __future__ import annotations

import re

from comity.records import Comparator

_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (
        r"no\s+more\s+than|not\s+more\s+than|at\s+(?:the\s+)?most|a\s+maximum\s+of|not\s+(?:to\s+)?exceed(?:ing)?|capped\s+at",
        Comparator.AT_MOST,
    ),
    (
        r"no\s+(?:fewer|less)\s+than|not\s+less\s+than|at\s+(?:the\s+very\s+)?least|a\s+minimum\s+of|minimum",
        Comparator.AT_LEAST,
    ),
    (r"up\s+to|as\s+(?:many|much)\s+as", Comparator.UP_TO),
    (
        r"(?:well\s+|far\s+|much\s+|slightly\s+|a\s+little\s+|just\s+)?(?:over|more\s+than|above|exceed(?:s|ed|ing)?|in\s+excess\s+of|upwards?\s+of|"
        r"greater\s+than|higher\s+than|topp(?:ed|ing)|surpass(?:ed|es|ing)?)",
        Comparator.OVER,
    ),
    (
        r"(?:well\s+|far\s+|just\s+|slightly\s+)?(?:under|less\s+than|fewer\s+than|below|lower\s+than|smaller\s+than)",
        Comparator.UNDER,
    ),
    (
        r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close\s+to|an?\s+estimated|estimated\s+at|nearing|"
        r"an?\s+average\s+of|circa|ca\.|in\s+the\s+(?:region|order|vicinity)\s+of|~|≈",
        Comparator.ABOUT,
    ),
)
HEDGE = re.compile(
    '(?i)(?:(?<=\\s)|(?<=[("“‘—–])|^|(?<=[~≈]))(?:'
    + "|".join(f"(?P<h{n}>{p})" for n, (p, _) in enumerate(_BEFORE))
    + r")\s*(?:(?:a|an|the|another|around|about|some)\s+)?$"
)
_SIGNS = {
    ">": Comparator.OVER,
    "<": Comparator.UNDER,
    "~": Comparator.ABOUT,
    "≈": Comparator.ABOUT,
    "≥": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST,
}
AFTER = re.compile(
    r"(?i)\s*(?P<more>\bor\s+(?:more|above|over|higher)\b|\band\s+(?:above|more|over)\b)|\s*(?P<less>\bor\s+(?:less|fewer|under|below)\b)|\s+(?P<so>or\s+so)\b"
)
PLUS = re.compile(r"\s?\+|-plus\b|\s+plus\b(?=\s+\w)")
ODD = re.compile(r"-odd\b")


def hedge_before(text: str, start: int, limit: int) -> tuple[Comparator, int] | None:
    """The hedge that ends just before `start` (not reaching before `limit`): what it means and where it begins."""
    if start > limit and text[start - 1] in _SIGNS:
        return _SIGNS[text[start - 1]], start - 1
    low = max(limit, start - 34)
    found = HEDGE.search(text[low:start])
    if found is None:
        return None
    number = next(n for n in range(len(_BEFORE)) if found[f"h{n}"] is not None)
    begin = low + found.start()
    return _BEFORE[number][1], begin
