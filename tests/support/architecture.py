"""The rules of the house, read off the source: which room may use which, and what none may do."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

ROOMS = {"api", "bench", "childrights", "cli", "etl", "geo", "launcher", "pages", "tests", "tools", "ui"}
SCRIPTS = {"run.py", "dashboard.py"}


@dataclass(frozen=True, slots=True)
class Room:
    """What the files of one room may import: rooms of ours (exact modules with a dot) and which libraries not."""

    ours: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    stdlib_only: bool = False


_WEB = frozenset({"streamlit"})
_DATABASE = frozenset({"duckdb", "sqlite3"})
# They take half a second to load: for who makes, checks or dissolves boundaries, not for who draws them.
_BOUNDARIES = frozenset({"geopandas", "pyogrio", "pyproj"})
_NETWORK = frozenset({"aiohttp", "http", "httpx", "requests", "socket", "ssl", "urllib", "urllib3", "websockets"})
_CLIENTS = frozenset({"aiohttp", "httpx", "requests", "urllib3"})
_SCREEN = _CLIENTS | _DATABASE | _BOUNDARIES | {"pandas", "plotly", "numpy", "polars", "pyarrow", "openpyxl"}

_ETL = frozenset(
    {
        "etl",
        "geo",
        "childrights.catalogue",
        "childrights.children",
        "childrights.export",
        "childrights.files",
        "childrights.i18n",
        "childrights.language",
        "childrights.members",
        "childrights.rights",
        "childrights.snapshot",
        "childrights.statistics",
        "childrights.submissions",
        "childrights.voices",
    }
)

RULES = {
    "run.py": Room(frozenset({"launcher"}), stdlib_only=True),
    "launcher": Room(frozenset({"launcher"}), stdlib_only=True),
    "cli": Room(frozenset({"cli", "api", "etl", "childrights", "geo"}), _WEB | _DATABASE | _BOUNDARIES | _CLIENTS),
    "dashboard.py": Room(frozenset({"ui"}), _SCREEN),
    "pages": Room(frozenset({"ui", "childrights", "etl.permissions"}), _SCREEN),
    "pages/manage": Room(frozenset({"ui", "childrights", "etl.intake", "etl.ledger", "etl.permissions"}), _SCREEN),
    "ui": Room(frozenset({"ui", "childrights", "geo", "etl.permissions"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    # Programs are answered by the process that answers people.
    "ui/shell": Room(
        frozenset({"ui", "childrights", "geo", "api", "etl.permissions"}), _CLIENTS | _DATABASE | _BOUNDARIES
    ),
    "api": Room(frozenset({"api", "childrights", "geo"}), _WEB | _NETWORK | _DATABASE | _BOUNDARIES),
    # Whose session it is stands in the ledger, and every screen asks.
    "ui/parts": Room(
        frozenset(
            {
                "ui",
                "childrights",
                "geo",
                "etl.permissions",
                "etl.accounts",
                "etl.ledger.State",
                "etl.ledger.entries_for",
                "etl.ledger.largest_upload",
                "etl.ledger.waiting_uploads",
            }
        ),
        _CLIENTS | _DATABASE | _BOUNDARIES,
    ),
    "ui/accounts": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "ui/contribute": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "ui/boundaries": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "ui/papers": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "ui/refresh": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "ui/tracker": Room(frozenset({"ui", "childrights", "geo", "etl"}), _CLIENTS | _DATABASE | _BOUNDARIES),
    "childrights": Room(frozenset({"childrights", "geo"}), _WEB | _BOUNDARIES | _NETWORK | {"sqlite3"}),
    # GeoPackage is written by the library that reads boundaries; it is loaded when somebody asks for that format.
    "childrights/export": Room(frozenset({"childrights", "geo"}), _WEB | _NETWORK | {"sqlite3", "geopandas", "pyproj"}),
    "etl": Room(_ETL, _WEB | _BOUNDARIES | _NETWORK),
    # What a paper is to be, is said in the words of the library.
    "etl/papers": Room(_ETL | {"childrights.papers"}, _WEB | _BOUNDARIES | _NETWORK),
    # What is new is worked out where every publication passes, so that no way to publish can go without it.
    "etl/snapshot": Room(_ETL | {"childrights.watch"}, _WEB | _BOUNDARIES | _NETWORK),
    # What reads, projects and repairs boundaries is loaded when somebody brings a file of them. A GeoPackage is a database
    # by itself, and what must not be asked of it is taken out of a copy; the ledger is kept by its own room here too.
    "etl/boundaries": Room(_ETL, _WEB | _NETWORK | {"duckdb"}),
    # The one place that reaches other computers, and only when somebody asks it to.
    "etl/publishers": Room(_ETL, _WEB | _BOUNDARIES | _DATABASE),
    "geo": Room(frozenset({"geo"}), _WEB | _NETWORK),
    "tests": Room(frozenset(ROOMS)),
    "bench": Room(frozenset(ROOMS)),
    "tools": Room(frozenset(ROOMS)),
}

MAX_FILE, MAX_PAGE, MAX_FUNCTION = 600, 80, 60
CACHE_FILE = "ui/parts/cache.py"
KEEPING_FILES = ("ui/parts/caching.py", "api/answering.py")
"""Where something is kept between two reruns of a page, and between two questions of programs."""
MARKUP_FILE = "ui/parts/markup.py"
OPTIONS_FILE, OPENING_FILE = "ui/parts/options.py", "ui/parts/options.py"
# Streamlit's controls whose value travels as the words of an option, and what would tie them to the URL by those words.
_OPTIONS = {
    "selectbox",
    "multiselect",
    "radio",
    "pills",
    "segmented_control",
    "select_slider",
    "feedback",
    "tabs",
    "menu_button",
    "data_editor",
}
_OPENING = {"popover", "expander"}
_CACHES = {"cache_data", "cache_resource", "cache", "experimental_memo", "experimental_singleton"}
_CODE_FROM_DATA = {"eval", "exec", "compile", "__import__"}
_DIGIT_TESTS = {"isdigit", "isnumeric"}
_UNSAFE_MODULES = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
_RAW_HTML = {"unsafe_allow_html", "unsafe_allow_javascript"}
# Keywords in capitals, as every query of ours is written; "select one from the list" is English.
_SQL = re.compile(
    r"\b(SELECT\s[\s\S]*\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|VIEW|INDEX)\b|^\s*(PRAGMA|ATTACH|COPY)\s)|^\s*select\s[\s\S]*\sfrom\s+\w+\s+where\b"
)


def room_of(path: str) -> str:
    """The room (a key of ``RULES``) that the file ``path``, relative and with slashes, belongs to."""
    parts = PurePosixPath(path).parts
    if len(parts) == 1:
        return path
    nested = "/".join(parts[:2])
    return nested if nested in RULES else parts[0]


def violations(path: str, source: str, *, long_files: frozenset[str] = frozenset()) -> list[str]:
    """Every rule that ``source`` breaks as the file ``path``, in words; ``long_files`` may be long."""
    room = room_of(path)
    if room not in RULES:
        return [f"{path}: no rule knows this place; add it to RULES and to the README's picture"]
    tree = ast.parse(source)
    found = [*_imports(path, room, tree), *_calls(path, tree), *_lengths(path, source, tree, long_files)]
    if room not in ("tests", "bench", "tools"):
        found += _digits(source, tree)
    if room.partition("/")[0] in ("pages", "ui", "dashboard.py"):
        found += [*_sql(tree), *_controls(path, tree)]
    if room.startswith("pages") and len(PurePosixPath(path).parts) < 3:
        found.append("pages lie one level down: a flat one runs without dashboard.py at the first deep link")
    return [f"{path}: {words}" for words in found]


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported: ``from a import b`` is ``a.b``, a relative one starts with ``.``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _imports(path: str, room: str, tree: ast.AST) -> Iterator[str]:
    rule = RULES[room]
    for line, name in imported(tree):
        top = name.partition(".")[0]
        if not top and room != "tests":
            yield f"line {line}: relative import {name}; write the whole name"
        elif top in ROOMS or f"{top}.py" in SCRIPTS:
            if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in rule.ours):
                yield f"line {line}: {room} may not import {name}"
        elif name.startswith("urllib.parse"):
            pass  # an address is taken apart, nobody is asked
        elif top in rule.never or (rule.stdlib_only and top not in sys.stdlib_module_names):
            yield f"line {line}: {room} may not import {name}"
        if top in _UNSAFE_MODULES and room != "tests":
            yield f"line {line}: {name} can run code hidden in data; use JSON or text"
        outside = path not in KEEPING_FILES if top == "cachetools" else path != CACHE_FILE and room != "tests"
        if outside and (top == "cachetools" or name.startswith("ui.parts.caching")):
            yield f"line {line}: what is kept between reruns belongs in {CACHE_FILE}"


def _calls(path: str, tree: ast.AST) -> Iterator[str]:
    ours = not path.startswith("tests/")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _CACHES and _is_streamlit(node):
            yield f"line {node.lineno}: {node.attr} belongs in {CACHE_FILE}"
        elif isinstance(node, ast.ImportFrom) and node.module == "streamlit":
            yield from (
                f"line {node.lineno}: {alias.name} belongs in {CACHE_FILE}"
                for alias in node.names
                if alias.name in _CACHES
            )
        elif isinstance(node, ast.Call) and ours:
            if isinstance(node.func, ast.Name) and node.func.id in _CODE_FROM_DATA:
                yield f"line {node.lineno}: {node.func.id}() runs text as code"
            if path != MARKUP_FILE:
                yield from _raw_html(node)


def _digits(source: str, tree: ast.AST) -> Iterator[str]:
    """Tests for digits that are true for ² and ½, which ``int`` cannot read; beside ``isascii`` they are sound."""
    lines = source.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _DIGIT_TESTS and "isascii" not in lines[node.lineno - 1]:
            yield f"line {node.lineno}: {node.attr} is true for ² too; isdecimal is what int() reads"


def _controls(path: str, tree: ast.AST) -> Iterator[str]:
    """Controls whose words Streamlit takes for codes, or for what they are, made past the place that sees to it."""
    for line, name in _named(tree):
        for names, home in ((_OPTIONS, OPTIONS_FILE), (_OPENING, OPENING_FILE)):
            if name in names and path != home:
                yield f"line {line}: {name} belongs in {home}"
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "bind":
            yield f"line {node.value.lineno}: Streamlit binds words to the URL; ui/parts/filters.py binds codes"


def _named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What is taken from something else: ``x.name``, ``getattr(x, "name")``, ``from streamlit import name``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "streamlit":
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            yield from ((node.lineno, str(one.value)) for one in node.args if isinstance(one, ast.Constant))


def _is_streamlit(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("st", "streamlit")


def _raw_html(call: ast.Call) -> Iterator[str]:
    if any(keyword.arg in _RAW_HTML for keyword in call.keywords):
        yield f"line {call.lineno}: raw HTML belongs in {MARKUP_FILE}"
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in ("html", "iframe"):
        owner = ast.unparse(function.value)
        if owner in ("st", "streamlit") or "components" in owner:
            yield f"line {call.lineno}: {owner}.{function.attr} belongs in {MARKUP_FILE}"


def _lengths(path: str, source: str, tree: ast.AST, long_files: frozenset[str]) -> Iterator[str]:
    if path.startswith("tests/"):
        return
    lines = source.count("\n")
    limit = MAX_PAGE if path.startswith("pages/") else MAX_FILE
    if lines > limit and path not in long_files:
        yield f"{lines} lines, {limit} at most"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                yield f"line {node.lineno}: {node.name} has {length} lines, {MAX_FUNCTION} at most"


def _sql(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if _SQL.search(_text(node)):
            yield f"line {node.lineno}: SQL belongs in childrights/snapshot/queries.py"
        elif isinstance(node, ast.Attribute) and node.attr in ("execute", "executemany", "read_sql"):
            yield f"line {node.lineno}: .{node.attr} belongs in childrights/snapshot/queries.py"


def _text(node: ast.AST) -> str:
    """The text of a string, of an f-string as one piece; "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "{}".join(_text(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
