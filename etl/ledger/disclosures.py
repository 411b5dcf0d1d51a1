"""What publications disclosed: which figures of members were ever shown, and which stayed hidden when they came.

A snapshot goes, what it told does not: whoever kept it knows. So this is remembered for as long as the ledger is.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from childrights.catalogue import Observation
from etl.ledger.file import opened, transaction
from etl.ledger.ledger import LostFile, accepted_uploads, figures_of, uploads
from etl.ledger.state import State


def disclosed(state: State) -> dict[str, bool]:
    """By the code of every member's figure that was ever decided about, whether it was shown."""
    if not state.ledger.exists():
        return {}
    with opened(state) as ledger:
        return {row["figure"]: bool(row["shown"]) for row in ledger.execute("SELECT figure, shown FROM disclosed")}


def note_disclosed(state: State, figures: Mapping[str, bool], upload_of: Mapping[str, str]) -> None:
    """Remember what a publication is about to show. What was shown once stays so."""
    if not figures:
        return
    rows = [(code, upload_of.get(code, ""), int(shown)) for code, shown in figures.items()]
    with opened(state) as ledger, transaction(ledger):
        ledger.executemany(
            "INSERT INTO disclosed VALUES (?, ?, ?)"
            " ON CONFLICT (figure) DO UPDATE SET shown = max(shown, excluded.shown)",
            rows,
        )


def shown_once(state: State) -> list[Observation]:
    """Figures of uploads that stand no longer which a publication showed, as far as their files are still there."""
    standing = {one.id for one in accepted_uploads(state)}
    gone = [one for one in uploads(state) if one.id not in standing and not one.waits]
    known = {code for code, shown in disclosed(state).items() if shown} if gone else set()
    found: list[Observation] = []
    for one in gone:
        # What is lost of an upload that was taken back is told by the doctor, and keeps nothing from being published.
        with suppress(LostFile):
            figures = figures_of(state, one) if known and (state.accepted / one.observations_file).exists() else []
            found += [_of(figure, one.id, one.member, one.source_kind) for figure in figures if figure.id in known]
    return found


def _of(figure: Observation, upload: str, member: str, kind: str) -> Observation:
    return replace(figure, upload=upload, member=member, source_kind=kind)


def code_salt(state: State) -> str:
    """What the codes of members' figures are made with, once drawn for this instance and told to nobody.

    A code that anybody could make anew from a guessed file would tell whether the guess was right.
    """
    with opened(state) as ledger, transaction(ledger):
        ledger.execute("INSERT OR IGNORE INTO secret VALUES ('code salt', ?)", (secrets.token_hex(16),))
        row = ledger.execute("SELECT value FROM secret WHERE name = 'code salt'").fetchone()
    return str(row["value"])
