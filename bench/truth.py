"""Surveys with a known truth, sampled in clusters and sent through the engine that makes the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from childrights.catalogue import Catalogue, Observation, load_catalogue
from childrights.messages import SAY, Ask, Finding, TopicEvidence, answer_question, candidates, lay_out_evidence
from childrights.statistics import comparison, design_effect_of, interval_of

SEED = 20_140_612
CLUSTER = 8
"""Children of one indicator in an enumeration area, about as in a Cambodian survey."""
INDICATOR, DEFF = "stunting", 1.5
PLACES = {
    "KH01": 161,
    "KH02+KH24": 319,
    "KH03+KH25": 633,
    "KH04": 160,
    "KH05": 311,
    "KH06": 198,
    "KH07+KH18+KH23": 243,
    "KH08": 288,
    "KH09": 60,
    "KH10+KH13+KH19": 312,
    "KH11+KH16": 129,
    "KH12": 376,
    "KH14": 311,
    "KH15": 193,
    "KH17+KH22": 370,
    "KH20": 165,
    "KH21": 241,
}
"""The areas and cases of a real round (CDHS 2014 as Global Data Lab gives it); the 27 of Koh Kong are made 60."""
OF_CHILDREN = (
    "stunting",
    "wasting",
    "underweight",
    "dtp3_coverage_survey",
    "measles1_coverage_survey",
    "full_immunisation_cdhs",
    "full_immunisation_iceh",
    "ecd_on_track",
    "birth_registration_u5",
    "stunting_jme",
    "stunting_cdhs2005",
    "birth_registration_u5_crvs2016",
)
"""Indicators of one design effect, for the desk of one place."""
LEVEL, STEP = 0.32, 0.08
STRONG_RANKS = ("first", "last", "among_best", "among_worst", "middle", "best", "worst", "exact")
TODAY = 2016


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: what was simulated, what was found (a share, or a ratio), and what it must keep."""

    what: str
    found: float
    least: float | None = None
    most: float | None = None
    ratio: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether it keeps its limits; a line without any is there to be known."""
        return (self.least is None or self.found >= self.least) and (self.most is None or self.found <= self.most)

    @property
    def told(self) -> str:
        """The line as it stands in the table of docs/method.md."""
        form = "{:.2f}×" if self.ratio else "{:.1%}"
        limits = [f"≥ {form.format(self.least)}"] if self.least is not None else []
        limits += [f"≤ {form.format(self.most)}"] if self.most is not None else []
        return f"| {self.what} | {form.format(self.found)} | {' and '.join(limits) or 'to be known'} |"


class Surveys:
    """Draws surveys from one seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = np.random.default_rng(seed)
        self.catalogue: Catalogue = load_catalogue()

    def drawn(self, share: float, cases: int, deff: float) -> float:
        """The percentage that a clustered sample of ``cases`` finds, one decimal as it is published."""
        if deff <= 1:
            return round(100 * float(self.random.binomial(cases, share)) / cases, 1)
        alike = (deff - 1) / (CLUSTER - 1)
        strength = (1 - alike) / alike
        sizes = [CLUSTER] * (cases // CLUSTER) + ([cases % CLUSTER] if cases % CLUSTER else [])
        shares = self.random.beta(share * strength, (1 - share) * strength, len(sizes))
        return round(100 * float(self.random.binomial(sizes, shares).sum()) / cases, 1)

    def round(self, shares: dict[str, float], deff: float) -> list[Observation]:
        """All places of one round and the country that they make up."""
        figures = [
            seen(INDICATOR, area, self.drawn(share, PLACES[area], deff), PLACES[area]) for area, share in shares.items()
        ]
        cases = sum(PLACES[area] for area in shares)
        whole = sum(float(one.value or 0.0) * PLACES[one.area] for one in figures) / cases
        return [seen(INDICATOR, "KH", round(whole, 1), cases), *figures]

    def desk(self, figures: Sequence[Observation]) -> TopicEvidence:
        """What the engine would have before it."""
        return lay_out_evidence(figures, self.catalogue, figures[0].indicator, TODAY)


def seen(indicator: str, area: str, value: float, cases: int, year: int = 2014) -> Observation:
    """A figure as a survey publishes it."""
    code = f"{indicator}-{area}-{year}"
    return Observation(indicator, area, year, year, str(year), value=value, sample_size=cases, source="gdl", id=code)


def is_strong(found: Finding) -> bool:
    """Whether a finding is told without a doubt that something differs, or where it stands."""
    claims = found.way in (STRONG_RANKS if found.ask.kind == "rank" else ("higher", "lower"))
    return found.verdict == SAY and claims


def false_lists(surveys: Surveys, lists: int, deff: float) -> tuple[float, float, float]:
    """Lists with a strong claim where nothing differs: places beside the country, ranks of places, one place's desk."""
    beside = ranked = desks = 0
    for _ in range(lists):
        desk = surveys.desk(surveys.round(dict.fromkeys(PLACES, LEVEL), deff))
        beside += any(is_strong(one.finding) for one in candidates([desk]))
        ranked += any(is_strong(answer_question(Ask("rank", INDICATOR, area, "2014"), desk)) for area in PLACES)
        desks += any(strong for strong, _ in _of_place(surveys, deff, 0.0))
    return beside / lists, ranked / lists, desks / lists


def _of_place(surveys: Surveys, deff: float, step: float) -> Iterator[tuple[bool, bool]]:
    """The picked comparisons of one place with the country over twelve indicators: strong, and true. The place differs
    from the rest of the country by ``step`` in every other one."""
    cases, rest = 250, 4150
    desks = []
    for place, code in enumerate(OF_CHILDREN):
        own = LEVEL + (step if place % 2 else 0.0)
        value, others = surveys.drawn(own, cases, deff), surveys.drawn(LEVEL, rest, deff)
        whole = round((value * cases + others * rest) / (cases + rest), 1)
        desks.append(surveys.desk([seen(code, "KH", whole, cases + rest), seen(code, "KH05", value, cases)]))
    for one in candidates(desks, "KH05"):
        found = one.finding
        if found.ask.kind == "place":
            differs = step > 0 and OF_CHILDREN.index(found.ask.indicator) % 2 == 1
            yield is_strong(found), differs and found.way == "higher"


def false_discoveries(surveys: Surveys, lists: int) -> tuple[float, float]:
    """Of the strong claims on desks where half of the indicators differ by 8 points: how many are false, and how many
    of those that are true are found."""
    claims = [one for _ in range(lists) for one in _of_place(surveys, DEFF, STEP) if one[0]]
    false = sum(not true for _, true in claims)
    return false / max(len(claims), 1), (len(claims) - false) / (lists * (len(OF_CHILDREN) // 2))


def power(surveys: Surveys, times: int) -> tuple[float, float]:
    """How often one question is answered: 8 points between two areas of 250 cases, 3 points between two rounds."""
    areas = change = 0
    for _ in range(times):
        pair = [
            seen(INDICATOR, area, surveys.drawn(share, 250, DEFF), 250)
            for area, share in (("KH05", 0.36), ("KH06", 0.28))
        ]
        areas += _answered(surveys, pair, Ask("place", INDICATOR, "KH05", "2014", versus="KH06"), "higher")
        rounds = [
            seen(INDICATOR, "KH", surveys.drawn(share, cases, DEFF), cases, year)
            for year, share, cases in ((2010, 0.35, 3760), (2014, 0.32, 4439))
        ]
        change += _answered(surveys, rounds, Ask("change", INDICATOR, "KH", "2014", versus="2010"), "lower")
    return areas / times, change / times


def _answered(surveys: Surveys, figures: list[Observation], ask: Ask, way: str) -> bool:
    found = answer_question(ask, surveys.desk(figures))
    return is_strong(found) and found.way == way


def coverage(surveys: Surveys, times: int, deff: float) -> tuple[float, float]:
    """How often the printed interval of a figure, and that of a difference, hold the truth."""
    indicator = surveys.catalogue.indicators[INDICATOR]
    figures = differences = 0
    for time in range(times):
        share, cases = (0.05, 0.2, 0.32, 0.6, 0.9)[time % 5], (100, 250, 600)[time % 3]
        other = min(share + 0.06, 0.95)
        one, two = (
            seen(INDICATOR, area, surveys.drawn(true, cases, deff), cases)
            for area, true in (("KH05", share), ("KH06", other))
        )
        found, verdict = interval_of(one, indicator), comparison(one, two, indicator)
        assert found and verdict.lower is not None and verdict.upper is not None
        figures += found.lower <= 100 * share <= found.upper
        differences += verdict.lower <= 100 * (other - share) <= verdict.upper
    return figures / times, differences / times


def exaggeration(surveys: Surveys, lists: int) -> tuple[float, float, float]:
    """How far what is told of the three most striking places lies above the truth; the same of the figures as they were
    published; and how many near certain ranks are true. Places truly differ by 4 points around the country."""
    told = printed = true = 0.0
    right = strong = 0
    for _ in range(lists):
        shares = {area: float(np.clip(surveys.random.normal(LEVEL, 0.04), 0.05, 0.9)) for area in PLACES}
        figures = surveys.round(shares, DEFF)
        desk = surveys.desk(figures)
        country = sum(share * PLACES[area] for area, share in shares.items()) / sum(PLACES.values())
        for one in [one.finding for one in candidates([desk]) if one.finding.ask.kind == "place"][:3]:
            sign = 1 if one.way == "higher" else -1
            told += one.results.get("likely", one.results["difference"])
            printed += one.results["difference"]
            true += 100 * sign * (shares[one.ask.area] - country)
        order = sorted(shares, key=shares.__getitem__)
        for area in PLACES:
            found = answer_question(Ask("rank", INDICATOR, area, "2014"), desk)
            if is_strong(found):
                strong += 1
                right += _is_true(found, order.index(area), len(order))
    return told / true, printed / true, right / max(strong, 1)


def _is_true(found: Finding, place: int, places: int) -> bool:
    few = int(found.results.get("few", 1))
    best, worst = place < few, place >= places - few
    held = {"first": place == 0, "last": place == places - 1, "among_best": best, "among_worst": worst}
    return held.get(found.way, not best and not worst)


def measured_truth(lists: int, times: int, seed: int = SEED) -> Iterator[Measured]:
    """Every line of the table. ``lists`` simulated lists and ``times`` single questions for each."""
    surveys = Surveys(seed)
    assert design_effect_of(INDICATOR).deff == DEFF
    for deff, most in ((DEFF, 0.10), (2 * DEFF, None)):
        given = f"nothing differs, design effect {deff:g}"
        names = ("places beside the country", "ranks of places", "one place over twelve indicators")
        for name, found in zip(names, false_lists(surveys, lists, deff), strict=True):
            yield Measured(f"Lists with a false strong claim, {given}: {name}", found, most=most)
    false, found = false_discoveries(surveys, lists)
    yield Measured("False among strong claims, half of the family differs by 8 points", false, most=0.05)
    yield Measured("True differences of 8 points found in such a family", found)
    areas, change = power(surveys, times)
    yield Measured("One asked question: 8 points between two areas of 250 cases are found", areas, least=0.30)
    yield Measured("One asked question: 3 points between two national rounds are found", change, least=0.60)
    for deff, least, most in ((DEFF, 0.93, 0.97), (1.2, 0.93, None)):
        known = "as assumed" if deff == DEFF else f"{deff:g} where {DEFF:g} is assumed"
        one, two = coverage(surveys, times, deff)
        yield Measured(f"Printed intervals of figures hold the truth, design effect {known}", one, least, most)
        yield Measured(f"Printed intervals of differences hold the truth, design effect {known}", two, least, most)
    told, printed, right = exaggeration(surveys, lists)
    yield Measured("Three most striking places: told difference over true one", told, most=1.15, ratio=True)
    yield Measured("The same with the figures as published", printed, ratio=True)
    yield Measured("Near certain places in the order that are true", right, least=0.90)
