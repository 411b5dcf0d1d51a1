"""A number's life: what was done to it, what replaced it, and that nothing hidden comes out by this door."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import WITHHELD_STATUSES, Observation, bare_code, normalise_code, short_code
from childrights.certificate.birth import UnknownNumber, birth, certificate, judged_by, steps
from childrights.certificate.words import done, exactly, sure
from childrights.i18n import LANGUAGES, translator
from childrights.members.layers import members_figures
from childrights.snapshot.queries import all_observations, area_values
from childrights.snapshot.snapshot import Snapshot, open_current
from etl.intake.accepting import accept, check_for
from etl.ledger.state import State
from etl.permissions import owner
from tests.support.workbooks import table_workbook

CATALOGUE = load_catalogue()
ENGLISH = translator("en")


@given(st.text(min_size=1, max_size=8), st.booleans())
def test_a_code_survives_the_way_people_write_it(parted: str, khmer: bool) -> None:
    code = short_code(parted)
    written = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    if khmer:
        written = written.translate(str.maketrans("23456789", "២៣៤៥៦៧៨៩"))
    assert normalise_code(written) == normalise_code(f"code {code}") == code
    assert normalise_code(f"http://localhost:8600/number?code={code}&lang=km") == code


@pytest.mark.parametrize("typed", ["", "  ", "!!!", "K7Q2", "ក", "K7Q2M9XD0AB"])
def test_what_is_no_code_is_unknown_and_not_a_fault(shipped: Snapshot, typed: str) -> None:
    with pytest.raises(UnknownNumber) as unknown:
        birth(shipped, CATALOGUE, typed)
    assert unknown.value.length == len(bare_code(typed))


def test_a_slip_of_the_pen_finds_the_code_that_was_meant(shipped: Snapshot) -> None:
    code = area_values(shipped, "stunting", "2014")[0].id
    bare = code.replace("-", "")
    slip = ("A" if bare[4] != "A" else "B").join((bare[:4], bare[5:]))
    for typed in (slip, bare[:-1], bare[1] + bare[0] + bare[2:]):
        with pytest.raises(UnknownNumber) as unknown:
            birth(shipped, CATALOGUE, typed)
        assert unknown.value.near[0] == code and code in str(unknown.value)


def test_every_figure_has_a_certificate_that_can_be_said_in_both_languages(shipped: Snapshot) -> None:
    for one in all_observations(shipped)[::61]:
        found = birth(shipped, CATALOGUE, one.id)
        json.dumps(certificate(shipped, CATALOGUE, one.id))
        assert found.file and found.steps[0] == "read" and found.file_sha256
        for lang in LANGUAGES:
            assert all(done(found, translator(lang))) and sure(found, translator(lang))


def test_a_hidden_figure_gives_nothing_away(shipped: Snapshot) -> None:
    hidden = [one for one in all_observations(shipped) if one.status in WITHHELD_STATUSES]
    assert len(hidden) == 29
    for one in hidden:
        record = certificate(shipped, CATALOGUE, one.id)
        given_away = (
            "value",
            "numerator",
            "denominator",
            "lower",
            "upper",
            "sample_size",
            "estimated_cases",
            "interval",
        )
        assert [record[name] for name in given_away] == [None] * len(given_away)
        assert record["steps"][-1] == one.status


def load(home: Path, folder: Path, name: str, value: object) -> Snapshot:
    file = folder / name
    file.write_bytes(table_workbook(["Province", "Stunting 2014 (%)"], [["Kandal", value], ["Takeo", 20.0]]))
    state = State(home)
    accept(state, file, check_for(state, file, member="Member A"), member="Member A", who=owner("test"))
    return open_current(home)


def figure(snapshot: Snapshot) -> Observation:
    return next(one.figure for one in members_figures(snapshot, "stunting", areas=["KH08"]))


def test_a_replaced_figure_names_the_one_that_stands(own_home: Path, tmp_path: Path, shipped: Snapshot) -> None:
    (published,) = (one for one in area_values(shipped, "stunting", "2014") if one.area == "KH08")
    old = figure(load(own_home, tmp_path, "first.xlsx", 30.5))
    snapshot = load(own_home, tmp_path, "second.xlsx", 31.5)
    new = figure(snapshot)
    stale, fresh = birth(snapshot, CATALOGUE, old.id), birth(snapshot, CATALOGUE, new.id)
    assert (stale.replaced_by, stale.observation.value) == (new.id, None)
    assert [(one.id, one.value) for one in fresh.replaced] == [(old.id, None)]
    assert fresh.replaced_by == "" and fresh.sender["member"] == "Member A"
    assert fresh.steps == ("understood",)
    assert birth(snapshot, CATALOGUE, published.id).observation == published


def test_a_figure_that_was_hidden_later_takes_its_old_value_with_it(own_home: Path, tmp_path: Path) -> None:
    old = figure(load(own_home, tmp_path, "first.xlsx", 30.57))
    snapshot = load(own_home, tmp_path, "hidden.xlsx", "*")
    new = figure(snapshot)
    assert new.value is None
    for code in (old.id, new.id):
        told = json.dumps(certificate(snapshot, CATALOGUE, code))
        # As words of their own: the name of a snapshot may hold any digits.
        assert not re.search(rf"(?<![\w.]){re.escape(str(old.value))}(?![\w.])", told)
        assert birth(snapshot, CATALOGUE, code).steps[-1] == "hidden"


ONE = Observation("stunting", "KH", 2014, 2014, "2014", value=32.0, source="s")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ("read",)),
        ({"upload": "U0001", "layer": "members"}, ("understood",)),
        ({"upload": "U0001"}, ("understood", "quoted")),
        ({"note": "Corrected by the steward; Rounded"}, ("read", "corrected")),
        ({"numerator": 1.0, "denominator": 2.0, "status": "derived"}, ("read", "divided")),
        ({"note": "Rounded; Added up from single ages", "status": "modelled"}, ("read", "added_up", "modelled")),
        ({"status": "derived"}, ("read", "joined")),
        ({"status": "small_sample"}, ("read", "bracketed")),
    ],
)
def test_what_was_done_is_told(change: dict[str, object], expected: tuple[str, ...]) -> None:
    assert steps(replace(ONE, **change)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "change", "expected"),
    [
        ("stunting", {}, "rule"),
        ("stunting", {"area": "KH08"}, "unknown"),
        ("stunting", {"sample_size": 300}, "samples"),
        ("stunting", {"lower": 30.0, "upper": 34.0}, "published"),
        ("stunting", {"value": None, "status": "suppressed"}, "none"),
        ("population_census", {"indicator": "population_census"}, "complete"),
        ("stunting", {"status": "modelled"}, "modelled"),
    ],
)
def test_how_a_figure_is_judged(code: str, change: dict[str, object], expected: str) -> None:
    assert judged_by(replace(ONE, **change), CATALOGUE.indicators[code]) == expected  # type: ignore[arg-type]


def test_a_rounded_figure_also_says_what_is_kept(shipped: Snapshot) -> None:
    one = next(one for one in all_observations(shipped, indicators=["iwi_poor_35"]) if one.value != round(one.value, 1))
    found = birth(shipped, CATALOGUE, one.id)
    assert float(exactly(one, found, ENGLISH)) == one.value
