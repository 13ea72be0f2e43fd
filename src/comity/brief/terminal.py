"""The brief on a terminal, and as plain text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from comity.brief import phrases
from comity.brief.model import Brief, Claim, FigureLine, Label, Meeting, Panel, ThreadLine
from comity.brief.tone import Tone
from comity.brief.visible import one_line
from comity.checking.working import NAMES
from comity.records import Judgement

_WIDTH = 100
_NARROW = 11
_WIDE = 22
"""Columns for a day or a stage, and for a value."""

_COLUMNS = 5
"""Periods of a table of official numbers."""

_COLOURS = {Tone.COOPERATIVE: "green", Tone.NEUTRAL: "cyan", Tone.CRITICAL: "yellow", Tone.CONFLICTUAL: "red"}


def show(brief: Brief, console: Console) -> None:
    """Print the brief, at most 100 columns wide."""
    for part in _parts(brief):
        console.print(part, width=min(_WIDTH, console.width))


def as_text(brief: Brief) -> str:
    """The same as plain text of 100 columns."""
    console = Console(file=io.StringIO(), width=_WIDTH, no_color=True, highlight=False, markup=False, emoji=False)
    show(brief, console)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _parts(brief: Brief) -> Iterator[RenderableType]:
    yield Text(brief.title, style="bold")
    asked = phrases.asked(brief)
    yield Text(phrases.scope(brief) + (f" ({asked})" if asked else ""), style="dim")
    if brief.empty:
        yield Text("comity dyads  lists the pairs that the ledger knows.")
        return
    yield Text()
    yield _numbers(brief)
    if brief.lead:
        yield _heading("What stands out")
        yield _rows(((point.title, _cited(point.parts)) for point in brief.lead), _WIDE)
    if brief.meetings:
        yield _heading("Meetings")
        yield _rows((meeting.day, _meeting(meeting)) for meeting in brief.meetings)
        yield _more(brief.more.meetings, "timeline", brief)
    if brief.sections:
        yield _heading("Said and done")
    for section in brief.sections:
        heading = Text.assemble("\n", (section.name, "bold"), (f"  {phrases.balance(section.tally)}", "dim"))
        if section.more:
            heading.append(f" · {section.more:,} more: --pillar {section.pillar}", "dim italic")
        yield heading
        yield _rows((claim.day, _claim(claim)) for claim in section.claims)
    if brief.threads or brief.shared:
        yield _heading("Threads")
        stages = ["", *(thread.stage for thread in brief.threads)]
        yield _rows(
            (thread.stage if thread.stage != before else "", _thread(thread))
            for before, thread in zip(stages, brief.threads, strict=False)
        )
        yield _more(brief.more.threads, "threads", brief)
        if brief.shared:
            yield _rows([("Both in", _cited(brief.shared))])
    if brief.official:
        yield _heading("In official numbers")
    for panel in brief.official:
        yield from _panel(panel)
    if brief.figures:
        counts = phrases.verdicts(brief.numbers)
        yield _heading(f"Figures, {counts}" if counts else "Figures")
        yield _rows(((figure.value, _figure(figure)) for figure in brief.figures), _WIDE)
        yield _more(brief.more.figures, "figures", brief)
    if brief.disagreements:
        yield _heading("Where sources disagree")
        for item in brief.disagreements:
            yield _rows([("", Text.assemble(one_line(item.about), ": ", _cited(item.sides, "against")))])
    yield _heading("Cited")
    yield from _notes(brief)
    working = "  comity check RECORD  shows the working of a verdict." if brief.numbers.verdicts else ""
    yield Text(f"\n{phrases.MACHINE}  comity show RECORD  tells why.{working}", style="dim")


def _heading(text: str) -> RenderableType:
    return Padding(Rule(Text(text, style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def _numbers(brief: Brief) -> Text:
    line, width = Text(), 0
    for number, what in phrases.tallies(brief.numbers):
        size = len(number) + len(what) + 4
        if width + size > _WIDTH:
            line.append("\n")
            width = 0
        line.append("   " if width else "")
        line.append(number, "bold")
        line.append(f" {what}", "dim")
        width += size
    if brief.numbers.stages:
        line.append(f"\nthreads: {phrases.stages(brief.numbers)}", "dim")
    if brief.numbers.unsure:
        line.append(f"\n{phrases.unsure(brief)} (--sure 0 tells all)", "dim")
    return line


def _rows(rows: Iterable[tuple[str, RenderableType]], width: int = _NARROW) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=width, overflow="fold", style="cyan")
    grid.add_column(ratio=1, overflow="fold")
    for left, right in rows:
        grid.add_row(Text(one_line(left)), right)
    return grid


def _marks(notes: Iterable[int]) -> Text:
    return Text("".join(f"[{number}]" for number in notes), style="blue")


def _cited(parts: Iterable[tuple[str, tuple[int, ...]]], joint: str = ";") -> Text:
    line = Text()
    for words, notes in parts:
        if line:
            line.append(f"{joint} " if joint in ";," else f" {joint} ")
        line.append(one_line(words))
        line.append(" ")
        line.append(_marks(notes))
    return line


def _labels(labels: Iterable[Label]) -> Text:
    line = Text()
    for label in labels:
        line.append("; " if line else "")
        line.append(label.name, _COLOURS[label.tone])
        line.append(f": {one_line(label.who)}")
        if label.state:
            line.append(f" ({label.state})", "dim" if label.state in phrases.MILD else "yellow")
    return line


def _claim(claim: Claim) -> Group:
    quote = Text.assemble("“", one_line(claim.quote), "” ", _marks(claim.notes))
    return Group(_labels(claim.labels), quote.append(f" {one_line(phrases.aside(claim, brief=True))}", "dim"))


def _meeting(meeting: Meeting) -> Group:
    head = Text.assemble((meeting.what, "green"), f": {one_line(meeting.who)}")
    for part in (f"in {meeting.place}" if meeting.place else "", meeting.series):
        head.append(f", {one_line(part)}" if part else "")
    if meeting.state:
        head.append(f" ({meeting.state})", "yellow")
    quote = Text.assemble("“", one_line(meeting.quote), "” ", _marks(meeting.notes))
    return Group(head, quote.append(f" {phrases.aside(meeting, brief=True)}", "dim"))


def _thread(thread: ThreadLine) -> Group:
    lines = [Text.assemble((one_line(thread.name), "bold"), (f"  {one_line(phrases.thread_head(thread))}", "dim"))]
    lines += [
        Text.assemble(f"{step.stage.lower()} {step.day}".strip(), f": “{one_line(step.quote)}” ", _marks([step.note]))
        for step in thread.steps
    ]
    if thread.sessions:
        series = _cited(thread.sessions, ",")
        missing = phrases.sessions(thread)
        lines.append(series.append(f"; {missing}" if missing else "", "dim"))
    if thread.notes:
        lines.append(Text.assemble(("also ", "dim"), _marks(thread.notes)))
    for step in thread.due:
        overdue = ", overdue" if step.overdue else ""
        words = f"promised: {step.stage.lower()} {step.day}{overdue}"
        quote = f": “{one_line(step.quote)}” "
        lines.append(Text.assemble((words, "yellow" if step.overdue else ""), quote, _marks([step.note])))
    return Group(*(line for line in lines if line))


def _figure(figure: FigureLine) -> Group:
    head = Text(one_line(", ".join(part for part in (figure.measure, figure.direction, figure.period) if part)))
    if figure.state:
        head.append(f" ({figure.state})", "yellow")
    head.append(" ")
    head.append(_marks(figure.notes))
    head.append(f" {one_line(phrases.aside(figure, brief=True))}", "dim")
    return Group(head, *([verdict(figure.checked.judgement, figure.checked.reason)] if figure.checked else []))


def verdict(judgement: Judgement, reason: str) -> Text:
    """The word in its colour with the reason; dim where nothing was computed."""
    tone = phrases.TONES[judgement]
    words = Text.assemble((NAMES[judgement], _COLOURS[tone] if tone else ""), f": {one_line(reason)}")
    if judgement not in phrases.COMPUTED:
        words.stylize("dim")
    return words


def _panel(panel: Panel) -> Iterator[RenderableType]:
    """A table of the newest periods that 100 columns have room for."""
    yield Text(f"\n{one_line(panel.title)}", style="bold")
    room = _COLUMNS if len(panel.columns) > _COLUMNS else len(panel.columns)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("", ratio=1, overflow="fold", style="cyan")
    for column in panel.columns[-room:]:
        table.add_column(one_line(column), justify="right", no_wrap=True)
    for label, *cells in panel.rows:
        table.add_row(one_line(label), *cells[-room:])
    yield table
    yield Text(" ".join(one_line(part) for part in (panel.note, panel.source) if part), style="dim")


def _notes(brief: Brief) -> Iterator[Text]:
    """One line for each citation; a line too long is cut in the name of the document, never in day or record."""
    sources = {source.document: source for source in brief.sources}
    for note in brief.notes:
        source = sources[note.document]
        day = str(source.published) if source.published else "day unknown"
        record = f" · {note.coded[0].record}" if note.coded else ""
        mark, tail = f"[{note.number}]".rjust(5), f", {day}{record}"
        name = Text(one_line(phrases.source_name(source)))
        name.truncate(_WIDTH - len(mark) - len(tail) - 1, overflow="ellipsis")
        yield Text.assemble((mark, "blue"), " ", (name.plain + tail, "dim"), no_wrap=True, overflow="ellipsis")


def _more(count: int, command: str, brief: Brief) -> RenderableType:
    words = phrases.more(count, command, brief)
    return Padding(Text(words, style="dim italic"), (0, 0, 0, _NARROW + 1)) if words else Group()
