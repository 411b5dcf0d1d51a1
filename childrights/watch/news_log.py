"""The log of the last publications with their digests: as data, as JSON, and as it is read beside a snapshot.

It lies in one file of the state directory, replaced whole before the pointer is: a reader looks for the publication of
the snapshot in force and passes over a later one, which a stopped process may have written for a snapshot that never
came. What stands in it may be told while the newest snapshot of the log is in force (``childrights.watch.telling``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue, Observation, UnknownCode
from childrights.files import read_text
from childrights.i18n import N_
from childrights.members import with_publications
from childrights.snapshot import (
    SNAPSHOT_FOLDER,
    Snapshot,
    UnreadableSnapshot,
    open_snapshot,
    read_pointer,
    state_home,
)
from childrights.watch.comparing import digest
from childrights.watch.items import (
    KINDS,
    NATION,
    Bilingual,
    Digest,
    FigureNews,
    GapNews,
    Item,
    MapNews,
    RankNews,
    indicators_of,
    rests_on,
)
from childrights.watch.telling import standing, told_with

LOG_FILE = "news.json"
FORMAT, VERSION = "child-rights-news", 2
MOST_TOLD, MOST_SILENT = 24, 6
"""Publications with news that are kept, and of those without any the last few, as many as snapshots and one."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication: its snapshot, the one before (empty for the first, or where that cannot be compared), when each
    was built, and what changed. ``told_at`` is when something of the digest was last taken out of it."""

    snapshot: str
    built_at: str
    before: str = ""
    since: str = ""
    digest: Digest = field(default_factory=Digest)
    told_at: str = ""


@dataclass(frozen=True, slots=True)
class NewsLog:
    """Publications, the newest first."""

    publications: tuple[Publication, ...] = ()

    @property
    def newest(self) -> Publication | None:
        """The publication of the snapshot in force."""
        return self.publications[0] if self.publications else None

    @property
    def latest_news(self) -> Publication | None:
        """The newest publication that brought news of which anything may still be told."""
        return next((one for one in self.publications if one.digest.items), None)

    def told(self, *, every: bool = False) -> Sequence[Publication]:
        """The newest publication with news, or ``every`` one; of a log without any news its newest publication."""
        news = [one for one in self.publications if one.digest.items] or [*self.publications[:1]]
        return news if every else news[:1]

    def up_to(self, snapshot: str) -> NewsLog | None:
        """The log as of ``snapshot``; ``None`` where it does not know it."""
        at = next((n for n, one in enumerate(self.publications) if one.snapshot == snapshot), None)
        return None if at is None else NewsLog(self.publications[at:])


def publication(before: Snapshot | None, after: Snapshot, catalogue: Catalogue) -> Publication:
    """What publishing ``after`` in the place of ``before`` changed; of one that cannot be compared it tells nothing."""
    try:
        return _compared(before, after, catalogue) if before else Publication(after.name, after.built_at)
    except UnreadableSnapshot as error:
        if error.snapshot == after.name:
            raise
        return Publication(after.name, after.built_at)


def _compared(before: Snapshot, after: Snapshot, catalogue: Catalogue) -> Publication:
    if before.meta["schema_version"] != after.meta["schema_version"]:
        raise UnreadableSnapshot(before.name)
    known = with_publications(with_publications(catalogue, before), after)
    return Publication(after.name, after.built_at, before.name, before.built_at, digest(before, after, known))


def with_publication(log: NewsLog, new: Publication, after: Snapshot, catalogue: Catalogue) -> NewsLog:
    """The log with ``new`` in front, everything in it told as ``after`` allows, and no longer than it may be.

    What speaks of a measure, topic or source that the catalogue has no more is left out: there are no words for it.
    """
    every = {code for one in log.publications for code in indicators_of(one.digest.items)}
    now, known = standing(after, every), with_publications(catalogue, after)
    kept, silent, news = [new], int(not new.digest), int(bool(new.digest))
    for one in log.publications:
        still = _of_catalogue(told_with(one.digest, now), known)
        silent, news = silent + (not still), news + bool(still)
        if (news if still else silent) <= (MOST_TOLD if still else MOST_SILENT):
            kept.append(one if still == one.digest else replace(one, digest=still, told_at=new.built_at))
    return NewsLog(tuple(kept))


def _of_catalogue(told: Digest, catalogue: Catalogue) -> Digest:
    kept = tuple(one for item in told.items if (one := _as_known(item, catalogue)) is not None)
    return told if kept == told.items else Digest(kept, told.untold + len(told.items) - len(kept))


def _as_known(item: Item, catalogue: Catalogue) -> Item | None:
    """An item as today's catalogue has words for it; ``None`` where its measure, topic or a source of it is gone, and
    without values by place and group where they may point to single children by now."""
    if isinstance(item, MapNews):
        return item
    if isinstance(item, GapNews):
        return item if not item.topic or item.topic in catalogue.topics else None
    indicator = catalogue.indicators.get(item.indicator)
    told_by = {one.source for figures in rests_on(item) for one in figures} - {""}
    if indicator is None or not catalogue.sources.keys() >= told_by:
        return None
    if indicator.sensitivity == "public":
        return item
    if isinstance(item, FigureNews) and item.where != NATION:
        return replace(item, figures=(), before=())
    return None if isinstance(item, RankNews) else item


def read_log(home: Path | None = None) -> NewsLog | None:
    """The log as of the snapshot in force; ``None`` where none can be read. Raises ``NoSnapshot``."""
    home = home or state_home()
    current = Path(read_pointer(home).file).stem
    try:
        return log_from_json(read_text(home / LOG_FILE)).up_to(current)
    except (FileNotFoundError, IsADirectoryError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def rebuilt_log(home: Path, catalogue: Catalogue) -> NewsLog:
    """The log from the snapshots that are still there, up to the one in force. An older one that cannot be read is
    passed over, and the one after it compared with nothing."""
    current = read_pointer(home).file
    files = [one for one in sorted((home / SNAPSHOT_FOLDER).glob("[0-9]*.duckdb")) if one.name <= current]
    log, before = NewsLog(), None
    for file in files:
        after = None
        try:
            after = open_snapshot(file)
            log = with_publication(log, publication(before, after, catalogue), after, catalogue)
        except UnreadableSnapshot:
            if file.name == current:
                raise
        if before is not None:
            before.close()
        before = after
    if before is not None:
        before.close()
    return log


def news_since(name: str, after: Snapshot, catalogue: Catalogue) -> Publication:
    """What changed since the kept snapshot called ``name``. Raises ``UnknownCode``, which names those that are kept,
    and ``UnreadableSnapshot``."""
    kept = {one.stem: one for one in sorted(after.path.parent.glob("[0-9]*.duckdb")) if one.name < after.path.name}
    if name not in kept:
        hint = f"Kept are: {', '.join(kept)}." if kept else "None is kept."
        raise UnknownCode(N_("No snapshot before the one in force is called {name}. {hint}"), name=name, hint=hint)
    before = open_snapshot(kept[name])
    try:
        return _compared(before, after, catalogue)
    finally:
        before.close()


def log_json(log: NewsLog) -> str:
    """The log as JSON, with a mark of what it holds: a digit that a disk lost would else be told as a figure."""
    told = [publication_record(one) for one in log.publications]
    return _written({"format": FORMAT, "version": VERSION, "mark": _mark(told), "publications": told})


def _mark(publications: object) -> str:
    return hashlib.sha256(_written(publications).encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def publication_record(one: Publication) -> dict[str, Any]:
    """A publication as plain data."""
    told = {name: getattr(one, name) for name in ("snapshot", "built_at", "before", "since", "told_at")}
    return told | {"untold": one.digest.untold, "items": [item_record(item) for item in one.digest.items]}


def item_record(item: Item) -> dict[str, Any]:
    """An item as plain data, with its kind."""
    return {"item": type(item).__name__} | {one.name: _plain(getattr(item, one.name)) for one in fields(item)}


def _plain(value: Any) -> Any:
    if isinstance(value, Bilingual):
        return {"en": value.en, "km": value.km}
    if isinstance(value, Observation):
        return {one.name: got for one in fields(Observation) if (got := getattr(value, one.name)) != one.default}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def log_from_json(text: str) -> NewsLog:
    """A log from its JSON. Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError``."""
    record = json.loads(text)
    if record["format"] != FORMAT or record["version"] != VERSION:
        raise ValueError("not a log of this version")
    if record["mark"] != _mark(record["publications"]):
        raise ValueError("not the log that was written")
    return NewsLog(tuple(_publication(one) for one in record["publications"]))


def _publication(record: Mapping[str, Any]) -> Publication:
    kinds = {kind.__name__: kind for kind in KINDS}
    items = tuple(_item(one, kinds[one["item"]]) for one in record["items"])
    told = {name: str(record[name]) for name in ("snapshot", "built_at", "before", "since", "told_at")}
    return Publication(**told, digest=Digest(items, int(record["untold"])))


def _item(record: Mapping[str, Any], kind: type[Item]) -> Item:
    build: Callable[..., Item] = kind
    return build(**{one.name: _READ.get(one.name, _same)(record[one.name]) for one in fields(kind)})


def _same(value: Any) -> Any:
    return _texts(value) if isinstance(value, dict) else value


def _texts(value: Mapping[str, str]) -> Bilingual:
    return Bilingual(str(value["en"]), str(value["km"]))


def _figures(value: Sequence[Mapping[str, Any]]) -> tuple[Observation, ...]:
    return tuple(Observation(**one) for one in value)


def _tuple(value: Sequence[Any] | None) -> tuple[Any, ...] | None:
    return None if value is None else tuple(value)


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("figures", "before"), _figures),
    **dict.fromkeys(("periods", "uploads", "interval"), _tuple),
}
