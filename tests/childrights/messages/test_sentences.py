"""Figures in, whole sentences or a refusal out, in both languages: every row of sentences.csv was read and judged.

``guidance`` names what a row follows:

- ``UNECE-1``, ``UNECE-2``: UNECE, Making Data Meaningful, part 1: A guide to writing stories about numbers, and part 2:
  A guide to presenting statistics (2009): proportions people can picture with the exact figure kept, percentage points
  told from per cent, "of what" always said, no difference told that lies within the uncertainty.
- ``ONS``: Content style guide, "Numbers": no "nearly" or "over" that the figure does not bear out.
- ``Spiegelhalter``: The Art of Statistics (2019), chapter 1: the same wording whichever way it cuts.
- ``DHS-7``: Guide to DHS Statistics (Croft, Marshall, Allen et al. 2018), chapter 1: under 25 unweighted cases hidden, 25
  to 49 in brackets; periods before the survey.
- ``Schenker``: Schenker and Gentleman, The American Statistician 55:182-186 (2001): the difference is tested, not whether intervals overlap.
- ``Goldstein``: Goldstein and Spiegelhalter, JRSS A 159:385-443 (1996): ranks only as far as chance allows.
- ``Efron``: Efron and Morris, JASA 70:311-319 (1975): what was picked for being striking is drawn towards the rest.
- ``WHO-2013``: WHO, Handbook on health inequality monitoring (2013): the extremes compared, the reference named.
- ``CoP-13`` to ``CoP-15``: European Statistics Code of Practice (2017), principles 13 timeliness, 14 comparability (breaks in
  series), 15 accessibility and clarity (what is missing is said).
- ``UN-SDG``: UN Statistics Division, SDG metadata: what modelled series and projections are.
- ``UNICEF-ethics``: UNICEF, Ethical reporting guidelines: sensitive topics and small counts in places are not told.
- ``UNICEF-AARR``: UNICEF, technical note on the average annual rate of reduction (2007): pace to a target.
- ``Royal Decree``: Tboung Khmum was parted from Kampong Cham on 31 December 2013.
- ``own``: a rule of ours, said in docs/decisions.md.
"""

from __future__ import annotations

import re

import pytest

from childrights.messages.finding import KINDS
from childrights.messages.reasons import REASONS
from tests.childrights.messages.golden import SAID, Case, answered, cases

CASES = cases()
GUIDANCE = {
    "UNECE-1",
    "UNECE-2",
    "ONS",
    "Spiegelhalter",
    "DHS-7",
    "Schenker",
    "Goldstein",
    "Efron",
    "WHO-2013",
    "CoP-13",
    "CoP-14",
    "CoP-15",
    "UN-SDG",
    "UNICEF-ethics",
    "UNICEF-AARR",
    "own",
}


@pytest.mark.parametrize("case", CASES, ids=[f"{one['rule']}: {one['figures'][:40]} {one['ask']}" for one in CASES])
def test_case(case: Case) -> None:
    assert answered(case) == {name: case[name] for name in SAID}


def test_the_table_covers_every_rule() -> None:
    assert len(CASES) >= 150
    assert {one["ask"].split()[0] for one in CASES} == set(KINDS)
    assert {one["verdict"] for one in CASES} == {"say", "say_weaker", "do_not_say"}
    codes = {code for one in CASES for code in one["codes"].split()}
    assert set(REASONS) - codes == set()
    for one in CASES:
        assert set(one["guidance"].replace("Royal Decree", "own").split()) <= GUIDANCE, one
        assert bool(one["headline_en"]) == bool(one["headline_km"]) == (one["verdict"] != "do_not_say")
        assert one["caveat_en"] or one["verdict"] == "say"


RULES = {
    "newest first": {"newest first", "newest first: the country's where the place's newer one is the older"},
    "silence is about this collection": {"silence", "silence: looked for in three places by name"},
    "which survey": {"two surveys are no change", "the survey is named", "the newer survey is named"},
    "series that differ": {"two series contradict each other", "two definitions contradict nothing"},
    "a change has a path": {"a change is told from the last turn", "a line begins at a jump"},
    "notes travel": {"notes travel", "a limited population stands in the sentence", "said once: to be verified"},
    "cases": {"cases", "too few cases", "cases published for one only"},
    "differences are tested": {"difference of places", "household water is alike in a village"},
    "picking is corrected": {
        "picked place",
        "asked place",
        "rank: near certain",
        "rank: likely",
        "rank: not clear",
    },
    "uncertainty in sight": {"an interval as published", "about, without an interval", "disability on a handful"},
    "how many children": {"people", "people: a range from the interval", "people of nobody"},
    "equity": {
        "quarters of households by wealth",
        "fifths of households by wealth",
        "groups near the one furthest behind",
    },
    "catalogue": {
        "source to be verified",
        "source quoted by press",
        "newest first: another concept is no newer figure",
    },
}
"""What a sentence must keep, each with rows here in both languages; answers to a search stand in questions.csv."""


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_truth_has_a_row_in_both_languages(rule: str) -> None:
    for name in RULES[rule]:
        rows = [one for one in CASES if one["rule"] == name]
        assert rows, name
        assert all(one[f"support_{lang}"] or one[f"caveat_{lang}"] for one in rows for lang in ("en", "km")), name


def test_sentences_are_well_formed() -> None:
    for one in CASES:
        for name in SAID[2:]:
            text, km = one[name], name.endswith("_km")
            assert not re.search(r"\s\s|\{|\s[.,;:]|\.\.|។។|^\s|\s$", text), text
            assert not text or text.endswith("។" if km else "."), text
            assert not re.search(r"(?<!\S)(\w+) \1(?!\S)", text), text
