"""What to ask the State to publish: the gaps of a topic as one sentence to the body that publishes it.

Figures that are published elsewhere are for us to collect, so nobody is asked for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import ELSEWHERE, NOT_FOUND, Catalogue, Duty
from childrights.gaps.ranking import RankedGap
from childrights.gaps.words import state_of, what_words
from childrights.i18n import N_, Translator
from childrights.language import day_words, word_list

STATE_BEARER = "state"
"""The code of the whole Government, where no body is named that publishes a topic."""
SCOPES: Mapping[str, str] = {
    "modelled_only": N_("counted, not estimated by models only"),
    "no_province": N_("for every province"),
    "old_province": N_("for every province, of years after {year}"),
    "some_provinces": N_("for all provinces ({count} have none of {year} here)"),
    "old_national": N_("for the whole country, of years after {year}"),
    "measured_once": N_("for more years than {year} alone"),
}
"""What is asked of the figures of a topic, by kind of gap; ``never`` asks for any."""
SPLIT_NAMES: Mapping[str, str] = {
    "no_sex": N_("sex"),
    "no_disability": N_("disability"),
    "no_wealth": N_("household wealth"),
    "no_residence": N_("town and country"),
}


@dataclass(frozen=True, slots=True)
class PublicationAsk:
    """What is missing of one topic, or of an article that no indicator speaks to, heaviest gap first.

    ``rank`` orders asks by their heaviest gap; ``bearer`` is the code of a body of the State, ``STATE_BEARER`` where
    none is named.
    """

    rank: int
    bearer: str
    gaps: tuple[RankedGap, ...]

    @property
    def first(self) -> RankedGap:
        """The heaviest gap."""
        return self.gaps[0]

    @property
    def wanted(self) -> tuple[RankedGap, ...]:
        """The gaps that the State may be asked about: all but what is published elsewhere."""
        return tuple(gap for gap in self.gaps if state_of(gap.search) != ELSEWHERE)


def bearer_of(gap: RankedGap, catalogue: Catalogue) -> str:
    """The code of the body that publishes the topic of a gap."""
    bearer = catalogue.duties[gap.topic].bearer if gap.topic else None
    return bearer.code if bearer else STATE_BEARER


def actor_of(topic: str, catalogue: Catalogue) -> str:
    """The code of the body that must act on a topic: not always the one that counts it."""
    duty = catalogue.duties.get(topic)
    return duty.actor.code if duty and duty.actor else STATE_BEARER


def bearer_words(code: str, catalogue: Catalogue, t: Translator) -> str:
    """The name of a body of the State."""
    every = (body for one in catalogue.duties.values() for body in (one.bearer, one.actor) if body)
    known = {one.code: one for one in every}
    return known[code].name(t.lang) if code in known else t._("Royal Government of Cambodia")


def duty_of(ask: PublicationAsk, catalogue: Catalogue) -> Duty | None:
    """What is known of who publishes the topic; ``None`` for an article."""
    return catalogue.duties[ask.first.topic] if ask.first.topic else None


def asks_of(gaps: Sequence[RankedGap], catalogue: Catalogue) -> tuple[PublicationAsk, ...]:
    """One ask a topic or article, in the order of the heaviest gaps. ``gaps`` come heaviest first."""
    by_thing: dict[tuple[str, int | None], list[RankedGap]] = {}
    for gap in gaps:
        by_thing.setdefault((gap.topic, gap.article), []).append(gap)
    return tuple(
        PublicationAsk(rank, bearer_of(own[0], catalogue), tuple(own))
        for rank, own in enumerate(by_thing.values(), start=1)
    )


def by_bearer(asks: Sequence[PublicationAsk]) -> dict[str, tuple[PublicationAsk, ...]]:
    """The asks by the body they go to: the one with the heaviest ask first, the whole Government last."""
    codes = dict.fromkeys(one.bearer for one in asks)
    ordered = sorted(codes, key=lambda code: code == STATE_BEARER)
    return {code: tuple(one for one in asks if one.bearer == code) for code in ordered}


def ask_words(ask: PublicationAsk, catalogue: Catalogue, t: Translator) -> str:
    """The sentence to paste into a letter; empty where everything missing is published elsewhere."""
    wanted = ask.wanted
    if not wanted:
        return ""
    body, what = bearer_words(ask.bearer, catalogue, t), _what(wanted, catalogue, t)
    looked = next((gap.search for gap in wanted if state_of(gap.search) == NOT_FOUND), None)
    if looked is None:
        return t._("We ask the {body} to publish {what}, or to say where they are published.").format(
            body=body, what=what
        )
    sentence = t._(
        "We ask the {body} to publish {what}. We looked for them on {day} in {places} and did not find them."
    )
    places = word_list([one.name(t.lang) for one in looked.places], t)
    return sentence.format(body=body, what=what, day=day_words(looked.day, t.lang), places=places)


def wanted_words(ask: PublicationAsk, catalogue: Catalogue, t: Translator) -> str:
    """What is asked for in an ask, without the body and the plea; empty as ``ask_words`` is."""
    return _what(ask.wanted, catalogue, t) if ask.wanted else ""


def _what(gaps: Sequence[RankedGap], catalogue: Catalogue, t: Translator) -> str:
    first = gaps[0]
    name = what_words(first, catalogue, t.lang)
    if not first.topic:
        return t._("figures on article {article} of the Convention, “{name}”").format(article=first.article, name=name)
    told = t._("figures on “{topic}”").format(topic=name)
    kinds = {gap.kind for gap in gaps}
    told_already = {"some_provinces"} if kinds & {"no_province", "old_province"} else set[str]()
    told_already |= {"measured_once"} if "old_national" in kinds else set()
    scopes = [
        t._(SCOPES[gap.kind]).format(year=gap.year, count=len(gap.places))
        for gap in gaps
        if gap.kind in SCOPES and gap.kind not in told_already
    ]
    splits = [t._(SPLIT_NAMES[gap.kind]) for gap in gaps if gap.kind in SPLIT_NAMES]
    if splits:
        scopes.append(t._("split by {groups}").format(groups=word_list(splits, t)))
    return t._("{told} {scopes}").format(told=told, scopes=t._("; ").join(scopes)) if scopes else told


def holding_words(ask: PublicationAsk, t: Translator) -> str:
    """The newest that is held of the topic, for the country and by place."""
    national, local = ask.first.newest
    if national is None and local is None:
        return t._("Held here: no published figure.")
    if local is None:
        return t._("Newest held here: {year} for the country, none by place.").format(year=national)
    if national is None:
        return t._("Newest held here: {year} by place, none for the country.").format(year=local)
    return t._("Newest held here: {year} for the country, {local} by place.").format(year=national, local=local)
