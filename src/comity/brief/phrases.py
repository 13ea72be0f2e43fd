"""Sentences about the brief itself, which all renderers share."""

from __future__ import annotations

from comity.brief.model import Brief, Claim, Coded, FigureLine, Meeting, Note, Numbers, Source, ThreadLine
from comity.brief.wording import plural

MACHINE = (
    "Coded by machine unless marked as reviewed: each entry is a claim to check against its sentence. Percentages say how"
    " sure the coder is."
)

MILD = frozenset({"ongoing", "in the past"})
"""States that qualify a fact; all others say that it is none."""


def scope(brief: Brief) -> str:
    """What the brief covers: documents, sources, days."""
    numbers = brief.numbers
    if not numbers.documents:
        return "The ledger holds nothing on this dyad for what was asked."
    said = f"From {plural(numbers.documents, 'document')}"
    if numbers.sources != numbers.documents:
        said += f" ({plural(numbers.sources, 'independent source')})"
    if numbers.published:
        first, last = numbers.published
        said += f" published {f'on {first}' if first == last else f'between {first} and {last}'}"
    if numbers.first and numbers.last:
        first_year, last_year = numbers.first.year, numbers.last.year
        said += f"; events of {first_year}" if first_year == last_year else f"; events from {first_year} to {last_year}"
    return f"{said}."


def asked(brief: Brief) -> str:
    """What the question narrows the brief to; empty for everything."""
    question = brief.question
    parts = [
        f"since {question.since}" if question.since else "",
        f"until {question.until}" if question.until else "",
        f"pillar {question.pillar}" if question.pillar else "",
    ]
    return ", ".join(part for part in parts if part)


def tallies(numbers: Numbers) -> list[tuple[str, str]]:
    """The headline numbers as (number, what is counted)."""
    found = [
        (f"{numbers.documents:,}", "document" if numbers.documents == 1 else "documents"),
        (f"{numbers.sources if numbers.sources != numbers.documents else 0:,}", "independent of them"),
        (f"{numbers.cooperation:,}", "cooperative events"),
        (f"{numbers.conflict:,}", "conflictual events"),
        (f"{numbers.unreal:,}", "planned, possible or denied"),
        (f"{numbers.threads:,}", "thread" if numbers.threads == 1 else "threads"),
        (f"{numbers.figures:,}", "figure" if numbers.figures == 1 else "figures"),
    ]
    return [entry for entry in found if entry[0] != "0" or entry[1] == "conflictual events"]


def unsure(brief: Brief) -> str:
    """How many events are left out for want of confidence; empty for none."""
    count = brief.numbers.unsure
    if not count:
        return ""
    return f"{plural(count, 'event')} coded with less than {brief.question.sure:.0%} confidence left out (--sure 0 tells all)"


def stages(numbers: Numbers) -> str:
    """`5 operational, 4 under way`."""
    return ", ".join(f"{count} {name.lower()}" for name, count in numbers.stages)


def more(count: int, command: str, brief: Brief) -> str:
    """`and 7 more: comity timeline IND-RUS --pillar trade`; empty for none."""
    if not count:
        return ""
    question = brief.question
    since = f" --since {question.since}" if question.since else ""
    until = f" --until {question.until}" if question.until else ""
    return f"and {count:,} more: comity {command} {question.dyad}{since}{until} --limit 0"


def source_line(source: Source) -> str:
    """`Title, publisher, day`, with its reprints counted."""
    parts = [source.name, source.publisher, str(source.published) if source.published else "day unknown"]
    reprints = f" (and {plural(source.reprints, 'reprint')})" if source.reprints else ""
    return ", ".join(part for part in parts if part) + reprints


def coded_line(note: Note) -> str:
    """Who coded what stands on a sentence: `coded by rules, 85 % sure`."""
    return "; ".join(dict.fromkeys(coded.by for coded in note.coded))


def aside(item: Claim | FigureLine | Meeting) -> str:
    """What a reader may want to know last: who says it, how many independent sources, how sure the coder is."""
    said = "" if isinstance(item, Meeting) else item.said
    sources = plural(item.sources, "source") if item.sources > 1 else ""
    return " · ".join(part for part in (said, sources, sureness(item.coded)) if part)


def sureness(coded: Coded) -> str:
    """`85 %`, or that a person has reviewed it."""
    return "reviewed" if coded.decision in ("accept", "correct") else f"{coded.confidence:.0%}"


def thread_head(thread: ThreadLine) -> str:
    """Kind, parties and sources of a thread."""
    sources = plural(thread.sources, "source") if thread.sources > 1 else ""
    return " · ".join(part for part in (thread.kind, thread.parties, sources) if part)
