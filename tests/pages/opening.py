"""Opening a page of the dashboard without a browser, for tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui.parts.layout import FOLD

ROOT = Path(__file__).resolve().parents[2]

Opener = Callable[..., AppTest]


def opener(home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page script of ``pages/`` on the figures in ``home``, with choices in the URL and its table unfolded."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(home))

    def run(script: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.query_params.update(query)
        app.session_state[FOLD] = True
        app.switch_page(f"pages/{script}.py")
        return app.run()

    return run


def words(app: AppTest) -> str:
    """All HTML and text of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def control(app: AppTest, name: str) -> Any:
    """The control of ``ui.parts.options`` called ``name`` on the page, whatever words it is drawn with."""
    kinds = (app.selectbox, app.multiselect, app.segmented_control, app.pills, app.radio, app.select_slider)
    found = [
        one for kind in kinds for one in kind if re.fullmatch(rf"{re.escape(name)}(_[0-9a-f]{{8}})?", one.key or "")
    ]
    assert len(found) == 1, f"{len(found)} controls are called {name}"
    return found[0]
