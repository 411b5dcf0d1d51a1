"""A reason instead of a number: what the library returns where a calculation would mislead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.i18n import N_, Translator

REFUSALS: Mapping[str, str] = {
    "hidden": N_("A value is hidden or missing, so nothing can be worked out from it."),
    "missing_group": N_("Not every group has a figure; missing: {missing}."),
    "indicator": N_("These figures have different definitions and are never compared."),
    "modelled": N_("A modelled estimate and a counted figure are never compared."),
    "scales": N_("Fifths and quarters of households are never compared."),
    "several_differences": N_("These figures differ in more than one way: place, time or group."),
    "boundary": N_("The borders of the place changed between the two figures."),
    "definition": N_("The definition changed between the two figures."),
    "records": N_("The way of recording changed between the two figures."),
    "outlier": N_("One of the figures is out of line with its neighbours."),
    "artefact": N_("One of the figures is an artefact of the method."),
    "swings": N_("The source swings between years too much for a comparison."),
    "same": N_("Both figures are the same one."),
    "unchecked": N_("Members' figures, which nobody else has checked, are neither compared nor ranked."),
    "no_interval": N_("No interval is known for {missing}; places are not ranked without one."),
    "too_few": N_("At least two comparable figures are needed."),
    "context": N_("The figure describes; it is neither good nor bad when it rises."),
    "no_weights": N_("The sizes of the groups are not known."),
    "not_ordered": N_("These groups have no order from worse to better off."),
    "no_average": N_("The average over all groups is zero or not known."),
    "no_base": N_("Nobody measured the year that the target starts from."),
    "zero": N_("A group stands at zero, so there is no such comparison."),
    "partition": N_("A part of the area has no figure: {missing}."),
    "not_additive": N_("Figures of this unit cannot be joined into one for a larger area."),
}
"""Msgids by reason code. ``{missing}`` is filled with names by whoever shows it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number. ``code`` is a key of ``REFUSALS``; ``missing`` holds the codes it speaks of."""

    code: str
    missing: tuple[str, ...] = ()

    def words(self, t: Translator, names: Mapping[str, str] | None = None) -> str:
        """The reason in the language of ``t``; ``names`` gives the words for the codes of ``missing``."""
        named = ", ".join((names or {}).get(code, code) for code in self.missing)
        return t._(REFUSALS[self.code]).format(missing=named)
