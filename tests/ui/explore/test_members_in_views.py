"""Members' figures on request, view by view: marked, told, in what is given away, and no change of what is published."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED
from childrights.charts.heat import TRANSPARENT
from childrights.charts.sketch import Figure
from childrights.i18n import LANGUAGES
from childrights.members.words import legend_line
from childrights.snapshot.queries import headlines
from childrights.snapshot.snapshot import Snapshot
from tests.support.views import Told, diamonds, page_of, told
from ui.explore.presentation import alternative
from ui.explore.view import View
from ui.explore.views import VIEWS

LAYERED = [view for view in VIEWS if view.layered and view.code != "table"]
INDICATORS = load_catalogue().indicators


def words_of(figure: Figure) -> str:
    """All annotations of a figure and the names of its rows in one line, as they are read."""
    layout = figure.to_dict()["layout"]
    told = [one.get("text", "") for one in layout.get("annotations", [])]
    return html.unescape(" ".join([*told, *layout.get("yaxis", {}).get("ticktext", [])])).replace("<br>", " ")


def seen(view: View, page: object, code: str, **asked: str) -> Told:
    found = told(page, view, INDICATORS[code], **asked)  # type: ignore[arg-type]
    assert isinstance(found, Told), found
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", LAYERED, ids=lambda view: view.code)
def test_they_are_diamonds_with_a_line_of_their_own_beside_what_is_published(
    flooded_home: Path, monkeypatch: pytest.MonkeyPatch, view: View, lang: str
) -> None:
    page = page_of(flooded_home, monkeypatch, lang)
    code = "iwi_poor_35" if view.code == "groups" else "stunting"
    # With a member's figures on the map opens at the newest period of the series that they are of.
    period = {"period": "2014"} if view.code == "map" else {}
    off, on = (seen(view, page, code, areas=("KH05",), **asked) for asked in (period, {"hand": "1"}))
    assert on.title == off.title
    assert [one for one in on.shared.observations if one.layer == PUBLISHED] == list(off.shared.observations)
    sent = [one for one in on.shared.observations if one.layer == MEMBERS]
    own, drawn = {one.id for one in sent}, next(iter(on.figures.values()))
    assert sent and diamonds(drawn)
    for trace, points in zip(drawn._data, drawn._codes, strict=True):
        codes = {code for each in points for code in each.split()}
        signed = "diamond" in json.dumps(trace.get("marker", {}).get("symbol", ""))
        handles = trace.get("marker", {}).get("color") == TRANSPARENT
        assert handles or not codes & own or signed, "a member's figure without its sign"
        pairs = view.code == "pair"
        assert handles or pairs or not codes & own or codes <= own, "one trace for members' and published figures"
    places = words_of(drawn)
    line = legend_line(sent, page.t)
    assert line in places or line.replace(" ", "") in places.replace(" ", "")
    notes = " ".join(on.notes)
    assert "Member A" in notes and "350" in notes and "Member A" not in " ".join(off.notes)
    assert not diamonds(next(iter(off.figures.values())))
    told_off, told_on = (alternative(page, view, one.choice, view.figures(page, one.choice)[0]) for one in (off, on))
    signs = page.t._("{line}, are drawn as diamonds.").split("}")[1]
    assert told_on.endswith(signs) and told_on.startswith(told_off) and not told_off.endswith(signs)


@pytest.mark.parametrize("view", [view for view in VIEWS if not view.layered], ids=lambda view: view.code)
def test_a_view_that_cannot_show_them_stays_and_names_one_that_can(
    flooded_home: Path, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    page = page_of(flooded_home, monkeypatch)
    off, on = (seen(view, page, "stunting", **asked) for asked in ({}, {"hand": "1"}))
    assert on.plainly("") == off.plainly("")
    why, other, name = view.apart
    assert why, f"{view.code} is not layered: apart says why, and names a view that is"
    assert next(one for one in VIEWS if one.code == other).name == name
    assert next(one for one in VIEWS if one.code == other).layered


def test_places_that_only_members_tell_of_open_the_views_of_places_on_request(
    flooded_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(flooded_home, monkeypatch)
    national = [
        code for code, one in headlines(shipped).items() if not one.areas and INDICATORS[code].unit == "percent"
    ]
    of_places = [view for view in LAYERED if view.code in ("map", "ranking", "places", "years", "grid")]
    for code in national[:3]:
        for view in of_places:
            assert isinstance(told(page, view, INDICATORS[code]), str), view.code
            on = seen(view, page, code, hand="1")
            assert diamonds(next(iter(on.figures.values()))), (code, view.code)
            assert {one.layer for one in on.shared.observations if one.area != "KH"} == {MEMBERS}


def test_every_kind_of_indicator_can_be_looked_at_with_them(
    flooded_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(flooded_home, monkeypatch, "km")
    kinds = {(INDICATORS[code].unit, INDICATORS[code].source_type): code for code in headlines(shipped)}
    for code in kinds.values():
        for view in LAYERED:
            on = told(page, view, INDICATORS[code], hand="1")
            if isinstance(on, Told) and any(one.layer == MEMBERS for one in on.shared.observations):
                assert any(diamonds(figure) for figure in on.figures.values()), (code, view.code)


def test_where_nobody_else_has_figures_they_are_marked_in_every_view(
    flooded_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(flooded_home, monkeypatch)
    alone = [code for code in INDICATORS if code not in headlines(shipped) and INDICATORS[code].unit == "percent"]
    for view in VIEWS:
        found = told(page, view, INDICATORS[alone[0]])
        if isinstance(found, str):
            continue
        assert found.title.startswith("Figures of Member A"), view.code
        for figure in found.figures.values():
            assert diamonds(figure), view.code
            assert "not checked by others" in words_of(figure), view.code


def test_no_group_has_the_sign_of_members_figures(flooded_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(flooded_home, monkeypatch)
    groups = next(view for view in VIEWS if view.code == "groups")
    off, on = (seen(groups, page, "iwi_poor_35", by="residence", **asked) for asked in ({}, {"hand": "1"}))
    assert not diamonds(off.figures["Groups"]) and len(diamonds(on.figures["Groups"])) == 1
