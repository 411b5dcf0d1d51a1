"""Driving the contributors' pages without a browser, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etl.permissions import Actor
from tests.support.signed_in import OWNER, being

ROOT = Path(__file__).resolve().parents[3]
Opener = Callable[..., AppTest]


def opener(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens one of the pages as ``who``, by default as the owner of this computer."""

    def run(name: str, who: Actor = OWNER, **query: str) -> AppTest:
        being(monkeypatch, who)
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        app.query_params.update(query)
        return app.switch_page(f"pages/manage/{name}.py").run()

    return run


def words(app: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def give(
    app: AppTest, content: bytes, name: str = "our figures.xlsx", member: str = "NEP", kind: str = "own_records"
) -> AppTest:
    """Give a file for a member, and say what kind of source it is where that is asked."""
    if member:
        app.text_input(key="member_field").set_value(member).run()
    uploader = next(one for one in app.get("file_uploader"))
    app = uploader.set_value((name, content, "application/octet-stream")).run()
    asked = [one for one in app.radio if one.key == "source_kind"]
    return asked[0].set_value(kind).run() if asked and kind else app


def cure(app: AppTest, code: str) -> AppTest:
    """Take the one-click cure that reads something as the place ``code``."""
    return (
        next(one for one in app.button if str(one.key).startswith("cure_") and str(one.key).endswith(code))
        .click()
        .run()
    )


def button(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(one for one in app.button if one.label == label).click().run()


def field(app: AppTest, start: str) -> Any:
    """The one widget whose key begins with ``start``."""
    return next(one for one in (*app.text_input, *app.selectbox) if str(one.key).startswith(start))
