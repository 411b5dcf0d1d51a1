"""Every matcher knows a Khmer word however it is typed, and no list of words escapes the folding."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.rights.recommendations import plain_head
from childrights.search import build_index, entries_of, find_entries
from etl.cells import marks
from etl.cells.text import plain as plainly
from etl.cells.units import find_unit, read_unit
from etl.cells.values import read_value
from etl.intake.matching import squeezed
from etl.labels.ages import read_age
from etl.labels.categories import read_category
from etl.labels.category_words import SURE_WORDS
from etl.labels.indicators import IndicatorMatcher
from etl.labels.reductions import label_key
from etl.labels.words import (
    WORDS_FILE,
    is_note,
    is_usual_status,
    names_count,
    names_district,
    names_everybody,
    names_region,
    names_sample,
    names_sideline,
    normal,
    role_of,
    status_of,
    without_fillers,
)
from etl.periods.read import read_period_cell
from etl.persons import personal_words
from etl.persons.personal import find_personal, kind_of_header
from etl.persons.personal_texts import tells_of_a_person
from geo.khmer import fold_khmer
from geo.names import load_gazetteer
from geo.provinces import load_provinces
from geo.words import plain_name

ROOT = Path(__file__).resolve().parents[2]
KHMER = re.compile("[\u1780-\u17ff]+")
FOLDED_WHERE_USED = ("etl/cells/units.py", "etl/cells/cell_text.py", "geo/khmer.py", "childrights/wording/returned.py")
"""Files whose patterns are folded where they are compiled, which the tables below try, and the one that folds the words
that a reader sends back."""


def respelt(text: str) -> str:
    """``text`` as a hasty hand types it: other twins, vowels in two pieces, other order, joiners inside."""
    for standard, typed in (
        ("\u17d2\u178f", "\u17d2\u178a"),
        ("\u17b1", "\u17b2"),
        ("\u17aa", "\u17b3"),
        ("\u17c4", "\u17c1\u17b6"),
        ("\u17be", "\u17c1\u17b8"),
        ("\u17c8", "\u17c7"),
    ):
        text = text.replace(standard, typed)
    text = re.sub("(\u17d2[\u1780-\u1799\u179b-\u17a2])(\u17d2\u179a)", r"\2\1", text)
    return re.sub("(?<=[\u17b6-\u17c7])(?=[\u1780-\u17a2])", "\u200b", text)


def words_of(*texts: str) -> list[str]:
    """Every piece of Khmer in some texts or patterns."""
    return sorted({word for text in texts for word in KHMER.findall(text)})


def listed() -> list[str]:
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return [word for row in csv.DictReader(file) for word in row["words"].split(";") if KHMER.search(word)]


CATALOGUE = load_catalogue()
MATCHER = IndicatorMatcher.of(CATALOGUE)
INDEX = build_index(entries_of(CATALOGUE))
PLACES = [name for one in load_provinces().values() for name in (one.name_km, *one.aliases_km)]
INDICATORS = [name for one in CATALOGUE.indicators.values() for name in (one.name_km, *one.aliases_km) if name]
MONTHS = ("មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ")
MARKS = [word for word in marks.MARKS if KHMER.search(word)]
HEADERS = words_of(*(pattern.pattern for _, pattern in personal_words.HEADERS), "ឈ្មោះម្តាយ", "ឈ្មោះឪពុកម្តាយ")
CELLS = ("12 នាក់", "5 ម៉ឺន", "ប្រហែល 40", "3 ក្នុងចំណោម 10", "41 (ស្រី 12)", "តិចជាង 5", "12 ភាគរយ", "10 ដល់ 12")

MATCHERS: tuple[tuple[str, Callable[[str], object], Iterable[str]], ...] = (
    ("personal headers", kind_of_header, HEADERS),
    ("personal words", lambda text: personal_words.OF_A_CHILD.search(fold_khmer(text)) is None, ["ម្តាយ", "ឪពុក"]),
    ("texts about persons", tells_of_a_person, ["ឈ្មោះ សុខ", "ថ្ងៃខែឆ្នាំកំណើត: 3", "ឈ្មោះម្តាយ: ច"]),
    ("categories", read_category, [word for words in SURE_WORDS.values() for word in words if KHMER.search(word)]),
    ("places", lambda text: load_gazetteer().match(text).area, PLACES),
    ("indicators", lambda text: MATCHER.match(text).code, INDICATORS),
    ("label keys", label_key, INDICATORS),
    ("roles", role_of, listed()),
    ("notes", is_note, listed()),
    ("statuses", lambda text: (status_of(text), is_usual_status(text)), listed()),
    ("regions", lambda text: (names_region(text), names_district(text), names_everybody(text)), listed()),
    ("sidelines", lambda text: (names_sideline(text), names_count(text), names_sample(text)), listed()),
    ("fillers", without_fillers, listed()),
    (
        "units",
        lambda text: (read_unit(text), find_unit(text).unit),
        ["ភាគរយ", "គិតជាភាគរយ", "ចំនួនសរុប", "ពាន់នាក់", "ក្នុងកំណើតរស់១ពាន់", "ចំណុចភាគរយ", "សមាមាត្រ", "ក្នុងប្រជាជន 10,000"],
    ),
    (
        "periods",
        lambda text: read_period_cell(text)[:4],
        [*(f"{month} 2014" for month in MONTHS), "ឆ្នាំ ២០១៤", "ឆ្នាំសិក្សា 2014-15", "ត្រីមាសទី១ ឆ្នាំ 2014", "ព.ស. ២៥៥៧"],
    ),
    ("ages", lambda text: read_age(plainly(text)), ["អាយុ 5-9 ឆ្នាំ", "ក្រោម 5 ឆ្នាំ", "15 ឆ្នាំឡើងទៅ", "ក្រោមប្រាំឆ្នាំ"]),
    ("marks", lambda text: read_value(text)[:3], MARKS),
    ("cells", lambda text: read_value(text)._replace(note=""), CELLS),
    ("search", lambda text: [hit.code for hit in find_entries(INDEX, text)][:3], [*PLACES[:9], *INDICATORS[:9]]),
    ("heads of lists", lambda text: (plain_head(text), squeezed(text)), ["ប្រធានបទ", "អ្វីដែលបានស្នើ", "បានអនុវត្ត"]),
    ("normal forms", lambda text: (normal(text), plain_name(text)), [*PLACES, *MONTHS]),
)


@pytest.mark.parametrize(("match", "words"), [one[1:] for one in MATCHERS], ids=[one[0] for one in MATCHERS])
def test_a_word_is_known_however_it_is_typed(match: Callable[[str], object], words: Iterable[str]) -> None:
    missed = [word for word in words if match(respelt(word)) != match(word)]
    assert not missed


def test_the_hasty_hand_types_many_words_otherwise() -> None:
    tried = {word for _, _, words in MATCHERS for word in words}
    assert sum(respelt(word) != word for word in tried) > 300
    assert sum("\u17d2\u178a" in respelt(word) for word in tried) > 20


@pytest.mark.parametrize("header", ["ឈ្មោះម្តាយ", "ឈ្មោះម្ដាយ", "ឈ្មោះ\u200bម្ដាយ", "ឈ្មោះឳពុក", "ឈ្មោះឪពុក\u200bម្ដាយ"])
def test_a_column_of_names_is_refused_however_its_head_is_typed(header: str) -> None:
    rows = [["ខេត្ត", header], ["កណ្តាល", "សុខ ចាន់"], ["តាកែវ", "ចាន់ ធីតា"], ["កំពត", "កែវ សុភា"]]
    assert [(one.kind, one.header) for one in find_personal(rows)] == [("name", header)]


def _khmer_constants(path: Path) -> Iterable[tuple[int, str]]:
    """Texts in Khmer of a file: without docstrings, ranges of letters and what is folded in the same statement."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        if "fold_khmer" in names and isinstance(statement, ast.Assign | ast.AnnAssign):
            continue
        for node in ast.walk(statement):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if KHMER.search(text) and not re.search("[\u1780-\u17ff]-", text) and "``" not in text:
                yield node.lineno, text


def test_no_list_of_words_escapes_the_folding() -> None:
    unfolded = [
        f"{path.relative_to(ROOT)}:{line} {text[:40]}"
        for room in ("etl", "geo", "childrights", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in FOLDED_WHERE_USED
        for line, text in _khmer_constants(path)
        if fold_khmer(text) != text
    ]
    assert not unfolded
