"""The columns of our exports, shared by what writes them and what takes them back in (``etl/doors``)."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.catalogue import OBSERVATION_COLUMNS, TOTAL
from childrights.i18n import N_

NEWER_COLUMNS = (
    "newer_period",
    "newer_value",
    "newer_area",
    "newer_group",
    "newer_indicator",
    "newer_code",
)
"""What must be told with a figure: the newer one of its topic. Each row carries it whole, since a table that was
narrowed to some years or to one series does not hold the row of the newer figure."""
COLUMN_WORDS: Mapping[str, str] = {
    "newer_period": N_("The period of the newer figure on the same thing that must be told with this one"),
    "newer_value": N_("Its value"),
    "newer_area": N_("The place it is of: the country where the place of the row has none of its own"),
    "newer_group": N_("The group it is of: total where the group of the row has none of its own"),
    "newer_indicator": N_("The series it belongs to, which may differ from that of the row"),
    "newer_code": N_("Its short code"),
}
"""What the columns mean that no publication has, for the descriptions that travel with a file."""
NEWER_WORDS = N_(
    "Where a newer figure on the same thing is known, the columns newer_period to newer_code hold it: give it "
    "with the figure of the row. Several are in the same order in each column, separated by semicolons. Where "
    "they are empty, none newer is known here."
)

COLUMNS = (
    "code",
    "indicator",
    "indicator_name",
    "unit",
    "area",
    "area_name",
    *(name for name in OBSERVATION_COLUMNS[2:] if name != "id"),
    "comparability_note",
    *NEWER_COLUMNS,
)
"""One row a figure; ``code`` is the short code that ``verify`` resolves. What limits the comparison of its indicator
stands in every row, since tables are cut and passed on without the sheet that describes the indicators."""
_NUMBERS = {"value", "numerator", "denominator", "lower", "upper"}
_WHOLE = {"year_start", "year_end", "sample_size", "estimated_cases"}
SOURCE_COLUMNS = ("key", "title", "publisher", "year", "url", "passing_on", "licence_note", "trust", "citation")
INDICATOR_COLUMNS = ("code", "name_en", "name_km", "definition_en", "unit", "source_type", "comparability_note")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""How text begins that a spreadsheet would run."""
COMPANION_SHEETS = {
    "About": ("name", "value"),
    "Indicators": INDICATOR_COLUMNS,
    "Sources": SOURCE_COLUMNS,
}
"""What the workbook carries beside its sheet of data: title and header of each."""

SDMX_COLUMNS = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "SEX",
    "AGE",
    "RESIDENCE",
    "WEALTH_QUINTILE",
    "DISABILITY_STATUS",
    "LAYER",
    "POPULATION_SCOPE",
    "CONTRIBUTION",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "LOWER_BOUND",
    "UPPER_BOUND",
    "SAMPLE_SIZE",
    "SAMPLE_KIND",
    "SAMPLE_BASE",
    "ESTIMATED_CASES",
    "DATA_SOURCE",
    "COMMENT_OBS",
    "OBS_CODE",
    "SNAPSHOT",
    "SCOPE",
    "MEMBER",
    "SOURCE_KIND",
    "UPLOAD",
    "PERIOD_LABEL",
    "NUMERATOR",
    "DENOMINATOR",
    "STATUS",
    "PROGRAMME",
    "ROUND",
    "COMPARABILITY",
    "UNICEF_INDICATOR",
    "SDG_INDICATOR",
    "NEWER_TIME_PERIOD",
    "NEWER_OBS_VALUE",
    "NEWER_REF_AREA",
    "NEWER_GROUP",
    "NEWER_INDICATOR",
    "NEWER_OBS_CODE",
)
"""What SDMX has no code for stands in columns of its own: the period as published, the parts of a share, our status.
Dimensions are called as UNICEF's data flows call them, where these have them."""
SDMX_DIMENSIONS = SDMX_COLUMNS[SDMX_COLUMNS.index("FREQ") : SDMX_COLUMNS.index("TIME_PERIOD")]
"""What tells two observations of a period apart, with the period itself."""
SDMX_ATTRIBUTES = SDMX_COLUMNS[SDMX_COLUMNS.index("OBS_VALUE") + 1 :]
SDMX_STATUS = {
    "small_sample": "U",
    "provisional": "P",
    "modelled": "E",
    "too_few_cases": "Q",
    "not_given": "O",
    "suppressed": "Q",
    "not_collected": "L",
    "not_applicable": "M",
}
"""Codes of the SDMX cross-domain code list CL_OBS_STATUS 2.2; every other status is ``NORMAL``."""
NORMAL = "A"
SDMX_OWNER, SDMX_FLOW, SDMX_VERSION = "CRC_CAMBODIA", "CHILD_RIGHTS", "1.1"
SDMX_AGENCY = f"{SDMX_OWNER}:{SDMX_FLOW}"
NOT_APPLICABLE = "_Z"
SDMX_UNITS = {"percent": "PCNT", "per_1000": "PER_1000", "per_100000": "PER_100000", "number": "NUMBER", "years": "YR"}
SDMX_CODES = {
    TOTAL: "_T",
    "female": "F",
    "male": "M",
    "urban": "U",
    "rural": "R",
    "with_disability": "PWD",
    "without_disability": "PWOD",
    **{f"quintile_{n}": f"Q{n}" for n in range(1, 6)},
    **{f"quartile_{n}": f"QRT{n}" for n in range(1, 5)},
}

HXL_TAGS = {
    "code": "#meta+id",
    "indicator": "#indicator+code",
    "indicator_name": "#indicator+name",
    "unit": "#indicator+unit",
    "area": "#adm1+code",
    "area_name": "#adm1+name",
    "year_start": "#date+year+start",
    "year_end": "#date+year+end",
    "period_label": "#meta+period",
    "sex": "#group+sex",
    "age": "#group+age",
    "residence": "#group+residence",
    "wealth": "#group+wealth",
    "disability": "#group+disability",
    "value": "#indicator+value+num",
    "numerator": "#indicator+numerator+num",
    "denominator": "#indicator+denominator+num",
    "lower": "#indicator+value+min",
    "upper": "#indicator+value+max",
    "sample_size": "#indicator+sample_size+num",
    "sample_kind": "#indicator+sample_size+kind",
    "sample_base": "#indicator+sample_size+base",
    "estimated_cases": "#indicator+sample_size+estimated+num",
    "status": "#status",
    "note": "#description+note",
    "source": "#meta+source",
    "upload": "#meta+upload",
    "sheet": "#meta+sheet",
    "cell": "#meta+cell",
    "area_as_published": "#adm1+name+original",
    "source_table": "#meta+source+table",
    "layer": "#meta+layer",
    "scope": "#group+scope",
    "member": "#org+member",
    "source_kind": "#meta+source+kind",
    "programme": "#meta+programme",
    "round": "#meta+programme+round",
    "comparability_note": "#description+comparability",
    "newer_period": "#meta+newer+period",
    "newer_value": "#meta+newer+value",
    "newer_area": "#adm1+newer+code",
    "newer_group": "#group+newer",
    "newer_indicator": "#indicator+newer+code",
    "newer_code": "#meta+newer+id",
}
"""Hashtags of the Humanitarian Exchange Language standard 1.1, one for each column."""


def datatype(column: str) -> str:
    """What a column holds, as the W3C's CSV on the Web calls it."""
    return "double" if column in _NUMBERS else "integer" if column in _WHOLE else "string"
