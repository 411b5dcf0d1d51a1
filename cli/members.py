"""Verbs of who brings figures: staff of members with a workbook."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from childrights.catalogue import load_catalogue
from childrights.files import write_output
from childrights.i18n import N_, translator
from cli.parts import (
    PROBLEMS,
    REFUSED,
    Codes,
    Json,
    Lang,
    answer,
    app,
    must_exist,
    quoting_catalogue,
    say,
    snapshot,
    spoken,
    who,
    wrote,
)
from cli.stewards import told
from etl.ledger import State

if TYPE_CHECKING:
    from etl.labels import Decisions
    from etl.problems import CheckResult

MOST_CONFLICTS = 12
"""Conflicts told one by one after loading a file; the answer has them all."""

MapFile = Annotated[Path | None, typer.Option("--map", help="What you decided about the file, as JSON.")]
CheckOnly = Annotated[bool, typer.Option("--check", help="Look at the file without keeping anything.")]


@app.command()
def template(
    out: Path,
    indicator: Codes = None,
    member: Annotated[str, typer.Option(help="The member who will fill it in.")] = "",
    year: Annotated[int | None, typer.Option(help="The year of the figures; this year when not given.")] = None,
    lang: Lang = "en",
) -> None:
    """Write the official workbook, ready to be filled in."""
    from etl.intake import template as made

    codes, of_year = indicator or (), year or date.today().year
    catalogue = load_catalogue()
    write_output(out, made(State.default(), catalogue, indicators=codes, member=member, year=of_year, lang=lang))
    wrote(out)


@app.command()
def mirror(
    out: Path,
    member: Annotated[str, typer.Option(help="The member it is about, and for.")],
    year: Annotated[int | None, typer.Option(help="The year in which it was sent; this year when not given.")] = None,
    due: Annotated[str, typer.Option(help="When it was due, as 2026-03-31, in place of the setting.")] = "",
    lang: Lang = "en",
) -> None:
    """A member's mirror: a page and a letter about what it sent (.docx, .pdf), with next year's workbook as .zip."""
    from childrights.export import ExportError
    from childrights.mirror import FORMATS, mirror_bytes, mirror_of
    from childrights.snapshot import serving
    from etl.mirror import next_workbook, sent_by
    from etl.problems import problem_titles

    ending, state, today, t = out.suffix.lower(), State.default(), date.today(), translator(lang)
    if ending not in FORMATS:
        raise ExportError(
            N_("A mirror is written as {known}, not as '{name}'."), known=", ".join(FORMATS), name=ending or out.name
        )
    sent = sent_by(state, member, year=year or today.year, due=due, who=who())
    if serving().pointer is None:
        made = mirror_of(sent, None, load_catalogue(), problem_titles(lang), today, t)
    else:
        with snapshot() as opened:
            made = mirror_of(sent, opened, quoting_catalogue(opened), problem_titles(lang), today, t)
    book = b""
    if ending == ".zip":
        book = next_workbook(state, load_catalogue(), sent, year=sent.year + 1, lang=lang)
    write_output(out, mirror_bytes(made, ending, book))
    say(t._("Wrote {file}, for {member} alone.").format(file=out, member=sent.member))


@app.command()
def check(
    file: Path,
    map_file: MapFile = None,
    as_json: Json = False,
    records: Annotated[Path | None, typer.Option(help="Write the accepted figures as CSV.")] = None,
    annotate: Annotated[Path | None, typer.Option(help="Write the workbook back with bad cells marked.")] = None,
    lang: Lang = "en",
) -> None:
    """Look at a file without keeping anything: what would be accepted, and what is wrong at which cell."""
    from etl.intake import check_for
    from etl.understanding import result_to_json, text_report, write_records

    must_exist(file)
    result = check_for(State.default(), file, decisions=_decisions(map_file))
    if records:
        write_records(result, records)
    if annotate and not result.refused:
        from etl.workbooks import annotate as annotate_workbook

        annotate_workbook(file, result.problems, annotate, lang)
    if as_json:
        answer(result_to_json(result), True)
    else:
        typer.echo(text_report(result, lang))
    raise typer.Exit(_exit_code(result))


@app.command()
def load(
    file: Path,
    member: Annotated[str, typer.Option(help="The member whose figures these are.")],
    map_file: MapFile = None,
    source_kind: Annotated[str, typer.Option(help="own_records, own_survey or quoted.")] = "",
    sample: Annotated[int | None, typer.Option(help="Of an own survey: how many were asked.")] = None,
    publication: Annotated[str, typer.Option(help="Of quoted figures: the publication.")] = "",
    publication_year: Annotated[int | None, typer.Option(help="Its year.")] = None,
    table: Annotated[str, typer.Option(help="The table in it.")] = "",
    distinct: Annotated[bool, typer.Option(help="These are counts of children whom no other member counts.")] = False,
    submit_only: Annotated[
        bool, typer.Option("--submit", help="Only submit: it waits until somebody approves it.")
    ] = False,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Check a file, keep its sound figures, approve them and publish them in the members' layer."""
    from childrights.members import WEAKEST, Provenance
    from etl.intake import accept, check_for, confirmed_by, conflicts_of, load_record
    from etl.understanding import text_report, withheld_lines
    from etl.workbooks import said_in_file

    must_exist(file)
    state = State.default()
    decisions = _decisions(map_file)
    told = (sample, publication, publication_year, table, distinct)
    said = Provenance(source_kind or WEAKEST, *told).clear() if source_kind or any(told) else None
    result = check_for(state, file, decisions=decisions, member=member)
    if result.refused:
        say(text_report(result, lang))
        raise typer.Exit(REFUSED)
    said = said or said_in_file(file)
    confirmed = confirmed_by(decisions) if decisions else {}
    loaded = accept(
        state,
        file,
        result,
        member=member,
        who=who(),
        confirmed=confirmed,
        decisions=decisions,
        provenance=said,
        submit_only=submit_only,
    )
    if loaded.proposed:
        sentence = N_("Proposed as new: {count}. Their figures are held back; see: python run.py uploads --proposed")
        say(spoken()._(sentence).format(count=loaded.proposed))
    if loaded.waits:
        sentence = N_("{upload} waits. What it would change: python run.py approve {upload} --check")
        say(spoken()._(sentence).format(upload=loaded.upload))
    if loaded.known:
        sentence = N_("This file is known already: it was accepted as {upload}. Nothing was changed.")
        say(spoken()._(sentence).format(upload=loaded.upload))
    elif any(one.severity == "error" for one in result.problems):
        say(text_report(result, lang))
    different = conflicts_of(state, loaded.upload)
    for line in (*withheld_lines(loaded.outcome.withheld_by, translator(lang)), *_different(different)):
        say(line)
    answer(load_record(loaded, different), as_json)
    raise typer.Exit(0 if loaded.known else _exit_code(result))


