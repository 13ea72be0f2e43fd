"""Ledger rows become findings about a dyad: what changed, what was promised, who met whom, who disagrees."""
