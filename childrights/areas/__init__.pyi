from . import coverage
from .coverage import OTHER_BORDERS, MapView, NotDrawn, arrange, map_view, on_its_ground
from .credit import boundaries_credit
from .places import MODES, NEAR_YEARS, Comparable, comparable, population_weights, todays_provinces
from .regrouped import on_comparable_areas, on_todays_provinces, refused_joins, touches_the_split
from .words import drawn_places_words, extremes_words, view_cautions

__all__ = [
    "MODES",
    "NEAR_YEARS",
    "OTHER_BORDERS",
    "Comparable",
    "MapView",
    "NotDrawn",
    "arrange",
    "boundaries_credit",
    "comparable",
    "coverage",
    "drawn_places_words",
    "extremes_words",
    "map_view",
    "on_comparable_areas",
    "on_its_ground",
    "on_todays_provinces",
    "population_weights",
    "refused_joins",
    "todays_provinces",
    "touches_the_split",
    "view_cautions",
]
