"""Files as the mechanisms publish them, with their true heads and traps, made from recommendations of ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

from docx import Document
from openpyxl import Workbook

from childrights.rights.recommendations import Recommendation

UHRI_HEADS = (
    *("Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes", "Affected Persons", "Sdgs"),
    *("Document Publication Date", "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id"),
    *("UPR Session", "Regions Concerned", "Recommending Regions", "Date of publication on UHRI"),
)
FIRST_FORM = ("Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation")
SECOND_FORM = (
    *("Recommendation and recommending State", "Position of the State under review"),
    *("Human rights themes and groups of persons", "Relevant SDGs"),
)
LEGACY_HEADS = (
    "To",
    "To-Rgrp",
    "To-Org",
    "Text",
    "From",
    "From-Rgrp",
    "From-Org",
    "Response",
    "Action",
    "Issue",
    "Session",
)
SERIAL = {"2014-03-27": 41725, "2011-08-03": 40758, "2010-01-04": 40182}


def uhri_record(one: Recommendation, **changed: str) -> dict[str, str]:
    """One record by the heads of the Excel file; every value of a list begins with "- "."""
    review = one.mechanism == "UPR"
    text = f"<p>{one.number}\u00a0{one.official_text}" + (f" ({one.recommending_state});" if review else "") + "</p>"
    record = {
        "Text": text,
        "Countries Concerned": "- Cambodia",
        "Reccomending Body": f"- {one.mechanism}",
        "Document Symbol": one.document,
        "Themes": "- Right to education\n- Children: definition; general principles; protection",
        "Affected Persons": "- Children",
        "Sdgs": "- 4.1 - Free, equitable and quality primary and secondary education",
        "Document Publication Date": one.dated,
        "UPR Reccomending States": f"- {one.recommending_state}" if review else "",
        "UPR Position": f"- {one.answer.title()}" if one.answer else "",
        "Type": "- Concerns/Observations" if one.kind == "concern" else "- Recommendations",
        "OHCHR Annotation Id": f"id-{one.code}",
        "UPR Session": "- 18th session" if review else "",
        "Regions Concerned": "- Asia-Pacific",
        "Recommending Regions": "",
        "Date of publication on UHRI": "2024-01-01",
    }
    return record | changed


def uhri_excel(records: Sequence[Mapping[str, str]], heads: Sequence[str] = UHRI_HEADS) -> bytes:
    """The Excel file: days are serial numbers in every other row, dates in the rest."""
    book = Workbook()
    book.active.append(list(heads))
    for at, record in enumerate(records):
        day: object = record["Document Publication Date"]
        if day in SERIAL:
            day = SERIAL[str(day)] if at % 2 else date.fromisoformat(str(day))
        told = {**record, "Document Publication Date": day}
        book.active.append([told.get(name) for name in UHRI_HEADS])
    return _saved(book)


_KEYS = {
    **{"Text": "Text", "Countries Concerned": "Countries", "Reccomending Body": "Body", "Document Symbol": "Symbol"},
    **{"Themes": "Themes", "Affected Persons": "AffectedPersons", "Sdgs": "Sdgs", "UPR Position": "UprPositions"},
    **{"Document Publication Date": "PublicationDate", "UPR Reccomending States": "UprRecommendingCountry"},
    **{"Type": "AnnotationType", "OHCHR Annotation Id": "AnnotationId", "UPR Session": "UprSession"},
}
_LISTS = ("Countries Concerned", "Themes", "Sdgs", "Affected Persons", "UPR Position", "UPR Reccomending States")


def uhri_json(records: Sequence[Mapping[str, str]]) -> bytes:
    """The JSON file: lists are lists, the body and the type keep their dash, days are days and times."""
    told = []
    for record in records:
        one: dict[str, object] = {key: record[name] for name, key in _KEYS.items()}
        for name in _LISTS:
            one[_KEYS[name]] = [line.removeprefix("- ") for line in record[name].split("\n") if line]
        one["PublicationDate"] = f"{record['Document Publication Date']}T00:00:00"
        told.append(one | {"UprCycle": None, "DocumentId": "d"})
    return json.dumps(told, ensure_ascii=False).encode()


def matrix(
    rows: Sequence[Sequence[str]], heads: Sequence[str], title: str = "Thematic list: Cambodia, second cycle"
) -> bytes:
    """The Word matrix: a title, one table, and rows of one cell that open a theme."""
    document = Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(heads))
    for row in (heads, ("Theme: A. Cross-cutting",), *rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def matrix_row(
    one: Recommendation, states: str = "", source: str = "Source of Position", form: int = 1
) -> tuple[str, ...]:
    """One row; the line on the source of the position is spelt in two ways."""
    by = states or f"({one.recommending_state})"
    text = f"{one.number} {one.official_text} {by};\n{source}: {one.document}/Add.1 - Para.3vv"
    about = "- Right to education\n" + (
        "SDGs:\n- 4\nAffected persons:\n- Children" if form == 1 else "Groups of Persons:\n- Children"
    )
    return text, one.answer.title(), about, "" if form == 1 else "4"


def upr_info_csv(rows: Sequence[Recommendation], country: str = "Cambodia") -> bytes:
    """The old export: old Mac line ends, Latin-1, short names of States, several issues in quotation marks."""
    short = {"Lao People's Democratic Republic": "Laos", "Democratic People's Republic of Korea": "DPR Korea"}
    short |= {"Brunei Darussalam": "Brunei", "Iran (Islamic Republic of)": "Iran", "Viet Nam": "Vietnam"}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r")
    writer.writerow(LEGACY_HEADS)
    for one in rows:
        by = short.get(one.recommending_state, one.recommending_state)
        word = {"supported": "Accepted", "noted": "Noted"}[one.answer]
        row = (
            country,
            "Asia",
            "ASEAN",
            one.official_text,
            by,
            "EEG",
            "EU",
            word,
            "4",
            "Labour,Rights of the Child",
            "18",
        )
        writer.writerow(row)
    return out.getvalue().encode("latin-1", "replace")


def uwazi_json(rows: Sequence[Recommendation]) -> bytes:
    """The newer database: records with metadata, each property a list of {value, label}."""
    told = [
        {
            "_id": f"x{one.code}",
            "sharedId": f"shared-{one.code}",
            "title": one.official_text,
            "creationDate": 1700000000000,
            "metadata": {
                "state_under_review": [{"value": "a1", "label": "Cambodia"}],
                "recommending_state": [{"value": "b2", "label": one.recommending_state}],
                "response": [{"value": "c3", "label": one.answer.title()}],
                "session": [{"value": "d4", "label": "18 - January 2014"}],
                "issues": [{"value": "e5", "label": "Labour"}, {"value": "e6", "label": "Rights of the Child"}],
            },
        }
        for one in rows
    ]
    return json.dumps({"rows": told, "totalRows": len(told)}).encode()


def dihr_csv(rows: Sequence[Recommendation], **changed: str) -> bytes:
    """The explorer's table: the number after a bar, no wording."""
    heads = ("Mechanism", "State", "Year", "Cycle", "Paragraph", "SDG_goals", "Recommending_State_UPR", "Response_UPR")
    out = io.StringIO()
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    for one in rows:
        row = {"Mechanism": "Universal Periodic Review", "State": "Cambodia", "Year": "2014", "Cycle": "2nd cycle"}
        row |= {
            "Paragraph": f"KHM-2014|{one.number}",
            "SDG_goals": "4",
            "Recommending_State_UPR": one.recommending_state,
        }
        writer.writerow(row | {"Response_UPR": one.answer.title()} | changed)
    return out.getvalue().encode()


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
