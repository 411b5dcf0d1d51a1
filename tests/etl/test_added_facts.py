"""The figures added in November 2026: every row of the collected table is shipped or named, and totals hold."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.i18n import translator
from childrights.snapshot.notes import travelling_notes
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from geo.areas import COUNTRY, PROVINCES
from geo.provinces import load_provinces

COLLECTED = Path(__file__).parent.parent / "data" / "added_rows.csv"
"""How many rows of the collected table bear each label, what became of them, and why some are left out."""


@pytest.fixture(scope="module")
def held(shipped: Snapshot) -> Mapping[str, tuple[Observation, ...]]:
    found: dict[str, tuple[Observation, ...]] = {}
    for one in all_observations(shipped):
        found[one.indicator] = (*found.get(one.indicator, ()), one)
    return found


def of(
    held: Mapping[str, tuple[Observation, ...]], code: str, period: str, source: str = ""
) -> tuple[dict[str, Observation], Observation]:
    """The figures of everybody by province, and that of the country."""
    told = [one for one in held[code] if one.period_label == period and Group.of(one).is_total]
    told = [one for one in told if source in ("", one.source)]
    by_area = {one.area: one for one in told}
    return {area: by_area[area] for area in PROVINCES}, by_area[COUNTRY]


def weighted(places: Mapping[str, Observation]) -> float:
    """The mean of the provinces by the people that the census of 2019 counted."""
    people = {code: float(one.population_2019) for code, one in load_provinces().items()}
    return sum(people[area] * float(one.value or 0) for area, one in places.items()) / sum(people.values())


def test_every_row_is_shipped_or_left_out_for_a_reason(shipped: Snapshot) -> None:
    with COLLECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["rows"]) for row in rows) == 3920
    there = Counter((one.source, one.indicator) for one in all_observations(shipped))
    listed: Counter[tuple[str, str]] = Counter()
    wanted: dict[tuple[str, tuple[str, ...]], int] = {}
    for row in rows:
        assert bool(row["reason"]) == (row["left_out"] != "0"), row["label"]
        codes = tuple(row["indicators"].split(";"))
        wanted[row["source"], codes] = int(row["rows"]) - int(row["left_out"])
        listed.update((row["source"], code) for code in codes)
    assert max(listed.values()) == 1, "one label a series"
    assert {key: sum(there[key[0], code] for code in key[1]) for key in wanted} == wanted
    sources = {row["source"] for row in rows}
    assert {key for key in there if key[0] in sources} == set(listed), "and nothing that was not collected"
    assert sum(int(row["left_out"]) for row in rows) == 18


def test_what_is_only_quoted_is_marked(shipped: Snapshot) -> None:
    with (COLLECTED.parents[2] / "data" / "reference" / "sources.csv").open(encoding="utf-8", newline="") as file:
        trust = {row["key"]: row["trust"] for row in csv.DictReader(file)}
    assert trust["idpoor_prism_2022"] == trust["statcompiler_tfr_copy"] == "verify"
    press = ("ppp_cdhs2122_more", "ppp_mines2022", "ppp_hiv2023")
    assert {trust[key] for key in press} == {"secondary"}
    assert sum(one.source in press for one in all_observations(shipped)) == 5


def test_stunting_of_the_provinces_adds_up_to_the_country(held: Mapping[str, tuple[Observation, ...]]) -> None:
    places, country = of(held, "stunting_cdhs_printed", "2021-22", "camstat_sdg_2023")
    assert (round(weighted(places), 1), country.value) == (21.6, 21.9)
    values = {area: float(one.value or 0) for area, one in places.items()}
    assert (min(values, key=values.__getitem__), min(values.values())) == ("KH08", 15.0)
    assert (max(values, key=values.__getitem__), max(values.values())) == ("KH16", 39.1)


def test_poverty_of_the_provinces_adds_up_and_lies_in_its_intervals(
    held: Mapping[str, tuple[Observation, ...]],
) -> None:
    places, country = of(held, "mpi_headcount_2024", "2021-22")
    assert (round(weighted(places), 1), round(float(country.value or 0), 2)) == (16.4, 16.64)
    cases = [one.sample_size or 0 for one in places.values()]
    assert (min(cases), max(cases), country.sample_size) == (1394, 2041, 42209)
    index, of_country = of(held, "mpi_index_2024", "2021-22")
    for one in (*places.values(), country, *index.values(), of_country):
        assert one.lower is not None and one.upper is not None and one.value is not None
        assert one.lower <= one.value <= one.upper
    sanitation, whole = of(held, "households_deprived_sanitation", "2021-22")
    assert (round(weighted(sanitation), 1), round(float(whole.value or 0), 2)) == (20.8, 20.95)


@pytest.mark.parametrize(("year", "civilians"), [("2018", 58), ("2019", 77), ("2020", 65)])
def test_casualties_of_the_provinces_add_up(
    held: Mapping[str, tuple[Observation, ...]], year: str, civilians: int
) -> None:
    places, country = of(held, "mine_casualties_civilian", year)
    assert sum(float(one.value or 0) for one in places.values()) == country.value == civilians


def test_mortality_printed_and_computed_again_agree(held: Mapping[str, tuple[Observation, ...]]) -> None:
    apart = []
    for again, printed in (
        ("under5_mortality_10y", "under5_mortality_10y_cdhs"),
        ("neonatal_mortality_10y", "neonatal_mortality_10y_cdhs"),
    ):
        about = {(one.area, one.period_label): one.value for one in held[again] if Group.of(one).is_total}
        for one in held[printed]:
            value = about.get((one.area, one.period_label))
            if Group.of(one).is_total and value is not None and one.area != COUNTRY:
                apart.append(abs(value - float(one.value or 0)))
    assert len(apart) == 112
    assert max(apart) <= 1.7


def test_no_definition_stands_in_two_places(held: Mapping[str, tuple[Observation, ...]]) -> None:
    """Five years before the survey for the country, ten for its parts; the older growth reference in 2000 and 2005."""
    for code in ("under5_mortality_5y_nis", "neonatal_mortality_5y"):
        assert {(one.area, Group.of(one).is_total) for one in held[code]} == {(COUNTRY, True)}
    for code in ("under5_mortality_10y_cdhs", "neonatal_mortality_10y_cdhs"):
        assert not any(one.area == COUNTRY and Group.of(one).is_total for one in held[code])
    for code in ("stunting", "wasting"):
        assert {one.period_label for one in held[f"{code}_nchs"]} == {"2000", "2005"}
        assert not {one.period_label for one in held[f"{code}_cdhs_printed"]} & {"2000", "2005"}


def test_school_attendance_travels_with_every_figure_of_the_index(
    held: Mapping[str, tuple[Observation, ...]],
) -> None:
    for measure in ("headcount", "index", "intensity", "severe", "vulnerable"):
        for one in (*held[f"mpi_{measure}_2024"], *held[f"mpi_{measure}_trend_2024"]):
            assert ("schools were closed" in one.note) == (one.period_label == "2021-22"), one.area
    assert not any("school" in one.note for one in held["households_deprived_schooling"])
    shares = [one.note for one in held["mpi_headcount_2024"] if "School attendance makes" in one.note]
    assert len(shares) == 26


@pytest.mark.parametrize(("lang", "closed"), [("en", "while schools were closed"), ("km", "សាលារៀនខ្លះកំពុងបិទ")])
def test_a_ranking_says_once_that_schools_were_closed(
    held: Mapping[str, tuple[Observation, ...]], lang: str, closed: str
) -> None:
    for measure in ("headcount", "index", "intensity", "severe", "vulnerable"):
        code = f"mpi_{measure}_2024"
        told = travelling_notes(held[code], load_catalogue().indicators[code], translator(lang))
        assert sum(closed in note for note in told) in (1, 2), "the figures' note, and what limits the comparison"
        assert len(told) <= 3, told
