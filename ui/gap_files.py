"""The buttons that give the ranking and the matrix away; a file is made only when somebody asks for it.

The ranking is an advocacy product of its own: beside the data there is a paper and a set of slides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

import streamlit as st

from childrights.briefs.gaps import of_gaps
from childrights.briefs.verb import written
from childrights.gap_export import gaps_csv, gaps_xlsx, matrix_csv, matrix_xlsx
from childrights.gaps import Gap
from childrights.i18n import N_
from childrights.matrix import MatrixRow, indicators_of, matrix
from ui.briefs import FORMATS
from ui.gaps import ALL, all_gaps
from ui.page import Page

PAPERS = {".pdf": N_("Paper (.pdf)"), ".pptx": N_("Slides (.pptx)")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def gap_buttons(page: Page, gaps: Sequence[Gap]) -> None:
    """The gaps that the filters leave, as a paper, as slides, as a table and as a workbook."""
    file_buttons(
        page,
        f"gaps-{page.snapshot.built_at[:10]}",
        lambda: gaps_csv(gaps, page.catalogue),
        lambda: gaps_xlsx(gaps, page.catalogue, page.snapshot, page.year),
        page.t._("Workbook with method (.xlsx)"),
        {ending: partial(_paper, page, gaps, ending) for ending in PAPERS} if gaps else {},
    )


def _paper(page: Page, gaps: Sequence[Gap], ending: str) -> bytes:
    brief = of_gaps(page.snapshot, page.catalogue, gaps, all_gaps(page), date.today(), page.lang)
    return written(brief, ending)


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
    page: Page,
    stem: str,
    as_csv: Callable[[], bytes],
    as_xlsx: Callable[[], bytes] | None,
    xlsx_label: str,
    papers: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> None:
    """A table as CSV and, where there is one, a workbook; ``stem`` is the name of the files without an ending.

    ``papers`` are further files by their ending, in the language of the page.
    """
    made = [(page.t._(PAPERS[ending]), ending[1:], FORMATS[ending][1], make) for ending, make in papers.items()]
    with st.container(key="gap_files", horizontal=True):
        for label, ending, mime, make in (
            *made,
            (page.t._("Table (.csv)"), "csv", "text/csv", as_csv),
            (xlsx_label, "xlsx", XLSX, as_xlsx),
        ):
            if make is None:
                continue
            st.download_button(
                label, make, file_name=f"{stem}.{ending}", mime=mime, on_click="ignore", icon=":material/download:",
                key=f"get_{ending}",
            )  # fmt: skip
