"""The findings of a brief: plain frozen words that every renderer shows and none computes.

A citation number points into `Brief.notes`; numbers run from 1 in the order of reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.brief.tone import Tally, Tone
from comity.records import Judgement, Release, SeriesTable

UNSURE = 0.6
"""Below this confidence an entry is marked as unsure."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: a dyad, optionally a period (both days included) and a pillar; `limit` 0 is no limit.

    `short` is for terminals: two to five claims a pillar, and of a thread its stage and next promise.

    `sure` is the least confidence with which an event must have been coded to be told; reviewed events always are.
    """

    dyad: str
    since: date | None = None
    until: date | None = None
    pillar: str | None = None
    limit: int = 12
    short: bool = False
    sure: float = 0.45


@dataclass(frozen=True, slots=True)
class Coded:
    """A record behind a claim: its id, who coded it, how sure, and a person's decision where there is one."""

    record: str
    coder: str
    confidence: float
    decision: str | None

    @property
    def by(self) -> str:
        """`coded by rules, 85 % sure`, or `reviewed by a person`."""
        if self.decision in ("accept", "correct"):
            return "reviewed by a person"
        sure = "sure" if self.confidence >= UNSURE else "sure: an unsure guess"
        return f"coded by {self.coder.split(':')[0]}, {self.confidence:.0%} {sure}"

    @property
    def unsure(self) -> bool:
        """Whether it is marked so, because the coder was not sure enough and nobody has reviewed it."""
        return self.confidence < UNSURE and self.decision not in ("accept", "correct")


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered citation: the sentence, its span in its document, and what was coded from it."""

    number: int
    document: str
    start: int
    end: int
    quote: str
    coded: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document. `name` is what to call it; `reprints` are those who printed the same text after it."""

    document: str
    name: str
    publisher: str | None
    published: date | None
    url: str | None
    text: str
    reprints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a claim is: `name` (`Agreement`) and `who` (`India – Russia`).

    `state` is empty for plain fact, else how it must be read (`planned`, `denied or not done`).
    """

    name: str
    who: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of what was said or done, with all that was coded from it; `said` is who says so."""

    day: str
    sort: date
    labels: tuple[Label, ...]
    said: str
    quote: str
    notes: tuple[int, ...]
    sources: int
    coded: Coded
    pillar: str


@dataclass(frozen=True, slots=True)
class Section:
    """A pillar: its claims, newest first, and how many more there are."""

    pillar: str
    name: str
    claims: tuple[Claim, ...]
    more: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a thread reached, or is promised to reach, with the sentence that says so."""

    stage: str
    day: str
    sort: date
    quote: str
    note: int
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread with its present stage, how it got there and what is promised; `notes` are other mentions.

    `sessions` are the numbered meetings of a series that texts name, and `missing` those between them that none names.

    `own` is true where it is of the two alone.
    """

    name: str
    kind: str
    stage: str
    rank: int
    parties: str
    steps: tuple[Step, ...]
    due: tuple[Step, ...]
    sessions: tuple[tuple[str, tuple[int, ...]], ...]
    missing: str
    notes: tuple[int, ...]
    own: bool
    sources: int
    latest: date


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows: series of one unit, and a claimed value (for which days, how much, its label)."""

    title: str
    tables: tuple[SeriesTable, ...]
    claim: tuple[tuple[date, date] | None, float, str] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What official series say of a figure: the judgement, why in one sentence, and the working to redo it by hand,
    which is empty where no series was asked.

    `figure` is the id of the record that was checked, `fetch` the command that would fetch what is missing; `plot`
    shows the deciding series with the claimed value.
    """

    figure: str
    judgement: Judgement
    reason: str
    working: str
    fetch: str
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Official numbers of one topic: a table of `rows` under `columns`, a chart, and where the numbers come from."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    note: str
    plot: Plot | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure: value and measure in words, for when, from whom to whom, and who says so."""

    value: str
    measure: str
    direction: str
    period: str
    state: str
    said: str
    notes: tuple[int, ...]
    sources: int
    coded: Coded
    weight: float
    notable: bool
    sort: date
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met whom, when and where; `series` is the thread and ordinal it is of (`22nd Annual Summit`)."""

    day: str
    sort: date
    who: str
    what: str
    place: str
    series: str
    dated: bool
    state: str
    level: int
    quote: str
    notes: tuple[int, ...]
    sources: int
    coded: Coded


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more answers to one question, each with its notes; no side is taken."""

    about: str
    sides: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the opening: what stands out, with its notes."""

    title: str
    parts: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The headline: what lies behind the brief. `unreal` events are planned, only possible, or denied.

    `published` are the first and last day of publication, `first` and `last` of what is spoken of; `unsure` events were
    coded with too little confidence to be told. `verdicts` counts the figures by what official series say of them.
    """

    documents: int
    sources: int
    tally: Tally
    unreal: int
    unsure: int
    stages: tuple[tuple[str, int], ...]
    threads: int
    figures: int
    first: date | None
    last: date | None
    published: tuple[date, date] | None
    verdicts: tuple[tuple[Judgement, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """How many of a list are not shown."""

    threads: int
    figures: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The state of a dyad."""

    question: Question
    names: tuple[str, str]
    numbers: Numbers
    lead: tuple[Point, ...]
    sections: tuple[Section, ...]
    meetings: tuple[Meeting, ...]
    threads: tuple[ThreadLine, ...]
    shared: tuple[tuple[str, tuple[int, ...]], ...]
    figures: tuple[FigureLine, ...]
    disagreements: tuple[Disagreement, ...]
    official: tuple[Panel, ...]
    releases: tuple[Release, ...]
    more: Listed
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        """`India–Russia`."""
        return "–".join(self.names)

    @property
    def empty(self) -> bool:
        """Whether the ledger knows nothing of the dyad."""
        told = (self.sections, self.threads, self.figures, self.meetings, self.shared, self.official)
        return not any(told)
