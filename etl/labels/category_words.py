"""The words officers use for sex, residence, age, wealth and disability; each line is ``code: word; word; …``."""

from __future__ import annotations

from childrights.catalogue import TOTAL
from geo import fold_khmer


def _table(*lines: tuple[str, str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (dimension, code): tuple(fold_khmer(word.strip()) for word in words.split(";"))
        for dimension, code, words in lines
    }


SURE_WORDS = _table(
    ("sex", "female", "female; females; girl; girls; women; woman"
     "; ស្រី; នារី; ក្មេងស្រី; ស្ត្រី; កុមារី; សិស្សស្រី; ភេទស្រី; ភេទនារី"),
    ("sex", "male", "male; males; boy; boys; men; man; ប្រុស; បុរស; ក្មេងប្រុស; កុមារា; សិស្សប្រុស; ភេទប្រុស; ភេទបុរស"),
    ("sex", TOTAL, "both sexes; both sex; all sexes; both genders; male and female; female and male; boys and girls"
     "; both sexes or no breakdown by sex; ទាំងភេទទាំងការបែកបាក់គ្នាដោយការរួមភេទ"
     "; girls and boys; male + female; m+f; f+m; ទាំងពីរភេទ; ភេទទាំងពីរ; សរុបទាំងពីរភេទ; ស្រី និងប្រុស; ប្រុស និងស្រី; ស្រីប្រុស; ប្រុសស្រី"),
    ("residence", "urban", "urban; urban area; urban areas; ទីក្រុង; តំបន់ទីក្រុង; ទីប្រជុំជន; តំបន់ទីប្រជុំជន"),
    ("residence", "rural", "rural; rural area; rural areas; ជនបទ; តំបន់ជនបទ; ទីជនបទ"),
    ("residence", TOTAL, "urban and rural; rural and urban; urban + rural; ទីក្រុង និងជនបទ"),
    ("disability", "with_disability", "with disability; with disabilities; with a disability; disabled; has disability"
     "; with functional difficulty; with functional difficulties; មានពិការភាព; ពិការ; ជនពិការ; ជនមានពិការភាព"),
    ("disability", "without_disability", "without disability; without disabilities; without a disability; no disability"
     "; non-disabled; not disabled; without functional difficulty; without functional difficulties; គ្មានពិការភាព; មិនពិការ"
     "; មិនមានពិការភាព"),
    ("age", TOTAL, "all ages; all age groups; any age; គ្រប់អាយុ; គ្រប់ក្រុមអាយុ"),
    ("wealth", TOTAL, "all quintiles; all wealth groups; all wealth quintiles"),
    ("", TOTAL, "total; all; overall; _t; សរុប; ទាំងអស់; សរុបទាំងអស់"),
)  # fmt: skip
WEAK_WORDS = _table(
    ("sex", "female", "f; fem; fem.; g; ស"),
    ("sex", "male", "m; b; ប"),
    ("sex", TOTAL, "both; t; b/g; m/f; f/m; boys/girls; male/female"),
    ("residence", "urban", "u; city; cities; town; towns"),
    ("residence", "rural", "r; village; villages"),
    ("residence", TOTAL, "t; both"),
    ("disability", "with_disability", "yes; with"),
    ("disability", "without_disability", "no; without"),
)
WEALTH_RANKS = {
    word: rank
    for (_, rank), words in _table(
        ("wealth", "poorest", "poorest; lowest; bottom; ក្រីក្របំផុត; ក្រីក្រជាងគេ; ក្រជាងគេ; ទាបបំផុត"),
        ("wealth", "first", "first; ទីមួយ; ទី1"),
        ("wealth", "poorer", "poorer"),
        ("wealth", "second", "second; ទីពីរ; ទី2"),
        ("wealth", "middle", "middle; មធ្យម"),
        ("wealth", "third", "third; ទីបី; ទី3"),
        ("wealth", "fourth", "fourth; ទីបួន; ទី4"),
        ("wealth", "richer", "richer"),
        ("wealth", "fifth", "fifth; ទីប្រាំ; ទី5"),
        ("wealth", "richest", "richest; highest; wealthiest; top; មានបំផុត; អ្នកមានបំផុត; មានជាងគេ; ខ្ពស់បំផុត"),
    ).items()
    for word in words
}
QUINTILES = {
    "poorest": 1, "first": 1, "poorer": 2, "second": 2, "middle": 3, "third": 3, "richer": 4, "fourth": 4,
    "richest": 5, "fifth": 5,
}  # fmt: skip
QUARTILES = {"poorest": 1, "first": 1, "second": 2, "third": 3, "richest": 4, "fourth": 4}
DIMENSION_WORDS = {
    word: dimension
    for (dimension, _), words in _table(
        ("sex", "", "sex; gender; sex of child; sex of the child; male/female; boys/girls; ភេទ; យេនឌ័រ"),
        ("age", "", "age; ages; age group; age groups; age range; age band; agegroup; age (years); អាយុ; ក្រុមអាយុ"),
        ("residence", "", "residence; place of residence; type of residence; area type; type of area; urban/rural"
         "; urban rural; rural/urban; locality; setting; ទីក្រុង/ជនបទ; លំនៅឋាន; តំបន់រស់នៅ"),
        ("wealth", "", "wealth; wealth quintile; wealth quintiles; quintile; quintiles; wealth index; wealth group"
         "; wealth_quintile; quartile; wealth quartile; កម្រិតជីវភាព; ជីវភាព"),
        ("disability", "", "disability; disability status; disability_status; functional difficulty; ពិការភាព"),
    ).items()
    for word in words
}  # fmt: skip
