"""Views of children and good practice: consent first, nobody named, few children not counted, and a steward between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from childrights.catalogue import UnknownCode, load_catalogue
from childrights.certificate.birth import certificate
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import open_current
from childrights.voices.telling import attribution, heard, voice_told
from childrights.voices.voice_rows import FEWEST_TOLD, VOICE_COLUMNS, Voice, views_under, voices
from etl.intake.bringing import (
    MEMBER_VOICES,
    CheckedFile,
    Done,
    approve_brought,
    bring,
    check_file,
    publish,
    send_brought_back,
    withdraw_entry,
)
from etl.intake.schema import cure_words
from etl.ledger.entry_log import brought, entries, entries_for
from etl.ledger.state import State
from etl.ledger.typed_settings import change_setting
from etl.ledger.upload_states import CannotApprove
from etl.permissions import NOBODY, Actor, NotPermitted, Role, owner
from etl.recovery.erasing import erase
from etl.snapshot.assemble import BuildReport
from tests.making import write_world

TODAY = date(2026, 11, 30)
STEWARD, SENDER = owner("steward"), Actor("sender", frozenset({Role.CONTRIBUTOR}), ("Member A",))
VIEW = {
    "kind": "view of children",
    "crc_articles": "28; 31",
    "area": "Kampong Speu",
    "year": "2026",
    "said_by": "girls in lower secondary school",
    "children": "24",
    "gathered": "group discussion",
    "consent": "yes",
    "text_en": "We want toilets for girls that can be locked.",
    "text_km": "យើងចង់ឱ្យសាលាមានបង្គន់សម្រាប់សិស្សស្រី។",
    "organisation": "Member A",
    "source": "Report on the children's forum, page 4",
    "source_url": "",
}
PRACTICE = {
    **VIEW,
    "kind": "good practice",
    "consent": "",
    "area": "Cambodia",
    "text_en": "A reading corner.",
    "text_km": "",
}


def table(path: Path, *rows: Mapping[str, str], lang: str = "en") -> Path:
    book = Workbook()
    book.active.append([translator(lang)._(VOICE_COLUMNS[name].head) for name in VIEW])
    for row in rows:
        book.active.append([row.get(name, "") for name in VIEW])
    book.save(path)
    return path


def sent(state: State, path: Path, who: Actor) -> Done:
    return publish(state, checked(state, path), member="", who=who)


def checked(state: State, path: Path) -> CheckedFile:
    return check_file(state, path, path.name, TODAY)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


@pytest.fixture
def unbuilt(state: State, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.setattr("etl.intake.bringing.build", lambda *_: BuildReport(False, "", "", 0, 0))
    return state


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_known_again_and_says_the_same(state: State, tmp_path: Path, lang: str) -> None:
    found = checked(state, table(tmp_path / "v.xlsx", VIEW, lang=lang))
    assert (found.schema, found.faults, found.in_order) == (MEMBER_VOICES, (), 1)
    (path := tmp_path / "template.xlsx").write_bytes(MEMBER_VOICES.template(state, lang))
    book = load_workbook(path)
    for at, name in enumerate(VOICE_COLUMNS, 1):
        book.worksheets[0].cell(MEMBER_VOICES.FIRST_ROW, at, VIEW[name])
    book.save(path)
    again = checked(state, path).planned[0]
    assert again.payload == found.planned[0].payload and again.payload.children == 24
    assert MEMBER_VOICES.values(again.payload).keys() == VIEW.keys()


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"consent": ""}, "consent", "no_consent"),
        ({"consent": "no"}, "consent", "refused_consent"),
        ({"consent": "perhaps"}, "consent", "consent_word"),
        ({"kind": "good practice", "consent": "no"}, "consent", "refused_consent"),
        ({"kind": "song"}, "kind", "voice_kind"),
        ({"area": "Samraong Tong district"}, "area", "place"),
        ({"area": "KH02+KH24"}, "area", "place"),
        ({"area": ""}, "area", "missing"),
        ({"crc_articles": "99"}, "crc_articles", "article"),
        ({"year": "2031"}, "year", "year_future"),
        ({"children": "some"}, "children", "children_number"),
        ({"children": "-4"}, "children", "children_number"),
        ({"said_by": "7 girls of grade five"}, "said_by", "few_told"),
        ({"said_by": "five girls"}, "said_by", "few_told"),
        ({"text_km": "កុមារ ៣ នាក់ចង់ទៅសាលា។"}, "text_km", "few_told"),
        ({"text_en": "Half a dozen girls want to go to school."}, "text_en", "few_told"),
        ({"text_km": "កុមារបីដណ្ដប់នាក់ និងសិស្សប្រាំបួននាក់"}, "text_km", "few_told"),
        ({"said_by": "សិស្សបួននាក់"}, "said_by", "few_told"),
        ({"text_km": "កុមារ ប្រាំបីនាក់ចង់ទៅសាលា។"}, "text_km", "few_told"),
        ({"text_km": "កុមារនៅភូមិព្រៃខ្លាគ្មានទឹកស្អាត។"}, "text_km", "contact"),
        ({"text_km": "កុមារនៅឃុំសំបូរគ្មានទឹកស្អាត។"}, "text_km", "contact"),
        ({"said_by": "សិស្សសាលាបឋមសិក្សាវត្តបូ"}, "said_by", "contact"),
        ({"said_by": "Sok Dara"}, "said_by", "contact"),
        ({"said_by": "a girl"}, "said_by", "contact"),
        ({"said_by": "pupils of Wat Bo primary school"}, "said_by", "contact"),
        ({"gathered": "visit to Prey Khla village"}, "gathered", "contact"),
        ({"text_en": "Chan Sophea said that her father beats her."}, "text_en", "contact"),
        ({"text_km": "ជួយក្មេងស្រីឈ្មោះ សុខ ដារ៉ា អាយុ ៩ ឆ្នាំ"}, "text_km", "contact"),
        ({"source": "Call 012 345 678"}, "source", "contact"),
        ({"text_en": "", "text_km": ""}, "text_en", "no_words"),
        ({"organisation": ""}, "organisation", "missing"),
        ({"source": ""}, "source", "missing"),
    ],
)
def test_a_row_that_may_not_be_told_is_refused_with_a_cure(
    state: State, tmp_path: Path, changed: Mapping[str, str], field: str, code: str
) -> None:
    found = checked(state, table(tmp_path / "v.xlsx", {**VIEW, **changed}))
    assert [(one.field, one.code) for one in found.faults] == [(field, code)]
    assert found.planned == () and all(cure_words(found.faults[0], translator(lang)) for lang in LANGUAGES)


@pytest.mark.parametrize(
    "said_by",
    [
        "boys",
        "thirty children",
        "twenty-five girls",
        "children",
        "កុមារ",
        "young people with disabilities",
        "children aged 12 to 14",
    ],
)
def test_a_group_is_no_person(state: State, tmp_path: Path, said_by: str) -> None:
    row = {**VIEW, "said_by": said_by, "text_en": "Our school has no water. Primary school is far."}
    assert checked(state, table(tmp_path / "v.xlsx", row)).faults == ()


@pytest.mark.parametrize(
    "text_km",
    [
        "កុមារនៅភូមិនេះគ្មានទឹកស្អាត។",
        "ក្នុងភូមិយើងគ្មានសាលា។ វិទ្យាល័យនៅឆ្ងាយ។",
        "សិស្សដប់ប្រាំបីនាក់ និងសាមសិបបីនាក់ចង់ទៅសាលា។",
        "យើងចង់ឱ្យមេភូមិ និងក្រុមប្រឹក្សាឃុំស្តាប់យើង។",
        "កុមារនៅភូមិភាគឦសានខ្វះសាលាបឋមសិក្សា។",
    ],
)
def test_khmer_of_villages_and_schools_in_general_is_let_in(state: State, tmp_path: Path, text_km: str) -> None:
    assert checked(state, table(tmp_path / "v.xlsx", {**VIEW, "text_km": text_km})).faults == ()


@settings(max_examples=15, deadline=None)
@given(count=st.integers(0, 40))
def test_a_small_number_of_children_is_never_known(tmp_path_factory: pytest.TempPathFactory, count: int) -> None:
    folder = tmp_path_factory.mktemp("few")
    (one,) = checked(State(folder / "home"), table(folder / "v.xlsx", {**VIEW, "children": str(count)})).planned
    assert one.payload.children == (count if count >= FEWEST_TOLD else 0)
    for lang in LANGUAGES:
        t = translator(lang)
        assert (t._("a group of children") in heard(one.payload, t)) == (count < FEWEST_TOLD)


def test_what_a_contributor_sends_waits_for_a_steward(unbuilt: State, tmp_path: Path) -> None:
    path = table(tmp_path / "v.xlsx", VIEW, PRACTICE)
    with pytest.raises(NotPermitted):
        sent(unbuilt, path, NOBODY)
    other = table(tmp_path / "other.xlsx", VIEW, {**PRACTICE, "organisation": "Member B"})
    with pytest.raises(NotPermitted):
        sent(unbuilt, other, SENDER)
    assert entries(unbuilt) == ()
    done = sent(unbuilt, path, SENDER)
    assert done.ids == done.waiting == ("V00001",) and brought(unbuilt).views == ()
    assert not checked(unbuilt, path).planned  # the same file waits once
    assert entries_for(unbuilt, NOBODY) == () and len(entries_for(unbuilt, SENDER)) == 1
    assert entries_for(unbuilt, Actor("b", frozenset({Role.CONTRIBUTOR}), ("Member B",))) == ()
    with pytest.raises(NotPermitted):
        approve_brought(unbuilt, ["V00001"], who=SENDER)
    approve_brought(unbuilt, ["v00001"], who=STEWARD)
    assert [one.what.kind for one in brought(unbuilt).views] == ["children", "practice"]
    with pytest.raises(CannotApprove):
        approve_brought(unbuilt, ["V00001"], who=STEWARD)
    with pytest.raises(UnknownCode):
        send_brought_back(unbuilt, "V00001", why="Too late for that now", who=STEWARD)


def test_a_steward_sends_back_or_waits_for_other_eyes(unbuilt: State, tmp_path: Path) -> None:
    sent(unbuilt, table(tmp_path / "a.xlsx", VIEW), SENDER)
    with pytest.raises(NotPermitted):
        send_brought_back(unbuilt, "V00001", why="Please say which group", who=SENDER)
    send_brought_back(unbuilt, "V00001", why="Please say which group", who=STEWARD)
    assert brought(unbuilt).views == () and not entries(unbuilt)[0].waits
    change_setting(unbuilt, "four_eyes", "on", who=STEWARD)
    done = bring(unbuilt, table(tmp_path / "b.xlsx", PRACTICE), member="", who=STEWARD, today=TODAY)
    assert done.waiting == ("V00002",)
    with pytest.raises(CannotApprove):
        approve_brought(unbuilt, ["V00002"], who=STEWARD)
    approve_brought(unbuilt, ["V00002"], who=Actor("another", frozenset({Role.STEWARD})))
    assert len(brought(unbuilt).views) == 1


def test_each_member_takes_back_its_own_and_no_word_is_left(unbuilt: State, tmp_path: Path) -> None:
    path = table(tmp_path / "v.xlsx", VIEW, {**PRACTICE, "organisation": "Member B"})
    assert bring(unbuilt, path, member="", who=STEWARD, today=TODAY).ids == ("V00001", "V00002")
    with pytest.raises(NotPermitted):
        withdraw_entry(unbuilt, "V00002", why="Taken from a draft", who=SENDER)
    withdraw_entry(unbuilt, "V00001", why="Consent was taken back", who=SENDER)
    gone, stays = brought(unbuilt).views
    told = json.dumps([getattr(gone.what, name) for name in Voice.__slots__], ensure_ascii=False)
    assert VIEW["text_en"] not in told and VIEW["text_km"] not in told and VIEW["said_by"] not in told
    assert gone.what.children == 0 and stays.what.text_en == PRACTICE["text_en"]
    assert all(VIEW["organisation"] in voice_told(gone, translator(lang))[0] for lang in LANGUAGES)


def test_the_snapshot_the_certificate_and_erasing(state: State, tmp_path: Path) -> None:
    inputs, catalogue = write_world(tmp_path, [{"area": "KH", "value": 32.5}]), load_catalogue()
    bring(state, table(tmp_path / "v.xlsx", VIEW, PRACTICE), member="", who=STEWARD, today=TODAY, inputs=inputs)
    snapshot = open_current(state.home)
    try:
        view, practice = voices(snapshot)
        assert views_under(snapshot, catalogue, "28", "KH05") == (view,)
        assert views_under(snapshot, catalogue, "EDU") == (view, practice)
        assert views_under(snapshot, catalogue, "EDU", "KH") == (practice,)
        assert views_under(snapshot, catalogue, "19") == views_under(snapshot, catalogue, "", "KH12") == ()
        assert views_under(snapshot, catalogue, kind="practice") == (practice,)
        with pytest.raises(UnknownCode):
            views_under(snapshot, catalogue, "99")
        told = certificate(snapshot, catalogue, view.code.replace("-", "").lower())
        assert told["how"] == "words" and view.text_en in told["told"] and "V00001" in told["told"]
        for lang in LANGUAGES:
            assert view.code in attribution(view, translator(lang)) and "Member A" in attribution(
                view, translator(lang)
            )
    finally:
        snapshot.close()
    gone = erase(state, "V00001", why="Asked for by the member", who=STEWARD, inputs=inputs).erasure
    assert (gone.kind, gone.figures, set(gone.codes)) == ("views", 2, {view.code, practice.code})
    assert view.text_en.encode() not in state.ledger.read_bytes()
    snapshot = open_current(state.home)
    try:
        assert voices(snapshot) == () and certificate(snapshot, catalogue, view.code)["how"] == "erased"
    finally:
        snapshot.close()
