"""The cases behind a survey's figure, and the rule for small samples: what becomes of one that rests on few."""

from __future__ import annotations

from childrights.catalogue import WEIGHTED, Indicator, Observation

HIDDEN_BELOW_CASES = 25
CAUTION_BELOW_CASES = 50
"""DHS practice: under 25 unweighted cases a figure is not shown, with 25 to 49 it stands in brackets
(Guide to DHS Statistics, DHS-7, chapter 1: tabulation conventions)."""


def case_rule(cases: int) -> str:
    """What DHS practice does with a figure of so many unweighted cases: ``show``, ``brackets`` or ``hide``."""
    if cases < HIDDEN_BELOW_CASES:
        return "hide"
    return "brackets" if cases < CAUTION_BELOW_CASES else "show"


def unweighted_cases(observation: Observation) -> int | None:
    """How many people or households of the figure's own population were asked: what its exactness rests on.

    As published where the size counts people asked, or where nobody said that it is weighted; the estimate where it is
    weighted (``asked_from_weighted``); ``None`` where there is neither, and where the size is of other people (all
    women for a rate of girls).
    """
    if observation.sample_base:
        return None
    return observation.estimated_cases if observation.sample_kind == WEIGHTED else observation.sample_size


def asked_from_weighted(weighted: int, place: tuple[int, int], country: tuple[int, int]) -> int:
    """About how many people a weighted number of cases stands for.

    A survey asks many people where few live, and weights them down again; the weighted numbers add up to all who were
    asked. ``place`` and ``country`` are (asked, weighted) of one group of people counted both ways, women here: the
    first over the second, against the same of the country, says how often a case of the place was asked. Every figure
    of a place is taken to share that ratio, its children and households too: right where a place was sampled at one
    rate, rough where town and country in it were not. Rounded down, since the rule for small samples would rather be
    cautious. Weights: Guide to DHS Statistics, DHS-7, chapter 1, sampling weights.
    """
    (asked, alike), (all_asked, all_alike) = place, country
    if min(weighted, asked) < 0 or min(alike, all_asked, all_alike) <= 0:
        raise ValueError("a ratio needs people asked and weighted, in the place and in the country")
    return weighted * asked * all_alike // (alike * all_asked)


def judging_cases(observation: Observation) -> int | None:
    """The cases by which a figure is called few: unweighted ones, else a weighted size, the only clue there is."""
    cases = unweighted_cases(observation)
    return observation.sample_size if cases is None and not observation.sample_base else cases


def rests_on_cases(observation: Observation, indicator: Indicator) -> int | None:
    """The cases by which the rule for small samples judges a figure of a survey, else its denominator.

    ``None`` where unknown, and for counts, models and sources that count everybody, to which no rule for samples
    applies.
    """
    if indicator.source_type != "survey" or indicator.unit == "number" or observation.status == "modelled":
        return None
    if (cases := judging_cases(observation)) is not None:
        return cases
    return None if observation.denominator is None else int(observation.denominator)
