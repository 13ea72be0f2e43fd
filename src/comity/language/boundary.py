"""Where sentences end, decided before the parser sees the text.

The parser is told of every boundary that punctuation makes certain, is forbidden to break anywhere else, and decides
only at the places that are open either way (after "U.S." before a capital, after a quoted question). So the trees and
the sentences always agree, and a missing comma never splits a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.language.vocabulary import words

_END = re.compile(r"(?:[.!?]+|…)[\"”’»)\]']*(?:\s+|(?<=[a-z)]{3}\.)(?=[A-Z][a-z]))(?=\S)")
_NEVER = words(
    "mr mrs ms dr messrs prof gen lt col maj sgt capt cmdr brig adm sen rep gov st ste rev hon pres amb no "
    "nos fig figs art vol ed eds al cf vs v approx para paras sec secs jan feb mar apr jun jul aug sep sept "
    "oct nov dec e.g i.e viz min ph mt ft dist est incl excl gen.-lt vice-adm rear-adm supt insp det pvt cpl "
    "pp ch res"
)
_EITHER = words(
    "u.s u.k u.n e.u u.a.e u.s.a u.s.s.r d.c inc co corp ltd plc jr sr bros llc s.a n.v a.g a.m p.m am pm "
    "ph.d dlrs pct mln bn dept univ assn etc dlr cts stg tonnes kg km sq"
)
_STARTERS = words(
    "the a an he she it they we i this that these those but and however in on at for from with by as while "
    "when if after before since under according his her its their our both all some many no not there here "
    "earlier later meanwhile also such another other each two three most last one what who how yet so "
    "although though during among president prime foreign officials analysts mr moscow washington russia "
    "china"
)
_OPENERS = "\"“‘«([{'"
_WORD_BEFORE = re.compile(r"[^\s\"“”‘«»()\[\]{}]+$")
_ATTRIBUTION = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|of|the|de|al|el|bin|van|von|foreign|prime|defen[cs]e|minister|president|spokes\w+)\s+){1,7}"
    r"(?:said|says|asked|asks|told|added|replied|exclaimed|wondered|wrote|tweeted|shouted|cried|demanded|warned|declared|continued)\b"
)
_NUMBERED = re.compile(r"(?:^|[.!?;:]\s+)\(?\d{1,2}$")


def boundaries(text: str) -> Iterator[tuple[int, bool]]:
    """Offsets in `text` where a sentence starts: (offset, True) for certain, (offset, False) if the parser says so.

    The start of the text itself is not given. `text` is one segment with single spaces.
    """
    for match in _END.finditer(text):
        verdict = _verdict(text, match)
        if verdict is not None:
            yield match.end(), verdict


def _verdict(text: str, match: re.Match[str]) -> bool | None:
    """True: a sentence ends here. False: it may. None: it does not."""
    mark = match.group().rstrip()
    nxt = text[match.end()]
    follower = text[match.end() : match.end() + 24].lstrip(_OPENERS)
    if not follower:
        return None
    first = follower[0]
    if mark[0] == "." and (len(mark) == 1 or mark[1] in "\"”’»)]'"):
        word = _word_before(text, match.start())
        bare = word.lower().strip(".")
        if len(mark) == 1 and (bare in _NEVER or (bare.startswith("no") and bare[2:].isdigit())):
            if bare in {
                "no",
                "art",
                "fig",
                "sec",
                "para",
                "ch",
                "res",
                "min",
                "est",
                "al",
                "may",
                "st",
                "v",
                "ed",
                "mar",
            }:
                return (
                    None
                    if first.isdigit() or (first.isupper() and bare in {"st", "v", "al"}) or not first.isupper()
                    else True
                )
            return None
        if len(bare) == 1 and bare.isalpha():
            if word[:1].islower():
                return None if first.islower() else False
            return False if _first_word(follower) in _STARTERS and nxt not in _OPENERS else None
        if bare in _EITHER or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
            if not (first.isupper() or first.isdigit() or nxt in '"“‘«'):
                return None
            if len(mark) > 1:
                return True
            return first.isupper() and _first_word(follower) in _STARTERS
        if _NUMBERED.search(text[max(0, match.start() - 6) : match.start()]):
            return None
    if first.islower():
        if len(mark) > 1 and mark[0] == "." and mark[1] in '"”»' and nxt not in _OPENERS:
            return None
        return None if not (mark[0] == "." and len(mark) == 1 and len(_word_before(text, match.start())) > 3) else False
    if mark[0] in "?!" and mark[-1] in "\"”’»'" and first.isupper():
        return None if _ATTRIBUTION.match(text, match.end()) else True
    if mark[0] == "…" or mark.startswith(".."):
        return first.isupper()
    return True


def _word_before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, end - 24) : end])
    return found.group() if found else ""


def _first_word(text: str) -> str:
    end = 0
    while end < len(text) and (text[end].isalpha() or text[end] in "'’"):
        end += 1
    return text[:end].lower()
