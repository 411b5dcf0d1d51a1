from __future__ import annotations

import io
import json
import re
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module

import docx
import openpyxl
import pytest
from pptx import Presentation

from childrights.briefs.compose import brief_of
from childrights.briefs.model import MESSAGES, Brief, Silence
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.pictures.fonts import width as shaped_width
from childrights.profile.standing import profile
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.annex import annex_workbook
from childrights.writers.sheet import (
    Plan,
    TooLong,
    _Sheet,
    card_rows,
    compiler,
    drawn_sections,
    fact_sheet,
    fitting_plan,
    fonts,
    whole,
)
from childrights.writers.slides import presentation
from childrights.writers.word import word_document

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@cache
def brief(shipped: Snapshot, lang: str = "en", **about: str) -> Brief:
    return brief_of(shipped, CATALOGUE, TODAY, lang=lang, **about)


def opened(content: bytes) -> bytes:
    """The objects of a PDF, compressed ones too."""
    parts = [content]
    for found in _STREAM.finditer(content):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened(content)))


@pytest.mark.parametrize(
    ("lang", "about"),
    [
        ("km", {"area": "KH16"}),
        ("en", {"indicator": "stunting"}),
        ("km", {"indicator": "out_of_school_lower_secondary_survey"}),
    ],
)
def test_a_sheet_is_tagged_embeds_its_fonts_and_has_two_pages_at_most(
    shipped: Snapshot, lang: str, about: dict[str, str]
) -> None:
    content = fact_sheet(brief(shipped, lang, **about), CATALOGUE, translator(lang))
    objects = opened(content)

    assert 1 <= pages(content) <= 2
    assert b"/MarkInfo" in objects
    assert b"/StructTreeRoot" in objects
    assert re.search(rf"/Lang\s*\({lang}".encode(), objects)
    assert b"pdfuaid:part" in objects
    assert objects.count(b"/FontFile") == len(re.findall(rb"/Type\s*/FontDescriptor", objects)) > 0
    assert b"/Alt" in objects


def test_messages_come_before_what_is_asked(shipped: Snapshot) -> None:
    found = replace(brief(shipped, area="KH16"), kind=MESSAGES)
    paper = _Sheet(found, CATALOGUE, translator("en"))
    cards = [paper.card(at) for at in range(len(paper.figured))]
    kinds = [part["kind"] for part in paper.data(Plan(card_rows(cards)))["parts"]]

    assert kinds.index("cards") < kinds.index("table")
    assert pages(fact_sheet(found, CATALOGUE, translator("en"))) >= 1


@pytest.mark.parametrize("about", [{"area": "KH16"}, {"right": "EDU"}])
def test_what_found_no_room_is_named(shipped: Snapshot, about: dict[str, str]) -> None:
    paper = _Sheet(brief(shipped, **about), CATALOGUE, translator("en"))
    plan = fitting_plan(paper, 2)
    assert plan is not None
    drawn = [card.title for card in plan.cards]
    named = next(
        part["lines"][0]
        for part in paper.data(plan)["parts"]
        if part["heading"].startswith("Left out for lack of room")
    )

    assert len(drawn) > 1
    assert sorted([*drawn, *named.split("; ")]) == sorted(map(paper._title, paper.figured))


def left_out(found: Brief, shipped: Snapshot, area: str) -> str:
    """What a paper on a province says it goes without: all that has a value and no row, with the page that has it."""
    t, known = translator(found.lang), profile(shipped, CATALOGUE, area)
    section = next(one for one in found.sections if one.table and one.table.head[-1] == t._("Code"))
    valued = {one.own.id for one in (*known.standings, *known.doubles) if one.own.value is not None}
    count = len(valued - set(section.table.codes if section.table else ()))
    (line,) = section.missing
    assert count and f" {count} " in line and f"/province?area={area}" in line
    return line


@pytest.mark.parametrize(("area", "lang"), [("KH16", "km"), ("KH12", "en"), ("KH24", "km")])
def test_rows_that_a_province_goes_without_are_counted(shipped: Snapshot, area: str, lang: str) -> None:
    assert left_out(brief(shipped, lang, area=area), shipped, area)


def test_every_paper_on_a_province_says_what_it_goes_without(shipped: Snapshot) -> None:
    """That the sheet still has two pages at most is held with its findings, above."""
    found = brief(shipped, area="KH16")
    line = left_out(found, shipped, "KH16")
    parts = _Sheet(found, CATALOGUE, translator("en")).data(Plan())["parts"]
    assert any(line in str(part.get("notes", "")) for part in parts)
    assert line in "\n".join(one.text for one in docx.Document(io.BytesIO(word_document(found))).paragraphs)
    assert line in [cell for row in _cells(annex_workbook(found)) for cell in row]
    slides = Presentation(io.BytesIO(presentation(found))).slides
    assert line in "\n".join(shape.text_frame.text for one in slides for shape in one.shapes if shape.has_text_frame)


