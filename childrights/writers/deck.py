"""A deck of slides in the coalition's template: layouts by name, text that fits, alt text and a language on everything.

All measures are points; a slide of the template is 960 wide and 540 high, whatever size the file says. One of another
shape has ``taller`` points more, which charts, tables and texts take up.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Length, Pt

from childrights.catalogue import ChildRightsError
from childrights.charts import LIGHT
from childrights.i18n import N_, translator
from childrights.writers.text_fit import (
    StyledText,
    as_many_as_fit,
    height,
    script,
    shortened,
    size_that_fits,
    spacing,
    without_widow,
)

TEMPLATE_VARIABLE = "CHILDRIGHTS_BRIEF_TEMPLATE"
TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "templates" / "brief.pptx"
COVER, FINDING, TEXT = "Cover", "Finding", "Text"
ABOUT = "Figure title"
LAYOUTS = (COVER, FINDING, TEXT)
FONTS = ("Noto Sans", "Noto Sans Khmer")
LANGUAGES = {"en": "en-GB", "km": "km-KH"}
ROLES = {"ink": LIGHT.ink, "quiet": LIGHT.quiet, "action": LIGHT.action, "focus": LIGHT.focus}
SLIDE = (960.0, 540.0)
Box = tuple[float, float, float, float]
"""Left, top, width and height."""
TITLE, SUBTITLE, BODY, SOURCE = (
    (40.0, 34.0, 880.0, 72.0),
    (40.0, 108.0, 880.0, 20.0),
    (40.0, 128.0, 880.0, 350.0),
    (40.0, 490.0, 820.0, 30.0),
)
UNDER_COVER, COVER_FOOT = (40.0, 330.0, 880.0, 80.0), (40.0, 446.0, 880.0, 72.0)
"""Where things stand when a template does not say."""


class TemplateError(ChildRightsError):
    """The template for slides is missing, unreadable, or lacks a layout."""


@lru_cache(maxsize=4)
def _content(path: Path, changed: float) -> bytes:
    return path.read_bytes()


def template_path() -> Path:
    """The template that slides are written into: the one the setting names, else ours."""
    return Path(os.environ.get(TEMPLATE_VARIABLE) or TEMPLATE)


class Deck:
    """One deck in one language. Raises ``TemplateError`` for a template that cannot be used."""

    def __init__(self, lang: str, template: Path | None = None) -> None:
        path = template or template_path()
        try:
            content = _content(path, path.stat().st_mtime)
            self.file: Any = Presentation(io.BytesIO(content))
        except (OSError, PackageNotFoundError, KeyError, ValueError) as error:
            raise TemplateError(
                N_("The template for slides {name} cannot be opened as PowerPoint."), name=path.name
            ) from error
        self.lang = lang
        self._layouts: dict[str, Any] = {one.name: one for one in self.file.slide_layouts}
        missing = [name for name in LAYOUTS if name not in self._layouts]
        if missing:
            raise TemplateError(
                N_("The template for slides {name} has no layout called {known}; it needs {known_2}."),
                name=path.name,
                known=" or ".join(missing),
                known_2=", ".join(LAYOUTS),
            )
        for name in LAYOUTS:
            if not any(one.placeholder_format.idx == 0 for one in self._layouts[name].placeholders):
                raise TemplateError(
                    N_("The layout {name} of the template {name_2} has no title."), name=name, name_2=path.name
                )
        wide, high = int(self.file.slide_width or 1), int(self.file.slide_height or 1)
        self.scale = min(wide / Pt(SLIDE[0]), high / Pt(SLIDE[1]))
        self.taller = high / self.scale / Pt(1) - SLIDE[1]
        while len(self.file.slides._sldIdLst):
            entry = self.file.slides._sldIdLst[0]
            self.file.part.drop_rel(entry.rId)
            self.file.slides._sldIdLst.remove(entry)

    def emu(self, points: float) -> Length:
        """Points of our 960 by 540 as a length of this deck."""
        return Emu(round(Pt(1) * points * self.scale))

    def grown(self, box: Box) -> Box:
        """A box that takes up what the slide is taller than ours."""
        return (*box[:3], box[3] + self.taller)

    def slide(self, layout: str, title: str, source: str = "", subtitle: str = "") -> Any:
        """A new slide with its title, its source line, what stands between them, and its number."""
        slide = self.file.slides.add_slide(self._layouts[layout])
        cover = layout == COVER
        self._clear(slide.shapes.title, layout)
        self._say(slide, slide.shapes.title, "Title", title, TITLE, (40 if cover else 26, 14), bold=True)
        named = {one.name: one for one in self._layouts[layout].placeholders}
        under = next((one for one in named.values() if one.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None)
        about = ("Subtitle", subtitle, UNDER_COVER, (20, 12)) if cover else (ABOUT, subtitle, SUBTITLE, (12, 9))
        left, top, wide, high = COVER_FOOT if cover else SOURCE
        foot = (left, top + self.taller, wide, high)
        for name, words, box, sizes in (about, ("Source", source, foot, (12 if cover else 10, 8))):
            shape = self._placeholder(slide, named.get(name) or (under if name == "Subtitle" else None))
            if shape is None and words:
                shape = self.text_box(slide, box, name)
            if shape is not None and words:
                self._say(slide, shape, name, words, box, sizes)
        for one in list(slide.placeholders):
            if not one.text_frame.text and (layout != TEXT or one.placeholder_format.idx != 1):
                one._element.getparent().remove(one._element)
        if not cover:
            self._number(slide, layout)
        return slide

    def _clear(self, title: Any, layout: str) -> None:
        """A title ends above the line about the figure, where the template has no place for that."""
        most, left, top, wide = self.emu(SUBTITLE[1] - 2), title.left, title.top, title.width
        own = any(one.name == ABOUT for one in self._layouts[layout].placeholders)
        if layout == FINDING and not own and title.height is not None and title.top < most < title.top + title.height:
            title.left, title.top, title.width, title.height = left, top, wide, Emu(most - top)

    def _placeholder(self, slide: Any, of_layout: Any) -> Any:
        if of_layout is None:
            return None
        idx = of_layout.placeholder_format.idx
        return next((one for one in slide.placeholders if one.placeholder_format.idx == idx), None)

    def _number(self, slide: Any, layout: str) -> None:
        """The number of the slide, where the layout has a place for it."""
        for one in self._layouts[layout].placeholders:
            if one.element.find(f".//{qn('p:ph')}").get("type") == "sldNum":
                copied = deepcopy(one.element)
                copied.find(f".//{qn('p:cNvPr')}").set("id", str(self._next_id(slide)))
                told = translator(self.lang)._("Slide number")
                self.describe(copied, told, told)
                slide.shapes._spTree.append(copied)

    @staticmethod
    def _next_id(slide: Any) -> int:
        return max(int(one.get("id")) for one in slide.shapes._spTree.iter(qn("p:cNvPr"))) + 1

    def _say(
        self, slide: Any, shape: Any, name: str, words: str, usual: Box, sizes: tuple[float, float], bold: bool = False
    ) -> None:
        box = self._box(shape, usual)
        headline = name in ("Title", "Subtitle")
        paragraphs = [StyledText(without_widow(part) if headline else part, bold) for part in words.split("\n")]
        pt = size_that_fits(paragraphs, box, *sizes)
        if pt is None:
            pt = sizes[1]
            paragraphs = [StyledText(shortened(words, pt, box, bold=bold), bold)]
        self.write(shape, paragraphs, pt, coloured=False)
        self.describe(shape._element, name, words)

    def _box(self, shape: Any, usual: Box) -> tuple[float, float]:
        if shape.width is None:
            return usual[2], usual[3]
        unit = float(self.emu(1))
        return shape.width / unit, shape.height / unit

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the body of a slide of text."""
        of_layout = next((one for one in self._layouts[TEXT].placeholders if one.placeholder_format.idx == 1), None)
        box = self.grown(BODY)
        if of_layout is None or of_layout.width is None:
            return box[2], box[3]
        unit = float(self.emu(1))
        below = SOURCE[1] + self.taller - 8 - of_layout.top / unit
        return of_layout.width / unit, min(of_layout.height / unit, below)

    def body(self, slide: Any, paragraphs: Sequence[StyledText], pt: float) -> None:
        """Paragraphs into the body of a slide of text, or into a box of their own."""
        found = [one for one in slide.placeholders if one.placeholder_format.idx == 1]
        shape = found[0] if found else self.text_box(slide, self.grown(BODY), "Text")
        self.write(shape, paragraphs, pt)
        self.describe(shape._element, "Text", paragraphs[0].text)

    def text_box(self, slide: Any, box: Box, name: str) -> Any:
        """An empty box for text."""
        shape = slide.shapes.add_textbox(*(self.emu(one) for one in box))
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return shape

    def text(
        self, slide: Any, box: Box, name: str, paragraphs: Sequence[StyledText], sizes: tuple[float, float]
    ) -> int:
        """Paragraphs into a box, as many as fit; returns how many were set."""
        pt = size_that_fits(paragraphs, box[2:], *sizes)
        count = len(paragraphs) if pt else as_many_as_fit(paragraphs, box[2:], sizes[1])
        if not count:
            return 0
        shape = self.text_box(slide, (*box[:3], height(paragraphs[:count], pt or sizes[1], box[2])), name)
        self.write(shape, paragraphs[:count], pt or sizes[1])
        self.describe(shape._element, name, " ".join(one.text for one in paragraphs[:count]))
        return count

    def write(self, shape: Any, paragraphs: Sequence[StyledText], pt: float, *, coloured: bool = True) -> None:
        """Set paragraphs, each run with its language and letters of both scripts."""
        frame = shape.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        for at, one in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            for old in list(paragraph.runs):
                old._r.getparent().remove(old._r)
            if at and one.space:
                paragraph.space_before = Pt(one.space * self.scale)
            _listed(paragraph, self.emu(pt) if one.bullet else Emu(0))
            if script(one.text) == "km":
                paragraph.line_spacing = Pt(round(pt * one.size * self.scale * spacing(one.text, bold=one.bold), 1))
            run = paragraph.add_run()
            run.text = one.text
            style(run.font, pt * one.size * self.scale, one.text, bold=one.bold)
            if coloured:
                run.font.color.rgb = pptx_colour(ROLES[one.role])

    def describe(self, element: Any, name: str, alt: str) -> None:
        """Give a shape its name and its text for whoever cannot see it."""
        described = element.find(f".//{qn('p:cNvPr')}")
        described.set("name", name)
        described.set("descr", alt)

    def notes(self, slide: Any, paragraphs: Sequence[str]) -> None:
        """What the speaker has before them."""
        frame = slide.notes_slide.notes_text_frame
        for at, words in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = words
            style(run.font, None, words)

    def saved(self) -> bytes:
        """The file."""
        content = io.BytesIO()
        self.file.save(content)
        return content.getvalue()


def pptx_colour(colour: str) -> RGBColor:
    """``#0B6E6E`` as python-pptx takes it."""
    made: RGBColor = RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]
    return made


def style(font: Any, pt: float | None, words: str, *, bold: bool = False) -> None:
    """Size, weight, language and letters of both scripts for a run (or the letters of a chart)."""
    if pt:
        font.size = Pt(round(pt * 2) / 2)
    if bold:
        font.bold = True
    font.name = FONTS[0]
    element = font._element
    for old in element.findall(qn("a:cs")):
        element.remove(old)
    complex_letters = element.makeelement(qn("a:cs"), {"typeface": FONTS[1]})
    element.find(qn("a:latin")).addnext(complex_letters)
    element.set("lang", LANGUAGES[script(words)])


def _listed(paragraph: Any, indent: Length) -> None:
    """A point in front of a paragraph, set in by ``indent``; without one none, whatever the template does."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(indent)))
    properties.set("indent", str(-int(indent)))
    for old in list(properties):
        if old.tag in (qn("a:buNone"), qn("a:buChar")):
            properties.remove(old)
    if indent:
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
    else:
        properties.append(properties.makeelement(qn("a:buNone"), {}))
