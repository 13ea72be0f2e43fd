"""Scores of verdicts: how many claims get the verdict that people gave them, and how many uncheckable ones none at all.

Gold has one text a line: `{"id", "text", "published", "claims": [{"number", "verdict", "uncheckable"}]}`. `number` is
the words of the number in the text, `verdict` the right verdict or a list of those that are right, `uncheckable` true
where nobody could check the claim with official series. A claim whose number is not found as a figure is wrong; an
uncheckable one counts as abstained from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from comity.errors import InputError
from comity.records import Document, Judgement

NOT_FOUND = "not found"
_ABSTAINED = frozenset({Judgement.NO_DATA.value, Judgement.NOT_COMPARABLE.value, NOT_FOUND})
_NEEDS = "needs id, text and claims, each with the number as written in the text and its verdict"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A number of a text with the verdicts that are right for it, the best first."""

    document: str
    number: str
    start: int
    end: int
    verdicts: tuple[str, ...]
    uncheckable: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its claims."""

    document: Document
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a claim: a verdict or `not found`, and why."""

    claim: GoldClaim
    said: str
    reason: str

    @property
    def abstained(self) -> bool:
        """Whether nothing was asserted."""
        return self.said in _ABSTAINED

    @property
    def right(self) -> bool:
        """Whether the verdict is one of the right ones."""
        return self.said in self.claim.verdicts or (self.claim.uncheckable and self.said == NOT_FOUND)


@dataclass(frozen=True, slots=True)
class VerdictReport:
    """Every answer, in the order of the gold."""

    answers: tuple[Answer, ...]

    @property
    def accuracy(self) -> float:
        """Share of the claims whose verdict is right."""
        return self._share([one.right for one in self.answers])

    @property
    def abstention(self) -> float:
        """Share of the uncheckable claims of which nothing was asserted."""
        return self._share([one.abstained for one in self.answers if one.claim.uncheckable])

    @property
    def confusion(self) -> dict[tuple[str, str], int]:
        """(right verdict, what was said) -> how often; the best right verdict where several are and none was said."""
        order = [*(one.value for one in Judgement), NOT_FOUND]
        counted = Counter(
            (one.said if one.said in one.claim.verdicts else one.claim.verdicts[0], one.said) for one in self.answers
        )
        return {
            key: counted[key] for key in sorted(counted, key=lambda key: (order.index(key[0]), order.index(key[1])))
        }

    @staticmethod
    def _share(hits: Sequence[bool]) -> float:
        return sum(hits) / len(hits) if hits else 0.0

    def to_json(self) -> dict[str, Any]:
        """The whole report; `wrong` lists each claim that got another verdict, and each that was not found."""
        confusion: dict[str, dict[str, int]] = {}
        for (gold, said), count in self.confusion.items():
            confusion.setdefault(gold, {})[said] = count
        uncheckable = [one for one in self.answers if one.claim.uncheckable]
        return {
            "claims": len(self.answers),
            "right": sum(one.right for one in self.answers),
            "accuracy": round(self.accuracy, 4),
            "uncheckable": len(uncheckable),
            "abstained": sum(one.abstained for one in uncheckable),
            "abstention": round(self.abstention, 4),
            "not_found": sum(one.said == NOT_FOUND for one in self.answers),
            "confusion": confusion,
            "wrong": [
                {
                    "id": one.claim.document,
                    "number": one.claim.number,
                    "verdict": list(one.claim.verdicts),
                    "uncheckable": one.claim.uncheckable,
                    "said": one.said,
                    "reason": one.reason,
                }
                for one in self.answers
                if not one.right or one.said == NOT_FOUND
            ],
        }


def score_verdicts(gold: Iterable[GoldText], verdicts: Mapping[str, Sequence[Mapping[str, Any]]]) -> VerdictReport:
    """Score verdict objects of the contract, by id of their document, against gold.

    A claim is that of the figure whose number overlaps its words; a figure answers for one claim.
    """
    answers: list[Answer] = []
    for text in gold:
        left = list(verdicts.get(text.document.id, ()))
        for claim in text.claims:
            found = next((one for one in left if _is_of(claim, one)), None)
            if found is None:
                answers.append(Answer(claim, NOT_FOUND, "no figure was found at these words"))
                continue
            left.remove(found)
            answers.append(Answer(claim, str(found["verdict"]), str(found.get("reason", ""))))
    return VerdictReport(tuple(answers))


def _is_of(claim: GoldClaim, verdict: Mapping[str, Any]) -> bool:
    number = verdict["figure"].get("number") or verdict["figure"]
    return int(number["start"]) < claim.end and claim.start < int(number["end"])


def is_claim_file(path: Path) -> bool:
    """Whether the first line of a file is a text with claims."""
    try:
        with path.open(encoding="utf-8") as stream:
            first = next((line for line in stream if line.strip()), "")
        raw = json.loads(first)
    except (OSError, UnicodeDecodeError, ValueError):
        return False
    return isinstance(raw, dict) and "claims" in raw


def read_claims(path: Path) -> list[GoldText]:
    """The texts of a gold file. Raises InputError that names the line which cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a JSONL file of texts with claims") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_text(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}: {_NEEDS} ({type(error).__name__}: {error})") from error
    return found


def _text(raw: Mapping[str, Any]) -> GoldText:
    published = raw.get("published")
    document = Document(
        id=str(raw["id"]), text=raw["text"], published=date.fromisoformat(published) if published else None
    )
    taken: set[int] = set()
    claims = []
    for told in raw["claims"]:
        start = document.text.find(told["number"])
        while start in taken:
            start = document.text.find(told["number"], start + 1)
        if start < 0:
            raise ValueError(f"{told['number']!r} is not in the text")
        taken.add(start)
        said = told["verdict"]
        verdicts = tuple(Judgement(one).value for one in ([said] if isinstance(said, str) else said))
        claims.append(
            GoldClaim(
                document=document.id,
                number=told["number"],
                start=start,
                end=start + len(told["number"]),
                verdicts=verdicts,
                uncheckable=bool(told.get("uncheckable", False)),
            )
        )
    return GoldText(document, tuple(claims))
