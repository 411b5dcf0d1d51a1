"""Every label of the statistics institute is read as what it was judged to be, or asked about; never as a neighbour."""

from __future__ import annotations

import csv

import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.labels.decisions import Decisions
from etl.labels.indicators import IndicatorMatcher
from etl.labels.labels import Labels
from etl.labels.official_labels import FILE
from etl.labels.places import PlaceFinder
from geo.names import load_gazetteer
from tests.etl.understanding.sheets import check_rows, read, reported

CATALOGUE = load_catalogue()
LABELS = Labels(CATALOGUE, PlaceFinder(load_gazetteer()), IndicatorMatcher.of(CATALOGUE), Decisions())
with FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
SERIES = [row for row in ROWS if row["concept"] == "SERIES"]


def judged() -> list[tuple[str, str]]:
    """Every label of a series in both languages with its judgement, with its number and without."""
    pairs = [
        (row[f"label_{lang}"], row[column])
        for row in SERIES
        for lang, column in (("km", "meaning"), ("en", "meaning_en"))
    ]
    return [(text, meaning) for label, meaning in pairs for text in (label, label.split(" ", 1)[-1])]


def test_the_table_holds_every_label_once_with_a_judgement():
    assert len(ROWS) == 195 == len({(row["concept"], row["code"]) for row in ROWS})
    assert all(row["source"].startswith("NIS CamStat") for row in ROWS)
    for row in SERIES:
        for column in ("meaning", "meaning_en"):
            kind, _, codes = row[column].partition(" ")
            assert kind in ("exact", "ask", "none") and (kind == "none") == (not codes), row["code"]
            assert set(filter(None, codes.split(";"))) <= CATALOGUE.indicators.keys(), row["code"]
        assert row["meaning"] == "none" or row["why"] or row["meaning"].startswith("exact"), row["code"]


def test_each_label_is_read_or_asked_about_as_judged():
    for text, meaning in judged():
        kind, _, codes = meaning.partition(" ")
        found = LABELS.indicator(text)
        if kind == "exact":
            assert (found.issue, found.dims.get("indicator")) == (None, codes), text
            continue
        assert found.issue is not None and "indicator" not in LABELS.parse(text).dims, text
        asked = dict(found.issue.params)["candidates"]
        assert asked == codes.replace(";", ", "), text


def test_a_title_with_an_official_label_is_no_neighbour_either():
    for text, meaning in judged():
        for title in (f"{text}", f"{text} តាមខេត្ត ឆ្នាំ ២០២២", f"{text} by province, 2022"):
            told = LABELS.scan(title).dims.get("indicator", "")
            assert told == (meaning.removeprefix("exact ") if meaning.startswith("exact") else ""), title


@pytest.mark.parametrize("row", [row for row in ROWS if row["concept"] != "SERIES"], ids=lambda row: row["code"])
def test_places_and_groups_are_read_in_both_languages(row):
    role, _, code = row["meaning"].partition(" ")
    column = {"SEX": "sex", "URBANISATION": "residence"}.get(row["concept"], role)
    for text in (row["label_km"], row["label_en"], *([row["code"]] if role == "area" else [])):
        found = LABELS.read(column, text)
        if role == "none":
            assert found.issue is not None, text
        else:
            assert (found.issue, found.dims) == (None, {role: code}), text


@pytest.mark.parametrize("label", ["អនីតិជន", "ចំនួនអនីតិជន", "អនីតិជនជាជនរងគ្រោះ", "អនីតិជនប្រព្រឹត្តបទល្មើស"])
def test_minors_are_not_minors_in_prison(label):
    assert "indicator" not in LABELS.parse(label).dims
    assert "indicator" not in LABELS.scan(f"{label} តាមខេត្ត ឆ្នាំ ២០២២").dims


def test_a_table_of_the_institute_is_read_or_asked_about_as_a_whole():
    by_code = {row["code"]: row["label_km"] for row in SERIES}
    rows = [
        ["ខេត្ត", by_code["SP_DYN_MRBF18"], by_code["SH_DYN_MORT"]],
        ["ខេត្តបាត់ដំបងនិងប៉ៃលិន", 18.4, 42.0],
        ["កំពតនិងកែប", 15.2, 39.0],
    ]
    found = check_rows(rows, sheet="2014")
    assert {cell: one[:2] for cell, one in read(found).items()} == {
        "B2": ("child_marriage_18", "KH02+KH24"),
        "B3": ("child_marriage_18", "KH07+KH23"),
    }
    assert reported(found) == [("unknown_indicator", "C1")]
