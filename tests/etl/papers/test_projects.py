"""A paper as a project: made, shared out, changed by several, closed, deleted, erased, backed up and looked through."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from childrights.catalogue import Observation, UnknownCode
from childrights.papers import Choice
from etl.accounts import add_account, close_account
from etl.ledger import (
    ALL_LINES,
    Overtaken,
    State,
    audit_page,
    opened,
    record_erasure,
    remove_erased,
    submit,
)
from etl.papers import (
    DONE,
    STATUSES,
    TO_CHECK,
    Findings,
    PaperNotChanged,
    bring_paper_back,
    change_paper,
    close_paper,
    comment_on,
    comments_on,
    delete_paper,
    find_paper,
    keep_draft,
    kept_papers,
    looked_through,
    make_paper,
    note_exported,
    open_paper_again,
    paper_chapters,
    paper_owners,
    save_text,
    set_chapter,
    set_findings,
    settle_comment,
    versions_of,
)
from etl.permissions import Actor, NotPermitted, Role, owner
from etl.persons import NotKept
from etl.recovery import back_up, restore

ME = owner("tester")
DARA = Actor("dara", frozenset({Role.CONTRIBUTOR}), ("NEP",))
CHOICE = Choice("statement", "en", rights=("DHW",), by="CRC-Cambodia", signatories=("NEP", "Mith Samlanh"))


@pytest.fixture
def state(tmp_path: Path) -> State:
    made = State(tmp_path / "home")
    make_paper(made, CHOICE, title="Joint statement on beating", who=DARA)
    return made


def test_a_paper_is_kept_as_it_was_chosen_and_the_last_written_stands_first(state: State) -> None:
    other = make_paper(state, Choice("annual", "km"), title="Second", who=ME)
    assert (other.id, other.revision, other.made_by, other.is_open) == ("P00002", 1, "tester", True)
    save_text(state, "P00001", "ask", "Ban it.", began_from=0, who=DARA)
    first, second = kept_papers(state, who=DARA)
    assert (first.id, first.choice, first.counted) == ("P00001", CHOICE, {"draft": 1}) and second.id == "P00002"
    assert find_paper(state, " p00001 ", who=ME).title == "Joint statement on beating"
    for wrong in ("P00009", "1", "", "P1", "P00001x"):
        with pytest.raises(UnknownCode, match="There is no paper"):
            find_paper(state, wrong, who=ME)


def test_a_contributor_of_any_member_writes_and_only_a_steward_closes_and_deletes(state: State) -> None:
    administrator = Actor("root", frozenset({Role.ADMINISTRATOR}))
    for who in (DARA, administrator):
        for step in (close_paper, open_paper_again, delete_paper, bring_paper_back):
            with pytest.raises(NotPermitted):
                step(state, "P00001", who=who)
        assert kept_papers(state, who=who)[0].is_open


def test_two_who_change_two_things_of_a_chapter_both_have_theirs(state: State) -> None:
    set_chapter(state, "P00001", "ask", owner="NEP", due="2026-12-24", who=DARA)
    set_chapter(state, "P00001", "ask", status=TO_CHECK, budget=300, who=ME)
    one = set_chapter(state, "P00001", "ask", due="", who=DARA)
    assert (one.owner, one.status, one.due, one.budget) == ("NEP", TO_CHECK, "", 300)
    set_chapter(state, "P00001", "ask", status=DONE, who=DARA)
    save_text(state, "P00001", "ask", "x", began_from=0, who=DARA)
    assert paper_chapters(state, "P00001", who=DARA)["ask"].status == DONE, "only what was to write becomes a draft"


@pytest.mark.parametrize(
    "said", [{"status": "x"}, {"due": "24.12.2026"}, {"budget": -1}, {"budget": 1_000_000}, {"owner": "Sok Dara, 9"}]
)
def test_what_no_chapter_can_be_is_refused(state: State, said: dict[str, object]) -> None:
    with pytest.raises((PaperNotChanged, NotKept)):
        set_chapter(state, "P00001", "ask", who=DARA, **said)  # type: ignore[arg-type]
    with pytest.raises(PaperNotChanged):
        set_chapter(state, "P00001", "no key!", status=DONE, who=DARA)
    assert paper_chapters(state, "P00001", who=DARA) == {}


def test_titles_and_names_of_members_are_looked_at(state: State) -> None:
    for title in ("", "  ", "Sok Dara, 9, was beaten"):
        with pytest.raises((PaperNotChanged, NotKept)):
            make_paper(state, CHOICE, title=title, who=DARA)
    with pytest.raises(NotKept):
        make_paper(state, Choice("statement", signatories=("call 012 345 678",)), title="x", who=DARA)
    assert len(kept_papers(state, who=DARA)) == 1


def test_the_later_of_two_who_change_the_choice_or_the_findings_is_told(state: State) -> None:
    changed = change_paper(state, "P00001", Choice("statement", "km"), title="New", began_from=1, who=ME)
    assert (changed.title, changed.choice.lang, changed.revision, changed.changed_by) == ("New", "km", 2, "tester")
    with pytest.raises(Overtaken, match="tester changed this meanwhile"):
        change_paper(state, "P00001", CHOICE, title="Other", began_from=1, who=DARA)
    chosen = Findings(dropped=("a|b",), added=("c",), order=("c", "d"))
    one = set_findings(state, "P00001", "findings", chosen, began_from=0, who=DARA)
    assert one.findings == chosen and one.findings_revision == 1
    with pytest.raises(Overtaken):
        set_findings(state, "P00001", "findings", Findings(), began_from=0, who=ME)
    with pytest.raises(PaperNotChanged):
        set_findings(state, "P00001", "findings", Findings(dropped=("x",) * 300), began_from=1, who=ME)
    assert paper_chapters(state, "P00001", who=ME)["findings"].findings == chosen


def test_a_closed_or_deleted_paper_is_read_and_not_written_on(state: State) -> None:
    save_text(state, "P00001", "ask", "Ban it.", began_from=0, who=DARA)
    for shut, again in ((close_paper, open_paper_again), (delete_paper, bring_paper_back)):
        assert not shut(state, "P00001", who=ME).is_open
        for attempt in (
            lambda: save_text(state, "P00001", "ask", "x", began_from=1, who=DARA),
            lambda: keep_draft(state, "P00001", "ask", "x", began_from=1, who=DARA, tab="a"),
            lambda: set_chapter(state, "P00001", "ask", status=DONE, who=DARA),
            lambda: comment_on(state, "P00001", "ask", "Why?", who=DARA),
            lambda: change_paper(state, "P00001", CHOICE, title="x", began_from=1, who=DARA),
        ):
            with pytest.raises(PaperNotChanged, match="A steward can"):
                attempt()
        assert versions_of(state, "P00001", "ask", who=DARA)[0].text == "Ban it."
        assert len(kept_papers(state, who=DARA)) + len(kept_papers(state, who=DARA, gone=True)) == 1
        assert again(state, "P00001", who=ME).is_open


def test_comments_stand_in_their_order_until_they_are_settled(state: State) -> None:
    first = comment_on(state, "P00001", "ask", "Is this the newest figure?", who=DARA)
    comment_on(state, "P00001", "why", "Shorter, please.", who=ME)
    with pytest.raises(NotKept):
        comment_on(state, "P00001", "ask", "Sok Dara, 9, told us", who=DARA)
    make_paper(state, CHOICE, title="Second", who=DARA)
    settle_comment(state, "P00002", first.number, who=ME)
    assert not comments_on(state, "P00001", who=DARA)[0].settled_at, "it is of another paper"
    settle_comment(state, "P00001", first.number, who=ME)
    settle_comment(state, "P00001", first.number, who=DARA)
    assert comments_on(state, "P00001", who=DARA)[0].settled_by == "tester", "it was settled already"
    told = [(one.words, one.who, bool(one.settled_at)) for one in comments_on(state, "P00001", who=DARA)]
    assert told == [("Is this the newest figure?", "dara", True), ("Shorter, please.", "tester", False)]
    assert [one.chapter for one in comments_on(state, "P00001", who=DARA, chapter="why")] == ["why"]


def test_what_is_made_deleted_and_exported_stands_in_the_record_and_no_text_does(state: State) -> None:
    save_text(state, "P00001", "ask", "Secret words.", began_from=0, who=DARA)
    note_exported(state, "P00001", "docx", who=DARA)
    delete_paper(state, "P00001", who=ME)
    lines = audit_page(state, who=ME, asked=ALL_LINES).lines
    assert [(one.action, one.detail, one.who) for one in lines] == [
        ("delete paper", "P00001", "tester"),
        ("export paper", "P00001 docx", "dara"),
        ("make paper", "P00001 statement en", "dara"),
    ]


def test_erasing_leaves_nothing_of_a_paper_and_its_number_never_comes_again(state: State) -> None:
    words = "Quicksilver elephants"
    save_text(state, "P00001", "ask", words, began_from=0, who=DARA)
    keep_draft(state, "P00001", "why", words, began_from=0, who=DARA, tab="a")
    comment_on(state, "P00001", "ask", words, who=DARA)
    gone = record_erasure(state, "p00001", why="a mistake", who=ME)
    assert (gone.id, gone.kind, gone.figures, gone.files) == ("P00001", "paper", 0, ())
    remove_erased(state)
    kept = b"".join(path.read_bytes() for path in state.home.rglob("*") if path.is_file())
    assert words.encode() not in kept
    with pytest.raises(UnknownCode):
        record_erasure(state, "P00001", why="again", who=ME)
    with pytest.raises(UnknownCode):
        record_erasure(state, "Pxx", why="again", who=ME)
    assert make_paper(state, CHOICE, title="Next", who=DARA).id == "P00002"


def test_erasing_an_upload_takes_what_its_figures_said_out_of_papers(state: State) -> None:
    figure = Observation("stunting", "KH05", 2014, 2014, value=31.5, period_label="2014", id="SRGS1-FES9F")
    given = {"member": "NEP", "who": ME, "rejected": 0, "file_name": "figures.csv"}
    upload = submit(state, b"content", [figure], **given)  # type: ignore[arg-type]
    code = figure.id
    text = f"{{{{number {code}}}}}"
    about = {"message a": {"en": "It is 31.5 %.", "message": {"observations": [code]}}, "number B": {"en": "Another."}}
    heard = {f"number {code}": {"en": "31.5 % (Kampong Speu, 2014)"}, **about}
    for number in range(2):
        save_text(state, "P00001", "ask", text + "." * number, began_from=number, who=DARA, heard=heard)
    record_erasure(state, upload.id, why="a mistake", who=ME)
    found = versions_of(state, "P00001", "ask", who=DARA)
    assert [(one.text, one.heard) for one in found] == [
        (f"{text}{dots}", {"number B": heard["number B"]}) for dots in (".", "")
    ]
    remove_erased(state)
    assert b"31.5" not in b"".join(path.read_bytes() for path in state.home.rglob("*") if path.is_file())
    with opened(state) as ledger, pytest.raises(sqlite3.IntegrityError):
        ledger.execute("UPDATE paper_version SET text = 'x'")


def test_a_backup_brings_papers_back_and_what_was_erased_since_is_erased_again(state: State, tmp_path: Path) -> None:
    make_paper(state, CHOICE, title="Second", who=DARA)
    save_text(state, "P00002", "ask", "Kept words.", began_from=0, who=DARA)
    keep_draft(state, "P00002", "ask", "Kept words. More", began_from=1, who=DARA, tab="a")
    back_up(state, tmp_path / "made.zip", who=ME)
    assert zipfile.is_zipfile(tmp_path / "made.zip")
    record_erasure(state, "P00001", why="a mistake", who=ME)
    delete_paper(state, "P00002", who=ME)
    assert restore(state, tmp_path / "made.zip", who=ME).erased_again == ("P00001",)
    (one,) = kept_papers(state, who=DARA)
    assert (one.id, versions_of(state, one.id, "ask", who=DARA)[0].text) == ("P00002", "Kept words.")
    assert looked_through(state).drafts == 1


def test_the_doctor_counts_versions_and_misses_one_that_is_gone(state: State) -> None:
    assert looked_through(State(state.home / "none")).papers == 0
    for number in range(3):
        save_text(state, "P00001", "ask", f"v{number}", began_from=number, who=DARA)
    found = looked_through(state)
    assert (found.papers, found.versions, found.drafts, found.broken) == (1, 3, 0, ())
    with opened(state) as ledger:
        ledger.execute("DELETE FROM paper_version WHERE version = 2")
    assert looked_through(state).broken == ("P00001",)


def test_who_can_have_a_chapter_has_an_open_account(state: State) -> None:
    for login in ("maly", "vanna"):
        add_account(state, login, name=login, roles=[Role.CONTRIBUTOR], members=["NEP"], who=ME)
    close_account(state, "vanna", who=ME)
    assert paper_owners(state, who=DARA) == ("maly",)


def test_every_status_has_words() -> None:
    assert list(STATUSES) == ["to_write", "draft", "to_check", "done"]
