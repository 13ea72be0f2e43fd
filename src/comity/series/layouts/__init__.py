"""The layouts that files of statistics are published in, one module each."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from comity.series.layout import Layout

_LAST = "tidy"


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, by name; the generic one last, so that a published layout is recognised as what it is."""
    names = sorted((module.name for module in iter_modules(__path__)), key=lambda name: (name == _LAST, name))
    return tuple(getattr(import_module(f"{__name__}.{name}"), "LAYOUT") for name in names)  # noqa: B009
