"""The brief as Markdown with footnotes, which Pandoc carries on to Word, LaTeX and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from comity.brief import phrases
from comity.brief.model import Brief, Checked, Claim, FigureLine, Label, Meeting, Note, Panel, Source, ThreadLine
from comity.brief.visible import one_line, visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$^!])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=>])")


def render(brief: Brief) -> str:
    """The brief in Markdown; text from documents is escaped, so that it can add neither markup nor HTML."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def escaped(text: str) -> str:
    """One line of text that means itself in Markdown, at the start of a line too."""
    return _LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", in_line(text))


def in_line(text: str) -> str:
    """One line of text that means itself within a line, or in a cell of a table."""
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return line.replace("://", ":\u200b//")  # no reader turns it into a link that nobody here has checked


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}\n"
    asked = phrases.asked(brief)
    yield f"{escaped(phrases.scope(brief))}{f' ({escaped(asked)})' if asked else ''}\n"
    if brief.empty:
        return
    yield " · ".join(f"**{number}** {what}" for number, what in phrases.tallies(brief.numbers)) + "\n"
    if brief.numbers.stages:
        yield f"Threads: {phrases.stages(brief.numbers)}.\n"
    if brief.numbers.unsure:
        yield f"{phrases.unsure(brief)}.\n"
    if brief.lead:
        yield "## What stands out\n"
        for point in brief.lead:
            yield f"- **{point.title}:** {_cited(point.parts, '; ')}"
        yield ""
    if brief.meetings:
        yield "## Meetings\n"
        yield from (_meeting(meeting) for meeting in brief.meetings)
        yield from _more(brief.more.meetings, "timeline", brief)
    if brief.sections:
        yield "## Said and done\n"
    for section in brief.sections:
        yield f"### {escaped(section.name)}\n"
        yield f"{phrases.balance(section.tally) or 'nothing that took place'}\n"
        yield from (_claim(claim) for claim in section.claims)
        pillar = f" --pillar {section.pillar}" if section.pillar != "other" else ""
        yield from _more(section.more, f"timeline{pillar}", brief)
    if brief.threads or brief.shared:
        yield "## Threads\n"
        for stage, threads in groupby(brief.threads, key=lambda thread: thread.stage):
            yield f"### {stage}\n"
            yield from (_thread(thread) for thread in threads)
            yield ""
        yield from _more(brief.more.threads, "threads", brief)
        if brief.shared:
            yield f"Both in {_cited(brief.shared, ', ')}\n"
    if brief.official:
        yield f"## In official numbers\n\n{phrases.series(brief)}\n"
        yield from (_panel(panel) for panel in brief.official)
    if brief.figures:
        yield from _figures(brief)
    if brief.disagreements:
        yield "## Where sources disagree\n"
        for item in brief.disagreements:
            yield f"- {escaped(item.about)}: {_cited(item.sides, ' against ')}"
        yield ""
    yield f"---\n\n{phrases.MACHINE}\n"
    if brief.releases:
        yield "Official series:\n"
        yield from (f"- {escaped(phrases.release_line(release))}" for release in brief.releases)
        yield ""
    sources = {source.document: source for source in brief.sources}
    for note in brief.notes:
        yield _note(note, sources[note.document])


