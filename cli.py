"""The command line: thin verbs over the library and the ETL. Answers on stdout, everything else on stderr."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from childrights.catalogue import ChildRightsError, load_catalogue
from childrights.certificate import certificate
from childrights.files import write_output
from childrights.i18n import translator
from childrights.members import lapsed
from childrights.snapshot import Snapshot, counts, open_current, read_pointer, rejected_by
from etl.ledger import State
from geo import GeoTableError, load_provinces

if TYPE_CHECKING:
    from childrights.catalogue import Catalogue
    from etl.labels import Decisions
    from etl.problems import CheckResult

# A verb imports what it needs when it runs: `status` must not wait for what only `check` uses.

PROBLEMS, REFUSED = 1, 2
MOST_CONFLICTS = 12
"""Conflicts told one by one after loading a file; the answer has them all."""

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


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


def _catalogue(opened: Snapshot) -> Catalogue:
    """The catalogue with the publications that members quoted among its sources."""
    from childrights.members import with_publications

    return with_publications(load_catalogue(), opened)


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
        _say_lapsed(opened)
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
                "rejected_by": rejected_by(opened),
                "lapsed": [one.id for one in lapsed(opened)],
            },
            as_json,
        )


def _say_lapsed(opened: Snapshot) -> None:
    """Corrections of the steward that have no effect any more, each by name."""
    for one in lapsed(opened):
        say(
            f"The correction {one.id} has lapsed: the published figure {one.published} that it corrected is gone. "
            f"Decide anew, or take it back: python run.py withdraw {one.id}"
        )


@app.command()
def indicators(as_json: Json = False) -> None:
    """The catalogue of indicators."""
    fields = ("code", "name_en", "name_km", "unit", "polarity", "minimum", "maximum", "cluster")
    records = [
        {name: getattr(one, name) for name in fields}
        | {"articles": list(one.crc_articles), "aliases": [*one.aliases_en, *one.aliases_km]}
        for one in load_catalogue().indicators.values()
    ]
    answer(records, as_json, lambda r: f"{r['code']:<42} {r['unit']:<11} {r['name_en']}")


@app.command()
def provinces(as_json: Json = False) -> None:
    """The 25 provinces and the names they are known by."""
    records = [
        {name: getattr(one, name) for name in ("code", "name_en", "name_km")}
        | {"aliases": [*one.aliases, *one.aliases_km]}
        for one in load_provinces().values()
    ]
    answer(records, as_json, lambda r: f"{r['code']}  {r['name_en']:<18} {r['name_km']}")


MapFile = Annotated[Path | None, typer.Option("--map", help="What you decided about the file, as JSON.")]
Lang = Annotated[str, typer.Option(help="en or km.")]
Codes = Annotated[list[str] | None, typer.Option(help="A code; may be repeated.")]


def _decisions(map_file: Path | None) -> Decisions | None:
    from etl.labels import Decisions

    return Decisions.from_json(map_file, load_catalogue().indicators) if map_file else None


def _exit_code(result: CheckResult) -> int:
    if result.refused:
        return REFUSED
    return PROBLEMS if any(one.severity == "error" for one in result.problems) else 0


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

    _must_exist(file)
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
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Check a file, keep its sound figures and publish them in the members' layer."""
    from childrights.members import WEAKEST, Provenance
    from etl.intake import accept, check_for, confirmed_by, conflicts_of, load_record
    from etl.understanding import text_report, withheld_lines
    from etl.workbooks import said_in_file

    _must_exist(file)
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
        state, file, result, member=member, who=_who(), confirmed=confirmed, decisions=decisions, provenance=said
    )
    if loaded.proposed:
        say(f"Proposed as new: {loaded.proposed}. Their figures are held back; see: python run.py uploads --proposed")
    if loaded.known:
        say(f"This file is known already: it was accepted as {loaded.upload}. Nothing was changed.")
    elif any(one.severity == "error" for one in result.problems):
        say(text_report(result, lang))
    different = conflicts_of(state, loaded.upload)
    for line in (*withheld_lines(loaded.outcome.withheld_by, translator(lang)), *_different(different)):
        say(line)
    answer(load_record(loaded, different), as_json)
    raise typer.Exit(0 if loaded.known else _exit_code(result))


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
            f"{r['id']}  {r['status']:<10} {r['uploaded_at'][:16]}  {r['accepted']:>6}  shown {r['shown']:>6}  "
            f"{r['source_kind']:<11}  {r['member']}: {r['file_name']}"
        ),
    )


