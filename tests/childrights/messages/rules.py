"""The rules that messages are held to: in the suite for a sample of questions and indicators, by ``bench messages`` for all."""

from __future__ import annotations

import re

from childrights.catalogue.model import DIMENSIONS, Group
from childrights.messages.candidate_list import candidates
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import Ask, Finding
from childrights.messages.message import Message
from childrights.messages.no_data import absences
from tests.childrights.messages.tracing import CLAIMS, difference_ends, untraced, wrong_facts

FORBIDDEN = re.compile(
    r"\b(because|caused?|causes|due to|led to|leads to|thanks to|result(s|ed)? in|as a result|resulting|owing to|driven by|"
    r"must|should|ought|urge[sd]?|demand(s|ed)?|call(s|ed)? (on|for))\b|"
    r"ដោយសារ|បណ្តាល|បណ្ដាល|ព្រោះ|មូលហេតុ|នាំឱ្យ|នាំឲ្យ|ធ្វើឱ្យ|ធ្វើឲ្យ|អាស្រ័យដោយ|ត្រូវតែ|គួរតែ|គប្បី|សូមឱ្យ|ទាមទារ",
    re.IGNORECASE,
)
QUOTED = re.compile("“[^”]*”|«[^»]*»")
"""The name of a topic, such as deaths due to injury, is a quotation."""
JUDGING = re.compile(r"\b(better|worse|best|worst|improv\w+|progress)\b|ល្អជាង|អន់ជាង|អន់បំផុត|ល្អបំផុត", re.IGNORECASE)
PAIRED = ("place", "group", "change", "gap")


def breaks_no_rule(message: Message, found: Finding, ask: Ask, at: TopicEvidence) -> None:
    """Fails where a message says what it may not, see the module."""
    assert message.verdict in ("say", "say_weaker", "do_not_say")
    assert (message.headline == "") == (message.verdict == "do_not_say")
    assert message.reasons or message.verdict == "say"
    foreign = [*untraced(message, ask, at), *wrong_facts(message, at)]
    assert not foreign, foreign
    for text in (message.headline, message.support, message.caveat, *message.reasons):
        assert not FORBIDDEN.search(QUOTED.sub("", text)), text
        assert not re.search(r"\{|\ue000|\s\s|\s[.,;:]|\.\.|។។", text), text
    if at.indicator.is_context:
        assert not JUDGING.search(message.headline), message.headline
    _claims_nothing_that_chance_would_do(message, found, at)


def _claims_nothing_that_chance_would_do(message: Message, found: Finding, at: TopicEvidence) -> None:
    claimed = found.ask.kind in PAIRED and found.way in ("higher", "lower")
    if claimed:
        ends = difference_ends(found.figures[0], found.figures[1], found.ask, at)
        assert ends is None or ends[0] > 0 or ends[1] < 0
    for text in (message.headline, message.support, message.caveat, *message.reasons):
        assert claimed or not CLAIMS.search(text), text


def every_question(at: TopicEvidence) -> list[Ask]:
    """Every kind of question about every area, period and group of an indicator."""
    code = at.indicator.code
    keys = dict.fromkeys((one.area, one.period_label, Group.of(one)) for one in at.figures)
    kinds = (("level", ""), ("place", "KH"), ("change", ""), ("rank", ""), ("people", ""), ("target", ""))
    kinds += tuple(("gap", name) for name in DIMENSIONS)
    asks = [Ask(kind, code, *key, versus) for key in keys for kind, versus in kinds]
    return [*asks, *(Ask("absence", code, versus=gap.kind) for gap in absences(at))]


def told_alike(together: list[TopicEvidence], whole: list[TopicEvidence], area: str) -> None:
    """Fails where desks that were read ``together`` for a place tell of it anything else than whole ones."""
    assert candidates(together, area) == candidates(whole, area)
    for one, alone in zip(together, whole, strict=True):
        assert set(one.figures) <= set(alone.figures) and one.people == alone.people
        assert (one.facts, one.examples) == (alone.facts, alone.examples)
