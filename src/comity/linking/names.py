"""When two names of threads are the same: folding of forms, acronyms explained anywhere, short names of long ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from comity.records import ThreadKind, ThreadMention

_DESIGNATION = re.compile(r"\b([^\W\d_]{1,4})-(\d{1,4}[^\W\d_]*)\b")
_NOT_WORDS = re.compile(r"[\W_]+")
_EXPLAINED = re.compile(r"\A(?P<name>.+?)\s*\((?P<acronym>[A-Z][A-Za-z0-9&/+\-]{1,14})\)\Z", re.DOTALL)
_YEAR = re.compile(r"(18|19|20)\d\d\Z")
_SITTING = re.compile(r"\A((plenary|regular|annual) )*(session|meeting|round|sitting) of (the )?")
_GLUE = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "on",
        "for",
        "in",
        "to",
        "at",
        "by",
        "from",
        "and",
        "between",
        "with",
        "among",
        "its",
        "both",
    }
)
_COUNTED = re.compile(
    r"(first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf|(thir|four|fif|six|seven|eigh|nine)teen|twentie)th"
    r"|\d+(st|nd|rd|th))\Z"
)
_SPELT = {
    "programme": "program",
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "accord": "agreement",
    "pact": "agreement",
    "deal": "agreement",
    "npp": "plant",
    "inter": "",
    "governmental": "intergovernmental",
    "co": "",
    "operation": "cooperation",
}
_PLANT = frozenset({"nuclear", "power", "plant", "station", "atomic"})
_SERIES = frozenset({ThreadKind.MECHANISM, ThreadKind.EXERCISE})

Key = tuple[str, ...]
"""The folded words of a name, each once, in alphabetical order."""


def name_key(mention: ThreadMention) -> Key:
    """The words of a canonical name without case, accents, punctuation, articles, years, plurals, ordinals of meetings.

    British and American spellings are one, and so are accord, pact, deal and agreement, and all that a power plant is
    called after its name.
    """
    written = mention.canonical or mention.name
    explained = _EXPLAINED.match(written)
    folded = fold(explained["name"] if explained else written)
    folded = _SITTING.sub("", folded) or folded
    counted = mention.thread_kind in _SERIES
    words = []
    for word in folded.split():
        nth = _COUNTED.match(word)
        if word in _GLUE or _YEAR.match(word) or (nth and counted):
            continue
        single = _singular(word)
        words.append(_SPELT.get(single, single))
    found = {word for word in words if word}
    if "plant" in found and found - _PLANT:
        found -= _PLANT - {"plant"}
    return tuple(sorted(found)) or (folded,)


def fold(name: str) -> str:
    """A name in lower case without accents, marks and double spaces; "S-400" is one word."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NOT_WORDS.sub(" ", _DESIGNATION.sub(r"\1\2", plain)).split())


def keys_of(mentions: Sequence[ThreadMention]) -> list[Key]:
    """The key of each mention, after acronyms and short names have been read as the long names they stand for.

    An acronym counts as explained by any mention that ends in it ("… Commission (JCEC)"), if all those that share a
    party explain it alike. A short name of a mechanism or a project ("the intergovernmental commission") is the only
    longer one of the same parties that has all its words and the same kind; where there are several, the only one of
    the same pillar; else it stays by itself.
    """
    keys = [name_key(mention) for mention in mentions]
    explained = _acronyms(mentions, keys)
    for number, mention in enumerate(mentions):
        longer = {
            key
            for parties, key in explained.get(_acronym_of(mention.canonical or mention.name), ())
            if _shared(parties, mention)
        }
        if len(longer) == 1:
            keys[number] = longer.pop()
    return _lengthened(mentions, keys)


def _acronyms(mentions: Sequence[ThreadMention], keys: Sequence[Key]) -> Mapping[str, set[tuple[frozenset[str], Key]]]:
    found: defaultdict[str, set[tuple[frozenset[str], Key]]] = defaultdict(set)
    for mention, key in zip(mentions, keys, strict=True):
        explained = _EXPLAINED.match(mention.name)
        if explained:
            found[_acronym_of(explained["acronym"])].add((frozenset(mention.parties), key))
    return found


def _acronym_of(name: str) -> str:
    return fold(name).replace(" ", "")


def _shared(parties: frozenset[str], mention: ThreadMention) -> bool:
    return not mention.parties or not parties or not parties.isdisjoint(mention.parties)


def _lengthened(mentions: Sequence[ThreadMention], keys: list[Key]) -> list[Key]:
    """The keys with short names replaced by the only long one that they can be short for."""
    by_word: defaultdict[str, set[Key]] = defaultdict(set)
    whose: defaultdict[Key, list[ThreadMention]] = defaultdict(list)
    for mention, key in zip(mentions, keys, strict=True):
        whose[key].append(mention)
        for word in key:
            by_word[word].add(key)
    found = []
    for mention, key in zip(mentions, keys, strict=True):
        if len(key) < 2 or mention.thread_kind not in (ThreadKind.MECHANISM, ThreadKind.PROJECT):
            found.append(key)
            continue
        longer = set.intersection(*(by_word[word] for word in key)) - {key}
        fitting = {other for other in longer if any(_same_pair(mention, one) for one in whose[other])}
        if len(fitting) > 1:
            fitting = _of_pillar(mention, fitting, whose)
        found.append(fitting.pop() if len(fitting) == 1 else key)
    return found


def _same_pair(mention: ThreadMention, other: ThreadMention) -> bool:
    """Whether a long name is of the same kind and of all the (two or more) parties of a short one."""
    parties = set(mention.parties)
    return mention.thread_kind is other.thread_kind and len(parties) >= 2 and parties <= set(other.parties)


def _of_pillar(mention: ThreadMention, longer: set[Key], whose: Mapping[Key, Sequence[ThreadMention]]) -> set[Key]:
    """The one long name that is spoken of in the same pillar as a short one, if there is one."""
    own = set(mention.pillars) - {"political"}
    shares = {}
    for key in longer:
        counts = Counter(pillar for other in whose[key] for pillar in other.pillars)
        shares[key] = sum(counts[pillar] for pillar in own) / max(1, counts.total())
    best = max(shares.values(), default=0.0)
    leading = {key for key, share in shares.items() if share == best}
    return leading if best > 0 and len(leading) == 1 else set()


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word == "memoranda":
        return "memorandum"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
