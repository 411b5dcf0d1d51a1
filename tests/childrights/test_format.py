"""Numbers as people read them."""

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.language.format import (
    figure,
    format_number,
    interval,
    khmer_numbers,
    latin_digits,
    period,
    with_unit,
)

INDICATORS = load_catalogue().indicators


@pytest.mark.parametrize(
    ("code", "value", "lang", "digits", "text"),
    [
        ("stunting", 32.0, "en", False, "32.0 %"),
        ("stunting", 32.04, "km", False, "32.0 %"),
        ("stunting", 32.0, "km", True, "៣២,០ %"),
        ("population_census", 2281951, "en", False, "2,281,951"),
        ("population_census", 2281951, "km", False, "2,281,951"),
        ("under5_mortality_10y", 23.154, "en", False, "23.2"),
        ("flush_toilet_households", 62.65, "en", False, "62.7 %"),
        ("flush_toilet_households", 62.75, "km", False, "62.8 %"),
        ("stunting", 0.0, "en", False, "0.0 %"),
        ("stunting", None, "en", False, "–"),
    ],
)
def test_figures_with_unit(code: str, value: float | None, lang: str, digits: bool, text: str) -> None:
    assert with_unit(value, INDICATORS[code], lang, khmer_digits=digits) == text


def test_small_samples_stand_in_brackets() -> None:
    observation = Observation("stunting", "KH09", 2005, 2005, "2005", value=38.0, status="small_sample")
    assert figure(observation, INDICATORS["stunting"], "en") == "(38.0 %)"


def test_an_interval_needs_both_ends() -> None:
    observation = Observation("stunting", "KH", 2005, 2005, "2005", value=38.0, lower=36.2)
    assert interval(observation, INDICATORS["stunting"], "en") == ""


def test_periods_keep_the_published_label() -> None:
    assert period("2021-22", "en") == "2021–22"
    assert period("2021-22", "km", khmer_digits=True) == "២០២១–២២"


def test_zero_is_a_value_and_nothing_is_not() -> None:
    assert format_number(0.0, INDICATORS["population_census"], "en") == "0"
    assert format_number(None, INDICATORS["population_census"], "en") == "–"


@pytest.mark.parametrize(
    ("western", "khmer"),
    [
        ("ចំនួន 2,281,951 នាក់", "ចំនួន ២.២៨១.៩៥១ នាក់"),
        ("(32.4\u00a0%)។", "(៣២,៤\u00a0%)។"),
        ("ចន្លោះ 31.2–34.8", "ចន្លោះ ៣១,២–៣៤,៨"),
        ("ឆ្នាំ 2021–22 និង 2014, 2010", "ឆ្នាំ ២០២១–២២ និង ២០១៤, ២០១០"),
        ("1.6 លាន ក្នុង 1,000.", "១,៦ លាន ក្នុង ១.០០០."),
        ("SDG 4.1, ផ្នែក 6.1.1", "SDG ៤.១, ផ្នែក ៦.១.១"),
        ("DTP3 នៅ KH05 (A/HRC/26/16) U0001", "DTP3 នៅ KH05 (A/HRC/26/16) U0001"),
        ("0.125", "០,១២៥"),
    ],
)
def test_one_conversion_tells_numbers_in_khmer_digits_with_their_separators(western: str, khmer: str) -> None:
    assert khmer_numbers(western) == khmer and khmer_numbers(khmer) == khmer
    assert len(latin_digits(khmer)) == len(khmer)
    assert latin_digits(khmer) == western
