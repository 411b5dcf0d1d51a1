"""What of a member's table stays hidden, so that nobody works out a small number of children."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from etl.protect.cells import COUNTED_BY, PER, Cell, Given, Key, Publicity
from etl.protect.history import BEFORE, Disclosed, decide
from etl.protect.protecting import COMPLEMENT, SENT_HIDDEN, ZERO, protect
from etl.protect.relations import CountTable
from etl.protect.thresholds import threshold, threshold_table

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
CASES, PUBLIC, SURVEYED = "children_reintegrated", "cash_pregnant_under2", "online_sexual_exploitation"
NEW, KNOWN, HIDDEN, ONCE = Publicity.NEWCOMER, Publicity.PUBLIC, Publicity.HIDDEN, Publicity.ONCE


def given(code: str, value: float | None, how: Publicity = NEW, hand: str = "A", **more: Any) -> Given:
    about: dict[str, Any] = {"indicator": CASES, "area": "KH05", "year_start": 2023, "year_end": 2023}
    about |= {"period_label": "2023", "id": code, "value": value, "layer": "members" if hand else "published"}
    about |= {"status": "normal" if value is not None else "suppressed"}
    return Given(Observation(**about | more), hand, how)


def hidden(*figures: Given) -> dict[str, str]:
    return {code: one.why for code, one in protect(figures, INDICATORS).items()}


def sexes(total: float | None, male: float | None, female: float | None, **more: Any) -> list[Given]:
    named = {"total": total, "male": male, "female": female}
    return [given(f"{more.get('prefix', '')}{sex}", value, sex=sex) for sex, value in named.items() if value != -1]


def test_thresholds_are_told_with_reasons_and_only_ever_raised() -> None:
    assert {INDICATORS[code].sensitivity for code in INDICATORS} <= threshold_table().keys()
    assert threshold(INDICATORS[CASES]) == 10 and threshold(INDICATORS[PUBLIC]) == 5
    assert threshold(INDICATORS[PUBLIC], {PUBLIC: 20}) == 20 and threshold(INDICATORS[CASES], {CASES: 3}) == 10
    assert set(threshold_table()) <= INDICATORS.keys() | {one.sensitivity for one in INDICATORS.values()}


def test_every_share_of_the_table_is_of_a_count_of_children_as_delicate_as_itself() -> None:
    assert len(COUNTED_BY) >= 3
    for share, count in COUNTED_BY.items():
        assert INDICATORS[share].unit in PER and INDICATORS[count].unit == "number"
        assert INDICATORS[share].sensitivity == INDICATORS[count].sensitivity != "public"


@pytest.mark.parametrize(
    ("share", "count", "value", "of", "how"),
    [
        ("residential_care_living_parent", "rci_children_mapped", 83.3, 24.0, (NEW, NEW)),
        ("residential_care_living_parent", "rci_children_mapped", 83.3, 24.0, (NEW, KNOWN)),
        ("residential_care_living_parent", "rci_children_mapped", 83.3, 24.0, (KNOWN, NEW)),
        ("residential_care_living_parent", "rci_children_mapped", 83.3, 240.0, None),
        ("pretrial_share_detained_children", "inmates_under18_official", 80.0, 40.0, (NEW, NEW)),
        ("detained_minors_pretrial_licadho", "detained_minors_licadho", 80.0, 40.0, (NEW, NEW)),
    ],
)
def test_a_share_alone_beside_the_count_it_is_of_tells_no_few(
    share: str, count: str, value: float, of: float, how: tuple[Publicity, Publicity] | None
) -> None:
    first, second = how or (NEW, NEW)
    told = given("s", value, first, indicator=share, area="KH"), given("c", of, second, indicator=count, area="KH")
    assert hidden(*told) == ({} if how is None else {"c" if first is KNOWN else "s": COMPLEMENT})


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"value": 9.0}, "count"),
        ({"value": 1.0}, "count"),
        ({"value": 10.0}, ""),
        ({"value": 0.0}, ""),
        ({"value": 4.0, "indicator": PUBLIC}, "count"),
        ({"value": 5.0, "indicator": PUBLIC}, ""),
        ({"value": 40.0, "indicator": "family_based_care_share", "numerator": 2.0, "denominator": 5.0}, "denominator"),
        ({"value": 8.0, "indicator": "family_based_care_share", "numerator": 8.0, "denominator": 100.0}, "numerator"),
        ({"value": 8.0, "indicator": "family_based_care_share", "denominator": 100.0}, "share"),
        ({"value": 8.0, "indicator": "family_based_care_share", "sample_size": 100}, "share"),
        ({"value": 8.0, "indicator": SURVEYED, "denominator": 50.0, "sample_kind": "unweighted"}, ""),
        (
            {"value": 8.0, "indicator": "family_based_care_share", "denominator": 100.0, "sample_kind": "unweighted"},
            "share",
        ),
        (
            {"value": 8.0, "indicator": "family_based_care_share", "numerator": 8.0, "denominator": 100.0}
            | {"sample_kind": "unweighted"},
            "numerator",
        ),
        ({"value": 8.0, "indicator": "family_based_care_share", "numerator": 80.0}, ""),
        ({"value": 8.0, "indicator": "family_based_care_share"}, ""),
        ({"value": 95.0, "indicator": "family_based_care_share", "denominator": 100.0}, "others"),
        ({"value": 100.0, "indicator": "family_based_care_share", "denominator": 60.0}, "all"),
        ({"value": 100.0, "indicator": "family_based_care_share", "denominator": 60.0, "area": "KH"}, ""),
        ({"value": 95.0, "indicator": "birth_registration_30_days", "denominator": 60.0}, ""),
        ({"value": 40.0, "indicator": "birth_registration_30_days", "denominator": 10.0}, "numerator"),
        ({"value": 1.1, "indicator": "gender_parity_upper_secondary", "sample_size": 4}, "few"),
    ],
)
def test_small_numbers_are_hidden_whatever_stands_beside_them(more: dict[str, Any], why: str) -> None:
    told = hidden(given("X", more.pop("value"), **more))
    assert told == ({"X": why if why != "numerator" or "numerator" in more else "share"} if why else {})


def test_a_small_number_takes_another_with_it() -> None:
    assert hidden(*sexes(20.0, 17.0, 3.0)) == {"female": "count", "male": COMPLEMENT}
    assert hidden(*sexes(43.0, 40.0, None)) == {"female": SENT_HIDDEN, "male": COMPLEMENT}
    assert hidden(*sexes(40.0, 17.0, 23.0)) == {}


def test_a_number_that_is_left_out_can_be_worked_out_all_the_same() -> None:
    assert hidden(*sexes(20.0, 17.0, -1)) == {"male": COMPLEMENT}
    assert hidden(*sexes(-1, 17.0, 3.0)) == {"female": "count"}


def test_a_zero_that_tells_of_all_is_hidden() -> None:
    assert hidden(*sexes(12.0, 12.0, 0.0)) == {"female": ZERO, "male": COMPLEMENT}
    assert hidden(*sexes(24.0, 12.0, 12.0), given("none", 0.0, age="0-4")) == {}


def test_what_others_tell_counts_as_known() -> None:
    new = given("male", 37.0, sex="male"), given("female", 3.0, sex="female")
    assert hidden(*new) == {"female": "count"}
    for how, hand in ((KNOWN, ""), (KNOWN, "B"), (ONCE, "A")):
        assert hidden(*new, given("total", 40.0, how, hand)) == {"female": "count", "male": COMPLEMENT}
    assert hidden(*new, given("total", 5_000.0, KNOWN, "")) == {"female": "count"}


def test_a_small_number_that_is_printed_elsewhere_is_known_and_takes_none_with_it() -> None:
    assert hidden(*sexes(40.0, 37.0, 3.0), given("print", 3.0, KNOWN, "", sex="female")) == {"female": "count"}


def test_the_newcomer_gives_way() -> None:
    stands = given("male", 37.0, KNOWN, sex="male"), given("female", 3.0, HIDDEN, sex="female")
    assert hidden(given("total", 40.0), *stands) == {"total": COMPLEMENT}
    assert hidden(given("theirs", 40.0, hand="B"), *stands) == {"theirs": COMPLEMENT}


def test_places_years_and_ages_add_up() -> None:
    def row(name: str, whole: Any, parts: dict[Any, float], total: float) -> dict[str, str]:
        figures = [given(str(code), value, **_at(name, code)) for code, value in parts.items()]
        return hidden(given("whole", total, **_at(name, whole)), *figures)

    assert row("area", "KH02+KH24", {"KH02": 30.0, "KH24": 4.0}, 34.0) == {"KH24": "count", "KH02": COMPLEMENT}
    assert row("area", "KH", {"KH02": 30.0, "KH24": 40.0}, 74.0).keys() & {"KH02", "KH24", "whole"}
    assert row("area", "KH", {"KH02": 30.0, "KH24": 40.0}, 740.0) == {}
    ages = {"0-4": 30.0, "5-9": 40.0, "10-14": 3.0, "15-17": 20.0}
    assert row("age", "total", ages, 93.0).keys() == {"10-14", "15-17"}
    assert row("period", "2021-2022", {"2021": 30.0, "2022": 4.0}, 34.0) == {"2022": "count", "2021": COMPLEMENT}


def _at(name: str, code: str) -> dict[str, Any]:
    if name != "period":
        return {name: code}
    years = [int(part) for part in code.split("-")]
    return {"period_label": code, "year_start": years[0], "year_end": years[-1]}


def test_shares_are_numbers_too() -> None:
    def share(code: str, sex: str, of: float, held: float) -> Given:
        more = {"indicator": "birth_registration_30_days", "denominator": of, "numerator": held}
        return given(code, round(100 * held / of, 1), sex=sex, **more)

    girls = share("female", "female", 48.0, 3.0)
    assert hidden(share("total", "total", 100.0, 33.0), share("male", "male", 52.0, 30.0), girls).keys() == {
        "female",
        "male",
    }


def share(code: str, value: float, sex: str = "total", how: Publicity = NEW, hand: str = "A", **more: Any) -> Given:
    return given(code, value, how, hand, indicator="birth_registration_30_days", sex=sex, **more)


@pytest.mark.parametrize("hand", ["A", ""])
def test_a_share_without_numbers_tells_that_they_are_few_once_somebody_tells_how_many_all_are(hand: str) -> None:
    few, bare = share("all", 30.0, denominator=40.0), share("female", 5.0, "female")
    assert hidden(few) == {} and hidden(bare) == {}
    assert set(hidden(few, bare).values()) == {COMPLEMENT}
    assert hidden(few, share("female", 5.0, "female", KNOWN, hand)) == {"all": COMPLEMENT}
    assert hidden(share("all", 30.0, "total", KNOWN, hand, denominator=40.0), bare) == {"female": COMPLEMENT}
    assert hidden(share("all", 30.0, denominator=1000.0), bare) == {}
    assert hidden(few, share("female", 95.0, "female")) == {}


def test_a_share_is_told_as_closely_as_the_others_of_its_table() -> None:
    """33 among shares like 36.2 is 33.0: of 1,000 they are 330, and so four are girls."""
    boys = share("male", 36.2, "male", numerator=326.0, denominator=900.0)
    assert set(hidden(share("all", 33.0, denominator=1000.0), boys).values()) == {COMPLEMENT}


def test_two_small_numbers_do_not_hide_each_other_where_together_they_are_few() -> None:
    ages = {"0-4": 3.0, "5-9": 6.0, "10-14": 40.0, "total": 49.0}
    assert len(hidden(*(given(age, number, age=age) for age, number in ages.items()))) == 3
    ages |= {"5-9": 7.0, "total": 50.0}
    assert hidden(*(given(age, number, age=age) for age, number in ages.items())) == {"0-4": "count", "5-9": "count"}


def test_what_an_official_source_prints_of_the_country_shows_that_places_are_not_all() -> None:
    printed = given("girls", 39.0, KNOWN, "", area="KH", sex="female")
    sent = [
        given("whole", 61.0, area="KH"),
        given("one", 11.0, sex="male"),
        given("two", 9.0, area="KH01", sex="male"),
    ]
    sent = [replace(one, observation=replace(one.observation, indicator=PUBLIC)) for one in sent]
    printed = replace(printed, observation=replace(printed.observation, indicator=PUBLIC))
    assert hidden(*sent) == {}
    assert set(hidden(*sent, printed).values()) == {COMPLEMENT}


def test_uploads_are_decided_in_their_order_and_once() -> None:
    def sent(*figures: Given, upload: str) -> list[Observation]:
        return [replace(one.observation, upload=upload, member="A") for one in figures]

    first = sent(given("male", 37.0, sex="male"), given("female", 3.0, sex="female"), upload="U1")
    total = sent(given("total", 40.0), upload="U2")
    assert decide([], [*first, *total], [], INDICATORS).keys() == {"female", "total"}
    decided = Disclosed({"male": True, "female": False})
    assert decide([], [*first, *total], [], INDICATORS, decided).keys() == {"female", "total"}
    taken_back = Disclosed({"total": True}, once=total)
    assert decide([], first, [], INDICATORS, taken_back).keys() == {"female", "male"}
    many = sent(given("male", 37.0, sex="male"), given("female", 23.0, sex="female"), upload="U1")
    stays = decide([], many, [], INDICATORS, Disclosed({"male": False, "female": True}))
    assert {code: one.why for code, one in stays.items()} == {"male": BEFORE}
    raised = Disclosed({"male": True, "female": False}, raised={CASES: 50})
    assert decide([], first, [], INDICATORS, raised).keys() == {"female", "male"}


@pytest.mark.parametrize(
    ("more", "is_hidden"),
    [
        ({}, False),
        ({"value": 4.0}, True),
        ({"numerator": 2.0}, True),
        ({"denominator": 9.0}, True),
        ({"sample_size": 4}, True),
    ],
)
def test_what_an_official_source_printed_stays_when_a_member_sends_it(more: dict[str, Any], is_hidden: bool) -> None:
    printed = given("P", 3.0, KNOWN, hand="").observation
    sent = given("S", more.get("value", 3.0), upload="U0001", member="A").observation
    sent = replace(sent, **{name: value for name, value in more.items() if name != "value"})
    assert ("S" in decide([printed], [sent], [], INDICATORS)) == is_hidden


def living(code: str, value: float, how: Publicity = NEW, hand: str = "A", **more: Any) -> Given:
    return given(code, value, how, hand, indicator="residential_care_living_parent", area="KH16", **more)


def test_what_is_worked_out_of_a_rounded_share_is_as_rounded_as_that() -> None:
    """82.6 % of 264 are 218 boys, of whom 169 are under 5; of the 53 that were printed aged 5–9 the girls are 4."""
    sent = [
        living("young", 91.3, age="0-4", numerator=199.0, denominator=218.0),
        living("girls", 63.0, sex="female", numerator=34.0, denominator=54.0),
        living("boys", 82.6, sex="male", sample_size=264),
    ]
    printed = [
        living("old", 53.0, KNOWN, "", age="5-9", numerator=53.0, denominator=100.0),
        living("young boys", 93.9, KNOWN, "", sex="male", age="0-4", numerator=169.0),
    ]
    assert "boys" in hidden(*sent, *printed) or "young" in hidden(*sent, *printed)
    assert "boys" not in hidden(*sent)


def test_there_are_others_among_those_with_and_without_where_there_are_among_all() -> None:
    """120 children of the country are 80 and 30 and others; as the numerators leave none, all of these would be none."""
    table = CountTable(
        {
            Key(layer, "family_based_care_share", area, (2023, 2023, "2023"), *["total"] * 5, ""): Cell(
                Key(layer, "family_based_care_share", area, (2023, 2023, "2023"), *["total"] * 5, ""), number, hand="A"
            )
            for layer, numbers in {"d": (120.0, 80.0, 30.0), "n": (50.0, 40.0, 10.0)}.items()
            for area, number in zip(("KH", "KH01", "KH02"), numbers, strict=True)
        },
        [],
        [],
        lambda *_: 0,
    )
    table.relate()
    elsewhere = {cell.key.layer for one in table.relations for cell in one.cells if cell.key.area == "elsewhere"}
    assert elsewhere == {"d", "n"}


def test_numbers_that_another_member_hides_do_not_keep_its_others_from_being_believed() -> None:
    """Both tell of 60; that B hides a number which A tells says nothing of whose children they are."""
    mine = [given("all", 60.0, KNOWN), given("girls", 4.0, HIDDEN, sex="female"), given("kept", 30.0, KNOWN, age="0-4")]
    theirs = [
        given("same", 60.0, NEW, "B"),
        given("boys", 56.0, NEW, "B", sex="male"),
        given("theirs", 3.0, NEW, "B", age="0-4"),
    ]
    assert "boys" in hidden(*mine, *theirs)


@pytest.mark.parametrize(("held", "of", "is_borne_out"), [(30.0, 60.0, True), (31.0, 60.0, False), (30.0, 61.0, False)])
def test_bare_shares_of_another_member_count_where_it_tells_what_the_table_leaves(
    held: float, of: float, is_borne_out: bool
) -> None:
    """43 of 100 less 13 of 40 girls are 30 of 60 boys, whom only B tells: 6 % of its youngest are 3 children then."""
    mine = [
        share("everybody", 43.0, "total", KNOWN, numerator=43.0, denominator=100.0),
        share("girls", 32.5, "female", KNOWN, numerator=13.0, denominator=40.0),
        share("old", 80.0, age="5-9"),
    ]
    boys = share("boys", round(100 * held / of, 1), "male", KNOWN, "B", numerator=held, denominator=of)
    young = share("young", 6.0, "total", KNOWN, "B", age="0-4")
    assert hidden(*mine, boys, young) == ({"old": COMPLEMENT} if is_borne_out else {})
    assert hidden(*mine, boys) == {}


@pytest.mark.parametrize(("urban", "is_borne_out"), [(40.0, True), (41.0, False)])
def test_a_sum_of_another_members_numbers_may_be_what_the_table_leaves(urban: float, is_borne_out: bool) -> None:
    def cell(number: float, sex: str, residence: str, hand: str) -> Cell:
        about = Key("c", PUBLIC, "KH01", (2023, 2023, "2023"), sex, "total", residence, "total", "total", "")
        return Cell(about, number, is_known=True, hand=hand)

    mine = [cell(100.0, "total", "total", "A"), cell(40.0, "female", "total", "A")]
    theirs = [cell(20.0, "male", "rural", "B"), cell(urban, "male", "urban", "B")]
    table = CountTable({one.key: one for one in mine}, [], theirs, lambda *_: 0)
    table.relate()
    assert [one in table.beside[one.key] for one in theirs] == [is_borne_out] * 2


def test_none_are_a_number_too_where_nobody_tells_of_how_many() -> None:
    """0 boys, of whom nobody knows how many were asked, and 3 girls who were printed are 3 children."""
    boys = share("boys", 0.0, "male", numerator=0.0)
    girls = share("girls", 25.0, "female", KNOWN, "", numerator=3.0, denominator=12.0)
    everybody = share("everybody", 15.0, "total", HIDDEN, numerator=3.0, denominator=20.0)
    assert hidden(boys, girls, everybody) == {"boys": COMPLEMENT}
    assert hidden(share("boys", 0.0, "male"), girls, everybody) == {}


def test_a_year_that_nobody_sent_is_what_two_years_leave() -> None:
    both = given("both", 40.0, year_start=2022, year_end=2023, period_label="2022-2023")
    assert hidden(both, given("one", 37.0)).keys() & {"both", "one"}
    assert hidden(both, given("one", 20.0)) == {}
    assert hidden(both, given("one", 43.0)) == {}


@pytest.mark.parametrize(("wrong", "is_hidden"), [(0.0, True), (5.0, True)])
def test_one_wrong_total_does_not_open_every_row(wrong: float, is_hidden: bool) -> None:
    rows = [(30.0, 20.0, 50.0 + wrong), (25.0, 15.0, 40.0)]
    told = [
        given(f"{sex}{age}", number, KNOWN, sex=sex, age=age)
        for sex, row in zip(("total", "male"), rows, strict=True)
        for age, number in zip(("0-4", "5-9", "total"), row, strict=True)
    ]
    new = [given("young", 14.0, KNOWN, area="KH01", age="0-4"), given("all", 17.0, area="KH01")]
    assert ("all" in hidden(*told, *new)) == is_hidden


def told_of_the_country(by: str, value: float, **more: Any) -> Observation:
    return given(by + "KH", value, area="KH", upload=by, member=by, **more).observation


@pytest.mark.parametrize(
    ("is_beside", "decided", "why"),
    [
        (True, None, COMPLEMENT),  # 36 of B less two times 15 of A leaves 6 elsewhere, once both tell of the same
        (False, None, ""),  # nobody to put it together with
        (True, True, ""),  # it is known
        (True, False, COMPLEMENT),
        (False, False, ""),  # hidden before, and printed since
    ],
)
def test_what_repeats_what_is_printed_does_not_join_members(is_beside: bool, decided: bool | None, why: str) -> None:
    printed = given("P", 20.0, KNOWN, hand="", area="KH", sex="female").observation
    places = [given(area, 15.0, area=area, upload="A1", member="A").observation for area in ("KH09", "KH16")]
    of_b = [told_of_the_country("B", 36.0)] if is_beside else []
    again = told_of_the_country("A", 20.0, sex="female")
    before = Disclosed({"KH09": True, "KH16": True, "BKH": True} | ({} if decided is None else {"AKH": decided}))
    found = decide([printed], [*places, *of_b, again], [], INDICATORS, before)
    assert {code: one.why for code, one in found.items()} == ({"AKH": why} if why else {})
    newer = told_of_the_country("A", 20.0, sex="female")
    all_at_once = decide([printed], [*places, newer, *of_b], [], INDICATORS)
    assert all_at_once.keys() == ({"BKH"} if is_beside else set()), "what comes last gives way"
