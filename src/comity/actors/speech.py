"""First persons: whose "we", "our" and "I" are, in quotations, in transcripts, and in a government's own voice."""

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
