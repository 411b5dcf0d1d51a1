"""Questions as an assistant asks them, made from what is published and from what is not, and what is wrong with answers.

The expectations come from the rows of the snapshot and from nothing of what answers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from childrights.catalogue import DIMENSIONS, Catalogue, Observation
from childrights.messages import answered
from childrights.snapshot import Snapshot, all_observations
from geo import PROVINCES, area_name

Ask = Callable[[str, dict[str, Any]], Mapping[str, Any]]


@dataclass
class Judged:
    """How many questions were asked, and of each kind of fault what was asked and said."""

    asked: int = 0
    exact: int = 0
    refused: int = 0
    of_figures: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def exact_percent(self) -> float:
        """Of the questions about figures that exist, how many got exactly these, or a refusal that names a reason."""
        return 100 * self.exact / max(self.of_figures, 1)


def judge(ask: Ask, snapshot: Snapshot, catalogue: Catalogue, questions: int, seed: int) -> Judged:
    """Ask ``questions``, a third of them about figures that do not exist."""
    rng = random.Random(seed)
    everything = all_observations(snapshot, both_layers=True)
    by_code = {one.id: one for one in everything}
    published = [one for one in all_observations(snapshot) if one.value is not None and not one.scope]
    judged = Judged()
    for number in range(questions):
        if number % 3 == 2:
            tool, words = _about_nothing(rng, published)
            said = ask(tool, words)
            if said.get("verdict") != "do_not_say" or said.get("sentence") or not said.get("reasons"):
                judged.faults.append(f"invented: {tool} {words} → {said.get('sentence')}")
        else:
            one = rng.choice(published)
            tool, words = "figure", _words(one, rng)
            said = ask(tool, words)
            judged.of_figures += 1
            judged.exact += _is_exact(said, one)
            judged.refused += said.get("verdict") == "do_not_say"
            judged.faults += list(_overclaims(said, one, snapshot, catalogue))
        judged.asked += 1
        judged.faults += [f"no such figure: {tool} {words}: {told}" for told in _unknown(said, by_code)]
    return judged


def _words(one: Observation, rng: random.Random) -> dict[str, Any]:
    place = (
        rng.choice([one.area, area_name(one.area, "en"), area_name(one.area, "km")])
        if "+" not in one.area
        else one.area
    )
    group = {name: getattr(one, name) for name in DIMENSIONS}
    return {"indicator": one.indicator, "area": place, "year": one.period_label} | group


def _about_nothing(rng: random.Random, published: list[Observation]) -> tuple[str, dict[str, Any]]:
    """A question without an answer: another year, place, group, indicator, or a code that nobody gave out."""
    one = rng.choice(published)
    held = {(f.area, f.period_label, f.sex, f.age) for f in published if f.indicator == one.indicator}
    kind = rng.randrange(5)
    words = _words(one, rng)
    if kind == 0:
        words["year"] = str(rng.choice([1950, 1977, 2035, 2099]))
    elif kind == 1:
        # A province that a survey domain holds is answered with that of the domain, which is named.
        grounds = {part for area, *_ in held for part in area.split("+")}
        areas = [area for area in PROVINCES if area not in grounds] or ["KH99"]
        words |= {"area": rng.choice(areas)}
    elif kind == 2:
        words |= {"age": "97-98"}
    elif kind == 3:
        words |= {"indicator": f"{one.indicator}_of_everybody"}
    else:
        return "figure", words | {"area": rng.choice(["Atlantis", "KH77", "Bangkok"])}
    return "figure", words


def _is_exact(said: Mapping[str, Any], one: Observation) -> bool:
    """The figure that was asked for, to the last digit, among those told; or why it is not told, without a sentence."""
    told = {figure["code"]: figure["value"] for figure in said.get("figures", ())}
    if said.get("verdict") == "do_not_say":
        return not said.get("sentence") and bool(said.get("reasons"))
    return told.get(one.id) == one.value


def _overclaims(said: Mapping[str, Any], one: Observation, snapshot: Snapshot, catalogue: Catalogue) -> Iterator[str]:
    """Where the engine, asked by the command line's road, says less."""
    if any(getattr(one, name) != "total" for name in DIMENSIONS) or not one.period_label.isdecimal():
        return
    engine = answered(
        snapshot, catalogue, one.indicator, area=one.area, year=int(one.period_label), compare="", lang="en", today=YEAR
    )
    if (said.get("verdict"), said.get("sentence")) != (engine.verdict, engine.headline):
        yield f"other than the engine: {one.id}: {said.get('sentence')!r} for {engine.headline!r}"


def _unknown(said: Mapping[str, Any], by_code: Mapping[str, Observation]) -> Iterator[str]:
    """Figures of an answer that are not published so, in every part."""
    for figure in said.get("figures", ()):
        one = by_code.get(figure["code"])
        if (
            one is None
            or one.value != figure["value"]
            or one.indicator != figure["indicator"]
            or one.area != figure["area"]
        ):
            yield str(figure)
        elif not (figure.get("unit") and figure.get("period_label") and figure.get("source")):
            yield f"without unit, period or source: {figure}"


def _this_year() -> int:
    from datetime import date

    return date.today().year


YEAR = _this_year()
