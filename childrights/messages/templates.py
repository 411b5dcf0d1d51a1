"""Every sentence a headline can be, with gaps for words and figures. No sentence names a cause or asks for anything."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.i18n import N_

FRACTIONS: Mapping[str, str] = {
    "exact": N_("{n} in {m} {population}"),
    "about": N_("about {n} in {m} {population}"),
    "nearly": N_("nearly {n} in {m} {population}"),
    "more_than": N_("more than {n} in {m} {population}"),
    "fewer_than": N_("fewer than {n} in {m} {population}"),
}
HALVES: Mapping[str, str] = {
    "exact": N_("half of {population}"),
    "about": N_("about half of {population}"),
    "nearly": N_("nearly half of {population}"),
    "more_than": N_("more than half of {population}"),
}
STATEMENTS: Mapping[str, str] = {
    "share": N_("{figure} of {population} {where} {verb}"),
    "rate": N_("there were {figure} {verb} for every {base} {population} {where}"),
    "count": N_("{figure} {population} {where} {verb}"),
    "there": N_("there were {figure} {population} {where}"),
    "measure": N_("{population} {where} was {figure}"),
    "measure_of": N_("{population} {where} was {figure} for {group}"),
}
"""``there``: a count without a verb; ``measure_of``: a measure of one group only."""
LEVELS: Mapping[str, str] = {
    "share": N_("{people} {where} {verb} in {period} ({figure})."),
    "share_old": N_("{when}, {people} {where} {verb} ({figure})."),
    "other": N_("{when}, {statement}."),
    "rate": N_("{when}, there were about {rounded} {verb} for every {base} {population} {where} ({figure})."),
    "projected": N_("A projection for {period}: {figure} {population} {where}."),
    "projected_name": N_("A projection for {period} – {name}, {population} {where}: {figure}."),
}
INTERVALS: Mapping[str, str] = {
    "beside": N_("{figure} ({level} % interval {low} to {high})"),
    "inside": N_("{figure}, {level} % interval {low} to {high}"),
}
"""A figure with its published interval; ``inside`` brackets that are there already."""
AGAINST: Mapping[str, str] = {"other": N_("{other} {versus}"), "counted": N_("{other} {population}")}
"""The figure set against another: "20.4 % in urban areas"; for a count of other people "6,516,054 boys"."""
PAIRS: Mapping[str, str] = {
    "clear": N_("{when}, {statement}, against {against}: {difference}."),
    "unclear": N_("{when}, {statement}, and {against}: no clear difference."),
    "too_few": N_("{when}, {statement}, and {against}: too few cases to tell whether the two differ."),
    "unjudged": N_("{when}, {statement}, and {against}; the figures do not show whether the two differ."),
}
CHANGES: Mapping[str, str] = {
    "higher": N_("{when}, {statement}, up {amount} from {other} in {other_period}."),
    "lower": N_("{when}, {statement}, down {amount} from {other} in {other_period}."),
    "unclear": N_("{when}, {statement}, and {other} in {other_period}: no clear change."),
    "too_few": N_("{when}, {statement}, and {other} in {other_period}: too few cases to tell whether it changed."),
    "unjudged": N_("{when}, {statement}, and {other} in {other_period}; the figures do not show whether it changed."),
}
RANKS: Mapping[str, str] = {
    "best": N_("{when}, {statement}: the best of {places} areas with a figure."),
    "worst": N_("{when}, {statement}: the worst of {places} areas with a figure."),
    "exact": N_("{when}, {statement}: rank {rank} of {places} areas with a figure, rank 1 being the best."),
    "first": N_("{when}, {statement}: near certain to be the best of {places} areas with a figure."),
    "last": N_("{when}, {statement}: near certain to be the worst of {places} areas with a figure."),
    "among_best": N_("{when}, {statement}: near certain to be among the {few} best of {places} areas."),
    "among_worst": N_("{when}, {statement}: near certain to be among the {few} worst of {places} areas."),
    "middle": N_(
        "{when}, {statement}: near certain to be neither among the {few} best nor among the {few} worst of {places} "
        "areas."
    ),
    "likely_best": N_("{when}, {statement}: likely to be among the {few} best of {places} areas."),
    "likely_worst": N_("{when}, {statement}: likely to be among the {few} worst of {places} areas."),
    "unplaced": N_(
        "{when}, {statement}; the figures do not show whether it is among the {few} best or the {few} worst of "
        "{places} areas."
    ),
    "unplaced_worst": N_(
        "{when}, {statement}: near certain not to be among the {few} best of {places} areas; the figures do not "
        "show whether it is among the {few} worst."
    ),
    "unplaced_best": N_(
        "{when}, {statement}: near certain not to be among the {few} worst of {places} areas; the figures do not "
        "show whether it is among the {few} best."
    ),
    "middle_one": N_("{when}, {statement}: near certain to be neither the best nor the worst of {places} areas."),
    "likely_best_one": N_("{when}, {statement}: likely to be the best of {places} areas."),
    "likely_worst_one": N_("{when}, {statement}: likely to be the worst of {places} areas."),
    "unplaced_worst_one": N_(
        "{when}, {statement}: near certain not to be the best of {places} areas; the figures do not show whether "
        "it is the worst."
    ),
    "unplaced_best_one": N_(
        "{when}, {statement}: near certain not to be the worst of {places} areas; the figures do not show "
        "whether it is the best."
    ),
    "unplaced_one": N_(
        "{when}, {statement}; the figures do not show whether it is the best or the worst of {places} areas."
    ),
}
"""``best``, ``worst`` and ``exact`` of counts of everybody; ``_one`` where so few areas are compared that the best and
worst few are one each."""
PEOPLE: Mapping[str, str] = {
    "about": N_("{when}, about {number} {population} {where} {verb} ({figure} of {people})."),
    "range": N_(
        "{when}, about {number} {population} {where} {verb}, between {fewest} and {most} ({figure} of {people})."
    ),
}
GOALS: Mapping[str, str] = {
    "at_most": N_("at most {goal}"),
    "at_most_share": N_("at most {goal}"),
    "at_least": N_("at least {goal}"),
    "end": N_("{goal}"),
}
"""``end``: none, or all, where nothing lies beyond."""
FRAMEWORKS: Mapping[str, str] = {
    "SDG": N_("SDG {target}"),
    "WHA": N_("World Health Assembly target {target}"),
    "N4G": N_("Nutrition for Growth commitment"),
}
TARGETS: Mapping[str, str] = {
    "met": N_("{when}, {statement}. That meets the target of {goal} by {year} ({framework})."),
    "close": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}): within its uncertainty, the figure may lie "
        "on either side of it."
    ),
    "on_track": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away; the pace up to then was "
        "fast enough to reach it."
    ),
    "too_slow": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away; the pace up to then was too "
        "slow to reach it."
    ),
    "wrong_way": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away, and the figure had moved "
        "away from it."
    ),
    "no_clear_change": N_("{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away."),
    "to_go": N_("{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away."),
    "missed": N_(
        "{when}, {statement}. The target was {goal} by {year} ({framework}): that year has passed, and this figure is "
        "{amount} away."
    ),
}
ABSENCES: Mapping[str, str] = {
    "never": N_("This dashboard holds no published figure on “{topic}”."),
    "modelled_only": N_(
        "On “{topic}” this dashboard holds only published figures of models, the newest for {period}, and no count."
    ),
    "no_province": N_("This dashboard holds no published figure on “{topic}” for any province."),
    "no_province_modelled": N_(
        "This dashboard holds no published counted figure on “{topic}” for any province; a model gives some, "
        "the newest for {modelled}."
    ),
    "old_province": N_("This dashboard holds no published figure on “{topic}” for any province newer than {period}."),
    "old_province_modelled": N_(
        "This dashboard holds no published counted figure on “{topic}” for any province newer than {period}; a "
        "model gives some, the newest for {modelled}."
    ),
    "old_national": N_("This dashboard holds no published figure on “{topic}” for Cambodia newer than {period}."),
    "old_national_modelled": N_(
        "This dashboard holds no published counted figure on “{topic}” for Cambodia newer than {period}; a "
        "model gives one for {modelled}."
    ),
    "no_disability": N_("This dashboard holds no published figure on “{topic}” split by disability."),
    "no_sex": N_("This dashboard holds no published figure on “{topic}” split by sex."),
    "no_wealth": N_("This dashboard holds no published figure on “{topic}” split by household wealth."),
    "no_residence": N_("This dashboard holds no published figure on “{topic}” split by town and country."),
    "measured_once": N_("This dashboard holds published figures on “{topic}” of {period} only: no change can be seen."),
    "measured_once_modelled": N_(
        "This dashboard holds published counted figures on “{topic}” of {period} only; for other years it holds a "
        "model's."
    ),
}
"""What is not known, by kind of gap; ``_modelled`` where a model says more than anybody counted."""
AMOUNTS: Mapping[str, str] = {
    "percent": N_("{amount} percentage points"),
    "per_1000": N_("{amount} per 1,000"),
    "per_100000": N_("{amount} per 100,000"),
    "years": N_("{amount} years"),
    "per_woman": N_("{amount} births per woman"),
}
DIFFERENCES: Mapping[str, tuple[str, str]] = {
    "rate": (N_("{amount} more per {base}"), N_("{amount} fewer per {base}")),
    "number": (N_("{amount} more"), N_("{amount} fewer")),
    "other": (N_("{amount} higher"), N_("{amount} lower")),
}
"""How a difference is told, for a higher and for a lower figure."""
LIKELY_DIFFERENCES = N_("{difference} once chance is allowed for")
"""Of a place that was picked because it is striking: how much of the difference chance alone did not make."""
