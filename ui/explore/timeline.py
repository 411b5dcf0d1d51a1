"""The periods of an indicator over its figure: step back and forth, or let them play one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from childrights.language import period
from ui.parts import Page, ViewState, is_unseen, pick, put_param

STEP_S = 1.6
MOST_BUTTONS = 12
"""More periods than this become a slider."""
_STALE = 5 * STEP_S
_PLAYING, _TICKING = "timeline_playing", "timeline_ticking"


@dataclass(frozen=True, slots=True)
class Playing:
    """A run through the periods: of which indicator, at which period, and since when it shows it (seconds)."""

    indicator: str
    at: str
    since: float


def redraw_interval() -> float | None:
    """How often the page draws itself anew: only while periods are playing. For ``ui.parts.page.show_page``."""
    st.session_state[_TICKING] = _PLAYING in st.session_state
    return STEP_S if st.session_state[_TICKING] else None


def keep_time(state: ViewState) -> None:
    """End a run whose indicator was left or that nobody looked at for long; start or stop the clock with it."""
    playing: Playing | None = st.session_state.get(_PLAYING)
    if playing and (playing.indicator != state.indicator or time.monotonic() - playing.since > _STALE):
        stop()
    if (_PLAYING in st.session_state) != st.session_state.get(_TICKING, False):
        st.rerun()


def is_playing() -> bool:
    """Whether the periods are playing."""
    return not is_unseen() and _PLAYING in st.session_state


def stop() -> None:
    """End the run, if there is one."""
    st.session_state.pop(_PLAYING, None)


def shown_period(state: ViewState, labels: Sequence[str], usual: str = "") -> str:
    """The period to show of ``labels`` (oldest first): the playing, the one asked for, or the ``usual``; "" if none.

    The usual one is the newest unless another is named: members' figures add periods and move nobody to them. A run
    that reaches its end stays at the usual period, which the URL need not name.
    """
    playing: Playing | None = None if is_unseen() else st.session_state.get(_PLAYING)
    if playing and labels:
        moved = step(playing, labels, time.monotonic())
        if moved is None:
            stop()
            put_param("year", "")
            st.rerun()
        st.session_state[_PLAYING] = moved
        return moved.at
    newest = labels[-1] if labels else ""
    return state.period if state.period in labels else usual if usual in labels else newest


def step(playing: Playing, labels: Sequence[str], now: float) -> Playing | None:
    """The run at the time ``now``: still at its period, or at the next one; ``None`` when it is over."""
    if playing.at not in labels:
        return None
    if now - playing.since < STEP_S * 0.7:
        return playing
    following = labels.index(playing.at) + 1
    return Playing(playing.indicator, labels[following], now) if following < len(labels) else None


def show_timeline(page: Page, labels: Sequence[str], shown: str, usual: str = "") -> None:
    """Back, play, forth, and the periods themselves; nothing to step through when there is only one.

    The URL need not name the ``usual`` period, the newest unless another is given.
    """
    if len(labels) < 2:
        return
    _, at, last = page.t._, labels.index(shown), labels[-1]
    newest = usual if usual in labels else last
    indicator = ViewState.from_query(st.query_params).indicator
    playing = is_playing()
    back, forth = labels[max(at - 1, 0)], labels[min(at + 1, len(labels) - 1)]
    _step_button("year_back", "chevron_left", _("Earlier"), _go, (back, newest), at == 0 or playing)
    if playing:
        _step_button("year_play", "pause", _("Pause"), _go, (shown, newest))
    else:
        first = labels[0] if shown == last else shown
        _step_button("year_play", "play_arrow", _("Play"), _start, (indicator, first))
    _step_button("year_forth", "chevron_right", _("Later"), _go, (forth, newest), shown == last or playing)
    draw = partial(
        pick,
        label=_("Year"),
        options=labels,
        name="choose_year",
        words=lambda one: period(one, page.lang),
        shown=shown,
        picked=_go,
        args=(newest,),
        label_visibility="collapsed",
    )
    if len(labels) > MOST_BUTTONS:
        draw("select_slider")
    else:
        draw("segmented_control", required=True)


def _step_button(
    key: str, icon: str, said: str, on_click: Callable[..., None], args: tuple[str, ...], disabled: bool = False
) -> None:
    st.button(
        said, key=key, icon=f":material/{icon}:", type="tertiary", on_click=on_click, args=args, disabled=disabled
    )


def _start(indicator: str, at: str) -> None:
    st.session_state[_PLAYING] = Playing(indicator, at, time.monotonic())


def _go(label: str, newest: str) -> None:
    stop()
    put_param("year", "" if label == newest else label)
