"""What python-docx lacks: footnotes, fields, vector pictures, languages. Each is a small piece of WordprocessingML.

After ECMA-376, part 1: footnotes 17.11, fields 17.16, pictures 20.2; the vector beside a picture is Microsoft's
``svgBlip`` ([MS-ODRAWXML] 2.3.2.4), which older programs pass over for the PNG.
"""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

Element = Any
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SVG_USE = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_WORD_2013 = "15"
"""With an older mode Word says so in its title, and sets tables beyond the margin."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` without the characters XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def unbroken_numbers(text: str) -> str:
    """``text`` as it is printed: no line ends between a number and its sign of percentage."""
    return clean(text).replace(" %", "\N{NO-BREAK SPACE}%")


def element(tag: str, **attributes: str) -> Element:
    """An element such as ``w:fldChar`` with attributes of the same namespace."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    return made


def text_run(text: str, style: str = "") -> Element:
    """A run of text, in a character style where one is named by its id."""
    made = OxmlElement("w:r")
    if style:
        about = OxmlElement("w:rPr")
        about.append(element("w:rStyle", val=style))
        made.append(about)
    words = OxmlElement("w:t")
    words.text = unbroken_numbers(text)
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def tab() -> Element:
    """A run that goes to the next tab stop."""
    made = OxmlElement("w:r")
    made.append(OxmlElement("w:tab"))
    return made


def field(instruction: str, shown: str, style: str = "") -> list[Element]:
    """A field that Word works out again when it is asked to; ``shown`` stands there until then."""
    runs = []
    for part in ("begin", "instruction", "separate", "shown", "end"):
        made = text_run(shown if part == "shown" else "", style)
        if part != "shown":
            made.remove(made.find(qn("w:t")))
            if part == "instruction":
                told = OxmlElement("w:instrText")
                told.text = f" {instruction} "
                told.set(qn("xml:space"), "preserve")
                made.append(told)
            else:
                made.append(element("w:fldChar", fldCharType=part))
        runs.append(made)
    return runs


_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "vertAlign", "lang")
"""The order in which the schema wants the properties of a run."""


def sort_properties(about: Element) -> None:
    """Sort the properties of a run (``w:rPr``) as the schema wants them."""
    names = [qn(f"w:{name}") for name in _ORDER]
    about[:] = sorted(about, key=lambda one: names.index(one.tag))


class Footnotes:
    """The footnotes of a document. A text that was cited before is referred to again, not repeated."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: dict[str, int] = {}
        self._root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )

    def __len__(self) -> int:
        return len(self._numbers)

    def cite(self, paragraph: Element, text: str) -> int:
        """Set the sign of a footnote with ``text`` at the end of ``paragraph`` (``w:p``); gives its number."""
        if number := self._numbers.get(text):
            for part in field(f"NOTEREF _Note{number} \\f \\h", str(number), "FootnoteReference"):
                paragraph.append(part)
            return number
        number = self._numbers[text] = len(self._numbers) + 1
        start = element("w:bookmarkStart", id=str(10_000 + number), name=f"_Note{number}")
        sign = text_run("", "FootnoteReference")
        sign.remove(sign.find(qn("w:t")))
        sign.append(element("w:footnoteReference", id=str(number)))
        paragraph.extend([start, sign, element("w:bookmarkEnd", id=str(10_000 + number))])
        self._root.append(self._note(number, text))
        return number

    def _note(self, number: int, text: str) -> Element:
        note = element("w:footnote", id=str(number))
        paragraph, about = OxmlElement("w:p"), OxmlElement("w:pPr")
        about.append(element("w:pStyle", val="FootnoteText"))
        sign = text_run("", "FootnoteReference")
        sign.remove(sign.find(qn("w:t")))
        sign.append(OxmlElement("w:footnoteRef"))
        paragraph.extend([about, sign, text_run(f" {text}")])
        note.append(paragraph)
        return note

    def attach(self) -> None:
        """Put the notes into the package; to be called once, when all are set."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, package)
        self._document.part.relate_to(part, REL.FOOTNOTES)
        settings = self._document.settings.element
        about = OxmlElement("w:footnotePr")
        about.extend([element("w:footnote", id="-1"), element("w:footnote", id="0")])
        _before(settings, about, "w:endnotePr", "w:compat")
        _before(settings, element("w:updateFields", val="true"), "w:hdrShapeDefaults", "w:footnotePr")
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), _WORD_2013)


