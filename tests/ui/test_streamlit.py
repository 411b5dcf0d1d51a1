"""What we rely on inside Streamlit stands in docs/streamlit.md, is relied on, and exists in the installed release."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
FRONT_END = Path(streamlit.__file__).parent / "static"
PAGE, FIGURES, INDEX, SERVER = "Names in the page", "Names inside figures", "The page itself", "Parts of the server"
# Libraries below Streamlit whose parts are no interface for us; what Starlette offers to apps is one.
INTERNAL = ("streamlit.", "uvicorn.", "websockets.")


@cache
def listed(section: str) -> frozenset[str]:
    """The names in the first column of one table of the page."""
    text = (ROOT / "docs" / "streamlit.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return frozenset(name for row in rows for name in re.findall(r"`([^`]+)`", row))


@cache
def front_end() -> str:
    """All that the browser loads of Streamlit."""
    files = [one for one in sorted(FRONT_END.rglob("*")) if one.suffix in (".js", ".css", ".html")]
    return "\n".join(one.read_text(encoding="utf-8", errors="replace") for one in files)


@cache
def quoted() -> frozenset[str]:
    """Every name that stands there between quotes."""
    return frozenset(re.findall(r"[\"'`]([\w-]+)[\"'`]", front_end()))


@cache
def ours() -> str:
    """Our styles and scripts, also those inside Python; without comments."""
    files = [*STATIC.glob("*.css"), *STATIC.glob("*.js"), *(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    texts = [re.sub(r"/\*.*?\*/", "", one.read_text(encoding="utf-8"), flags=re.DOTALL) for one in sorted(files)]
    return "\n".join(texts)


def names_relied_on(text: str) -> set[str]:
    """The test ids, classes and attributes of Streamlit that selectors in ``text`` name."""
    found = set(re.findall(r"""data-testid[~^$*|]?=\\?["']?([\w-]+)""", text)) | set(
        re.findall(r"\.(st[A-Z][\w-]*)", text)
    )
    attributes = set(re.findall(r"\[((?:data|aria)-[\w-]+|kind\b)", text))
    found |= {name for name in attributes if not re.search(rf'{name}="\{{', text)}
    found |= {f'role="{role}"' for role in re.findall(r"""\[role=["']?(\w+)""", text)} - {'role="status"'}
    return found


def classes_of_others() -> set[str]:
    """Classes in the selectors of our style sheets that are neither marked as ours nor Streamlit's nor words of ours."""
    sheets = "\n".join(
        re.sub(r"/\*.*?\*/", "", one.read_text(encoding="utf-8"), flags=re.DOTALL) for one in STATIC.glob("*.css")
    )
    found = set(re.findall(r"\.([a-z][\w-]+[a-z])\b", " ".join(re.findall(r"([^{}]+)\{", sheets))))
    written = [one.read_text(encoding="utf-8") for room in ("ui", "childrights") for one in (ROOT / room).rglob("*.py")]
    words = set(
        re.findall(r"[\w-]+", "\n".join([*written, *(one.read_text(encoding="utf-8") for one in STATIC.glob("*.js"))]))
    )
    return {
        name for name in found if not name.startswith(("cr-", "st-key-")) and not re.fullmatch("st[A-Z].*", name)
    } - words


def test_every_name_that_our_styles_and_scripts_rely_on_is_listed() -> None:
    assert names_relied_on(ours()) - listed(PAGE) == set()
    assert classes_of_others() - listed(FIGURES) == set()


def test_every_name_of_the_list_is_relied_on() -> None:
    assert listed(PAGE) - names_relied_on(ours()) == set()
    assert {name for name in listed(FIGURES) if f".{name}" not in ours()} == set()
    head = (ROOT / "ui" / "shell" / "front_page.py").read_text(encoding="utf-8")
    assert {name for name in listed(INDEX) if name not in head} == set()


