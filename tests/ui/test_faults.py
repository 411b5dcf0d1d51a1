"""A fault in a page is one calm part of it: a sentence, a code that the log has, a way on."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from ui.shell import server


def faulty() -> None:
    from ui.shell import server

    try:
        int("Sok Dara")
    except ValueError as error:
        assert server.show_fault(error)


@pytest.mark.parametrize(("lang", "title"), [("en", "This did not work"), ("km", "វាមិនដំណើរការទេ")])
def test_a_fault_of_a_page_is_told_with_a_code(lang: str, title: str, caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(faulty)
    app.query_params["lang"] = lang
    with caplog.at_level(logging.ERROR, "childrights.incident"):
        app.run(timeout=30)
    assert not app.exception
    shown = "".join(one.value if hasattr(one, "value") else "" for one in app.main) + "".join(
        str(one.proto.body) for one in app.get("html")
    )
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", shown)
    assert title in shown and code and code[0] in caplog.text
    assert "Sok Dara" not in shown + caplog.text and " in faulty" in caplog.text and "ValueError" in caplog.text


def test_the_app_asks_us_when_a_page_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server builds it, not as a run reads it."""
    import importlib

    import streamlit as st

    built = {}
    monkeypatch.setattr(st, "App", lambda *_, **given: built.update(given))
    for patched in (
        "believe_nobody",
        "never_ask_outside",
        "keep_faults_to_ourselves",
        "let_loops_sleep",
        "raise_limit",
    ):
        monkeypatch.setattr(server, patched, lambda *_: 0)
    importlib.reload(importlib.import_module("dashboard"))
    assert built["on_script_error"] is server.show_fault
    assert built["middleware"][0].cls.__name__ == "Doors"
