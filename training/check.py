"""Check batches of the corpus and say what is in them: `python -m training.check [FILE…]`.

Prints counts by type and status, words that carry too many events, frames used twice, and lengths; exits with 1 where a
batch breaks the format or repeats itself.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

from training.corpus_text import CORPUS, CorpusError, Sentence, read_batch

TOO_MANY_TIMES = 4
TOO_NEAR = 0.5


def frame(sentence: Sentence) -> frozenset[str]:
    """The words outside the parties, without figures: what two sentences of one template share."""
    text = sentence.text
    for party in sorted(sentence.parties, key=lambda p: -p.start):
        text = text[: party.start] + " " + text[party.end :]
    return frozenset(re.findall(r"[a-z]{2,}", text.lower()))


def near(sentences: list[Sentence]) -> list[tuple[Sentence, Sentence, float]]:
    """Pairs of sentences whose frames overlap by `TOO_NEAR` (Jaccard) or more."""
    frames = [(s, frame(s)) for s in sentences]
    found = []
    for (a, left), (b, right) in combinations(frames, 2):
        if left and right and len(left & right) / len(left | right) >= TOO_NEAR:
            found.append((a, b, len(left & right) / len(left | right)))
    return found


def main(paths: list[Path]) -> int:
    """Check the batches; the exit status."""
    bad = 0
    for path in paths:
        try:
            sentences = read_batch(path)
        except CorpusError as error:
            print(f"error: {error}", file=sys.stderr)
            bad = 1
            continue
        events = [(s, e) for s in sentences for e in s.events]
        pairs = sum(len(s.parties) * (len(s.parties) - 1) for s in sentences)
        lengths = [len(s.text.split()) for s in sentences]
        empty = sum(not s.events for s in sentences)
        print(
            f"{path.stem}: {len(sentences)} sentences ({empty} without event),"
            f" {len(events)} events, {pairs} ordered pairs"
        )
        print("  types ", dict(Counter(e.type for _, e in events).most_common()))
        print("  status", dict(Counter(e.status for _, e in events).most_common()))
        print(
            "  words  <19:",
            sum(n < 19 for n in lengths),
            " 19-32:",
            sum(19 <= n <= 32 for n in lengths),
            " >32:",
            sum(n > 32 for n in lengths),
        )
        words = Counter(
            s.text[slice(*e.trigger)].lower()
            for s, e in {(s.id, e.type, e.trigger): (s, e) for s, e in events}.values()
        )
        often = {w: n for w, n in words.most_common() if n > TOO_MANY_TIMES}
        if often:
            print("  triggers used often:", often)
        for a, b, overlap in near(sentences):
            print(f"  too alike ({overlap:.2f}): lines {a.line} and {b.line}")
            bad = 1
        for s, n in zip(sentences, lengths, strict=True):
            if not 6 <= n <= 75:
                print(f"  line {s.line}: {n} words")
    return bad


if __name__ == "__main__":
    raise SystemExit(main([Path(a) for a in sys.argv[1:]] or sorted(CORPUS.glob("*.txt"))))
