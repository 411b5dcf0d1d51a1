"""A file of boundaries becomes 25 provinces that fit together, or is refused in a sentence that says what to do."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import pyarrow as pa
import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import Point, Polygon
from shapely.affinity import translate

from childrights.catalogue import RefusedFile
from childrights.i18n import translator
from etl.boundaries import coverage, opening
from etl.boundaries.bringing import LookedAt, look_at
from etl.boundaries.comparing import neighbours
from etl.boundaries.coverage import LARGEST_BYTES, check_coverage, km2, small_file
from etl.boundaries.opening import RefusedBoundaries, open_layers
from etl.boundaries.telling import boundary_lines
from etl.ledger.state import State
from geo.areas import PROVINCES
from geo.boundaries import parse_boundaries, served_areas, shipped_boundaries
from geo.provinces import load_provinces
from tests.support.boundaries import (
    Shapes,
    as_json,
    districts,
    geojson,
    geopackage,
    halves,
    plain,
    provinces,
    table,
    zipped,
)

EN = translator("en")


def looked(content: bytes, name: str = "official.zip", home: Path = Path("nowhere")) -> LookedAt:
    return look_at(State(home), content, name)


def said(found: LookedAt) -> str:
    return "\n".join(boundary_lines(found, EN))


def same_as_shipped(found: LookedAt) -> None:
    """25 provinces, the neighbours they had, every area within 1 %, small enough to send."""
    check_coverage(found.shapes)
    shipped = shipped_boundaries().shapes
    assert neighbours(found.shapes) == neighbours(shipped)
    for now, was in zip(km2(list(found.shapes.values())), km2(list(shipped.values())), strict=True):
        assert now == pytest.approx(was, rel=0.01)
    text = small_file(found.shapes, {})
    assert max(len(text.encode()), len(served_areas(parse_boundaries(text, "0" * 64)).encode())) < LARGEST_BYTES
    assert not found.difference.needs_yes


def test_districts_of_another_projection_in_khmer_with_a_split_province_and_a_gap() -> None:
    """The file of the issue: two districts a province, one in three rows, a gap, rings the wrong way, UTM, Khmer names
    under a head that the format cut in the middle of a letter."""
    found = looked(zipped(districts(), encoding="UTF-8"))
    same_as_shipped(found)
    assert found.rows == 51 and "51 areas were joined to 25 provinces." in said(found)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.gpkg", lambda: geopackage({"districts": districts(), "provinces": plain()})),
        ("a.geojson", lambda: geojson(plain())),
        ("a.geojson", lambda: geojson(plain(names=lambda code: {"ADM1_PCODE": code, "Shape_Area": 1.5}))),
        (
            "a.geojson",
            lambda: geojson(plain(names=lambda code: {"PRO_CODE": int(code[2:]), "OBJECTID": 26 - int(code[2:])})),
        ),
        ("a.geojson", lambda: geojson(plain(names=lambda code: {"iso": f"KH-{int(code[2:])}"}))),
        ("a.zip", lambda: zipped(plain(), leave=(".prj",))),
        ("a.zip", lambda: zipped(plain(), leave=(".shx", ".cpg"), folder="")),
        ("a.zip", lambda: zipped(plain().to_crs("EPSG:3148"))),
    ],
    ids=["layers", "names", "codes", "numbers", "iso", "no-prj", "no-index", "indian-1960"],
)
def test_other_files_of_the_same_provinces(name: str, make: Callable[[], bytes]) -> None:
    found = looked(make(), name)
    same_as_shipped(found)
    assert found.rows == 25, "of several layers the provinces themselves"


@pytest.mark.parametrize("seed", [0, 3])
def test_a_very_exact_file_with_tangles_and_islets_becomes_small(seed: int) -> None:
    """Tens of thousands of points, as official ones have; borders that wriggle the same on both sides until they touch
    themselves, and islets that rounding would leave as a line: with those no tolerance gives sound provinces."""
    chance = numpy.random.default_rng(seed)
    often, late = chance.uniform(40, 2500, 8), chance.uniform(0, 6, 8)

    def wriggle(points: numpy.ndarray) -> numpy.ndarray:
        return points + 0.25 * numpy.stack(
            [
                sum(numpy.sin(f * points[:, 1 - axis] + x) / f for f, x in zip(often, late, strict=True))
                for axis in (0, 1)
            ],
            axis=1,
        )

    dense = shapely.transform(shapely.segmentize(list(provinces().values()), 0.0015), wriggle)
    exact = dict(zip(PROVINCES, shapely.make_valid(dense), strict=True))
    islets = [
        Point(102.6 + 0.4 * chance.random(), 10.2 + 0.3 * chance.random()).buffer(
            10 ** chance.uniform(-5, -2), quad_segs=3
        )
        for _ in range(40)
    ]
    exact["KH18"] = shapely.union_all([exact["KH18"], *islets])
    assert shapely.get_num_coordinates(list(exact.values())).sum() > 40_000
    found = looked(geojson(plain(exact)))
    check_coverage(found.shapes)
    assert neighbours(found.shapes) == neighbours(shipped_boundaries().shapes) and found.bytes < LARGEST_BYTES
    # The file that browsers fetch holds the areas of surveys too, and is the larger one of both.
    served = served_areas(parse_boundaries(small_file(found.shapes, {}), "0" * 64))
    assert len(served.encode()) < LARGEST_BYTES - coverage.TOLD_BYTES
    assert "too small to be seen" in said(found)
    now, was = km2(list(found.shapes.values())), km2(list(exact.values()))
    assert sum(now) == pytest.approx(sum(was), rel=0.001)
    assert all(one == pytest.approx(other, rel=0.04) for one, other in zip(now, was, strict=True))


def changed(code: str, change: Callable[[shapely.geometry.base.BaseGeometry], object]) -> Shapes:
    """The provinces, one of them changed."""
    return {**provinces(), code: change(provinces()[code])}  # type: ignore[dict-item]


def without(*codes: str) -> Shapes:
    return {code: shape for code, shape in provinces().items() if code not in codes}


def names_but(code: str, name: str) -> Callable[[str], dict[str, object]]:
    return lambda one: {"NAME": name if one == code else load_provinces()[one].name_en}


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def before_2014() -> bytes:
    given = without("KH25")
    given["KH03"] = provinces()["KH03"] | provinces()["KH25"]
    return geojson(plain(given))


def twice() -> bytes:
    other = provinces()["KH08"].buffer(-0.05)
    given = plain()
    rows = [*given.drop(columns="geometry").to_dict("records"), {"NAME": "Kandal"}]
    return geojson(table(rows, [*given.geometry, other]))


def eight() -> object:
    return Polygon([(104, 11), (104.6, 11.6), (104.6, 11), (104, 11.6)])


def points_only() -> bytes:
    given = plain()
    return geojson(table([{"NAME": "Kampot"}], [Point(104, 10.6)]).iloc[:1]) if len(given) else b""


def locked() -> bytes:
    """An archive whose parts say that they are under a password."""
    given = bytearray(zipped(plain()))
    at = -1
    while (at := given.find(b"PK\x01\x02", at + 1)) >= 0:
        given[at + 8] |= 1
    return bytes(given)


def one_point_at(far: float) -> bytes:
    features = json.loads(geojson(plain()))["features"]
    shape = shapely.geometry.shape(features[0]["geometry"])
    spike = Polygon([(far, far), (far * 10, far), (far, far * 10)])
    features[0]["geometry"] = json.loads(shapely.to_geojson(shapely.MultiPolygon([*shapely.get_parts(shape), spike])))
    return as_json(features)


def only_a_view(question: str) -> bytes:
    """A GeoPackage whose provinces are a view, here one with rows without end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        path.write_bytes(geopackage({"hidden": plain()}))
        with closing(sqlite3.connect(path)) as given:
            given.executescript(
                f"CREATE VIEW v AS {question}; UPDATE gpkg_contents SET table_name = 'v', identifier = 'v';"
                "UPDATE gpkg_geometry_columns SET table_name = 'v';"
            )
        return path.read_bytes()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, geom, NAME FROM hidden CROSS JOIN n"
