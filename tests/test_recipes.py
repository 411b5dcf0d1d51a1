"""Every recipe of CONTRIBUTING.md, followed to the letter on a copy of the tree: its files, its commands, what they show.

What the copy is given (an indicator, a page, a verb …) exists for this test alone. All recipes are followed before any
command runs, so that each command, which takes a second or two, runs once; the tests the recipes name run in one go.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.support import tables

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GIVEN = {
    "code": "recipe_meals",
    "key": "recipe2024",
    "area": "KH05",
    "section": "about",
    "page": "recipe",
    "verb": "recipe",
    "file": "recipe.xlsx",
}
"""What stands in this test for the names in angle brackets."""
KHMER = "អាហារនៅសាលា"
RECOMMENDATION = "78RJS-0SM88"
KINDS = (".csv", ".md", ".po", ".py", ".toml")
"""What recipes are made of."""
NOT_COPIED = (".git", ".venv*", ".*_cache", ".hypothesis", "state", "build")

_STEP = re.compile(r"^(?:\d+\. |   )`([^`]+)`(?=[:,]| and$)", re.MULTILINE)
_COMMAND = re.compile(r"^ {4,7}python (.+?)(?: +#.*)?$", re.MULTILINE)


def recipe(head: str) -> str:
    """The words of a recipe, with the names of this test in them."""
    found = re.search(rf"^### {head}\n(.+?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING.md has no recipe for {head}"
    return re.sub(r"<(\w+)>", lambda gap: GIVEN[gap[1]], found[1])


@dataclass(frozen=True)
class Copy:
    """A copy of the tree."""

    root: Path

    def files(self) -> Mapping[str, bytes]:
        """What stands in the files that belong to the tree."""
        found = (path for path in self.root.rglob("*") if path.is_file() and path.suffix in KINDS)
        named = {path.relative_to(self.root).as_posix(): path for path in found}
        return {name: path.read_bytes() for name, path in named.items() if not name.startswith("home/")}

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8", newline="\n")

    def put(self, path: str, before: str, text: str) -> None:
        """``text`` before the first line that begins with ``before``, or at the end for ``""``."""
        whole = (self.root / path).read_text(encoding="utf-8")
        at = whole.index(f"\n{before}") + 1 if before else len(whole)
        self.write(path, whole[:at] + text + whole[at:])

    def row(self, path: str, **cells: str) -> None:
        """A row at the end of a table; columns that are not named stay empty."""
        with (self.root / path).open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        assert set(cells) <= set(head)
        with (self.root / path).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([cells.get(name, "") for name in head])

    def python(self, words: str) -> subprocess.CompletedProcess[str]:
        """``python`` and ``words`` in the copy; ``run.py`` would set up a second environment, and hands on to ``cli``."""
        said = words.replace("run.py", "cli").split()
        # A worker's tests share what one of them built; these are no worker's, and would take what another tree left.
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment = {**ours, "CHILDRIGHTS_HOME": str(self.root / "home"), "PYTHONUTF8": "1"}
        command = [sys.executable, *said]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, encoding="utf-8")


def an_indicator(copy: Copy) -> None:
    copy.row(
        "data/reference/indicators.csv",
        code="recipe_meals",
        name_en="Pupils who eat at school",
        name_km=KHMER,
        name_km_status="draft",
        short_name_en="Meals at school",
        short_name_km=KHMER,
        topic="recipe_meals",
        definition_en="Pupils who are given a meal",
        unit="percent",
        decimals="1",
        polarity="higher_better",
        minimum="0",
        maximum="100",
        crc_articles="28",
        cluster="EDU",
        source_type="administrative",
        sensitivity="public",
        has_data="yes",
        tier="additional",
    )
    topic = {"code": "recipe_meals", "name_en": "Meals at school", "name_km": KHMER}
    copy.row("data/reference/topics.csv", **topic, cluster="EDU", members="recipe_meals")
    copy.row(
        "data/reference/concepts.csv", topic="recipe_meals", concept="meals", members="recipe_meals", reason="Alone"
    )
    words = {"noun_en": "pupils", "verb_en": "ate at school", "without_en": "did not eat at school", "noun_km": "សិស្ស"}
    words |= {"counter_km": "នាក់", "verb_km": "បានញ៉ាំនៅសាលា", "without_km": "មិនបានញ៉ាំនៅសាលា"}
    copy.row("data/reference/message_words.csv", indicator="recipe_meals", kind="share", **words)


def a_layout(copy: Copy) -> None:
    copy.write(
        "data/sources/recipe2024.csv",
        "Province,Year,With a meal (%),Remark\nKampong Speu,2024,31.5,As a recipe has it\nTakeo,2024,22,\n",
    )
    copy.write(
        "data/layouts/recipe2024.toml",
        'source = "recipe2024"\nshape = "wide"\nperiod = "Year"\nplace = "Province"\n\n[columns]\nnote = "Remark"\n\n[[tables]]\ntable = "Table 1"\n',
    )
    copy.row("data/reference/notes.csv", note_en="As a recipe has it", note_km=KHMER, kind="caution")
    copy.write("data/layouts/recipe2024.series.csv", "series,indicator\nWith a meal (%),recipe_meals\n")
    copy.row(
        "data/reference/sources.csv",
        key="recipe2024",
        title="Meals",
        publisher="A ministry",
        year="2024",
        trust="good",
        url="https://example.org/meals",
        passing_on="yes",
        licence_note="Cite the ministry",
        citation="A ministry, Meals, 2024.",
    )
    copy.row("data/reference/rounds.csv", source="recipe2024", programme="emis", basis="stated")
    fact = dict.fromkeys(("sex", "age", "residence", "wealth", "disability"), "total")
    fact |= {"indicator": "recipe_meals", "area": "KH05", "area_as_published": "Kampong Speu", "period_label": "2024"}
    fact |= {"value": "31.5", "display": "31.5", "unit": "percent", "source": "recipe2024", "source_table": "Table 1"}
    copy.row("tests/data/golden_facts.csv", **fact)
    told = "{:,} published figures from {} sources, 1978 to 2030, for {} indicators"
    counts = (tables.figures, tables.sources, tables.indicators_with_data)
    now, then = (told.format(*(count(root) for count in counts)) for root in (ROOT, copy.root))
    readme = (copy.root / "README.md").read_text(encoding="utf-8")
    copy.write("README.md", readme.replace(now, then))


def a_page(copy: Copy) -> None:
    copy.write(
        "pages/about/recipe.py",
        '"""A page of a recipe."""\n\n'
        "from ui.parts import show_text, show_title, this_page\n\n"
        "page = this_page()\n_ = page.t._\n\n"
        'show_title(_("A page of a recipe"), page.lang)\nshow_text([_("It says this.")], page.lang)\n',
    )
    line = '        st.Page("pages/about/recipe.py", title=t._("A page of a recipe"), url_path="recipe"),\n'
    copy.put("ui/shell/app.py", '        st.Page("pages/about/sources.py"', line)
    copy.write(
        "tests/pages/test_recipe.py",
        "import pytest\nfrom childrights.i18n import LANGUAGES, translator\n"
        "from tests.pages.opening import opener, words\n\n\n"
        '@pytest.mark.parametrize("lang", LANGUAGES)\n'
        "def test_the_page_says_it(built_home, monkeypatch, lang):\n"
        '    page = opener(built_home, monkeypatch)("about/recipe", lang=lang)\n'
        '    assert not page.exception and translator(lang)._("It says this.") in words(page)\n',
    )


def a_verb(copy: Copy) -> None:
    copy.put(
        "cli/readers.py",
        "@app.command()\ndef provinces(",
        "@app.command()\ndef recipe(as_json: Json = False) -> None:\n"
        '    """The keys of the sources."""\n'
        "    answer({key: one.title for key, one in load_catalogue().sources.items()}, as_json)\n\n\n",
    )
    copy.put(
        "README.md", "| `python run.py bench` |", "| `python run.py recipe --json` | lists the keys of the sources |\n"
    )
    copy.put(
        "tests/test_cli.py",
        "",
        "\n\ndef test_recipe(own_home: Path) -> None:\n"
        '    assert "recipe2024" in json.loads(run(own_home, "recipe", "--json").stdout)\n'
        '    assert "recipe2024" in run(own_home, "recipe").stdout\n',
    )


def a_problem(copy: Copy) -> None:
    copy.row(
        "etl/problems/sentences.csv",
        code="recipe_problem",
        variant="seen",
        text="“{value}” stands in a recipe.",
        cure="Choose another number than {value}.",
    )
    copy.put(
        "etl/checks/checks.py",
        "def check_duplicates(",
        "def check_recipe(observations: Sequence[Observation]) -> Iterator[Problem]:\n"
        '    """A number that stands in a recipe."""\n'
        "    for one in observations:\n"
        "        if one.value == 12.125:\n"
        '            yield _at(one, "recipe_problem", "seen", "warning")\n\n\n',
    )
    copy.put("etl/checks/checks.py", "    problems += check_filler(", "    problems += check_recipe(observations)\n")
    for lang in ("en", "km"):
        words = "A number of a recipe" if lang == "en" else KHMER
        topic = f"\n## recipe_problem: {words}\n[cause]\n{words}\n[example]\n{words}\n[cure]\n{words}\n"
        copy.put(f"docs/help/problems.{lang}.md", "", topic)
    copy.put(
        "tests/etl/understanding/test_checks.py",
        "",
        "\n\ndef test_a_number_of_a_recipe() -> None:\n"
        '    assert told([figure(12.125)]) == [("warning", "recipe_problem/seen", "B2")]\n'
        "    assert told([figure(12.25)]) == []\n",
    )
    book = openpyxl.Workbook()
    for row in (["Stunting (%), 2022"], [], ["Province", "2022"], ["Kampong Speu", 12.125], ["Takeo", 24.1]):
        book.active.append(row)
    book.save(copy.root / "recipe.xlsx")


def a_recommendation(copy: Copy) -> None:
    document = {"mechanism": "CRC", "document": "CRC/C/KHM/CO/99", "year": "2026"}
    title = "Observations of a recipe"
    copy.row(
        "data/reference/recommendations.csv",
        **document,
        id=RECOMMENDATION,
        document_title=title,
        kind="recommendation",
        number="12",
        cluster="EDU",
        topic="Meals at school",
        topic_km=KHMER,
        crc_articles="28",
        summary="Give every pupil a meal",
        summary_km=KHMER,
        position="noted",
        position_km=KHMER,
        source_url="https://example.org/meals",
        confidence="text read",
        read_in="https://example.org/meals",
    )
    answer = {"recommendation": RECOMMENDATION, "said_on": "2026-06", "position": "noted", "word_used": "noted"}
    copy.row("data/reference/recommendation_positions.csv", **answer, source="https://example.org/meals")
    with (copy.root / "data/reference/review_cycles.csv").open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    review = {**document, "title": title, "title_km": KHMER, "missing": "All but one", "missing_km": KHMER}
    review["source_url"] = "https://example.org/meals"
    newest = ",".join(review.get(name, "") for name in head)
    copy.put("data/reference/review_cycles.csv", "UPR cycle 4,", f"{newest}\n")


def a_word(copy: Copy) -> None:
    """The Khmer of every word that the other recipes brought, in the empty places that the first command made."""
    path = "locales/km/LC_MESSAGES/messages.po"
    whole = (copy.root / path).read_text(encoding="utf-8")
    empty = re.compile(r'^msgid "(.+)"\nmsgstr ""\n(?!")', re.MULTILINE)
    gaps = {found[1]: "".join(re.findall(r"\{\w+\}", found[1])) for found in empty.finditer(whole)}
    assert len(gaps) == 4, gaps
    copy.write(path, empty.sub(lambda found: f'msgid "{found[1]}"\nmsgstr "{KHMER}{gaps[found[1]]}"\n', whole))


RECIPES: Mapping[str, tuple[Callable[[Copy], None], Mapping[str, str]]] = {
    "An indicator with its source": (
        an_indicator,
        {"run.py build": "Published", "run.py message": "About 3 in 10 pupils in Kampong Speu ate at school"},
    ),
    "A layout of a source": (a_layout, {"run.py build": f"{tables.figures() + 2} observations, 0 rejected"}),
    "A page": (a_page, {}),
    "A verb": (a_verb, {"run.py recipe": '"recipe2024": "Meals"'}),
    "A problem code": (a_problem, {"run.py check": "“12.125” stands in a recipe."}),
    "A recommendation": (a_recommendation, {}),
    "A Khmer word": (a_word, {}),
}


@dataclass(frozen=True)
class Followed:
    """What came of all recipes: by recipe the files that were touched, by command what it said, and the tests' answers."""

    touched: Mapping[str, set[str]]
    said: Mapping[str, str]
    tests: str


