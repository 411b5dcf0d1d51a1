"""Every sentence that promises something about persons, files and what leaves the computer is held by a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.support.named_tests import names_a_test

ROOT = Path(__file__).resolve().parents[1]
PROMISES = re.compile(
    r"nothing leaves|sends? nothing|no further|single persons?|names? (?:of |and stories of )?children|names children"
    r"|not kept\b|nothing of (?:it|the file)|nothing was kept|could be recognised|never leaves?|only the cells",
    re.IGNORECASE,
)
_ELSEWHERE, _WORDS = "tests/etl/test_persons_elsewhere.py", "tests/etl/test_words_kept.py"
_REFUSED = f"{_ELSEWHERE}::test_nothing_of_a_refused_file_reaches_the_disk"
_TYPED = f"{_WORDS}::test_reasons_and_notes_about_a_person_are_refused_whichever_way_they_come"
HELD: dict[str, str] = {
    "The file goes to the computer that serves this page": (
        "tests/etl/test_cleaned.py::test_nothing_but_the_cells_that_were_read_is_kept"
    ),
    "Who reads here sends nothing to anyone else": (
        "tests/browser/test_policy.py::test_pages_need_nothing_that_the_policy_forbids"
    ),
    "Nothing leaves this computer": "tests/browser/test_policy.py::test_pages_need_nothing_that_the_policy_forbids",
    "Nothing here is about a child who could be recognised": "tests/etl/test_gate.py::test_small_samples_are_hidden_or_bracketed_whoever_sent_them",
    "These words seem to be about a single person": _TYPED,
    "texts about single persons are refused": (
        "tests/etl/understanding/test_decided_numbers.py::test_texts_about_single_persons_are_recognised"
    ),
    "Nothing from it was published. The member reads": (
        "tests/etl/test_approvals.py::test_what_is_sent_back_leaves_no_trace_but_its_line"
    ),
    "single person": "tests/etl/understanding/test_decided_numbers.py::test_texts_about_single_persons_are_recognised",
    "single persons": "tests/etl/test_assess.py::test_one_fault_keeps_everything_out",
    "was checked and not kept": _REFUSED,
    "This file was not kept": _REFUSED,
    "not kept": _REFUSED,
}
"""The beginning of a promise, or words of it, to the test that holds it; the first that fits counts."""


def promises() -> list[str]:
    with (ROOT / "locales/en/LC_MESSAGES/messages.po").open(encoding="utf-8") as file:
        told = [str(message.id) for message in read_po(file) if message.id]
    for path in (ROOT / "docs/help/good_file.en.md", ROOT / "docs/help/problems.en.md", ROOT / "README.md"):
        told += re.split(r"(?<=[.!?]) |\n", path.read_text(encoding="utf-8"))
    return sorted({one for one in told if PROMISES.search(one) and re.search("person|child|file|nobody|anyone", one)})


def test_no_sentence_promises_what_no_search_can_keep() -> None:
    """A search may miss somebody; a sentence that says it cannot is not true."""
    absolute = re.compile(r"not kept at all|always found|never kept|guarantee|100 % safe|nothing leaves", re.IGNORECASE)
    assert [one for one in promises() if absolute.search(one)] == []


@pytest.mark.parametrize("sentence", promises(), ids=lambda one: one[:40])
def test_a_promise_has_a_test(sentence: str) -> None:
    held = next((where for words, where in HELD.items() if words.lower() in sentence.lower()), "")
    assert held and names_a_test(held), sentence
