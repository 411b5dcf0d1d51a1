"""Every one-click cure, tried on every kind of mess: its cause is gone, nothing else moves, and undoing restores."""

from __future__ import annotations

from zlib import crc32

import pytest

from etl.problems.model import CheckResult
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer
from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import KINDS, drafted
from ui.contribute.cause_kinds import Cause, causes
from ui.contribute.cures import NUMBERS, SKIP, Cure, CureOffer, as_decisions, offer
from ui.contribute.words import whole_label

THIS_YEAR = 2026
SEEDS = 10
#: Every kind with one seed, another one for each; and those in which a cure once did nothing.
DRAWN = [(kind, crc32(kind.encode()) % SEEDS) for kind in KINDS] + [("key_value_lines", 5), ("group_columns", 8)]


def checked(case: Case, cures: list[Cure]) -> tuple[CheckResult, tuple[Cause, ...]]:
    book = case.workbook()
    known = case.known(world.catalogue(), as_decisions(cures))
    result = check_workbook(book, catalogue=world.catalogue(), gazetteer=load_gazetteer(), **known)
    return result, causes(result.problems, whole_label(book.sheets), len(book.sheets) > 1)


def cures_of(cause: Cause, made: CureOffer) -> list[Cure]:
    found = list(made.proposals) + ([made.cure(cause, made.choices[0])] if made.choices else [])
    return found + ([Cure(SKIP, cause.label, "", (("why", "not ours"),))] if made.can_skip else [])


@pytest.mark.parametrize(("kind", "seed"), DRAWN)
def test_a_click_settles_its_cause(kind: str, seed: int) -> None:
    case = drafted(kind, seed)
    before, found = checked(case, [])
    for cause in found:
        for cure in cures_of(cause, offer(cause, world.catalogue(), load_gazetteer(), THIS_YEAR)):
            after, left = checked(case, [cure])
            still = {(one.code, one.variant, cell) for one in left for cell in one.cells}
            gone = [cell for cell in cause.cells if (cause.code, cause.variant, cell) not in still]
            assert gone, f"{cure} does nothing about {cause.code}/{cause.variant} at {cause.cells}"
            assert after.found == len(after.observations) + after.rejected + after.skipped
            assert after.found == before.found or cure.part != NUMBERS
