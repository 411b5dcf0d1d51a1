"""A basket as a brief: nothing of it is lost, the author's words are marked, the ask stays apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from childrights.basket.basket import AuthorText, Basket, Kept
from childrights.basket.brief import of_basket
from childrights.basket.kept import foreign, kept_sentence, telling
from childrights.briefs.inputs import Stock
from childrights.briefs.model import Brief
from childrights.catalogue.catalogue import Catalogue, load_catalogue
from childrights.export.exporting import ExportError
from childrights.i18n import LANGUAGES, translator
from childrights.messages.candidate_list import candidates
from childrights.messages.evidence import TopicEvidence, desk, desks
from childrights.messages.finding import Ask
from childrights.messages.message import HOLDS, NO_LONGER, Rechecked, compose, recheck, worded_message
from childrights.rights.recommendations import load_recommendations, touching
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.command import brief_bytes
from tests.childrights.messages.rules import told_alike

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def basket(shipped: Snapshot, catalogue: Catalogue) -> Basket:
    """Every kind of message there is of stunting, and one of silence without any figure."""
    found = Basket()
    silent = next(code for code in catalogue.indicators if not desk(shipped, catalogue, code, TODAY.year).facts)
    desks = [desk(shipped, catalogue, code, TODAY.year) for code in ("stunting", silent)]
    by_code = {one.indicator.code: one for one in desks}
    for one in candidates(desks):
        about = by_code[one.finding.indicator.code]
        found = found.add(*(worded_message(one.finding, about, translator(lang)) for lang in ("en", "km")))
    return found


def brief_of(basket: Basket, shipped: Snapshot, catalogue: Catalogue, lang: str) -> Brief:
    stock = Stock.of(shipped, catalogue, translator(lang), TODAY)
    return of_basket(stock, basket, lambda one: again(one, shipped, catalogue, lang))


def again(one: Kept, shipped: Snapshot, catalogue: Catalogue, lang: str) -> Rechecked:
    return recheck(one.message(lang), shipped, catalogue, TODAY.year)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_has_its_section_in_its_order(
    shipped: Snapshot, catalogue: Catalogue, basket: Basket, lang: str
) -> None:
    brief = brief_of(basket, shipped, catalogue, lang)
    assert [one.message for one in brief.sections] == [one.headline.of(lang) for one in basket.items]
    for one, section in zip(basket.items, brief.sections, strict=True):
        if section.figure is None:
            assert set(section.codes) == set(one.observations)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", [".pptx", ".docx", ".pdf", ".xlsx"])
def test_every_format_is_made(shipped: Snapshot, catalogue: Catalogue, basket: Basket, lang: str, ending: str) -> None:
    content = brief_bytes(brief_of(Basket(basket.items[:3]), shipped, catalogue, lang), ending)
    assert content[:2] == (b"%P" if ending == ".pdf" else b"PK")


def test_asks_and_recommendations_stay_apart_from_findings(
    shipped: Snapshot, catalogue: Catalogue, basket: Basket
) -> None:
    asked = touching(load_recommendations(catalogue))[0]
    own = basket.change("m1", ask=AuthorText("Fund it."), duty=AuthorText("", "ក្រសួង"), answers=(asked.code, "gone"))
    brief = brief_of(own, shipped, catalogue, "en")
    assert all("Fund it." not in one.message + one.support for one in brief.sections)
    table = brief.sections[-1].table
    assert table is not None and table.rows == ((own.items[0].headline.en, "Fund it.", "ក្រសួង"),)
    assert [one.recommendation.code for one in brief.asked] == [asked.code]


def test_the_authors_words_are_marked_and_a_foreign_number_is_named(
    shipped: Snapshot, catalogue: Catalogue, basket: Basket
) -> None:
    own = basket.change("m1", words=AuthorText("It was 77.7 %."))
    brief = brief_of(own, shipped, catalogue, "en")
    first = brief.sections[0]
    assert first.message == "It was 77.7 %."
    cautions = " ".join(first.cautions)
    assert "The wording is the author" in cautions and own.items[0].headline.en in cautions
    assert "77.7" in cautions
    assert brief.finding == own.items[1].headline.en
    assert brief_of(own, shipped, catalogue, "km").sections[0].message == own.items[0].headline.km


def test_what_no_longer_holds_is_not_told(shipped: Snapshot, catalogue: Catalogue, basket: Basket) -> None:
    gone = replace(basket.items[0], key=Ask("level", "gone").key)
    checked = again(gone, shipped, catalogue, "en")
    assert checked.status == NO_LONGER
    assert telling(gone, checked, translator("en")) is None
    assert kept_sentence(gone, checked, "en") == gone.headline.en
    brief = brief_of(Basket((gone, *basket.items[1:])), shipped, catalogue, "en")
    assert [one.message for one in brief.sections] == [one.headline.en for one in basket.items[1:]]
    with pytest.raises(ExportError):
        brief_of(Basket((gone,)), shipped, catalogue, "en")


def test_rounded_numbers_of_the_message_are_not_foreign(shipped: Snapshot, catalogue: Catalogue) -> None:
    t, about = translator("en"), desk(shipped, catalogue, "stunting", TODAY.year)
    message = compose(Ask("level", "stunting", period="2014"), about, t)
    kept = Basket().add(message, message).change("m1", words=AuthorText("In 2014 it was 32 %.")).items[0]
    assert foreign(kept, Rechecked(HOLDS, (), message), t) == ""


SAMPLE = 4
"""One of so many indicators is read both ways here; ``python run.py bench messages`` reads all."""


@pytest.fixture(scope="module")
def whole(shipped: Snapshot, catalogue: Catalogue) -> list[TopicEvidence]:
    return [desk(shipped, catalogue, code, TODAY.year) for code in list(catalogue.indicators)[::SAMPLE]]


@pytest.mark.parametrize("area", ["KH", "KH03", "KH25", "KH02+KH24"])
def test_desks_read_for_a_place_tell_of_it_what_whole_ones_tell(
    shipped: Snapshot, catalogue: Catalogue, whole: list[TopicEvidence], area: str
) -> None:
    together = desks(shipped, catalogue, TODAY.year, area)
    assert [one.indicator.code for one in together] == list(catalogue.indicators)
    told_alike(list(together[::SAMPLE]), whole, area)
