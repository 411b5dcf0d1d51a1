"""Survey domains: the areas each survey published values for, as ``data/reference/domains.csv`` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.areas import COUNTRY, AreaError, parse_area, province_members
from geo.tables import REFERENCE_FOLDER, GeoTableError, read_table

DOMAINS_FILE = REFERENCE_FOLDER / "domains.csv"

_COLUMNS = ("survey", "year", "domain", "label_as_published", "confirmed")


@dataclass(frozen=True, slots=True)
class Domain:
    """One area of one survey round. ``year`` is text (``2021-22``); ``note`` says what is still to be checked."""

    survey: str
    year: str
    area: str
    label: str
    confirmed: bool
    note: str = ""


@lru_cache(maxsize=8)
def _load(path: Path) -> tuple[Domain, ...]:
    domains: list[Domain] = []
    covered: dict[tuple[str, str], set[str]] = {}
    for row, cells in read_table(path, _COLUMNS):
        for column, text in cells.items():
            if not text:
                raise GeoTableError(path.name, row, column, "the cell is empty")
        try:
            area = parse_area(cells["domain"])
        except AreaError as error:
            raise GeoTableError(path.name, row, "domain", str(error)) from None
        survey = (cells["survey"], cells["year"])
        taken = covered.setdefault(survey, set())
        if area == COUNTRY or taken & set(province_members(area)):
            raise GeoTableError(path.name, row, "domain", f"{area} overlaps another area of {' '.join(survey)}")
        taken.update(province_members(area))
        confirmed = cells["confirmed"] == "yes"
        note = "" if confirmed else cells["confirmed"]
        domains.append(Domain(*survey, area, cells["label_as_published"], confirmed, note))
    return tuple(domains)


def load_domains(path: Path | None = None) -> tuple[Domain, ...]:
    """Every row of domains.csv in file order. Within one survey round no province is in two areas.

    Raises ``GeoTableError`` with file, row and column when the table is wrong.
    """
    return _load(path or DOMAINS_FILE)


@lru_cache(maxsize=256)
def domains_of(survey: str, year: str | int) -> tuple[Domain, ...]:
    """The areas of one survey round in file order; empty when the round is not listed."""
    return tuple(domain for domain in load_domains() if (domain.survey, domain.year) == (survey, str(year)))


def labels_of(survey: str, year: str | int) -> dict[str, str]:
    """Published label → area of one survey round, as the ``extra`` of ``Gazetteer.match``.

    In such a round "Kampong Cham" may mean ``KH03+KH25``, which no general rule can know.
    """
    return {domain.label: domain.area for domain in domains_of(survey, year)}


def joined_areas() -> tuple[str, ...]:
    """Every distinct area of several provinces that some survey published, in code order."""
    return tuple(sorted({domain.area for domain in load_domains() if "+" in domain.area}))
