"""What can be asked of the interface, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.answering import ENDINGS, JSON, TYPES, as_json, kept
from api.asking import (
    AreasAsked,
    ExportAsked,
    MessageAsked,
    ObservationsAsked,
    RecommendationsAsked,
    SnapshotAsked,
)
from api.opened import Opened, kept_snapshots, opened, snapshot_name
from api.public import public_record
from api.records import (
    Areas,
    CertificateRecord,
    Indicators,
    MessageRecord,
    Observations,
    OneObservation,
    ProblemDetails,
    RecommendationsAnswer,
    SourcesAnswer,
    Start,
)
from childrights.areas import boundaries_credit
from childrights.catalogue import Indicator, Observation, UnknownCode, normalise_code
from childrights.certificate import certificate
from childrights.export import (
    COLUMNS,
    FORMATS,
    SOURCE_COLUMNS,
    TERMS,
    ExportPackage,
    encoded,
    packed,
    record_rows,
    structure,
    whole,
)
from childrights.i18n import translator
from childrights.messages import answered
from childrights.rights import list_recommendations, recommendation_records
from childrights.snapshot import areas_with_figures, figures_by_indicator, figures_page, observation
from geo import COUNTRY, AreaError, area_name, area_shape, geometry, load_provinces, parse_area, province_members

router = APIRouter()
SDMX_ML = "application/vnd.sdmx.structure+xml; version=2.1"
DECIMALS = 4
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemDetails, "description": words, "content": {"application/problem+json": {}}}
    for status, words in (
        (404, "A code that nobody knows"),
        (409, "Nothing to give for this choice"),
        (410, "What was taken back or erased"),
        (422, "A parameter that cannot be"),
        (429, "Too many questions in a short time"),
        (503, "Nothing is published yet, or it cannot be read"),
    )
}
Code = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9]{1,10}(-[A-Za-z0-9]{1,10})?$", description="A short code, in any case.")
]


def _about(found: Opened) -> dict[str, str]:
    return {"snapshot": found.snapshot.name, "content_hash": found.snapshot.content_hash}


def _sources(found: ExportPackage) -> list[dict[str, Any]]:
    return [dict(zip(SOURCE_COLUMNS, row, strict=True)) for row in record_rows(found.sources, SOURCE_COLUMNS)]


def _next(request: Request, name: str, total: int, limit: int, offset: int) -> str | None:
    """The address of what follows, of the same snapshot: a new publication must not shift rows under a reader."""
    if offset + limit >= total:
        return None
    return str(
        request.url.include_query_params(snapshot=name, limit=limit, offset=offset + limit).replace(
            scheme="", netloc=""
        )
    )


@router.get("/", response_model=Start, responses=_REFUSALS, operation_id="start")
def start(request: Request) -> Response:
    """What this is, the snapshots that are kept, and where to go on."""
    found = opened()
    base = str(request.scope.get("root_path", ""))
    about = dict(
        ExportPackage((), (), (), found.snapshot.name, found.snapshot.content_hash, found.snapshot.built_at).about()
    )
    names = ("observations", "indicators", "areas", "sources", "recommendations", "messages", "snapshots")
    told = {
        "title": about["title"],
        "publisher": about["publisher"],
        "snapshot": _snapshot_record(
            base, found.snapshot.name, found.snapshot.content_hash, found.snapshot.built_at, True
        ),
        "terms": about["terms"],
        "missing": about["missing"],
        "description": f"{base}/openapi.json",
        "addresses": {name: f"{base}/{name}" for name in names}
        | {"certificate": f"{base}/certificates/{{code}}", "export": f"{base}/export/{{format}}"},
    }
    return kept(request, found.mark, lambda: (as_json(told), JSON, ""))


def _snapshot_record(base: str, name: str, content_hash: str, built_at: str, current: bool) -> dict[str, Any]:
    address = f"{base}/observations?snapshot={name}"
    return {"name": name, "content_hash": content_hash, "built_at": built_at, "current": current, "address": address}


@router.get("/snapshots", responses=_REFUSALS, operation_id="snapshots")
def snapshots(request: Request) -> Response:
    """The publications that are kept, the newest first. What is asked by a name is answered the same each time."""
    base = str(request.scope.get("root_path", ""))
    told = [
        _snapshot_record(base, snapshot_name(one), one.content_hash, one.built_at, number == 0)
        for number, one in enumerate(kept_snapshots())
    ]
    return kept(request, "/".join(one["name"] for one in told), lambda: (as_json({"snapshots": told}), JSON, ""))


@router.get(
    "/observations",
    response_model=Observations,
    responses=_REFUSALS | {200: {"content": {TYPES[one]: {} for one in ("csv", "parquet", "geojson")}}},
    operation_id="observations",
)
def observations(request: Request, asked: Annotated[ObservationsAsked, Query()]) -> Response:
    """Figures, each with its unit, period, group, source, code, and what is newer: give that with the figure."""
    found = opened(asked.snapshot)
    return kept(request, found.mark, lambda: _observations(request, found, asked))


def _observations(request: Request, found: Opened, asked: ObservationsAsked) -> tuple[bytes, str, str]:
    _check_areas(asked.area)
    for key in asked.source:
        if key not in found.catalogue.sources:
            raise UnknownCode(f"There is no source {key}.")
    wanted = asked.wanted(_indicators_of(found, asked.indicator, asked.right))
    total, figures = figures_page(found.snapshot, wanted, asked.limit, asked.offset)
    made = packed(found.snapshot, found.catalogue, figures, found.newest)
    if asked.format != "json":
        name = f"child-rights-cambodia-{found.snapshot.name}.{asked.format}"
        return encoded(made, asked.format), TYPES[asked.format], name
    told = _about(found) | {
        "total": total,
        "limit": asked.limit,
        "offset": asked.offset,
        "next": _next(request, found.snapshot.name, total, asked.limit, asked.offset),
        "terms": TERMS,
        "observations": _records(made),
        "sources": _sources(made),
    }
    return as_json(told), JSON, ""


def _records(made: ExportPackage) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in made.rows()]


def _indicators_of(found: Opened, codes: Sequence[str], rights: Sequence[str]) -> tuple[str, ...]:
    """The indicators asked for by code, and those of the rights asked for. Raises ``UnknownCode``."""
    for code in codes:
        _indicator(found, code)
    for right in rights:
        if right not in found.catalogue.clusters:
            known = ", ".join(found.catalogue.clusters)
            raise UnknownCode(f"There is no right with the code {right}. Use one of {known}.")
    of_rights = [one.code for one in found.catalogue.indicators.values() if one.cluster in rights]
    if not codes or not rights:
        return (*codes, *of_rights)
    # Both were named: what is asked for is of both; nothing has this code, and an empty filter would be everything.
    return tuple(code for code in codes if code in of_rights) or ("",)


def _check_areas(codes: Sequence[str]) -> None:
    """Raise ``UnknownCode`` for a code of no area: an empty answer would say that nothing is known of it."""
    for code in codes:
        try:
            parse_area(code)
        except AreaError as error:
            raise UnknownCode(f"{error}.") from None


def _indicator(found: Opened, code: str) -> Indicator:
    if code not in found.catalogue.indicators:
        raise UnknownCode(f"There is no indicator {code}.")
    return found.catalogue.indicators[code]


@router.get("/observations/{code}", response_model=OneObservation, responses=_REFUSALS, operation_id="observation")
def one_observation(request: Request, code: Code, asked: Annotated[SnapshotAsked, Query()]) -> Response:
    """The figure with a code. One that was taken back or erased answers 410 with what became of it, and the day."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        figure = _figure(found, code)
        made = packed(found.snapshot, found.catalogue, (figure,), found.newest)
        told = _about(found) | {"terms": TERMS, "observation": _records(made)[0], "sources": _sources(made)}
        told["certificate"] = f"{request.scope.get('root_path', '')}/certificates/{figure.id}"
        return as_json(told), JSON, ""

    return kept(request, found.mark, make)


