"""Cards in the share of a message: what may be downloaded, and the reason where nothing may."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from tests.pages.opening import opener, words
from ui.parts import cache
from ui.parts.card_share import made_card
from ui.parts.page import Page


def labels(app: AppTest) -> list[str]:
    assert not app.exception
    return [one.proto.label for one in app.get("download_button")]


def test_a_number_page_gives_cards_or_the_reason(
    built_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = all_observations(shipped, indicators=["violent_discipline"])
    newest = max((one for one in figures if one.area == "KH"), key=lambda one: one.year_end)
    open_page = opener(built_home, monkeypatch)
    monkeypatch.setattr("ui.parts.share.popover", _opened)
    page = open_page("explore/number", code=newest.id)
    assert {"PNG card", "SVG card", "Album (ZIP)"} <= set(labels(page))
    hidden = next(one for one in all_observations(shipped, areas=["KH09"]) if one.status == "too_few_cases")
    refused = open_page("explore/number", code=hidden.id)
    assert not {"PNG card", "Album (ZIP)"} & set(labels(refused))
    assert "No card is made of what the figures do not support." in words(refused)


class _Open:
    """A window that is open."""

    open = True

    def __enter__(self) -> _Open:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _opened(*_: object, **__: object) -> _Open:
    return _Open()


def test_an_album_from_the_page_is_that_of_the_message(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    from childrights.charts.tokens import LIGHT
    from childrights.i18n import translator

    page = Page(translator("en"), LIGHT, cache.catalogue(), cache.current_snapshot())
    key = "level|violent_discipline|KH||total,total,total,total,total|"
    names = zipfile.ZipFile(io.BytesIO(made_card(page, key, "album", "", ""))).namelist()
    assert {"square-en.png", "square-km.png", "story-km.png", "text-en.txt", "alt-km.txt"} <= set(names)
    assert made_card(page, key, "pdf", "poster", "km").startswith(b"%PDF")
