"""Files that Microsoft's programs open without an offer to repair, as far as that can be told without them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from childrights.briefs.compose import brief_of
from childrights.catalogue.catalogue import load_catalogue
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.command import brief_bytes
from tests.support.packages import faults

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("about", "lang", "ending"),
    [
        ({"area": "KH16"}, "en", ".pptx"),
        ({"area": "KH09"}, "km", ".xlsx"),
        ({"indicator": "ecd_on_track"}, "km", ".docx"),
        ({"indicator": "completion_primary_survey"}, "km", ".pptx"),
    ],
)
def test_briefs_are_sound_packages(shipped: Snapshot, about: dict[str, str], lang: str, ending: str) -> None:
    assert faults(brief_bytes(brief_of(shipped, load_catalogue(), TODAY, lang=lang, **about), ending)) == []


def test_a_broken_package_is_found_out(shipped: Snapshot) -> None:
    sound = brief_bytes(brief_of(shipped, load_catalogue(), TODAY, indicator="stunting"), ".pptx")
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "ppt/slides/slide2.xml":
                part = part.replace(b'<p:cNvPr id="3"', b'<p:cNvPr id="2"')
            if name != "ppt/charts/chart1.xml":
                new.writestr(name, part)
        new.writestr("ppt/slides/stray.odd", b"")
        new.writestr("ppt/notes.xml", b"<open>")
    text = "\n".join(faults(broken.getvalue()))
    assert "leads to ppt/charts/" in text
    assert "shape id 2 is used 2 times" in text
    assert "stray.odd has no type" in text
    assert "notes.xml is no XML" in text
