"""What is written into the URL and onto the page is plain and escaped."""

from __future__ import annotations

from childrights.catalogue.model import Group
from ui.parts.filters import group_code
from ui.parts.markup import TableCell, disclosure, link, outside_link, picture, table, tag


def test_groups_have_short_codes_of_their_own() -> None:
    groups = [Group(), Group(sex="female"), Group(age="6-8"), Group(sex="female", age="6-8"), Group(residence="rural")]
    groups.append(Group(age="6-8 months"))
    assert [group_code(group) for group in groups] == ["all", "female", "6-8", "female.6-8", "rural", "6-8_months"]


NASTY = '<script>alert("1")</script>&'


def test_every_word_from_outside_is_escaped() -> None:
    made = [
        tag("p", NASTY),
        link(NASTY, "map", ind=NASTY),
        outside_link(NASTY, "https://example.org/?a=" + NASTY),
        disclosure(NASTY, ""),
        picture("<svg/>", NASTY, (1, 1)),
        table(NASTY, [TableCell(NASTY)], [[TableCell(NASTY), TableCell(NASTY)]]),
    ]
    for markup in made:
        assert "<script" not in markup
        assert 'alert("1")' not in markup


def test_links_lead_only_to_the_web() -> None:
    assert "<a" not in outside_link("x", "javascript:alert(1)")


def test_a_row_leaves_out_empty_cells_at_its_end() -> None:
    assert table("t", [TableCell("a")], [[TableCell("x"), TableCell("1"), TableCell(), TableCell()]]).count("<td") == 1
