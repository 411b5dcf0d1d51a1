"""What pages tell before any script has come: the same as the page itself, for whatever address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from childrights.catalogue import UnknownCode
from tests.pages.opening import opener, words
from ui.first import answer, first_answer
from ui.first.pages import FIRST
from ui.parts import cache, is_unseen, unseen

TITLE = re.compile(r'<h1 class="cr-(?:first-)?title"[^>]*>(.*?)</h1>', re.DOTALL)
ADDRESSES = (
    ("explore", "explore", "ind=stunting"),
    ("explore", "explore", "ind=stunting&view=trend&lang=km"),
    ("explore", "explore", "ind=stunting&view=ranking&year=2010&areas=KH16"),
    ("explore", "explore", "ind=stunting&view=table"),
    ("province", "province", "area=KH16"),
    ("rights", "rights", "right=EDU&lang=km"),
    ("", "overview", ""),
)


@pytest.fixture(autouse=True)
def _home(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    yield
    assert not is_unseen()


def told(path: str, query: str) -> str:
    found = first_answer(path, query)
    return found.body if found else ""


@pytest.mark.parametrize(("path", "page", "query"), ADDRESSES)
def test_it_says_what_the_page_says(
    built_home: Path, monkeypatch: pytest.MonkeyPatch, path: str, page: str, query: str
) -> None:
    first = told(path, query)
    app = words(
        opener(built_home, monkeypatch)(f"explore/{page}", **dict(one.split("=") for one in query.split("&") if one))
    )
    assert TITLE.findall(first) == TITLE.findall(app) and TITLE.findall(first)
    assert first.count("<h1") == first.count("<main") == 1 and first.count("<div") == first.count("</div")


def test_a_map_comes_with_what_it_is_where_it_is_from_and_a_way_to_every_value() -> None:
    first = told("explore", "ind=stunting&year=2014")
    assert first.count('class="cr-drawn"') == 1 and "<img" not in first
    figure = first.split("cr-first-figure")[1]
    assert "Takeo" in figure and "per cent" in figure and "Source: " in figure
    assert 'href="explore?ind=stunting&amp;year=2014&amp;view=table"' in first
    table = told("explore", "ind=stunting&year=2014&view=table")
    assert table.count("<tr") >= 20 and "cr-drawn" not in table


def test_ids_and_titles_are_none_of_the_page_itself() -> None:
    first = told("explore", "ind=stunting&view=table")
    assert 'id="first-t' in first and 'aria-labelledby="first-t' in first and 'class="cr-title"' not in first


def test_a_view_that_an_indicator_has_not_is_refused_in_words_and_what_nobody_knows_not_told_at_all() -> None:
    assert "nothing was published below the country" in told("explore", "ind=prison_children&view=map") or not told(
        "explore", "ind=prison_children&view=map"
    )
    for path, query in (
        ("explore", "ind=nothing"),
        ("explore", "ind=stunting&hall=1"),
        ("rights", "right=XX"),
        ("province", "area=KH99"),
        ("settings", ""),
        ("sign-in", ""),
        ("explore", "&".join("a=1" for _ in range(80))),
        ("explore", f"ind=stunting&x={'1' * 700}"),
    ):
        assert first_answer(path, query) is None, (path, query)


TEXT = st.text(max_size=12) | st.sampled_from(
    ["<script>alert(1)</script>", "\"'><i>", "%00", "KH16", "map", "2014", "../x"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(FIRST)),
    st.dictionaries(
        st.sampled_from(
            ["ind", "view", "year", "from", "group", "by", "areas", "second", "edges", "right", "area", "lang", "q"]
        ),
        TEXT,
        max_size=4,
    ),
)
def test_no_address_is_a_fault_or_is_said_again_as_it_came(path: str, given_: dict[str, str]) -> None:
    query = "&".join(f"{name}={value}" for name, value in given_.items())
    found = first_answer(path, query)
    if found is not None:
        assert "<script" not in found.body and "'><i>" not in html.unescape(found.body)


def test_a_fault_is_noted_and_the_page_comes_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(_: object) -> None:
        raise ZeroDivisionError("Sok Dara")

    monkeypatch.setattr(answer, "FIRST", {"explore": fault})
    assert first_answer("explore", "year=1") is None
    assert "incident" in caplog.text and "Sok Dara" not in caplog.text


def test_they_are_made_one_after_the_other_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(answer, "FIRST", {"explore": made.append})
    monkeypatch.setattr(answer, "WAITS_S", 0)
    with answer._MAKING:
        assert first_answer("explore", "year=7") is None and made == []
    assert first_answer("explore", "year=7") is not None and first_answer("explore", "year=7") is not None
    assert len(made) == 1 and first_answer("explore", "year=8") is not None and len(made) == 2


def test_nothing_stays_unseen_after_a_refusal() -> None:
    with pytest.raises(UnknownCode), unseen({}):
        raise UnknownCode("nothing")
    assert not is_unseen() and cache.current_snapshot()