PLAN = 'LOCAL_CS["a plan",UNIT["metre",1]]'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is empty"),
    "a text": (lambda: b"name,lat,lon\nKampot,10,104\n", "no file of boundaries"),
    "a picture": (lambda: b"\x89PNG\r\n", "no file of boundaries"),
    "one part of a shapefile": (lambda: b"\x00\x00\x27\x0a" + bytes(96), "one part of a shapefile"),
    "other JSON": (lambda: b'{"type": "Topology", "objects": {}}', "no GeoJSON"),
    "a broken JSON": (lambda: geojson(plain())[:-20], "damaged"),
    "a list in a list": (lambda: b'{"a":' + b"[" * 200_000, "damaged"),
    "features that are none": (lambda: as_json([7]), "damaged"),  # type: ignore[list-item]
    "an unknown projection": (lambda: as_json([], crs={"properties": {"name": "EPSG:x"}}), "damaged"),
    "no feature": (lambda: as_json([]), "holds no areas"),
    "a broken archive": (lambda: zipped(plain())[:-400], "damaged"),
    "an archive of something else": (lambda: archive(readme_dot_txt=b"hello"), "no shapefile"),
    "no table": (lambda: zipped(plain(), leave=(".dbf",)), "lacks its part .dbf"),
    "metres without projection": (lambda: zipped(plain().to_crs(32648), leave=(".prj",)), "its .prj part"),
    "a shapefile in name only": (lambda: archive(a_dot_shp=b"x" * 99, a_dot_dbf=b"x" * 99), "damaged"),
    "a bomb": (lambda: archive(a_dot_shp=bytes(80_000_000)), "Nothing was unpacked"),
    "a part outside": (lambda: archive(**{".._dot__a_dot_shp": b"x", "..__a_dot_shp": b"x"}), "outside its folder"),
    "a broken GeoPackage": (lambda: b"SQLite format 3\x00" + bytes(4000), "damaged"),
    "points": (points_only, "holds no areas"),
    "another country": (
        lambda: geojson(plain({c: translate(s, -10, 8) for c, s in provinces().items()})),
        "do not lie in Cambodia",
    ),
    "swapped axes": (
        lambda: geojson(plain({c: shapely.transform(s, lambda p: p[:, ::-1]) for c, s in provinces().items()})),
        "swapped",
    ),
    "24 provinces": (lambda: geojson(plain(without("KH12"))), r"24 of the 25 .* Missing: Phnom Penh \(KH12\)"),
    "before 2014": (before_2014, "from before 2014"),
    "a name nobody knows": (lambda: geojson(plain(names=names_but("KH07", "Atlantis"))), "“Atlantis” in “NAME”"),
    "a name much like one": (
        lambda: geojson(plain(names=names_but("KH07", "Kampod Town"))),
        "Is “Kampod Town” Kampot",
    ),
    "no names": (
        lambda: geojson(plain(names=lambda code: {"FID": int(code[2:]), "shade": "red"})),
        "columns are: .*shade",
    ),
    "codes against names": (
        lambda: geojson(
            plain(names=lambda c: {"NAME": load_provinces()[c].name_en, "pcode": "KH09" if c == "KH07" else c})
        ),
        "contradicts itself: “Kampot”",
    ),
    "a province twice": (twice, r"Kandal \(KH08\) is in .* twice"),
    "overlap": (lambda: geojson(plain(changed("KH12", lambda s: s.buffer(0.1)))), "overlap by .* km²"),
    "a province that is another": (
        lambda: geojson(plain(changed("KH12", lambda s: provinces()["KH08"]))),
        r"Kandal \(KH08\) and Phnom Penh \(KH12\) overlap by 3,244 km²",
    ),
    "a province that holds another up to its border": (
        lambda: geojson(plain(changed("KH12", lambda s: s | provinces()["KH08"]))),
        "overlap by 3,244",
    ),
    "a province without ground": (
        lambda: geojson(plain(changed("KH05", lambda s: Polygon([(104, 11), (105, 12), (104, 11)])))),
        "crosses itself",
    ),
    "a person among the names": (
        lambda: geojson(plain(names=names_but("KH07", "Sok Dara 012 345 678"))),
        "^“…” in “NAME”",
    ),
    "a person among the heads": (
        lambda: geojson(plain(names=lambda code: {"shade": "x", "dara@example.org": 1})),
        "columns are: shade, …",
    ),
    "two columns of one head": (lambda: renamed(b"NAME\x00", b"NAME\x00"), "No column"),
    "before 2014 and without the capital": (
        lambda: geojson(plain(without("KH12", "KH25"))),
        r"23 of the 25 .* Missing: Phnom Penh \(KH12\), Tboung Khmum \(KH25\)",
    ),
    "a password": (locked, "password"),
    "a part at the root": (lambda: archive(**{"__a_dot_shp": b"x", "__a_dot_dbf": b"x"}), "outside its folder"),
    "a part on a drive": (lambda: archive(**{"C:a_dot_shp": b"x", "C:a_dot_dbf": b"x"}), "outside its folder"),
    "very many parts": (lambda: archive(**{f"a{at}_dot_shp": b"x" for at in range(501)}), "Nothing was unpacked"),
    "half a letter": (lambda: geojson(plain()).replace(b"Kampot", b"\\ud800"), "damaged"),
    "half a letter in a head": (lambda: geojson(plain()).replace(b"NAME", b"\\ud800"), "damaged"),
    "a number on no earth": (lambda: one_point_at(1e300), "damaged"),
    "a view without end": (lambda: only_a_view(ENDLESS), "holds no areas"),
    "GeoJSON in an archive": (lambda: archive(a_dot_geojson=geojson(plain())), "unpack it"),
    "all layers of another country": (
        lambda: geopackage({one: elsewhere() for one in ("first", "second")}),
        "areas of first .* do not lie in Cambodia",
    ),
    "one inside another": (
        lambda: geojson(plain(changed("KH12", lambda s: provinces()["KH05"].representative_point().buffer(0.1)))),
        "overlap by",
    ),
    "a plan of its own": (lambda: zipped(plain().to_crs(32648).set_crs(PLAN, allow_override=True)), "its .prj part"),
    "an eight": (
        lambda: geojson(plain(changed("KH05", lambda s: eight()))),
        r"Kampong Speu \(KH05\) .* crosses itself",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_file_is_refused_in_words(case: str) -> None:
    make, words = REFUSED[case]
    with pytest.raises(RefusedBoundaries, match=words) as refused:
        looked(make(), "given.zip")
    khmer = refused.value.words(translator("km"))
    assert khmer != str(refused.value) and any("\u1780" <= letter <= "\u17ff" for letter in khmer)
    assert "{" not in khmer + str(refused.value) and "given.zip" in str(refused.value) and "given.zip" in khmer
    named = {one.name_en for one in load_provinces().values()}
    assert not any(f"{name} (KH" in khmer for name in named), "places have Khmer names in Khmer"


def elsewhere() -> GeoDataFrame:
    return plain({code: translate(shape, -10, 8) for code, shape in provinces().items()})


def renamed(head: bytes, other: bytes) -> bytes:
    """Two columns, the second of which gets another head of the same length."""
    given, out = zipped(plain(names=lambda code: {"NAME": load_provinces()[code].name_en, "OTHER": "x"})), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as whole, zipfile.ZipFile(out, "w") as made:
        for part in whole.namelist():
            content = whole.read(part)
            cut = content.replace(b"NAME\x00", head).replace(b"OTHER", other) if part.endswith(".dbf") else content
            made.writestr(part, cut)
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "other"),
    [(b"NAM\xe1\x9e", b"NAM\xe1\x9f"), (b"\xe1\x9e\xe1\x9e\x00", b"\xe1\x9f\xe1\x9e\x00")],
    ids=["the same once cut", "nothing once cut"],
)
def test_columns_with_one_head_are_told_apart(head: bytes, other: bytes) -> None:
    (layer,) = open_layers(renamed(head, other), "a.zip")
    assert [tuple(row.values()) for row in layer.rows] == [(load_provinces()[code].name_en, "x") for code in PROVINCES]
    same_as_shipped(looked(renamed(head, other)))


