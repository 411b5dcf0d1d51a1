"""The command line: thin verbs over the library and the ETL. Answers on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from childrights.birth import certificate
from childrights.catalogue import load_catalogue
from childrights.errors import ChildRightsError
from childrights.queries import counts
from childrights.snapshot import Snapshot, open_current, read_pointer
from etl import build as building
from etl.state import State
from geo.provinces import load_provinces
from geo.tables import GeoTableError

PROBLEMS, REFUSED = 1, 2

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def say(text: str) -> None:
    """One line for a person, beside the answer."""
    typer.echo(text, err=True)


def answer(value: object, as_json: bool, line: Callable[[dict[str, object]], str] | None = None) -> None:
    """Print ``value`` as JSON, or a line for each of its records."""
    if as_json:
        typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
    elif isinstance(value, dict):
        width = max(map(len, value))
        for key, item in value.items():
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


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build even when nothing changed.")] = False,
    accept_smaller: Annotated[bool, typer.Option(help="Allow a source to give fewer figures than before.")] = False,
    as_json: Json = False,
) -> None:
    """Build and publish a snapshot if the inputs changed."""
    report = building.build(State.default(), force=force, accept_smaller=accept_smaller)
    if report.built:
        say(f"Published {report.snapshot}: {report.observations} observations, {report.rejected} rejected.")
    if as_json:
        answer(asdict(report), True)


@app.command()
def status(as_json: Json = False) -> None:
    """What the published snapshot holds."""
    pointer = read_pointer()
    with snapshot() as opened:
        answer(
            {
                "snapshot": opened.name,
                "snapshot_file": str(opened.path),
                "content_hash": opened.content_hash,
                "built_at": pointer.built_at,
                **asdict(counts(opened)),
            },
            as_json,
        )


@app.command()
def indicators(as_json: Json = False) -> None:
    """The catalogue of indicators."""
    records = [
        {
            "code": one.code,
            "name_en": one.name_en,
            "name_km": one.name_km,
            "unit": one.unit,
            "polarity": one.polarity,
            "minimum": one.minimum,
            "maximum": one.maximum,
            "cluster": one.cluster,
            "articles": list(one.crc_articles),
            "aliases": [*one.aliases_en, *one.aliases_km],
        }
        for one in load_catalogue().indicators.values()
    ]
    answer(records, as_json, lambda r: f"{r['code']:<42} {r['unit']:<11} {r['name_en']}")


@app.command()
def provinces(as_json: Json = False) -> None:
    """The 25 provinces and the names they are known by."""
    records = [
        {
            "code": one.code,
            "name_en": one.name_en,
            "name_km": one.name_km,
            "aliases": [*one.aliases, *one.aliases_km],
        }
        for one in load_provinces().values()
    ]
    answer(records, as_json, lambda r: f"{r['code']}  {r['name_en']:<18} {r['name_km']}")


@app.command()
def verify(code: str, as_json: Json = False) -> None:
    """The birth certificate of a number: where it comes from and what was done to it."""
    with snapshot() as opened:
        answer(certificate(opened, load_catalogue(), code), as_json)


def main() -> None:
    """Run a verb; a domain error becomes one sentence and exit code 2."""
    try:
        app()
    except (ChildRightsError, GeoTableError) as error:
        say(str(error))
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
