"""Choices that live in the URL. A copied link restores them; nothing but plain codes is ever read from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import streamlit as st

from childrights.catalogue import DIMENSIONS, TOTAL, Group
from ui.parts.explore_state import MAX_AREAS
from ui.parts.markup import as_written
from ui.parts.options import begun, pick, pick_some
from ui.parts.out_of_sight import address_query, is_unseen

EVERYONE = "all"
CODE = re.compile(r"[\w.,+/:-]*", re.ASCII)
"""What codes look like: no spaces, no Khmer; several of them with commas between."""
TABS = "choose_view"
"""The name of a row of tabs, whose code is the URL's ``view``."""


def group_code(group: Group) -> str:
    """A group as one word for the URL: ``all``, ``rural``, ``female.6-8``, ``6-8_months``."""
    codes = [code for name in DIMENSIONS if (code := getattr(group, name)) != TOTAL]
    return ".".join(codes).replace(" ", "_") or EVERYONE


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
    code = _read(address_query().get(param, ""), options) or default
    if is_unseen():
        return code
    pick(
        "selectbox",
        label,
        options,
        name=f"choose_{param}",
        words=words,
        shown=code,
        picked=_put,
        args=(param, default, clears),
        help=help,
    )
    return code


def _read(wanted: str, options: Sequence[str]) -> str:
    """The option that an address asks for, or none. A space was a plus sign, or stands in an old link."""
    return next((one for one in (wanted.replace(" ", "+"), wanted.replace(" ", "_")) if one in options), "")


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
    if is_unseen():
        return tuple(one for one in chosen if one in options)
    return pick_some(
        label,
        options,
        name=f"choose_{param}",
        words=words,
        shown=chosen,
        picked=_put_several,
        args=(param, clears),
        max_selections=MAX_AREAS,
        placeholder=placeholder,
    )


def choose_tab(label: str, options: Sequence[str], *, words: Callable[[str], str], clears: Sequence[str] = ()) -> str:
    """A row of tabs whose code is the URL's ``view``; an unknown one gives way to the first."""
    wanted = address_query().get("view", "")
    code = wanted if wanted in options else options[0]
    if is_unseen():
        return code
    pick(
        "segmented_control",
        label,
        options,
        name=TABS,
        words=words,
        shown=code,
        picked=_put,
        args=("view", options[0], clears),
        required=True,
        label_visibility="collapsed",
    )
    return code


def type_in(
    label: str, *, param: str, tidy: Callable[[str], str] = str.strip, placeholder: str = "", help: str | None = None
) -> str:
    """A text field whose words are the URL's ``param``, made tidy when they are typed."""
    key = f"choose_{param}"
    first = begun(key, key, st.query_params.get(param, ""))
    st.text_input(
        as_written(label),
        value=first,
        key=key,
        placeholder=placeholder,
        help=help,
        on_change=_put_typed,
        args=(param, key, tidy),
        max_chars=200,
    )
    return str(st.session_state[key]).strip()


def put_param(param: str, value: str, clears: Sequence[str] = ()) -> None:
    """Write one choice, a code, to the URL; an empty one takes it out. The params in ``clears`` are dropped with it.

    Raises ``ValueError`` for words: they would be in one language, and mean nothing in another.
    """
    if not CODE.fullmatch(value):
        raise ValueError(f"{param} holds codes, and this is none: {value!r}")
    _write(param, value, clears)


def _write(param: str, value: str, clears: Sequence[str] = ()) -> None:
    """In one step: each step is a place to which the browser's way back leads."""
    if is_unseen():
        return
    before = st.query_params.to_dict()
    after = {name: held for name, held in before.items() if name not in clears and (value or name != param)}
    if value:
        after[param] = value
    if after != before:
        st.query_params.from_dict(after)


def _put(code: str, param: str, default: str, clears: Sequence[str]) -> None:
    put_param(param, "" if code == default else code, clears)


def _put_typed(param: str, key: str, tidy: Callable[[str], str]) -> None:
    _write(param, tidy(st.session_state[key]))


def _put_several(codes: Sequence[str], param: str, clears: Sequence[str]) -> None:
    put_param(param, ",".join(codes), clears)
