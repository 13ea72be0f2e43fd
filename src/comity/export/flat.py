"""Rows of the contract as flat rows: one column a value, lists joined with `; `. docs/cli.md lists the columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
JOINT = "; "

EVIDENCE = {
    "id": str,
    "document": str,
    "published": str,
    "quote": str,
    "start": int,
    "end": int,
    "speaker": str,
    "speaker_country": str,
    "confidence": float,
    "coder": str,
    "status": str,
    "pillars": str,
}
_REVIEW = {"review": str, "reviewer": str}
_DATE = {"date_start": str, "date_end": str, "date_precision": str, "date_text": str}

COLUMNS: dict[str, dict[str, type]] = {
    "document": {
        "id": str,
        "published": str,
        "published_basis": str,
        "title": str,
        "publisher": str,
        "url": str,
        "language": str,
        "digest": str,
        "coder_version": str,
        "reprint_of": str,
    },
    "event": {
        **EVIDENCE,
        "type": str,
        "mode": str,
        "contexts": str,
        "quad": str,
        "score": float,
        "cameo": str,
        "actors": str,
        "actor_countries": str,
        "recipients": str,
        "recipient_countries": str,
        "trigger": str,
        **_DATE,
        "place": str,
        "place_country": str,
        "latitude": float,
        "longitude": float,
        "threads": str,
        "event_id": str,
        "sources": int,
        **_REVIEW,
    },
    "figure": {
        **EVIDENCE,
        "value": float,
        "value_high": float,
        "unit": str,
        "comparator": str,
        "change": str,
        "direction": str,
        "measure": str,
        "from": str,
        "to": str,
        "number": str,
        "period_start": str,
        "period_end": str,
        "period_precision": str,
        "period_text": str,
        "baseline_start": str,
        "baseline_end": str,
        "baseline_precision": str,
        "baseline_text": str,
        **_REVIEW,
    },
    "thread": {
        **EVIDENCE,
        "name": str,
        "canonical": str,
        "thread_kind": str,
        "parties": str,
        "stage": str,
        "ordinal": int,
        "mention": str,
        **_DATE,
        "thread_id": str,
        "sources": int,
        **_REVIEW,
    },
    "thread_history": {
        "thread_id": str,
        "name": str,
        "names": str,
        "canonical": str,
        "thread_kind": str,
        "parties": str,
        "pillars": str,
        "ordinals": str,
        "sources": int,
        "stage": str,
        "certainty": float,
        "last_said": str,
        "stages": str,
        "parts": str,
        "due": str,
    },
}
"""The columns of each kind's table with their types; every value may be missing."""


def flat(row: Row) -> Row:
    """A contract row as a flat row with exactly the columns of its kind."""
    columns = COLUMNS[row["kind"]]
    found = {name: value for name, value in row.items() if name in columns and not isinstance(value, list | dict)}
    for name, spread in _SPREAD.items():
        if name in row:
            found.update(spread(name, row[name]))
    return {name: found.get(name) for name in columns}


def _actors(name: str, actors: list[Row]) -> Row:
    countries = dict.fromkeys(actor["country"] for actor in actors)
    single = name.removesuffix("s")
    return {name: JOINT.join(actor["text"] for actor in actors), f"{single}_countries": JOINT.join(countries)}


def _speaker(name: str, speaker: Row | None) -> Row:
    return {name: speaker["text"], "speaker_country": speaker["country"]} if speaker else {}


def _words(name: str, part: Row | None) -> Row:
    return {name: part["text"]} if part else {}


def _date(name: str, date: Row | None) -> Row:
    return {f"{name}_{key}": value for key, value in date.items()} if date else {}


def _place(name: str, place: Row | None) -> Row:
    if not place:
        return {}
    return {
        name: place["name"],
        "place_country": place["country"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
    }


def _list(name: str, items: list[Any]) -> Row:
    return {name: JOINT.join(str(item) for item in items)}


def _json(name: str, items: list[Row]) -> Row:
    return {name: json.dumps(items, ensure_ascii=False, separators=(",", ":"))}


def _review(name: str, review: Row | None) -> Row:
    return {name: review["decision"], "reviewer": review["reviewer"]} if review else {}


_SPREAD: dict[str, Callable[[str, Any], Row]] = {
    "actors": _actors,
    "recipients": _actors,
    "speaker": _speaker,
    "trigger": _words,
    "number": _words,
    "mention": _words,
    "date": _date,
    "period": _date,
    "baseline": _date,
    "place": _place,
    "pillars": _list,
    "contexts": _list,
    "threads": _list,
    "parties": _list,
    "ordinals": _list,
    "stages": _json,
    "due": _json,
    "review": _review,
}
