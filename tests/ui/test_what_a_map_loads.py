"""No start, page or verb that draws a map waits for the libraries that only boundaries are made and checked with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("geopandas", "pyogrio", "pyproj", "matplotlib", "fontTools")
DRAWS = """
import json, sys
from pathlib import Path

import pytest

import ui.boundaries.boundary_view
import ui.shell.app
from childrights.pictures import Picture, render_picture
from tests.support import verbs
from tests.support.views import page_of, told
from ui.explore.views import VIEWS

home, out = Path(sys.argv[1]), Path(sys.argv[2])
page = page_of(home, pytest.MonkeyPatch())
map_view = next(view for view in VIEWS if view.code == "map")
figures = told(page, map_view, page.catalogue.indicators["stunting"]).figures
kept = verbs.run(home, "boundaries", "--kept")
drawn = [render_picture(figure, Picture("slide", "png")) for figure in figures.values()]
done = verbs.run(home, "brief", str(out), "--indicator", "stunting")
print(json.dumps([len(drawn), done.returncode, sorted(sys.modules)]))
"""


def test_a_map_on_a_page_in_a_picture_and_in_a_brief(built_home: Path, tmp_path: Path) -> None:
    """In a process of its own, which takes some seconds: the tests themselves load these libraries."""
    command = [sys.executable, "-c", DRAWS, str(built_home), str(tmp_path / "brief.pptx")]
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    pictures, code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert pictures > 0 and code == 0
    assert {"childrights.charts.choropleth", "childrights.writers.slide_map", "resvg_py"} <= set(loaded)
    assert [name for name in HEAVY if name in loaded] == []
