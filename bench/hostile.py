# ruff: noqa: E501 - what the files hold reads better as it stands in them
"""Files made to hurt whoever reads them, drawn from a seed: more than forty kinds, small on the disk, large in effect.

``HOSTILE`` maps the name of a kind to what makes it; ``size`` 1 is the full effect, a small part of it is for tests.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import FunctionType

from bench.hostile_parts import (
    CELLS,
    MAIN,
    PACKAGE,
    REL,
    HostileFile,
    frame,
    ods_cell,
    ods_table,
    sheet,
    workbook,
    xlsx,
    zipped,
)

SEED = 20_261_130

# Defined names, strings, styles, comments, links


def chained_names(size: float, rng: random.Random) -> HostileFile:
    """Names that are made of names, each twice: 61 KB of it once ran for 480 s."""
    count = int(3000 * size) + 2
    made = "".join(f'<definedName name="n{n}">n{n + 1}+n{n + 1}</definedName>' for n in range(count))
    return xlsx(workbook(names=f"<definedNames>{made}</definedNames>"))


def many_names(size: float, rng: random.Random) -> HostileFile:
    made = "".join(f'<definedName name="n{n}">S1!$A${n % 9 + 1}</definedName>' for n in range(int(400_000 * size)))
    return xlsx(workbook(names=f"<definedNames>{made}</definedNames>"))


def long_names(size: float, rng: random.Random) -> HostileFile:
    words = " ".join(rng.choice(("Sok", "Dara", "aged", "12", "village")) for _ in range(int(3_000_000 * size)))
    return xlsx(workbook(names=f'<definedNames><definedName name="x">"{words}"</definedName></definedNames>'))


def many_strings(size: float, rng: random.Random) -> HostileFile:
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(int(4_000_000 * size)))
    return xlsx(workbook(strings=f"<sst {MAIN}>{texts}</sst>"))


def huge_string(size: float, rng: random.Random) -> HostileFile:
    text = "".join(rng.choices("abc 1,.(", k=1000)) * int(90_000 * size)
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + CELLS.replace('r="1"', 'r="3"', 1).replace(
        "A1", "A3"
    ).replace("B1", "B3")
    return xlsx(workbook(cells, strings=f"<sst {MAIN}><si><t>{text}</t></si></sst>"))


def many_runs(size: float, rng: random.Random) -> HostileFile:
    """One text in millions of pieces, each with a look of its own."""
    runs = '<r><rPr><strike/><vertAlign val="superscript"/></rPr><t>1</t></r>' * int(1_500_000 * size)
    return xlsx(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=f"<sst {MAIN}><si>{runs}</si></sst>"))


def many_styles(size: float, rng: random.Random) -> HostileFile:
    count = int(1_000_000 * size)
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="0.{"0" * (n % 9)}%"/>' for n in range(count // 4))
    xfs = "".join(
        f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for n in range(count)
    )
    return xlsx(
        workbook(styles=f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>")
    )


def odd_formats(size: float, rng: random.Random) -> HostileFile:
    """Number formats that a pattern with two ways through would never get out of."""
    codes = [
        "[" * 200_000,
        '"' * 200_001,
        "\\" * 200_000,
        "[>1]" * 50_000,
        ";" * 200_000,
        "_(" * 100_000,
        "0," * 100_000,
        "[$-" * 60_000,
    ]
    made = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;").replace(">", "&gt;")[: int(len(code) * size) + 1]}"/>'
        for n, code in enumerate(codes)
    )
    xfs = "".join(f'<xf numFmtId="{164 + n}" applyNumberFormat="1"/>' for n in range(len(codes)))
    cells = CELLS.replace('<c r="B2">', '<c r="B2" s="3">')
    return xlsx(
        workbook(cells, styles=f"<styleSheet {MAIN}><numFmts>{made}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>")
    )


def many_comments(size: float, rng: random.Random) -> HostileFile:
    notes = "".join(
        f'<comment ref="A{n + 1}" authorId="0"><text><t>Sok Dara, aged {n % 18}</t></text></comment>'
        for n in range(int(600_000 * size))
    )
    part = f"<comments {MAIN}><authors><author>A</author></authors><commentList>{notes}</commentList></comments>"
    return xlsx(_with_relation(part, "comments"))


def _with_relation(part: str, kind: str, more: str = "") -> bytes:
    return zipped(
        frame()
        | {
            "xl/worksheets/sheet1.xml": sheet(CELLS),
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/{kind}" '
            f'Target="../other1.xml"/>{more}</Relationships>',
            "xl/other1.xml": part,
        }
    )


def cyclic_relations(size: float, rng: random.Random) -> HostileFile:
    """Parts that name each other in a ring, and themselves."""
    relation = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/drawing" Target="../drawings/d2.xml"/><Relationship Id="rId2" Type="{REL}/drawing" Target="d1.xml"/><Relationship Id="rId3" Type="{REL}/worksheet" Target="../worksheets/sheet1.xml"/></Relationships>'
    parts = {f"xl/drawings/d{n}.xml": "<d/>" for n in (1, 2)} | {
        f"xl/drawings/_rels/d{n}.xml.rels": relation for n in (1, 2)
    }
    back = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/drawing" Target="../drawings/d1.xml"/><Relationship Id="rId2" Type="{REL}/officeDocument" Target="../workbook.xml"/></Relationships>'
    return xlsx(
        zipped(
            frame() | {"xl/worksheets/sheet1.xml": sheet(CELLS), "xl/worksheets/_rels/sheet1.xml.rels": back} | parts
        )
    )


def many_relations(size: float, rng: random.Random) -> HostileFile:
    more = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/hyperlink" Target="http://x/{n}" TargetMode="External"/>'
        for n in range(int(600_000 * size))
    )
    return xlsx(_with_relation("<d/>", "drawing", more))


def deep_drawing(size: float, rng: random.Random) -> HostileFile:
    depth = int(2_000_000 * size)
    return xlsx(_with_relation("<a>" * depth + "</a>" * depth, "drawing"))


def pivot_words(size: float, rng: random.Random) -> HostileFile:
    items = "".join(f'<s v="Sok {n}"/>' for n in range(int(2_000_000 * size)))
    return xlsx(
        _with_relation(
            f"<pivotCacheDefinition {MAIN}><cacheFields><cacheField name='x'><sharedItems>{items}</sharedItems></cacheField></cacheFields></pivotCacheDefinition>",
            "pivotCacheDefinition",
        )
    )


# XML itself


def billion_laughs(size: float, rng: random.Random) -> HostileFile:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return xlsx(
        zipped(
            frame()
            | {
                "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData></worksheet>'
            }
        )
    )


def outside_entity(size: float, rng: random.Random) -> HostileFile:
    return xlsx(
        zipped(
            frame()
            | {
                "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
            }
        )
    )


def entities_of_open_document(size: float, rng: random.Random) -> HostileFile:
    made = ods_table(ods_cell("x"))
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    entities = '<!ENTITY a "' + "ha" * 50_000 + '">'
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(b"?>", f"?><!DOCTYPE x [{entities}]>".encode(), 1)
        .replace(b"<text:p>x", b"<text:p>" + b"&a;" * 10_000)
    )
    return HostileFile(made.name, zipped(parts))


def deep_cells(size: float, rng: random.Random) -> HostileFile:
    depth = int(3_000_000 * size)
    return xlsx(workbook("<row>" * depth + "</row>" * depth))


def many_attributes(size: float, rng: random.Random) -> HostileFile:
    attributes = " ".join(f'a{n}="1"' for n in range(int(300_000 * size)))
    return xlsx(workbook(f'<row r="1"><c r="A1" {attributes}><v>1</v></c></row>'))


def odd_encoding(size: float, rng: random.Random) -> HostileFile:
    text = sheet(CELLS).replace('version="1.0"', 'version="1.0" encoding="utf-32"')
    return xlsx(zipped(frame() | {"xl/worksheets/sheet1.xml": text.encode("utf-32")}))


# Sheets


def far_cell(size: float, rng: random.Random) -> HostileFile:
    return xlsx(workbook(CELLS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def sparse_sheets(size: float, rng: random.Random) -> HostileFile:
    """A cell in each corner of two hundred sheets: gigabytes of nothing."""
    count = int(200 * size) + 1
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="60000"><c r="J60000"><v>1</v></c></row>'
    return xlsx(
        zipped(frame(sheets=count) | {f"xl/worksheets/sheet{n}.xml": sheet(corner) for n in range(1, count + 1)})
    )


def many_sheets(size: float, rng: random.Random) -> HostileFile:
    count = int(9_000 * size) + 300
    return xlsx(
        zipped(frame(sheets=count) | {f"xl/worksheets/sheet{n}.xml": sheet(CELLS) for n in range(1, count + 1)}, 1)
    )


def wide_rows(size: float, rng: random.Random) -> HostileFile:
    names = [chr(65 + n // 26 - 1) + chr(65 + n % 26) if n > 25 else chr(65 + n) for n in range(600)]
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{name}{r}"><v>1</v></c>' for name in names) + "</row>"
        for r in range(1, int(9_000 * size) + 2)
    )
    return xlsx(workbook(rows))


def many_rows(size: float, rng: random.Random) -> HostileFile:
    """A million honest rows."""
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>Kampot</t></is></c><c r="B{r}"><v>{r % 97}.5</v></c><c r="C{r}"><v>{2000 + r % 20}</v></c></row>'
        for r in range(1, int(1_000_000 * size) + 2)
    )
    return xlsx(workbook(rows))


def tables_everywhere(size: float, rng: random.Random) -> HostileFile:
    """Thousands of small tables side by side and below each other."""
    lines = []
    for r in range(1, int(12_000 * size) + 8):
        cells = "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{("Province", "Kampot", "Kep", "")[r % 4]}</t></is></c>'
            if c % 3 == 0
            else f'<c r="{chr(65 + c)}{r}"><v>{(2014, 30.5, 29.5, 0)[r % 4]}</v></c>'
            for c in range(24)
            if c % 3 != 2 and r % 4 != 3
        )
        lines.append(f'<row r="{r}">{cells}</row>')
    return xlsx(workbook("".join(lines)))


def many_merged(size: float, rng: random.Random) -> HostileFile:
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, int(700_000 * size) + 2))
    return xlsx(workbook(after=f"<mergeCells>{merged}</mergeCells>"))


def overlapping_merged(size: float, rng: random.Random) -> HostileFile:
    merged = "".join(f'<mergeCell ref="A1:{chr(65 + n % 20)}{n + 2}"/>' for n in range(int(20_000 * size) + 2))
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 5_000))
    return xlsx(workbook(rows, after=f"<mergeCells>{merged}</mergeCells>"))


def many_validations(size: float, rng: random.Random) -> HostileFile:
    lists = "".join(
        f'<dataValidation type="list" sqref="A{n}"><formula1>"a{n},b{n}"</formula1></dataValidation>'
        for n in range(1, int(400_000 * size) + 2)
    )
    return xlsx(workbook(after=f"<dataValidations>{lists}</dataValidations>"))


def hidden_columns(size: float, rng: random.Random) -> HostileFile:
    cols = '<col min="1" max="16384" hidden="1"/>' * int(200_000 * size)
    return xlsx(workbook(before=f"<cols>{cols}</cols>"))


def conditional_formats(size: float, rng: random.Random) -> HostileFile:
    made = "".join(
        f'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="{n}"><formula>A1&gt;{n}</formula></cfRule></conditionalFormatting>'
        for n in range(int(200_000 * size))
    )
    return xlsx(workbook(after=made))


def many_errors(size: float, rng: random.Random) -> HostileFile:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="e"><v>#REF!</v></c><c r="B{r}"><f>A{r}+1</f></c></row>'
        for r in range(1, int(400_000 * size) + 2)
    )
    return xlsx(workbook(rows))


def duplicate_cells(size: float, rng: random.Random) -> HostileFile:
    return xlsx(workbook('<row r="1">' + '<c r="A1"><v>1</v></c>' * int(3_000_000 * size) + "</row>"))


def many_labels(size: float, rng: random.Random) -> HostileFile:
    """A hundred thousand different labels, each nearly the name of an indicator."""
    words = ("stunting", "rate", "children", "of", "mortality", "school", "girls", "water", "under", "per")
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>{" ".join(rng.choices(words, k=7))} {r:x}</t></is></c><c r="B{r}"><v>{r % 90}.5</v></c></row>'
        for r in range(2, int(100_000 * size) + 3)
    )
    return xlsx(
        workbook(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>Indicator</t></is></c><c r="B1" t="inlineStr"><is><t>Kampot 2014</t></is></c></row>'
            + rows
        )
    )


def long_cells(size: float, rng: random.Random) -> HostileFile:
    """Texts of thirty thousand signs in which every pattern may begin anew."""
    texts = [
        (bit * 32_000)[: int(32_000 * size) + 10]
        for bit in (
            "1 ",
            "1,",
            "(",
            "a ",
            "2014-",
            "aged 1 ",
            "per 1 ",
            "ក ",
            "១",
            "0.",
            "in 20",
            "n=",
            "- ",
            "/",
            "Sok ",
        )
    ]
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c><c r="B{r}"><v>3{r % 9}.5</v></c></row>'
        for r, text in enumerate(texts * 4, 2)
    )
    return xlsx(
        workbook(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>Province</t></is></c><c r="B1" t="inlineStr"><is><t>Stunting 2014</t></is></c></row>'
            + rows
        )
    )


# Archives


def zip_bomb(size: float, rng: random.Random) -> HostileFile:
    return xlsx(zipped(frame() | {"xl/worksheets/sheet1.xml": b" " * int(900_000_000 * size)}))


def small_bombs(size: float, rng: random.Random) -> HostileFile:
    return xlsx(zipped(frame() | {f"xl/media/{n}.xml": b" " * 1_000_000 for n in range(int(600 * size) + 40)}))


def lying_size(size: float, rng: random.Random) -> HostileFile:
    """A part that says it is small."""
    made = bytearray(zipped({"xl/worksheets/sheet1.xml": b" " * int(300_000_000 * size)} | frame()))
    at = made.find(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", 100)
    made[22:26] = struct.pack("<I", 100)
    return xlsx(bytes(made))


def many_parts(size: float, rng: random.Random) -> HostileFile:
    return xlsx(zipped(frame() | {f"xl/p{n}.xml": b"" for n in range(int(60_000 * size))}, 0))


def tricky_paths(size: float, rng: random.Random) -> HostileFile:
    names = (
        "../../etc/cron.d/x",
        "/etc/passwd",
        "C:\\windows\\x",
        "xl\\worksheets\\sheet1.xml",
        "xl/../xl/workbook.xml",
        "a" * 60_000,
        "\u202egnp.xml",
        "con.xml",
        "x\x01y",
    )
    return xlsx(zipped(frame() | {"xl/worksheets/sheet1.xml": sheet(CELLS)} | dict.fromkeys(names, b"x")))


def same_part_twice(size: float, rng: random.Random) -> HostileFile:
    made = bytearray(
        zipped(frame() | {"xl/worksheets/sheet1.xml": sheet(CELLS), "xl/worksheets/sheet2.xml": sheet(CELLS)})
    )
    return xlsx(bytes(made).replace(b"sheet2.xml", b"sheet1.xml"))


def cut_off(size: float, rng: random.Random) -> HostileFile:
    made = workbook()
    return xlsx(made[: rng.randrange(100, len(made) - 30)])


def polyglot(size: float, rng: random.Random) -> HostileFile:
    return xlsx(b"MZ" + b"\x00" * 1000 + workbook())


# Open document, text, old Excel


def empty_repeats(size: float, rng: random.Random) -> HostileFile:
    """An empty repeat of eleven million cells once took 2 GB."""
    return ods_table(
        f'<table:table-row table:number-rows-repeated="{int(11_000 * size) + 1}"><table:table-cell table:number-columns-repeated="1000"/>{ods_cell("x")}</table:table-row>'
    )


def filled_repeats(size: float, rng: random.Random) -> HostileFile:
    more = 'table:number-columns-repeated="1000"'
    return ods_table(
        f'<table:table-row table:number-rows-repeated="{int(1_000_000 * size) + 2000}">{ods_cell("x", more)}</table:table-row>'
    )


def many_repeated_rows(size: float, rng: random.Random) -> HostileFile:
    row = f'<table:table-row table:number-rows-repeated="500"><table:table-cell table:number-columns-repeated="200"/>{ods_cell("1")}</table:table-row>'
    return ods_table(row * int(110 * size + 1))


def endless_spans(size: float, rng: random.Random) -> HostileFile:
    more = 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    return ods_table(f"<table:table-row>{ods_cell('x', more)}</table:table-row>" * int(50_000 * size + 1))


def deep_open_document(size: float, rng: random.Random) -> HostileFile:
    depth = int(2_000_000 * size)
    return ods_table(
        f"<table:table-row>{ods_cell('<text:span>' * depth + 'x' + '</text:span>' * depth)}</table:table-row>"
    )


def many_spaces(size: float, rng: random.Random) -> HostileFile:
    """Two hundred bytes that ask for a text of billions of spaces."""
    return ods_table(
        f"<table:table-row>{ods_cell(chr(60) + 'text:s text:c=' + chr(34) + '2000000000' + chr(34) + '/>')}</table:table-row>"
    )


def one_line(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b"Province,Stunting 2014\nKampot," + b"1" * int(60_000_000 * size))


def many_fields(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b"Province,2014\nKampot," + b"1," * int(30_000_000 * size))


def open_quote(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b'Province,2014\n"Kampot,' + b"30.5\nKep,1\n" * int(4_000_000 * size))


def many_quotes(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b"Province;2014\n" + b'"' * int(40_000_000 * size))


def endless_lines(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b"Province,2014\n" + b"\n" * int(50_000_000 * size) + b"Kampot,30.5\n")


def zero_bytes(size: float, rng: random.Random) -> HostileFile:
    return HostileFile("figures.csv", b"\x00" * int(60_000_000 * size) + b"1")


def mixed_separators(size: float, rng: random.Random) -> HostileFile:
    return HostileFile(
        "figures.csv", b"\n".join(bytes(rng.choices(b",;\t|: 'ab1", k=40)) for _ in range(int(300_000 * size) + 20))
    )


def old_excel_ring(size: float, rng: random.Random) -> HostileFile:
    """A compound file whose chains of sectors bite their own tails."""
    head = bytearray(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 10
    )
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 2, 1, 2, 1, 0)
    head += struct.pack("<I", 0) * ((512 - len(head)) // 4)
    ring = struct.pack("<128I", *([0xFFFFFFFD, 1, 2] + [3] * 125))
    entry = (
        "Workbook".encode("utf-16-le").ljust(64, b"\x00")
        + struct.pack("<HBB", 18, 2, 1)
        + b"\xff" * 12
        + b"\x00" * 36
        + struct.pack("<II", 3, 2**31 - 1)
        + b"\x00" * 4
    )
    return HostileFile("figures.xls", bytes(head[:512]) + ring + entry.ljust(512, b"\x00") * 3)


def old_excel_noise(size: float, rng: random.Random) -> HostileFile:
    body = b"".join(
        struct.pack(
            "<HH", rng.choice((0x0809, 0x0085, 0x00FC, 0x00BD, 0x0203, 0x0208, 0x003C)), n := rng.randrange(200)
        )
        + rng.randbytes(n)
        for _ in range(int(100_000 * size) + 10)
    )
    return HostileFile("figures.xls", b"\x09\x08\x10\x00\x00\x06\x10\x00" + b"\x00" * 12 + body)


def noise(size: float, rng: random.Random) -> HostileFile:
    return HostileFile(
        "figures.xlsx", b"PK\x03\x04" + zlib.compress(rng.randbytes(1000)) + rng.randbytes(int(20_000_000 * size))
    )


Maker = Callable[[float, random.Random], HostileFile]
HOSTILE: Mapping[str, Maker] = {
    name: made
    for name, made in list(globals().items())
    if isinstance(made, FunctionType) and made.__module__ == __name__ and not name.startswith("_")
}
"""Every kind by its name."""


def hostile_file(kind: str, size: float = 1.0, seed: int = SEED) -> HostileFile:
    """The file of one kind; the same seed gives the same bytes."""
    return HOSTILE[kind](size, random.Random(f"{seed} {kind}"))