def test_shapes_with_heights_measures_and_the_scraps_of_a_mac() -> None:
    """Official files often have a height at each point; a Mac puts a second file beside each part."""
    high = {code: shapely.force_3d(shape, 5.0) for code, shape in provinces().items()}
    out = io.BytesIO(zipped(plain(high)))
    with zipfile.ZipFile(out, "a") as archived:
        for ending in ("shp", "dbf", "shx", "prj"):
            archived.writestr(f"__MACOSX/map/._provinces.{ending}", b"\x00\x05\x16\x07" + bytes(100))
    for content in (out.getvalue(), geojson(plain(high)), geopackage({"high": plain(high)})):
        found = looked(content)
        same_as_shipped(found)
        assert not shapely.has_z(list(found.shapes.values())).any() and found.layer != "._provinces"
    (layer,) = open_layers(geojson(plain(high)), "a.geojson")
    assert not shapely.has_z(list(layer.shapes)).any()


def test_a_file_called_after_a_person_is_not_read() -> None:
    with pytest.raises(RefusedFile) as refused:
        looked(geojson(plain()), "Sok Dara 012 345 678.geojson")
    assert "012" not in str(refused.value)


def test_a_province_that_shrinks_is_told_with_a_minus() -> None:
    text = said(looked(geojson(plain(changed("KH16", lambda shape: shape.buffer(-0.03))))))
    assert "Ratanakiri: " in text and "(−" in text and "(-" not in text


