"""What is new, as a person reads it: on the Overview and on its page, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from childrights.basket.basket import AuthorText, Basket, Kept
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import read_pointer
from tests.making import build_world
from tests.pages.opening import Opener, opener, words

OVERVIEW, NEW = "explore/overview", "explore/new"
FIRST: list[dict[str, object]] = [{"period": "2014", "value": 32.4, "lower": 31, "upper": 34}]
MORE: list[dict[str, object]] = [
    *FIRST,
    {"period": "2022", "value": 22, "lower": 21, "upper": 23},
    *({"area": f"KH{number:02}", "period": "2022", "value": 20 + number} for number in range(1, 12)),
    *(
        {"indicator": one, "period": "2022", "value": 9.5}
        for one in ("wasting", "underweight", "birth_registration_u5")
    ),
    *(
        {"indicator": one, "period": "2022", "value": 30}
        for one in ("piped_water_households", "under5_mortality_10y_cdhs")
    ),
]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A state directory with one publication, and one with two."""
    folder = tmp_path_factory.mktemp("news")
    build_world(folder, FIRST)
    shutil.copytree(folder / "home", folder / "first")
    build_world(folder, MORE)
    yield folder / "first", folder / "home"


@pytest.fixture
def open_page(homes: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(homes[1], monkeypatch)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_says_what_is_new_and_leads_to_it(open_page: Opener, lang: str) -> None:
    app, t = open_page(OVERVIEW, lang=lang), translator(lang)
    assert not app.exception
    page = words(app)
    assert t._("New since {day}").format(day="")[:5] in page and page.count('<ul class="cr-news">') == 1
    news = page[page.index('<ul class="cr-news">') :]
    assert news[: news.index("</ul>")].count("<li>") == 5
    assert 'href="explore?ind=stunting&amp;view=trend' in news and f">{t._('All that is new')}</a>" in news


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_every_kind_its_sources_and_files(open_page: Opener, lang: str) -> None:
    app, t = open_page(NEW, lang=lang), translator(lang)
    assert not app.exception
    page = words(app)
    assert page.count("<h1") == 1
    for title in ("Figures", "What was missing", "Sentences that have changed", "To take away"):
        assert f">{t._(title)}</h2>" in page
    assert t._(
        "What was taken back or is hidden is listed without its value. Members' figures are listed separately, "
        "without values."
    ) in page.replace("&#x27;", "'")
    assert "cr-copy" in page and page.count("<details") >= 2
    assert {one.proto.label for one in app.get("download_button")} >= {t._("Feed (.xml)")}


def test_the_first_publication_says_so(homes: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    open_page = opener(homes[0], monkeypatch)
    for script in (OVERVIEW, NEW):
        app = open_page(script)
        assert not app.exception
        assert "There is no earlier publication here to compare it with." in words(app)
        assert '<ul class="cr-news">' not in words(app)


def test_kept_messages_are_asked_again(open_page: Opener) -> None:
    key = "level|stunting|KH|2014|total,total,total,total,total|"
    kept = Kept("m1", key, "say", "level", (), (), (("value", 33.0),), AuthorText("It was 33.0 %.", "x"))
    app = open_page(NEW)
    app.session_state["basket"] = Basket((kept,), 1)
    page = words(app.run())
    assert "Kept messages: 1. Changed or no longer true: 1." in page
    assert "A sentence about “Stunting” reads now: “More than 1 in 5 children" in page


@pytest.mark.parametrize("left", [b"no database", None])
def test_without_a_snapshot_that_can_be_read_every_page_says_so(
    homes: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes | None
) -> None:
    """A damaged one, and none at all; in the reader's language, with no fault on the screen."""
    home = tmp_path / "home"
    if left is not None:
        # Under a name of its own: what was opened once in this process stays open by its name.
        shutil.copytree(homes[1], home)
        (home / "snapshots" / "29991231T000000-damaged.duckdb").write_bytes(left)
        pointer = replace(read_pointer(home), file="29991231T000000-damaged.duckdb", sha256="")
        (home / "CURRENT").write_text(pointer.text(), encoding="utf-8")
        for sound in (home / "snapshots").glob("*.seal"):
            sound.unlink()
    monkeypatch.setattr("childrights.snapshot.snapshot._OPEN_ATTEMPTS", 1)
    app = opener(home, monkeypatch)(OVERVIEW, lang="km")
    assert "មិនអាចបង្ហាញទំព័រនេះបានទេ" in words(app) and "python run.py build" in words(app)
    assert "cannot be read" not in words(app) and "No data" not in words(app)
