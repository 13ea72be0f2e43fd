"""Records and marked pairs against gold: precision, recall, F1, accuracy, as docs/records.md defines them."""

from comity.evaluation.gold import GoldDocument, read_gold
from comity.evaluation.score import Counts, Report, score

__all__ = ["Counts", "GoldDocument", "Report", "read_gold", "score"]
