"""How a Word document of ours looks: the page of a statistical yearbook, the same in both scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from childrights.charts import KHMER_STEP, LIGHT
from childrights.writers.word_xml import element, sort_properties

LATIN, KHMER = "Noto Sans", "Noto Sans Khmer"
GUIDANCE, KICKER, NOTE, KEY, CELL, CARD = "Guidance", "Kicker", "Note", "Key message", "Table text", "Large figure"
MARGIN_CM, TEXT_CM = 2.2, 16.6


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
    "Footnote Text": Look(7.5, 0, 1.5, LIGHT.quiet),
    "Footer": Look(7.5, 0, 0, LIGHT.quiet),
    "toc 1": Look(10, 5, 1, bold=True),
    "toc 2": Look(9.5, 0, 1),
}
_IDS = {"Footnote Text": "FootnoteText", "toc 1": "TOC1", "toc 2": "TOC2"}


def dress(document: Document, lang: str) -> None:
    """Give ``document`` our page and styles. Khmer letters are set a step larger."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    section.footer_distance = Cm(1)
    _defaults(document)
    for name, look in LOOKS.items():
        _style(document, name, look)
    document.styles["Normal"].paragraph_format.line_spacing = 1.3 if lang == "km" else 1.15
    document.styles[CELL].paragraph_format.line_spacing = 1.12
    sign = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    sign.element.set(qn("w:styleId"), "FootnoteReference")
    sign.font.superscript = True
    document.styles["toc 2"].paragraph_format.left_indent = Cm(0.6)


def _defaults(document: Document) -> None:
    """One font for each script, and the languages of both, instead of the fonts of a theme."""
    about = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(about):
        about.remove(old)
    about.append(element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN, cs=KHMER))
    about.append(element("w:sz", val="20"))
    about.append(element("w:szCs", val=str(round(20 * KHMER_STEP))))
    about.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="km-KH"))


def _style(document: Document, name: str, look: Look) -> None:
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
    about.append(element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN, cs=KHMER))
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
