"""Who says it: the speaker of the words around a token, in direct or indirect speech."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.mention import Mention
from comity.coding.figures_lexicon import figure_words
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import Actor

_CLIMB = 6


def speaker_of(analysis: Analysis, mentions: Sequence[Mention], sentence: Sentence, token: Token) -> Actor | None:
    """The actor whose words hold the token, or None for the publisher's own voice.

    Direct speech: the voice of the sentence or of the quotation. Indirect speech: the subject of the verb of saying
    that governs the clause. `mentions` are those of the document; words that name a speaker nobody knows give None.
    """
    index = sentence.voice
    if index is None:
        index = next((q.voice for q in analysis.quotations if q.start <= token.start and token.end <= q.end), None)
    if index is not None:
        voice = analysis.voices[index]
        return _actor(mentions, voice.start, voice.end)
    node = token
    for _ in range(_CLIMB):
        if node.head == node.i:
            return None
        above = analysis.tokens[node.head]
        if node.dep == "ccomp" and above.lemma in figure_words().saying:
            subject = next((child for child in analysis.children(above) if child.dep == "nsubj"), None)
            return _actor(mentions, subject.start, subject.end) if subject is not None else None
        node = above
    return None


def _actor(mentions: Sequence[Mention], start: int, end: int) -> Actor | None:
    """The first actor of the widest mention that shares characters with [start, end)."""
    near = [mention for mention in mentions if mention.start < end and mention.end > start]
    return max(near, key=lambda mention: mention.end - mention.start).actors[0] if near else None
