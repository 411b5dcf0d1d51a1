"""What may be asked: every parameter with its kind and bounds. What is named here is checked, anything else refused."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from childrights.catalogue import DISABILITIES, LAYERS, PUBLISHED, RESIDENCES, SEXES, STATUSES, WEALTHS
from childrights.rights import MECHANISMS
from childrights.rights import STATUSES as STATUSES_OF_ASKED
from childrights.snapshot import FigureFilter

MOST_ROWS, ROWS = 10_000, 100
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_OFFSET = 100_000_000
_CODE = r"^[a-z0-9_]{1,80}$"
_AREA = r"^KH([0-9]{2}(\+KH[0-9]{2})*)?$"
_AGE = r"^(total|[0-9]{1,3}-[0-9]{1,3}( months)?|[0-9]{1,3}\+)$"
_NAME = r"^[0-9]{8}T[0-9]{6,20}-[0-9a-f]{6,64}$"

Codes = Annotated[list[Annotated[str, Field(pattern=_CODE)]], Field(default_factory=list, max_length=50)]
Areas = Annotated[list[Annotated[str, Field(pattern=_AREA)]], Field(default_factory=list, max_length=50)]
Ages = Annotated[list[Annotated[str, Field(pattern=_AGE)]], Field(default_factory=list, max_length=20)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Language = Literal["en", "km"]


class SnapshotAsked(BaseModel):
    """What every question may say: the snapshot it is about."""

    model_config = ConfigDict(extra="forbid")

    snapshot: Annotated[
        str,
        Field(
            default="",
            pattern=f"{_NAME}|^$",
            description="The name of a kept snapshot, the one in force when not given.",
        ),
    ]


class Listed(SnapshotAsked):
    """A question that is answered in pages."""

    limit: Annotated[int, Field(default=ROWS, ge=1, le=MOST_ROWS, description="The most rows of an answer.")]
    offset: Annotated[int, Field(default=0, ge=0, le=MOST_OFFSET, description="How many rows to pass over.")]


class ObservationsAsked(Listed):
    """Which figures, and in which format. Of each parameter several values may be given; a figure has to match one."""

    indicator: Annotated[Codes, Field(description="Codes of indicators, see /indicators.")]
    area: Annotated[
        Areas, Field(description="Codes of areas, see /areas: KH, KH01 to KH25, survey domains as KH02+KH24.")
    ]
    right: Annotated[
        list[Annotated[str, Field(pattern=r"^[A-Z]{2,8}$")]],
        Field(default_factory=list, max_length=20, description="Codes of rights (clusters), see /indicators."),
    ]
    first_year: Annotated[Year | None, Field(default=None, description="Periods that end in this year or later.")]
    last_year: Annotated[Year | None, Field(default=None, description="Periods that begin in this year or earlier.")]
    sex: Annotated[
        list[Literal[SEXES]],  # type: ignore[valid-type]
        Field(default_factory=list, max_length=20, description="Of whom the figure is."),
    ]
    age: Annotated[Ages, Field(description="total, or a range such as 0-4, 65+, 6-8 months.")]
    residence: Annotated[
        list[Literal[RESIDENCES]],  # type: ignore[valid-type]
        Field(default_factory=list, max_length=20, description="Of whom the figure is."),
    ]
    wealth: Annotated[
        list[Literal[WEALTHS]],  # type: ignore[valid-type]
        Field(default_factory=list, max_length=20, description="Of whom the figure is."),
    ]
    disability: Annotated[
        list[Literal[DISABILITIES]],  # type: ignore[valid-type]
        Field(default_factory=list, max_length=20, description="Of whom the figure is."),
    ]
    status: Annotated[
        list[Literal[STATUSES]],  # type: ignore[valid-type]
        Field(default_factory=list, max_length=len(STATUSES), description="What is said of the figure itself."),
    ]
    source: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=120)]],
        Field(default_factory=list, max_length=50, description="Keys of sources, see /sources."),
    ]
    layer: Annotated[
        Literal[(*LAYERS, "all")],  # type: ignore[valid-type]
        Field(
            default=PUBLISHED,
            description="published: official and research sources. members: what member organisations sent, which "
            "never joins or replaces published figures. all: both, each row marked.",
        ),
    ]
    format: Annotated[
        Literal["json", "csv", "parquet", "geojson"],
        Field(default="json", description="csv, parquet and geojson have the same columns."),
    ]

    def wanted(self, indicators: tuple[str, ...]) -> FigureFilter:
        """The filter of a snapshot; ``indicators`` are those asked for, by code and by right."""
        groups = {name: tuple(getattr(self, name)) for name in ("sex", "age", "residence", "wealth", "disability")}
        return FigureFilter(
            indicators=indicators,
            areas=tuple(self.area),
            first_year=self.first_year or 0,
            last_year=self.last_year or 0,
            groups={name: codes for name, codes in groups.items() if codes},
            statuses=tuple(self.status),
            sources=tuple(self.source),
            layers=() if self.layer == "all" else (self.layer,),
        )


class AreasAsked(SnapshotAsked):
    """Areas, as a table or drawn."""

    format: Annotated[Literal["json", "geojson"], Field(default="json")]


class RecommendationsAsked(Listed):
    """Which recommendations."""

    right: Annotated[str, Field(default="", pattern=r"^([A-Z]{2,8})?$", description="The code of a right (cluster).")]
    mechanism: Annotated[
        Literal[("", *MECHANISMS)],  # type: ignore[valid-type]
        Field(default="", description="Which body asked."),
    ]
    status: Annotated[
        Literal[("", *STATUSES_OF_ASKED, "none")],  # type: ignore[valid-type]
        Field(default="", description="The coalition's judgement; none for what nobody judged."),
    ]


class MessageAsked(SnapshotAsked):
    """Which sentence."""

    indicator: Annotated[str, Field(pattern=_CODE, description="The code of an indicator.")]
    area: Annotated[str, Field(default="KH", pattern=_AREA, description="The code of an area.")]
    year: Annotated[Year | None, Field(default=None, description="The newest figure when not given.")]
    compare: Annotated[
        str,
        Field(
            default="",
            pattern=r"^(KH([0-9]{2}(\+KH[0-9]{2})*)?|[0-9]{4}(-[0-9]{2,4})?)?$",
            description="An area to set it against, or the period of a change.",
        ),
    ]
    lang: Annotated[Language, Field(default="en")]


class ExportAsked(SnapshotAsked):
    """The whole data set, or some indicators, areas and years of it, as one file."""

    indicator: Annotated[Codes, Field(description="Codes of indicators; all when none is given.")]
    area: Annotated[Areas, Field(description="Codes of areas; all when none is given.")]
    year: Annotated[
        list[Year], Field(default_factory=list, max_length=50, description="Years; all when none is given.")
    ]


InQuery = Query()
"""Marks a model whose fields are parameters of the address."""
