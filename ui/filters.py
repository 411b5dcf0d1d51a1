"""Choices that live in the URL. A copied link restores them; nothing but plain codes is ever read from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from childrights.model import DIMENSIONS, TOTAL, Group
from ui.explore.state import MAX_AREAS

EVERYONE = "all"
T = TypeVar("T")


_TABS = "choose_view"


def group_code(group: Group) -> str:
    """A group as one word for the URL: ``all``, ``rural``, ``female.6-8``, ``6-8_months``."""
    codes = [code for name in DIMENSIONS if (code := getattr(group, name)) != TOTAL]
    return ".".join(codes).replace(" ", "_") or EVERYONE


def begun(key: str, value: T) -> T:
    """What a widget is first drawn with, and stays drawn with; a later ``value`` is set in the session.

    A browser may never see the first message of a widget, when another run comes at once. A first value that only that
    message tells would then be forgotten, and the next press of any button would send the widget's default instead.
    """
    first = f"{key}_first"
    if key not in st.session_state:
        st.session_state[first] = value
    elif st.session_state[key] != value:
        st.session_state[key] = value
    kept: T = st.session_state.get(first, value)
    return kept


def choose(
    label: str,
    options: Sequence[str],
    *,
    param: str,
    words: Callable[[str], str],
    default: str = "",
    clears: Sequence[str] = (),
    help: str | None = None,
) -> str:
    """A select box whose code is the URL's ``param``; choosing drops the params in ``clears``, which hang on it.

    An option that does not exist (any more) gives way to ``default``, or to the first.
    """
    default = default or options[0]
    wanted = st.query_params.get(param, "").replace(" ", "+")
    key = f"choose_{param}"
    code = wanted if wanted in options else default
    # The same first value in every run: an unchanged box is the same message as before, and browsers keep those.
    first = begun(key, code)
    st.selectbox(
        label, options, index=options.index(first) if first in options else 0, format_func=words, key=key, help=help,
        on_change=_put, args=(param, key, default, clears),
    )  # fmt: skip
    return str(st.session_state[key])


def choose_several(
    label: str,
    options: Sequence[str],
    *,
    param: str,
    words: Callable[[str], str],
    chosen: Sequence[str],
    placeholder: str = "",
    clears: Sequence[str] = (),
) -> tuple[str, ...]:
    """A select box for several codes, comma-separated in the URL, at most ``MAX_AREAS``.

    ``chosen`` are those the URL means, all of them among ``options``; choosing drops the params in ``clears``.
    """
    key = f"choose_{param}"
    first = begun(key, list(chosen))
    st.multiselect(
        label,
        options,
        default=[one for one in first if one in options],
        format_func=words,
        key=key,
        max_selections=MAX_AREAS,
        placeholder=placeholder,
        on_change=_put_several,
        args=(param, key, clears),
    )
    return tuple(st.session_state[key])


def choose_tab(label: str, options: Sequence[str], *, words: Callable[[str], str], clears: Sequence[str] = ()) -> str:
    """A row of tabs whose code is the URL's ``view``; an unknown one gives way to the first."""
    wanted = st.query_params.get("view", "")
    code = wanted if wanted in options else options[0]
    first = begun(_TABS, code)
    st.segmented_control(
        label, options, default=first if first in options else code, format_func=words, key=_TABS, on_change=_put,
        args=("view", _TABS, options[0], clears), required=True, label_visibility="collapsed",
    )  # fmt: skip
    return code


def type_in(
    label: str, *, param: str, tidy: Callable[[str], str] = str.strip, placeholder: str = "", help: str | None = None
) -> str:
    """A text field whose words are the URL's ``param``, made tidy when they are typed."""
    key = f"choose_{param}"
    first = begun(key, st.query_params.get(param, ""))
    st.text_input(
        label,
        value=first,
        key=key,
        placeholder=placeholder,
        help=help,
        on_change=_put_typed,
        args=(param, key, tidy),
        max_chars=200,
    )
    return str(st.session_state[key]).strip()


def put(param: str, value: str, clears: Sequence[str] = ()) -> None:
    """Write one choice to the URL, an empty one takes it out, and drop the params in ``clears`` with it.

    In one step: each step is a place to which the browser's way back leads.
    """
    before = st.query_params.to_dict()
    after = {name: held for name, held in before.items() if name not in clears and (value or name != param)}
    if value:
        after[param] = value
    if after != before:
        st.query_params.from_dict(after)


def _put(param: str, key: str, default: str, clears: Sequence[str]) -> None:
    chosen = st.session_state[key]
    put(param, "" if chosen == default else chosen, clears)


def _put_typed(param: str, key: str, tidy: Callable[[str], str]) -> None:
    put(param, tidy(st.session_state[key]))


def _put_several(param: str, key: str, clears: Sequence[str]) -> None:
    put(param, ",".join(st.session_state[key]), clears)
