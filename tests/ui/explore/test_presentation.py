"""What follows from a view's declaration: parts in their places, and what leaves the page says as much as the page."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.entries import Indicator
from childrights.i18n import translator
from childrights.snapshot.notes import cautions, told_note
from childrights.snapshot.queries import headlines
from childrights.snapshot.snapshot import Snapshot
from tests.support.views import Told, cards, page_of, told
from ui.explore import presentation
from ui.explore.presentation import sent_table, shared_of, show_view
from ui.explore.table import MOST_LISTED
from ui.explore.view import Chart, Part, Rows, View
from ui.explore.views import VIEWS
from ui.parts import cache
from ui.read import profile_view

INDICATORS = load_catalogue().indicators
BY_CODE = {view.code: view for view in VIEWS}


@dataclass(frozen=True)
class PlainChoice:
    indicator: Indicator = INDICATORS["stunting"]


BARE: View[Any] = View(
    "bare",
    "Bare",
    refuse=lambda *_: "",
    choose=lambda *_: PlainChoice(),
    finding=lambda *_: "Nothing much",
    rows=lambda *_: Rows(()),
    notes=lambda *_: ("noted",),
    table=lambda *_: "<table>",
    without="No figure",
)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is shown, in its order, as what shows it and what it is given."""
    found: list[Any] = []
    for name in ("show_notes", "show_section", "show_fold", "show_figure", "show_map_figure"):
        monkeypatch.setattr(presentation, name, lambda given, *_, name=name, **__: found.append((name, given)))
    monkeypatch.setattr(presentation.markup, "show", lambda given, *_: found.append(("markup", given)))
    monkeypatch.setattr(presentation, "sent_table", lambda *_: "<sent>")
    monkeypatch.setattr(presentation, "drawn_chart", lambda page, view, choice, chart, room=None: chart.key)
    monkeypatch.setattr(presentation, "once", lambda work_out: work_out)
    monkeypatch.setattr(presentation.cache, "finished", lambda name, key, make: make())
    return found


PAGE: Any = SimpleNamespace(t=translator("en"), lang="en", snapshot=SimpleNamespace(name="none"))
ONE, TWO = (Chart(key, "Dots", lambda page, room=None: SimpleNamespace()) for key in ("one", "two"))  # type: ignore[arg-type,return-value]


def test_without_a_figure_the_reason_stands_in_its_place_and_an_empty_table_is_not_offered(seen: list[Any]) -> None:
    show_view(PAGE, BARE, PlainChoice())
    assert seen == [("show_notes", ["No figure"]), ("show_notes", ("noted",))]


def test_a_table_that_has_rows_is_folded_under_everything(seen: list[Any]) -> None:
    show_view(PAGE, replace(BARE, figures=lambda *_: [ONE], rows=lambda *_: Rows((), listed=True)), PlainChoice())
    assert seen == [("show_figure", "one"), ("show_notes", ("noted",)), ("show_fold", "Every value")]


def test_parts_stand_where_the_view_puts_them(seen: list[Any]) -> None:
    own = replace(
        BARE,
        figures=lambda *_: [ONE, TWO],
        rows=lambda *_: Rows((), listed=True),
        main=(Part.NOTES, "Heading", Part.COMPANIONS, lambda *_: seen.append("own"), Part.FIGURE, Part.TABLE),
    )
    show_view(PAGE, own, PlainChoice())
    assert seen == [
        ("show_notes", ("noted",)),
        ("show_section", "Heading"),
        ("show_figure", "two"),
        "own",
        ("show_figure", "one"),
        ("markup", "<table>"),
        ("markup", "<sent>"),
    ]


def test_behind_the_hall_there_is_no_figure_and_nothing_in_its_place(seen: list[Any]) -> None:
    show_view(PAGE, replace(BARE, figures=lambda *_: [ONE]), PlainChoice(), figures=False)
    assert seen == [("show_notes", ("noted",))]


@pytest.mark.parametrize(("dated", "drawn", "listed"), [(True, 0, None), (False, 1, 2)])
def test_the_table_lists_what_is_drawn_unless_there_is_more(dated: bool, drawn: int, listed: int | None) -> None:
    sent: Any = ("a", "b")
    rows = Rows((), sent[:drawn], None if listed is None else sent[:listed], dated)
    assert rows.sent_in_table == sent[: drawn if listed is None else listed]
    assert rows.has_table == bool(rows.sent_in_table)
    assert not replace(rows, listed=False).has_table and replace(rows, listed=True).has_table


def looked_at(page: Any, code: str, indicator: str, **asked: str) -> Told:
    found = told(page, BY_CODE[code], INDICATORS[indicator], **asked)
    assert isinstance(found, Told), found
    return found


