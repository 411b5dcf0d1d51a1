"""What a label says by the way: the number of people asked, as in ``Girls (N=1,204)``."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.understanding.text import plain

_SAMPLE = re.compile(
    r"\s*[-–,;:]?\s*[(\[]?\s*(?:un)?(?:weighted\s+)?(?<![^\W\d_])n\s*[=:]\s*"
    r"(\d{1,3}(?:[, ]\d{3})+|\d+)(?![\d.,%])\s*[)\]]?",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def without_sample(text: str) -> str:
    """A label without the number of people asked."""
    if "=" not in text and ":" not in text:
        return text
    return _SAMPLE.sub(" ", plain(text)).strip() if _SAMPLE.search(plain(text)) is not None else text


@lru_cache(maxsize=65_536)
def sample_in(text: str) -> int | None:
    """The number of people asked that a label tells; ``None`` when it tells none or several."""
    found = set(_SAMPLE.findall(plain(text))) if "=" in text or ":" in text else set()
    return int(re.sub("[, ]", "", found.pop())) if len(found) == 1 else None
