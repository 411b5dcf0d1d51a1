"""A brief before it has a format: sections with what may be said, what is drawn, and where it comes from.

Everything in words is in the language of the brief already; a writer of a format looks nothing up and claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from childrights.areas import MapView
from childrights.catalogue import Indicator, Observation, Source
from childrights.rights import Recommendation

RIGHT, AREA, INDICATOR, MESSAGES, GAPS = "right", "area", "indicator", "messages", "gaps"
KINDS = (RIGHT, AREA, INDICATOR, MESSAGES, GAPS)
MAP, RANKING, TREND, GROUPS, CARD = "map", "ranking", "trend", "groups", "card"
FIGURES = (MAP, RANKING, TREND, GROUPS, CARD)


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """What one section draws, as data. ``observations`` are exactly the figures drawn, each with a value; in a trend
    also hidden ones, which part its line.

    ``map`` and ``ranking`` have a ``view`` (areas, what is not drawn and why, the country); a map's classes are parted
    by ``edges``. ``trend`` draws a line for every area and group, cut where ``childrights.statistics.breaks.segments``
    cuts it. ``groups`` sets the groups of the dimension ``by`` side by side, its total (the country) among them.
    ``card`` is one figure by itself: ``large`` has it as text with its unit, to be set as large as there is room, and
    ``counted`` the number of people where a percentage is told as one.
    ``focus`` are codes of areas to be made out, ``told`` the codes of the figures that the sentence over it rests on.
    ``title`` names measure, place and period; ``subtitle`` unit, population and kind of source; ``alt`` says the same
    as one text for whoever cannot see it.
    """

    kind: str
    indicator: Indicator
    title: str
    subtitle: str
    alt: str
    observations: tuple[Observation, ...]
    view: MapView | None = None
    edges: tuple[float, ...] = ()
    by: str = ""
    focus: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    large: str = ""
    counted: float | None = None


@dataclass(frozen=True, slots=True)
class BriefTable:
    """Rows of words under a head, all of one width; ``codes`` has the code of the figure of each row, or is empty."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One finding. ``heading`` names what it is about, ``message`` is the sentence that stands over the figure.

    ``verdict`` is that of ``childrights.messages`` (``say`` or ``say_weaker``); it is empty where the sentence only
    says what is shown. ``support`` backs it, ``cautions`` must be minded, ``missing`` names every place that is not
    drawn and why, and how many rows a table leaves out and where they are. ``articles`` are the articles of the
    Convention it speaks to, as in the catalogue.
    """

    heading: str
    message: str
    verdict: str = ""
    support: str = ""
    cautions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    figure: BriefFigure | None = None
    table: BriefTable | None = None
    observations: tuple[Observation, ...] = ()
    sources: tuple[Source, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The short codes that ``verify`` resolves, in the order of the figures."""
        return codes_of(self.observations)


@dataclass(frozen=True, slots=True)
class AskedRecommendation:
    """One thing that was asked of Cambodia, in words: by whom and where, what, and what the State said to it.

    ``assessed`` is what the coalition makes of it, with day and reason, or says that it was not assessed; it stands
    apart from ``government``, what the Government says of itself and where (empty where that is not known).
    """

    recommendation: Recommendation
    where: str
    what: str
    answer: str
    assessed: str = ""
    government: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Topics without a figure here, and ``why`` in words: hidden, or published for others, or for nobody."""

    why: str
    topics: tuple[str, ...]
    states: tuple[str, ...] = ()
    """For each topic what is known of it elsewhere, a state of a search; empty where nobody looked."""


@dataclass(frozen=True, slots=True)
class NewerFigure:
    """What must be told with the figure ``of`` (a code): the newer ones of its topic in words, and their ``codes``."""

    of: str
    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief about one right (``code`` of a cluster), area, indicator, or (``code`` empty) a list of messages or
    what is not known.

    ``title`` names it, ``finding`` is its one sentence, ``about`` says whose figures these are and how old.
    ``silences`` name what is not known by why, ``asked`` what was asked of Cambodia. ``data_label`` is the snapshot as
    printed, ``made_on`` the day of making.
    """

    kind: str
    code: str
    lang: str
    title: str
    finding: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    silences: tuple[Silence, ...]
    asked: tuple[AskedRecommendation, ...]
    snapshot: str
    content_hash: str
    built_at: str
    data_label: str
    made_on: date
    newer: tuple[NewerFigure, ...] = ()
    kicker: str = ""
    """What this is, where its kind does not say so."""
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What stands beside the findings: headings with lines of text."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Every topic that is not known here, whatever the reason."""
        return tuple(topic for one in self.silences for topic in one.topics)

    def unknown_but(self, state: str) -> tuple[str, ...]:
        """The topics without a figure here that a search elsewhere speaks to with ``state``."""
        pairs = ((topic, at) for one in self.silences for topic, at in zip(one.topics, one.states, strict=False))
        return tuple(topic for topic, at in pairs if at == state)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every figure of the brief once, in the order of the sections."""
        return tuple(dict.fromkeys(one for section in self.sections for one in section.observations))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, in the order of the sections."""
        return tuple({one.key: one for section in self.sections for one in section.sources}.values())

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator once, in the order of the sections."""
        return tuple({one.code: one for section in self.sections for one in section.indicators}.values())

    @property
    def codes(self) -> tuple[str, ...]:
        """The short code of every figure."""
        return codes_of(self.observations)


def codes_of(observations: Iterable[Observation]) -> tuple[str, ...]:
    """The short codes of figures, each once."""
    return tuple(dict.fromkeys(one.id for one in observations if one.id))


def sentences_of(text: str) -> list[str]:
    """A caution in its sentences, English or Khmer."""
    parts = text.replace("។ ", "។\n").replace(". ", ".\n").split("\n")
    return [part for part in parts if part]
