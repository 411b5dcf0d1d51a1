"""Which province each row of a layer is of, or lies in: by the names in it, by codes, or by both where they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from childrights.i18n import N_
from etl.boundaries.opening import Layer
from etl.boundaries.refusing import Places, RefusedBoundaries
from etl.persons import tells_who
from geo import PROVINCES, load_gazetteer, plain_name

ENOUGH = 0.8
"""The share of rows that a column must name a province in. Some districts and seats bear names of provinces too."""
_MOST_NAMED = 6
_KNOWN_NUMBERS = frozenset(range(1, len(PROVINCES) + 1))
_CODE = re.compile(r"(?:KHM?[-_. ]?)?0*(\d{1,2})|(?:KHM?[-_. ]?)(\d{2})(?:\d{2}){1,3}|(\d{3,8})", re.IGNORECASE)
_CODE_HEAD = re.compile(r"code|pcode|iso|geoc|adm\d?_?id|pro_?id|nis|កូដ|លេខ", re.IGNORECASE)
_WATER = re.compile(r"lake|water|tonle\s*sap|boeng|បឹង|ទន្លេសាប|ទឹក", re.IGNORECASE)

Note = tuple[str, Mapping[str, str | int]]
"""A sentence with what it is filled with; places by their codes."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The province of every row of a layer; ``""`` for open water. ``columns`` are those that told."""

    layer: Layer
    codes: tuple[str, ...]
    columns: tuple[str, ...]
    notes: tuple[Note, ...]


def match_layers(layers: Sequence[Layer], file: str) -> Matched:
    """The layer that names most provinces, of several the one with the fewest rows, matched row by row.

    Raises ``RefusedBoundaries`` for names nobody knows, names that contradict codes, and provinces that are missing.
    """
    readings = [(layer, _name_columns(layer), _code_columns(layer)) for layer in layers]
    layer, names, codes = max(
        readings, key=lambda one: (len({*_first(one[1]), *_first(one[2])} - {""}), bool(one[1]), -len(one[0].rows))
    )
    if not names and not codes:
        raise _no_column(layer, file)
    notes = list(layer.notes)
    told = names or codes
    if names:
        _contradictions(layer, names | _checked(names, codes, notes), file)
    by_row = tuple(next((one for values in told.values() if (one := values[at])), "") for at in range(len(layer.rows)))
    settled = _unknown(layer, by_row, next(iter(told)), file, notes)
    _complete(settled, file)
    return Matched(layer, settled, tuple(told), tuple(notes))


