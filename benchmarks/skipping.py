"""Does skipping lose a record? The same stories with and without what Comity leaves out.

    python -m benchmarks.skipping [--stories 2000]

Comity does not parse a text that names no actor, and does not ask the model about a sentence in which fewer than two
parties stand. Here every story is parsed and coded all the same, and the records of both ways are compared by id.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
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
    """Print how many records each way gives; 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stories = written(spread(corpus(None, given.stories).lines, given.stories), Path(folder) / "stories.jsonl")
        documents = [each for each in read([str(stories)], settings=Settings()) if isinstance(each, Document)]
    skipping = {record.id for _, records in extract(documents, settings=Settings()) for record in records}
    thorough = _everything(documents)
    print(f"{len(documents)} stories: {len(skipping)} records with skipping, {len(thorough)} without")
    print(f"lost by skipping: {len(thorough - skipping)}; only with skipping: {len(skipping - thorough)}")
    return int(skipping != thorough)


def _everything(documents: Sequence[Document]) -> set[str]:
    analyser, model = Analyser(Settings().spacy_model), pair_model()
    return {
        record.id
        for analysis in analyser.analyse_many(documents)
        for record in code(analysis, find_mentions(analysis), model)
    }


if __name__ == "__main__":
    sys.exit(main())
