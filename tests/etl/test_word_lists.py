"""The words by which files are read are data: each once in its list, in the one spelling, and asked for by somebody."""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from etl.cells import any_word, word_lists
from etl.labels.people_words import _key
from etl.labels.words import normal
from geo import fold_khmer

ROOT = Path(__file__).resolve().parents[2]
#: Lists that are asked for by their kind: the name behind it is a unit, a word or a class.
KINDS = ("times_", "unit_", "told_", "noun_", "head_", "shelf_", "status_", "month_", "number_")


def tables() -> list[Path]:
    """Every table of words: its last column is called so."""
    found = [path for path in sorted((ROOT / "etl").rglob("*.csv")) if header(path)[-1] == "words"]
    assert len(found) >= 7
    return found


def header(path: Path) -> list[str]:
    """The names of the columns of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each row as it stands in the file: the name of its list (all cells before the words), and its words."""
    with path.open(encoding="utf-8", newline="") as file:
        for *names, words in list(csv.reader(file))[1:]:
            yield names[0] if header(path)[0] == "list" else " ".join(names).strip(), words.split(";")


def as_read(path: Path, name: str) -> Callable[[str], str]:
    """Under which form the words of a list are looked up: words that are one then are one word."""
    if path.name == "people_words.csv":
        return str.casefold if name.startswith("shelf_") else _key
    if path.parent.name == "labels" and path.name == "words.csv":
        return lambda word: word if word.startswith("#") else normal(word)
    return str.casefold


NAMED = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in tables()]


@pytest.mark.parametrize("path", NAMED)
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    seen: set[tuple[str, str]] = set()
    for name, words in rows(path):
        for word in words:
            told = (name, as_read(path, name)(word))
            assert told not in seen, f"{word!r} stands twice in {name}"
            seen.add(told)


@pytest.mark.parametrize("path", NAMED)
def test_words_are_written_in_the_one_spelling(path: Path) -> None:
    for name, words in rows(path):
        for word in words:
            assert word and word == word.strip() == fold_khmer(word), f"{word!r} of {name}"


@cache
def texts_of_the_code() -> frozenset[str]:
    """Every text in the code that reads files."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "etl").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in nodes if isinstance(node.value, str))


@pytest.mark.parametrize("path", [one for one in NAMED if header(one.values[0])[0] in ("list", "kind", "class")])  # type: ignore[index, arg-type]
def test_every_list_is_asked_for(path: Path) -> None:
    asked = texts_of_the_code()
    for name, _ in rows(path):
        kind = next((kind for kind in KINDS if name.startswith(kind)), "")
        assert name in asked or (kind and (kind in asked or kind.rstrip("_") in asked)), name


def test_a_list_nobody_wrote_is_refused() -> None:
    with pytest.raises(KeyError):
        word_lists(ROOT / "etl" / "persons" / "words.csv")["family_names"]


def test_of_two_words_the_longer_is_found() -> None:
    assert any_word(["កុមារ", "កុមារី", "a.b"]).findall("កុមារី axb a.b") == ["កុមារី", "a.b"]
