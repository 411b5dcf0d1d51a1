"""One road for every kind of file: recognised by its columns, one ledger for all, and another kind is a schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from childrights.catalogue.catalogue import Catalogue
from childrights.catalogue.tables import UnknownCode
from childrights.i18n import LANGUAGES, Translator, translator
from childrights.rights.brought_in import imports
from childrights.rights.recommendations import ALWAYS, COLUMNS, FREE, TemplateColumn
from etl.intake.assessments import FAULTS
from etl.intake.bringing import ASSESSMENTS, KINDS, RECOMMENDATIONS, CheckedFile, bring, check_file, publish
from etl.intake.recommendation_rows import WRONGS
from etl.intake.report_text import answer, bring_report, recognised_words, unread_words
from etl.intake.schema import FilledRow, Judge, Planned, Read, Schema, Sentences
from etl.intake.table import NotRecognised
from etl.ledger.entry_log import RECOMMENDATIONS as ENTRY
from etl.ledger.entry_log import New, Overtaken, brought, entries, record, take_back
from etl.ledger.file import opened
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import Inputs
from tests.making import build_world

ROOT = Path(__file__).parents[3]
BEFORE = Path(__file__).parent / "ledger_before_entries.sql"
TODAY = date(2026, 1, 1)
CODE = "412ET-M4XKS"
ROW = {
    "mechanism": "UPR",
    "year": 2024,
    "document": "UPR cycle 4",
    "number": "46.118",
    "cluster": "EDU",
    "summary": "Build schools for every child.",
}


def saved(path: Path, *rows: Sequence[object], sheet: str = "Sheet") -> Path:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def heads(schema: Schema, lang: str, *names: str) -> list[str]:
    return [translator(lang)._(schema.columns[name].head) for name in names]


def check(state: State, path: Path, kinds: Sequence[Schema] = KINDS) -> CheckedFile:
    return check_file(state, path, path.name, TODAY, kinds)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_is_known_by_its_columns(state: State, tmp_path: Path, lang: str) -> None:
    asked = heads(RECOMMENDATIONS, lang, *ROW)
    judged = heads(ASSESSMENTS, lang, "code", "status", "why")
    files: Mapping[Path, str] = {
        saved(tmp_path / "asked.xlsx", asked, list(ROW.values())): "recommendations",
        saved(tmp_path / "judged.xlsx", ["Our view"], [], judged, [CODE, "answered", "It is law now."]): "assessments",
        saved(tmp_path / "both.xlsx", [*asked, *judged], [*ROW.values(), "", "", ""]): "recommendations",
    }
    for schema in (RECOMMENDATIONS, ASSESSMENTS):  # what others publish has no template of ours
        (path := tmp_path / f"{schema.kind}.xlsx").write_bytes(schema.template(state, lang))
        files |= {path: schema.kind}  # type: ignore[operator]
    for path, kind in files.items():
        found = check(state, path)
        assert (found.schema.kind, found.wrong) == (kind, 0), path.name
        assert translator(lang)._(found.schema.name) in recognised_words(found, lang)
    assert [one.payload.status for one in check(state, tmp_path / "judged.xlsx").planned] == ["answered"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (["Document", "Year", "Right"], "could be recommendations, but these columns are missing: What was asked"),
        (["Code", "Why", "Links"], "could be assessments, but these columns are missing: Status (coalition)"),
        (["ឯកសារ", "ឆ្នាំ"], "could be recommendations, but these columns are missing: What was asked"),
        (["Year", "Province"], "has the columns of none of these"),
        (["Province", "2022"], "has the columns of none of these: recommendations (Document, Year, What was asked"),
        ([], "has the columns of none of these"),
    ],
)
def test_what_it_could_be_is_said_in_one_sentence(state: State, tmp_path: Path, head: list[str], told: str) -> None:
    path = saved(tmp_path / "other.xlsx", head, [1, 2])
    with pytest.raises(NotRecognised, match=re.escape(told)) as refused:
        check(state, path)
    assert str(refused.value).count(". ") == 0 and refused.value.told(translator("km")) != str(refused.value)


def test_a_cell_with_an_error_is_named_and_never_recorded_as_words(state: State, tmp_path: Path) -> None:
    names = ("code", "gov+words", "gov+date", "gov+source")
    path = saved(tmp_path / "said.xlsx", heads(ASSESSMENTS, "en", *names), [CODE, "Done.", "2025-01-01", "=1/0"])
    found = check(state, path)
    assert [(one.cell, one.code) for one in found.faults] == [("D2", "error")] and not found.planned


def test_nothing_beside_the_columns_is_dropped_without_a_word(state: State, tmp_path: Path) -> None:
    names = ("code", "status", "why")
    path = saved(
        tmp_path / "more.xlsx", [*heads(ASSESSMENTS, "en", *names), "My remark"], [CODE, "partly", "A draft law."]
    )
    book = load_workbook(path)
    book.create_sheet("Notes")["A1"] = "Ask the ministry"
    book.save(path)
    assert "My remark" in (told := " ".join(unread_words(check(state, path), "en"))) and "Notes" in told


def test_where_a_table_has_the_columns_of_two_kinds_the_one_with_more_of_them_counts(
    state: State, tmp_path: Path
) -> None:
    few = heads(RECOMMENDATIONS, "en", "document", "year", "summary")
    more = heads(ASSESSMENTS, "en", "code", "status", "why", "date", "figures", "links")
    found = check(state, saved(tmp_path / "both.xlsx", [*few, *more], ["", "", "", CODE, "partly", "A draft law."]))
    assert (found.schema.kind, found.read.unread_columns) == ("assessments", ("Document", "Year", few[2]))


def test_a_template_is_read_by_its_tags_and_a_second_sheet_of_it_is_told(state: State, tmp_path: Path) -> None:
    (path := tmp_path / "twice.xlsx").write_bytes(ASSESSMENTS.template(state, "en"))
    book = load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).title = "More of it"
    why = list(ASSESSMENTS.columns).index("why") + 1
    book.worksheets[0].cell(5, why).value = "Our reasons"
    book.worksheets[0].cell(6, why).value = "A head may be called otherwise: its tag tells."
    book.save(path)
    found = check(state, path)
    assert found.read.unread_sheets == ("More of it",) and found.read.rows[0].cells["why"].startswith("A head")


def test_a_contradiction_is_counted_apart(state: State, tmp_path: Path) -> None:
    rows = [ROW, ROW | {"number": "1", "year": 2023}, ROW | {"number": "2", "summary": ""}]
    path = saved(tmp_path / "own.xlsx", heads(RECOMMENDATIONS, "en", *ROW), *(list(row.values()) for row in rows))
    told = answer(bring(state, path, member="", who=owner("test"), today=TODAY, check_only=True))
    assert {name: told[name] for name in ("kind", "new", "changed", "same", "conflict", "wrong")} == {
        "kind": "recommendations",
        "new": 1,
        "changed": 0,
        "same": 0,
        "conflict": 1,
        "wrong": 1,
    }
    assert told["rows"][0] | {"fields": ()} == {
        "row": 2,
        "about": told["rows"][0]["about"],
        "state": "new",
        "fields": (),
    }  # type: ignore[index]
    assert not state.ledger.exists() and set(RECOMMENDATIONS.conflicts) <= set(WRONGS)


def test_both_kinds_are_recorded_and_taken_back_alike(tmp_path: Path) -> None:
    build_world(tmp_path, [{"area": "KH", "value": 32.5}])
    state, inputs = State(tmp_path / "home"), Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
    asked = saved(tmp_path / "asked.xlsx", heads(RECOMMENDATIONS, "en", *ROW), list(ROW.values()))
    names = ("code", "status", "why", "indicators")
    judged = saved(
        tmp_path / "judged.xlsx", heads(ASSESSMENTS, "en", *names), [CODE, "partly", "A draft law.", "stunting"]
    )
    for path, ids in ((asked, ["R00001"]), (judged, ["A00001", "L00001"])):
        done = bring(state, path, member="Coalition", who=owner("test"), today=TODAY, inputs=inputs)
        assert answer(done)["entries"] == ids and done.snapshot
        again = answer(bring(state, path, member="Coalition", who=owner("test"), today=TODAY, inputs=inputs))
        assert (again["entries"], again["same"], again["new"]) == ([], 1, 0)
    assert {one.file_name for one in entries(state)} == {"asked.xlsx", "judged.xlsx"}
    looked = check(
        state,
        saved(
            tmp_path / "more.xlsx",
            heads(RECOMMENDATIONS, "en", *ROW),
            [*(ROW | {"number": "1", "summary": "x"}).values()],
        ),
    )
    for identity in ("R00001", "a00001 "):
        take_back(state, identity, why="wrong document", who=owner("test"))
        with pytest.raises(UnknownCode, match="withdrawn already"):
            take_back(state, identity, why="again", who=owner("test"))
    with pytest.raises(Overtaken, match="meanwhile"):
        publish(state, looked, member="Coalition", who=owner("test"), inputs=inputs)
    for identity in ("L00001", "A00002", "U0001", ""):
        with pytest.raises(UnknownCode, match="There is no"):
            take_back(state, identity, why="again", who=owner("test"))
    assert sorted(one.id for one in entries(state) if one.withdrawn_at) == ["A00001", "R00001"]


def test_a_ledger_of_before_is_read_as_it_was(state: State) -> None:
    """Written before the kinds had one table: two withdrawals, two imports, links made and taken away."""
    state.home.mkdir()
    with sqlite3.connect(state.ledger) as old:
        old.executescript(BEFORE.read_text(encoding="utf-8"))
        lines = old.execute("SELECT count(*) FROM audit").fetchone()
    old.close()
    found, again = brought(state), brought(state)
    assert found == again
    assert [(one.id, one.by, one.status, one.stands) for one in found.assessments] == [
        ("A00001", "coalition", "partly", False),
        ("A00002", "government", "answered", True),
        ("A00003", "coalition", "answered", True),
    ]
    first = found.assessments[0]
    assert (first.why, first.links) == (
        "A draft law exists.\nIt is with the ministry.",
        ("https://a.org", "https://b.org"),
    )
    assert (first.withdrawn_why, first.recorded_by, first.member) == ("wrong paragraph", "test", "Coalition")
    assert [(one.id, one.indicator, one.linked) for one in found.links] == [
        ("L00001", "stunting", True),
        ("L00002", "wasting", True),
        ("L00003", "stunting", True),
        ("L00004", "wasting", False),
    ]
    told = [
        (origin.id, origin.member, origin.file_name, origin.withdrawn_by, len(rows))
        for origin, rows in imports(found.additions)
    ]
    assert told == [("R00002", "Other", "own.xlsx", "", 1), ("R00001", "Coalition", "bad.xlsx", "steward", 2)]
    assert found.additions[-1].asked.summary == "Ban it everywhere." and found.additions[0].asked.crc_articles == (
        "28",
        "29",
    )
    with opened(state) as ledger:
        tables = {row["name"] for row in ledger.execute("SELECT name FROM sqlite_master")}
        assert ledger.execute("SELECT count(*) FROM audit").fetchone()[0] == lines[0] + 1, (
            "and the line that chained them"
        )
    assert {"entry", "entry_withdrawal"} <= tables and not tables & {"assessment", "recommendation_import"}
    assert record(state, [New(ENTRY, {"rows": []}, "import recommendations", "x")], member="m", who=owner("t")) == (
        "R00003",
    )


def test_a_ledger_that_is_older_still_opens_too(state: State) -> None:
    state.home.mkdir()
    script = BEFORE.read_text(encoding="utf-8")
    script = re.sub(r"(?ms)^CREATE TABLE recommendation_.*?^\);\n|^INSERT INTO \"recommendation_[^\n]*\n", "", script)
    with sqlite3.connect(state.ledger) as old:
        old.executescript(script)
    old.close()
    found = brought(state)
    assert (len(found.assessments), found.links, found.additions) == (3, (), ())


MEASURE = Sentences(blank=("“{value}” names no ministry.", "Write it."))


class Measures(Schema):
    """A kind of its own: what a ministry did, in the entries of what was asked."""

    kind, name, file_name, marker = "measures", "measures", "measures", "CRC-Cambodia measures v1"
    columns: Mapping[str, TemplateColumn] = {
        "measure": TemplateColumn("Measure", "", ALWAYS),
        "ministry": TemplateColumn("Ministry", "", FREE),
    }
    needs = (("measure",), ("ministry",))
    entry_kinds = ("measures",)
    counted, unread_columns, unread_sheets = "{new} new, {wrong} wrong", "{names}", "{names}"

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        def judged(row: FilledRow) -> tuple[list[Planned], list[Any]]:
            wrong = [] if row.cells["ministry"] else [MEASURE.fault("ministry", "blank", row.cells["measure"])]
            return [Planned(row.number, row.cells, None, row.cells["measure"], ("measure",))], wrong

        return judged

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        return [New(self.kind, dict(one.payload), "measure", one.about) for one in planned]

    def values(self, payload: Mapping[str, str]) -> Mapping[str, str]:
        return payload

    def line(self, payload: Mapping[str, str], t: Translator) -> str:
        return payload["measure"]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        return f"{len(planned)} measures are recorded."

    def template(self, state: State, lang: str) -> bytes:
        return b""

    def preview(self, payload: Mapping[str, str], catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        return tuple(payload.values())


def test_another_kind_is_a_schema(state: State, tmp_path: Path) -> None:
    path = saved(tmp_path / "m.xlsx", ["Measure", "Ministry"], ["A law", "Justice"], ["A plan", ""])
    found = check(state, path, (*KINDS, Measures()))
    assert (found.schema.kind, found.in_order, found.wrong) == ("measures", 1, 1)
    assert bring_report(found, "en") == [
        "Sheet!B3: “A plan” names no ministry. Write it.",
        "row 2, A law, new: A law",
        "1 new, 1 wrong",
    ]


def test_a_kind_that_leaves_part_of_its_work_open_cannot_be_made() -> None:
    parts = {"judge", "entries", "values", "preview", "line", "done", "template"}
    for part in parts:
        made = {name: getattr(Measures, name) for name in parts - {part}}
        with pytest.raises(TypeError, match=part):
            type("Half", (Schema,), made)()


class Export(type(RECOMMENDATIONS)):  # type: ignore[misc]
    """Recommendations as somebody else exports them: heads of their own, and what their cells write otherwise."""

    kind, name, marker = "export", "export", "none"
    columns = COLUMNS | {"country": TemplateColumn("Countries Concerned", "", ALWAYS)}
    needs = (("summary",), ("country",))
    theirs: Mapping[str, str] = {
        "text": "summary",
        "countries concerned": "country",
        "reccomending body": "mechanism",
        "paragraph": "number",
        "document symbol": "document",
        "document publication date": "year",
        "upr reccomending states": "recommending_state",
    }

    def heads(self) -> dict[str, str]:
        return dict(self.theirs)

    def prepared(self, row: FilledRow) -> FilledRow:
        year, cells = row.cells["year"][:4], row.cells
        own = {name: cells[name].removeprefix("- ") for name in ("mechanism", "recommending_state")}
        return replace(row, cells={**cells, **own, "year": year, "cluster": "EDU"})


def test_an_export_of_somebody_else_is_heads_and_a_hook(state: State, tmp_path: Path) -> None:
    head = [
        "Text",
        "Countries Concerned",
        "Reccomending Body",
        "Document Symbol",
        "Document Publication Date",
        "UPR Reccomending States",
        "Paragraph",
        "Sdgs",
    ]
    said = ["Build schools.", "- Cambodia", "- UPR", "UPR cycle 4", date(2024, 5, 1), "- Norway", "46.118", "- 4"]
    found = check(state, saved(tmp_path / "export.xlsx", ["All recommendations"], head, said), (*KINDS, Export()))
    assert (found.schema.kind, found.wrong, found.read.unread_columns) == ("export", 0, ("Sdgs",))
    assert [(one.payload.recommending_state, one.payload.year, one.payload.number) for one in found.planned] == [
        ("Norway", 2024, "46.118")
    ]
    assert [one.kind for one in found.schema.entries(found.read, found.planned)] == [ENTRY]


def test_every_fault_has_its_sentences() -> None:
    for sentences in (WRONGS, FAULTS):
        with pytest.raises(KeyError):
            sentences.fault("why", "no_such_fault")
        for wrong, cure in sentences.values():
            assert all(translator("km")._(text) != text for text in (wrong, cure) if text)


def test_nobody_reaches_past_the_names_of_the_room() -> None:
    inside = ROOT / "etl" / "intake"
    for room in ("childrights", "etl", "pages", "ui", "tools", "bench"):
        for path in (ROOT / room).rglob("*.py"):
            past = re.search(r"(?m)^\s*(?:from|import) etl\.intake\.", path.read_text(encoding="utf-8"))
            assert not past or path.is_relative_to(inside), path


def test_the_columns_of_both_kinds_are_told_apart() -> None:
    """Heads that both have may not be enough for either."""
    shared = set(RECOMMENDATIONS.heads()) & set(ASSESSMENTS.heads())
    for schema in KINDS:
        of_shared = {schema.heads()[head] for head in shared & set(schema.heads())}
        assert any(not set(group) & of_shared for group in schema.needs), schema.kind
    assert set(COLUMNS) == set(RECOMMENDATIONS.columns)