def test_other_columns_may_name_places_too() -> None:
    """A second column of names that is not filled everywhere, and seats of provinces of which some bear the name of
    another: neither contradicts."""
    said_of = {
        code: {
            "NAME": province.name_en,
            "NAME_KM": province.name_km if code < "KH23" else "",
            "SEAT": "Svay Rieng" if code < "KH12" else f"town {code}",
        }
        for code, province in load_provinces().items()
    }
    found = looked(geojson(plain(names=lambda code: said_of[code])))
    same_as_shipped(found)
    assert found.columns == ("NAME", "NAME_KM")


def test_tables_without_areas_and_marks_before_the_first_brace() -> None:
    """A GeoPackage often has tables beside its layers; some programs begin a text with a mark of its letters."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        path.write_bytes(geopackage({"provinces": plain()}))
        names = pa.table({"NAME": [one.name_en for one in load_provinces().values()]})
        pyogrio.write_arrow(names, path, layer="names", driver="GPKG", append=True)
        same_as_shipped(looked(path.read_bytes()))
    for mark in (b"\xef\xbb\xbf", b"\n \t"):
        assert len(open_layers(mark + geojson(plain()), "a.geojson")[0].rows) == 25


def test_codes_as_numbers_with_a_fraction_and_by_the_id_of_the_feature() -> None:
    """What a table keeps numbers in is not what they say; some files name a province by the feature's id alone."""
    same_as_shipped(looked(zipped(plain(names=lambda code: {"PRO_CODE": float(code[2:])}))))
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in provinces().items()
    ]
    same_as_shipped(looked(as_json(features)))


