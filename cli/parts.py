"""What the verbs share: the application, answers on stdout, words on stderr, the open snapshot."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from childrights.catalogue import load_catalogue
from childrights.i18n import DEFAULT_LANGUAGE, Translator, translator
from childrights.members import lapsed
from childrights.snapshot import Snapshot, open_current
from etl.permissions import Actor, owner

if TYPE_CHECKING:
    from childrights.catalogue import Catalogue

PROBLEMS, REFUSED = 1, 2

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Lang = Annotated[str, typer.Option(help="en or km.")]
Codes = Annotated[list[str] | None, typer.Option(help="A code; may be repeated.")]


def say(text: str) -> None:
    """One line for a person, beside the answer."""
    typer.echo(text, err=True)


def answer(value: object, as_json: bool, line: Callable[[dict[str, Any]], str] | None = None) -> None:
    """Print ``value`` as JSON, or a line for each of its records; lists inside one were told in words already."""
    if as_json:
        typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
    elif isinstance(value, dict):
        width = max(map(len, value))
        for key, item in value.items():
            if isinstance(item, list):
                continue
            typer.echo(f"{key:<{width}}  {item}")
    elif isinstance(value, list) and line:
        for record in value:
            typer.echo(line(record))


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The published snapshot, open for the length of one verb."""
    opened = open_current()
    try:
        yield opened
    finally:
        opened.close()


def quoting_catalogue(opened: Snapshot) -> Catalogue:
    """The catalogue with the publications that members quoted among its sources."""
    from childrights.members import with_publications

    return with_publications(load_catalogue(), opened)


def spoken() -> Translator:
    """The words of the language that was asked for with ``--lang``, for what is said beside an answer."""
    asked = [*sys.argv, ""]
    after = [second for first, second in pairwise(asked) if first == "--lang"]
    joined = [word.partition("=")[2] for word in asked if word.startswith("--lang=")]
    return translator((after + joined or [DEFAULT_LANGUAGE])[-1])


def wrote(out: Path) -> None:
    """Say that a file is there."""
    say(spoken()._("Wrote {file}.").format(file=out))


def must_exist(file: Path) -> None:
    """End the verb with a sentence where ``file`` is none. Raises ``typer.Exit`` with ``REFUSED``."""
    if not file.is_file():
        say(spoken()._("There is no file {file}.").format(file=file))
        raise typer.Exit(REFUSED)


def who() -> Actor:
    """Whoever is signed in at this computer, under that name in the history: who may start verbs owns the state."""
    try:
        return owner(_signed_in())
    except (KeyError, OSError, ImportError):
        return owner("command line")


def _signed_in() -> str:
    """As the system knows them: ``LOGNAME=somebody python run.py approve`` is the same person as without it."""
    if sys.platform == "win32":
        return os.getlogin()  # getpass would believe LOGNAME there, too
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def say_lapsed(opened: Snapshot) -> None:
    """Corrections of the steward that have no effect any more, each by name."""
    for one in lapsed(opened):
        say(
            f"The correction {one.id} has lapsed: the published figure {one.published} that it corrected is gone. "
            f"Decide anew, or take it back: python run.py withdraw {one.id}"
        )
