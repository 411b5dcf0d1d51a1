"""Bringing in recommendations: judged row by row, all or nothing, idempotent, published, taken back, and a round trip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import RefusedFile, UnknownCode
from childrights.i18n import LANGUAGES, translator
from childrights.rights.assessment import COALITION, Draft, homeless
from childrights.rights.brought_in import Addition, Origin, additions, all_asked, with_additions
from childrights.rights.recommendations import COLUMNS, heads, load_recommendations, plain_head
from childrights.rights.tracker import list_recommendations, write_annex
from childrights.snapshot.snapshot import open_current
from etl.intake.assessments import assess
from etl.intake.bringing import RECOMMENDATIONS, CheckedFile, bring, check_file, publish, withdraw_entry
from etl.intake.recommendation_rows import WRONGS
from etl.intake.report_text import bring_report, recommend_answer
from etl.intake.schema import DraftRefused, cure_words, wrong_words
from etl.ledger.entry_log import Overtaken, brought
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import Inputs, build

CATALOGUE = load_catalogue()
SHIPPED = load_recommendations(CATALOGUE)
ASKED = tuple(one for one in SHIPPED if one.asks)
CORPORAL = next(one for one in ASKED if one.topic == "Corporal punishment" and one.number == "41")
TODAY = date(2026, 1, 1)
SCHOOLS: dict[str, object] = {
    "mechanism": "UPR",
    "recommending_state": "Norway",
    "year": 2024,
    "document": "UPR cycle 4",
    "number": "46.118",
    "cluster": "EDU",
    "summary": "Build schools for every child.",
    "summary_km": "សាងសង់សាលាសម្រាប់កុមារគ្រប់រូប។",
    "position": "supported",
    "crc_articles": "28; 29",
    "linked_indicators": "completion_primary_survey",
}
NEW_DOCUMENT: dict[str, object] = {
    "mechanism": "CRC",
    "year": 2025,
    "document": "CRC/C/KHM/CO/7",
    "document_title": "Concluding observations, 2025",
    "cluster": "VAC",
    "number": "28 (a)",
    "summary": "Ban it at home.",
    "source_url": "https://undocs.org/en/CRC/C/KHM/CO/7",
}


def filled(path: Path, content: bytes, *rows: Mapping[str, object]) -> Path:
    path.write_bytes(content)
    book = load_workbook(path)
    for number, row in enumerate(rows):
        for name, value in row.items():
            book.worksheets[0].cell(RECOMMENDATIONS.FIRST_ROW + number, list(COLUMNS).index(name) + 1, value)
    book.save(path)
    return path


def sheet(path: Path, *rows: Mapping[str, object]) -> Path:
    """A table of one's own with the heads of the fields that the rows have."""
    book, names = Workbook(), list(dict.fromkeys(name for row in rows for name in row))
    book.active.append([COLUMNS[name].head for name in names])
    for row in rows:
        book.active.append([row.get(name, "") for name in names])
    book.save(path)
    return path


def check(state: State, path: Path) -> CheckedFile:
    return check_file(state, path, path.name, TODAY, (RECOMMENDATIONS,), RECOMMENDATIONS)


def published(world: tuple[State, Inputs], found: CheckedFile) -> str:
    state, inputs = world
    return "".join(publish(state, found, member="Coalition", who=owner("test"), inputs=inputs).ids)


def on_screen(state: State):  # type: ignore[no-untyped-def]
    snapshot = open_current(state.home)
    try:
        return {one.code: one for one in all_asked(snapshot, CATALOGUE)}, additions(snapshot), snapshot.content_hash
    finally:
        snapshot.close()