def _figure(found: Opened, code: str) -> Observation:
    """The figure that stands. Raises ``NoLonger`` of one that does not, ``UnknownCode`` of one nobody knows."""
    try:
        return observation(found.snapshot, normalise_code(code))
    except UnknownCode:
        record = certificate(found.snapshot, found.catalogue, code)
        _refuse_gone(record)
        replaced_by = str(record.get("replaced_by") or "")
        if not replaced_by:
            raise
        return observation(found.snapshot, replaced_by)


class GoneFigure(UnknownCode):
    """The code stood for a figure that was taken back, erased or is kept back; ``told`` says which, and when."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(str(told["told"]))
        self.told = told


def _refuse_gone(record: Mapping[str, Any]) -> None:
    """Raise ``GoneFigure`` for what does not stand any more; no reason that was typed is handed on."""
    if "how" in record:
        names = ("code", "how", "indicator", "area", "period_label", "upload", "member", "at", "told")
        raise GoneFigure({name: record[name] for name in names if record.get(name)})


@router.get("/certificates/{code}", response_model=CertificateRecord, responses=_REFUSALS, operation_id="certificate")
def one_certificate(request: Request, code: Code, asked: Annotated[SnapshotAsked, Query()]) -> Response:
    """All that is known of a figure: the cell it was read in, what was done to it, how sure it is, what is newer."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        record = certificate(found.snapshot, found.catalogue, code)
        _refuse_gone(record)
        return as_json(_about(found) | public_record(record)), JSON, ""

    return kept(request, found.mark, make)


