"""Words of data and persons in labels of controls are shown as they stand: no Markdown, no markup, no turned letters."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from ui.parts.markup import as_written

HOSTILE = (
    "<script>alert(1)</script> NGO",
    "[our site](javascript:alert(1))",
    "![picture](http://example.org/x.png)",
    "**bold** and _slanted_ and ~~struck~~",
    "`code` and $x^2$ and $$y$$",
    ":material/delete: and :red[everything] and :smile:",
    "# a heading",
    "- a list",
    "1. a list",
    "> said by others",
    "a\nnew line\t and a tab",
    "counted\u202egnorw \u2066twice\u2069\u200f",
    "&lt;b&gt; and &#60;",
    "back \\ slash \\* star",
    "<b onmouseover=alert(1)>",
)
_SIGNS = re.compile(
    r"(?<!\\)(?:\\\\)*[*`\[\]<>$~]|(?<!\\):(?:[a-z]+[\[/:])|(?<![\\\w])_|^(?:#|- |> |\d[.] )|(?<!\\)&[#\w]"
)


def drawn(text: str) -> None:
    import streamlit as st

    from ui.parts import markup
    from ui.parts.options import filled_fold, fold, pick, pick_some, popover

    for look in ("selectbox", "radio", "pills", "segmented_control"):
        pick(look, text, ["a"], name=look, words=lambda code: text)  # type: ignore[arg-type]
    pick_some(text, ["a"], name="some", words=lambda code: text)
    with fold(text, key="fold"), filled_fold(text, key="filled"), popover(text, key="popover"):
        st.button(markup.as_written(text), key="button")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_is_shown_as_it_stands(text: str) -> None:
    app = AppTest.from_function(drawn, kwargs={"text": text}, default_timeout=30).run()
    assert not app.exception
    told = [one.label for kind in (app.selectbox, app.radio, app.multiselect, app.button, app.expander) for one in kind]
    told += [*app.radio[0].options, *(one for group in app.get("button_group") for one in group.options)]
    assert len(told) >= 7
    for label in told:
        assert not _SIGNS.search(label) and label == as_written(text), label
    assert app.selectbox[0].options == [text]  # Streamlit shows these as they are


@pytest.mark.parametrize("text", HOSTILE)
def test_only_signs_are_put_in_front(text: str) -> None:
    bare = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", " ".join(text.split()))
    assert re.sub(r"\\([\\`*_\[\]<>$~&#.:>-])", r"\1", as_written(text)) == bare


@pytest.mark.parametrize(
    "text", ["U0003 · Krousar Thmey", "Stunting 2014 (%): 31.5", "first_name", "ខេត្តកំពត", "A: b", "45\u00a0%"]
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert as_written(text) == text
