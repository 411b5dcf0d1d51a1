"""Places as the statistics institute labels them, survey areas in one word included (``កំពតព្រះសីហនុនិងកែប``)."""

from __future__ import annotations

from functools import lru_cache

from geo.areas import parse_area
from geo.tables import REFERENCE_FOLDER, read_table

OFFICIAL_FILE = REFERENCE_FOLDER / "labels_km_official.csv"
_COLUMNS = ("concept", "code", "label_en", "label_km", "meaning", "meaning_en", "why", "source")


@lru_cache(maxsize=1)
def official_areas() -> tuple[tuple[str, str], ...]:
    """``(label or code, area)`` of every place in the table. Raises ``GeoTableError`` and ``AreaError``."""
    found: list[tuple[str, str]] = []
    for _, cells in read_table(OFFICIAL_FILE, _COLUMNS):
        if cells["concept"] == "REF_AREA":
            area = parse_area(cells["meaning"].removeprefix("area "))
            found += [(cells[name], area) for name in ("label_km", "label_en", "code")]
    return tuple(found)
