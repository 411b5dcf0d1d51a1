"""What every page says, to whoever may be there, gathered from a browser: words on it, in folds and windows, titles,
names for screen readers and what stands in empty fields; also where something is refused, or nothing is there."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.bench_screens import BEHIND, LEFT_OUT, SAME_FOR_ALL, _world
from bench.doors import PAGES
from bench.planted_counts import OWNER, SENDER
from bench.tongues import Piece
from etl.accounts import add_account, password_link
from etl.permissions import Role
from tests.browser.looking import AT_REST
from tests.support.browser import DESKTOP, FLAGS, chromium_path, wait_until
from tests.support.server import Server, start_server
from tests.support.workbooks import table_workbook
from ui.parts import SESSION_COOKIE

GATHER = """() => {
    const told = [], quiet = ['stStatusWidget', 'stIconMaterial', 'stSkipToContent'].map(one => `[data-testid=${one}]`);
    const silent = ['script', 'style', 'noscript', 'template', '#cr-skip', ...quiet].join();
    const marked = node => node.closest('body [lang]')?.lang ?? '';
    const add = (text, node) => { if (text && text.trim()) told.push([text, marked(node)]); };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode.parentElement;
        if (node && !node.closest(silent) && !node.closest('svg text')) add(walk.currentNode.data, node);
    }
    for (const node of document.body.querySelectorAll('svg text')) {
        const lines = [...node.querySelectorAll('tspan')].map(one => one.textContent);
        const text = lines.length ? lines.join(' ') : node.textContent;
        if (text.trim()) told.push([text, 'cited']);
    }
    const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
    for (const node of document.body.querySelectorAll([...names.map(one => `[${one}]`), 'input'].join())) {
        if (node.closest(silent)) continue;
        for (const name of names) add(node.getAttribute(name), node);
        if (node.matches('input:not([type=file])')) add(node.value, node);
    }
    told.push([document.title, '']);
    told.push([document.documentElement.lang, 'root']);
    return told;
}"""
OPEN = """() => {
    document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click());
    const folds = '[data-testid=stExpander] summary, .stMain [data-testid=stPopoverButton]';
    document.querySelectorAll(folds).forEach(one => {
        if (one.getAttribute('aria-expanded') === 'false') one.click(); });
}"""
MORE = (
    *(f"explore?ind=stunting&view={one}" for one in ("places", "years", "pair", "inequality", "grid", "table")),
    "explore?ind=child_mine_casualties",
    "explore?ind=mpi_index_2024&view=trend",
    "explore?ind=under5_mortality_igme&view=trend",
    "explore?ind=nothing_like_it",
    "explore?ind=wasting&year=1801",
    "province?area=KH99",
    "rights?right=VAC",
    "rights?right=NONE",
    "number?code=SRGS1-FES9F",
    "number?code=AAAAA-AAAAA",
    "number?code=7",
    "recommendations?id=412ET-M4XKS",
    "recommendations?id=NOBODY-NONE",
    "our_asks?view=ministries&ministry=moeys",
    "messages?view=basket",
    "messages?ind=nothing_like_it",
    "gaps?view=coverage&right=EDU",
    "search?q=ស្លាប់",
    "search?q=zzzzqqq",
    "search?q=children in prison",
    "search?q=girls boys stunting",
    "papers?paper=P99999",
    "preview?upload=U9999",
    "welcome/" + "a" * 43,
)
"""More views, and addresses that lead nowhere."""
OF_NOTHING = (
    "",
    "explore",
    "rights",
    "province",
    "messages",
    "gaps",
    "upload",
    "history",
    "papers",
    "what_we_know",
    "new",
)


def pieces_of_pages(
    langs: Sequence[str], extra: str = "", *, only: Sequence[str] = ()
) -> Iterator[tuple[str, str, list[Piece]]]:
    """Language, address and what stands there; ``extra`` joins each address (a choice of digits)."""
    if (program := chromium_path()) is None:
        raise SystemExit("no Chromium on this computer")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        world = _world(home)
        add_account(world.state, "new", name="New", roles=[Role.STEWARD], who=OWNER)
        link = password_link(world.state, "new", who=OWNER).token
        with start_server(home) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            people = {"nobody": "", SENDER.name: world.tokens[SENDER.name], "owner": server.owner_token()}
            for who, token in people.items():
                context = _context(browser, server, token)
                for address in only or _addresses(who, link):
                    for lang in langs:
                        yield lang, f"{who} {address}", _looked(context, server, address, lang, extra)
                for name, act in STATES.get(who, {}).items():
                    for lang in langs:
                        if not only or name in only:
                            yield lang, f"{who} {name}", _acted(context, server, lang, extra, act, Path(folder))
                context.close()
            browser.close()
        if not only or "empty" in only:
            yield from _of_nothing(langs, extra, Path(folder), program)


def _addresses(who: str, link: str) -> list[str]:
    """The page for those who build shows names of tokens and is left out, see ``bench_screens``."""
    every = [*(one for one in PAGES if one not in LEFT_OUT), "nothing/at/all", *BEHIND, *MORE]
    if who == "nobody":
        return [*every, f"welcome/{link}"]
    return [*(one for one in every if one.partition("?")[0] not in SAME_FOR_ALL), "password"]


def _context(browser: Browser, server: Server, token: str) -> BrowserContext:
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    if token:
        context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server.url}])
    return context


def _of_nothing(langs: Sequence[str], extra: str, folder: Path, program: str) -> Iterator[tuple[str, str, list[Piece]]]:
    """Every page of a dashboard without any figures."""
    with start_server(folder / "nothing") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        context = _context(browser, server, server.owner_token())
        for address in (
            "",
            "explore",
            "rights",
            "province",
            "messages",
            "gaps",
            "upload",
            "history",
            "papers",
            "what_we_know",
            "new",
        ):
            for lang in langs:
                yield lang, f"empty {address}", _looked(context, server, address, lang, extra)
        browser.close()


def _looked(context: BrowserContext, server: Server, address: str, lang: str, extra: str) -> list[Piece]:
    page = context.new_page()
    try:
        _go(page, server, address, lang, extra)
        return list(gathered(page, address))
    except Exception as error:  # whatever keeps a page from being looked at is a fault of it
        return [Piece(address, f"cannot be looked at: {type(error).__name__} {str(error)[:200]}")]
    finally:
        page.close()


def _acted(
    context: BrowserContext, server: Server, lang: str, extra: str, act: Callable[[Page, Path], object], folder: Path
) -> list[Piece]:
    page = context.new_page()
    try:
        address, *_ = act.__doc__.split()  # type: ignore[union-attr]
        _go(page, server, address.rstrip("."), lang, extra)
        act(page, folder)
        _rest(page)
        return list(gathered(page, act.__name__))
    except Exception as error:
        return [Piece(act.__name__, f"cannot be looked at: {type(error).__name__} {str(error)[:200]}")]
    finally:
        page.close()


def _go(page: Page, server: Server, address: str, lang: str, extra: str) -> None:
    page.goto(f"{server.url}/{address}{'&' if '?' in address else '?'}lang={lang}{extra}")
    page.locator("h1").first.wait_for(timeout=90_000)
    _rest(page)
    page.evaluate(OPEN)
    _rest(page)


def _rest(page: Page) -> None:
    wait_until(page, AT_REST, str(time.monotonic_ns()), within_ms=90_000)


def gathered(page: Page, where: str) -> Iterator[Piece]:
    """Everything that a page says, with where."""
    for text, marked in page.evaluate(GATHER):
        yield Piece(where, text, marked)


def _refused_file(page: Page, folder: Path) -> None:
    """upload. A file that is no workbook."""
    bad = folder / "refused.xlsx"
    bad.write_bytes(b"no workbook at all")
    page.locator("input[type=file]").first.set_input_files(str(bad))
    page.wait_for_timeout(2500)


def _file_with_problems(page: Page, folder: Path) -> None:
    """upload. A table with faults of many kinds."""
    bad = folder / "faults.xlsx"
    rows = [("Takeo", 12.5), ("Atlantis", 13), ("Kep", "abc"), ("Kampot", 250), ("Kep", 3), ("តាកែវ", "១២,៥")]
    bad.write_bytes(table_workbook(["Province", "Stunting 2022 (%)"], rows))
    page.locator("input[type=file]").first.set_input_files(str(bad))
    page.wait_for_timeout(4000)


def _wrong_password(page: Page, folder: Path) -> None:
    """sign-in. A name that nobody has."""
    page.locator("input[name=name], input[type=text]").first.fill("nobody")
    page.locator("input[type=password]").first.fill("x" * 12)
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.wait_for_timeout(1500)


def _tour(page: Page, folder: Path) -> None:
    """overview. The tour, each step."""
    with suppress(Exception):
        page.keyboard.press("?")
        page.wait_for_timeout(500)


STATES: dict[str, dict[str, Callable[[Page, Path], object]]] = {
    "nobody": {"wrong password": _wrong_password, "keys": _tour},
    SENDER.name: {"refused file": _refused_file, "file with problems": _file_with_problems},
    "owner": {"refused file": _refused_file},
}


def main() -> None:
    """Gather into a file, for whoever mends words: ``python -m bench.tongues_pages OUT [ADDRESS…]``."""
    import json

    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for lang, where, pieces in pieces_of_pages(("km", "en"), only=sys.argv[2:]):
            out.write(json.dumps([lang, where, [(one.text, one.marked) for one in pieces]], ensure_ascii=False) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
