"""What is missing of each document is told, and nothing that was read is left out."""

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.rights.counting import how_often
from childrights.rights.recommendations import load_recommendations
from childrights.rights.review_cycles import documents, in_all_words, load_reviews, loaded

ASKED = load_recommendations(load_catalogue())
REVIEWS = load_reviews()


def test_every_document_that_asks_stands_in_the_table_of_what_is_missing() -> None:
    known = {one.document: one for one in REVIEWS}
    for one in ASKED:
        if one.asks:
            review = known[one.document]
            assert (review.mechanism, review.title, review.year) == (one.mechanism, one.document_title, one.year)
    assert [one.year for one in REVIEWS] == sorted((one.year for one in REVIEWS), reverse=True)


def test_what_is_here_is_counted_once_and_never_more_than_there_is() -> None:
    found = loaded(REVIEWS, ASKED, {})
    assert sum(one.here for one in found) == how_often(ASKED)
    assert all(one.here <= one.review.in_all for one in found if one.review.in_all)
    assert all(one.review.missing and one.review.missing_km for one in found)


def test_counts_are_those_that_the_sources_state() -> None:
    told = {one.document: one.summary for one in ASKED if not one.asks}
    for one in REVIEWS:
        if one.in_all and one.mechanism == "UPR":
            assert str(one.in_all) in told[one.document]


def test_a_document_that_somebody_brought_in_is_known_too() -> None:
    from dataclasses import replace

    new = replace(ASKED[-1], kind="recommendation", document="CRC/C/KHM/CO/7", document_title="New", year=2027)
    assert next(iter(documents(REVIEWS, [*ASKED, new]))) == "CRC/C/KHM/CO/7"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_counted_is_told(lang: str) -> None:
    t = translator(lang)
    for one in REVIEWS:
        words = in_all_words(one, t)
        assert (str(one.in_all) in words) if one.in_all else words == t._("not counted here")
