from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from childrights.briefs.compose import brief_of
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.reading_text import read_once
from childrights.writers.sheet import fact_sheet, fonts
from tests.support.pdf import structure, text

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()


def typeset(words: str) -> bytes:
    page = '#set document(title: "t")\n#set text(font: ("Noto Sans Khmer", "Noto Sans"), lang: "km")\n#sys.inputs.w'
    compiler = import_module("typst").Compiler(page.encode(), font_paths=fonts(), sys_inputs={"w": words})
    content = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize(
    "words",
    [
        "កម្ពុជា ស្ត្រី សិទ្ធិ សន្លឹកព័ត៌មាន",
        "នានា ចំចំ ទាំងទាំង ញ៉ាំញ៉ាំ",
        "តួលេខ 18 ក្នុងចំណោម 22 គឺពីឆ្នាំ 2014៖ (41.1 %) ‡",
        "Global Data Lab (2014) \\ [x] <y>",
    ],
)
def test_every_syllable_is_read_once_and_in_its_place(words: str) -> None:
    assert text(read_once(typeset(words))) == words


def test_the_compiler_alone_repeats_syllables() -> None:
    """When this fails Typst has mended it, and ``spoken`` can go."""
    assert text(typeset("កម្ពុជា")) != "កម្ពុជា"


def test_a_khmer_sheet_can_be_searched(shipped: Snapshot) -> None:
    found = brief_of(shipped, CATALOGUE, TODAY, lang="km", right="VAC")
    content = fact_sheet(found, CATALOGUE, translator("km"))
    written = text(content).replace("\n", "")

    assert found.title in written
    assert found.finding in written
    (table,) = [one.table for one in found.sections if one.table]
    # Of several series of one thing the newest is told, the others are counted; a row is there whole or not at all.
    left = [row for row in table.rows if row[-1] not in written]
    assert all(cell in written for row in table.rows if row not in left for cell in row)
    assert len(left) == 1 and "2013" in left[0]
    assert f"ស៊េរី {len(left)} ទៀតនៃរង្វាស់ទាំងនេះ" in written
    kinds = structure(content)
    assert kinds["H1"] == 1
    assert kinds["H2"] > 2
    assert kinds["TH"] == 5
    assert kinds["Figure"] == sum(bool(one.figure and one.figure.kind != "card") for one in found.sections)
    assert b"/DisplayDocTitle true" in content


def test_a_file_of_another_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="laid out"):
        read_once(b"%PDF-1.7\n")
