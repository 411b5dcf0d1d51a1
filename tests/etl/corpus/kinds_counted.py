"""Kinds in which numbers are not what their header says: counts under a percentage, shares, columns beside headers."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case, Page
from tests.etl.corpus.kinds import kind


def _column(case: Case, rng: random.Random, title: str, header: str, values: list[float], facts: bool) -> Page:
    page = case.page()
    page.put(0, 0, title)
    page.row(2, ["Province", header])
    for row, (area, value) in enumerate(zip(world.areas(rng, len(values)), values, strict=True), 3):
        page.row(row, [world.area_label(rng, area, "en"), value])
        if facts:
            case.fact(page, row, 1, "stunting", area, 2014, value)
    return page


@kind
def counts_by_their_words(case: Case, rng: random.Random) -> None:
    """Whole numbers under 100 that the title calls cases."""
    title = rng.choice(
        (
            "Stunting cases by province, 2014",
            "Children identified with stunting, 2014",
            "Stunting 2014 - unit: persons",
            "ករណីភាពក្រិន ឆ្នាំ២០១៤",
            "Stunted children referred, 2014",
        )
    )
    page = _column(case, rng, title, "Stunting", [rng.randint(3, 95) for _ in range(7)], False)
    # A title that states the unit is where the unit is asked about.
    case.expect("missing_unit", page, *((0, 0) if "unit:" in title else (2, 1)))


@kind
def counts_by_their_size(case: Case, rng: random.Random) -> None:
    """Whole numbers of which some lie above 100: none of them is a percentage."""
    values = [rng.randint(3, 95) for _ in range(5)] + [rng.randint(120, 900), rng.randint(120, 900)]
    rng.shuffle(values)
    page = _column(case, rng, "Stunting by province, 2014", rng.choice(("Stunting", "Stunting (%)")), values, False)
    case.expect("missing_unit", page, 2, 1)


@kind
def counts_by_their_total(case: Case, rng: random.Random) -> None:
    """A total that is the sum of the rows."""
    values = [rng.randint(3, 60) for _ in range(6)]
    page = _column(case, rng, "Stunting by province, 2014", "Stunting", values, False)
    page.row(9, ["Total", sum(values)])
    case.expect("missing_unit", page, 2, 1)


@kind
def shares_of_a_total(case: Case, rng: random.Random) -> None:
    """Percentages that add up to 100 over the places are shares, not rates."""
    parts = sorted(rng.sample(range(50, 950, 50), 4))
    values = [(after - before) / 10 for before, after in zip([0, *parts], [*parts, 1000], strict=True)]
    page = _column(case, rng, "Stunting by province, 2014", "Stunting (%)", values, False)
    page.row(8, ["Total", 100])
    case.expect("missing_unit", page, 2, 1)


@kind
def whole_percentages(case: Case, rng: random.Random) -> None:
    """Rounded percentages, with nothing that speaks of counts, are percentages."""
    title = rng.choice(
        ("Stunting by province, 2014", "Percentage of stunted children, cases measured, 2014", "Stunting 2014")
    )
    _column(case, rng, title, rng.choice(("Stunting", "Stunting (%)")), [rng.randint(20, 60) for _ in range(7)], True)


@kind
def columns_beside_their_headers(case: Case, rng: random.Random) -> None:
    """A column inserted in the body only: every figure stands one column right of its header."""
    page = case.page()
    page.put(0, 0, "Situation of children by province, 2014")
    page.row(2, ["Province", "Stunting (%)", "Wasting (%)", "Underweight (%)"])
    for row, area in enumerate(world.areas(rng, 7), 3):
        page.row(
            row, [world.area_label(rng, area, "en"), rng.randint(900, 4000), *(world.percent(rng) for _ in range(3))]
        )
    case.expect("out_of_range", page, 2, 1)
    case.expect("unknown_indicator", page, 2, 4)
