"""The picture of the house in the README, enforced: who imports whom, how long a file may be, what none may do."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.support.architecture import MAX_FILE, MAX_PAGE, ROOMS, RULES, SCRIPTS, room_of, violations

ROOT = Path(__file__).resolve().parent.parent

# Longer than MAX_FILE, each with its reason. Nothing else may be, and nothing stays here once it is short.
LONG_FILES: dict[str, str] = {}

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for place in (*ROOMS, *SCRIPTS)
    for path in ([ROOT / place] if place in SCRIPTS else (ROOT / place).rglob("*.py"))
)


def test_every_file_keeps_the_rules_of_its_room() -> None:
    """In one test: of one each for more than a thousand files every worker would make an item, to run one of them."""
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in SOURCES}
    long_files = frozenset(LONG_FILES)
    assert [told for path, text in texts.items() for told in violations(path, text, long_files=long_files)] == []


def test_long_files_are_still_long() -> None:
    short = [path for path in LONG_FILES if len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MAX_FILE]
    assert short == []


def test_types_are_checked_in_every_room_but_the_tests() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert set(settings["files"]) == (ROOMS - {"tests"}) | SCRIPTS
    assert {name for name, value in settings.items() if value is False} == set(), "nothing of strict is taken back"
    assert settings["strict"] and [one["module"] for one in settings["overrides"] if one.get("ignore_errors")] == [
        ["tests.*"]
    ]


def test_no_python_lies_outside_the_rooms() -> None:
    outside = {path.name for path in ROOT.glob("*.py")} - SCRIPTS
    outside |= {path.as_posix() for path in (ROOT / "data").rglob("*.py")}
    assert outside == set()


def test_every_page_stands_in_the_navigation() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}
    source = (ROOT / "ui" / "shell" / "app.py").read_text(encoding="utf-8")
    told = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    assert sorted(pages - told) == [], "a line in _pages of ui/shell/app.py"


def test_run_py_says_so_on_an_old_python() -> None:
    """No syntax after the first ``if`` matters if the file does not parse."""
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("geo/a.py", "import childrights.catalogue.model"),
        ("geo/a.py", "import streamlit as st"),
        ("geo/a.py", "from urllib.request import urlopen"),
        ("geo/a.py", "def f():\n    import requests"),
        ("etl/snapshot/a.py", "import httpx"),
        ("childrights/a.py", "from urllib.request import urlopen"),
        ("ui/a.py", "import httpx"),
        ("cli/a.py", "import httpx"),
        ("childrights/a.py", "from etl.ledger.state import State"),
        ("childrights/a.py", "from ui import cache"),
        ("childrights/charts/a.py", "import streamlit"),
        ("childrights/a.py", "import sqlite3"),
        ("etl/a.py", "from ui.parts.lang import language"),
        ("etl/a.py", "from childrights.charts import trend"),
        ("etl/a.py", "import childrights"),
        ("etl/reading/a.py", "import streamlit"),
        ("ui/a.py", "from etl.snapshot.assemble import build"),
        ("ui/a.py", "from pages.explore import map"),
        ("ui/a.py", "import duckdb"),
        ("ui/a.py", "QUERY = 'SELECT value FROM observation'"),
        ("ui/a.py", "QUERY = f'''\n  SELECT {x}\n  FROM observation'''"),
        ("ui/a.py", "def f(c):\n    return c.execute(q)"),
        ("pages/explore/a.py", "from etl.ledger.state import State"),
        ("pages/explore/a.py", "from geo.areas import PROVINCES"),
        ("pages/explore/a.py", "import pandas as pd"),
        ("pages/explore/a.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
        ("pages/explore/a.py", "from streamlit import cache_resource"),
        ("ui/parts/cache.py", "import streamlit as st\n@st.cache_resource\ndef f(): ..."),
        ("ui/a.py", "from cachetools import LRUCache"),
        ("ui/a.py", "from ui.parts.caching import kept"),
        ("pages/explore/a.py", "x = 'DELETE FROM uploads'"),
        ("pages/explore/a.py", "x = 1\n" * (MAX_PAGE + 1)),
        ("pages/a.py", "x = 1"),
        ("ui/a.py", "st.selectbox('a', ['b'])"),
        ("ui/a.py", "left.pills('a', ['b'])"),
        ("ui/explore/a.py", "from streamlit import multiselect\nmultiselect('a', ['b'])"),
        ("pages/explore/a.py", "st.tabs(['a', 'b'])"),
        ("ui/a.py", "one, two = st.tabs(['a', 'b'])"),
        ("ui/a.py", "make = st.radio"),
        ("ui/a.py", "st.popover('a', key='b')"),
        ("pages/explore/a.py", "with st.expander('a'):\n    pass"),
        ("ui/a.py", "from streamlit import expander"),
        ("ui/parts/options.py", "st.selectbox('a', ['b'], key='c', bind='query-params')"),
        ("ui/a.py", "getattr(st, 'selectbox')('a', ['b'])"),
        ("dashboard.py", "import childrights"),
        ("dashboard.py", "import plotly.express"),
        ("cli/readers.py", "import streamlit"),
        ("cli/readers.py", "from ui import lang"),
        ("run.py", "import childrights"),
        ("run.py", "import typer"),
        ("launcher/a.py", "from etl.ledger.state import State"),
        ("launcher/a.py", "import filelock"),
        ("etl/a.py", "import pickle"),
        ("childrights/a.py", "from joblib import load"),
        ("childrights/a.py", "eval('1')"),
        ("childrights/charts/a.py", "def f():\n    import geopandas"),
        ("etl/a.py", "exec(text)"),
        ("etl/a.py", "n = int(t) if t.isdigit() else 0"),
        ("ui/a.py", "all(map(str.isnumeric, words))"),
        ("etl/a.py", "from .model import Problem"),
        ("etl/a.py", "x = 1\n" * (MAX_FILE + 1)),
        ("etl/a.py", "def f():\n" + "    x = 1\n" * 61),
        ("ui/a.py", "st.markdown(text, unsafe_allow_html=True)"),
        ("ui/a.py", "st.html(text)"),
        ("ui/a.py", "st.components.v1.html(text)"),
        ("pages/explore/a.py", "st.html(text)"),
        ("cellar/a.py", "x = 1"),
    ],
)
def test_a_broken_rule_is_noticed(path: str, source: str) -> None:
    assert violations(path, source) != []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("geo/a.py", "from geo.areas import PROVINCES\nimport geopandas"),
        ("childrights/snapshot/queries.py", "import duckdb\nQ = 'SELECT * FROM observation'"),
        ("etl/a.py", "n = int(t) if t.isascii() and t.isdigit() else 0"),
        ("etl/publishers/a.py", "import httpx\nfrom etl.ledger import State"),
        ("etl/a.py", "import sqlite3\nfrom childrights.catalogue.model import Observation\nfrom geo import areas"),
        ("ui/parts/cache.py", "from ui.parts.caching import kept\n@kept(1)\ndef f(): ..."),
        ("ui/parts/caching.py", "from cachetools import LRUCache"),
        ("ui/parts/options.py", "st.multiselect('a', ['b'], key='c')"),
        ("ui/parts/options.py", "st.popover('a', key='b')"),
        ("ui/a.py", "from ui.parts.options import popover\nwith popover('a', key='b') as panel: ..."),
        ("ui/a.py", "st.text_input('a', key='b')"),
        ("ui/parts/markup.py", "st.html(text)"),
        ("ui/a.py", "words = 'Select one from the list'"),
        ("ui/a.py", "import re\np = re.compile('x')"),
        ("pages/explore/a.py", "import streamlit as st\nfrom ui import filters\nfrom childrights.charts import trend"),
        ("pages/manage/a.py", "from etl.intake.accepting import accept"),
        ("dashboard.py", "import streamlit as st\nfrom ui.shell.app import run"),
        ("run.py", "import sys\nfrom launcher.main import main"),
        ("tests/etl/a.py", "import streamlit, pickle\nfrom etl.snapshot.assemble import build"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    assert violations(path, source) == []


def test_every_room_has_a_rule() -> None:
    assert {room_of(path) for path in SOURCES} <= RULES.keys()
