"""Names of threads as far as linking is concerned: what is a proper name in them, and which words any name may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations

import yaml

from comity.actors import tables
from comity.linking.content import stem
from comity.linking.decisions import Decided
from comity.linking.names import EXPLAINED, GLUE, fold, name_key
from comity.records import ThreadKind, ThreadMention
from comity.records.plover import read_data

_ACRONYM = re.compile(r"\A[A-Z][A-Z0-9&/-]{1,13}s?\Z")
_WORD = re.compile(r"[^\W_]+(?:[-&/][^\W_]+)*")
_DESIGNATION = re.compile(r"\A(?!\d+[a-z]{3,}\Z)(?=.*\d)(?=.*[a-z])[a-z0-9-]+\Z")
_EDITION = re.compile(r"[IVXL]{1,5}\Z")
_NTH = re.compile(r"\d+(st|nd|rd|th)\Z")
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
_COUNT = re.compile(r"\b\d{2,4}\b(?! ?(?:MW|km|percent|per|megawatt|million|billion))")
_TEXT = "text"
_SHORTEST = 3  # letters of an acronym
_SERIES = frozenset({ThreadKind.MECHANISM, ThreadKind.EXERCISE})
_CACHED = 1 << 14


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """The stems of data/thread_words.yaml; its header says what they are. `heads` is stem -> classes."""

    generic: frozenset[str]
    bare: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    empty: frozenset[str]
    sharing: frozenset[str]
    hardware: frozenset[str]

    @property
    def carriers(self) -> frozenset[str]:
        """Nouns for what is written about a thing or done for it: "the submarine project" is the submarines."""
        return _carriers()


@cache
def _carriers() -> frozenset[str]:
    return frozenset(word for word, groups in thread_words().heads.items() if groups == {_TEXT})


@cache
def thread_words() -> ThreadWords:
    """The words, read once; names of states, of organisations and of regions are generic too."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(read_data("comity.linking.data", "thread_words.yaml"), Loader=loader)
    heads: dict[str, set[str]] = {}
    for group, words in raw["heads"].items():
        for word in words:
            heads.setdefault(stem(word), set()).add(group)
    generic = {stem(word) for word in (*raw["generic"], *raw["regions"])} | _of_parties()
    return ThreadWords(
        generic=frozenset(generic) | heads.keys() | {stem(word) for word in raw["empty"]},
        bare=frozenset(map(stem, raw["bare"])),
        heads={word: frozenset(groups) for word, groups in heads.items()},
        empty=frozenset(map(stem, raw["empty"])),
        sharing=frozenset(map(stem, raw["sharing"])),
        hardware=frozenset(raw["hardware"]),
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


@dataclass(frozen=True, slots=True)
class Name:
    """What a thread is called by some mentions: equal ones are one thread, so that only different ones are compared.

    `words` are the stems of the canonical name, `said` those and the stems of the words used, `core` those without
    what is only written about a thing ("project", "contract"); `proper` those of proper names, sites and designations;
    `nth` ordinals; `sorts` the classes of the nouns that say what sort of thing it is; `count` how many of it ("126
    aircraft"). `known`: it stands in the table of known threads, so that its name is its own.
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
    key = _telling((stem(word) for word in name_key(canonical or name, kind)), frozenset())
    spoken = (stem(word) for word in name_key(name, kind))
    return Name(
        canonical=fold(canonical or name),
        words=key,
        said=(said := _telling((*key, *spoken), thread_words().sharing | _of_states())),
        core=_telling(said, thread_words().carriers),
        proper=_proper(name) | _designations(canonical),
        nth=frozenset() if kind in _SERIES else frozenset(key & {stem(one) for one in _ORDINALS}),
        acronyms=(acronyms := _acronyms(name, kind)),
        initials=frozenset() if acronyms else _initials(name, fold(canonical or name)),
        sorts=_sorts(name),
        kind=kind,
        parties=frozenset(parties),
        pillars=frozenset(pillars) - {"political"},
        known=known,
        count=next((number for number in _COUNT.findall(name)), "") if kind not in _SERIES else "",
        home="",
    )


def _initials(name: str, canonical: str) -> frozenset[str]:
    """The acronyms that the first letters of a name make, with and without the parties in it, where there are three."""
    explained = EXPLAINED.match(name)
    found = set()
    for words in (canonical.split(), fold((explained["name"] if explained else name).replace("-", " ")).split()):
        letters = "".join(word[0] for word in words if word not in GLUE and not _NTH.match(word))
        for ending in ("", "p"):  # "the … programme" may or may not be in the acronym
            found.add(letters.removesuffix(ending) if ending else letters)
    return frozenset(letters for letters in found if len(letters) >= _SHORTEST)


@lru_cache(maxsize=_CACHED)
def _keys(name: Name) -> tuple[str, ...]:
    pairs = ["-".join(pair) for pair in combinations(sorted(name.parties)[:4], 2)]
    return (
        *(f"t|n|{word}" for word in sorted(name.proper)),
        *(f"t|a|{acronym}" for acronym in sorted(name.acronyms | name.initials)),
        f"t|k|{' '.join(sorted(name.words))}|{name.home}",
        *(f"t|g|{pair}|{word}" for pair in pairs for word in sorted(name.said & thread_words().heads.keys())),
        *(f"t|s|{pair}|{sort}" for pair in pairs for sort in sorted(name.sorts & thread_words().hardware)),
    )


def _telling(words: Iterable[str], weak: frozenset[str]) -> frozenset[str]:
    """Words without those that only count or point ("180 tanks", "the summit of the two leaders"), and without weak
    ones; all of them where nothing else is left."""
    every = frozenset(words)
    return (
        frozenset(
            word for word in every if not word.isdigit() and word not in thread_words().empty and word not in weak
        )
        or every
    )


def _proper(name: str) -> frozenset[str]:
    """Stems of the capitalised words and designations of a name that are neither generic nor of a nation."""
    explained, generic = EXPLAINED.match(name), thread_words().generic
    found: set[str] = set()
    for word in _WORD.findall(explained["name"] if explained else name):
        parts = [] if any(letter.isdigit() for letter in word) else word.split("-")
        plain_parts = [stem(part) in generic for part in parts]
        edition = len(parts) > 1 and _EDITION.match(parts[-1])  # "Shaheen-X"
        for part in (
            parts if any(plain_parts) or edition else [word]
        ):  # "Rafale-Marine" is one name, "India-France" none
            plain = part.casefold().replace("-", "")
            designed = bool(_DESIGNATION.match(plain))
            capital = part[:1].isupper() and len(part) > 1 and not _EDITION.match(part)
            if not (capital or designed) or plain in GLUE or _NTH.match(plain):
                continue
            short = _model(plain) if designed else stem(plain)
            if designed or short not in generic:
                found.add(short)
    return frozenset(found)


def _designations(canonical: str) -> frozenset[str]:
    """Designations ("s-400") of a canonical name, however the text writes it."""
    folded = fold(canonical).split()
    return frozenset(_model(word) for word in folded if _DESIGNATION.match(word) and not _NTH.match(word))


def _model(designation: str) -> str:
    """A designation without the letters of its variant or plural: "fa50gf", "k2pl", "s400s"."""
    return re.sub(r"(?<=\d)[a-z]{1,3}\Z", "", designation)


def _sorts(name: str) -> frozenset[str]:
    """The classes of the nouns of a name; of a text only where it has no other."""
    heads = thread_words().heads
    found = frozenset(group for word in fold(name).split() for group in heads.get(stem(word), ()))
    return found - {_TEXT} or found


def _acronyms(name: str, kind: ThreadKind) -> frozenset[str]:
    """The acronym that a name is or explains, in lower case; the name of a party is one of an organisation only."""
    explained = EXPLAINED.match(name)
    written = explained["acronym"] if explained else _acronym_in(name)
    if not written:
        return frozenset()
    last = written.rsplit("-", 1)[-1]  # "IRIGC-TEC" is called "the TEC" too
    if kind is not ThreadKind.ORGANISATION and stem(written) in _of_parties():
        return frozenset()
    pieces = {written, last} if len(last) >= _SHORTEST and last.isupper() else {written}
    series = re.match(r"([A-Z]{3,})-?\d", written)  # "CBERS-6" is of the series CBERS
    if series:
        pieces.add(series[1])
    return frozenset(fold(piece).replace(" ", "").rstrip("s") for piece in pieces)


def _acronym_in(name: str) -> str:
    """The acronym that a name is, but for words that any name may have ("21st session of the JCC")."""
    words = name.split()
    found = [word for word in words if _ACRONYM.match(word)]
    plain = [word.casefold() for word in words if not _ACRONYM.match(word)]
    if len(found) == 1 and all(
        word in GLUE or _NTH.match(word) or stem(word) in thread_words().generic for word in plain
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
