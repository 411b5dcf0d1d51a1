"""A file of boundaries that was looked at, as a record and as sentences."""

from __future__ import annotations

from typing import Any

from childrights.i18n import Translator
from etl.boundaries.bringing import LookedAt
from etl.boundaries.comparing import TOLD, note_words, signed
from etl.boundaries.matching import Note
from geo import area_name


def difference_record(found: LookedAt, t: Translator) -> dict[str, Any]:
    """What the file would do, as JSON has it."""
    difference = found.difference
    return {
        "file": found.file_name,
        "layer": found.layer,
        "columns": list(found.columns),
        "rows": found.rows,
        "bytes": found.bytes,
        "provinces": [
            {
                "code": one.code,
                "name": area_name(one.code, t.lang),
                "km2": round(one.km2, 1),
                "shipped_km2": round(one.shipped_km2, 1),
                "change_percent": round(100 * one.change, 2),
                "elsewhere_percent": round(100 * one.moved, 2),
            }
            for one in difference.provinces
        ],
        "neighbours_gained": [list(pair) for pair in difference.gained],
        "neighbours_lost": [list(pair) for pair in difference.lost],
        "notes": note_words(found.notes, t),
        "needs_accept": note_words(difference.needs_yes, t),
    }


def boundary_lines(found: LookedAt, t: Translator) -> list[str]:
    """The same in sentences: how the file was read, which provinces change, and what needs a yes."""
    return [*read_lines(found, t), *_province_lines(found, t), *yes_lines(found, t)]


def read_lines(found: LookedAt, t: Translator) -> list[str]:
    """How the file was read, and what stays as it was."""
    _, difference = t._, found.difference
    lines = [
        _("{file}: {rows} areas of the layer “{layer}”, matched by {columns}; 25 provinces in {kilobytes} KB.").format(
            file=found.file_name,
            rows=found.rows,
            layer=found.layer,
            columns=", ".join(f"“{one}”" for one in found.columns),
            kilobytes=round(found.bytes / 1000),
        ),
        *note_words(found.notes, t),
    ]
    if not any(abs(one.change) > TOLD for one in difference.provinces):
        lines.append(_("No province changes by more than 1 % in area."))
    if not difference.gained and not difference.lost:
        lines.append(_("Every province has the neighbours it had."))
    return lines


def _province_lines(found: LookedAt, t: Translator) -> list[str]:
    return [
        t._("{province}: {now} km² instead of {before} ({percent} %).").format(
            province=area_name(one.code, t.lang),
            now=f"{one.km2:,.0f}",
            before=f"{one.shipped_km2:,.0f}",
            percent=signed(100 * one.change, 1),
        )
        for one in found.difference.provinces
        if abs(one.change) > TOLD
    ]


def yes_lines(found: LookedAt, t: Translator) -> list[str]:
    """What needs a person's yes."""
    needs: tuple[Note, ...] = found.difference.needs_yes
    return [t._("To be accepted: {what}").format(what=one) for one in note_words(needs, t)]
