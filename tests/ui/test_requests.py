"""Where signing in leads on to, and what tells one browser from another."""

from __future__ import annotations

import pytest

from ui.accounts.requests import own_address


@pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%09/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "/explore//evil.example",
        "/sign-in?next=/sign-in",
        "/sign-out",
        "/here/abc",
        "/welcome/abc",
        "/../evil",
        "/explore/../../x",
        "/%2e%2e/x",
        "/_stcore/health",
        "/x y",
        "/" + "a" * 3000,
        "/ខ្មែរ",
        "",
        "@evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(asked: str) -> None:
    assert own_address(asked, "/") in ("/", "/@evil.example")


@pytest.mark.parametrize(
    ("asked", "base", "found"),
    [
        ("/explore?ind=stunting&lang=km", "/", "/explore?ind=stunting&lang=km"),
        ("explore?ind=stunting", "/", "/explore?ind=stunting"),
        ("/", "/", "/"),
        ("/history?q=%E1%9E%81", "/", "/history?q=%E1%9E%81"),
        ("/rights/history", "/rights/", "/rights/history"),
        ("history", "/rights/", "/rights/history"),
        ("/history", "/rights/", "/rights/"),
        ("/rightsX", "/rights/", "/rights/"),
        ("/rights/sign-in", "/rights/", "/rights/"),
    ],
)
def test_signing_in_leads_back_to_where_one_was(asked: str, base: str, found: str) -> None:
    assert own_address(asked, base) == found
