"""Counted views of a group of children as a kind of file, sent by the adult who was with them: numbers in, none kept.

A row is one statement of the list and how many said yes and no. Groups under ten are not taken; of the others so many
of ten is kept where ten or more were on each side, else only on which side there were more. Rows whose children may be
the same (girls, and girls and boys together) are not taken beside each other: the difference would tell of few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import ClassVar

from childrights.catalogue import Catalogue, load_catalogue
from childrights.children import (
    COUNT_COLUMNS,
    GroupCount,
    Statement,
    answer_words,
    count_code,
    load_statements,
)
from childrights.i18n import LANGUAGES, N_, Translator
from childrights.voices import AGE_BANDS, COUNTED, FEWEST_TOLD, GROUP_SEXES, Voice, heard
from etl.intake.matching import labelled, near, squeezed
from etl.intake.recommendation_rows import RecommendationContext
from etl.intake.schema import FieldFault, FilledRow, Judge, Planned, Read, Sentences
from etl.intake.voices import MOST_CHILDREN, VOICE_WRONGS, MemberVoices, place_of
from etl.ledger import VIEWS, New, State, sent_rows
from geo import COUNTRY

EVERY_SEX, EVERY_AGE = "together", AGE_BANDS[-1]
COUNT_WRONGS = Sentences(VOICE_WRONGS)
COUNT_WRONGS |= {
    "statement": (
        N_("“{value}” is not a sentence of the list."),
        N_("Choose one from the list: only these are asked, so that no text can tell of a child."),
    ),
    "sex": (N_("“{value}” is none of: girls, boys, girls and boys together."), N_("Choose one from the list.")),
    "age": (N_("“{value}” is no age group of the list."), N_("Choose one from the list.")),
    "count": (N_("“{value}” is not a number of children."), N_("Write one whole number, also 0.")),
    "few_group": (
        N_("The group is too small: fewer than 10 children answered."),
        N_("Ask a larger group. Nothing of so few is taken, since others would know who they are."),
    ),
    "no_consent": (
        N_("What a group says is told only with its consent, and here no yes stands."),
        N_(
            "Ask the children and those who care for them whether it may be made public what the group said, and write "
            "yes once they agreed. Until then the row stays with you."
        ),
    ),
    "overlap": (
        N_("Some of these children may be in another row: {value}."),
        N_(
            "Send girls and boys apart or together, ages apart or together, provinces or the whole country, not both: "
            "the difference of two rows would tell of few children."
        ),
    ),
    "sent_before": (
        N_("This group's answer was sent before, as {value}."),
        N_("Take that back first. What was sent is not changed, since two answers side by side tell of few children."),
    ),
}


class GroupCounts(MemberVoices):
    """How many children of a group said yes or no, one statement in a row."""

    kind, name = "counts", N_("counted views of groups of children")
    file_name, frozen = "group-views", "B"
    marker = "CRC-Cambodia counts v1"
    title = N_("Counted views")
    columns = COUNT_COLUMNS
    sentences = COUNT_WRONGS
    one_language: ClassVar[Mapping[str, str]] = {}
    needs: tuple[tuple[str, ...], ...] = (("statement",), ("agree",), ("disagree",), ("consent",))
    fewest = 6
    entry_kinds = (VIEWS,)
    refusal = N_(
        "{file} holds no table of counted views that can be read. It needs the columns What the children were asked, "
        "How many said yes, How many said no and Consent; the easiest way is to fill in the template."
    )
    preview_heads = (N_("Who says it, and where"), N_("What will be shown"), N_("Belongs to"))
    how = (
        N_("One sentence and one group in each row, from row 6 on. The sheet “Columns” explains each column."),
        N_("No child signs in or writes a name. You count, and everybody can read it once a steward has looked at it."),
        N_("Groups of ten or more. The two numbers are not kept, only so many of ten, or which side had more."),
    )

    def code_of(self, row: FilledRow) -> str:
        """That of its member, statement, place, year and group."""
        told = self.cells(row, None)
        year = int(squeezed(told["year"])) if squeezed(told["year"]).isdecimal() else 0
        sex = labelled(GROUP_SEXES).get(squeezed(told["sex"]), "")
        return count_code(
            squeezed(told["organisation"]),
            _statement(told["statement"]),
            place_of(told["area"]),
            year,
            sex,
            _age(told["age"]),
        )

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """Rows are judged against what was sent before and what stands above them in the file."""
        known = RecommendationContext(load_catalogue(), {}, {}, today)
        standing = {one.what.code: (one.what, one.origin.id) for one in sent_rows(state) if one.what.kind == COUNTED}
        near_by = [(one, identity) for one, identity in standing.values()]

        def judged(row: FilledRow) -> tuple[list[Planned], list[FieldFault]]:
            wrongs = [self.fault(name, "error") for name in sorted(row.errors)]
            found = self._read_count(row, known, wrongs)
            wrongs += self._texts(found, None)
            if wrongs:
                return [], sorted(wrongs, key=lambda one: read.columns.get(one.field, 0))
            voice = found.voice()
            before, identity = standing.get(found.code, (None, ""))
            if before == voice:
                return [Planned(row.number, found, found, found.code, ())], []
            if before is not None:
                return [], [self.fault("statement", "sent_before", identity)]
            if other := next((where for one, where in near_by if _overlap(one, voice)), ""):
                return [], [self.fault("statement", "overlap", other)]
            near_by.append((voice, str(row.number)))
            return [Planned(row.number, found, None, found.code, tuple(self.columns))], []

        return judged

    def _read_count(self, row: FilledRow, known: RecommendationContext, wrongs: list[FieldFault]) -> GroupCount:
        """What a row tells."""
        told = self.cells(row, None)
        self.missing(told, wrongs)
        self._few(told, wrongs)
        statement, area, age = _statement(told["statement"]), place_of(told["area"]), _age(told["age"])
        if told["statement"] and not statement:
            wrongs.append(
                self.fault("statement", "statement", told["statement"][:60], near(told["statement"], _said()))
            )
        if told["area"] and not area:
            wrongs.append(self.fault("area", "place", told["area"][:60]))
        if told["age"] and not age:
            wrongs.append(self.fault("age", "age", told["age"][:20], AGE_BANDS))
        counted = [self._count(name, told[name], row, wrongs) for name in ("agree", "disagree")]
        if (
            told["agree"]
            and told["disagree"]
            and sum(counted) < FEWEST_TOLD
            and not _faulty(wrongs, "agree", "disagree")
        ):
            wrongs.append(self.fault("agree", "few_group"))
        consent = self._consent(told["consent"], COUNTED, wrongs)
        return GroupCount(
            code=self.code_of(row),
            statement=statement,
            area=area,
            year=self._year(told["year"], known.today, wrongs),
            sex=self._chosen("sex", "sex", told["sex"], GROUP_SEXES, wrongs),
            age=age,
            agree=counted[0],
            disagree=counted[1],
            consent=consent,
            **{name: told[name] for name in ("gathered", "organisation", "source")},
        )

    def _count(self, field: str, text: str, row: FilledRow, wrongs: list[FieldFault]) -> int:
        plain = squeezed(text).replace(",", "")
        if text and (not (plain.isdecimal() and int(plain) <= MOST_CHILDREN) or field in row.decimals):
            wrongs.append(self.fault(field, "count", text[:20]))
        return int(plain) if plain.isdecimal() else 0

    def lists(self, t: Translator) -> Mapping[str, Sequence[str]]:
        """Statements, places, groups and consent."""
        written = super().lists(t)
        return {
            "statement": [one.words.say(t.lang) for one in load_statements().values()],
            "area": written["area"],
            "sex": [t._(words) for words in GROUP_SEXES.values()],
            "age": AGE_BANDS,
            "consent": written["consent"],
        }

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """One entry for what each member sends, without the numbers that were sent."""
        found: dict[str, list[Planned]] = {}
        for one in planned:
            found.setdefault(one.payload.organisation, []).append(one)
        return [
            New(
                VIEWS,
                {"rows": [{"sheet": read.sheet, "row": one.row, "what": asdict(one.payload.voice())} for one in own]},
                f"import {VIEWS}",
                f"{len(own)} rows",
                member,
            )
            for member, own in found.items()
        ]

    def values(self, payload: GroupCount) -> Mapping[str, str]:  # type: ignore[override]
        """Every field as text."""
        return {name: str(getattr(payload, name)) for name in self.columns}

    def preview(self, payload: GroupCount, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:  # type: ignore[override]
        """Who says it and where, what will be shown, and its articles."""
        voice = payload.voice()
        said: Statement = load_statements()[payload.statement]
        shown = f"{said.words.say(t.lang)} {answer_words(payload.told, t.lang)}"
        numbers = t._("articles {numbers}").format(numbers=", ".join(said.articles))
        return f"{payload.organisation} · {heard(voice, t)}", shown, numbers

    def line(self, payload: GroupCount, t: Translator) -> str:  # type: ignore[override]
        """What was asked."""
        return load_statements()[payload.statement].words.say(t.lang)


def _overlap(one: Voice, other: Voice) -> bool:
    """Whether children of one row may be in the other, though the two are not the same group."""
    if (one.organisation.casefold(), one.statement, one.year) != (
        other.organisation.casefold(),
        other.statement,
        other.year,
    ):
        return False
    (sex, _, age), (sex_2, _, age_2) = (two.said_by.partition(" ") for two in (one, other))
    same_place = one.area == other.area or COUNTRY in (one.area, other.area)
    same_sex = sex == sex_2 or EVERY_SEX in (sex, sex_2)
    return same_place and same_sex and (age == age_2 or EVERY_AGE in (age, age_2))


def _statement(text: str) -> str:
    """The code of a statement by its code or its words in either language; empty for anything else."""
    names = {squeezed(one.words.say(lang)): code for code, one in load_statements().items() for lang in LANGUAGES}
    return names.get(squeezed(text)) or (text if text in load_statements() else "")


def _said() -> list[str]:
    return [one.words.say(lang) for one in load_statements().values() for lang in LANGUAGES]


def _age(text: str) -> str:
    plain = squeezed(text)
    return plain if plain in AGE_BANDS else ""


def _faulty(wrongs: Sequence[FieldFault], *names: str) -> bool:
    return any(one.field in names for one in wrongs)
