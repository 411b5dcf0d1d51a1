"""Papers of every form: what they tell can be traced, stands once, keeps its limit, and says what a person writes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from childrights.catalogue import ChildRightsError, Observation, load_catalogue
from childrights.composer import Desks, Scope, choose
from childrights.i18n import translator
from childrights.papers import (
    Chapter,
    Choice,
    PaperError,
    TooShort,
    document,
    load_forms,
    outline,
    paper_bytes,
    write_paper,
)
from childrights.papers.command import as_brief
from childrights.papers.fitting import Filled, within_pages
from childrights.papers.forms import MOST_BLANKS
from childrights.papers.making import PaperItem
from childrights.rights import figure_codes
from childrights.snapshot import Snapshot
from childrights.statistics import load_targets
from childrights.writers import pages_taken
from childrights.writers.pages import NumberCard, PaperFigure, PaperTable, Passage, WriteHere, WrittenPaper
from tests.childrights.papers.rules import Held, broken
from tests.support.documents import inner_faults
from tests.support.packages import faults

TODAY = date(2026, 11, 30)
CATALOGUE = load_catalogue()
FORMS = tuple(load_forms())
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
SMALL = ("FEA", "SPM")
ALLOWED = [(form, lang) for form, one in load_forms().items() for lang in one.languages]


@cache
def desks(snapshot: Snapshot) -> Desks:
    """What all papers of these tests choose from, read once."""
    return Desks(snapshot, CATALOGUE, TODAY.year)


@cache
def held(snapshot: Snapshot) -> Held:
    return Held(desks(snapshot))


def choice_of(form: str, lang: str = "en", rights: tuple[str, ...] = SMALL, limit: int = 0) -> Choice:
    areas = ("KH16",) if form == "rapporteur" else ()
    rights = rights[:1] if form == "rapporteur" else rights
    rights = () if form in ("opsc", "opac") else rights
    return Choice(form, lang, rights, areas, limit, signatories=("One", "Two"))


@cache
def made(
    snapshot: Snapshot, form: str, lang: str = "en", rights: tuple[str, ...] = SMALL, limit: int = 0
) -> WrittenPaper:
    choice = choice_of(form, lang, rights, limit)
    return document(snapshot, CATALOGUE, choice, (), TODAY, desks=desks(snapshot))


def passages(paper: WrittenPaper) -> Iterator[str]:
    """Every sentence that a reader meets in the text, without those of footnotes."""
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Passage | NumberCard):
                yield block.words


def cites(paper: WrittenPaper) -> Iterator[str]:
    for part in paper.parts:
        for block in part.blocks:
            yield from getattr(block, "cites", ())


@pytest.mark.parametrize(("form", "lang"), ALLOWED)
def test_every_form_is_made_and_holds_together(shipped: Snapshot, form: str, lang: str) -> None:
    paper = made(shipped, form, lang)
    assert paper.lang == lang and paper.parts and 0 < len(paper.blanks) <= MOST_BLANKS
    told = " ".join(passage.words for passage in paper.cover)
    count = len(paper.blanks)
    assert str(count) in told
    levels = [part.level for part in paper.parts]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    titles = [(part.key, part.title) for part in paper.parts]
    assert len(titles) == len(set(titles))
    assert all(part.blocks or paper.parts[at + 1].level > part.level for at, part in enumerate(paper.parts))


@pytest.mark.parametrize(("form", "lang"), ALLOWED)
def test_a_paper_keeps_every_rule(shipped: Snapshot, form: str, lang: str) -> None:
    """A sample of ``bench papers``, which holds all forms, languages and rights to the same rules."""
    assert broken(made(shipped, form, lang), choice_of(form, lang), held(shipped)) == []


def test_the_rules_of_papers_bite(shipped: Snapshot) -> None:
    rights = ("DHW",)
    sound, choice = made(shipped, "analysis", "en", rights), choice_of("analysis", "en", rights)
    assert broken(sound, choice, held(shipped)) == []
    told = next(block for part in sound.parts for block in part.blocks if isinstance(block, NumberCard))
    older = next(one for one in sound.newer if one.codes)
    faults_by_block = {
        told: "a sentence stands 2 times",
        Passage("អក្សរខ្មែរ"): "another language",
        Passage("In {year} it rose."): "not filled in",
        Passage("Told.", cites=("AAAAA-BBBBB",)): "no figure has the code AAAAA-BBBBB",
        Passage("Told.", cites=("1", "2", "3")): "3 marks",
        Passage("It stood high.", cites=(older.of,)): f"{older.of} of ",
        replace(told, words="A number.", about="of something"): "a number without period",
    }
    for block, fault in faults_by_block.items():
        last = sound.parts[-1]
        wrong = replace(sound, parts=(*sound.parts[:-1], replace(last, blocks=(*last.blocks, block))))
        assert any(fault in one for one in broken(wrong, choice, held(shipped))), fault
    silent = replace(sound, parts=tuple(part for part in sound.parts if part.key not in ("behind:DHW", "summary")))
    assert any("no finding on groups" in one for one in broken(silent, choice, held(shipped)))


@pytest.mark.parametrize(("form", "lang"), ALLOWED)
def test_every_code_in_a_paper_leads_to_a_figure_and_every_figure_is_listed(
    shipped: Snapshot, form: str, lang: str
) -> None:
    paper = made(shipped, form, lang)
    known = figure_codes(shipped)
    printed = {code for words in (*passages(paper), *cites(paper)) for code in CODE.findall(words)}
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, PaperTable):
                printed |= {code for row in block.table.rows for cell in row for code in CODE.findall(cell)}
            if isinstance(block, PaperFigure):
                printed |= set(CODE.findall(block.under))
                assert {one.id for one in block.figure.observations if one.value is not None} <= set(paper.codes)
            if isinstance(block, NumberCard):
                printed |= set(CODE.findall(block.about))
    assert printed and printed <= known
    assert printed <= set(paper.codes)
    assert {one.indicator for one in paper.observations} == {one.code for one in paper.indicators}


def test_the_forms_say_different_things(shipped: Snapshot) -> None:
    headings = {form: {part.title for part in made(shipped, form).parts} for form in ("analysis", "alternative", "upr")}
    assert len(headings["analysis"] & headings["alternative"]) <= 6
    assert "Questions for the dialogue" in headings["alternative"] and "Causes" in headings["analysis"]


def counted_in(content: bytes) -> int:
    """The words of a Word document after its first page, in paragraphs and tables, without footnotes: counted apart
    from the product, as a word processor counts."""
    body = list(docx.Document(io.BytesIO(content)).element.body)
    first = next(at for at, one in enumerate(body) if any(e.tag == qn("w:pageBreakBefore") for e in one.iter()))
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for one in body[first:] for p in one.iter(qn("w:p"))]
    return sum(len(text.replace("\N{NO-BREAK SPACE}", " ").split()) for text in texts)


@pytest.mark.parametrize("limit", [700, 2815, 5630])
@pytest.mark.parametrize("rights", [("EDU",), ("EDU", "VAC", "DHW")], ids=len)
def test_a_submission_keeps_its_limit_and_lists_what_it_left_out(
    shipped: Snapshot, limit: int, rights: tuple[str, ...], tmp_path: Path
) -> None:
    paper = made(shipped, "upr", "en", rights, limit)
    assert counted_in(paper_bytes(paper, ".docx", CATALOGUE)) == paper.words <= limit
    whole = made(shipped, "upr", "en", rights, 50_000)
    kept, every = set(passages(paper)), set(passages(whole))
    assert kept <= every | set(passages(paper))
    cut = [one for one in paper.left_out if not one.by_form]
    assert bool(cut) == (paper.words < whole.words)
    for gone in every - kept:
        begun = " ".join(gone.split()[:8])
        assert any(begun in one.words for one in paper.left_out), gone
    counts = {one.title: one for one in paper.counts}
    assert sum(one.budget for one in counts.values()) <= limit
    assert 0 < sum(one.words for one in counts.values()) <= limit


def test_what_a_section_holds_no_more_of_is_listed(shipped: Snapshot) -> None:
    paper = made(shipped, "analysis", rights=("EDU",))
    told, listed = set(passages(paper)), [one.words.removesuffix(" …") for one in paper.left_out if one.by_form]
    pool = [one for one in choose(desks(shipped), Scope(right="EDU"), translator("en"), most=40) if not one.is_silence]
    assert len(pool) > len(told & {one.message.headline for one in pool}) > 5
    for words in (one.message.headline for one in pool):
        assert words in told or any(" ".join(words.split()).startswith(begun) for begun in listed)
    assert not any("found no room" in passage.words for passage in paper.cover)


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_chapter_of_a_protocol_is_filled_by_its_paragraphs(shipped: Snapshot, lang: str) -> None:
    for form in ("opsc", "opac"):
        paper, sections = made(shipped, form, lang), load_forms()[form].sections
        for section in (one for one in sections if one.paragraphs):
            part = next(one for one in paper.parts if one.key.startswith(f"{section.key}/"))
            words = " ".join(texts_of(part.blocks))
            for named in section.paragraphs:
                _, _, number = named.partition(" ")
                assert number in words, (section.key, named)
    evidence = next(
        one
        for one in made(shipped, "opac", lang).parts
        if one.key.startswith("prevention/") and one.title in ("Evidence", "ភស្តុតាង")
    )
    assert any("R5M5Y-KK88H" in block.about for block in evidence.blocks if isinstance(block, NumberCard))


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_has_two_marks_of_footnotes_at_most_and_a_map_stands_once(shipped: Snapshot, form: str) -> None:
    blocks = [block for part in made(shipped, form, rights=("EDU", "DHW")).parts for block in part.blocks]
    assert all(len(block.cites) <= 2 for block in blocks if isinstance(block, Passage | NumberCard))
    maps = [block.figure for block in blocks if isinstance(block, PaperFigure) and block.figure.kind == "map"]
    drawn = [(one.indicator.code, one.view and one.view.period) for one in maps]
    assert len(drawn) == len(set(drawn))


def test_priorities_stand_in_the_order_in_which_they_were_chosen(shipped: Snapshot) -> None:
    one, other = (made(shipped, "upr", "en", rights, 700) for rights in (("EDU", "VAC"), ("VAC", "EDU")))
    first = [next(part.title for part in paper.parts if part.key.startswith("/")) for paper in (one, other)]
    assert first == [CATALOGUE.clusters[code].name("en") for code in ("EDU", "VAC")]


def test_a_limit_that_holds_nothing_is_refused_in_both_languages(shipped: Snapshot) -> None:
    with pytest.raises(TooShort) as refused:
        made(shipped, "upr", "en", ("EDU",), 10)
    assert "10 words are too few" in str(refused.value)
    assert "10" in refused.value.words(translator("km"))


def test_khmer_tells_what_fits_the_limit_in_english(shipped: Snapshot) -> None:
    english, khmer = (made(shipped, "alternative", lang, ("EDU",), 900) for lang in ("en", "km"))
    assert english.words <= 900 and english.left_out
    assert [part.key.split("/")[0] for part in english.parts] == [part.key.split("/")[0] for part in khmer.parts]
    assert english.codes == khmer.codes


def test_all_who_sign_stand_at_the_beginning_of_a_submission(shipped: Snapshot) -> None:
    first = made(shipped, "upr").parts[0]
    words = [block.words for block in first.blocks if isinstance(block, Passage)]
    assert words[1:3] == ["One", "Two"] and "2 organisations" in words[0]


def test_a_submission_looks_as_the_united_nations_ask(shipped: Snapshot) -> None:
    found = docx.Document(io.BytesIO(paper_bytes(made(shipped, "upr"), ".docx", CATALOGUE)))
    assert found.styles["Normal"].font.size.pt == 12  # type: ignore[union-attr]
    assert 'w:ascii="Times New Roman"' in found.styles["Normal"].element.xml
    numbered = [one for one in found.paragraphs if one.style is not None and one.style.name == "Numbered paragraph"]
    assert len(numbered) > 10 and not found.inline_shapes


@pytest.mark.parametrize("form", ["alternative", "upr", "position"])
def test_a_paper_is_a_sound_word_file_that_leads_to_numbers_and_no_command_line(shipped: Snapshot, form: str) -> None:
    content = paper_bytes(made(shipped, form), ".docx", CATALOGUE)
    assert faults(content) == [] and inner_faults(content) == []
    found = docx.Document(io.BytesIO(content))
    foot = found.sections[0].footer.paragraphs[0].text
    assert "/number" in foot and "run.py" not in found.element.xml + foot


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(shipped: Snapshot) -> None:
    """Headings, what an article asks under its heading, sentences over a picture and captions hold to what follows."""
    found = docx.Document(io.BytesIO(paper_bytes(made(shipped, "alternative"), ".docx", CATALOGUE)))
    paragraphs = found.paragraphs
    held = ("Heading 1", "Heading 2", "Heading 3", "Caption", "Key message")
    for at, one in enumerate(paragraphs):
        name = one.style.name if one.style is not None else ""
        if name in held:
            assert one.style.paragraph_format.keep_with_next  # type: ignore[union-attr]
        above = paragraphs[at - 1].style if at else None
        if name == "Note" and above is not None and above.name == "Heading 3":
            assert one.paragraph_format.keep_with_next


def test_what_a_person_wrote_stands_in_its_place_with_live_figures(shipped: Snapshot) -> None:
    code = made(shipped, "analysis", "en", ("FEA",)).codes[0]
    chapters = [Chapter("causes:FEA", text=f"Poverty, **above all**: {{{{number {code}}}}}.\n\n- A point")]
    choice = Choice("analysis", "en", ("FEA",))
    paper = document(shipped, CATALOGUE, choice, chapters, TODAY, desks=desks(shipped))
    part = next(one for one in paper.parts if one.key == "causes:FEA")
    assert not any(isinstance(block, WriteHere) for block in part.blocks)
    first = part.blocks[0]
    assert isinstance(first, Passage) and "{{" not in first.words and any(span.bold for span in first.spans)
    assert any(code in span.cite for span in first.spans)
    content = paper_bytes(paper, ".docx", CATALOGUE)
    assert "above all" in " ".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_paper_bears_the_title_that_its_writers_gave_it(shipped: Snapshot) -> None:
    choice = Choice("statement", "en", ("DHW",))
    usual, given, whole = (
        document(shipped, CATALOGUE, choice, (), TODAY, desks=desks(shipped), title=title)
        for title in ("", "Water for every school", f"Joint statement: {CATALOGUE.clusters['DHW'].name('en')}")
    )
    assert given.title == "Water for every school" and whole.title == usual.title != given.title
    assert given.words == usual.words
    content = paper_bytes(given, ".docx", CATALOGUE)
    assert given.title in [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_what_a_person_dropped_is_not_told_and_nothing_else_takes_its_place(shipped: Snapshot) -> None:
    choice = Choice("position", "en", ("EDU",))
    usual = document(shipped, CATALOGUE, choice, (), TODAY, desks=desks(shipped))
    first = list(passages(usual))[1]
    pool = {one.message.headline: one.key for one in _pool(shipped)}
    chapters = [Chapter("findings", dropped=(pool[first],))]
    changed = document(shipped, CATALOGUE, choice, chapters, TODAY, desks=desks(shipped))
    assert first not in list(passages(changed))


def _pool(snapshot: Snapshot) -> tuple[object, ...]:
    from childrights.composer import Scope, choose

    return choose(desks(snapshot), Scope(right="EDU"), translator("en"), most=40)


def test_a_form_is_written_only_in_its_formats(shipped: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=r"is not made as out\.pptx; choose one of \.docx"):
        write_paper(shipped, CATALOGUE, tmp_path / "out.pptx", Choice("upr", rights=("EDU",)), today=TODAY)
    with pytest.raises(ChildRightsError, match="there is no folder"):
        write_paper(shipped, CATALOGUE, tmp_path / "no" / "out.docx", Choice("upr", rights=("EDU",)), today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_out_lies_beside_the_paper(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    paper = write_paper(shipped, CATALOGUE, out, Choice("upr", rights=("EDU",), limit=700), today=TODAY)
    text = (tmp_path / "paper-left-out.txt").read_text(encoding="utf-8")
    assert f"{paper.words} of 700 words." in text
    assert all(one.words in text for one in paper.left_out)


@pytest.mark.parametrize("ending", [".pptx", ".pdf"])
def test_a_position_is_also_slides_and_a_sheet(shipped: Snapshot, ending: str) -> None:
    content = paper_bytes(made(shipped, "position"), ending, CATALOGUE)
    assert content[:2] == (b"PK" if ending == ".pptx" else b"%P")


def test_what_became_of_something_is_told_by_later_figures_only(shipped: Snapshot) -> None:
    paper, years = made(shipped, "alternative", rights=("VAC", "EDU")), {one.id: one for one in desk_figures(shipped)}
    asked = re.compile(r" · (\d{4}) · ")
    for part in paper.parts:
        for table in (block.table for block in part.blocks if isinstance(block, PaperTable)):
            year = asked.search(table.title)
            for row in table.rows if year else ():
                later, _, older = row[-1].partition("No figure of a later year is held here")
                assert all(years[code].year_end > int(year[1]) for code in CODE.findall(later)), row
                assert all(years[code].year_end <= int(year[1]) for code in CODE.findall(older)), row


def desk_figures(shipped: Snapshot) -> tuple[Observation, ...]:
    return tuple(one for form in ("alternative",) for one in made(shipped, form, rights=("VAC", "EDU")).observations)


def test_a_table_of_those_further_behind_holds_only_those(shipped: Snapshot) -> None:
    paper = made(shipped, "analysis", rights=("VAC", "EDU"))
    figures, part = {one.id: one for one in paper.observations}, next(p for p in paper.parts if p.key == "across")
    rows = [row for block in part.blocks if isinstance(block, PaperTable) for row in block.table.rows]
    assert rows
    for *_, codes in rows:
        own, other = (figures[code] for code in codes.split())
        lower_is_worse = CATALOGUE.indicators[own.indicator].polarity == "higher_better"
        assert own.value is not None and other.value is not None
        assert (own.value < other.value) is lower_is_worse and "QSA9A-R60ZC" not in codes


def test_a_figure_stands_once_among_places(shipped: Snapshot) -> None:
    choice = Choice("analysis", "en", ("DHW",), ("KH16",))
    paper = document(shipped, CATALOGUE, choice, (), TODAY, desks=desks(shipped))
    told = [words for part in paper.parts if part.key.startswith("places:DHW") for words in texts_of(part.blocks)]
    openings = [words.split(": ")[0] for words in told]
    assert len(told) > 2 and len(openings) == len(set(openings))
    assert all(part.title for part in paper.parts)


def texts_of(blocks: Sequence[object]) -> list[str]:
    return [block.words for block in blocks if isinstance(block, Passage | NumberCard)]


def test_only_what_has_a_pace_is_told_as_a_change(shipped: Snapshot) -> None:
    parts = made(shipped, "analysis", rights=("VAC", "EDU")).parts
    told = [words for part in parts if part.key.startswith("trend") for words in texts_of(part.blocks)]
    assert told and not any("The target is" in words and "pace" not in words for words in told)


def test_a_position_on_a_place_is_of_that_place_and_of_one(shipped: Snapshot) -> None:
    one = Choice("position", "en", ("DHW",), ("KH16",))
    paper = document(shipped, CATALOGUE, one, (), TODAY, desks=desks(shipped))
    assert "Ratanakiri" in paper.title and all("Ratanakiri" in words for words in texts_of(findings_of(paper)))
    with pytest.raises(PaperError, match="one place"):
        document(shipped, CATALOGUE, replace(one, areas=("KH16", "KH01")), (), TODAY, desks=desks(shipped))


def test_slides_and_sheets_say_what_they_are_and_leave_out_only_places_to_write(shipped: Snapshot) -> None:
    for form in ("position", "rapporteur"):
        paper = made(shipped, form, rights=("DHW",))
        brief = as_brief(paper)
        words = " ".join(
            (brief.finding, *(one.message for one in brief.sections), *(w for _, t in brief.told for w in t))
        )
        assert brief.kicker == paper.kicker and not any("for you to write" in line for line in brief.about)
        assert all(text in words for part in paper.parts for text in texts_of(part.blocks))
        assert form == "rapporteur" or "One" in words


@pytest.mark.parametrize("right", ["VAC", "DHW"])
def test_the_five_best_messages_of_a_right_stand_in_a_paper_on_it(shipped: Snapshot, right: str) -> None:
    best = choose(desks(shipped), Scope(right=right), translator("en"), most=5)
    told = {words for part in made(shipped, "analysis", rights=(right,)).parts for words in texts_of(part.blocks)}
    assert len(best) == 5 and {one.message.headline for one in best if not one.is_silence} <= told


def findings_of(paper: WrittenPaper) -> Sequence[object]:
    return next(part for part in paper.parts if part.key == "findings").blocks


def test_no_target_is_asked_for_where_one_stands_and_no_pace_where_none_is_known(shipped: Snapshot) -> None:
    paper = made(shipped, "alternative", rights=("VAC", "EDU"))
    words = [text for part in paper.parts for text in texts_of(part.blocks)]
    goals = {one.indicator for one in load_targets(CATALOGUE)}
    names = {CATALOGUE.indicators[code].name_en for code in goals}
    assert not any(f"“{name}”" in text for text in words if text.startswith("Set a dated target") for name in names)
    assert not any("Violent discipline" in text for text in words if "at the present pace" in text)


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize(("form", "right"), [("rapporteur", "DHW"), ("position", "VAC"), ("statement", "VAC")])
def test_a_short_form_keeps_its_pages_and_lists_what_it_left_out(
    shipped: Snapshot, form: str, lang: str, right: str
) -> None:
    choice = Choice(form, lang, (right,), ("KH16",), signatories=("One", "Two"))
    paper = document(shipped, CATALOGUE, choice, (), TODAY, desks=desks(shipped))
    assert 0.5 < pages_taken(paper, CATALOGUE, translator(lang)) <= load_forms()[form].pages
    kinds = [one.key for one in load_forms()[form].sections]
    assert [part.key for part in paper.parts] == kinds, "a chapter was left out whole"
    assert paper.left_out or lang == "en", "in Khmer all of it takes more"
    if form != "rapporteur":
        first = next(part for part in paper.parts if part.key == "findings").blocks[0]
        ask = paper.parts[0].blocks[0]
        assert isinstance(first, Passage | NumberCard) and isinstance(ask, Passage)
        assert set(CODE.findall(" ".join(ask.cites))) <= set(paper.codes)
        told = {CATALOGUE.topics[one.topic].name(lang) for section in paper.sections for one in section.indicators}
        bodies = next(part for part in paper.parts if part.key == "bearers").blocks
        named = [one for body in bodies if isinstance(body, Passage) for one in body.words.split("; ")]
        assert set(named) == told, "bodies answer for what is told"


def test_one_source_stands_in_one_footnote(shipped: Snapshot) -> None:
    paper = made(shipped, "statement", rights=("EDU",))
    told = {cite for cite in cites(paper) if "http" in cite}
    assert not any(one != other and one in other for one in told for other in told)


def test_a_short_submission_tells_every_right_with_a_figure_before_it_tells_one_at_length(shipped: Snapshot) -> None:
    paper = made(shipped, "upr", rights=("all",), limit=700)
    told = {part.key for part in paper.parts if part.blocks}
    rights = {one.rpartition(":")[2] for one in told}
    assert paper.words <= 700 and {"VAC", "FEA", "DHW", "EDU", "SPM"} <= rights, "the last rights found no room"
    assert "findings:DEF" not in told, "that nothing is held is told where words are left"


def test_a_submission_on_one_right_is_filled_with_what_there_is_and_says_so_where_that_is_less(
    shipped: Snapshot,
) -> None:
    paper = made(shipped, "upr", rights=("EDU",))
    assert paper.limit == 2815 and paper.words > 1_800, "without a limit it is written to the usual one"
    assert any("words are left for your own" in one.words for one in paper.cover)
    assert not any("words are left" in one.words for one in made(shipped, "upr", rights=("all",)).cover)


@pytest.mark.parametrize("right", ["DHW", "EDU"])
def test_a_position_in_khmer_tells_its_three_findings(shipped: Snapshot, right: str) -> None:
    for lang in ("en", "km"):
        assert len(made(shipped, "position", lang, rights=(right,)).sections) == 3


def test_what_found_no_room_on_a_page_comes_back_where_a_smaller_thing_does() -> None:
    items = [PaperItem(f"a/{at}", (Passage("x" * size),), f"{size}", rank=at) for at, size in enumerate((5, 9, 2))]
    planned = outline(Choice("rapporteur", rights=("VAC",), areas=("KH16",)), CATALOGUE)
    asked = next(one for one in planned if one.section.kind == "asked")

    def pages(some: Sequence[Filled]) -> float:
        return sum(len(block.words) for one in some for item in one.items for block in item.blocks) / 10

    kept, left = within_pages([Filled(asked, tuple(items))], 1, pages)
    assert [item.label for item in kept[0].items] == ["5", "2"] and [one.words for one in left] == ["9"]


@pytest.mark.parametrize("ending", [".pptx", ".pdf"])
def test_slides_and_sheets_of_a_project_hold_what_people_wrote(shipped: Snapshot, ending: str) -> None:
    own = [Chapter("ask", "Ban **beating** by law in 2027.\n\n- Train teachers first.")]
    paper = document(shipped, CATALOGUE, Choice("position", "en", ("DHW",)), own, TODAY, desks=desks(shipped))
    told = [line for _, lines in as_brief(paper).told for line in lines]
    assert "Ban beating by law in 2027." in told and "Train teachers first." in told
    assert paper_bytes(paper, ending, CATALOGUE)
