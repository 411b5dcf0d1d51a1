"""The page for newer figures: asked in the background, seen, accepted, taken back; files; no internet; the guard."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from etl.ledger.fetched_series import editions, standing_editions
from etl.ledger.state import State
from etl.permissions import NOBODY, owner
from etl.publishers.asking import not_taken
from etl.publishers.refreshing import Refreshing, chosen_publishers
from etl.publishers.replies import ReplyStore
from etl.publishers.told import tell
from etl.refresh import rounds
from tests.etl.publishers.test_refresh import WASTING, published, rows_of
from tests.pages.manage.contributing import Opener, opener, words
from tests.pages.manage.test_kinds_of_source import in_dialog
from tests.pages.opening import control
from tests.support.publishers import Answer, FakePublishers, Query, dhs_page, fake_publishers
from tests.support.signed_in import signed_in

PAGE = "refresh"
ROWS = rows_of(WASTING)


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


@pytest.fixture
def dhs(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePublishers]:
    with fake_publishers() as fake:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", fake.base)
        giving(fake)
        yield fake


def giving(fake: FakePublishers, shift: float = 0.0) -> None:
    rows = [*rows_of(WASTING, shift=shift), *rows_of("CP_BREG_C_REG")]

    def answer(path: str, query: Query) -> Answer:
        return dhs_page(rows, query) if "dhsprogram" in path else Answer(status=404)

    fake.answer = answer


def round_of(home: Path, running: bool = False) -> rounds.Round:
    """The round of this test when it is over, or when it has begun to ask."""
    for _ in range(600):
        found = rounds.last_round(State(home))
        if found and (found.now if running else not found.running):
            return found
        time.sleep(0.05)
    raise AssertionError("the round does not end")


def asked(app: AppTest, home: Path) -> AppTest:
    app.button(key="refresh_ask").click().run()
    assert not app.exception
    round_of(home)
    app.run()
    assert not app.exception
    return app


def test_from_asking_to_taking_back(open_page: Opener, own_home: Path, dhs: FakePublishers) -> None:
    app = open_page(PAGE)
    assert words(app).count("<h1") == 1 and "never" in words(app)
    app = with_open(asked(app, own_home), "refresh_of_dhs")
    text = words(app)
    assert "refuses the question (status 404)" in text
    assert "2 series wait for you to accept them" in text and "DHS Program API" in text
    assert not editions(State(own_home)), "nothing is published unasked"
    assert "cr-chip accepted" in text and WASTING in text
    run, dhs_program = Refreshing(State(own_home), lambda _: None, who=owner("steward")), chosen_publishers(["dhs"])[0]
    run.accept(dhs_program, run.waiting(dhs_program), [WASTING])

    giving(dhs, shift=2.0)
    app = with_open(asked(app, own_home), "refresh_of_dhs")
    control(app, "refresh_look_dhs").set_value(WASTING).run()
    assert "revised" in words(app)
    shown = words(app).partition("Figures of")[2]
    assert "(10.1" in shown and "(12.1" in shown, "old and new value"
    control(app, "refresh_accept_dhs").set_value([WASTING]).run()
    app.button(key="refresh_yes_dhs").click().run()
    assert not app.exception
    edition = editions(State(own_home))[-1]
    assert (edition.id, edition.series, edition.count, edition.accepted_by) == ("E00002", WASTING, 28, "this computer")
    assert "Accepted and published: E00002" in words(app) and "in force" in words(app)
    wasting = {one.value for one in published(own_home).values() if one.indicator == "wasting_cdhs_printed"}
    assert 12.1 in wasting and 10.1 not in wasting
    control(app, "refresh_back").set_value(["E00002"]).run()
    app = in_dialog(app, "refresh_take_back", "refresh_back", "Too early")
    assert [one.id for one in standing_editions(editions(State(own_home)))] == ["E00001"]
    assert "Too early" in words(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_waits_is_told_in_both_languages(open_page: Opener, own_home: Path, tmp_path: Path, lang: str) -> None:
    query = {"indicatorIds": WASTING, "breakdown": "subnational", "perpage": "1000", "page": "1"}
    odd = [{**one, "Value": 130} if one["CharacteristicLabel"] == "Kampot" else one for one in rows_of("CP_BREG_C_REG")]
    rows = [*rows_of(WASTING), *odd]
    (tmp_path / "stick").mkdir()
    query["indicatorIds"] += ",CP_BREG_C_REG"
    (tmp_path / "stick" / "page.json").write_bytes(dhs_page(rows, query).body)
    run = Refreshing(State(own_home), lambda _: None, who=owner("steward"))
    run.from_folder(chosen_publishers(["dhs"])[0], tmp_path / "stick")
    run.store.note_asked("uis", not_taken("UIS", tell("sends a web page instead of data")))
    t, app = translator(lang), with_open(open_page(PAGE, lang=lang), "refresh_of_dhs")
    control(app, "refresh_look_dhs").set_value("CP_BREG_C_REG").run()
    text = words(app)
    assert not app.exception and text.count("<h1") == 1
    assert t._("sends a web page instead of data") in text and t._("What would change") in text
    assert t._("not understood") in text and "130" in text
    assert lang == "en" or not re.search(r"sends a web page|waits for you|were? not understood", text)


def test_a_click_accepts_what_was_shown_and_nothing_that_came_meanwhile(
    open_page: Opener, own_home: Path, dhs: FakePublishers
) -> None:
    app = with_open(asked(open_page(PAGE), own_home), "refresh_of_dhs")
    giving(dhs, shift=2.0)
    asked(open_page(PAGE), own_home)  # in another tab
    app.button(key="refresh_yes_dhs").click().run()
    assert not app.exception and not editions(State(own_home))
    assert "What waits has changed meanwhile" in words(app)
    app.button(key="refresh_yes_dhs").click().run()
    assert [one.id for one in editions(State(own_home))] == ["E00001", "E00002"]
    assert any(one.value == 12.1 for one in published(own_home).values())


def test_nothing_that_a_publisher_says_is_markup(open_page: Opener, own_home: Path, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>**[a](http://x)**"
    odd = [{**one, "CharacteristicLabel": evil} if one["CharacteristicLabel"] == "Kampot" else one for one in ROWS]
    (tmp_path / "stick").mkdir()
    query = {"indicatorIds": WASTING, "breakdown": "subnational", "perpage": "1000", "page": "1"}
    (tmp_path / "stick" / "page.json").write_bytes(dhs_page(odd, query).body)
    run = Refreshing(State(own_home), lambda _: None, who=owner("steward"))
    run.from_folder(chosen_publishers(["dhs"])[0], tmp_path / "stick")
    run.store.note_asked("uis", not_taken("UIS", tell("answers with an error instead of data ({said})", said=evil)))
    text = words(with_open(open_page(PAGE), "refresh_of_dhs"))
    assert "<img" not in text and text.count("&lt;img src=x onerror=alert(1)&gt;") >= 2


def with_open(app: AppTest, fold: str) -> AppTest:
    """The page with one of its folds open."""
    app.session_state[fold] = True
    return app.run()


def test_a_round_outlives_the_page_and_can_be_stopped(open_page: Opener, own_home: Path, dhs: FakePublishers) -> None:
    dhs.answer = lambda path, query: Answer(b"", slow=0.4)
    open_page(PAGE).button(key="refresh_ask").click().run()
    first = round_of(own_home, running=True)
    again = open_page(PAGE)
    assert "is being asked: question" in words(again) and not any(one.key == "refresh_ask" for one in again.button)
    assert rounds.begin_round(State(own_home), [], who=owner("somebody else")) is first, "there is one round at a time"
    again.button(key="refresh_stop").click().run()
    assert first.stopping or not first.running
    round_of(own_home)
    assert "The round was stopped" in words(open_page(PAGE)) and first.stopped


def test_files_are_read_without_a_network_and_strangers_named(open_page: Opener, own_home: Path) -> None:
    query = {"indicatorIds": WASTING, "breakdown": "subnational", "perpage": "1000", "page": "1"}
    page = dhs_page(rows_of(WASTING), query).body
    app = open_page(PAGE)
    app.file_uploader[0].set_value([("page.json", page, ""), ("../songs.csv", b"a,b\n1,2\n", "")]).run()
    app.button(key="refresh_read").click().run()
    done = round_of(own_home)
    app.run()
    assert not app.exception and "knows these files for its own: songs.csv" in words(app)
    assert done.folder is not None and not done.folder.exists()
    assert "1 series waits for you to accept it" in words(app)
    (reply,) = ReplyStore(State(own_home)).waiting("dhs")
    assert reply.content == page and reply.address == "page.json"


def test_without_internet_one_sentence_offers_the_files(
    open_page: Opener, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_publishers() as gone:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", gone.base)
    text = words(asked(open_page(PAGE), own_home))
    assert text.count("seems to have no internet") == 1 and "bring them in below" in text


def test_nobody_asks_without_the_right(
    open_page: Opener, own_home: Path, dhs: FakePublishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, NOBODY)
    assert "refresh_ask" not in {one.key for one in app.button}
    assert "This is for people who have signed in" in words(app)
    app = open_page(PAGE)
    signed_in(monkeypatch)
    app.button(key="refresh_ask").click().run()
    assert not dhs.asked and rounds.last_round(State(own_home)) is None
