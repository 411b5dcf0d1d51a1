"""The Khmer goes out to a native reader and comes back: what is right is taken, what would break a sentence is not."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from childrights.catalogue import ChildRightsError
from childrights.i18n import load_messages
from childrights.wording.returned import (
    BOTH,
    ENGLISH,
    GAPS,
    LONG,
    MARKS,
    NO_KHMER,
    OTHER,
    SIGNS,
    SINCE,
    TWICE,
    UNKNOWN,
    ReturnedKhmer,
    read_returned,
)
from childrights.wording.reviewed import counted_words, keep_reviewed, unread
from childrights.wording.texts import ROOT, KhmerText, khmer_texts, put_back
from childrights.wording.workbook import YES, review_workbook

TEXTS = (
    KhmerText("messages.po", "in {place}", "", "in {place}", "នៅ{place}"),
    KhmerText("messages.po", " and ", "", " and ", " និង "),
    KhmerText("messages.po", "**Few**", "", "**Few** children", "កុមារ**តិច**នាក់"),
    KhmerText("reference/topics.csv", "stunting", "name_km", "Stunting", "ភាពក្រិន"),
)
Edit = Callable[[Workbook], None]


def back(*edits: tuple[str, str], texts: tuple[KhmerText, ...] = TEXTS, more: Edit | None = None) -> ReturnedKhmer:
    """What comes of cells that somebody filled (``D4``) in the workbook of ``texts``."""
    book = load_workbook(io.BytesIO(review_workbook(TEXTS)))
    for address, value in edits:
        book["Khmer"][address] = value
    if more:
        more(book)
    content = io.BytesIO()
    book.save(content)
    return read_returned(content.getvalue(), "back.xlsx", texts)


def test_better_words_and_a_yes_are_taken_and_empty_rows_are_none() -> None:
    found = back(("D4", "នៅក្នុង{place}"), ("E7", YES))
    assert found.changed == {TEXTS[0].id: "នៅក្នុង{place}"} and found.confirmed == (TEXTS[3].id,)
    assert (found.empty, found.refused, found.overtaken) == (2, (), ())


def test_words_are_kept_in_our_style_and_spaces_at_ends_stay() -> None:
    found = back(("D5", "ហើយនិង"), ("D7", "ភាពក្រិន ២ ម្ដង"))
    assert found.changed == {TEXTS[1].id: " ហើយនិង ", TEXTS[3].id: "ភាពក្រិន 2 ម្តង"}


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ([("D4", "នៅ{palce}")], GAPS),
        ([("D4", "នៅកន្លែង")], GAPS),
        ([("D4", "នៅ{place}{place}")], GAPS),
        ([("D6", "កុមារតិចនាក់")], MARKS),
        ([("D7", "ភាព\nក្រិន")], MARKS),
        ([("D7", "Stunting")], NO_KHMER),
        ([("D7", "ភាពក្រិន trop petit")], OTHER),
        ([("D7", "ភាព\u202eក្រិន")], SIGNS),
        ([("D7", "ក្រិន" * 40)], LONG),
        ([("D7", "ភាពតឿ"), ("E7", YES)], BOTH),
        ([("B7", "Wasting"), ("D7", "ភាពតឿ")], ENGLISH),
        ([("A7", "0123456789"), ("D7", "ភាពតឿ")], UNKNOWN),
        ([("A6", TEXTS[3].id), ("B6", "Stunting"), ("C6", "ភាពក្រិន"), ("D6", "តឿ"), ("D7", "ភាពតឿ")], TWICE),
    ],
)
def test_what_would_break_a_sentence_is_refused_with_its_row(edits: list[tuple[str, str]], why: str) -> None:
    found = back(*edits)
    assert [one.why for one in found.refused] == [why] and found.changed == {} and found.confirmed == ()


def test_a_text_that_changed_since_is_told_and_not_written_over() -> None:
    now = (*TEXTS[:3], KhmerText("reference/topics.csv", "stunting", "name_km", "Stunting", "ភាពក្រិនកុមារ"))
    found = back(("D7", "ភាពតឿ"), texts=now)
    assert [one.why for one in found.overtaken] == [SINCE] and found.overtaken[0].filled == "ភាពក្រិនកុមារ"
    assert found.changed == {}


def test_the_same_answer_twice_is_one() -> None:
    double = [("A6", TEXTS[3].id), ("B6", "Stunting"), ("C6", "ភាពក្រិន"), ("D6", "ភាពតឿ"), ("D7", "ភាពតឿ")]
    assert back(*double).changed == {TEXTS[3].id: "ភាពតឿ"}


def test_columns_are_read_wherever_they_were_moved_and_missed_where_they_are_gone() -> None:
    def moved(book: Workbook) -> None:
        sheet = book["Khmer"]
        for row in sheet.iter_rows(min_row=3, max_col=8):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    assert back(("D7", "ភាពតឿ"), more=moved).changed == {TEXTS[3].id: "ភាពតឿ"}
    with pytest.raises(ChildRightsError, match="no column Better Khmer"):
        back(("D7", "ភាពតឿ"), more=lambda book: book["Khmer"].delete_cols(4))


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 torn"])
def test_another_file_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ChildRightsError, match="is not the workbook of Khmer texts"):
        read_returned(content, "other.xlsx", TEXTS)
    book = io.BytesIO()
    Workbook().save(book)
    with pytest.raises(ChildRightsError, match="is not the workbook of Khmer texts"):
        read_returned(book.getvalue(), "other.xlsx", TEXTS)


def test_words_come_back_to_where_they_stand_and_nothing_else_moves(tmp_path: Path) -> None:
    for name in ("locales/km", "data/reference", "data/papers", "data/children"):
        shutil.copytree(ROOT / name, tmp_path / name)
    before = {one.id: one.khmer for one in khmer_texts(tmp_path)}
    texts = {(one.place, one.english): one for one in khmer_texts(tmp_path)}
    chosen = [
        texts["messages.po", "Pages"],
        next(one for one in texts.values() if one.place == "problems.po" and "{value}" in one.english),
        texts["reference/topics.csv", "Stunting"],
    ]
    put_back({one.id: one.khmer + "ក" for one in chosen}, tmp_path)
    keep_reviewed(
        [one for one in khmer_texts(tmp_path) if one.id in {o.id for o in chosen}], "Dara", "2026-12-01", tmp_path
    )
    after = {one.id: one.khmer for one in khmer_texts(tmp_path)}
    assert {one for one in after if after[one] != before[one]} == {one.id for one in chosen}
    assert all(after[one.id] == one.khmer + "ក" for one in chosen)
    assert load_messages("km", tmp_path / "locales")["Pages"] == (chosen[0].khmer + "ក",)
    for path in sorted(tmp_path.rglob("*.po")):
        told, kept = path.read_text(encoding="utf-8"), (ROOT / path.relative_to(tmp_path)).read_text(encoding="utf-8")
        assert sum(a != b for a, b in zip(told.splitlines(), kept.splitlines(), strict=False)) <= 3, path.name
    counted = counted_words(tmp_path)
    assert counted.read == 3 and counted.by == {("Dara", "2026-12-01"): 3}
    put_back({chosen[0].id: "ទំព័រទាំងអស់"}, tmp_path)
    assert counted_words(tmp_path).read == 2 and chosen[0].id in {one.id for one in unread(tmp_path)}


def test_every_text_has_an_id_of_its_own_and_keeps_it() -> None:
    texts = khmer_texts()
    assert len({one.id for one in texts}) == len(texts) > 7000
    assert TEXTS[3].id == KhmerText("reference/topics.csv", "stunting", "name_km", "Stunting", "x").id
