"""A person's own workbook given back with what is wrong marked in it.

Bad cells get a tint and a comment (never the colour alone); a last sheet lists every problem, most important
first, with a link to its cell. An .xlsx keeps all it held. From .xls, .ods and text files only values, number
formats, merges and hidden lines go into a new .xlsx, marked in the same way.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from childrights.files import writing
from childrights.i18n import N_, Translator, translator
from etl.problems import Problem, more_of, say
from etl.reading import (
    Budget,
    Cell,
    FileLimits,
    Frame,
    a1,
    column_index,
    parse_range,
    read_content,
    read_frame,
    read_relations,
    small_int,
    sniff,
)
from etl.workbooks.annotate_comments import add_comments
from etl.workbooks.annotate_copy import workbook_bytes
from etl.workbooks.annotate_parts import MAIN, REL, SHEET_TYPE, Element, Parts, StyleBook
from etl.workbooks.annotate_rows import change_rows

TINTS = {"error": "F8CBAD", "warning": "FFE699"}
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning")}
ERRORS_SHEET = N_("Errors")
HEADERS = (
    N_("How serious"),
    N_("Sheet"),
    N_("Cell"),
    N_("What stands there"),
    N_("What is wrong"),
    N_("What to do"),
)
_WIDTHS = (13, 22, 10, 24, 70, 60)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MAX_TEXT = 2_000
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def annotate(
    original: Path, problems: Sequence[Problem], out: Path, lang: str = "en", *, file_name: str | None = None
) -> None:
    """Write ``original`` with ``problems`` marked, in the language ``lang``, as the .xlsx ``out``.

    Raises ``Refusal`` for a file that cannot be read. ``CannotWrite`` where ``out`` cannot be; it appears whole or not
    at all.
    """
    _write_whole(out, annotated(original.read_bytes(), problems, lang, file_name=file_name or original.name))


def annotated(content: bytes, problems: Sequence[Problem], lang: str, *, file_name: str) -> bytes:
    """The workbook ``content`` with ``problems`` marked, as .xlsx; see ``annotate``."""
    words = translator(lang)
    parts, titles = _as_parts(content, file_name)
    frame = read_frame(parts.package)
    main = next(t for k, t in read_relations(parts.package, "").values() if k == "officeDocument")
    styles = _style_book(parts, main)
    order = {sheet: number for number, sheet in enumerate(titles)}
    ordered = sorted(problems, key=lambda problem: _importance(problem, order))
    _mark_cells(parts, frame, styles, ordered, titles, words)
    _add_errors_sheet(parts, main, frame, styles, ordered, titles, words)
    return parts.save()


def _as_parts(data: bytes, name: str) -> tuple[Parts, Mapping[str, str]]:
    """The workbook to mark, and the title that each sheet of the original has in it."""
    if data and sniff(io.BytesIO(data), name) == "xlsx":
        parts = Parts(data, Budget(FileLimits(), name))
        frame = read_frame(parts.package)
        relations = read_relations(parts.package, "").values()
        main = next((target for kind, target in relations if kind == "officeDocument"), "")
        # The "strict" kind of .xlsx has other namespaces throughout; it is rebuilt like the other types.
        if main and parts.tree(main).tag == f"{{{MAIN}}}workbook":
            return parts, {entry.name: entry.name for entry in frame.sheets}
    data, titles = workbook_bytes(read_content(data, name))
    return Parts(data, Budget(FileLimits(), name)), titles


def _style_book(parts: Parts, main: str) -> StyleBook:
    relations = read_relations(parts.package, main)
    part = next((target for kind, target in relations.values() if kind == "styles"), "")
    if not part:
        part = parts.free_name("xl/stylesCr{n}.xml")
        parts.relate(main, "styles", part)
        parts.declare(part, f"{SHEET_TYPE}.styles+xml")
    return StyleBook(parts.tree(part, _STYLES))


def _importance(problem: Problem, order: Mapping[str, int]) -> tuple[int, int, int, int, int]:
    """Errors before warnings, the whole file before sheets before cells, then as the eye reads."""
    block = _block(problem)
    sheet = order.get(problem.sheet, -1 if not problem.sheet else len(order))
    return (problem.severity != "error", block is not None, sheet, *(block[:2] if block else (0, 0)))


def _block(problem: Problem) -> tuple[int, int, int, int] | None:
    try:
        return parse_range(problem.cell) if problem.cell else None
    except ValueError:
        return None


def _sentences(problem: Problem, words: Translator) -> tuple[str, str]:
    if problem.message_id and words.lang != "en":
        return say(problem, words._)
    return problem.message, problem.suggestion


def _mark_cells(
    parts: Parts,
    frame: Frame,
    styles: StyleBook,
    problems: Sequence[Problem],
    titles: Mapping[str, str],
    words: Translator,
) -> None:
    """Tint and comment the first cell of every problem that names one."""
    texts: dict[str, dict[Cell, list[str]]] = defaultdict(lambda: defaultdict(list))
    worst: dict[tuple[str, Cell], str] = {}
    for problem in problems:
        block = _block(problem)
        if block is None or problem.sheet not in titles:
            continue
        sheet, cell = titles[problem.sheet], (block[0], block[1])
        message, suggestion = _sentences(problem, words)
        line = f"{words._(SEVERITIES[problem.severity])}: {_clean(message)}"
        texts[sheet][cell].append(f"{line}\n{_clean(suggestion)}".rstrip())
        worst.setdefault((sheet, cell), problem.severity)
    for entry in frame.sheets:
        if entry.part and entry.name in texts:
            marks = texts[entry.name]
            colours = {cell: TINTS[worst[entry.name, cell]] for cell in marks}
            tint = partial(_tint, colours=colours, styles=styles)
            root = change_rows(parts, entry.part, {row for row, _ in marks}, tint)
            comments = {cell: "\n\n".join(lines)[:_MAX_TEXT] for cell, lines in marks.items()}
            add_comments(parts, entry.part, root, comments)


def _tint(sheet: Element, colours: Mapping[Cell, str], styles: StyleBook) -> None:
    """Give cells the tinted twin of their style; cells and rows that are not there yet are made in order."""
    wanted: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, col), colour in colours.items():
        wanted[row][col] = colour
    data = sheet.find(f"{{{MAIN}}}sheetData")
    if data is None:
        return
    number = 0
    for row in list(data):
        number = small_int(row.get("r", ""), number + 1)
        if number - 1 in wanted:
            _tint_row(row, number - 1, wanted.pop(number - 1), styles)
    for missing, cells in sorted(wanted.items()):
        row = etree.Element(f"{{{MAIN}}}row", r=str(missing + 1))
        later = (at for at, other in enumerate(data) if small_int(other.get("r", "")) > missing + 1)
        data.insert(next(later, len(data)), row)
        _tint_row(row, missing, cells, styles)


def _tint_row(row: Element, number: int, colours: dict[int, str], styles: StyleBook) -> None:
    row.attrib.pop("spans", None)  # an optimisation that a new cell could make untrue
    col = -1
    found: dict[int, Element] = {}
    for cell in row:
        letters = (cell.get("r") or "").rstrip("0123456789")
        col = column_index(letters) if letters else col + 1
        found[col] = cell
    for col, colour in sorted(colours.items()):
        if col not in found:
            cell = etree.Element(f"{{{MAIN}}}c", r=a1(number, col), s=row.get("s", "0"))
            at = sum(1 for other in found if other < col)
            row.insert(at, cell)
            found[col] = cell
        style = small_int(found[col].get("s", "0"))
        found[col].set("s", str(styles.tinted(style, colour)))


def _add_errors_sheet(
    parts: Parts,
    main: str,
    frame: Frame,
    styles: StyleBook,
    problems: Sequence[Problem],
    titles: Mapping[str, str],
    words: Translator,
) -> None:
    """Append the list of problems as a last sheet with links to their cells."""
    part = parts.free_name("xl/worksheets/sheetCr{n}.xml")
    parts.put(part, _errors_xml(problems, titles, styles, words))
    parts.declare(part, f"{SHEET_TYPE}.worksheet+xml")
    relation = parts.relate(main, "worksheet", part)
    sheets = parts.tree(main).find(f"{{{MAIN}}}sheets")
    taken = {entry.name.lower() for entry in frame.sheets}
    title = wanted = words._(ERRORS_SHEET)
    number = 1
    while title.lower() in taken:
        number += 1
        title = f"{wanted} {number}"
    identity = max((small_int(sheet.get("sheetId", "")) for sheet in sheets), default=0) + 1
    attributes = {"name": title, "sheetId": str(identity), f"{{{REL}}}id": relation}
    etree.SubElement(sheets, f"{{{MAIN}}}sheet", attributes, nsmap={"r": REL})


def _errors_xml(problems: Sequence[Problem], titles: Mapping[str, str], styles: StyleBook, words: Translator) -> bytes:
    plain = styles.add(quoted=True)
    head = styles.add('<b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/>', "1F4E79")
    title = styles.add('<b/><sz val="14"/><name val="Calibri"/>', wrapped=False)
    link = styles.add('<u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/>')
    tints = {severity: styles.tinted(plain, colour) for severity, colour in TINTS.items()}
    root = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN})
    _sub(_sub(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    views = _sub(_sub(root, "sheetViews"), "sheetView", workbookViewId="0")
    _sub(views, "pane", ySplit="3", topLeftCell="A4", activePane="bottomLeft", state="frozen")
    cols = _sub(root, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        _sub(cols, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = _sub(root, "sheetData")
    errors = sum(1 + more_of(problem) for problem in problems if problem.severity == "error")
    warnings = sum(1 + more_of(problem) for problem in problems) - errors
    summary = words._(N_("{errors} errors and {warnings} warnings")).format(errors=errors, warnings=warnings)
    _add_row(data, 1, [(summary, title)])
    _add_row(data, 3, [(words._(header), head) for header in HEADERS])
    links = etree.Element(f"{{{MAIN}}}hyperlinks")
    for number, problem in enumerate(problems, 4):
        message, suggestion = _sentences(problem, words)
        sheet = titles.get(problem.sheet, "")
        block = _block(problem)
        severity = (words._(SEVERITIES[problem.severity]), tints[problem.severity])
        texts = [problem.sheet, problem.cell, problem.value, message, suggestion]
        row = [severity, *((text, plain) for text in texts)]
        if sheet:
            row[2] = (problem.cell or "A1", link)
            target = a1(block[0], block[1]) if block else "A1"
            location = "'" + sheet.replace("'", "''") + "'!" + target
            _sub(links, "hyperlink", ref=f"C{number}", location=location, display=problem.cell or "A1")
        _add_row(data, number, row)
    if problems:
        _sub(root, "autoFilter", ref=f"A3:F{len(problems) + 3}")
    if len(links):
        root.append(links)
    _sub(root, "pageSetup", orientation="landscape", fitToHeight="0")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _add_row(data: Element, number: int, cells: Sequence[tuple[str, int]]) -> None:
    """A row of text cells. Inline strings are text whatever they start with, so ``=…`` never becomes a formula."""
    row = _sub(data, "row", r=str(number))
    for col, (text, style) in enumerate(cells):
        cell = _sub(row, "c", r=a1(number - 1, col), s=str(style), t="inlineStr")
        piece = _sub(_sub(cell, "is"), "t")
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        piece.text = _clean(text)


def _sub(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{MAIN}}}{tag}", attributes)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)[:_MAX_TEXT]


def _write_whole(out: Path, content: bytes) -> None:
    with writing(out):
        handle, temporary = tempfile.mkstemp(dir=out.parent, suffix=".tmp")
        try:
            with open(handle, "wb") as stream:
                stream.write(content)
            os.replace(temporary, out)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