def _cells(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def test_what_is_drawn_keeps_the_order_of_the_brief(shipped: Snapshot) -> None:
    found = brief(shipped, right="DHW")

    assert drawn_sections(found) == [one for one in found.sections if one.figure]


def test_recommendations_without_room_are_counted(shipped: Snapshot) -> None:
    found = brief(shipped, right="DHW")
    others = [
        replace(one, recommendation=replace(one.recommendation, number=f"{at}.{turn}", kind="recommendation"))
        for turn in range(12)
        for at, one in enumerate(found.asked)
    ]
    found = replace(found, asked=tuple(others))
    paper = _Sheet(found, CATALOGUE, translator("en"))
    plan = fitting_plan(paper, 2)

    assert plan is not None
    told = next(part for part in paper.data(plan)["parts"] if part["heading"] == "What Cambodia was asked")
    assert len(told["lines"]) == (plan.asked or 0) + 1
    assert f"{len(found.asked) - (plan.asked or 0)} recommendations more" in told["lines"][-1]


@pytest.mark.parametrize("lang", ["en", "km"])
def test_no_letters_of_a_sheet_are_smaller_than_eight_points(shipped: Snapshot, lang: str) -> None:
    """Of the page and of charts; names inside the shapes of a map may be a step smaller."""
    objects = opened(fact_sheet(brief(shipped, lang, right="GMI"), CATALOGUE, translator(lang)))

    sizes = {float(one) for one in re.findall(rb"/f\d+ ([\d.]+) Tf", objects)}
    assert sizes
    assert min(sizes) >= 8


@pytest.mark.parametrize(
    ("words", "pattern"),
    [("ទៅ ក្រចេះ និង កំពង់ចាម", "កំពង់ចាម|ក្រចេះ"), ("កែប កែបៅ", ""), ("nothing", "")],
)
def test_names_of_provinces_are_held_together_but_never_part_of_a_longer_syllable(words: str, pattern: str) -> None:
    assert whole(words) == pattern


def test_words_are_never_read_as_markup(shipped: Snapshot) -> None:
    title = '#panic() $x$ *b* "q" \\ <a> @b `c` ខ្មែរ'
    found = replace(brief(shipped, indicator="stunting"), title=title, silences=(Silence("#sys", ("#sys",)),))
    paper = _Sheet(found, CATALOGUE, translator("en"))

    body = json.loads(compiler(paper.data(Plan())).query("heading.where(level: 1)", field="body", one=True))

    assert "".join(one.get("text", " ") for one in body.get("children", [body])) == title


def test_a_brief_that_cannot_fit_says_so(shipped: Snapshot) -> None:
    found = brief(shipped, area="KH16")
    first = next(one for one in found.sections if one.table)
    assert first.table is not None
    long = replace(first, table=replace(first.table, rows=first.table.rows * 8))

    with pytest.raises(TooLong, match="Word report"):
        fact_sheet(replace(found, sections=(long,)), CATALOGUE, translator("en"))


@pytest.mark.parametrize("text", ["ស្ត្រី", "កម្ពុជា", "ភ្នំពេញ", "ក្រុមប្រឹក្សា", "សិក្សាធិការ"])
def test_khmer_is_shaped(text: str) -> None:
    """As wide as HarfBuzz sets it elsewhere, and narrower than its letters one by one."""
    page = '#set text(font: "Noto Sans Khmer", size: 100pt)\n#context [#metadata(measure(sys.inputs.t).width.pt()) <w>]'
    told = {"t": text}
    typst = import_module("typst").Compiler(page.encode(), font_paths=fonts(), sys_inputs=told)
    width = float(typst.query("<w>", field="value", one=True))

    assert width == pytest.approx(shaped_width(text, 100), rel=0.01)
    assert width < 0.95 * sum(shaped_width(letter, 100) for letter in text)


def test_the_same_brief_gives_the_same_file(shipped: Snapshot) -> None:
    found = brief(shipped, indicator="stunting")

    assert fact_sheet(found, CATALOGUE, translator("en")) == fact_sheet(found, CATALOGUE, translator("en"))


@pytest.mark.parametrize(("lang", "area", "cards"), [("en", "KH22", [1]), ("km", "KH16", [1, 1])])
def test_the_fullest_sheets_have_room_for_a_map(shipped: Snapshot, lang: str, area: str, cards: list[int]) -> None:
    """What finds none beside it is told in a sentence."""
    plan = fitting_plan(_Sheet(brief(shipped, lang, area=area), CATALOGUE, translator(lang)), 2)

    assert plan is not None
    assert [len(row.cards) for row in plan.rows] == cards
    assert plan.rows[0].wide


def test_findings_without_room_are_said_in_their_sentences(shipped: Snapshot) -> None:
    paper = _Sheet(brief(shipped, area="KH22"), CATALOGUE, translator("en"))
    plan = Plan(card_rows([paper.card(0)]), spoken=2)
    parts = {part["heading"]: part for part in paper.data(plan)["parts"]}

    said = parts["Also"]["lines"]
    assert [line.startswith(one.message) for line, one in zip(said, paper.figured[1:3], strict=True)] == [True, True]
    left = parts["Left out for lack of room; in the Word report"]["lines"][0]
    assert len(left.split("; ")) == len(paper.figured) - 3
