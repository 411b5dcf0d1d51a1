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
    "browser/test_again.py": ["page", "chromium"],
}
REPEATS = "browser/test_again.py"


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ((), ["language", "leftovers", "corpus", "smoke", "share", "areas", "looks"]),
        (("--every-page",), ["language", "leftovers", "corpus", "smoke", "share", "again", "areas", "looks"]),
        (("--fast",), ["corpus", "share", "areas"]),
    ],
)
def test_browsers_stand_between_the_rest_and_what_is_slow_or_repeats_is_left_out(
    options: tuple[str, ...], left: list[str]
) -> None:
    items = [
        SimpleNamespace(path=HERE / name, fixturenames=uses, get_closest_marker={"repeats": name == REPEATS}.get)
        for name, uses in ITEMS.items()
    ]
    config = Mock(getoption=lambda name: name in options)
    pytest_collection_modifyitems(config, items)
    assert [one.path.stem.removeprefix("test_") for one in items] == left
    told = [one for call in config.hook.pytest_deselected.call_args_list for one in call.kwargs["items"]]
    assert len(told) == len(ITEMS) - len(left)
