"""How words of a cell are compared with what is known, and what a cell says as text."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from childrights.i18n import N_, translator
from etl.intake.matching import digits, is_address, labelled, near, printed_code, squeezed
from etl.intake.schema import DraftRefused, FieldFault, Read, cure_words, recorded_member, wrong_words
from etl.intake.table import cell_words


@pytest.mark.parametrize(
    ("text", "same"),
    [("A  b", "ab"), ("A\u200bb", "ab"), ("x \u2013 y", "x-y"), ("x\u2212y", "x-y"), ("Ａｂ\n", "ab"), ("", "")],
)
def test_spelling_spaces_and_dashes_do_not_part_words(text: str, same: str) -> None:
    assert squeezed(text) == same


def test_codes_and_words_of_both_languages_lead_to_the_code() -> None:
    found = labelled({"own_x": N_("Source"), "two": "Two words"})
    assert {found[squeezed(one)] for one in ("own_x", "Source", "SOURCE", translator("km")._("Source"))} == {"own_x"}
    assert found["twowords"] == "two"


NAMES = ("Committee on the Rights of the Child", "Human Rights Committee", "Germany", "Georgia", "Guyana", "Ghana")


@pytest.mark.parametrize(
    ("value", "limit", "found"),
    [
        ("Germny", 3, ("Germany",)),
        ("Gana", 3, ("Ghana", "Guyana")),
        ("Gana", 1, ("Ghana",)),
        # One long word of a name with a capital is enough; a short or small one is not
        ("childs", 3, ("Committee on the Rights of the Child",)),
        ("the", 3, ()),
        ("Brazil", 3, ()),
    ],
)
def test_names_that_may_be_meant_are_few_and_the_nearest_first(value: str, limit: int, found: tuple[str, ...]) -> None:
    assert near(value, NAMES, limit) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("2024", "2024"), ("២០២៤", "2024"), ("２０２４", "2024"), ("024", ""), ("20244", ""), ("20a4", ""), ("", "")],
)
def test_a_year_is_four_digits(text: str, found: str) -> None:
    assert digits(text) == found


@pytest.mark.parametrize(
    ("typed", "printed"), [("k7q2m9xd0a", "K7Q2M-9XD0A"), ("K7Q2M 9XD0A", "K7Q2M-9XD0A"), ("K7Q2M", "K7Q2M"), ("", "")]
)
def test_only_a_whole_code_is_printed_as_one(typed: str, printed: str) -> None:
    assert printed_code(typed) == printed


@pytest.mark.parametrize(
    ("text", "longest", "sound"),
    [
        ("https://a.org/x", 0, True),
        ("http://a", 8, True),
        ("http://a", 7, False),
        ("https://", 0, False),
        ("https://a b", 0, False),
        ("ftp://a.org", 0, False),
        ("a.org", 0, False),
        ("see https://a.org", 0, False),
    ],
)
def test_what_an_address_is(text: str, longest: int, sound: bool) -> None:
    assert is_address(text, longest) is sound


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (0.0, "0"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 23, 59), "2024-03-01"),
        (" a \n b ", "a b"),
        ("'=1+1", "=1+1"),
        ("'  -x", " -x"),
        ("'quoted'", "'quoted'"),
        ("'@here", "@here"),
        ("=1+1", "=1+1"),
        ("'", "'"),
    ],
)
def test_what_a_cell_says_as_text(value: object, text: str) -> None:
    assert cell_words(value) == text  # type: ignore[arg-type]


def test_lines_of_a_text_stay_apart_where_they_may() -> None:
    assert cell_words(" a\n\n b ", one_line=False) == "a\n\n b"


@pytest.mark.parametrize(
    ("near_by", "cure", "words"),
    [
        ((), "", ""),
        ((), "Do so.", "Do so."),
        (("A",), "Do so.", "Did you mean “A”? Do so."),
        (("B", "A"), "", "Did you mean “B”, “A”? "),
    ],
)
def test_a_cure_names_what_may_be_meant_in_its_order(near_by: tuple[str, ...], cure: str, words: str) -> None:
    fault = FieldFault("year", "year", "x", near_by, "“{value}” is wrong.", cure)
    assert (wrong_words(fault, translator("en")), cure_words(fault, translator("en"))) == ("“x” is wrong.", words)


def test_a_fault_names_a_column_by_its_head_and_a_cell_by_its_address() -> None:
    assert wrong_words(FieldFault("a", "a", "x", wrong="{value}!", head="Year"), translator("en")) == "Year!"
    read = Read("S", "f", "", (), {"year": 2, "far": 27}, 0, (), (), ())
    assert [read.cell(7, name) for name in ("year", "far", "nowhere")] == ["C7", "AB7", "A7"]


@pytest.mark.parametrize(
    ("name", "kept"), [(" AB ", "AB"), ("A", ""), ("  A  ", ""), ("", ""), ("x" * 120, "x" * 120), ("x" * 121, "")]
)
def test_an_organisation_has_two_to_a_hundred_and_twenty_letters(name: str, kept: str) -> None:
    if kept:
        assert recorded_member(name) == kept
    else:
        with pytest.raises(DraftRefused):
            recorded_member(name)
