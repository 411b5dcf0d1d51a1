"""Uploads of member organisations, kept as the real intake keeps them but without a workbook to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.entries import Indicator
from childrights.catalogue.model import Observation, short_code, with_codes
from childrights.members.provenance import Provenance
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from etl.intake.accepting import publish_pending
from etl.ledger.ledger import Upload, submit
from etl.ledger.state import State
from etl.permissions import owner
from geo.areas import COUNTRY

RECORDS, SURVEY = Provenance(), Provenance("own_survey", sample=1200)
QUOTED = Provenance(
    "quoted", publication="Cambodia Health Yearbook", publication_year=2015, publication_table="Table 11"
)


def figure(indicator: str, area: str, year: int, value: float | None, **more: Any) -> Observation:
    """One figure as a member sends it."""
    about: dict[str, Any] = {"sheet": "Data", "value": value, "period_label": str(year), "area_as_published": area}
    return Observation(indicator=indicator, area=area, year_start=year, year_end=year, cell="B2", **about | more)


def figures(indicator: str, year: int, values: Mapping[str, float], **more: Any) -> list[Observation]:
    """Figures of some places in one year."""
    return [figure(indicator, area, year, value, **more) for area, value in values.items()]


def send(
    home: Path, member: str, sent: Iterable[Observation], said: Provenance = RECORDS, *, approved: bool = True
) -> Upload:
    """Keep figures of ``member``; ``publish`` brings them into a snapshot, unless they wait."""
    own = [replace(one, cell=f"B{row}") for row, one in enumerate(sent, start=2)]
    file = home / f"{member} {len(own)} {said.kind} {own[0].indicator} {own[0].period_label} {own[0].scope}.xlsx"
    file.write_text(file.name, encoding="utf-8")
    try:
        coded = with_codes(own, f"{file.name} {member}")
        return submit(
            State(home), file, coded, member=member, who=owner("x"), rejected=0, approved=approved, provenance=said
        )
    finally:
        file.unlink()


def publish(home: Path) -> None:
    """Publish what was sent."""
    publish_pending(State(home))


LONE = "birth_registration_30_days"
"""An indicator that no shipped source has figures of."""


def send_all(home: Path) -> None:
    """What two members have of an indicator with published figures, a quotation, a part of the people, and what only
    members have."""
    places = {"KH05": 41.0, "KH12": 12.5, "KH13": 44.2, "KH16": 50.3, "KH01": 33.0, "KH21": 29.9, "KH22": 38.0}
    send(home, "Member A", figures("stunting", 2014, {**places, "KH": 12.0}))
    send(home, "Member A", figures("stunting", 2021, {"KH05": 35.0, "KH12": 11.5}))
    send(home, "Member B", figures("stunting", 2014, {"KH05": 39.0, "KH02": 29.5}), SURVEY)
    send(home, "Member B", figures("stunting", 2014, {"KH05": 52.0}, scope="350 beneficiary families"))
    send(home, "Member C", figures("stunting", 2014, {"KH": 32.0, "KH09": 30.0}), QUOTED)
    for year, country in ((2022, 51.0), (2023, 58.0)):
        send(home, "Member A", figures(LONE, year, {"KH": country, "KH12": 62.0, "KH17": 45.0}))
    send(home, "Member B", figures(LONE, 2023, {"KH12": 66.0, "KH03": 41.0}), SURVEY)
    send(home, "Member B", figures("children_reintegrated", 2023, {"KH": 7.0}, scope="our clients"))
    publish(home)


ALONE = "cash_pregnant_under2"
"""An indicator of a topic that nobody has published any figure of."""


_CATALOGUE = load_catalogue()
SENT_YEARS, SENT_AREAS = (2024, 2025), (COUNTRY, "KH05", "KH16", "KH21")
SURVEY_YEAR = 2014
"""A year in which places have published figures too, so that one may be set against the other."""


def other_value(one: Observation) -> float:
    """A value that is possible and not the published one."""
    return _possible(_CATALOGUE.indicators[one.indicator], 7.0 if one.value is None else one.value * 0.37 + 1)


def _possible(indicator: Indicator, value: float) -> float:
    """``value``, or the most that the indicator may be: an index ends at 1."""
    return value if indicator.maximum is None else min(value, indicator.maximum)


def sent_figures(shipped: Snapshot) -> Iterator[Observation]:
    """Another value for every published key, then newer figures of every indicator, also of those without any here."""
    keys: list[dict[str, Any]] = [
        {
            name: getattr(one, name)
            for name in (
                "indicator",
                "area",
                "year_start",
                "year_end",
                "period_label",
                "sex",
                "age",
                "residence",
                "wealth",
                "disability",
            )
        }
        | {"value": other_value(one)}
        for one in all_observations(shipped)
    ]
    published = {one.indicator for one in all_observations(shipped)}
    for code, indicator in _CATALOGUE.indicators.items():
        for area in SENT_AREAS:
            for year in SENT_YEARS if code in published else (SURVEY_YEAR, *SENT_YEARS):
                value = _possible(indicator, 1.0 if indicator.unit in ("ratio", "category") else 7.0)
                keys.append(
                    {
                        "indicator": code,
                        "area": area,
                        "year_start": year,
                        "year_end": year,
                        "period_label": str(year),
                        "value": value,
                    }
                )
    known = {one.about for one in all_observations(shipped)}
    for number, key in enumerate(keys):
        one = Observation(**key, sheet="Data", cell=f"A{number}", id=short_code("sent", str(number)))
        if number < len(known) or one.about not in known:
            yield one


def send_everything(home: Path, shipped: Snapshot) -> None:
    """Keep and publish them all as one workbook of Member A, which asked 350 people."""
    file = home / "sent.xlsx"
    file.write_bytes(b"a workbook")
    said = Provenance("own_survey", sample=350)
    figures = list(sent_figures(shipped))
    submit(State(home), file, figures, member="Member A", who=owner("x"), rejected=0, approved=True, provenance=said)
    publish_pending(State(home))
    file.unlink()