LETTERS: dict[str, bytes | None] = {
    "other letters than it names": b"ISO-8859-1",
    "a number of other letters": b"1252",
    "two bytes a letter": b"UTF-16",
    "no name of letters": b"UTF-8\x00\n",
    "no letters": b"hex",
    "nothing": None,
}


@pytest.mark.parametrize("named", LETTERS.values(), ids=list(LETTERS))
def test_khmer_is_read_whatever_letters_a_shapefile_says_it_has(named: bytes | None) -> None:
    """Programs write the name of letters they did not use, and cells are cut at their width in bytes."""
    long = "ខេត្តត្បូងឃ្មុំ"
    rows = [{"ឈ្មោះខេត": load_provinces()[code].name_km, "ឈ្មោះខក": long * 9} for code in PROVINCES]
    given = zipped(table(rows, list(provinces().values())), encoding="UTF-8", leave=(".cpg",), folder="")
    out = io.BytesIO(given)
    if named is not None:
        with zipfile.ZipFile(out, "a") as made:
            made.writestr("provinces.cpg", named)
    (layer,) = open_layers(out.getvalue(), "a.zip")
    names, cut = zip(*(row.values() for row in layer.rows), strict=True)
    assert names == tuple(load_provinces()[code].name_km for code in PROVINCES)
    assert all((long * 9).startswith(one) and len(one) > 80 for one in cut)


