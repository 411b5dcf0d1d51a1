from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from childrights.briefs.compose import brief_of
from childrights.briefs.model import Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.word import report_document
from childrights.writers.word_xml import clean
from tests.support.documents import inner_faults
from tests.support.office import Convert
from tests.support.packages import faults

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def made(shipped: Snapshot, lang: str, **about: str) -> tuple[Brief, bytes]:
    brief = brief_of(shipped, CATALOGUE, TODAY, lang=lang, **about)
    return brief, report_document([brief], CATALOGUE, translator(lang))


@pytest.fixture(scope="module")
def right(shipped: Snapshot) -> tuple[Brief, bytes]:
    return made(shipped, "en", right="SPM")


@pytest.fixture(scope="module")
def place(shipped: Snapshot) -> tuple[Brief, bytes]:
    return made(shipped, "km", area="KH16")


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels", ".svg"))]
        return {name: etree.fromstring(file.read(name)) for name in names}


def style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""


def test_headings_never_skip_a_level_and_stand_in_the_contents(right: tuple[Brief, bytes]) -> None:
    document = Document(io.BytesIO(right[1]))
    headings = [(style(p), p.text) for p in document.paragraphs if style(p).startswith("Heading")]
    levels = [int(name[-1]) for name, _ in headings]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    contents = [p.text.partition("\t")[0] for p in document.paragraphs if style(p).startswith("toc")]
    assert contents == [text for name, text in headings if name in ("Heading 1", "Heading 2")]
    bookmarks = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    assert {one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))} <= bookmarks


def test_footnotes_are_real_and_name_the_sources(right: tuple[Brief, bytes]) -> None:
    brief, content = right
    found = parts(content)
    body = found["word/document.xml"]
    notes = {one.get(qn("w:id")): "".join(one.itertext()).strip() for one in found["word/footnotes.xml"] if len(one)}
    signs = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]

    assert signs == sorted(set(signs), key=int)
    assert set(signs) == set(notes) - {"-1", "0"}
    told = " ".join(notes.values())
    assert any(source.citation in told for source in brief.sources)
    again = re.findall(r"NOTEREF (\w+)", " ".join(one.text for one in body.iter(qn("w:instrText"))))
    assert set(again) <= {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}


def test_figures_are_numbered_described_and_vectors(place: tuple[Brief, bytes]) -> None:
    brief, content = place
    document = Document(io.BytesIO(content))
    drawn = [section.figure for section in brief.sections if section.figure]
    pictures = list(document.element.iter(qn("wp:inline")))
    dashed = translator("km")._("Dashed bars are 95 % intervals worked out here from the cases.")

    assert len(pictures) == len(drawn) > 0
    assert any(one.find(qn("wp:docPr")).get("descr").endswith(dashed) for one in pictures)
    for picture, figure in zip(pictures, drawn, strict=True):
        assert picture.find(qn("wp:docPr")).get("descr").removeprefix(figure.alt) in ("", f" {dashed}")
        vector = next(picture.iter(SVG_BLIP)).get(qn("r:embed"))
        assert document.part.related_parts[vector].content_type == "image/svg+xml"
    captions = [p for p in document.element.iter(qn("w:p")) if any(" SEQ Figure " in t.text for t in fields(p))]
    numbers = [re.search(r"\d+", "".join(t.text for t in p.iter(qn("w:t")))) for p in captions]
    assert [int(one[0]) for one in numbers if one] == list(range(1, len(drawn) + 1))


def fields(paragraph: etree._Element) -> list[etree._Element]:
    return list(paragraph.iter(qn("w:instrText")))


def test_tables_repeat_their_heads_and_the_annex_has_every_code(right: tuple[Brief, bytes]) -> None:
    brief, content = right
    document = Document(io.BytesIO(content))

    assert document.tables
    for table in document.tables:
        assert next(table.rows[0]._tr.iter(qn("w:tblHeader"))) is not None
    first = {row.cells[0].text for table in document.tables for row in table.rows}
    assert set(brief.codes) <= first


def test_a_new_page_is_the_heading_s_own_and_leaves_none_empty(place: tuple[Brief, bytes]) -> None:
    paragraphs = Document(io.BytesIO(place[1])).paragraphs
    assert not any('w:type="page"' in one._p.xml for one in paragraphs)
    assert sum(one.paragraph_format.page_break_before is True for one in paragraphs) == 2


def test_a_brief_has_no_place_that_somebody_must_fill(right: tuple[Brief, bytes]) -> None:
    document = Document(io.BytesIO(right[1]))
    assert not [one.text for one in document.paragraphs if style(one) == "Guidance"]
    assert "run.py" not in document.element.xml


