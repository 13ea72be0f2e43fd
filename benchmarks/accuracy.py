"""How right Comity is, on every set at hand, by the rules alone and with the model: writes docs/accuracy.md.

`python -m benchmarks.accuracy` (or `make accuracy`) prints the page to standard output. The same sets and the same
version give the same page: nothing in it depends on the clock or on the machine.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import yaml

from benchmarks.gold_sets import GoldSet, gold_sets
from benchmarks.measured import MODEL, RULES, Measured, coders, measure
from comity import __version__
from comity.coding.learned import model_version
from comity.evaluation import Counts
from comity.evaluation.probes import PROBES, Kept
from comity.settings import Settings

HEADER = "<!-- Written by `make accuracy`; not edited by hand. -->"
PEERS = Path(__file__).with_name("peers.yaml")
COLUMNS = {RULES: "rules alone", MODEL: "rules and model"}
MOST_CONFUSED = 15
SECTIONS = (
    "The sets",
    "All scores",
    "Beside other coders",
    "Type by type",
    "What is taken for what",
    "What it leans on",
)
SETS_HEAD = ("set", "what it is", "how far it was looked at", "digest")
SCORES_HEAD = ("set", "score", *COLUMNS.values(), "computed from")
PEERS_HEAD = ("system", "measured on", "score", "value", "measured by", "nearest of Comity, measured by us")
TYPES_HEAD = ("type", "in gold", *COLUMNS.values())
MISTAKES_HEAD = ("gold", "answer", "pairs of that type", "of all mistakes")
PROBES_HEAD = ("probe", "accuracy before", "after", "accuracy left", "same answers")

_INTRO = """\
How often Comity is right, on every set that we have. **Rules alone** is Comity as it runs without the optional part
`model`; **rules and model** is Comity with it. Every figure stands with what it was computed from. The scores are those
of `comity evaluate`, defined in [records.md](records.md#scoring). How far a set was looked at matters as much as its
score: trust the sets that nobody tuned to."""

_PEERS = """\
The figures of the others are *as reported to us*: we have not run these systems, and where the sentences or the
counting are not known to be ours, a figure beside ours is a hint and no comparison. *Nearest* is the score of ours that
is counted most alike, with everything that is installed."""

_PROBES = """\
Each probe rewrites every pair in one respect and asks again; the words of the marks stay marked, and the seed is fixed.
What reads the sentence loses much when its words are shuffled and little when names are taken away. The classifier
always names one of the types, also where there is no event. The exchanged pair of a one-way act mostly has none, so
that the same answer there is not wrong by itself, but it shows how little the direction weighs. One-way are all types
but CONSULT and COOPERATE, which both sides do, and AGREE and SUPPORT, which both may do."""


def main() -> None:
    """Measure everything at hand and print the page."""
    here = [gold for gold in gold_sets() if gold.files]
    measured = [measure(gold, coder, probes=gold.kind in ("pairs", "sentences")) for gold in here for coder in coders()]
    sys.stdout.write(page(measured, gold_sets()))


def page(measured: Sequence[Measured], sets: Sequence[GoldSet]) -> str:
    """The whole page for measurements of some of the sets."""
    return re.sub("\n{3,}", "\n\n", "\n".join(_lines(measured, sets))).rstrip() + "\n"


def _lines(measured: Sequence[Measured], sets: Sequence[GoldSet]) -> Iterator[str]:
    yield from ("# Accuracy", "", HEADER, "", _INTRO, "", _made_with(), "")
    parts = (_sets(sets), _scores(measured), _peers(measured), _types(measured), _confused(measured), _leans(measured))
    for title, part in zip(SECTIONS, parts, strict=True):
        yield from (f"## {title}", "")
        yield from part
        yield ""


def _made_with() -> str:
    parser = Settings.from_environment().spacy_model
    learned = f"the learned model {name}" if (name := model_version()) else "no learned model"
    return f"Measured with Comity {__version__}, {parser} {version(parser)} and {learned}."


def _sets(sets: Sequence[GoldSet]) -> Iterator[str]:
    rows = [
        [f"`{gold.name}`", gold.about, gold.looked_at, gold.digest if gold.files else "not at hand"] for gold in sets
    ]
    yield from table(SETS_HEAD, rows)


def _scores(measured: Sequence[Measured]) -> Iterator[str]:
    rows = []
    for by_coder in _by_set(measured):
        for name in dict.fromkeys(score for one in by_coder.values() for score in one.scores):
            found = [by_coder[coder].scores.get(name) if coder in by_coder else None for coder in COLUMNS]
            shown = [f"{one.value:.3f}" if one else "" for one in found]
            bases = dict.fromkeys(one.of for one in found if one)
            rows.append([f"`{_name(by_coder)}`", name, *shown, "; then ".join(bases)])
    yield from table(SCORES_HEAD, rows, right=(2, 3))
    yield ""
    yield "*Event or none* and *status of events* ask the model by itself, for every ordered pair of marked parties."


def _peers(measured: Sequence[Measured]) -> Iterator[str]:
    yield from (_PEERS, "")
    best = {one.gold.name: one for one in measured}  # the last coder of a set is the fullest
    rows = []
    for peer in yaml.safe_load(PEERS.read_text(encoding="utf-8")):
        near = peer.get("nearest")
        ours = best[near["set"]].scores.get(near["score"]) if near and near["set"] in best else None
        nearest = f"{ours.value:.3f} (`{near['set']}`, {near['score']})" if ours else ""
        rows.append([peer["system"], peer["measured_on"], peer["score"], peer["value"], peer["by"], nearest])
    yield from table(PEERS_HEAD, rows, right=(3,))


def _types(measured: Sequence[Measured]) -> Iterator[str]:
    yield "Precision / recall / F1 of each type; of documents, of events matched strictly."
    yield ""
    for by_coder in _by_set(measured):
        if not any(one.by_type for one in by_coder.values()):
            continue
        yield from (f"### Types in `{_name(by_coder)}`", "")
        kinds = dict.fromkeys(kind for one in by_coder.values() for kind in one.by_type)
        rows = []
        for kind in sorted(kinds):
            counts = [by_coder[coder].by_type.get(kind) if coder in by_coder else None for coder in COLUMNS]
            gold = next(_in_gold(one) for one in counts if one is not None)
            rows.append([kind, f"{gold:,}", *(_rates(one) for one in counts)])
        yield from table(TYPES_HEAD, rows, right=(1, 2, 3))
        yield ""


def _rates(counts: Counts | None) -> str:
    return f"{counts.precision:.2f} / {counts.recall:.2f} / {counts.f1:.2f}" if counts is not None else ""


def _confused(measured: Sequence[Measured]) -> Iterator[str]:
    yield f"The {MOST_CONFUSED} commonest mistakes on marked pairs, with everything that is installed."
    yield ""
    for by_coder in _by_set(measured):
        report = list(by_coder.values())[-1].pairs
        if report is not None:
            wrong = report.pairs - report.right
            yield from (f"### Mistakes in `{_name(by_coder)}`: {wrong:,} of {report.pairs:,} pairs", "")
            rows = [
                [gold, said, f"{n:,} of {_in_gold(report.by_type[gold]):,}", f"{n / wrong:.0%}"]
                for gold, said, n in report.mistaken()[:MOST_CONFUSED]
            ]
            yield from table(MISTAKES_HEAD, rows, right=(2, 3))
            yield ""


def _in_gold(counts: Counts) -> int:
    return counts.tp + counts.fn


def _leans(measured: Sequence[Measured]) -> Iterator[str]:
    yield from (_PROBES, "")
    yield from (f"- **{probe.name}**: {probe.question}" for probe in PROBES)
    yield ""
    for one in measured:
        if not one.probes:
            continue
        yield from (f"### Probes of `{one.gold.name}`, {COLUMNS[one.coder]}", "")
        rows = []
        for probe in one.probes:
            whole, parts = probe.all, (probe.one_way, probe.together)
            swap = any(parts)
            before, after = (f"{n / whole.pairs:.3f}" for n in (whole.right_before, whole.right_after))
            left = f"{whole.right_after / whole.right_before:.0%}" if whole.right_before and not swap else ""
            rows.append([probe.name, before, "" if swap else after, left, _share(whole)])
            for name, part in zip(("one-way types", "types that both sides do"), parts, strict=True):
                if part is not None and part.pairs:
                    rows.append([f"{probe.name}, {name}", "", "", "", _share(part)])
        yield from table(PROBES_HEAD, rows, right=(1, 2, 3, 4))
        yield ""


def _share(kept: Kept) -> str:
    return f"{kept.same / kept.pairs:.3f} ({kept.same:,} of {kept.pairs:,})"


def _by_set(measured: Sequence[Measured]) -> list[dict[str, Measured]]:
    """The measurements of each set by coder, in order."""
    grouped: dict[str, dict[str, Measured]] = {}
    for one in measured:
        grouped.setdefault(one.gold.name, {})[one.coder] = one
    return list(grouped.values())


def _name(by_coder: dict[str, Measured]) -> str:
    return next(iter(by_coder.values())).gold.name


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """A Markdown table; the columns at the places `right` hold numbers."""
    marks = ["--:" if i in right else ":--" for i in range(len(head))]
    for cells in (head, marks, *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    main()
