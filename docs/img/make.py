"""Make the pictures of the README: the top of a brief, and a citation opened at its sentence.

    python docs/img/make.py BRIEF.html

takes the page that `comity brief IND-RUS --output BRIEF.html` wrote from the example documents, opens it with the
system's Chromium, and writes brief.png and citation.png beside this file. Needs Playwright of requirements-dev.txt.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
SIZE = (1280, 920)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main(brief: Path) -> None:
    """Write both pictures. Exits with a message where there is no Chromium or no such page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no chromium on PATH: install the system's package")
    if not brief.is_file():
        sys.exit(f"no page {brief}: write it with  comity brief IND-RUS --output {brief}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
        page.goto(brief.resolve().as_uri())
        page.screenshot(path=HERE / "brief.png")
        open_citation(page)
        page.screenshot(path=HERE / "citation.png")
        browser.close()


def open_citation(page: Page) -> None:
    """Open the citation of the first meeting with the brief still to be seen behind it."""
    page.locator("#meetings").scroll_into_view_if_needed()
    page.locator("#meetings .cite").nth(1).click()
    page.locator("#reader mark.here").first.wait_for(state="visible")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "brief.html"))
