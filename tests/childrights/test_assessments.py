"""Assessments as the library sees them: what counts, what is refused, and the annex."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.newest.reading import newest_figures
from childrights.rights.assessment import (
    COALITION,
    GOVERNMENT,
    NOT_ASSESSED,
    STATUSES,
    Assessment,
    Draft,
    LinkChange,
    asked_about,
    count_by_status,
    filter_recommendations,
    homeless,
    linked,
    standings,
    with_links,
)
from childrights.rights.recommendations import load_recommendations, touching
from childrights.rights.tracker import (
    PRINTED,
    annex_csv,
    annex_xlsx,
    day_words,
    history_table,
    recommendation_annex,
    recommendation_records,
)
from childrights.snapshot.queries import headlines
from childrights.snapshot.snapshot import Snapshot
from etl.intake.assessments import faults
from etl.intake.schema import wrong_words

CATALOGUE = load_catalogue()
ALL = load_recommendations(CATALOGUE)
ASKED = {one.code: one for one in ALL}
ONE = next(one for one in ALL if one.topic == "Corporal punishment")
TODAY = date(2025, 6, 1)
DRAFT = Draft(ONE.code, COALITION, "partly", "2024-05-01", "A plan was adopted.", ("AAAAA-00001",), ("https://a.org",))
CODES = frozenset({"AAAAA-00001"})


def made(number: int, **changes: object) -> Assessment:
    about = Assessment(
        f"A{number:05d}",
        ONE.code,
        COALITION,
        "partly",
        "2024-05-01",
        "Why it is so.",
        (),
        (),
        "",
        "Coalition",
        "2024-05-02T00:00:00+00:00",
        "test",
    )
    return replace(about, **changes)  # type: ignore[arg-type]


def codes_of(draft: Draft) -> set[str]:
    return {one.code for one in faults(draft, ASKED, CODES, TODAY, lambda text: "Sokha" in text)}


def test_a_sound_draft_has_no_faults() -> None:
    assert codes_of(DRAFT) == set()
    assert codes_of(Draft(ONE.code, GOVERNMENT, "", "2023-01-01", "Done.", source="Report")) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recommendation": "XXXXX-00000"}, "unknown_recommendation"),
        ({"recommendation": next(one.code for one in ALL if not one.asks)}, "not_asking"),
        ({"status": ""}, "status"),
        ({"status": "done"}, "unknown_status"),
        ({"why": "  "}, "why"),
        ({"why": "x" * 1501}, "long"),
        ({"why": "A girl named Sokha told us"}, "person"),
        ({"by": GOVERNMENT, "why": ""}, "words"),
        ({"by": GOVERNMENT}, "source"),
        ({"assessed_on": "soon"}, "date"),
        ({"by": GOVERNMENT, "assessed_on": ""}, "no_date"),
        ({"assessed_on": "2026-01-01"}, "future"),
        ({"assessed_on": "2005-01-01"}, "before"),
        ({"figures": ("ZZZZZ-00001",)}, "unknown_figure"),
        ({"figures": ("AAAAA-00001",) * 21}, "figures"),
        ({"links": ("javascript:alert(1)",)}, "link"),
        ({"links": ("https://",)}, "link"),
        ({"links": ("https://a.org",) * 11}, "links"),
    ],
)
def test_each_fault_is_named_in_both_languages(changes: dict[str, object], code: str) -> None:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type]
    assert code in codes_of(draft)
    for one in faults(draft, ASKED, CODES, TODAY, lambda text: "Sokha" in text):
        assert len({wrong_words(one, translator(lang)) for lang in LANGUAGES}) == 2


def test_the_newest_day_counts_and_what_was_withdrawn_does_not() -> None:
    later = made(1, status="answered", assessed_on="2025-01-01")
    entered_later = made(2, assessed_on="2020-01-01", status="not_answered")
    (found,) = [one for one in standings(ALL, [later, entered_later], ()) if one.asked == ONE]
    assert found.status == "answered" and [one.id for one in found.history] == ["A00001", "A00002"]
    back = replace(later, withdrawn_at="2025-02-01", withdrawn_why="wrong")
    (found,) = [one for one in standings(ALL, [back, entered_later], ()) if one.asked == ONE]
    assert found.status == "not_answered" and len(found.history) == 2


def test_the_governments_words_never_change_the_coalitions_status() -> None:
    said = made(1, by=GOVERNMENT, status="answered", source="Report")
    (found,) = [one for one in standings(ALL, [said], ()) if one.asked == ONE]
    assert found.status == NOT_ASSESSED and found.said == said and found.latest is None


changes = st.lists(st.tuples(st.sampled_from([*ONE.linked_indicators, "stunting", "wasting"]), st.booleans()))


@given(changes)
def test_the_last_change_of_a_link_counts(done: list[tuple[str, bool]]) -> None:
    events = [LinkChange(f"L{n}", ONE.code, code, on, "m", "t", "w") for n, (code, on) in enumerate(done)]
    wanted = dict.fromkeys(ONE.linked_indicators, True) | dict(done)
    assert set(linked(ONE, events)) == {code for code, on in wanted.items() if on}
    assert len(set(linked(ONE, events))) == len(linked(ONE, events))


@given(st.lists(st.tuples(st.sampled_from([one.code for one in ALL if one.asks]), st.sampled_from(list(STATUSES)))))
def test_everything_asked_has_exactly_one_status(done: list[tuple[str, str]]) -> None:
    found = standings(ALL, [made(n, recommendation=code, status=status) for n, (code, status) in enumerate(done)], ())
    assert sum(count_by_status(found).values()) == len(found) == sum(one.asks for one in ALL)
    assert sum(len(filter_recommendations(found, status=status)) for status in count_by_status(found)) == len(found)
    assert count_by_status(found)[NOT_ASSESSED] == len(found) - len({code for code, _ in done})


def test_an_assessment_without_its_recommendation_is_told() -> None:
    lost = made(1, recommendation="GONE0-00001")
    assert homeless([lost, made(2)], ALL) == (lost,)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_annex_holds_every_row_and_no_formula(shipped: Snapshot, lang: str) -> None:
    t = translator(lang)
    given_ = [made(1, why="=HYPERLINK(1)", member="+evil"), made(2, by=GOVERNMENT, why="@cmd", source="-1+1")]
    found = standings(ALL, given_, ())
    table = recommendation_annex(found, headlines(shipped), newest_figures(shipped, CATALOGUE), 2025, t)
    assert len(table.rows) == len(found) and all(len(row) == len(table.head) for row in table.rows)
    assert len(set(table.head)) == len(table.head) + 1 - table.head.count(t._("As of"))
    rows = list(csv.reader(io.StringIO(annex_csv(table).decode("utf-8-sig"))))
    assert len(rows) == len(found) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    book = load_workbook(io.BytesIO(annex_xlsx(table, history_table(found, t), shipped, t)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert book.worksheets[1].max_row == 3
    assert book.worksheets[0]["H2"].alignment.wrap_text and book.worksheets[0].page_setup.orientation == "landscape"
    tall = book.worksheets[0].row_dimensions[2 + [one.asked.code for one in found].index(ONE.code)].height
    assert tall >= 15 * len(ONE.summary) / 26


def test_plain_records_tell_the_same() -> None:
    found = standings(ALL, [made(1)], ())
    one = next(record for record in recommendation_records(found) if record["code"] == ONE.code)
    assert one["status"] == "partly" and len(one["assessments"]) == 1  # type: ignore[arg-type]
    assert sum(record["status"] is None for record in recommendation_records(found)) == len(found) - 1


def test_a_link_to_an_indicator_that_left_the_catalogue_is_told(shipped: Snapshot) -> None:
    gone = LinkChange("L00001", ONE.code, "gone_indicator", True, "m", "t", "w")
    made_ = recommendation_annex(
        standings([ONE], (), [gone]), headlines(shipped), newest_figures(shipped, CATALOGUE), 2025, translator("en")
    )
    assert "gone_indicator (no longer in the catalogue): no figure here" in made_.rows[0][PRINTED - 2]


def test_links_read_the_same_from_both_sides() -> None:
    found = standings(ALL, (), [LinkChange("L00001", ONE.code, "stunting", True, "m", "t", "w")])
    pairs = {(one.asked.code, code) for one in found for code in one.indicators}
    assert (ONE.code, "stunting") in pairs
    assert {(one.code, code) for code, asked in asked_about(found).items() for one in asked} == pairs


def test_a_moment_is_told_by_the_day_in_cambodia() -> None:
    assert day_words("2026-11-25T22:28:00.000+00:00", "en") == "26 November 2026"
    assert day_words("2026-11-25", "en") == "25 November 2026"


def test_what_people_linked_counts_for_whoever_asks_by_indicator() -> None:
    changes = [
        LinkChange("L00001", ONE.code, "stunting", True, "m", "t", "w"),
        LinkChange("L00002", ONE.code, "violent_discipline", False, "m", "t", "w"),
    ]
    found = with_links(ALL, changes)
    assert ONE.code in {one.code for one in touching(found, indicator="stunting")}
    assert ONE.code not in {one.code for one in touching(found, indicator="violent_discipline")}
    assert [one.code for one in found] == [one.code for one in ALL]
