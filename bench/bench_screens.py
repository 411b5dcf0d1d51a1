"""Every page as nobody, and what reads otherwise as a contributor and as the owner, in both languages, light and dark,
at a desk and on a telephone: nothing serious for axe, nothing sideways, no complaint of the browser, no request to
another computer.

The pages are those of ``pages/``, so that a new one is looked at without being named here; what a page hides behind an
address or a press is listed. ``python run.py bench screens``
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.doors import PAGES
from bench.measure import Case, measured
from bench.planted_counts import COUNT, OWNER, SENDER, STEWARD, PlantedWorld, make_people, publish_all, send
from childrights.i18n import LANGUAGES
from childrights.papers import Choice
from etl.accounts import add_account, password_link
from etl.ledger import State
from etl.papers import comment_on, make_paper, save_text
from etl.permissions import Role
from etl.snapshot import build
from tests.browser.looking import AT_REST
from tests.support.browser import DESKTOP, FLAGS, PHONE, Watch, chromium_path, wait_until
from tests.support.server import Server, start_server
from tests.support.workbooks import table_workbook
from ui.parts import SESSION_COOKIE

RESULTS = Path(__file__).parent / "results" / "screens.csv"
SERIOUS = ("serious", "critical")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LEFT_OUT = ("nothing/at/all", "components")
"""What is no page, and the page for those who build, whose eighteen figures never come to rest on a busy computer."""
BEHIND = (
    "explore?view=trend&by=place",
    "explore?view=ranking",
    "explore?view=change",
    "explore?view=groups",
    f"explore?ind={COUNT}&view=table&members=any",
    "rights?right=EDU",
    "province?area=KH05",
    "messages?ind=stunting&area=KH05",
    "papers?paper=P00001",
    "papers?paper=P00001&chapter=ask",
    "preview?upload=U0002",
    "mirror?mirror_member=Member A",
    "search?q=stunting",
    "talk?add=view&ind=stunting&view=map",
    "sign-in",
)
"""What stands behind an address."""
SAME_FOR_ALL = (
    "explore",
    "rights",
    "province",
    "gaps",
    "search",
    "messages",
    "about",
    "sources",
    "data",
    "components",
    "help",
    "number",
)
"""Pages on which it makes no difference who is there."""
LONGEST_MS, SETTLES_MS = 120_000, 600
"""A page of eighteen figures, on a computer that does much else; and colours that fade into those of another theme."""


def cases() -> Iterator[Case]:
    """Faults found, none of which is allowed."""
    if (program := chromium_path()) is None:
        yield measured("screens", "no Chromium on this computer", 1.0, 1.0, "")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        world = _world(home)
        add_account(world.state, "new", name="New", roles=[Role.STEWARD], who=OWNER)
        link = password_link(world.state, "new", who=OWNER).token
        with start_server(home) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            people = {"nobody": "", SENDER.name: world.tokens[SENDER.name], "owner": server.owner_token()}
            for who, token in people.items():
                context, watch = browser.new_context(viewport=DESKTOP), Watch()
                if token:
                    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server.url}])
                watch.follow(context)
                addresses = _addresses(who, link)
                found = list(_looked(context, server, who, addresses))
                found += [f"{who}: {one}" for one in (*watch.console, *watch.failed, *watch.outside)]
                context.close()
                yield _told(who, found, len(addresses))  # each as soon as it is known: all of it takes long
            browser.close()


def _world(home: Path) -> PlantedWorld:
    """A state in which every page has something to show."""
    state = State(home)
    build(state)
    world = PlantedWorld(state, None)
    make_people(world)
    head = ["Province", "Sex", "Children reintegrated into families 2022"]
    rows = [("Takeo", "Total", 47), ("Takeo", "Boys", 43), ("Takeo", "Girls", 4), ("Kep", "Total", 25)]
    send(world, "shown", table_workbook(head, rows))
    publish_all(world)
    send(world, "waits", table_workbook(head, [("Kep", "Total", 27)]))
    make_paper(state, Choice("statement", "en", rights=("DHW",)), title="Joint statement", who=STEWARD)
    save_text(state, "P00001", "ask", "Ban beating.", began_from=0, who=STEWARD)
    comment_on(state, "P00001", "ask", "Say by when", who=STEWARD)
    return world


def _addresses(who: str, link: str) -> list[str]:
    """Where somebody looks; ``link`` is that of an invitation."""
    every = [*(one for one in PAGES if one not in LEFT_OUT), *BEHIND]
    if who == "nobody":
        return [*every, f"welcome/{link}"]
    return [*(one for one in every if one.partition("?")[0] not in SAME_FOR_ALL), "password"]


def _looked(context: BrowserContext, server: Server, who: str, addresses: Sequence[str]) -> Iterator[str]:
    page = context.new_page()
    for address in addresses:
        for lang in LANGUAGES:
            name = f"{who} {address or 'overview'} {lang}"
            try:
                yield from (f"{name} {one}" for one in _faults(page, server, address, lang))
                if who == "owner" and address == "history":
                    yield from (f"{name} erase {one}" for one in _faults_of_erasing(page))
            except Exception as error:  # whatever keeps a page from being looked at is a fault of it
                yield f"{name}: {type(error).__name__}: {str(error)[:160]}"
    page.close()


def _faults(page: Page, server: Server, address: str, lang: str) -> Iterator[str]:
    page.emulate_media(color_scheme=SCHEMES[0])
    page.set_viewport_size(DESKTOP)
    page.goto(f"{server.url}/{address}{'&' if '?' in address else '?'}lang={lang}")
    page.locator("h1").first.wait_for(timeout=LONGEST_MS)
    _rest(page)
    if page.locator(".cr-fault, [data-testid=stException]").count():
        yield "tells a fault"
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        _rest(page)
        page.wait_for_timeout(SETTLES_MS)
        yield from (f"{scheme}: {one}" for one in violations(page))
    page.set_viewport_size(PHONE)
    _rest(page)
    main = page.locator("[data-testid=stMain], body").first
    if (width := main.evaluate("node => node.scrollWidth")) > PHONE["width"]:
        yield f"is {width} wide on a telephone"


def _rest(page: Page) -> None:
    wait_until(page, AT_REST, str(time.monotonic_ns()), within_ms=LONGEST_MS)


def _faults_of_erasing(page: Page) -> Iterator[str]:
    """The dialog in which an upload is erased for good."""
    page.set_viewport_size(DESKTOP)
    page.locator("[class*=st-key-erase_U] button").first.click()
    page.get_by_role("dialog").wait_for()
    _rest(page)
    yield from violations(page)


def violations(page: Page) -> list[str]:
    """What axe finds serious on a page as it stands; of pictures by Plotly their words are looked at elsewhere."""
    found: Any = Axe().run(page, context={"exclude": [[".js-plotly-plot"]]})
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
    ]


def _told(who: str, found: list[str], looked: int) -> Case:
    for one in found:
        print(f"  {one}", file=sys.stderr, flush=True)
    with RESULTS.open("a", encoding="utf-8", newline="") as file:
        if not file.tell():
            csv.writer(file).writerow(["date", "who", "addresses", "faults"])
        csv.writer(file).writerow([datetime.now(UTC).date(), who, looked, len(found)])
    what = f"{looked} addresses, both languages and themes, faults against none"
    return measured(f"screens {who}", what, len(found) + 1.0, 1.0, "")
