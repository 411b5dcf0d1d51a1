"""From everything that is kept to one snapshot: a pure function of reference tables, source files and uploads."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from childrights.catalogue import PUBLISHED, BuildError, Catalogue, Observation, SourceFileError, load_catalogue
from childrights.i18n import N_
from childrights.members import CORRECTION, QUOTED, Decision, Provenance
from childrights.rights import Assessment, LinkChange, Origin, Recommendation
from childrights.snapshot import (
    Pointer,
    Signature,
    Snapshot,
    UnreadableSnapshot,
    open_snapshot,
    signature_of,
    without_value,
)
from childrights.submissions import OwnAsk, StateMeasure, Uptake
from childrights.voices import Voice
from etl.checks import Comparison
from etl.cleaned import replace_originals
from etl.gate import Gated, Withheld, gate, shrinkage
from etl.ledger import (
    APPROVED,
    NOTHING,
    AcceptedUpload,
    Brought,
    Edition,
    Erasure,
    OwnBoundaries,
    State,
    Upload,
    accepted_uploads,
    brought,
    decisions,
    disclosed,
    editions,
    end_drafts,
    erasures,
    held_and_gone,
    mark_published,
    note_disclosed,
    refuse_losses,
    remove_aged,
    remove_erased,
    settings,
    shown_once,
    sound_boundaries,
    standing_editions,
    withdrawn_uploads,
)
from etl.ledger import uploads as history
from etl.persons import public_sheet
from etl.protect import NOTHING_DISCLOSED, SETTING, Disclosed, without_counts
from etl.snapshot.announcing import announce, keep_news_whole
from etl.snapshot.fetched import as_source, fetched_files, fetched_sources, no_longer_given, overtaken
from etl.snapshot.publish import (
    SCHEMA_VERSION,
    is_whole,
    publish,
    published,
    remove_older,
    set_damage_aside,
    sweep,
)
from etl.sources import Rejected, SourceResult, read_source
from geo import load_gazetteer

ROOT = Path(__file__).resolve().parents[2]
_NAME = re.compile(r"[a-z0-9_]+")
_CODE_ROOMS = ("etl", "childrights", "geo")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the shipped inputs lie. Tests point this at folders of their own."""

    reference: Path = ROOT / "data" / "reference"
    layouts: Path = ROOT / "data" / "layouts"
    sources: Path = ROOT / "data" / "sources"
    publishers: Path = ROOT / "data" / "publishers"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: ``built`` is false when nothing had changed and the standing snapshot was kept."""

    built: bool
    snapshot: str
    content_hash: str
    observations: int
    rejected: int
    rejected_by: Mapping[str, int] = field(default_factory=dict)


def build(
    state: State, inputs: Inputs | None = None, *, force: bool = False, accept_smaller: bool = False
) -> BuildReport:
    """Build and publish a snapshot if the inputs changed since the last one (or ``force``).

    Raises ``ReferenceTableError``, ``SourceFileError`` or ``BuildError``; then the previous snapshot still serves.
    ``accept_smaller`` allows a source to give fewer figures than before, otherwise a sign of a damaged file.
    """
    inputs = inputs or Inputs()
    with state.publishing():
        _make_ready(state)
        waiting = [one.id for one in history(state) if one.status == APPROVED]
        uploads, kept, decided = accepted_uploads(state), brought(state), decisions(state)
        fetched, own = editions(state), sound_boundaries(state)
        before = what_came_before(state)
        fingerprint = fingerprint_inputs(inputs, uploads, kept, decided, fetched, own, before.raised)
        standing, whole = published(state), is_whole(state)
        pending = any(not one.done_at for one in erasures(state))
        if (
            not pending
            and standing
            and whole
            and standing.inputs == fingerprint
            and not force
            and _can_be_read(state, standing)
        ):
            mark_published(state, waiting)
            keep_news_whole(state, load_catalogue(inputs.reference))
            return BuildReport(False, Path(standing.file).stem, standing.content_hash, 0, 0)
        catalogue = load_catalogue(inputs.reference)
        taken_back = withdrawn_uploads(state)
        tables, gated = assemble(
            inputs, catalogue, uploads, kept, decided, taken_back, fetched, before, erasures(state)
        )
        refuse_rejected(tables["rejected"])
        with _opened(state, standing) as shown:
            if shown and not accept_smaller:
                _refuse_shrinking(shown, tables)
            set_damage_aside(state)
            holds, gone = held_and_gone(state)
            _remember(state, before, gated)
            pointer = publish(
                state,
                tables,
                fingerprint,
                announce=lambda file: announce(state, shown, file, catalogue, known=standing is not None),
                boundaries=own.file if own else "",
                holds=holds,
                gone=gone,
            )
        keep_news_whole(state, catalogue)
        mark_published(state, waiting)
        state.forget_candidates()
        if pending:
            remove_older(state, pointer)
            remove_erased(state)
    reasons = dict(Counter(one.reason for one in gated.rejected).most_common())
    counted = (len(gated.accepted), len(gated.rejected), reasons)
    return BuildReport(True, Path(pointer.file).stem, pointer.content_hash, *counted)


def _make_ready(state: State) -> None:
    """What comes before anything is read: leftovers and copies that are too old go, and what is lost is refused."""
    sweep(state)
    end_drafts(state)
    remove_aged(state)
    refuse_losses(state)
    replace_originals(state)


def what_came_before(state: State) -> Disclosed:
    """What earlier publications disclosed; of a state from before that was noted, what its kept snapshots tell."""
    known = disclosed(state)
    if not known and state.snapshots.is_dir():
        for path in sorted(state.snapshots.glob("[0-9]*.duckdb")):
            with suppress(UnreadableSnapshot):
                known |= _told_by(path, signature_of(path))
    return Disclosed(known, shown_once(state), raised_thresholds(state))


def _remember(state: State, before: Disclosed, gated: Gated) -> None:
    """Note what the snapshot is about to show, before it is in force: stopped between the two, it counts as shown."""
    noted, now = disclosed(state), {**before.decided, **gated.disclosed}
    upload_of = {one.id: one.upload for one in gated.accepted}
    note_disclosed(state, {code: shown for code, shown in now.items() if noted.get(code) != shown}, upload_of)


def raised_thresholds(state: State) -> dict[str, int]:
    """The thresholds that were raised, by indicator."""
    known = settings(state) if state.ledger.exists() else ()
    return {
        one.setting.key.removeprefix(SETTING): int(one.value) for one in known if one.setting.key.startswith(SETTING)
    }


@lru_cache(64)
def _told_by(path: Path, _written: Signature | None) -> Mapping[str, bool]:
    """The members' figures of one snapshot that have a value, also those that it tells as replaced.

    A snapshot never changes, and every build of a state that nobody sent figures to asks this of all that are kept.
    Raises ``UnreadableSnapshot``, which is not remembered.
    """
    sql = (
        "SELECT id FROM figures WHERE layer = 'members' AND value IS NOT NULL "
        "UNION SELECT id FROM snapshot.superseded WHERE upload <> '' AND value IS NOT NULL"
    )
    snapshot = open_snapshot(path)
    try:
        return {str(row[0]): True for row in snapshot.rows(sql)}
    finally:
        snapshot.close()


def assemble(
    inputs: Inputs,
    catalogue: Catalogue,
    uploads: Sequence[AcceptedUpload],
    kept: Brought = NOTHING,
    decided: Sequence[Decision] = (),
    withdrawn: Sequence[tuple[Upload, Sequence[Observation]]] = (),
    fetched: Sequence[Edition] = (),
    before: Disclosed = NOTHING_DISCLOSED,
    erased: Sequence[Erasure] = (),
) -> tuple[dict[str, pa.Table], Gated]:
    """Read everything, pass it through the gate and lay it out as the tables of a snapshot."""
    layouts = shipped_files(inputs.layouts, ".toml")
    results = [read_source(path, inputs.sources, _certain_place) for path in layouts]
    surveys = {result.source: result.survey for result in results}
    observations = [o for result in results for o in result.observations]
    observations += [
        replace(o, sheet=public_sheet(o.sheet, upload.file_name)) for upload in uploads for o in upload.observations()
    ]
    surveys |= {one.source: one.survey for one in fetched}
    given = fetched_sources(inputs.publishers, fetched)
    known = replace(catalogue, sources={**catalogue.sources, **{key: as_source(row) for key, row in given.items()}})
    standing = standing_editions(fetched)
    gated = gate(observations, known, lambda source: surveys.get(source, ""), decided, standing, before)
    unread = [rejected for result in results for rejected in result.rejected]
    tables = {
        "observation": observation_table(gated.accepted, gated.by_default),
        "superseded": _superseded_table((*gated.superseded, *overtaken(fetched, gated.accepted))),
        "withheld": _table(Withheld, gated.withheld),
        "comparison": _table(Comparison, gated.comparisons),
        "decision": _decision_table(decided),
        "withdrawn": _withdrawn_table(
            [
                *((o, one.id, one.member, one.withdrawn_at, one.why) for one, gone in withdrawn for o in gone),
                *no_longer_given(fetched, gated),
                *((_only_its_code(code), one.id, "", one.at, "") for one in erased for code in one.codes),
            ]
        ),
        "rejected": _table(Rejected, [*unread, *gated.rejected]),
        "file": _file_table(results, surveys, gated, fetched),
        "upload": _upload_table(uploads),
        "assessment": _table(Assessment, kept.assessments),
        "recommendation_link": _table(LinkChange, kept.links),
        "addition": _kept_table(Recommendation, kept.additions, "asked"),
        "own_ask": _kept_table(OwnAsk, kept.asks),
        "state_measure": _kept_table(StateMeasure, kept.measures),
        "uptake": _table(Uptake, kept.uptakes),
        "member_view": _kept_table(Voice, kept.views),
    }
    for path in shipped_files(inputs.reference, ".csv"):
        tables[_REFERENCE_TABLES.get(path.stem, path.stem)] = _csv_table(path.read_bytes())
    tables["source"] = _with_publications(tables["source"], uploads, given)
    return tables, gated


def shipped_files(folder: Path, ending: str) -> list[Path]:
    """The tables or layouts in ``folder``, in order.

    What macOS (``._x.csv``) and Office (``~$x.csv``) put beside a file is passed over. A copy that a service made of a
    table changed on two computers (``breaks-LAPTOP-7QK2.csv``, ``breaks (1).csv``) raises ``SourceFileError``: nobody
    but a person knows which of the two holds.
    """
    found = [one for one in sorted(folder.glob(f"*{ending}")) if not one.name.startswith((".", "~$"))]
    for one in found:
        if not _NAME.fullmatch(one.stem):
            raise SourceFileError(
                f"{one.name} in {folder} looks like a copy: names are small letters, digits and _. Keep the right one "
                "of the two under the old name and remove the other."
            )
    return found


def _certain_place(label: str) -> str | None:
    return load_gazetteer().match(label).certain


def _withdrawn_table(withdrawn: Iterable[tuple[Observation, str, str, str | None, str | None]]) -> pa.Table:
    """The codes of what was taken back, with when and why, without a value: a code from paper still gets an answer."""
    told = ("id", "upload", "member", "indicator", "area", "period_label", "withdrawn_at", "why")
    rows = [
        dict(zip(told, (o.id, upload, member, o.indicator, o.area, o.period_label, when, told_why), strict=True))
        for o, upload, member, when, why in withdrawn
        for told_why in [without_counts(why or "")]
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in told]))


def _only_its_code(code: str) -> Observation:
    """A figure that was erased: its code may stand on paper, and nothing else is kept of it."""
    return Observation("", "", 0, 0, "", id=code)


def _decision_table(decided: Sequence[Decision]) -> pa.Table:
    table = _table(Decision, [_told_decision(one) for one in decided])
    return table.append_column("code", pa.array([one.code for one in decided], type=pa.string()))


def _told_decision(one: Decision) -> Decision:
    """A decision as everybody may read it: the values of a correction stand with it, and go when it is taken back."""
    corrected = one.corrected if one.stands and one.verdict == CORRECTION else "{}"
    return replace(one, corrected=corrected, why=without_counts(one.why), undone_why=without_counts(one.undone_why))


def _with_publications(
    sources: pa.Table, uploads: Iterable[AcceptedUpload], fetched: Mapping[str, Mapping[str, str]]
) -> pa.Table:
    """The sources with the publishers that series were fetched from, and with the publications that members quoted and
    the steward compared, each once, named after it."""
    rows: dict[str, dict[str, object]] = {
        key: {name: row.get(name, "") for name in sources.column_names} | {"row": None} for key, row in fetched.items()
    }
    for one in uploads:
        said = one.provenance
        if one.compared_at and said.kind == QUOTED and said.publication_key not in rows:
            year = str(said.publication_year or "")
            title = f"{said.publication} ({year})" if year else said.publication
            about = {"key": said.publication_key, "title": title, "publisher": said.publication, "year": year}
            about |= {
                "passing_on": "ask",
                "licence_note": "Quoted by a member; confirm the terms with the publisher",
                "trust": "secondary",
            }
            about |= {"citation": f"{title}. Quoted by {one.member}, compared on {one.compared_at[:10]}."}
            rows[said.publication_key] = {name: about.get(name, "") for name in sources.column_names} | {"row": None}
    if not rows:
        return sources
    return pa.concat_tables([sources, pa.Table.from_pylist(list(rows.values()), schema=sources.schema)])


_REFERENCE_TABLES = {
    "indicators": "indicator",
    "topics": "topic",
    "sources": "source",
    "provinces": "province",
    "domains": "domain",
    "crc_clusters": "cluster",
    "crc_articles": "article",
    "recommendations": "recommendation",
}

_TYPES = {
    "str": pa.string(),
    "int": pa.int32(),
    "bool": pa.bool_(),
    "float | None": pa.float64(),
    "int | None": pa.int64(),
    "tuple[str, ...]": pa.list_(pa.string()),
}


def observation_table(observations: Sequence[Observation], by_default: Collection[str] = ()) -> pa.Table:
    """Observations as an Arrow table with the columns of the model, in its order, and ``by_default``: whether the
    figure is shown unasked, as every published one is, and of the members' those whose code is named."""
    shown = [one.layer == PUBLISHED or one.id in by_default for one in observations]
    return _table(Observation, observations).append_column("by_default", pa.array(shown, type=pa.bool_()))


