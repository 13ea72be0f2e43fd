"""First and second persons: who "we", "I" and "you" are, in quotations, in transcripts, in a government's voice."""

from __future__ import annotations

from comity.actors.discourse import Discourse
from comity.actors.drafts import Draft, name_of
from comity.actors.mention import MentionKind
from comity.language.analysis import Analysis


class Speakers:
    """Who speaks at a place of the text, as the draft that names the speaker or the publisher's state."""

    def __init__(self, analysis: Analysis, discourse: Discourse) -> None:
        self._analysis = analysis
        self._discourse = discourse
        self._quotations = analysis.quotations
        self._by_voice: dict[int, Draft | None] = {}

    def voice_at(self, token: int) -> int | None:
        """The voice (its index) in whose direct speech a token stands; -1 where speech has no known voice."""
        word = self._analysis.tokens[token]
        for quotation in self._quotations:
            if quotation.start <= word.start < quotation.end:
                return -1 if quotation.voice is None else quotation.voice
            if quotation.start > word.start:
                break
        return self._analysis.sentences[word.sentence].voice

    def speaker(self, voice: int) -> Draft | None:
        """The draft that names a voice: the outermost one over its words."""
        if voice < 0:
            return None
        if voice not in self._by_voice:
            span = self._analysis.voices[voice]
            within = [d for d in self._discourse.history if d.start < span.end and d.end > span.start]
            within.sort(
                key=lambda draft: (draft.kind is not MentionKind.PERSON, -(draft.end - draft.start), draft.start)
            )
            self._by_voice[voice] = within[0] if within and len(within[0].codes) == 1 else None
        return self._by_voice[voice]

    def state(self, token: int) -> tuple[str, str] | None:
        """The state for which "we" or "our" stands at a token, and why; None where nobody says."""
        voice = self.voice_at(token)
        if voice is not None:
            speaker = self.speaker(voice)
            if speaker is None:
                return None
            words = self._analysis.document.text[speaker.start : speaker.end]
            return speaker.codes[0], f"{' '.join(words.split())} speaks here, of {name_of(speaker.codes[0])}"
        if self._discourse.publisher:
            state = self._discourse.publisher
            return state, f"the publisher speaks for {name_of(state)}"
        return None

    def addressee(self, token: int) -> tuple[str, Draft | None, str] | None:
        """Whom "you" stands for in direct speech: the code, the draft that names a person if any, and why.

        In a transcript of two speakers it is the other one; else the other side of the pair that the document is about.
        Where a voice has no known speaker (a journalist's question) nobody can tell.
        """
        voice = self.voice_at(token)
        if voice is None:
            return None
        speaker = self.speaker(voice)
        if speaker is None:
            return None
        known = [self.speaker(other) for other in range(len(self._analysis.voices))]
        if any(other is None for other in known):
            return None
        others = {other.codes: other for other in known if other is not None and other.codes != speaker.codes}
        if len(others) == 1:
            (other,) = others.values()
            words = " ".join(self._analysis.document.text[other.start : other.end].split())
            return other.codes[0], other, f"{words} is the other speaker"
        if others:
            return None
        code = self._discourse.counterpart(speaker.codes[0])
        return (code, None, f"{name_of(code)} is the other side of the document") if code else None
