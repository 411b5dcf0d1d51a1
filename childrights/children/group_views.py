"""What groups of children said yes or no to, as an adult sends it: sentences of a list, and no number of few.

Of a group only how many it was is kept (at least ``FEWEST_TOLD``), and of its answer so many of ten, if as many as that
said yes and as many said no; else only of which there were more. The numbers that were sent are not kept at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.children.content import FOLDER, ChildWords, child_words, group_of, harm_of, words_of
from childrights.children.facts import Tenths, tenths
from childrights.i18n import N_
from childrights.rights import ALWAYS, TemplateColumn
from childrights.voices import AGE_BANDS, COUNTED, FEWEST_TOLD, Voice, voice_code

MOST, FEW, EVEN = "most", "few", "even"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that children may say yes or no to, with the articles that it belongs to."""

    code: str
    group: str
    articles: tuple[str, ...]
    words: ChildWords


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One row as it is sent: how many of a group said yes and how many no. ``sex`` is a key of ``GROUP_SEXES``, ``age``
    one of ``AGE_BANDS``, ``area`` a province or the country, ``consent`` is ``yes``."""

    code: str
    statement: str
    area: str
    year: int
    sex: str
    age: str
    agree: int
    disagree: int
    gathered: str
    consent: str
    organisation: str
    source: str

    @property
    def answered(self) -> int:
        """How many answered."""
        return self.agree + self.disagree

    @property
    def told(self) -> str:
        """What is kept of the answer: ``MOST``, ``FEW``, ``EVEN``, or a sentence of tenths and its number."""
        if min(self.agree, self.disagree) >= FEWEST_TOLD:
            found = tenths(100 * self.agree / self.answered)
            assert found is not None
            return f"{found.words}:{found.full}"
        return EVEN if self.agree == self.disagree else MOST if self.agree > self.disagree else FEW

    def voice(self) -> Voice:
        """What is kept and, once approved, shown."""
        said = load_statements()[self.statement]
        return Voice(
            code=self.code,
            kind=COUNTED,
            crc_articles=said.articles,
            area=self.area,
            year=self.year,
            said_by=f"{self.sex} {self.age}",
            children=self.answered,
            gathered=self.gathered,
            consent=self.consent,
            text_en=f"{said.words.english} {answer_words(self.told, 'en')}",
            text_km=f"{said.words.khmer} {answer_words(self.told, 'km')}",
            organisation=self.organisation,
            source=self.source,
            statement=self.statement,
            agreed=self.told,
        )


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """What one group said of a statement, ready to be shown; ``shown`` is ``None`` where only the side is told."""

    voice: Voice
    statement: Statement
    answer: str
    shown: Tenths | None


@lru_cache(maxsize=4)
def load_statements(folder: Path = FOLDER) -> Mapping[str, Statement]:
    """The statements by code. Raises ``ReferenceTableError``."""
    columns = ("code", "group", "harm", "articles", "statement_en", "statement_km")
    found: dict[str, Statement] = {}
    for row in read_rows(folder / "statements.csv", columns):
        code = row.required("code")
        if code in found or not row.parts("articles"):
            raise row.refuse("code", f"'{code}' stands in the table twice, or belongs to no article")
        words = words_of(row, "statement", harm=harm_of(row))
        found[code] = Statement(code, group_of(row, folder), row.parts("articles"), words)
    return found


def answer_words(told: str, lang: str) -> str:
    """What is kept of an answer as a sentence."""
    name, _, number = told.partition(":")
    count = int(number or 0)
    return child_words(f"said_{name}", lang, n=count, m=count + 1)


def count_code(member: str, statement: str, area: str, year: int, sex: str, age: str) -> str:
    """The code of a row: the same group asked the same in the same year always has the same one."""
    return voice_code(member, COUNTED, area, year, f"{statement} {sex} {age}")


def groups_said(given: Sequence[Voice], lang: str) -> tuple[GroupSaid, ...]:
    """What groups said among what members sent, by the statements' order, the newest first. A statement that is in
    the list no more is left out here; its words still stand with all other views."""
    known = load_statements()
    order = list(known)
    found = [one for one in given if one.kind == COUNTED and one.statement in known and one.agreed]
    found.sort(key=lambda one: (order.index(one.statement), -one.year, one.area, one.organisation))
    return tuple(GroupSaid(one, known[one.statement], answer_words(one.agreed, lang), _shown(one)) for one in found)


def _shown(one: Voice) -> Tenths | None:
    name, _, number = one.agreed.partition(":")
    return Tenths(name, int(number), half=name != "about") if number else None


COUNT_COLUMNS: Mapping[str, TemplateColumn] = {
    "statement": TemplateColumn(
        N_("What the children were asked"),
        N_("One sentence of the list, as it stands there. Children say yes or no to it; answering is a free choice."),
        ALWAYS,
        "I feel safe at school.",
        width=44,
    ),
    "area": TemplateColumn(
        N_("Province, or the whole country"),
        N_("Name or code of the province, or Cambodia. Never a district, commune, village or school."),
        ALWAYS,
        "Kampong Speu",
        width=24,
    ),
    "year": TemplateColumn(N_("Year"), N_("Year in which it was said, with four digits."), ALWAYS, "2026", width=8),
    "sex": TemplateColumn(
        N_("Girls or boys"), N_("From the list: girls, boys, or girls and boys together."), ALWAYS, "girls", width=20
    ),
    "age": TemplateColumn(
        N_("Age group"), N_("From the list, in years. No single ages."), ALWAYS, AGE_BANDS[2], width=12
    ),
    "agree": TemplateColumn(
        N_("How many said yes"),
        N_("A number of children. It is not kept: only so many of ten is, or on which side there were more."),
        ALWAYS,
        "21",
        width=12,
    ),
    "disagree": TemplateColumn(
        N_("How many said no"),
        N_("A number of children. Both numbers together are 10 or more, else the row is not taken."),
        ALWAYS,
        "14",
        width=12,
    ),
    "gathered": TemplateColumn(
        N_("How it was asked"),
        N_("In a few words: raised hands with closed eyes, stones in two bowls, a sheet without names …"),
        ALWAYS,
        "stones in two bowls",
        width=30,
    ),
    "consent": TemplateColumn(
        N_("Consent"),
        N_(
            "Yes, when the children and those who care for them agreed that what the group said is made public, and "
            "knew that taking part is a free choice. Without a yes the row is not taken."
        ),
        ALWAYS,
        "yes",
        width=12,
    ),
    "organisation": TemplateColumn(
        N_("Member that sends it"), N_("Name of your organisation, as always written."), ALWAYS, width=26
    ),
    "source": TemplateColumn(
        N_("Where it is kept"),
        N_("Title or number of your report, minutes or file, so that it is found again."),
        ALWAYS,
        "Report on the children's forum 2026, page 4",
        width=34,
    ),
}
"""Field of ``GroupCount`` → its column, in the order of the template."""
