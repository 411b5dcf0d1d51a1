"""Make the pictures of the README from the real app on the shipped figures: ``python tools/screenshots.py``.

Builds a snapshot in a folder of its own and opens the map in a local Chromium, so uploads never get into them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, ViewportSize, sync_playwright  # noqa: E402

from etl.ledger import State  # noqa: E402
from etl.snapshot import build  # noqa: E402
from tests.browser.looking import open_page, wait_for_map, wait_for_rest  # noqa: E402
from tests.support.browser import FLAGS, chromium_path  # noqa: E402
from tests.support.server import Server, start_server  # noqa: E402

TARGET = ROOT / "docs" / "images"
PICTURES = {"map.png": "/explore?lang=en", "map-km.png": "/explore?lang=km"}
SIZE: ViewportSize = {"width": 1366, "height": 900}


def take(browser: Browser, server: Server, name: str, path: str) -> None:
    """One picture of a page with its map drawn, in the light theme."""
    with browser.new_context(viewport=SIZE, color_scheme="light") as context:
        page = context.new_page()
        open_page(server, page, path)
        wait_for_map(page)
        wait_for_rest(page)
        page.screenshot(path=TARGET / name)


def main() -> None:
    """Write every picture anew."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium was found. Install it, then run this again.")
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        with start_server(Path(folder)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            for name, address in PICTURES.items():
                take(browser, server, name, address)
            browser.close()


if __name__ == "__main__":
    main()
