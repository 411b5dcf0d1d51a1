"""The year that a person decided for a whole file: where it was needed, and where the file tells another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from childrights.model import Observation
from etl.reading.address import a1
from etl.understanding.sentences import problem
from etl.understanding.surroundings import Surroundings
from etl.understanding.tally import Tally
from etl.understanding.view import View


def note_decided_year(
    view: View, around: Surroundings, observations: Sequence[Observation], year: int | None, tally: Tally
) -> None:
    """Note whether a table needed the year that was decided, or tells another."""
    if year is None or not observations:
        return
    if around.decided and any(one.period_label == str(year) for one in observations):
        tally.year_needed = True
    elif around.denied and any(one.period_label == around.denied for one in observations):
        cell = a1(*(around.cells.get("period") or around.anchor))
        tally.year_denied.append(
            problem("unknown_year", "decided", "error", view.sheet.name, cell, around.denied, words=around.denied,
                    other=year)
        )  # fmt: skip
    elif not any(one.year_start <= year <= one.year_end for one in observations):
        label, first = observations[0].period_label, observations[0]
        tally.year_unused.append(
            problem("unknown_year", "decided", "warning", first.sheet, first.cell, label, words=label, other=year)
        )


def settle_decided_year(tally: Tally) -> None:
    """What becomes of a decided year that titles and names contradict.

    Where other tables of the file needed it, it was meant for those, and the rest is only told. Where none did, nobody
    knows which of the two years is right, and the figures wait. Years that stand beside the figures are believed.
    """
    if tally.year_needed:
        tally.problems += [replace(found, severity="warning") for found in tally.year_denied]
        return
    tally.problems += [*tally.year_denied, *tally.year_unused[:1]]
    doubted = {(found.sheet, found.value) for found in tally.year_denied}
    kept = [one for one in tally.observations if (one.sheet, one.period_label) not in doubted]
    tally.rejected += len(tally.observations) - len(kept)
    tally.observations = kept
