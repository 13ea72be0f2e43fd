"""Same thread: mentions of one lasting thing, by canonical name and parties.

Mentions with the same key (see `names`) are one thread when their parties agree: the same two or more, with or without
others beside them, or fewer than those of one other thread ("the annual summit" of nobody in particular joins the only
annual summit there is, and stays apart if there are several). An organisation is one whoever is said to take part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from comity.ledger import LinkedGroup
from comity.linking.groups import group_id, place
from comity.linking.history import dues, stage_changes
from comity.linking.names import Key, keys_of
from comity.records import ThreadKind, ThreadMention

_NUMBERED = re.compile(
    r"\A(\d+(st|nd|rd|th)|first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf|(thir|four|fif|six|seven|eigh|nine)teen)th)"
    r"\s+",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\s+(of|between) (the|both) (two |three )?(countries|states|sides|nations)\Z")


def link_threads(
    mentions: Sequence[ThreadMention], originals: Mapping[str, str | None], today: date | None
) -> list[LinkedGroup]:
    """The linked threads of all mentions with their histories, by id. `today` is the day by which promises are due."""
    by_name: defaultdict[Key, list[ThreadMention]] = defaultdict(list)
    for mention, key in zip(mentions, keys_of(mentions), strict=True):
        by_name[key].append(mention)
    groups = []
    for alike in by_name.values():
        for members in _by_parties(alike):
            members.sort(key=lambda mention: place(mention.published, mention.document, mention.id))
            groups.append(_group(members, originals, today))
    return sorted(groups, key=lambda group: group.id)


def _by_parties(alike: Sequence[ThreadMention]) -> list[list[ThreadMention]]:
    if any(mention.thread_kind is ThreadKind.ORGANISATION for mention in alike):
        return [list(alike)]
    by_parties: defaultdict[frozenset[str], list[ThreadMention]] = defaultdict(list)
    for mention in alike:
        by_parties[frozenset(mention.parties)].append(mention)
    pairs = [parties for parties in by_parties if len(parties) > 1]
    cores = [parties for parties in pairs if not any(other < parties for other in pairs)]
    groups = {parties: list(by_parties[parties]) for parties in cores}
    for parties, mentions in by_parties.items():
        if parties in groups:
            continue
        home = [core for core in cores if core < parties] if len(parties) > 1 else _homes(parties, cores, by_parties)
        groups.setdefault(home[0] if len(home) == 1 else parties, []).extend(mentions)
    return list(groups.values())


def _homes(
    parties: frozenset[str],
    cores: Sequence[frozenset[str]],
    by_parties: Mapping[frozenset[str], Sequence[ThreadMention]],
) -> list[frozenset[str]]:
    """The threads that a mention of one party or none can belong to."""
    if cores:
        return [core for core in cores if parties < core]
    return [other for other in by_parties if not parties and len(other) == 1]


def _group(members: Sequence[ThreadMention], originals: Mapping[str, str | None], today: date | None) -> LinkedGroup:
    """A thread of members in order of place."""
    thread_id = group_id("thr_", [place(m.published, m.document, m.id) for m in members])
    sources = len({originals.get(mention.document) or mention.document for mention in members})
    stages = stage_changes(members)
    history = {
        "kind": "thread_history",
        "thread_id": thread_id,
        "name": _heading(members),
        "canonical": members[0].canonical,
        "thread_kind": _most_used([mention.thread_kind.value for mention in members]),
        "parties": sorted({party for mention in members for party in mention.parties}),
        "pillars": sorted({pillar for mention in members for pillar in mention.pillars}),
        "ordinals": sorted({mention.ordinal for mention in members if mention.ordinal is not None}),
        "sources": sources,
        "stage": stages[-1]["stage"] if stages else None,
        "stages": stages,
        "due": dues(members, stages, today),
    }
    return LinkedGroup(thread_id, [mention.id for mention in members], sources, history)


def _heading(members: Sequence[ThreadMention]) -> str:
    """The name to show: the most used of the fullest, without the number of a meeting or a headline's capitals."""
    longest = max(len(mention.canonical) for mention in members)
    fullest = [mention.name for mention in members if len(mention.canonical) == longest]
    written = [name for name in fullest if not name.isupper() or len(name.split()) < 2] or fullest
    name = _most_used(written)
    if any(mention.thread_kind in (ThreadKind.MECHANISM, ThreadKind.EXERCISE) for mention in members):
        name = _NUMBERED.sub("", name) or name
    return _POINTING.sub("", name) or name


def _most_used(names: Sequence[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], len(name), name))
