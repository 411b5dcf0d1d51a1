"""The keys that are told are the keys there are."""

from __future__ import annotations

import re

from ui.parts import STATIC
from ui.shell.keys import KEYS

ARROWS = {"←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown", "Esc": "Escape", "Space": " "}


def test_every_key_in_the_list_is_in_the_script_and_the_other_way_round() -> None:
    script = (STATIC / "keys.js").read_text(encoding="utf-8")
    tables = re.findall(r"const (?:ANYWHERE|IN_HALL) = \{(.*?)\};", script, flags=re.DOTALL)
    there = set(re.findall(r"(?:^|[{,])\s*'?([A-Za-z]+|[ /?])'?:", ",".join(tables)))
    told = {ARROWS.get(key, key.lower()) for keys, _ in KEYS for key in keys}
    assert told == there
