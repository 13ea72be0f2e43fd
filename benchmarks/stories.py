"""The texts that are measured: the Reuters stories of 1987 where they lie beside the repository, else our examples."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from comity.actors import named
from comity.reading import read
from comity.records import Document
from comity.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
REUTERS = ROOT.parent / "shared" / "corpus" / "reuters-1987.jsonl.gz"
EXAMPLES = ROOT / "examples" / "documents"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is measured: a name to print, and one JSONL object (as a string) a story."""

    name: str
    lines: Sequence[str]


def corpus(path: Path | None, least: int) -> Corpus:
    """The corpus at `path`, or the Reuters stories, or our examples repeated until there are `least` of them."""
    path = path or REUTERS
    if path.is_file():
        data = path.read_bytes()
        whole = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        return Corpus(path.name, [line for line in whole.split("\n") if line.strip()])
    return Corpus(f"our own examples, repeated ({path.name} is not here)", list(_repeated(least)))


def spread(lines: Sequence[str], count: int) -> list[str]:
    """`count` stories at even distances through the corpus, so that no single week is measured."""
    count = min(count, len(lines))
    return [lines[i * len(lines) // count] for i in range(count)]


def dealt(lines: Sequence[str], hands: int) -> list[list[str]]:
    """The stories dealt out like cards, so that every hand has the same mixture."""
    return [list(lines[i::hands]) for i in range(hands)]


def texts(lines: Iterable[str]) -> Iterator[str]:
    """The text of every story."""
    return (json.loads(line)["text"] for line in lines)


def parsed_only(lines: Sequence[str], folder: Path) -> list[str]:
    """The stories that Comity gives to its parser: English ones that name an actor."""
    path = written(lines, folder / "choosing.jsonl")
    found = {
        document.id
        for document in read([str(path)], settings=Settings())
        if isinstance(document, Document) and document.language in ("en", "und") and named(document.text)
    }
    return [line for line in lines if json.loads(line)["id"] in found]


def written(lines: Iterable[str], path: Path) -> Path:
    """The stories as a JSONL file, which is what Comity is timed on."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _repeated(least: int) -> Iterator[str]:
    documents = [one for one in read([str(EXAMPLES)], settings=Settings()) if isinstance(one, Document)]
    for number, document in zip(range(max(least, len(documents))), cycle(documents), strict=False):
        published = document.published.isoformat() if document.published else None
        row = {"id": f"{document.id}-{number}", "text": document.text, "published": published, "title": document.title}
        yield json.dumps(row, ensure_ascii=False)
