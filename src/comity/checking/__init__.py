"""Figures meet series: deterministic arithmetic, a verdict, and its working."""
