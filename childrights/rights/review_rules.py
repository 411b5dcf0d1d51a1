"""How a review goes and by when: dated rows of a table that the coalition edits, each with where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.i18n import N_
from childrights.rights.recommendations import MECHANISMS
from geo import REFERENCE_FOLDER

RULES_FILE = REFERENCE_FOLDER / "review_rules.csv"
MATTERS = {
    "positions": N_("Answers of the State"),
    "length": N_("Length"),
    "submission": N_("Submissions"),
    "deadline": N_("Deadline"),
    "mid_term": N_("Mid-term report"),
    "sessions": N_("Sessions"),
    "urgent": N_("Urgent measures"),
    "next": N_("Next review"),
}
READ, SECOND_HAND, NOT_READ = "read", "second hand", "not read"


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """One rule of a mechanism; years from and to which it holds, empty when not known.

    ``read`` says whether it was read in its source, in another's account of it, or not at all: what was not read is
    never shown as a rule.
    """

    mechanism: str
    matter: str
    rule: str
    rule_km: str
    applies_from: str
    applies_to: str
    read: str
    source: str
    checked_on: str


@lru_cache(maxsize=4)
def load_rules(path: Path = RULES_FILE) -> tuple[ReviewRule, ...]:
    """Every row of the table, in its order. Raises ``ReferenceTableError`` naming file, row and column."""
    columns = tuple(ReviewRule.__dataclass_fields__)
    found = []
    for row in read_rows(path, columns):
        read = row.choice("read", (READ, SECOND_HAND, NOT_READ))
        if read != NOT_READ and not (row.text("source") and row.text("checked_on")):
            raise row.refuse("source", "and the day it was checked on are needed for a rule that was read")
        found.append(
            ReviewRule(
                row.choice("mechanism", tuple(MECHANISMS)),
                row.choice("matter", tuple(MATTERS)),
                row.required("rule"),
                row.required("rule_km"),
                row.text("applies_from"),
                row.text("applies_to"),
                read,
                row.text("source"),
                row.text("checked_on"),
            )
        )
    return tuple(found)


def shown_rules(rules: Sequence[ReviewRule], year: int) -> tuple[ReviewRule, ...]:
    """Those that were read and hold in a year."""
    return tuple(
        one
        for one in rules
        if one.read != NOT_READ
        and (not one.applies_from or int(one.applies_from[:4]) <= year)
        and (not one.applies_to or int(one.applies_to[:4]) >= year)
    )
