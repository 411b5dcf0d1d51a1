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

from childrights.catalogue import load_catalogue
from childrights.model import OBSERVATION_COLUMNS, TOTAL
from etl.build import build
from etl.state import State
from geo.areas import COUNTRY, PROVINCES

AREAS = (COUNTRY, *PROVINCES)
GROUPS = [
    *({"sex": sex, "residence": residence} for sex, residence in product((TOTAL, "female", "male"), (TOTAL, "urban", "rural"))),
    *({"wealth": f"quintile_{n}"} for n in range(1, 6)),
]  # fmt: skip
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
    random, rows = Random(1), []
    for indicator, back, group, area in product(indicators, range(years), groups, AREAS):
        year = LAST_YEAR - back
        row: dict[str, object] = {
            name: None if name not in ("sex", "age", "residence", "wealth", "disability") else TOTAL for name in kinds
        }
        row |= {
            "indicator": indicator.code,
            "area": area,
            "year_start": year,
            "year_end": year,
            "period_label": str(year),
            **group,
        }
        row |= {"value": round(random.uniform(5, 60), 1), "status": "normal", "source": "gdl_area", "sample_size": 400}
        row |= {
            "note": "",
            "upload": "",
            "sheet": "",
            "cell": "",
            "id": f"N{len(rows):07d}",
            "area_as_published": area,
            "source_table": "",
        }
        rows.append(row)
    table = pa.Table.from_pylist(rows)
    return table.select([name for name in kinds if name in OBSERVATION_COLUMNS])
