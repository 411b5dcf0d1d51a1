"""What a person decided about a file: the ``--map`` of the command line and the choices of the upload page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from childrights.catalogue import UNITS, DecisionsError
from childrights.i18n import N_
from etl.cells import READINGS
from etl.labels.words import normal
from etl.periods import read_period_cell, strip_periods
from etl.persons import tells_of_a_person, tells_who
from etl.reading import column_name
from geo import parse_area

PROPOSAL_LIMITS = {"label": 200, "name": 120, "name_km": 120, "counts": 300, "why": 300}
LONGEST_REASON = 200
PROPOSAL_NEEDS = ("name", "unit", "counts")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording of a file that no indicator of the catalogue fits, and what the person says it is.

    ``unit`` is one of ``childrights.catalogue.model.UNITS``; ``counts`` says what is counted, ``why`` why it is wanted.
    """

    label: str
    name: str
    unit: str
    counts: str
    name_km: str = ""
    why: str = ""


def read_proposal(label: str, given: Any) -> Proposal:
    """Take the words of one proposal. Raises ``DecisionsError`` naming the part that cannot be kept."""
    names = [field.name for field in fields(Proposal) if field.name != "label"]
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        raise DecisionsError(f"The proposal for '{label[:60]}' must hold texts: {', '.join(names)}.")
    if unknown := [name for name in given if name not in names]:
        raise DecisionsError(f"'{unknown[0]}' is not a part of a proposal; use {', '.join(names)}.")
    words = {name: " ".join(value.split()) for name, value in given.items()}
    if missing := [name for name in PROPOSAL_NEEDS if not words.get(name)]:
        raise DecisionsError(f"The proposal for '{label[:60]}' lacks '{missing[0]}'.")
    if words["unit"] not in UNITS:
        raise DecisionsError(f"'{words['unit']}' is not a unit; use {', '.join(UNITS)}.")
    made = Proposal(label=" ".join(label.split()), **words)
    for name, longest in PROPOSAL_LIMITS.items():
        check_words(getattr(made, name), longest, f"'{name}' of a proposal")
    return made


def check_words(text: str, longest: int, what: str) -> None:
    """Raise ``DecisionsError`` when a text is too long or tells of a single person; such a text is never repeated."""
    if len(text) > longest:
        raise DecisionsError(f"The text for {what} is longer than {longest} characters.")
    if tells_of_a_person(text):
        raise DecisionsError(f"The text for {what} seems to tell of a single person. Such texts are not kept.")


PARTS = ("indicators", "areas", "year", "years", "unit", "numbers", "people", "skip", "propose")
WHOSE = ("whole", "part")
LONGEST_GROUP = 120
_COLUMN = re.compile(r"(?P<sheet>.+?)(?:!(?P<column>[A-Z]{1,3}))?", re.DOTALL)

