"""Whatever a test here lets a publisher say or break: every sentence that comes of it is told in the asked language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from etl.publishers.refreshing import Refreshed, Refreshing
from etl.publishers.told import RowProblem, Told

CATALOGUE = load_catalogue()
_OWN_WORDS = re.compile(r"\b(?:MPI|rounds\.csv|python run\.py refresh \w+)")
_LATIN, KHMER = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[\u1780-\u17ff]")


def _of_told(told: Told) -> Iterator[tuple[str, str, list[str]]]:
    """English, Khmer and what fills the gaps, which may be in the publisher's own language."""
    given = [str(one) for _, one in told.filled if not isinstance(one, Told)]
    for _, one in told.filled:
        for english, khmer, more in _of_told(one) if isinstance(one, Told) else ():
            yield english, khmer, more
            given += more
    yield str(told), told.words(translator("km")), given


def _of_row(row: RowProblem) -> tuple[str, str, list[str]]:
    given = [row.about, row.period, *(value for _, value in row.problem.params)]
    return str(row), row.words(translator("km"), CATALOGUE), given


def sentences_of(seen: Refreshed) -> Iterator[tuple[str, str, list[str]]]:
    """Everything that is told of one publisher."""
    if seen.fault:
        yield from _of_told(seen.fault)
    for series in seen.series:
        yield from (_of_row(one) for one in (*series.not_understood, *series.remarks))
        for reason in series.left_out:
            yield from _of_told(reason)


def in_its_language(seen: Refreshed) -> None:
    """No sentence is in English on a Khmer page, or in Khmer on an English one, but for what the publisher said."""
    for english, khmer, given in sentences_of(seen):
        ours = khmer
        for one in sorted(given, key=len, reverse=True):
            ours = ours.replace(one, "") if one else ours
        ours = _OWN_WORDS.sub("", ours)
        assert KHMER.search(ours) and not _LATIN.search(ours), (english, khmer)
        assert not KHMER.search(english) and english.strip(), english


@pytest.fixture(autouse=True)
def every_sentence_in_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what each round of each test tells."""
    told = Refreshing._told

    def looked_at(self: Refreshing, *given: object) -> Refreshed:
        seen = told(self, *given)  # type: ignore[arg-type]
        in_its_language(seen)
        return seen

    monkeypatch.setattr(Refreshing, "_told", looked_at)
