"""From a workbook as read to everything that is known about it: tables, observations and every problem in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from childrights.catalogue import Catalogue, Observation
from etl.checks import checked
from etl.doors import DoorContext, door_of, is_companion
from etl.figures import (
    FigureTally,
    Harvest,
    Record,
    denies_year,
    harvest,
    made_in_sight,
    read_figures,
    settle_borrowed,
    settle_counted,
    settle_counts,
    settle_times,
    settle_totals,
    unread_ragged,
    with_samples,
    withdraw_by_look,
    without_struck_titles,
)
from etl.labels import (
    AGAINST,
    KINDS,
    NO_MEMORY,
    Decisions,
    IndicatorMatcher,
    Labels,
    Memory,
    PlaceFinder,
    Recall,
    find_old_font,
    normal,
    role_of,
)
from etl.persons import find_persons, neutral_name
from etl.problems import CheckResult, Issue, Problem, Problems, problem, with_more
from etl.reading import Sheet, Workbook, a1, column_name, parse_a1, range_a1
from etl.scope import PopulationLimits, find_limits, settle_people
from etl.tables import (
    SheetView,
    Surroundings,
    Table,
    TableLayout,
    as_of_their_time,
    can_be_turned,
    find_tables,
    forget_named_groups,
    letters_of,
    observation_back,
    problem_back,
    settle_units,
    stands_upright,
    surroundings,
    table_back,
    turned,
    understand_columns,
)
from etl.understanding import template
from etl.understanding.explain import contradicted, explain_table, lines_read, told_again
from etl.understanding.lines_asked import AskedLines
from geo import COUNTRY, Gazetteer


def note_decided_year(
    view: SheetView, around: Surroundings, observations: Sequence[Observation], year: int | None, tally: FigureTally
) -> None:
    """Note whether a table needed the year that was decided, or tells another."""
    if year is None or not observations:
        return
    if around.decided and any(one.period_label == str(year) for one in observations):
        tally.year_needed = True
    elif around.denied and any(one.period_label == around.denied for one in observations):
        cell = a1(*(around.cells.get("period") or around.anchor))
        tally.year_denied.append(
            problem(
                "unknown_year",
                "decided",
                "error",
                view.sheet.name,
                cell,
                around.denied,
                words=around.denied,
                other=year,
            )
        )
    elif not any(one.year_start <= year <= one.year_end for one in observations):
        label, first = observations[0].period_label, observations[0]
        tally.year_unused.append(
            problem("unknown_year", "decided", "warning", first.sheet, first.cell, label, words=label, other=year)
        )


def settle_decided_year(tally: FigureTally) -> None:
    """What becomes of a decided year that titles and names contradict.

    Where other tables of the file needed it, it was meant for those, and the rest is only told. Where none did, nobody
    knows which of the two years is right, and the figures wait. Years that stand beside the figures are believed.
    """
    if tally.year_needed:
        tally.problems += [replace(found, severity="warning") for found in tally.year_denied]
        return
    tally.problems += [*tally.year_denied, *tally.year_unused[:1]]
    doubted = {(found.sheet, found.value) for found in tally.year_denied}
    kept = [one for one in tally.observations if (one.sheet, one.period_label) not in doubted]
    tally.rejected += len(tally.observations) - len(kept)
    tally.observations = kept


_STRAY = 3
_LINES_TOLD = 5
_NO_FIGURES = ("average", "derived")
_NEAR = 2
_WORDS = "TH"
_NAMES = ("indicator", "area")
_TOP, _BOTTOM = 60, 30
_WORDS_BELOW = re.compile("[TP](?:T{2,}(?= )|T{2,}$)")
_NUMBERS = re.compile("[NV]")


def check_workbook(
    workbook: Workbook,
    *,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    decisions: Decisions = Decisions(),  # noqa: B008 - frozen
    published: Sequence[Observation] = (),
    memory: Memory = NO_MEMORY,
    domains: Sequence[str] = (),
) -> CheckResult:
    """Understand every sheet of a workbook and check the figures together.

    ``decisions`` is what a person decided about this file, ``memory`` what this member confirmed before,
    ``published`` the figures already public (for jumps and missing provinces). Writes nothing, reads no file.
    """
    matcher = IndicatorMatcher.of(catalogue)
    official = template.is_template(workbook)
    if official:
        decisions = template.with_codes_of(workbook, decisions)
    labels = Labels(catalogue, PlaceFinder(gazetteer), matcher, decisions, Recall(memory, decisions))
    if official:
        template.learn_names(workbook, labels)
    tally = FigureTally()
    doors = {} if official else {sheet.name: door for sheet in workbook.sheets if (door := door_of(sheet)) is not None}
    if personal := find_persons(workbook, lambda text: bool(labels.look(text).kind)):
        told = {one.message_id for one in personal}
        name = neutral_name(workbook.file_name) if "personal_data/file_name" in told else workbook.file_name
        return CheckResult(name, workbook.sha256, (), (), 0, 0, 0, tuple(personal))
    if not doors and (unread := find_old_font(workbook.sheets)) is not None:
        return CheckResult(workbook.file_name, workbook.sha256, (), (), 0, 0, 0, (unread,))
    for sheet in workbook.sheets:
        if sheet.name in doors and normal(sheet.name) not in decisions.skip:
            tally.add(doors[sheet.name].read(DoorContext(catalogue, gazetteer, decisions)))
        elif not official:
            if not (doors and is_companion(sheet)):
                _sheet(sheet, workbook, labels, tally)
        elif template.is_data_sheet(sheet):
            _official_sheet(sheet, workbook, labels, tally)
    settle_decided_year(tally)
    if not (tally.tables or tally.problems or official):
        tally.problems.append(problem("no_table", "empty", "error", "", ""))
    checks = checked(tally.observations, catalogue, published, domains)
    accepted = [one for one in tally.observations if (one.sheet, one.cell) not in checks.wrong]
    refused = len(tally.observations) - len(accepted)
    tally.problems += [note for _, note in tally.recalled]
    tally.problems += checks.told(but_warnings_at=checks.wrong)
    problems = sorted(tally.problems.told(), key=_importance)
    return CheckResult(
        workbook.file_name,
        workbook.sha256,
        tuple(tally.tables),
        tuple(accepted),
        tally.found,
        tally.rejected + refused,
        tally.skipped,
        tuple(problems),
        tuple(tally.read),
        recalled=tuple(dict.fromkeys(one for one, _ in tally.recalled)),
    )


def _importance(found: Problem) -> tuple[bool, str]:
    return (found.severity != "error", found.sheet) if found.severity in ("error", "warning") else (True, "")


def _official_sheet(sheet: Sheet, workbook: Workbook, labels: Labels, tally: FigureTally) -> None:
    view = SheetView(template.prepared(sheet, template.code_list(workbook)))
    found = template.template_table(view)
    if found is not None:
        # Neither the file's name nor the sheet's says anything about the figures of a form that has a column for all.
        _read_table(view, workbook, labels, *found, tally, Surroundings())


def _sheet(sheet: Sheet, workbook: Workbook, labels: Labels, tally: FigureTally) -> None:
    view = SheetView(sheet)
    if not view.nrows:
        return
    if normal(sheet.name) in labels.decisions.skip:
        return
    labels = labels.within(_words_around(sheet, workbook))
    read = _tables(view, workbook, labels)
    silent = not (read.observations or read.denied or read.held)
    if read.found and silent and can_be_turned(sheet) and not stands_upright(view):
        # On its side the sheet has no title left; what its title contradicts is forgotten all the same.
        labels = labels.forgetting(read.gone)
        lying = _tables(SheetView(turned(sheet), turned=True, letters=letters_of(view)), workbook, labels)
        # Understood on its side but for a year that its words deny: then those words are what to tell.
        if lying.denied or (lying.observations and 2 * lying.rejected <= lying.found):
            read = _turned_back(lying)
    told = {p.cell for p in read.problems if p.message_id == "ambiguous_number/ragged"}
    for row, col, text, issue in unread_ragged(view, told) if sheet.marks else ():
        read.problems.append(_problem(sheet.name, row, col, text, issue))
    tally.add(read)
    tally.recalled += told_again(sheet, labels, read.observations)
    if sheet.hidden and read.found:
        tally.problems.append(problem("no_table", "hidden_sheet", "warning", sheet.name, ""))


def _words_around(sheet: Sheet, workbook: Workbook) -> str:
    """The names of file and sheet, and the words at the top and the bottom of the sheet: titles, headers, notes."""
    rows = sheet.rows if len(sheet.rows) <= _TOP + _BOTTOM else sheet.rows[:_TOP] + sheet.rows[-_BOTTOM:]
    words = dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str))
    return "\n".join((workbook.file_name.replace("_", " "), sheet.name.replace("_", " "), *words))


def _tables(view: SheetView, workbook: Workbook, labels: Labels) -> FigureTally:
    """All tables of one sheet."""
    tally = FigureTally()
    tables = find_tables(view, labels)
    for row, col, text, issue in without_struck_titles(view, tables):
        tally.problems.append(_problem(view.sheet.name, row, col, text, issue))
    understood = [table for table in tables if _table(view, workbook, labels, table, tally)]
    _stray_numbers(view, understood, labels, tally)
    _columns_of_words(view, understood, labels, tally)
    return tally


def _turned_back(lying: FigureTally) -> FigureTally:
    """What was read from a sheet lying on its side, at the cells where it stands."""
    return replace(
        lying,
        tables=[table_back(table) for table in lying.tables],
        observations=[observation_back(one) for one in lying.observations],
        problems=Problems(problem_back(found) for found in lying.problems.told()),
        year_denied=[problem_back(found) for found in lying.year_denied],
        year_unused=[problem_back(found) for found in lying.year_unused],
    )


def _table(view: SheetView, workbook: Workbook, labels: Labels, table: Table, tally: FigureTally) -> bool:
    """Read one table into the tally; ``False`` when nothing in it was recognised."""
    if gone := contradicted(view, labels, table, workbook.file_name):
        tally.gone |= gone
        labels = labels.forgetting(gone)
    layout = understand_columns(view, labels, table)
    if not layout.measures:
        return False
    if not _recognised(view, labels, table, layout):
        return False
    _read_table(view, workbook, labels, table, layout, tally)
    return True


def _read_table(
    view: SheetView,
    workbook: Workbook,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    tally: FigureTally,
    around: Surroundings | None = None,
) -> None:
    is_form = around is not None
    around = around or surroundings(view, labels, table, layout, workbook)
    forget_named_groups(view, labels, table, layout, around)
    settle_borrowed(view, labels, table, layout, around)
    settle_counts(view, labels, table, layout, around)
    settle_units(view, labels, table, layout, around)
    crop = harvest(view, labels, table, layout, around, labels.matcher.implied)
    settle_times(view, labels, table, layout, around, crop)
    # What was left out on purpose was understood as it stands; on its side it would be doubted once more.
    tally.denied |= around.skip or any(one.skip for one in around.times) or _denies_unit(view, layout)
    tally.denied |= any(denies_year(issue) for *_, issue in crop.complaints)
    cols = [] if view.turned else [measure.col for measure in layout.measures]
    decided = labels.decisions.numbers_of(view.sheet.name, cols)
    told = around.cells.get("unit")
    figures = read_figures(view, layout, crop, labels.catalogue, decided, told)
    # Below the figures of a form stand its own unused rows, with words of ours.
    limits = PopulationLimits() if is_form else find_limits(view, labels, table, layout, around, workbook)
    if view.sheet.marks or view.sheet.comments:
        told_of = limits.remarked | {
            (row, col) for row, col, _, issue in crop.complaints if issue.code == "unknown_year"
        }
        withdraw_by_look(view, table, layout, figures, told_of)
    figures.observations = with_samples(view, layout, as_of_their_time(figures.observations))
    counted = settle_counted(view, labels, table, layout, around, crop, figures)
    unread = [*crop.rejected, *figures.rejected]
    national, problems, checked = settle_totals(figures, unread, labels.catalogue, view.sheet)
    settled = settle_people([*figures.observations, *national], limits)
    name = view.sheet.name
    for cell, words, issue in (*counted, *settled.asked):
        told_once = _problem(name, *cell, words, issue)
        if told_once not in tally.asked:
            tally.asked.add(told_once)
            problems.append(told_once)
    # What was decided against the words of a table stands on its side as well, where the decision may not be seen.
    tally.denied |= any(issue.variant in AGAINST for *_, issue in (*crop.complaints, *figures.complaints))
    lines = AskedLines(view, labels, table, layout)
    for (row, col, text, issue), more in chain(crop.complaints.with_rest(), figures.complaints.with_rest()):
        issue = lines.with_figures((row, col), text, issue)
        problems.append(with_more(_problem(name, row, col, text, issue), more))
    note_decided_year(view, around, settled.kept, labels.decisions.year, tally)
    problems += _in_hidden_lines(view, settled.kept, [record for record, _ in figures.totals])
    problems += _of_no_figures(view, layout, around, crop)
    problems += _called_by_another(view, labels, settled.kept)
    tally.observations += settled.kept
    tally.problems += problems
    tally.found += crop.found + figures.extra
    tally.rejected += len(crop.rejected) + len(figures.rejected) + len(settled.held)
    tally.held += len(settled.held) + len(counted)
    tally.skipped += crop.skipped.total() + checked + settled.left_out
    tally.read.append(lines_read(view, table, layout, around, limits.cells))
    tally.tables.append(explain_table(view, labels, table, layout, around, crop.skipped, checked))


def _denies_unit(view: SheetView, layout: TableLayout) -> bool:
    """Whether two units of a table that stands upright contradict each other: on its side the line that states one of
    them ("Unit: per 1,000") is no title any more, and the contradiction would be forgotten."""
    issues = [measure.issue for measure in layout.measures if measure.issue is not None]
    return not view.turned and any(issue.variant == "contradicts" for issue in issues)


def _in_hidden_lines(view: SheetView, kept: Sequence[Observation], totals: Sequence[Record]) -> list[Problem]:
    """One warning for a table's figures that nobody sees: a row that was filtered out or hidden is often withdrawn. A
    SUBTOTAL over the places says by itself that a filter leaves rows out of sight."""
    sheet = view.sheet
    if not (sheet.hidden_rows or sheet.hidden_cols):
        return []
    if not sheet.hidden_cols and any(made_in_sight(sheet, record) for record in totals):
        return []
    cells = [parse_a1(one.cell) for one in kept]
    cells = [cell for cell in cells if cell[0] in sheet.hidden_rows or cell[1] in sheet.hidden_cols]
    if not cells:
        return []
    rows = sorted({row for row, _ in cells if row in sheet.hidden_rows})
    cols = sorted({col for _, col in cells if col in sheet.hidden_cols})
    name_row, name_col = (column_name, _row_name) if view.turned else (_row_name, column_name)
    lines = [*map(name_row, rows), *map(name_col, cols)]
    told = ", ".join(lines[:_LINES_TOLD]) + (" …" if len(lines) > _LINES_TOLD else "")
    first = min(cells)
    issue = Issue("no_table", "hidden_lines", "warning", (("lines", told), ("count", str(len(cells)))))
    return [_problem(sheet.name, *first, view.text(*first), issue)]


def _called_by_another(view: SheetView, labels: Labels, kept: Sequence[Observation]) -> list[Problem]:
    """A sheet called by one province over figures of others: one of them may be a copy in which it was forgotten."""
    name = view.sheet.name
    found = labels.look(name)
    own = found.dims.get("area")
    if own is None or own == COUNTRY or not found.dims.keys() <= {"area", "period"}:
        return []
    others = [one for one in kept if one.area not in (own, COUNTRY) and own not in one.area]
    if not others:
        return []
    row, col = parse_a1(others[0].cell)
    issue = Issue("unknown_area", "sheet_name", "warning", (("name", name),))
    return [_problem(name, row, col, view.text(row, col), issue)]


def _of_no_figures(view: SheetView, layout: TableLayout, around: Surroundings, crop: Harvest) -> list[Problem]:
    """What to tell about a table of which everything is left out: ranks, averages, changes, standard errors."""
    left_out = crop.skipped.total() if around.derived else sum(crop.skipped[reason] for reason in _NO_FIGURES)
    if not left_out or crop.found != left_out or crop.complaints:
        return []
    first = next((m for m in layout.measures if m.role == "skip" and m.cell is not None), layout.measures[0])
    row, col = around.derived or first.cell or around.anchor
    return [_problem(view.sheet.name, row, col, view.text(row, col), Issue("no_table", "no_figures", "warning"))]


def _row_name(row: int) -> str:
    return str(row + 1)


def _problem(sheet: str, row: int, col: int, text: str, issue: Issue) -> Problem:
    return problem(issue.code, issue.variant, issue.severity, sheet, a1(row, col), text, **dict(issue.params))


def _recognised(view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> bool:
    """Whether anything about a block of numbers says that it is a table of figures about children or places."""
    if any((stub.kind or stub.role) in KINDS or stub.role in ("area_code", "district") for stub in layout.stubs):
        return True
    if any(kind in KINDS for measure in layout.measures for kind in measure.dims):
        return True
    if layout.corner:
        return True
    data = set(table.data)
    for row in table.body:
        cells = [view.text(row, col) for col in range(table.c0, table.c1) if view.cls[col][row] in "TH"]
        if row not in data and any(labels.look(text).kind for text in cells[:1]):
            return True
    return any(labels.parse(view.text(row, col)).kind for row in table.data[:50] for col in (table.c0,))


def _stray_numbers(view: SheetView, tables: Sequence[Table], labels: Labels, tally: FigureTally) -> None:
    """Numbers on a sheet that belong to no table: named by their range, once per block, never passed over. One or two
    alone may be the helper cells of a chart or the number of a version: they are told where a name stands beside or
    above them."""
    blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for col in range(view.ncols):
        spans = sorted((t.first, t.last) for t in tables if t.c0 <= col < t.c1)
        line = view.cls[col]
        start = 0
        for first, last in [*spans, (view.nrows, view.nrows)]:
            if first > start:
                for match in _NUMBERS.finditer(line, start, first):
                    blocks[match.start()].append((match.start(), col))
            start = max(start, last + 1)
    for group in _close_together(blocks):
        if len(group) < _STRAY and not any(_is_named(view, labels, cell) for cell in group):
            continue
        rows, cols = [r for r, _ in group], [c for _, c in group]
        area = range_a1(min(rows), min(cols), max(rows), max(cols))
        corner = a1(*min(group))
        tally.problems.append(problem("no_table", "numbers", "error", view.sheet.name, corner, "", range=area))
        tally.found += len(group)
        tally.rejected += len(group)


def _columns_of_words(view: SheetView, tables: Sequence[Table], labels: Labels, tally: FigureTally) -> None:
    """Columns headed by an indicator that hold words in every row beside the names of places, where no table of figures
    stands: "pending", "see annex". Told once for the column."""
    for col in range(1, view.ncols):
        beside = [one for one in tables if one.c0 <= col < one.c1]
        for match in _WORDS_BELOW.finditer(view.cls[col]):
            head, rows = (match.start(), col), range(match.start() + 1, match.end())
            if any(one.first <= rows[-1] and head[0] <= one.last for one in beside):
                continue
            said = labels.look(view.text(*head))
            if "indicator" not in said.dims or said.issue is not None:
                continue
            if all(
                _names_place_before(view, labels, (row, col)) and not _speaks(view, labels, (row, col)) for row in rows
            ):
                issue = Issue("not_a_number", "column", "warning")
                tally.problems.append(_problem(view.sheet.name, *head, view.text(*head), issue))


def _names_place_before(view: SheetView, labels: Labels, cell: tuple[int, int]) -> bool:
    row, col = cell
    before = next((at for at in range(col - 1, -1, -1) if view.cls[at][row] != " "), None)
    return before is not None and "area" in labels.look(view.text(row, before)).dims


def _speaks(view: SheetView, labels: Labels, cell: tuple[int, int]) -> bool:
    """Whether a cell names anything itself: a place, an indicator, a group."""
    text = view.text(*cell)
    return bool(labels.look(text).kind or role_of(text))


def _is_named(view: SheetView, labels: Labels, cell: tuple[int, int]) -> bool:
    """Whether the nearest words before or above a number name an indicator or a place."""
    row, col = cell
    before = next((at for at in range(col - 1, -1, -1) if view.cls[at][row] in _WORDS), None)
    above = next((at for at in range(row - 1, max(row - 1 - _NEAR, -1), -1) if view.cls[col][at] in _WORDS), None)
    texts = [view.text(row, before)] if before is not None else []
    texts += [view.text(above, col)] if above is not None else []
    return any(labels.look(text).kind in _NAMES for text in texts)


def _close_together(blocks: Mapping[int, list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Cells by row, put together where no more than one row lies between them."""
    groups: list[list[tuple[int, int]]] = []
    previous = -_NEAR - 1
    for row in sorted(blocks):
        if row - previous > _NEAR:
            groups.append([])
        groups[-1] += blocks[row]
        previous = row
    return groups
