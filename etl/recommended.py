"""What bringing in recommendations did, in words for a terminal and a page and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from childrights.additions import imports
from childrights.i18n import translator
from childrights.recommendation_columns import COLUMNS
from childrights.recommendation_faults import cure_words, wrong_words
from etl.added import added
from etl.build import Inputs
from etl.recommend import ImportCheck, Imported, check_recommendations, publish_recommendations
from etl.state import State


@dataclass(frozen=True, slots=True)
class FileDone:
    """What became of a file; the id and the snapshot are empty when it was only checked or held nothing new."""

    found: ImportCheck
    done: Imported

    def report(self, lang: str) -> list[str]:
        """The lines for a person."""
        return import_report(self.found, lang)

    def plain(self) -> dict[str, object]:
        """The answer of the command line."""
        return _plain(self.found, self.done)


def recommend_file(
    state: State,
    path: Path,
    *,
    member: str,
    who: str,
    today: date,
    check_only: bool = False,
    inputs: Inputs | None = None,
) -> FileDone:
    """Check a file and publish its rows that are in order, unless it is only to be checked."""
    found = check_recommendations(state, path, path.name, today)
    if check_only or not found.planned:
        return FileDone(found, Imported("", ""))
    return FileDone(found, publish_recommendations(state, found, member=member, who=who, inputs=inputs))


def import_report(found: ImportCheck, lang: str) -> list[str]:
    """What is wrong cell by cell with its cure, what is new or changed, and what was not read."""
    t, sheet = translator(lang), found.read.sheet
    lines = [f"{sheet}!{one.cell}: {wrong_words(one.wrong, t)} {cure_words(one.wrong, t)}" for one in found.faults]
    for one in found.planned:
        asked = one.asked
        fields = t._(", ").join(t._(COLUMNS[name].head) for name in one.changes)
        told = t._("changed: {fields}").format(fields=fields) if one.before else t._("new")
        text = t.pick(asked.topic or asked.summary, asked.topic_km or asked.summary_km)[:80]
        line = t._("row {row}, {code}, {told}: {text}")
        lines.append(line.format(row=one.row, code=asked.code, told=told, text=text))
    return [*lines, *unread_words(found, lang), counted_words(found, lang)]


def unread_words(found: ImportCheck, lang: str) -> list[str]:
    """Columns and sheets that hold something that is not read, and notes of reading."""
    t, lines = translator(lang), list(found.read.notes)
    if found.read.unread_columns:
        names = t._(", ").join(found.read.unread_columns)
        told = t._("Columns that do not belong to a recommendation itself were not read: {names}. Assessments are "
                   "recorded with the template for assessing.")  # fmt: skip
        lines.append(told.format(names=names))
    if found.read.unread_sheets:
        names = t._(", ").join(found.read.unread_sheets)
        lines.append(t._("Sheets that hold no recommendations were not read: {names}").format(names=names))
    return lines


def counted_words(found: ImportCheck, lang: str) -> str:
    """How many rows there are of each kind."""
    words = translator(lang)._(
        "Rows: {new} new, {changed} changed, {unchanged} known already, {wrong} to be corrected."
    )
    return words.format(
        new=found.new, changed=len(found.planned) - found.new, unchanged=found.unchanged, wrong=found.wrong
    )


def _plain(found: ImportCheck, done: Imported) -> dict[str, object]:
    t = translator("en")
    return {
        "import": done.id or None,
        "snapshot": done.snapshot or None,
        "new": found.new,
        "changed": len(found.planned) - found.new,
        "unchanged": found.unchanged,
        "wrong": found.wrong,
        "recommendations": [
            {"row": one.row, "code": one.asked.code, "new": one.before is None, "fields": list(one.changes)}
            for one in found.planned
        ],
        "unread_columns": list(found.read.unread_columns),
        "unread_sheets": list(found.read.unread_sheets),
        "problems": [
            {"sheet": found.read.sheet, "cell": one.cell, "field": one.wrong.field, "code": one.wrong.code,
             "value": one.wrong.value, "message": wrong_words(one.wrong, t), "suggestion": cure_words(one.wrong, t)}
            for one in found.faults
        ],
    }  # fmt: skip


def history(state: State) -> Sequence[Mapping[str, object]]:
    """Every import as plain data, newest first."""
    return [
        {"id": origin.id, "member": origin.member, "file_name": origin.file_name, "sha256": origin.sha256,
         "recorded_at": origin.recorded_at, "recorded_by": origin.recorded_by, "rows": len(rows),
         "withdrawn_at": origin.withdrawn_at or None, "withdrawn_why": origin.withdrawn_why or None}
        for origin, rows in imports(added(state))
    ]  # fmt: skip


def plain_import(record: Mapping[str, Any]) -> str:
    """One line of the history for a terminal."""
    state = "taken back" if record["withdrawn_at"] else "in force"
    rows, when = record["rows"], record["recorded_at"][:16]
    return f"{record['id']}  {state:<10} {when}  {rows:>4} rows  {record['member']}: {record['file_name']}"
