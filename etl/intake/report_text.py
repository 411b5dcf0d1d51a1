"""What bringing in a file did, in words for a terminal and a page and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from childrights.i18n import Translator, translator
from childrights.rights import ORIGIN_FIELDS, Origin, imports
from childrights.submissions import own_table_imports
from etl.intake.bringing import CheckedFile, Done
from etl.intake.schema import CHANGED, NEW, FieldFault, cure_words, wrong_words
from etl.ledger import ASSESSMENT, LETTERS, State, brought, entries_for
from etl.permissions import Actor


def recognised_words(found: CheckedFile, lang: str) -> str:
    """What a file was recognised as."""
    t = translator(lang)
    words = t._("{file} is read as {name}, from the sheet “{sheet}”.")
    return words.format(file=found.read.file_name, name=t._(found.schema.name), sheet=found.read.sheet)


def bring_report(found: CheckedFile, lang: str) -> list[str]:
    """What is wrong cell by cell with its cure, what is new or changed, what was not read, and how much of each."""
    t = translator(lang)
    lines = [_fault_line(found, one, t) for one in found.faults]
    for one in found.planned:
        fields = t._(", ").join(t._(found.schema.columns[name].head) for name in one.changes)
        told = t._("changed: {fields}").format(fields=fields) if one.before else t._("new")
        line = t._("row {row}, {code}, {told}: {text}")
        text = found.schema.line(one.payload, t)
        lines.append(line.format(row=one.row, code=one.about, told=told, text=text))
    return [*lines, *unread_words(found, lang), counted_words(found, lang)]


def _fault_line(found: CheckedFile, one: FieldFault, t: Translator) -> str:
    told = f"{wrong_words(one, t)} {cure_words(one, t)}"
    return f"{found.read.sheet}!{one.cell}: {told.rstrip()}"


def unread_words(found: CheckedFile, lang: str) -> list[str]:
    """Columns and sheets that hold something that is not read, and notes of reading."""
    t, read, lines = translator(lang), found.read, list(found.read.notes)
    for names, words in (
        (read.unread_columns, found.schema.unread_columns),
        (read.unread_sheets, found.schema.unread_sheets),
    ):
        if names:
            lines.append(t._(words).format(names=t._(", ").join(names)))
    return lines


def counted_words(found: CheckedFile, lang: str) -> str:
    """How many rows there are of each kind."""
    return translator(lang)._(found.schema.counted).format_map(_counts(found))


def _counts(found: CheckedFile) -> dict[str, int]:
    return {
        "new": found.count(NEW),
        "changed": found.count(CHANGED),
        "unchanged": found.unchanged,
        "wrong": found.wrong,
        "in_order": found.in_order,
        "blank": found.read.blank,
        "conflict": found.conflict,
        "rest": found.wrong - found.conflict,
        "foreign": found.foreign,
    }


def _problems(found: CheckedFile) -> list[dict[str, str]]:
    t = translator("en")
    return [
        {
            "sheet": found.read.sheet,
            "cell": one.cell,
            "field": one.field,
            "code": one.code,
            "value": one.value,
            "message": wrong_words(one, t),
            "suggestion": cure_words(one, t),
        }
        for one in found.faults
    ]


def answer(done: Done) -> dict[str, object]:
    """The answer of ``bring``: one shape for every kind."""
    found, read = done.found, done.found.read
    counts = _counts(found)
    return {
        "file": read.file_name,
        "kind": found.schema.kind,
        "sheet": read.sheet,
        "entries": list(done.ids),
        "waiting": list(done.waiting),
        "snapshot": done.snapshot or None,
        "new": counts["new"],
        "changed": counts["changed"],
        "same": found.unchanged,
        "conflict": found.conflict,
        "wrong": found.wrong - found.conflict,
        "foreign": found.foreign,
        "blank": read.blank,
        "rows": [
            {"row": one.row, "about": one.about, "state": one.state, "fields": list(one.changes)}
            for one in found.planned
        ],
        "unread_columns": list(read.unread_columns),
        "unread_sheets": list(read.unread_sheets),
        "problems": _problems(found),
    }


def recommend_answer(done: Done) -> dict[str, object]:
    """The answer of ``recommend``, as it always was."""
    found, read, counts = done.found, done.found.read, _counts(done.found)
    return {
        "import": done.ids[0] if done.ids else None,
        "snapshot": done.snapshot or None,
        **{name: counts[name] for name in ("new", "changed", "unchanged", "wrong")},
        "recommendations": [
            {"row": one.row, "code": one.about, "new": one.before is None, "fields": list(one.changes)}
            for one in found.planned
        ],
        "unread_columns": list(read.unread_columns),
        "unread_sheets": list(read.unread_sheets),
        "problems": _problems(found),
    }


def assess_answer(done: Done) -> dict[str, object]:
    """The answer of ``assess``, as it always was."""
    found, counts = done.found, _counts(done.found)
    told = ("sheet", "cell", "code", "value", "message")
    return {
        **{name: counts[name] for name in ("in_order", "wrong", "unchanged", "blank")},
        "assessments": [one for one in done.ids if one.startswith(LETTERS[ASSESSMENT])],
        "links": sum(isinstance(one.payload, tuple) for one in found.planned),
        "unread_sheets": list(found.read.unread_sheets),
        "problems": [{name: one[name] for name in told} for one in _problems(found)],
        "snapshot": done.snapshot,
    }


def import_history(state: State) -> Sequence[Mapping[str, object]]:
    """Every import of recommendations as plain data, newest first."""
    return [_import(origin, len(rows)) for origin, rows in imports(brought(state).additions)]


def own_table_history(state: State) -> Sequence[Mapping[str, object]]:
    """Every import of asks and of measures as plain data, newest first."""
    kept = brought(state)
    found = own_table_imports((*kept.asks, *kept.measures))
    return [_import(origin, len(rows)) for origin, rows in found]


def view_history(state: State, reader: Actor) -> Sequence[Mapping[str, object]]:
    """Every file of members' words that ``reader`` may know of as plain data, newest first."""
    told = []
    for one in entries_for(state, reader):
        origin = Origin(**{name: getattr(one, name) for name in ORIGIN_FIELDS})
        approved = {"approved_at": one.approved_at or None, "approved_by": one.approved_by or None}
        told.append(_import(origin, len(one.content["rows"])) | approved)
    return told


def waiting_words(done: Done, lang: str) -> str:
    """What waits of a file that was brought in; empty for nothing."""
    if not done.waiting:
        return ""
    t = translator(lang)
    words = t._("{ids} waits until a steward has looked at it; nothing of it is shown before.")
    return words.format(ids=t._(", ").join(done.waiting))


def _import(origin: Origin, rows: int) -> dict[str, object]:
    return {
        "id": origin.id,
        "member": origin.member,
        "file_name": origin.file_name,
        "sha256": origin.sha256,
        "recorded_at": origin.recorded_at,
        "recorded_by": origin.recorded_by,
        "rows": rows,
        "withdrawn_at": origin.withdrawn_at or None,
        "withdrawn_why": origin.withdrawn_why or None,
    }


def plain_import(record: Mapping[str, Any]) -> str:
    """One line of the history for a terminal."""
    waits = "waits" if "approved_at" in record and not record["approved_at"] else "in force"
    state = "taken back" if record["withdrawn_at"] else waits
    rows, when = record["rows"], record["recorded_at"][:16]
    return f"{record['id']}  {state:<10} {when}  {rows:>4} rows  {record['member']}: {record['file_name']}"
