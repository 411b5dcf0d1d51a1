"""Where a package holds words: a sound table of figures, and one text or one list of children planted beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.persons.books import CHART, DRAW, HEAD, MAIN, ODS, XDR, Book, Row, as_xlsx, book, escape, written
from bench.persons.people import Child, khmer_digits, some
from bench.persons.texts import Told, told_of

# -- a text in a place -----------------------------------------------------------------------------------------------


def drawing(inner: str) -> str:
    """A drawing part."""
    return f'{HEAD}<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{DRAW}">{inner}</xdr:wsDr>'


def runs(text: str) -> str:
    """A paragraph whose words lie in two runs, as an edited text box has them."""
    half = len(text) // 2
    return f"<a:p><a:r><a:t>{escape(text[:half])}</a:t></a:r><a:r><a:t>{escape(text[half:])}</a:t></a:r></a:p>"


def properties(**told: str) -> str:
    """The core properties."""
    inner = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in told.items())
    return f'{HEAD}<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'


def _remark(made: Book, text: str) -> None:
    rows = made.sheets["Data"]
    rows[1].append("Remarks")
    rows[-1].append(text)


def _above(made: Book, text: str) -> None:
    made.sheets["Data"].insert(1, [text])


def _below(made: Book, text: str) -> None:
    made.sheets["Data"] += [[], [text]]


def _beside(made: Book, text: str) -> None:
    made.sheets["Data"][2] += ["", "", text]


def _unheaded(made: Book, text: str) -> None:
    made.sheets["Data"][3].append(text)


def _hidden(made: Book, text: str) -> None:
    made.sheets["Notes"] = [["Notes of the team"], [text]]
    made.states["Notes"] = "hidden"


def _very_hidden(made: Book, text: str) -> None:
    made.sheets["Sheet9"] = [[""], ["", "", text]]
    made.states["Sheet9"] = "veryHidden"


def _comment(made: Book, text: str) -> None:
    made.extra["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>Officer</author></authors><commentList><comment'
        f' ref="B4" authorId="0">'
        f"<text><r><t>Officer:&#10;</t></r><r><t>{escape(text)}</t></r></text></comment></commentList></comments>"
    )
    made.relations.append(("comments", "../comments1.xml"))


def _thread(made: Book, text: str) -> None:
    made.extra["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="B4" personId="x" id="y"><text>{escape(text)}</text></threadedComment>'
        f"</ThreadedComments>"
    )
    made.relations.append(("threadedComment", "../threadedComments/threadedComment1.xml"))


def _text_box(made: Book, text: str) -> None:
    made.extra["xl/drawings/drawing1.xml"] = drawing(f"<xdr:sp><xdr:txBody>{runs(text)}</xdr:txBody></xdr:sp>")
    made.relations.append(("drawing", "../drawings/drawing1.xml"))


def _picture(made: Book, text: str) -> None:
    made.extra["xl/drawings/drawing1.xml"] = drawing(
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1" descr="{escape(text)}"/></xdr:nvPicPr></xdr:pic>'
    )


def _old_drawing(made: Book, text: str) -> None:
    made.extra["xl/drawings/vmlDrawing1.vml"] = (
        f'<xml xmlns:v="urn:v"><v:shape alt="{escape(text)}"><v:textbox><div>x<br>y</div></v:textbox></v:shape></xml>'
    )


def _organigram(made: Book, text: str) -> None:
    made.extra["xl/diagrams/data1.xml"] = (
        f'<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="{DRAW}">{runs(text)}</dgm:dataModel>'
    )


def _header(made: Book, text: str) -> None:
    made.after = (
        f"<headerFooter>"
        f'<oddHeader>&amp;L&amp;"Arial,Bold"&amp;9{escape(text.replace("&", "&&"))}</oddHeader></headerFooter>'
    )


def _footer(made: Book, text: str) -> None:
    made.after = (
        f"<headerFooter>"
        f"<firstFooter>&amp;C{escape(text.replace('&', '&&'))}&amp;RPage &amp;P</firstFooter></headerFooter>"
    )


def _title(made: Book, text: str) -> None:
    made.extra["docProps/core.xml"] = properties(title=text)


def _keywords(made: Book, text: str) -> None:
    made.extra["docProps/core.xml"] = properties(creator="Office", subject="Report", description=text)


def _application(made: Book, text: str) -> None:
    made.extra["docProps/app.xml"] = (
        f"<Properties><HyperlinkBase>{escape(text)}</HyperlinkBase><Company>NGO</Company></Properties>"
    )


def _custom(made: Book, text: str) -> None:
    made.extra["docProps/custom.xml"] = (
        f"<Properties><property pid='2' name='Info'><vt:lpwstr"
        f" xmlns:vt='urn:v'>{escape(text)}</vt:lpwstr></property></Properties>"
    )


def _pivot(made: Book, text: str) -> None:
    made.extra["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields><cacheField name="Remark"><sharedItems>'
        f'<s v="{escape(text)}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    )


def _chart(made: Book, text: str) -> None:
    made.extra["xl/charts/chart1.xml"] = (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAW}"><c:chart><c:title><c:tx>'
        f"<c:rich>{runs(text)}</c:rich></c:tx></c:title>"
        "</c:chart></c:chartSpace>"
    )


def _linked(made: Book, text: str) -> None:
    made.extra["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData sheetId="0"><row'
        f' r="1"><cell r="A1" t="str">'
        f"<v>{escape(text)}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"
    )


def _defined(made: Book, text: str) -> None:
    made.names = f'<definedNames><definedName name="Remark">"{escape(text)}"</definedName></definedNames>'


def _prompt(made: Book, text: str) -> None:
    made.after = (
        f'<dataValidations count="1">'
        f'<dataValidation type="whole" sqref="D1" prompt="{escape(text)}"/></dataValidations>'
    )


def _unused(made: Book, text: str) -> None:
    made.shared = f"<si><t>{escape(text)}</t></si>"


def _data(made: Book, text: str) -> None:
    made.extra["customXml/item1.xml"] = f"<root><entry><info>{escape(text)}</info></entry></root>"


def _revision(made: Book, text: str) -> None:
    made.extra["xl/revisions/revisionLog1.xml"] = (
        f"<revisions><rcc rId='1'><oc r='A1' t='inlineStr'><is><t>{escape(text)}</t></is></oc></rcc></revisions>"
    )


def _scenario(made: Book, text: str) -> None:
    made.after = f'<scenarios><scenario name="old" comment="{escape(text)}"/></scenarios>'


def _query(made: Book, text: str) -> None:
    made.extra["xl/connections.xml"] = (
        f'<connections xmlns="{MAIN}"><connection id="1" description="{escape(text)}"/></connections>'
    )


def _inner_book(made: Book, text: str) -> None:
    made.extra["xl/embeddings/Microsoft_Excel_Sheet1.xlsx"] = as_xlsx(Book("x", {"S": [["Plan", "Note"], ["A", text]]}))


def _inner_letter(made: Book, text: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document xmlns:w='urn:w'><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:document>",
        )
    made.extra["xl/embeddings/Microsoft_Word_Document1.docx"] = stream.getvalue()


def _macro(made: Book, text: str) -> None:
    made.extra["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + text.encode("utf-16-le")


def _ods_cell(made: Book, text: str) -> None:
    made.kind = "ods"
    _below(made, text)


def _ods_box(made: Book, text: str) -> None:
    made.kind = "ods"
    made.after = f"<draw:frame><draw:text-box><text:p>{escape(text)}</text:p></draw:text-box></draw:frame>"


def _ods_note(made: Book, text: str) -> None:
    made.kind = "ods"
    made.after = (
        f"<office:annotation><dc:creator>Officer</dc:creator><text:p>{escape(text)}</text:p></office:annotation>"
    )


def _ods_title(made: Book, text: str) -> None:
    made.kind = "ods"
    made.extra["meta.xml"] = (
        f"<office:document-meta {ODS}><office:meta><dc:description>{escape(text)}</dc:description>"
        f"</office:meta></office:document-meta>"
    )


def _ods_header(made: Book, text: str) -> None:
    made.kind = "ods"
    made.extra["styles.xml"] = (
        f"<office:document-styles {ODS}><office:master-styles><style:master-page><style:header>"
        f"<text:p>{escape(text)}</text:p>"
        "</style:header></style:master-page></office:master-styles></office:document-styles>"
    )


def _ods_hidden(made: Book, text: str) -> None:
    made.kind = "ods"
    _hidden(made, text)


def _csv_line(made: Book, text: str) -> None:
    made.kind = "csv"
    _above(made, text)


def _csv_remark(made: Book, text: str) -> None:
    made.kind = "csv"
    _remark(made, text)


def _xls_cell(made: Book, text: str) -> None:
    made.kind = "xls"
    _below(made, text)


def _xls_remark(made: Book, text: str) -> None:
    made.kind = "xls"
    _remark(made, text)


TEXT_PLACES: dict[str, Callable[[Book, str], None]] = {
    name.removeprefix("_"): place
    for name, place in list(globals().items())
    if name.startswith("_") and callable(place) and not name.startswith("__") and name not in ("_macro",)
}
"""Places that hold a sentence."""


# -- lists of children -----------------------------------------------------------------------------------------------


def _rows_of(rng: Random, people: Sequence[Child], khmer: bool) -> list[Row]:
    """A list of children with headers, as caseworkers keep it."""
    names = [one.name_km if khmer else one.name for one in people]
    ages: list[object] = [one.age for one in people]
    sexes = [("ស្រី" if one.girl else "ប្រុស") if khmer else one.sex for one in people]
    columns: dict[str, list[object]] = {
        rng.choice(
            ("ឈ្មោះ", "នាមនិងគោត្តនាម", "ឈ្មោះកុមារ") if khmer else ("Name", "Child", "Pupil's full name", "Beneficiary")
        ): [*names],
        rng.choice(("អាយុ",) if khmer else ("Age", "Age (years)")): ages,
        rng.choice(("ភេទ",) if khmer else ("Sex", "M/F", "Gender")): [*sexes],
    }
    more: dict[str, list[object]] = {
        "ភូមិ" if khmer else "Village": [one.village_km if khmer else one.village for one in people],
        "ទូរស័ព្ទ" if khmer else "Tel.": [one.phone for one in people],
        "ថ្ងៃកំណើត" if khmer else "Birthday": [one.born for one in people],
    }
    for head in rng.sample(sorted(more), rng.randint(0, 2)):
        columns[head] = more[head]
    return [[*columns], *([column[n] for column in columns.values()] for n in range(len(people)))]


def _list_sheet(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.sheets[rng.choice(("List", "Sheet2", "Annex"))] = _rows_of(rng, people, khmer)


def _list_hidden(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.sheets["Source"] = _rows_of(rng, people, khmer)
    made.states["Source"] = "veryHidden"


def _list_below(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.sheets["Data"] += [[], [], *_rows_of(rng, people, khmer)]


def _list_bare(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.sheets["Sheet3"] = [[one.name_km if khmer else one.name, one.sex, one.age] for one in people]


def _list_names(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    head = "បញ្ជីកុមារដែលបានជួយ" if khmer else "Children helped this month"
    rows: list[Row] = [[one.name_km if khmer else one.name] for one in people]
    made.sheets["Sheet3"] = [[head], *rows]


def _list_numbered(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    lines: list[Row] = [
        [f"{khmer_digits(n)}. {one.name_km} ({khmer_digits(one.age)} ឆ្នាំ)" if khmer else f"{n}. {one.name} ({one.age})"]
        for n, one in enumerate(people, 1)
    ]
    made.sheets["Sheet3"] = lines


def _list_places(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    head: Row = ["កុមារ", "ទីតាំងផ្ទះ"] if khmer else ["Child", "Home location"]
    rows: list[Row] = [[one.name_km if khmer else one.initials, one.place] for one in people]
    made.sheets["GPS"] = [head, *rows]


def _form(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    one = people[0]
    made.sheets["Form"] = (
        [
            ["ទម្រង់ចុះឈ្មោះ"],
            ["ឈ្មោះ", one.name_km],
            ["អាយុ", khmer_digits(one.age)],
            ["ភេទ", "ស្រី" if one.girl else "ប្រុស"],
            ["ភូមិ", one.village_km],
        ]
        if khmer
        else [["Intake form"], ["Name", one.name], ["Age", one.age], ["Sex", one.sex], ["Village", one.village]]
    )


def _list_choices(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    items = ",".join(one.name_km if khmer else one.name for one in people)
    made.after = (
        '<dataValidations count="1"><dataValidation type="list" sqref="D1:D9"><formula1>'
        f"{escape(chr(34) + items + chr(34))}</formula1></dataValidation></dataValidations>"
    )


def _list_pivot(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    rows = _rows_of(rng, people, khmer)
    fields = ""
    for column, head in enumerate(rows[0]):
        items = "".join(
            f'<n v="{row[column]}"/>' if isinstance(row[column], int) else f'<s v="{escape(row[column])}"/>'
            for row in rows[1:]
        )
        fields += f'<cacheField name="{escape(head)}"><sharedItems>{items}</sharedItems></cacheField>'
    made.extra["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields>{fields}</cacheFields></pivotCacheDefinition>'
    )


def _list_chart(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(one.name_km if khmer else one.name)}</c:v></c:pt>'
        for n, one in enumerate(people)
    )
    made.extra["xl/charts/chart1.xml"] = (
        f'<c:chartSpace xmlns:c="{CHART}"><c:chart><c:ser><c:cat><c:strRef><c:strCache>{points}</c:strCache>'
        f"</c:strRef></c:cat>"
        "</c:ser></c:chart></c:chartSpace>"
    )


def _list_link(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    cells = "".join(
        f'<row r="{n}"><cell r="A{n}" t="str"><v>{escape(one.name_km if khmer else one.name)}</v></cell></row>'
        for n, one in enumerate(people, 1)
    )
    made.extra["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData>{cells}</sheetData>'
        f"</sheetDataSet></externalBook></externalLink>"
    )


def _list_unused(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.shared = "".join(f"<si><t>{escape(one.name_km if khmer else one.name)}</t></si>" for one in people)


def _list_inner(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.extra["xl/embeddings/Sheet1.xlsx"] = as_xlsx(Book("x", {"S": _rows_of(rng, people, khmer)}))


def _list_csv(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.kind = "csv"
    _list_below(rng, made, people, khmer)


def _list_ods(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.kind = "ods"
    _list_sheet(rng, made, people, khmer)


def _list_xls(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    made.kind = "xls"
    _list_below(rng, made, people, False)  # one byte to a letter


def _file_name(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    one = people[0]
    made.name = rng.choice(
        (f"{one.name_km}", f"ករណី {one.name_km}", f"{one.name_km} អាយុ {one.age}")
        if khmer
        else (
            one.name,
            f"{one.name.replace(' ', '_')} {one.age}",
            f"case {one.name}",
            f"{one.name} interview",
            f"{one.name.lower()}",
        )
    )


def _sheet_name(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    one = people[0]
    made.sheets[(one.name_km if khmer else rng.choice((one.name, f"{one.name} ({one.age})")))[:31]] = [
        ["Notes"],
        ["follow up"],
    ]


def _defined_name(rng: Random, made: Book, people: Sequence[Child], khmer: bool) -> None:
    one = people[0]
    name = one.name_km.replace(" ", "_") if khmer else one.name.replace(" ", "_")
    made.names = f'<definedNames><definedName name="{name}">Data!$A$1</definedName></definedNames>'


LIST_PLACES: dict[str, Callable[[Random, Book, Sequence[Child], bool], None]] = {
    name.removeprefix("_"): place
    for name, place in list(globals().items())
    if name.startswith("_list_") or name in ("_form", "_file_name", "_sheet_name", "_defined_name")
}
"""Places that hold names, or rows about children."""
TEXT_PLACES = {name: place for name, place in TEXT_PLACES.items() if name not in LIST_PLACES and name != "rows_of"}
_NOT_TEN_LETTERS = ("xls_cell", "xls_remark")


@dataclass(frozen=True, slots=True)
class Planted:
    """A workbook with somebody in it: where, the file, and what must not be found again."""

    place: str
    khmer: bool
    file_name: str
    content: bytes
    secrets: tuple[str, ...]


def planted(seed: int, number: int, shown: bool | None = None) -> list[Planted]:
    """So many workbooks, each with children in one place; places and languages take turns."""
    rng = Random(f"planted {seed}")
    places = [*TEXT_PLACES, *LIST_PLACES]
    found = []
    for n in range(number):
        place, khmer = places[n % len(places)], (n // len(places) + n) % 2 == 1
        found.append(_one(rng, place, khmer, shown))
    return found


def _one(rng: Random, place: str, khmer: bool, shown: bool | None) -> Planted:
    made = book(rng)
    if place in LIST_PLACES:
        people = some(rng, rng.randint(4, 9))
        LIST_PLACES[place](rng, made, people, khmer)
        only_first = place in ("form", "file_name", "sheet_name", "defined_name")
        named = [
            one.name_km if khmer and made.kind != "xls" else one.name for one in people[: 1 if only_first else None]
        ]
        secrets = tuple(named)
        if place == "file_name":
            secrets = (*secrets, made.name)
    else:
        khmer = khmer and place not in _NOT_TEN_LETTERS
        told: Told = told_of(rng, some(rng, 1)[0], khmer, shown)
        TEXT_PLACES[place](made, told.text)
        secrets = told.secrets
    return Planted(place, khmer, f"{made.name}.{made.kind}", written(made), secrets)
