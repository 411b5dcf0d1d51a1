"""The rule for small samples: what becomes of a survey's figure that rests on few cases, whoever sent it."""

from __future__ import annotations

from childrights.catalogue import Indicator, Observation

HIDDEN_BELOW_CASES = 25
CAUTION_BELOW_CASES = 50
"""DHS practice: under 25 unweighted cases a figure is not shown, with 25 to 49 it stands in brackets
(Guide to DHS Statistics, DHS-7, chapter 1: tabulation conventions)."""


def case_rule(cases: int) -> str:
    """What DHS practice does with a figure of so many unweighted cases: ``show``, ``brackets`` or ``hide``."""
    if cases < HIDDEN_BELOW_CASES:
        return "hide"
    return "brackets" if cases < CAUTION_BELOW_CASES else "show"


def rests_on_cases(observation: Observation, indicator: Indicator) -> int | None:
    """The cases that a figure of a survey rests on: its sample size, else its denominator.

    ``None`` where unknown, and for counts, models and sources that count everybody, to which no rule for samples
    applies.
    """
    if indicator.source_type != "survey" or indicator.unit == "number" or observation.status == "modelled":
        return None
    if observation.sample_size is not None:
        return observation.sample_size
    return None if observation.denominator is None else int(observation.denominator)
