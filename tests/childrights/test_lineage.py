"""What took the place of what: chains to their end, circles left, the newest first, and codes nearly typed right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import duckdb
import pytest

from childrights.catalogue.model import OBSERVATION_COLUMNS, Observation
from childrights.snapshot.lineage import NEAR_CODES, near_codes, predecessors, successor, superseded, without_value
from childrights.snapshot.snapshot import Snapshot


class Chains:
    """A snapshot of nothing but codes: figures that stand, and pairs of an old code and what took its place."""

    def __init__(self, pairs: Sequence[tuple[str, str]], stand: Sequence[str] = ()) -> None:
        self.base = duckdb.connect(":memory:", config={"threads": 1})
        columns = ", ".join(f"{name} {'DOUBLE' if name == 'value' else 'TEXT'}" for name in OBSERVATION_COLUMNS)
        self.base.execute(
            f"CREATE SCHEMA snapshot; CREATE TABLE snapshot.superseded ({columns}, superseded_by TEXT);"
            "CREATE TABLE figures (id TEXT)"
        )
        for old, new in pairs:
            self.base.execute("INSERT INTO snapshot.superseded (id, superseded_by) VALUES (?, ?)", [old, new])
        for code in stand:
            self.base.execute("INSERT INTO figures VALUES (?)", [code])

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return self.base.execute(sql, parameters).fetchall()


def chains(pairs: str, stand: Sequence[str] = ()) -> Snapshot:
    return cast(Snapshot, Chains([(pair[0], pair[1]) for pair in pairs.split()], stand))


@pytest.mark.parametrize(
    ("pairs", "code", "stands"),
    [
        ("", "A", "A"),
        ("AB", "A", "B"),
        ("AB", "B", "B"),
        ("AB BC CD", "A", "D"),
        ("AB BC CD", "C", "D"),
        ("AC BC", "B", "C"),
        # Corrected and set back: whichever end one comes from, the other code is the last one not seen yet
        ("AB BA", "A", "B"),
        ("AB BA", "B", "A"),
        ("AB BC CA", "A", "C"),
        ("AB BC CB", "A", "C"),
        ("AA", "A", "A"),
    ],
)
def test_what_stands_today_is_found_by_any_chain_and_out_of_any_circle(pairs: str, code: str, stands: str) -> None:
    assert successor(chains(pairs), code) == stands


@pytest.mark.parametrize(
    ("pairs", "code", "before"),
    [
        ("", "A", ""),
        ("AB", "A", ""),
        ("AB BC CD", "D", "CBA"),
        ("AD BD CB", "D", "ABC"),
        ("CD AC BD", "D", "BCA"),
        ("AB BA", "A", "B"),
        ("AB BC CA", "A", "CB"),
    ],
)
def test_everything_that_it_took_the_place_of_is_told_once_the_nearest_first(
    pairs: str, code: str, before: str
) -> None:
    assert "".join(one.id for one in predecessors(chains(pairs), code)) == before


def test_a_figure_that_stands_has_no_successor_and_one_that_does_not_has_its_code() -> None:
    found = superseded(chains("AB"), "A")
    assert found is not None
    assert (found[0].id, found[1]) == ("A", "B")
    assert superseded(chains("AB"), "B") is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ABCDE-12345", ("ABCDE-12345", "ABCDE-12346", "ABCDE-12367")),
        ("ABCDE-1234", ("ABCDE-12345", "ABCDE-12346", "ABCDE-12367")),
        ("ABCDE-123", ("ABCDE-12345", "ABCDE-12346", "ABCDE-12367")),
        ("BACDE-12345", ("ABCDE-12345", "ABCDE-12346")),
        ("ABCDE-12", ()),
        ("ABCDE-1234567", ("ABCDE-12345", "ABCDE-12346", "ABCDE-12367")),
        ("ABCDE-12345678", ()),
        ("QQQQQ-99999", ()),
    ],
)
def test_a_code_is_near_by_two_letters_and_no_more_the_nearest_first(typed: str, found: tuple[str, ...]) -> None:
    known = chains("", ("QWERT-54321", "ABCDE-12367", "ABCDE-12346", "ABCDE-12345"))
    assert near_codes(known, typed) == found


def test_near_codes_are_few_and_those_that_were_replaced_count() -> None:
    many = [f"ABCDE-1234{n}" for n in range(6)]
    assert near_codes(chains("", many), "ABCDE-12349") == tuple(many[:NEAR_CODES])
    replaced = cast(Snapshot, Chains([("ABCDE-12345", "QQQQQ-99999")]))
    assert near_codes(replaced, "ABCDE-12346") == ("ABCDE-12345",)


def test_without_its_value_a_figure_keeps_nothing_that_it_could_be_worked_out_from() -> None:
    told = Observation(
        "stunting", "KH05", 2014, 2014, "2014", value=28.0, numerator=28, denominator=100, lower=20, upper=36,
        sample_size=100, id="A",
    )  # fmt: skip
    left = without_value(told)
    numbers = (left.value, left.numerator, left.denominator, left.lower, left.upper, left.sample_size)
    assert numbers == (None,) * 6
    assert (left.id, left.area, left.period_label) == ("A", "KH05", "2014")
