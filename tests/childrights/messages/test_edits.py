"""An author's own words: every number, share, claim and cause that the figures do not bear out is flagged; ours never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.i18n import Translator
from childrights.messages.candidate_list import candidates
from childrights.messages.checking import flags
from childrights.messages.evidence import desks, lay_out_evidence
from childrights.messages.finding import Ask
from childrights.messages.message import Message, compose
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.making import CATALOGUE, ENGLISH, KHMER, ask_of, desk_of
from tests.childrights.messages.test_conscience import questions

FALL = compose(ask_of("change"), desk_of("KH 2010 40 n=4000; KH 2014 32 n=4000"), ENGLISH)
UNCLEAR = compose(ask_of("change"), desk_of("KH 2010 40 n=400; KH 2014 39 n=400"), ENGLISH)
PLACE = compose(ask_of("place KH05 vs=KH"), desk_of("KH 2014 50 n=4000; KH05 2014 40 n=400"), ENGLISH)
LEVEL = compose(ask_of("level"), desk_of("KH 2014 32 n=4000"), ENGLISH)
LEVEL_KM = compose(ask_of("level"), desk_of("KH 2014 32 n=4000"), KHMER)


@pytest.mark.parametrize(
    ("text", "message", "said"),
    [
        ("Stunting stood at 33 % in 2014.", LEVEL, "33"),
        ("Stunting stood at 32 % in 2019.", LEVEL, "2019"),
        ("Stunting stood at 95 % in 2014.", UNCLEAR, "95"),
        ("Half of all children are stunted.", LEVEL, "Half"),
        ("Two in three children are stunted.", LEVEL, "Two"),
        ("Two thirds of children are stunted.", LEVEL, "Two thirds"),
        ("Thirty per cent of children are stunted.", LEVEL, "Thirty"),
        ("Most children are stunted.", LEVEL, "Most"),
        ("Stunting doubled.", FALL, "doubled"),
        ("Stunting rose from 32 % to 40 %.", FALL, "rose"),
        ("Stunting fell from 40 % in 2010 to 39 % in 2014.", UNCLEAR, "fell"),
        ("Stunting fell to 32 % in 2014.", LEVEL, "fell"),
        ("In 2010, 32 % were stunted, against 40 % in 2014.", FALL, "another order"),
        ("From 32 % in 2010 to 40 % in 2014.", FALL, "another order"),
        ("Down by 8 % since 2010.", FALL, "8"),
        ("50 % in Kampong Speu, against 40 % in Cambodia.", PLACE, "another order"),
        ("32 % in 2014, because the harvest failed.", LEVEL, "because"),
        ("32 percentage points of children.", LEVEL, "Percentage points"),
        ("កុមារពាក់កណ្តាល មានភាពក្រិន", LEVEL_KM, "ពាក់កណ្តាល"),
        ("កុមារពីរភាគបី មានភាពក្រិន", LEVEL_KM, "ពីរភាគបី"),
        ("កុមារ ៥០ ភាគរយ មានភាពក្រិន", LEVEL_KM, "៥០"),
        ("កុមារហាសិបភាគរយ មានភាពក្រិន", LEVEL_KM, "ហាសិប"),
        ("ភាពក្រិន 32 % កើនឡើង", LEVEL_KM, "កើនឡើង"),
        ("ភាពក្រិន 32 % ដោយសារភាពក្រីក្រ", LEVEL_KM, "ដោយសារ"),
    ],
)
def test_what_the_figures_do_not_say_is_flagged(text: str, message: Message, said: str) -> None:
    t = KHMER if message.lang == "km" else ENGLISH
    assert any(said in one for one in flags(text, message, t)), flags(text, message, t)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("One in three children under five was stunted in 2014 (32 %).", LEVEL),
        ("A third of young children were stunted in 2014.", LEVEL),
        ("Stunting fell by 8 percentage points, from 40 % to 32 %.", FALL),
        ("Stunting did not clearly fall between 2010 and 2014.", UNCLEAR),
        ("We cannot say whether stunting fell.", UNCLEAR),
        ("Every child has the right to grow up healthy: 32.0 % do not.", LEVEL),
        ("កុមារ ៣២ ភាគរយ មានភាពក្រិន ក្នុងឆ្នាំ ២០១៤", LEVEL_KM),
    ],
)
def test_what_they_say_in_other_words_is_not(text: str, message: Message) -> None:
    found = flags(text, message, KHMER if message.lang == "km" else ENGLISH)
    assert found == ()


@settings(max_examples=60)
@given(questions(), st.sampled_from((ENGLISH, KHMER)), st.booleans())
def test_our_own_sentence_is_never_flagged(
    question: tuple[Ask, list[Observation]], t: Translator, khmer_digits: bool
) -> None:
    at = lay_out_evidence(question[1], CATALOGUE, question[0].indicator, 2024)
    message = compose(question[0], at, t, khmer_digits=khmer_digits)
    assert flags(message.headline, message, t) == ()


@pytest.mark.parametrize("t", [ENGLISH, KHMER], ids=("en", "km"))
def test_no_candidate_of_the_shipped_data_is_flagged(shipped: Snapshot, t: Translator) -> None:
    for area in ("KH", "KH16"):
        known = desks(shipped, load_catalogue(), 2026, area)
        by_code = {one.indicator.code: one for one in known}
        for one in candidates(known, area)[::3]:
            message = compose(one.finding.ask, by_code[one.finding.ask.indicator], t)
            assert flags(message.headline, message, t) == (), message.headline
