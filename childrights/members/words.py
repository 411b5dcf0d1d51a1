"""Members' figures in words: whose they are, of what kind, and that nobody else has checked them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from childrights.catalogue import MEMBERS, Indicator, Observation
from childrights.i18n import N_, Translator
from childrights.language import plain_number, with_unit, words
from childrights.members.layers import CORRECTION, IN_MEMBERS_LAYER, MemberFigure
from childrights.members.provenance import KINDS, OWN_SURVEY, QUOTED, WEAKEST, Provenance
from geo import COUNTRY

UNCHECKED = N_("members' figures, not checked by others")
"""What stands in every subtitle under which members' figures are shown as the only ones."""
VERDICTS: Mapping[str, str] = {
    CORRECTION: N_("our copy of the publication was wrong and is corrected"),
    IN_MEMBERS_LAYER: N_("it stays in the members' layer"),
}
"""What the steward decides about a member's figure that differs from a published one."""
RELATIONS: Mapping[str, str] = {
    "same": N_("the same as the published {value}"),
    "different": N_("the published figure is {value}"),
    "overlaps": N_("kept apart: {value} is published for an area that shares ground with this one"),
}


def is_members(found: Iterable[Observation]) -> bool:
    """Whether any of some figures stands in the members' layer."""
    return any(one.layer == MEMBERS for one in found)


def legend_line(found: Iterable[Observation], t: Translator) -> str:
    """The line of a legend for members' figures: "Members' figures, 7 provinces, not checked by others".

    Empty without any; the country alone is no province, so that there the number is left out.
    """
    sent = [one for one in found if one.layer == MEMBERS]
    places = len({one.area for one in sent if one.area != COUNTRY})
    if not sent:
        return ""
    if not places:
        return t._("Members' figures, not checked by others")
    line = t.ngettext(
        "Members' figures, {count} province, not checked by others",
        "Members' figures, {count} provinces, not checked by others",
        places,
    )
    return line.format(count=plain_number(places, 0, t.lang))


def members_named(found: Iterable[Observation], t: Translator) -> str:
    """The members that some figures come from, each once, in the order of the figures."""
    return t._(", ").join(dict.fromkeys(one.member for one in found if one.layer == MEMBERS and one.member))


def whose(sentence: str, found: Sequence[Observation], t: Translator) -> str:
    """A title about figures that only members hold, which says so before anything else."""
    if not is_members(found):
        return sentence
    return t._("Figures of {members}: {finding}").format(members=members_named(found, t), finding=sentence)


def kind(code: str, t: Translator) -> str:
    """A kind of source in words; one that nobody knows is taken for the weakest."""
    return t._(KINDS.get(code, KINDS[WEAKEST]))


def source(said: Provenance, t: Translator) -> str:
    """What a member said its figures are, with what belongs to it: "own survey, 1,200 asked"."""
    if said.kind == OWN_SURVEY and said.sample:
        return t._("own survey, {count} asked").format(count=plain_number(said.sample, 0, t.lang))
    if said.kind == QUOTED and said.publication:
        return t._("quoted from {publication}").format(publication=publication(said, t))
    return kind(said.kind, t)


def publication(said: Provenance, t: Translator) -> str:
    """The publication that a member quoted, with its year and the table in it."""
    year = f" ({said.publication_year})" if said.publication_year else ""
    return t._(", ").join(part for part in (said.publication + year, said.publication_table) if part)


def hand(one: Observation, t: Translator) -> str:
    """Whose a member's figure is and of what kind, as far as the figure itself says it."""
    return t._(", ").join((one.member, kind(one.source_kind, t)))


def sender(one: MemberFigure, t: Translator) -> str:
    """Who sent a figure and of what kind it is: "NEP, own programme records"."""
    return t._(", ").join((one.figure.member, source(one.sender.provenance, t)))


def among(scope: str, t: Translator) -> str:
    """The part of the people that a figure is of: "among 350 beneficiary families"; empty for everybody."""
    return t._("among {people}").format(people=scope) if scope else ""


def scoped(name: str, scope: str, t: Translator) -> str:
    """A name with the part of the people that the figure is of."""
    return t._("{name}, {among}").format(name=name, among=among(scope, t)) if scope else name


def beside_published_words(one: MemberFigure, indicator: Indicator, t: Translator) -> str:
    """How a figure stands beside the published one of the same thing; empty where nothing is published."""
    if one.relation not in RELATIONS:
        return ""
    missing = words.STATUSES.get(one.published_status, words.STATUSES["suppressed"])
    value = t._(missing) if one.published_value is None else bare_value_words(one.published_value, indicator, t)
    return t._(RELATIONS[one.relation]).format(value=value)


def bare_value_words(value: float | None, indicator: Indicator, t: Translator) -> str:
    """A bare value with its unit."""
    text = with_unit(value, indicator, t.lang)
    return (
        text
        if indicator.unit in words.BARE_UNITS
        else f"{text} {words.unit(indicator, t)}".replace(" ", "\N{NO-BREAK SPACE}")
    )


def member_hover_lines(one: Observation, t: Translator) -> tuple[str, ...]:
    """The lines that a hover box adds to a member's figure: of whom, of what kind, and that nobody checked it."""
    if one.layer != MEMBERS:
        return ()
    lines = (among(one.scope, t), kind(one.source_kind, t), t._(UNCHECKED))
    return tuple(line for line in lines if line)