def _first(columns: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return next(iter(columns.values()), ())


def _name_columns(layer: Layer) -> dict[str, tuple[str, ...]]:
    """Columns that name a province in nearly every row, the one that names most provinces first."""
    gazetteer = load_gazetteer()

    def province(text: str) -> str:
        found = "" if re.fullmatch(r"[\d.\s-]*", text) or _CODE.fullmatch(text) else gazetteer.match(text).area
        return found if found in PROVINCES else ""

    return _columns(layer, province)


def _code_columns(layer: Layer) -> dict[str, tuple[str, ...]]:
    """Columns of codes: of provinces, or of districts and communes, whose codes begin with the province's.

    Bare numbers count only below a head that says so: rows are numbered from 1 in most files, and often there are 25.
    """

    def province(text: str) -> str:
        found = _CODE.fullmatch(text)
        if found is None:
            return ""
        digits = found[1] or found[2] or found[3]
        if found[3]:
            digits = digits[: 2 - len(digits) % 2]
        return f"KH{int(digits):02d}" if int(digits) in _KNOWN_NUMBERS else ""

    return {
        column: values
        for column, values in _columns(layer, province).items()
        if _CODE_HEAD.search(column)
        or any(re.match(r"KHM?[-_. ]?\d|0\d", row[column], re.IGNORECASE) for row in layer.rows)
    }


def _columns(layer: Layer, province: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column in layer.columns:
        known = {text: province(text) if text else "" for text in {row[column] for row in layer.rows}}
        values = tuple(known[row[column]] for row in layer.rows)
        if sum(map(bool, values)) >= ENOUGH * len(values):
            found[column] = values
    return dict(sorted(found.items(), key=lambda one: -len(set(one[1]))))


def _checked(
    names: Mapping[str, Sequence[str]], codes: Mapping[str, Sequence[str]], notes: list[Note]
) -> dict[str, Sequence[str]]:
    """The columns of codes that are numbered as the ministries do; another numbering is left aside, with a note."""
    first = _first(names)
    kept: dict[str, Sequence[str]] = {}
    for column, values in codes.items():
        alike = sum(one == other for one, other in zip(first, values, strict=True))
        if 2 * alike >= len(values):
            kept[column] = values
        else:
            notes.append(
                (N_("The codes in “{column}” are numbered in another way and were not used."), {"column": column})
            )
    return kept


def _contradictions(layer: Layer, columns: Mapping[str, Sequence[str]], file: str) -> None:
    """Two columns that name different provinces in one row: nobody but a person knows which of them is right."""
    (first, told), *others = columns.items()
    for column, values in others:
        for row, one, other in zip(layer.rows, told, values, strict=True):
            if one and other and one != other:
                raise RefusedBoundaries(
                    N_(
                        "A row of {file} contradicts itself: “{one}” ({column}) and “{other}” ({other_column}). "
                        "Correct it there."
                    ),
                    file=file,
                    one=row[first],
                    column=first,
                    other=row[column],
                    other_column=column,
                )


def _unknown(layer: Layer, codes: Sequence[str], column: str, file: str, notes: list[Note]) -> tuple[str, ...]:
    """The codes again; rows that name no province are water, or stop the file with the names nobody knows."""
    unknown = [at for at, code in enumerate(codes) if not code]
    water = [at for at in unknown if any(_WATER.search(text) for text in layer.rows[at].values())]
    if water:
        notes.append((N_("Rows of open water belong to no province ({count})."), {"count": len(water)}))
    named = Counter(layer.rows[at][column] or "–" for at in unknown if at not in water)
    if not named:
        return tuple(codes)
    first = next(iter(named))
    guesses = [code for code, _ in load_gazetteer().match(first).candidates if code in PROVINCES]
    sentence = (
        N_("{names} in “{column}” of {file} is no province that we know. Is “{first}” {guess}? Correct it there.")
        if guesses
        else N_(
            "{names} in “{column}” of {file} is no province of Cambodia that we know. Correct it there, or leave that "
            "row out."
        )
    )
    listed = ", ".join(f"“{_no_person(name)}”" for name in list(named)[:_MOST_NAMED])
    more = f" (+{len(named) - _MOST_NAMED})" if len(named) > _MOST_NAMED else ""
    told: dict[str, object] = {"names": listed + more, "column": column, "file": file}
    raise RefusedBoundaries(sentence, **told, **({"first": first, "guess": Places((guesses[0],))} if guesses else {}))


def _no_person(text: str) -> str:
    """A text of a file as a refusal may show it: some tables name who surveyed."""
    return "…" if tells_who(text) else text


def _complete(codes: Sequence[str], file: str) -> None:
    missing = [code for code in PROVINCES if code not in codes]
    if missing == ["KH25"]:
        raise RefusedBoundaries(
            N_(
                "{file} has 24 provinces: Tbong Khmum (KH25) is missing. It is from before 2014, when that was a "
                "part of Kampong Cham. Take a file of today's 25 provinces."
            ),
            file=file,
        )
    if missing:
        raise RefusedBoundaries(
            N_("{file} has {count} of the 25 provinces. Take a file of all 25. Missing: {missing}."),
            file=file,
            count=len(PROVINCES) - len(missing),
            missing=Places(tuple(missing)),
        )


def _no_column(layer: Layer, file: str) -> RefusedBoundaries:
    shown = [_no_person(column) for column in layer.columns if plain_name(column)][:12]
    return RefusedBoundaries(
        N_(
            "No column of {file} names the provinces of Cambodia, by name or by code. Add one that does. Its columns "
            "are: {columns}."
        ),
        file=file,
        columns=", ".join(shown) or "–",
    )
