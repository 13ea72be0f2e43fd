"""Discourse: what a document has talked about up to a point, and which state, pair or person is in focus there.

Scores fall with distance in sentences; a winner must lead clearly, or nothing is resolved.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict

from comity.actors import tables
from comity.actors.drafts import Draft, head_of, name_of
from comity.actors.mention import MentionKind
from comity.actors.raw import codes_in, is_presidency, publisher_state
from comity.language.analysis import Analysis, SentenceKind

_FADE = 0.7  # weight of a sentence relative to the one after it
_REACH = 8  # sentences back that still count
_CLEAR = 1.25  # how far the best must lead the second
_OPENING = 3  # first sentences, a headline and a dateline among them, that may open with the pair
_OPENED = 0.6
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})


class Discourse:
    """The history of drafts of a document, in order of their place, growing as words are resolved."""

    def __init__(self, analysis: Analysis, drafts: list[Draft]) -> None:
        self.analysis = analysis
        self._tokens = analysis.tokens
        day = analysis.document.published
        self.history: list[Draft] = sorted(drafts, key=_place)
        self._by_sentence: dict[int, list[Draft]] = {}
        for draft in self.history:
            self._by_sentence.setdefault(self.sentence(draft), []).append(draft)
        self.title = codes_in(analysis.document.title or "", day)
        self.publisher = publisher_state(analysis.document)
        self.presidency = self.publisher if is_presidency(analysis.document) else ""
        counts = Counter(code for draft in self.history for code in draft.codes if draft.kind is not MentionKind.PLACE)
        self.counts = Counter({code: count for code, count in counts.items() if code in tables.states()})
        self._all_counts = counts
        self._states = {code for draft in self.history for code in draft.codes if code in tables.states()}
        self._heads: dict[int, int] = {}
        self._openings: dict[bool, frozenset[str]] = {}

    def sentence(self, draft: Draft) -> int:
        """Number of the sentence that a draft begins in."""
        return self._tokens[draft.first].sentence

    def add(self, draft: Draft) -> None:
        """Let a resolved draft count for what comes after it."""
        insort(self.history, draft, key=_place)
        insort(self._by_sentence.setdefault(self.sentence(draft), []), draft, key=_place)

    def within(self, sentence: int) -> list[Draft]:
        """The drafts of one sentence, in order."""
        return self._by_sentence.get(sentence, [])

    def before(self, token: int) -> list[Draft]:
        """All drafts that begin before a token, in order."""
        return self.history[: bisect_left(self.history, token, key=lambda draft: draft.first)]

    def head(self, draft: Draft) -> int:
        """The head token of a draft."""
        known = self._heads.get(id(draft))
        if known is None:
            known = self._heads[id(draft)] = head_of(self._tokens, draft.first, draft.last)
        return known

    def _within_human(self, draft: Draft) -> bool:
        """Whether a name is only part of a person's or an office's phrase ("the Russian leader")."""
        return any(
            other.human and other.first <= draft.first and other.last >= draft.last and other is not draft
            for other in self.within(self.sentence(draft))
        )

    def is_subject(self, draft: Draft) -> bool:
        """Whether a draft is the subject of its clause, or coordinated with it."""
        token = self._tokens[self.head(draft)]
        for _ in range(4):
            if token.dep in _SUBJECT:
                return True
            if token.dep not in ("conj", "appos"):
                return False
            token = self._tokens[token.head]
        return False

    def pair(self, token: int, *, states_only: bool, including: str = "") -> tuple[tuple[str, str], str] | None:
        """The two sides in focus at a token, in order of first naming, and why; None where no pair leads clearly."""
        here = self._tokens[token].sentence
        scores: defaultdict[frozenset[str], float] = defaultdict(float)
        seen: dict[frozenset[str], int] = {}
        for distance in range(_REACH + 1):
            weight = _FADE**distance
            drafts = self.within(here - distance)
            if not distance:
                earlier = [draft for draft in drafts if draft.first < token]
                later = [draft for draft in drafts if draft.first > token]
                together = _sides(drafts, states_only) if len(_sides(drafts, states_only)) == 2 else []
                if len(_sides(earlier, states_only)) < 2 and later and together:
                    scores[frozenset(together)] += 1.2
                    seen.setdefault(frozenset(together), here)
                drafts = earlier
            codes = _sides(drafts, states_only)
            share = {0: 0.0, 1: 0.0, 2: 2.0, 3: 0.6}.get(len(codes), 0.15)
            for i, one in enumerate(codes):
                for other in codes[i + 1 :]:
                    scores[frozenset((one, other))] += share * weight
                    seen.setdefault(frozenset((one, other)), here - distance)
            for draft in drafts:
                if len(draft.codes) == 2 and (not states_only or all(code in tables.states() for code in draft.codes)):
                    scores[frozenset(draft.codes)] += 1.5 * weight
                    seen.setdefault(frozenset(draft.codes), here - distance)
            if len(codes) == 1 and not distance:
                for pair in self._standing(states_only):
                    if codes[0] in pair:
                        scores[pair] += 0.5
        for pair in self._standing(states_only):
            scores[pair] += 1.0
        if opening := self.opening(states_only):
            scores[opening] += _OPENED if states_only else 2 * _OPENED
        fitting = [(score, sorted(pair)) for pair, score in scores.items() if not including or including in pair]
        fitting.sort(reverse=True)
        if not fitting or fitting[0][0] < 0.5:
            return None
        best = frozenset(fitting[0][1])
        rivals = [frozenset(pair) for score, pair in fitting if _CLEAR * score > fitting[0][0]]
        if len(rivals) > 1:
            if self.opening(states_only) not in rivals:
                return None
            best = self.opening(states_only)
        one, other = self._in_order(best)
        where = (
            "in the title and the text"
            if best not in seen
            else ("in the same sentence" if seen[best] == here else f"{here - seen[best]} sentence(s) before")
        )
        return (one, other), f"{name_of(one)} and {name_of(other)} are the pair in focus, named together {where}"

    @property
    def bilateral(self) -> bool:
        """Whether the document as a whole is about two sides."""
        return bool(self._standing(False) or self.opening(False))

    def opening(self, states_only: bool) -> frozenset[str]:
        """The two sides that the first sentences name together, whom the document is about; empty if there are none."""
        if states_only not in self._openings:
            first = self.analysis.sentences[:_OPENING]
            prose = [sentence.index for sentence in first if sentence.kind is SentenceKind.PROSE]
            pair: frozenset[str] = frozenset()
            for index in prose or [sentence.index for sentence in first]:
                codes = _sides(self.within(index), states_only)
                if codes:
                    pair = frozenset(codes) if len(codes) == 2 else frozenset()
                    break
            self._openings[states_only] = pair
        return self._openings[states_only]

    def counterpart(self, code: str) -> str | None:
        """The other side of the only pair that the document is about as a whole and that a state belongs to."""
        others = {other for pair in self._standing(True) if code in pair for other in pair - {code}}
        return others.pop() if len(others) == 1 else None

    def _standing(self, states_only: bool) -> list[frozenset[str]]:
        """The pair of the title, and the two states that the text names most."""
        found = []
        title = [code for code in self.title if not states_only or code in tables.states()]
        if len(title) == 2:
            found.append(frozenset(title))
        elif len(title) == 1 and self.publisher and self.publisher not in title:
            found.append(frozenset((title[0], self.publisher)))
        top = (self.counts if states_only else self._all_counts).most_common(3)
        if len(top) >= 2 and top[1][1] >= 2 and (len(top) == 2 or top[1][1] > top[2][1]):
            found.append(frozenset((top[0][0], top[1][0])))
        return found

    def _in_order(self, pair: frozenset[str]) -> tuple[str, str]:
        for draft in self.history:
            for code in draft.codes:
                if code in pair:
                    (other,) = pair - {code}
                    return code, other
        one, other = sorted(pair)
        return one, other

    def several(self, token: int, number: int, *, states_only: bool) -> tuple[tuple[str, ...], str] | None:
        """The last `number` sides named together in one sentence, within reach."""
        here = self._tokens[token].sentence
        for distance in range(_REACH + 1):
            drafts = [d for d in self.within(here - distance) if distance or d.first < token]
            codes = _sides(drafts, states_only)
            if len(codes) == number:
                return tuple(codes), f"{number} sides were named together {distance} sentence(s) before"
        return None

    def state(self, token: int) -> tuple[str, str] | None:
        """The one state in focus at a token and why; None where none leads clearly."""
        here = self._tokens[token].sentence
        scores: defaultdict[str, float] = defaultdict(float)
        for distance in range(5):
            for draft in self.within(here - distance):
                if draft.first >= token or len(draft.codes) != 1 or draft.codes[0] not in tables.states():
                    continue
                weight = 2.0 if self.is_subject(draft) else 0.7 if draft.kind is MentionKind.PLACE else 1.0
                if draft.human:
                    weight *= 0.3  # a person is not the country
                elif draft.kind is MentionKind.ADJECTIVE and self._within_human(draft):
                    continue
                scores[draft.codes[0]] += weight * 0.5**distance
        for code in self.title:
            if code in scores:
                scores[code] += 0.4
        if len(self._states) == 1:
            (only,) = self._states
            return only, f"{name_of(only)} is the only state of the text"
        if not scores:
            title = [code for code in self.title if code in tables.states()]
            return (title[0], f"{name_of(title[0])} is the state of the title") if len(title) == 1 else None
        best = sorted(scores.items(), key=lambda each: -each[1])[:2]
        if best[0][1] < 0.25 or (len(best) > 1 and best[0][1] < 1.4 * best[1][1]):
            return None
        return best[0][0], f"{name_of(best[0][0])} is the state in focus"


def _place(draft: Draft) -> tuple[int, int]:
    return draft.first, -draft.last


def _sides(drafts: list[Draft], states_only: bool) -> list[str]:
    """Codes of drafts that can be a side, in order; a place is none, an organisation is none among countries.

    Companies count only where nobody else is named.
    """
    public = [draft for draft in drafts if not _of_business(draft, drafts)]
    several = {code for draft in public for code in draft.codes if draft.kind is not MentionKind.PLACE}
    found: dict[str, None] = {}
    for draft in public if len(several) > 1 else drafts:
        if draft.kind is MentionKind.PLACE:
            continue
        for code in draft.codes:
            if code in tables.states() or not states_only:
                found[code] = None
    return list(found)


def _of_business(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft is a company, or the state's name within a company's: "some U.S. banks"."""
    return any(
        other.kind is MentionKind.BODY
        and other.actors[0].sector == "BUS"
        and other.first <= draft.first
        and draft.last <= other.last
        for other in drafts
    )
