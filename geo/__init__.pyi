from .areas import COUNTRY, PROVINCES, AreaError, canonical, is_domain, parse_area, province_members
from .boundaries import (
    BOUNDARIES_FILE,
    CREDIT,
    Boundaries,
    DamagedBoundaries,
    area_shape,
    boundaries_in_force,
    dots,
    hatch,
    inner_borders,
    label_point,
    outline,
    parse_boundaries,
    read_boundaries,
    served_areas,
    shipped_boundaries,
)
from .domains import domains_of, joined_areas, labels_of, load_domains
from .geojson import feature_collection, geometry
from .in_force import use_boundaries
from .khmer import fold_khmer
from .names import AreaMatch, Gazetteer, load_gazetteer
from .provinces import Province, area_name, area_words, ground, load_provinces, region_name, regions
from .tables import REFERENCE_FOLDER, GeoTableError, read_table
from .words import SUPERSCRIPTS, plain_name

__all__ = [
    "BOUNDARIES_FILE",
    "COUNTRY",
    "CREDIT",
    "PROVINCES",
    "REFERENCE_FOLDER",
    "SUPERSCRIPTS",
    "AreaError",
    "AreaMatch",
    "Boundaries",
    "DamagedBoundaries",
    "Gazetteer",
    "GeoTableError",
    "Province",
    "area_name",
    "area_shape",
    "area_words",
    "boundaries_in_force",
    "canonical",
    "domains_of",
    "dots",
    "feature_collection",
    "fold_khmer",
    "geometry",
    "ground",
    "hatch",
    "inner_borders",
    "is_domain",
    "joined_areas",
    "label_point",
    "labels_of",
    "load_domains",
    "load_gazetteer",
    "load_provinces",
    "outline",
    "parse_area",
    "parse_boundaries",
    "plain_name",
    "province_members",
    "read_boundaries",
    "read_table",
    "region_name",
    "regions",
    "served_areas",
    "shipped_boundaries",
    "use_boundaries",
]
