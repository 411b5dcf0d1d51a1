"""SDMX: our figures as SDMX-CSV 2.0, and the structure that says what their codes mean (SDMX-ML 2.1).

Identifiers of SDMX hold letters, digits, ``_``, ``-``, ``@`` and ``$``. A survey domain ``KH02+KH24`` is ``KH02_KH24``,
part of the people is a code made of its words, which stand beside it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from childrights.catalogue import LAYERS, MEMBERS, TOTAL, Indicator, Observation
from childrights.export.columns import (
    NORMAL,
    NOT_APPLICABLE,
    SDMX_AGENCY,
    SDMX_ATTRIBUTES,
    SDMX_CODES,
    SDMX_COLUMNS,
    SDMX_DIMENSIONS,
    SDMX_FLOW,
    SDMX_OWNER,
    SDMX_STATUS,
    SDMX_UNITS,
    SDMX_VERSION,
)
from childrights.export.exporting import Cell, ExportPackage, csv_table, newer_group
from geo import area_name

_SPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
_MESSAGE, _STRUCTURE, _COMMON = (f"{{{_SPACE}{name}}}" for name in ("message", "structure", "common"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = {"agencyID": SDMX_OWNER, "version": SDMX_VERSION}
_CONCEPTS = "CS_CHILD_RIGHTS"
_GROUPS = {"SEX": "sex", "RESIDENCE": "residence", "WEALTH_QUINTILE": "wealth", "DISABILITY_STATUS": "disability"}
_STATUS_WORDS = {
    NORMAL: "Normal value",
    "U": "Low reliability",
    "P": "Provisional value",
    "E": "Estimated value",
    "Q": "Missing value; suppressed",
    "O": "Missing value",
    "L": "Missing value; data exist but were not collected",
    "M": "Missing value; data cannot exist",
}
"""The names of CL_OBS_STATUS 2.2."""
Names = Mapping[str, str]


def as_sdmx(found: ExportPackage, out: Path) -> Mapping[Path, bytes]:
    """SDMX-CSV 2.0, one row an observation, and beside it (``OUT-structure.xml``) what its codes mean."""
    known = {one.code: one for one in found.indicators}
    rows = [_row(one, known[one.indicator], found) for one in found.observations]
    # The standard begins with the letters of its first column: no mark of the encoding stands before them.
    table = csv_table(SDMX_COLUMNS, rows).removeprefix(b"\xef\xbb\xbf")
    return {out: table, out.with_name(f"{out.stem}-structure.xml"): structure(found)}


def _row(one: Observation, indicator: Indicator, found: ExportPackage) -> list[Cell]:
    newer = found.newer.get(one.id, ())
    told: dict[str, Cell] = {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": f"{SDMX_AGENCY}({SDMX_VERSION})",
        "ACTION": "I",
        "FREQ": "A",
        "REF_AREA": sdmx_area(one.area),
        "INDICATOR": one.indicator.upper(),
        "AGE": sdmx_age(one.age),
        **{column: SDMX_CODES[getattr(one, name)] for column, name in _GROUPS.items()},
        "LAYER": one.layer,
        "POPULATION_SCOPE": sdmx_scope(one.scope),
        # One upload holds one figure of a thing; what is published is one of all.
        "CONTRIBUTION": one.upload if one.layer == MEMBERS else NOT_APPLICABLE,
        "TIME_PERIOD": _time(one),
        "OBS_VALUE": one.value,
        "UNIT_MEASURE": SDMX_UNITS.get(indicator.unit, indicator.unit.upper()),
        "OBS_STATUS": SDMX_STATUS.get(one.status, NORMAL),
        "LOWER_BOUND": one.lower,
        "UPPER_BOUND": one.upper,
        "DATA_SOURCE": one.source,
        "COMMENT_OBS": one.note,
        "OBS_CODE": one.id,
        "SNAPSHOT": found.snapshot,
        "COMPARABILITY": indicator.comparability_note,
        "UNICEF_INDICATOR": indicator.unicef_code,
        "SDG_INDICATOR": indicator.sdg_indicator,
        "NEWER_TIME_PERIOD": "; ".join(map(_time, newer)),
        "NEWER_OBS_VALUE": "; ".join(str(other.value) for other in newer),
        "NEWER_REF_AREA": "; ".join(sdmx_area(other.area) for other in newer),
        "NEWER_GROUP": "; ".join(map(newer_group, newer)),
        "NEWER_INDICATOR": "; ".join(other.indicator.upper() for other in newer),
        "NEWER_OBS_CODE": "; ".join(other.id for other in newer),
    }
    return [told[name] if name in told else getattr(one, name.lower()) for name in SDMX_COLUMNS]


def sdmx_area(area: str) -> str:
    """A place as an identifier of SDMX: a survey domain is joined by ``_``."""
    return area.replace("+", "_")


def sdmx_scope(scope: str) -> str:
    """The code of a part of the people, by its words; ``_T`` for everybody."""
    return f"S_{hashlib.sha256(scope.encode()).hexdigest()[:10].upper()}" if scope else SDMX_CODES[TOTAL]


def sdmx_age(age: str) -> str:
    """An age as in the SDMX code list CL_AGE: ``_T``, ``Y0T4``, ``Y_GE65``, ``M6T8``."""
    if age == TOTAL:
        return SDMX_CODES[TOTAL]
    if age.endswith("+"):
        return f"Y_GE{age[:-1]}"
    first, last = re.findall(r"\d+", age)
    return f"{'M' if 'months' in age else 'Y'}{first}T{last}"


def _time(one: Observation) -> str:
    years = one.year_end - one.year_start + 1
    return str(one.year_start) if years == 1 else f"{one.year_start}-01-01/P{years}Y"


def structure(found: ExportPackage) -> bytes:
    """The structure message of SDMX-ML 2.1: agency, data flow, code lists, concepts and the data structure itself.

    The code lists hold what the figures of ``found`` use, so a file and its structure travel together.
    """
    spaces = {"mes": _MESSAGE[1:-1], "str": _STRUCTURE[1:-1], "com": _COMMON[1:-1]}
    root = etree.Element(f"{_MESSAGE}Structure", nsmap=spaces)
    header = etree.SubElement(root, f"{_MESSAGE}Header")
    for name, text in (("ID", SDMX_FLOW), ("Test", "false"), ("Prepared", found.built_at)):
        etree.SubElement(header, f"{_MESSAGE}{name}").text = text
    etree.SubElement(header, f"{_MESSAGE}Sender", id=SDMX_OWNER)
    inner = etree.SubElement(root, f"{_MESSAGE}Structures")
    _agency(inner)
    flow = _named(_within(inner, "Dataflows"), "Dataflow", SDMX_FLOW, {"en": "Child rights in Cambodia"}, **_OWN)
    _ref(_within(flow, "Structure"), SDMX_FLOW, "DataStructure", "datastructure")
    lists = _code_lists(found)
    place = _within(inner, "Codelists")
    for column, codes in lists.items():
        listed = _named(place, "Codelist", f"CL_{column}", {"en": _spoken(column)}, **_OWN)
        for code, names in codes.items():
            _named(listed, "Code", code, names)
    scheme = _named(_within(inner, "Concepts"), "ConceptScheme", _CONCEPTS, {"en": "Child rights in Cambodia"}, **_OWN)
    for column in (*SDMX_DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", *SDMX_ATTRIBUTES):
        _named(scheme, "Concept", column, {"en": _spoken(column)})
    _data_structure(_within(inner, "DataStructures"), lists)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _agency(inner: etree._Element) -> None:
    schemes = _within(inner, "OrganisationSchemes")
    scheme = _named(schemes, "AgencyScheme", "AGENCIES", {"en": "Agencies"}, agencyID="SDMX", version="1.0")
    _named(scheme, "Agency", SDMX_OWNER, {"en": "Child Rights Coalition Cambodia"})


def _data_structure(place: etree._Element, lists: Mapping[str, object]) -> None:
    made = _named(place, "DataStructure", SDMX_FLOW, {"en": "Child rights in Cambodia"}, **_OWN)
    parts = _within(made, "DataStructureComponents")
    dimensions = _within(parts, "DimensionList", id="DimensionDescriptor")
    for number, column in enumerate(SDMX_DIMENSIONS, start=1):
        one = _within(dimensions, "Dimension", id=column, position=str(number))
        _identity(one, column)
        _enumeration(one, column)
    time = _within(dimensions, "TimeDimension", id="TIME_PERIOD", position=str(len(SDMX_DIMENSIONS) + 1))
    _identity(time, "TIME_PERIOD")
    _within(_within(time, "LocalRepresentation"), "TextFormat", textType="ObservationalTimePeriod")
    measures = _within(parts, "MeasureList", id="MeasureDescriptor")
    measure = _within(measures, "PrimaryMeasure", id="OBS_VALUE")
    _identity(measure, "OBS_VALUE")
    _within(_within(measure, "LocalRepresentation"), "TextFormat", textType="Double")
    # The schema of the standard has the attributes before the measures, and readers find them in either order.
    attributes = etree.Element(f"{_STRUCTURE}AttributeList", id="AttributeDescriptor")
    measures.addprevious(attributes)
    for column in SDMX_ATTRIBUTES:
        one = _within(attributes, "Attribute", id=column, assignmentStatus="Conditional")
        _identity(one, column)
        if column in lists:
            _enumeration(one, column)
        else:
            _within(_within(one, "LocalRepresentation"), "TextFormat", textType=_ATTRIBUTE_TYPES.get(column, "String"))
        etree.SubElement(_within(_within(one, "AttributeRelationship"), "PrimaryMeasure"), "Ref", id="OBS_VALUE")


_ATTRIBUTE_TYPES = {
    **dict.fromkeys(("LOWER_BOUND", "UPPER_BOUND", "NUMERATOR", "DENOMINATOR"), "Double"),
    **dict.fromkeys(("SAMPLE_SIZE", "ESTIMATED_CASES"), "Integer"),
}


def _code_lists(found: ExportPackage) -> dict[str, dict[str, Names]]:
    """Column to its codes and their names, of what the figures of ``found`` use."""
    figures = found.observations
    names = {one.code: one for one in found.indicators}
    spoken: dict[str, Names] = {
        code: {"en": words.replace("_", " ").capitalize()} for words, code in SDMX_CODES.items()
    }
    total: dict[str, Names] = {SDMX_CODES[TOTAL]: {"en": "Total"}}
    published: dict[str, Names] = {NOT_APPLICABLE: {"en": "Published"}}
    return {
        "FREQ": {"A": {"en": "Annual"}},
        "REF_AREA": {
            sdmx_area(area): {lang: area_name(area, lang) for lang in ("en", "km")} for area in _seen(figures, "area")
        },
        "INDICATOR": {
            code.upper(): {"en": names[code].name_en, "km": names[code].name_km} for code in _seen(figures, "indicator")
        },
        **{
            column: {code: spoken[code] for code in dict.fromkeys(SDMX_CODES[one] for one in _seen(figures, name))}
            for column, name in _GROUPS.items()
        },
        "AGE": total | {sdmx_age(age): {"en": age} for age in _seen(figures, "age") if age != TOTAL},
        "LAYER": {code: {"en": code.capitalize()} for code in LAYERS},
        "POPULATION_SCOPE": total | {sdmx_scope(words): {"en": words} for words in _seen(figures, "scope") if words},
        "CONTRIBUTION": published
        | {one.upload: {"en": one.member or one.upload} for one in figures if one.layer == MEMBERS},
        "UNIT_MEASURE": {
            SDMX_UNITS.get(unit, unit.upper()): {"en": unit.replace("_", " ")}
            for unit in dict.fromkeys(one.unit for one in found.indicators)
        },
        "OBS_STATUS": {code: {"en": words} for code, words in _STATUS_WORDS.items()},
    }


def _seen(figures: Iterable[Observation], name: str) -> list[str]:
    return sorted({str(getattr(one, name)) for one in figures})


def _spoken(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _within(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{_STRUCTURE}{name}", attributes)


def _named(parent: etree._Element, kind: str, code: str, names: Names, **attributes: str) -> etree._Element:
    """An element with an identifier and names; languages without a name are left out."""
    made = _within(parent, kind, id=code, **attributes)
    for lang, words in names.items():
        if words:
            etree.SubElement(made, f"{_COMMON}Name", {_LANG: lang}).text = words
    return made


def _identity(one: etree._Element, column: str) -> None:
    etree.SubElement(
        _within(one, "ConceptIdentity"),
        "Ref",
        {
            "id": column,
            "maintainableParentID": _CONCEPTS,
            "maintainableParentVersion": SDMX_VERSION,
            "agencyID": SDMX_OWNER,
            "package": "conceptscheme",
            "class": "Concept",
        },
    )


def _enumeration(one: etree._Element, column: str) -> None:
    place = _within(_within(one, "LocalRepresentation"), "Enumeration")
    _ref(place, f"CL_{column}", "Codelist", "codelist")


def _ref(place: etree._Element, code: str, kind: str, package: str) -> None:
    etree.SubElement(place, "Ref", {"id": code, **_OWN, "package": package, "class": kind})
