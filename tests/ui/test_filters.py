"""What the URL asks for is parsed, never believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.errors import UnknownCode
from childrights.i18n import translator
from childrights.model import Group
from ui.filters import MAX_AREAS, Asked, asked, check_asked, group_code
from ui.markup import Cell, disclosure, link, outside_link, picture, table, tag

T = translator("en")


def test_choices_are_read_from_the_query() -> None:
    found = asked({"ind": "stunting", "year": "2014", "areas": "KH,KH02 KH24", "area": "KH05", "lang": "km", "x": "y"})
    assert found == Asked(indicator="stunting", period="2014", areas=("KH", "KH02+KH24"), area="KH05")


@given(st.dictionaries(st.sampled_from(["ind", "year", "areas", "area", "by", "group", "right"]), st.text()))
def test_no_query_breaks_the_parser(query: dict[str, str]) -> None:
    found = asked(query)
    assert len(found.areas) <= MAX_AREAS
    try:
        check_asked(found, {"stunting"}, T)
    except UnknownCode as error:
        assert str(error)


@pytest.mark.parametrize(
    "query", [{"ind": "nonsense"}, {"area": "KH99"}, {"areas": "KH01,Kandal"}, {"area": "KH24+KH02"}]
)
def test_unknown_data_codes_are_named_not_guessed(query: dict[str, str]) -> None:
    with pytest.raises(UnknownCode) as caught:
        check_asked(asked(query), {"stunting"}, T)
    assert next(iter(query.values())).split(",")[-1] in str(caught.value)


def test_groups_have_short_codes_of_their_own() -> None:
    groups = [Group(), Group(sex="female"), Group(age="6-8"), Group(sex="female", age="6-8"), Group(residence="rural")]
    assert [group_code(group) for group in groups] == ["all", "female", "6-8", "female.6-8", "rural"]


NASTY = '<script>alert("1")</script>&'


def test_every_word_from_outside_is_escaped() -> None:
    made = [
        tag("p", NASTY),
        link(NASTY, "map", ind=NASTY),
        outside_link(NASTY, "https://example.org/?a=" + NASTY),
        disclosure(NASTY, ""),
        picture("<svg/>", NASTY, (1, 1)),
        table(NASTY, [Cell(NASTY)], [[Cell(NASTY), Cell(NASTY)]]),
    ]
    for markup in made:
        assert "<script" not in markup
        assert 'alert("1")' not in markup


def test_links_lead_only_to_the_web() -> None:
    assert "<a" not in outside_link("x", "javascript:alert(1)")


def test_a_row_leaves_out_empty_cells_at_its_end() -> None:
    assert table("t", [Cell("a")], [[Cell("x"), Cell("1"), Cell(), Cell()]]).count("<td") == 1