def faults_of(found: CheckedFile) -> set[tuple[str, str]]:
    return {(one.cell, one.code) for one in found.faults}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_comes_back_and_is_published_once(world: tuple[State, Inputs], tmp_path: Path, lang: str) -> None:
    state, inputs = world
    t = translator(lang)
    right = CATALOGUE.clusters["EDU"].name(lang)
    row = SCHOOLS | {"mechanism": t._("UN review by States"), "kind": t._("recommendation"), "cluster": right}
    path = filled(tmp_path / "new.xlsx", RECOMMENDATIONS.template(state, lang), row, NEW_DOCUMENT)
    before = on_screen(state)[2]
    found = check(state, path)
    assert (found.count("new"), found.wrong, found.unchanged, found.read.unread_sheets) == (2, 0, 0, ())
    identity = published(world, found)
    asked, given, after = on_screen(state)
    assert identity == "R00001" and after != before and len(asked) == len(SHIPPED) + 2
    (schools,) = [one for one in asked.values() if one.number == "46.118"]
    assert (schools.position, schools.position_km, schools.crc_articles) == ("supported", "ទទួលយក", ("28", "29"))
    assert schools.document_title.startswith("Universal Periodic Review, cycle 4") and schools.source_url
    origin = next(one.origin for one in given if one.asked == schools)
    assert (origin.member, origin.file_name, origin.recorded_by) == ("Coalition", "new.xlsx", "test")
    again = check(state, path)
    assert (again.count("new"), len(again.planned), again.unchanged) == (0, 0, 2)
    assert published(world, again) == "" and on_screen(state)[2] == after
    build(state, inputs, force=True)
    assert on_screen(state)[2] == after


