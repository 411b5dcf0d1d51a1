"""Files that somebody downloaded at the publishers, with their true heads. Most figures are invented.

Those of the global MPI are copied from what this dashboard ships, since a figure of an edition is its sign.
"""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from childrights.catalogue.model import Observation
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers.asking import PoliteClient
from etl.publishers.refreshing import Refreshed, Refreshing
from etl.publishers.series_table import load_publishers
from etl.publishers.telling import difference_lines
from etl.snapshot.assemble import Inputs
from geo.provinces import load_provinces
from tests.etl.publishers.test_refresh import WASTING, rows_of
from tests.support import tables
from tests.support.publishers import Answer, Query, fake_publishers
from tests.support.verbs import run as verb

ENTRIES = load_publishers(Inputs().publishers)
Table = Sequence[Sequence[object]]


def text(rows: Table) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def workbook(sheets: Mapping[str, Table], joined: Mapping[str, Sequence[str]] = {}) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for block in joined.get(name, ()):
            sheet.merge_cells(block)
    book.save(out)
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{name}.csv", content)
    return out.getvalue()


WORLD_BANK: Table = [
    ["Data Source", "World Development Indicators"],
    [],
    ["Last Updated Date", "2026-10-28"],
    [],
    ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "2021", "2022", "2023", ""],
    ["Aruba", "ABW", "Water", "SH.H2O.BASW.ZS", 99, 98, 97, ""],
    ["Cambodia", "KHM", "Water", "SH.H2O.BASW.ZS", 76.5, 77.25, "", ""],
]
DATA_BANK: Table = [
    ["Country Name", "Country Code", "Series Name", "Series Code", "2021 [YR2021]", "2022 [YR2022]"],
    ["Cambodia", "KHM", "Water", "SH.H2O.BASW.ZS", 76.5, ".."],
    [],
    ["Data from database: World Development Indicators"],
]
UIS: Table = [
    ["INDICATOR_ID", "COUNTRY_ID", "YEAR", "VALUE", "MAGNITUDE", "QUALIFIER"],
    ["AIR.1.GLAST", "LAO", 2022, 90, "", ""],
    ["AIR.1.GLAST", "KHM", 2022, 91.5, "", "UIS_EST"],
    ["SOMETHING", "KHM", 2022, 3, "", ""],
]
WHO: Table = [
    [
        "IndicatorCode", "Indicator", "ValueType", "ParentLocationCode", "Location type", "SpatialDimValueCode",
        "Location", "Period type", "Period", "IsLatestYear", "Dim1 type", "Dim1", "Dim1ValueCode", "FactValueNumeric",
        "FactValueNumericLow", "FactValueNumericHigh", "Value", "DateModified",
    ],
    ["MCV2", "Measles", "text", "WPR", "Country", "KHM", "Cambodia", "Year", 2022, "false", "", "", "", 80, "", "", "80", "2026-07-15T10:00"],
    ["MCV2", "Measles", "text", "WPR", "Country", "LAO", "Laos", "Year", 2022, "false", "", "", "", 70, "", "", "70", "2026-07-15T10:00"],
    ["MCV2", "Measles", "text", "WPR", "Country", "KHM", "Cambodia", "Year", 2022, "false", "Age", "Old", "AGE_X", 1, "", "", "1", ""],
]  # fmt: skip
UN_SDG: Table = [
    [
        "Goal", "Target", "Indicator", "SeriesCode", "SeriesDescription", "GeoAreaCode", "GeoAreaName", "TimePeriod",
        "Value", "Time_Detail", "UpperBound", "LowerBound", "Source", "[Age]", "[Location]", "[Nature]",
        "[Reporting Type]", "[Sex]", "[Units]",
    ],
    [5, "5.3", "5.3.1", "SP_DYN_MRBF18", "Married", 116, "Cambodia", 2022, 17.9, 2022, "", "", "CDHS", "20-24", "", "C", "G", "FEMALE", "PERCENT"],
    [5, "5.3", "5.3.1", "SP_DYN_MRBF18", "Married", 418, "Laos", 2022, 30, 2022, "", "", "X", "20-24", "", "C", "G", "FEMALE", "PERCENT"],
    [5, "5.3", "5.3.1", "SP_DYN_MRBF18", "Married", 116, "Cambodia", 2022, 9, 2022, "", "", "X", "75+", "", "C", "G", "FEMALE", "PERCENT"],
]  # fmt: skip


