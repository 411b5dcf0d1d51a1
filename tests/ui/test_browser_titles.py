"""What a tab of the browser calls a page."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from childrights.i18n import translator
from ui.shell import app
from ui.shell.app import SIDEBAR_PX, _browser_title


@pytest.mark.parametrize(("lang", "ours"), [("en", "Child rights in Cambodia"), ("km", "សិទ្ធិកុមារនៅកម្ពុជា")])
def test_a_page_has_its_own_title_and_the_first_one_ours(lang: str, ours: str) -> None:
    t = translator(lang)
    assert _browser_title(SimpleNamespace(url_path="", title=t._("Overview")), t) == ours
    titles = [_browser_title(SimpleNamespace(url_path=one, title=t._(one)), t) for one in ("Rights", "Messages")]
    assert titles == [f"{t._('Rights')} · {ours}", f"{t._('Messages')} · {ours}"]


def test_how_wide_the_sidebar_begins_is_said_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said after the navigation, now and then the first visit had a sidebar of another width."""
    told: list[tuple[str, Any]] = []

    def navigation(*_: Any, **__: Any) -> Any:
        told.append(("navigation", None))
        return SimpleNamespace(url_path="rights", title="Rights", run=lambda: None)

    said = SimpleNamespace(
        set_page_config=lambda **how: told.append(("config", how)),
        navigation=navigation,
        context=SimpleNamespace(theme=SimpleNamespace(type="light")),
    )
    monkeypatch.setattr(app, "st", said)
    monkeypatch.setattr(app, "current_translator", lambda: translator("en"))
    for name in (
        "apply_style",
        "_pages",
        "mend_address",
        "let_go_elsewhere",
        "_sidebar",
        "go_searching",
        "tell_damage",
    ):
        monkeypatch.setattr(app, name, lambda *_: {})
    monkeypatch.setattr(app, "refusals_told", nullcontext)
    app.run()
    (_, first), (drawn, _), (_, second) = told
    assert first["initial_sidebar_state"] == SIDEBAR_PX and "page_title" not in first
    assert drawn == "navigation"
    assert second == {"page_title": "Rights · Child rights in Cambodia"}
