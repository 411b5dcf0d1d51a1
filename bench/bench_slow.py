"""A phone on a slow line: when the first words are there, when the first map, and how many bytes that took.

Chromium at the size of a phone opens pages through a line of 300 ms and 1 Mbit/s, first with nothing kept, then once
more with what it kept, in one run against the state before anything was done for slow lines (``SLOW_BEFORE`` names
another commit, none leaves it out; ``SLOW_PAGES`` other pages). What was measured stands in ``bench/results/slow.csv``.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from bench.measure import Case, measured
from bench.slow_line import SlowLine, slow_line
from childrights.i18n import LANGUAGES
from etl.ledger import State
from etl.snapshot import build
from tests.support.browser import FLAGS, PHONE, chromium_path
from tests.support.server import ROOT, start_server
from ui.shell.front_page import addresses

RESULTS = Path(__file__).resolve().parent / "results" / "slow.csv"
BEFORE = os.environ.get("SLOW_BEFORE", "ee5a3a3e")
ALL = ("", "explore?ind=stunting", "explore?ind=stunting&lang=km", "province?area=KH16", "rights?right=EDU")
PAGES = tuple(os.environ["SLOW_PAGES"].split()) if "SLOW_PAGES" in os.environ else ALL
TEXT_S, MAP_S, MAP_BYTES, AGAIN_S = 4.0, 10.0, 1_500_000.0, 2.0
LONGEST_S, QUIET_S = 150.0, 2.0
NARROW = 320
"""Pixels of the narrowest screen that everything fits, in either language."""
LOOK = """
window.crSeen = {};
(() => {
  const shown = node => node && node.getBoundingClientRect().width > 40 && node.getBoundingClientRect().height > 10
    && getComputedStyle(node).visibility !== 'hidden';
  const some = which => [...document.querySelectorAll(which)].some(shown);
  const look = () => {
    const at = (name, is) => { if (!crSeen[name] && is) crSeen[name] = Date.now(); };
    if (document.body) {
      const app = document.querySelector('.stApp h1.cr-title');
      at('text', [...document.querySelectorAll('h1')].some(one => shown(one) && one.innerText.trim()));
      at('app', app && app.innerText.trim());
      at('plot', document.querySelectorAll('.choroplethlayer path').length > 20);
      at('map', crSeen.plot || some('#cr-first .cr-drawn, .cr-held .cr-drawn, .cr-front-map img'));
    }
    requestAnimationFrame(look);
  };
  look();
})();
"""
WIDEST = "Math.max(document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth)"
COLUMNS = ("state", "page", "visit", "text_s", "map_s", "app_s", "plot_s", "kB_until_map", "kB", "connections")
Row = dict[str, str | float]


def cases() -> Iterator[Case]:
    """Both states, then what was asked for."""
    rows: list[Row] = []
    narrow: list[str] = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        home = Path(folder) / "home"
        build(State(home))
        playwright = opened.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[one for one in FLAGS if "js-flags" not in one]
        )
        opened.callback(browser.close)
        for state, script in (("before", _before(Path(folder))), ("now", ROOT / "dashboard.py")):
            if script is None:
                continue
            with start_server(home, script) as server:
                narrow = _off_the_edge(browser, server.url) if state == "now" and "SLOW_PAGES" not in os.environ else []
                for page in PAGES:
                    ask_until_made(f"{server.url}/{page}", tries=20 if state == "now" else 1)
                for page in PAGES:
                    with slow_line(server.port) as (line, near):
                        rows += list(_visits(browser, line, f"{near}/{page}", state, page))
    _write(rows)
    if "SLOW_PAGES" not in os.environ:
        yield measured(f"pages off the edge at {NARROW} px", ", ".join(narrow) or "none", len(narrow), 0.0, "pages")
    for row in rows:
        if row["state"] == "now":
            yield from _promised(row)


def ask_until_made(address: str, tries: int) -> None:
    """Ask for a page as others did before: nobody waits for what a server makes once, also on a busy machine."""
    for _ in range(tries):
        with urlopen(Request(address, headers={"Accept": "text/html"}), timeout=60) as answer:
            if b'id="cr-first"' in answer.read():
                return


def _promised(row: Row) -> Iterator[Case]:
    name = f"{row['page'] or 'overview'}, {row['visit']} visit"
    text = AGAIN_S if row["visit"] == "second" else TEXT_S
    yield measured(f"{name}: words", "seconds until a finding can be read", float(row["text_s"] or 999), text)
    if row["map_s"]:
        allowed = AGAIN_S if row["visit"] == "second" else MAP_S
        yield measured(f"{name}: map", "seconds until a map is there", float(row["map_s"]), allowed)
        kilobytes = 1000 * float(row["kB_until_map"])
        yield measured(f"{name}: bytes", "all that travelled until then", kilobytes, MAP_BYTES, "bytes")


def _visits(browser: Browser, line: SlowLine, address: str, state: str, page: str) -> Iterator[Row]:
    """A first visit with nothing kept, and a second with what the browser kept of it."""
    context = browser.new_context(viewport=PHONE)
    try:
        for visit in ("first", "second"):
            tab = context.new_page()
            tab.add_init_script(LOOK)
            line.forget()
            begun, shift = time.time(), time.time() - time.monotonic()
            tab.goto(address, wait_until="commit", timeout=1000 * LONGEST_S)
            seen = _looked_at(tab, line, has_map="explore" in page)
            until = seen.get("map", 0) / 1000
            told = {f"{name}_s": round(seen[name] / 1000 - begun, 2) if name in seen else "" for name in _MILESTONES}
            yield {
                "state": state,
                "page": page,
                "visit": visit,
                **told,
                "kB_until_map": round(line.bytes_until(until - shift) / 1000) if until else "",
                "kB": round(line.bytes_until(time.monotonic()) / 1000),
                "connections": line.connections,
            }
            tab.close()
    finally:
        context.close()


_MILESTONES = ("text", "map", "app", "plot")


def _off_the_edge(browser: Browser, site: str) -> list[str]:
    """The pages of which something lies beyond the edge of the narrowest screen."""
    found: list[str] = []
    context = browser.new_context(viewport={"width": NARROW, "height": 640}, service_workers="block")
    try:
        tab = context.new_page()
        for page in (f"{one}?lang={lang}" for one in sorted(addresses()) for lang in LANGUAGES):
            tab.goto(f"{site}/{page}")
            tab.wait_for_selector(".stApp h1", timeout=1000 * LONGEST_S)
            tab.wait_for_selector("#cr-first", state="detached", timeout=1000 * LONGEST_S)
            tab.wait_for_timeout(1000)
            if tab.evaluate(WIDEST) > NARROW:
                found.append(page)
    finally:
        context.close()
    return found


def _looked_at(tab: object, line: SlowLine, *, has_map: bool) -> dict[str, float]:
    """When what was there, in milliseconds since 1970, once all of it is and nothing travels any more."""
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST_S:
        tab.wait_for_timeout(250)  # type: ignore[attr-defined]
        seen: dict[str, float] = tab.evaluate("window.crSeen ?? {}")  # type: ignore[attr-defined]
        last = line.arrivals[-1][0] if line.arrivals else begun
        whole = "app" in seen and ("plot" in seen or not has_map)
        if whole and time.monotonic() - last > QUIET_S:
            return seen
    return seen


def _before(folder: Path) -> Path | None:
    """The dashboard as it was at ``BEFORE``, unpacked; none where nobody knows that commit here."""
    if not BEFORE:
        return None
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", BEFORE], capture_output=True, check=False)
    if packed.returncode:
        return None
    place = folder / "before"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as found:
        found.extractall(place, filter="data")
    return place / "dashboard.py"


def _write(rows: list[Row]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
