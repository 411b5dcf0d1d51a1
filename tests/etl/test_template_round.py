"""The official workbook comes back as it was filled in: every indicator, both languages, every kind of row."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.entries import Indicator
from childrights.export.formats import export
from childrights.members.uploads import RULES
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept
from etl.labels.indicators import IndicatorMatcher
from etl.ledger.state import State
from etl.permissions import owner
from etl.understanding.check import check_file
from etl.workbooks.template import write_template
from etl.workbooks.template_shape import FIRST_ROW, TAGS
from geo.provinces import load_provinces

CATALOGUE = load_catalogue()
MATCHER = IndicatorMatcher.of(CATALOGUE)
VALUE, STATUS = TAGS.index("#value") + 1, TAGS.index("#status") + 1
AREA, YEAR, SEX, TOP, BOTTOM = (
    TAGS.index(tag) + 1 for tag in ("#adm1+name", "#date+year", "#meta+sex", "#value+numerator", "#value+denominator")
)

Filled = tuple[Path, dict[str, tuple[object, ...]]]


def figure(indicator: Indicator, row: int) -> float:
    """A sound figure; that of the country (the first row) is not less than the parts of a count."""
    low, high = indicator.minimum or 0, 900 if indicator.maximum is None else indicator.maximum
    share = 0.8 if row == 0 else 0.1 + 0.02 * row
    value = low + (high - low) * share
    return float(round(value)) if indicator.unit == "number" else round(value, 2)


def fill(path: Path, lang: str) -> dict[str, tuple[object, ...]]:
    """Fill the country, three provinces, a spare row for girls and a row without a value of every indicator; returns
    what each cell says."""
    write_template(path, CATALOGUE, load_provinces(), indicators=tuple(CATALOGUE.indicators), year=2024, lang=lang)
    book = openpyxl.load_workbook(path)
    data, codes = book.worksheets[1], book["_codes"]
    labels = {(row[0], row[2]): row[1] for row in codes.iter_rows(min_row=3, values_only=True)}
    said: dict[str, tuple[object, ...]] = {}
    step = 26 + 10
    for number, indicator in enumerate(CATALOGUE.indicators.values()):
        first = FIRST_ROW + number * step
        for place, area in enumerate(("KH", "KH01", "KH02", "KH03")):
            value = figure(indicator, place)
            data.cell(first + place, VALUE, value)
            said[f"G{first + place}"] = (indicator.code, area, "2024", "total", value, None, None, "normal")
        if indicator.unit == "percent":
            data.cell(first + 1, TOP, figure(indicator, 1))
            data.cell(first + 1, BOTTOM, 100)
            cell = f"G{first + 1}"
            said[cell] = (*said[cell][:5], figure(indicator, 1), 100.0, "normal")
        data.cell(first + 4, STATUS, labels["status", "suppressed"])
        said[f"G{first + 4}"] = (indicator.code, "KH04", "2024", "total", None, None, None, "suppressed")
        data.cell(first + 5, STATUS, labels["status", "too_few_cases"])
        said[f"G{first + 5}"] = (indicator.code, "KH05", "2024", "total", None, None, None, "too_few_cases")
        spare = first + 26
        data.cell(spare, AREA, labels["area", "KH05"])
        data.cell(spare, SEX, labels["sex", "female"])
        data.cell(spare, YEAR, "2021-2022")
        data.cell(spare, VALUE, figure(indicator, 2))
        # What the definition says already ("women aged 20-24") is no group of it.
        sex = "total" if ("sex", "female") in MATCHER.implied(indicator.code) else "female"
        said[f"G{spare}"] = (indicator.code, "KH05", "2021-22", sex, figure(indicator, 2), None, None, "normal")
    book.save(path)
    return said


@pytest.fixture(scope="module", params=["en", "km"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The workbook of every indicator in one language, filled in by script, and what each of its cells says."""
    # The name of the file speaks of a place, a year and a group; the form has columns for them.
    path = tmp_path_factory.mktemp("template") / "Poorest girls of Takeo 2019 (%).xlsx"
    return path, fill(path, request.param)


def test_every_indicator_comes_back_as_it_was_filled_in(filled: Filled) -> None:
    path, said = filled
    result = check_file(path, catalogue=CATALOGUE)
    # Beside the number that the file hides, some of the others give it away: the check says so of each.
    assert [(one.code, one.cell, one.message) for one in result.problems if one.code != "small_count"] == []
    assert {one.severity for one in result.problems} <= {"warning"} and len(result.problems) <= 12
    read = {
        o.cell: (o.indicator, o.area, o.period_label, o.sex, o.value, o.numerator, o.denominator, o.status)
        for o in result.observations
    }
    assert read == said
    assert {(o.age, o.residence, o.wealth, o.disability) for o in result.observations} == {("total",) * 4}


@pytest.mark.parametrize("filled", ["en", pytest.param("km", marks=pytest.mark.repeats)], indirect=True)
def test_every_figure_of_a_loaded_workbook_is_exported_or_withheld_by_name(
    own_home: Path, tmp_path: Path, filled: Filled
) -> None:
    (path, said), out, state = filled, tmp_path / "out.csv", State(own_home)
    loaded = accept(state, path, check_file(path, catalogue=CATALOGUE), member="Test member", who=owner("test"))
    assert loaded.accepted == len(said) == loaded.outcome.shown + loaded.outcome.withheld
    with closing(open_current(own_home)) as snapshot:
        export(snapshot, CATALOGUE, out)
        kept_back = snapshot.rows("SELECT cell, rule FROM snapshot.withheld WHERE upload = $id", {"id": loaded.upload})
        held = dict(kept_back)
    with out.open(encoding="utf-8-sig", newline="") as file:
        shown = {row["cell"]: row for row in csv.DictReader(file) if row["upload"] == loaded.upload}
    assert set(held.values()) <= RULES.keys()
    assert said.keys() == shown.keys() | held.keys()
    for cell, row in shown.items():
        value = float(row["value"]) if row["value"] else None
        read = (row["indicator"], row["area"], row["period_label"], row["sex"], value, row["status"])
        assert cell in held or read == (*said[cell][:5], said[cell][7]), cell
    assert len(shown.keys() - held.keys()) == loaded.outcome.shown
