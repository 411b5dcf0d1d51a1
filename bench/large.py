"""Snapshots as large as a full database would be, for measuring only; the figures in them are noise.

Every indicator, in the places surveys publish, over years and groups. They are made in a folder of their own and
thrown away: nothing of them can get into the product's state.
"""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa

from childrights.catalogue import DIMENSIONS, TOTAL, load_catalogue
from etl.ledger import State
from etl.snapshot import build
from geo import COUNTRY, PROVINCES

AREAS = (COUNTRY, *PROVINCES)
BY_SEX_AND_RESIDENCE = product((TOTAL, "female", "male"), (TOTAL, "urban", "rural"))
GROUPS = [
    *({"sex": sex, "residence": residence} for sex, residence in BY_SEX_AND_RESIDENCE),
    *({"wealth": f"quintile_{n}"} for n in range(1, 6)),
]
FILLED = {"value", "numerator", "denominator", "lower", "upper", "sample_size"}
LAST_YEAR = 2025


def build_large(home: Path, observations: int) -> None:
    """Publish in ``home`` a snapshot of about ``observations`` figures, spread as a full database would be."""
    build(State(home))
    pointer = json.loads((home / "CURRENT").read_text(encoding="utf-8"))
    large = f"99999999T000000000000-{observations:012d}.duckdb"
    shutil.copy(home / "snapshots" / pointer["file"], home / "snapshots" / large)
    with duckdb.connect(str(home / "snapshots" / large)) as connection:
        described = connection.execute("DESCRIBE observation").fetchall()
        connection.register("noise", _noise(observations, {name: kind for name, kind, *_ in described}))
        connection.execute(
            "CREATE OR REPLACE TABLE observation AS SELECT * FROM noise ORDER BY indicator, year_start, area"
        )
    (home / "CURRENT").write_text(json.dumps(pointer | {"file": large}), encoding="utf-8")


def _noise(observations: int, kinds: dict[str, str]) -> pa.Table:
    indicators = list(load_catalogue().indicators.values())
    per_indicator = max(1, observations // len(indicators))
    groups = GROUPS[: max(1, min(len(GROUPS), per_indicator // (len(AREAS) * 2)))]
    years = max(1, round(per_indicator / (len(AREAS) * len(groups))))
    random = Random(1)
    blank: dict[str, object] = {name: None if name in FILLED else TOTAL if name in DIMENSIONS else "" for name in kinds}
    rows = [
        blank
        | group
        | {
            "indicator": indicator.code,
            "area": area,
            "year_start": LAST_YEAR - back,
            "year_end": LAST_YEAR - back,
            "period_label": str(LAST_YEAR - back),
            "value": round(random.uniform(5, 60), 1),
            "sample_size": 400,
            "status": "normal",
            "source": "gdl_area",
            "layer": "published",
            "by_default": True,
        }
        for indicator, back, group, area in product(indicators, range(years), groups, AREAS)
    ]
    for number, row in enumerate(rows):
        row["id"] = f"N{number:07d}"
    return pa.Table.from_pylist(rows).select(list(kinds))
