"""The newest figures of a snapshot, of all indicators or of some."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import DIMENSIONS, OBSERVATION_COLUMNS, Catalogue, Observation
from childrights.newest.siblings import NewestFigures, laid_by_concept
from childrights.snapshot import Snapshot
from geo import COUNTRY


def newest_figures(
    snapshot: Snapshot, catalogue: Catalogue, indicators: Sequence[str] = (), today: int = 0
) -> NewestFigures:
    """What is newest of the concepts of ``indicators`` (of all when none are named), as of the year ``today`` or, where
    none is given, that in which the snapshot was built."""
    codes = sorted({code for one in indicators for code in catalogue.concept_of(one).members})
    year = today or int(snapshot.built_at[:4])
    wanted = "list_contains($codes, indicator)" if indicators else "true"
    sql = f"""
        SELECT {", ".join(OBSERVATION_COLUMNS)} FROM published
        WHERE value IS NOT NULL AND year_end <= $year AND {wanted}
        QUALIFY area = '{COUNTRY}' OR row_number() OVER (
            PARTITION BY indicator, area, {", ".join(DIMENSIONS)}, source
            ORDER BY year_end DESC, year_start DESC, stored
        ) = 1 ORDER BY stored
    """
    rows = snapshot.rows(sql, {"year": year} | ({"codes": codes} if indicators else {}))
    return laid_by_concept((Observation(*row) for row in rows), catalogue, year)
