"""Members' figures in the explorer: off unless asked for, marked wherever shown, and no change of what is published."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from childrights.catalogue.model import MEMBERS, Observation
from childrights.export.sharing import SHARED_COLUMNS, view_rows
from childrights.i18n import LANGUAGES
from childrights.members.layers import members_figures
from childrights.pictures.captions import REPORT
from childrights.pictures.frame import scene
from childrights.pictures.scene import TextLine
from childrights.snapshot.snapshot import open_current
from tests.pages.opening import Opener, opener, words
from tests.support.members import ALONE, LONE, figure, figures, publish, send, send_all
from ui.parts.page import Page
from ui.parts.share import Shared, draw_picture, shared_view

LINE = "Members' figures, 7 provinces, not checked by others"


@pytest.fixture(scope="module")
def sent_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped figures and what members sent. Read it only."""
    home = tmp_path_factory.mktemp("sent") / "home"
    shutil.copytree(built_home, home)
    send_all(home)
    return home


@pytest.fixture
def open_page(sent_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(sent_home, monkeypatch)


@pytest.fixture
def open_before(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Pages as they were before anybody sent anything; to be asked for after ``open_page``."""
    return opener(built_home, monkeypatch)


@dataclass(frozen=True)
class Given:
    page: Page
    shared: Shared


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Given]]:
    """What views give away while pages are opened."""
    found: list[Given] = []

    def note(page: Page, shared: Callable[[], Shared], **_: Any) -> None:
        found.append(Given(page, shared()))

    monkeypatch.setattr("ui.explore.frame.show_share", note)
    yield found


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def diamonds(chart: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in chart["data"] if "diamond" in str(one.get("marker", {}).get("symbol", ""))]


def page_of(app: AppTest) -> str:
    return html.unescape(words(app))


@pytest.mark.parametrize("view", ["map", "ranking", "trend", "groups", "change", "places", "pair", "inequality"])
def test_off_is_as_if_nobody_had_sent_anything(
    built_home: Path, sent_home: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    told = {}
    for home in (built_home, sent_home):
        app = opener(home, monkeypatch)("explore/explore", ind="stunting", view=view, areas="KH05,KH12")
        assert not app.exception
        snapshots = json.loads((home / "CURRENT").read_text(encoding="utf-8"))
        label = f"{snapshots['built_at'][:10]} · {snapshots['content_hash'][:8]}"
        # Compared as what they say: in which order a figure names its properties depends on who drew it first.
        told[home] = json.loads(json.dumps([page_of(app), charts(app)], ensure_ascii=False).replace(label, ""))
    (words_before, drawn_before), (words_after, drawn_after) = told.values()
    assert words_before == words_after
    for one, other in zip(drawn_before, drawn_after, strict=True):
        assert one["layout"] == other["layout"]
        assert one["data"] == other["data"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_switched_on_they_are_diamonds_beside_an_unchanged_map(
    built_home: Path, sent_home: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    before = charts(opener(built_home, monkeypatch)("explore/explore", ind="stunting", lang=lang, year="2014"))[0]
    app = opener(sent_home, monkeypatch)("explore/explore", ind="stunting", members="1", lang=lang)
    assert not app.exception
    after = charts(app)[0]
    filled = ("choropleth",)
    assert [one for one in after["data"] if one["type"] in filled] == [
        one for one in before["data"] if one["type"] in filled
    ]
    (signs,) = diamonds(after)
    assert len(signs["lon"]) == 7
    assert all("35.0" not in words for words in signs["hovertext"])
    assert app.query_params["members"] == "member-a"
    if lang == "en":
        page = page_of(app)
        assert LINE in page.split("cr-map-legend")[1].split("</ul>")[0]
        assert f"{LINE}: Member A, own programme records." in page
        assert "Member A has 12.0 % for the whole country." in page
        assert "Kampong Speu 39.0 % (Member B, own survey, 1,200 asked)" in page
        assert "32.0 %</span> in Cambodia" in page.split("</h1>")[0]
        assert "Newer: 21.9\N{NO-BREAK SPACE}% in 2021–22." in page
        assert "1 figure is about part of the population only" in page


def test_the_table_has_a_part_of_its_own_for_them(open_page: Opener) -> None:
    page = page_of(open_page("explore/explore", ind="stunting", members="1"))
    published, _, sent = page.partition("cr-sent")
    assert "among 350 beneficiary families" in sent and "beneficiary" not in published
    assert "the published figure is 40.5 %" in sent
    assert "Member C, quoted from Cambodia Health Yearbook (2015), Table 11" in sent


def test_one_member_at_a_time_and_codes_of_nobody_are_off(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="stunting", members="member-b")
    assert sum(len(one["lon"]) for one in diamonds(charts(app)[0])) == 2
    assert app.selectbox(key="choose_members").value == "member-b"
    app = open_page("explore/explore", ind="stunting", members="nobody")
    assert not app.exception
    assert app.selectbox(key="choose_members").value == "off"
    assert not diamonds(charts(app)[0])


def test_no_control_where_no_member_has_figures(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="wasting", members="1")
    assert not any(one.key == "choose_members" for one in app.selectbox)


def test_another_year_of_theirs_is_offered_and_never_the_usual_one(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="stunting", members="1")
    assert app.session_state["choose_year"] == "2014"
    app = open_page("explore/explore", ind="stunting", members="1", year="2021")
    told = page_of(app)
    assert "nothing published" not in told and "21.9 %" in told.split("</h1>")[0]
    assert "are of “Stunting”, 2021, the published ones next to them of “Stunting (CDHS tables)”, 2021–22." in told
    assert sum(len(one["lon"]) for one in diamonds(charts(app)[0])) == 2
    app = open_page("explore/explore", ind="stunting", members="1", year="2010")
    assert "Member A sent no figures for 2010; there are some for 2014, 2021." in page_of(app)
    assert "explore?ind=stunting&members=member-a&year=2021" in page_of(app)


def test_a_newer_picture_of_another_series_hides_no_member(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="stunting")
    assert app.session_state["choose_year"] == "2021-22"
    assert app.selectbox(key="choose_members").options[1:] == ["Member A", "Member B", "Member C, quoted"]
    for member, periods in (("member-a", "2014, 2021"), ("member-b", "2014")):
        assert sum(
            len(one["lon"]) for one in diamonds(charts(open_page("explore/explore", ind="stunting", members=member))[0])
        )
        app = open_page("explore/explore", ind="stunting", members=member, year="2021-22")
        page = page_of(app)
        assert "21.9 %" in page.split("</h1>")[0] and not diamonds(charts(app)[0])
        sender = app.selectbox(key="choose_members")
        assert f"sent no figures for 2021–22; there are some for {periods}." in page and sender.value == member
        assert f"explore?ind=stunting&members={member}&year=2014" in page


def test_the_hand_of_the_series_that_is_drawn_is_offered_and_drawn(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_round(indicator: str, area: str, value: float) -> Observation:
        return replace(figure(indicator, area, 2021, value), year_end=2022, period_label="2021-22")

    send(
        own_home,
        "Member A",
        [of_round("stunting_cdhs_printed", "KH05", 20.0), of_round("stunting_cdhs_printed", "KH12", 21.0)],
    )
    send(own_home, "Member B", [of_round("stunting", "KH05", 22.0)])
    send(own_home, "Member B", figures("stunting", 2024, {"KH05": 19.0}))
    publish(own_home)
    open_page = opener(own_home, monkeypatch)
    app = open_page("explore/explore", ind="stunting", members="member-a")
    assert app.session_state["choose_year"] == "2021-22"
    assert app.selectbox(key="choose_members").value == "member-a"
    assert sum(len(one["lon"]) for one in diamonds(charts(app)[0])) == 2
    app = open_page("explore/explore", ind="stunting", members="member-b", year="2021-22")
    assert sum(len(one["lon"]) for one in diamonds(charts(app)[0])) == 1
    offered = next(one for one in app.segmented_control if one.key == "choose_year").options
    assert offered[-2:] == ["2021–22", "2024"]


def test_in_the_ranking_they_stand_under_the_order_without_a_rank(open_page: Opener) -> None:
    (chart,) = charts(open_page("explore/explore", ind="stunting", members="1", view="ranking"))
    dots = [one for one in chart["data"] if one.get("mode") == "markers"]
    ranked, sent = dots
    assert len(ranked["x"]) == 17 and len(sent["x"]) == 7
    assert max(sent["y"]) < min(ranked["y"])
    ranks = next(one for one in chart["data"] if one.get("mode") == "text")
    assert len(ranks["y"]) == 17


def test_in_the_trend_they_are_dotted_and_joined_to_nothing_published(open_page: Opener) -> None:
    (chart,) = charts(open_page("explore/explore", ind="stunting", members="1", view="trend", areas="KH05"))
    lines = [one for one in chart["data"] if one.get("mode") == "lines+markers"]
    sent = [one for one in lines if "diamond-open" in str(one["marker"]["symbol"])]
    assert [one["y"] for one in sent if len(one["x"]) > 1] == [[41.0, 35.0]]
    assert all(41.0 not in one["y"] for one in lines if one not in sent)
    assert "Members' figures, 1 province, not checked by others" in json.dumps(chart["layout"]["annotations"])


def test_the_table_view_lists_them_under_the_published_ones(open_page: Opener) -> None:
    page = page_of(open_page("explore/explore", ind="stunting", members="1", view="table", year="2014"))
    assert "published figures, 13 from members" in page.split("</h1>")[0]
    assert page.index("cr-every") < page.index("cr-sent")


def test_a_view_without_room_for_them_says_so_with_the_way_to_one_that_has(open_page: Opener) -> None:
    page = page_of(open_page("explore/explore", ind="stunting", members="1", view="change"))
    assert "A change is shown only between two published figures" in page
    assert "explore?ind=stunting&view=trend&members=1" in page
    page = page_of(open_page("explore/explore", ind="stunting", view="change"))
    assert "A change is shown only between two published figures" not in page


def test_the_grid_has_them_in_its_words_and_in_a_table_of_their_own(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="stunting", members="1", view="grid")
    assert f"{LINE}, are drawn as diamonds." in app.get("plotly_chart")[0].proto.alt
    page = page_of(app)
    assert page.index("cr-matrix") < page.index("cr-sent") and "6 more figures from members are not drawn" in page


def test_where_only_members_have_figures_they_are_shown_and_marked_everywhere(open_page: Opener) -> None:
    for view in ("map", "ranking", "trend", "change", "places", "years", "grid", "inequality", "table"):
        page = page_of(open_page("explore/explore", ind=LONE, view=view))
        heading = page.split("</h1>")[0].split("<h1")[1]
        assert "Figures of Member A" in heading, view
        assert "Members' figures, not checked by others: Member A, own programme records" in page, view
    app = open_page("explore/explore", ind=LONE)
    assert sum(len(one["lon"]) for one in diamonds(charts(app)[0])) == 3
    text = json.dumps(charts(app)[0]["layout"]["annotations"])
    assert "members' figures" in text.replace("<br>", " ")
    page = page_of(open_page("explore/explore", ind=LONE, view="ranking"))
    assert "Not ranked: Members' figures" in page


def test_figures_of_a_part_of_the_people_alone_stand_in_the_table(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="children_reintegrated")
    assert not app.exception
    assert app.session_state["choose_view"] == "table"
    page = page_of(app)
    assert "1 figure from members only" in page.split("</h1>")[0]
    assert "among our clients" in page


@pytest.mark.parametrize("view", ["map", "ranking", "trend", "table"])
def test_what_is_shared_holds_them_and_says_whose_they_are(open_page: Opener, given: list[Given], view: str) -> None:
    open_page("explore/explore", ind="stunting", members="1", view=view, areas="KH05")
    (one,) = given
    shared = shared_view(one.page, one.shared, "http://x")
    rows = view_rows(shared.package, shared.not_shown)
    marked = [row for row in rows if row[SHARED_COLUMNS.index("layer")] == MEMBERS]
    assert marked and {row[SHARED_COLUMNS.index("member")] for row in marked} >= {"Member A"}
    if view != "table":
        name = next(iter(one.shared.figures))
        drawn = scene(one.shared.figures[name](one.page), REPORT, notes=tuple(one.shared.notes(one.page)))
        written = " ".join(run.text for item in drawn.items if isinstance(item, TextLine) for run in item.runs)
        assert "Members'" in written and "not checked by" in written
        assert draw_picture(one.page, one.shared, name, REPORT, "en", "png").startswith(b"\x89PNG")


def test_the_hall_shows_them_with_their_line(open_page: Opener) -> None:
    page = page_of(open_page("explore/explore", ind="stunting", members="1", hall="1"))
    assert LINE in page


def test_the_certificate_says_whose_figure_it_is_and_what_is_published(sent_home: Path, open_page: Opener) -> None:
    snapshot = open_current(sent_home)
    sent = {one.figure.area: one for one in members_figures(snapshot, "stunting") if one.relation}
    snapshot.close()
    page = page_of(open_page("explore/number", code=sent["KH05"].figure.id))
    assert "members' figures, not checked by others" in page
    assert "the published figure is 40.5 %" in page


def test_cards_lead_to_them_and_search_marks_them(open_page: Opener) -> None:
    page = page_of(open_page("explore/rights", right="DHW"))
    assert "explore?ind=stunting&members=1" in page and "Member A, Member C, Member B" in page
    page = page_of(open_page("explore/search", q="registered within 30 days"))
    assert "members' figures, not checked by others" in page


def test_a_gap_that_only_members_fill_stays_one_and_leads_to_their_figures(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page_of(opener(own_home, monkeypatch)("explore/gaps", kind="nobody"))
    send(own_home, "Member A", figures(ALONE, 2023, {"KH": 1200.0}))
    publish(own_home)
    after = page_of(opener(own_home, monkeypatch)("explore/gaps", kind="nobody"))
    assert "only member organisations have figures" in after and "only member organisations" not in before
    assert f"explore?ind={ALONE}" in after
    assert after.count("cr-rank") == before.count("cr-rank")
