"""Erasing for good, with a certificate that says what became of it and holds nothing of what it was."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from childrights.i18n import Translator
from etl.ledger import Erasure, State, record_erasure
from etl.permissions import Actor
from etl.snapshot import Inputs, build


@dataclass(frozen=True, slots=True)
class ErasureCertificate:
    """What was erased, and a mark of each removed file: the SHA-256 of ``salt`` and the SHA-256 of the file. The salt
    stands in the certificate and is kept nowhere, so that nobody without it can try out what a file may have held."""

    erasure: Erasure
    snapshot: str
    salt: str
    marks: tuple[str, ...]


def erase(state: State, identity: str, *, why: str, who: Actor, inputs: Inputs | None = None) -> ErasureCertificate:
    """Erase an upload or an entry from everything that is kept, and publish a snapshot without it.

    Stopped at any moment, the next build goes on with it. Raises ``NotPermitted``, ``UnknownCode``, ``CannotDecide``
    without a reason, and what ``build`` raises.
    """
    gone = record_erasure(state, identity, why=why, who=who)
    salt = secrets.token_hex(16)
    marks = tuple(hashlib.sha256(f"{salt}{Path(one).stem}".encode()).hexdigest() for one in gone.files)
    report = build(state, inputs)
    return ErasureCertificate(gone, report.snapshot, salt, marks)


def certificate_lines(one: ErasureCertificate, t: Translator) -> list[str]:
    """The certificate as text, to be kept by whoever asked for it."""
    gone = one.erasure
    lines = [
        t._("Certificate of erasure"),
        t._("Erased: {id}, {count} figures").format(id=gone.id, count=gone.figures),
        t._("When: {moment} (UTC)").format(moment=gone.at[:16].replace("T", " ")),
        t._("By: {name}").format(name=gone.who),
        t._("Why: {why}").format(why=gone.why),
        t._("Removed: its line in the ledger, its files, what was learned from it, and every older snapshot."),
    ]
    lines += [t._("Mark of a removed file: {mark}").format(mark=mark) for mark in one.marks]
    if one.marks:
        lines.append(t._("Salt of the marks, which the dashboard does not keep: {salt}").format(salt=one.salt))
    lines.append(t._("Backups that were made before still hold it. They cannot be reached from here: destroy them."))
    return lines


def certificate_record(one: ErasureCertificate) -> dict[str, object]:
    """The same as plain values."""
    gone = one.erasure
    told = {"id": gone.id, "kind": gone.kind, "figures": gone.figures, "at": gone.at, "who": gone.who, "why": gone.why}
    return told | {"snapshot": one.snapshot, "salt": one.salt, "marks": list(one.marks)}
