"""The style sheet, put on the page in one place: a short list of tokens, and the sheet that uses them."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime import exists

from childrights.charts import Theme
from ui.parts import STATIC, colour_variables, show_script, show_style
from ui.shell.whole_sheet import whole_sheet


def apply_style(colours: Theme, lang: str) -> None:
    """Put tokens and style sheet on the page and tell the browser the language of the document."""
    show_style(f"@import url('{whole_sheet()}');:root{{{colour_variables(colours, lang)}}}")
    show_script("lang.js", lang)


def watch_theme() -> None:
    """Draw the page anew when it becomes dark or light while it is open; nothing outside a real server."""
    if exists():
        data = {"type": st.context.theme.type}
        _watch()(key="theme_watch", data=data, height=1, on_changed_change=lambda: None)


@cache
def _watch() -> Any:
    return st.components.v2.component("childrights_theme", js=(STATIC / "theme.js").read_text(encoding="utf-8"))
