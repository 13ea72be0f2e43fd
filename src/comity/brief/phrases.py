"""Sentences about the brief itself, which all renderers share."""

from __future__ import annotations

from comity.brief import naming
from comity.brief.model import Brief, Checked, Claim, Coded, FigureLine, Meeting, Note, Numbers, Source, ThreadLine
from comity.brief.tone import Tally, Tone
from comity.brief.wording import plural
from comity.checking.working import NAMES
from comity.records import Judgement, Release
from comity.series.wording import release_name

MACHINE = (
    "Coded by machine unless marked as reviewed: each entry is a claim to check against its sentence. Percentages say"
    " how sure the coder is. Critical events are conflict in words, conflictual ones in deeds."
)

TONES = {
    Judgement.CONSISTENT: Tone.COOPERATIVE,
    Judgement.DIFFERS: Tone.CONFLICTUAL,
    Judgement.NOT_COMPARABLE: None,
    Judgement.NO_DATA: None,
}
"""The colour of a verdict; what cannot be compared, or has no data, says nothing for or against a figure."""

COMPUTED = frozenset({Judgement.CONSISTENT, Judgement.DIFFERS})
"""Verdicts that rest on a computation."""

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
    if not numbers.documents:
        return []
    found = [
        (f"{numbers.documents:,}", "document" if numbers.documents == 1 else "documents"),
        (f"{numbers.tally.cooperative:,}", _events("cooperative", numbers.tally.cooperative)),
        (
            f"{numbers.tally.neutral:,}",
            "request or joint stand" if numbers.tally.neutral == 1 else "requests and joint stands",
        ),
        (f"{numbers.tally.critical:,}", _events("critical", numbers.tally.critical)),
        (f"{numbers.tally.conflictual:,}", _events("conflictual", numbers.tally.conflictual)),
        (f"{numbers.unreal:,}", "planned, possible or denied"),
        (f"{numbers.threads:,}", "thread" if numbers.threads == 1 else "threads"),
        (f"{numbers.figures:,}", "figure" if numbers.figures == 1 else "figures"),
    ]
    return [entry for entry in found if entry[0] != "0" or entry[1].startswith("conflictual")]


def _events(kind: str, count: int) -> str:
    return f"{kind} {'event' if count == 1 else 'events'}"


def unsure(brief: Brief) -> str:
    """How many events are left out for want of confidence; empty for none."""
    count = brief.numbers.unsure
    if not count:
        return ""
    least = f"{brief.question.sure:.0%}"
    return f"{plural(count, 'event')} coded with less than {least} confidence left out"


def stages(numbers: Numbers) -> str:
    """`5 operational, 4 under way`."""
    return ", ".join(f"{count} {name.lower()}" for name, count in numbers.stages)


def series(brief: Brief) -> str:
    """What the official numbers are, and the command that traces them."""
    return (
        "What official series say, whatever the texts assert; each number with its series:"
        f" `comity numbers {brief.question.dyad}`"
    )


def verdicts(numbers: Numbers) -> str:
    """How figures fare: `against official series: 9 consistent, 2 differ, 4 no data`; empty without series."""
    told = ", ".join(f"{count:,} {NAMES[judgement]}" for judgement, count in numbers.verdicts)
    return f"against official series: {told}" if told else ""


def verdict(checked: Checked) -> str:
    """The word of a verdict: `consistent`, `differs`, `not comparable`, `no data`."""
    return NAMES[checked.judgement]


def release_line(release: Release) -> str:
    """A source of official numbers: title and vintage, how to cite it, licence."""
    parts = (release_name(release), release.citation if release.citation != release.title else "", release.licence)
    return "; ".join(part for part in parts if part)


def more(count: int, command: str, brief: Brief) -> str:
    """`and 7 more: comity timeline IND-RUS --pillar trade`; empty for none."""
    if not count:
        return ""
    question = brief.question
    since = f" --since {question.since}" if question.since else ""
    until = f" --until {question.until}" if question.until else ""
    return f"and {count:,} more: comity {command} {question.dyad}{since}{until} --limit 0"


def source_line(source: Source) -> str:
    """`Title, publisher, day`, with who else printed it."""
    parts = [source_name(source), str(source.published) if source.published else "day unknown"]
    reprints = f" (also printed by {naming.joined(source.reprints)})" if source.reprints else ""
    return ", ".join(part for part in parts if part) + reprints


def source_name(source: Source) -> str:
    """`Title, publisher`."""
    return ", ".join(part for part in (source.name, source.publisher) if part)


def coded_line(note: Note) -> str:
    """Who coded what stands on a sentence, by the surest record: `coded by rules, 85 % sure`."""
    if any(coded.decision in ("accept", "correct") for coded in note.coded):
        return "reviewed by a person"
    return max(note.coded, key=lambda coded: coded.confidence).by if note.coded else ""


def aside(item: Claim | FigureLine | Meeting, *, brief: bool = False) -> str:
    """What a reader may want to know last: who says it, how many independent sources, how sure the coder is.

    `brief` leaves out the publisher, where the list of citations names it anyway.
    """
    said = "" if isinstance(item, Meeting) or (brief and item.said.startswith("according to ")) else item.said
    sources = plural(item.sources, "source") if item.sources > 1 else ""
    return " · ".join(part for part in (said, sources, sureness(item.coded)) if part)


def sureness(coded: Coded) -> str:
    """`85 %`, `unsure, 52 %`, or that a person has reviewed it."""
    if coded.decision in ("accept", "correct"):
        return "reviewed"
    return f"unsure, {coded.confidence:.0%}" if coded.unsure else f"{coded.confidence:.0%}"


def balance(tally: Tally) -> str:
    """`26 cooperative, 2 requests or joint stands, 3 critical, 1 conflictual`."""
    parts = (
        (tally.cooperative, "cooperative"),
        (tally.neutral, "requests or joint stands" if tally.neutral > 1 else "request or joint stand"),
        (tally.critical, "critical"),
        (tally.conflictual, "conflictual"),
    )
    return ", ".join(f"{count:,} {name}" for count, name in parts if count)


def sessions(thread: ThreadLine) -> str:
    """What is missing between the numbered meetings of a series: `no record of the 21st`; empty for nothing."""
    return f"no record of the {thread.missing}" if thread.missing else ""


def thread_head(thread: ThreadLine) -> str:
    """Kind, parties and sources of a thread."""
    sources = plural(thread.sources, "source") if thread.sources > 1 else ""
    return " · ".join(part for part in (thread.kind, thread.parties, sources) if part)
