"""A trend line is drawn in the pieces that may be joined, and says where and why it was cut."""

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.charts.present import Presenter
from childrights.charts.tokens import LIGHT
from childrights.i18n import Translator
from childrights.snapshot.queries import series
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()


def presenter(code: str) -> Presenter:
    return Presenter(CATALOGUE, CATALOGUE.indicators[code], Translator("en", {}), LIGHT, "test")


def seen(code: str, year: int, area: str = "KH", **more: object) -> Observation:
    return Observation(code, area, year, year, str(year), value=1.0, source="census2019", **more)  # type: ignore[arg-type]


def test_records_that_shifted_are_not_joined(shipped: Snapshot) -> None:
    code = "out_of_school_lower_secondary_admin"
    found = series(shipped, code, ["KH"], [Group()])
    (line,) = presenter(code).lines(found)
    assert [len(piece) for piece in line.segments[:-2]] == [1] * (len(line.segments) - 2)
    assert line.segments[-2][0].x > 2011 and len(line.segments[-2]) > 1 and len(line.segments[-1]) == 1
    cut, jump = presenter(code).breaks(found)
    assert cut.words.startswith("Records changed") and 2011 <= cut.year <= 2015
    assert jump.words.startswith("Unexplained jump") and jump.year == 2023


def test_an_unbroken_series_is_one_line(shipped: Snapshot) -> None:
    found = series(shipped, "stunting", ["KH"], [Group()])
    (line,) = presenter("stunting").lines(found)
    assert len(line.segments) == 1 and presenter("stunting").breaks(found) == ()


def test_tboung_khmum_is_drawn_and_told() -> None:
    census = [seen("population_census", 2008, "KH03+KH25"), seen("population_census", 2019, "KH03")]
    (cut,) = presenter("population_census").breaks(census)
    assert "Tboung Khmum" in cut.words and 2013 < cut.year < 2014.5
    uploaded = [seen("stunting", year, "KH03") for year in (2010, 2014)]
    assert [len(piece) for piece in presenter("stunting").lines(uploaded)[0].segments] == [1, 1]
    assert "Tboung Khmum" in presenter("stunting").breaks(uploaded)[0].words