def _marks(notes: Iterable[int]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _cited(parts: Iterable[tuple[str, tuple[int, ...]]], joint: str) -> str:
    return joint.join(f"{escaped(words)}{_marks(notes)}" for words, notes in parts)


def _labels(labels: Iterable[Label]) -> str:
    return "; ".join(
        f"{label.name}: {escaped(label.who)}{f' (*{label.state}*)' if label.state else ''}" for label in labels
    )


def _claim(claim: Claim) -> str:
    labels = _labels(claim.labels)
    return (
        f"- {claim.day} · {labels}  \n  “{escaped(claim.quote)}”{_marks(claim.notes)} ({escaped(phrases.aside(claim))})"
    )


def _meeting(meeting: Meeting) -> str:
    parts = [meeting.who, f"in {meeting.place}" if meeting.place else "", meeting.series]
    state = f" (*{meeting.state}*)" if meeting.state else ""
    head = f"{meeting.day} · {meeting.what}: {escaped(', '.join(part for part in parts if part))}{state}"
    return f"- {head}  \n  “{escaped(meeting.quote)}”{_marks(meeting.notes)} ({phrases.aside(meeting)})"


def _thread(thread: ThreadLine) -> str:
    lines = [f"- **{escaped(thread.name)}** ({escaped(phrases.thread_head(thread))})"]
    lines += [
        f"{step.stage.lower()} {step.day}".strip() + f": “{escaped(step.quote)}”{_marks([step.note])}"
        for step in thread.steps
    ]
    if thread.sessions:
        missing = phrases.sessions(thread)
        lines.append(_cited(thread.sessions, ", ") + (f"; {missing}" if missing else ""))
    if thread.notes:
        lines.append(f"also {_marks(thread.notes)}")
    lines += [
        f"promised: {step.stage.lower()} {step.day}{', *overdue*' if step.overdue else ''}:"
        f" “{escaped(step.quote)}”{_marks([step.note])}"
        for step in thread.due
    ]
    return "  \n  ".join(lines)


def _figures(brief: Brief) -> Iterator[str]:
    """The table, with a column for verdicts where there are any, and below it how each was worked out."""
    checked = [(figure, figure.checked) for figure in brief.figures if figure.checked]
    yield "## Figures\n"
    if checked:
        yield f"Figures {phrases.verdicts(brief.numbers)}.\n"
    yield f"| Figure | Of what | When | Says |{' Official series |' if checked else ''}"
    yield f"|:--|:--|:--|:--|{':--|' if checked else ''}"
    yield from (_figure(figure) + (_verdict(figure.checked) if checked else "") for figure in brief.figures)
    yield from _more(brief.more.figures, "figures", brief)
    worked = [(figure, found) for figure, found in checked if found.working]
    if worked:
        yield "\n### How the figures were checked\n"
    for figure, found in worked:
        yield f"**{escaped(figure.value)}**, {escaped(figure.measure)}: {phrases.verdict(found)}\n"
        yield f"{fenced(found.working)}\n"


def _verdict(checked: Checked | None) -> str:
    return f" **{phrases.verdict(checked)}**: {escaped(checked.reason)} |" if checked else " |"


def fenced(text: str) -> str:
    """Text in a block that none of its own lines can end."""
    shown = visible(text).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence}text\n{shown}\n{fence}"


def _panel(panel: Panel) -> str:
    head = " | ".join(("", *(in_line(column) for column in panel.columns)))
    lines = [f"**{escaped(panel.title)}**\n", f"|{head} |", f"|:--|{'--:|' * len(panel.columns)}"]
    lines += [f"| {' | '.join(in_line(cell) for cell in row)} |" for row in panel.rows]
    source = " ".join(part for part in (panel.note, f"Source: {panel.source}.") if part)
    return "\n".join((*lines, f"\n{escaped(source)}\n"))


def _figure(figure: FigureLine) -> str:
    what = escaped(", ".join(part for part in (figure.measure, figure.direction) if part))
    state = f" (*{figure.state}*)" if figure.state else ""
    return (
        f"| {escaped(figure.value)}{state} | {what}{_marks(figure.notes)} | {escaped(figure.period)} |"
        f" {escaped(phrases.aside(figure))} |"
    )


def _note(note: Note, source: Source) -> str:
    url = f", {escaped(source.url)}" if source.url else ""
    span = f"characters {note.start:,}–{note.end:,}"
    coded = phrases.coded_line(note)
    tail = "; ".join(part for part in (span, coded) if part)
    return f"[^{note.number}]: “{escaped(note.quote)}” {escaped(phrases.source_line(source))}{url} ({tail})."


def _more(count: int, command: str, brief: Brief) -> Iterator[str]:
    words = phrases.more(count, command, brief)
    yield f"\n*{words.split(':')[0]}:* `{words.split(': ', 1)[1]}`\n" if words else ""
