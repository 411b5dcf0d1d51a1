"""*Erase for good* on the page History: for whoever may, after the number was typed, with a certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.i18n import translator
from etl.ledger import State, erasures, uploads
from tests.pages.manage.contributing import Opener, opener, words
from tests.support.members import figures, send


@pytest.fixture
def open_page(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(monkeypatch)


def test_it_is_erased_once_its_number_is_typed(open_page: Opener, own_home: Path) -> None:
    state, t = State(own_home), translator(lang := "km")
    send(own_home, "NEP", figures("stunting", 2021, {"KH05": 31.0}))
    app = open_page("history", lang=lang)
    for typed, said in (
        ("U0002", t._("Please type {upload} first: what is erased does not come back.").format(upload="U0001")),
        (" u0001 ", t._("Certificate of erasure")),
    ):
        for _ in range(2):  # what opens the dialog and the answer to it are one run here
            app.button(key="erase_U0001").click().run()
            app.text_input(key="why_erase_U0001").set_value("ផ្ញើដោយច្រឡំ")
            app.text_input(key="typed_erase_U0001").set_value(typed)
        app.button(key="erase_U0001").click()
        app = app.button(key="really_erase_U0001").click().run()
        assert said in words(app) and not app.exception
    (gone,) = erasures(state)
    assert (gone.id, gone.why) == ("U0001", "ផ្ញើដោយច្រឡំ") and uploads(state) == ()
    assert gone.id in words(app) and gone.files == () and gone.done_at
    app = app.button(key="erasure_certificate_kept").click().run()
    assert t._("Certificate of erasure") not in words(app)
