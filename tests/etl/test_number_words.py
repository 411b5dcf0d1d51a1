"""Numbers in words are read as those who write them mean them, and a text about one person is one in words, too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells import ENGLISH_NUMBER, KHMER_NUMBER, number_in_words, numbers_in_digits, plain
from etl.persons import NotKept, kept_words, tells_of_a_person, tells_of_anybody, tells_who

SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
SMALL += ["seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DIGITS_KM = ["មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន"]
TENS_KM = ["ដប់", "ម្ភៃ", "សាមសិប", "សែសិប", "ហាសិប", "ហុកសិប", "ចិតសិប", "ប៉ែតសិប", "កៅសិប"]


def english(number: int) -> str:
    """A number below ten thousand as it is written."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    tens, ones = divmod(small, 10)
    told = [f"{SMALL[thousands - 1]} thousand"] if thousands else []
    told += [f"{SMALL[hundreds - 1]} hundred"] if hundreds else []
    low = SMALL[small - 1] if 0 < small < 20 else "-".join([TENS[tens - 2], *([SMALL[ones - 1]] if ones else [])])
    return " and ".join([" ".join(told), low] if told and small else [*told] or [low]) if told or small else ""


def khmer(number: int) -> str:
    """The same in Khmer, without a space as it is written."""
    told = ""
    for worth, word in ((10_000, "ម៉ឺន"), (1000, "ពាន់"), (100, "រយ")):
        many, number = divmod(number, worth)
        told += f"{DIGITS_KM[many - 1]}{word}" if many else ""
    tens, ones = divmod(number, 10)
    return told + (TENS_KM[tens - 1] if tens else "") + (DIGITS_KM[ones - 1] if ones else "")


@given(number=st.integers(1, 9999))
def test_a_number_in_words_is_that_number(number: int) -> None:
    for words, pattern in (
        (english(number).replace("thousand and", "thousand"), ENGLISH_NUMBER),
        (khmer(number), KHMER_NUMBER),
    ):
        found = re.fullmatch(pattern, plain(words))
        assert found and number_in_words(found[0]) == number, words


@given(number=st.integers(2, 99_999))
def test_people_counted_in_khmer_words_are_counted_in_digits(number: int) -> None:
    told = numbers_in_digits(plain(f"កុមារ{khmer(number)}នាក់ត្រូវបានរាប់"))
    assert told == plain(f"កុមារ{number} នាក់ត្រូវបានរាប់")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("an eight-year-old girl", "an 8-year-old girl"),
        ("girls aged twelve", "girls aged 12"),
        ("she was twelve when it began", "she was 12 when it began"),
        ("she was one of them", "she was one of them"),
        ("one in eight girls", "one in eight girls"),
        ("the boy is two of three", "the boy is two of three"),
        ("ហាក់បីដូចជាខុស", "ហាក់បីដូចជាខុស"),
        ("ភាគរយនៃករណី", "ភាគរយនៃករណី"),
    ],
)
def test_only_ages_and_people_become_digits(text: str, told: str) -> None:
    assert numbers_in_digits(plain(text)) == plain(told)


@pytest.mark.parametrize("many", ["ពីរ", "បួន", "ប្រាំ", "ប្រាំពីរ", "ដប់បី", "សាមសិប", "បីរយ", "៣០"])
@pytest.mark.parametrize("reason", ["ឯកសារមានកុមារ {n} នាក់", "កុមារី {n}នាក់នៅតាកែវ", "សិស្ស {n}នាក់ ខ្វះ", "បញ្ជីកុមារ {n} នាក់"])
def test_children_counted_in_words_are_nobody(many: str, reason: str) -> None:
    assert kept_words(reason.format(n=many)) == reason.format(n=many)


@pytest.mark.parametrize(
    "text",
    [
        "an eight-year-old girl was raped by her uncle",
        "girl aged eight sold to a brothel",
        "A girl of eight lives alone",
        "she was twelve when it happened",
        "កុមារីអាយុដប់ពីរឆ្នាំម្នាក់ ត្រូវបានគេលក់",
        "សុខ ដារ៉ា អាយុ ប្រាំបីឆ្នាំ រស់នៅភូមិព្រៃ",
        "ករណី ម៉ារីយ៉ា សាន់តូស បានបញ្ជូនទៅតុលាការ",
        "ករណី ចន ស្មីត ត្រូវបានបិទ",
        "ករណី ហ្សាន់ វ៉ាល់ ត្រូវបានបោះបង់",
        "បានជួប យ៉ូសែប បេនីតូ នៅមន្ទីរពេទ្យ",
    ],
)
def test_one_child_is_found_by_an_age_in_words_and_a_foreign_name(text: str) -> None:
    assert tells_who(text) and tells_of_a_person(text) and tells_of_anybody(text)
    with pytest.raises(NotKept):
        kept_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "a five year plan for the girl child",
        "women aged fifteen to forty-nine",
        "កុមារអាយុក្រោមប្រាំឆ្នាំ",
        "ករណី ម៉ូតូ បុកគ្នា បានបញ្ជូនទៅប៉ូលិស",
        "ករណី ហិង្សា ក្នុងគ្រួសារ ត្រូវបានបញ្ជូនទៅតុលាការ",
        "ករណី អ៊ីនធឺណិត ហ្វេសប៊ុក ត្រូវបានបញ្ជូនទៅប៉ូលិស",
    ],
)
def test_ages_of_many_and_cases_of_something_are_nobody(text: str) -> None:
    assert not (tells_who(text) or tells_of_a_person(text) or tells_of_anybody(text))
