"""Pictures of pages in Khmer for the workbook of a native reader, with the texts on each and how far down they stand.

``python tools/khmer_pictures.py FOLDER``, then ``python run.py khmer --out OUT.xlsx --pictures FOLDER``. By Chromium.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from bench.doors import PAGES  # noqa: E402
from etl.ledger import State  # noqa: E402
from etl.snapshot import build  # noqa: E402
from tests.support.browser import FLAGS, chromium_path  # noqa: E402
from tests.support.server import Server, start_server  # noqa: E402
from ui.parts import SESSION_COOKIE  # noqa: E402

MORE = (
    *(f"explore?ind=stunting&view={one}" for one in ("trend", "ranking", "groups", "change", "inequality", "table")),
    "rights?right=EDU",
    "messages?ind=stunting&area=KH16",
    "number?code=SRGS1-FES9F",
    "search?q=ស្លាប់",
    "recommendations?id=412ET-M4XKS",
)
TEXTS = """() => {
    const told = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    document.querySelectorAll('details').forEach(one => { one.open = true; });
    while (walk.nextNode()) {
        const node = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
        if (!text || !node || node.closest('script, style, template')) continue;
        const box = node.getBoundingClientRect();
        if (box.width) told.push([text, Math.max(0, Math.min(1, box.top / innerHeight))]);
    }
    return told;
}"""
WIDE, TALLEST = 1100, 5000
"""A page is drawn in a window as tall as it is, up to this; what lies lower has no picture."""


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    with tempfile.TemporaryDirectory() as home:
        build(State(Path(home)))
        with start_server(Path(home)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            context = browser.new_context(viewport={"width": WIDE, "height": 900}, service_workers="block")
            context.add_cookies([{"name": SESSION_COOKIE, "value": server.owner_token(), "url": server.url}])
            addresses = [one for one in (*PAGES, *MORE) if one not in ("nothing/at/all", "components")]
            for number, address in enumerate(addresses, 1):
                page = context.new_page()
                listed.append(taken(page, server, address, folder / f"{number:02}.jpg"))
                page.close()
            browser.close()
    (folder / "pictures.json").write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")


def taken(page: Page, server: Server, address: str, file: Path) -> dict[str, object]:
    """One page: its picture, and its texts with how far down they stand."""
    page.goto(f"{server.url}/{address}{'&' if '?' in address else '?'}lang=km")
    page.locator("h1").first.wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    tall = page.evaluate("() => document.querySelector('[data-testid=stMain] > div')?.scrollHeight ?? 900")
    page.set_viewport_size({"width": WIDE, "height": min(max(900, int(tall) + 60), TALLEST)})
    page.wait_for_timeout(1200)
    page.screenshot(path=str(file), type="jpeg", quality=55)
    return {"name": f"/{address}", "file": file.name, "texts": page.evaluate(TEXTS)}


if __name__ == "__main__":
    main()
