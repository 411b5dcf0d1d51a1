"""Data about persons anywhere in a file: in its name, on its sheets, and in the parts that no cell shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath

from etl.cells import plain
from etl.persons.personal import PersonalKind, find_personal, is_single_age, is_single_sex, kind_of_header
from etl.persons.personal_names import list_persons, names_a_person
from etl.persons.personal_signs import name_of
from etl.persons.personal_texts import FORM_KINDS, is_place, tells_of_case, tells_pair, tells_who
from etl.problems import Problem, problem
from etl.reading import CellValue, FileRefusal, OutsideText, PlaceBeside, Sheet, Workbook, a1
from geo import fold_khmer

IsKnown = Callable[[str], bool]
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-.]+")
_NUMBERED = re.compile(r"\s*\d+$")
_IN_A_NAME = re.compile(r"(?<!\d)0[1-9]\d{7,8}(?!\d)")
_PAGES = ("text_box", "header_footer", "comments", "embedded")
"""Places whose lines are read one below the other."""
_LONGEST_PAGE = 50_000
_SHORTEST, _LONGEST_LABEL = 8, 60
_FORM_LINES = 8
_UNSURE = ("name_alone", "remarks")
_CONTACT = re.compile(
    fold_khmer(r"contact|tele?phone|\btel\b|e-?mail|hotline|\bcall\b|\bask\b|questions?|ទំនាក់ទំនង|ទូរស័ព្ទ|អ៊ីមែល"),
    re.IGNORECASE,
)


def find_persons(workbook: Workbook, is_known: IsKnown) -> list[Problem]:
    """One problem for every place in which a file seems to tell of single persons; none quotes what stands there."""
    found = list(_names(workbook, is_known))
    titles = shown_titles(workbook, is_known)
    for sheet in workbook.sheets:
        found += _on_sheet(sheet, titles[sheet.name], is_known)
    told = {(one.message_id, one.sheet) for one in found}
    for beside in workbook.beside:
        kind: PlaceBeside = beside.kind
        place = (f"personal_data/{kind}", titles.get(beside.sheet, ""))
        if place not in told and _tells(beside, is_known):
            told.add(place)
            found.append(problem("personal_data", kind, "error", place[1], ""))
    return found


def file_names_a_person(file_name: str, is_known: IsKnown) -> bool:
    """Whether the name of a file may be that of a child, or lead to one."""
    stem = PurePath(file_name).stem
    return names_a_person(stem, is_known) or tells_of_case(stem, is_known) or bool(_IN_A_NAME.search(stem))


def refuse_names_of_persons(file_name: str) -> None:
    """Raises ``Refusal`` for a file whose name may not be kept, where files are known by their names for good."""
    if file_names_a_person(file_name, is_place):
        raise FileRefusal("names_a_person")


def neutral_name(file_name: str) -> str:
    """What a file is called whose name may not be told."""
    suffix = PurePath(file_name).suffix.lower()
    return f"…{suffix}" if re.fullmatch(r"\.[a-z]{2,5}", suffix) else "…"


def shown_titles(workbook: Workbook, is_known: IsKnown) -> Mapping[str, str]:
    """Sheet → what it may be called: its name, or its number where the name is that of a person."""
    return {
        sheet.name: f"{number}." if _is_persons(sheet.name, is_known) else sheet.name
        for number, sheet in enumerate(workbook.sheets, 1)
    }


def _is_persons(name: str, is_known: IsKnown) -> bool:
    return names_a_person(name, is_known) or tells_of_case(name, is_known)


def _names(workbook: Workbook, is_known: IsKnown) -> Iterator[Problem]:
    if file_names_a_person(workbook.file_name, is_known):
        yield problem("personal_data", "file_name", "error", "", "")
    if workbook.kind in ("csv", "tsv"):
        return  # its sheet is called as the file
    for number, sheet in enumerate(workbook.sheets, 1):
        if _is_persons(sheet.name, is_known):
            yield problem("personal_data", "sheet_name", "error", f"{number}.", "", number=number)


def _on_sheet(sheet: Sheet, title: str, is_known: IsKnown) -> Iterator[Problem]:
    columns = find_personal(sheet.rows, is_known)
    for column in columns:
        kind: PersonalKind = column.kind
        yield problem("personal_data", kind, "error", title, a1(column.row, column.column), column.header)
    for cell, text in sheet.comments.items():
        if _tells_comment(text, is_known):
            yield problem("personal_data", "comment", "error", title, a1(*cell))
    if not columns:
        yield from _words_in_cells(sheet, title, is_known)


def _tells_comment(text: str, is_known: IsKnown) -> bool:
    """Beside a figure a number or a mail address is somebody's, unless the words say that it is an office's."""
    if tells_of_case(text, is_known):
        return True
    return tells_who(text) and not _CONTACT.search(plain(text))


def _words_in_cells(sheet: Sheet, title: str, is_known: IsKnown) -> Iterator[Problem]:
    """The first cell that tells of a case in words, or is a line of a form about one person."""
    texts = {value for value in set(chain.from_iterable(sheet.rows)) if isinstance(value, str)}
    told = {text for text in texts if len(text) >= _SHORTEST and tells_of_case(text, is_known)}
    labels = {text for text in texts if len(text) <= _LONGEST_LABEL and kind_of_header(text) in FORM_KINDS}
    if (form := _form_of_one(sheet)) is not None:
        yield problem("personal_data", "cell", "error", title, a1(*form))
        return
    for row, line in enumerate(sheet.rows) if told or labels else ():
        if not told.isdisjoint(line):
            col = next(col for col, value in enumerate(line) if value in told)
            yield problem("personal_data", "cell", "error", title, a1(row, col))
            return
        cells = _filled(line) if not labels.isdisjoint(line) else []
        if len(cells) == 2 and isinstance(cells[0][1], str) and tells_pair(cells[0][1], cells[1][1], is_known):
            yield problem("personal_data", "cell", "error", title, a1(row, cells[0][0]))
            return


def _form_of_one(sheet: Sheet) -> tuple[int, int] | None:
    """Where a form about one person stands: a name beside its label, with an age or a sex near it."""
    names: list[tuple[int, int]] = []
    for row, line in enumerate(sheet.rows):
        cells = _filled(line)
        if len(cells) != 2 or not isinstance(cells[0][1], str) or len(cells[0][1]) > _LONGEST_LABEL:
            continue
        (col, label), (_, value) = cells
        kind = kind_of_header(str(label))
        if kind in ("name", "name_alone") and isinstance(value, str) and name_of(plain(value)):
            names.append((row, col))
            continue
        of_one = (kind == "age" and is_single_age(value)) or (kind == "sex" and is_single_sex(value))
        near = next((one for one in names if row - one[0] <= _FORM_LINES), None)
        if of_one and near:
            return near
    return None


def _filled(line: Sequence[CellValue]) -> list[tuple[int, CellValue]]:
    found: list[tuple[int, CellValue]] = []
    for col, value in enumerate(line):
        if value is not None:
            found.append((col, value))
            if len(found) > 2:
                break
    return found


def _tells(beside: OutsideText, is_known: IsKnown) -> bool:
    if beside.rows and find_personal(beside.rows, is_known):
        return True
    if beside.rows and beside.kind == "embedded":
        return bool(list(_words_in_cells(Sheet("", [list(row) for row in beside.rows]), "", is_known)))
    if any(tells_of_case(text, is_known) for text in beside.texts):
        return True
    if beside.kind in _PAGES and tells_of_case("\n".join(beside.texts)[:_LONGEST_PAGE], is_known):
        return True
    if any(list_persons(values, is_known) for _, values in beside.lists):
        return True
    if beside.kind == "defined_name" and any(names_a_person(name, is_known) for name in _names_of(beside)):
        return True
    return bool(beside.headed and find_personal(_table(beside), is_known)) or _lists_phones(beside, is_known)


def _names_of(beside: OutsideText) -> Iterator[str]:
    for group, values in beside.lists:
        if group in ("name", "displayName"):
            yield from (_NUMBERED.sub("", value) for value in values if len(value) < 100)


def _lists_phones(beside: OutsideText, is_known: IsKnown) -> bool:
    """A list of telephone numbers or of mail addresses of several people, as in a column without a header."""
    for _, values in beside.lists:
        contacts = [value for value in values if "@" in value or value[:1] in "+0\u17e0"]
        # Words among them would be taken for headers, which those of a list are not.
        if len(contacts) >= max(3, len(values) / 2) and find_personal([[one] for one in contacts], is_known):
            return True
    return False


def _table(beside: OutsideText) -> list[list[CellValue]]:
    """The texts under each name as a column with that name as its header."""
    headed = [(" ".join(_CAMEL.sub(" ", group).split()), values) for group, values in beside.lists]
    columns = [(head, values) for head, values in headed if kind_of_header(head) not in ("", *_UNSURE)]
    if not columns:
        return []
    longest = max(len(values) for _, values in columns)
    rows: list[list[CellValue]] = [[*(head for head, _ in columns), "…"]]
    rows += [[values[n] if n < len(values) else None for _, values in columns] for n in range(longest)]
    return rows
