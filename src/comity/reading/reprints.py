"""Reprints: the same text under another name, known by content (a key) and by near content (shared word sequences).

A signature depends on nothing but the text and this file, so an index restored from stored signatures decides exactly
as one that has seen the texts. MinHash and LSH (rensa) only propose candidates; overlap of word sequences decides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from rensa import RMinHash, RMinHashLSH

from comity.reading.letters import MARKS
from comity.records import Document

SHINGLE = 5  # words in a sequence: long enough that two reports of one event rarely share many
THRESHOLD = 0.8  # Jaccard similarity of the sets of sequences from which texts are one
SHORTEST = 40  # words; below, stock phrases make different texts alike, and only the key counts
_KEPT = 1024  # smallest hashes kept of a text: all of them up to some 1,000 words, a fair sample of longer ones
_NUMBERS_KEPT = 64
_BYTES = 4

_PERMUTATIONS = 120
_BANDS = 24  # bands of five: a pair at the threshold is proposed with probability 1 - (1 - 0.8^5)^24 > 0.9999
_SEED = 1648  # any fixed number

_WORD = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W_\d]|[{MARKS}])+")
_ASCII_WORD = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+")


def same_text_key(text: str) -> str:
    """A key (32 hex digits) equal for equal wording, whatever the case, white space and punctuation.

    Points and commas inside numbers count: 1.5 and 15 are not the same.
    """
    words = _words(text)
    joined = "".join(
        f"{word} " if word[0].isdigit() and following[:1].isdigit() else word
        for word, following in pairwise([*words, ""])
    )
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:32]


def signature(text: str) -> bytes:
    """What near copies are known by: hashes of four bytes of the text's word sequences, and of its numbers.

    Two bytes say how many sequences follow (the 1,024 smallest, sorted); then come the numbers (the 64 smallest).
    Empty for texts of fewer than forty words.
    """
    words = _words(text)
    if len(words) < SHORTEST:
        return b""
    encoded = [word.encode("utf-8", "replace") for word in words]
    sequences = {_hash(b" ".join(encoded[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)}
    numbers = {_hash(word) for word in encoded if word[:1].isdigit()}
    kept = sorted(sequences)[:_KEPT]
    return len(kept).to_bytes(2, "big") + b"".join(kept) + b"".join(sorted(numbers)[:_NUMBERS_KEPT])


def similarity(one: bytes, other: bytes) -> float:
    """Jaccard similarity (0..1) of two texts' word sequences by their signatures; 0 where their numbers disagree.

    Exact where both texts keep all their hashes (some 1,000 words), else the bottom-k estimate of Broder (1997).
    Numbers disagree where each text has one that the other has not: official notices share a form and differ in that.
    """
    (a, numbers), (b, other_numbers) = _parts(one), _parts(other)
    if not a or not b or (_lacks(numbers, other_numbers) and _lacks(other_numbers, numbers)):
        return 0.0
    union = set(a) | set(b)
    if len(a) >= _KEPT or len(b) >= _KEPT:
        union = set(sorted(union)[:_KEPT])
    return len(union.intersection(a).intersection(b)) / len(union)


def sequences_of(signature: bytes) -> frozenset[int]:
    """The hashes of a signature's word sequences, for `may_be_alike`."""
    return frozenset(_sequences(signature))


def may_be_alike(signature: bytes, sequences: frozenset[int]) -> bool:
    """False only where a text is nowhere near the threshold of any text of which these are the sequences.

    Of two texts at the threshold at most a share of 1 - THRESHOLD of all their sequences is in one only; so the first
    few of either cannot all be strange to the other. That is much quicker to see than their similarity.
    """
    hashes = _sequences(signature)
    return not sequences.isdisjoint(hashes[: int(len(hashes) * (1 / THRESHOLD - 1)) + 1])


def _sequences(signature: bytes) -> memoryview:
    kept = int.from_bytes(signature[:2], "big")
    return memoryview(signature)[2 : 2 + kept * _BYTES].cast("I")


@dataclass(frozen=True, slots=True)
class Match:
    """A document in the index that is the same text, and how similar it is (1.0 for equal wording)."""

    id: str
    similarity: float


class ReprintIndex:
    """Finds earlier documents of the same text. About 5 KB of memory a document.

    It says which texts are the same, not which of them is the original: the caller, who knows the days of publication,
    takes the earliest, then the smallest id. With all `matches` of all documents that choice is the same in any order.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._signatures: list[bytes] = []
        self._by_key: dict[str, list[int]] = {}
        self._bands = RMinHashLSH(THRESHOLD, _PERMUTATIONS, _BANDS)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: Document) -> str | None:
        """Take a document in; the id of the most similar one before it of the same text, or None."""
        return self.add_signature(document.id, same_text_key(document.text), signature(document.text))

    def add_signature(self, id: str, key: str, signature: bytes) -> str | None:  # noqa: A002 (as Document.id)
        """The same for a document whose text is not at hand: its `same_text_key` and `signature`."""
        minhash = _minhash(signature)
        found = self._matches(key, signature, minhash)
        at = len(self._ids)
        self._ids.append(id)
        self._signatures.append(signature)
        self._by_key.setdefault(key, []).append(at)
        if minhash is not None:
            self._bands.insert(at, minhash)
        return found[0].id if found else None

    def matches(self, key: str, signature: bytes) -> list[Match]:
        """Every document in the index of the same text, the most similar first, then in the order they came in."""
        return self._matches(key, signature, _minhash(signature))

    def _matches(self, key: str, signature: bytes, minhash: RMinHash | None) -> list[Match]:
        found = dict.fromkeys(self._by_key.get(key, ()), 1.0)
        if minhash is not None:
            for at in self._bands.query(minhash):
                if at not in found:
                    alike = similarity(signature, self._signatures[at])
                    if alike >= THRESHOLD:
                        found[at] = alike
        return [
            Match(self._ids[at], alike) for at, alike in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]


def _words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _hash(words: bytes) -> bytes:
    return hashlib.blake2b(words, digest_size=_BYTES).digest()


def _parts(signature: bytes) -> tuple[list[bytes], list[bytes]]:
    """The hashes of a signature's sequences, and those of its numbers, both sorted."""
    hashes = [signature[at : at + _BYTES] for at in range(2, len(signature), _BYTES)]
    sequences = int.from_bytes(signature[:2], "big")
    return hashes[:sequences], hashes[sequences:]


def _lacks(numbers: list[bytes], others: list[bytes]) -> bool:
    """Whether `numbers` lacks one of `others`, as far as both were kept."""
    known = set(numbers)
    last = numbers[-1] if len(numbers) == _NUMBERS_KEPT else b"\xff" * _BYTES
    return any(number <= last and number not in known for number in others)


def _minhash(signature: bytes) -> RMinHash | None:
    if not signature:
        return None
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update(_parts(signature)[0])
    return minhash
