"""One thing that a member sent in words, the columns of its table, and which of them stand under a right in a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from childrights.catalogue import Catalogue, UnknownCode, short_code
from childrights.i18n import N_, Translator
from childrights.rights import ALWAYS, FREE, OF_CHILDREN, ONE, TemplateColumn, article_number, articles_of
from childrights.snapshot import Snapshot
from childrights.submissions import KeptRow, read_kept, standing_rows

CHILDREN_SAY, GOOD_PRACTICE, POLICY_PRACTICE, CAUSE = "children", "practice", "policy", "cause"
COUNTED = "counted"
VOICE_KINDS: Mapping[str, str] = {
    CHILDREN_SAY: N_("view of children"),
    GOOD_PRACTICE: N_("good practice"),
    POLICY_PRACTICE: N_("policy in practice"),
    CAUSE: N_("cause"),
    COUNTED: N_("counted views of a group"),
}
WRITTEN_KINDS: Mapping[str, str] = {code: words for code, words in VOICE_KINDS.items() if code != COUNTED}
"""What members write in words of their own; a group's yes and no come as numbers, which are not kept."""
OF_CHILDREN_KINDS = (CHILDREN_SAY, COUNTED)
GROUP_SEXES: Mapping[str, str] = {"girls": N_("girls"), "boys": N_("boys"), "together": N_("girls and boys together")}
AGE_BANDS = ("6-9", "10-12", "13-15", "16-17", "6-17")
"""Ages of a group that was counted, the last one all of them."""
CONSENT_WORDS: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}
FEWEST_TOLD = 10
"""Below this many children a group is only *a group of children*: the threshold of records of cases, since what
children say about themselves is as delicate, and a place knows a small group by its words."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one row of a member's table tells. ``kind`` is a key of ``VOICE_KINDS``, ``area`` a province or the country.

    ``said_by`` is a group, never a person; ``children`` how many took part, 0 where that is not told or they were fewer
    than ``FEWEST_TOLD``. ``consent`` is a key of ``CONSENT_WORDS`` or empty; of a view of children it is ``yes``.
    ``text_en`` or ``text_km`` may be empty, not both; both are, with all other words, once the row was taken back.
    Of counted views ``said_by`` is a key of ``GROUP_SEXES`` and one of ``AGE_BANDS``, ``statement`` what the group was
    asked and ``agreed`` what is kept of its answer; of all others both are empty.
    """

    code: str
    kind: str
    crc_articles: tuple[str, ...]
    area: str
    year: int
    said_by: str
    children: int
    gathered: str
    consent: str
    text_en: str
    text_km: str
    organisation: str
    source: str
    source_url: str = ""
    statement: str = ""
    agreed: str = ""

    @property
    def article_numbers(self) -> tuple[int, ...]:
        """The articles of the Convention, without paragraphs, in order and each once."""
        return tuple(sorted({article_number(part) for part in self.crc_articles}))

    def text(self, t: Translator) -> str:
        """The member's words in the language of ``t`` where it wrote them so, else in the other one."""
        return t.pick(self.text_en or self.text_km, self.text_km)

    def lang(self, t: Translator) -> str:
        """The language that ``text`` is in."""
        return "en" if self.text(t) == self.text_en else "km"


WORDS_OF_VOICE = ("said_by", "gathered", "consent", "text_en", "text_km", "source", "source_url", "agreed")
"""The texts that go when a row is taken back: whoever withdraws consent is not quoted once more by the history."""


def bare_voice(one: Voice) -> Voice:
    """What is left of a row that was taken back: what it was about, and no word of it."""
    gone: dict[str, Any] = dict.fromkeys(WORDS_OF_VOICE, "")
    return replace(one, children=0, **gone)


def voice_code(member: str, kind: str, area: str, year: int, words: str) -> str:
    """The code of a row: the same words of the same member about the same place and year always give the same one."""
    return short_code("member view", member, kind, area, str(year), words)