def _done(copy: Copy, command: str) -> str:
    """What a command said."""
    done = copy.python(command)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    root = tmp_path_factory.mktemp("recipes") / "copy"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
    copy, touched, asked = Copy(root), {}, dict[str, None]()
    commands: list[str] = []
    before = copy.files()
    for head, (follow, _) in RECIPES.items():
        written = [one for one in _COMMAND.findall(recipe(head)) if one.startswith("tools/")]
        if "tools/catalogues.py" in written:
            _done(copy, written.pop(0))
        follow(copy)
        for command in written:
            _done(copy, command)
        after = copy.files()
        touched[head] = {name for name in after if after[name] != before.get(name)}
        before = after
        commands += _COMMAND.findall(recipe(head))
    asked.update(dict.fromkeys(path for one in commands if one.startswith("-m pytest -q ") for path in one.split()[3:]))
    said = {one: _done(copy, one) for one in dict.fromkeys(commands) if one.startswith("run.py ")}
    tests = copy.python(f"-m pytest -v -p no:cacheprovider {' '.join(asked)}")
    return Followed(touched, said, tests.stdout)


@pytest.mark.parametrize("head", RECIPES)
def test_a_recipe_names_the_files_that_it_needs(followed: Followed, head: str) -> None:
    named = _STEP.findall(recipe(head))
    assert followed.touched[head] - {"locales/en/LC_MESSAGES/messages.po"} == set(named)


