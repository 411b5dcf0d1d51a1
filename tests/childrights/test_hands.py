"""Whose members' figures can be looked at, one hand at a time, and what a link calls them."""

from __future__ import annotations

from typing import Any

import pytest

from childrights.catalogue.model import Group
from childrights.members.by_member import (
    ANY,
    hand_asked_for,
    hands,
    joined_groups,
    member_code,
    members_beside_map,
    periods_of,
)
from childrights.members.layers import MemberFigure, Sender
from childrights.members.provenance import Provenance
from childrights.snapshot.queries import Period
from tests.support.members import figure


def sent(member: str, area: str = "KH05", year: int = 2014, kind: str = "own_records", **more: Any) -> MemberFigure:
    default = more.pop("by_default", False)
    one = figure("stunting", area, year, more.pop("value", 40.0), member=member, source_kind=kind, **more)
    return MemberFigure(one, Sender("U0001", member, "f", "", "", "", "", Provenance(kind)), by_default=default)


def test_the_hand_with_the_most_figures_comes_first_and_a_quotation_is_a_hand_of_its_own() -> None:
    found = [sent("B"), sent("A", "KH01"), sent("A", "KH02"), sent("A", "KH03", kind="quoted")]
    assert [(hand.code, hand.member, hand.quoted) for hand in hands(found)] == [
        ("a", "A", False),
        ("a.quoted", "A", True),
        ("b", "B", False),
    ]


def test_what_is_shown_unasked_or_of_a_part_of_the_people_needs_no_choice() -> None:
    assert hands([sent("A", by_default=True), sent("B", scope="our clients")]) == ()


@pytest.mark.parametrize("name", ["Save the Children", "អង្គការកុមារ", "123", "A/B & C: <b>", "x" * 200])
def test_a_code_for_links_is_one_plain_word(name: str) -> None:
    code = member_code(name)
    assert code and len(code) <= 40 and set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert code == member_code(name)


def test_names_with_one_code_are_told_apart() -> None:
    codes = [hand.code for hand in hands([sent("A B"), sent("a-b")])]
    assert len(set(codes)) == 2


def test_a_link_may_ask_for_anybodys() -> None:
    offered = hands([sent("A"), sent("A", "KH01"), sent("B")])
    assert hand_asked_for(offered, ANY) == offered[0]
    assert hand_asked_for(offered, "b") == offered[1]
    assert hand_asked_for(offered, "nobody") is None and hand_asked_for((), ANY) is None


def test_beside_a_map_stand_the_hand_the_others_and_parts_of_the_people() -> None:
    own = [sent("A", "KH05"), sent("A", "KH"), sent("A", "KH06", value=None, status="suppressed")]
    found = [*own, sent("B", "KH07"), sent("A", "KH08", scope="our clients"), sent("A", "KH05", 2021)]
    (hand, _other) = hands(found)
    seen = members_beside_map(found, hand, "2014", Group())
    assert [one.figure.area for one in seen.drawn] == ["KH05"]
    assert seen.national is not None and seen.national.figure.area == "KH"
    assert [one.figure.area for one in seen.others] == ["KH07"]
    assert [one.figure.area for one in seen.parts] == ["KH08"]
    assert len(seen.listed) == 5
    assert seen.elsewhen == ("2014", "2021")
    assert members_beside_map(found, hand, "2014", Group(sex="female")).listed == ()


def test_periods_of_both_layers_stand_in_order_and_published_groups_first() -> None:
    (hand,) = hands(found := [sent("A", year=2021), sent("A", year=2014), sent("A", year=2021, sex="female")])
    published = {Group(): (Period("2014", 2014, 2014, 17, True), Period("2030", 2030, 2030, 1, False))}
    both = joined_groups(published, periods_of(found, hand))
    assert [one.label for one in both[Group()]] == ["2014", "2021", "2030"]
    assert both[Group()][0].areas == 17
    assert list(both) == [Group(), Group(sex="female")]