def test_language_and_title_are_told(place: tuple[Brief, bytes]) -> None:
    brief, content = place
    document = Document(io.BytesIO(content))
    styles = parts(content)["word/styles.xml"]

    assert (document.core_properties.language, document.core_properties.title) == ("km", brief.title)
    assert next(styles.iter(qn("w:lang"))).get(qn("w:bidi")) == "km-KH"
    assert {one.get(qn("w:cs")) for one in styles.iter(qn("w:rFonts"))} - {None} == {"Noto Sans Khmer"}


ORDERS = {
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan",
    "w:pPr": "pStyle keepNext keepLines pBdr tabs spacing ind contextualSpacing jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang",
    "w:settings": "zoom updateFields hdrShapeDefaults footnotePr endnotePr compat",
}
"""What we write, in the order of ECMA-376; Word calls a file with another order damaged."""


@pytest.mark.parametrize("name", ORDERS)
def test_properties_stand_in_the_order_of_the_schema(place: tuple[Brief, bytes], name: str) -> None:
    order = [qn(f"w:{one}") for one in ORDERS[name].split()]
    for root in parts(place[1]).values():
        for found in root.iter(qn(name)):
            written = [one.tag for one in found if one.tag in order]
            assert written == sorted(set(written), key=order.index)


@pytest.mark.parametrize("which", ["right", "place"])
def test_a_document_is_sound(which: str, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(which)[1]

    assert faults(content) == []
    assert inner_faults(content) == []


def test_a_broken_document_is_found_out(place: tuple[Brief, bytes]) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(place[1])) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b'w:name="_Toc2"', b'w:name="_Toc1"').replace(b'w:val="Keymessage"', b'w:val="No"')
                part = part.replace(b'w:fldCharType="end"', b'w:fldCharType="begin"', 1)
            new.writestr(name, part)
    told = "\n".join(inner_faults(broken.getvalue()))

    assert "bookmark _Toc1 stands 2 times" in told
    assert "there is no bookmark _Toc2" in told
    assert "there is no style No" in told
    assert "a field does not end" in told


def test_a_number_and_its_sign_stay_on_one_line_and_headings_with_what_follows(place: tuple[Brief, bytes]) -> None:
    document = Document(io.BytesIO(place[1]))
    words = " ".join(one.text or "" for one in document.element.iter(qn("w:t")))

    assert "\N{NO-BREAK SPACE}%" in words
    assert " %" not in words
    headings = [
        row for table in document.tables for row in table._tbl.iter(qn("w:tr")) if len(list(row.iter(qn("w:tc")))) == 1
    ]
    assert headings
    assert all(next(row.iter(qn("w:keepNext")), None) is not None for row in headings)


def test_several_rights_share_one_annex(shipped: Snapshot) -> None:
    briefs = [brief_of(shipped, CATALOGUE, TODAY, right=code) for code in ("VAC", "SPM")]
    document = Document(io.BytesIO(report_document(briefs, CATALOGUE, translator("en"))))
    chapters = [p.text for p in document.paragraphs if style(p) == "Heading 1"]

    assert chapters == [*(one.title for one in briefs), "Annex: evidence"]


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    assert clean("a\x00b\x1fc\ud800d\n\tក") == "abcd\n\tក"


def test_libreoffice_opens_a_report(place: tuple[Brief, bytes], tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(place[1])

    assert convert(path, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


def test_no_empty_line_stands_between_a_table_and_a_new_page(place: tuple[Brief, bytes]) -> None:
    body = list(Document(io.BytesIO(place[1])).element.body)
    pages = [at for at, one in enumerate(body) if any("pageBreakBefore" in part.tag for part in one.iter())]

    assert pages
    for before in (body[at - 1] for at in pages):
        assert before.tag == qn("w:tbl") or "".join(before.itertext()).strip()


def test_the_first_rows_of_a_table_are_not_parted(place: tuple[Brief, bytes]) -> None:
    """LibreOffice can lose rows of a table that is parted right after its first one, as at the foot of a page."""
    for table in Document(io.BytesIO(place[1])).tables:
        held = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
        assert held[:2] == [True, len(held) > 2][: len(held)]


def test_a_right_without_figures_has_no_empty_annex(shipped: Snapshot) -> None:
    _, content = made(shipped, "km", right="DEF")
    document = Document(io.BytesIO(content))

    assert [len(one.columns) for one in document.tables] == [5], "only what was asked"
    assert [style(one) for one in document.paragraphs].count("Heading 1") == 1
