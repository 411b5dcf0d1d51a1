from __future__ import annotations

from datetime import date

import pytest

from childrights.briefs import inputs
from childrights.briefs.inputs import Stock
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.rights.assessment import COALITION, GOVERNMENT, Assessment
from childrights.rights.recommendations import touching
from childrights.snapshot.snapshot import Snapshot


def assessment(asked: str, by: str, status: str, why: str) -> Assessment:
    return Assessment(
        "A0001",
        asked,
        by,
        status,
        "2026-03-31",
        why,
        (),
        ("https://example.org/law",),
        "State report, para. 12",
        "CRC-Cambodia",
        "2026-04-01T00:00:00",
        "somebody",
    )


def test_what_was_not_assessed_says_so(shipped: Snapshot) -> None:
    stock = Stock.of(shipped, load_catalogue(), translator("en"), date(2026, 11, 25))
    found = stock.asked(touching(stock.recommendations(), cluster="SPM"))

    assert found
    assert {(one.assessed, one.government) for one in found} == {("not assessed yet", "")}


def test_the_coalition_and_the_government_stand_apart(shipped: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = Stock.of(shipped, load_catalogue(), translator("en"), date(2026, 11, 25))
    wanted = touching(stock.recommendations(), cluster="SPM")[:1]
    given = (
        assessment(wanted[0].code, COALITION, "partly", "A law, no budget."),
        assessment(wanted[0].code, GOVERNMENT, "answered", "The law was passed."),
    )
    monkeypatch.setattr(inputs, "assessments", lambda _snapshot: given)

    one = stock.asked(wanted)[0]

    assert one.assessed == "partly answered (2026-03-31): A law, no budget. https://example.org/law"
    assert one.government.startswith("The Government: ")
    assert "The law was passed." in one.government
    assert "answered" in one.government
    assert one.government.endswith("(State report, para. 12)")
