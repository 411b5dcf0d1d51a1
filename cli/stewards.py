"""Verbs of who answers for what is published: the snapshot and the conflicts in it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from childrights.catalogue import ChildRightsError
from childrights.files import write_output
from childrights.members import lapsed
from cli.parts import (
    PROBLEMS,
    REFUSED,
    Json,
    Lang,
    answer,
    app,
    must_exist,
    quoting_catalogue,
    say,
    say_lapsed,
    snapshot,
    who,
)
from etl.ledger import State

if TYPE_CHECKING:
    from childrights.i18n import Translator
    from etl.boundaries import LookedAt
    from etl.publishers import Refreshed


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build even when nothing changed.")] = False,
    accept_smaller: Annotated[bool, typer.Option(help="Allow a source to give fewer figures than before.")] = False,
    accept_loss: Annotated[bool, typer.Option(help="Go on without what is lost; look at doctor first.")] = False,
    as_json: Json = False,
) -> None:
    """Build and publish a snapshot if the inputs changed."""
    from etl.snapshot import assemble as building

    if accept_loss:
        from etl.recovery import accept_loss as go_on_without

        lost = go_on_without(State.default(), who=who())
        say(f"Gone on without: {', '.join(lost)}." if lost else "Nothing is lost.")
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
def approve(
    upload: Annotated[list[str], typer.Argument(help="Uploads that wait, see uploads; several are published at once.")],
    why: Annotated[str, typer.Option(help="A remark, kept in the history.")] = "",
    check_only: Annotated[bool, typer.Option("--check", help="Only say what it would change.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Approve uploads that wait and publish them, all or none."""
    from childrights.i18n import translator
    from childrights.review import consequence_lines, consequences_of
    from etl.intake import approve as approved
    from etl.intake import look_ahead

    state, t = State.default(), translator(lang)
    views = [one for one in upload if one.strip().upper().startswith("V")]
    if views and not check_only:
        _approve_views(state, upload, views, why, as_json)
        return
    if check_only:
        with snapshot() as opened:
            catalogue = quoting_catalogue(opened)
        found = consequences_of(state.home, look_ahead(state, upload, who=who()).path, catalogue)
        typer.echo("\n".join(consequence_lines(found, catalogue, t)))
        return
    done = approved(state, upload, why=why, who=who())
    ids = [one.id for one in done.uploads]
    say(f"Approved {', '.join(ids)}. Published {done.report.snapshot}.")
    if as_json:
        answer({"approved": ids, "snapshot": done.report.snapshot}, True)


def _approve_views(state: State, asked: list[str], views: list[str], why: str, as_json: bool) -> None:
    """Approve what members sent in words, apart from uploads of figures."""
    from etl.intake import approve_brought

    if len(views) < len(asked):
        say("Files of views (V00001) and uploads of figures (U0001) are approved apart.")
        raise typer.Exit(REFUSED)
    report, ids = approve_brought(state, views, why=why, who=who()), [one.strip().upper() for one in views]
    say(f"Approved {', '.join(ids)}. Published {report.snapshot}.")
    if as_json:
        answer({"approved": ids, "snapshot": report.snapshot}, True)


@app.command()
def reject(
    upload: str,
    why: Annotated[str, typer.Option(help="The reason, which the member reads.")],
    as_json: Json = False,
) -> None:
    """Send an upload or a file of views that waits back to its member; nothing public changes."""
    from etl.ledger import send_back

    if upload.strip().upper().startswith("V"):
        from etl.intake import send_brought_back

        send_brought_back(State.default(), upload, why=why, who=who())
        say(f"{upload.strip().upper()} is sent back.")
        if as_json:
            answer({"upload": upload.strip().upper(), "status": "withdrawn", "why": why}, True)
        return

    done = send_back(State.default(), upload, why=why, who=who())
    say(f"{done.id} is sent back to {done.member}.")
    if as_json:
        answer({"upload": done.id, "status": done.status, "why": done.why}, True)


