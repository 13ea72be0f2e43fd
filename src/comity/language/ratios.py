"""Ratios: "twentyfold", "20-fold", "five times higher", "doubled", "halved", "by a factor of three", "twice as"."""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Quantity, Sentence
from comity.language.change import INTRANSITIVE, direction_of, governor
from comity.language.hedges import hedge_before
from comity.language.numbers import MULTIPLES, NUMBER, fold, read_number
from comity.records import Change, Comparator

_RATIO = re.compile(
    r"(?i)(?<![\w-])(?:(?P<fold>(?:\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)[-\s]?fold)(?!\w)"
    r"|(?P<multiple>" + "|".join(MULTIPLES) + r")(?![\w-])"
    r"|(?P<factor>by\s+a\s+factor\s+of\s+)"
    r"|(?P<times>(?:[a-z]+\s+(?:hundred|thousand)|[a-z]+\s+and\s+an?\s+(?:half|quarter)|[\w.-]+))\s+times(?!\w)"
    r"|(?P<twice>twice|thrice)\s+(?=(?:as|the|that|those|what|its|their|more|higher)\b))"
)
_COMPARED = re.compile(
    r"(?i)\s+(?:(?P<up>higher|more|greater|larger|bigger|faster|over|above|as|the|that|those|what|its|their)|(?P<down>less|lower|fewer|smaller))\b"
)
_INFINITIVE = re.compile(
    r"(?i)(?<!\w)(?:to|will|would|may|could|might)\s+(?:(?:more\s+than|nearly|almost|roughly|about|at\s+least)\s+)?\Z"
)
_FREQUENCY = re.compile(r"(?i)\s+(?:the\s+(?:same|first|last|second|past)|in\s+(?:a\s+row|the))")


def ratios_of(analysis: Analysis, sentence: Sentence, taken: list[tuple[int, int]]) -> list[Quantity]:
    """The ratios of a sentence, outside the stretches already taken."""
    text = analysis.document.text
    found: list[Quantity] = []
    for match in _RATIO.finditer(text, sentence.start, sentence.end):
        start, end = match.start(), match.end()
        if any(low < end and start < high for low, high in taken):
            continue
        value: float | None = None
        sure = False
        if match["fold"]:
            value, sure = _fold_value(match["fold"]), True
        elif match["multiple"]:
            value = MULTIPLES[match["multiple"].lower()]
        elif match["factor"]:
            number = NUMBER.match(text, end, sentence.end)
            read = read_number(number) if number else None
            if number is None or read is None:
                continue
            value, end, sure = read.value, number.end(), True
        elif match["twice"]:
            value, sure = (2.0 if match["twice"].lower() == "twice" else 3.0), True
            end = start + len(match["twice"])
        else:
            number = NUMBER.fullmatch(text, match.start("times"), match.end("times"))
            read = read_number(number) if number and not (number["plural"] or number["fraction"]) else None
            value = read.value if read else None
        if value is None:
            continue
        quantity = _ratio(analysis, sentence, match, value, start, end, sure)
        if quantity is not None:
            found.append(quantity)
    return found


def _fold_value(words: str) -> float | None:
    digits = re.match(r"\d+(?:\.\d+)?", words)
    if digits:
        return float(digits.group())
    return fold(
        re.sub(r"[\s-]", "", words.lower()) if "-" not in words[:-5] else words.lower().replace("-fold", "fold")
    )


def _ratio(
    analysis: Analysis, sentence: Sentence, match: re.Match[str], value: float, start: int, end: int, sure: bool
) -> Quantity | None:
    text = analysis.document.text
    words = analysis.tokens_in(start, end)
    if not words:
        return None
    first, last = words[0].i, words[-1].i
    compared = _COMPARED.match(text, end, sentence.end)
    token = words[0]
    if match["multiple"]:
        down = value < 1
        raised = _INFINITIVE.search(text[max(sentence.start, start - 24) : start])
        if (
            token.pos not in ("VERB", "AUX")
            and not raised
            and not re.match(r"(?i)\s+(?:of|the|its|their|what|that|those)\b", text[end : end + 12])
        ):
            return None
        head, direction = token, ("down" if down else "up")
    else:
        verb, _, _ = governor(analysis, first, last)
        way = direction_of(verb.lemma) if verb is not None else None
        nearby = next(
            (
                direction_of(analysis.tokens[i].lemma)
                for i in range(last + 1, min(last + 3, sentence.last))
                if direction_of(analysis.tokens[i].lemma)
            ),
            None,
        )
        grows = verb is not None and way is not None and (verb.pos != "VERB" or verb.lemma in INTRANSITIVE)
        if not sure and not grows and (compared is None or _FREQUENCY.match(text, end)):
            return None
        direction = way or nearby or ("down" if compared and compared["down"] else "up")
        head = words[0]
    hedge = hedge_before(text, start, sentence.start)
    comparator, begin = hedge if hedge else (Comparator.EXACT, start)
    return Quantity(
        begin, end, text[begin:end], value, None, "ratio", comparator, Change.RATIO, direction, head.i, None
    )
