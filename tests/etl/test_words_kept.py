"""Whatever somebody types, the state keeps words that mean what they show, of a length to read, about nobody."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.catalogue.model import Observation
from etl.ledger.boundary_entries import boundaries_seen, keep_boundaries
from etl.ledger.entry_log import UPTAKE, New, record, take_back
from etl.ledger.file import opened, transaction
from etl.ledger.ledger import Omission, record_withdrawal, submit, uploads
from etl.ledger.proposed_indicators import propose
from etl.ledger.state import State
from etl.ledger.words_kept import RULES
from etl.permissions import owner
from etl.persons import NotKept, kept_content, kept_file_name, kept_member, kept_prose, kept_text, kept_words
from tests.support.verbs import run

WHO = owner("officer")
FIGURE = Observation("stunting", "KH05", 2014, 2014, value=31.5, period_label="2014")
HOSTILE = (
    "<script>alert(1)</script> two figures were wrong",
    "[a link](javascript:alert(1)) in **bold** and :material/delete:",
    "counted twice\u202egnorw saw ti",
    "\u2066isolated\u2069 and \u200bhidden\u200d and \ufeffmarked",
    "line\x00 with\x07 bells\x1b[31m and\x85 more",
    "co\u0301mbined a" + "\u0301" * 60,
    "tags \U000e0041\U000e0042 nobody sees",
    "soft\u00adhyphen \u2028 and \u2029 lines",
    "$x^2$ ~~struck~~ `code` ![p](x.png)",
    '=HYPERLINK("http://x") | --flag; rm -rf',
    "ខុស\u200bពីរ\u200bដង \u202dright",
    "lone \ud800 half",
)
LYING = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\U000e0000-\U000e0fff]"
)
PERSONS = (
    "Sok Dara, 9, was counted twice",
    "S.D., 9, is no girl",
    "ask her mother on 012 345 678",
    "កុមារីម្នាក់ អាយុ ៩ ឆ្នាំ ត្រូវបានរាប់ពីរដង",
)
MACHINE_WORDS = """
number id kind sha256 uploaded_at uploaded_by status accepted rejected observations_file
withdrawn_at withdrawn_by source_kind sample publication_year distinct_children compared_at
compared_by copy code learned_at upload proposed_at proposed_by unit cells recorded_at recorded_by
entry at who figure published verdict decided_at decided_by corrected undone_at undone_by action
detail previous hash value login login_key roles members password created_at created_by disabled_at
token account made expires seen key count last issuer subject used_at approved_at approved_by
replaces sent_back outcome told_at begun ends server
shown figures codes files done_at
paper chapter revision made_at made_by changed_at changed_by closed_at closed_by gone_at gone_by due budget
findings_revision version began_from saved_at saved_by writer tab kept_at settled_at settled_by
"""
"""Columns of codes, moments, hashes and names of accounts."""
OF_FILES = {"label"}


def sent(state: State, **said: object) -> str:
    given: dict[str, object] = {"member": "Member A", "who": WHO, "rejected": 0, "file_name": "figures.csv"} | said
    return submit(state, b"content", [FIGURE], **given).id  # type: ignore[arg-type]


def everything(state: State) -> list[str]:
    """Every text in the ledger."""
    with opened(state) as ledger:
        tables = [row["name"] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            v for table in tables for row in ledger.execute(f"SELECT * FROM {table}") for v in row if isinstance(v, str)
        ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_reaches_the_ledger_as_it_came(tmp_path: Path, text: str) -> None:
    state = State(tmp_path)
    identity = sent(
        state, member=f"M {text}"[:100], note=text, file_name=f"{text}.xlsx", left_out=[Omission(text, text)]
    )
    new = New(UPTAKE, {"ask": "A", "target": "B", "verdict": "linked", "why": text}, "decide uptake", text)
    (entry,) = record(state, [new], member="M", who=WHO)
    take_back(state, entry, why=text, who=WHO)
    record_withdrawal(state, identity, why=text, who=WHO)
    kept = everything(state)
    assert not [one for one in kept if LYING.search(one) or one != unicodedata.normalize("NFC", one)]
    (upload,) = uploads(state)
    assert upload.why == " ".join(kept_text(text).split()) and upload.why and upload.note == upload.why
    assert "\u0301\u0301\u0301\u0301\u0301\u0301" not in upload.note


@pytest.mark.parametrize("text", PERSONS)
def test_reasons_and_notes_about_a_person_are_refused_whichever_way_they_come(tmp_path: Path, text: str) -> None:
    state = State(tmp_path)
    identity = sent(state)
    before = everything(state)
    for attempt in (
        lambda: sent(state, note=text),
        lambda: sent(state, left_out=[Omission("x", text)]),
        lambda: sent(state, member=text),
        lambda: record_withdrawal(state, identity, why=text, who=WHO),
    ):
        with pytest.raises(NotKept) as refusal:
            attempt()
        assert not any(word in str(refusal.value) for word in ("Dara", "012", "S.D."))
    assert everything(state) == before


def test_what_is_too_long_is_told_in_a_sentence(tmp_path: Path) -> None:
    state = State(tmp_path)
    with pytest.raises(NotKept, match="10000 letters is too long to be kept; the most is 120"):
        sent(state, member="m" * 10_000)
    with pytest.raises(NotKept, match="the most is 1000"):
        sent(state, note="long " * 300)
    with pytest.raises(NotKept, match="the most is 20000"):
        record(state, [New(UPTAKE, {"why": "x" * 20_001}, "decide uptake", "x")], member="M", who=WHO)
    assert uploads(state) == ()


def test_a_file_that_is_called_as_a_person_is_kept_without_its_name(tmp_path: Path) -> None:
    state = State(tmp_path)
    for name, kept in (
        ("Sok Dara 9.xlsx", "….xlsx"),
        ("សុខ ដារ៉ា.ods", "….ods"),
        ("figures 2014.csv", "figures 2014.csv"),
    ):
        sent(state, file_name=name)
        assert uploads(state)[0].file_name == kept
    sent(state, file_name="x" * 500 + ".csv")
    assert len(uploads(state)[0].file_name) <= 200 and uploads(state)[0].file_name.endswith("x.csv")


def test_every_column_of_the_ledger_is_known_for_what_it_holds(tmp_path: Path) -> None:
    """A new column for words needs a rule, or it would be kept as it came."""
    with opened(State(tmp_path)) as ledger:
        tables = [row["name"] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {row["name"] for table in tables for row in ledger.execute(f"PRAGMA table_info({table})")}
    assert columns - {*RULES} - {*MACHINE_WORDS.split()} - OF_FILES - {"seq"} == set()


def test_texts_are_made_fit_however_the_statement_is_written(tmp_path: Path) -> None:
    with opened(State(tmp_path)) as ledger, transaction(ledger):
        ledger.execute("INSERT INTO omission (upload, why, label) VALUES (?, ?, ?)", (1, "a\u202eb", "c\x00d"))
        ledger.executemany("INSERT OR IGNORE INTO omission VALUES (?, ?, ?)", [(2, "e\u2066", "f\ufeff")])
        ledger.execute("UPDATE omission SET label = ?, why = ? WHERE upload = ?", ("g\u202a", "h\u202b", 2))
        rows = [tuple(row) for row in ledger.execute("SELECT upload, label, why FROM omission ORDER BY upload")]
        assert rows == [(1, "c d", "ab"), (2, "g", "h")]
        with pytest.raises(NotKept):
            ledger.execute("UPDATE omission SET why = ? WHERE upload = 2", ("Sok Dara, 9, was counted",))
        found = ledger.execute("SELECT count(*) FROM omission WHERE why = ?", ("Sok Dara, 9, was counted",)).fetchone()
        assert found[0] == 0


def test_an_older_ledger_opens_with_its_words_as_they_were(tmp_path: Path) -> None:
    state = State(tmp_path)
    identity = sent(state)
    old = sqlite3.connect(state.ledger)
    old.execute("UPDATE upload SET note = ?", ("Sok Dara, 9\u202e",))
    old.commit()
    old.close()
    (upload,) = uploads(state)
    assert (upload.id, upload.note) == (identity, "Sok Dara, 9\u202e")


def test_boundaries_and_proposals_pass_the_same_way(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.create()
    told = {"source": "NIS\u202e", "vintage": "2023\x00", "licence": ""}
    keep_boundaries(state, "{}", told, file_name="Sok Dara.zip", sha256="0" * 64, who=WHO, seen=boundaries_seen(state))
    propose(state, [], member="M", file_name="f", sha256="0", who=WHO)
    with opened(state) as ledger:
        row = ledger.execute("SELECT content, file_name, member FROM entry").fetchone()
    assert json.loads(row["content"])["source"] == "NIS" and row["file_name"] == "….zip" and row["member"] == "NIS"


@pytest.mark.parametrize("text", PERSONS)
def test_the_command_line_says_why_and_keeps_nothing(tmp_path: Path, text: str) -> None:
    sent(State(tmp_path / "home"))
    done = run(tmp_path / "home", "withdraw", "U0001", "--why", text)
    assert done.returncode == 2 and "single person" in done.stderr and "Dara" not in done.stderr
    assert uploads(State(tmp_path / "home"))[0].status != "withdrawn"


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=60))
def test_what_was_made_fit_stays_as_it_is(text: str) -> None:
    once = kept_text(text)
    assert kept_text(once) == once and not LYING.search(once)
    assert kept_content({"a": [text]}) == {"a": [once]}


def test_khmer_keeps_the_signs_that_part_its_words() -> None:
    text = "អត្រា\u200bក្រិន\u200bរបស់\u200bកុមារ"
    assert kept_words(text) == text and kept_member("អង្គការ\u200bកុមារ") == "អង្គការ\u200bកុមារ"
    assert kept_file_name("ទិន្នន័យ\u200bកុមារ.xlsx") == "ទិន្នន័យ\u200bកុមារ.xlsx"


@pytest.mark.parametrize("sign", "1ក[a.'_/-")
def test_a_long_row_without_spaces_is_looked_through_in_one_go(sign: str) -> None:
    """Sixty thousand letters without a space, as a picture pasted as text has: anew from each of them, nobody else would
    be served for half a minute. An address in the middle of them is found all the same."""
    assert kept_prose(sign * 50_000)
    with pytest.raises(NotKept):
        kept_prose(f"{sign * 500}a@example.org is her address, of the girl {sign * 500}")


@pytest.mark.parametrize("unclosed", ["{{message a|b|C|2|d|", "{{number ", "{{number ABCDE-12345"])
def test_a_long_row_of_spaces_in_a_code_is_too(unclosed: str) -> None:
    assert kept_prose(unclosed + " " * 50_000 + "x")
