"""The ledger as files for other programs: the records contract, flat tables, and CAMEO-style dyadic events."""

from comity.export.cameo import write_cameo
from comity.export.rows import chosen_rows
from comity.export.tables import write_csv, write_jsonl, write_parquet

__all__ = ["chosen_rows", "write_cameo", "write_csv", "write_jsonl", "write_parquet"]
