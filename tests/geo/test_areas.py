"""Area codes and the rules of the reference tables of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.areas import PROVINCES, AreaError, canonical, is_domain, parse_area, province_members
from geo.domains import DOMAINS_FILE, domains_of, joined_areas, labels_of, load_domains
from geo.provinces import PROVINCES_FILE, area_name, load_provinces, region_name, regions
from geo.tables import GeoTableError
from tests.support import tables


def test_members_of_country_province_and_domain() -> None:
    assert province_members("KH") == PROVINCES and len(PROVINCES) == 25
    assert province_members("KH05") == ("KH05",)
    assert province_members("KH02+KH24") == ("KH02", "KH24")
    assert is_domain("KH02+KH24") and not is_domain("KH") and not is_domain("KH02")


def test_canonical_sorts_and_drops_repeats() -> None:
    assert canonical(["KH24", "KH02", "KH24"]) == "KH02+KH24"
    assert canonical(["KH"]) == "KH"


@pytest.mark.parametrize("codes", [[], ["KH26"], ["KH", "KH01"], ["KH1"]])
def test_canonical_refuses_what_is_no_set_of_provinces(codes: list[str]) -> None:
    with pytest.raises(AreaError):
        canonical(codes)


@pytest.mark.parametrize(
    "text", ["", "KH00", "KH26", "kh05", "KH5", "KH24+KH02", "KH02+KH02", "KH+KH01", "KH02+", "TH01"]
)
def test_parse_area_refuses_every_other_spelling(text: str) -> None:
    with pytest.raises(AreaError):
        parse_area(text)


def test_provinces_are_complete_and_named_in_both_languages() -> None:
    provinces = load_provinces()
    assert tuple(provinces) == PROVINCES
    assert sum(province.population_2019 for province in provinces.values()) == 15_552_211
    assert provinces["KH25"].split_from == "KH03"
    assert area_name("KH", "km") == "កម្ពុជា"
    assert area_name("KH02+KH24", "en") == "Battambang + Pailin"
    assert area_name("KH08", "km") == "កណ្តាល"


def test_every_province_is_in_one_census_zone() -> None:
    assert sorted(code for codes in regions().values() for code in codes) == list(PROVINCES)
    assert all(region_name(zone, "km") for zone in regions())


def test_domains_of_a_round() -> None:
    assert len(load_domains()) == len(tables.rows("reference/domains"))
    assert len(domains_of("CDHS", 2014)) == 19
    assert domains_of("CDHS", "1999") == ()
    assert labels_of("CDHS", 2014)["Kampong Cham"] == "KH03+KH25"
    assert "KH03+KH25" in joined_areas() and all("+" in area for area in joined_areas())


def _changed(tmp_path: Path, file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / file.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("KH02,02,KH-2", "KH99,02,KH-2", 3, "code"),
        ("KH02,02,KH-2", "KH01,01,KH-1", 3, "code"),
        ("KH02,02,KH-2", "KH02,03,KH-2", 3, "nis_code"),
        ("បាត់ដំបង", "", 3, "name_km"),
        ("997169", "many", 3, "population_2019"),
        ("Battambang,Tonle Sap", "Battambang,The moon", 3, "region"),
        ("nis_code", "nis", 1, "nis_code"),
        (",KH03", ",KH33", 26, "split_from"),
    ],
)
def test_a_wrong_province_row_names_file_row_and_column(
    tmp_path: Path, old: str, new: str, row: int, column: str
) -> None:
    with pytest.raises(GeoTableError) as error:
        load_provinces(_changed(tmp_path, PROVINCES_FILE, old, new))
    assert (error.value.file, error.value.row, error.value.column) == ("provinces.csv", row, column)


def test_a_missing_province_is_noticed(tmp_path: Path) -> None:
    lines = PROVINCES_FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "provinces.csv"
    short.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(GeoTableError, match="KH25"):
        load_provinces(short)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("CDHS,2000,KH02+KH24", "CDHS,2000,KH24+KH02", "domain"),
        ("CDHS,2000,KH02+KH24", "CDHS,2000,KH01+KH24", "domain"),
        ("Bat Dambang & Krong Pailin", "", "label_as_published"),
        ("Bat Dambang & Krong Pailin", "Bat Dambang, & Krong Pailin", "confirmed"),
    ],
)
def test_a_wrong_domain_row_names_its_place(tmp_path: Path, old: str, new: str, column: str) -> None:
    with pytest.raises(GeoTableError) as error:
        load_domains(_changed(tmp_path, DOMAINS_FILE, old, new))
    assert (error.value.row, error.value.column) == (3, column)