def test_letters_of_a_file_that_are_not_unicode() -> None:
    """Thai offices write their own, which no Unicode text happens to be."""
    assert opening._letters("พนมเปญ".encode("cp874").decode("latin-1"), "874") == "พนมเปญ"
    assert opening._letters("Kâmpôt".encode("cp1252").decode("latin-1"), "1252") == "Kâmpôt"
    assert opening._letters("Kâmpôt", "no letters") == "Kâmpôt"


@pytest.mark.parametrize(
    "beside",
    [
        lambda: zipped(elsewhere(), folder="other/"),
        lambda: zipped(plain(), folder="other/", leave=(".dbf",)),
        lambda: zipped(plain().to_crs(32648), folder="other/", leave=(".prj",)),
        lambda: archive(other__a_dot_shp=b"x" * 99, other__a_dot_dbf=b"x" * 99),
    ],
    ids=["another country", "half a shapefile", "no projection", "damaged"],
)
def test_a_layer_that_is_of_no_use_does_not_stop_the_one_beside_it(beside: Callable[[], bytes]) -> None:
    out = io.BytesIO(beside())
    with zipfile.ZipFile(out, "a") as both, zipfile.ZipFile(io.BytesIO(zipped(plain()))) as one:
        for name in one.namelist():
            both.writestr(name, one.read(name))
    same_as_shipped(looked(out.getvalue()))


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_ROWS", "MOST_POINTS"])
def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(opening, limit, 20)
    for content in (geojson(plain()), zipped(plain())):
        with pytest.raises(RefusedBoundaries, match="Take|take"):
            looked(content)


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.zip"
    path.write_bytes(bytes(5000))
    monkeypatch.setattr("etl.boundaries.bringing.MOST_BYTES", 100)
    monkeypatch.setattr(opening, "MOST_BYTES", 100)
    with pytest.raises(RefusedBoundaries, match="larger"):
        look_at(State(tmp_path), path, "big.zip")


def hole_at(lon: float, lat: float, half: float) -> Shapes:
    hole = shapely.box(lon - half, lat - half, lon + half, lat + half)
    return {code: shape - hole for code, shape in provinces().items()}


def test_a_wide_gap_needs_a_yes_and_a_lake_only_a_note() -> None:
    gap = looked(geojson(plain(hole_at(106.5, 13.2, 0.05))))
    assert "belongs to no province" in said(gap) and gap.difference.needs_yes
    lake = looked(geojson(plain(hole_at(104.2, 12.8, 0.05))))
    assert "The lake Tonle Sap (120 km²) is left out" in said(lake) and not lake.difference.needs_yes


