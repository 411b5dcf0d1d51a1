"""Verbs of who answers for what is published: the snapshot and the conflicts in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from childrights.members import lapsed
from cli.parts import Json, answer, app, say, say_lapsed, snapshot, who
from etl.ledger import State


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build even when nothing changed.")] = False,
    accept_smaller: Annotated[bool, typer.Option(help="Allow a source to give fewer figures than before.")] = False,
    as_json: Json = False,
) -> None:
    """Build and publish a snapshot if the inputs changed."""
    from etl.snapshot import assemble as building

    report = building.build(State.default(), force=force, accept_smaller=accept_smaller)
    if report.built:
        say(f"Published {report.snapshot}: {report.observations} observations, {report.rejected} rejected.")
        for reason, count in report.rejected_by.items():
            say(f"  {count:>7,}  {reason}")
    with snapshot() as opened:
        say_lapsed(opened)
    if as_json:
        answer(asdict(report), True)


@app.command()
def conflicts(
    as_json: Json = False,
    decided: Annotated[bool, typer.Option("--decided", help="List the decisions that were taken instead.")] = False,
) -> None:
    """Members' figures that differ from published ones, both values side by side, until the steward decides."""
    from childrights.members import conflict_decisions as taken
    from childrights.members import conflicts as found
    from etl.intake import conflict_record

    with snapshot() as opened:
        say_lapsed(opened)
        if decided:
            gone = {one.id for one in lapsed(opened)}
            records = [asdict(one) | {"code": one.code, "lapsed": one.id in gone} for one in taken(opened)]
            for record in records:
                del record["corrected"]  # The figure with this code says it, with its unit and its source.
            answer(records, as_json, lambda r: f"{r['id']}  {r['verdict']:<10}  {r['figure']}  {r['why']}")
            return
        records = [conflict_record(one) for one in found(opened)]
    if not records:
        say("No member's figure differs from a published one.")
    answer(records, as_json, told)


def told(conflict: dict[str, Any]) -> str:
    about = ", ".join(str(conflict[name]) for name in ("indicator", "area", "period", "group") if conflict[name])
    return (
        f"{conflict['code']}  {about}: {conflict['member']} says {conflict['value']}, published is "
        f"{conflict['published_value']} ({conflict['published_source']}, {conflict['published_code']})"
    )


@app.command()
def decide(
    code: Annotated[str, typer.Argument(help="The code of the member's figure, see conflicts.")],
    verdict: Annotated[str, typer.Argument(help="correction (of our copy) or members (leave it there).")],
    why: Annotated[str, typer.Option(help="The reason, kept in the history.")],
    as_json: Json = False,
) -> None:
    """Decide a conflict; taken back with withdraw D0001."""
    from etl.intake import settle

    identity, report = settle(State.default(), code, verdict=verdict, why=why, who=who())
    say(f"{identity} is recorded. Published {report.snapshot}.")
    if as_json:
        answer({"decision": identity, "snapshot": report.snapshot}, True)


@app.command()
def compared(
    upload: str,
    why: Annotated[str, typer.Option(help="What was compared, and how; kept in the history.")],
    undo: Annotated[bool, typer.Option("--undo", help="It no longer counts as compared.")] = False,
    as_json: Json = False,
) -> None:
    """Say that a quoted upload was compared with its publication: its figures are published under that name."""
    from etl.intake import compare

    report = compare(State.default(), upload, why=why, who=who(), undo=undo)
    say(f"{upload} {'no longer counts as' if undo else 'was'} compared. Published {report.snapshot}.")
    if as_json:
        answer({"upload": upload, "compared": not undo, "snapshot": report.snapshot}, True)
