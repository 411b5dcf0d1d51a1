"""All figures as files: which kinds there are, for whom, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.i18n import N_
from ui.parts import Page, TableCell, markup

FOR_WHOM: Mapping[str, tuple[str, str]] = {
    "xlsx": ("Excel", N_("a workbook with its sources, terms and indicators beside the figures")),
    "csv": ("CSV", N_("one plain table, for any program")),
    "datapackage": ("Data Package", N_("tables with their description and keys, in one archive (Frictionless)")),
    "parquet": ("Parquet", N_("for R, Python and DuckDB: small, with types")),
    "sdmx-csv": ("SDMX-CSV 2.0", N_("for statistical offices, with UNICEF's names of dimensions")),
    "hxl": ("HXL", N_("for humanitarian data, with hashtags under the heads")),
    "geojson": ("GeoJSON", N_("each figure on its area, for maps")),
    "gpkg": ("GeoPackage", N_("the same for QGIS")),
}
"""Format to its name, which is the same in all languages, and whom it is for."""
MEANINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("code",), N_("The short code of the figure, which leads to the cell it was read in")),
    (("indicator", "indicator_name", "unit"), N_("What is measured, and in which unit")),
    (
        ("area", "area_name", "area_as_published"),
        N_("The place: the country, a province, or provinces that a survey joined"),
    ),
    (("year_start", "year_end", "period_label"), N_("The period: its first and last year, and its name as published")),
    (("sex", "age", "residence", "wealth", "disability"), N_("Of whom it is; total means everybody")),
    (("value",), N_("The number. Empty means that there is none, never zero")),
    (("status",), N_("What is to be known of the number, or why there is none")),
    (("numerator", "denominator"), N_("The counts that a share was made of, where they are known")),
    (("lower", "upper"), N_("The 95 % interval, as published")),
    (
        ("sample_size", "sample_kind", "sample_base", "estimated_cases"),
        N_("How many were asked, how they are counted, and our estimate of the cases"),
    ),
    (("note", "comparability_note"), N_("What must be said with the figure, and what limits comparing it")),
    (("source", "source_table", "sheet", "cell", "upload"), N_("The publication, and where in it the figure stands")),
    (("layer", "scope", "member", "source_kind"), N_("Published, or sent by a member: by whom, and of which people")),
    (("programme", "round"), N_("The survey, register or model, and which time of it")),
    (
        ("newer_period", "newer_value", "newer_area", "newer_group", "newer_indicator", "newer_code"),
        N_("The newer figure of the same thing, to be told with this one"),
    ),
)
"""Columns of every format, with what they mean."""


def formats_markup(page: Page) -> str:
    """One row a format: the link that gives the file, and whom it is for."""
    t = page.t
    rows = [
        [TableCell(markup=markup.link(name, f"api/v1/export/{kind}")), TableCell(t._(whom))]
        for kind, (name, whom) in FOR_WHOM.items()
    ]
    return markup.table(t._("All figures in one file"), [TableCell(t._("File")), TableCell(t._("For"))], rows)


def columns_markup(page: Page) -> str:
    """One row for columns that belong together: their names, and what they mean."""
    t = page.t
    rows = [
        [TableCell(markup=" ".join(markup.tag("code", name) for name in names)), TableCell(t._(meaning))]
        for names, meaning in MEANINGS
    ]
    return markup.table(t._("Columns of every file"), [TableCell(t._("Column")), TableCell(t._("Meaning"))], rows)
