"""What a tab of the browser calls a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from childrights.i18n import translator
from ui.shell.app import _browser_title


@pytest.mark.parametrize(("lang", "ours"), [("en", "Child rights in Cambodia"), ("km", "សិទ្ធិកុមារនៅកម្ពុជា")])
def test_a_page_has_its_own_title_and_the_first_one_ours(lang: str, ours: str) -> None:
    t = translator(lang)
    assert _browser_title(SimpleNamespace(url_path="", title=t._("Overview")), t) == ours
    titles = [_browser_title(SimpleNamespace(url_path=one, title=t._(one)), t) for one in ("Rights", "Messages")]
    assert titles == [f"{t._('Rights')} · {ours}", f"{t._('Messages')} · {ours}"]
