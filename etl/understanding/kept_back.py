"""What of a checked file stays hidden to protect children, cell by cell, with the reason and a cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from childrights.catalogue import TOTAL, Catalogue, Observation
from etl.gate import Foreseen
from etl.problems import Problem, problem
from etl.protect import BEFORE, CASES, COMPLEMENT, SENT_HIDDEN, Hidden, Key, cells_of, threshold


def told_hidden(
    found: Iterable[Foreseen],
    observations: Sequence[Observation],
    catalogue: Catalogue,
    raised: Mapping[str, int] | None = None,
) -> Iterator[Problem]:
    """A warning for every figure that stays hidden; never with a number of it."""
    hidden = [one for one in found if one.why is not None and one.why.why not in (SENT_HIDDEN, CASES)]
    places = _places(observations, catalogue) if any(one.why and one.why.gives for one in hidden) else {}
    for one in hidden:
        figure = observations[one.at]
        least = threshold(catalogue.indicators[figure.indicator], raised)
        if one.why is not None and one.why.why in (COMPLEMENT, BEFORE):
            yield _told_complement(figure, one.why, places, least)
        elif one.why is not None:
            yield _told_small(figure, one.why.why, least)


def _told_small(one: Observation, why: str, least: int) -> Problem:
    where = ("warning", one.sheet, one.cell)
    if why == "count":
        return problem("small_count", "count", *where, limit=least)
    if why == "denominator":
        return problem("small_count", "denominator", *where, limit=least)
    if why == "numerator":
        return problem("small_count", "numerator", *where, limit=least)
    if why == "share":
        return problem("small_count", "share", *where, limit=least)
    if why == "few":
        return problem("small_count", "few", *where, limit=least)
    if why == "others":
        return problem("small_count", "others", *where, limit=least)
    return problem("small_count", "all", *where)


def _told_complement(one: Observation, why: Hidden, places: Mapping[Key, str], least: int) -> Problem:
    where = ("warning", one.sheet, one.cell)
    at = places.get(why.gives) if why.gives else None
    if at is not None:
        other = at.removeprefix(f"{one.sheet}!")
        return problem("small_count", "complement", *where, other=other, limit=least)
    return problem("small_count", "complement_unsent", *where, gives=_named(why.gives), limit=least)


def _places(observations: Sequence[Observation], catalogue: Catalogue) -> dict[Key, str]:
    """Where the file tells each number."""
    return {
        key: f"{one.sheet}!{one.cell}"
        for one in observations
        for key in cells_of(one, catalogue.indicators[one.indicator])
    }


def _named(key: Key | None) -> str:
    """What a number that the file does not tell would count, in codes: ``KH05, female, 2023``."""
    if key is None:
        return ""
    groups = (key.sex, key.age, key.residence, key.wealth, key.disability)
    return ", ".join((key.area, *(code for code in groups if code != TOTAL), key.period[2]))
