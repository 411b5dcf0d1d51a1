"""Whose figures a table holds: what its titles, notes, headers, labels and remarks say beyond what is understood.

Figures of a part of the people ("our 350 beneficiary families") must not pass for the province's. They are held back
until a person says whether they are ``whole`` (the province's after all) or of this ``part``; then they carry its words
as their ``scope``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import PurePath

from childrights.catalogue import Indicator, Observation
from etl.labels import UNLOOKED, KnownWords, Labels, disowned, find_categories, head_of, is_note, normal, role_of, stems
from etl.periods import states_plan, strip_periods
from etl.problems import Issue
from etl.reading import STRUCK, UNSEEN, CellValue, Workbook, parse_a1
from etl.scope.denials import header_of_none, named_part_of_people, no_figures_named
from etl.scope.denied_lines import lines_denied, other_indicator
from etl.scope.people_rules import restriction
from etl.tables import (
    READ_ROLES,
    SheetView,
    Surroundings,
    Table,
    TableLayout,
    group_told,
    indicators_named,
    lines_below,
    remarks_on,
)

Cell = tuple[int, int]
_WHOSE = re.compile(r"^(?:(?:our|own|the|only|all|of|in|at)\s+)+", re.I)
_KEY_OF_PROJECT = re.compile(
    r"(?:name of (?:the )?)?(?:project|programme|program)(?: name| title)?|(?:ឈ្មោះ)?(?:គម្រោង|កម្មវិធី)", re.IGNORECASE
)
_NATIONAL_PROGRAMME = re.compile(r"\bnational\b(?=[\w ]*(?:program|project|initiative))", re.IGNORECASE)
_LINKS = re.compile(r"[_]+|(?<=\D)-|-(?=\D)")
_SHORTEST_KEY = 4
_MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Limit:
    """Words that restrict whom figures are about, at which cell to ask, ``part``, ``skip`` or no answer yet, and the
    cell where they stand (``None`` in a name). ``variant`` is ``example`` when they call the figures no real ones,
    ``not_used`` when none to be used."""

    words: str
    cell: Cell
    answer: str = ""
    stands: Cell | None = None
    variant: str = "people"

    @property
    def scope(self) -> str:
        """The words as they are told of a figure: whom it is about, without whose they are."""
        return _WHOSE.sub("", self.words)


@dataclass(slots=True)
class PopulationLimits:
    """The limits of a table: of all its figures, of some columns, of some rows, of some ``figures`` alone.

    ``remarked`` are the cells on which a comment restricts them, whatever was answered.
    """

    all: list[Limit] = field(default_factory=list)
    cols: dict[int, list[Limit]] = field(default_factory=dict)
    rows: dict[int, list[Limit]] = field(default_factory=dict)
    figures: dict[Cell, list[Limit]] = field(default_factory=dict)
    remarked: set[Cell] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.all or self.cols or self.rows or self.figures)

    def of(self, row: int, col: int) -> list[Limit]:
        """The limits of one figure."""
        found = [*self.all, *self.cols.get(col, ()), *self.rows.get(row, ()), *self.figures.get((row, col), ())]
        return list({limit.words: limit for limit in reversed(found)}.values())[::-1]

    @property
    def cells(self) -> set[Cell]:
        """The cells whose words a person confirmed: figures are told with them."""
        lines = chain([self.all], self.cols.values(), self.rows.values(), self.figures.values())
        return {one.stands for line in lines for one in line if one.answer == "part" and one.stands is not None}


@dataclass(slots=True)
class Settled:
    """The figures of a table: ``kept`` with the ``scope`` that was decided, ``held`` back until somebody answers what
    is ``asked`` once for each wording (``(cell, words, issue)``), and how many were ``left_out`` as a person wished."""

    kept: list[Observation] = field(default_factory=list)
    held: list[Observation] = field(default_factory=list)
    asked: list[tuple[Cell, str, Issue]] = field(default_factory=list)
    left_out: int = 0


def settle_people(observations: Iterable[Observation], limits: PopulationLimits) -> Settled:
    """Sort the figures of a table by what restricts them."""
    out = Settled()
    if not limits:
        out.kept = list(observations)
        return out
    asked: dict[str, Limit] = {}
    for one in observations:
        found = limits.of(*parse_a1(one.cell))
        unsettled = next((limit for limit in found if not limit.answer), None)
        if any(limit.answer == "skip" for limit in found):
            out.left_out += 1
        elif unsettled is not None:
            out.held.append(one)
            asked.setdefault(unsettled.words, unsettled)
        elif found:
            out.kept.append(replace(one, scope="; ".join(dict.fromkeys(limit.scope for limit in found))))
        else:
            out.kept.append(one)
    out.asked = [(limit.cell, limit.words, Issue("unknown_category", limit.variant)) for limit in asked.values()]
    return out


def find_limits(
    view: SheetView,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    around: Surroundings,
    workbook: Workbook,
) -> PopulationLimits:
    """Everything about a table that restricts whom its figures are about and was not answered by ``whole``."""
    one_sheet = len(workbook.sheets) == 1  # or the name of the file may be about another sheet
    return _Reader(view, labels, table, layout, around, one_sheet=one_sheet).limits(workbook.file_name)


class _Reader:
    def __init__(
        self,
        view: SheetView,
        labels: Labels,
        table: Table,
        layout: TableLayout,
        around: Surroundings,
        *,
        one_sheet: bool,
    ) -> None:
        self.one_sheet = one_sheet
        self.view, self.labels, self.table, self.layout = view, labels, table, layout
        self.around, self.codes = around, (codes := indicators_named(view, labels, table, layout, around))
        self.known = known_of(labels, codes)
        self.only_shares = bool(codes) and all(labels.catalogue.indicators[code].unit != "number" for code in codes)

    def limits(self, file_name: str) -> PopulationLimits:
        found = PopulationLimits()
        told = [*self._titles(), *self._names(file_name), *self._headers_of_labels(), *self._below()]
        for text, where, cell, stands in told:
            self._add(found.all, text, where, cell, stands)
            unheard = where == "header" or (stands and self.view.sheet.marks.get(stands) in (STRUCK, UNSEEN))
            denied = None if unheard else self._denied(text, where, cell)
            if denied is not None and all(limit.variant != denied.variant for limit in found.all):
                found.all.append(denied)
        for measure in self.layout.measures:
            if measure.role in ("value", "total"):
                self._put(found.cols, [measure.col], self._header(measure.col), "header")
                for text, cell in self._header(measure.col):
                    self._deny(found.cols, [measure.col], header_of_none(text, self.known), text, cell)
        for words, text, cell, rows, cols in lines_denied(self.view, self.labels, self.table, self.layout, self.around):
            self._deny(found.rows, rows, words, text, cell)
            self._deny(found.cols, cols, words, text, cell)
        self._rows(found)
        self._remarks(found)
        return found

    def _remarks(self, found: PopulationLimits) -> None:
        """Comments, which people hang on what they speak of."""
        for remark in remarks_on(self.view, self.table, self.layout):
            for line in remark.text.splitlines():
                if self._restriction(line, "note"):
                    found.remarked.add(remark.cell)
                if remark.rows is None and remark.cols is None:
                    self._add(found.all, line, "note", remark.cell, remark.cell)
                elif remark.rows is None:
                    self._put(found.cols, list(remark.cols or ()), [(line, remark.cell)], "note")
                elif remark.cols is None:
                    self._put(found.rows, list(remark.rows), [(line, remark.cell)], "note")
                else:
                    self._add(found.figures.setdefault(remark.cell, []), line, "note", remark.cell, remark.cell)

    # -- where words stand -------------------------------------------------------------------------------------

    def _head(self) -> Cell:
        """The header of the first figures: where to ask about words that stand below them, or on no cell."""
        first = next((m for m in self.layout.measures if m.role == "value"), self.layout.measures[0])
        return first.cell or (self.table.first, first.col)

    def _titles(self) -> Iterator[tuple[str, str, Cell, Cell | None]]:
        for cell in sorted({*self.table.titles, *self.layout.lone}):
            text = self.view.text(*cell)
            key = self.view.text(cell[0], cell[1] - 1) if cell[1] else ""
            head = head_of(key.rstrip(" :：៖")) or head_of(text)
            if _KEY_OF_PROJECT.fullmatch(bare := text.rstrip(" :：៖")) and (
                name := self.view.text(cell[0], cell[1] + 1)
            ):
                text = f"{bare}: {name}"
            if head != "author":
                yield text, "note" if head == "source" or is_note(text) else "title", cell, cell

    def _names(self, file_name: str) -> Iterator[tuple[str, str, Cell, Cell | None]]:
        for name in (self.view.sheet.name, PurePath(file_name).stem):
            yield _LINKS.sub(" ", name), "name", self._head(), None

    def _headers_of_labels(self) -> Iterator[tuple[str, str, Cell, Cell | None]]:
        for stub in self.layout.stubs:
            if stub.role in READ_ROLES - {"other_dimension", "status"}:
                yield from ((text, "header", cell, cell) for text, cell in self._header(stub.col))

    def _below(self) -> Iterator[tuple[str, str, Cell, Cell | None]]:
        for cell in lines_below(self.view, self.table):
            text = self.view.text(*cell)
            if head_of(text) != "author":
                yield text, "note", self._head(), cell

    def _header(self, col: int) -> Iterator[tuple[str, Cell]]:
        """The labels over a column."""
        for line in self.table.header:
            cell = self.view.anchors.get((line, col), (line, col))
            text = self.view.text(*cell)
            if text and cell not in self.layout.lone:
                yield text, cell

    def _rows(self, found: PopulationLimits) -> None:
        """Labels, sub-headings and remarks, which hold for their rows."""
        stubs = {stub.col for stub in self.layout.stubs if stub.role in READ_ROLES - {"other_dimension", "status"}}
        figures = {measure.col for measure in self.layout.measures}
        for col in range(self.table.c0, self.table.c1):
            if col in figures:
                continue
            where = "header" if col in stubs else "note"
            if where == "note" and any(head_of(text) in ("author", "meaning") for text, _ in self._header(col)):
                continue
            texts = self._texts(col)
            restricting = {text for text in texts if self._read(text, where)[0]}
            for text, rows in self._rows_of(col, restricting if where == "header" else set(texts)).items():
                for row in rows if text in restricting else ():
                    self._put(found.rows, [row], [(text, (rows[0], col))], where, (row, col))
                if where != "header" and (denied := self._denied(text, where, (rows[0], col))) is not None:
                    for row in rows:
                        found.rows.setdefault(row, []).append(denied)
        self._headings(found, figures)

    def _texts(self, col: int) -> list[str]:
        line = self.view.cols[col]
        held = dict.fromkeys(line[row] for row in self.table.data)
        return [text for text in held if isinstance(text, str)]

    def _rows_of(self, col: int, texts: Set[str]) -> dict[str, list[int]]:
        """The rows of each label: its own, those it is merged over, and those it is not repeated in."""
        if not texts:
            return {}
        line, filled = self.view.cols[col], any(stub.col == col and stub.fill for stub in self.layout.stubs)
        rows: dict[str, list[int]] = {}
        current: CellValue = None
        for row in self.table.data:
            value = line[row]
            if value is None or value == "":
                anchor = self.view.anchors.get((row, col))
                value = line[anchor[0]] if anchor is not None else current if filled else None
            current = value
            if isinstance(value, str) and value in texts:
                rows.setdefault(value, []).append(row)
        return rows

    def _headings(self, found: PopulationLimits, figures: set[int]) -> None:
        """Sub-headings hold for the rows below them, up to the next one."""
        data = set(self.table.data)
        below: list[int] = []
        for row in reversed(self.table.body):
            if row in data:
                below.append(row)
                continue
            cols = [c for c in range(self.table.c0, self.table.c1) if c not in figures and self.view.text(row, c)]
            text = self.view.text(row, cols[0]) if cols else ""
            if len(cols) == 1 and not is_note(text):
                self._put(found.rows, below, [(text, (row, cols[0]))], "title")
                below = []

    # -- what they say -----------------------------------------------------------------------------------------

    def _put(
        self,
        held: dict[int, list[Limit]],
        at: list[int],
        texts: Iterable[tuple[str, Cell]],
        where: str,
        stands: Cell | None = None,
    ) -> None:
        """Add what ``texts`` say to lines, at their cells or where they stand repeated."""
        told: list[Limit] = []
        for text, cell in texts:
            self._add(told, text, where, cell, stands or cell)
        for place in at if told else ():
            held.setdefault(place, []).extend(told)

    def _add(self, held: list[Limit], text: str, where: str, cell: Cell, stands: Cell | None) -> None:
        words, answer = self._read(text, where)
        if words and answer != "whole" and not any(normal(limit.words) == normal(words) for limit in held):
            held.append(Limit(words, cell, answer, stands))

    def _denied(self, text: str, where: str, cell: Cell) -> Limit | None:
        """Words that call the figures an example, or no figures to be used: they hold back until a person says that the
        figures are real, and never make them those of a part of the people."""
        bare = self.labels.places.without(strip_periods(text))
        words, why = disowned(bare, where, self.known, shares=self.only_shares)
        if not words:
            words, why = self._no_figures(text, where), "not_used"
        return self._limit(words, why, text, cell)

    def _limit(self, words: str, why: str, text: str, cell: Cell) -> Limit | None:
        told, decisions = (normal(words), normal(text)), self.labels.decisions
        if not words or any(answer == "whole" and normal(key) in told for key, answer in decisions.people.items()):
            return None
        return Limit(words, cell, "skip" if {*told} & {*decisions.skip} else "", variant=why)

    def _no_figures(self, text: str, where: str) -> str:
        if where == "name" and self.view.sheet.hidden:
            return ""  # that the sheet is hidden is told already
        words = no_figures_named(text, where, self.known, self._own_names)
        if words and where == "name" and any(states_plan(measure.label) for measure in self.layout.measures):
            return ""  # the targets of that name stand in a column of their own
        titled = self.around.cells.get("indicator") is not None
        if words or where != "name" or not (self.one_sheet and titled):
            return words
        return other_indicator(text, self.view, self.labels, self.codes, self.known, self._own_names)

    @cached_property
    def _own_names(self) -> str:
        return " ; ".join(name for code in self.codes for name in _names(self.labels.catalogue.indicators[code]))

    def _deny(self, held: dict[int, list[Limit]], at: Iterable[int], words: str, text: str, cell: Cell) -> None:
        """Hold lines back whose words say that they are no figures to be used."""
        if (limit := self._limit(words, "not_used", text, cell)) is not None:
            for place in at:
                held.setdefault(place, []).append(limit)

    def _read(self, text: str, where: str) -> tuple[str, str]:
        """The words of a text that restrict, and what was decided about them or about a piece of the text."""
        if not text:
            return "", ""
        words, decisions = self._restriction(text, where), self.labels.decisions
        if words and (normal(words) in decisions.skip or normal(text) in decisions.skip):
            return words, "skip"
        if normal(text) in decisions.skip:
            return "", ""
        return answered_words(decisions.people, words, text) if decisions.people else (words, "")

    @cached_property
    def _groups_told(self) -> set[str]:
        """The dimensions that a table, what stands around it or its indicators tell themselves."""
        found = {kind for measure in self.layout.measures for kind in measure.dims} | set(self.around.dims)
        for stub in self.layout.stubs:
            found.add(stub.role)
            texts = {self.view.text(row, stub.col) for row in self.table.body[:_MOST_ROWS]}
            found |= {kind for text in texts if text for kind in self.labels.look(text).dims}
        for one in (self.labels.catalogue.indicators[code] for code in self.codes):
            for told in (one.name_en, one.name_km, one.definition_en, one.numerator, one.denominator):
                found |= {reading.dimension for reading in find_categories(told or "").found}
        return found

    def _restriction(self, text: str, where: str) -> str:
        if where == "note" and (group := group_told(text)) and group[0] not in self._groups_told:
            return group[1]
        tired = self.labels.patience.is_over
        if not tired and (words := named_part_of_people(text, where, self.known, self.labels.places)):
            return words
        memo = self.labels.restrictions
        key = (text, where, id(self.known))
        if key not in memo:
            # A title that a person mapped names its people in words of its own: "Kids with papers" is nobody's part.
            where = "mapped" if where == "title" and self._is_mapped(text) else where
            # Looking at all of a remark, and taking the places out, is too dear for a hundred thousand of them.
            understood = not (tired and where == "note") and self._is_understood(text)
            # "National" would be taken off as a place, but it says that a programme is the State's.
            bare = "" if understood else _NATIONAL_PROGRAMME.sub("ministry", strip_periods(text))
            bare = bare if tired else self.labels.places.without(bare)
            memo[key] = restriction(bare, where, self.known)
        return memo[key]

    def _is_mapped(self, text: str) -> bool:
        """Whether a person said what the words mean, now or before."""
        return bool(self.labels.code_decided(text)) or ("indicator", text) in self.labels.recall.used

    def _is_understood(self, text: str) -> bool:
        """Whether the readers of labels explain every word, without the help of a person who mapped the label."""
        found = self.labels.look(text)
        if found.issue is not None and found.issue.variant == UNLOOKED:
            return False
        if self._is_mapped(text) or normal(text) in self.labels.decisions.areas:
            return False
        if role_of(text) or (found.issue is None and found.dims and "indicator" not in found.dims):
            return True
        return self.labels.matcher.match(text).taken


def answered_words(people: Mapping[str, str], words: str, text: str) -> tuple[str, str]:
    """The words that were answered and the answer: of those found, or of any a person named in the text."""
    said, whole = normal(words), normal(text)
    for key, answer in people.items():
        bare = normal(key)
        if len(bare) < _SHORTEST_KEY or bare not in whole:
            continue
        if not words:
            return (key, answer) if answer == "part" else ("", "")
        if bare in said or said in bare:
            return words, answer
    return words, ""


def known_of(labels: Labels, codes: Iterable[str]) -> KnownWords:
    """What is known in the texts of a table with these indicators; remembered for each set of them."""
    wanted = frozenset(codes)
    known = labels.known.get(wanted)
    if known is None:
        known = labels.known[wanted] = _known(tuple(labels.catalogue.indicators.values()), wanted)
    return known


@lru_cache(maxsize=64)
def _known(indicators: tuple[Indicator, ...], wanted: frozenset[str]) -> KnownWords:
    own = sorted((one for one in indicators if one.code in wanted), key=lambda one: one.code)
    names = [name for one in own for name in _names(one)]
    told = [text for one in own for text in (one.definition_en, one.numerator, one.denominator)]
    khmer = [name for one in indicators for name in (one.name_km, one.short_name_km, *one.aliases_km) if name]
    return KnownWords(names, told, _all_stems(indicators), khmer)


@lru_cache(maxsize=2)
def _all_stems(indicators: tuple[Indicator, ...]) -> frozenset[str]:
    return stems(
        text for one in indicators for text in (*_names(one), one.definition_en, one.numerator, one.denominator)
    )


def _names(one: Indicator) -> list[str]:
    names = (one.name_en, one.short_name_en, one.name_km, one.short_name_km, *one.aliases_en, *one.aliases_km)
    return [name for name in names if name]
