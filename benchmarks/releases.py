"""The calls and visits of two dyads in 1,777 official releases, against a list made by hand by reading them.

    comity read ../shared/corpus/official-releases-2021-2022.jsonl.gz --ledger out/releases.sqlite --workers 2
    python -m benchmarks.releases out/releases.sqlite

Every entry of releases.yaml is sought among the meetings that `comity meetings` tells: one that cites a release of the
entry and is of its day where the releases give one. An entry found twice was counted twice; a meeting of no entry is
listed too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from comity.analysis.met import meetings_told
from comity.ledger import Ledger
from comity.linking import link

FILE = Path(__file__).with_name("releases.yaml")
Json = Mapping[str, Any]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, help="a ledger of the releases")
    given = parser.parse_args()
    with Ledger.open(given.ledger, create=False) as ledger:
        link(ledger)
        for dyad, entries in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
            told = meetings_told(ledger, dyad).to_json()
            print(*_report(dyad, entries, [*told["meetings"], *told["plans"]]), sep="\n")


def _report(dyad: str, entries: list[Json], meetings: list[Json]) -> Iterator[str]:
    found = {entry["id"]: [one for one in meetings if _is_of(one, entry)] for entry in entries}
    for kind in ("call", "visit", "meeting", "videoconference", "multilateral"):
        sure = [entry for entry in entries if entry["kind"] == kind and entry["sure"]]
        if sure:
            times = [len(found[entry["id"]]) for entry in sure]
            yield f"{dyad} {kind}: {sum(n == 1 for n in times)} of {len(sure)} once, {sum(n > 1 for n in times)} twice"
    for entry in entries:
        if entry["sure"] and len(found[entry["id"]]) != 1:
            state = "lost" if not found[entry["id"]] else "counted twice"
            day = entry["day"] or "day unknown"
            yield f"  {state}: {entry['id']} {entry['kind']} {day} ({', '.join(entry['reports'])})"
    known = {id(one) for several in found.values() for one in several}
    for one in meetings:
        if id(one) not in known:
            yield f"  in no entry: {one['evidence'][0]['document']} “{one['evidence'][0]['quote'][:100]}”"


def _is_of(meeting: Json, entry: Json) -> bool:
    """Whether a meeting is the one of an entry: of its kind where that is a call, of its day, and from its releases."""
    if (entry["kind"] == "call") != (meeting["how"] == "call"):
        return False
    if not {one["document"] for one in meeting["evidence"]} & set(entry["reports"]):
        return False
    date = meeting["date"] or {}
    start, end, day = date.get("start"), date.get("end"), entry["day"]
    return not day or not start or not end or str(start)[: len(day)] <= day <= str(end)


if __name__ == "__main__":
    main()
