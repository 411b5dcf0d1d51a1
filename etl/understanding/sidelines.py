"""Columns of words that nobody asked for: remarks to be left alone, or a condition that makes each figure a part.

"Ethnicity: Khmer" or "Project villages only" beside a figure says that it is not everybody's. A column is left alone
when its header speaks of the making of the table (source, remark, who entered it), when it says of every place or
indicator just another name or attribute, or when its texts are whole sentences. Otherwise it restricts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from etl.understanding.found import GROUP_DIMENSIONS
from etl.understanding.lines import Stub
from etl.understanding.text import plain
from etl.understanding.view import View
from etl.understanding.words import names_everybody, names_region, names_sideline

_ROWS = 2000
_REGION = re.compile(r"region|zone|area|ecolog|geograph|តំបន់|ភូមិភាគ", re.I)
_SENTENCE_WORDS, _SENTENCE = 6, 40
_FEWEST_NAMES = 3


def restricts(view: View, rows: Sequence[int], col: int, header: str, stubs: Sequence[Stub], first: int) -> bool:
    """Whether the texts of a column may say that its rows are about a part only.

    ``rows`` are the data rows, ``stubs`` the label columns that are read, ``first`` the first number column. Without a
    header only words that come again and again before the figures do.
    """
    held = {row: text for row in rows[:_ROWS] if (text := view.text(row, col)) and view.cls[col][row] in "THX"}
    if not held or names_sideline(header):
        return False
    texts = set(held.values())
    if not header and (col > first or 2 * len(held) < len(rows) or 2 * len(texts) > len(held)):
        return False
    region = _REGION.search(plain(header)) is not None
    prose = 2 * sum(map(_is_sentence, texts)) >= len(texts)  # "Trained 40 clerks" among whole sentences
    if all(names_everybody(text) or (region and names_region(text)) or prose for text in texts):
        return False
    return not any(_tells_apart(view, stub, held) for stub in stubs)


def _is_sentence(text: str) -> bool:
    return len(text) > _SENTENCE or text.count(" ") >= _SENTENCE_WORDS - 1


def _tells_apart(view: View, stub: Stub, held: Mapping[int, str]) -> bool:
    """Whether each place (or indicator) of a label column always has the same text, and no two the same."""
    kind = stub.kind or stub.role
    if kind in GROUP_DIMENSIONS or kind not in ("area", "area_code", "indicator"):
        return False
    texts: dict[str, set[str]] = defaultdict(set)
    for row, text in held.items():
        texts[view.text(row, stub.col)].add(text)
    if any(len(told) > 1 for told in texts.values()):
        return False
    distinct = len(set().union(*texts.values()))
    if kind == "indicator":
        return distinct > 1
    return distinct == len(texts) >= _FEWEST_NAMES
