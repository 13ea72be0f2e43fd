"""Quotations and who is quoted.

The speaker is looked for, in this order: a verb of speaking (or "according to X") in the same sentence, outside the
quotation; the quotation before it in the same paragraph, when this one stands on its own; a sentence before it that
ends with a colon; the quotation that this paragraph continues. A sentence that lies wholly inside a quotation has the
quotation's voice.
"""

from __future__ import annotations

from dataclasses import replace

from comity.language.analysis import Analysis, Quotation, Sentence, Token, Voice
from comity.language.quote_marks import ALL_MARKS, pairs
from comity.language.vocabulary import words

SPEECH_VERBS = words(
    "say tell add note state declare announce warn claim stress emphasize emphasise underline underscore "
    "insist argue explain ask reply respond answer write tweet post comment observe remark conclude continue "
    "point recall describe call admit acknowledge affirm reaffirm assert maintain suggest quote read "
    "reiterate believe think cite urge promise pledge vow confirm deny accuse complain concede cry exclaim "
    "recount report reveal state highlight caution conclude label dub term characterize"
)
_MARKS = "\"“”„‟«»‘’'` \n\t.,;:!?"
_SHORT = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEFT = frozenset(
    {"det", "compound", "amod", "poss", "nmod", "nummod", "case", "punct", "predet", "quantmod", "advmod"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_quotations(analysis: Analysis) -> None:
    """Fill `analysis.quotations`, add the speakers to `analysis.voices`, set the voice of sentences wholly quoted."""
    text = analysis.document.text
    if not ALL_MARKS.search(text):
        return
    quotations: list[Quotation] = []
    speakers: dict[tuple[int, int], int] = {(voice.start, voice.end): n for n, voice in enumerate(analysis.voices)}
    running, carried = False, None
    pending: list[int] = []  # pieces of the running quotation that still wait for their speaker
    for sentences in _paragraphs(analysis.sentences):
        start, end = sentences[0].start, sentences[-1].end
        if not running and not ALL_MARKS.search(text, start, end):
            continue
        spans, left_open, continues = pairs(text, start, end, running)
        if left_open and not _next_opens(analysis, sentences[-1]):
            # a mark that is never closed: what it opened cannot be told, unless it opened the paragraph itself
            spans = spans[:-1] if spans[-1][0] > start + 1 else spans
            left_open = False
        last: int | None = carried if continues else None
        pending = pending if continues else []
        first_of_paragraph = True
        for low, high in spans:
            if not _is_speech(analysis, low, high):
                continue
            voice = _speaker(analysis, low, high, last, speakers, first_of_paragraph)
            if voice is not None:
                for n in pending:
                    quotations[n] = replace(quotations[n], voice=voice)
                pending = []
            elif first_of_paragraph and (left_open or continues):
                pending.append(len(quotations))
            quotations.append(Quotation(low, high, voice))
            last = voice if voice is not None else last
            first_of_paragraph = False
        running, carried = left_open, last
    _backfill(quotations, analysis)
    analysis.quotations = quotations
    _voice_sentences(analysis)


def _paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if groups and groups[-1][0].paragraph == sentence.paragraph:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _next_opens(analysis: Analysis, last: Sentence) -> bool:
    """Whether the next paragraph begins with an opening mark."""
    if last.index + 1 >= len(analysis.sentences):
        return False
    return analysis.document.text[analysis.sentences[last.index + 1].start] in '"“„«‟'


def _is_speech(analysis: Analysis, start: int, end: int) -> bool:
    """Direct speech, not a quoted name, title or term: it has a finite verb, or is a long stretch that is no title."""
    words = [token for token in analysis.tokens_in(start, end) if token.pos not in ("PUNCT", "SPACE")]
    if len(words) < 2:
        return False
    large = [token for token in words if token.pos in ("NOUN", "PROPN", "ADJ", "VERB", "ADV")]
    title = len(large) > 1 and sum(token.text[0].isupper() for token in large) >= 0.7 * len(large)
    if any(token.tag in _FINITE for token in words) and len(words) >= 3 and not (title and len(words) < _SHORT):
        return True
    if title:
        return False
    return len(words) >= _SHORT or (len(words) >= 4 and analysis.document.text[end - 1] in ".,!?")


def _speaker(
    analysis: Analysis, start: int, end: int, last: int | None, speakers: dict[tuple[int, int], int], first: bool
) -> int | None:
    opening, closing = analysis.sentence_at(start), analysis.sentence_at(end - 1)
    named: Token | None = None
    for sentence in dict.fromkeys(s for s in (closing, opening) if s is not None):
        named = _cue(analysis, sentence, start, end)
        if named is not None:
            break
    if named is None and opening is not None and first and last is None:
        named = _cue_before(analysis, opening, start)
    if named is None:
        return last
    span = _phrase(analysis, named)
    if span not in speakers:
        speakers[span] = len(analysis.voices)
        analysis.voices.append(Voice(*span))
    return speakers[span]


def _cue(analysis: Analysis, sentence: Sentence, start: int, end: int) -> Token | None:
    """The subject of the verb of speaking nearest to the quotation, outside it, in one sentence."""
    tokens = analysis.tokens
    outside = [t for t in analysis.of(sentence) if t.end < start or t.start >= end]
    best: tuple[int, Token] | None = None
    for token in outside:
        if token.lemma in SPEECH_VERBS and token.pos == "VERB":
            subject = _subject(analysis, token, start, end)
        elif token.lower == "according":
            subject = next(
                (
                    tokens[j]
                    for i in token.children
                    if tokens[i].lower == "to"
                    for j in tokens[i].children
                    if tokens[j].dep == "pobj"
                ),
                None,
            )
        else:
            continue
        if subject is None:
            continue
        distance = start - token.end if token.end <= start else token.start - end
        if best is None or distance < best[0]:
            best = (distance, subject)
    return best[1] if best else None


def _subject(analysis: Analysis, verb: Token, start: int, end: int) -> Token | None:
    tokens = analysis.tokens
    for _ in range(4):
        for i in verb.children:
            child = tokens[i]
            if child.dep in _SUBJECTS and not start <= child.start < end:
                if child.tag in ("WP", "WDT") and verb.dep == "relcl":
                    return tokens[verb.head]
                return child
            if child.dep == "agent" and verb.tag == "VBN":
                for j in child.children:
                    if tokens[j].dep == "pobj":
                        return tokens[j]
        if (
            verb.dep in ("conj", "advcl", "xcomp", "acl", "ccomp", "parataxis")
            and verb.head != verb.i
            and tokens[verb.head].pos in ("VERB", "AUX")
        ):
            if verb.dep == "ccomp" and verb.tag not in ("VBG", "VBN"):
                return None
            verb = tokens[verb.head]
        elif verb.dep in ("acl", "relcl") and tokens[verb.head].pos in ("NOUN", "PROPN"):
            return tokens[verb.head]
        else:
            return None
    return None


def _cue_before(analysis: Analysis, opening: Sentence, start: int) -> Token | None:
    """The speaker of the sentence before, when that ends with a colon and the quotation opens its own sentence."""
    if analysis.document.text[opening.start : start].strip(_MARKS) or opening.index == 0:
        return None
    before = analysis.sentences[opening.index - 1]
    body = analysis.document.text[before.start : before.end]
    if not body.endswith(":"):
        return None
    for token in reversed(analysis.of(before)):
        if token.lemma in SPEECH_VERBS and token.pos == "VERB":
            subject = _subject(analysis, token, start, start)
            if subject is not None:
                return subject
    return None


def _phrase(analysis: Analysis, head: Token) -> tuple[int, int]:
    """The noun phrase of a speaker: modifiers to the left, "of ..." to the right, no clauses."""
    tokens = analysis.tokens
    first = head.i
    for i in reversed(head.children):
        if i == first - 1 or (i < first and tokens[i].dep in _LEFT):
            if tokens[i].dep not in _LEFT or tokens[i].text in ',"“”':
                break
            inner = min([i, *(t.i for t in analysis.subtree(tokens[i]))])
            first = min(first, inner)
    end = head.end
    for token in tokens[head.i + 1 : head.i + 6]:  # a name that the parser cut in two
        if token.pos not in ("PROPN", "NOUN") or token.sentence != head.sentence or token.start - end > 1:
            break
        end = token.end
    for i in head.children:
        if i > head.i and tokens[i].lower == "of" and tokens[i].dep == "prep":
            end = max(t.end for t in analysis.subtree(tokens[i]) if t.pos not in ("PUNCT",))
            break
    return tokens[first].start, end


def _backfill(quotations: list[Quotation], analysis: Analysis) -> None:
    """A quotation that opens a paragraph without a cue takes the voice of the next one there (""A. B," he said")."""
    for n in range(len(quotations) - 2, -1, -1):
        one, following = quotations[n], quotations[n + 1]
        if one.voice is None and following.voice is not None:
            here, there = analysis.sentence_at(one.start), analysis.sentence_at(following.start)
            if here is not None and there is not None and here.index == there.index:
                quotations[n] = replace(one, voice=following.voice)


def _voice_sentences(analysis: Analysis) -> None:
    text = analysis.document.text
    spoken = [q for q in analysis.quotations if q.voice is not None]
    if not spoken:
        return
    at = 0
    for n, sentence in enumerate(analysis.sentences):
        while at < len(spoken) and spoken[at].end <= sentence.start:
            at += 1
        if at == len(spoken):
            break
        quotation = spoken[at]
        low, high = sentence.start, sentence.end
        while low < high and text[low] in _MARKS:
            low += 1
        while high > low and text[high - 1] in _MARKS:
            high -= 1
        if low < high and quotation.start <= low and high <= quotation.end:
            analysis.sentences[n] = replace(sentence, voice=quotation.voice)
