"""What the pages of a province, a right and a number give away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import WITHHELD_STATUSES, Cluster, Group, Indicator, Observation
from childrights.certificate import Certificate
from childrights.export import NotShown
from childrights.i18n import N_
from childrights.messages import Ask
from childrights.profile import Profile
from childrights.profile import words as profile_words
from childrights.snapshot import Headline, of_published
from geo import COUNTRY, area_name
from ui.parts import Page, Shared

NOBODY = N_("No figure here")


def province_shared(page: Page, found: Profile) -> Shared:
    """Every figure of a profile with the country's and the earlier ones it is set against, and what is not known."""
    figures: dict[str, Observation] = {}
    for one in (*found.standings, *found.counts):
        for figure in (one.own, one.country, one.since):
            if figure is not None:
                figures[figure.id] = figure
    return Shared(
        kind="province",
        title=profile_words.province_finding(found, page.t),
        indicators=(),
        observations=tuple(figures.values()),
        period=area_name(found.province, "en"),
        not_shown=tuple(_unknown(page, found)),
        chosen=((page.t._("Place"), area_name(found.province, page.lang)),),
        brief={"area": found.province},
    )


def _unknown(page: Page, found: Profile) -> list[NotShown]:
    """Topics without a value for the province; hidden ones stand among the figures already."""
    topics, indicators = page.catalogue.topics, page.catalogue.indicators
    return [
        NotShown(indicators[topics[code].lead], found.province, "", "not_collected", profile_words.UNKNOWN[reason])
        for reason, codes in found.unknown.items()
        if reason not in WITHHELD_STATUSES
        for code in codes
    ]


def right_shared(
    page: Page, right: Cluster, title: str, indicators: Sequence[Indicator], headlines: Mapping[str, Headline]
) -> Shared:
    """The newest published national figure of every indicator of a right, and the indicators nobody has one for."""
    headlines = of_published(headlines)
    newest = [one.latest for code in indicators if (one := headlines.get(code.code)) and one.latest]
    missing = [one for one in indicators if one.code not in headlines]
    return Shared(
        kind="right",
        title=title,
        indicators=(),
        observations=tuple(newest),
        period=right.code,
        not_shown=tuple(NotShown(one, COUNTRY, "", "not_collected", NOBODY) for one in missing),
        chosen=((page.t._("Right"), right.name(page.lang)),),
        brief={"right": right.code},
    )


def number_shared(page: Page, title: str, found: Certificate) -> Shared:
    """One figure, and the message that tells it by itself."""
    one = found.observation
    asked = Ask("level", one.indicator, one.area, one.period_label, Group.of(one))
    return Shared(
        kind=found.observation.id,
        title=title,
        indicators=(found.indicator,),
        observations=(found.observation,),
        period=found.observation.period_label,
        card=asked.key,
    )