@app.command()
def withdraw(
    upload: str, why: Annotated[str, typer.Option(help="The reason, kept in the history.")], as_json: Json = False
) -> None:
    """Take an upload (U0001), a decision (D0001), an assessment (A00001) or recommendations (R00001) back."""
    from etl.intake import unsettle, withdraw_entry
    from etl.intake import withdraw as take_back

    back = {"A": withdraw_entry, "R": withdraw_entry, "D": unsettle}.get(upload.strip().upper()[:1], take_back)
    report = back(State.default(), upload, why=why, who=_who())
    say(f"{upload} is withdrawn. Published {report.snapshot}.")
    if as_json:
        answer({"upload": upload, "snapshot": report.snapshot}, True)


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
        _say_lapsed(opened)
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
    answer(records, as_json, _told)


def _different(conflicts: list[dict[str, Any]]) -> list[str]:
    if not conflicts:
        return []
    head = f"Different from what is published: {len(conflicts)}. Both are kept; see: python run.py conflicts"
    return [head, *(f"  {_told(one)}" for one in conflicts[:MOST_CONFLICTS])]


def _told(conflict: dict[str, Any]) -> str:
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

    identity, report = settle(State.default(), code, verdict=verdict, why=why, who=_who())
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

    report = compare(State.default(), upload, why=why, who=_who(), undo=undo)
    say(f"{upload} {'no longer counts as' if undo else 'was'} compared. Published {report.snapshot}.")
    if as_json:
        answer({"upload": upload, "compared": not undo, "snapshot": report.snapshot}, True)


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
    say(f"Wrote {out}.")


@app.command()
def export(
    out: Path,
    kind: Annotated[str, typer.Option("--format", help="csv, xlsx, parquet, sdmx-csv, hxl or datapackage.")] = "",
    indicator: Codes = None,
    area: Codes = None,
    year: Annotated[list[int] | None, typer.Option(help="A year; may be repeated.")] = None,
) -> None:
    """Write published figures as open data, with their sources and terms."""
    from childrights.export import export as write

    with snapshot() as opened:
        done = write(opened, _catalogue(opened), out, kind, indicator or (), area or (), year or ())
    say(f"Wrote {done} figures to {out}.")


def _must_exist(file: Path) -> None:
    if not file.is_file():
        say(f"There is no file {file}.")
        raise typer.Exit(REFUSED)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "command line"


@app.command()
def verify(code: str, as_json: Json = False) -> None:
    """The birth certificate of a number: where it comes from and what was done to it."""
    with snapshot() as opened:
        answer(certificate(opened, _catalogue(opened), code), as_json)


@app.command()
def message(
    indicator: Annotated[str, typer.Option(help="The code of an indicator.")],
    area: Annotated[str, typer.Option(help="KH, a province or a survey area.")] = "KH",
    year: Annotated[int | None, typer.Option(help="The year; the newest figure when not given.")] = None,
    compare: Annotated[str, typer.Option(help="An area to set it against, or the year of a change.")] = "",
    lang: Lang = "en",
    khmer_digits: Annotated[bool, typer.Option("--khmer-digits", help="Khmer digits in Khmer.")] = False,
    member: Annotated[str, typer.Option(help="Tell of what this member sent instead.")] = "",
    as_json: Json = False,
) -> None:
    """An advocacy sentence that the figures bear out, a weaker one, or the reason why not."""
    from childrights.messages import answered, message_lines

    with snapshot() as opened:
        said = answered(
            opened,
            _catalogue(opened),
            indicator,
            area=area,
            year=year,
            compare=compare,
            lang=lang,
            today=date.today().year,
            khmer_digits=khmer_digits,
            member=member,
        )
    if as_json:
        answer(said.contract(), True)
    else:
        typer.echo(message_lines(said))


