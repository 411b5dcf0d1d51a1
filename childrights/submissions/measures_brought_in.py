"""Laws, policies, plans and budget lines of the State, as the coalition keeps them in a table of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import short_code
from childrights.i18n import N_, Translator
from childrights.rights import ALWAYS, FREE, TemplateColumn, day_words
from childrights.snapshot import Snapshot
from childrights.submissions.asks_brought_in import KeptRow, read_kept, standing_rows

MEASURE_KINDS: Mapping[str, str] = {
    "law": N_("law"),
    "policy": N_("policy"),
    "plan": N_("plan"),
    "budget": N_("budget line"),
}
MEASURE_STATES: Mapping[str, str] = {
    "drafted": N_("being drafted"),
    "adopted": N_("adopted"),
    "carried_out": N_("being carried out"),
    "ended": N_("ended"),
    "dropped": N_("dropped"),
}


@dataclass(frozen=True, slots=True)
class StateMeasure:
    """One law, policy, plan or budget line.

    ``kind`` is a key of ``MEASURE_KINDS``, ``status`` one of ``MEASURE_STATES``.

    ``dated`` is a day, a month or a year as ISO 8601: of its adoption, or of the status. It is known by its kind and
    its English title, by the Khmer one where it has no English.
    """

    code: str
    kind: str
    title_en: str
    title_km: str
    dated: str
    status: str
    duty_bearers: tuple[str, ...]
    about: str
    source: str
    source_url: str
    crc_articles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def article_numbers(self) -> tuple[int, ...]:
        """The articles of the Convention, without paragraphs, in order and each once."""
        return tuple(sorted({int(part.partition("(")[0]) for part in self.crc_articles}))

    def title(self, t: Translator) -> str:
        """The title in the language of ``t`` where there is one, else in the other one."""
        return t.pick(self.title_en or self.title_km, self.title_km)


def measure_day_words(dated: str, lang: str) -> str:
    """A day as people write it; a month or a year as it stands."""
    return day_words(dated, lang) if len(dated) == len("2016-07-14") else dated


def measure_code(kind: str, title: str) -> str:
    """The code of a measure: the same kind and title always give the same one."""
    return short_code("state measure", kind, title)


MEASURE_COLUMNS: Mapping[str, TemplateColumn] = {
    "kind": TemplateColumn(
        N_("Kind of measure"), N_("From the list: law, policy, plan or budget line."), ALWAYS, "law", width=16
    ),
    "title_en": TemplateColumn(
        N_("Title of the measure (English)"),
        N_("Title of the law, policy or plan, or name of the budget line."),
        "one",
        "Juvenile Justice Law",
        width=44,
    ),
    "title_km": TemplateColumn(
        N_("Title of the measure (Khmer)"),
        N_("Title of the law, policy or plan, or name of the budget line."),
        "one",
        "ច្បាប់ស្តីពីយុត្តិធម៌អនីតិជន",
        width=44,
    ),
    "dated": TemplateColumn(
        N_("Date of the measure"),
        N_(
            "When it was adopted, or since when it has this status: a day, month or year, such as 2016-07-14, "
            "2016-07 or 2016."
        ),
        ALWAYS,
        "2016",
        width=14,
    ),
    "status": TemplateColumn(
        N_("Status of the measure"),
        N_("From the list: being drafted, adopted, being carried out, ended or dropped."),
        ALWAYS,
        "adopted",
        width=18,
    ),
    "duty_bearers": TemplateColumn(
        N_("Ministries in charge"),
        N_("Codes or names of ministries from the list, separated by semicolons."),
        ALWAYS,
        "moj; mosvy",
        width=24,
    ),
    "about": TemplateColumn(
        N_("What it provides"),
        N_("In a few words, as far as you read it; of a budget line its amount."),
        FREE,
        width=44,
    ),
    "source": TemplateColumn(
        N_("Source of the measure"),
        N_("The document or page in which this can be read."),
        ALWAYS,
        "Royal Gazette",
        width=30,
    ),
    "source_url": TemplateColumn(
        N_("Address of the source"), N_("Its web address."), ALWAYS, "https://example.org/law.pdf", width=34
    ),
    "crc_articles": TemplateColumn(
        N_("Articles of the Convention"), N_("Numbers of articles, separated by semicolons."), FREE, "37; 40", width=16
    ),
    "indicators": TemplateColumn(
        N_("Indicators of the measure (codes)"),
        N_("Codes of indicators that it should change, separated by semicolons."),
        FREE,
        "children_detained",
    ),
}
"""Field of ``StateMeasure`` → its column, in the order of the template."""


def standing_measures(given: Sequence[KeptRow[StateMeasure]]) -> tuple[StateMeasure, ...]:
    """Every measure in its newest standing words, the newest first."""
    found = [one.what for one in standing_rows(given).values()]
    return tuple(sorted(found, key=lambda one: one.dated, reverse=True))


def state_measures(snapshot: Snapshot) -> tuple[StateMeasure, ...]:
    """Every measure that stands."""
    return standing_measures(read_kept(snapshot, "state_measure", StateMeasure))
