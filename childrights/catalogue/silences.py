"""Where figures were looked for, and who in the State publishes what: the tables that silence is told with.

A gap says first of all something about this collection. ``searches.csv`` says where else was looked, when and by whom;
``duties.csv`` names for each topic what it counts and the body of the State that publishes it, with a source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from childrights.catalogue.tables import TableRow, read_rows

ELSEWHERE, NOT_FOUND, NOT_LOOKED = "elsewhere", "not_found", "not_looked"
SEARCH_STATES = (ELSEWHERE, NOT_FOUND)
"""What a row may say. What no row speaks of has not been looked for (``NOT_LOOKED``)."""
SEARCH_LEVELS = ("country", "province", "sex", "wealth", "residence", "disability")
CHILDREN, HOUSEHOLDS, WOMEN, INSTITUTIONS, COUNTRY_WIDE, LAW = (
    "children",
    "households",
    "women",
    "institutions",
    "country",
    "law",
)
STATE = "state"
"""Under ``acts``: the State as a whole, since no source names a body."""
COUNTED = (CHILDREN, HOUSEHOLDS, WOMEN, INSTITUTIONS, COUNTRY_WIDE, LAW)
"""What a topic counts. Institutions are schools, teachers, homes and communes; a budget is of the whole country; the
stage of a law is no number at all."""
ENOUGH_PLACES = 3
"""So many places by name must have been searched before silence is told without a reservation."""


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where was looked. ``named`` is false for a kind of place ("the press"), which cannot be gone back to."""

    code: str
    name_en: str
    name_km: str
    named: bool
    url: str

    def name(self, lang: str) -> str:
        """The name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class Search:
    """One search on one day, for figures of ``topics`` or of single ``indicators`` at one of ``SEARCH_LEVELS``.

    ``first`` and ``last`` bound the years that were looked for, ``None`` for any; ``round`` names the survey. ``state``
    is one of ``SEARCH_STATES``.
    """

    topics: tuple[str, ...]
    indicators: tuple[str, ...]
    level: str
    round: str
    first: int | None
    last: int | None
    state: str
    places: tuple[SearchPlace, ...]
    day: date
    by_en: str
    by_km: str
    found_en: str
    found_km: str

    @property
    def thorough(self) -> bool:
        """Whether enough places were searched by name for silence to be told without a reservation."""
        return self.state == NOT_FOUND and sum(one.named for one in self.places) >= ENOUGH_PLACES

    def found(self, lang: str) -> str:
        """What was found in ``en`` or ``km``, or why nothing was; may be empty."""
        return self.found_km if lang == "km" else self.found_en

    def by(self, lang: str) -> str:
        """Who looked, in ``en`` or ``km``."""
        return self.by_km if lang == "km" else self.by_en


@dataclass(frozen=True, slots=True)
class DutyBearer:
    """A ministry or agency of the State, by its attested names."""

    code: str
    name_en: str
    name_km: str
    name_source: str

    def name(self, lang: str) -> str:
        """The name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class Duty:
    """What a topic counts (one of ``COUNTED``), who publishes it by which survey or register, and who must act on it: a
    body that counts need not be one that can change what is counted. Both may be open."""

    topic: str
    counts: str
    bearer: DutyBearer | None
    publishes_en: str
    publishes_km: str
    source: str
    actor: DutyBearer | None = None

    def publishes(self, lang: str) -> str:
        """The survey or register in ``en`` or ``km``."""
        return self.publishes_km if lang == "km" else self.publishes_en


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "search_places.csv": ("code", "name_en", "name_km", "named", "url"),
    "searches.csv": (
        *("topics", "indicators", "level", "round", "year_from", "year_to", "state", "places", "day"),
        *("by_en", "by_km", "found_en", "found_km"),
    ),
    "duty_bearers.csv": tuple(DutyBearer.__dataclass_fields__),
    "duties.csv": (
        *("topic", "counts", "duty_bearer", "publishes_en", "publishes_km", "source"),
        *("acts", "acts_source"),
    ),
}


def load_searches(folder: Path, topics: Collection[str], indicators: Collection[str]) -> tuple[Search, ...]:
    """Every search, in the order of the file.

    Raises ``ReferenceTableError`` naming file, row and column of the first thing that is wrong.
    """
    places: dict[str, SearchPlace] = {}
    for row in read_rows(folder / "search_places.csv", _COLUMNS["search_places.csv"]):
        if row.required("code") in places:
            raise row.refuse("code", f"'{row.text('code')}' stands in the table twice")
        named = row.choice("named", ("yes", "no")) == "yes"
        names = row.required("name_en"), row.required("name_km")
        places[row.text("code")] = SearchPlace(row.text("code"), *names, named, row.text("url"))
    rows = read_rows(folder / "searches.csv", _COLUMNS["searches.csv"])
    return tuple(_search(row, places, topics, indicators) for row in rows)