@app.command()
def recommendations(
    right: Annotated[str, typer.Option(help="The code of a cluster of rights, as EDU.")] = "",
    status: Annotated[str, typer.Option(help="not_answered, partly, answered, cannot_tell or none.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write them as an annex, .csv or .xlsx.")] = None,
    template: Annotated[Path | None, typer.Option(help="Write the workbook for assessing them.")] = None,
    new: Annotated[Path | None, typer.Option(help="Write the workbook for bringing in new ones.")] = None,
    imports: Annotated[bool, typer.Option("--imports", help="List what was brought in, newest first.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """What Cambodia was asked, with the coalition's status and the Government's own."""
    from childrights.rights import list_recommendations, recommendation_line, write_annex
    from childrights.rights import recommendation_records as records_of

    if template or new:
        from etl.intake import ASSESSMENTS, RECOMMENDATIONS

        for out_of, schema in ((template, ASSESSMENTS), (new, RECOMMENDATIONS)):
            if out_of:
                write_output(out_of, schema.template(State.default(), lang))
                say(f"Wrote {out_of}.")
        return
    if imports:
        from etl.intake import import_history, plain_import

        answer(list(import_history(State.default())), as_json, plain_import)
        return
    with snapshot() as opened:
        catalogue = _catalogue(opened)
        found = list_recommendations(opened, catalogue, cluster=right, status=status)
        if out:
            write_annex(found, opened, catalogue, out, lang)
            say(f"Wrote {len(found)} recommendations to {out}.")
            return
    answer(records_of(found), as_json, recommendation_line)


CheckOnly = Annotated[bool, typer.Option("--check", help="Look at the file without keeping anything.")]


@app.command("assess", help="The same as bring, for a file that must be of assessments.")
@app.command("recommend", help="The same as bring, for a file that must be of recommendations.")
@app.command("bring")
def bring(
    verb: typer.Context,
    file: Path,
    member: Annotated[str, typer.Option(help="The organisation that brings it in.")] = "",
    check_only: CheckOnly = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Bring in a file of recommendations or assessments, recognised by its columns, and publish the rows in order."""
    from etl import intake

    _must_exist(file)
    only, answered = {
        "assess": (intake.ASSESSMENTS, intake.assess_answer),
        "recommend": (intake.RECOMMENDATIONS, intake.recommend_answer),
    }.get(verb.info_name or "", (None, intake.answer))
    done = intake.bring(
        State.default(),
        file,
        member=member,
        who=_who(),
        today=date.today(),
        check_only=check_only,
        home=only,
        kinds=(only,) if only else intake.KINDS,
    )
    for line in [
        *([] if only else [intake.recognised_words(done.found, lang)]),
        *intake.bring_report(done.found, lang),
    ]:
        say(line)
    answer(answered(done), as_json)
    raise typer.Exit(PROBLEMS if done.found.faults else 0)


@app.command()
def brief(
    out: Path,
    right: Annotated[str, typer.Option(help="A cluster of the Convention, such as DHW; in Word also: all.")] = "",
    indicator: Annotated[str, typer.Option(help="The code of an indicator.")] = "",
    area: Annotated[str, typer.Option(help="The code of a province.")] = "",
    form: Annotated[str, typer.Option(help="Of a Word report: analysis, alternative or upr.")] = "",
    lang: Lang = "en",
) -> None:
    """A brief about one right, indicator or province; the ending of OUT says in which format."""
    from childrights.briefs import write

    about = {"right": right, "indicator": indicator, "area": area, "form": form}
    with snapshot() as opened:
        done = write(opened, _catalogue(opened), out, date.today(), lang=lang, **about)
    say(f"Wrote {out} with {done} figures.")


def main() -> None:
    """Run a verb; a domain error, or a file that the computer refuses, becomes one sentence and exit code 2."""
    try:
        app()
    except (ChildRightsError, GeoTableError) as error:
        say(str(error))
    except OSError as error:
        if not error.filename:
            raise
        say(f"{error.filename} cannot be used: {error.strerror}. Is it open in another program?")
    else:
        return
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
