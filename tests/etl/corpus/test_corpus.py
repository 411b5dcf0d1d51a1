"""The corpus: every kind of mess, over several seeds, against the truth drawn beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems.model import CheckResult
from etl.reading.grid import a1
from etl.understanding.check import check_file
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer
from tests.etl.corpus import world
from tests.etl.corpus.compose import composed
from tests.etl.corpus.draft import Case, rng_of
from tests.etl.corpus.kinds import KINDS, drafted
from tests.etl.corpus.score import Score, score

SEEDS = range(4)
RATE = 0.97


def check(case: Case) -> CheckResult:
    known = case.known(world.catalogue())
    return check_workbook(case.workbook(), catalogue=world.catalogue(), gazetteer=load_gazetteer(), **known)


def told(case: Case, found: Score) -> str:
    return f"{case.kind} {case.seed}: {found}"


def test_the_corpus_holds_at_least_forty_kinds():
    assert len(KINDS) >= 40


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_dropped_or_unreported(kind):
    read = wanted = 0
    for seed in SEEDS:
        case = drafted(kind, seed)
        found = score(case, check(case))
        assert not found.wrong, told(case, found)
        assert not found.dropped, told(case, found)
        assert not found.unreported, told(case, found)
        assert not found.false_alarms, told(case, found)
        assert not found.unbalanced, told(case, found)
        wanted += found.facts
        read += found.facts - len(found.unread)
    assert read >= RATE * wanted, f"{kind}: {read} of {wanted}"


@settings(max_examples=150)
@given(st.integers(0, 1_000_000))
def test_a_table_of_random_layout_reads_back_equal_or_reports(seed):
    case = composed(seed)
    found = score(case, check(case))
    assert not found.wrong, told(case, found)
    assert not found.dropped, told(case, found)


def test_random_layouts_are_read_without_help():
    facts = unread = alarms = 0
    for seed in range(120):
        case = composed(seed)
        found = score(case, check(case))
        facts += found.facts
        unread += len(found.unread)
        alarms += len(found.false_alarms)
    assert unread <= (1 - RATE) * facts
    assert not alarms


SAVED = [kind if place % 4 == 0 else pytest.param(kind, marks=pytest.mark.repeats) for place, kind in enumerate(KINDS)]


@pytest.mark.parametrize("kind", SAVED)
def test_real_files_read_like_their_drafts(kind, tmp_path: Path):
    case = drafted(kind, 1)
    result = check_file(case.save(tmp_path), **case.known(world.catalogue()))
    drawn = check(case)
    assert [_plain(one) for one in result.observations] == [_plain(one) for one in drawn.observations]
    assert {(p.code, p.sheet, p.cell) for p in result.problems} == {(p.code, p.sheet, p.cell) for p in drawn.problems}


def _plain(one):
    return (one.key, one.value, one.status, one.sheet, one.cell, one.lower, one.upper, one.sample_size)


OVERWRITTEN = {"blank": None, "junk": "Zzyzx qwop", "number": 7, "figure": 3000.0}


@pytest.mark.parametrize("how", OVERWRITTEN)
def test_a_label_lost_or_overwritten_never_moves_a_figure(how):
    """One label of a random table is gone: its figures are reported, or still read as what they are."""
    for seed in range(60):
        case = composed(seed)
        page = case.pages[0]
        figures = {fact.cell for fact in case.facts}
        labels = [cell for cell in page.cells if a1(*cell) not in figures]
        cell = rng_of(how, seed).choice(labels)
        if OVERWRITTEN[how] is None:
            del page.cells[cell]
        else:
            page.cells[cell] = OVERWRITTEN[how]
        found = score(case, check(case))
        assert not found.wrong, (a1(*cell), told(case, found))
        assert not found.dropped, (a1(*cell), told(case, found))
        assert not found.unbalanced, (a1(*cell), told(case, found))