VOICE_COLUMNS: Mapping[str, TemplateColumn] = {
    "kind": TemplateColumn(
        N_("What it is"),
        N_("From the list: view of children, good practice, policy in practice or cause."),
        ALWAYS,
        "view of children",
        width=20,
    ),
    "crc_articles": TemplateColumn(
        N_("Articles of the Convention"),
        N_("Numbers of articles, separated by semicolons."),
        ALWAYS,
        "28; 31",
        width=16,
    ),
    "area": TemplateColumn(
        N_("Province, or the whole country"),
        N_("Name or code of the province, or Cambodia. Never a district, commune, village or school."),
        ALWAYS,
        "Kampong Speu",
        width=24,
    ),
    "year": TemplateColumn(
        N_("Year"), N_("Year in which it was said or seen, with four digits."), ALWAYS, "2026", width=8
    ),
    "said_by": TemplateColumn(
        N_("Which group says it"),
        N_("The group, never a person: no name, school or village. How many they were has a column of its own."),
        ALWAYS,
        "girls in lower secondary school",
        width=30,
    ),
    "children": TemplateColumn(
        N_("Number of children who took part"),
        N_("One number. Fewer than 10 are shown as “a group of children”, and the number is not kept."),
        FREE,
        "24",
        width=14,
    ),
    "gathered": TemplateColumn(
        N_("How it was gathered"),
        N_("In a few words: group discussion, drawing, questionnaire, children's council, visit …"),
        ALWAYS,
        "group discussion",
        width=26,
    ),
    "consent": TemplateColumn(
        N_("Consent"),
        N_(
            "Of views of children: yes, when the children and those who care for them agreed that their words are made "
            "public without names. Without a yes the row is not taken."
        ),
        OF_CHILDREN,
        "yes",
        width=12,
    ),
    "text_en": TemplateColumn(
        N_("Words (English)"),
        N_(
            "What is said or done, in a few sentences that lead to no single child: no names, schools, villages or "
            "stories of one child."
        ),
        ONE,
        "We want the school to have toilets for girls that can be locked.",
        width=52,
    ),
    "text_km": TemplateColumn(
        N_("Words (Khmer)"),
        N_(
            "What is said or done, in a few sentences that lead to no single child: no names, schools, villages or "
            "stories of one child."
        ),
        ONE,
        "យើងចង់ឱ្យសាលាមានបង្គន់សម្រាប់សិស្សស្រីដែលអាចចាក់សោបាន។",
        width=52,
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
    "source_url": TemplateColumn(
        N_("Where it can be read (address)"),
        N_("Web address of the document, if it is published."),
        FREE,
        "https://example.org/report.pdf",
        width=34,
    ),
}
"""Field of ``Voice`` → its column, in the order of the template."""


def kept_voices(snapshot: Snapshot) -> tuple[KeptRow[Voice], ...]:
    """Every row of every approved file, without words where it was taken back, in the order of recording."""
    return read_kept(snapshot, "member_view", Voice)


def standing_voices(given: Sequence[KeptRow[Voice]]) -> tuple[Voice, ...]:
    """Everything that stands, views of children first, the newest year first, in the order of its table."""
    found = [one.what for one in standing_rows(given).values()]
    kinds = list(VOICE_KINDS)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -one.year, one.area, one.organisation)))


def voices(snapshot: Snapshot) -> tuple[Voice, ...]:
    """Everything that members sent in words and a steward approved."""
    return standing_voices(kept_voices(snapshot))


def voice_with(snapshot: Snapshot, code: str) -> KeptRow[Voice] | None:
    """The newest row with a code in its printed form, also one that was taken back; ``None`` for another code."""
    if not snapshot.rows("SELECT 1 FROM snapshot.member_view WHERE code = $code LIMIT 1", {"code": code}):
        return None
    found = [one for one in kept_voices(snapshot) if one.what.code == code]
    return next((one for one in reversed(found) if one.origin.stands), found[-1] if found else None)


def views_under(
    given: Snapshot | Sequence[Voice], catalogue: Catalogue, about: str = "", area: str = "", kind: str = ""
) -> tuple[Voice, ...]:
    """What members sent under an article (``"28"``) or a cluster (``"EDU"``), about a place; without either all of it.

    ``area`` is the code of a province or ``KH`` for what was said of the whole country; what is said of one place is
    never told of another. Every text is the member's: it goes with ``attribution``. Raises ``UnknownCode`` for an
    ``about`` that is neither.
    """
    found = voices(given) if isinstance(given, Snapshot) else tuple(given)
    numbers: set[int] | None = None
    if about:
        articles = [one.article for one in catalogue.articles]
        if about.isascii() and about.isdecimal() and int(about) in articles:
            numbers = {int(about)}
        elif about in catalogue.clusters:
            numbers = {one.article for one in articles_of(catalogue, about)}
        else:
            raise UnknownCode(N_("There is no article or right {code}."), code=about[:40])
    return tuple(
        one
        for one in found
        if (numbers is None or numbers & set(one.article_numbers)) and area in ("", one.area) and kind in ("", one.kind)
    )
