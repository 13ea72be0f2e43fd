"""Same thread: mentions of one lasting thing, by what they call it, whose it is and of what kind; with its history."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from comity.ledger import Join, LinkedGroup
from comity.linking.clusters import Rules, candidates, grouped, joins_by_group, related
from comity.linking.decisions import Decided
from comity.linking.groups import Place, group_id, place
from comity.linking.history import certainty, dues, last_said, part_changes, stage_changes
from comity.linking.thread_names import Name, distinct
from comity.linking.thread_pairs import compare, forbids, looser
from comity.records import ThreadKind, ThreadMention

_NUMBERED = re.compile(
    r"\A(\d+(st|nd|rd|th)|first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf|(thir|four|fif|six|seven|eigh|nine)teen)th)"
    r"\s+",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\s+(of|between) (the|both) (two |three )?(countries|states|sides|nations)\Z")


def link_threads(
    mentions: Sequence[ThreadMention], originals: Mapping[str, str | None], decided: Decided
) -> list[LinkedGroup]:
    """The linked threads of these mentions with their histories, by id. Different names are compared, not mentions."""
    bearing = distinct(mentions, decided)
    names = [name for name, _ in bearing]
    ids = [min(_place(mentions[number]) for number in numbers)[2] for _, numbers in bearing]
    ranks = [min(_place(mentions[number]) for number in numbers) for _, numbers in bearing]
    edges = candidates([name.keys() for name in names], lambda one, other: compare(names[one], names[other]))
    vague = {vaguer for edge in edges if (vaguer := looser(names, edge)) is not None}
    home = {mentions[number].id: at for at, (_, numbers) in enumerate(bearing) for number in numbers}
    together, apart = decided.within_groups(home)
    rules = Rules(
        rank=ranks.__getitem__,
        loose=vague.__contains__,
        forbids=lambda one, other: forbids(names, one, other),
        together=together,
        apart=apart,
    )
    found = grouped(len(names), edges, rules)
    joins = joins_by_group(found, ids)
    groups = []
    for several in found.groups:
        members = sorted((mentions[number] for at in several for number in bearing[at][1]), key=_place)
        groups.append(_group(members, originals, ids[found.component[several[0]]], joins[several[0]]))
    return sorted(groups, key=lambda group: group.id)


def related_threads(new: Sequence[ThreadMention], known: Sequence[ThreadMention]) -> set[str]:
    """The ids of those known mentions that a new one could be joined to, or has the very name of."""
    ours = [(mention.id, (name := Name.of(mention)).keys(), name) for mention in new]
    theirs = [(mention.id, (name := Name.of(mention)).keys(), name) for mention in known]
    named = {name for _, _, name in ours}
    return {record for record, _, name in theirs if name in named} | related(ours, theirs, compare)


def thread_keys(mention: ThreadMention) -> tuple[str, ...]:
    """What a mention is looked up by."""
    return Name.of(mention).keys()


def _place(mention: ThreadMention) -> Place:
    return place(mention.published, mention.document, mention.id)


def _group(
    members: Sequence[ThreadMention], originals: Mapping[str, str | None], component: str, joins: Sequence[Join]
) -> LinkedGroup:
    """A thread of members in order of place."""
    thread_id = group_id("thr_", [_place(member) for member in members])
    sources = len({originals.get(mention.document) or mention.document for mention in members})
    stages, parts = stage_changes(members), part_changes(members)
    present = stages[-1]["stage"] if stages else None
    history = {
        "kind": "thread_history",
        "thread_id": thread_id,
        "name": _heading(members),
        "names": _names(members),
        "canonical": members[0].canonical,
        "thread_kind": _most_used([mention.thread_kind.value for mention in members]),
        "parties": sorted({party for mention in members for party in mention.parties}),
        "pillars": sorted({pillar for mention in members for pillar in mention.pillars}),
        "ordinals": sorted({mention.ordinal for mention in members if mention.ordinal is not None}),
        "sources": sources,
        "stage": present,
        "certainty": certainty(members, present, originals),
        "last_said": last_said(members, present),
        "stages": stages,
        "parts": [entry for entries in parts.values() for entry in entries],
        "due": dues(members, stages, parts),
    }
    return LinkedGroup(thread_id, [mention.id for mention in members], sources, history, component, joins)


def _heading(members: Sequence[ThreadMention]) -> str:
    """The name to show: the most used of the fullest, without the number of a meeting or a headline's capitals."""
    longest = max(len(mention.canonical) for mention in members)
    fullest = [mention.name for mention in members if len(mention.canonical) == longest]
    written = [name for name in fullest if not name.isupper() or len(name.split()) < 2] or fullest
    name = _most_used(written)
    if any(mention.thread_kind in (ThreadKind.MECHANISM, ThreadKind.EXERCISE) for mention in members):
        name = _NUMBERED.sub("", name) or name
    return _POINTING.sub("", name) or name


def _names(members: Sequence[ThreadMention]) -> list[str]:
    """All names it goes by, the most used first; those that differ in case alone are one."""
    counted = Counter(member.name for member in members)
    found: dict[str, str] = {}
    for name in sorted(counted, key=lambda one: (-counted[one], len(one), one)):
        found.setdefault(name.casefold(), name)
    return list(found.values())


def _most_used(names: Sequence[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], len(name), name))
