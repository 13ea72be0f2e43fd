"""The learned coder: given a sentence and two parties, which event does the first do to the second?

A small encoder (MiniLM, fine-tuned on the corpus in `training/`, int8, run by onnxruntime) judges marked pairs. It
proposes
nothing by itself and keeps nothing: `coding` asks it and settles. Without the extra `model` the rules work alone.
"""

from comity.coding.learned.coder import Judge, Judgement, PairModel, Question, installed, model_version, pair_model

__all__ = ["Judge", "Judgement", "PairModel", "Question", "installed", "model_version", "pair_model"]
