"""Quantities: numbers with what they count, how they are hedged, and whether they are levels or changes.

Not quantities, by rule: dates; clock times; numbers of names and sections ("S-400", "Resolution 2231", "Unit 3");
scores; telephone numbers; the pronoun and determiner "one"; bare number words that count nothing ("the two agreed");
"the two countries" and the like, which refer and do not count. See `hedges.py` for comparators, `change.py` for
changes, `numbers.py` for indefinite plurals and fractions, `records/codebook/units.yaml` for units.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from comity.language.analysis import Analysis, Quantity, Sentence, Token
from comity.language.borrowed_units import bracketed_unit, metres_unit, shared_unit
from comity.language.change import change_of, direction_of, governor
from comity.language.counted import compound_noun, counted_noun, counts_people, numbered_noun
from comity.language.hedges import AFTER, ODD, PLUS, hedge_before
from comity.language.not_quantities import SCORE, dead_spans, glued, named_number, numbers_a_name
from comity.language.numbers import NUMBER, Number, no_share, read_number
from comity.language.ordinals import ordinals_of
from comity.language.ratios import ratios_of
from comity.language.unit_words import unit_of_noun, unit_patterns
from comity.language.vocabulary import words
from comity.records import Change, Comparator
from comity.records.units import Unit, UnitKind

_RANGE = re.compile(r"\s?[-–—]\s?(?=[\d$€£¥₹])|\s+(?:to|or)\s+(?=[\w$€£¥₹])")
_AND = re.compile(r"\s+and\s+(?=[\w$€£¥₹])")
_SIGNS = "$€£¥₹"
_PLACED = words("corridor zone district site terminal gate line route")
_PART = re.compile(r"(?i)\s+of\s+(?:them|these|those|which|whom)\b")
_BETWEEN = re.compile(r"(?i)(?<!\w)between\s+(?:(?:about|around|some)\s+)?(?:[$€£¥₹]\s?)?$")
_BESIDE = re.compile(r"(?i)(?<!\w)(?:from|than|against|versus|vs\.?|of\s+(?:which|whom))\s+$")
_UNDER_A = re.compile(r"(?i)(?:under|over|above|below)\s+(?:an?|the|another)\s")  # "under a 15-year contract"
_CAPITAL = re.compile(r"\s+[A-Z]")
_FROM = re.compile(r"(?i)(?<!\w)from\s+(?:(?:about|around|some)\s+)?(?:[$€£¥₹]\s?)?$")
_REFERRING = words(
    "countries nations sides leaders presidents ministers states governments parties peoples capitals "
    "neighbours neighbors men powers economies premiers allies delegations diplomats officials heads "
    "superpowers giants teams counterparts"
)
_IDLE_ONE = words(
    "thing way side hand step point element example case aspect area place part reason voice policy sector "
    "component issue topic question factor source sign another other else more who that which of party man "
    "idea time analyst trader dealer broker official expert diplomat economist minister spokesman woman person "
    "observer banker executive member lawmaker"
)
_GROUP = 13  # "the two countries" refer, "the 24 industrialised nations" are counted
_DAY_PHRASE = re.compile(r"(?i)\s+(?:day|night|morning|evening)\b(?!\s+(?:later|earlier|after|before|ago|of))")
_NO_HYPHEN_UNITS = re.compile(
    r"-(?:year|day|month|week)s?-old\b|-(?:way|state|party|sided|point|pronged|time|star|page|step|storey|story|china|nation|stage|tier|track|part|seat|door|wheel|handed|on-one|plus-one|and-only|off|to-one|size)\b",
    re.IGNORECASE,
)


def find_quantities(analysis: Analysis, sentences: list[Sentence]) -> None:
    """Fill `analysis.quantities`, in text order, from the sentences given. Dates must have been found before."""
    found: list[Quantity] = []
    for sentence in sentences:
        found += sorted(_of_sentence(analysis, sentence), key=lambda quantity: quantity.start)
    analysis.quantities = found


def _of_sentence(analysis: Analysis, sentence: Sentence) -> list[Quantity]:
    text = analysis.document.text
    taken = dead_spans(text, sentence.start, sentence.end)
    dates = analysis.dates
    low = bisect_left(dates, sentence.start, key=lambda mention: mention.start)
    high = bisect_right(dates, sentence.end, key=lambda mention: mention.start)
    taken += [(mention.start, mention.end) for mention in dates[low:high]]
    found = ratios_of(analysis, sentence, taken)
    taken += [(quantity.start, quantity.end) for quantity in found]
    ordinals = ordinals_of(analysis, sentence, taken)
    taken += [(quantity.start, quantity.end) for quantity in ordinals]
    found += ordinals
    at = sentence.start
    while match := NUMBER.search(text, at, sentence.end):
        at = match.end()
        if any(start < match.end() and match.start() < end for start, end in taken):
            at = max([at, *(end for start, end in taken if start < match.end() and match.start() < end)])
            continue
        quantity = _quantity(analysis, sentence, match)
        if quantity is not None:
            found.append(quantity)
            at = max(at, quantity.end)
    return found


def _quantity(analysis: Analysis, sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    text = analysis.document.text
    start, end = match.start(), match.end()
    if (start > sentence.start and text[start - 1].isalnum()) or (
        match["digits"] is None and _inside_word(text, start, end)
    ):
        return None
    number = read_number(match)
    if number is None or (number.fraction and no_share(text, match)):
        return None
    if match["digits"] is None and start > sentence.start and text[start].isupper() and _CAPITAL.match(text, end):
        return None  # "the Three Seas Initiative"
    units = unit_patterns()
    sign = units.find_before(text, start, sentence.start)
    after = units.find_after(text, end, sentence.end)
    if match["digits"] and sign is None:
        score = SCORE.match(text, start, sentence.end)
        if score and not (int(score["a"]) < int(score["b"]) and score.end("b") - score.start() == len(score.group())):
            return None
        if after is None and not score and glued(text, start, end, sentence.start):
            return None
        if text[start - 1 : start] in ("-", "–", "/") and start - 1 > sentence.start and text[start - 2].isalnum():
            return None
        if (
            named_number(text, start, sentence.start)
            and _may_number(number, after)
            and not _counts_on(analysis, start, end)
        ):
            return None
    if match["digits"] and after is None and sign is None and number.scale == 1.0:
        number, after = bracketed_unit(text, match, number, sentence.end)
    if not match["digits"] and named_number(text, start, sentence.start) and after is None and number.scale == 1.0:
        return None
    counted = compound_noun(text, end, number.value) if number.scale == 1.0 else None
    if counted is not None:
        return _compound(analysis, start, counted, number.value)
    if _NO_HYPHEN_UNITS.match(text, end):
        return None
    if number.value == 1 and match["digits"] and numbers_a_name(analysis, start, sentence.start):
        return None
    number, after = metres_unit(match, number, sign, after)
    span, end, after = _high_end(analysis, sentence, match, number, sign, after)
    if span is None and sign is None and after is None and match["digits"] and number.scale == 1.0:
        number, after = shared_unit(text, sentence, match, number)
    low, high = span if span is not None else (number.value, None)
    return _built(analysis, sentence, match, number, low, high, end, sign, after)


def _counts_on(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the noun before belongs to another phrase: "along the Corridor 38 projects are planned"."""
    tokens = _covering(analysis, start, end)
    if not tokens or tokens[0].i + 1 >= len(analysis.tokens) or tokens[0].i == 0:
        return False
    number, following = tokens[0], analysis.tokens[tokens[-1].i + 1]
    apart = analysis.tokens[number.i - 1].lemma in _PLACED
    return apart and number.dep == "nummod" and number.head == following.i and following.tag == "NNS"


