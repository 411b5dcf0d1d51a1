"""How a Word document of ours looks: the page of a statistical yearbook, the same in both scripts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from childrights.charts import KHMER_STEP, LIGHT
from childrights.writers.word_xml import element, list_style, sort_properties

LATIN, KHMER = "Noto Sans", "Noto Sans Khmer"
HOUSE, COMPACT, UNITED_NATIONS = "house", "compact", "un"
TYPE = {HOUSE: LATIN, COMPACT: LATIN, UNITED_NATIONS: "Times New Roman"}
"""The letters of our own papers, and those that the United Nations ask for."""
GUIDANCE, KICKER, NOTE, KEY, CELL, CARD = "Guidance", "Kicker", "Note", "Key message", "Table text", "Large figure"
NUMBERED, BULLET, NUMBER = "Numbered paragraph", "Point", "Large number"
SPACER = "Between"
"""The empty line that Word wants between two tables, as low as it may be."""
MARGIN_CM, TEXT_CM, SMALL_MARGIN_CM = 2.2, 16.6, 1.7
LINE_SPACING = {"en": 1.15, "km": 1.3}
COMPACT_SPACING = {"en": 1.12, "km": 1.2}
"""Of lines, in their own height, which for Khmer is 1.37 of its letters."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: points of its letters and of the space before and after; ``keep`` holds it to the next."""

    size: float
    before: float
    after: float
    colour: str = LIGHT.ink
    bold: bool = False
    keep: bool = False
    edge: str = ""
    edge_side: str = "left"


LOOKS = {
    "Normal": Look(10, 0, 5),
    "Title": Look(27, 4, 6, bold=True),
    "Subtitle": Look(12.5, 0, 12, LIGHT.quiet),
    "Heading 1": Look(19, 22, 8, bold=True, keep=True, edge=LIGHT.action, edge_side="top"),
    "Heading 2": Look(13.5, 16, 4, LIGHT.action, bold=True, keep=True),
    "Heading 3": Look(11, 11, 3, bold=True, keep=True),
    "Caption": Look(9, 9, 4, bold=True, keep=True),
    KICKER: Look(9, 0, 2, LIGHT.action, bold=True, keep=True),
    KEY: Look(11.5, 2, 6, bold=True, keep=True, edge=LIGHT.action),
    NOTE: Look(8.5, 2, 6, LIGHT.quiet),
    CARD: Look(40, 6, 0, LIGHT.action, bold=True, keep=True),
    GUIDANCE: Look(9.5, 3, 6, LIGHT.focus, edge=LIGHT.focus),
    CELL: Look(8, 1.5, 1.5),
    NUMBERED: Look(10, 0, 5),
    BULLET: Look(10, 0, 3),
    SPACER: Look(2, 0, 2),
    NUMBER: Look(20, 0, 0, LIGHT.action, bold=True, keep=True),
    "Footnote Text": Look(7.5, 0, 1.5, LIGHT.quiet),
    "Footer": Look(7.5, 0, 0, LIGHT.quiet),
    "toc 1": Look(10, 5, 1, bold=True),
    "toc 2": Look(9.5, 0, 1),
}
SMALL = {
    "Normal": Look(9.5, 0, 3),
    "Title": Look(19, 2, 3, bold=True),
    "Subtitle": Look(11, 0, 4, LIGHT.quiet),
    "Heading 1": Look(12, 9, 3, LIGHT.action, bold=True, keep=True),
    "Heading 2": Look(11, 7, 3, bold=True, keep=True),
    NOTE: Look(8, 1, 3, LIGHT.quiet),
    KEY: Look(10, 1, 4, bold=True, edge=LIGHT.action),
    NUMBERED: Look(9.5, 0, 3),
    BULLET: Look(9.5, 0, 2),
    NUMBER: Look(17, 0, 0, LIGHT.action, bold=True, keep=True),
    "Footnote Text": Look(7, 0, 0.5, LIGHT.quiet),
}
"""How a paper of two pages looks: the same, a step smaller."""
PLAIN = {
    "Normal": Look(12, 0, 6),
    "Title": Look(16, 4, 6, bold=True),
    "Subtitle": Look(12, 0, 12),
    "Heading 1": Look(13, 14, 6, bold=True, keep=True),
    "Heading 2": Look(12, 10, 4, bold=True, keep=True),
    "Heading 3": Look(12, 8, 3, bold=True, keep=True),
    KICKER: Look(12, 0, 2, bold=True, keep=True),
    KEY: Look(12, 0, 6, bold=True),
    NOTE: Look(10, 2, 6),
    CELL: Look(10, 1.5, 1.5),
    NUMBERED: Look(12, 0, 6),
    BULLET: Look(12, 0, 3),
    "Footnote Text": Look(10, 0, 1.5),
    "Footer": Look(9, 0, 0),
    "toc 1": Look(12, 5, 1, bold=True),
    "toc 2": Look(12, 0, 1),
}
"""How what goes to the United Nations looks: black, in letters of 12 points."""
_BLACK = "#000000"
_IDS = {"Footnote Text": "FootnoteText", "toc 1": "TOC1", "toc 2": "TOC2"}