def test_open_water_as_a_row_of_its_own_is_left_out() -> None:
    rows = [*({"NAME": load_provinces()[code].name_km} for code in PROVINCES), {"NAME": "ទន្លេសាប"}]
    lake = hole_at(104.2, 12.8, 0.05)
    shapes = [*lake.values(), shapely.box(104.15, 12.75, 104.25, 12.85)]
    found = looked(geojson(table(rows, shapes)))
    assert "open water" in said(found) and set(found.shapes) == set(PROVINCES)


def test_small_faults_are_mended_and_told() -> None:
    """A spike that crosses itself, an overlap of some metres, a row twice, one without a shape, one of Thailand."""
    given = provinces()
    _, _, east, north = given["KH16"].bounds
    spike = Polygon(
        [(east - 1, north - 1), (east - 0.999, north - 1), (east - 1, north - 0.999), (east - 0.999, north - 0.999)]
    )
    rings = [*shapely.get_parts(given["KH16"]), spike]
    given["KH16"] = shapely.MultiPolygon(rings)
    given["KH12"] = given["KH12"].buffer(0.0004, join_style="mitre")
    rows: list[dict[str, object]] = [{"NAME": load_provinces()[code].name_en} for code in given]
    shapes = list(given.values())
    rows += [{"NAME": "Kampot"}, {"NAME": ""}, {"NAME": "Chiang Mai"}]
    shapes += [given["KH07"], None, Point(99, 18.8).buffer(0.2)]  # type: ignore[list-item]
    found = looked(geojson(table(rows, shapes)))
    text = said(found)
    assert (
        "were repaired" in text
        and "Narrow overlaps" in text
        and "without an area" in text
        and "far from Cambodia" in text
    )
    check_coverage(found.shapes)
    assert not found.difference.needs_yes


def test_codes_numbered_in_another_way_are_left_aside() -> None:
    """GADM counts the provinces by the alphabet: its numbers look like codes and are none."""
    by_alphabet = sorted(PROVINCES, key=lambda code: load_provinces()[code].name_en)
    found = looked(
        geojson(plain(names=lambda c: {"NAME_1": load_provinces()[c].name_en, "ID_code": by_alphabet.index(c) + 1}))
    )
    assert "numbered in another way" in said(found)
    same_as_shipped(found)


def test_heads_that_are_the_same_once_they_are_cut_stay_two_columns() -> None:
    def names(code: str) -> dict[str, object]:
        return {"ខេត្តដំបូង": "x", "ខេត្តចុងក្រោយ": load_provinces()[code].name_km, "geometria": 1}

    found = looked(zipped(plain(names=names), encoding="UTF-8"))
    same_as_shipped(found)
    assert found.columns[0].startswith("ខេ")


def test_a_property_called_as_the_shape_is_no_shape() -> None:
    collection = json.loads(geojson(plain()))
    for feature in collection["features"]:
        feature["properties"] |= {"geometry": "POINT (1 1)", "list": [1], "none": None}
    same_as_shipped(looked(json.dumps(collection).encode()))


def test_communes_by_their_codes() -> None:
    rows, shapes = [], []
    for code, shape in provinces().items():
        for number, part in enumerate(halves(shape), start=1):
            rows.append({"COM_CODE": int(f"{int(code[2:])}{number:02d}01"), "name": "x"})
            shapes.append(part)
    same_as_shipped(looked(geojson(table(rows, shapes))))


def test_what_differs_much_needs_a_yes() -> None:
    """Two names changed over: 25 provinces, all known, each with neighbours, and wrong."""
    other = {"KH05": "KH07", "KH07": "KH05"}
    found = looked(geojson(plain(names=lambda code: {"NAME": load_provinces()[other.get(code, code)].name_en})))
    text = said(found)
    assert "100 % of Kampot would be elsewhere" in text and "would no longer be neighbours" in text
    assert {"KH05", "KH07"} <= set(found.changed)


def test_geojson_of_2008_says_its_projection() -> None:
    collection = json.loads(geojson(plain().to_crs(32648)))
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32648"}}
    same_as_shipped(looked(json.dumps(collection).encode(), "a.geojson"))
