"""What every view of the explorer shows of every indicator, before and after a member sent figures of all of them.

Any difference ends the benchmark: nothing that is shown unasked of a published indicator may move.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.measure import Case, measured
from childrights.i18n import LANGUAGES
from childrights.snapshot import headlines, open_current
from etl.ledger import State
from etl.snapshot import build
from tests.support.members import send_everything
from tests.support.views import all_told, cards, page_of

ALLOWED = 1.5
"""How much longer everything may take with members' figures beside it."""


def cases() -> Iterator[Case]:
    """Every indicator in every view and language, and the cards of all topics."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as monkeypatch:
        before, after = Path(name) / "before", Path(name) / "after"
        build(State(before))
        shutil.copytree(before, after)
        shipped = open_current(before)
        send_everything(after, shipped)
        published = list(headlines(shipped))
        shipped.close()
        took = {before: 0.0, after: 0.0}
        views = 0
        for lang in LANGUAGES:
            for code in published:
                shown = {}
                for home in took:
                    begun = time.perf_counter()
                    shown[home] = _seen(home, monkeypatch, lang, code)
                    took[home] += time.perf_counter() - begun
                differ = [view for view, said in shown[before].items() if said != shown[after][view]]
                if differ:
                    raise SystemExit(f"{code} ({lang}) looks different with members' figures beside it: {differ}")
                views += len(shown[before])
            if cards(page_of(before, monkeypatch, lang)) != cards(page_of(after, monkeypatch, lang)):
                raise SystemExit(f"a card looks different with members' figures beside it ({lang})")
        what = f"{views:,} views of {len(published)} indicators, all the same; with members' figures against without"
        yield measured("views beside members' figures", what, took[after], took[before] * ALLOWED)


def _seen(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, code: str) -> dict[str, Any]:
    page = page_of(home, monkeypatch, lang)
    told = all_told(page, page.catalogue.indicators[code])
    return {view: said if isinstance(said, str) else said.plainly(page.snapshot_label) for view, said in told.items()}
