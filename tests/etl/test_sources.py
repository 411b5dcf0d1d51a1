"""Published files are read whole: what does not fit the layout is refused, what cannot be read is kept as rejected."""

import re
from pathlib import Path

import pytest

from childrights.catalogue.model import Observation
from childrights.catalogue.tables import BuildError, SourceFileError
from childrights.statistics.small_samples import unweighted_cases
from etl.ledger.state import State
from etl.snapshot.assemble import build, fingerprint_inputs, shipped_files
from etl.sources.sources import load_layout, published_number, published_period, read_source
from tests.making import SOURCE, write_world


def read(folder: Path, rows: list[dict[str, object]], *, edit: tuple[str, str] | None = None):  # type: ignore[no-untyped-def]
    inputs = write_world(folder, rows)
    if edit:
        path = inputs.sources / f"{SOURCE}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    return read_source(inputs.layouts / f"{SOURCE}.toml", inputs.sources, lambda _: None)


def test_every_figure_knows_its_cell(tmp_path: Path) -> None:
    result = read(tmp_path, [{"area": "KH05", "value": 31.5}, {"area": "KH06", "value": 0}])
    assert [(o.sheet, o.cell, o.value) for o in result.observations] == [(SOURCE, "D2", 31.5), (SOURCE, "D3", 0.0)]
    assert len({o.id for o in result.observations}) == 2


def test_the_same_file_gives_the_same_codes(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"area": "KH05", "value": 31.5}]
    assert read(tmp_path / "a", rows).observations == read(tmp_path / "b", rows).observations


@pytest.mark.parametrize(
    ("file", "before", "after", "name", "told"),
    [
        (f"sources/{SOURCE}.csv", "31.5", "32.5", "value", 32.5),
        (f"layouts/{SOURCE}.toml", 'shape = "long"', 'shape = "long"\nnote = "Read anew"', "note", "Read anew"),
        (f"layouts/{SOURCE}.series.csv", "stunting,stunting", "stunting,wasting", "indicator", "wasting"),
        (f"layouts/{SOURCE}.places.csv", "KH05,KH05", "KH05,KH06", "area", "KH06"),
    ],
)
def test_a_file_is_read_anew_when_it_or_what_describes_it_changed(
    tmp_path: Path, file: str, before: str, after: str, name: str, told: object
) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 31.5}])

    def find(_: str) -> None:
        return None

    def now() -> Observation:
        return read_source(inputs.layouts / f"{SOURCE}.toml", inputs.sources, find).observations[0]

    assert getattr(now(), name) != told
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / file).write_text(text.replace(before, after), encoding="utf-8")
    assert getattr(now(), name) == told


@pytest.mark.parametrize("text", ["", "n/a", "1,5", "nan", "inf", "1e", "１２x"])
def test_what_is_no_number_is_rejected_or_blank_never_zero(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, [{"area": "KH05", "value": "4711"}], edit=("4711", f'"{text}"'))
    assert result.observations == ()
    assert result.cells == len(result.rejected) + result.blank == 1


def test_an_unknown_place_is_rejected_with_its_cell(tmp_path: Path) -> None:
    result = read(tmp_path, [{"area": "KH05", "value": 1}], edit=("KH05,2014", "Atlantis,2014"))
    assert [(r.cell, r.value) for r in result.rejected] == [("D2", "1")]
    assert "Atlantis" in result.rejected[0].reason


def test_a_renamed_column_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="'sample_size' of the layout is missing"):
        read(tmp_path, [{"value": 1}], edit=("sample_size", "n"))


def test_a_new_column_is_refused_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="has 14 cells|column 'extra'"):
        read(tmp_path, [{"value": 1, "note": "x"}], edit=("status,note", "status,extra,note"))


def test_an_unknown_layout_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('source = "x"\nshape = "long"\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(SourceFileError, match="colour"):
        load_layout(path)


@pytest.mark.parametrize(
    ("label", "years"),
    [("2014", (2014, 2014)), ("2021-22", (2021, 2022)), ("2013-2015", (2013, 2015))],
)
def test_periods(label: str, years: tuple[int, int]) -> None:
    assert published_period(label) == years


@pytest.mark.parametrize("label", ["", "14", "2014-13", "2014/15", "about 2014"])
def test_what_is_no_period_is_refused(label: str) -> None:
    with pytest.raises(ValueError):
        published_period(label)


def test_multiplying_is_exact_in_decimals() -> None:
    assert published_number("0.053", multiply="1000") == 53.0
    assert published_number("0.0295", multiply="1000") == 29.5


def test_dhs_rule_hides_and_brackets_small_samples() -> None:
    root = Path(__file__).parents[2]
    result = read_source(root / "data/layouts/gdl_area.toml", root / "data/sources", {"Cambodia": "KH"}.get)
    for o in result.observations:
        cases = unweighted_cases(o)
        if o.status == "not_given":
            assert o.value is None and (o.sample_size or 0) < 25 <= (cases or 0)
        elif cases is not None:
            assert o.status == ("small_sample" if cases < 50 else "normal") and o.value is not None and cases >= 25
    assert sum(o.value is None for o in result.observations) == 29


def test_files_that_a_system_puts_beside_ours_change_nothing(tmp_path: Path) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 1}])
    before = fingerprint_inputs(inputs, ())
    for name in (f"._{SOURCE}.toml", f"~${SOURCE}.toml", ".DS_Store", "desktop.ini"):
        (inputs.layouts / name).write_bytes(b"\x00\x05\x16\x07")
    assert [path.stem for path in shipped_files(inputs.layouts, ".toml")] == [SOURCE]
    (inputs.layouts / "desktop.ini").unlink()
    assert fingerprint_inputs(inputs, ()) == before


@pytest.mark.parametrize("name", ["breaks-LAPTOP-7QK2", "breaks (1)", "breaks - Copy", "Breaks", "breaks.old"])
def test_a_copy_of_a_table_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    for one in ("breaks", name):
        (tmp_path / f"{one}.csv").touch()
    with pytest.raises(SourceFileError, match=re.escape(f"{name}.csv")):
        shipped_files(tmp_path, ".csv")


def test_a_second_layout_of_a_source_is_refused(tmp_path: Path) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 1}])
    (inputs.layouts / "another.toml").write_bytes((inputs.layouts / f"{SOURCE}.toml").read_bytes())
    with pytest.raises(SourceFileError, match="another.toml is about the source"):
        build(State(tmp_path / "home"), inputs)


def test_a_drive_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("filelock.FileLock._acquire", refuse)
    with pytest.raises(BuildError, match="cannot lock files"), State(tmp_path).publishing():
        pass
