"""What a member did not send, the dashboard may well hold: only the member's figures are said to be missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.messages.composing import answer_question
from childrights.messages.evidence import desk
from childrights.messages.finding import Ask
from childrights.snapshot.snapshot import Snapshot


@pytest.mark.parametrize(
    ("sent", "area", "period", "code"),
    [
        ((), "KH", "", "none_of_member"),
        (("KH05",), "KH", "", "none_of_member_here"),
        (("KH",), "KH", "1900", "none_of_member_then"),
    ],
)
def test_only_the_members_own_figures_are_missing(
    shipped: Snapshot, sent: tuple[str, ...], area: str, period: str, code: str
) -> None:
    catalogue = load_catalogue()
    all_of_it = desk(shipped, catalogue, "stunting", 2026)
    at = desk(shipped, catalogue, "stunting", 2026, "Member A")
    at = replace(
        at,
        figures=tuple(one for one in all_of_it.figures if one.area in sent),
        _by_area={area: all_of_it.of_area(area) for area in sent},
        _by_group={key: found for key, found in all_of_it._by_group.items() if key[0] in sent},
    )
    found = answer_question(Ask("level", "stunting", area, period=period), at)
    assert code in [one.code for one in found.reasons]
    published = answer_question(Ask("level", "stunting", area, period="1900"), all_of_it)
    assert not [one.code for one in published.reasons if "member" in one.code]
