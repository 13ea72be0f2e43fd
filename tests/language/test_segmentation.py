"""Texts of any layout become sentences with exact offsets; every token belongs to one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.language import Analyser, Analysis
from comity.records import Document

_CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("segmentation.yaml").read_text(encoding="utf-8"))
_PIECES = (
    "India Russia said. agreed “we ” \" ' ‘ ’ « » \n \n\n \n\n\n    \t - • 1. (a) * * * : Putin: Q: MOSCOW, "
    "(Reuters) U.S. Mr. 5.3 $2 billion 2022 é e\u0301 \U0001f600 שלום مرحبا \u200b \u00a0 \u3000 \r\n ... … "
    "? ! 7 November , ; the of"
)
_HARD_LAYOUTS = st.lists(st.sampled_from(_PIECES.split(" ")), max_size=40).map(" ".join)


def _analysis(analyser: Analyser, text: str) -> Analysis:
    return analyser.analyse(Document(id="d", text=text))


def _check_invariants(analysis: Analysis) -> None:
    text, tokens = analysis.document.text, analysis.tokens
    end = 0
    for number, sentence in enumerate(analysis.sentences):
        body = text[sentence.start : sentence.end]
        assert body and body == body.strip()
        assert sentence.index == number
        assert sentence.start >= end
        assert sentence.first < sentence.last
        end = sentence.end
        for token in analysis.of(sentence):
            assert token.sentence == number
            assert sentence.start <= token.start < token.end <= sentence.end
            assert sentence.first <= token.head < sentence.last
            assert all(tokens[child].head == token.i for child in token.children)
    assert [token.i for token in tokens] == list(range(len(tokens)))
    assert sum(sentence.last - sentence.first for sentence in analysis.sentences) == len(tokens)
    for voice in analysis.voices:
        assert 0 <= voice.start < voice.end <= len(text)
    for quotation in analysis.quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)
    for quantity in analysis.quantities:
        assert text[quantity.start : quantity.end] == quantity.text
    for mention in analysis.dates:
        assert text[mention.start : mention.end] == mention.period.text


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_sentences_of_a_layout(analyser: Analyser, case: dict[str, Any]) -> None:
    analysis = _analysis(analyser, case["text"])
    _check_invariants(analysis)
    found = [f"{s.kind.value}: {case['text'][s.start : s.end]}".replace("\n", " ") for s in analysis.sentences]
    assert [" ".join(line.split()) for line in found] == [" ".join(line.split()) for line in case["want"]]


@given(text=_HARD_LAYOUTS)
@settings(max_examples=80, deadline=None)
def test_offsets_hold_in_any_text(analyser: Analyser, text: str) -> None:
    _check_invariants(_analysis(analyser, text))


@given(text=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_offsets_hold_in_any_characters(analyser: Analyser, text: str) -> None:
    _check_invariants(_analysis(analyser, text))


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "* * *", "-"])
def test_texts_without_words_have_no_statement(analyser: Analyser, text: str) -> None:
    analysis = _analysis(analyser, text)
    _check_invariants(analysis)


def test_a_very_long_paragraph_is_analysed_whole(analyser: Analyser) -> None:
    text = "Russia and India signed an agreement on trade. " * 900
    analysis = _analysis(analyser, text.strip())
    _check_invariants(analysis)
    assert len(analysis.sentences) == 900


def test_a_long_text_without_sentence_ends_is_analysed(analyser: Analyser) -> None:
    _check_invariants(_analysis(analyser, "a" * 45_000 + " end"))


def test_many_documents_give_the_same_as_one_at_a_time(analyser: Analyser) -> None:
    texts = ["Putin met Modi on Monday.", "", "Trade rose 5 percent.", "“We agree,” Modi said."]
    documents = [Document(id=str(n), text=text) for n, text in enumerate(texts)]
    together = list(analyser.analyse_many(documents, batch_size=3))
    assert [analysis.document.id for analysis in together] == ["0", "1", "2", "3"]
    for document, analysis in zip(documents, together, strict=True):
        alone = analyser.analyse(document)
        assert analysis.sentences == alone.sentences
        assert [(t.text, t.lemma, t.tag, t.dep, t.head) for t in analysis.tokens] == [
            (t.text, t.lemma, t.tag, t.dep, t.head) for t in alone.tokens
        ]


def test_freed_parser_memory_changes_nothing(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document(id=str(n), text=f"Zyxwv{n} met Modi; trade rose {n} percent in Qwerty{n}.") for n in range(9)]
    before = [[(t.text, t.lemma, t.dep) for t in a.tokens] for a in analyser.analyse_many(documents, batch_size=2)]
    monkeypatch.setattr("comity.language.analyser._VOCABULARY", 0)
    after = [[(t.text, t.lemma, t.dep) for t in a.tokens] for a in analyser.analyse_many(documents, batch_size=2)]
    fresh = [[(t.text, t.lemma, t.dep) for t in a.tokens] for a in Analyser().analyse_many(documents, batch_size=2)]
    assert before == after == fresh


def test_lemmas_and_parts_of_speech_are_those_of_the_model(analyser: Analyser) -> None:
    analysis = _analysis(analyser, "The ministers have been discussing two bigger reactors.")
    assert [t.lemma for t in analysis.tokens] == [
        "the",
        "minister",
        "have",
        "be",
        "discuss",
        "two",
        "big",
        "reactor",
        ".",
    ]
    assert [t.pos for t in analysis.tokens] == ["DET", "NOUN", "AUX", "AUX", "VERB", "NUM", "ADJ", "NOUN", "PUNCT"]


def test_a_missing_model_is_an_input_error() -> None:
    from comity.errors import InputError

    with pytest.raises(InputError, match="not installed"):
        Analyser("xx_no_such_model").analyse(Document(id="d", text="Hello."))
