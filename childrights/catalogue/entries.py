"""What the reference tables hold: clusters, articles, topics, sources and indicators."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE_TYPES = ("survey", "administrative", "census", "modelled", "derived", "case_data")
SENSITIVITIES = ("public", "aggregate_only", "case_data_suppress", "detention")
TIERS = ("core", "additional", "gap")
PASSING_ON = ("yes", "ask", "no")
"""Whether the figures of a source may be passed on: with their citation, after asking, not before they are verified."""
TRUSTS = ("high", "good", "secondary", "verify")
NAME_STATUSES = ("attested", "draft")
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A reporting cluster of the Committee on the Rights of the Child. ``number`` is ``None`` for context."""

    code: str
    number: int | None
    name_en: str
    name_km: str
    articles: str

    def name(self, lang: str) -> str:
        """The name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or the part of it that belongs to one cluster."""

    article: int
    short_title_en: str
    short_title_km: str
    scope_within_article: str
    scope_km: str
    cluster: str
    primary: bool

    def title(self, lang: str) -> str:
        """The short title in ``en`` or ``km``."""
        return self.short_title_km if lang == "km" else self.short_title_en

    def scope(self, lang: str) -> str:
        """Which part of the article it is in ``en`` or ``km``; empty for the whole of it."""
        return self.scope_km if lang == "km" else self.scope_within_article


@dataclass(frozen=True, slots=True)
class Concept:
    """Series of one topic that tell the same of the same people, so that the newest of them heads the others.

    ``reason`` says, in English, why ``members`` (indicator codes) belong together, or why one stands alone. Being of
    one concept joins no lines and allows no comparison: definitions may differ in what does not change who is meant.
    """

    topic: str
    code: str
    members: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Indicators that measure one thing by different definitions; ``members`` has the leading one first.

    ``concepts`` part the members, the one that heads the topic first.
    """

    code: str
    name_en: str
    name_km: str
    cluster: str
    members: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()

    @property
    def lead(self) -> str:
        """The indicator shown first, the one with provincial coverage where there is one."""
        return self.members[0]

    def name(self, lang: str) -> str:
        """The name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were published, how to cite them, under which terms, and how far to trust the reading.

    ``passing_on`` is one of ``PASSING_ON``, and ``licence_note`` the reason for it.
    """

    key: str
    title: str
    publisher: str
    year: int | None
    url: str
    passing_on: str
    licence_note: str
    trust: str
    citation: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: what it measures, in which unit, which right it speaks to and what it may be compared with.

    ``minimum`` and ``maximum`` are plausibility bounds in ``unit`` for checking uploads.
    """

    code: str
    name_en: str
    name_km: str
    name_km_status: str
    short_name_en: str
    short_name_km: str
    topic: str
    definition_en: str
    unit: str
    decimals: int
    polarity: str
    minimum: float | None
    maximum: float | None
    numerator: str
    denominator: str
    crc_articles: tuple[str, ...]
    cluster: str
    sdg_indicator: str
    unicef_code: str
    source_type: str
    sensitivity: str
    comparability_note: str
    related: tuple[str, ...]
    aliases_en: tuple[str, ...]
    aliases_km: tuple[str, ...]
    has_data: bool
    tier: str
    catalogue_ref: str
    periodicity: str

    def name(self, lang: str) -> str:
        """The full name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en

    def short_name(self, lang: str) -> str:
        """The name used on screens in ``en`` or ``km``."""
        return self.short_name_km if lang == "km" else self.short_name_en

    @property
    def is_context(self) -> bool:
        """Whether the figure must never be coloured good or bad."""
        return self.polarity == "context_only"