def program(rows: Sequence[Mapping[str, object]]) -> Table:
    names = list(rows[0])
    return [names, *([row[name] for name in names] for row in rows)]


STRUCTURED: Table = [
    [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "SERIES: Series", "REF_AREA: Area", "SEX: Sex", "TIME_PERIOD: Time",
        "OBS_VALUE",
    ],
    ["dataflow", "KH_NIS:DF_SDG_KH(1.2)", "I", "SH_STA_STNT: Stunting", "KH05: Kampong Speu", "_T: Total", "2014", 40.5],
]  # fmt: skip

FILES: Mapping[str, tuple[str, str, bytes, Mapping[str, tuple[float, ...]]]] = {
    "World Bank, CSV": ("worldbank", "API.csv", text(WORLD_BANK), {"basic_water_jmp": (76.5, 77.25)}),
    "World Bank, archive": (
        "worldbank",
        "API.zip",
        archive(API=text(WORLD_BANK), Metadata_Country=text([["Country Code", "Region"], ["KHM", "Asia"]])),
        {"basic_water_jmp": (76.5, 77.25)},
    ),
    "World Bank, workbook": ("worldbank", "API.xlsx", workbook({"Data": WORLD_BANK}), {"basic_water_jmp": (76.5, 77.25)}),
    "World Bank, DataBank": ("worldbank", "Data.csv", text(DATA_BANK), {"basic_water_jmp": (76.5,)}),
    "UIS, archive": ("uis", "SDG.zip", archive(SDG_DATA_NATIONAL=text(UIS)), {"gross_intake_last_grade_primary": (91.5,)}),
    "UIS, table": (
        "uis",
        "national.csv",
        text([[str(one).lower() for one in UIS[0]], *UIS[1:]]),
        {"gross_intake_last_grade_primary": (91.5,)},
    ),
    "WHO, CSV": ("who", "data.csv", text(WHO), {"mcv2_coverage_wuenic": (80,)}),
    "WHO, workbook": ("who", "data.xlsx", workbook({"data": WHO}), {"mcv2_coverage_wuenic": (80,)}),
    "UN SDG, CSV": ("un_sdg", "Goal5.csv", text(UN_SDG), {"child_marriage_18": (17.9,)}),
    "UN SDG, workbook": ("un_sdg", "Goal5.xlsx", workbook({"data": UN_SDG}), {"child_marriage_18": (17.9,)}),
    "CamStat, explorer": ("camstat", "sdg.csv", text(STRUCTURED), {"stunting_cdhs_printed": (40.5,)}),
    "DHS, workbook": ("dhs", "dhs.xlsx", workbook({"Data": program(rows_of(WASTING)[:2])}), {"wasting_cdhs_printed": (10.1, 11.1)}),
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Refreshing:
    """A look that keeps nothing."""
    return Refreshing(State(tmp_path_factory.mktemp("home")), lambda _: None, keep=False)


def seen_in(run: Refreshing, folder: Path, **files: bytes) -> dict[str, Refreshed]:
    """What every publisher finds in a folder with these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    return {code: seen for code, entry in ENTRIES.items() if (seen := run.from_folder(entry, folder))}


def figures(seen: Refreshed) -> list[Observation]:
    return [one for series in seen.series for one in series.figures]


@pytest.mark.parametrize("name", FILES)
def test_a_download_is_known_by_its_heads_and_read(run: Refreshing, tmp_path: Path, name: str) -> None:
    publisher, file, content, expected = FILES[name]
    found = seen_in(run, tmp_path / "stick", **{file: content})
    assert list(found) == [publisher], "one publisher knows it for its own"
    seen = found[publisher]
    assert not seen.fault and not any(one.not_understood for one in seen.series), list(difference_lines(seen))
    told = {code: tuple(sorted(one.value or 0 for one in figures(seen) if one.indicator == code)) for code in expected}
    assert told == expected
    assert {one.indicator for one in figures(seen)} == set(expected)
    for one in figures(seen):
        assert one.sheet == seen.replies[0].sha256[:12] and one.cell


def test_a_revision_is_named_by_the_day_of_the_download(run: Refreshing, tmp_path: Path) -> None:
    for name, version in (("World Bank, CSV", "WDI 2026-10-28"), ("WHO, CSV", "GHO 2026-07-15")):
        publisher, file, content, _ = FILES[name]
        (one,) = seen_in(run, tmp_path / "stick", **{file: content})[publisher].series
        assert one.version == version


def test_what_nobody_knows_is_named(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    (folder / "deeper").mkdir(parents=True)
    (folder / "who.csv").write_bytes(text(WHO))
    (folder / "deeper" / "STATcompiler.xlsx").write_bytes(
        workbook({"Sheet": [["Country", "Survey"], ["Cambodia", 2014]]})
    )
    (folder / "letter.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "broken.xlsx").write_bytes(FILES["WHO, workbook"][2][:400])
    (folder / ".hidden.csv").write_bytes(b"a,b")
    done = verb(own_home, "refresh", "--check", "--from", str(folder))
    told = "No publisher here knows these files for its own: STATcompiler.xlsx, broken.xlsx, letter.docx\n"
    assert told in done.stderr
    assert done.returncode == 0


SPOILT: Mapping[str, tuple[str, bytes, str]] = {
    "a cut archive": ("SDG.zip", FILES["UIS, archive"][2][:-30], ""),
    "a cut workbook": ("data.xlsx", FILES["WHO, workbook"][2][:900], ""),
    "other letters": ("data.csv", text([*WHO, *[WHO[2]] * 200]) + b"\xff\xfe", "sends letters that cannot be read"),
    "no Cambodia": ("data.csv", text([*WHO[:1], *WHO[2:3]]), "gives no figure"),
    "a value that cannot be": ("data.csv", text([WHO[0], [*WHO[1][:13], 180, *WHO[1][14:]]]), "outside what is possible"),
    "a year twice": ("data.csv", text([*WHO, [*WHO[1][:13], 81, *WHO[1][14:]]]), "is told twice"),
    "a value in words": ("data.csv", text([WHO[0], [*WHO[1][:13], "many", *WHO[1][14:]]]), "“many” is not a number"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_download_is_told_of_or_known_by_nobody(run: Refreshing, tmp_path: Path, name: str) -> None:
    file, content, sentence = SPOILT[name]
    found = seen_in(run, tmp_path / "stick", **{file: content})
    assert bool(found) == bool(sentence), "what nobody can open is named with the files that nobody knows"
    assert sentence in " ".join(line for seen in found.values() for line in difference_lines(seen))


HDX = (
    "Country ISO3", "Admin 1 PCode", "Admin 1 Name", "MPI", "Headcount Ratio", "Intensity of Deprivation",
    "Vulnerable to Poverty", "In Severe Poverty", "Survey", "Start Date", "End Date",
)  # fmt: skip
SERIES = ("MPI", "H", "A", "Vulnerable", "Severe")


def shipped(trends: bool) -> dict[tuple[str, str], list[object]]:
    """Area as published and round to the five figures as they are shipped, the country's area empty."""
    found: dict[tuple[str, str], list[object]] = {}
    for row in tables.rows(f"sources/ophi_mpi{'_trends' if trends else ''}_2024"):
        if row["Series"] in SERIES:
            place = "" if row["Area"] == "Cambodia" else row["Area"]
            line = found.setdefault((place, row["Period"]), [None] * len(SERIES))
            line[SERIES.index(row["Series"])] = round(float(row["Value"]), 4)
    return found


def hdx(trends: bool, change: Callable[[list[object]], object] = lambda row: None) -> bytes:
    rows: list[list[object]] = [
        ["AFG", "AF01", "Kabul", 0.1, 27.9, 45.4, 34.6, 7.7, "MICS", "2022-01-01", "2023-12-31"]
    ]
    for (place, period), values in shipped(trends).items():
        end = "2022" if period == "2021-22" else period
        code = (
            ""
            if trends or not place
            else next(r["area"] for r in tables.rows("layouts/ophi_mpi_2024.places") if r["published"] == place)
        )
        row: list[object] = [
            "KHM",
            code,
            place,
            *values,
            "DHS",
            f"{period[:4]}-01-01 00:00:00+00:00",
            f"{end}-12-31 00:00:00+00:00",
        ]
        change(row)
        rows.append(row)
    return text([HDX, ["#country+code", *["#x"] * 10], *rows])


def ophi_workbook(trends: bool) -> bytes:
    """Sheet 5.1 or 6.4 as OPHI lays it out: heads of five rows in joined cells, other figures of the same name beside."""
    measures = (
        "Multidimensional Poverty Index",
        "Headcount ratio",
        "Intensity of",
        "Vulnerable to poverty",
        "In severe poverty",
    )
    about = ["ISO country numeric code", "ISO country code", "Country", "World region", "MPI data source", ""]
    if not trends:
        head = [*about, "Subnational  region", "Country", "Multidimensional poverty by region", *[""] * 4]
        leaf = ["", "", "", "", "Survey", "Year", "", "Multidimensional Poverty Index (MPI)", *measures]
        rows = [
            [116, "KHM", "Cambodia", "East Asia", "DHS", "2021-2022", place, 0.07, *values]
            for (place, _), values in shipped(False).items()
            if place
        ]
        rows.insert(0, [4, "AFG", "Afghanistan", "South Asia", "MICS", "2022-2023", "Kabul", 0.36, 0.1, 27, 45, 34, 7])
        lines = [
            ["Table 5.1 Regional MPI"],
            [],
            [],
            [],
            head,
            leaf,
            [],
            [],
            ["", *[""] * 6, "Range 0 to 1", "Range 0 to 1"],
            *rows,
            ["Notes"],
        ]
        return workbook(
            {"Contents": [["5.1"]], "5.1 MPI Region": lines}, {"5.1 MPI Region": ["B5:B9", "I5:M5", "E5:F5"]}
        )
    head = [*about[:4], "Region", "MPI data source t0", "MPI data source t1"]
    for name in measures:
        head += [f"{name} t0", f"{name} t1", f"Change in {name}"]
    found, rows = shipped(True), []
    for place in dict.fromkeys(place for place, _ in found if place):
        for early, late in (("2010", "2014"), ("2014", "2021-22")):
            pairs = zip(found[place, early], found[place, late], strict=True)
            rows.append(
                [
                    116,
                    "KHM",
                    "Cambodia",
                    "East Asia",
                    place,
                    early,
                    late.replace("-", "/"),
                    *[cell for pair in pairs for cell in (*pair, -1)],
                ]
            )
    leaf = ["", "", "", "", "", "Year", "Year", *["% pop."] * 15]
    return workbook({"6.4 Harmonised MPI Region": [["Table 6.4"], [], [], [], head, leaf, [], [], [], *rows]})


def areas(seen: Refreshed, indicator: str) -> dict[tuple[str, str], float | None]:
    return {(one.area, one.period_label): one.value for one in figures(seen) if one.indicator == indicator}


@pytest.mark.parametrize("made", [hdx, ophi_workbook])
def test_the_two_definitions_of_the_global_mpi_stay_apart(
    run: Refreshing, tmp_path: Path, made: Callable[[bool], bytes]
) -> None:
    suffix = "csv" if made is hdx else "xlsx"
    found = seen_in(
        run, tmp_path / "stick", **{f"KHM_mpi.{suffix}": made(False), f"KHM_mpi_trends.{suffix}": made(True)}
    )
    assert list(found) == ["ophi"]
    seen = found["ophi"]
    assert not any(one.not_understood for one in seen.series), list(difference_lines(seen))
    now, then = areas(seen, "mpi_headcount_2024"), areas(seen, "mpi_headcount_trend_2024")
    country = {("KH", "2021-22")} if made is hdx else set()
    assert set(now) == {(area, "2021-22") for area in load_provinces()} | country
    assert {period for _, period in then} == {"2010", "2014", "2021-22"}
    assert len({area for area, _ in then} - {"KH"}) == 19 and "KH03+KH25" in {area for area, _ in then}
    assert len(seen.series) == 10 and now["KH14", "2021-22"] == pytest.approx(
        float(str(shipped(False)["Prey Veng", "2021-22"][1]))
    )
    others = {area: value for area, value in now.items() if area in then and value != then[area]}
    assert others or now.keys() & then.keys(), "they share areas"
    notes = {one.note for one in figures(seen) if one.area == "KH02+KH24"}
    assert notes == {"All people in households, not children only; Merged survey area: cannot be split"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda row: row.__setitem__(4, 30) if row[1] == "KH01" else None, "this is another edition of the global MPI"),
        (lambda row: row.__setitem__(1, "KH02") if row[1] == "KH05" else None, "Its code KH02 is of another province"),
        (lambda row: row.__setitem__(2, "Atlantis") if row[1] == "KH05" else None, "“Atlantis” is not a place"),
        (lambda row: row.__setitem__(4, 130) if row[1] == "KH05" else None, "130 lies outside"),
        (lambda row: row.__setitem__(10, "2031-12-31") if row[1] == "KH05" else None, "no indicator for"),
        (lambda row: row.__setitem__(4, "n/a") if row[1] == "KH05" else None, "“n/a” is not a number"),
    ],
    ids=["edition", "code", "place", "bounds", "round", "number"],
)
def test_a_row_of_the_global_mpi_that_is_not_understood_holds_its_series(
    run: Refreshing, tmp_path: Path, change: Callable[[list[object]], object], sentence: str
) -> None:
    seen = seen_in(run, tmp_path / "stick", **{"khm_mpi.csv": hdx(False, change)})["ophi"]
    held = {one.series: " ".join(map(str, one.not_understood)) for one in seen.series if one.not_understood}
    assert sentence in held["H 2024"], held


