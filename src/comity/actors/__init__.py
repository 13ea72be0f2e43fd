"""Mentions become actors: states, offices, people with terms of office, bodies and organisations, with reasons."""

from comity.actors.domestic import domestic_mentions
from comity.actors.find import find_mentions, named
from comity.actors.mention import Mention, MentionKind

__all__ = ["Mention", "MentionKind", "domestic_mentions", "find_mentions", "named"]