Period = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Labels (in normal form) to codes. ``year`` is used where the file tells no year; ``years`` says which period a
    label means; ``skip`` leaves lines out.

    ``numbers`` maps a sheet and a column (letters, or ``""`` for every column) to kind of doubt → reading, as in
    ``READINGS``. ``reasons`` are the labels left out, as written, with the reason given; ``proposals`` are labels left
    out because they are proposed as new indicators.
    ``people`` says of words of the file whether the figures beside them are of everybody (``whole``) or only of the
    people so named (``part``), who then stand in ``Observation.scope``.
    ``not_as_before`` are labels mapped to nothing: they do not mean what the member confirmed earlier.
    """

    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    unit: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    years: Mapping[str, Period] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    not_as_before: frozenset[str] = frozenset()

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any], indicators: Mapping[str, Any]) -> Decisions:
        """Check and take what a person decided; ``indicators`` are the codes that exist.

        Raises ``DecisionsError`` with one sentence when a part, a code or an area does not exist, or a text may not
        be kept.
        """
        for part in given:
            if part not in PARTS:
                raise DecisionsError(f"'{part}' is not a part of the decisions; use {', '.join(PARTS)}.")
        year = given.get("year")
        if year is not None and (not isinstance(year, int) or isinstance(year, bool) or not 1950 <= year <= 2100):
            raise DecisionsError(N_("The year {year} is not a year between 1950 and 2100."), year=repr(year))
        if year is not None and not read_period_cell(year).accepted:
            unread = N_("'{told}', decided for '{label}', is not a year like 2014 or 2020-21.")
            raise DecisionsError(unread, told=year, label="year")
        decided, forgotten = _labels(given, "indicators")
        for label, code in decided.items():
            if code not in indicators:
                raise DecisionsError(f"'{code}', decided for '{label}', is not an indicator of the catalogue.")
        units, _ = _labels(given, "unit")
        for label, unit in units.items():
            if unit not in UNITS and unit != "proportion":
                raise DecisionsError(f"'{unit}', decided for '{label}', is not a unit; use {', '.join(UNITS)}.")
        areas, lost = _labels(given, "areas")
        for label, area in areas.items():
            try:
                parse_area(area)
            except ValueError as error:
                raise DecisionsError(f"'{area}', decided for '{label}', is not the code of an area.") from error
        reasons = _reasons(given.get("skip", []))
        proposals = tuple(read_proposal(label, words) for label, words in _mapping(given, "propose").items())
        skip = frozenset(map(normal, [*reasons, *(one.label for one in proposals)]))
        return cls(
            decided,
            areas,
            year,
            units,
            skip,
            _years(given),
            _numbers(given),
            reasons,
            proposals,
            _people(given),
            forgotten | lost,
        )

    @classmethod
    def from_json(cls, path: Path, indicators: Mapping[str, Any]) -> Decisions:
        """Read decisions from a JSON file; see ``from_mapping``."""
        try:
            given = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise DecisionsError(f"The decisions in {path.name} cannot be read as JSON.") from error
        if not isinstance(given, dict):
            raise DecisionsError(f"{path.name} must hold one JSON object with {', '.join(PARTS)}.")
        return cls.from_mapping(given, indicators)

    def numbers_of(self, sheet: str, columns: Iterable[int]) -> dict[int, dict[str, str]]:
        """What was decided about the numbers of 0-based ``columns`` of a sheet; the column comes before the sheet."""
        if not self.numbers:
            return {}
        whole = self.numbers.get((sheet, ""), {})
        found = {col: {**whole, **self.numbers.get((sheet, column_name(col)), {})} for col in columns}
        return {col: said for col, said in found.items() if said}


def _mapping(given: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    held = given.get(part, {})
    if not isinstance(held, dict):
        raise DecisionsError(f"'{part}' must map labels of the file to what you decided.")
    return held


def _labels(given: Mapping[str, Any], part: str) -> tuple[dict[str, str], frozenset[str]]:
    """Labels to codes, and the labels that are mapped to nothing."""
    labels = _mapping(given, part)
    if not all(isinstance(code, str) for code in labels.values()):
        raise DecisionsError(f"'{part}' must map labels of the file to codes.")
    mapped = {normal(label): code for label, code in labels.items()}
    return {label: code for label, code in mapped.items() if code}, frozenset(
        label for label, code in mapped.items() if not code
    )


def _people(given: Mapping[str, Any]) -> dict[str, str]:
    """Words of the file, as written, to whether their figures are the province's or only of these people."""
    people = _mapping(given, "people")
    for words, whose in people.items():
        if whose not in WHOSE:
            raise DecisionsError(f"'{whose}', decided for '{words[:60]}', must be {' or '.join(WHOSE)}.")
        if whose == "part" and len(words) > LONGEST_GROUP:
            long = N_("Describe the people that figures are about in at most {most} characters.")
            raise DecisionsError(long, most=LONGEST_GROUP)
        if whose == "part" and tells_who(words):
            raise DecisionsError(
                N_("The people that figures are about seem to be a single person. Such texts are not kept.")
            )
    return {" ".join(words.split()): whose for words, whose in people.items()}


def _reasons(given: Any) -> dict[str, str]:
    """Labels to leave out with the reason: a list gives none, a mapping says why."""
    reasons = dict.fromkeys(given, "") if isinstance(given, list) and all(isinstance(x, str) for x in given) else given
    if not isinstance(reasons, dict) or not all(isinstance(why, str) for why in reasons.values()):
        raise DecisionsError("'skip' must be a list of labels, or map labels to reasons.")
    for why in reasons.values():
        check_words(why, LONGEST_REASON, "the reason to leave something out")
    return {label: " ".join(why.split()) for label, why in reasons.items()}


def _years(given: Mapping[str, Any]) -> dict[str, Period]:
    found: dict[str, Period] = {}
    for label, told in _mapping(given, "years").items():
        reading = read_period_cell(str(told))
        if not reading.accepted or reading.kind not in ("year", "school_year", "range"):
            unread = N_("'{told}', decided for '{label}', is not a year like 2014 or 2020-21.")
            raise DecisionsError(unread, told=told, label=label)
        found[normal(label)] = (reading.year_start, reading.year_end, reading.label, reading.status)
    return found


def _numbers(given: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for place, said in _mapping(given, "numbers").items():
        match = _COLUMN.fullmatch(place)
        if match is None or not isinstance(said, dict):
            raise DecisionsError("'numbers' must map a sheet, or a column like Sheet1!C, to how its numbers are read.")
        for kind, reading in said.items():
            if reading not in READINGS.get(kind, ()):
                known = "; ".join(f"{name}: {' or '.join(codes)}" for name, codes in READINGS.items())
                raise DecisionsError(f"'{kind}: {reading}' is not a way to read numbers; use {known}.")
        found[match["sheet"], match["column"] or ""] = dict(said)
    return found


def with_other_years(mapped: Mapping[str, str]) -> dict[str, str]:
    """Labels that were mapped, and the same labels without their year, for next year's file."""
    bare: dict[str, set[str]] = {}
    for label, code in mapped.items():
        bare.setdefault(normal(strip_periods(label)), set()).add(code)
    return {label: codes.pop() for label, codes in bare.items() if len(codes) == 1 and label} | dict(mapped)
