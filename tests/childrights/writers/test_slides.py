from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from childrights.briefs import more_asked
from childrights.briefs.compose import brief_of
from childrights.briefs.model import Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.i18n import translator
from childrights.pictures import fonts
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.deck import Deck, TemplateError
from childrights.writers.slides import ASKED_SLIDES, MOST_ASKED, presentation
from geo.areas import PROVINCES
from geo.provinces import area_name
from tests.support.office import Convert

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
CHOICES = [("area", "KH16", "en"), ("area", "KH09", "km"), ("right", "EDU", "km"), ("indicator", "stunting", "en")]


@pytest.fixture(scope="module", params=CHOICES, ids=lambda choice: "-".join(choice))
def made(request: pytest.FixtureRequest, shipped: Snapshot) -> tuple[Brief, bytes]:
    kind, code, lang = request.param
    brief = brief_of(shipped, CATALOGUE, TODAY, lang=lang, **{kind: code})
    return brief, presentation(brief)


@pytest.fixture(scope="module")
def deck(made: tuple[Brief, bytes]) -> Any:
    return Presentation(io.BytesIO(made[1]))


@pytest.fixture(scope="module")
def published(shipped: Snapshot) -> dict[str, Observation]:
    return {one.id: one for one in all_observations(shipped)}


def charts(deck: Any) -> Iterator[tuple[Any, Any]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield slide, shape.chart


def numbers(chart: Any) -> list[float]:
    """Every number drawn, straight from the chart's own XML."""
    tag = "c:yVal" if chart._chartSpace.find(f".//{qn('c:yVal')}") is not None else "c:val"
    found = [v for val in chart._chartSpace.iter(qn(tag)) for v in val.iter(qn("c:v"))]
    return [float(one.text) for one in found]


def test_charts_hold_the_snapshots_values_and_so_do_their_data_sheets(made: tuple[Brief, bytes], deck: Any) -> None:
    drawn = list(charts(deck))
    figures = [one.figure for one in made[0].sections if one.figure and one.figure.kind not in ("map", "card")]
    assert len(drawn) == len(figures)
    for (_, chart), figure in zip(drawn, figures, strict=True):
        assert figure is not None
        wanted = sorted(one.value for one in figure.observations if one.value is not None)
        assert sorted(numbers(chart)) == wanted
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells = [cell.value for row in book.active.iter_rows(min_col=2) for cell in row]
        assert sorted(cell for cell in cells if isinstance(cell, int | float)) == wanted


def test_a_line_is_one_series_for_each_unbroken_stretch(shipped: Snapshot) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, indicator="out_of_school_lower_secondary_admin")
    drawn = charts(Presentation(io.BytesIO(presentation(brief))))
    found = [[len(list(series.values)) for series in chart.plots[0].series] for _, chart in drawn]
    lengths = max(found, key=len)
    assert len(lengths) > 1
    assert lengths == sorted(lengths, reverse=True)  # LibreOffice loses single points behind a series of one


def test_the_figures_of_the_sentence_bear_their_values_in_the_chart(shipped: Snapshot) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, indicator="stunting")
    section = next(one for one in brief.sections if one.figure and one.figure.kind == "trend")
    drawn = charts(Presentation(io.BytesIO(presentation(brief))))
    chart = next(chart for _, chart in drawn if chart._chartSpace.find(f".//{qn('c:yVal')}") is not None)
    labelled = set()
    for series in chart.plots[0].series:
        values = list(series.values)
        for label in series._element.iter(qn("c:dLbl")):
            labelled.add(values[int(label.find(qn("c:idx")).get("val"))])
    assert section.figure is not None
    told = {one.value for one in section.figure.observations if one.id in section.figure.told}
    assert len(told) == 2
    assert told <= labelled


