"""Explicit mentions: the drafts of all words that name their actors, and the role phrases that do not."""

from __future__ import annotations

from comity.actors.drafting import Drafting
from comity.actors.names import NameDrafter
from comity.actors.offices import OfficeDrafter
from comity.actors.phrases import Phrases
from comity.actors.titles import TitleDrafter
from comity.language.analysis import Analysis


def explicit_drafts(analysis: Analysis) -> Drafting:
    """All explicit drafts of a document, with the role phrases left over for resolution."""
    drafting = Drafting(analysis)
    offices, names = OfficeDrafter(drafting), NameDrafter(drafting)
    titles = TitleDrafter(drafting, offices)
    for phrase in Phrases(analysis, drafting.atoms).found:
        offices.read(phrase)
    titles.from_tables()
    for atom in drafting.atoms.found:
        names.atom(atom)
    titles.from_focus()
    names.bare_names()
    titles.owned_by_names()
    return drafting
