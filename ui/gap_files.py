"""The buttons that give the ranking and the matrix away; a file is made only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from childrights.gap_export import gaps_csv, gaps_xlsx, matrix_csv, matrix_xlsx
from childrights.gaps import Gap
from childrights.matrix import MatrixRow, indicators_of, matrix
from ui.gaps import ALL
from ui.page import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def gap_buttons(page: Page, gaps: Sequence[Gap]) -> None:
    """The gaps that the filters leave, as a table and as a workbook."""
    file_buttons(
        page,
        f"gaps-{page.snapshot.built_at[:10]}",
        lambda: gaps_csv(gaps, page.catalogue),
        lambda: gaps_xlsx(gaps, page.catalogue, page.snapshot, page.year),
        page.t._("Workbook with method (.xlsx)"),
    )


def matrix_buttons(page: Page, right: str) -> None:
    """All cells of a right, or of all, for every period and group; a workbook of all would take too long to make."""
    name = "" if right == ALL else right
    snapshot, catalogue = page.snapshot, page.catalogue

    def rows() -> Sequence[MatrixRow]:
        return matrix(snapshot, catalogue, indicators=indicators_of(catalogue, name))

    file_buttons(
        page,
        f"coverage-{name or 'all'}-{snapshot.built_at[:10]}",
        lambda: matrix_csv(rows(), catalogue),
        (lambda: matrix_xlsx(rows(), catalogue, snapshot, page.year)) if name else None,
        page.t._("Workbook with method (.xlsx)"),
    )


def file_buttons(
    page: Page, stem: str, as_csv: Callable[[], bytes], as_xlsx: Callable[[], bytes] | None, xlsx_label: str
) -> None:
    """A table as CSV and, where there is one, a workbook; ``stem`` is the name of the files without an ending."""
    with st.container(key="gap_files", horizontal=True):
        for label, ending, mime, make in (
            (page.t._("Table (.csv)"), "csv", "text/csv", as_csv),
            (xlsx_label, "xlsx", XLSX, as_xlsx),
        ):
            if make is None:
                continue
            st.download_button(
                label, make, file_name=f"{stem}.{ending}", mime=mime, on_click="ignore", icon=":material/download:",
                key=f"get_{ending}",
            )  # fmt: skip