def dress(document: Document, lang: str, letters: str = HOUSE) -> None:
    """Give ``document`` our page and styles. Khmer letters are set a step larger.

    ``letters`` are a key of ``TYPE``; those of the United Nations stand without colour, but for what people write in.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    section.footer_distance = Cm(1)
    if letters == COMPACT:
        section.top_margin = section.bottom_margin = Cm(SMALL_MARGIN_CM)
    latin = TYPE[letters]
    _defaults(document, latin)
    for name, look in LOOKS.items():
        if letters == UNITED_NATIONS and name in PLAIN:
            look = replace(PLAIN[name], colour=_BLACK)
        elif letters == COMPACT:
            look = SMALL.get(name, look)
        _style(document, name, look, latin)
    document.styles["Normal"].paragraph_format.line_spacing = (COMPACT_SPACING if letters == COMPACT else LINE_SPACING)[
        lang
    ]
    document.styles[CELL].paragraph_format.line_spacing = 1.12
    sign = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    sign.element.set(qn("w:styleId"), "FootnoteReference")
    sign.font.superscript = True
    document.styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name, form, sign in ((NUMBERED, "decimal", "%1."), (BULLET, "bullet", "•")):
        list_style(document, document.styles[name], form, sign)


def _defaults(document: Document, latin: str) -> None:
    """One font for each script, and the languages of both, instead of the fonts of a theme."""
    about = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(about):
        about.remove(old)
    about.append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=latin, cs=KHMER))
    about.append(element("w:sz", val="20"))
    about.append(element("w:szCs", val=str(round(20 * KHMER_STEP))))
    about.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="km-KH"))


def _style(document: Document, name: str, look: Look, latin: str) -> None:
    styles = document.styles
    style: Any = styles[name] if name in [one.name for one in styles] else None
    if style is None:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        if name in _IDS:
            style.element.set(qn("w:styleId"), _IDS[name])
    assert isinstance(style, ParagraphStyle)
    about = style.element.get_or_add_rPr()
    for old in list(about):
        about.remove(old)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#"))
    about.append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=latin, cs=KHMER))
    about.append(element("w:bCs", val="1" if look.bold else "0"))
    about.append(element("w:szCs", val=str(round(look.size * 2 * KHMER_STEP))))
    sort_properties(about)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep
    paragraph = style.element.get_or_add_pPr()
    for old in paragraph.findall(qn("w:pBdr")):
        paragraph.remove(old)
    if look.edge:
        width = "24" if look.edge_side == "left" else "18"
        edges = OxmlElement("w:pBdr")
        edges.append(
            element(f"w:{look.edge_side}", val="single", sz=width, space="8", color=look.edge.removeprefix("#"))
        )
        paragraph.insert_element_before(edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
        if look.edge_side == "left":
            shape.left_indent = Cm(0.4)
