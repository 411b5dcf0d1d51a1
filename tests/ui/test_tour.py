"""The words of the tour and what its script knows of them belong together."""

from __future__ import annotations

import re

from childrights.i18n import translator
from ui.parts import STATIC, markup
from ui.shell.tour import STEPS


def test_the_script_knows_what_every_step_points_at() -> None:
    script = (STATIC / "tour.js").read_text(encoding="utf-8")
    known = re.search(r"const AT = \{(.*?)\};", script, flags=re.DOTALL)
    assert known
    assert {at for at, _, _ in STEPS} == set(re.findall(r"(?:^|[{,])\s*(\w+):", known.group(1)))
    assert len(STEPS) == 6


def test_words_cannot_leave_their_attribute() -> None:
    page = markup.tour([("search", 'a "b"', "<script>")], {"next": "'\">"})
    assert "<script>" not in page
    assert 'data-title="a &quot;b&quot;"' in page
    assert 'data-next="&#x27;&quot;&gt;"' in page


def test_every_step_is_told_in_khmer() -> None:
    t = translator("km")
    assert all(t._(words) != words for _, title, says in STEPS for words in (title, says))
