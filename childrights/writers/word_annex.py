"""The annex of a Word report: every figure it rests on, with its code and source, and the sources in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from childrights.briefs import NewerFigure
from childrights.catalogue import Catalogue, Group, Indicator, Observation, Source
from childrights.language import interval, period, words
from childrights.writers.columns import column_widths
from childrights.writers.word_paper import Paper
from geo import area_name

TABLE_PX = 700.0
"""The width of the text where the letters of a table are 12 pixels high."""
_NUMERIC = (4, 5, 7)


class Evidenced(Protocol):
    """A brief or a paper, as far as its figures go."""

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every figure once."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once."""

    @property
    def newer(self) -> tuple[NewerFigure, ...]:
        """What is newer than each figure."""


def add_evidence(paper: Paper, briefs: Sequence[Evidenced], catalogue: Catalogue) -> None:
    """A table of all figures by indicator, and the numbered list of sources."""
    t = paper.t
    figures = dict.fromkeys(one for brief in briefs for one in brief.observations if one.id)
    sources = {one.key: one for brief in briefs for one in brief.sources}
    numbers = {key: str(number) for number, key in enumerate(sources, start=1)}
    paper.heading(t._("Annex: evidence"), 1)
    paper.note(
        t._(
            "Every figure of this report by its short code. The last column is the number of its source in the list "
            "below."
        )
    )
    by_indicator: dict[str, list[Observation]] = {}
    for one in figures:
        by_indicator.setdefault(one.indicator, []).append(one)
    newer = {one.of: one for brief in briefs for one in brief.newer}
    rows: list[tuple[str, ...]] = []
    for code, found in by_indicator.items():
        indicator = catalogue.indicators[code]
        rows.append((f"{indicator.name(t.lang)} ({words.unit(indicator, t)}) · {code}",))
        here = {one.id for one in found}
        for one in found:
            # A newer one that stands under the same heading is not told in each row of a line over time.
            told = newer.get(one.id)
            words_of = told.words if told and not here.issuperset(told.codes) else ""
            rows.append(_row(one, indicator, numbers, words_of, paper))
    head: tuple[str, ...] = (
        t._("Code"),
        t._("Place"),
        t._("Group"),
        t._("Period"),
        t._("Value"),
        t._("Interval"),
        t._("Newer figure"),
        t._("Source"),
    )
    head, rows, numeric = _without_empty(head, rows)
    columns = list(zip(head, *(row for row in rows if len(row) > 1), strict=True))
    paper.table(t._("Every figure by its code"), head, rows, column_widths(columns, TABLE_PX), numeric=numeric)
    paper.heading(t._("Sources"), 2)
    paper.table(
        t._("Sources and the terms known"),
        (t._("No."), t._("Source"), t._("Terms")),
        [(numbers[one.key], f"{one.citation} {one.url}".strip(), words.terms(one, t)) for one in sources.values()],
        (0.8, 5, 3),
    )


def _without_empty(
    head: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]:
    """Head and rows without the columns that nothing stands in, and which of the rest hold numbers."""
    told = [row for row in rows if len(row) > 1]
    kept = [at for at in range(len(head)) if not told or any(row[at] for row in told)]
    shown = [tuple(row[at] for at in kept) if len(row) > 1 else row for row in rows]
    return tuple(head[at] for at in kept), shown, tuple(kept.index(at) for at in _NUMERIC if at in kept)


def _row(one: Observation, indicator: Indicator, numbers: dict[str, str], newer: str, paper: Paper) -> tuple[str, ...]:
    t = paper.t
    return (
        one.id,
        area_name(one.area, t.lang),
        words.group(Group.of(one), t),
        period(one.period_label, t.lang),
        words.value_words(one, indicator, t) if one.value is not None else words.status(one, t),
        interval(one, indicator, t.lang),
        newer,
        numbers.get(one.source, numbers.get(one.upload, "–")),
    )
