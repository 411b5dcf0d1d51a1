"""A place that no view can draw is named with its reason, once."""

from __future__ import annotations

from types import SimpleNamespace

from childrights.areas.coverage import MapView, NotDrawn
from childrights.catalogue.model import Group
from childrights.i18n import translator
from ui.explore.groups import not_drawn, unmeasured

PAGE = SimpleNamespace(t=translator("en"), lang="en")
GAPS = (NotDrawn("KH01", "not_collected"), NotDrawn("KH05", "suppressed"), NotDrawn("KH02+KH24", "not_collected"))
VIEW = MapView("stunting", "2014", Group(), None, (), GAPS)


def test_places_with_the_same_reason_stand_together() -> None:
    assert unmeasured(PAGE, VIEW, ()) == [  # type: ignore[arg-type]
        "Not drawn – not collected: Banteay Meanchey, Battambang + Pailin.",
        "Not drawn – hidden to protect children: Kampong Speu.",
    ]


def test_what_is_told_elsewhere_is_not_told_again() -> None:
    found = unmeasured(PAGE, VIEW, ("KH01", "KH02", "KH05"))  # type: ignore[arg-type]
    assert found == ["Not drawn – not collected: Battambang + Pailin."]


def test_a_place_is_named_once_however_often_it_is_missing() -> None:
    assert not_drawn(PAGE, [GAPS[0], GAPS[0]]) == ["Not drawn – not collected: Banteay Meanchey."]  # type: ignore[arg-type]
