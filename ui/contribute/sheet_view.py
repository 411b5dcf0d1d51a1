"""The person's own sheet, each cell tinted and marked by what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from etl.problems import CheckResult
from etl.reading import Sheet, column_name
from etl.understanding import explained
from ui.contribute import words
from ui.contribute.cause_kinds import names_label
from ui.contribute.sheet_window import (
    ACCEPTED,
    ERROR,
    ROWS,
    WARNING,
    Cell,
    Tint,
    cell_of,
    covered,
    first_trouble,
    page_count,
    page_of,
    shown_cell,
    troubled_rows,
    window,
    with_held,
)
from ui.parts import Page, markup, pick, show_notes, show_section

_PAGE = "desk_page"
NO_BREAK_SPACE = "\u00a0"


def show_sheets(
    page: Page, checked: CheckResult, sheets: Sequence[Sheet], marks: Mapping[str, Mapping[Cell, Tint]]
) -> None:
    """The sheet that was chosen, the one with the first trouble to begin with."""
    t = page.t
    show_section(t._("Your sheet, as it was understood"), page.lang)
    names = [sheet.name for sheet in sheets]
    sheet = sheets[names.index(_chosen(page, names, marks))]
    labels = [
        cell
        for problem in checked.problems
        if problem.sheet == sheet.name and problem.severity == "error" and names_label(problem)
        if (cell := cell_of(problem.cell)) is not None
    ]
    ranges = [table.cell_range for table in checked.tables if table.sheet == sheet.name]
    of_sheet = with_held(marks.get(sheet.name, {}), sheet, labels, ranges)
    found = [table for table in checked.tables if table.sheet == sheet.name]
    show_notes([f"{table.cell_range} · {explained(table, t)}" for table in found], page.lang)
    number = _page(page, sheet, of_sheet)
    part = window(sheet, number, of_sheet, ranges)
    head = [markup.TableCell(""), *(markup.TableCell(column_name(column)) for column in part.columns)]
    rows = [
        [
            markup.TableCell(str(row + 1)),
            *(_cell(sheet, of_sheet, row, column, covered(sheet, row)) for column in part.columns),
        ]
        for row in part.rows
    ]
    caption = t._("Sheet {sheet}, rows {first} to {last}").format(
        sheet=sheet.name, first=part.top + 1, last=part.bottom + 1
    )
    markup.show(markup.table(caption, head, rows, "cr-sheet") + _legend(page), page.lang)


def _chosen(page: Page, names: Sequence[str], marks: Mapping[str, Mapping[Cell, Tint]]) -> str:
    troubled = [name for name in names if first_trouble(marks.get(name, {}))]
    filled = [name for name in names if marks.get(name)]
    first = (troubled or filled or list(names))[0]
    if len(names) == 1:
        return first
    return (
        pick(
            "segmented_control",
            page.t._("Sheet"),
            names,
            name="desk_sheet",
            start=first,
            required=True,
            label_visibility="collapsed",
        )
        or first
    )


def _page(page: Page, sheet: Sheet, marks: Mapping[Cell, Tint]) -> int:
    """The window of rows to show: chosen by stepping through, or to the next trouble."""
    pages = page_count(sheet)
    key = f"{_PAGE}_{sheet.name}"
    if pages == 1:
        return 0
    trouble = first_trouble(marks)
    number = min(st.session_state.setdefault(key, page_of(trouble[0]) if trouble else 0), pages - 1)
    t = page.t
    later = [page_of(row) for row in troubled_rows(marks) if page_of(row) > number]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="sheet_pager"):
        st.button(t._("Earlier rows"), disabled=number == 0, on_click=_go, args=(key, number - 1), type="tertiary")
        label = t._("Rows {first} to {last} of {all}").format(
            first=number * ROWS + 1,
            last=min((number + 1) * ROWS, len(sheet.rows)),
            all=words.count(len(sheet.rows), t),
        )
        markup.show(markup.tag("span", label, "cr-note"), page.lang)
        st.button(
            t._("Later rows"), disabled=number >= pages - 1, on_click=_go, args=(key, number + 1), type="tertiary"
        )
        if later:
            st.button(t._("To the next marked cell"), on_click=_go, args=(key, later[0]), type="tertiary")
    return int(number)


def _go(key: str, number: int) -> None:
    st.session_state[key] = number


def _cell(
    sheet: Sheet, marks: Mapping[Cell, Tint], row: int, column: int, spilt: Mapping[int, str]
) -> markup.TableCell:
    text, tint = shown_cell(sheet, row, column), marks.get((row, column))
    if tint is None:
        return markup.TableCell(text or NO_BREAK_SPACE, css=spilt.get(column, ""))
    if not tint.words:
        return markup.TableCell(text or NO_BREAK_SPACE, css=f"tint {tint.kind}")
    return markup.TableCell(markup=markup.hinted(text or "–", " ".join(tint.words)), css=f"tint {tint.kind}")


def _legend(page: Page) -> str:
    t = page.t
    names = {ACCEPTED: t._("can be published"), WARNING: t._("can be published, please check"), ERROR: t._("left out")}
    chips = "".join(markup.tag("span", name, f"cr-chip cr-tinted tint {kind}") for kind, name in names.items())
    return f'<p class="cr-note cr-tints">{chips}</p>'
