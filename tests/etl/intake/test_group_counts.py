"""Counted views of groups: consent first, no number of few, no two rows whose difference tells of few, a steward between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from childrights.catalogue import load_catalogue
from childrights.children.group_views import COUNT_COLUMNS, GroupCount, groups_said, load_statements
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import open_current
from childrights.submissions.asks_brought_in import read_kept
from childrights.voices.telling import heard
from childrights.voices.voice_rows import FEWEST_TOLD, Voice, voices
from etl.intake.bringing import (
    GROUP_COUNTS,
    CheckedFile,
    approve_brought,
    check_file,
    check_typed,
    publish,
    withdraw_entry,
)
from etl.intake.schema import cure_words
from etl.ledger.entry_log import brought
from etl.ledger.state import State
from etl.permissions import Actor, NotPermitted, Role, owner
from etl.snapshot.assemble import BuildReport
from tests.making import write_world

TODAY = date(2026, 12, 1)
STEWARD, SENDER = owner("steward"), Actor("sender", frozenset({Role.CONTRIBUTOR}), ("Member A",))
ROW = {
    "statement": "I feel safe at school.",
    "area": "Kampong Speu",
    "year": "2026",
    "sex": "girls",
    "age": "13-15",
    "agree": "21",
    "disagree": "14",
    "gathered": "stones in two bowls",
    "consent": "yes",
    "organisation": "Member A",
    "source": "Minutes of the children's club, page 2",
}


def typed(state: State, **changed: str) -> CheckedFile:
    return check_typed(state, GROUP_COUNTS, {**ROW, **changed}, TODAY)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.setattr("etl.intake.bringing.build", lambda *_: BuildReport(False, "", "", 0, 0))
    return State(tmp_path / "home")


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"consent": ""}, "consent", "missing"),
        ({"consent": "no"}, "consent", "refused_consent"),
        ({"statement": "My uncle is mean to me."}, "statement", "statement"),
        ({"area": "Samraong Tong district"}, "area", "place"),
        ({"age": "14"}, "age", "age"),
        ({"sex": "others"}, "sex", "sex"),
        ({"agree": "many"}, "agree", "count"),
        ({"agree": "2.5"}, "agree", "count"),
        ({"agree": "4", "disagree": "5"}, "agree", "few_group"),
        ({"year": "2031"}, "year", "year_future"),
        ({"gathered": "with 7 girls"}, "gathered", "few_told"),
        ({"gathered": "visit to Prey Khla village"}, "gathered", "contact"),
        ({"source": "Call 012 345 678"}, "source", "contact"),
    ],
)
def test_a_row_that_may_not_be_told_is_refused_with_a_cure(
    state: State, changed: Mapping[str, str], field: str, code: str
) -> None:
    found = typed(state, **changed)
    assert (field, code) in [(one.field, one.code) for one in found.faults] and found.planned == ()
    assert all(cure_words(one, translator(lang)) for one in found.faults for lang in LANGUAGES if one.code != "missing")


@settings(max_examples=60, deadline=None)
@given(agree=st.integers(0, 60), disagree=st.integers(0, 60))
def test_what_is_kept_never_tells_of_few(agree: int, disagree: int) -> None:
    """Every pair of numbers that gives the same kept row has both sides at ten or more, or leaves both sides open."""
    if agree + disagree < FEWEST_TOLD:
        return
    code = next(iter(load_statements()))
    one = GroupCount("X", code, "KH05", 2026, "girls", "13-15", agree, disagree, "", "yes", "M", "S")
    voice = one.voice()
    told = (voice.text_en, voice.text_km, voice.agreed)
    if min(agree, disagree) < FEWEST_TOLD:
        assert voice.agreed in ("most", "few", "even") and not any(char.isdigit() for part in told for char in part)
    else:
        assert voice.agreed.partition(":")[2].isdecimal()


def test_rows_whose_difference_tells_of_few_do_not_stand_together(state: State) -> None:
    publish(state, typed(state), member="", who=STEWARD)
    assert typed(state).planned == () and typed(state).unchanged == 1  # the same again tells nothing new
    assert [one.code for one in typed(state, agree="33").faults] == ["sent_before"]
    for other in ({"sex": "girls and boys together"}, {"age": "6-17"}, {"area": "Cambodia"}):
        assert [one.code for one in typed(state, **other).faults] == ["overlap"]
    apart = (
        {"sex": "boys"},
        {"age": "10-12"},
        {"area": "Kandal"},
        {"year": "2025"},
        {"statement": "I know my rights."},
    )
    assert [one for one in apart if typed(state, **one).faults] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_takes_rows_and_judges_them_beside_each_other(state: State, tmp_path: Path, lang: str) -> None:
    (path := tmp_path / "t.xlsx").write_bytes(GROUP_COUNTS.template(state, lang))
    book = load_workbook(path)
    lists = [str(one) for one in next(iter(book["lists"].iter_rows(min_row=2, max_row=2, values_only=True)))]
    for row, changed in enumerate(({}, {"sex": "together"}, {"sex": "boys"}), GROUP_COUNTS.FIRST_ROW):
        told = {**ROW, "statement": lists[0], **changed}
        for at, name in enumerate(COUNT_COLUMNS, 1):
            book.worksheets[0].cell(row, at, told[name])
    book.save(path)
    found = check_file(state, path, path.name, TODAY)
    assert found.schema is GROUP_COUNTS and [one.code for one in found.faults] == ["overlap"]
    assert [one.payload.sex for one in found.planned] == ["girls", "boys"]


def test_it_waits_for_a_steward_and_no_number_is_kept(state: State) -> None:
    found = typed(state)
    with pytest.raises(NotPermitted):
        publish(state, found, member="", who=Actor("b", frozenset({Role.CONTRIBUTOR}), ("Member B",)))
    done = publish(state, found, member="", who=SENDER)
    assert done.waiting == done.ids == ("V00001",) and brought(state).views == ()
    approve_brought(state, ["V00001"], who=STEWARD)
    (kept,) = brought(state).views
    told = json.dumps([getattr(kept.what, name) for name in Voice.__slots__], ensure_ascii=False)
    assert kept.what.children == 35 and kept.what.agreed == "about:6" and "21" not in told and "14" not in told
    withdraw_entry(state, "V00001", why="Consent was taken back", who=SENDER)
    assert brought(state).views[0].what.agreed == "" and "I feel safe" not in str(brought(state).views[0].what)


def test_what_was_approved_is_shown_and_older_snapshots_are_read(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH", "value": 32.5}])
    publish(state, typed(state), member="", who=STEWARD, inputs=inputs)
    snapshot = open_current(state.home)
    try:
        (said,) = groups_said(voices(snapshot), "en")
        assert said.answer == "About 6 in 10 said yes." and said.shown and said.shown.full == 6
        assert "girls aged 13–15" in heard(said.voice, translator("en")) and said.voice.crc_articles == ("19", "28")
        assert load_catalogue() and groups_said(voices(snapshot), "km")[0].answer != said.answer
        kept = read_kept(_Older(snapshot), "member_view", Voice)  # type: ignore[arg-type]
        assert (kept[0].what.statement, kept[0].what.area) == ("", "KH05")
    finally:
        snapshot.close()


class _Older:
    """A snapshot as it was before counted views: its table has two columns less."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        found = self._inner.rows(sql, *values)  # type: ignore[attr-defined]
        return [one for one in found if one[0] not in ("statement", "agreed")] if "DESCRIBE" in sql else found
