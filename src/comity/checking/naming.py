"""Parties in running text, for labels and reasons."""

from __future__ import annotations

from comity.actors.parties import country_name
from comity.records.series import WORLD

_ARTICLE = ("United ", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles")


def name_of(code: str) -> str:
    """A party in running text: "India", "the United States", "the world"."""
    if code == WORLD:
        return "the world"
    name = country_name(code)
    return f"the {name}" if name.startswith(_ARTICLE) else name


def owner(code: str) -> str:
    """Whose: "India's", "the United States'"."""
    name = name_of(code)
    return f"{name}'" if name.endswith("s") else f"{name}'s"
