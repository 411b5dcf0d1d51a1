"""The language is switched both ways and everything is touched: only words may change.

Streamlit's browser side sends the words of options; after a change of language the old words must choose nothing.
All pages take minutes of a browser (``python run.py bench language``); here are those that hold every kind of control,
a page with a file, and one of each section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import open_page
from tests.support.browser import DESKTOP, Chromium, Watch, wait_until
from tests.support.server import Server
from tests.support.signed_in import sign_in_browser
from tests.support.workbooks import stunting_workbook

NAMES = {"en": "English", "km": "ខ្មែរ"}
CODE = re.compile(r"[\w.,+/:-]*", re.ASCII)
FREE = {"q", "code"}
"""What somebody types, so words."""
PAGES = (
    "/",
    *(
        f"/explore?view={view}"
        for view in (
            "map",
            "ranking",
            "trend",
            "groups",
            "change",
            "places",
            "years",
            "pair",
            "inequality",
            "grid",
            "table",
        )
    ),
    "/explore?ind=wasting&year=2005&areas=KH05,KH17",
    "/province?area=KH16",
    "/rights?right=EDU",
    "/messages?ind=stunting&area=KH16",
    "/messages?view=basket",
    "/gaps",
    "/gaps?view=coverage&right=EDU",
    "/recommendations",
    "/recommendations?id=412ET-M4XKS",
    "/our_asks",
    "/our_asks?view=ministries&ministry=moeys",
    "/number?code=SRGS1-FES9F",
    "/search?q=stunting",
    "/new",
    "/sources",
    "/upload",
    "/history",
    "/template",
    "/help",
    "/bring_in",
    "/accounts",
    "/settings",
    "/record",
    "/about",
    "/components",
)
SAMPLE = (
    "/",
    "/explore?view=map",
    "/explore?view=inequality",
    "/explore?view=table",
    "/messages?ind=stunting&area=KH16",
    "/gaps",
    "/recommendations",
    "/search?q=stunting",
    "/history",
)
WRONG = """() => {
    const wrong = [...document.querySelectorAll('[data-testid=stException], [data-testid=stAlert], [role=alertdialog]')];
    return wrong.map(one => one.innerText).join(' | ') || (document.querySelector('.stMain h1') ? '' : 'no heading');
}"""
COUNT_RUNS = """window.crRuns = 0; new MutationObserver(() => {
    if (document.querySelector('[data-test-script-state="running"]')) window.crRuns += 1;
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-test-script-state']})"""
REST = """() => {
    if (document.querySelector('[data-test-script-state="running"], [data-test-script-state="rerunRequested"]')) {
        window.crIdle = undefined;
        return false;
    }
    window.crIdle ??= [performance.now(), 0];
    window.crIdle[1] += 1;
    const answered = window.crRuns > (window.crSeen ?? 0), [since, looks] = window.crIdle;
    if (performance.now() - since < (answered ? 60 : 160) || looks < (answered ? 3 : 6)) return false;
    [window.crSeen, window.crIdle] = [window.crRuns, undefined];
    return true;
}"""
"""Whether the answer is there: a run that has ended a moment ago, or none for as long as a press may take to set out.

A page that has no processor for a while has not been at rest: besides the time, it must have been looked at so often.
"""
SHARED = re.compile("st-key-(choose_(ind|areas|view)|share|fold)")
"""Controls that several views of one page have alike: to use them once is enough."""
CONTROLS = """() => [...document.querySelectorAll(['stSelectbox', 'stMultiSelect', 'stButtonGroup', 'stRadio', 'stSlider',
        'stCheckbox', 'stTextInput', 'stExpander', 'stPopover'].map(one => `.stMain [data-testid=${one}]`).join())]
    .filter(one => one.offsetParent && !one.closest('[inert]')).map(one => {
        const key = [...(one.closest('[class*=st-key-]')?.classList ?? [])].find(name => name.startsWith('st-key-')) ?? '';
        return [one.dataset.testid, key.replace(/_[0-9a-f]{8}$/, '').replace(/^(st-key-problem)_.*/, '$1_')]; })"""
"""Every control that is seen, as its kind and the name it has in any language."""


@pytest.fixture(scope="module")
def visitor(chromium: Chromium, streamlit_server: Server) -> Iterator[tuple[Page, Watch]]:
    """One page for all journeys, so that what a browser still holds of the last one is there too."""
    watch = Watch()
    with chromium.opened(watch, DESKTOP, COUNT_RUNS) as page:
        sign_in_browser(page, streamlit_server)
        yield page, watch


@pytest.fixture(scope="module")
def used() -> set[tuple[str, str, str, str]]:
    """Which shared controls were used already: page, language, kind and name."""
    return set()


def rest(page: Page) -> None:
    """Wait until the answer is there."""
    wait_until(page, REST, every_ms=30)


def switch(page: Page, lang: str) -> None:
    page.locator("[class*=st-key-choose_lang]").get_by_text(NAMES[lang], exact=True).click()
    wait_until(page, "lang => document.documentElement.lang === lang", lang)
    rest(page)


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))


