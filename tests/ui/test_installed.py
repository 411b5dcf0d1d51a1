"""The dashboard as an app of a phone: its manifest, its icons, and what its worker may do."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES
from ui.shell.installed import ICONS, installed_head, manifest, worker

STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("base", ["/", "/rights/"])
def test_a_manifest_names_the_app_in_its_language_and_stays_below_its_base(lang: str, base: str) -> None:
    told = json.loads(manifest(lang, base))
    assert told["lang"] == lang and told["name"] and told["name"] != "" and told["display"] == "standalone"
    assert told["scope"] == told["id"] == base and told["start_url"].startswith(base)
    assert ("lang=km" in told["start_url"]) == (lang == "km")
    assert all(one["src"].startswith(f"{base}app/static/") for one in told["icons"])
    assert f'rel="manifest" href="{base}app.webmanifest' in installed_head(base, lang)


def test_icons_are_as_large_as_is_said() -> None:
    purposes = set()
    for name, px, purpose in ICONS:
        head = (STATIC / name).read_bytes()[:24]
        assert head.startswith(b"\x89PNG") and struct.unpack(">II", head[16:24]) == (px, px)
        purposes.add(purpose)
    assert purposes == {"any", "maskable"}


def test_the_worker_keeps_nothing_but_what_frames_tell_first() -> None:
    script = worker()
    assert (
        "request.method !== 'GET'" in script and 'id="cr-first"' in script and "http" not in script.replace("https", "")
    )