def column_types(kind: type) -> pa.Schema:
    """The Arrow schema of a dataclass."""
    return pa.schema([(field.name, _TYPES[str(field.type)]) for field in fields(kind)])


def _table(kind: type, records: Sequence[Any]) -> pa.Table:
    schema = column_types(kind)
    if not records:
        return schema.empty_table()
    columns = zip(*map(attrgetter(*schema.names), records), strict=True)
    return pa.table([pa.array(column, type=of.type) for column, of in zip(columns, schema, strict=True)], schema=schema)


def _kept_table(kind: type, given: Iterable[Any], told: str = "what") -> pa.Table:
    """The rows of imports: who brought them in, where each was read, and ``told`` that it tells, side by side."""
    place = pa.schema([("sheet", pa.string()), ("row", pa.int32())])
    schema = pa.schema([*column_types(Origin), *place, *column_types(kind)])
    records = [
        {**asdict(one.origin), "sheet": one.sheet, "row": one.row, **asdict(getattr(one, told))} for one in given
    ]
    return pa.Table.from_pylist(records, schema=schema)


def _superseded_table(superseded: Sequence[tuple[Observation, str]]) -> pa.Table:
    # What a member replaced is told by its code alone, as what it took back: its value is nobody's any more.
    told = [replace(without_value(one), note="") if one.upload else one for one, _ in superseded]
    table = _table(Observation, told)
    return table.append_column("superseded_by", pa.array([by for _, by in superseded], type=pa.string()))


