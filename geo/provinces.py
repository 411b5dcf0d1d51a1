"""The 25 provinces of ``data/reference/provinces.csv``: codes, names, zones, population and area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.areas import COUNTRY, PROVINCES, canonical, province_members
from geo.tables import REFERENCE_FOLDER, GeoTableError, number_cell, read_table

PROVINCES_FILE = REFERENCE_FOLDER / "provinces.csv"

COUNTRY_NAMES = {"en": "Cambodia", "km": "កម្ពុជា"}

ZONE_NAMES_KM = {
    "Plain": "តំបន់ទំនាប",
    "Tonle Sap": "តំបន់ទន្លេសាប",
    "Coastal": "តំបន់ឆ្នេរ",
    "Plateau and Mountain": "តំបន់ខ្ពង់រាប និងភ្នំ",
}
"""Khmer names of the four census zones: drafts, to be read by a native speaker."""

_TITLE_KM = "ខេត្ត"
_TITLES_KM = {"KH12": "រាជធានី"}

_COLUMNS = (
    "code",
    "nis_code",
    "iso_3166_2",
    "name_en",
    "name_km",
    "capital",
    "region",
    "region_government_2022",
    "population_2019",
    "area_km2",
    "aliases",
    "aliases_km",
    "formed",
    "split_from",
)
_REQUIRED = _COLUMNS[:11]


@dataclass(frozen=True, slots=True)
class Province:
    """One row of provinces.csv. ``population_2019`` are persons of the census, ``area_km2`` as published.

    ``region`` is the census zone, ``region_government_2022`` another official grouping. ``formed`` (ISO date)
    and ``split_from`` (province code) are empty but for provinces younger than the data.
    """

    code: str
    nis_code: str
    iso_3166_2: str
    name_en: str
    name_km: str
    capital: str
    region: str
    region_government_2022: str
    population_2019: int
    area_km2: float
    aliases: tuple[str, ...]
    aliases_km: tuple[str, ...]
    formed: str
    split_from: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _province(path: Path, row: int, cells: Mapping[str, str]) -> Province:
    for column in _REQUIRED:
        if not cells[column]:
            raise GeoTableError(path.name, row, column, "the cell is empty")
    code = cells["code"]
    if code not in PROVINCES:
        raise GeoTableError(path.name, row, "code", f"“{code}” is not one of KH01 to KH25")
    for column, wanted in (("nis_code", code[2:]), ("iso_3166_2", f"KH-{int(code[2:])}")):
        if cells[column] != wanted:
            raise GeoTableError(path.name, row, column, f"“{cells[column]}” is not {wanted}, the one of {code}")
    if cells["region"] not in ZONE_NAMES_KM:
        raise GeoTableError(path.name, row, "region", f"“{cells['region']}” is not a census zone")
    if cells["split_from"] and cells["split_from"] not in PROVINCES:
        raise GeoTableError(path.name, row, "split_from", f"“{cells['split_from']}” is not a province code")
    population = number_cell(path, row, "population_2019", cells["population_2019"])
    return Province(
        code=code,
        nis_code=cells["nis_code"],
        iso_3166_2=cells["iso_3166_2"],
        name_en=cells["name_en"],
        name_km=cells["name_km"],
        capital=cells["capital"],
        region=cells["region"],
        region_government_2022=cells["region_government_2022"],
        population_2019=int(population),
        area_km2=number_cell(path, row, "area_km2", cells["area_km2"]),
        aliases=_split(cells["aliases"]),
        aliases_km=_split(cells["aliases_km"]),
        formed=cells["formed"],
        split_from=cells["split_from"],
    )


@lru_cache(maxsize=8)
def _load(path: Path) -> Mapping[str, Province]:
    provinces: dict[str, Province] = {}
    row = 1
    for row, cells in read_table(path, _COLUMNS):
        province = _province(path, row, cells)
        if province.code in provinces:
            raise GeoTableError(path.name, row, "code", f"{province.code} is there twice")
        provinces[province.code] = province
    missing = [code for code in PROVINCES if code not in provinces]
    if missing:
        raise GeoTableError(path.name, row, "code", f"no row for {', '.join(missing)}")
    return {code: provinces[code] for code in PROVINCES}


def load_provinces(path: Path | None = None) -> dict[str, Province]:
    """Province code → ``Province`` for all 25, ascending; read once, a fresh dict each call.

    Raises ``GeoTableError`` with file, row and column when the table is wrong.
    """
    return dict(_load(path or PROVINCES_FILE))


def area_name(area: str, lang: str) -> str:
    """The name of an area in ``en`` or ``km``; the provinces of a domain joined with " + ".

    Raises ``geo.areas.AreaError`` for an unknown code, ``KeyError`` for another language.
    """
    if area == COUNTRY:
        return COUNTRY_NAMES[lang]
    column = {"en": "name_en", "km": "name_km"}[lang]
    provinces = _load(PROVINCES_FILE)
    return " + ".join(str(getattr(provinces[code], column)) for code in province_members(area))


def area_words(area: str, lang: str) -> str:
    """The name of an area as it stands inside a sentence: Khmer says of each province that it is one.

    Bare, some names are words of their own: កណ្តាល is "the middle", ព្រះវិហារ "the temple". The capital is no province.
    Raises as ``area_name`` does.
    """
    if lang != "km" or area == COUNTRY:
        return area_name(area, lang)
    return " + ".join(_TITLES_KM.get(code, _TITLE_KM) + area_name(code, lang) for code in province_members(area))


def regions() -> dict[str, tuple[str, ...]]:
    """Census zone → its province codes, ascending; every province is in exactly one zone."""
    provinces = _load(PROVINCES_FILE)
    return {zone: tuple(code for code, row in provinces.items() if row.region == zone) for zone in ZONE_NAMES_KM}


def region_name(zone: str, lang: str) -> str:
    """The name of a census zone in ``en`` or (draft) ``km``."""
    return {"en": zone, "km": ZONE_NAMES_KM[zone]}[lang]


@lru_cache(maxsize=4096)
def ground(area: str, year_end: int) -> str:
    """``area`` in today's provinces as of ``year_end``: a province not yet divided stands for all that came of it."""
    if area == COUNTRY:
        return area
    provinces = set(province_members(area))
    for province in load_provinces().values():
        if province.split_from in provinces and province.formed and year_end <= int(str(province.formed)[:4]):
            provinces.add(province.code)
    return canonical(provinces)
