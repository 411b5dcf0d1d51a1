"""Texts for children: easy enough, of listed words, with help beside harm; helplines with source and day or none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from childrights.catalogue import load_catalogue
from childrights.catalogue.tables import ReferenceTableError
from childrights.children.content import (
    FOLDER,
    load_asked,
    load_child_words,
    load_facts,
    load_groups,
    load_new_words,
    load_rights,
)
from childrights.children.group_views import load_statements
from childrights.children.helplines import HOLDS_DAYS, helplines_now, load_helplines
from childrights.children.reading_level import (
    EXPLAINED,
    HIGHEST_GRADE,
    OffTheList,
    child_texts,
    grade,
    off_list,
    plain_words,
)
from childrights.rights import load_recommendations

HARM = re.compile(
    r"\b(?:hurts?|harms?|cruel|punish\w*|sell|sold|locked|drugs|war|fight|afraid|mean to|take you|married|wrong way)\b"
)
"""How harm sounds in these texts."""
UNHARMED = {"safe title"}
"""*Safe from harm* names what is not there."""


def test_every_text_is_easy_and_made_of_listed_words() -> None:
    texts = list(child_texts())
    assert len(texts) > 150
    assert [(place, off_list(text)) for place, text in texts if off_list(text)] == []
    assert [(place, round(grade(text), 1)) for place, text in texts if grade(text) > HIGHEST_GRADE] == []


def test_the_grade_is_flesch_and_kincaids() -> None:
    """Worked by hand: 13 words, 2 sentences, 15 syllables."""
    text = "You have the right to go to school. The first school is free."
    assert grade(text) == pytest.approx(0.39 * 13 / 2 + 11.8 * 13 / 13 - 15.59)
    assert grade("Each child may play. 2014 was a good year.") == pytest.approx(0.39 * 9 / 2 + 11.8 - 15.59)
    with pytest.raises(OffTheList):
        grade("You have an inalienable entitlement.")


def test_a_hard_word_is_explained() -> None:
    """A form of a word (rights, adults) is explained with it."""
    told = {one.word.english.casefold() for one in load_new_words()}
    hard = [one.word for one in plain_words().values() if one.basis == EXPLAINED]
    assert [one for one in hard if not {one, one.removesuffix("s")} & told] == []


def test_every_article_stands_once_and_every_group_has_some() -> None:
    articles = [one.article for one in load_rights()]
    assert articles == [*map(str, range(1, 43)), "43-54"]
    assert {one.group for one in load_rights()} == set(load_groups())


def test_what_names_harm_is_marked() -> None:
    """So that the way to help stands beside it: the words decide, not who filled the table."""
    marked = [(f"article {one.article}", one.words) for one in load_rights()]
    marked += [(one.indicators[0], one.did) for one in load_facts()]
    marked += [(code, one.words) for code, one in load_statements().items()]
    marked += [(one.recommendation, one.words) for one in load_asked()]
    marked += [(code, one) for code, one in load_child_words().items() if code != "happened"]
    assert [name for name, words in marked if HARM.search(words.english.casefold()) and not words.harm] == []


def test_the_tables_speak_of_what_there_is() -> None:
    catalogue = load_catalogue()
    facts = {code for one in load_facts() for code in one.indicators}
    known = {one.code: one for one in load_recommendations(catalogue)}
    assert facts <= set(catalogue.indicators)
    assert {one.fact for one in load_asked() if one.fact} <= facts
    assert [one.recommendation for one in load_asked() if not known[one.recommendation].asks] == []


ROW = "Help for children,ជំនួយកុមារ,{number},all day,ពេញមួយថ្ងៃ,yes,{source},{day}\n"
HEAD = "name_en,name_km,number,hours_en,hours_km,free,source,checked_on\n"


@pytest.mark.parametrize(
    ("number", "source", "day", "column"),
    [
        ("12 34", "", "2026-11-01", "source"),
        ("12 34", "its page", "", "checked_on"),
        ("12 34", "its page", "last year", "checked_on"),
        ("call us", "its page", "2026-11-01", "number"),
        ("", "its page", "2026-11-01", "number"),
    ],
)
def test_a_number_to_call_needs_source_and_day(tmp_path: Path, number: str, source: str, day: str, column: str) -> None:
    (path := tmp_path / "helplines.csv").write_text(HEAD + ROW.format(number=number, source=source, day=day), "utf-8")
    with pytest.raises(ReferenceTableError) as refused:
        load_helplines(path)
    assert refused.value.column == column


def test_a_number_nobody_has_checked_for_long_is_not_shown(tmp_path: Path) -> None:
    day = date(2026, 11, 1)
    (path := tmp_path / "h.csv").write_text(HEAD + ROW.format(number="12 34", source="a page", day=day), "utf-8")
    last = day + timedelta(days=HOLDS_DAYS)
    assert [len(helplines_now(one, path)) for one in (day, last, last + timedelta(days=1))] == [1, 1, 0]
    assert helplines_now(day - timedelta(days=1), path) == ()


def test_no_number_to_call_is_shipped_or_written_in_a_text() -> None:
    """None is attested in what we were given; whoever fills the table writes source and day beside it."""
    assert load_helplines() == ()
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.csv") if path.name != "asks.csv")
    assert re.findall(r"\b\d{3,4}\b|\d[\d ]{6,}\d", re.sub(r"^\S+;?\S*?,", "", texts, flags=re.MULTILINE)) == []


def test_the_method_states_the_level_that_was_measured() -> None:
    method = (FOLDER.parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
    grades = sorted(grade(text) for _, text in child_texts())
    stated = f"{len(grades)} of them; the hardest has {grades[-1]:.1f}, half have at most {median(grades):.1f}."
    assert stated in " ".join(method.split())
