"""Every indicator with figures has words for sentences, in both languages; and the digits of an edit are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.catalogue.tables import ReferenceTableError
from childrights.messages.checking import foreign_numbers, numbers_in
from childrights.messages.finding import DO_NOT_SAY, Ask
from childrights.messages.message import Message
from childrights.messages.vocabulary import WORDS_FILE, load_message_words, populations
from etl.publishers.series_table import load_publishers
from etl.snapshot.assemble import Inputs
from tests.childrights.messages.making import said

CATALOGUE = load_catalogue()
UNITS = {
    "percent": {"share", "measure"},
    "per_1000": {"rate"},
    "number": {"count"},
    "ratio": {"measure"},
    "index": {"measure"},
    "per_woman": {"measure"},
    "years": {"measure"},
}


def test_every_indicator_with_figures_has_words() -> None:
    wanted = {one.code for one in CATALOGUE.indicators.values() if one.has_data}
    wanted |= {one.indicator for entry in load_publishers(Inputs().publishers).values() for one in entry.wanted}
    assert sorted(set(load_message_words()) ^ wanted) == [], (
        "a row of message_words.csv for each indicator with figures, or that a publisher is asked for"
    )


def test_two_rows_of_one_indicator_are_refused(tmp_path: Path) -> None:
    lines = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    twice = tmp_path / WORDS_FILE.name
    twice.write_text("\n".join([*lines, lines[1].replace("stunted", "short")]) + "\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError, match=r"column indicator: 'stunting' stands in the table twice"):
        load_message_words(twice)


WITHOUT_WORDS = sorted(set(CATALOGUE.indicators) - set(load_message_words()))


@pytest.mark.parametrize("code", WITHOUT_WORDS)
def test_a_member_may_be_the_first_to_send_figures_of_an_indicator(code: str) -> None:
    sent = "KH 2013 41.5 n=4000; KH 2014 12.5 n=4000; KH05 2014 22.5 n=800; KH05 2014 20.5 g=female n=400"
    for ask in ("level KH 2014", "place KH05 2014 vs=KH", "change KH 2014 vs=2013", "level KH05 2014 g=female"):
        english, khmer = said(sent, ask, code)
        if english.verdict != DO_NOT_SAY:
            assert f"the indicator “{CATALOGUE.indicators[code].name_en}”" in english.headline
            assert f"«{CATALOGUE.indicators[code].name_km}»" in khmer.headline


@pytest.mark.parametrize("code", load_message_words())
def test_words_fit_the_unit_and_the_polarity(code: str) -> None:
    words, indicator = load_message_words()[code], CATALOGUE.indicators[code]
    assert words.kind in UNITS[indicator.unit]
    told_of_others = words.kind == "share" and indicator.polarity == "higher_better"
    assert bool(words.without_en) == bool(words.without_km) == told_of_others
    assert {name for name, _ in populations(words.people)} <= CATALOGUE.indicators.keys()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("32.0 % of 1,372,615", [32.0, 1372615.0]),
        ("៣២.០ % នៃ ១,៣៧២,៦១៥", [32.0, 1372615.0]),
        ("DTP3 and CDHS2014", []),
        ("aged 6–8 in 2021–22", [6.0, 8.0, 2021.0, 22.0]),
        ("36,4 % of them, 40 of 100.", [36.4, 40.0, 100.0]),
        ("none", []),
    ],
)
def test_numbers_are_read_in_both_digits(text: str, values: list[float]) -> None:
    assert [one.value for one in numbers_in(text)] == values


def test_a_number_that_was_edited_in_is_foreign() -> None:
    message = Message(
        "",
        "level",
        "say",
        "About 1 in 3 children were stunted (32.4 %).",
        "",
        "",
        (),
        (),
        (),
        "",
        (("value", 32.4),),
        "",
    )
    assert foreign_numbers("About 1 in 3 (32 %), that is 32.4 %", message) == ()
    assert [one.text for one in foreign_numbers("Nearly 1 in 2 (៣៣.៤ %)", message)] == ["2", "៣៣.៤"]
    assert [one.value for one in foreign_numbers("32.44 %", message)] == [32.44]


def test_a_question_survives_its_key() -> None:
    ask = Ask("group", "school_attendance", "KH02+KH24", "2014", Group(sex="female", age="6-8"), "male")
    assert Ask.parse(ask.key) == ask
    with pytest.raises(ValueError, match="not the key"):
        Ask.parse("level|stunting")
