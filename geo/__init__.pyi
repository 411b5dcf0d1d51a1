from .areas import COUNTRY, PROVINCES, AreaError, canonical, is_domain, parse_area, province_members
from .boundaries import BOUNDARIES_FILE, CREDIT, area_shape, dots, hatch, inner_borders, label_point, outline
from .domains import domains_of, joined_areas, labels_of, load_domains
from .khmer import fold_khmer
from .names import AreaMatch, Gazetteer, load_gazetteer
from .provinces import Province, area_name, ground, load_provinces, region_name, regions
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
    "Gazetteer",
    "GeoTableError",
    "Province",
    "area_name",
    "area_shape",
    "canonical",
    "domains_of",
    "dots",
    "fold_khmer",
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
    "plain_name",
    "province_members",
    "read_table",
    "region_name",
    "regions",
]
