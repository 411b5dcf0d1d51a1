"""Count what is answered of all questions of the shipped figures and what is refused: ``python tools/refusals.py``.

Prints tables in Markdown. Ends with 1 where a refusal has no reason in words, one that belongs to no class that a
person accepts (``ACCEPTED``), or one that the figures contradict, such as *no earlier figure* beside an earlier one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from childrights.catalogue import DIMENSIONS, PUBLISHED, TOTAL, Group, Observation, load_catalogue  # noqa: E402
from childrights.i18n import LANGUAGES, translator  # noqa: E402
from childrights.messages import TopicEvidence, answer_question, compose, desk  # noqa: E402
from childrights.messages.finding import DO_NOT_SAY, REFUSES, Ask, Finding  # noqa: E402
from childrights.snapshot import open_current  # noqa: E402
from etl.ledger import State  # noqa: E402
from etl.snapshot import build  # noqa: E402
from geo import COUNTRY  # noqa: E402
from tests.childrights.messages.rules import every_question  # noqa: E402

TODAY = 2026
UNJUDGED = ("unjudged", "too_few", "unclear", "unplaced")
"""What is told of a comparison or an order that is not called one way or the other."""
ACCEPTED: Mapping[str, Sequence[str]] = {
    "There is nothing to set beside it": (
        "no_split",
        "no_earlier",
        "no_such_group",
        "none_here",
        "none_in_series",
        "none_then",
        "no_figures",
        "no_gap",
        "refusal:missing_group",
        "refusal:too_few",
    ),
    "It asks of the figure what it is not": (
        "is_number",
        "no_share_of_people",
        "no_share",
        "country_rank",
        "counts",
        "target_national",
        "a_law",
        "from_others",
        "overlapping_area",
        "refusal:same",
        "refusal:context",
    ),
    "What it takes is not published": (
        "no_target",
        "no_people",
        "people_limited",
        "people_age",
        "people_split",
        "people_country",
        "people_here",
        "people_then",
        "refusal:no_interval",
        "refusal:no_base",
    ),
    "The figure itself is not there, and why is told": (
        "hidden",
        "sensitive",
        "too_few_cases",
        "few_cases",
        "not_given",
        "not_collected",
        "not_applicable",
        "refusal:hidden",
    ),
    "It would not be true": (
        "artefact",
        "future",
        "elsewhere",
        "refusal:outlier",
        "refusal:unknown",
        "refusal:programme",
        "refusal:records",
        "refusal:swings",
        "refusal:definition",
        "refusal:boundary",
        "refusal:unchecked",
    ),
}
"""Classes of reasons that a person accepts, by what they say to one who asked."""


@dataclass
class Tally:
    """What became of the questions: ``kinds`` by kind and way or verdict, ``why`` by kind and the reason that leads,
    ``told`` an example of each reason in English, ``faults`` what a person would not accept."""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    why: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, at: TopicEvidence, asks: Iterable[Ask]) -> None:
        """Ask the questions of one indicator."""
        for ask in asks:
            found = answer_question(ask, at)
            of_kind = self.kinds.setdefault(ask.kind, Counter())
            of_kind["asked"] += 1
            of_kind["refused" if found.verdict == DO_NOT_SAY else found.way if found.way in UNJUDGED else "told"] += 1
            if found.verdict == DO_NOT_SAY:
                self._refused(ask, found, at)

    def _refused(self, ask: Ask, found: Finding, at: TopicEvidence) -> None:
        codes = [one.code for one in found.reasons if one.weight == REFUSES]
        asked = f"{ask.indicator} {ask.kind} {ask.area} {ask.period} {ask.versus}"
        if not codes:
            self.faults.append(f"{asked}: refused without a reason")
            return
        self.why[ask.kind, codes[0]] += 1
        if codes[0] not in self.told:
            texts = [compose(ask, at, translator(lang)).reasons for lang in LANGUAGES]
            if not all(reasons and all(reasons) for reasons in texts):
                self.faults.append(f"{asked}: {codes[0]} has no words")
            self.told[codes[0]] = texts[0][0] if texts[0] else ""
        self.faults += [f"{asked}: {code} is in no class" for code in codes if class_of(code) is None]
        if untrue(ask, codes[0], at.figures):
            self.faults.append(f"{asked}: the figures contradict {codes[0]}")

    @property
    def refused(self) -> int:
        """All refusals."""
        return sum(self.why.values())


def class_of(code: str) -> str | None:
    """What a reason says to one who asked; ``None`` where no class has it."""
    return next((name for name, codes in ACCEPTED.items() if code in codes), None)


def untrue(ask: Ask, code: str, figures: Sequence[Observation]) -> bool:
    """Whether the figures contradict a reason, as far as it speaks of figures that are not there."""
    own = [one for one in figures if one.value is not None and one.layer == PUBLISHED and one.area == ask.area]
    if code == "no_earlier":
        same = [one for one in own if Group.of(one) == ask.group]
        year = min((one.year_end for one in same if one.period_label == ask.period), default=0)
        return any(one.year_end < year for one in same)
    if code == "no_split":
        rest = [name for name in DIMENSIONS if name != ask.versus]
        alike = [
            Group.of(one)
            for one in own
            if one.period_label == ask.period and all(getattr(one, name) == getattr(ask.group, name) for name in rest)
        ]
        return len({getattr(group, ask.versus) for group in alike} - {TOTAL}) > 1
    return code == "country_rank" and ask.area != COUNTRY


def lines(found: Tally) -> Iterator[str]:
    """The tables in Markdown."""
    asked = sum(one["asked"] for one in found.kinds.values())
    yield f"{asked:,} questions, {found.refused:,} refused\n"
    yield "| kind | asked | told | no clear difference, no place | too few cases to tell | cannot be judged | refused |"
    yield "|---|---|---|---|---|---|---|"
    for kind, of_kind in sorted(found.kinds.items(), key=lambda pair: -pair[1]["refused"]):
        unclear = of_kind["unclear"] + of_kind["unplaced"]
        cells = (
            of_kind["asked"],
            of_kind["told"],
            unclear,
            of_kind["too_few"],
            of_kind["unjudged"],
            of_kind["refused"],
        )
        yield f"| {kind} | " + " | ".join(f"{cell:,}" for cell in cells) + " |"
    yield "\n| refused | kind | because | in words |"
    yield "|---|---|---|---|"
    for (kind, code), count in found.why.most_common():
        yield f"| {count:,} | {kind} | {class_of(code)} | {found.told[code]} (`{code}`) |"
    by_class = Counter(
        {name: sum(n for (_, code), n in found.why.items() if class_of(code) == name) for name in ACCEPTED}
    )
    yield "\n| refused | because |"
    yield "|---|---|"
    yield from (f"| {count:,} | {name} |" for name, count in by_class.most_common())


def main() -> None:
    """Count, print, and say what nobody would accept."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    catalogue, found = load_catalogue(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        snapshot = open_current(Path(folder))
        for code in catalogue.indicators:
            at = desk(snapshot, catalogue, code, TODAY)
            found.add(at, every_question(at))
        snapshot.close()
    print("\n".join(lines(found)))
    for fault in found.faults[:50]:
        print(fault, file=sys.stderr)
    sys.exit(1 if found.faults else 0)


if __name__ == "__main__":
    main()
