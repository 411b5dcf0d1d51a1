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
    "measure": N_("{population} {where} was {figure}"),
}
LEVELS: Mapping[str, str] = {
    "share": N_("{people} {where} {verb} in {period} ({figure})."),
    "share_old": N_("{when}, {people} {where} {verb} ({figure})."),
    "other": N_("{when}, {statement}."),
    "rate": N_("{when}, there were about {rounded} {verb} for every {base} {population} {where} ({figure})."),
    "projected": N_("A projection for {period}: {figure} – {population} {where}."),
}
PAIRS: Mapping[str, str] = {
    "clear": N_("{when}, {statement}, against {other} {versus}: {difference}."),
    "unclear": N_("{when}, {statement}, and {other} {versus}: no clear difference."),
    "unjudged": N_("{when}, {statement}, and {other} {versus}; whether the two differ cannot be told."),
}
CHANGES: Mapping[str, str] = {
    "higher": N_("{when}, {statement}, up from {other} in {other_period}: {difference}."),
    "lower": N_("{when}, {statement}, down from {other} in {other_period}: {difference}."),
    "unclear": N_("{when}, {statement}, and {other} in {other_period}: no clear change."),
    "unjudged": N_("{when}, {statement}, and {other} in {other_period}; whether it changed cannot be told."),
}
RANKS: Mapping[str, str] = {
    "best": N_("{when}, {statement}: the best of {places} areas with a figure."),
    "worst": N_("{when}, {statement}: the worst of {places} areas with a figure."),
    "exact": N_("{when}, {statement}: rank {best} of {places} areas with a figure, rank 1 being the best."),
    "between": N_(
        "{when}, {statement}: between rank {best} and rank {worst} of {places} areas, rank 1 being the best."
    ),
}
PEOPLE = N_("{when}, about {number} {population} {where} {verb} ({figure} of {people}).")
GOALS: Mapping[str, str] = {
    "at_most": N_("at most {goal}"),
    "at_most_share": N_("at most {goal}"),
    "at_least": N_("at least {goal}"),
}
TARGETS: Mapping[str, str] = {
    "met": N_("{when}, {statement}. That meets the target of {goal} by {year} ({framework})."),
    "on_track": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away: the pace so far is fast "
        "enough."
    ),
    "too_slow": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away: the pace so far is too slow."
    ),
    "wrong_way": N_(
        "{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away, and the figure moves away "
        "from it."
    ),
    "no_clear_change": N_("{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away."),
    "to_go": N_("{when}, {statement}. The target is {goal} by {year} ({framework}), {amount} away."),
    "missed": N_(
        "{when}, {statement}. The target was {goal} by {year} ({framework}): the year has passed, and this last "
        "figure is {amount} away."
    ),
}
ABSENCES: Mapping[str, str] = {
    "never": N_("No published figure on “{topic}” was found."),
    "not_worked_out": N_("No published figure on “{topic}” was found; it would be worked out from other figures."),
    "modelled_only": N_("On “{topic}” only models give a figure, the newest for {year}; no count was found."),
    "no_province": N_("No figure on “{topic}” was found for any province."),
    "old_province": N_("No figure on “{topic}” newer than {year} was found for any province."),
    "old_national": N_("No figure on “{topic}” newer than {year} was found for Cambodia."),
    "some_provinces": N_("In {year}, {count} provinces had no figure on “{topic}”, of their own or of their area."),
    "no_disability": N_("No figure on “{topic}” was found split by disability."),
    "no_sex": N_("No figure on “{topic}” was found split by sex."),
    "no_wealth": N_("No figure on “{topic}” was found split by household wealth."),
    "no_residence": N_("No figure on “{topic}” was found split by town and country."),
    "measured_once": N_("“{topic}” was measured once, in {year}: no change can be seen."),
}
AMOUNTS: Mapping[str, str] = {
    "percent": N_("{amount} percentage points"),
    "per_1000": N_("{amount} per 1,000"),
    "per_100000": N_("{amount} per 100,000"),
    "years": N_("{amount} years"),
}
