"""What limits a figure stands wherever the figure is told: in every mouth, for every indicator, in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache

import pytest

from childrights.areas import map_view
from childrights.briefs.inputs import Stock
from childrights.briefs.sections import groups_sections, map_section, overview, ranking_section
from childrights.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.export.columns import COLUMNS
from childrights.export.exporting import package
from childrights.i18n import Translator, translator
from childrights.messages.evidence import desk
from childrights.messages.finding import Ask
from childrights.messages.message import compose
from childrights.messages.reasons import REASONS
from childrights.messages.vocabulary import load_message_words
from childrights.snapshot.notes import (
    cautions,
    limits,
    limits_words,
    load_notes,
    note_parts,
    told_note,
    travelling_notes,
    without,
)
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from geo import load_provinces

CATALOGUE = load_catalogue()
KNOWN = [one for one in CATALOGUE.indicators.values() if one.has_data]
TODAY = 2026
LANGUAGES = [translator("en"), translator("km")]
MIND = {"en": "When comparing: ", "km": "ត្រូវប្រយ័ត្នពេលប្រៀបធៀប៖ "}


@cache
def figures(shipped: Snapshot) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for one in all_observations(shipped):
        found[one.indicator].append(one)
    return found


NO_INTERVAL = {"no_interval", "other_cases", "assumed", "assumed_side", "unjudged", "chance_assumed", "extreme"}
"""Reasons of a sentence that say that the source gives no interval."""
SAID_BY = {
    "interval": NO_INTERVAL | {"too_few_assumed"},
    "modelled": {"modelled", "projected"},
    "projected": {"projected"},
    "quoted": {"secondary", "verify"},
    "unverified": {"verify"},
}
"""The reasons that say in their own words what a note of each kind says, written down a second time here."""


def wanted(one: Observation, t: Translator, codes: Collection[str]) -> list[str]:
    """The words that must be read wherever ``one`` is told; ``codes`` are those of the reasons that stand there."""
    indicator = CATALOGUE.indicators[one.indicator]
    noted = [part for part in cautions(one, indicator) if part not in limits(one)]
    comparing = note_parts(indicator.comparability_note)
    said = {kind for kind, reasons in SAID_BY.items() if reasons & set(codes)}
    # The sentence says it: "in the ten years before the survey".
    said |= {"span"} if load_message_words()[one.indicator].limit_en.endswith("before the survey") else set()
    noted, comparing = list(without(noted, said)), without(comparing, said)
    return [*(told_note(part, t) for part in noted), *([told_note("; ".join(comparing), t)] if comparing else [])]


def test_what_limits_a_comparison_is_in_both_languages() -> None:
    known = load_notes()
    texts = {one.comparability_note for one in CATALOGUE.indicators.values()} - {""}
    parts = {part for text in texts for part in ([text] if text in known else note_parts(text))}
    assert sorted(parts - set(known)) == [], "a row of notes.csv of the kind comparability for each"
    assert all(known[part].kind in ("comparability", "rounded", "caution", *SAID_BY) for part in parts)


UNMEASURED = re.compile(r"\b(no|without)\b[^;:.]*\binterval|\binterval\b[^;:.]*\bnot given", re.IGNORECASE)
UNMEASURED_KM = re.compile("មិន(បាន)?ផ្តល់[^។]*ចន្លោះទុកចិត្ត|គ្មានចន្លោះ")


def test_a_note_that_no_interval_is_given_is_told_as_such() -> None:
    """Or a sentence, whose reasons say it of themselves, says it twice and three times."""
    found = [one for one in load_notes().values() if UNMEASURED.search(one.note_en)]
    assert len(found) > 3
    assert {one.note_en for one in found if one.kind not in ("interval", "cases")} == set()


@pytest.mark.parametrize(
    ("t", "said"), list(zip(LANGUAGES, (UNMEASURED, UNMEASURED_KM), strict=True)), ids=["en", "km"]
)
@pytest.mark.parametrize("code", ["stunting_cdhs_printed", "wasting_cdhs_printed", "under5_mortality_10y_cdhs"])
def test_a_sentence_says_once_that_no_interval_is_given(
    shipped: Snapshot, t: Translator, said: re.Pattern[str], code: str
) -> None:
    at = desk(shipped, CATALOGUE, code, TODAY)
    last = at.figures[-1]
    message = compose(Ask("level", code, last.area, last.period_label, Group.of(last)), at, t)
    assert "no_interval" in message.codes
    lines = [one for one in message.reasons if said.search(one) or one == t._(REASONS["no_interval"])]
    assert lines == [t._(REASONS["no_interval"])]
    # Where they are shown without a sentence, the note says it, and once
    told = " ".join(travelling_notes([last], CATALOGUE.indicators[code], t))
    assert len(said.findall(told)) == 1, told


def test_what_limits_every_comparison_names_no_place_that_it_is_not_about() -> None:
    """It is told of every place; what is known of one ("Kep falls by half") is a note of its own figures."""
    borders = {"stunting_cdhs_printed": {"Kampong Cham", "Tboung Khmum"}, "population_census": {"Tboung Khmum"}}
    named = {
        code: found
        for code, one in load_catalogue().indicators.items()
        if (found := {place.name_en for place in load_provinces().values() if place.name_en in one.comparability_note})
    }
    assert named == borders


@pytest.mark.parametrize("t", LANGUAGES, ids=["en", "km"])
def test_messages_bear_the_notes(shipped: Snapshot, t: Translator) -> None:
    for indicator in KNOWN:
        at = desk(shipped, CATALOGUE, indicator.code, TODAY)
        national = next((one for one in reversed(at.of_area("KH")) if cautions(one, indicator)), None)
        for one in filter(None, (national, at.figures[-1])):
            asks = [Ask("level", one.indicator, one.area, one.period_label, Group.of(one))]
            asks += [Ask("change", one.indicator, one.area, one.period_label, Group.of(one))]
            for ask in asks:
                message = compose(ask, at, t)
                if message.headline:
                    assert [said for said in wanted(one, t, message.codes) if said not in message.caveat] == [], message
                    assert limits_words(one, t) in message.headline, message


def test_papers_bear_the_notes(shipped: Snapshot) -> None:
    t = translator("km")
    stock = Stock.of(shipped, CATALOGUE, t, date(TODAY, 1, 1))
    for indicator in KNOWN:
        found = figures(shipped)[indicator.code]
        # What the sentence above says of a figure in other words (a model's, a quotation) is not repeated.
        comparing = told_note("; ".join(without(note_parts(indicator.comparability_note), SAID_BY)), t)
        table = overview(stock, "", [indicator])
        newest = stock.newest(indicator)
        if table is not None and newest is not None:
            minded = " ".join(table.cautions)
            assert all(told_note(part, t) in minded for part in cautions(newest, indicator))
        sections = groups_sections(stock, indicator)
        label = next((one.period_label for one in reversed(found) if one.area != "KH"), "")
        if label and (view := map_view(shipped, indicator.code, label, Group())).drawn:
            sections += [map_section(stock, indicator, view), ranking_section(stock, indicator, view)]
        for section in sections:
            assert comparing[1:] in " ".join(section.cautions), section.heading


def test_files_bear_the_notes(shipped: Snapshot) -> None:
    rows = package(shipped, CATALOGUE).rows()
    code, note, comparing = (COLUMNS.index(name) for name in ("code", "note", "comparability_note"))
    held = {one.id: one for found in figures(shipped).values() for one in found}
    for row in rows:
        assert row[note] == held[row[code]].note
        assert row[comparing] == CATALOGUE.indicators[held[row[code]].indicator].comparability_note


def test_notes_of_some_figures_are_told_as_such() -> None:
    t = translator("en")
    of = {"year_start": 2014, "year_end": 2014, "period_label": "2014", "value": 1.0}
    some = [Observation("iwi_poor_35", area, note=note, **of) for area, note in (("KH05", "Rounded"), ("KH06", ""))]  # type: ignore[arg-type]
    said = travelling_notes(some, CATALOGUE.indicators["iwi_poor_35"], t)
    assert said == ("Of some of the figures: Rounded.", f"{MIND['en']}Asset index, not income poverty.")
    assert travelling_notes(some[:1], CATALOGUE.indicators["iwi_poor_35"], t)[0] == "Rounded."
    counted = [
        Observation("iwi_poor_35", area, note=f"{n} of 9 villages", **of) for n, area in enumerate(("KH05", "KH06"))
    ]  # type: ignore[arg-type]
    assert len(travelling_notes(counted, CATALOGUE.indicators["iwi_poor_35"], t)) == 1
