"""Counts under the name of a percentage, and columns that stand beside their headers: doubted as a whole, asked once.

A number between 0 and 100 is no proof of a percentage. What betrays counts, in columns that hold whole numbers only
(decimals are no counts; whole percentages alone betray nothing, since many reports round):

- some lie above 100: one suffices where nothing states a percentage, two (or a quarter) where a "%" does;
- a title or a header speaks of cases, persons or of what was done with them, and nothing states a percentage;
- the total is the sum of at least two rows, and nothing states a percentage: no percentage of a whole is above all of
  its parts (decimals or not; of three rows also where a percentage is stated);
- the name itself counts its people ("Stunted children"), and nothing on the sheet speaks of a share.

Percentages that add up to 100 in a total are shares of the total, not rates of places. In a column of counts, figures
with decimals betray percentages or rates: two (or a quarter), while one is a slip of its own cell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from childrights.catalogue import Observation
from etl.cells import as_text, dashes, find_unit, plain, read_value
from etl.figures.figures import Figures
from etl.figures.records import Harvest
from etl.labels import KnownWords, Labels, decided_unit, is_note, normal, shelf, text_pieces, unit_stated
from etl.problems import Issue, shows_decimals
from etl.reading import format_meaning, parse_a1
from etl.scope import known_of
from etl.tables import MeasureColumn, SheetView, Surroundings, Table, TableLayout, lines_below

Cell = tuple[int, int]
Asked = tuple[Cell, str, Issue]
_ALL = 100.0
_FEWEST_PARTS, _PAIR = 3, 2
_SOME, _MANY = 2, 0.25
_ROUNDED = 0.6
_CLOSE = 1e-6
_NOTHING_KNOWN = KnownWords()
_LINK = re.compile(r"[,:;(|–—]|\s-\s|\b(?:among|of|in|for|by|at|per|from)\b")
_BEFORE_A_UNIT = (":", "(", "unit", "units", "ឯកតា")


@dataclass(slots=True)
class CountColumn:
    """The figures of one indicator in one column, its totals over places, and the label that names it."""

    indicator: str
    label: str
    cell: Cell
    measure: MeasureColumn
    stated: str = ""
    figures: list[Observation] = field(default_factory=list)
    totals: list[Observation] = field(default_factory=list)

    @property
    def values(self) -> list[float]:
        """The figures that have a value."""
        return [one.value for one in self.figures if one.value is not None]


def settle_counted(
    view: SheetView,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    around: Surroundings,
    crop: Harvest,
    figures: Figures,
) -> list[Asked]:
    """Take doubted columns out of ``figures`` (they count as rejected) and return what to ask, once for each."""
    columns = list(_columns(view, labels, table, layout, around, crop, figures))
    asked: list[Asked] = []
    doubted: list[CountColumn] = []
    shifted = _beside_their_headers(view, table, layout, labels, figures, columns)
    if shifted is None:
        asked += _with_decimals(layout, figures, columns)
    broken = {column.indicator for column in columns if not all(map(float.is_integer, map(float, column.values)))}
    for column in columns:
        if shifted is not None:
            doubted.append(column)
        elif (issue := _doubt(view, labels, table, around, column)) is not None:
            if issue.variant == "counts_bare" and column.indicator in broken:
                continue  # 71.9 in the next column of the same row: these are shares, one of them by chance whole
            doubted.append(column)
            asked.append((column.cell, column.label, issue))
    if shifted is not None:
        asked.append(shifted)
    if doubted:
        _take_out(figures, doubted)
    return list(dict.fromkeys(asked))


def _broken(figures: Figures, col: int) -> list[tuple[int, int, str, Issue]]:
    """The figures of a column of counts that were refused for their decimals. Three may be a thousands mark."""
    return [
        told
        for told in figures.complaints
        if told[1] == col
        and (told[3].variant == "not_whole" or (told[3].variant == "separator" and shows_decimals(told[2])))
    ]


def _with_decimals(layout: TableLayout, figures: Figures, columns: Sequence[CountColumn]) -> list[Asked]:
    """Columns of counts of which so many figures have decimals that all may be rates: asked once, not at each cell."""
    asked: list[Asked] = []
    for measure in layout.measures:
        broken = _broken(figures, measure.col)
        beside = [column for column in columns if column.measure is measure]
        known = figures.complaints.many(broken)
        many = known + sum(len(column.figures) for column in beside)
        if known < _SOME or known < _MANY * many:
            continue
        figures.complaints.take_out(broken)
        _take_out(figures, beside)
        for column in beside:
            column.figures, column.totals = [], []
        cell = measure.cell or broken[0][:2]
        asked.append((cell, measure.label, _issue("rates_as_counts", many=known, example=broken[0][2])))
    return asked


def _take_out(figures: Figures, doubted: Sequence[CountColumn]) -> None:
    gone = {id(one) for column in doubted for one in (*column.figures, *column.totals)}
    figures.rejected += [parse_a1(one.cell) for column in doubted for one in (*column.figures, *column.totals)]
    figures.observations = [one for one in figures.observations if id(one) not in gone]
    figures.totals = [(record, one) for record, one in figures.totals if id(one) not in gone]


def _columns(
    view: SheetView,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    around: Surroundings,
    crop: Harvest,
    figures: Figures,
) -> Iterator[CountColumn]:
    """The figures by column and indicator."""
    held: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in figures.observations:
        held[one.cell.rstrip("0123456789"), one.indicator].append(one)
    totals: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for _, one in figures.totals:
        totals[one.cell.rstrip("0123456789"), one.indicator].append(one)
    measures = {measure.col: measure for measure in layout.measures}
    names = [stub.col for stub in layout.stubs if "indicator" in (stub.kind, stub.role)]
    for (letters, code), found in held.items():
        row, col = parse_a1(found[0].cell)
        measure = measures.get(col)
        if measure is None:
            continue
        cell, label = _named_at(view, table, around, measure, code, [(row, name) for name in names])
        column = CountColumn(code, label, cell, measure, figures=found, totals=totals[letters, code])
        column.stated = _stated(view, labels, around, crop, column)
        yield column


def _named_at(
    view: SheetView, table: Table, around: Surroundings, measure: MeasureColumn, code: str, beside: Sequence[Cell]
) -> tuple[Cell, str]:
    """The cell that names the indicator of a column: its header, the label of its first row, or the title."""
    header = measure.cell or (table.first, measure.col)
    if measure.dims.get("indicator") == code:
        return header, measure.label
    for cell in beside:
        if view.text(*cell):
            return cell, view.text(*cell)
    title = around.cells.get("indicator")
    return (title, view.text(*title)) if title is not None else (header, measure.label)


def _stated(view: SheetView, labels: Labels, around: Surroundings, crop: Harvest, column: CountColumn) -> str:
    """The unit that header, row, title or the cells themselves state; ``decided`` when a person confirmed it."""
    if any(normal(text) in labels.decisions.unit for text in _where_stated(view, around, column) if text):
        return "decided"
    unit = str(column.measure.dims.get("unit", "")) or _unit_of_keys(crop, column) or str(around.dims.get("unit", ""))
    return unit or ("percent" if _written_as_percent(view, column) else "")


def _where_stated(view: SheetView, around: Surroundings, column: CountColumn) -> tuple[str, ...]:
    """The labels for which the unit of a column may have been decided."""
    return column.label, column.measure.label, view.text(*(around.cells.get("unit") or column.cell)), view.sheet.name


def _unit_of_keys(crop: Harvest, column: CountColumn) -> str:
    col = column.measure.col
    return next((r.key.unit for r in crop.records if r.col == col and r.key.indicator == column.indicator), "")


def _written_as_percent(view: SheetView, column: CountColumn) -> bool:
    for one in column.figures[:_FEWEST_PARTS]:
        row, col = parse_a1(one.cell)
        if "%" in view.text(row, col) or _shows_percent(view.sheet.format_of(row, col), one.value or 0.0):
            return True
    return False


def _shows_percent(fmt: str, value: float) -> bool:
    meaning = format_meaning(fmt, value)
    return meaning.percent or "%" in meaning.literal


# -- one column ------------------------------------------------------------------------------------------------


def _doubt(view: SheetView, labels: Labels, table: Table, around: Surroundings, column: CountColumn) -> Issue | None:
    indicator = labels.catalogue.indicators[column.indicator]
    if not column.values:
        return None
    if column.stated == "decided":
        return _against_the_decision(view, labels, table, around, column)
    if indicator.unit != "percent" or (indicator.maximum or 0) > _ALL:
        return None
    whole = all(value.is_integer() for value in map(float, column.values))
    if not whole:
        return _shares(column) or _added_up(column)
    above = [value for value in column.values if value > _ALL]
    enough = len(above) >= _SOME or len(above) >= _MANY * len(column.values)
    if above and len(column.values) > 1 and (enough or not column.stated):
        return _issue("counts_above", above=len(above), highest=f"{max(above):g}")
    if column.stated:
        return _shares(column) or _added_up(column)
    words = _count_words(view, labels, table, column)
    if words:
        return _issue("counts_named", words=words)
    if (added := _added_up(column)) is not None:
        return added
    return _issue("counts_bare") if _counts_heads(view, labels, table, column) else None


def _against_the_decision(
    view: SheetView, labels: Labels, table: Table, around: Surroundings, column: CountColumn
) -> Issue | None:
    """What speaks against a unit that a person decided: a header that states a number of cases, figures above 1."""
    indicator = labels.catalogue.indicators[column.indicator]
    unit = next(
        told for text in _where_stated(view, around, column) if (told := labels.decisions.unit.get(normal(text)))
    )
    if unit == "proportion" and indicator.unit == "percent":
        raw = (view.cols[col][row] for row, col in (parse_a1(one.cell) for one in column.figures))
        above = next((text for value in raw if (read_value(value).value or 0) > 1 and (text := as_text(value))), "")
        if above and "%" not in above:
            return _issue("decided_scale", example=above)
    for row in table.header:
        text = view.text(*view.anchors.get((row, column.measure.col), (row, column.measure.col)))
        stated = unit_stated(text) if text and find_unit(text).unit in ("", "number") else ""
        if stated == "number" and unit in ("percent", "proportion") and "indicator" not in labels.scan(text).dims:
            return decided_unit(text, stated, unit)
    return None


def _issue(variant: str, **params: object) -> Issue:
    return Issue("missing_unit", variant, params=tuple((name, str(told)) for name, told in params.items()))


def _shares(column: CountColumn) -> Issue | None:
    """A total of 100 over places that add up to it."""
    total = _sum_of_rows(column, _ROUNDED)
    return _issue("shares", total=f"{total:g}") if total is not None and abs(total - _ALL) <= _ROUNDED else None


def _added_up(column: CountColumn) -> Issue | None:
    """A total that its rows add up to: two where nothing states a percentage, three where something does."""
    total = _sum_of_rows(column, fewest=_FEWEST_PARTS if column.stated else _PAIR)
    return _issue("counts_sum", total=f"{total:g}") if total is not None else None


def _sum_of_rows(column: CountColumn, slack: float = _CLOSE, fewest: int = _FEWEST_PARTS) -> float | None:
    """The total of a column (or its country's figure) that is the sum of at least ``fewest`` others of its group."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in column.figures:
        groups[_group(one)].append(one)
    for one in column.totals:
        groups[_group(one)].append(one)
    for group in groups.values():
        wholes = [one.value for one in group if one.area == "KH" and one.value is not None]
        parts = [one.value for one in group if one.area != "KH" and one.value]
        for whole in wholes:
            if len(parts) >= fewest and abs(sum(parts) - whole) <= slack and whole > max(parts):
                return whole
    return None


def _group(one: Observation) -> tuple[object, ...]:
    return (one.period_label, one.sex, one.age, one.residence, one.wealth, one.disability)


def _count_words(view: SheetView, labels: Labels, table: Table, column: CountColumn) -> str:
    """What a title or a header says of counting ("cases", "persons", "identified"), the names of indicators apart."""
    known = known_of(labels, [column.indicator])
    header = [view.anchors.get((row, column.measure.col), (row, column.measure.col)) for row in table.header]
    titles = [text for cell in table.titles if not is_note(text := view.text(*cell))]
    for text in (*(view.text(*cell) for cell in header), column.label, *titles):
        told = text_pieces(dashes(plain(text)), known)
        if find_unit(text).unit == "percent" or any(piece.word.casefold() in shelf("share") for piece in told):
            continue
        for at, piece in enumerate(told):
            words = set(piece.word.casefold().split())
            unit = words & shelf("counted_unit") and at and told[at - 1].word.casefold() in _BEFORE_A_UNIT
            ends_in_n = words == {"n"} and at == len(told) - 1 and told[at - 1].kind in ("comma", "end")
            if piece.kind != "subject" and (words & shelf("counted") or unit or ends_in_n):
                return piece.word
    return ""


def _counts_heads(view: SheetView, labels: Labels, table: Table, column: CountColumn) -> bool:
    """Whether a name that as well counts its people ("Stunted children", "Births registered") stands over the numbers
    and nothing on or around the table speaks of a share."""
    header = [view.anchors.get((row, column.measure.col), (row, column.measure.col)) for row in table.header]
    heads = dict.fromkeys(view.text(*cell) for cell in header)
    names = [text for text in (column.label, *heads) if "indicator" in labels.scan(text).dims]
    if not any(map(_is_head, names)):
        return False
    beside = (*table.titles, *lines_below(view, table))
    told = [column.label, *heads, *(view.text(*cell) for cell in beside), view.sheet.name]
    return not any(find_unit(text).unit == "percent" or _speaks_of_share(text) for text in told if text)


def _speaks_of_share(text: str) -> bool:
    return any(piece.word.casefold() in shelf("share") for piece in text_pieces(dashes(plain(text)), _NOTHING_KNOWN))


def _is_head(text: str) -> bool:
    """Whether those who are counted head a label: in "Stunting among children" and "Child labour" they do not."""
    bare = dashes(plain(text)).casefold()
    before = _LINK.split(bare, maxsplit=1)[0]
    khmer = any(not noun.isascii() and bare.startswith(noun) for noun in shelf("head_noun"))
    return khmer or bool({*re.findall(r"[a-z]+", before)} & shelf("head_noun"))


# -- columns beside their headers ------------------------------------------------------------------------------


def _beside_their_headers(
    view: SheetView, table: Table, layout: TableLayout, labels: Labels, figures: Figures, columns: Sequence[CountColumn]
) -> Asked | None:
    """Somebody inserted or took out a column of the body only: a last column of numbers without a header, or a last
    header without numbers, while another column cannot be what its header says."""
    headed = [m for m in layout.measures if m.role == "value" and m.label]
    bare = [m for m in layout.measures if m.issue is not None and m.issue.variant == "no_header"]
    last = max((m.col for m in headed), default=-1)
    if not headed or not (any(m.col == last + 1 for m in bare) or _header_without_numbers(view, table, last + 1)):
        return None
    for measure in headed:
        broken = _broken(figures, measure.col)
        held = [value for column in columns if column.measure is measure for value in column.values]
        wrong = [v for column in columns if column.measure is measure for v in _outside(labels, column)]
        known = figures.complaints.many(broken)
        if known + len(held) > 1 and 2 * (known + len(wrong)) > known + len(held):
            example = broken[0][2] if broken else f"{wrong[0]:g}"
            figures.complaints.take_out(broken)
            cell = measure.cell or (table.first, measure.col)
            return cell, measure.label, Issue("out_of_range", "beside", params=(("example", example),))
    return None


def _header_without_numbers(view: SheetView, table: Table, col: int) -> bool:
    if not table.header or col >= view.ncols:
        return False
    return bool(view.text(table.header[-1], col)) and all(view.cls[col][row] == " " for row in table.data)


def _outside(labels: Labels, column: CountColumn) -> list[float]:
    """The figures of a column that its header's indicator cannot have."""
    indicator = labels.catalogue.indicators[column.indicator]
    low, high = indicator.minimum, indicator.maximum
    return [v for v in column.values if (low is not None and v < low) or (high is not None and v > high)]
