"""What each column of a table holds: labels of a dimension, values, companions of values, or nothing to read."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from etl.understanding.columns import groups_of_country
from etl.understanding.found import GROUP_DIMENSIONS, merged
from etl.understanding.headers import HeaderCell, header_stacks
from etl.understanding.labels import Labels
from etl.understanding.lines import READ_ROLES, Layout, Stub
from etl.understanding.measures import understand_measures
from etl.understanding.periods import dates_an_event
from etl.understanding.shapes import Table, majority_kind
from etl.understanding.sidelines import restricts
from etl.understanding.view import View, as_text
from etl.understanding.words import (
    COMPANION_ROLES,
    DIMENSION_ROLES,
    names_district,
    names_everybody,
    names_sideline,
    role_of,
)

_FEWEST_CODES, _MOST_AGREE = 3, 0.75
_EARLIEST = 1950
_NUMBERS, _TEXTS, _TIMES = "NVEMX", "TH", "YP"


def understand_columns(view: View, labels: Labels, table: Table) -> Layout:
    """Decide the role of every column of ``table``."""
    return _Columns(view, labels, table).layout()


class _Columns:
    def __init__(self, view: View, labels: Labels, table: Table) -> None:
        self.view, self.labels, self.table = view, labels, table
        rows = table.data
        dense = rows[-1] - rows[0] + 1 == len(rows)
        self.letters: dict[int, Counter[str]] = {}
        for col in range(table.c0, table.c1):
            line = view.cls[col]
            text = line[rows[0] : rows[-1] + 1] if dense else "".join(line[row] for row in rows)
            self.letters[col] = Counter({letter: text.count(letter) for letter in set(text)})
        self.stacks: dict[int, list[HeaderCell]] = {}

    def layout(self) -> Layout:
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
        return Layout(stubs, measures, corner, lone)

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
            if role in DIMENSION_ROLES or role in COMPANION_ROLES or role in (
                "value", "status", "note", "ignore", "total", "average", "derived",
            ):  # fmt: skip
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
        both = [code == name for code, name in pairs if name]
        return sum(both) >= _FEWEST_CODES and sum(both) >= _MOST_AGREE * len(both)

    def _corner(self, stubs: list[Stub]) -> dict[str, Any]:
        """What the header over the label columns says about the whole table ("Kampong Cham" over its indicators)."""
        dims: dict[str, Any] = {}
        for stub in stubs:
            for cell in self.stacks.get(stub.col, []):
                found = self.labels.parse(cell.text)
                if found.issue is None and not role_of(cell.text) and stub.kind not in found.dims:
                    combined, clash = merged(dims, {k: v for k, v in found.dims.items() if k not in ("unit", "age")})
                    dims = dims if clash else combined
        return dims
