"""Pinned floors under the scores: what was once reached may not be lost unseen.

    python -m benchmarks.floors                     say what is under its floor; exit code 1 if anything is
    python -m benchmarks.floors --raise             lift floors to the present scores, rounded down; never lowers one
    python -m benchmarks.floors --lower "why"       lower what is under its floor to the present score; the reason stays

Floors are kept in floors.yaml by set, coder and score, with a digest of the set: other sentences are another set, whose
floors must be made anew with --lower. Sets that are not at hand keep their floors.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.gold_sets import gold_sets
from benchmarks.measured import Measured, coders, measure

FILE = Path(__file__).with_name("floors.yaml")
STEP = 100  # floors are whole hundredths
# A floor of 0.57 is 56.99999999999999 hundredths.
_ROUNDING = 1e-9

Floors = dict[str, dict[str, float]]
"""Coder -> score -> floor."""

_HEAD = """\
# Floors under the scores, by set, coder and score. tests/evaluation/test_floors.py fails when one is not reached.
# Written by `python -m benchmarks.floors --raise`, which lifts them to the present scores rounded down, and
# `--lower "why"`, which lowers those that are not reached and keeps the reason under `lowered`. Not edited by hand.
#   digest   of the files of the set; a set with another digest is another set
#   rules    the rules alone; model: the rules with the learned model
"""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A score under its floor, or (floor None) a set that is not the one its floors were made on."""

    gold: str
    coder: str
    score: str
    floor: float | None
    value: float

    def __str__(self) -> str:
        if self.floor is None:
            return f'{self.gold} is not the set that its floors were made on: python -m benchmarks.floors --lower "why"'
        by = self.floor - self.value
        return f"{self.gold}, {self.coder}: {self.score} is {self.value:.4f}, {by:.4f} under its floor of {self.floor}"


@dataclass(slots=True)
class FloorFile:
    """What floors.yaml holds: digest and floors of each set, and every floor that was ever lowered."""

    digests: dict[str, str] = field(default_factory=dict)
    floors: dict[str, Floors] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)


def read_floors(path: Path = FILE) -> FloorFile:
    """The floors at `path`; none where there is no such file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    sets = raw.get("sets", {})
    return FloorFile(
        {name: body["digest"] for name, body in sets.items()},
        {name: {c: dict(scores) for c, scores in body["floors"].items()} for name, body in sets.items()},
        list(raw.get("lowered", [])),
    )


def write_floors(floors: FloorFile, path: Path = FILE) -> None:
    """Write floors.yaml, which is the same for the same floors."""
    sets = {name: {"digest": floors.digests[name], "floors": floors.floors[name]} for name in floors.floors}
    body: dict[str, Any] = {"sets": sets} | ({"lowered": floors.lowered} if floors.lowered else {})
    path.write_text(_HEAD + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=100), encoding="utf-8")


def shortfalls(floors: FloorFile, measured: Measured) -> list[Shortfall]:
    """What is under its floor in one measurement. A score that is no longer there counts as 0."""
    name, coder = measured.gold.name, measured.coder
    if name not in floors.floors:
        return []
    if floors.digests[name] != measured.gold.digest:
        return [Shortfall(name, coder, "", None, 0.0)]
    values = {
        score: measured.scores[score].value if score in measured.scores else 0.0 for score in _of(floors, measured)
    }
    return [
        Shortfall(name, coder, score, floor, values[score])
        for score, floor in _of(floors, measured).items()
        if values[score] < floor - _ROUNDING
    ]


def lifted(floors: FloorFile, measured: Measured) -> None:
    """Lift the floors of one set and coder to the present scores, rounded down, and add those that are new."""
    name = measured.gold.name
    if floors.digests.setdefault(name, measured.gold.digest) != measured.gold.digest:
        return
    own = floors.floors.setdefault(name, {}).setdefault(measured.coder, {})
    for score, value in _rounded(measured).items():
        own[score] = max(value, own.get(score, 0.0))


def let_down(floors: FloorFile, all_of_set: Sequence[Measured], why: str) -> None:
    """Lower the floors of one set that are not reached, with the reason; of a changed set, make all floors anew."""
    gold = all_of_set[0].gold
    changed = floors.digests.get(gold.name, gold.digest) != gold.digest
    for measured in all_of_set:
        present = _rounded(measured)
        for score, floor in list(_of(floors, measured).items()):
            new = present.get(score)
            if new is None or new < floor:
                floors.lowered.append(
                    {"set": gold.name, "coder": measured.coder, "score": score, "from": floor, "to": new, "why": why}
                )
                if new is None:
                    del floors.floors[gold.name][measured.coder][score]
                else:
                    floors.floors[gold.name][measured.coder][score] = new
    if changed:
        floors.digests[gold.name] = gold.digest
        floors.floors[gold.name] |= {measured.coder: _rounded(measured) for measured in all_of_set}


def _of(floors: FloorFile, measured: Measured) -> Mapping[str, float]:
    return floors.floors.get(measured.gold.name, {}).get(measured.coder, {})


def _rounded(measured: Measured) -> dict[str, float]:
    return {
        score: math.floor(one.value * STEP + _ROUNDING) / STEP for score, one in measured.scores.items() if one.guarded
    }


def main(arguments: Sequence[str] | None = None, path: Path = FILE) -> int:
    """Check, raise or lower the floors at `path`; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description="Floors under the scores.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--raise", dest="lift", action="store_true", help="lift floors to the present scores")
    what.add_argument("--lower", metavar="WHY", help="lower what is under its floor, for this reason")
    options = parser.parse_args(arguments)
    if options.lower is not None and not options.lower.strip():
        parser.error("--lower needs the reason, in words")
    floors = read_floors(path)
    under: list[Shortfall] = []
    for gold in gold_sets():
        if not gold.files:
            print(f"{gold.name}: not at hand, left as it is", file=sys.stderr)
            continue
        measured = [measure(gold, coder) for coder in coders()]
        if options.lower is not None:
            let_down(floors, measured, options.lower.strip())
        under += [shortfall for one in measured for shortfall in shortfalls(floors, one)]
        if options.lift:
            for one in measured:
                lifted(floors, one)
    if options.lift or options.lower is not None:
        write_floors(floors, path)
    for line in dict.fromkeys(map(str, under)):
        print(line)
    return 1 if under else 0


if __name__ == "__main__":
    raise SystemExit(main())
