"""Data about persons beside the cells: in any part of a package, in names, comments and words; and what is none."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from childrights.catalogue.tables import RefusedFile
from etl import intake
from etl.intake.in_memory import examine, publish
from etl.labels.decisions import Decisions
from etl.labels.indicators import IndicatorMatcher
from etl.labels.labels import Labels
from etl.labels.memory import NO_MEMORY, Recall
from etl.labels.places import PlaceFinder
from etl.ledger.state import State
from etl.permissions import owner
from etl.persons.personal_names import names_a_person
from etl.persons.personal_parts import find_persons
from etl.persons.personal_texts import tells_of_case
from etl.problems.model import Problem
from etl.reading.grid import OutsideText, Sheet, Workbook
from etl.reading.reader import read_workbook
from etl.reading.refusal import Budget, FileLimits
from etl.reading.xls import beside_xls
from etl.understanding.check import check_file
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer
from tests.etl.reading.raw import REL, escape, sheet_xml, write_xlsx
from tests.etl.reading.test_ods import cell, row, write_ods
from tests.etl.understanding.sheets import CATALOGUE, check_rows, reported

ROWS = [["Stunting (%), 2014"], ["Province", "Value"], ["Kep", 30.1], ["Takeo", 31.2]]
GAZETTEER = load_gazetteer()
KH = "កុមារឈ្មោះ សុខ ដារ៉ា អាយុ១២ឆ្នាំ"
STORY = "Case of Sok Neang, phone 012 345 678"
A, DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main", "http://x/drawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@pytest.mark.parametrize(
    "text", ["case of Sok Neang, phone 012 345 678", "her name is Sok", "a 12-year-old girl told it", "012 345 678", KH]
)
def test_a_comment_about_a_person_keeps_a_file_out(text: str) -> None:
    found = check_rows(ROWS, comments={(2, 1): text})
    assert reported(found) == [("personal_data", "B3")] and not found.observations
    assert not any(text in str(problem) for problem in found.problems)


@pytest.mark.parametrize(
    "text",
    ["see page 4", "corrected on 12/03/2024", "ask the office", "99.9 ?", "Contact: info@ngo.org", "Tel: 023 456 789"],
)
def test_other_comments_are_told_and_the_figures_read(text: str) -> None:
    found = check_rows(ROWS, comments={(2, 1): text})
    assert reported(found) == [("ambiguous_number", "B3")] and len(found.observations) == 2


# -- packages -------------------------------------------------------------------------------------------------------


def paragraph(*runs: str) -> str:
    return "<a:p>" + "".join(f"<a:r><a:t>{escape(run)}</a:t></a:r>" for run in runs) + "</a:p>"


def box(*paragraphs: str) -> str:
    return f'<xdr:wsDr xmlns:xdr="{DRAW}" xmlns:a="{A}"><xdr:sp><xdr:txBody>{"".join(paragraphs)}</xdr:txBody></xdr:sp></xdr:wsDr>'


def alt(text: str) -> str:
    return f'<xdr:wsDr xmlns:xdr="{DRAW}"><xdr:pic><xdr:cNvPr id="2" name="Picture 1" descr="{escape(text)}"/></xdr:pic></xdr:wsDr>'


def vml(text: str) -> str:
    return f'<xml xmlns:v="urn:v"><v:shape><v:textbox><div>Note<br>{escape(text)}</div></v:textbox></v:shape></xml>'


def cache(name: str, *items: str) -> str:
    fields = "".join(f'<s v="{escape(item)}"/>' for item in items)
    return (
        f'<pivotCacheDefinition><cacheFields><cacheField name="{name}"><sharedItems>{fields}</sharedItems></cacheField>'
        "</cacheFields></pivotCacheDefinition>"
    )


def records(*items: str) -> str:
    return "<pivotCacheRecords>" + "".join(f'<r><s v="{escape(one)}"/></r>' for one in items) + "</pivotCacheRecords>"


def chart(*items: str, title: str = "") -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(one)}</c:v></c:pt>' for n, one in enumerate(items))
    head = f'<c:title><a:p xmlns:a="{A}"><a:r><a:t>{escape(title)}</a:t></a:r></a:p></c:title>' if title else ""
    return (
        f'<c:chartSpace xmlns:c="{C}"><c:chart>{head}<c:ser><c:cat><c:strRef><c:strCache>{points}</c:strCache></c:strRef>'
        '</c:cat><c:val><c:numCache><c:pt idx="0"><c:v>12345678</c:v></c:pt></c:numCache></c:val></c:ser></c:chart></c:chartSpace>'
    )


def choices(*items: str, prompt: str = "") -> str:
    return (
        f'<dataValidations count="1"><dataValidation type="list" sqref="D1:D9" prompt="{escape(prompt)}"><formula1>'
        f"{escape(chr(34) + ','.join(items) + chr(34))}</formula1></dataValidation></dataValidations>"
    )


def pages(text: str) -> str:
    return f"<headerFooter><oddHeader>&amp;L&amp;&quot;Calibri,Bold&quot;&amp;12{escape(text)}&amp;R&amp;P</oddHeader></headerFooter>"


def properties(**told: str) -> str:
    return (
        "<cp:coreProperties xmlns:cp='urn:cp'>"
        + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in told.items())
        + ("</cp:coreProperties>")
    )


def custom_property(name: str, value: str) -> str:
    return f"<Properties><property pid='2' name='{name}'><lpwstr>{escape(value)}</lpwstr></property></Properties>"


def outside(*items: str) -> str:
    cells = "".join(f'<cell r="A{n}" t="str"><v>{escape(one)}</v></cell>' for n, one in enumerate(items, 1))
    return f"<externalLink><externalBook><sheetDataSet><sheetData>{cells}</sheetData></sheetDataSet></externalBook></externalLink>"


def inner(*lines: tuple[str, ...]) -> bytes:
    stream = io.BytesIO()
    rows = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{c}{n}" t="inlineStr"><is><t>{escape(v)}</t></is></c>' for c, v in zip("ABCD", line, strict=False)
        )
        + "</row>"
        for n, line in enumerate(lines, 1)
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(rows))
    return stream.getvalue()


def letter(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document xmlns:w='urn:w'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>"
        )
    return stream.getvalue()


def names(**defined: str) -> str:
    told = "".join(f'<definedName name="{k}">{escape(v)}</definedName>' for k, v in defined.items())
    return f"<definedNames>{told}</definedNames>"


DRAWN = "xl/drawings/drawing1.xml"
CHART, PIVOT = "xl/charts/chart1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"
LINK, ITEM, CORE = "xl/externalLinks/externalLink1.xml", "customXml/item1.xml", "docProps/core.xml"
PROPS, TABLE, LOG = "docProps/custom.xml", "xl/tables/table1.xml", "xl/revisions/revisionLog1.xml"
PERSONS = ("Sok Neang", "Chan Thida", "Keo Sophea")
KHMER = ("សុខ នាង", "ចាន់ ធីតា", "កែវ សុភា")
PLACES = ("Kep", "Kampong Cham", "Banteay Meanchey", "Takeo")

ABOUT_PERSONS: dict[str, tuple[str, dict[str, object]]] = {
    "text box": ("text_box", {"extra": {DRAWN: box(paragraph(STORY))}}),
    "text box in pieces": ("text_box", {"extra": {DRAWN: box(paragraph("Child's na", "me: Sok Da", "ra"))}}),
    "text box on two lines": ("text_box", {"extra": {DRAWN: box(paragraph("Name of child:"), paragraph("Sok Dara"))}}),
    "text box in Khmer": ("text_box", {"extra": {DRAWN: box(paragraph(KH))}}),
    "text box, form in Khmer": ("text_box", {"extra": {DRAWN: box(paragraph("ឈ្មោះកុមារ៖ សុខ ដារ៉ា"))}}),
    "text box, Khmer twins": ("text_box", {"extra": {DRAWN: box(paragraph("ឈ្មោះម្ដាយ៖ ចាន់ ធីតា"))}}),
    "text box, date of birth": ("text_box", {"extra": {DRAWN: box(paragraph("DOB 12/03/2012"))}}),
    "text box, Khmer birth date": ("text_box", {"extra": {DRAWN: box(paragraph("ថ្ងៃខែឆ្នាំកំណើត៖ ១២ មីនា ២០១២"))}}),
    "text box, identity number": ("text_box", {"extra": {DRAWN: box(paragraph("ID card number: 012345678"))}}),
    "text of a picture": ("text_box", {"extra": {DRAWN: alt("Photo of the victim Sok Neang")}}),
    "old drawing": ("text_box", {"extra": {"xl/drawings/vmlDrawing1.vml": vml(STORY)}}),
    "organigram": ("text_box", {"extra": {"xl/diagrams/data1.xml": box(paragraph("Mother's phone: 012 345 678"))}}),
    "header of the pages": ("header_footer", {"after": pages("Child: Sok Dara")}),
    "header in Khmer": ("header_footer", {"after": pages("ឈ្មោះសិស្ស៖ សុខ ដារ៉ា")}),
    "choices": ("choices", {"after": choices(*PERSONS)}),
    "choices in Khmer": ("choices", {"after": choices(*KHMER)}),
    "hint of a choice": ("choices", {"after": choices("1", "2", prompt="Case no. 4: Sok Dara, born on 3 May 2011")}),
    "phones to choose": ("choices", {"after": choices("012 345 678", "015 345 678", "017 345 678")}),
    "defined name": ("defined_name", {"names": names(Case_Sok_Dara="Data!$A$1")}),
    "defined text": ("defined_name", {"names": names(Note='"Child name: Sok Dara"')}),
    "chart": ("chart", {"extra": {CHART: chart(*PERSONS)}}),
    "chart in Khmer": ("chart", {"extra": {CHART: chart(*KHMER)}}),
    "title of a chart": ("chart", {"extra": {CHART: chart("Kep", title=STORY)}}),
    "pivot cache": ("pivot", {"extra": {PIVOT: cache("Child name", *PERSONS)}}),
    "pivot cache in Khmer": ("pivot", {"extra": {PIVOT: cache("ឈ្មោះម្ដាយ", *KHMER)}}),
    "pivot records": ("pivot", {"extra": {PIVOT: cache("Child name"), RECORDS: records(*PERSONS)}}),
    "slicer": (
        "pivot",
        {
            "extra": {
                "xl/slicerCaches/slicerCache1.xml": f'<slicerCacheDefinition><i n="{STORY}"/></slicerCacheDefinition>'
            }
        },
    ),
    "linked workbook": ("linked", {"extra": {LINK: outside(*PERSONS)}}),
    "linked workbook in words": ("linked", {"extra": {LINK: outside("a 9-year-old boy from Kep")}}),
    "custom data": ("custom", {"extra": {ITEM: "<r><case><ChildName>Sok Dara</ChildName><Sex>M</Sex></case></r>"}}),
    "custom data in attributes": ("custom", {"extra": {ITEM: "<r><c date_of_birth='2012-03-04' sex='F'/></r>"}}),
    "title of the file": ("properties", {"extra": {CORE: properties(title=STORY)}}),
    "subject in Khmer": ("properties", {"extra": {CORE: properties(subject=KH)}}),
    "own property": ("properties", {"extra": {PROPS: custom_property("Child name", "Sok Dara")}}),
    "headers of a table": (
        "table",
        {"extra": {TABLE: "<table>" + "".join(f'<tableColumn name="{one}"/>' for one in PERSONS) + "</table>"}},
    ),
    "log of changes": (
        "changes",
        {"extra": {LOG: f"<revisions><rcc><oc><is><t>{STORY}</t></is></oc></rcc></revisions>"}},
    ),
    "orphaned comment": (
        "comments",
        {
            "extra": {
                "xl/threadedComments/threadedComment9.xml": f"<T><threadedComment ref='A1'><text>{STORY}</text></threadedComment></T>"
            }
        },
    ),
    "filter": (
        "sheet",
        {
            "after": "<autoFilter ref='A1:B2'><filterColumn><filters>"
            + "".join(f"<filter val='{one}'/>" for one in PERSONS)
            + "</filters></filterColumn></autoFilter>"
        },
    ),
    "scenario": ("sheet", {"after": f"<scenarios><scenario name='x' comment='{STORY}'/></scenarios>"}),
    "text that no cell shows": ("unused", {"shared": "".join(f"<si><t>{one}</t></si>" for one in PERSONS)}),
    "rich text that no cell shows": (
        "unused",
        {"shared": "<si><r><t>Case of Sok </t></r><r><t>Neang, 012 345 678</t></r></si>"},
    ),
    "workbook inside": (
        "embedded",
        {
            "extra": {
                "xl/embeddings/Microsoft_Excel_Sheet1.xlsx": inner(
                    ("Child name", "Sex"), ("Sok Neang", "F"), ("Chan Thida", "F")
                )
            }
        },
    ),
    "letter inside": ("embedded", {"extra": {"xl/embeddings/Microsoft_Word_Document1.docx": letter(STORY)}}),
    "unknown part": ("part", {"extra": {"xl/somethingNew/part1.xml": f"<x><y>{STORY}</y></x>"}}),
    "damaged part": ("part", {"extra": {"xl/somethingNew/part1.xml": f"<x><y>{STORY}</y>"}}),
}

OF_NOBODY: dict[str, dict[str, object]] = {
    "made by": {
        "extra": {CORE: properties(creator="Sok Dara", lastModifiedBy="Chan Thida", title="Stunting by province")}
    },
    "prepared by": {
        "extra": {CORE: properties(description="Prepared by NIS", subject="Child protection: cases by province")}
    },
    "own properties": {
        "extra": {
            PROPS: custom_property("Department", "Child Welfare"),
            "docProps/app.xml": "<Properties><Application>Microsoft Excel</Application><Company>Sunrise</Company><Manager>Sok Dara</Manager></Properties>",
        }
    },
    "contact in a text box": {
        "extra": {DRAWN: box(paragraph("Contact: info@ngo.org, Tel: 012 345 678"), paragraph("Note: figures of 2014"))}
    },
    "author in a text box": {
        "extra": {DRAWN: box(paragraph("Prepared by: Sok Dara, M&E officer"), paragraph("Name: Sok Dara"))}
    },
    "definition in a text box": {
        "extra": {DRAWN: box(paragraph("Children aged 12–17 years: number of cases, of which girls: 45 %"))}
    },
    "blank form in a text box": {
        "extra": {DRAWN: box(paragraph("Child's name: ........"), paragraph("Date of birth: __/__/____"))}
    },
    "header of the pages": {"after": pages("Ministry of Education – 12/03/2015")},
    "footer": {
        "after": "<headerFooter><oddFooter>&amp;LChild Rights Coalition, 023 456 789&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>"
    },
    "provinces to choose": {"after": choices(*PLACES, prompt="Choose the province where the child lives")},
    "sexes to choose": {"after": choices("Male", "Female", "ប្រុស", "ស្រី")},
    "chart of provinces": {"extra": {CHART: chart(*PLACES, title="Stunting among children under 5")}},
    "pivot of provinces": {"extra": {PIVOT: cache("Province", *PLACES)}},
    "pivot of officers": {"extra": {PIVOT: cache("Officer", "Sok Neang", "Chan Thida")}},
    "linked provinces": {"extra": {LINK: outside(*PLACES)}},
    "custom data": {
        "extra": {ITEM: "<b:Sources xmlns:b='urn:b' SelectedStyle='APA'><Title>CDHS 2014</Title></b:Sources>"}
    },
    "unused texts": {
        "shared": "".join(f"<si><t>{one}</t></si>" for one in ("Koh Kong", "Child marriage", "Case management"))
    },
    "defined names": {"names": names(Print_Area="Data!$A$1:$B$4", Child_List="Data!$A$1")},
    "people who comment": {
        "extra": {
            "xl/persons/person.xml": "<personList>"
            + "".join(f"<person displayName='{one}' userId='x'/>" for one in PERSONS)
            + "</personList>"
        }
    },
    "workbook inside": {
        "extra": {"xl/embeddings/Sheet1.xlsx": inner(("Province", "Value"), ("Kep", "1"), ("Takeo", "2"))}
    },
    "headers of a table": {
        "extra": {
            TABLE: '<table><tableColumn name="Child name"/><tableColumn name="Class"/><tableColumn name="Shift"/><tableColumn name="Bus"/></table>'
        }
    },
}


def package(path: Path, parts: dict[str, object]) -> Path:
    lines = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{col}{n}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            if isinstance(value, str)
            else f'<c r="{col}{n}"><v>{value}</v></c>'
            for col, value in zip("AB", line, strict=False)
        )
        + "</row>"
        for n, line in enumerate(ROWS, 1)
    )
    given = dict(parts)
    return write_xlsx(path, {"Data": sheet_xml(lines, after=str(given.pop("after", "")))}, **given)  # type: ignore[arg-type]


LABELS = Labels(
    CATALOGUE, PlaceFinder(GAZETTEER), IndicatorMatcher.of(CATALOGUE), Decisions(), Recall(NO_MEMORY, Decisions())
)


def persons(workbook: Workbook | Path) -> list[Problem]:
    book = read_workbook(workbook) if isinstance(workbook, Path) else workbook
    return find_persons(book, is_known)


def is_known(text: str) -> bool:
    return bool(LABELS.parse(text).kind)


def book(rows: list[list[object]], name: str = "x.xlsx", sheet: str = "Data") -> Workbook:
    return Workbook(Path(name), name, "0" * 64, "xlsx", [Sheet(sheet, [list(row) for row in rows])])  # type: ignore[list-item]


def told(problems: Sequence[Problem]) -> list[str]:
    return sorted({one.message_id for one in problems})


@pytest.mark.parametrize("kind", ABOUT_PERSONS)
def test_no_part_of_a_package_may_tell_of_a_person(kind: str, tmp_path: Path) -> None:
    where, parts = ABOUT_PERSONS[kind]
    found = persons(package(tmp_path / "x.xlsx", parts))
    assert told(found) == [f"personal_data/{where}"]
    said = " ".join(map(str, found))
    assert not any(word in said for word in ("Sok", "Neang", "012", "សុខ", "Thida"))


@pytest.mark.parametrize("kind", OF_NOBODY)
def test_ordinary_parts_pass_without_a_word(kind: str, tmp_path: Path) -> None:
    assert persons(package(tmp_path / "x.xlsx", OF_NOBODY[kind])) == []


def test_all_ordinary_parts_at_once_leave_a_file_as_it_is(tmp_path: Path) -> None:
    extra = {k: v for one in OF_NOBODY.values() for k, v in one.get("extra", {}).items()}  # type: ignore[attr-defined]
    found = check_file(
        package(tmp_path / "x.xlsx", {"extra": extra, "after": OF_NOBODY["provinces to choose"]["after"]})
    )
    assert not found.problems and len(found.observations) == 2


def test_a_file_about_persons_gives_nothing_but_the_place_where(tmp_path: Path) -> None:
    found = check_file(package(tmp_path / "Sok Dara case file.xlsx", ABOUT_PERSONS["text box"][1]))
    assert told(found.problems) == ["personal_data/file_name", "personal_data/text_box"]
    assert found.refused and not (found.observations or found.tables or found.read) and "Sok" not in str(found)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("Sok Dara case file.xlsx", True),
        ("sok_dara_case.csv", True),
        ("Sok Dara.xlsx", True),
        ("SokDara 2022.xlsx", True),
        ("សុខ ដារ៉ា.xlsx", True),
        ("ករណី សុខ ដារ៉ា ២០២២.xlsx", True),
        ("Case file Maria Lopez.xlsx", True),
        ("012345678.xlsx", True),
        ("a 12-year-old girl.xlsx", True),
        ("interview Chan Thida victim.ods", True),
        ("Stunting Kep 2022.xlsx", False),
        ("Case file template.xlsx", False),
        ("Report by Sok Dara 2022.xlsx", False),
        ("Save Children case data 2022.xlsx", False),
        ("Kampong Cham case management.xlsx", False),
        ("Keo Seima 2022.xlsx", False),
        ("20221231 Child Protection.xlsx", False),
        ("សុខភាពកុមារ ២០២២.xlsx", False),
        ("ករណីរំលោភបំពាន ខេត្តកែប.xlsx", False),
        ("Koh Kong.xlsx", False),
        ("stunting 01012022.xlsx", False),
        ("Child case file data.xlsx", False),
        ("Banteay Meanchey victims.csv", False),
    ],
)
def test_a_file_that_is_called_as_a_person_is_not_kept(name: str, refused: bool) -> None:
    assert ("personal_data/file_name" in told(persons(book(ROWS, name)))) == refused
    if "012345678" not in name:
        found = persons(book(ROWS, sheet=name.rpartition(".")[0]))
        assert ("personal_data/sheet_name" in told(found)) == refused
        assert not any("Dara" in str(one) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Sok Dara, M, 12 years, Kep",
        "Victim: Sok Dara",
        "Client Sok Dara, phone 098765432",
        "Name of the child: DARA SOK",
        "Student name – Keo Sophea",
        "National ID: 010203045",
        "Birth certificate number: 123/2012",
        "born 4/3/2012",
        "Date of Birth 4 March 2012",
        "born on 4 Mar 2012 in Kep",
        "girl (12) raped by uncle Sok",
        "case file Maria Lopez, Kep",
        "Call the victim at 012 345 678",
        "ឈ្មោះ\u200bកុមារ\u200b៖ សុខ ដារ៉ា",
        "កុមារីម្នាក់អាយុ ១៤ឆ្នាំ ត្រូវបានរំលោភ",
        "លេខអត្តសញ្ញាណប័ណ្ណ៖ ០១២៣៤៥៦៧៨",
        "ជនរងគ្រោះ ០១២ ៣៤៥ ៦៧៨",
        "ករណីឈ្មោះ សុខ ដារ៉ា",
    ],
)
def test_words_that_tell_of_a_person(text: str) -> None:
    assert tells_of_case(text, is_known)


@pytest.mark.parametrize(
    "text",
    [
        "Child labour, 5-17 years: 12 %",
        "Contact person: Sok Dara, 012 345 678",
        "Focal point: Ms. Chan Thida, MoEYS",
        "Mother: 30.1",
        "Child Helpline Cambodia: 023 456 789",
        "Case of Japanese Encephalitis reported",
        "victim support unit: info@unit.org",
        "Mother's education: Secondary",
        "Father's Education: Higher Secondary",
        "Children born in 2012-2014",
        "Children born on 01/01/2010 or later",
        "Date of birth: 01/01/2010 - 31/12/2014",
        "Date of birth not recorded for 12 %",
        "Name: Kampong Cham",
        "Guardian: none",
        "Her Excellency Ms. Ing Kantha Phavi, Minister",
        "ឈ្មោះខេត្ត៖ កែប",
        "កុមារម្នាក់ៗ អាយុ ៥ឆ្នាំ",
        "ករណីរំលោភ ១២ ករណី",
        "ទំនាក់ទំនង៖ ០១២ ៣៤៥ ៦៧៨",
        "Number of victims, Banteay Meanchey",
        "Child protection cases, Hun Sen Angkor Chey High School catchment, 2022",
        "Student's name is not collected",
    ],
)
def test_words_that_tell_of_nobody(text: str) -> None:
    assert not tells_of_case(text, is_known)


@pytest.mark.parametrize(
    "name", ["SH_SAN_DEFECT", "noun_en", "Hun Sen high school victims", "Sen Sok", "Russey Keo", "Pech Chreada"]
)
def test_names_of_series_places_and_schools_are_no_persons(name: str) -> None:
    assert not names_a_person(name, is_known)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        (["Child's name:", "Sok Dara"], True),
        (["ឈ្មោះកុមារ", "សុខ ដារ៉ា"], True),
        (["Date of birth", "12/03/2012"], True),
        ([STORY], True),
        (["# Child: Sok Dara; DOB: 3.4.2012"], True),
        (["ករណីរបស់ សុខ ដារ៉ា"], True),
        (["Contact: info@ngo.org"], False),
        (["Prepared by: Sok Dara"], False),
        (["Name", "Sok Dara"], False),
        (["Phone", "012 345 678"], False),
        (["Child protection: 12 cases in Kep"], False),
        (["Child's name:", ""], False),
        (["Definition: name of child at birth is registered"], False),
        (["Updated: 12/03/2015"], False),
    ],
)
def test_words_above_a_table_are_looked_through(line: list[str], refused: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("\n".join(",".join(f'"{value}"' for value in row) for row in [line, *ROWS]), encoding="utf-8")
    assert bool(persons(path)) == bool(persons(book([line, *ROWS]))) == refused


ODS_PERSONS = {
    "text box": ("text_box", f"<draw:frame><draw:text-box><text:p>{STORY}</text:p></draw:text-box></draw:frame>", {}),
    "text box in pieces": (
        "text_box",
        "<draw:frame><draw:text-box><text:p>Child's <text:span>name: Sok "
        "Dara</text:span></text:p></draw:text-box></draw:frame>",
        {},
    ),
    "title of a picture": (
        "text_box",
        f"<draw:frame><svg:title xmlns:svg='urn:s'>{STORY}</svg:title></draw:frame>",
        {},
    ),
    "header of the pages": (
        "header_footer",
        "",
        {"styles": f"<s><master-styles><master-page><header><p>{STORY}</p></header></master-page></master-styles></s>"},
    ),
    "choices": (
        "choices",
        "",
        {
            "before": "<table:content-validations><table:content-validation table:name='v' table:condition='x'><table:help-message><text:p>ឈ្មោះកុមារ៖ សុខ ដារ៉ា</text:p></table:help-message></table:content-validation></table:content-validations>"
        },
    ),
    "list of choices": (
        "choices",
        "",
        {
            "before": "<table:content-validations><table:content-validation table:name='v' table:condition='of:cell-content-is-in-list(&quot;Sok Neang&quot;;&quot;Chan Thida&quot;;&quot;Keo Sophea&quot;)'/></table:content-validations>"
        },
    ),
    "properties": ("properties", "", {"meta": f"<m><description>{STORY}</description></m>"}),
    "own property": ("properties", "", {"meta": "<m><user-defined name='Child name'>Sok Dara</user-defined></m>"}),
    "log of changes": (
        "changes",
        "",
        {
            "before": f"<table:tracked-changes><table:cell-content-change><table:previous><text:p>{STORY}</text:p></table:previous></table:cell-content-change></table:tracked-changes>"
        },
    ),
    "chart": ("chart", "", {"Object 1__content": "<c>" + "".join(f"<p>{one}</p>" for one in PERSONS) + "</c>"}),
}
ODS_NOBODY: dict[str, tuple[str, dict[str, str]]] = {
    "made by": ("", {"meta": "<m><initial-creator>Sok Dara</initial-creator><creator>Chan Thida</creator></m>"}),
    "text box": ("<draw:frame><draw:text-box><text:p>Contact: info@ngo.org</text:p></draw:text-box></draw:frame>", {}),
    "list of choices": (
        "",
        {
            "before": "<table:content-validations><table:content-validation table:name='v' table:condition='of:cell-content-is-in-list(&quot;Kep&quot;;&quot;Takeo&quot;;&quot;Koh Kong&quot;)'/></table:content-validations>"
        },
    ),
    "chart": ("", {"Object 1__content": "<c>" + "".join(f"<p>{one}</p>" for one in PLACES) + "</c>"}),
}


def ods(path: Path, inside: str, before: str = "", **more: str) -> Path:
    lines = [row(*(cell("string" if isinstance(v, str) else "float", str(v)) for v in line)) for line in ROWS]
    lines[-1] = lines[-1].replace("</table:table-cell>", f"{inside}</table:table-cell>", 1)
    return write_ods(path, f'{before}<table:table table:name="Data">{"".join(lines)}</table:table>', **more)


@pytest.mark.parametrize("kind", ODS_PERSONS)
def test_no_part_of_an_open_document_may_tell_of_a_person(kind: str, tmp_path: Path) -> None:
    where, inside, more = ODS_PERSONS[kind]
    if "styles" in more:
        path = ods(tmp_path / "x.ods", inside)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("styles.xml", more["styles"])
    else:
        path = ods(tmp_path / "x.ods", inside, **more)
    assert told(persons(path)) == [f"personal_data/{where}"]


@pytest.mark.parametrize("kind", ODS_NOBODY)
def test_ordinary_parts_of_an_open_document_pass(kind: str, tmp_path: Path) -> None:
    inside, more = ODS_NOBODY[kind]
    assert persons(ods(tmp_path / "x.ods", inside, **more)) == []


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def old_book(*records: bytes, unused: Sequence[str] = ()) -> list[OutsideText]:
    stream = b"".join(records)
    known = SimpleNamespace(mem=stream, base=0, stream_len=len(stream), _sharedstrings=list(unused))
    return beside_xls(known, b"", [Sheet("Data", [list(row) for row in ROWS])], Budget(FileLimits(), "x.xls"))


@pytest.mark.parametrize(
    ("where", "beside"),
    [
        ("header_footer", lambda: old_book(record(0x14, b"\x0f\0\0&LChild: Sok Dara&R&P"))),
        ("header_footer", lambda: old_book(record(0x15, b"\x0f\0\x01" + "ឈ្មោះសិស្ស៖ សុខ ដារ៉ា".encode("utf-16-le")))),
        ("text_box", lambda: old_book(record(0x1B6, bytes(18)), record(0x3C, b"\0" + STORY.encode()))),
        ("choices", lambda: old_book(record(0x1BE, b"\0\x01\0\0Sok Neang\0Chan Thida\0Keo Sophea"))),
        ("defined_name", lambda: old_book(record(0x18, bytes(15) + b"Case_Sok_Dara"))),
        ("unused", lambda: old_book(unused=PERSONS)),
        ("", lambda: old_book(record(0x14, b"&LMinistry of Education"), record(0x18, bytes(15) + b"Print_Area"))),
        ("", lambda: old_book(record(0x3C, STORY.encode()), unused=PLACES)),  # what continues the cells is theirs
    ],
)
def test_the_records_of_an_old_workbook_are_looked_through(where: str, beside: Callable[[], list[OutsideText]]) -> None:
    found = book(ROWS)
    found.beside = beside()
    assert told(persons(found)) == ([f"personal_data/{where}"] if where else [])


def test_a_sheet_that_nobody_can_unhide_is_looked_through(tmp_path: Path) -> None:
    lines = (("Child name", "Sex"), ("Sok Neang", "F"), ("Chan Thida", "F"))
    with zipfile.ZipFile(io.BytesIO(inner(*lines))) as archive:
        hidden = archive.read("xl/worksheets/sheet1.xml").decode()
    path = write_xlsx(tmp_path / "x.xlsx", {"Data": sheet_xml(), "Old": hidden}, states={"Old": "veryHidden"})
    assert [(one.message_id, one.sheet) for one in persons(path)] == [("personal_data/name", "Old")]


def test_more_words_than_can_be_looked_through_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.reading.beside._MOST_LETTERS", 1000)
    parts = {"extra": {DRAWN: box(*(paragraph(f"Note number {n} of many") for n in range(100)))}}
    assert told(check_file(package(tmp_path / "x.xlsx", parts)).problems) == ["refused_file/too_much_beside"]


def test_nothing_of_a_refused_file_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, desk_top = tmp_path / "home", tmp_path / "tmp"
    home.mkdir(), desk_top.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(desk_top))
    content = package(tmp_path / "Sok Dara case file.xlsx", ABOUT_PERSONS["text box"][1]).read_bytes()
    state, name = State(home), "Sok Dara case file.xlsx"
    seen: list[Path] = []

    def stopped(*args: object, **more: object) -> None:
        seen.extend(path for path in (*home.rglob("*"), *desk_top.rglob("*")) if path.is_file())
        raise KeyboardInterrupt  # as a process is killed in the midst of a check

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("etl.understanding.check.check_workbook", stopped)
        examine(state, content, name, member="NEP", decided={}, catalogue=CATALOGUE)
    found = examine(state, content, name, member="NEP", decided={}, catalogue=CATALOGUE)
    assert found.checked.refused and not found.sheets
    with pytest.raises(RefusedFile):
        publish(state, content, name, found, member="NEP", who=owner("here"), confirmed={})
    left = [path for path in (*home.rglob("*"), *desk_top.rglob("*")) if path.is_file()]
    assert seen == [] and not any(word in path.read_bytes() for path in left for word in (b"Sok", b"Neang", b"012 345"))


@pytest.mark.parametrize("kind", intake.KINDS, ids=lambda one: one.kind)
def test_files_that_stay_known_by_their_name_may_not_be_called_as_a_person(tmp_path: Path, kind: intake.Schema) -> None:
    with pytest.raises(RefusedFile) as refusal:
        intake.check_file(State(tmp_path), b"any", "Sok Dara case file.xlsx", date(2026, 1, 1), (kind,))
    assert "Sok" not in str(refusal.value)


def test_a_file_that_cannot_be_read_keeps_its_name_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "Sok Dara case file.pdf"
    path.write_bytes(b"%PDF-1.4")
    found = check_file(path, catalogue=CATALOGUE, gazetteer=GAZETTEER)
    assert told(found.problems) == ["personal_data/file_name"] and "Sok" not in str(found)


def test_a_line_too_long_gives_no_figure_and_is_told_once() -> None:
    sheet = Sheet("S", [list(row) for row in ROWS], marks={(2, 0): "ragged", (2, 1): "ragged"})
    found = check_workbook(
        Workbook(Path("x.csv"), "x.csv", "0" * 64, "csv", [sheet]), catalogue=CATALOGUE, gazetteer=GAZETTEER
    )
    assert reported(found) == [("ambiguous_number", "A3")]
    assert [one.cell for one in found.observations] == ["B4"]
    assert found.found == len(found.observations) + found.rejected + found.skipped