@router.get("/indicators", response_model=Indicators, responses=_REFUSALS, operation_id="indicators")
def indicators(request: Request, asked: Annotated[SnapshotAsked, Query()]) -> Response:
    """The catalogue, with how many published figures each has; one without is a gap."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        known = figures_by_indicator(found.snapshot)
        told = [_indicator_record(found, one, known.get(one.code)) for one in found.catalogue.indicators.values()]
        return as_json(_about(found) | {"indicators": told}), JSON, ""

    return kept(request, found.mark, make)


def _indicator_record(found: Opened, one: Indicator, known: tuple[int, int, int] | None) -> dict[str, Any]:
    right = found.catalogue.clusters[one.cluster]
    same = ("code", "name_en", "name_km", "definition_en", "unit", "polarity", "minimum", "maximum", "numerator")
    more = ("denominator", "topic", "sdg_indicator", "unicef_code", "source_type", "comparability_note")
    count, first, last = known or (0, None, None)
    return {name: getattr(one, name) for name in (*same, *more)} | {
        "right": right.code,
        "right_en": right.name_en,
        "right_km": right.name_km,
        "articles": list(one.crc_articles),
        "related": list(one.related),
        "figures": count,
        "first_year": first,
        "last_year": last,
    }


@router.get(
    "/areas",
    response_model=Areas,
    responses=_REFUSALS | {200: {"content": {TYPES["geojson"]: {}}}},
    operation_id="areas",
)
def areas(request: Request, asked: Annotated[AreasAsked, Query()]) -> Response:
    """The country, the provinces, and the survey domains that figures are of; drawn with ``format=geojson``."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        known = areas_with_figures(found.snapshot)
        codes = sorted({COUNTRY, *load_provinces(), *known}, key=lambda code: (code != COUNTRY, "+" in code, code))
        told = [_area_record(code, known.get(code, 0)) for code in codes]
        if asked.format == "geojson":
            drawn = [_feature(one) for one in told if one["code"] != COUNTRY]
            collection = {
                "type": "FeatureCollection",
                **_about(found),
                "boundaries": boundaries_credit(translator("en")),
            }
            name = f"areas-{found.snapshot.name}.geojson"
            return as_json(collection | {"features": drawn}), TYPES["geojson"], name
        return as_json(_about(found) | {"areas": told}), JSON, ""

    return kept(request, found.mark, make)


def _area_record(code: str, figures: int) -> dict[str, Any]:
    kind = "country" if code == COUNTRY else "survey_domain" if "+" in code else "province"
    members = sorted(province_members(code)) if kind != "country" else sorted(load_provinces())
    names = {f"name_{lang}": area_name(code, lang) for lang in ("en", "km")}
    return {"code": code, "kind": kind} | names | {"provinces": members, "figures": figures}


def _feature(area: Mapping[str, Any]) -> dict[str, Any]:
    """A place on the ground that it has today, by RFC 7946."""
    code = str(area["code"])
    shape = geometry(area_shape(code), DECIMALS, clockwise=False)
    return {"type": "Feature", "id": code, "properties": dict(area), "geometry": shape}


