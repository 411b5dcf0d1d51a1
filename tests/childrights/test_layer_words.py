"""Members' figures in words: whose, of what kind, of whom, and beside what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS
from childrights.i18n import LANGUAGES, translator
from childrights.members import words as layer_words
from childrights.members.layers import MemberFigure
from childrights.members.provenance import Provenance
from tests.childrights.test_hands import sent
from tests.support.members import QUOTED, SURVEY, figure

T = translator("en")
STUNTING = load_catalogue().indicators["stunting"]


def members_of(*areas: str) -> list[object]:
    return [figure("stunting", area, 2014, 1.0, layer=MEMBERS, member="A") for area in areas]


@pytest.mark.parametrize(
    ("areas", "line"),
    [
        ((), ""),
        (("KH",), "Members' figures, not checked by others"),
        (("KH", "KH05"), "Members' figures, 1 province, not checked by others"),
        (("KH05", "KH05", "KH06"), "Members' figures, 2 provinces, not checked by others"),
    ],
)
def test_the_line_of_a_legend_counts_places(areas: tuple[str, ...], line: str) -> None:
    assert layer_words.legend_line(members_of(*areas), T) == line  # type: ignore[arg-type]


def test_published_figures_have_no_line_and_no_prefix() -> None:
    published = [figure("stunting", "KH", 2014, 32.0)]
    assert layer_words.legend_line(published, T) == ""
    assert layer_words.whose("Stunting fell", published, T) == "Stunting fell"
    assert layer_words.member_hover_lines(published[0], T) == ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Provenance(), "own programme records"),
        (SURVEY, "own survey, 1,200 asked"),
        (Provenance("own_survey"), "own survey"),
        (QUOTED, "quoted from Cambodia Health Yearbook (2015), Table 11"),
        (Provenance("quoted"), "quoted from an official publication"),
        (Provenance("unheard of"), "own programme records"),
    ],
)
def test_every_kind_of_source_is_said_with_what_belongs_to_it(said: Provenance, words: str) -> None:
    assert layer_words.source(said, T) == words


def test_a_part_of_the_people_stands_in_the_name_and_in_the_hover_box() -> None:
    one = replace(sent("A", scope="350 families").figure, layer=MEMBERS)
    assert layer_words.scoped("Stunting", one.scope, T) == "Stunting, among 350 families"
    assert layer_words.scoped("Stunting", "", T) == "Stunting"
    assert layer_words.member_hover_lines(one, T) == (
        "among 350 families",
        "own programme records",
        "members' figures, not checked by others",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_the_published_figure_its_value_is_told_unless_hidden(lang: str) -> None:
    t, one = translator(lang), sent("A")

    def told(relation: str, value: float | None) -> str:
        beside = MemberFigure(one.figure, one.sender, relation, "AAAAA-AAAAA", value)
        return layer_words.beside_published_words(beside, STUNTING, t)

    assert "32.0" in told("different", 32.0) and told("different", 32.0) != told("same", 32.0)
    assert told("different", None) and "None" not in told("different", None)
    assert told("", None) == ""
