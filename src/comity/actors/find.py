"""find_mentions: all words of a document that stand for actors."""

from __future__ import annotations

from comity.actors.drafts import finished
from comity.actors.explicit import explicit_drafts
from comity.actors.mention import Mention
from comity.actors.raw import names_actor
from comity.actors.resolve import resolved
from comity.language.analysis import Analysis


def find_mentions(analysis: Analysis) -> list[Mention]:
    """All mentions of a document, ordered by start; enclosing mentions come before those nested in them.

    Maximal phrases have `parent` None; names nested in them ("Russian" in "the Russian Foreign Minister") carry the
    index of the phrase. Words that do not name their actor ("both nations", "he", "the President") are resolved within
    the document, marked `inferred` with a reason, or left out where nothing in the document decides.
    """
    drafting = explicit_drafts(analysis)
    return finished(analysis, drafting.drafts + resolved(analysis, drafting))


def named(text: str) -> bool:
    """Whether a raw text names any actor at all. Needs no parse, and is much faster than one."""
    return names_actor(text)
