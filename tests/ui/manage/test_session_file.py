"""What the desk remembers in a session, when somebody else sits down at it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from etl.permissions import Role
from tests.support.signed_in import signed_in


def _tell() -> None:
    import streamlit as st

    from ui.contribute import session_file

    st.text(f"for {session_file.member()}.")


def told(app: AppTest) -> str:
    (text,) = app.run().text
    return str(text.value)


def test_for_which_member_a_session_sends_is_asked_of_whoever_is_there_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member confirmed, and said of its sources, is offered by it: to nobody else in the same window."""
    app = AppTest.from_function(_tell)
    app.session_state["desk_member"] = "Member A"
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=["Member A", "Member C"])
    assert told(app) == "for Member A."
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=["Member B"])
    assert told(app) == "for ."
    signed_in(monkeypatch)
    assert told(app) == "for ."
    signed_in(monkeypatch, Role.CONTRIBUTOR, members=["Member A"])
    assert told(app) == "for Member A."