def assert_sound(page: Page, path: str, lang: str, did: str) -> None:
    assert page.evaluate(WRONG) == "", did
    assert urlsplit(page.url).path == path, did
    words = {name: value for name, value in query(page).items() if name not in FREE and not CODE.fullmatch(value)}
    assert words == {}, f"{did}: words in the address"
    assert page.evaluate("document.documentElement.lang") == lang, did


def touch(page: Page, kind: str, key: str) -> None:
    """Use a control as a person would: another option, another state, the same words again."""
    one = page.locator(f".stMain [data-testid={kind}]:visible")
    if key:
        one = page.locator(f'.stMain [class*="{key}"]').locator(f"xpath=descendant-or-self::*[@data-testid='{kind}']")
    one = one.first
    if kind in ("stSelectbox", "stMultiSelect"):
        one.locator("input").first.click()
        options = page.get_by_role("option")
        page.wait_for_timeout(100)
        if options.count():  # none where only a code can be typed
            options.nth(min(1, options.count() - 1)).click()
        page.keyboard.press("Escape")
    elif kind in ("stButtonGroup", "stRadio"):
        choices = one.locator("button, label")
        choices.nth(choices.count() - 1).click()
    elif kind == "stSlider":
        one.locator("[role=slider]").first.press("ArrowLeft")
    elif kind == "stTextInput":
        one.locator("input").first.press("Enter")
    elif kind == "stCheckbox":
        one.locator("label").first.click()
    else:
        one.locator("summary, button").first.click()
    rest(page)


def touch_everything(
    page: Page, path: str, lang: str, used: set[tuple[str, str, str, str]], *, one_a_kind: bool = False
) -> None:
    """Every control there is when it is its turn, each once, also those that appear on the way."""
    done: list[list[str]] = []

    def is_left(one: list[str]) -> bool:
        if one in done or (SHARED.match(one[1]) and (path, lang, *one) in used):
            return False
        return not (one_a_kind and one[0] in [kind for kind, _ in done])

    for way, back in () if one_a_kind else (("enter", "leave"), ("leave", "enter")):
        if (button := page.locator(f".st-key-hall_{way} button")).count():
            button.click()
            expect(page.locator(f".st-key-hall_{back} button")).to_be_visible()
            rest(page)
            assert_sound(page, path, lang, f"after {way} the hall in {lang}")
    while left := [one for one in page.evaluate(CONTROLS) if is_left(one)]:
        kind, key = left[0]
        done.append(left[0])
        used.add((path, lang, kind, key))
        touch(page, kind, key)
        assert_sound(page, path, lang, f"after {kind} {key} in {lang}")
        if kind == "stPopover":
            page.keyboard.press("Escape")
        assert len(done) < 30


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", PAGES if metafunc.config.getoption("--every-page") else SAMPLE)