@router.get("/sources", response_model=SourcesAnswer, responses=_REFUSALS, operation_id="sources")
def sources(request: Request, asked: Annotated[SnapshotAsked, Query()]) -> Response:
    """The publications that figures come from, each with its terms."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        rows = record_rows(list(found.catalogue.sources.values()), SOURCE_COLUMNS)
        told = [dict(zip(SOURCE_COLUMNS, row, strict=True)) for row in rows]
        return as_json(_about(found) | {"sources": told}), JSON, ""

    return kept(request, found.mark, make)


@router.get(
    "/recommendations", response_model=RecommendationsAnswer, responses=_REFUSALS, operation_id="recommendations"
)
def recommendations(request: Request, asked: Annotated[RecommendationsAsked, Query()]) -> Response:
    """What UN committees and other States asked of Cambodia, the State's answers, and the coalition's judgement."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        listed = list_recommendations(found.snapshot, found.catalogue, cluster=asked.right, status=asked.status)
        chosen = [one for one in listed if asked.mechanism in ("", one.asked.mechanism)]
        part = recommendation_records(chosen[asked.offset : asked.offset + asked.limit])
        told = _about(found) | {
            "total": len(chosen),
            "limit": asked.limit,
            "offset": asked.offset,
            "next": _next(request, found.snapshot.name, len(chosen), asked.limit, asked.offset),
            "recommendations": [_judged_in_public(one) for one in part],
        }
        return as_json(told), JSON, ""

    return kept(request, found.mark, make)


def _judged_in_public(record: Mapping[str, Any]) -> dict[str, Any]:
    """A recommendation with the judgements that stand, without who typed them in."""
    names = ("status", "assessed_on", "why", "source", "member")
    judged = {
        kind: [{name: one[name] for name in names} for one in record[kind] if not one.get("withdrawn_at")]
        for kind in ("assessments", "government")
    }
    return dict(record) | judged


@router.get("/messages", response_model=MessageRecord, responses=_REFUSALS, operation_id="message")
def message(request: Request, asked: Annotated[MessageAsked, Query()]) -> Response:
    """A sentence that the figures bear out (say), a weaker one (say_weaker), or why there is none (do_not_say)."""
    found = opened(asked.snapshot)
    today = date.today().year

    def make() -> tuple[bytes, str, str]:
        _indicator(found, asked.indicator)
        said = answered(
            found.snapshot,
            found.catalogue,
            asked.indicator,
            area=asked.area,
            year=asked.year,
            compare=asked.compare,
            lang=asked.lang,
            today=today,
        )
        told = _about(found) | {name: getattr(asked, name) for name in ("indicator", "area", "lang")} | said.contract()
        return as_json(told), JSON, ""

    return kept(request, found.mark, make)


@router.get(
    "/structure",
    response_class=Response,
    responses=_REFUSALS | {200: {"content": {SDMX_ML: {}}}},
    operation_id="structure",
)
def sdmx_structure(request: Request, asked: Annotated[SnapshotAsked, Query()]) -> Response:
    """What the codes of ``/export/sdmx-csv`` mean: a structure message of SDMX-ML 2.1."""
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        return structure(whole(found.snapshot, found.catalogue, "sdmx-csv")), SDMX_ML, ""

    return kept(request, found.mark, make)


@router.get(
    "/export/{format}",
    response_class=Response,
    responses=_REFUSALS | {200: {"content": {one: {} for one in TYPES.values()}}},
    operation_id="export",
)
def export(
    request: Request,
    format: Annotated[str, Path(description="The kind of file.", json_schema_extra={"enum": list(FORMATS)})],
    asked: Annotated[ExportAsked, Query()],
) -> Response:
    """The whole data set as one file, or some indicators, areas and years of it.

    Members' figures are in it, marked in the column ``layer``."""
    if format not in FORMATS:
        raise UnknownCode(f"'{format}' is no format; use one of {', '.join(FORMATS)}.")
    found = opened(asked.snapshot)

    def make() -> tuple[bytes, str, str]:
        made = whole(found.snapshot, found.catalogue, format, asked.indicator, asked.area, asked.year)
        name = f"child-rights-cambodia-{found.snapshot.name}.{ENDINGS.get(format, format)}"
        return encoded(made, format), TYPES[format], name

    return kept(request, found.mark, make)