def _decisions(map_file: Path | None) -> Decisions | None:
    from etl.labels import Decisions

    return Decisions.from_json(map_file, load_catalogue().indicators) if map_file else None


def _exit_code(result: CheckResult) -> int:
    if result.refused:
        return REFUSED
    return PROBLEMS if any(one.severity == "error" for one in result.problems) else 0


def _different(conflicts: list[dict[str, Any]]) -> list[str]:
    if not conflicts:
        return []
    head = f"Different from what is published: {len(conflicts)}. Both are kept; see: python run.py conflicts"
    return [head, *(f"  {told(one)}" for one in conflicts[:MOST_CONFLICTS])]


@app.command("assess", help="The same as bring, for a file that must be of assessments.")
@app.command("recommend", help="The same as bring, for a file that must be of recommendations.")
@app.command("bring")
def bring(
    verb: typer.Context,
    file: Path,
    member: Annotated[str, typer.Option(help="The organisation that brings it in.")] = "",
    check_only: CheckOnly = False,
    yes: Annotated[list[int] | None, typer.Option(help="A row that asks: it is the same, or is to be taken.")] = None,
    no: Annotated[list[int] | None, typer.Option(help="A row that asks: it is a new one, or ours stays.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Bring in a file of recommendations, assessments, asks, measures or views, recognised by its columns."""
    from etl import intake

    must_exist(file)
    only, answered = {
        "assess": (intake.ASSESSMENTS, intake.assess_answer),
        "recommend": (intake.RECOMMENDATIONS, intake.recommend_answer),
    }.get(verb.info_name or "", (None, intake.answer))
    done = intake.bring(
        State.default(),
        file,
        member=member,
        who=who(),
        today=date.today(),
        check_only=check_only,
        home=only,
        kinds=(only,) if only else intake.KINDS,
        decided=dict.fromkeys(yes or (), True) | dict.fromkeys(no or (), False),
    )
    for line in [
        *([] if only else [intake.recognised_words(done.found, lang)]),
        *intake.bring_report(done.found, lang),
        *filter(None, [intake.waiting_words(done, lang)]),
    ]:
        say(line)
    answer(answered(done), as_json)
    raise typer.Exit(PROBLEMS if done.found.faults else 0)


@app.command()
def uptake(
    ask: Annotated[str, typer.Argument(help="The code of an ask.")],
    target: Annotated[str, typer.Argument(help="The code of a recommendation or a measure.")],
    verdict: Annotated[str, typer.Argument(help="linked, refused or open.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")],
    member: Annotated[str, typer.Option(help="The organisation that says so.")],
    as_json: Json = False,
) -> None:
    """Say whether a recommendation or a measure takes an ask up; nothing is linked without it."""
    from childrights.submissions import VERDICTS, decided
    from etl.intake import decide_uptake, printed_code
    from etl.ledger import brought

    state, pair = State.default(), (printed_code(ask), printed_code(target))
    seen = decided(brought(state).uptakes).get(pair)
    identity = decide_uptake(state, *pair, verdict, why=why, member=member, who=who(), seen=seen.id if seen else "")
    if as_json:
        answer({"decision": identity, "ask": pair[0], "target": pair[1], "verdict": verdict}, True)
    else:
        say(f"Recorded as {identity}: {pair[1]} {VERDICTS[verdict]} ({pair[0]}).")


@app.command()
def uploads(
    as_json: Json = False,
    proposed: Annotated[bool, typer.Option("--proposed", help="List the indicators proposed as new instead.")] = False,
) -> None:
    """The history of uploads, newest first, or what members proposed as new indicators."""
    from etl.intake import with_outcomes
    from etl.ledger import proposals
    from etl.ledger import uploads as history

    if proposed:
        listed = [asdict(one) for one in proposals(State.default())]
        answer(listed, as_json, lambda r: f"{r['id']}  {r['cells']:>6}  {r['member']}: {r['name']} ({r['unit']})")
        return
    state = State.default()
    records = [
        asdict(one) | {"shown": became.shown, "withheld": became.withheld, "withheld_by": dict(became.withheld_by)}
        for one, became in with_outcomes(state, history(state))
    ]
    if not records:
        say("Nothing has been uploaded yet.")
    answer(
        records,
        as_json,
        lambda r: (
            f"{r['id']}  {_state_of(r):<10} {r['uploaded_at'][:16]}  {r['accepted']:>6}  shown {r['shown']:>6}  "
            f"{r['source_kind']:<11}  {r['member']}: {r['file_name']}{_approval_of(r)}"
        ),
    )


def _state_of(record: dict[str, Any]) -> str:
    return "sent back" if record["sent_back"] else str(record["status"])


def _approval_of(record: dict[str, Any]) -> str:
    """Who sent it and who approved it, where it was not sent back."""
    if not record["approved_by"]:
        return f", sent by {record['uploaded_by']}"
    if record["approved_by"] == record["uploaded_by"]:
        return f", sent and approved by {record['approved_by']}"
    return f", sent by {record['uploaded_by']}, approved by {record['approved_by']}"


@app.command()
def withdraw(
    upload: str, why: Annotated[str, typer.Option(help="The reason, kept in the history.")], as_json: Json = False
) -> None:
    """Take an upload (U0001), a decision (D0001), an assessment (A00001), recommendations (R00001), asks (Q00001),
    measures (M00001), what was said of an ask (T00001), views (V00001), a fetched series (E00001) or boundaries
    (B00001) back."""
    from etl.intake import unsettle, withdraw_entry
    from etl.intake import withdraw as take_back

    state, letter = State.default(), upload.strip().upper()[:1]
    if letter in ("A", "R", "E", "B", "Q", "M", "T", "V"):
        report = withdraw_entry(state, upload, why=why, who=who())
    else:
        report = (unsettle if letter == "D" else take_back)(state, upload, why=why, who=who())
    say(f"{upload} is withdrawn. Published {report.snapshot}.")
    if as_json:
        answer({"upload": upload, "snapshot": report.snapshot}, True)


@app.command()
def papers(
    identity: Annotated[str, typer.Argument(help="One paper, as P00001; all of them without.")] = "",
    out: Annotated[Path | None, typer.Option(help="Make this paper as a file: .docx, .pptx or .pdf.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """The papers that are written together: all, one with its chapters and what changed in them, or one as a file."""
    from cli.written_papers import made_words, paper_line, paper_record, paper_records, write_project

    if not identity:
        answer(paper_records(State.default(), who()), as_json, paper_line)
        return
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        if out is not None:
            # The same as ``paper OUT --project``.
            made = write_project(State.default(), identity, out, opened, catalogue, who())
            say("\n".join(made_words(made, out, f"{identity}, ")))
            return
        record = paper_record(State.default(), identity, opened, catalogue, who(), translator(lang))
    answer(record, as_json)
    if not as_json:
        answer(record["chapters"], False, paper_line)
