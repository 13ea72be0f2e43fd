"""The brief as one self-contained HTML file: no request leaves it, and every citation opens its source text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from comity import __version__
from comity.brief import phrases
from comity.brief.model import Brief, Note, Plot, Section, Source
from comity.brief.tone import Tone
from comity.brief.visible import one_line, visible
from comity.errors import MissingExtraError
from comity.series.charts import chart

_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_FILES = ("brief.html.j2", "parts.html.j2", "brief.css", "brief.js")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source's text; `notes` are those whose sentence it belongs to, `opens` those that begin here."""

    text: str
    notes: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with its paragraphs, each a list of pieces."""

    source: Source
    number: int
    link: str | None
    paragraphs: tuple[tuple[Piece, ...], ...]


def render(brief: Brief) -> str:
    """The page. Text from documents is escaped and its control characters are made visible."""
    notes: dict[str, list[Note]] = {}
    for note in brief.notes:
        notes.setdefault(note.document, []).append(note)
    sources = [
        SourceText(source, number, web_link(source.url), paragraphs(source.text, notes.get(source.document, [])))
        for number, source in enumerate(brief.sources, 1)
    ]
    numbers = {text.source.document: text.number for text in sources}
    page: str = (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            phrases=phrases,
            sources=sources,
            numbers=numbers,
            names={source.document: phrases.source_line(source) for source in brief.sources},
            version=__version__,
        )
    )
    return page


def paragraphs(text: str, notes: Sequence[Note]) -> tuple[tuple[Piece, ...], ...]:
    """The text cut at line ends and at the edges of the notes' spans; all its characters are kept but line ends."""
    edges = sorted({0, len(text), *(edge for note in notes for edge in (note.start, note.end))})
    lines: list[list[Piece]] = [[]]
    for start, end in pairwise(edges):
        over = tuple(note.number for note in notes if note.start <= start and end <= note.end)
        opens = tuple(note.number for note in notes if note.start == start)
        for i, line in enumerate(text[start:end].split("\n")):
            if i:
                lines.append([])
            if line:
                lines[-1].append(Piece(visible(line), over, opens))
                opens = ()
    return tuple(tuple(line) for line in lines if line)


def web_link(url: str | None) -> str | None:
    """The address where it is plain http or https, else None: what a document names is never run."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def dated(text: str) -> Markup:
    """One escaped line in which no day is broken in two."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(one_line(text)))))


def drawn(plot: Plot | None, width: int, height: int) -> Markup:
    """A chart as inline SVG; empty where there is nothing to draw, or the optional part `charts` is not installed."""
    if plot is None:
        return Markup()
    try:
        return Markup(chart(plot.tables, title=plot.title, claim=plot.claim, width=width, height=height))
    except MissingExtraError:
        return Markup()


@cache
def _environment() -> Environment:
    folder = files("comity.brief") / "templates"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in _FILES}
    environment = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["line"] = one_line
    environment.filters["dated"] = dated
    environment.filters["visible"] = visible
    environment.filters["drawn"] = drawn
    environment.globals["style"] = Markup(texts["brief.css"])
    environment.globals["script"] = Markup(texts["brief.js"])
    environment.globals["shares"] = shares
    return environment


def shares(brief: Brief) -> Iterator[tuple[Section, list[tuple[str, float]]]]:
    """For each pillar its events by tone, as shares of the largest pillar in per cent."""
    most = max((section.tally.total for section in brief.sections), default=0) or 1
    for section in brief.sections:
        tally = section.tally
        counts = (tally.cooperative, tally.neutral, tally.critical, tally.conflictual)
        yield section, [(tone.value, 100 * count / most) for tone, count in zip(Tone, counts, strict=True) if count]
