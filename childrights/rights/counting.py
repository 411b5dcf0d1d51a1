"""How much was asked: recommendations, their parts, concerns and what only reports, each counted apart.

Rows of one document and number are one recommendation: 39(a), (b) and (c) are parts of paragraph 39, and what four
States asked under number 82.7 are four parts of it. The official counts of the documents are made by number too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from childrights.i18n import Translator
from childrights.rights.recommendations import Recommendation

ASKED_WHOLE = "recommendation"
Family = tuple[Recommendation | None, tuple[Recommendation, ...]]
"""The row of a whole recommendation, where there is one, and the rows of its parts."""
_QUESTIONS = ("list_of_issues", "theme")


@dataclass(frozen=True, slots=True)
class Tally:
    """How much some rows hold. Every row is one that stands for a whole recommendation or in one of the other counts.

    ``recommendations`` counts by number; ``by_state`` counts what each State asked, each by itself.
    """

    rows: int
    recommendations: int
    by_state: int
    parts: int
    concerns: int
    questions: int
    context: int


def head_of(one: Recommendation) -> tuple[str, ...]:
    """What its recommendation is told apart by: document and number, or its code where it has no number."""
    return (one.document, one.paragraph) if one.number else ("", one.code)


def gathered(asked: Iterable[Recommendation]) -> dict[tuple[str, ...], Family]:
    """Every recommendation by its head: the row of the whole, where there is one, and the rows of its parts.

    The only row without a letter is the whole; several of them are what several States asked.
    """
    groups: dict[tuple[str, ...], list[Recommendation]] = {}
    for one in asked:
        if one.kind == ASKED_WHOLE:
            groups.setdefault(head_of(one), []).append(one)
    found = {}
    for head, rows in groups.items():
        plain = [one for one in rows if one.number == one.paragraph]
        whole = plain[0] if len(plain) == 1 else None
        found[head] = (whole, tuple(one for one in rows if one is not whole))
    return found


def tally(asked: Sequence[Recommendation]) -> Tally:
    """How much some rows hold. The same rows in any order give the same."""
    groups = gathered(asked).values()
    kinds = [one.kind for one in asked]
    return Tally(
        rows=len(asked),
        recommendations=len(groups),
        by_state=sum(len(parts) if any(part.recommending_state for part in parts) else 1 for _, parts in groups),
        parts=sum(len(parts) for _, parts in groups),
        concerns=kinds.count("concern"),
        questions=sum(kind in _QUESTIONS for kind in kinds),
        context=sum(kind not in (ASKED_WHOLE, "concern", *_QUESTIONS) for kind in kinds),
    )


def how_often(asked: Iterable[Recommendation]) -> int:
    """How many recommendations there are among some rows: parts do not count again, concerns not at all."""
    return len(gathered(asked))


def family(one: Recommendation, asked: Iterable[Recommendation]) -> Family:
    """The whole that a row is part of, with the other parts; ``None`` for the whole itself and parts without one."""
    whole, parts = gathered(asked).get(head_of(one), (None, ()))
    others = tuple(part for part in parts if part.code != one.code)
    return (None, others) if whole is None or whole.code == one.code else (whole, others)


def tally_words(counted: Tally, t: Translator) -> str:
    """A tally in words, without what is nothing."""
    told = []
    if counted.recommendations or not counted.rows:
        words = t.ngettext("{count} recommendation", "{count} recommendations", counted.recommendations)
        told.append(words.format(count=counted.recommendations))
    if counted.parts:
        told.append(
            t.ngettext("{count} part of them", "{count} parts of them", counted.parts).format(count=counted.parts)
        )
    if counted.concerns:
        words = t.ngettext("{count} concern", "{count} concerns", counted.concerns)
        told.append(words.format(count=counted.concerns))
    if counted.questions:
        words = t.ngettext("{count} question or theme", "{count} questions or themes", counted.questions)
        told.append(words.format(count=counted.questions))
    if counted.context:
        words = t.ngettext("{count} row of context", "{count} rows of context", counted.context)
        told.append(words.format(count=counted.context))
    return t._(", ").join(told)


def recommendation_counts(asked: Sequence[Recommendation]) -> dict[str, int]:
    """A tally as plain data, with how many rows of the collected lists it holds: taken in by themselves, or merged."""
    refs = [len(one.collected) for one in asked]
    return asdict(tally(asked)) | {
        "collected_rows": sum(refs),
        "taken_in": sum(ref > 0 for ref in refs),
        "merged": sum(ref - 1 for ref in refs if ref),
    }
