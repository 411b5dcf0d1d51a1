"""What waits, for the steward, for its member and for everybody else, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import read_pointer
from etl.ledger.approvals import approve_uploads, send_back
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.ledger.typed_settings import change_setting
from etl.permissions import NOBODY, Actor, Role, owner
from tests.pages.manage.contributing import Opener, button, give, opener, words
from tests.support.members import LONE, figures, send
from tests.support.workbooks import stunting_workbook

STEWARD = Actor("sok", frozenset({Role.STEWARD}))
ANNA = Actor("anna", frozenset({Role.CONTRIBUTOR}), ("Member A",))
BEN = Actor("ben", frozenset({Role.CONTRIBUTOR}), ("Member B",))
SENT = {"KH": 58.0, "KH12": 62.0, "KH17": 45.0}
HEADLINE = "in 2023, the indicator “Births registered within 30 days” in Cambodia was"


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


def test_the_steward_looks_approves_and_sends_back(open_page: Opener, own_home: Path) -> None:
    one = send(own_home, "Member A", figures(LONE, 2023, SENT), approved=False)
    other = send(own_home, "Member B", figures("stunting", 2014, {"KH05": 45.0}), approved=False)
    before = read_pointer(own_home)
    app = open_page("review", STEWARD)
    shown = words(app)
    assert not app.exception and "2 uploads wait for you" in shown
    assert "Member A" in shown and "Member B" in shown
    assert "Publishing changes what everybody sees: 1 map, 1 order of places, 1 headline" in shown
    assert HEADLINE in shown and "Rank then" in shown
    assert "Sentences that somebody may keep (3)" in shown and shown.count("New: “According to") == 3
    assert "Preview: not published" in str([chart.proto for chart in app.get("plotly_chart")])
    assert read_pointer(own_home) == before
    button(app, "Approve and publish U0001")
    assert not app.exception and "Approved and published: U0001." in words(app)
    assert "1 upload waits for you" in words(app)
    assert "1 figure differs" not in words(app) and "Differences from published figures (1)" in words(app)
    assert app.button(key=f"back_{other.id}").label == "Send back"
    send_back(State(own_home), other.id, why="Which survey is it?", who=STEWARD)  # its dialog is one of the browser
    assert "Nothing waits for you" in words(open_page("review", STEWARD))
    assert [(sent.id, sent.status, sent.sent_back) for sent in uploads(State(own_home))] == [
        (other.id, "withdrawn", True),
        (one.id, "published", False),
    ]
    told = words(open_page("history", BEN))
    assert (
        "sent back" in told and "Which survey is it?" in told and "was sent back on" in words(open_page("upload", BEN))
    )
    assert other.id not in words(open_page("history", NOBODY)) and other.id not in words(open_page("history", ANNA))


def test_what_waits_is_seen_by_its_member_alone(open_page: Opener, own_home: Path) -> None:
    one = send(own_home, "Member A", figures(LONE, 2023, SENT), approved=False)
    app = open_page("preview", ANNA, upload=one.id)
    assert not app.exception and HEADLINE in words(app)
    assert "Preview: not published" in words(app)
    for who in (BEN, NOBODY):
        refused = open_page("preview", who, upload=one.id)
        assert not refused.exception and "Member A" not in words(refused) and "58.0" not in words(refused)
        assert one.id not in words(open_page("history", who))
    history = words(open_page("history", ANNA))
    assert one.id in history and "waiting for the steward" in history


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_who_may_approve_has_the_review(open_page: Opener, own_home: Path, lang: str) -> None:
    t = translator(lang)
    for who in (ANNA, NOBODY):
        app = open_page("review", who, lang=lang)
        assert not app.exception and words(app).count("<h1") == 1
    app = open_page("review", STEWARD, lang=lang)
    assert t._("Nothing waits for you") in words(app)


def test_with_four_eyes_the_senders_button_is_closed(open_page: Opener, own_home: Path) -> None:
    change_setting(State(own_home), "four_eyes", "on", who=owner("x"))
    send(own_home, "Member A", figures("stunting", 2014, {"KH05": 45.0}), approved=False)
    app = open_page("review", Actor("x", frozenset({Role.STEWARD})))
    assert "four eyes" in words(app) and app.button(key="approve").disabled


def test_what_became_of_theirs_is_told_until_it_is_read(open_page: Opener, own_home: Path) -> None:
    state = State(own_home)
    first = send(own_home, "Member A", figures("stunting", 2014, {"KH05": 45.0}), approved=False)
    second = send(own_home, "Member A", figures("stunting", 2014, {"KH06": 45.0, "KH07": 2.0}), approved=False)
    approve_uploads(state, [first.id], who=STEWARD)
    send_back(state, second.id, why="Which survey is it?", who=STEWARD)
    app = open_page("upload", ANNA)
    assert "was approved on" in words(app) and "Which survey is it?" in words(app)
    button(app, "I have read it")
    assert not app.exception and "was approved on" not in words(open_page("upload", ANNA))


def test_a_contributor_sends_and_reads_that_it_waits(open_page: Opener, own_home: Path) -> None:
    app = give(open_page("upload", ANNA), stunting_workbook(), member="")
    assert app.button(key="publish").label == "Send 23 figures to the steward, leave out 2"
    app.button(key="publish").click().run()
    assert not app.exception and "Waiting for the coalition" in words(app)
    (one,) = uploads(State(own_home))
    assert (one.status, one.member, one.uploaded_by) == ("submitted", "Member A", "anna")
