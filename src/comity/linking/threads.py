"""Same thread: mentions of one lasting thing, by canonical name and parties.

Mentions with the same normalised name are one thread when their parties agree: the same, or fewer than those of one
other mention ("the annual summit" of nobody in particular joins the only annual summit there is, and stays apart if
there are several). An organisation is one whoever is said to take part.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from comity.ledger import LinkedGroup
from comity.linking.groups import group_id, place
from comity.linking.history import dues, stage_changes
from comity.records import ThreadKind, ThreadMention

_NOT_WORDS = re.compile(r"[\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})


def name_key(mention: ThreadMention) -> str:
    """The canonical name without case, accents of form, punctuation and articles."""
    folded = unicodedata.normalize("NFKC", mention.canonical or mention.name).casefold()
    words = [word for word in _NOT_WORDS.sub(" ", folded).split() if word not in _ARTICLES]
    return " ".join(words) or folded


def link_threads(
    mentions: Sequence[ThreadMention], originals: Mapping[str, str | None], today: date | None
) -> list[LinkedGroup]:
    """The linked threads of all mentions with their histories, by id. `today` is the day by which promises are due."""
    by_name: defaultdict[str, list[ThreadMention]] = defaultdict(list)
    for mention in mentions:
        by_name[name_key(mention)].append(mention)
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
    widest = [parties for parties in by_parties if not any(parties < other for other in by_parties)]
    groups = {parties: list(by_parties[parties]) for parties in widest}
    for parties, mentions in by_parties.items():
        if parties in groups:
            continue
        wider = [other for other in widest if parties < other]
        groups.setdefault(wider[0] if len(wider) == 1 else parties, []).extend(mentions)
    return list(groups.values())


def _group(members: Sequence[ThreadMention], originals: Mapping[str, str | None], today: date | None) -> LinkedGroup:
    """A thread of members in order of place."""
    thread_id = group_id("thr_", [place(m.published, m.document, m.id) for m in members])
    sources = len({originals.get(mention.document) or mention.document for mention in members})
    stages = stage_changes(members)
    history = {
        "kind": "thread_history",
        "thread_id": thread_id,
        "name": _most_used([mention.name for mention in members]),
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


def _most_used(names: Sequence[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], len(name), name))
