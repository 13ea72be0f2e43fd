"""Is a four-digit number a year? Years must not be mistaken for counts, nor counts and numbers of names for years."""

from __future__ import annotations

import re

from comity.language.analysis import Analysis, Sentence

_NAME_BEFORE = re.compile(
    r"(?i)(?:\b(?:resolutions?|nos?\.?|number|articles?|sections?|flight|agenda|vision|horizon|strategy|roadmap|expo|order|decree|"
    r"law|act|case|docket|file|room|route|highway|page|pages|bill|part|chapter|channel|model|type|series|mk|mark|boeing|"
    r"airbus|windows|unscr|directive|regulation|convention|tel|fax|code|zip|box|point|points|level|at|than|"
    r"some|nearly|almost|under|approximately|roughly|least|most|only|every|all|these|those|another|"
    r"additional|further|exactly|(?:to|by|of|from|with|at|killed|for)\s+(?:over|about|around))\s+|[-/#(+]\s?\d*[-/]|[A-Z][-–])$"
)
_HEDGE_OK = re.compile(r"(?i)\b(?:in|since|by|from|until)\s+(?:about|around|early|late)\s+$")
_HEDGE = re.compile(r"(?i)\b(?:over|about|around)\s+$")
_OTHER_NUMBER = re.compile(r"[ -]\d{4}(?!\d)")  # "1800 2020" is a telephone number, not two years
_OTHER_NUMBER_BEFORE = re.compile(r"(?:^|\s)\+?\d{4}[ -]$")
_AFTER = re.compile(
    r"(?i)\s?(?:%|percent\b|per\s+cent\b|pct\b|points?\b|dlrs?\b|dollars?\b|million\b|mln\b|billion\b|bn\b|thousand\b|tonnes?\b|tons?\b|"
    r"mw\b|gw\b|km\b|kms\b|kg\b|metres?\b|meters?\b|miles?\b|barrels?\b|bpd\b|hours?\b|gmt\b|hrs?\b|utc\b|people\b|agenda\b|"
    r"troops\b|soldiers\b|men\b|women\b|times\b|square\b|cubic\b|sq\b|acres\b|hectares\b|rubles\b|roubles\b|rupees\b|yen\b|euros\b)"
    r"|-(?:strong|mile|km|kilomet|met|page|year|man|member|ton)"
)


def is_year(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the four digits at [start, end) name a year."""
    text = analysis.document.text
    before = text[max(sentence.start, start - 24) : start]
    if _NAME_BEFORE.search(before) and not _HEDGE_OK.search(before):
        return False
    if _AFTER.match(text, end):
        return False
    if _OTHER_NUMBER.match(text, end) or _OTHER_NUMBER_BEFORE.search(before):
        return False
    tokens = analysis.tokens_in(start, end)
    if not tokens or tokens[0].start != start:
        return bool(re.search(r"[-–/(]\s?$", before))
    token = tokens[0]
    following = analysis.tokens[token.i + 1] if token.i + 1 < sentence.last else None
    if following is not None and following.tag in ("NNS", "NNPS") and following.start > token.end:
        # "2,000" is often written "2000": a plain plural after it is counted, unless "the 2022 elections"
        previous = analysis.tokens[token.i - 1] if token.i > sentence.first else None
        return previous is not None and (previous.pos == "DET" or previous.tag in ("POS", "PRP$"))
    if _HEDGE.search(before):
        return following is None or following.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
    return True
