"""The promise in a sentence: the words of the deed, and what kind of deed it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from comity.analysis.deeds import deed_of, listed, words
from comity.linking.content import stem
from comity.records import Event, Status

_TO_DO = re.compile(r"\bto (?:jointly |also |soon |further |together )?([a-z]+)\b")
_THAT_WILL = re.compile(r"\bthat [^.;]{2,80}?\b(?:will|would|shall) (?:also |soon |jointly )?([a-z]+)\b")
_ON_DOING = re.compile(r"\b(?:on|of|for) (?:the |a |an )?(?:joint |early |further )?([a-z]+)\b")
_MONEY = re.compile(r"\A (?:up to |over |about |more than |another )?(?:[$€£₽₹]|US\$|\d)")
_SUM = (
    r"(?:(?:[$€£₽₹]|US\$)\s?\d|\d[\d.,]* (?:(?:million|billion|mn|bn) )?(?:US |American )?"
    r"(?:dollars|euros?|pounds|rou?bles|rupees|yuan|hryvnias?)\b)"
)
_WILL = re.compile(
    r"\b(?:will|shall|is to|are to|is going to|are going to) (?:\w+ly |also |soon |now )?\Z", re.IGNORECASE
)
_CONTRACT = re.compile(
    r"\b(contract|deal|order|agreement|memorandum|protocol)s?\b(?:,? worth [^,.;]{3,40})?(?: with [A-Z]\w+)?,?"
    r" (?:for|on|to) (?:the |an? )?(?:joint )?",
)
_SIGNS = frozenset(stem(word) for word in ("signed", "concluded", "contract", "deal", "agreement", "inked"))
_BUYS = frozenset({"contract", "deal", "order"})
_COUNTED = re.compile(
    r"\A(?:up to |over |more than )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens|hundreds)\b"
)
_RELEASED = re.compile(r".{0,30}(discharge|release|withdraw)")
_LONGEST = 130


@cache
def _undertakes() -> re.Pattern[str]:
    return re.compile(rf"(?:{listed('undertakes')})\b", re.IGNORECASE)


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(rf"(?:{listed('announces')})\b [^.;:]{{0,50}}?(?={_SUM})", re.IGNORECASE)


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"\A (?:\w+ )?(?:an? |the )?(?:\w+ )?(?:{listed('things')})\b")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\A(?:\w+ )?({listed('nouns')})\b")


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(rf"\A\w+(?: up)?(?: \w+){{0,3}}? (?:{listed('courtesies')})\b")


@cache
def _ends() -> re.Pattern[str]:
    """Where the words of a deed end: at the next clause, or at what the sentence says beside."""
    return re.compile(
        rf"[;:—”\"]| – |, (?:{listed('stops')})\b|[.!?]\s*\Z"
        r"|\bunder (?:an?|the) (?:agreement|contract|deal)\b"
        r"|\b(?:although|whereas|so that|after which|in order to|because|during the annual)\b"
        r"|\b(?:was|were|is|are|has been|have been) (?:also )?(?:signed|concluded|agreed|adopted)\b"
        r"| (?:that|which) (?:will|would|can|has|have|is|are)\b"
        r"| and (?:agreed|pledged|promised|undertook|signed|confirmed|said|thanked)\b"
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """A deed to be done: its words, where they stand in the quote, and its kind; `courtesy` where it names no deed.

    `subject` is where the words name who is to do it ("that Russia will …").
    """

    words: str
    start: int
    end: int
    act: str
    courtesy: bool
    subject: tuple[int, int] | None = None


def promise_in(event: Event) -> Promise | None:
    """What an event undertakes: agreed or pledged "to build", "will supply", a contract "for the supply of".

    None where it undertakes nothing: hopes, offers, conditions, what others want, and what is denied. That somebody
    will visit or meet somebody is a plan (`comity.analysis.meetings`); that they agreed to is a promise.
    """
    if event.status in (Status.HYPOTHETICAL, Status.NEGATED):
        return None
    quote, at = event.quote, event.trigger.start - event.start
    if event.status is Status.FUTURE:
        before = quote[:at]
        clause = _clause(before)
        if event.type == "CONSULT" or not _WILL.search(before):
            return None
        if words("unsure").search(clause) or words("aside").search(clause):
            return None
        found = _promise(quote, at)
        return None if found is None or found.act in ("meet", "other") else found
    if event.type != "AGREE" or words("unsure").search(_clause(quote[:at])):
        return None
    if stem(event.trigger.text) in _SIGNS:
        found = _contract(quote, at)
        if found is not None:
            return found
    money = _announces().match(quote, at)
    return _promise(quote, money.end(), act="supply") if money else _undertaken(quote, at)


def _clause(before: str) -> str:
    """What stands before the words of the promise in their own clause."""
    return re.split(r"[;:.]|, (?=and |but |while )|\b(?:said|noted|added|announced|stressed) that\b", before)[-1]


def _undertaken(quote: str, at: int) -> Promise | None:
    spoken = _undertakes().match(quote, at)
    if spoken is None:
        return None
    rest = quote[spoken.end() :]
    chosen: list[tuple[int, re.Match[str]]] = []
    for pattern, near in ((_TO_DO, 70), (_THAT_WILL, 20), (_ON_DOING, 12)):
        found = pattern.search(rest[: near + 90])
        if found is None or found.start() > near or re.search(r"[;:.]", rest[: found.start()]):
            continue
        if words("unsure").search(rest[: found.start()]):
            continue
        if pattern is not _ON_DOING or _noun().match(found[1]):
            chosen.append((found.start(), found))
    if chosen:
        _, found = min(chosen, key=lambda pair: pair[0])
        made = _promise(quote, spoken.end() + found.start(1))
        subject = (spoken.end() + found.start(), spoken.end() + found.start(1)) if found.re is _THAT_WILL else None
        return replace(made, subject=subject) if made else None
    if _thing().match(rest) or _MONEY.match(rest):
        released = _RELEASED.match(rest) is not None
        return _promise(quote, spoken.end() + 1, act="release" if released else "supply")
    return None


def _contract(quote: str, at: int) -> Promise | None:
    """A contract names its deed ("for the supply of …") or the things that are bought ("for five regiments")."""
    for found in _CONTRACT.finditer(quote, max(0, at - 80)):
        rest = quote[found.end() :]
        noun = _noun().match(rest)
        bought = _COUNTED.match(rest) and found[1] in _BUYS
        if noun or bought:
            act = (deed_of(noun[1]) or "supply") if noun else "supply"
            made = _promise(quote, found.end(), act=act)
            return replace(made, words=f"{found[1]} for {made.words}") if made else None
    return None


def _promise(quote: str, start: int, act: str = "") -> Promise | None:
    rest = quote[start:]
    ends = _ends().search(rest)
    said = rest[: ends.start()] if ends else rest
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    said = " ".join(said.split()).rstrip(" ,.")
    first = re.match(r"[A-Za-z]+", said)
    kind = act or (deed_of(first[0]) if first else "")
    if said.startswith("set "):
        kind = "open" if said.startswith("set up") else "supply" if said.startswith("set aside") else ""
    numbered = re.search(r"\d", said) is not None
    vague = not kind or (_courtesy().match(said) is not None and not numbered)
    return Promise(said, start, start + len(said), kind or "other", vague) if len(said.split()) > 1 else None
