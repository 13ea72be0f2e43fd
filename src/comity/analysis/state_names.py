"""Names of states within a phrase: with the article that English gives some of them, and as owners."""

from __future__ import annotations

import re

from comity.actors.parties import country_name

_WITH_ARTICLE = re.compile(
    r"(?:United|Democratic|Central African|Dominican|Soviet)\b.*|.*\b(?:Islands|Republic|Union|Federation)"
    r"|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Vatican"
)


def the(code: str) -> str:
    """`India`, `the United States`."""
    name = country_name(code)
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def whose(code: str) -> str:
    """`India’s`, `the United States’`."""
    return f"{the(code)}’" if the(code).endswith("s") else f"{the(code)}’s"


def opening(phrase: str) -> str:
    """A phrase as it stands at the beginning: `The United States’ exports`."""
    return phrase[:1].upper() + phrase[1:]
