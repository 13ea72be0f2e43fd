"""Diplomacy: agreement in votes of the UN General Assembly, shared memberships in organisations, alliances."""

from __future__ import annotations

from collections.abc import Mapping

from comity.checking import needed, vocabulary
from comity.checking.asking import Asked, denied, missing, not_a_fact, refused, supposed
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.measuring import Shown, measured
from comity.checking.naming import name_of
from comity.checking.store import SeriesStore
from comity.checking.telling import Piece, Telling, Who
from comity.checking.vocabulary import Subject
from comity.records.series import TOTAL
from comity.records.units import units


def votes(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a share of votes in which two states agreed, or None where it speaks of something else."""
    if what.unit not in ("percent", "percentage points", "ratio"):
        return None
    words, near = vocabulary.votes(), telling.quote
    named = _says(words, "named", near) and _says(words, "agreement", telling.measure)
    if not (named or _says(words, "votes", telling.measure, telling.clause)) or not _says(words, "assembly", near):
        return None
    if _says(words, "council", near):
        return refused(telling, what, "series of votes are of the UN General Assembly alone")
    if _says(words, "not", telling.clause) or not _says(words, "together", telling.clause):
        return refused(telling, what, "series of votes say how often two states agreed, and not how states voted")
    if _says(words, "apart", telling.clause):
        return refused(telling, what, "it speaks of disagreement, which abstentions leave open")
    problem = supposed(telling) or denied(telling)  # the coder takes "agreed" for a plan
    pair = _pair(telling)
    if problem or pair is None:
        return refused(telling, what, problem or "the sentence does not name the two states that voted")
    issues = [one.word.says for one in near.told(words["issues"])]
    if len(set(issues)) > 1:
        return refused(telling, what, "it speaks of votes on several issues at once")
    item = issues[0] if issues else TOTAL
    on = f" on {item.replace('-', ' ')}" if issues else ""
    label = f"agreement of {name_of(pair[0])} and {name_of(pair[1])} in votes of the UN General Assembly{on}"
    found = [measured(table, Shown(label)) for table in store.tables("vote-agreement", *pair, item)]
    if not found:
        return missing(telling, what, f"the ledger has no series of the {label}", label, needed.VOTES)
    kind = Kind.DIFFERENCE if what.unit == "percentage points" else what.kind
    unit = "ratio" if kind is Kind.RATIO else "percent"
    return Claim(kind, label, what.value, unit, of=tuple(found), high=what.high, needed=needed.VOTES)


def _says(words: Mapping[str, Subject], name: str, *pieces: Piece) -> bool:
    return any(True for piece in pieces for _ in piece.told(words[name]))


def _pair(telling: Telling) -> tuple[str, str] | None:
    """The two states of the clause, else of the sentence, in alphabetical order."""
    for piece in (telling.clause, telling.quote):
        found = piece.states()
        if len(found) == 2:
            return min(found), max(found)
        if len(found) > 2:
            return None
    named = telling.quote.states()
    given = {code for code in (telling.source, telling.target, *named) if code}
    if len(given) == 2 and not any(name.who is Who.GROUP for name in telling.clause.names):
        return min(given), max(given)
    return None


def memberships(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a number of organisations that two states both belong to, or None."""
    words = vocabulary.memberships()
    if units().get(what.unit) is not None and what.unit not in ("percent", "ratio"):
        return None
    if what.kind is Kind.LEVEL and what.unit in ("percent", "ratio"):
        return None
    measure = (telling.measure, *telling.asides)
    counted = _says(words, "organisations", *measure) and _says(words, "kinds", telling.quote)
    igo = any({"igo", "igos"} & set(piece.folded) for piece in measure)
    if not (counted or igo) or not _says(words, "shared", *measure, telling.clause):
        return None
    problem = not_a_fact(telling)
    pair = _pair(telling)
    if problem or pair is None:
        return refused(telling, what, problem or "the sentence does not name the two states that are members")
    label = f"intergovernmental organisations of which {name_of(pair[0])} and {name_of(pair[1])} both are members"
    found = [measured(table, Shown(label)) for table in store.tables("shared-igos", *pair)]
    if not found:
        return missing(telling, what, f"the ledger has no series of the {label}", label, needed.IGOS)
    return _of(what, label, found, needed.IGOS)


def _of(what: Asked, label: str, found: list[Measured], need: str) -> Claim:
    unit = found[0].unit if what.kind in (Kind.LEVEL, Kind.DIFFERENCE) else what.unit
    return Claim(what.kind, label, what.value, unit, of=tuple(found), high=what.high, needed=need)


def alliances(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim that two states have (1) or have not (0) a treaty of some kind; other counts no series gives."""
    treaties, kinds = vocabulary.alliances()
    if units().get(what.unit) is not None or what.kind is not Kind.LEVEL:
        return None
    told = {one.word.says for one in telling.measure.told(kinds)}
    if len(told) != 1 or not any(True for _ in telling.measure.told(treaties)):
        return None
    (indicator,) = told
    if what.value not in (0, 1):
        return refused(telling, what, "series of alliances say whether there is such an obligation, and not how many")
    problem = not_a_fact(telling)
    pair = _pair(telling)
    if problem or pair is None:
        return refused(telling, what, problem or "the sentence does not name the two states")
    label = f"{indicator.removeprefix('alliance-')} obligation of {name_of(pair[0])} and {name_of(pair[1])}"
    found = [measured(table, Shown(label)) for table in store.tables(indicator, *pair)]
    if not found:
        return missing(telling, what, f"the ledger has no series of the {label}", label, needed.ATOP)
    return _of(what, label, found, needed.ATOP)
