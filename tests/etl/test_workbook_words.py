"""Every sentence of reading, annotating and the template exists in Khmer, with the same gaps."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from childrights.i18n import catalogue_path, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for room in ("reading", "workbooks") for path in sorted((ROOT / "etl" / room).glob("*.py"))]


def marked() -> Iterator[str]:
    """Every string marked with N_ in the sources."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                yield ast.literal_eval(node.args[0])


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def khmer() -> dict[str, str]:
    words: dict[str, str] = {}
    for domain in ("messages", "problems", "workbooks"):
        for message in read_catalogue(catalogue_path("km", domain)):
            words[str(message.id)] = str(message.string)
    return words


def test_every_sentence_has_khmer_words_with_the_same_gaps(khmer: dict[str, str]) -> None:
    sentences = set(marked())
    assert len(sentences) > 60
    assert {sentence for sentence in sentences if not khmer.get(sentence)} == set()
    assert {sentence for sentence in sentences if gaps(sentence) != gaps(khmer[sentence])} == set()