def _may_number(number: Number, after: tuple[Unit, int, int] | None) -> bool:
    """Whether digits may number a thing ("Unit 3"): "the figure 2 mln" and "in parts 10 percent" do not."""
    return number.scale == 1.0 and (after is None or after[0].kind is UnitKind.COUNT)


def _compound(analysis: Analysis, start: int, counted: tuple[str, int], value: float) -> Quantity | None:
    """ "A 14-bank committee", "the six-reactor plant": the things counted, in the plural."""
    unit, end = counted
    tokens = _covering(analysis, start, end)
    if not tokens:
        return None
    words = analysis.document.text[start:end]
    return Quantity(start, end, words, value, None, unit, Comparator.EXACT, Change.LEVEL, None, tokens[0].i, None)


def _inside_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("-", "–", "'", "’") and start > 1 and text[start - 2].isalnum()


def _high_end(
    analysis: Analysis,
    sentence: Sentence,
    match: re.Match[str],
    number: Number,
    sign: tuple[Unit, int] | None,
    after: tuple[Unit, int, int] | None,
) -> tuple[tuple[float, float] | None, int, tuple[Unit, int, int] | None]:
    """The upper end of a range that begins with this number: ((low, high), end, unit after), or no range."""
    text = analysis.document.text
    end = after[2] if after else match.end()
    if number.fraction:
        return None, end, after
    lead = text[max(sentence.start, match.start() - 24) : match.start()]
    joint = _RANGE.match(text, end, sentence.end)
    if joint is None and _BETWEEN.search(lead):
        joint = _AND.match(text, end, sentence.end)
    if joint is None:
        return None, end, after
    word = joint.group().strip()
    at = joint.end()
    units = unit_patterns()
    signed = text[at] in _SIGNS
    while at < sentence.end and text[at] in _SIGNS + " ":
        at += 1
    second = NUMBER.match(text, at, sentence.end)
    if second is None or (word in ("to", "or") and not second["digits"] and second["words"] is None):
        return None, end, after
    high = read_number(second)
    if high is None or (word == "or" and match["digits"] and number.value > 12):
        return None, end, after
    later = units.find_after(text, second.end(), sentence.end)
    if (
        later is None
        and not second["scales"]
        and second["digits"]
        and glued(text, second.start(), second.end(), second.start())
    ):
        return None, end, after
    amounts = sign is not None or (number.scale > 1.0 and high.scale > 1.0)
    if (
        word == "to"
        and (_FROM.search(lead) or after is not None or amounts)
        and _moves(analysis, match.start(), after[2] if after else match.end())
    ):
        # "rose from 3 to 5 percent": two levels, of one unit
        return None, end, after or (later if sign is None and not signed else None)
    if after is not None and later is not None and after[0].id != later[0].id:
        return None, end, after
    if word in ("to", "or") and after is not None and later is None:
        return None, end, after
    if (signed and sign is None) or (sign is not None and later is not None):
        return None, end, after
    low_value = number.value * (
        high.scale if number.scale == 1.0 and high.scale > 1.0 and number.value * high.scale <= high.value else 1.0
    )
    if high.value <= low_value:
        return None, end, after
    if (
        joint.group().strip() == "to"
        and not _FROM.search(lead)
        and after is None
        and later is None
        and sign is None
        and high.value > 50 * low_value
    ):
        return None, end, after
    return (low_value, high.value), (later[2] if later else second.end()), later or after


