"""Nothing is said twice: what stands under a figure says each thing once, of every indicator and in both languages.

A note of the figure, what limits the comparison of its series, a reason of the engine and the note of a newer figure come
from four tables that do not know of each other. So the texts are read here side by side, as a reader does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

import pytest

from childrights.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.i18n import translator
from childrights.messages import reasons
from childrights.messages.composing import answer_question
from childrights.messages.evidence import lay_out_evidence
from childrights.messages.finding import Ask, ClaimReason
from childrights.snapshot.notes import travelling_notes
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from geo import load_provinces

CATALOGUE = load_catalogue()
TODAY = 2026
ALIKE = 0.5
"""Sentences that share at least this part of the words of the shorter one, and two words, say the same. The highest of
what is shipped and was read as two things is 0.4."""
STOP = frozenset(
    re.findall(
        r"\w+",
        "a about after all an and any are as at be been before by can cannot children comparing do does figure "
        "figures for from give given gives has have here in is it its may neither newer no nor not of on one only "
        "or other own same some source sources than that the their them there these they this those to together "
        "told value was were when where whether which who with year years ",
    )
)
STOP_KM = ("ឆ្នាំ", "មុន")
PLACES = frozenset(name.casefold() for one in load_provinces().values() for name in one.name_en.split())
"""Reasons name the place they speak of, each for itself."""
TOGETHER = {
    # How the number of people was worked out, from which interval its range, and what is known of their number.
    frozenset({"worked_out", "people_range"}),
    frozenset({"worked_out", "people_range_ours"}),
    frozenset({"worked_out", "modelled_people"}),
    frozenset({"people_range", "modelled_people"}),
    frozenset({"people_range_ours", "modelled_people"}),
}
"""Reasons that share words and were read as two things."""


def words(sentence: str) -> frozenset[str]:
    """The words of an English sentence that carry what it says, without their endings; years are told with everything."""
    found = (word.casefold() for word in re.findall(r"[A-Za-z][A-Za-z-]+", sentence))
    return frozenset(re.sub(r"(?<=....)(ed|ing|es|s)$", "", word) for word in found if word not in STOP | PLACES)


def runs(sentence: str) -> frozenset[str]:
    """Runs of eight letters of a Khmer sentence, which has no spaces between its words."""
    text = re.sub(r"[\s។៖,();%0-9០-៩]+", "", sentence.split("៖ ", 1)[-1])
    for stop in (*STOP_KM, *(one.name_km for one in load_provinces().values())):
        text = text.replace(stop, "")
    return frozenset(text[at : at + 8] for at in range(len(text) - 7))


SAYS = {"en": words, "km": runs}


def parts(text: str) -> list[str]:
    """The sentences of a text, and of a sentence the notes it is made of."""
    return [one for one in re.split(r"(?<=[.។])\s+|; ", text) if one]


def alike(one: str, other: str, lang: str) -> bool:
    first, second = SAYS[lang](one), SAYS[lang](other)
    shared = first & second
    return len(shared) >= 2 and len(shared) >= ALIKE * min(len(first), len(second))


def twice(told: Iterable[tuple[str, str]], lang: str) -> Iterator[tuple[str, str]]:
    """The pairs of sentences, each with the code of its reason, that say the same."""
    single = [(code, part) for code, text in told for part in parts(text)]
    for (code, one), (other_code, other) in combinations(single, 2):
        if frozenset({code, other_code}) not in TOGETHER and alike(one, other, lang):
            yield one, other


@cache
def everything(shipped: Snapshot) -> tuple[Observation, ...]:
    return all_observations(shipped)


@cache
def figures(shipped: Snapshot) -> dict[str, list[Observation]]:
    """One figure of each kind of its indicator: noted, made, sized and told of the country or a place alike."""
    found: dict[str, dict[tuple[object, ...], Observation]] = defaultdict(dict)
    for one in everything(shipped):
        if one.value is not None:
            sized = (one.lower is None, one.sample_size is None, "+" in one.area, one.area == "KH")
            found[one.indicator][one.note, one.status, one.source, one.disability == "total", *sized] = one
    return {code: list(kinds.values()) for code, kinds in found.items()}


@cache
def reasoned(shipped: Snapshot) -> list[tuple[str, int, tuple[ClaimReason, ...]]]:
    """All that is told beside such a figure and beside its change, each set of reasons once, with where it was met."""
    by_topic: dict[str, list[Observation]] = defaultdict(list)
    for one in everything(shipped):
        by_topic[CATALOGUE.indicators[one.indicator].topic].append(one)
    found: dict[object, tuple[str, int, tuple[ClaimReason, ...]]] = {}
    for code, kinds in figures(shipped).items():
        at = lay_out_evidence(by_topic[CATALOGUE.indicators[code].topic], CATALOGUE, code, TODAY)
        for one in kinds:
            for kind in ("level", "change"):
                ask = Ask(kind, code, one.area, one.period_label, Group.of(one))
                told = answer_question(ask, at).reasons
                same = tuple((reason.code, *sorted(reason.codes.items())) for reason in told)
                found.setdefault(same, (ask.key, one.year_end, told))
    return list(found.values())


@pytest.mark.parametrize("lang", ["en", "km"])
def test_no_message_says_a_thing_twice(shipped: Snapshot, lang: str) -> None:
    t, found = translator(lang), []
    for key, year, told in reasoned(shipped):
        found += [(key, *pair) for pair in twice([(one.code, reasons.text(one, year, t)) for one in told], lang)]
    assert found == []
    assert len(reasoned(shipped)) > 300


@pytest.mark.parametrize("lang", ["en", "km"])
def test_no_picture_or_table_says_a_thing_twice(shipped: Snapshot, lang: str) -> None:
    t, found = translator(lang), []
    for code, kinds in figures(shipped).items():
        for shown in (kinds, *([one] for one in kinds)):
            told = [("", text) for text in travelling_notes(shown, CATALOGUE.indicators[code], t)]
            found += [(code, *pair) for pair in twice(told, lang)]
    assert found == []


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("All ages, children not told apart.", "When comparing: All ages: children are not told apart.", "en"),
        ("All people in households, not children only.", "All people in households, not children.", "en"),
        ("The file bears no date: to be verified with IDPoor.", "To be verified with IDPoor: the file tells neither its date nor the base.", "en"),
        ("ប្រជាជនទាំងអស់ក្នុងគ្រួសារ មិនមែនតែកុមារទេ។", "ត្រូវប្រយ័ត្នពេលប្រៀបធៀប៖ ប្រជាជនទាំងអស់ក្នុងគ្រួសារ មិនមែនកុមារទេ។", "km"),
        ("ឯកសារមិនមានកាលបរិច្ឆេទ៖ ត្រូវផ្ទៀងផ្ទាត់ជាមួយ IDPoor។", "ត្រូវប្រយ័ត្នពេលប្រៀបធៀប៖ ត្រូវផ្ទៀងផ្ទាត់ជាមួយ IDPoor៖ ឯកសារមិនប្រាប់កាលបរិច្ឆេទ។", "km"),
    ],
)  # fmt: skip
def test_what_was_said_twice_is_noticed(one: str, other: str, lang: str) -> None:
    assert alike(one, other, lang)