def test_every_name_of_the_list_is_in_streamlits_page() -> None:
    gone = [name for name in sorted(listed(PAGE)) if name.removeprefix('role="').rstrip('"') not in quoted()]
    assert gone == [], f"Streamlit {streamlit.__version__} has not all names"


def test_every_string_of_the_list_is_in_what_the_browser_loads() -> None:
    assert [name for name in sorted(listed(FIGURES) | listed(INDEX)) if name not in front_end()] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[data-testid="stGone"] p { }', {"stGone", "data-testid"}),
        (".stGone > .st-key-a { }", {"stGone"}),
        ("find('[data-testid=\"stGone\"] button')", {"stGone", "data-testid"}),
        ("[data-baseweb] * { }", {"data-baseweb"}),
        ("""html = f'<b data-copy="{name}">'; find('[data-copy]')""", set()),
        ('[role="menu"] { } [aria-busy="true"] { }', {'role="menu"', "aria-busy"}),
    ],
)
def test_a_name_in_a_selector_is_found(text: str, names: set[str]) -> None:
    assert names_relied_on(text) - {"data-testid"} == names - {"data-testid"}


def test_what_is_gone_would_be_noticed() -> None:
    """``data-baseweb`` went with the library that wrote it, and a rule of ours had no effect any more."""
    assert "data-baseweb" not in quoted() and "stDecoration" not in quoted()


# Parts of the server.


def imported(tree: ast.Module) -> Iterator[str]:
    """The dotted names that ``tree`` takes from inside the libraries, and what it takes of those."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and f"{node.module}.".startswith(INTERNAL)
            and node.module != "streamlit"
        ):
            known |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith(INTERNAL))
    taken: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            taken.add(node.value.id)
            yield f"{known[node.value.id]}.{node.attr}"
    yield from (dotted for name, dotted in known.items() if name not in taken)


def private(tree: ast.Module) -> set[str]:
    """Attributes with an underscore that ``tree`` takes of something else than itself (``t._`` is a translation)."""
    found = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    }
    return found - {"_"}


@cache
def trees() -> tuple[ast.Module, ...]:
    """The product's Python that may know Streamlit (tests/test_architecture.py holds that no other does)."""
    paths = [ROOT / "dashboard.py", *(one for room in ("ui", "pages") for one in (ROOT / room).rglob("*.py"))]
    return tuple(ast.parse(one.read_text(encoding="utf-8")) for one in paths)


def test_every_part_of_the_server_that_we_rely_on_is_listed_and_the_other_way_round() -> None:
    used = {name for tree in trees() for name in imported(tree)}
    assert used - listed(SERVER) == set()
    assert {name for name in listed(SERVER) - used if f".{name.rsplit('.', 1)[1]}" not in ours()} == set()


def test_what_is_private_to_streamlit_is_listed() -> None:
    used = {name for tree in trees() for name in private(tree)}
    assert used - {name.rsplit(".", 1)[1] for name in listed(SERVER)} == set()


def found_in_python(dotted: str) -> bool:
    """Whether ``dotted`` can be had: a module, what is in it, or what its objects carry."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            at: Any = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for name in parts[cut:]:
            if hasattr(at, name):
                at = getattr(at, name)
            else:  # what only objects have
                return inspect.isclass(at) and (name in at.__annotations__ or f"self.{name}" in inspect.getsource(at))
        return True
    return False


@pytest.mark.parametrize("dotted", sorted(listed(SERVER)))
def test_every_part_of_the_list_exists(dotted: str) -> None:
    assert found_in_python(dotted), f"Streamlit {streamlit.__version__} has no {dotted}"


@pytest.mark.parametrize(
    "dotted",
    ["streamlit.runtime.gone", "streamlit.gone.App", "streamlit.runtime.pages_manager.PagesManager.gone", "gone.a"],
)
def test_a_part_that_is_gone_is_noticed(dotted: str) -> None:
    assert not found_in_python(dotted)