def test_taking_back_brings_back_what_stood_before(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, inputs = world
    changed = {"code": CORPORAL.code, "document": CORPORAL.document, "year": 2011, "summary": "Ban it everywhere."}
    found = check(
        state,
        sheet(
            tmp_path / "own.xlsx", SCHOOLS | changed | {"mechanism": "CRC", "recommending_state": "", "number": "41"}
        ),
    )
    assert [one.before for one in found.planned] == [CORPORAL] and "summary" in found.planned[0].changes
    published(world, found)
    asked = on_screen(state)[0]
    assert asked[CORPORAL.code].summary == "Ban it everywhere." and len(asked) == len(SHIPPED)
    assert asked[CORPORAL.code].measurable_element == CORPORAL.measurable_element
    draft = Draft(CORPORAL.code, COALITION, "partly", "2025-05-01", "A draft law is with the ministries.")
    assess(state, [draft], member="Coalition", who=owner("test"), today=TODAY, inputs=inputs)
    withdraw_entry(state, "r00001", why="wrong document", who=owner("test"), inputs=inputs)
    asked, given, _ = on_screen(state)
    assert asked[CORPORAL.code] == CORPORAL and given[0].origin.withdrawn_why == "wrong document"
    assert not homeless(brought(state).assessments, tuple(asked.values()))
    for wrong in ("R00001", "R00009", "R"):
        with pytest.raises(UnknownCode):
            withdraw_entry(state, wrong, why="again", who=owner("test"), inputs=inputs)


BAD = [
    ({"document": ""}, "document", "missing"),
    ({"document": "CRC/C/KHM/CO/4-7", "mechanism": "CRC"}, "document", "document"),
    ({"document": "A/HRC/99/1", "document_title": "The same review"}, "document", "same_review"),
    ({"document_title": "Another title"}, "document_title", "other_title"),
    ({"mechanism": "UPRR"}, "mechanism", "mechanism"),
    ({"mechanism": "CRC"}, "mechanism", "other_body"),
    ({"year": 1890}, "year", "year_range"),
    ({"year": 2031}, "year", "year_future"),
    ({"year": "soon"}, "year", "year"),
    ({"year": 2023}, "year", "other_year"),
    ({"number": 118.1}, "number", "number"),
    ({"kind": "wish"}, "kind", "kind"),
    ({"dated": "in spring"}, "dated", "day"),
    ({"urgent": "perhaps"}, "urgent", "urgent"),
    ({"official_text": "x" * 20_001}, "official_text", "long_wording"),
    ({"cluster": "Educaton"}, "cluster", "cluster"),
    ({"cluster": ""}, "cluster", "missing"),
    ({"crc_articles": "28; 99"}, "crc_articles", "article"),
    ({"crc_articles": 4.19}, "crc_articles", "article"),
    ({"linked_indicators": "stuntin; wasting"}, "linked_indicators", "indicator"),
    ({"summary": "", "summary_km": ""}, "summary", "no_text"),
    ({"summary": "x" * 4001}, "summary", "long"),
    ({"summary": "Ask Mr Dara, 012 345 678"}, "summary", "contact"),
    ({"source_url": "undocs.org"}, "source_url", "address"),
    ({"code": "soon"}, "code", "bad_code"),
    ({"code": CORPORAL.code}, "code", "code_taken"),
    ({"code": CORPORAL.code[:-1] + "Z"}, "code", "near_code"),
    ({"summary": "=1+1"}, "summary", "error"),
]


def test_every_fault_is_told_with_its_cell_and_cure(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    rows = [SCHOOLS | {"number": str(n)} | changes for n, (changes, _, _) in enumerate(BAD)]
    found = check(state, filled(tmp_path / "bad.xlsx", RECOMMENDATIONS.template(state, "en"), *rows, SCHOOLS))
    told = {(one.row - RECOMMENDATIONS.FIRST_ROW, one.field, one.code) for one in found.faults}
    assert {(n, field, code) for n, (_, field, code) in enumerate(BAD)} <= told
    assert found.wrong == len(BAD) and [one.payload.number for one in found.planned] == ["46.118"]
    near = {one.value: one.near for one in found.faults if one.near}
    assert "stunting" in near["stuntin"] and "CRC/C/KHM/CO/4-6" in near["CRC/C/KHM/CO/4-7"]
    assert CATALOGUE.clusters["EDU"].name_en in near["Educaton"] and near["UPRR"] == ("UPR",)
    for one in found.faults:
        for words in (wrong_words, cure_words):
            assert len({words(one, translator(lang)) for lang in LANGUAGES}) == 2
    for lang in LANGUAGES:
        assert len(bring_report(found, lang)) == len(found.faults) + len(found.planned) + 1


def test_what_is_known_is_never_taken_in_twice(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    same = {"mechanism": "CRC", "year": 2011, "document": CORPORAL.document, "cluster": "VAC"}
    rows = [
        SCHOOLS,
        SCHOOLS | {"summary": "Other words.", "summary_km": ""},
        same | {"summary": CORPORAL.summary.upper()},
        same | {"summary": "Something else.", "number": CORPORAL.number},
    ]
    found = check(state, sheet(tmp_path / "twice.xlsx", *rows))
    assert [(one.code, one.value) for one in found.faults] == [
        ("twice", "2"),
        ("known_text", CORPORAL.code),
        ("known_number", CORPORAL.code),
    ]


def test_all_faults_have_words_in_both_languages() -> None:
    of_exports = {"other_country", "no_country", "no_document", "position", "state", "alike"}
    of_exports |= {"other_wording", "other_position", "other_kind"}
    assert {code for _, _, code in BAD} | {"twice", "known_text", "known_number"} | of_exports == set(WRONGS)
    for told in WRONGS.values():
        assert all(translator("km")._(text) != text for text in told)
    assert len(heads()) >= 2 * len(COLUMNS) and heads()[plain_head(" Topic\n(khmer)* ")] == "topic_km"


@pytest.mark.parametrize(
    ("lang", "ending"),
    [
        ("en", "xlsx"),
        ("km", "csv"),
        pytest.param("en", "csv", marks=pytest.mark.repeats),
        pytest.param("km", "xlsx", marks=pytest.mark.repeats),
    ],
)
def test_an_annex_can_be_taken_in_again_unchanged(
    world: tuple[State, Inputs], tmp_path: Path, lang: str, ending: str
) -> None:
    state, inputs = world
    rows = [SCHOOLS | {"summary": "+ Schools", "topic": "Schools"}, NEW_DOCUMENT | {"summary": "", "summary_km": "ហាម"}]
    published(world, check(state, sheet(tmp_path / "own.xlsx", *rows)))
    assess(
        state,
        [],
        links=[(CORPORAL.code, "stunting", True)],
        member="Coalition",
        who=owner("test"),
        today=TODAY,
        inputs=inputs,
    )
    snapshot = open_current(state.home)
    out = tmp_path / f"annex.{ending}"
    write_annex(list_recommendations(snapshot, CATALOGUE), snapshot, CATALOGUE, out, lang)
    snapshot.close()
    same = check(state, out)
    assert (same.planned, same.faults, same.unchanged) == ((), (), len(ASKED) + 2)
    assert translator(lang)._("Status by the coalition") in same.read.unread_columns
    other = State(tmp_path / "other")
    found = check(other, out)
    assert found.count("new") == 2 and not found.faults and len(found.planned) == 3
    publish(other, found, member="Other", who=owner("test"), inputs=inputs)
    here, there = on_screen(state)[0], on_screen(other)[0]
    assert {code: replace(one, linked_indicators=()) for code, one in here.items()} == {
        code: replace(one, linked_indicators=()) for code, one in there.items()
    }
    assert "stunting" in there[CORPORAL.code].linked_indicators


def test_somebody_else_was_faster(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    first, second = (
        check(state, sheet(tmp_path / "a.xlsx", SCHOOLS)),
        check(state, sheet(tmp_path / "b.xlsx", NEW_DOCUMENT)),
    )
    published(world, first)
    with pytest.raises(Overtaken):
        published(world, second)
    with pytest.raises(DraftRefused):
        publish(state, first, member=" ", who=owner("test"))
    assert len(brought(state).additions) == 1


def test_other_files_are_refused_and_nothing_is_dropped_silently(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    other = tmp_path / "other.csv"
    other.write_text("Province,Year,Value\nTakeo,2022,12\n", encoding="utf-8")
    with pytest.raises(RefusedFile, match="no table of recommendations"):
        check(state, other)
    path = sheet(tmp_path / "own.xlsx", SCHOOLS)
    book = load_workbook(path)
    book.active.cell(1, book.active.max_column + 1, "My remark")
    book.create_sheet("Notes")["A1"] = "Ask the ministry"
    book.save(path)
    found = check(state, path)
    assert found.read.unread_columns == ("My remark",) and found.read.unread_sheets == ("Notes",)
    told = " ".join(bring_report(found, "en"))
    assert "My remark" in told and "Notes" in told


def test_the_verb_only_looks_when_asked_to(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, inputs = world
    path = sheet(tmp_path / "own.xlsx", SCHOOLS, SCHOOLS | {"year": 1800, "number": "1"})
    looked = bring(state, path, member="", who=owner("test"), today=TODAY, check_only=True)
    assert recommend_answer(looked)["import"] is None and not brought(state).additions
    done = recommend_answer(bring(state, path, member="Coalition", who=owner("test"), today=TODAY, inputs=inputs))
    assert (done["import"], done["new"], done["wrong"]) == ("R00001", 1, 1)
    assert done["problems"][0]["cell"] == "C3"  # type: ignore[index]


ORIGINS = st.lists(st.tuples(st.sampled_from(ASKED[:4]), st.text(min_size=1, max_size=4), st.booleans()), max_size=8)


@given(ORIGINS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_newest_standing_words_count(rows: list[tuple[object, str, bool]]) -> None:
    brought = [
        Addition(
            Origin(f"R{n:05d}", "m", "f", "s", "t", "w", "" if stands else "later"),
            "S",
            2,
            replace(asked, summary=words),
        )  # type: ignore[type-var]
        for n, (asked, words, stands) in enumerate(rows)
    ]
    found = {one.code: one for one in with_additions(SHIPPED, brought)}
    assert len(found) == len(SHIPPED)
    expected = {one.code: one.summary for one in SHIPPED} | {
        one.asked.code: one.asked.summary for one in brought if one.origin.stands
    }
    assert {code: one.summary for code, one in found.items()} == expected
