"""Comity: the evidence ledger of relations between states."""

__version__ = "0.4.0"
