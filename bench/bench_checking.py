"""How long checking a large workbook takes, that none of its bad cells is passed over, and what it needs of memory."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, product
from pathlib import Path

import pandas
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.measure import Case
from childrights.catalogue import Catalogue, load_catalogue
from etl.problems import CheckResult
from etl.reading import Sheet, read_workbook
from etl.understanding import check_file, check_workbook
from etl.workbooks import annotated
from geo import Gazetteer, load_gazetteer, load_provinces
from tests.etl.corpus import kinds_error, kinds_layout, kinds_more
from tests.etl.corpus.compose import composed
from tests.etl.corpus.kinds import KINDS, drafted
from tests.etl.corpus.score import score
from ui.contribute import causes, count_cells, tints, waiting, with_held

ROOT = Path(__file__).resolve().parent.parent
ROWS, BAD_ROWS, MEGABYTES = 100_000, 50_000, 600
SEEDS, TABLES = 10, 500
MANY, MANY_LABELS = 50_000, 20_000
HEADER = ("Province", "Year", "Sex", "Wealth quintile", "Indicator", "Value")
CODES = (
    "basic_water_jmp",
    "basic_sanitation_jmp",
    "open_defecation_jmp",
    "piped_water_households",
    "flush_toilet_households",
    "mpi_headcount",
    "ecd_on_track",
    "school_attendance",
    "trained_teachers_primary",
    "skilled_birth_attendance_wdi",
)
"""Percentages whose definitions name no age and no sex, so that every group of the table is one of theirs."""

assert kinds_layout and kinds_error and kinds_more


def cases() -> Iterator[Case]:
    """A clean workbook against bare calamine and pandas, one with 1 % bad cells, and the drawn corpus."""
    with tempfile.TemporaryDirectory() as name:
        clean = write_table(Path(name) / "clean.xlsx", ROWS, bad=0)
        bad = write_table(Path(name) / "bad.xlsx", BAD_ROWS, bad=BAD_ROWS // 100)
        worse = write_table(Path(name) / "worse.xlsx", BAD_ROWS, bad=BAD_ROWS // 4)
        catalogue, gazetteer = load_catalogue(), load_gazetteer()

        def check() -> None:
            result = check_file(clean, catalogue=catalogue, gazetteer=gazetteer)
            assert len(result.observations) == ROWS and not result.problems

        yield Case(
            "check",
            f"checking {ROWS:,} rows, against bare calamine",
            check,
            lambda: read_bare(clean),
            limit=6.0,
            rounds=5,
        )
        yield Case(
            "check and pandas",
            "the same, against pandas.read_excel with openpyxl",
            check,
            lambda: pandas.read_excel(clean, engine="openpyxl"),
            limit=0.25,
            rounds=1,
        )
        yield Case(
            "bad cells",
            f"{BAD_ROWS:,} rows with 1 % bad cells, all reported under {MEGABYTES} MB, against bare calamine",
            lambda: check_bad(bad, BAD_ROWS // 100),
            lambda: read_bare(bad),
            rounds=1,
        )
        yield Case(
            "many bad cells",
            f"{BAD_ROWS:,} rows with 25 % bad cells, counted under {MEGABYTES} MB, against bare calamine",
            lambda: check_bad(worse, BAD_ROWS // 4),
            lambda: read_bare(worse),
            rounds=1,
        )
        yield from bounded(Path(name), catalogue, gazetteer)
        yield Case(
            "corpus",
            f"{len(KINDS)} kinds x {SEEDS} seeds and {TABLES:,} random tables, against drawing them",
            lambda: check_corpus(catalogue, gazetteer),
            draw_corpus,
            rounds=1,
        )


def write_table(path: Path, rows: int, bad: int) -> Path:
    """A long table without repeats; ``bad`` of its values are words."""
    rng = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(HEADER)
    places = [province.name_en for province in load_provinces().values()]
    wealth = ("Poorest", "Second", "Middle", "Fourth", "Richest")
    lines = islice(product(CODES, range(1980, 2024), places, ("Male", "Female"), wealth), rows)
    wrong = set(rng.sample(range(rows), bad))
    for number, (code, year, place, sex, quintile) in enumerate(lines):
        value = "soon" if number in wrong else round(rng.uniform(35, 45), 1)
        sheet.append([place, year, sex, quintile, code, value])
    book.save(path)
    return path


def bounded(folder: Path, catalogue: Catalogue, gazetteer: Gazetteer) -> Iterator[Case]:
    """What is done with a file of very many problems after its check, against reading it with bare calamine: no part
    of it may grow with problems times rows."""
    values: Mapping[str, Callable[[int], tuple[str, object]]] = {
        "bad cells of one kind": lambda number: ("Stunting", "soon"),
        "distinct bad words": lambda number: ("Stunting", f"word {number:x} {number * 7919:x}"),
        "distinct unknown labels": lambda number: (f"thing {number:x} of {number * 7919:x}", 30.5 + number % 10),
    }
    for what, made in values.items():
        rows = MANY_LABELS if "labels" in what else MANY
        path = folder / f"{what}.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Data")
        sheet.append(("Province", "Year", "Indicator", "Value"))
        for number in range(rows):
            sheet.append(("Kep", 2000 + number % 20, *(made(number) if number >= 20 else ("Stunting", 30.5))))
        book.save(path)
        found = check_file(path, catalogue=catalogue, gazetteer=gazetteer)
        sheets, content = read_workbook(path).sheets, path.read_bytes()

        def review(found: CheckResult = found, sheets: Sequence[Sheet] = sheets) -> None:
            marks = tints(found, lambda problem: problem.message)
            held = waiting(causes(found.problems), sheets, marks, found.tables)
            count_cells(held)
            with_held(marks["Data"], sheets[0], [], [table.cell_range for table in found.tables])

        def mark(found: CheckResult = found, content: bytes = content, path: Path = path) -> None:
            annotated(content, found.problems, "en", file_name=path.name)

        bare = partial(read_bare, path)
        yield Case(f"review, {what}", f"{rows:,} {what} made ready for the page", review, bare, limit=4.0, rounds=1)
        yield Case(f"marks, {what}", f"{rows:,} {what}: the marked copy", mark, bare, limit=10.0, rounds=1)


def read_bare(path: Path) -> int:
    """What calamine alone takes."""
    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False))


def check_bad(path: Path, bad: int) -> None:
    """Check in a process of its own, which says how many cells were reported and how much memory it took."""
    code = (
        "import resource, sys; from pathlib import Path; from etl.understanding.check import check_file; "
        "from etl.problems.alike import more_of; "
        "r = check_file(Path(sys.argv[1])); "
        "print(sum(1 + more_of(p) for p in r.problems if p.code == 'not_a_number'), len(r.observations), "
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    reported, accepted, megabytes = map(int, run.stdout.split())
    assert (reported, accepted) == (bad, BAD_ROWS - bad), run.stdout
    assert megabytes < MEGABYTES, f"{megabytes} MB"


def check_corpus(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    """Zero silently wrong, zero silently dropped, every seeded error at its cell, at least 97 % read."""
    facts = unread = 0
    drawn = [drafted(kind, seed) for kind in KINDS for seed in range(SEEDS)]
    for case in [*drawn, *(composed(seed) for seed in range(TABLES))]:
        found = score(case, check_workbook(case.workbook(), catalogue=catalogue, gazetteer=gazetteer))
        assert not (found.wrong or found.dropped or found.unreported or found.unbalanced), (case.kind, case.seed, found)
        facts += found.facts
        unread += len(found.unread)
    assert unread <= 0.03 * facts


def draw_corpus() -> None:
    """The same workbooks drawn and not read."""
    for kind, seed in product(KINDS, range(SEEDS)):
        drafted(kind, seed).workbook()
    for seed in range(TABLES):
        composed(seed).workbook()
