"""Whether what the product claims is true: simulated surveys with known truth through the engine that makes sentences.

Prints the table of ``docs/method.md``; a line that does not keep its limit fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Case, measured
from bench.truth import SEED, Measured, measured_truth

LISTS, TIMES = 400, 3000


def cases() -> Iterator[Case]:
    """Every line of the table as a case that may not exceed 1."""
    print(f"seed {SEED}, {LISTS} lists and {TIMES} questions each\n| simulated | found | limit |\n|---|---|---|")
    lines = []
    for one in measured_truth(LISTS, TIMES):
        print(one.told, flush=True)
        lines.append(one)
    yield from (_case(one) for one in lines if one.least is not None or one.most is not None)


def _case(one: Measured) -> Case:
    """Found over the most that may be, or the least that must be over found: whichever is nearer to its limit."""
    sides = [(one.found, one.most)] if one.most is not None else []
    sides += [(one.least, max(one.found, 1e-9))] if one.least is not None else []
    subject, baseline = max(sides, key=lambda side: side[0] / side[1])
    return measured("truth", one.what, 100 * subject, 100 * baseline, "%")
