from .measures import indicators_named, settle_units
from .merged import merged_values, survey_area
from .roles import understand_columns
from .rows import OWN_ROW, RowLabels, TableRows
from .shapes import READ_ROLES, MeasureColumn, Stub, Table, TableLayout, companions, lines_below
from .table_notes import WITHOUT, bare_note, group_told
from .tables import as_of_their_time, find_tables
from .titles import (
    Surroundings,
    TimeTold,
    disagree,
    forget_named_groups,
    names_release,
    refused_by_note,
    refused_by_remark,
    remarks_on,
    surroundings,
    year_of_name,
    year_of_note,
)
from .transpose import can_be_turned, letters_of, observation_back, problem_back, stands_upright, table_back, turned
from .view import SheetView, class_of

__all__ = [
    "OWN_ROW",
    "READ_ROLES",
    "WITHOUT",
    "MeasureColumn",
    "RowLabels",
    "SheetView",
    "Stub",
    "Surroundings",
    "Table",
    "TableLayout",
    "TableRows",
    "TimeTold",
    "as_of_their_time",
    "bare_note",
    "can_be_turned",
    "class_of",
    "companions",
    "disagree",
    "find_tables",
    "forget_named_groups",
    "group_told",
    "indicators_named",
    "letters_of",
    "lines_below",
    "merged_values",
    "names_release",
    "observation_back",
    "problem_back",
    "refused_by_note",
    "refused_by_remark",
    "remarks_on",
    "settle_units",
    "stands_upright",
    "surroundings",
    "survey_area",
    "table_back",
    "turned",
    "understand_columns",
    "year_of_name",
    "year_of_note",
]
