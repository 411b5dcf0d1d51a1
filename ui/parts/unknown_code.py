"""What a page offers when its address names something that nobody knows: a choice of what there is."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from childrights.i18n import Translator
from ui.parts import cache, markup
from ui.parts.explore_state import is_area
from ui.parts.filters import put_param
from ui.parts.options import pick
from ui.parts.rights_words import numbered_right


def show_way_on(t: Translator) -> None:
    """A control for each thing in the address that nobody knows."""
    query, catalogue = st.query_params.to_dict(), cache.catalogue()
    if query.get("ind", "everything") not in (*catalogue.indicators, "everything"):
        measured = cache.headlines(cache.current_snapshot().name)
        codes = [code for topic in catalogue.topics.values() for code in topic.members if code in measured]
        names = {code: catalogue.indicators[code].short_name(t.lang) for code in codes}
        hanging = ("year", "from", "group", "by", "second")
        _box(t._("Indicator"), codes, "ind", t._("Choose the indicator"), names.__getitem__, hanging)
    if query.get("second", "") not in (*catalogue.indicators, ""):
        _button(t._("Show this without the second indicator"), "second")
    places = f"{query.get('area', '')},{query.get('areas', '')}".replace(" ", "+").split(",")
    if not all(is_area(area) for area in places if area):
        _button(t._("Show this without these places"), "areas", ("area",))
    if query.get("right", "all") not in (*catalogue.clusters, "all"):
        _box(
            t._("Right"),
            list(catalogue.clusters),
            "right",
            t._("Choose a right"),
            lambda code: numbered_right(catalogue.clusters[code], t.lang),
            ("article", "asked"),
        )


def _box(
    label: str, codes: list[str], param: str, placeholder: str, words: Callable[[str], str], clears: tuple[str, ...]
) -> None:
    pick(
        "selectbox",
        label,
        codes,
        name=f"way_on_{param}",
        words=words,
        picked=_take,
        args=(param, clears),
        placeholder=placeholder,
    )


def _button(said: str, param: str, clears: tuple[str, ...] = ()) -> None:
    st.button(
        markup.as_written(said),
        key=f"way_on_{param}",
        on_click=put_param,
        args=(param, "", clears),
        icon=":material/arrow_forward:",
    )


def _take(code: str | None, param: str, clears: tuple[str, ...]) -> None:
    put_param(param, code or "", clears)
