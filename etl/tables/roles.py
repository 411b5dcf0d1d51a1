"""What each column of a table holds: labels of a dimension, values, companions of values, or nothing to read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from etl.cells import as_text, plain
from etl.labels import (
    COMPANION_ROLES,
    DIMENSION_ROLES,
    GROUP_DIMENSIONS,
    KINDS,
    NOTHING,
    Labels,
    merged_dimensions,
    names_district,
    names_everybody,
    names_region,
    names_sideline,
    role_of,
)
from etl.periods import dates_an_event
from etl.tables.column_headers import HeaderCell, header_stacks
from etl.tables.measures import understand_measures
from etl.tables.shapes import READ_ROLES, Stub, Table, TableLayout, majority_kind
from etl.tables.view import SheetView
from geo import COUNTRY

_FEWEST_BLANKS = 0.25
_FEWEST_TOTALS = 0.15
_MOST_GROUPS = 400
_ALL_GROUPS: dict[str, tuple[frozenset[str], ...]] = {
    "sex": (frozenset(("female", "male")),),
    "residence": (frozenset(("urban", "rural")),),
    "wealth": (
        frozenset(f"quintile_{n}" for n in range(1, 6)),
        frozenset(f"quartile_{n}" for n in range(1, 5)),
    ),
    "disability": (frozenset(("with_disability", "without_disability")),),
    "age": (frozenset(),),
}


def fills(view: SheetView, table: Table, layout: TableLayout, stub: Stub) -> bool:
    """Whether blanks below a label mean the same label again: many blanks, no label twice in a row, and filling
    makes no two rows alike."""
    if stub.role in ("unit", "status", "multiplier") or len(layout.stubs) < 2:
        return False
    column = view.cols[stub.col]
    rows = table.data[:5000]
    if not rows or column[rows[0]] in (None, ""):
        return False
    blanks = sum(column[row] in (None, "") and (row, stub.col) not in view.anchors for row in rows)
    if blanks < _FEWEST_BLANKS * len(rows):
        return False
    others = [s.col for s in layout.stubs if s is not stub and s.role not in ("unit", "status", "multiplier")]
    previous: Any = None
    current: Any = None
    seen: set[Any] = set()
    data = set(rows)
    for row in table.body[: 2 * len(rows)]:
        if row not in data:
            seen.clear()
            previous = None
            continue
        value = column[row]
        if value not in (None, ""):
            if previous == value:
                return False
            current = value
        previous = value
        key = (current, *(view.value(row, col) for col in others))
        if key in seen and not any(other in (None, "") for other in key):
            return False
        seen.add(key)
    return True


def blanks_are_totals(view: SheetView, labels: Labels, table: Table, stub: Stub) -> bool:
    """Whether a blank in a column of groups means everyone.

    It does when blanks are many, "Total" is written nowhere, and the column names all the groups a total has; a
    single blank is a gap.
    """
    column = [view.cols[stub.col][row] for row in table.data]
    distinct = set(column)
    if len(distinct) > _MOST_GROUPS:
        return False
    read = {value: labels.read(stub.role, value) for value in distinct if value not in (None, "")}
    codes = {found.dims.get(stub.role) for found in read.values()}
    blanks = column.count(None) + column.count("")
    complete = any(full <= codes for full in _ALL_GROUPS[stub.role])
    return "total" not in codes and complete and blanks >= _FEWEST_TOTALS * len(column)


def groups_of_country(labels: Labels, texts: Iterable[str]) -> bool:
    """Whether "Urban", "Rural" and the like stand in a column of places, always below the country."""
    last, seen = "", False
    for text in texts:
        dims = labels.look(text).dims if text else {}
        if "area" in dims:
            last = dims["area"]
        elif dims.keys() & set(GROUP_DIMENSIONS):
            if last != COUNTRY:
                return False
            seen = True
    return seen


def kinds_of_rows(view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> tuple[frozenset[str], bool]:
    """The dimensions named by rows that hold figures, and whether group rows belong to the row above them."""
    autos = [stub for stub in layout.stubs if stub.role == "auto"]
    kinds = {stub.role for stub in layout.stubs if stub.role in KINDS}
    if any(stub.role == "area_code" for stub in layout.stubs):
        kinds.add("area")
    carry = False
    for stub in autos:
        majors, minors, order = Counter[str](), Counter[str](), []
        for row in table.data[:3000]:
            text = view.text(row, stub.col)
            found = labels.look(text) if text else NOTHING
            if found.issue is not None or not found.kind:
                continue
            kinds.update(kind for kind in found.dims if kind in KINDS)
            major = found.kind in ("area", "indicator", "period")
            (majors if major else minors)[text] += 1
            order.append(major)
        recurring = [text for text, count in minors.items() if count > 1]
        if stub.kind == "area" and groups_of_country(labels, (view.text(row, stub.col) for row in table.data[:3000])):
            carry = True
        if recurring and len(majors) > 1 and order and order[0]:
            groups = "".join("M" if major else "m" for major in order)
            carry = max(minors.values()) <= sum(part != "" for part in groups.split("M"))
    return frozenset(kinds), carry


_ROWS = 2000
_REGION = re.compile(r"region|zone|area|ecolog|geograph|តំបន់|ភូមិភាគ", re.I)
_SENTENCE_WORDS, _SENTENCE = 6, 40
_FEWEST_NAMES = 3


def restricts(view: SheetView, rows: Sequence[int], col: int, header: str, stubs: Sequence[Stub], first: int) -> bool:
    """Whether the texts of a column may say that its rows are about a part only.

    ``rows`` are the data rows, ``stubs`` the label columns that are read, ``first`` the first number column. Without a
    header only words that come again and again before the figures do.
    """
    held = {row: text for row in rows[:_ROWS] if (text := view.text(row, col)) and view.cls[col][row] in "THX"}
    if not held or names_sideline(header):
        return False
    texts = set(held.values())
    if not header and (col > first or 2 * len(held) < len(rows) or 2 * len(texts) > len(held)):
        return False
    region = _REGION.search(plain(header)) is not None
    prose = 2 * sum(map(_is_sentence, texts)) >= len(texts)  # "Trained 40 clerks" among whole sentences
    if all(names_everybody(text) or (region and names_region(text)) or prose for text in texts):
        return False
    return not any(_tells_apart(view, stub, held) for stub in stubs)


def _is_sentence(text: str) -> bool:
    return len(text) > _SENTENCE or text.count(" ") >= _SENTENCE_WORDS - 1


def _tells_apart(view: SheetView, stub: Stub, held: Mapping[int, str]) -> bool:
    """Whether each place (or indicator) of a label column always has the same text, and no two the same."""
    kind = stub.kind or stub.role
    if kind in GROUP_DIMENSIONS or kind not in ("area", "area_code", "indicator"):
        return False
    texts: dict[str, set[str]] = defaultdict(set)
    for row, text in held.items():
        texts[view.text(row, stub.col)].add(text)
    if any(len(told) > 1 for told in texts.values()):
        return False
    distinct = len(set().union(*texts.values()))
    if kind == "indicator":
        return distinct > 1
    return distinct == len(texts) >= _FEWEST_NAMES


_FEWEST_CODES, _MOST_AGREE = 3, 0.75
_EARLIEST = 1950
_NUMBERS, _TEXTS, _TIMES = "NVEMX", "TH", "YP"


def understand_columns(view: SheetView, labels: Labels, table: Table) -> TableLayout:
    """Decide the role of every column of ``table``."""
    return _Columns(view, labels, table).layout()


class _Columns:
    def __init__(self, view: SheetView, labels: Labels, table: Table) -> None:
        self.view, self.labels, self.table = view, labels, table
        rows = table.data
        dense = rows[-1] - rows[0] + 1 == len(rows)
        self.letters: dict[int, Counter[str]] = {}
        for col in range(table.c0, table.c1):
            line = view.cls[col]
            text = line[rows[0] : rows[-1] + 1] if dense else "".join(line[row] for row in rows)
            self.letters[col] = Counter({letter: text.count(letter) for letter in set(text)})
        self.stacks: dict[int, list[HeaderCell]] = {}

    def layout(self) -> TableLayout:
        cols = range(self.table.c0, self.table.c1)
        empty = [col for col in cols if not self.letters[col].keys() - {" "}]
        rough = [col for col in cols if self._count(col, _NUMBERS) > self._count(col, _TEXTS)]
        self.stacks = header_stacks(self.view, self.table, sorted([*rough, *empty]), self.labels.meaning)
        kinds = {col: self._role(col) for col in cols}
        measured = [col for col in cols if kinds[col] == "measure"]
        if measured != rough:
            self.stacks = header_stacks(self.view, self.table, sorted({*measured, *empty}), self.labels.meaning)
        stubs = [self._stub(col, kinds[col]) for col in cols if kinds[col] in READ_ROLES]
        stubs = self._with_conditions(self._choose(stubs, kinds), kinds)
        measures, lone = understand_measures(self.labels, self.stacks, measured)
        corner = self._corner(stubs)
        return TableLayout(stubs, measures, corner, lone)

    def _count(self, col: int, letters: str) -> int:
        return sum(self.letters[col][letter] for letter in letters)

    def _values(self, col: int) -> list[Any]:
        return [self.view.value(row, col) for row in self.table.data[:400]]

    # -- one column --------------------------------------------------------------------------------------------

    def _role(self, col: int) -> str:
        """``measure``, a role of ``READ_ROLES``, or ``ignore``."""
        word = self._word(col)
        numbers, texts, times = (self._count(col, group) for group in (_NUMBERS, _TEXTS, _TIMES))
        ages, dates = self._count(col, "A"), self._count(col, "D")
        if not numbers + texts + times + ages + dates:
            return "ignore"
        if self.view.turned and word == "period" and 2 * (numbers + texts + times + dates) < len(self.table.data):
            return "ignore"  # "Date: 2023" in the letter above a sheet on its side, no field of its records
        if word == "mixed_kind" and any(
            names_district(text) or names_everybody(text) for text in map(as_text, self._values(col))
        ):
            return "other_dimension"
        if word in ("numbering", "note", "ignore", "mixed_kind"):
            return "ignore"
        if times + dates > numbers + texts + ages and word in ("", "period") and self._dates_an_event(col):
            return "ignore"
        if word in ("status", "multiplier", "other_dimension"):
            return word
        if texts >= max(numbers, times, ages, dates, 1):
            return self._text_role(col, word)
        if word in ("period", *GROUP_DIMENSIONS):
            return word
        if word == "area_code" or (word in ("area", "code") and self._are_codes(col)):
            return "area_code"
        if word in ("code", "indicator"):
            return "ignore"
        if word in COMPANION_ROLES or word in ("value", "total", "average", "derived"):
            return "measure"
        header = self.stacks[col][-1].text if self.stacks.get(col) else ""
        if not word and header and not self._count(col, "NVE") and names_sideline(header) and not times + ages:
            return "ignore"
        if self._header_dims(col):
            return "period" if times and not numbers and self._are_years(col) else "measure"
        if times > numbers + ages and not word:
            return "ignore" if self.view.turned else "period"
        if ages > numbers + times and not word:
            return "auto"
        if dates > numbers + times + ages:
            return "ignore"
        return "ignore" if self._is_numbering(col) else "measure"

    def _dates_an_event(self, col: int) -> bool:
        """Whether a column says when something was built or sent, and not when figures were measured."""
        return any(dates_an_event(self.view.text(row, col)) for row in self.table.header)

    def _text_role(self, col: int, word: str) -> str:
        kind = majority_kind(self.labels, self._values(col))
        if kind == "period" and word in ("", "period") and self._dates_an_event(col):
            return "ignore"
        if word == "region":
            return "area" if kind == "area" else "region"
        if word == "code":
            return kind if kind in ("indicator", "area") else "ignore"
        if word == "mixed":
            return "auto"
        if kind and word in ("area", "indicator") and self._has_groups(col):
            return "auto"
        if kind and kind != "district" and word in ("area", "period", "indicator", *GROUP_DIMENSIONS) and kind != word:
            return "auto"
        if word in (
            "unit",
            "area",
            "area_code",
            "period",
            "indicator",
            "district",
            "other_dimension",
            *GROUP_DIMENSIONS,
        ):
            return word
        if word == "value" and kind in ("indicator", "area"):
            return "auto"  # "Result" over the names of what was reached
        if word in COMPANION_ROLES or word == "value":
            return "text" if self._is_wordy(col) else "measure"
        if kind == "district":
            return "district"
        if kind:
            return "auto"
        if self._header_dims(col):
            return "text" if self._is_wordy(col) else "measure"
        return "text"

    def _is_wordy(self, col: int) -> bool:
        """Whether "Coverage" or "Population" heads words without any digit, beside columns of figures."""
        dims = [self.labels.parse(cell.text).dims for cell in self.stacks.get(col, [])]
        if any(said.keys() - {"indicator"} for said in dims) or any(
            self.labels.catalogue.indicators[said["indicator"]].unit != "number" for said in dims if said
        ):
            return False
        others = any(
            self._count(other, _NUMBERS) > self._count(other, _TEXTS) for other in self.letters if other != col
        )
        return others and not any(any(map(str.isdecimal, as_text(value))) for value in self._values(col))

    def _has_groups(self, col: int) -> bool:
        """Whether "Male", "Female" and the like come again and again between the names of a column."""
        values = self._values(col)
        names = Counter(value for value in values if isinstance(value, str))
        if groups_of_country(self.labels, map(as_text, values)):
            return True
        return any(n > 1 and self.labels.parse(text).kind in GROUP_DIMENSIONS for text, n in names.items())

    def _word(self, col: int) -> str:
        """The role the header names, from the lowest label up."""
        named = False
        for cell in reversed(self.stacks.get(col, [])):
            role = role_of(cell.text)
            # A dimension's name over its own categories ("Residence" over "Urban") is a caption.
            if named and role in DIMENSION_ROLES:
                continue
            if role in GROUP_DIMENSIONS and self._captions(col, cell, role):
                continue
            found = self.labels.parse(cell.text)
            named = named or bool(found.kind and found.issue is None) or self.view.letter(cell.row, cell.col) == "P"
            if (
                role in DIMENSION_ROLES
                or role in COMPANION_ROLES
                or role
                in (
                    "value",
                    "status",
                    "note",
                    "ignore",
                    "total",
                    "average",
                    "derived",
                )
            ):
                return role
        return ""

    def _captions(self, col: int, cell: HeaderCell, role: str) -> bool:
        """Whether "Wealth tercile" stands over "Poor": a label that may be one of its groups, known or not."""
        lowest = self.stacks[col][-1]
        if lowest is cell or role_of(lowest.text):
            return False
        told = self.labels.read(role, lowest.text)
        return told.issue is None or told.issue.variant == "doubtful"

    def _header_dims(self, col: int) -> bool:
        found = [self.labels.parse(cell.text) for cell in self.stacks.get(col, []) if not cell.lone]
        return any(f.kind and f.issue is None for f in found)

    def _are_years(self, col: int) -> bool:
        """Whether years stand below the name of an indicator that has no such figures, left of all figures."""
        told = [self.labels.parse(cell.text).dims for cell in self.stacks[col]]
        most = [self.labels.catalogue.indicators[dims["indicator"]].maximum for dims in told if "indicator" in dims]
        left = not any(self._count(other, _NUMBERS) for other in range(self.table.c0, col))
        return left and bool(most) and all(limit is not None and limit < _EARLIEST for limit in most)

    def _are_codes(self, col: int) -> bool:
        texts = [as_text(value) for value in self._values(col) if value is not None]
        return all(text.isdecimal() and 1 <= int(text) <= 25 for text in texts)

    def _is_numbering(self, col: int) -> bool:
        """1, 2, 3 … without a header down the first column, beside a column of labels."""
        if self.stacks.get(col) and not self.stacks[col][-1].text.casefold().startswith("unnamed"):
            return False
        values = [v for v in self._values(col) if v is not None]
        whole = [int(v) for v in values if isinstance(v, int | float) and v == int(v)]
        if len(whole) < len(values) or len(whole) < 2 or whole[0] not in (0, 1):
            return False
        if any(self._count(c, _NUMBERS + _TEXTS) for c in range(self.table.c0, col)):
            return False
        # Last, since it looks at all columns: a sheet has sixteen thousand of them.
        if not any(self._count(c, _TEXTS) > self._count(c, _NUMBERS) for c in range(col + 1, self.table.c1)):
            return False
        return all(after in (before, before + 1, 1) for before, after in pairwise(whole))

    # -- label columns together --------------------------------------------------------------------------------

    def _stub(self, col: int, role: str) -> Stub:
        kind = majority_kind(self.labels, self._values(col)) if role == "auto" else role
        stack = self.stacks.get(col)
        return Stub(col, role, kind, (stack[-1].row, stack[-1].col) if stack else None)

    def _choose(self, stubs: list[Stub], kinds: dict[int, str]) -> list[Stub]:
        """Add a column of unknown texts when nothing else can say where or what the rows are."""
        if any(stub.kind == "area" and stub.role != "area_code" for stub in stubs):
            names = next(stub for stub in stubs if stub.kind == "area" and stub.role != "area_code")
            stubs = [stub for stub in stubs if stub.role != "area_code" or self._is_code_of(stub, names)]
        if any(stub.role in ("area", "area_code", "indicator", "auto", "district", "period") for stub in stubs):
            return stubs
        spare = [col for col, kind in kinds.items() if kind in ("text", "region")]
        if spare:
            stubs = sorted(
                [*stubs, self._stub(spare[0], "area" if kinds[spare[0]] == "region" else "auto")],
                key=lambda stub: stub.col,
            )
        return stubs

    def _with_conditions(self, stubs: list[Stub], kinds: dict[int, str]) -> list[Stub]:
        """Add the columns of other words that make the figures beside them a part of the whole."""
        chosen = {stub.col for stub in stubs}
        first = min((col for col, kind in kinds.items() if kind == "measure"), default=self.table.c1)
        for col, kind in kinds.items():
            if kind == "text" and col not in chosen:
                stub = self._stub(col, "other_dimension")
                header = self.stacks[col][-1].text if self.stacks.get(col) else ""
                if restricts(self.view, self.table.data, col, header, stubs, first):
                    stubs = sorted([*stubs, stub], key=lambda one: one.col)
        return stubs

    def _is_code_of(self, codes: Stub, names: Stub) -> bool:
        """Whether a column holds the codes of the provinces beside it, and not a running number."""
        if self._word(codes.col) == "area_code":
            return True
        pairs = [
            (self.labels.read("area_code", code).dims.get("area"), self.labels.read("area", name).dims.get("area"))
            for code, name in zip(self._values(codes.col), self._values(names.col), strict=True)
            if code is not None
        ]
        both: list[bool] = [code == name for code, name in pairs if name]
        return sum(both) >= _FEWEST_CODES and sum(both) >= _MOST_AGREE * len(both)

    def _corner(self, stubs: list[Stub]) -> dict[str, Any]:
        """What the header over the label columns says about the whole table ("Kampong Cham" over its indicators)."""
        dims: dict[str, Any] = {}
        for stub in stubs:
            for cell in self.stacks.get(stub.col, []):
                found = self.labels.parse(cell.text)
                if found.issue is None and not role_of(cell.text) and stub.kind not in found.dims:
                    combined, clash = merged_dimensions(
                        dims, {k: v for k, v in found.dims.items() if k not in ("unit", "age")}
                    )
                    dims = dims if clash else combined
        return dims