def _file_table(
    results: Sequence[SourceResult], surveys: Mapping[str, str], gated: Gated, fetched: Sequence[Edition]
) -> pa.Table:
    standing = [*gated.accepted, *(observation for observation, _ in (*gated.superseded, *gated.dropped))]
    cells = {(one.source, one.sheet, one.cell, one.about) for one in standing if not one.member}
    accepted = Counter(source for source, *_ in cells)
    rows: list[dict[str, object]] = [
        {
            "source": result.source,
            "survey": surveys[result.source],
            "file": result.file,
            "sha256": result.sha256,
            "cells": result.cells,
            "blank": result.blank,
            "accepted": accepted[result.source],
            "rejected": result.cells - result.blank - accepted[result.source],
        }
        for result in results
    ]
    text = [(name, pa.string()) for name in ("source", "survey", "file", "sha256")]
    numbers = [(name, pa.int64()) for name in ("cells", "blank", "accepted", "rejected")]
    rows += fetched_files(fetched, gated)
    return pa.Table.from_pylist(rows, schema=pa.schema([*text, *numbers]))


def _upload_table(uploads: Iterable[AcceptedUpload]) -> pa.Table:
    """Who sent what and when. A snapshot is for everybody: files are called by their uploads, without notes."""
    names = ("id", "member", "file_name", "sha256", "uploaded_at", "uploaded_by", "note")
    sent = (*names, "compared_at", "compared_by", "compared_why")
    said = [field.name for field in fields(Provenance)]
    # By the SHA-256 of a file whoever has all of it but one number could try that number.
    rows = [
        {name: "" if name == "sha256" else getattr(upload, name) or "" for name in sent}
        | {"file_name": f"{upload.id}{Path(upload.file_name).suffix.lower()[:5]}", "note": ""}
        | {"compared_why": without_counts(upload.compared_why or "")}
        | {name: getattr(upload.provenance, name) for name in said}
        for upload in uploads
    ]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([*((name, pa.string()) for name in sent), *column_types(Provenance)])
    )


