"""Silence is about this collection: no word of ours claims that nobody knows, measured, counted or published a thing.

Somebody may have: two of the claims that once stood here were false (mine casualties, HIV of mothers and children).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.i18n import LANGUAGES, translator
from childrights.messages.evidence import lay_out_evidence
from childrights.messages.finding import Ask
from childrights.messages.message import compose
from childrights.messages.no_data import absences
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot

ROOT = Path(__file__).resolve().parent.parent
CLAIM = re.compile(
    r"\b((?<!not say that )(?<!asks )nobody(?! looked at)|no one|no-one|by none|unpublished|unknown to|anybody ever|has ever|nowhere)\b"
    r"|\bnever (been )?(known|counted(?! as)|measured|split(?! or copied)|published|surveyed|collected)\b"
    r"|\b(was|were) (not|never) (known|published|surveyed)\b|\bnot known(?! here|: it was brought in|: its reply)\b"
    r"|\b(measured|counted) once\b|\bone measurement only\b|\} measured$"
    r"|\bno (published |counted )?(figures?|counts?)\b[^.]*\b(was|were) found\b(?! in this file)"
    # The sampling errors of the CDHS are published, in an appendix that is not held here: no claim on intervals either.
    r"|\b(no|neither an?) (intervals?|cases|number|figure)\b[^.:]*\bpublished\b"
    r"|\b(intervals?|numbers? of cases)\b[^.:,]*\b(was|were|is|are) (not )?published\b"
    r"|^no (counted figure|indicator with figures)\b(?!.*\b(here|held)\b)"
    r"|^there (is|are) no (two comparable )?figures?\b(?![^.;]*\bhere\b)",
    re.IGNORECASE,
)
CLAIM_KM = re.compile(
    "(?<!មិនមានន័យថា)គ្មាន(?:នរណា|អ្នកណា|អ្នករាប់)(?!អាច)|(?:វាស់|វាស់វែង|រាប់)តែម្[តដ]ង|មិនដែល(?:ត្រូវ)?(?:បាន)?(?:រាប់|វាស់|បំបែក|បែងចែក|ផ្សព្វផ្សាយ|ផ្សាយ)"
)
SAID = ("headline_en", "support_en", "caveat_en", "headline_km", "support_km", "caveat_km")


OTHERS_WORDS = ("article_words", "recommendations")
"""What the Convention forbids ("nobody may intrude"), and what committees wrote: no words of ours on figures."""


def said() -> Iterator[tuple[str, str, str]]:
    """Where a text stands, the text, and its Khmer words."""
    for path in sorted((ROOT / "locales" / "km").rglob("*.po")):
        with path.open("rb") as file:
            for one in read_po(file):
                texts = one.id if isinstance(one.id, tuple) else (one.id,)
                translated = one.string if isinstance(one.string, tuple) else (one.string,)
                yield from ((path.name, text, " ".join(translated)) for text in texts if text)
    for path in sorted((ROOT / "docs" / "help").glob("*.md")):
        km = path.name.endswith(".km.md")
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, "" if km else line, line if km else ""
    for path in sorted((ROOT / "data" / "reference").glob("*.csv")):
        if path.stem in OTHERS_WORDS:
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column, text in row.items():
                    yield path.name, "" if "km" in column else text or "", (text or "") if "km" in column else ""


def test_no_word_claims_that_nobody_knows() -> None:
    claims = [(where, text) for where, text, _ in said() if CLAIM.search(text)]
    assert claims == []


def test_no_khmer_word_claims_that_nobody_knows() -> None:
    claims = [(where, km) for where, text, km in said() if CLAIM_KM.search(km)]
    assert claims == []


def test_no_whole_sentence_claims_that_nobody_knows() -> None:
    with (ROOT / "tests" / "childrights" / "messages" / "sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [row[column] for row in rows for column in SAID]
    assert any(told)
    assert [text for text in told if CLAIM.search(text) or CLAIM_KM.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_of_the_shipped_figures_claims_it(shipped: Snapshot, lang: str) -> None:
    """What a message says is made from several tables: every silence of every indicator, and its newest figure."""
    catalogue, t, told = load_catalogue(), translator(lang), 0
    by_topic: dict[str, list[Observation]] = defaultdict(list)
    for one in all_observations(shipped):
        by_topic[catalogue.indicators[one.indicator].topic].append(one)
    for code, indicator in catalogue.indicators.items():
        at = lay_out_evidence(by_topic[indicator.topic], catalogue, code, 2026)
        asks = [Ask("absence", code, versus=gap.kind) for gap in absences(at)]
        for ask in (*asks, Ask("level", code), Ask("level", code, "KH16"), Ask("gap", code, versus="disability")):
            message = compose(ask, at, t)
            for text in (message.headline, message.support, message.caveat, *message.reasons):
                assert not (CLAIM_KM if lang == "km" else CLAIM).search(text), text
                told += bool(text)
    assert told > 1000


@pytest.mark.parametrize(
    "text",
    [
        "What nobody counts",
        "Never split by sex.",
        "No figure on “Stunting” newer than 2014 was found for Cambodia.",
        "No published figure was found.",
        "It was never measured by province.",
        "The sizes of the groups are not known.",
        "Measured once, in 2014: no change can be seen.",
        "{known} of {all} measured",
        "This was not published for any province.",
    ],
)
def test_a_claim_is_noticed(text: str) -> None:
    assert CLAIM.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "This dashboard holds no published figure on “Stunting”.",
        "No published figure here is split by sex.",
        "{known} of {all} with figures",
        "Figures of different definitions are never compared.",
        "The day of the next report to the Committee is not known here.",
        "“No link confirmed yet” does not say that nobody took it up.",
        "This dashboard asks nobody by itself.",
        "Nothing is proposed for this ask that nobody looked at.",
    ],
)
def test_what_is_said_of_this_collection_is_no_claim(text: str) -> None:
    assert not CLAIM.search(text)


def test_silence_is_of_what_is_published_since_members_figures_are_held_too() -> None:
    """Gaps and absences are counted over published figures: a member may have sent one of the very thing."""
    told = [text for _, text, _ in said() if "dashboard holds" in text]
    assert len(told) > 20
    people = ("holds no count", "holds the number of these people")
    assert [text for text in told if "published" not in text and not any(one in text for one in people)] == []
