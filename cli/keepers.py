"""Verbs of who looks after the state: a backup, putting it back, what is wrong, and what must be gone for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from childrights.i18n import Translator, translator
from cli.parts import PROBLEMS, Json, Lang, answer, app, say, who
from etl.ledger import State

if TYPE_CHECKING:
    from etl.recovery import Backup


@app.command()
def backup(out: Path, lang: Lang = "en", as_json: Json = False) -> None:
    """Write everything that must not be lost into one file, while people read and write."""
    from etl.recovery import back_up

    t = translator(lang)
    made = back_up(State.default(), out, who=who())
    for line in _backup_lines(made, t):
        say(line)
    if as_json:
        lost = [{"of": one.of, "what": one.kind, "gone": one.gone} for one in made.lost]
        told = {"file": str(made.file), "made_at": made.made_at, "content_hash": made.content_hash}
        answer(told | {"files": made.files, "size": made.size, "lost": lost}, True)
    raise typer.Exit(PROBLEMS if made.lost else 0)


def _backup_lines(made: Backup, t: Translator) -> list[str]:
    lines = [
        t._("Wrote {file}: {files} files. It holds members' figures: keep it where only you can read it.").format(
            file=made.file, files=made.files
        )
    ]
    if made.lost:
        ids = ", ".join(dict.fromkeys(one.of for one in made.lost))
        lines.append(t._("Not in it, because it was damaged or gone already: files of {ids}.").format(ids=ids))
    return lines


@app.command()
def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="IN", help="A file that backup wrote.")],
    into: Annotated[Path | None, typer.Option(help="Another state folder than the one of this dashboard.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Put a backup in the place of what is there, once everything of it is checked; what was there is kept aside."""
    from etl.recovery import restore as put_back

    t = translator(lang)
    done = put_back(State(into) if into else State.default(), backup_file, who=who())
    say(t._("Put back what was backed up on {day}.").format(day=done.made_at))
    if done.aside:
        say(t._("What was there is kept in {place}.").format(place=done.aside))
    if as_json:
        told = {"made_at": done.made_at, "content_hash": done.content_hash, "files": done.files, "aside": done.aside}
        answer(told, True)
