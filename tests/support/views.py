"""The views of the explorer without a screen: every control stands as an address has it, nothing is drawn anywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from childrights.catalogue.entries import Indicator
from childrights.charts.sketch import Figure
from childrights.charts.tokens import LIGHT
from childrights.i18n import translator
from childrights.members.layers import MemberFigure
from ui.explore.layer import chosen_hand
from ui.explore.presentation import shared_of
from ui.explore.view import View
from ui.explore.views import VIEWS
from ui.parts import cache
from ui.parts.cards import topic_card
from ui.parts.explore_state import ViewState
from ui.parts.page import Page
from ui.parts.share import Shared


@dataclass(frozen=True)
class Told:
    """What a view shows of an indicator: title, the choice, and what it gives away with its pictures."""

    title: str
    choice: Any
    shared: Shared
    figures: dict[str, Figure]
    notes: tuple[str, ...]

    def plainly(self, data: str) -> list[Any]:
        """Everything a reader sees, without the name of the ``data``."""
        drawn = [figure.to_dict() for figure in self.figures.values()]
        told = [self.title, self.shared.title, self.notes, self.shared.chosen, drawn, self.shared.not_shown]
        return [str(told).replace(data, ""), self.shared.observations]


def page_of(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str = "en") -> Page:
    """The surroundings of a page on the figures in ``home``, from now on the state directory."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(home))
    return Page(translator(lang), LIGHT, cache.catalogue(), cache.current_snapshot())


def told(page: Page, view: View[Any], indicator: Indicator, **asked: Any) -> Told | str:
    """What a view shows of an indicator at an address, or why it cannot."""
    state = ViewState(indicator=indicator.code, view=view.code, **asked)
    with _no_screen(state):
        if refused := view.refuse(page, indicator, chosen_hand(page, state, indicator)):
            return refused
        choice = view.choose(page, state, indicator)
        shared = shared_of(page, view, choice)
        figures = {name: draw(page) for name, draw in shared.figures.items()}
    return Told(shared.title, choice, shared, figures, tuple(shared.notes(page)))


def all_told(page: Page, indicator: Indicator, **asked: Any) -> dict[str, Told | str]:
    """What every view shows of an indicator."""
    return {view.code: told(page, view, indicator, **asked) for view in VIEWS}


def diamonds(figure: Figure) -> list[dict[str, Any]]:
    """The traces of a figure that hold the sign of members' figures."""
    traces: list[dict[str, Any]] = figure.to_dict()["data"]
    return [one for one in traces if "diamond" in str(one.get("marker", {}).get("symbol", ""))]


def members_of(found: Sequence[MemberFigure]) -> set[str]:
    """The codes of members' figures."""
    return {one.figure.id for one in found}


def cards(page: Page) -> dict[str, str]:
    """The card of every topic, without the line that leads to members' figures."""
    known, leads = cache.headlines(page.snapshot.name), page.catalogue.topics.values()
    with patch("ui.parts.cards._sent", lambda *_: ""):
        return {one.code: topic_card(page, page.catalogue.indicators[one.members[0]], known) for one in leads}


@contextmanager
def _no_screen(state: ViewState) -> Iterator[None]:
    """Controls answer with what ``state`` asks for, the usual one otherwise; nobody plays and nothing is written."""
    query = state.to_query()

    def choose(label: str, options: Sequence[str], *, param: str, default: str = "", **_: Any) -> str:
        asked = query.get(param, "")
        return asked if asked in options else default or options[0]

    def choose_several(label: str, options: Sequence[str], *, chosen: Sequence[str], **_: Any) -> tuple[str, ...]:
        return tuple(chosen)

    stands = {"choose": choose, "choose_several": choose_several, "put": lambda *_: None}
    still = SimpleNamespace(session_state={})
    rooms = [one for name, one in sys.modules.items() if name.startswith("ui.explore") and isinstance(one, ModuleType)]
    swaps = [patch.object(room, name, made) for room in rooms for name, made in stands.items() if hasattr(room, name)]
    swaps.append(patch.object(sys.modules["ui.explore.timeline"], "st", still))
    for one in swaps:
        one.start()
    try:
        yield
    finally:
        for one in swaps:
            one.stop()
