"""Pages while the published file is damaged: the last sound one, a calm word, and the way back for who may go it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import serving
from etl.ledger.state import State
from etl.snapshot.assemble import build
from tests.making import write_world
from tests.pages.opening import opener, words

WORDS = "The newest publication is damaged. You see the one of {day}; nothing that was brought in is lost."


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twice")
    for value in (40, 50):
        build(State(folder / "home"), write_world(folder, [{"area": "KH", "value": value}]))
    return folder / "home"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_sound_publication_is_shown_and_every_page_says_so(
    twice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    home = shutil.copytree(twice, tmp_path / "home")
    app = opener(home, monkeypatch)("explore/overview", lang=lang)
    calm = translator(lang)._(WORDS).split("{day}")[0]
    assert calm not in words(app)
    os.truncate(home / "snapshots" / serving(home).pointer.file, 5000)  # while the app runs
    shown = words(app.run())
    assert calm in shown and not app.exception
    assert translator(lang)._("This page cannot be shown") not in shown