@pytest.mark.parametrize("head", RECIPES)
def test_the_commands_of_a_recipe_show_that_it_worked(followed: Followed, head: str) -> None:
    for start, words in RECIPES[head][1].items():
        assert [words in said for command, said in followed.said.items() if command.startswith(start)] == [True], (
            followed.said
        )
    commands = [one for one in _COMMAND.findall(recipe(head)) if one.startswith("-m pytest")]
    assert commands
    for one in (path for command in commands for path in command.split()[3:]):
        answers = re.findall(rf"^{re.escape(one)}.* (PASSED|FAILED|ERROR|SKIPPED)", followed.tests, re.MULTILINE)
        assert set(answers) == {"PASSED"}, f"{one}: {answers}\n{followed.tests[-4000:]}"


def test_the_guide_is_short_and_shows_the_house_as_the_readme_does() -> None:
    picture = next(one for one in re.findall(r"(?:^ {4}.*\n)+", GUIDE, re.MULTILINE) if "snapshot" in one)
    assert picture in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(GUIDE.splitlines()) <= 150


def test_every_recipe_is_followed() -> None:
    """That for a view stands with the views, and so does its test."""
    heads = re.findall(r"^### (.+)$", GUIDE, re.MULTILINE)
    assert heads == sorted({*RECIPES, "A chart view"}, key=heads.index)
    assert [
        path
        for path in re.findall(r"`(ui/explore/\S+|tests/ui/\S+)`", recipe("A chart view"))
        if not (ROOT / path).exists()
    ] == []