def test_the_language_changes_words_only(
    streamlit_server: Server, visitor: tuple[Page, Watch], used: set[tuple[str, str, str, str]], path: str
) -> None:
    page, watch = visitor
    open_page(streamlit_server, page, path)
    rest(page)
    place = urlsplit(page.url).path
    for lang in ("km", "en"):
        before = query(page)
        switch(page, lang)
        assert {**query(page), "lang": ""} == {**before, "lang": ""}
        assert_sound(page, place, lang, f"after the switch to {lang}")
        if place != "/components" or lang == "km":  # whose controls are samples: one of each is enough
            touch_everything(page, place, lang, used, one_a_kind=lang == "en" or place == "/components")
    watch.assert_quiet()


def test_the_way_back_and_a_reload_keep_view_and_language(streamlit_server: Server, page: Page) -> None:
    """A change of language is a step like any other; from page to page no step is added."""

    def stands(address: str, lang: str) -> None:
        page.wait_for_url(streamlit_server.url + address)
        wait_until(page, "lang => document.documentElement.lang === lang", lang)
        rest(page)

    open_page(streamlit_server, page, "/explore?year=2010")
    rest(page)
    switch(page, "km")
    stands("/explore?year=2010&lang=km", "km")
    page.locator("[class*=st-key-choose_year]").get_by_text("2005", exact=True).click()
    stands("/explore?year=2005&lang=km", "km")
    page.locator('[data-testid=stSidebarNav] a[href*="/rights"]').click()
    stands("/rights?lang=km", "km")
    page.go_back()
    stands("/explore?year=2005&lang=km", "km")
    page.go_back()
    stands("/explore?year=2010&lang=km", "km")
    page.go_back()
    stands("/explore?year=2010", "en")
    page.go_forward()
    stands("/explore?year=2010&lang=km", "km")
    page.reload()
    stands("/explore?year=2010&lang=km", "km")
    expect(page.locator("h1.cr-title")).to_contain_text("2010")


def test_two_tabs_speak_two_languages(streamlit_server: Server, page: Page) -> None:
    other = page.context.new_page()
    for tab, lang in ((page, "km"), (other, "en")):
        tab.bring_to_front()  # a browser lets what is behind wait
        open_page(streamlit_server, tab, "/explore?view=ranking")
        rest(tab)
        switch(tab, "km")
        switch(tab, lang)
    for tab, lang in ((page, "km"), (other, "en")):
        tab.bring_to_front()
        touch(tab, "stSelectbox", "st-key-choose_ind")
        assert_sound(tab, "/explore", lang, "after the other tab spoke")
        assert "view=ranking" in tab.url


def test_a_file_and_what_was_decided_about_it_survive(streamlit_server: Server, page: Page) -> None:
    """The language is switched while the file comes in, and again after a decision about it."""
    sign_in_browser(page, streamlit_server)
    open_page(streamlit_server, page, "/upload")
    rest(page)
    content = stunting_workbook(year=2014, cells={"B28": 0.32})
    file = {"name": "our figures.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("[class*=st-key-choose_lang]").get_by_text(NAMES["km"], exact=True).click()
    expect(page.get_by_text("our figures.xlsx").first).to_be_visible()
    wait_until(page, "document.documentElement.lang === 'km'")
    rest(page)
    errors = page.locator(".cr-sheet td.error")
    expect(errors).to_have_count(3)
    page.locator("[class*=st-key-cure_] button:visible").first.click()
    rest(page)
    expect(errors).to_have_count(2)
    touch_everything(page, "/upload", "km", set())
    switch(page, "en")
    expect(page.get_by_text("our figures.xlsx").first).to_be_visible()
    expect(page.get_by_text(re.compile("“Kampong Sp”.*Kampong Speu")).first).to_be_visible()
    expect(errors).to_have_count(2)
    assert_sound(page, "/upload", "en", "after the switch back")