def _moves(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a verb or noun of change governs "from X to Y": X and Y are then two levels and no range."""
    words = analysis.tokens_in(start, end)
    verb = governor(analysis, words[0].i, words[-1].i)[0] if words else None
    return verb is not None and direction_of(verb.lemma) is not None


def _built(
    analysis: Analysis,
    sentence: Sentence,
    match: re.Match[str],
    number: Number,
    value: float,
    value_high: float | None,
    end: int,
    sign: tuple[Unit, int] | None,
    after: tuple[Unit, int, int] | None,
) -> Quantity | None:
    text = analysis.document.text
    start = sign[1] if sign else match.start()
    words = analysis.tokens_in(match.start(), max(match.end(), end if value_high is not None else 0))
    words = [word for word in words if word.sentence == sentence.index]
    if not words:
        words = _covering(analysis, match.start(), match.end())
    if not words:
        return None
    if value_high is not None and after is not None:
        words = [word for word in words if word.start < after[1]] or words
    head = words[-1]
    noun, unit = _unit(analysis, sentence, match, number, value, head, sign, after)
    if unit is None:
        return None
    if (
        noun is not None
        and after is None
        and sign is None
        and noun.start >= end
        and not text[end : noun.start].strip(" \n\t-")
    ):
        end = noun.end
    comparator, start = _comparator(text, sentence, start, number, value_high)
    tail = AFTER.match(text, end, sentence.end)
    if tail and comparator is Comparator.EXACT:
        comparator = Comparator.AT_LEAST if tail["more"] else Comparator.AT_MOST if tail["less"] else Comparator.ABOUT
        end = tail.end()
    if match["digits"] and value_high is None:
        if plus := PLUS.match(text, match.end(), sentence.end):
            comparator, end = Comparator.OVER, max(end, plus.end() if text[plus.end() - 1] == "+" else end)
        elif ODD.match(text, match.end(), sentence.end):
            comparator = Comparator.ABOUT
    last = max(head.i, noun.i if noun is not None and noun.i < sentence.last and noun.i <= head.i + 1 else head.i)
    if number.fraction and (value_high is not None or text[end : end + 4] == " of "):
        change, direction = Change.LEVEL, None
    else:
        change, direction = change_of(
            analysis, words[0].i if sign is None else min(words[0].i, noun.i if noun else words[0].i), last, unit
        )
    part = number.value > 1 and _PART.match(text, match.end(), sentence.end) is not None
    lead = _BESIDE.search(text[max(sentence.start, start - 10) : start])
    beside = part or lead is not None
    part = part or (number.value > 1 and lead is not None and "of" in lead.group().lower().split())
    if unit == "" and not part and not _stands_alone(match, number, comparator, change, direction, beside):
        return None
    return Quantity(
        start,
        end,
        text[start:end],
        value,
        value_high,
        unit,
        comparator,
        change,
        direction,
        head.i,
        noun.i if noun else None,
    )


def _unit(
    analysis: Analysis,
    sentence: Sentence,
    match: re.Match[str],
    number: Number,
    value: float,
    head: Token,
    sign: tuple[Unit, int] | None,
    after: tuple[Unit, int, int] | None,
) -> tuple[Token | None, str | None]:
    """The token of the unit or counted noun and the unit's name; name None when this is no quantity after all."""
    text = analysis.document.text
    lone_one = match["words"] is not None and match["words"].lower() == "one"
    if sign is not None:
        tokens = _covering(analysis, sign[1], sign[1] + 1)
        return (tokens[0] if tokens else None), sign[0].id
    if after is not None:
        tokens = _covering(analysis, after[1], after[2])
        verbal = tokens and tokens[-1].pos in ("VERB", "AUX") and tokens[-1].lower in ("won", "marks", "pounds")
        if tokens and not (verbal and number.scale == 1.0):
            if lone_one and _DAY_PHRASE.match(text, match.end()):
                return None, None
            return tokens[-1], after[0].id
    if number.fraction:
        return None, "percent"
    if text[match.end() : match.end() + 1] in ("-", "–") and not match["digits"]:
        return None, None
    noun = counted_noun(analysis, head, sentence, value == 1)
    if lone_one and (noun is None or noun.i != head.i + 1 or noun.lower in _IDLE_ONE or noun.tag == "NNS"):
        return None, None
    if value == 0 and noun is None:
        return None, None
    if noun is not None:
        previous = analysis.tokens[head.i - 1] if head.i > sentence.first else None
        if (
            noun.lower in _REFERRING
            and value < _GROUP
            and previous is not None
            and previous.lower in ("the", "our", "their", "these", "its", "both", "those")
        ):
            return None, None
        return noun, unit_of_noun(noun.text)
    if counts_people(analysis, head):
        return None, "people"
    noun = numbered_noun(analysis, head, match.start())
    if noun is not None:
        return noun, unit_of_noun(noun.text)
    return None, ""


def _stands_alone(
    match: re.Match[str], number: Number, comparator: Comparator, change: Change, direction: str | None, beside: bool
) -> bool:
    """Whether a number without any unit says enough to be kept; `beside`: it is compared with another number."""
    if direction is not None or change is not Change.LEVEL or number.scale > 1.0:
        return True
    if match["digits"] is None or re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        return False
    return beside or comparator is not Comparator.EXACT or "," in match["digits"] or "." in match["digits"]


def _comparator(
    text: str, sentence: Sentence, start: int, number: Number, value_high: float | None
) -> tuple[Comparator, int]:
    hedge = hedge_before(text, start, sentence.start)
    if hedge is not None and not _UNDER_A.match(text, hedge[1], start):
        return hedge
    between = _BETWEEN.search(text[max(sentence.start, start - 24) : start]) if value_high is not None else None
    if between is not None:
        return Comparator.EXACT, start - len(between.group())
    return (Comparator.OVER if number.indefinite else Comparator.EXACT), start


def _covering(analysis: Analysis, start: int, end: int) -> list[Token]:
    """Tokens that overlap the characters [start, end)."""
    tokens = analysis.tokens
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return tokens[first:last]
