"""Same thread: whether two names mean one lasting thing, by their words, their parties and their kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.linking.clusters import Edge
from comity.linking.thread_names import TEXT, Name, is_of_model, thread_words
from comity.linking.weights import Feature, weights
from comity.records import ThreadKind

_NEAR = frozenset({ThreadKind.PROJECT, ThreadKind.AGREEMENT, ThreadKind.PROGRAMME})
_PAIR = 2


def compare(one: Name, other: Name) -> Edge | None:
    """What holds of two names (numbers are filled in by the caller), or None where they cannot be one thread."""
    if one.home and other.home and one.home != other.home:
        return None
    if one.parties and other.parties and one.parties.isdisjoint(other.parties) and not _of_many(one, other):
        return None
    found = list(_features(one, other))
    return Edge(0, 0, sum(feature.weight for feature in found), tuple(found))


def _features(one: Name, other: Name) -> Iterator[Feature]:
    w = weights("threads").feature
    yield w("base")
    yield from _named(one, other)
    yield from _whose(one, other)
    if one.pillars and other.pillars and one.pillars.isdisjoint(other.pillars):
        yield w("other_pillars", ", ".join(sorted(one.pillars | other.pillars)))
    if one.kind is other.kind:
        yield w("same_kind", one.kind)
    elif {one.kind, other.kind} <= _NEAR:
        yield w("near_kind", f"{one.kind}, {other.kind}")
    else:
        yield w("other_kind", f"{one.kind}, {other.kind}")


def _named(one: Name, other: Name) -> Iterator[Feature]:
    w = weights("threads").feature
    both = one.words & other.words
    shared, acronym = one.proper & other.proper, frozenset[str]()
    if one.canonical == other.canonical and not one.home and not other.home:
        yield w("same_canonical", one.canonical)
    elif one.words == other.words:
        yield w("same_words", " ".join(sorted(both)))
    elif acronym := (one.acronyms & (other.acronyms | other.initials)) | (other.acronyms & one.initials):
        yield w("acronym", ", ".join(sorted(acronym)))
    elif shared:
        yield w("shared_name", ", ".join(sorted(shared)))
    elif is_short(one, other) or is_short(other, one):
        yield w("short_form", " ".join(sorted(one.said & other.said)))
        if one.proper or other.proper:
            yield w("short_of_proper")
    if both := one.said & other.said:
        yield w("shared_words", " ".join(sorted(both)), len(both) / (min(len(one.said), len(other.said)) + 1.5))
    if one.sorts and other.sorts and one.sorts.isdisjoint(other.sorts) and TEXT not in one.sorts | other.sorts:
        yield w("other_sort", ", ".join(sorted(one.sorts | other.sorts)))
    mine, theirs = one.proper - other.proper, other.proper - one.proper
    numbered = one.nth and other.nth and one.nth != other.nth
    counted = not shared and (numbered or (one.count and other.count and one.count != other.count))
    if not acronym and ((mine and theirs) or counted):
        yield w("other_name", ", ".join(sorted((mine | theirs) or (one.nth | other.nth) or {one.count, other.count})))


def is_short(one: Name, other: Name) -> bool:
    """Whether `one` can be the short form of `other`: no proper name of its own, and no word that the other lacks."""
    if one.proper or one.said == other.said:
        return False
    if (
        not one.known
        and one.sorts & other.sorts & thread_words().hardware
        and _is_plain_hardware(one)
        and (other.proper or not _is_plain_hardware(other))
    ):
        return True  # "twelve jets" are the F-9 fighters
    if one.core <= thread_words().carriers:
        return False  # "the state programme" may be any
    return one.core <= other.said and len(one.core) <= len(other.core)


def _is_plain_hardware(name: Name) -> bool:
    """Whether a name says nothing but what sort of ship, aircraft or gun it is."""
    words = thread_words()
    return bool(name.core) and all(
        words.heads.get(word, frozenset()) & words.hardware or is_of_model(word) for word in name.core
    )


def _whose(one: Name, other: Name) -> Iterator[Feature]:
    w = weights("threads").feature
    if _of_many(one, other):
        return
    both = one.parties & other.parties
    if not one.parties or not other.parties:
        yield w("no_parties")
    elif one.parties == other.parties:
        yield w("same_parties", ", ".join(sorted(both)))
    elif one.parties <= other.parties or other.parties <= one.parties:
        yield w("some_parties", ", ".join(sorted(both)))
    else:
        named = one.proper & other.proper or (one.known and other.known)
        if one.canonical == other.canonical and one.proper and not (designated(one) or designated(other)):
            feature = "other_parties_own_name"
        else:
            feature = "other_parties" if named else "other_parties_nameless"
        yield w(feature, ", ".join(sorted(one.parties ^ other.parties)))


def looser(names: Sequence[Name], edge: Edge) -> int | None:
    """Which of two names is the vaguer: a short form, or one of fewer than two parties; None where neither is."""
    one, other = names[edge.one], names[edge.other]
    short = any(feature.name == "short_form" for feature in edge.features)
    if short or one.home or other.home:
        return edge.one if one.home or is_short(one, other) else edge.other
    if len(one.parties) >= _PAIR > len(other.parties):
        return edge.other
    return edge.one if len(other.parties) >= _PAIR > len(one.parties) else None


def forbids(names: Sequence[Name], one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups of names cannot be one thread: they belong to different pairs of states.

    A site or a name of its own that several pairs speak of is one thing all the same; what a designation names (S-400)
    is sold to many.
    """
    left, right = [names[number] for number in one], [names[number] for number in other]
    if any(name.kind is ThreadKind.ORGANISATION for name in (*left, *right)):
        return False
    pairs = [{name.parties for name in side if len(name.parties) == _PAIR} for side in (left, right)]
    if not pairs[0] or not pairs[1] or not pairs[0].isdisjoint(pairs[1]):
        return False
    owned = [
        {name.canonical for name in side if (name.proper or name.known) and not designated(name)}
        for side in (left, right)
    ]
    return owned[0].isdisjoint(owned[1])


def _of_many(one: Name, other: Name) -> bool:
    """Whether it is an organisation, which is one whoever is said to take part."""
    return ThreadKind.ORGANISATION in (one.kind, other.kind)


def designated(name: Name) -> bool:
    return any(letter.isdigit() for word in name.proper for letter in word)
