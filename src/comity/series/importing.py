"""Files become releases in the ledger: the layout is recognised, the file is read whole, and it goes in whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from comity.errors import InputError, ReadingError
from comity.ledger import Ledger
from comity.ledger.statistics import Imported
from comity.records import Release
from comity.series.layout import Hints, Layout, Read
from comity.series.layouts import layouts
from comity.series.tables import File, open_file

__all__ = ["NO_HINTS", "Hints", "Layout", "Read", "Report", "import_file", "layout_named", "layout_of", "read_file"]

NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Report:
    """What the import of a file did. `skipped` counts the rows left out by the rule that says why."""

    file: Path
    layout: Layout
    release: Release
    imported: Imported
    rows: int
    skipped: Counter[str] = field(default_factory=Counter)


def layout_named(name: str) -> Layout:
    """The layout that `--as` names. Raises InputError with the names there are."""
    known = {layout.name: layout for layout in layouts()}
    if name.casefold() in known:
        return known[name.casefold()]
    near = get_close_matches(name.casefold(), known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise InputError(f"no layout is called {name!r}.{hint} There are: {', '.join(known)}")


def layout_of(file: File) -> Layout:
    """The layout that a file is in. Raises ReadingError with those that are known."""
    for layout in layouts():
        if layout.recognises(file):
            return layout
    known = "; ".join(f"{layout.name} ({layout.title})" for layout in layouts())
    raise ReadingError(
        file.name,
        f"its columns are those of no known layout. Known are: {known}."
        " Name one with --as to see what the file lacks, or describe its columns in a mapping file (--mapping)",
    )


def read_file(path: Path, *, layout: str | None = None, hints: Hints = NO_HINTS) -> tuple[File, Layout, Read]:
    """A file with its layout and what it says, without a ledger. Raises InputError, which says the row and why."""
    file = open_file(path)
    if layout is not None:
        chosen = layout_named(layout)
    elif hints.mapping is not None:
        chosen = layout_named("tidy")
    else:
        chosen = layout_of(file)
    return file, chosen, chosen.read(file, hints)


def import_file(ledger: Ledger, path: Path, *, layout: str | None = None, hints: Hints = NO_HINTS) -> Report:
    """Import a file whole, or not at all; the same file again changes nothing.

    `layout` is the name of a layout; without it the layout is recognised. A vintage in `hints` comes before the one
    that the file names for itself. Raises InputError, which names the file, the row and what to do.
    """
    file, chosen, read = read_file(path, layout=layout, hints=hints)
    if not read.data:
        raise ReadingError(file.name, f"it is in the layout {chosen.name}, but holds no value; {_left(read.skipped)}")
    release = Release(
        provider=read.provider,
        title=read.title,
        vintage=hints.vintage or read.vintage,
        citation=read.citation,
        licence=read.licence,
        source=file.name,
        digest=read.digest or file.digest,
        url=read.url,
    )
    return Report(path, chosen, release, ledger.add_release(release, read.data), read.rows, read.skipped)


def _left(skipped: Counter[str]) -> str:
    told: Sequence[str] = [f"{count:,} rows left out: {why}" for why, count in skipped.most_common(3)]
    return "; ".join(told) or "give the file with its rows of data"
