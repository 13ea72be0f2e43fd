"""What does skipping leave out? The same stories with and without it.

    python -m benchmarks.skipping [--stories 2000]

Comity does not parse a text that names no actor. Here every story is parsed and coded all the same, and the records of
both ways are compared by id. Figures of a text that names no party at all are left out on purpose; an event or a thread
should not be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.stories import corpus, spread, written
from comity.actors import find_mentions
from comity.coding import code
from comity.coding.learned import pair_model
from comity.language import Analyser
from comity.pipeline import extract
from comity.reading import read
from comity.records import Document
from comity.settings import Settings


def main() -> int:
    """Print how many records of each kind only one of the ways gives; 1 where an event or a thread is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stories = written(spread(corpus(None, given.stories).lines, given.stories), Path(folder) / "stories.jsonl")
        documents = [each for each in read([str(stories)], settings=Settings()) if isinstance(each, Document)]
    skipping = {record.id: record.kind for _, records in extract(documents, settings=Settings()) for record in records}
    thorough = _everything(documents)
    left_out = Counter(kind for key, kind in thorough.items() if key not in skipping)
    added = Counter(kind for key, kind in skipping.items() if key not in thorough)
    print(f"{len(documents)} stories: {len(skipping)} records with skipping, {len(thorough)} without")
    print(f"left out by skipping: {dict(left_out)}; only with skipping: {dict(added)}")
    return int(bool(set(left_out) - {"figure"} or added))


def _everything(documents: Sequence[Document]) -> dict[str, str]:
    analyser, model = Analyser(Settings().spacy_model), pair_model()
    return {
        record.id: record.kind
        for analysis in analyser.analyse_many(documents)
        for record in code(analysis, find_mentions(analysis), model)
    }


if __name__ == "__main__":
    sys.exit(main())
