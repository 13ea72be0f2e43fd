"""What threads are called, as linking looks at it: the words of a name without what any name may have.

Case, accents, punctuation, plurals, spellings, articles, years and the numbers of sessions are folded away. What is
left is told apart: proper names, sites and designations, acronyms, and the nouns that say what sort of thing it is. The
words of other kinds are in data/thread_words.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations

import yaml

from comity.actors import tables
from comity.language.numbers import ORDINALS, TENS, UNITS
from comity.linking.content import plain, stem
from comity.linking.decisions import Decided
from comity.records import ThreadKind, ThreadMention
from comity.records.plover import read_data

TEXT = "text"
"""The class of nouns for what is written about a thing: it contradicts no other class."""

REACTORS = "plant"
"""The class of what reactors of a model are."""

_WORD = re.compile(r"[^\W_]+(?:[-&/][^\W_]+)*")
_NOT_WORDS = re.compile(r"[\W_]+")
_HYPHENED = re.compile(r"\b([^\W\d_]{1,4})-(\d{1,4}[^\W\d_]*)\b")
_DESIGNATION = re.compile(r"\A(?!\d+[a-z]{3,}\Z)(?=.*\d)(?=.*[a-z])[a-z0-9-]+\Z")
_NTH = re.compile(r"\d+(st|nd|rd|th)\Z")
_YEAR = re.compile(r"(18|19|20)\d\d\Z")
_COUNT = re.compile(r"\b\d{2,4}\b(?! ?(?:MW|km|percent|per|megawatt|million|billion))")
_SITTING = re.compile(r"\A(the )?(\w+ )?(plenary |regular |annual )*(session|meeting|round|sitting) of (the )?")
_BETWEEN = re.compile(r"\b(?:between|from) (?:[A-Z]\w+ )*([A-Z]\w+) (?:and|to) (?:[A-Z]\w+ )*([A-Z]\w+)\b")
_EXPLAINED = re.compile(r"\A(?P<name>.+?)\s*\((?P<acronym>[A-Z][A-Za-z0-9&/+\-]{1,14})\)\Z", re.DOTALL)
_ACRONYM = re.compile(r"\A[A-Z][A-Z0-9&/-]{1,13}s?\Z")
_EDITION = re.compile(r"[IVXL]{1,5}\Z")
_SHORTEST = 3  # letters of an acronym
_STEMMED = ("plant", "bare", "sharing", "regions", "generic", "light", "models")
_SERIES = frozenset({ThreadKind.MECHANISM, ThreadKind.EXERCISE})
_CACHED = 1 << 14


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """data/thread_words.yaml, whose header says what is in it; all but `glue` and `spelt` by their stems.

    `heads` is stem -> classes. `carriers` are the heads of class `text` alone: "the submarine project" is the
    submarines. `common` are words that any name may have and that name no party, though long names of states have them
    ("Cooperative Republic").
    """

    glue: frozenset[str]
    spelt: Mapping[str, str]
    plant: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    carriers: frozenset[str]
    hardware: frozenset[str]
    bare: frozenset[str]
    empty: frozenset[str]
    sharing: frozenset[str]
    generic: frozenset[str]
    common: frozenset[str]
    light: frozenset[str]
    models: frozenset[str]


@cache
def thread_words() -> ThreadWords:
    """The words, read once. Names of parties and all words of the file are generic too."""
    raw = yaml.safe_load(read_data("comity.linking.data", "thread_words.yaml"))
    heads: dict[str, set[str]] = {}
    for group, words in raw["heads"].items():
        for word in words:
            heads.setdefault(stem(word), set()).add(group)
    stems = {name: frozenset(map(stem, raw[name])) for name in _STEMMED}
    empty = frozenset(map(stem, (*raw["empty"], *UNITS, *TENS, "hundred", "thousand")))
    return ThreadWords(
        glue=frozenset(raw["glue"]),
        spelt=raw["spelt"],
        plant=stems["plant"],
        heads={word: frozenset(groups) for word, groups in heads.items()},
        carriers=frozenset(word for word, groups in heads.items() if groups == {TEXT}),
        hardware=frozenset(raw["hardware"]),
        bare=stems["bare"],
        empty=empty,
        sharing=stems["sharing"],
        generic=empty.union(heads, _of_parties(), *stems.values()),
        common=stems["generic"].union(heads),
        light=stems["light"].union(empty),
        models=stems["models"],
    )


@cache
def _of_states() -> frozenset[str]:
    """Stems of the names and adjectives of all states."""
    return _stems(
        name for one in tables.states().values() for name in (one.name, *one.all_names, *one.adjectives, *one.combining)
    )


@cache
def _of_parties() -> frozenset[str]:
    """Stems of the names of all states and organisations."""
    return _of_states() | _stems(
        name for igo in tables.igos().values() for name in (igo.name, *igo.names, *igo.abbreviations, *igo.adjectives)
    )


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in _WORD.findall(name.replace("-", " ")))


@lru_cache(maxsize=_CACHED)
def fold(name: str) -> str:
    """A name in lower case without accents, marks and double spaces; "S-400" is one word."""
    return " ".join(_NOT_WORDS.sub(" ", _HYPHENED.sub(r"\1\2", plain(name))).split())


@dataclass(frozen=True, slots=True)
class Name:
    """What a thread is called by some mentions: equal ones are one thread, so that only different ones are compared.

    `words` are the stems of the canonical name, `said` those and the stems of the words used, `core` those without
    carriers ("project", "contract"); `proper` those of proper names, sites and designations; `nth` ordinals; `sorts`
    the classes of the nouns that say what sort of thing it is; `count` how many of it ("126 aircraft"). `known`: it
    stands in the table of known threads, so that its name is its own.
    `home` is the document where the name is so bare ("the project") that it means something there only.
    """

    canonical: str
    words: frozenset[str]
    said: frozenset[str]
    core: frozenset[str]
    proper: frozenset[str]
    nth: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str]
    sorts: frozenset[str]
    kind: ThreadKind
    parties: frozenset[str]
    pillars: frozenset[str]
    known: bool
    count: str
    home: str

    @staticmethod
    def of(mention: ThreadMention) -> Name:
        """The name of a mention."""
        known = ":thread.known@" in mention.coder
        name = _name(mention.name, mention.canonical, mention.thread_kind, mention.parties, mention.pillars, known)
        bare = not name.proper and not name.count and name.words <= thread_words().bare
        return replace(name, home=mention.document) if bare else name

    def keys(self) -> tuple[str, ...]:
        """What it is looked up by; only names that share a key are compared."""
        return _keys(self)


@lru_cache(maxsize=_CACHED)
def _name(
    name: str, canonical: str, kind: ThreadKind, parties: tuple[str, ...], pillars: tuple[str, ...], known: bool
) -> Name:
    """What a mention is called, wherever that is; most names come again and again."""
    lists = thread_words()
    words = _telling(_words(canonical or name, kind))
    said = _telling(words | _words(name, kind), lists.sharing | (_of_states() - lists.common))
    acronyms = _acronyms(name, kind)
    counted = kind not in _SERIES
    return Name(
        canonical=fold(canonical or name),
        words=words,
        said=said,
        core=_telling(said, lists.carriers | lists.light),
        proper=_proper(name) | _designations(canonical),
        nth=words & _stems(ORDINALS) if counted else frozenset(),
        acronyms=acronyms,
        initials=frozenset() if acronyms else _initials(name, canonical or name),
        sorts=_sorts(name),
        kind=kind,
        parties=frozenset(parties),
        pillars=frozenset(pillars) - {"political"},
        known=known,
        count=next(iter(_COUNT.findall(name)), "") if counted else "",
        home="",
    )


@lru_cache(maxsize=_CACHED)
def _keys(name: Name) -> tuple[str, ...]:
    lists = thread_words()
    matter = name.core - lists.carriers if name.kind is ThreadKind.AGREEMENT else frozenset()
    pairs = ["-".join(pair) for pair in combinations(sorted(name.parties)[:4], 2)]
    return (
        *(f"t|n|{word}" for word in sorted(name.proper)),
        *(f"t|a|{acronym}" for acronym in sorted(name.acronyms | name.initials)),
        f"t|k|{' '.join(sorted(name.words))}|{name.home}",
        *(f"t|g|{pair}|{word}" for pair in pairs for word in sorted(name.said & lists.heads.keys())),
        *(f"t|c|{pair}|{word}" for pair in pairs for word in sorted(matter)),
        *(f"t|s|{pair}|{sort}" for pair in pairs for sort in sorted(name.sorts & lists.hardware)),
    )


def _words(written: str, kind: ThreadKind) -> frozenset[str]:
    """The stems of a name without glue, years and the numbers of sessions; spellings and names of a plant are one."""
    lists = thread_words()
    explained = _EXPLAINED.match(written)
    folded = fold(explained["name"] if explained else written)
    found = set()
    for word in (_SITTING.sub("", folded) or folded).split():
        numbered = kind in _SERIES and (_NTH.match(word) or word in ORDINALS)
        if word not in lists.glue and not _YEAR.match(word) and not numbered:
            found.add(stem(lists.spelt.get(word, lists.spelt.get(word.removesuffix("s"), word))))
    found.discard("")
    if "plant" in found and found - lists.plant:
        found -= lists.plant - {"plant"}
    return frozenset(found) or frozenset({folded})


def _telling(words: frozenset[str], weak: frozenset[str] = frozenset()) -> frozenset[str]:
    """Words without those that only count or point and without weak ones; all of them where nothing else is left."""
    empty = thread_words().empty
    return frozenset(word for word in words - weak - empty if not word.isdigit()) or words


def _proper(name: str) -> frozenset[str]:
    """Stems of the capitalised words and designations of a name that are neither generic nor of a party."""
    written = _unexplained(name)
    ends = [f"{one}-{other}" for one, other in _BETWEEN.findall(written)]  # "between Lota and Kanda": "Lota-Kanda"
    words = (*_WORD.findall(written), *ends)
    return frozenset(found for word in words for part in _pieces(word) if (found := _own(part)))


def _pieces(word: str) -> list[str]:
    """A hyphened word in pieces, where one of them is generic, of a party ("India-France") or an edition ("Shaheen-X");
    else whole ("Rafale-Marine")."""
    pieces = word.split("-")
    if any(letter.isdigit() for letter in word):
        return [word]
    return (
        pieces if _EDITION.match(pieces[-1]) or any(stem(one) in thread_words().generic for one in pieces) else [word]
    )


def _own(word: str) -> str:
    """The stem of a word that is a designation, or a capitalised one of no generic meaning; else empty."""
    folded = plain(word).replace("-", "")
    if _NTH.match(folded) or folded in thread_words().glue or is_of_model(folded):
        return ""
    if _DESIGNATION.match(folded):
        return _model(folded)
    capital = word[:1].isupper() and len(word) > 1 and not _EDITION.match(word)
    return stem(folded) if capital and stem(folded) not in thread_words().generic else ""


def _designations(canonical: str) -> frozenset[str]:
    """Designations ("s-400") of a canonical name, however the text writes it."""
    return frozenset(
        _model(word)
        for word in fold(canonical).split()
        if _DESIGNATION.match(word) and not _NTH.match(word) and not is_of_model(word)
    )


def is_of_model(word: str) -> bool:
    """Whether a word is a type of reactors: "VVER-1200", "EPRs"."""
    models = thread_words().models
    return word in models or stem(word) in models or (word[-1:].isdigit() and word.rstrip("0123456789") in models)


def _model(designation: str) -> str:
    """A designation without the letters of its variant or plural: "fa50gf", "k2pl", "s400s"."""
    return re.sub(r"(?<=\d)[a-z]{1,3}\Z", "", designation)


def _sorts(name: str) -> frozenset[str]:
    """The classes of the nouns of a name; of a text only where it has no other."""
    heads = thread_words().heads
    words = fold(name).split()
    found = frozenset(group for word in words for group in heads.get(stem(word), ()))
    if any(map(is_of_model, words)):
        found |= {REACTORS}
    return found - {TEXT} or found


def _unexplained(name: str) -> str:
    """A name without the acronym in brackets at its end."""
    explained = _EXPLAINED.match(name)
    return explained["name"] if explained else name


def _initials(name: str, canonical: str) -> frozenset[str]:
    """The acronyms that the first letters of a name make, with and without the parties in it, where there are three."""
    found = set()
    for written in (canonical, _unexplained(name).replace("-", " ")):
        words = [word for word in fold(written).split() if word not in thread_words().glue and not _NTH.match(word)]
        letters = "".join(word[0] for word in words)
        found |= {letters, letters.removesuffix("p")}  # "the … programme" may or may not be in the acronym
    return frozenset(letters for letters in found if len(letters) >= _SHORTEST)


def _acronyms(name: str, kind: ThreadKind) -> frozenset[str]:
    """The acronym that a name is or explains, in lower case; the name of a party is one of an organisation only."""
    explained = _EXPLAINED.match(name)
    written = explained["acronym"] if explained else _acronym_in(name)
    if not written or (kind is not ThreadKind.ORGANISATION and stem(written) in _of_parties()):
        return frozenset()
    pieces = {written}
    last = written.rsplit("-", 1)[-1]  # "IRIGC-TEC" is called "the TEC" too
    if len(last) >= _SHORTEST and last.isupper():
        pieces.add(last)
    if series := re.match(r"([A-Z]{3,})-?\d", written):  # "CBERS-6" is of the series CBERS
        pieces.add(series[1])
    return frozenset(fold(piece).replace(" ", "").removesuffix("s") for piece in pieces)


def _acronym_in(name: str) -> str:
    """The acronym that a name is, but for words that any name may have ("21st session of the JCC")."""
    words = name.split()
    found = [word for word in words if _ACRONYM.match(word)]
    others = [plain(word) for word in words if word not in found]
    lists = thread_words()
    if len(found) == 1 and all(
        word in lists.glue or _NTH.match(word) or stem(word) in lists.generic for word in others
    ):
        return found[0]
    return ""


def distinct(mentions: Sequence[ThreadMention], decided: Decided) -> list[tuple[Name, list[int]]]:
    """The different names of mentions, each with the numbers of those that bear it.

    A mention that a person parted from another is taken by itself, so that equal names do not hold it.
    """
    found: dict[tuple[Name, str], list[int]] = {}
    parted = {record for pair in decided.apart for record in pair}
    for number, mention in enumerate(mentions):
        found.setdefault((Name.of(mention), mention.id if mention.id in parted else ""), []).append(number)
    return [(name, numbers) for (name, _), numbers in found.items()]