def test_the_global_mpi_is_fetched_through_its_page_at_hdx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"khm_mpi.csv": hdx(False), "khm_mpi_trends.csv": hdx(True)}
    base = "https://data.humdata.org/dataset/1/resource/2/download"

    def answer(path: str, query: Query) -> Answer:
        if path.endswith("package_show"):
            listed = [{"url": f"{base}/{name}", "last_modified": "2025-11-03T10:00"} for name in files]
            return Answer(_json({"success": True, "result": {"resources": listed}}))
        return Answer(files[path.rpartition("/")[2]])

    with fake_publishers() as fake, PoliteClient(lambda _: None, base=fake.base) as client:
        fake.answer = answer
        seen = Refreshing(State(tmp_path / "home"), lambda _: None, client=client, who=owner("steward")).fetch(
            ENTRIES["ophi"]
        )
        assert not seen.fault and len(seen.series) == 10 and {one.version for one in seen.series} == {"HDX 2025-11-03"}
        assert len(fake.asked) == 4
        files.pop("khm_mpi_trends.csv")
        seen = Refreshing(State(tmp_path / "home"), lambda _: None, client=client, who=owner("steward")).fetch(
            ENTRIES["ophi"]
        )
        assert "does not list the file khm_mpi_trends.csv any more" in str(seen.fault)


def _json(told: object) -> bytes:
    import json

    return json.dumps(told).encode()
