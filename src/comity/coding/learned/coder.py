"""The model at work: questions in, judgements out. Needs the extra `model` (onnxruntime and tokenizers)."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from comity.coding.learned.marking import SPECIAL, Span, marked, original
from comity.errors import ComityError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FOLDER = "model"
_ANSWERS = ("relation", "type", "status", "mode", "contexts", "pillars", "trigger")


@dataclass(frozen=True, slots=True)
class Question:
    """A pair in a sentence: half-open intervals of `text`; `trigger` is the word asked about, or None for any."""

    text: str
    source: Span
    target: Span
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model makes of a question. Probabilities are calibrated and rounded to four places.

    `event` is the chance that the source does anything to the target (with the trigger asked about, if any). `types`
    and `statuses` hold the chance of each given that it does, `contexts` and `pillars` that of each by itself, and
    `modes` (as `TYPE/mode`) only an order within a type. `pointed` is where the model sees the word that says so: a
    character of the text, or None where a trigger was asked about.
    """

    event: float
    types: dict[str, float]
    statuses: dict[str, float]
    modes: dict[str, float]
    contexts: dict[str, float]
    pillars: dict[str, float]
    pointed: int | None

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda kind: (self.types[kind], kind))

    @property
    def status(self) -> str:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: (self.statuses[status], status))


class Judge(Protocol):
    """Whatever answers questions about pairs."""

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """A judgement for each question, in order; each depends on its question alone."""
        ...


class PairModel:
    """The shipped model. Answers depend on the question alone, not on what is asked beside it: each is run by itself,
    without padding, because eight-bit arithmetic scales by all that is in a batch."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = resources.files(__package__).joinpath(FOLDER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # It ships with its operators fused; fusing further makes it slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(
            folder.joinpath("pairs.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self._tokenizer.enable_truncation(160)
        self._labels = json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8"))
        if any(self._tokenizer.token_to_id(mark) is None for mark in SPECIAL):
            raise ComityError("the shipped model is damaged (its tokenizer lacks the marks): install Comity again")

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """A judgement for each question, in order."""
        shown = [marked(q.text, q.source, q.target, q.trigger) for q in questions]
        encodings = self._tokenizer.encode_batch(shown)
        answered = zip(questions, shown, encodings, map(self._run, encodings), strict=True)
        return [self._judgement(*each) for each in answered]

    def _run(self, encoding: Any) -> list[Floats]:
        import numpy as np

        ids = np.array([encoding.ids], dtype=np.int64)
        return [answer[0] for answer in self._session.run(_ANSWERS, {"ids": ids})]

    def _judgement(self, question: Question, shown: str, encoding: Any, answers: list[Floats]) -> Judgement:
        relation, kinds, status, mode, contexts, pillars, trigger = answers
        heat = self._labels["heat"]
        labels = self._labels
        return Judgement(
            _chance(float(relation) * heat["relation"] + heat["relation_shift"]),
            _shares(labels["types"], kinds * heat["type"]),
            _shares(labels["statuses"], status * heat["status"]),
            dict(zip(labels["modes"], (float(m) for m in mode), strict=True)),
            {name: _chance(float(logit)) for name, logit in zip(labels["contexts"], contexts, strict=True)},
            {name: _chance(float(logit)) for name, logit in zip(labels["pillars"], pillars, strict=True)},
            None if question.trigger else _pointed(question, shown, encoding, trigger),
        )


def _chance(logit: float) -> float:
    return round(1 / (1 + math.exp(-max(-60.0, min(60.0, logit)))), 4)


def _shares(names: Sequence[str], logits: Floats) -> dict[str, float]:
    import numpy as np

    raised = np.exp(logits - logits.max())
    return {name: round(float(share), 4) for name, share in zip(names, raised / raised.sum(), strict=True)}


def _pointed(question: Question, shown: str, encoding: Any, logits: Floats) -> int | None:
    """Where in the text the likeliest trigger begins; None where the model points at a mark or nowhere."""
    piece = int(logits.argmax())
    start, end = encoding.offsets[piece]
    word = shown[start:end]
    if not word or encoding.special_tokens_mask[piece] or word in SPECIAL:
        return None
    return original(question.text, (question.source, question.target), start)


@cache
def installed() -> bool:
    """Whether the extra `model` is there; without it the rules alone code."""
    return find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


@cache
def pair_model() -> PairModel | None:
    """The shipped model, loaded once in each process; None where the extra is not installed."""
    return PairModel() if installed() else None


@cache
def model_version() -> str | None:
    """Name of the model with the first letters of its digest, such as `pairs-1f0c9a2b`; None without the extra."""
    if not installed():
        return None
    whole = resources.files(__package__).joinpath(FOLDER, "pairs.onnx").read_bytes()
    return f"pairs-{hashlib.sha256(whole).hexdigest()[:8]}"
