"""A link somebody kept from before still leads to what it showed."""

from __future__ import annotations

import pytest

from ui.shell.moved_pages import MOVED, new_address, redirections


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("overview", "", "./"),
        ("overview", "lang=km", "./?lang=km"),
        ("map", "ind=stunting&year=2014", "explore?ind=stunting&year=2014"),
        ("map", "area=KH02%2BKH24", "explore?area=KH02%2BKH24"),
        ("trends", "ind=wasting&by=sex", "explore?view=trend&ind=wasting&by=sex"),
        ("trends", "areas=KH,KH12", "explore?view=trend&areas=KH,KH12"),
    ],
)
def test_an_old_address_becomes_the_new_one(path: str, query: str, address: str) -> None:
    assert new_address(path, query) == address


@pytest.mark.parametrize("base", ["/", "/rights/"])
def test_every_old_address_is_answered_under_the_apps_own_path(base: str) -> None:
    assert [route.path for route in redirections(base)] == [base + path for path in MOVED]
