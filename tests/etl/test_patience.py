"""Very many different wordings: only the first are looked at, the others told as not looked at, and nothing slips by."""

from __future__ import annotations

import pytest

from childrights.i18n import translator
from etl.labels import patience
from etl.labels.indicators import IndicatorMatcher
from etl.problems.alike import more_of
from etl.problems.model import CheckResult
from etl.problems.sentences import say
from etl.scope.people import _Reader
from etl.tables import shapes, transpose
from tests.etl.understanding.sheets import check_rows

PLACES = ("Kep", "Takeo", "Kampot", "Kandal", "Pailin", "Pursat", "Kratie", "Svay Rieng", "Siem Reap", "Battambang")
STRANGE = [f"{word} of zuptar {word[::-1]}" for word in ("mulgo", "fentir", "wosk", "dralp", "ibbel", "korzt")]
COLUMNS = {
    "unknown_indicator": ("Indicator", "stunting"),
    "unknown_area": ("Province", "Kampong Speu"),
    "unknown_year": ("Year", "2014"),
    "unknown_category": ("Sex", "Female"),
    "missing_unit": ("Unit", "%"),
}
USUAL = {"Province": "Kep", "Indicator": "stunting", "Year": "2014"}


@pytest.fixture
def two_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_IN_VAIN", 2)


def _unlooked(found: CheckResult) -> int:
    return sum(1 + more_of(one) for one in found.problems if one.message_id.endswith("/unlooked"))


@pytest.mark.parametrize("code", COLUMNS)
def test_beyond_the_bound_labels_are_told_and_known_names_are_read(code: str, two_in_vain: None) -> None:
    header, known = COLUMNS[code]
    heads = [*(name for name in USUAL if name != header), header, "Value"]
    rows = [[USUAL.get(name, known) for name in heads[:-1]] for _ in (*STRANGE, known)]
    for number, (row, label) in enumerate(zip(rows, [*STRANGE, known], strict=True)):
        row[-1] = label
        row.append(20.5 + number)  # type: ignore[arg-type]
    found = check_rows([heads, *rows])
    told = [one for one in found.problems if one.code == code]
    assert sum(1 + more_of(one) for one in told) == len(STRANGE)
    assert 0 < _unlooked(found) < len(STRANGE)
    assert [one.value for one in found.observations] == [20.5 + len(STRANGE)]
    assert found.found == len(found.observations) + found.rejected
    last = told[-1]
    assert last.value and last.value in last.message and last.suggestion
    message, cure = say(last, translator("km")._)
    assert "យើងមិនបានពិនិត្យ" in message and cure


def test_names_are_proposed_for_the_first_labels_only(two_in_vain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "_MOST_KINDS", 3)
    monkeypatch.setattr(transpose, "_MOST_LINES", 3)
    asked: list[str] = []
    whole = IndicatorMatcher._propose
    monkeypatch.setattr(
        IndicatorMatcher, "_propose", lambda self, text, codes: asked.append(text) or whole(self, text, codes)
    )
    many = [f"quarnel {word} {letter}" for word in STRANGE for letter in "abcdefgh"]
    rows = [["Indicator", "Province", "Year", "Value"], *([label, "Kep", 2014, 20.5] for label in many)]
    found = check_rows(rows)
    assert not found.observations and found.rejected == len(many)
    # Up to the bound, and what is sampled to tell what each column holds.
    assert len({text for text in asked if text in many}) <= 2 + 3
    assert _unlooked(found) == len(many) - 2


def test_figures_below_a_heading_that_is_not_looked_at_are_not_read(two_in_vain: None) -> None:
    rows: list[list[object]] = [["Stunting (%)"], ["Province", 2010, 2014]]
    for place, heading in zip(PLACES, [*STRANGE, "Boys of the quarnel", "Urban"], strict=False):
        rows += [[heading], [place, 12.5, 13.5]]
    found = check_rows(rows)
    assert {one.cell for one in found.observations} <= {"B4", "C4", "B6", "C6", "B18", "C18"}
    assert found.found == len(found.observations) + found.rejected + found.skipped == 16


def test_men_named_in_a_label_that_is_not_looked_at_are_men_all_the_same(two_in_vain: None) -> None:
    head = ["Indicator", "Group", "Province", "Year", "Value"]
    many = [["early_marriage_18", label, "Kep", 2014, 20.5] for label in STRANGE]
    pair = [["early_marriage_18", "Female", "Kep", 2016, 20.5], ["early_marriage_18", "quarnel boys", "Kep", 2016, 3.5]]
    with_men, without = check_rows([head, *many, *pair]), check_rows([head, *many, pair[0]])
    sexes = [{one.sex for one in found.observations} for found in (with_men, without)]
    assert sexes[0] <= {"female"} and sexes[1] <= {"total", "female"}


def test_every_remark_is_read_however_many_there_are(two_in_vain: None) -> None:
    remarks = [*STRANGE, "Figures of our 350 beneficiary families only", "Provisional"]
    rows = [
        ["Province", "2014", "Remarks"],
        *([place, 12.5, text] for place, text in zip(PLACES, remarks, strict=False)),
    ]
    found = check_rows([["Stunting (%)"], *rows])
    assert "B9" not in {one.cell for one in found.observations}
    assert [one.message_id for one in found.problems if one.code == "unknown_category"] == ["unknown_category/people"]


def test_the_rows_of_all_remarks_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[int] = []
    whole = _Reader._rows_of
    monkeypatch.setattr(_Reader, "_rows_of", lambda self, col, texts: passes.append(col) or whole(self, col, texts))
    rows = [[place, 12.5, f"only our {n + 2} beneficiary families"] for n, place in enumerate(PLACES)]
    found = check_rows([["Stunting (%)"], ["Province", "2014", "Remarks"], *rows])
    assert not found.observations and sorted(passes) == sorted(set(passes))


def test_a_title_that_is_not_looked_at_keeps_its_table_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_TITLES", 1)
    rows: list[list[object]] = []
    for title in (*STRANGE[:3], "Stunting (%)"):  # the last is understood by its headers
        rows += [[title], ["Province", 2010, 2014], ["Kep", 12.5, 13.5], ["Takeo", 14.5, 15.5], [None], [None]]
    found = check_rows(rows, sheet="D", file="x.xlsx")
    assert {one.cell for one in found.observations} <= {"B21", "C21", "B22", "C22"} and found.rejected >= 12
    assert _unlooked(found) == 1