@app.command()
def refresh(
    publisher: Annotated[list[str] | None, typer.Argument(help="Publishers to ask; all when none is named.")] = None,
    check_only: Annotated[bool, typer.Option("--check", help="Ask and compare; keep nothing.")] = False,
    folder: Annotated[
        Path | None, typer.Option("--from", help="Read files from this folder instead of asking the network.")
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option(help="Accept what was shown: the code of a series (may be repeated), or all.")
    ] = None,
    kept: Annotated[bool, typer.Option("--kept", help="List the series that were accepted instead.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Ask publishers for newer figures, or read what somebody downloaded, and say what changed.

    Nothing is published before --accept, which takes what was shown last and asks nobody.
    """
    from childrights.catalogue import load_catalogue
    from childrights.i18n import translator
    from etl.publishers import difference_lines, kept_record, nothing_reached, refresh_record

    state, t = State.default(), translator(lang)
    if kept:
        listed = kept_record(state)
        if not listed:
            say(t._("No series of a publisher has been accepted yet."))
        answer(listed, as_json, _edition_line)
        return
    if check_only and accept:
        say(t._("--check keeps nothing, so nothing can be accepted with it."))
        raise typer.Exit(REFUSED)
    found, published = _refreshed(state, publisher or [], check_only, folder, accept or [], t)
    if nothing_reached(found):
        say(
            t._(
                "No publisher can be reached: is this computer connected to the internet? Files work too: --from FOLDER"
            )
        )
    else:
        catalogue = load_catalogue()
        for line in (line for one in found for line in difference_lines(one, t, catalogue)):
            say(line)
    if published:
        ids = [code for one in found for code in one.accepted.values()]
        done = t._("Published {snapshot} with {ids}. Taken back with: python run.py withdraw {id} --why TEXT")
        late = t._("Published {snapshot} with what had been accepted before.")
        say((done if ids else late).format(snapshot=published, ids=", ".join(ids), id="".join(ids[:1])))
    elif not check_only and not accept and any(change.changes for one in found for change in one.series):
        say(
            t._(
                "Nothing is published yet. Accept it with: python run.py refresh --accept all (or the code of a series)"
            )
        )
    if as_json:
        answer({"publishers": [refresh_record(one) for one in found], "snapshot": published}, True)
    raise typer.Exit(0 if all(one.in_order for one in found) else PROBLEMS)


def _refreshed(
    state: State, codes: list[str], check_only: bool, folder: Path | None, named: list[str], t: Translator
) -> tuple[list[Refreshed], str]:
    """What became of each publisher, and the snapshot when something of it was accepted."""
    from etl.publishers import PoliteClient, Refreshing, chosen_publishers

    if folder is not None and not folder.is_dir():
        say(t._("There is no folder {folder}.").format(folder=folder))
        raise typer.Exit(REFUSED)
    chosen, found = chosen_publishers(codes), []
    with PoliteClient(say) as client:
        run = Refreshing(state, say, keep=not check_only, client=client, who=who())
        if named and folder is None and not codes:
            chosen = [one for one in chosen if run.waits(one)] or chosen
        try:
            for entry in chosen:
                seen = run.seen(entry, folder, waiting=bool(named))
                if seen is not None:
                    found.append(run.accept(entry, seen, named) if named else seen)
        except KeyboardInterrupt:
            say(t._("Stopped. What has come is kept; the same command goes on from there. Nothing was changed."))
            raise typer.Exit(PROBLEMS) from None
        if folder is not None and (strange := run.not_recognised(folder)) and found:
            say(t._("No publisher here knows these files for its own: {files}").format(files=", ".join(strange)))
        if unknown := run.unknown_series(found, named):
            say(t._("Nothing of that name changes: {names}").format(names=", ".join(unknown)))
        if not found:
            nothing = t._("No file in {folder} is one of these publishers: {codes}")
            say(nothing.format(folder=folder, codes=", ".join(one.code for one in chosen)))
            raise typer.Exit(REFUSED)
        # Also where nothing is left to accept: a full disk may have kept what was accepted before from being published.
        report = run.publish() if named else None
        return found, report.snapshot if report is not None and report.built else ""


def _edition_line(one: dict[str, Any]) -> str:
    became = (
        "stands" if one["stands"] else f"withdrawn {one['withdrawn_at'][:10]}" if one["withdrawn_at"] else "replaced"
    )
    return f"{one['id']}  {one['accepted_at'][:16]}  {one['publisher']}  {one['series']}  {one['count']:>6}  {became}"


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


@app.command()
def boundaries(
    file: Annotated[
        Path | None, typer.Argument(help="A zipped shapefile, a GeoPackage or GeoJSON; without one, see --kept.")
    ] = None,
    check_only: Annotated[bool, typer.Option("--check", help="Look and compare; keep nothing.")] = False,
    source: Annotated[str, typer.Option(help="The office or organisation that published it.")] = "",
    vintage: Annotated[str, typer.Option(help="The year the boundaries are of, as 2023.")] = "",
    licence: Annotated[str, typer.Option(help="The licence it may be used under.")] = "",
    no_licence: Annotated[bool, typer.Option("--no-licence", help="No licence is stated anywhere.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what the difference asks about.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Write both maps side by side, .svg or .png.")] = None,
    kept: Annotated[bool, typer.Option("--kept", help="List the files that were accepted instead.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Draw maps by boundaries of your own: matched with the 25 provinces, repaired, compared, kept.

    Taken back with: withdraw B00001 --why TEXT.
    """
    from childrights.i18n import translator
    from etl.boundaries import kept_boundaries

    state, t = State.default(), translator(lang)
    if kept or file is None:
        listed = kept_boundaries(state)
        if not listed:
            say(t._("Maps are drawn by the boundaries that come with the dashboard."))
        answer(listed, as_json, _boundaries_line)
        return
    from etl.boundaries import BoundaryTerms, NotTold, boundary_lines, difference_record, publish_boundaries
    from etl.worker import look_at_boundaries

    must_exist(file)
    try:
        found = look_at_boundaries(state, file, file.name)
        if picture:
            _draw_difference(found, picture, t)
        for line in boundary_lines(found, t):
            say(line)
        record = difference_record(found, t)
        asks = bool(record["needs_accept"]) and not accept
        if not check_only and not asks:
            told = BoundaryTerms(source, vintage, licence, no_licence)
            record["id"], record["snapshot"] = publish_boundaries(state, found, told, yes=accept, who=who())
            say(f"Published {record['snapshot']}. Taken back with: python run.py withdraw {record['id']} --why TEXT")
    except ChildRightsError as refusal:
        say(refusal.words(t))
        if isinstance(refusal, NotTold):
            say("With: --source NAME --vintage YEAR --licence TEXT (or --no-licence).")
        raise typer.Exit(REFUSED) from None
    if asks and not check_only:
        say(
            "Nothing is changed. Look at the difference (--picture OUT.png), then give the command again with --accept."
        )
    if as_json:
        answer(record, True)
    raise typer.Exit(PROBLEMS if asks else 0)


def _draw_difference(found: LookedAt, out: Path, t: Translator) -> None:
    from childrights.pictures import two_boundaries
    from geo import shipped_boundaries

    kind = out.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        say("A picture is written as .svg or .png.")
        raise typer.Exit(REFUSED)
    write_output(
        out, two_boundaries(shipped_boundaries().shapes, found.shapes, found.changed, found.file_name, kind, t)
    )
    say(f"Wrote {out}.")


def _boundaries_line(one: dict[str, Any]) -> str:
    became = (
        "in force" if one["in_force"] else f"withdrawn {one['withdrawn_at'][:10]}" if one["withdrawn_at"] else "kept"
    )
    told = ", ".join(text for text in (one["source"], one["vintage"], one["licence"] or "no licence stated") if text)
    return f"{one['id']}  {one['accepted_at'][:16]}  {told}  {one['given']}  {became}"
