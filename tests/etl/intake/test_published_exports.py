"""Files of the mechanisms: every row read, nothing doubled, nothing of ours overwritten, a second import says "same"."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import RefusedFile
from childrights.i18n import LANGUAGES, translator
from childrights.rights.brought_in import with_additions
from childrights.rights.recommendations import load_recommendations
from etl.intake.bringing import CheckedFile, check_file, publish
from etl.intake.formats.incoming import day, plain_text, split_number, split_states, values
from etl.intake.report_text import answer, bring_report, counted_words
from etl.intake.schema import cure_words, wrong_words
from etl.ledger.entry_log import brought
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import Inputs
from tests.support.published_exports import (
    FIRST_FORM,
    SECOND_FORM,
    UHRI_HEADS,
    dihr_csv,
    matrix,
    matrix_row,
    uhri_excel,
    uhri_json,
    uhri_record,
    upr_info_csv,
    uwazi_json,
)

ALL = load_recommendations(load_catalogue())
SECOND = [one for one in ALL if one.document == "A/HRC/26/16" and one.kind == "recommendation"]
BODY = [one for one in ALL if one.document == "CRC/C/KHM/CO/2-3" and one.official_text]
ONE = next(one for one in SECOND if one.number == "118.163")
TODAY = date(2026, 1, 1)
Made = Callable[[], tuple[str, bytes]]

FILES: dict[str, tuple[str, Callable[[], bytes], str, int]] = {
    "uhri excel": ("export.xlsx", lambda: uhri_excel([uhri_record(one) for one in [*SECOND, *BODY]]), "uhri", 205),
    "uhri json": ("export.json", lambda: uhri_json([uhri_record(one) for one in [*SECOND, *BODY]]), "uhri", 205),
    "matrix, first form": (
        "upr18.docx",
        lambda: matrix([matrix_row(one) for one in SECOND], FIRST_FORM),
        "ohchr_matrix",
        0,
    ),
    "matrix, second form": (
        "upr18.docx",
        lambda: matrix([matrix_row(one, source="Source of position", form=2) for one in SECOND], SECOND_FORM),
        "ohchr_matrix",
        0,
    ),
    "upr info, old": ("cambodia.csv", lambda: upr_info_csv(SECOND), "upr_info", 0),
    "upr info, new": ("search.json", lambda: uwazi_json(SECOND), "upr_info", 205),
    "danish institute": ("all.csv", lambda: dihr_csv(SECOND), "dihr", 0),
}


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


def check(state: State, content: bytes, name: str, **how: object) -> CheckedFile:
    return check_file(state, content, name, TODAY, **how)  # type: ignore[arg-type]


def codes(found: CheckedFile) -> set[str]:
    return {one.code for one in found.faults}


@pytest.mark.parametrize("called", list(FILES))
def test_every_row_is_known_again_and_nothing_is_doubled(state: State, called: str) -> None:
    name, made, kind, given_ids = FILES[called]
    found = check(state, made(), name)
    rows = len(SECOND) + (len(BODY) if kind == "uhri" else 0)
    assert found.schema.kind == kind and len(found.read.rows) == rows
    assert not found.faults, [(one.row, one.code, one.value) for one in found.faults][:5]
    assert found.count("new") == 0
    changed = {name for one in found.planned for name in one.changes}
    assert changed <= {"external_id"} and (len(found.planned) >= given_ids)
    if not given_ids:
        assert found.unchanged == len(SECOND) and not found.planned


def test_new_ones_are_taken_in_and_a_second_import_says_same(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    fresh = [
        replace(ONE, code=f"N{n}", number=f"110.{n}", official_text=f"Do the thing called {n * 7}") for n in range(5)
    ]
    third = {"Document Symbol": "A/HRC/41/17", "UPR Session": "- 32", "Document Publication Date": "2019-04-05"}
    concern = replace(BODY[0], code="C", number="88", kind="concern", official_text="It is concerned that much is open")
    records = [*(uhri_record(one, **third) for one in fresh), uhri_record(concern), uhri_record(ONE)]
    found = check(state, uhri_excel(records), "new.xlsx")
    assert (found.count("new"), found.count("changed"), found.wrong) == (6, 1, 0)
    asked = {one.payload.number: one.payload for one in found.planned}
    assert asked["110.1"].document == "UPR cycle 3" and asked["110.1"].year == 2019
    assert asked["88"].kind == "concern" and asked["88"].document == "CRC/C/KHM/CO/2-3"
    assert asked["110.1"].official_text == "Do the thing called 7" and asked["110.1"].answer == "supported"
    publish(state, found, member="Coalition", who=owner("test"), inputs=inputs)
    for content, name in ((uhri_excel(records), "new.xlsx"), (uhri_json(records), "new.json")):
        again = check(state, content, name)
        assert not again.planned and not again.faults and again.unchanged == len(records)
    kept = with_additions(ALL, brought(state).additions)
    assert len(kept) == len(ALL) + 6


def test_our_words_khmer_and_links_are_never_overwritten(state: State) -> None:
    content = uhri_excel([uhri_record(one) for one in SECOND])
    for one in check(state, content, "a.xlsx").planned:
        before, after = one.before, one.payload
        assert before is not None
        for name in (
            "summary",
            "summary_km",
            "topic",
            "topic_km",
            "crc_articles",
            "cluster",
            "linked_indicators",
            "code",
        ):
            assert getattr(after, name) == getattr(before, name)


def test_rows_of_other_countries_are_refused_and_counted(state: State) -> None:
    others = [
        uhri_record(ONE, **{"Countries Concerned": "- Slovenia", "OHCHR Annotation Id": str(n)}) for n in range(9)
    ]
    found = check(state, uhri_excel([*others, uhri_record(ONE)]), "a.xlsx")
    assert (found.foreign, found.wrong, len(found.planned)) == (9, 0, 1) and codes(found) == {"other_country"}
    assert len(found.faults) == 3 and "9" in counted_words(found, "en")
    foreign = matrix([matrix_row(ONE)], FIRST_FORM, "Thematic list of recommendations: Slovenia")
    assert check(state, foreign, "m.docx").foreign == 1
    assert codes(check(state, matrix([matrix_row(ONE)], FIRST_FORM, "A list"), "m.docx")) == {"no_country"}
    assert check(state, matrix([matrix_row(ONE)], FIRST_FORM, "A list"), "UPR18_Cambodia_list.docx").unchanged
    assert check(state, upr_info_csv([ONE], "Laos"), "a.csv").foreign == 1


def test_what_contradicts_waits_for_a_yes(state: State) -> None:
    other = uhri_record(ONE, **{"UPR Position": "- Noted"})
    words = uhri_record(ONE, Text=f"{ONE.number} Do something else altogether (State of Palestine)")
    for record, code in ((other, "other_position"), (words, "other_wording")):
        content = uhri_excel([record])
        found = check(state, content, "a.xlsx")
        assert codes(found) == {code} and found.conflict == 1 and not found.planned
        yes, no = (check(state, content, "a.xlsx", decided={2: said}) for said in (True, False))
        assert not yes.faults and {"position", "official_text"} & set(yes.planned[0].changes)
        assert no.planned[0].changes == ("external_id",)


def test_what_is_alike_waits_for_a_yes(state: State) -> None:
    oral = next(one for one in ALL if one.document == "UPR cycle 3" and one.recommending_state == "Denmark")
    third = {"Document Symbol": "A/HRC/41/17", "UPR Session": "- 32", "UPR Position": "- Supported"}
    content = uhri_excel([uhri_record(replace(oral, number="110.99"), **third)])
    found = check(state, content, "a.xlsx")
    assert [(one.code, one.value) for one in found.faults] == [("alike", oral.code)]
    same = check(state, content, "a.xlsx", decided={2: True}).planned[0]
    assert same.payload.code == oral.code and same.payload.number == "110.99" and same.payload.answer == "supported"
    assert same.payload.summary == oral.summary
    assert check(state, content, "a.xlsx", decided={2: False}).planned[0].before is None


@pytest.mark.parametrize(
    ("title", "name", "source"),
    [
        ("Cambodia", "m.docx", "A/HRC/26/16/Add.1 - Para.3vv"),
        ("Cambodia", "m.docx", "A/HRC/26/16 - Para. 118"),
        ("Cambodia, 18th session", "m.docx", ""),
        ("Second cycle: Cambodia", "m.docx", "not given"),
        ("Cambodia", "UPR18_Cambodia.docx", ""),
    ],
)
def test_the_document_of_a_matrix_is_told_in_many_places(state: State, title: str, name: str, source: str) -> None:
    text = f"{ONE.number} {ONE.official_text} ({ONE.recommending_state})" + (
        f"\nSource of position: {source}" if source else ""
    )
    found = check(state, matrix([(text, "Supported", "- Education", "")], FIRST_FORM, title), name)
    assert found.unchanged == 1 and not found.faults


def test_a_number_of_many_states_is_one_row_for_each(state: State) -> None:
    states = "(Lao People's Democratic Republic) (Iran (Islamic Republic of)) (Türkiye)"
    new = replace(ONE, number="118.500", official_text="Keep schools open")
    found = check(state, matrix([matrix_row(new, states)], FIRST_FORM), "m.docx")
    assert [one.payload.recommending_state for one in found.planned] == [
        "Lao People's Democratic Republic",
        "Iran (Islamic Republic of)",
        "Türkiye",
    ]
    assert {one.payload.official_text for one in found.planned} == {"Keep schools open"}


def test_a_number_that_lost_its_nought_is_not_guessed(state: State) -> None:
    book = Workbook()
    book.active.append(["mechanism", "state", "year", "cycle", "paragraph", "recommending_state_upr", "response_upr"])
    for number in (118.1, "2014|118.10", "118.163"):
        book.active.append(["Universal Periodic Review", "Cambodia", 2014, 2, number, "Chad", "Supported"])
    out = io.BytesIO()
    book.save(out)
    found = check(state, out.getvalue(), "all.xlsx")
    assert [(one.row, one.code) for one in found.faults] == [(2, "number"), (4, "no_text")] and found.unchanged == 1


def test_what_is_not_read_of_a_matrix_is_named(state: State) -> None:
    row = (*matrix_row(ONE)[:3], "Fully implemented since 2015")
    found = check(state, matrix([row], FIRST_FORM), "m.docx")
    assert found.read.unread_columns == (FIRST_FORM[3],) and found.unchanged == 1
    assert any("template for assessing" in line for line in bring_report(found, "en"))


def test_both_answers_and_words_of_the_state_are_kept(state: State) -> None:
    new = [replace(ONE, code=str(n), number=f"118.{n}", official_text=f"Text {n}") for n in (601, 602, 603)]
    words = ("Supported/Noted", "Not Supported", "Perhaps")
    records = [uhri_record(one, **{"UPR Position": f"- {word}"}) for one, word in zip(new, words, strict=True)]
    found = check(state, uhri_excel(records), "a.xlsx")
    assert [one.payload.answer for one in found.planned] == ["both", "noted"]
    assert found.planned[1].payload.position == "noted (not supported)" and codes(found) == {"position"}


def test_a_document_of_another_body_becomes_known(state: State) -> None:
    new = replace(
        BODY[0],
        mechanism="CEDAW",
        document="CEDAW/C/KHM/CO/7",
        number="12",
        official_text="Act on marriage",
        dated="2025-11-01",
    )
    found = check(state, uhri_excel([uhri_record(new)]), "a.xlsx")
    made = found.planned[0].payload
    assert (made.mechanism, made.year, made.document, made.number) == ("CEDAW", 2025, "CEDAW/C/KHM/CO/7", "12")
    assert made.source_url == "https://undocs.org/en/CEDAW/C/KHM/CO/7" and made.dated == "2025-11-01"


def test_other_spellings_and_orders_of_heads_are_the_same_file(state: State) -> None:
    heads = [name.replace("Reccomending", "Recommending").upper() + " " for name in UHRI_HEADS]
    assert check(state, uhri_excel([uhri_record(ONE)], heads), "a.xlsx").schema.kind == "uhri"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_file_says_is_told_in_words(state: State, lang: str) -> None:
    t = translator(lang)
    records = [uhri_record(ONE, **{"UPR Position": "- Noted"}), uhri_record(BODY[0]), uhri_record(BODY[0])]
    found = check(state, uhri_excel(records), "a.xlsx")
    assert bring_report(found, lang) and all(wrong_words(one, t) and cure_words(one, t) for one in found.faults)
    assert codes(found) == {"other_position", "twice"}
    from etl.intake.bringing import Done

    told = answer(Done(found))
    assert (told["conflict"], told["foreign"], told["kind"]) == (1, 0, "uhri")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (40 * 2**20) + b"</a>")
    return out.getvalue()


def word(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


HOSTILE = {
    "cut json": (uhri_json([uhri_record(ONE)])[:-20], "a.json"),
    "deep json": (b"[" * 200_000, "a.json"),
    "deep record": (json.dumps([{"Text": "x"}]).encode()[:-2] + b', "a": ' + b"[" * 900 + b"]" * 900 + b"}]", "a.json"),
    "json of numbers": (b"[1, 2, 3]", "a.json"),
    "json without records": (b'{"error": "not found"}', "a.json"),
    "json of many keys": (json.dumps([{f"k{n}": n for n in range(5000)}]).encode(), "a.json"),
    "binary json": (b"[\xff\xfe\x00", "a.json"),
    "word bomb": (bomb(), "a.docx"),
    "word with definitions": (word(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "a.docx"),
    "word without a table": (word(b"<w:document xmlns:w='w'><w:p/></w:document>"), "a.docx"),
    "word cut": (matrix([matrix_row(ONE)], FIRST_FORM)[:-400], "a.docx"),
    "word not well formed": (word(b"<a><b></a>"), "a.docx"),
    "web page": (b"<html><body>Not found</body></html>", "a.json"),
    "empty": (b"", "a.json"),
    "other table": (b"Province,Value\nTakeo,12\n", "a.csv"),
}


@pytest.mark.parametrize("called", list(HOSTILE))
def test_hostile_and_broken_files_are_refused_in_a_sentence(state: State, called: str) -> None:
    with pytest.raises(RefusedFile) as error:
        check(state, *HOSTILE[called])
    assert 20 < len(str(error.value)) < 1000 and "Traceback" not in str(error.value)
    assert not brought(state).additions


@pytest.mark.parametrize(
    ("text", "review", "number", "rest"),
    [
        ("118.5 Ensure", True, "118.5", "Ensure"),
        ("118.5. Ensure", True, "118.5", "Ensure"),
        ("82.32 (a) Do", True, "82.32(a)", "Do"),
        ("Recommendation No. 82.7 Do", True, "82.7", "Do"),
        ("(para. 82: 7) Do", True, "82.7", "Do"),
        ("para. 82:7 Do", True, "82.7", "Do"),
        ("41. The Committee", False, "41", "The Committee"),
        ("41. (b) Enact", False, "41(b)", "Enact"),
        ("41 (b) Enact", False, "41(b)", "Enact"),
        ("100 schools", True, "", "100 schools"),
        ("2030 Agenda", False, "", "2030 Agenda"),
        ("Ensure 3.5 per cent", True, "", "Ensure 3.5 per cent"),
    ],
)
def test_the_number_stands_in_the_text(text: str, review: bool, number: str, rest: str) -> None:
    assert split_number(text, review=review) == (number, rest)


@pytest.mark.parametrize(
    ("text", "rest", "states"),
    [
        ("Do it (Norway);", "Do it", ("Norway",)),
        (
            "Do it (Laos, Brunei and Turkey).",
            "Do it",
            ("Lao People's Democratic Republic", "Brunei Darussalam", "Türkiye"),
        ),
        ("Do it (Venezuela (Bolivarian Republic of))", "Do it", ("Venezuela (Bolivarian Republic of)",)),
        ("Do it (Norway) (Iran (Islamic Republic of))", "Do it", ("Norway", "Iran (Islamic Republic of)")),
        ("Ratify the Covenant (ICCPR)", "Ratify the Covenant (ICCPR)", ()),
        ("Ratify it (ICCPR) (Norway)", "Ratify it (ICCPR)", ("Norway",)),
    ],
)
def test_states_stand_in_brackets_at_the_end(text: str, rest: str, states: tuple[str, ...]) -> None:
    assert split_states(text) == (rest, states)


def test_cells_are_read_as_they_are_written() -> None:
    assert (
        values("- CRC") == ("CRC",)
        and values("- a\n- b\r\n- a") == ("a", "b")
        and values("plain - text") == ("plain - text",)
    )
    assert plain_text("<p>A&nbsp;b &amp; c</p><ul><li>d</li></ul>") == "A b & c\nd"
    assert plain_text("less < more and 3 > 2") == "less < more and 3 > 2"
    assert [day(one) for one in ("44739", "2022-06-27T00:00:00", "2022-06-27", "- 2022-06-27", "soon", "")] == [
        *["2022-06-27"] * 4,
        "",
        "",
    ]
