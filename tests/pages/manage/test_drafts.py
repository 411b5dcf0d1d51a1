"""A file that somebody works on outlives the session: offered again, gone on with, let go, gone once it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.i18n import translator
from etl.ledger import State, uploads
from tests.pages.manage.contributing import Opener, button, cure, give, opener, words
from tests.support.workbooks import stunting_workbook


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


def kept(home: Path) -> list[Path]:
    return list((home / "drafts").glob("*"))


def test_after_a_restart_one_goes_on_where_one_was(open_page: Opener, own_home: Path) -> None:
    app = cure(give(open_page("upload"), stunting_workbook()), "KH05")
    assert "24 of 25 figures" in words(app) and len(kept(own_home)) == 1
    again = open_page("upload")
    assert "You were working on our figures.xlsx" in words(again)
    again = again.button(key="draft_go_on").click().run()
    assert not again.exception
    assert "This is what was kept of your file." in words(again) and "24 figures" in words(again).replace(
        "24 of 24", "24 figures"
    )
    again = again.button(key="publish").click().run()
    assert not again.exception
    (sent,) = uploads(State(own_home))
    assert (sent.member, sent.accepted, sent.source_kind) == ("NEP", 24, "own_records") and kept(own_home) == []


def test_it_is_let_go(open_page: Opener, own_home: Path) -> None:
    give(open_page("upload"), stunting_workbook())
    again = open_page("upload", lang="km").button(key="draft_let_go").click().run()
    assert kept(own_home) == [] and "our figures.xlsx" not in words(again)
    app = give(open_page("upload"), stunting_workbook())
    assert kept(own_home)
    button(app, translator("en")._("Choose another file"))
    assert kept(own_home) == []
