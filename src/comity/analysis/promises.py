"""The promise in a sentence: the words of the deed, and what kind of deed it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.analysis.deeds import alternatives, deed_of, listed, speaks_of, whole_words
from comity.language.numbers import FOLD, SCALES
from comity.linking.content import stem
from comity.records import Event, Status
from comity.records.units import UnitKind, units

_LONGEST = 130
_CURRENCIES = [unit for unit in units().values() if unit.kind is UnitKind.CURRENCY]
_SUM = (
    rf"(?:(?<!\w)(?:{alternatives(sign for unit in _CURRENCIES for sign in unit.before)})\s?\d"
    rf"|\d[\d.,]*\s(?:(?:{alternatives(SCALES)})\s)?"
    rf"(?:{alternatives(name for unit in _CURRENCIES for name in (*unit.names, *unit.codes))})(?!\w))"
)
_HEDGE = "(?:(?:up to|over|about|more than|at least|another) )?"
_UNDERTAKES = re.compile(rf"(?:{listed('undertakes')})\b", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"(?:{listed('announces')})\b [^.;:]{{0,50}}?(?={_SUM})", re.IGNORECASE)
_UNSURE, _ASIDE = whole_words("unsure"), whole_words("aside")
_TO_DO = re.compile(r"\bto (?:jointly |also |soon |further |together )?([a-z]+)\b")
_THAT_WILL = re.compile(r"\bthat [^.;]{2,80}?\b(?:will|would|shall) (?:also |soon |jointly )?([a-z]+)\b")
_ON_DOING = re.compile(r"\b(?:on|of|for) (?:the |a |an )?(?:joint |early |further )?([a-z]+)\b")
_WILL = re.compile(
    r"\b(?:will|shall|is to|are to|is going to|are going to) (?:\w+ly |also |soon |now )?\Z", re.IGNORECASE
)
_CONTRACT = re.compile(
    r"\b(contract|deal|order|agreement|memorandum|protocol)s?\b(?:,? worth [^,.;]{3,40})?(?: with [A-Z]\w+)?,?"
    r" (?:for|on|to) (?:the |an? )?(?:joint )?",
)
_SIGNS = frozenset(stem(word) for word in ("signed", "concluded", "contract", "deal", "agreement", "inked"))
_BUYS = frozenset({"contract", "deal", "order"})
_COUNTED = re.compile(rf"\A{_HEDGE}(?:\d|(?:{alternatives((*FOLD, 'dozens', 'hundreds', 'thousands'))})\b)")
_MONEY = re.compile(rf"\A {_HEDGE}(?:{_SUM}|\d)")
_THING = re.compile(rf"\A (?:\w+ )?(?:an? |the )?(?:\w+ )?({listed('nouns')})\b")
_NOUN = re.compile(rf"\A(?:\w+ )?({listed('nouns')})\b")
_COURTESY = re.compile(rf"\A\w+(?: up)?(?: \w+){{0,3}}? (?:{listed('courtesies')})\b")
_CLAUSE = re.compile(r"[;:.]|, (?=and |but |while )|\b(?:said|noted|added|announced|stressed) that\b")
_ENDS = re.compile(
    rf"[;:—”\"]| – |, (?:{listed('stops')})\b|[.!?]\s*\Z"
    r"|\bunder (?:an?|the) (?:agreement|contract|deal)\b"
    r"|\b(?:although|whereas|so that|after which|in order to|because|during the annual)\b"
    r"|\b(?:was|were|is|are|has been|have been) (?:also )?(?:signed|concluded|agreed|adopted)\b"
    r"| (?:that|which) (?:will|would|can|has|have|is|are)\b"
    r"| and (?:agreed|pledged|promised|undertook|signed|confirmed|said|thanked)\b"
)
"""Where the words of a deed end: at the next clause, or at what the sentence says beside."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A deed to be done: its words, where they stand in the quote, and its kind; `courtesy` where it names no deed.

    `trade`: the other side pays for it. `subject` is where the words name who is to do it ("that Russia will …").
    """

    words: str
    start: int
    end: int
    act: str
    courtesy: bool
    trade: bool = False
    subject: tuple[int, int] | None = None


def promise_in(event: Event) -> Promise | None:
    """What an event undertakes: agreed or pledged "to build", "will supply", a contract "for the supply of".

    None where it undertakes nothing: hopes, offers, conditions, what others want, and what is denied. That somebody
    will visit or meet somebody is a plan (`comity.analysis.meetings`); that they agreed to is a promise.
    """
    if event.status in (Status.HYPOTHETICAL, Status.NEGATED):
        return None
    quote, at = event.quote, event.trigger.start - event.start
    clause = _CLAUSE.split(quote[:at])[-1]
    if _UNSURE.search(clause):
        return None
    if event.status is Status.FUTURE:
        if event.type == "CONSULT" or not _WILL.search(clause) or _ASIDE.search(clause):
            return None
        found = _promise(quote, at)
        return None if found is None or found.act in ("meet", "other") else found
    if event.type != "AGREE":
        return None
    if stem(event.trigger.text) in _SIGNS:
        found = _contract(quote, at)
        if found is not None:
            return found
    money = _ANNOUNCES.match(quote, at)
    return _promise(quote, money.end(), act="supply") if money else _undertaken(quote, at)


def _undertaken(quote: str, at: int) -> Promise | None:
    spoken = _UNDERTAKES.match(quote, at)
    if spoken is None:
        return None
    rest = quote[spoken.end() :]
    chosen: list[re.Match[str]] = []
    for pattern, near in ((_TO_DO, 70), (_THAT_WILL, 20), (_ON_DOING, 12)):
        found = pattern.search(rest[: near + 90])
        if found is None or found.start() > near or re.search(r"[;:.]", rest[: found.start()]):
            continue
        if _UNSURE.search(rest[: found.start()]):
            continue
        if pattern is not _ON_DOING or _NOUN.match(found[1]):
            chosen.append(found)
    if chosen:
        found = min(chosen, key=lambda found: found.start())
        made = _promise(quote, spoken.end() + found.start(1))
        subject = (spoken.end() + found.start(), spoken.end() + found.start(1)) if found.re is _THAT_WILL else None
        return replace(made, subject=subject) if made else None
    thing = _THING.match(rest)
    if thing or _MONEY.match(rest):
        return _promise(quote, spoken.end() + 1, act=deed_of(thing[1]) if thing else "supply")
    return None


def _contract(quote: str, at: int) -> Promise | None:
    """A contract names its deed ("for the supply of …") or the things that are bought ("for five regiments")."""
    for found in _CONTRACT.finditer(quote, max(0, at - 80)):
        rest = quote[found.end() :]
        noun = _NOUN.match(rest)
        if noun or (_COUNTED.match(rest) and found[1] in _BUYS):
            made = _promise(quote, found.end(), act=(deed_of(noun[1]) if noun else "") or "supply")
            return replace(made, words=f"{found[1]} for {made.words}", trade=True) if made else None
    return None


def _promise(quote: str, start: int, act: str = "") -> Promise | None:
    """The promise whose words begin here, of the kind that they speak of where none is given; None for one word."""
    ends = _ENDS.search(quote, start)
    end = ends.start() if ends else len(quote)
    words = " ".join(quote[start:end].split()).rstrip(" ,.")
    if " " not in words:
        return None
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    kind = act or deed_of(words)
    numbered = re.search(r"\d", words) is not None
    courtesy = not kind or (_COURTESY.match(words) is not None and not numbered)
    return Promise(words, start, end, kind or "other", courtesy, trade=speaks_of("trades", words.split()[0]))