def _before(parent: Element, child: Element, *names: str) -> None:
    """Set ``child`` before the first of ``names`` there is, last without any."""
    found = next((one for one in map(parent.find, map(qn, names)) if one is not None), None)
    if found is None:
        parent.append(child)
    else:
        found.addprevious(child)


def add_vector(document: Document, inline: Element, svg: bytes, number: int) -> None:
    """Put ``svg`` beside the PNG of an inline picture; programs that know vectors show it."""
    name = PackURI(f"/word/media/vector{number}.svg")
    part = Part(name, "image/svg+xml", svg, document.part.package)
    link = document.part.relate_to(part, REL.IMAGE)
    blip = inline.find(f".//{qn('a:blip')}")
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{_SVG_USE}"><asvg:svgBlip xmlns:asvg="{_SVG}" '
            f'{nsdecls("r")} r:embed="{link}"/></a:ext></a:extLst>'
        )
    )


def describe(inline: Element, title: str, alt: str) -> None:
    """The words for those who cannot see an inline picture."""
    for about in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        about.set("descr", clean(alt))
        about.set("title", clean(title))


def cell(text: str, width: int, *, style: str, bold: bool, right: bool, span: int = 1, keep: bool = False) -> Element:
    """A table cell ``width`` twentieths of a point wide with one paragraph in the style of that id.

    ``keep`` holds its row to the next one.
    """
    made, about, shape = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:pPr")
    about.append(element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        about.append(element("w:gridSpan", val=str(span)))
    shape.append(element("w:pStyle", val=style))
    if keep:
        shape.append(OxmlElement("w:keepNext"))
    if right:
        shape.append(element("w:jc", val="right"))
    words = text_run(text)
    if bold:
        strong = OxmlElement("w:rPr")
        strong.extend([OxmlElement("w:b"), OxmlElement("w:bCs")])
        words.insert(0, strong)
    paragraph = OxmlElement("w:p")
    paragraph.extend([shape, words])
    made.extend([about, paragraph])
    return made


def repeat_row(row: Element) -> None:
    """Let a table row (``w:tr``) stand again at the top of each page."""
    about = row.get_or_add_trPr()
    about.append(OxmlElement("w:cantSplit"))
    about.append(OxmlElement("w:tblHeader"))


def keep_row(row: Element) -> None:
    """Never tear a table row over two pages."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def list_style(document: Document, style: Any, form: str, sign: str) -> None:
    """Let every paragraph of ``style`` begin with a number (``form`` is ``decimal``, ``sign`` ``%1.``) or a point."""
    root = document.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in root.iter(qn("w:abstractNum"))]
    number = str(max(taken, default=0) + 1)
    level = element("w:lvl", ilvl="0")
    shape = OxmlElement("w:pPr")
    # A submission has some two hundred numbered paragraphs: three digits and a point need more room than a bullet.
    indent = "624" if form == "decimal" else "454"
    shape.append(element("w:ind", left=indent, hanging=indent))
    parts = [element("w:start", val="1"), element("w:numFmt", val=form), element("w:lvlText", val=sign)]
    level.extend([*parts, element("w:lvlJc", val="left"), shape])
    abstract = element("w:abstractNum", abstractNumId=number)
    abstract.extend([element("w:multiLevelType", val="singleLevel"), level])
    first = root.find(qn("w:num"))
    if first is None:
        root.append(abstract)
    else:
        first.addprevious(abstract)
    known = [int(one.get(qn("w:numId"))) for one in root.iter(qn("w:num"))]
    made = element("w:num", numId=str(max(known, default=0) + 1))
    made.append(element("w:abstractNumId", val=number))
    root.append(made)
    listed = OxmlElement("w:numPr")
    listed.append(element("w:numId", val=made.get(qn("w:numId"))))
    about = style.element.get_or_add_pPr()
    about.insert_element_before(
        listed, "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
