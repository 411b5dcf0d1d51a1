"""The register of kinds of mess, and the small tables most of them start from."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case, Page, rng_of

KINDS: dict[str, Callable[[Case, random.Random], None]] = {}


def kind(draft: Callable[[Case, random.Random], None]) -> Callable[[Case, random.Random], None]:
    """Register a function that drafts one kind of mess."""
    KINDS[draft.__name__] = draft
    return draft


def drafted(name: str, seed: int) -> Case:
    """The case of one kind and seed."""
    case = Case(name, seed)
    KINDS[name](case, rng_of(name, seed))
    return case


@dataclass
class Grid:
    """A small table as drawn: where its body starts and which codes its lines carry."""

    page: Page
    top: int
    left: int
    areas: list[str]
    cols: list[Any]

    def cell(self, area: int, col: int = 0) -> tuple[int, int]:
        """Where the figure of one line and column stands."""
        return self.top + area, self.left + col


def by_year(
    case: Case,
    rng: random.Random,
    page: Page | None = None,
    *,
    code: str = "",
    count: int = 6,
    years: int = 3,
    row: int = 0,
    left: int = 0,
    title: bool = True,
    style: str = "en",
    values: Callable[[], float] | None = None,
    first_year: int | None = None,
    title_text: str = "",
) -> Grid:
    """Provinces down, years across, the indicator in a title."""
    page = page or case.page()
    code = code or rng.choice(world.PERCENT)
    if title:
        page.put(row, left, title_text or f"{world.catalogue().indicators[code].short_name_en} by province")
        row += 2
    start = first_year or rng.randint(2005, 2018)
    spread = list(range(start, start + years))
    areas = world.areas(rng, count)
    page.row(row, ["Province", *spread], left)
    for offset, area in enumerate(areas):
        at = row + 1 + offset
        page.put(at, left, world.area_label(rng, area, style))
        for place, year in enumerate(spread):
            value = values() if values else world.figure(rng, code)
            page.put(at, left + 1 + place, value)
            case.fact(page, at, left + 1 + place, code, area, year, value)
    return Grid(page, row + 1, left + 1, areas, spread)


def by_indicator(
    case: Case,
    rng: random.Random,
    page: Page | None = None,
    *,
    codes: list[str] | None = None,
    count: int = 6,
    year: int | None = None,
    row: int = 0,
    left: int = 0,
    title: str | None = None,
) -> Grid:
    """Provinces down, indicators across, the year in a title."""
    page = page or case.page()
    codes = codes or world.indicators(rng, 3)
    year = year or rng.randint(2005, 2022)
    page.put(row, left, title if title is not None else f"Child indicators {year}")
    areas = world.areas(rng, count)
    page.row(row + 2, ["Province", *(world.indicator_label(rng, code) for code in codes)], left)
    for offset, area in enumerate(areas):
        at = row + 3 + offset
        page.put(at, left, world.area_label(rng, area, "en"))
        for place, code in enumerate(codes):
            value = world.figure(rng, code)
            page.put(at, left + 1 + place, value)
            case.fact(page, at, left + 1 + place, code, area, year, value)
    return Grid(page, row + 3, left + 1, areas, codes)


def long(
    case: Case,
    rng: random.Random,
    page: Page | None = None,
    *,
    codes: list[str] | None = None,
    count: int = 4,
    years: tuple[int, ...] = (2010, 2014),
    sexes: bool = False,
    headers: dict[str, str] | None = None,
) -> Grid:
    """One row for each figure; columns province, year, sex if wanted, indicator, value."""
    page = page or case.page()
    words = {"area": "Province", "period": "Year", "sex": "Sex", "indicator": "Indicator", "value": "Value"} | (
        headers or {}
    )
    codes = codes or world.indicators(rng, 2)
    names = {code: world.indicator_label(rng, code) for code in codes}
    cols = ["area", "period", *(["sex"] if sexes else []), "indicator", "value"]
    page.row(0, [words[name] for name in cols])
    areas = world.areas(rng, count)
    row = 1
    for area in areas:
        for year in years:
            bases = {code: world.figure(rng, code) for code in codes}
            for sex in ("female", "male", "total") if sexes else ("total",):
                for code in codes:
                    value = world.part(bases[code], sex)
                    line = {
                        "area": world.area_label(rng, area, "en"),
                        "period": year,
                        "sex": sex.title(),
                        "indicator": names[code],
                        "value": value,
                    }
                    page.row(row, [line[name] for name in cols])
                    case.fact(page, row, len(cols) - 1, code, area, year, value, sex=sex)
                    row += 1
    return Grid(page, 1, len(cols) - 1, areas, cols)


def not_women(rng: random.Random, count: int) -> list[str]:
    """Percent indicators that may be split by sex."""
    return world.indicators(rng, count, tuple(code for code in world.PERCENT if code != "child_marriage_18"))