def _search(
    row: TableRow, places: Mapping[str, SearchPlace], topics: Collection[str], indicators: Collection[str]
) -> Search:
    about = {name: row.parts(name) for name in ("topics", "indicators")}
    for name, known in (("topics", topics), ("indicators", indicators)):
        for code in about[name]:
            if code not in known:
                raise row.refuse(name, f"'{code}' is not one of the {name} of the catalogue")
    if not any(about.values()):
        raise row.refuse("topics", "is empty, and so is indicators; a search is for one of them at least")
    where = row.parts("places")
    if not where:
        raise row.refuse("places", "is empty; name at least one place that was searched")
    for code in where:
        if code not in places:
            raise row.refuse("places", f"'{code}' is not in search_places.csv")
    first, last = row.integer_or_none("year_from"), row.integer_or_none("year_to")
    if first is not None and last is not None and first > last:
        raise row.refuse("year_to", f"{last} lies before {first}, the first year that was looked for")
    state = row.choice("state", SEARCH_STATES)
    return Search(
        topics=about["topics"],
        indicators=about["indicators"],
        level=row.choice("level", SEARCH_LEVELS),
        round=row.text("round"),
        first=first,
        last=last,
        state=state,
        places=tuple(places[code] for code in where),
        day=_day(row),
        by_en=row.required("by_en"),
        by_km=row.required("by_km"),
        found_en=row.required("found_en") if state == ELSEWHERE else row.text("found_en"),
        found_km=row.required("found_km") if state == ELSEWHERE or row.text("found_en") else "",
    )


def _day(row: TableRow) -> date:
    try:
        return date.fromisoformat(row.required("day"))
    except ValueError:
        raise row.refuse("day", f"'{row.text('day')}' is not a day; write it like 2026-11-29") from None


def load_bearers(folder: Path) -> dict[str, DutyBearer]:
    """Every ministry and agency by its code. Raises ``ReferenceTableError`` naming file, row and column."""
    bearers: dict[str, DutyBearer] = {}
    for row in read_rows(folder / "duty_bearers.csv", _COLUMNS["duty_bearers.csv"]):
        if row.required("code") in bearers:
            raise row.refuse("code", f"'{row.text('code')}' stands in the table twice")
        bearers[row.text("code")] = DutyBearer(*map(row.required, _COLUMNS["duty_bearers.csv"]))
    return bearers


def load_duties(folder: Path, topics: Collection[str]) -> dict[str, Duty]:
    """By topic, what it counts, who publishes it and who must act; a topic that no row speaks of counts children, and
    its bodies are open. Under ``acts`` an empty cell is the body that publishes, ``state`` that no source names one.

    Raises ``ReferenceTableError`` naming file, row and column of the first thing that is wrong.
    """
    bearers = load_bearers(folder)
    found = {topic: Duty(topic, CHILDREN, None, "", "", "") for topic in topics}
    told = set[str]()
    for row in read_rows(folder / "duties.csv", _COLUMNS["duties.csv"]):
        topic, code = row.required("topic"), row.text("duty_bearer")
        if topic not in found:
            raise row.refuse("topic", f"'{topic}' is not a topic of topics.csv")
        if topic in told:
            raise row.refuse("topic", f"'{topic}' stands in the table twice")
        if code and code not in bearers:
            raise row.refuse("duty_bearer", f"'{code}' is not in duty_bearers.csv")
        told.add(topic)
        names = ("publishes_en", "publishes_km", "source")
        english, khmer, source = (row.required(name) if code else row.text(name) for name in names)
        counts, actor = row.choice("counts", COUNTED), _actor(row, bearers, code)
        found[topic] = Duty(topic, counts, bearers.get(code), english, khmer, source, actor)
    return found


def _actor(row: TableRow, bearers: Mapping[str, DutyBearer], publisher: str) -> DutyBearer | None:
    acts = row.text("acts") or publisher
    if row.text("acts") not in ("", STATE):
        if acts not in bearers:
            raise row.refuse("acts", f"'{acts}' is not in duty_bearers.csv")
        row.required("acts_source")
    return bearers.get(acts)
