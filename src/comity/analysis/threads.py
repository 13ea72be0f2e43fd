"""Threads by name, and how promise and delivery compare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import InputError
from comity.ledger import Ledger
from comity.linking.thread_names import fold

History = Mapping[str, Any]
_ENDINGS = re.compile(r"(?<=\w{4})s\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """The thread that a name means, and others that it could mean."""

    history: History
    others: tuple[History, ...]


def find_thread(ledger: Ledger, name: str, dyad: str | None = None) -> Found:
    """The thread that a name or an id (thr_…) means: all words in its names; the best attested where several fit.

    Raises InputError when none fits, naming what comes nearest.
    """
    if name.startswith("thr_"):
        exact = ledger.lists.thread(name)
        if exact is None or not set(dyad.split("-") if dyad else ()) <= set(exact["parties"]):
            raise InputError(f"the ledger has no thread {name!r}")
        return Found(exact, ())
    histories = list(ledger.thread_histories(dyad))
    wanted = _words(name)
    if not wanted:
        raise InputError("name a thread by a word of its name, such as  comity thread kudankulam")
    fitting = [history for history in histories if wanted <= _words(" ".join(history["names"]))]
    if not fitting:
        near = sorted(
            {history["name"] for history in histories if wanted & _words(" ".join(history["names"]))}, key=str.casefold
        )
        hint = f"; near are {', '.join(near[:5])}" if near else "; see  comity threads DYAD"
        raise InputError(f"no thread is called {name!r}{hint}")
    fitting.sort(
        key=lambda one: (not wanted <= _words(one["name"]), -one["sources"], len(one["name"]), one["thread_id"])
    )
    return Found(fitting[0], tuple(fitting[1:]))


def _words(name: str) -> frozenset[str]:
    return frozenset(_ENDINGS.sub("", word) for word in fold(name).split())


def delay(due: Mapping[str, Any]) -> int | None:
    """Days from the promised time to the day it was kept, negative where it was early; None while it is not kept."""
    if due["kept"] is None:
        return None
    promised, kept = due["date"]["end"], due["kept"]["start"] or due["kept"]["end"]
    return (date.fromisoformat(kept) - date.fromisoformat(promised)).days if promised and kept else None


def gap(due: Mapping[str, Any], today: date | None = None) -> str:
    """What became of a promise, in words: `kept in time`, `kept 3 years late`, `overdue`, `open`.

    With the newest day of publication, `today`, what is overdue says for how long it was on that day.
    """
    late = delay(due)
    if late is None:
        if not due["overdue"]:
            return "open"
        days = (today - date.fromisoformat(due["date"]["end"])).days if today else 0
        return f"{_stretch(days)} overdue on {today}" if days > 0 else "overdue"
    if late <= 0:
        return "kept in time"
    return f"kept {_stretch(late)} late"


def _stretch(days: int) -> str:
    for size, word in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size:
            number = round(days / size)
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "0 days"


def missing_sessions(ordinals: Sequence[int]) -> list[int]:
    """The numbers between the first and the last session that no document names."""
    return [number for number in range(min(ordinals), max(ordinals)) if number not in ordinals] if ordinals else []
