"""The page of a member's mirror: its own for a contributor, every member's for a steward, a door for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.i18n import LANGUAGES, translator
from etl.intake.accepting import accept, check_for
from etl.ledger.state import State
from etl.permissions import Role, owner
from tests.pages.opening import opener, words
from tests.support.signed_in import signed_in

PAGE = "manage/mirror"
SENT = "Province,Indicator,Year,Value\nKampot,Births registered within 30 days,2025,55\nTakeo,Births registered within 30 days,2025,many\n"


def test_each_sees_what_is_its_own(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, page = State(own_home), opener(own_home, monkeypatch)
    signed_in(monkeypatch)
    assert "for people who have signed in" in words(page(PAGE))
    signed_in(monkeypatch, Role.ADMINISTRATOR)
    assert "not among the things" in words(page(PAGE))
    (path := tmp_path / "kampot.csv").write_text(SENT, encoding="utf-8")
    for member in ("Member A", "Member B"):
        accept(state, path, check_for(state, path, member=member), member=member, who=owner("x"), submit_only=True)
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=("Member A",))
    for lang in LANGUAGES:
        app, t = page(PAGE, lang=lang), translator(lang)
        told = words(app)
        assert not app.exception and told.count("<h1") == 1 and "kampot.csv (U0001)" in told
        assert "Member B" not in told and "U0002" not in told and t._("What was left out, by cause") in told
        labels = {one.proto.label for one in app.get("download_button")}
        assert t._("Letter, page and workbook (.zip)") in labels
    signed_in(monkeypatch, Role.STEWARD)
    app = page(PAGE)
    assert not app.exception and "Member A" in words(app)
