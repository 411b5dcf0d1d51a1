"""What a paper, or a part of one, is about."""

from __future__ import annotations

from dataclasses import dataclass, fields

from childrights.catalogue import Catalogue, UnknownCode
from childrights.i18n import N_
from childrights.rights import article_number
from geo import COUNTRY, PROVINCES


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope by codes, as narrow as all that is named together: health in Ratanakiri is a right and an area.

    ``right`` is the code of a cluster, ``article`` a number of the Convention or a part of one (``28(2)``), ``area`` a
    place (empty: the country), ``ministry`` a body of the State. Nothing named is everything of the country.
    """

    right: str = ""
    article: str = ""
    area: str = ""
    ministry: str = ""
    indicator: str = ""
    topic: str = ""

    @property
    def place(self) -> str:
        """The area, the country where none is named."""
        return self.area or COUNTRY

    @property
    def one_thing(self) -> bool:
        """Whether it is about one topic, which then may fill it."""
        return bool(self.topic or self.indicator)

    @property
    def key(self) -> str:
        """A stable name, by which a choice is kept."""
        return "|".join(getattr(self, one.name) for one in fields(self))


def check_scope(scope: Scope, catalogue: Catalogue) -> None:
    """Raises ``UnknownCode`` for a code that nobody knows; a ministry is checked where its field is read."""
    if scope.right and scope.right not in catalogue.clusters:
        codes = ", ".join(catalogue.clusters)
        raise UnknownCode(
            N_("There is no right with the code {right}; the codes are {codes}."), right=scope.right, codes=codes
        )
    if scope.topic and scope.topic not in catalogue.topics:
        raise UnknownCode(N_("There is no topic with the code {topic}."), topic=scope.topic)
    if scope.indicator and scope.indicator not in catalogue.indicators:
        raise UnknownCode(N_("The catalogue has no indicator with the code {indicator}."), indicator=scope.indicator)
    if not all(part == COUNTRY or part in PROVINCES for part in scope.place.split("+")):
        raise UnknownCode(N_("There is no area with the code {area}; KH16 is one."), area=scope.area)
    if scope.article and not scope.article.partition("(")[0].isdecimal():
        raise UnknownCode(N_("'{article}' is no article of the Convention; 28 is one."), article=scope.article)


def in_scope(scope: Scope, catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators that ``scope`` is about, a ministry aside, in the order of the catalogue."""
    return tuple(
        one.code
        for one in catalogue.indicators.values()
        if scope.right in ("", one.cluster)
        and scope.topic in ("", one.topic)
        and scope.indicator in ("", one.code)
        and (not scope.article or any(_same_article(scope.article, part) for part in one.crc_articles))
    )


def _same_article(wanted: str, part: str) -> bool:
    """A part of an article is only itself, an article all its parts."""
    return wanted == part if "(" in wanted else article_number(wanted) == article_number(part)
