"""Filters of the recommendations travel as codes, whatever letters a topic, State or document is written in."""

import pytest

from childrights.catalogue import load_catalogue
from childrights.rights import load_recommendations
from ui.parts.filters import CODE
from ui.tracker.listing import url_code

SHIPPED = load_recommendations(load_catalogue())
WORDS = {
    *(theme for one in SHIPPED for theme in one.themes),
    *(one.recommending_state for one in SHIPPED),
    *(one.document for one in SHIPPED),
    "ការចុះបញ្ជីកំណើត",
    "ការអប់រំ",
    "Côte d'Ivoire",
    "Cote dIvoire",
    "A  B",
    "A B",
    "a/b?c=d&e",
    "50 %",
}


def test_every_word_is_a_code_of_its_own() -> None:
    codes = {word: url_code(word) for word in WORDS}
    assert [word for word, code in codes.items() if not CODE.fullmatch(code)] == []
    assert len(set(codes.values())) == len(WORDS)


@pytest.mark.parametrize(
    ("words", "code"), [("UPR cycle 4", "UPR_cycle_4"), ("CRC/C/KHM/CO/4-6", "CRC/C/KHM/CO/4-6"), ("", "")]
)
def test_what_can_be_read_in_an_address_stays_as_it_is(words: str, code: str) -> None:
    assert url_code(words) == code
