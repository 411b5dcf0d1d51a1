"""The shapes of answers, as models for the description of the interface."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from childrights.export import COLUMNS, SOURCE_COLUMNS, datatype

_KINDS: dict[str, Any] = {"double": float | None, "integer": int | None, "string": str | None}


class AnswerRecord(BaseModel):
    """A record with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


def _columns(columns: tuple[str, ...], **special: Any) -> dict[str, Any]:
    return {name: (special.get(name, _KINDS[datatype(name)]), ...) for name in columns}


ObservationRecord = create_model(
    "Observation",
    __base__=AnswerRecord,
    **_columns(COLUMNS, newer_value=float | str | None),
)
"""One figure, with the columns of every export; ``newer_*`` is what must be told with it."""
SourceRecord = create_model("Source", __base__=AnswerRecord, **_columns(SOURCE_COLUMNS, year=int | None))
"""Where figures were published, and under which terms they may be passed on."""


class ProblemDetails(BaseModel):
    """Why there is no answer (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


class SnapshotRecord(AnswerRecord):
    """A publication that is kept."""

    name: str
    content_hash: str
    built_at: str
    current: bool
    address: str


class Start(AnswerRecord):
    """What this is, and where to go on."""

    title: str
    publisher: str
    snapshot: SnapshotRecord
    terms: str
    missing: str
    description: str
    addresses: dict[str, str]


class AnswerPage(AnswerRecord):
    """What every answer in pages says of itself."""

    snapshot: str
    content_hash: str
    total: int
    limit: int
    offset: int
    next: str | None = Field(description="The address of the rows that follow, of the same snapshot.")


class Observations(AnswerPage):
    """Figures, with the sources they were published in."""

    terms: str
    observations: list[ObservationRecord]  # type: ignore[valid-type]
    sources: list[SourceRecord]  # type: ignore[valid-type]


class OneObservation(AnswerRecord):
    """A figure with its source."""

    snapshot: str
    content_hash: str
    terms: str
    observation: ObservationRecord  # type: ignore[valid-type]
    sources: list[SourceRecord]  # type: ignore[valid-type]
    certificate: str


class IndicatorRecord(AnswerRecord):
    """What is measured, in which unit, which right it speaks to, and how many figures there are."""

    code: str
    name_en: str
    name_km: str
    definition_en: str
    unit: str
    polarity: str
    minimum: float | None
    maximum: float | None
    numerator: str
    denominator: str
    right: str
    right_en: str
    right_km: str
    articles: list[str]
    topic: str
    sdg_indicator: str
    unicef_code: str
    source_type: str
    comparability_note: str
    related: list[str]
    figures: int
    first_year: int | None
    last_year: int | None


class Indicators(AnswerRecord):
    """The catalogue; one without figures is a gap and no mistake."""

    snapshot: str
    content_hash: str
    indicators: list[IndicatorRecord]


class AreaRecord(AnswerRecord):
    """A place; a survey domain is one published value of several provinces, and is never split."""

    code: str
    kind: Literal["country", "province", "survey_domain"]
    name_en: str
    name_km: str
    provinces: list[str]
    figures: int


class Areas(AnswerRecord):
    """The places that figures are of, and every province."""

    snapshot: str
    content_hash: str
    areas: list[AreaRecord]


class SourcesAnswer(AnswerRecord):
    """Publications, with terms."""

    snapshot: str
    content_hash: str
    sources: list[SourceRecord]  # type: ignore[valid-type]


class RecommendationsAnswer(AnswerPage):
    """What Cambodia was asked, with what became of it."""

    recommendations: list[dict[str, Any]]


class MessageRecord(AnswerRecord):
    """The sentence that the figures bear out, a weaker one, or the reasons why none."""

    snapshot: str
    content_hash: str
    indicator: str
    area: str
    lang: str
    verdict: Literal["say", "say_weaker", "do_not_say"]
    headline: str
    support: str
    caveat: str
    reasons: list[str]
    observations: list[str]


class CertificateRecord(BaseModel):
    """Everything that is known of a figure: where it was read, what was done to it, what stands beside it."""

    model_config = ConfigDict(extra="allow")

    code: str
    snapshot: str
    content_hash: str