def test_labels_of_ends_that_lie_close_are_pushed_apart(shipped: Snapshot) -> None:
    deck = Presentation(io.BytesIO(presentation(brief_of(shipped, CATALOGUE, TODAY, area="KH02", lang="km"))))
    pushed = []
    for _, chart in charts(deck):
        labels = list(chart._chartSpace.iter(qn("c:dLbl")))
        pushed += [float(y.get("val")) for label in labels for y in label.iter(qn("c:y"))]
    assert any(one > 0 for one in pushed)
    assert any(one < 0 for one in pushed)


def test_values_wider_than_their_area_have_a_ground_of_its_colour(shipped: Snapshot) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, indicator="population_census")
    deck = Presentation(io.BytesIO(presentation(brief)))
    shapes = {one.name: one for slide in deck.slides for one in slide.shapes}
    bars = next(chart for _, chart in charts(deck) if len(chart.plots[0].categories) > 20)
    assert "Cambodia" not in list(bars.plots[0].categories)  # counts of places would be dwarfed by it
    capital = shapes["Value of Phnom Penh"]
    assert capital.fill.fore_color.rgb == shapes["Phnom Penh"].fill.fore_color.rgb
    assert shapes["Value of Battambang"].fill.type == MSO_FILL.BACKGROUND


def test_khmer_lines_stand_equally_far_apart_in_every_program(shipped: Snapshot) -> None:
    deck = Presentation(io.BytesIO(presentation(brief_of(shipped, CATALOGUE, TODAY, right="GMI", lang="km"))))
    for slide in deck.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                khmer = any("\u1780" <= letter <= "\u17ff" for letter in paragraph.text)
                assert (paragraph.line_spacing is not None) == khmer, paragraph.text


def test_the_map_has_a_named_shape_for_each_province(made: tuple[Brief, bytes], deck: Any) -> None:
    names = sorted(area_name(code, made[0].lang) for code in PROVINCES)
    maps = [one for one in made[0].sections if one.figure and one.figure.kind == "map"]
    found = []
    for slide in deck.slides:
        freeforms = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.FREEFORM]
        if shapes := [one for one in freeforms if one.name in names]:
            found.append(slide)
            assert sorted(one.name for one in shapes) == names
            for one in shapes:
                assert one._element.nvSpPr.cNvPr.get("descr").startswith(one.name)
    assert len(found) == len(maps)


