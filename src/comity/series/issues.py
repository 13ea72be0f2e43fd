"""Which issues a vote of the UN General Assembly is about, by the published words of `data/vote_issues.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: `id` is the item of its series. `terms` find it in a text from which `without` was taken out."""

    id: str
    name: str
    terms: re.Pattern[str]
    without: re.Pattern[str] | None


@cache
def issues() -> tuple[Issue, ...]:
    """Every issue, in the order of the file."""
    text = (files("comity.series") / "data" / "vote_issues.yaml").read_text(encoding="utf-8")
    return tuple(
        Issue(row["id"], row["name"], _pattern(row["terms"]), _pattern(row["not"]) if "not" in row else None)
        for row in yaml.safe_load(text)["issues"]
    )


def issues_of(description: str) -> tuple[str, ...]:
    """The issues that a vote with this description is about, in the order of the file; possibly none."""
    return tuple(issue.id for issue in issues() if _about(issue, description))


def _about(issue: Issue, description: str) -> bool:
    text = issue.without.sub(" ", description) if issue.without else description
    return issue.terms.search(text) is not None


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Whole words, with any white space between them; `*` at the end of a term stands for further letters."""
    written = (re.escape(term.removesuffix("*")).replace(r"\ ", r"\s+") + r"\w*" * term.endswith("*") for term in terms)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})(?![^\W_])", re.IGNORECASE)
