"""How many children a member's count must have to be shown: a table with reasons, and what the steward raised."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from childrights.catalogue import Indicator

SETTING = "threshold:"
"""What the keys of the settings begin with that raise the threshold of an indicator, whose code follows."""
_TABLE = Path(__file__).resolve().parents[2] / "data" / "reference" / "thresholds.csv"


@cache
def threshold_table(path: Path = _TABLE) -> Mapping[str, int]:
    """What ``thresholds.csv`` says, by the code of an indicator or of a sensitivity."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["about"]: int(row["threshold"]) for row in csv.DictReader(file)}


def threshold(indicator: Indicator, raised: Mapping[str, int] | None = None) -> int:
    """The least count of children (or of whoever the indicator counts) that a member's figure may tell.

    ``raised`` maps codes of indicators to what the steward wants instead; a lower wish than the table's is none.
    """
    table = threshold_table()
    least = max(table[indicator.sensitivity], table.get(indicator.code, 0))
    return max(least, (raised or {}).get(indicator.code, 0))