# As with the shipped sources: they are what they were the last time, and the writer of the snapshot knows them again.
@lru_cache(maxsize=128)
def _csv_table(content: bytes) -> pa.Table:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    rows = [{"row": number, **record} for number, record in enumerate(reader, start=2)]
    names = list(reader.fieldnames or ())
    schema = pa.schema([("row", pa.int32()), *((name, pa.string()) for name in names)])
    return pa.Table.from_pylist(rows, schema=schema)


def fingerprint_inputs(
    inputs: Inputs,
    uploads: Sequence[AcceptedUpload],
    kept: Brought = NOTHING,
    decided: Sequence[Decision] = (),
    fetched: Sequence[Edition] = (),
    own: OwnBoundaries | None = None,
    raised: Mapping[str, int] | None = None,
) -> str:
    """SHA-256 over the bytes of every input file, accepted uploads and fetched series, assessments, imports, decisions,
    boundaries and the code."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for name, content in _contents(p for folder in _folders(inputs) for p in folder.iterdir()):
        digest.update(name)
        digest.update(content)
    digest.update(_code_digest())
    for upload in uploads:
        digest.update(f"{upload.id}:{upload.sha256}:{upload.provenance}:{upload.compared_at}".encode())
    for edition in fetched:
        digest.update(f"{edition.id}:{edition.path.name}:{edition.withdrawn_at}".encode())
    digest.update("".join(f"{code}:{least}" for code, least in sorted((raised or {}).items())).encode())
    if own:
        digest.update(f"{own.id}:{own.file}".encode())
    asks = (*kept.asks, *kept.measures, *kept.uptakes, *kept.views)
    for record in (*kept.assessments, *kept.links, *kept.additions, *asks, *decided):
        digest.update(repr(record).encode())
    return digest.hexdigest()


def _contents(paths: Iterable[Path]) -> Iterator[tuple[bytes, bytes]]:
    """The name and the SHA-256 of each file, in their order, but for what systems put beside ours."""
    for path in sorted(paths, key=str):
        if path.is_file() and not path.name.startswith((".", "~$")):
            yield path.name.encode(), hashlib.sha256(path.read_bytes()).digest()


@cache
def _code_digest() -> bytes:
    """SHA-256 over the code: that which this process runs, whatever an update puts in its place meanwhile."""
    files = _contents(p for room in _CODE_ROOMS for p in (ROOT / room).rglob("*.py"))
    return hashlib.sha256(b"".join(part for file in files for part in file)).digest()


def _folders(inputs: Inputs) -> list[Path]:
    return [one for one in (inputs.reference, inputs.layouts, inputs.sources, inputs.publishers) if one.exists()]


def refuse_rejected(rejected: pa.Table) -> None:
    """A figure of a shipped source that does not come through would be missing without a word: the build fails."""
    lost = [row for row in rejected.to_pylist() if not row["upload"]]
    if lost:
        first = lost[0]
        more = f" And {len(lost) - 1} more." if len(lost) > 1 else ""
        kept_out = N_("A figure of the source '{source}' ({sheet}, cell {cell}) cannot be published: {reason}.{more}")
        told = {name: first[name] for name in ("source", "sheet", "cell")}
        raise BuildError(kept_out, **told, reason=first["reason"].removesuffix("."), more=more)


def _can_be_read(state: State, standing: Pointer) -> bool:
    """Whether the standing snapshot is sound; a damaged one is made anew though nothing changed."""
    try:
        open_snapshot(state.snapshots / standing.file).close()
    except UnreadableSnapshot:
        return False
    return True


@contextmanager
def _opened(state: State, standing: Pointer | None) -> Iterator[Snapshot | None]:
    """The snapshot in force; ``None`` where there is none that can be read: a damaged one must not keep a sound one
    from taking its place, and with it nothing is compared."""
    try:
        snapshot = open_snapshot(state.snapshots / standing.file) if standing else None
    except UnreadableSnapshot:
        snapshot = None
    try:
        yield snapshot
    finally:
        if snapshot is not None:
            snapshot.close()


def _refuse_shrinking(standing: Snapshot, tables: Mapping[str, pa.Table]) -> None:
    try:
        before = [(str(s), int(n)) for s, n in standing.rows("SELECT source, accepted FROM snapshot.file")]
    except UnreadableSnapshot:
        return
    # A fetched series may shrink: somebody saw that in the difference and accepted it, or took an edition back.
    shipped = {row["key"] for row in tables["source"].to_pylist() if row["row"] is not None}
    after = [(row["source"], row["accepted"]) for row in tables["file"].to_pylist() if row["source"] in shipped]
    smaller = shrinkage(before, after)
    if smaller:
        fewer = N_(
            "A source gives fewer figures than before ({sources}). If that is meant, run: "
            "python run.py build --accept-smaller"
        )
        raise BuildError(fewer, sources="; ".join(smaller))
