"""What makes a page usable by all: axe-core finds nothing serious, and nothing is wider than window or phone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 AA, with the size of targets (24 px), and what axe-core advises beside it."""

SERIOUS = {"serious", "critical"}
WIDTHS = (1280, 390)


def assert_in_reach(page: Page) -> None:
    """Look at a page as wide as a window and as a phone. Raises AssertionError with what is out of reach."""
    axe = import_module("axe_playwright_python.sync_playwright").Axe()
    faults, widths = [], []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
        found = axe.run(page, options={"runOnly": RULES}).response["violations"]
        faults += [f"at {width} px: {_told(one)}" for one in found if one["impact"] in SERIOUS]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert faults == [], faults
    assert widths == list(WIDTHS), widths


def _told(violation: dict[str, Any]) -> str:
    return f"{violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
