"""Drafts: mentions in the making, and how a list of them becomes the ordered, nested list of mentions."""

from __future__ import annotations

from dataclasses import dataclass

from comity.actors import tables
from comity.actors.mention import Mention, MentionKind
from comity.language.analysis import Analysis, Token
from comity.records import Actor


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making: tokens [first, last), its kind and actors.

    `plural` is true of several people or states, `human` of people and holders of an office; `person` is the name of a
    person ("" for none), `feminine` whether the words say that it is a woman; `role` the office.
    """

    start: int
    end: int
    first: int
    last: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    plural: bool = False
    human: bool = False
    person: str = ""
    feminine: bool | None = None
    role: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the actors, once each."""
        return tuple(dict.fromkeys(actor.country for actor in self.actors))


def name_of(code: str) -> str:
    """The name of a state, organisation or group by its code."""
    if code in tables.states():
        return tables.states()[code].name
    if code in tables.igos():
        return tables.igos()[code].name
    if code in tables.groups():
        return tables.groups()[code].name
    return code


def head_of(tokens: list[Token], first: int, last: int) -> int:
    """The token that ties [first, last) to the rest of the sentence: a noun whose own head lies outside."""
    outward = [i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i]
    for wanted in (("PROPN", "NOUN", "PRON"), ("ADJ", "NUM", "VERB", "X")):
        for i in outward:
            if tokens[i].pos in wanted:
                return i
    return outward[0] if outward else last - 1


def finished(analysis: Analysis, drafts: list[Draft]) -> list[Mention]:
    """The mentions in order of their start, longer first, each with the number of the one that encloses it.

    Of two drafts of the same span the first one wins; of two that cross, the longer one.
    """
    kept: list[Draft] = []
    spans: set[tuple[int, int]] = set()
    for draft in sorted(drafts, key=lambda each: (each.start, -each.end)):
        if (draft.start, draft.end) in spans or not draft.actors:
            continue
        while kept and kept[-1].end > draft.start and kept[-1].end < draft.end:
            if kept[-1].end - kept[-1].start >= draft.end - draft.start:
                break
            spans.discard((kept[-1].start, kept[-1].end))
            kept.pop()
        else:
            kept.append(draft)
            spans.add((draft.start, draft.end))
    mentions: list[Mention] = []
    open_: list[int] = []
    for number, draft in enumerate(kept):
        while open_ and kept[open_[-1]].end <= draft.start:
            open_.pop()
        mentions.append(
            Mention(
                draft.start,
                draft.end,
                draft.first,
                draft.last,
                head_of(analysis.tokens, draft.first, draft.last),
                draft.kind,
                draft.actors,
                open_[-1] if open_ else None,
            )
        )
        open_.append(number)
    return mentions
