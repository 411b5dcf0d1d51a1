"""The forms of papers are tables that the coalition edits: what stands there holds, a broken row is named."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue import ChildRightsError, load_catalogue
from childrights.i18n import translator
from childrights.papers import Chapter, Choice, PaperError, checked, form_called, load_forms, load_sentences, outline
from childrights.papers.forms import FOLDER, FORMS_FILE, MOST_BLANKS, SECTIONS_FILE
from childrights.papers.sentences import SENTENCES_FILE

FORMS = ("annual", "analysis", "alternative", "opsc", "opac", "upr", "rapporteur", "position", "statement")
CATALOGUE = load_catalogue()
RIGHTS = ("GMI", "DEF", "GPR", "CRF", "VAC", "FEA", "DHW", "EDU", "SPM")


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str, str], Path]:
    """A copy of the tables in which the cell of one row (``FORM`` or ``FORM.KEY``) was changed."""

    def change(file: str, row: str, column: str, value: str) -> Path:
        for name in (FORMS_FILE, SECTIONS_FILE):
            text = (FOLDER / name).read_text(encoding="utf-8")
            found = list(csv.DictReader(io.StringIO(text)))
            if name == file:
                named = [one for one in found if ".".join(filter(None, (one["form"], one.get("key")))) == row]
                assert len(named) == 1
                named[0][column] = value
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, found[0])
                writer.writeheader()
                writer.writerows(found)
        return tmp_path

    return change


def test_the_nine_forms_are_there_in_their_order() -> None:
    assert tuple(load_forms()) == FORMS


@pytest.mark.parametrize("key", FORMS)
def test_a_form_says_everything_in_both_languages(key: str) -> None:
    form = form_called(key)
    for one in (form, *form.sections):
        assert one.title("en") != one.title("km")
    assert form.about("en") and form.about("km")
    assert sum(bool(one.write("km")) for one in form.sections) <= MOST_BLANKS
    # Lang and form are choices too: at most eight in all.
    assert len(form.choices) + 2 <= 8


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "said"),
    [
        (SECTIONS_FILE, "upr.asked", "kind", "poem", ", column kind: 'poem' is not known"),
        (SECTIONS_FILE, "upr.asked", "each", "child", "column each: 'child' is not known"),
        (SECTIONS_FILE, "upr.asked", "share", "28", "make 101 per cent, not 100"),
        (SECTIONS_FILE, "upr.asked", "share", "many", "column share: 'many' is not a number"),
        (SECTIONS_FILE, "upr.asked", "share", "-1", "column share: '-1' is not between"),
        (SECTIONS_FILE, "upr.asked", "title_km", "", "column title_km: is empty"),
        (SECTIONS_FILE, "upr.asked", "key", "Two words", "column key: 'Two words' is not one word"),
        (SECTIONS_FILE, "upr.asked", "key", "who", "'who' stands twice in the form upr"),
        (SECTIONS_FILE, "upr.asked", "articles", "55", "'55' is not an article of the Convention"),
        (SECTIONS_FILE, "opsc.victims", "paragraphs", "paragraph 16", "'paragraph 16' is no document with a paragraph"),
        (SECTIONS_FILE, "upr.asked", "paragraphs", "CRC/C/OPSC/KHM/CO/1 16", "only a section of the kind cluster"),
        (SECTIONS_FILE, "upr.asked", "form", "ups", "'ups' does not stand in forms.csv"),
        (SECTIONS_FILE, "upr.asked", "write_en", "something", "column write_km: is empty"),
        (SECTIONS_FILE, "analysis.causes", "write_en", "", "column write_en: is empty"),
        (FORMS_FILE, "upr", "languages", "fr", "column languages: 'fr' is not known"),
        (FORMS_FILE, "upr", "refusal_km", "", "column refusal_en: is empty"),
        (FORMS_FILE, "upr", "limits", "two thousand", "column limits: 'two thousand' is not a number of words"),
        (FORMS_FILE, "upr", "choices", "rights;colour", "column choices: 'colour' is not known"),
        (FORMS_FILE, "upr", "formats", ".odt", "column formats: '.odt' is not known"),
        (FORMS_FILE, "upr", "letters", "comic", "column letters: 'comic' is not known"),
        (FORMS_FILE, "upr", "form", "annual", "column form: 'annual' stands twice"),
    ],
)
def test_a_broken_row_is_named_in_a_sentence(
    edited: Callable[[str, str, str, str], Path], file: str, row: str, column: str, value: str, said: str
) -> None:
    with pytest.raises(ChildRightsError) as refused:
        load_forms(edited(file, row, column, value))
    assert said in str(refused.value)
    assert re.match(r"(forms|sections)\.csv, row \d+, column \w+: ", str(refused.value))


def test_the_order_of_a_table_is_that_of_the_paper(edited: Callable[[str, str, str, str], Path]) -> None:
    moved = load_forms(edited(SECTIONS_FILE, "upr.who", "order", "99"))["upr"]
    assert [one.key for one in moved.sections][-1] == "who"


def test_more_blanks_than_allowed_are_refused(edited: Callable[[str, str, str, str], Path]) -> None:
    folder = edited(FORMS_FILE, "upr", "order", "1")
    path = folder / SECTIONS_FILE
    rows = "".join(f"upr,more{at},{100 + at},paper,written,More,ទៀត,,,,,,write,សរសេរ\n" for at in range(MOST_BLANKS))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    with pytest.raises(ChildRightsError, match="asks people to write in 9 places; at most 8 are allowed"):
        load_forms(folder)


def test_a_submission_in_khmer_is_refused_with_the_reason_in_both_languages() -> None:
    with pytest.raises(PaperError) as refused:
        checked(Choice("upr", "km", ("EDU",)), CATALOGUE)
    assert "official language of the United Nations" in str(refused.value)
    assert "ភាសាផ្លូវការរបស់អង្គការសហប្រជាជាតិ" in refused.value.words(translator("km"))


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice("poem"), "There is no form poem; the forms are annual, "),
        (Choice("annual", "fr", ("EDU",)), "The language fr is not spoken here"),
        (Choice("annual", rights=("XYZ",)), "There is no right with the code XYZ; the codes are GMI, "),
        (Choice("annual", rights=("NONE",)), "There is no right with the code NONE"),
        (Choice("annual"), "choose at least one"),
        (Choice("rapporteur", rights=("EDU",)), "choose a province"),
        (Choice("rapporteur", rights=("EDU",), areas=("KH",)), "none has the code KH"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(choice: Choice, said: str) -> None:
    with pytest.raises(ChildRightsError) as refused:
        checked(choice, CATALOGUE)
    assert said in str(refused.value)


def test_all_rights_are_those_of_the_committee_in_its_order() -> None:
    assert checked(Choice("alternative", rights=("all",)), CATALOGUE)[1].rights == RIGHTS
    assert checked(Choice("alternative", rights=("edu", "EDU", "vac")), CATALOGUE)[1].rights == ("EDU", "VAC")


_TEXT = st.text(max_size=12)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_WORDS = st.integers(0, 9999)


@given(
    st.builds(Choice, _TEXT, _TEXT, _TEXTS, _TEXTS, _WORDS, _WORDS, _TEXT, _TEXT, _TEXTS)
    | st.builds(Chapter, _TEXT, _TEXT, _TEXTS, _TEXTS, _TEXTS, _WORDS)
)
def test_choices_and_chapters_come_back_from_json(one: Choice | Chapter) -> None:
    assert type(one).from_record(json.loads(json.dumps(one.as_record()))) == one


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (Choice, {}),
        (Choice, {"form": "upr", "colour": "red"}),
        (Choice, {"form": 1}),
        (Choice, {"form": "upr", "rights": "EDU"}),
        (Choice, {"form": "upr", "rights": [1]}),
        (Choice, {"form": "upr", "limit": "many"}),
        (Choice, {"form": "upr", "limit": -1}),
        (Choice, {"form": "upr", "limit": True}),
        (Chapter, {"key": None}),
        (Chapter, {"text": "no key"}),
    ],
)
def test_a_record_that_is_none_is_refused(kind: type[Choice] | type[Chapter], record: dict[str, object]) -> None:
    with pytest.raises(PaperError):
        kind.from_record(record)


def test_sections_of_a_right_stand_together_under_each_right() -> None:
    found = outline(Choice("upr", rights=("VAC", "EDU")), CATALOGUE)
    under = ("asked", "bodies", "findings", "silences", "proposals")
    keys = [
        "who",
        "summary",
        *(f"{key}:{right}" for right in ("VAC", "EDU") for key in under),
    ]
    assert [one.key for one in found] == keys
    assert {one.group for one in found} == {"", *(CATALOGUE.clusters[one].name("en") for one in ("VAC", "EDU"))}


@given(st.integers(1, 20_000), st.sets(st.sampled_from(RIGHTS), min_size=1), st.sampled_from(FORMS[:6]))
def test_budgets_never_add_up_to_more_than_the_limit(limit: int, rights: set[str], form: str) -> None:
    found = outline(Choice(form, rights=tuple(sorted(rights)), limit=limit), CATALOGUE)
    assert limit - len(found) <= sum(one.budget for one in found) <= limit


def test_what_a_person_sets_for_a_chapter_is_taken_from_the_others() -> None:
    choice = Choice("upr", rights=("EDU",), limit=1000)
    usual = {one.key: one.budget for one in outline(choice, CATALOGUE)}
    own = {one.key: one.budget for one in outline(choice, CATALOGUE, [Chapter("summary", budget=400)])}
    assert (usual["summary"], own["summary"]) == (90, 400)
    assert all(own[key] < usual[key] for key in usual if key != "summary") and sum(own.values()) <= 1000


def test_blanks_are_few_whatever_is_chosen_and_gone_where_somebody_wrote() -> None:
    for form in FORMS:
        choice = Choice(form, rights=RIGHTS, areas=("KH16",))
        found = [one for one in outline(choice, CATALOGUE) if one.blank]
        assert 0 < len(found) <= MOST_BLANKS
        written = outline(choice, CATALOGUE, [Chapter(one.key, "Words.") for one in found])
        assert not any(one.blank and one.key in {each.key for each in found} for one in written)
    three = [one.key for one in outline(Choice("analysis", rights=("EDU", "VAC")), CATALOGUE) if one.blank]
    assert three == ["summary", "causes:EDU", "causes:VAC"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Give {place} priority", "Give {town} priority", "has the gap {town}; the gaps of 'place' are"),
        ("Give {place} priority", "Give {place priority", "column sentence_en: has a bracket"),
        ("proposal,target", "proposal,level", "'level' stands twice for proposal"),
        ("question,silence", "wish,silence", "column use: 'wish' is not known"),
        ("ask,any", "proposal,any", "the table has no ask"),
    ],
)
def test_a_broken_sentence_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / SENTENCES_FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / SENTENCES_FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ChildRightsError) as refused:
        load_sentences(tmp_path)
    assert said in str(refused.value) and str(refused.value).startswith(f"{SENTENCES_FILE}, row ")


def test_every_sentence_has_the_same_gaps_in_both_languages() -> None:
    for one in load_sentences().values():
        gaps = [sorted(re.findall(r"\{\w+\}", text)) for text in (one.sentence_en, one.sentence_km)]
        assert gaps[0] == gaps[1], one