def test_every_shape_has_a_name_and_a_text_for_whoever_cannot_see_it(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            described = shape._element.find(f".//{qn('p:cNvPr')}")
            assert described.get("name")
            assert described.get("descr"), (shape.name, slide.shapes.title.text)
        ids = [one.get("id") for one in slide.shapes._spTree.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_slides_carry_source_snapshot_number_and_notes_with_every_code(made: tuple[Brief, bytes], deck: Any) -> None:
    brief = made[0]
    for number, slide in enumerate(deck.slides, start=1):
        text = " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        assert brief.content_hash[:8] in text
        assert slide.notes_slide.notes_text_frame.text
        fields = [one.get("type") for one in slide.shapes._spTree.iter(qn("a:fld"))]
        assert number == 1 or "slidenum" in fields
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert all(code in notes for code in brief.codes)
    assert all(one.citation in notes for one in brief.sources)
    assert brief.content_hash in deck.core_properties.comments


def test_khmer_runs_say_their_language_and_their_letters(deck: Any) -> None:
    for slide in deck.slides:
        for run in slide.shapes._spTree.iter(qn("a:r")):
            text, look = run.find(qn("a:t")).text, run.find(qn("a:rPr"))
            khmer = any("\u1780" <= letter <= "\u17ff" for letter in text)
            assert look.get("lang") == ("km-KH" if khmer else "en-GB")
            assert look.find(qn("a:cs")).get("typeface") == "Noto Sans Khmer"


def test_no_text_is_higher_or_wider_than_its_box(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                wide, high = shape.width / Pt(1), shape.height / Pt(1)
                assert shape.left >= 0
                assert shape.top >= 0
                assert (shape.left + shape.width) / Pt(1) <= 960.5
                assert (shape.top + shape.height) / Pt(1) <= 540.5
                needed = 0.0
                for paragraph in shape.text_frame.paragraphs:
                    for run in paragraph.runs:
                        pt = run.font.size.pt
                        length = fonts.width(run.text, pt, bold=bool(run.font.bold))
                        needed += max(1, -(-length // wide)) * pt * 1.3
                assert needed <= high + 2, (shape.name, shape.text_frame.text)


@pytest.mark.parametrize(
    ("kind", "code", "lang"), [("area", "KH09", "km"), pytest.param("right", "VAC", "en", marks=pytest.mark.repeats)]
)
def test_libreoffice_opens_them_and_shows_every_slide(
    shipped: Snapshot, tmp_path: Path, kind: str, code: str, lang: str, convert: Convert
) -> None:
    content = presentation(brief_of(shipped, CATALOGUE, TODAY, lang=lang, **{kind: code}))
    path = tmp_path / "brief.pptx"
    path.write_bytes(content)
    pages = len(re.findall(rb"/Type\s*/Page\b", convert(path, "pdf", tmp_path).read_bytes()))
    assert pages == len(Presentation(io.BytesIO(content)).slides)


def test_a_template_of_ones_own_is_taken_or_refused_in_one_sentence(
    shipped: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, indicator="ecd_on_track")
    own = Deck("en").file
    next(one for one in own.slide_master.shapes if one.name == "Accent").name = "Our logo"
    path = tmp_path / "ours.pptx"
    own.save(str(path))
    monkeypatch.setenv("CHILDRIGHTS_BRIEF_TEMPLATE", str(path))
    made = Presentation(io.BytesIO(presentation(brief)))
    assert "Our logo" in [one.name for one in made.slide_master.shapes]

    foreign = Presentation()  # 4:3, with places of other names and points before every paragraph
    for at, name in ((0, "Cover"), (5, "Finding"), (1, "Text")):
        foreign.slide_layouts[at].name = name
    foreign.save(str(path))
    deck = Presentation(io.BytesIO(presentation(brief)))
    figures = [one.figure for one in brief.sections if one.figure]
    text = [one.text_frame.text for slide in deck.slides for one in slide.shapes if one.has_text_frame]
    assert any(one.startswith(brief.finding[:30]) for one in text)
    assert all(f"{one.title} · {one.subtitle}" in text for one in figures)
    for slide in deck.slides:
        title = slide.shapes.title
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height
            assert shape.left + shape.width <= deck.slide_width
            assert shape.name != "Figure title" or shape.top >= title.top + title.height

    Presentation().save(str(path.with_name("plain.pptx")))
    monkeypatch.setenv("CHILDRIGHTS_BRIEF_TEMPLATE", str(path.with_name("plain.pptx")))
    with pytest.raises(TemplateError, match=r"plain\.pptx has no layout called Cover or Finding or Text"):
        presentation(brief)
    monkeypatch.setenv("CHILDRIGHTS_BRIEF_TEMPLATE", str(tmp_path / "missing.pptx"))
    with pytest.raises(TemplateError, match="cannot be opened"):
        presentation(brief)


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_talk_tells_two_slides_of_what_was_asked_and_how_many_more_there_are(shipped: Snapshot, lang: str) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, lang=lang, right="VAC")
    t = translator(lang)
    slides = Presentation(io.BytesIO(presentation(brief))).slides
    told = [slide for slide in slides if slide.shapes.title.text.startswith(t._("What Cambodia was asked"))]
    words = " ".join(shape.text_frame.text for slide in told for shape in slide.shapes if shape.has_text_frame)
    count = sum(one.where in words for one in brief.asked)
    assert len(brief.asked) > MOST_ASKED >= count >= 5 and len(told) == ASKED_SLIDES
    assert [one.where in words for one in brief.asked] == [True] * count + [False] * (len(brief.asked) - count)
    assert more_asked(brief.asked[count:], t) in words
