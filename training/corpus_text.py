"""Read the corpus: batches of sentences with numbered parties and the events between them.

The format is described in GUIDE.md. A batch that breaks it is refused with file, line and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.records.pillars import pillars
from comity.records.plover import codebook

CORPUS = Path(__file__).with_name("corpus")
STATUSES = ("occurred", "ongoing", "future", "hypothetical", "negated", "historical")
_PARTY = re.compile(r"\{(\d+):([^{}]+)\}")
_EVENT = re.compile(r"(\d+)([>=])(\d+)$")


class CorpusError(ValueError):
    """A batch breaks the format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Party:
    """A numbered party: half-open character interval of the sentence."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """One event: `source` and `target` are party numbers, `trigger` the interval of the word that says it."""

    source: int
    target: int
    type: str
    mode: str | None
    status: str
    contexts: tuple[str, ...]
    pillars: tuple[str, ...]
    trigger: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its parties (in order of number) and events; every other ordered pair stands in none."""

    batch: str
    line: int
    text: str
    parties: tuple[Party, ...]
    events: tuple[Labelled, ...]

    @property
    def id(self) -> str:
        """Batch and line, such as `03:17`."""
        return f"{self.batch}:{self.line}"

    def party(self, number: int) -> Party:
        """The party with this number."""
        return next(p for p in self.parties if p.number == number)


def read_corpus(folder: Path = CORPUS) -> list[Sentence]:
    """Every sentence of every batch, in order of file name and line."""
    return [s for path in sorted(folder.glob("*.txt")) for s in read_batch(path)]


def read_batch(path: Path) -> list[Sentence]:
    """The sentences of one batch.

    Raises `CorpusError` where a line breaks the format of GUIDE.md.
    """
    return list(_sentences(path))


def _sentences(path: Path) -> Iterator[Sentence]:
    current: tuple[int, str, tuple[Party, ...]] | None = None
    events: list[Labelled] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        where = f"{path.name}:{number}"
        if not line or line.startswith("#"):
            continue
        if line.startswith("S "):
            if current:
                yield Sentence(path.stem, current[0], current[1], current[2], tuple(events))
            current, events = (number, *_parties(line[2:].strip(), where)), []
        elif line.startswith("L "):
            if current is None:
                raise CorpusError(f"{where}: an L line stands before any S line")
            events.extend(_events(line[2:].split(), current[1], current[2], where))
        else:
            raise CorpusError(f"{where}: a line starts with S, L or #, not with {line[:12]!r}")
    if current:
        yield Sentence(path.stem, current[0], current[1], current[2], tuple(events))


def _parties(marked: str, where: str) -> tuple[str, tuple[Party, ...]]:
    text, parties, last = "", [], 0
    for match in _PARTY.finditer(marked):
        text += marked[last : match.start()]
        parties.append(Party(int(match[1]), len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    text += marked[last:]
    if "{" in text or "}" in text:
        raise CorpusError(f"{where}: a brace is open or nested; write {{1:name}}")
    if len({p.number for p in parties}) != len(parties):
        raise CorpusError(f"{where}: a party number is used twice; mark a party once")
    if len(parties) < 2:
        raise CorpusError(f"{where}: a sentence needs at least two parties")
    return text, tuple(parties)


def _events(fields: list[str], text: str, parties: tuple[Party, ...], where: str) -> Iterator[Labelled]:
    if len(fields) != 7:
        raise CorpusError(
            f"{where}: write `L 1>2 TYPE mode status contexts pillars @trigger` ({len(fields)} fields found)"
        )
    pair, type_, mode, status, contexts, _, trigger = fields
    match = _EVENT.match(pair)
    numbers = {p.number for p in parties}
    if not match or {int(match[1]), int(match[3])} - numbers or match[1] == match[3]:
        raise CorpusError(f"{where}: {pair} does not name two parties of the sentence")
    types = codebook().types
    if type_ not in types:
        raise CorpusError(f"{where}: {type_} is no PLOVER type")
    if mode != "-" and mode not in types[type_].modes:
        raise CorpusError(f"{where}: {type_} has no mode {mode}; it has {' '.join(types[type_].modes) or 'none'}")
    if status not in STATUSES:
        raise CorpusError(f"{where}: {status} is no status; write one of {' '.join(STATUSES)}")
    of_context = _listed(contexts, codebook().contexts, "context", where)
    of_pillar = _listed(fields[5], pillars(), "pillar", where)
    span = _find(trigger, text, where)
    source, target = int(match[1]), int(match[3])
    made = (type_, None if mode == "-" else mode, status, of_context, of_pillar, span)
    yield Labelled(source, target, *made)
    if match[2] == "=":
        yield Labelled(target, source, *made)


def _listed(field: str, known: Container[str], what: str, where: str) -> tuple[str, ...]:
    values = () if field == "-" else tuple(field.split(","))
    for value in values:
        if value not in known:
            raise CorpusError(f"{where}: {value} is no {what}")
    return values


def _find(trigger: str, text: str, where: str) -> tuple[int, int]:
    word, _, nth = trigger.removeprefix("@").partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    if not trigger.startswith("@") or len(found) < int(nth or 1):
        raise CorpusError(f"{where}: {trigger} is not a word of the sentence; write @word, or @word#2 for the second")
    return found[int(nth or 1) - 1].span()
