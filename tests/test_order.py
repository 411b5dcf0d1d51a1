"""Which tests a run takes and in which order its modules come, see ``tests/conftest.py``."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from tests.conftest import pytest_collection_modifyitems

HERE = Path(__file__).parent
ITEMS = {
    "geo/test_areas.py": ["tmp_path"],
    "launcher/test_leftovers.py": ["tmp_path"],
    "etl/reading/test_looks.py": ["convert", "tmp_path"],
    "pages/test_share.py": ["open_view"],
    "browser/test_smoke.py": ["page", "chromium"],
    "etl/corpus/test_corpus.py": ["kind"],
    "browser/test_language.py": ["page", "chromium"],
}


@pytest.mark.parametrize(
    ("fast", "left"),
    [
        (False, ["language", "leftovers", "corpus", "smoke", "share", "areas", "looks"]),
        (True, ["corpus", "share", "areas"]),
    ],
)
def test_browsers_stand_between_the_rest_and_fast_leaves_the_slow_out(fast: bool, left: list[str]) -> None:
    items = [SimpleNamespace(path=HERE / name, fixturenames=uses) for name, uses in ITEMS.items()]
    config = Mock(getoption={"--fast": fast}.__getitem__)
    pytest_collection_modifyitems(config, items)
    assert [one.path.stem.removeprefix("test_") for one in items] == left
    told = [one for call in config.hook.pytest_deselected.call_args_list for one in call.kwargs["items"]]
    assert len(told) == len(ITEMS) - len(left)
