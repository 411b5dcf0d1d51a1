"""Whatever members send, no view of a published indicator moves while nobody asks for their figures.

``python run.py bench views`` holds it for every indicator in both languages; here is one indicator of each kind.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.catalogue.catalogue import Catalogue, load_catalogue
from childrights.catalogue.entries import Indicator
from childrights.snapshot.queries import groups_with_periods, headlines
from childrights.snapshot.snapshot import Snapshot
from tests.support.views import all_told, cards, page_of
from ui.explore.views import VIEWS


def one_of_each_kind(shipped: Snapshot, catalogue: Catalogue) -> list[Indicator]:
    """Published indicators that differ in unit, kind of source, or in having groups, places and several years."""
    kinds: dict[tuple[object, ...], Indicator] = {}
    for code in headlines(shipped):
        one, groups = catalogue.indicators[code], groups_with_periods(shipped, code)
        places = max(sum(each.areas > 0 for each in periods) for periods in groups.values())
        kinds.setdefault((one.unit, len(groups) > 1, min(places, 2)), one)
    return list(kinds.values())


def test_one_indicator_of_each_kind_looks_the_same_in_every_view(
    built_home: Path, flooded_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = one_of_each_kind(shipped, load_catalogue())
    seen = {}
    for home in (built_home, flooded_home):
        page = page_of(home, monkeypatch)
        seen[home] = {
            one.code: {
                view: said if isinstance(said, str) else said.plainly(page.snapshot_label)
                for view, said in all_told(page, one).items()
            }
            for one in chosen
        }
    assert seen[built_home] == seen[flooded_home]
    drawn = {view for one in seen[flooded_home].values() for view, said in one.items() if not isinstance(said, str)}
    assert drawn == {view.code for view in VIEWS}


def test_cards_of_every_right_stay(built_home: Path, flooded_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, now = (cards(page_of(home, monkeypatch)) for home in (built_home, flooded_home))
    assert before == now and len([one for one in now.values() if one]) > 20