def test_a_file_has_every_figure_also_those_that_the_table_cuts_off(
    built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(built_home, monkeypatch)
    assert len(looked_at(page, "table", "population_census").shared.observations) > MOST_LISTED


def test_a_picture_that_leaves_its_page_names_the_indicator(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(built_home, monkeypatch)
    for code, asked in (("map", {"period": "2014"}), ("inequality", {"by": "place"})):
        ranking = looked_at(page, code, "stunting", **asked).figures["Ranking"].to_dict()
        assert "Stunting, from highest to lowest" in str(ranking)


def test_what_is_given_away_names_every_indicator_and_every_gap(
    built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(built_home, monkeypatch)
    pair = looked_at(page, "pair", "stunting").shared
    assert pair.indicators[0].code == "stunting" and len(pair.indicators) == 2
    gaps = looked_at(page, "map", "dtp3_coverage_survey", period="2014").shared.not_shown
    assert ("KH09", "too_few_cases") in [(one.area, one.reason) for one in gaps]


def test_a_brief_is_offered_only_where_the_country_has_a_figure(
    built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(built_home, monkeypatch)
    known = cache.headlines(page.snapshot.name)
    without = next(code for code, one in known.items() if not one.latest)
    assert looked_at(page, "table", without).shared.brief == {}
    assert looked_at(page, "table", "stunting").shared.brief == {"indicator": "stunting"}


def test_figures_that_only_members_have_leave_with_whose_they_are(
    flooded_home: Path, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(flooded_home, monkeypatch)
    lone = next(code for code in INDICATORS if code not in headlines(shipped))
    shared = looked_at(page, "table", lone).shared
    assert shared.title.startswith("Figures of Member A")
    assert shared.notes(page)[0].startswith("Members' figures, not checked by others: ")


def test_notes_that_only_a_picture_needs_leave_with_it(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(built_home, monkeypatch)
    view, choice = BY_CODE["trend"], looked_at(page, "trend", "wasting").choice
    kept, beside = shared_of(page, view, choice).notes(page), view.notes(page, choice)
    assert [*kept[: len(beside)]] == [*beside] and len(kept) > len(beside)


def test_members_figures_of_two_indicators_have_a_table_each(
    flooded_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(flooded_home, monkeypatch)
    choice = looked_at(page, "pair", "stunting", hand="1").choice
    table = sent_table(page, BY_CODE["pair"], choice)
    assert table.count("<table") == 2 and ">Period<" not in table
    assert all(f"{one.short_name('en')}: " in table for one in (choice.indicator, choice.second))


TRAVELLING = {
    "birth_registration_u5_crvs2016": ("Four provinces and the capital.", "Not national."),
    "out_of_school_primary_survey": (
        "Of some of the figures: Few respondents are likely.",
        "When comparing: Survey",
    ),
    "skilled_birth_attendance_cdhs": ("72 on the slides, 71 in the summary", "Rounded."),
    "stunting": ("When comparing: Own computation",),
}
LAST = {"skilled_birth_attendance_cdhs": "2010", "stunting": "2014"}
"""The last map of a series, where the map opens at that of a newer one."""


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.code)
def test_the_notes_of_figures_stand_beside_every_view_and_leave_with_it(
    built_home: Path, monkeypatch: pytest.MonkeyPatch, view: View[Any]
) -> None:
    page = page_of(built_home, monkeypatch)
    last = LAST if view.code == "map" else {}
    found = {code: told(page, view, INDICATORS[code], period=last.get(code, "")) for code in TRAVELLING}
    seen = {code: one for code, one in found.items() if isinstance(one, Told) and one.shared.observations}
    assert seen
    for code, one in seen.items():
        wanted = TRAVELLING[code]
        for notes in (
            presentation.notes_of(page, view, one.choice),
            presentation.carried_notes(page, view, one.choice),
        ):
            said = " ".join(notes)
            assert wanted[-1] in said
            drawn = {part for each in one.shared.observations for part in each.note.split("; ")}
            assert all(text in said for text in wanted[:-1] if any(part and part in text for part in drawn))


def test_cards_and_profiles_bear_the_notes(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(built_home, monkeypatch)
    shown = cards(page)
    for code in page.catalogue.topics:
        head = cache.newest(page.snapshot.name).headline(code)
        note = INDICATORS[head.newest.indicator].comparability_note if head and head.newest else ""
        note = told_note(note, page.t)
        assert (
            not shown[code]
            or "no national figure" in shown[code]
            or html.escape(note, quote=False) in html.unescape(shown[code])
        ), code
    found = cache.province(page.snapshot.name, "KH16")
    said = " ".join(profile_view.notes(page, found))
    assert all(told_note(one.indicator.comparability_note, page.t) in said for one in found.standings)
    # A note that several measures bear stands once, with their names, and in none of their rows.
    shared = {note: len(some) for note, some in profile_view.shared_notes(found).items()}
    assert max(shared.values()) > 5
    rows = [" ".join(cell.markup for cell in profile_view._row(page, found, one)) for one in found.standings]
    for note in shared:
        told = told_note(note, page.t)
        assert said.count(told) >= 1 and not any(html.escape(told, quote=False) in row for row in rows), told
    lone = {part for one in found.standings for part in cautions(one.own, one.indicator)} - set(shared)
    assert all(any(html.escape(told_note(part, page.t), quote=False) in row for row in rows) for part in lone)
