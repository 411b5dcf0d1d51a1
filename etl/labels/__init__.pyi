from .ages import in_months, lies_within
from .bilingual import find_old_font
from .categories import WEALTH_PARTS, CategoryReading, categories_of, find_categories, may_be_quarters, read_category
from .conditions import said_beside
from .decided import decided_unit, decided_year, may_be_year, units_differ
from .decisions import LONGEST_REASON, PROPOSAL_LIMITS, PROPOSAL_NEEDS, Decisions, Proposal
from .indicators import IndicatorMatcher
from .labels import Labels
from .made_up import disowned
from .meaning import AGAINST, GROUP_DIMENSIONS, KINDS, MOST_PROPOSED, NOTHING, Found, merged, period_found, unknown_year
from .memory import NO_MEMORY, Memory, Recall, bare_label, worth_remembering
from .patience import UNLOOKED, not_looked_at
from .people_words import Known, Piece, head_of, names_body, pieces, shelf, stems
from .places import PlaceFinder
from .reductions import sample_in, without_sample
from .suitability import Spread, as_figures, fitting, holds, others_counted, spread_of, unit_stated
from .told_ages import AgeTold, age_for, ages_in, only_an_age
from .words import (
    COMPANION_ROLES,
    COUNTED_ROLES,
    DIMENSION_ROLES,
    is_note,
    names_count,
    names_country,
    names_district,
    names_everybody,
    names_region,
    names_sample,
    names_sideline,
    normal,
    role_of,
    status_of,
)

__all__ = [
    "AGAINST",
    "COMPANION_ROLES",
    "COUNTED_ROLES",
    "DIMENSION_ROLES",
    "GROUP_DIMENSIONS",
    "KINDS",
    "LONGEST_REASON",
    "MOST_PROPOSED",
    "NOTHING",
    "NO_MEMORY",
    "PROPOSAL_LIMITS",
    "PROPOSAL_NEEDS",
    "UNLOOKED",
    "WEALTH_PARTS",
    "AgeTold",
    "CategoryReading",
    "Decisions",
    "Found",
    "IndicatorMatcher",
    "Known",
    "Labels",
    "Memory",
    "Piece",
    "PlaceFinder",
    "Proposal",
    "Recall",
    "Spread",
    "age_for",
    "ages_in",
    "as_figures",
    "bare_label",
    "categories_of",
    "decided_unit",
    "decided_year",
    "disowned",
    "find_categories",
    "find_old_font",
    "fitting",
    "head_of",
    "holds",
    "in_months",
    "is_note",
    "lies_within",
    "may_be_quarters",
    "may_be_year",
    "merged",
    "names_body",
    "names_count",
    "names_country",
    "names_district",
    "names_everybody",
    "names_region",
    "names_sample",
    "names_sideline",
    "normal",
    "not_looked_at",
    "only_an_age",
    "others_counted",
    "period_found",
    "pieces",
    "read_category",
    "role_of",
    "said_beside",
    "sample_in",
    "shelf",
    "spread_of",
    "status_of",
    "stems",
    "unit_stated",
    "units_differ",
    "unknown_year",
    "without_sample",
    "worth_remembering",
]
