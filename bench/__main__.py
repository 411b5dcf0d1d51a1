"""``python run.py bench [names]``: run bench/bench_*.py and print the ratios; exit 1 if one exceeds its limit.

A file ``bench_NAME.py`` has a function ``cases()`` that yields ``Case`` objects; what it opens around the ``yield``
is closed once they are measured. With names, only files whose name holds one of them are run.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from bench.measure import Result, measure

HERE = Path(__file__).resolve().parent


def discover(words: Sequence[str]) -> list[str]:
    """Module names of the benchmark files whose name holds one of ``words``; all of them without words."""
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    return [f"bench.{name}" for name in names if not words or any(word in name for word in words)]


def line(result: Result) -> str:
    """One result for a person: the ratio first, its limit, then the amounts it comes from."""
    case = result.case
    limit = "" if case.limit is None else f" (limit {case.limit:g}{'' if result.is_fine else ', EXCEEDED'})"
    amounts = f"{_worded(result.subject, case.unit)} / {_worded(result.baseline, case.unit)}"
    return f"{result.ratio:8.2f} x  {case.name}{limit}: {case.what}; {amounts}"


def _worded(amount: float, unit: str) -> str:
    return f"{amount * 1000:.1f} ms" if unit == "s" else f"{amount:,.0f} {unit}"


def main() -> int:
    """Measure and print; 1 when a limit is exceeded, 2 when nothing matches."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of file names; all without")
    modules = discover(parser.parse_args().names)
    if not modules:
        parser.error("no benchmark has that name")
    fine = True
    for module in modules:
        for case in importlib.import_module(module).cases():
            result = measure(case)
            print(line(result), flush=True)
            fine = fine and result.is_fine
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
