"""Asking publishers, showing what changed, and accepting it.

Nothing is published but by ``accept``, and that never asks the network: it takes the replies whose difference was
shown. The line in the ledger is the moment from which a series counts; killed before it, the old state stands, killed
after it, the next build publishes the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from childrights.catalogue import (
    PUBLISHED,
    Catalogue,
    Observation,
    SourceFileError,
    UnknownCode,
    load_catalogue,
)
from childrights.i18n import N_
from childrights.snapshot import all_observations, open_current
from etl.ledger import (
    TAKEN_MEANWHILE,
    Edition,
    Fetched,
    KeptReply,
    Overtaken,
    State,
    editions,
    editions_seen,
    keep_editions,
    standing_editions,
)
from etl.permissions import NOBODY, Action, Actor
from etl.persons import file_names_a_person, neutral_name
from etl.publishers import dhs, ophi, sdmx, uis, un_sdg, who, world_bank
from etl.publishers.asking import (
    LARGEST_REPLY,
    PoliteClient,
    PublisherFault,
    Question,
    UnsoundReply,
    not_taken,
    of_known_shape,
)
from etl.publishers.comparing import SeriesDifference, difference
from etl.publishers.publisher import Publisher, ReadingContext, SeriesReading, checked
from etl.publishers.replies import LastAsked, Reply, ReplyStore
from etl.publishers.series_table import PublisherEntry, load_publishers
from etl.publishers.told import Told, tell
from etl.snapshot import BuildReport, Inputs, build, published
from geo import load_gazetteer

PUBLISHERS: Mapping[str, Publisher] = {
    "dhs": dhs,
    "camstat": sdmx,
    "unicef": sdmx,
    "worldbank": world_bank,
    "uis": uis,
    "who": who,
    "un_sdg": un_sdg,
    "ophi": ophi,
}
"""Every publisher that can be asked. Another one is a module, a table and its place here."""
ALL = "all"
MOST_PAGES = 500
HAND_FILES = (".json", ".csv", ".txt", ".xlsx", ".xls", ".zip")
"""Kinds of files that somebody may have downloaded."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one publisher: its differences, or the ``fault`` that kept them away; the editions accepted.

    ``unreachable`` is whether there was no way to it at all.
    """

    code: str
    name: str
    fault: Told = field(default_factory=Told)
    series: tuple[SeriesDifference, ...] = ()
    replies: tuple[KeptReply, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)
    unreachable: bool = False

    @property
    def in_order(self) -> bool:
        """Whether it answered, and everything it said was understood."""
        return not self.fault and not any(one.not_understood for one in self.series)


def chosen_publishers(codes: Sequence[str], inputs: Inputs | None = None) -> list[PublisherEntry]:
    """The publishers with these codes, all of them without any. Raises ``UnknownCode``."""
    known = load_publishers((inputs or Inputs()).publishers)
    if strangers := [code for code in known if code not in PUBLISHERS]:
        raise SourceFileError(
            f"publishers.csv: nobody knows how to ask {strangers[0]}. Known are: {', '.join(PUBLISHERS)}."
        )
    for code in codes:
        if code not in known:
            raise UnknownCode(f"There is no publisher {code}. Known are: {', '.join(known)}.")
    return [one for code, one in known.items() if not codes or code in codes]


@dataclass
class Refreshing:
    """One run of the verb over a state directory. ``say`` gets a line for each step; ``keep`` is false for a look that
    leaves no trace."""

    state: State
    say: Callable[[str], None]
    keep: bool = True
    inputs: Inputs = field(default_factory=Inputs)
    client: PoliteClient | None = None
    who: Actor = NOBODY
    recognised: set[Path] = field(default_factory=set)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue that figures are read against."""
        return load_catalogue(self.inputs.reference)

    @cached_property
    def every(self) -> tuple[Edition, ...]:
        """All editions there were when this run began."""
        return editions(self.state)

    @cached_property
    def published(self) -> tuple[Observation, ...]:
        """What is published now."""
        if published(self.state) is None:
            return ()
        snapshot = open_current(self.state.home)
        try:
            return tuple(one for one in all_observations(snapshot) if one.layer == PUBLISHED)
        finally:
            snapshot.close()

    @cached_property
    def store(self) -> ReplyStore:
        """Where raw replies lie."""
        return ReplyStore(self.state)

    def seen(self, entry: PublisherEntry, folder: Path | None, *, waiting: bool) -> Refreshed | None:
        """What one publisher would change: by the files in a folder, by the replies that wait, or asked now."""
        if folder is not None:
            return self.from_folder(entry, folder)
        return self.waiting(entry) if waiting else self.fetch(entry)

    def waits(self, entry: PublisherEntry) -> bool:
        """Whether replies of a publisher wait to be accepted."""
        return bool(self.store.waiting(entry.code))

    def mark(self, entry: PublisherEntry) -> str:
        """What is another one when ``waiting`` would tell something else; empty when nothing waits."""
        waiting = self.store.waiting_mark(entry.code)
        return f"{waiting} {editions_seen(self.state)}" if waiting else ""

    def last_asked(self, entry: PublisherEntry) -> LastAsked | None:
        """When a publisher was last asked to the end, and what came of it."""
        return self.store.last_asked(entry.code)

    def unknown_series(self, found: Sequence[Refreshed], named: Sequence[str]) -> list[str]:
        """Of the ``named`` series those of which nothing was accepted."""
        accepted = {series for one in found for series in one.accepted}
        return [one for one in named if one != ALL and one not in accepted]

    def fetch(self, entry: PublisherEntry) -> Refreshed:
        """Ask one publisher, keep its replies, and tell what they change. Its failure is told, never raised.

        Raises ``NotPermitted``, as it keeps what came."""
        self._may()
        seen = self._told(entry, lambda: self._asked(entry))
        if self.keep:
            self.store.note_asked(entry.code, seen.fault)
        return seen

    def from_folder(self, entry: PublisherEntry, folder: Path) -> Refreshed | None:
        """The same from files that somebody downloaded; ``None`` when none of them is of this publisher.

        Raises ``NotPermitted``, as it keeps what was read."""
        self._may()
        found: dict[str, Reply] = {}
        for path in sorted(one for one in folder.rglob("*") if _may_be_a_reply(one)):
            content = path.read_bytes()
            if _is_ours(entry, content):
                when = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
                reply = Reply(content, _told_name(path), when)
                found[reply.sha256] = reply  # by what is in it: two folders may hold files of one name
                self.recognised.add(path)
                self.say(f"{entry.name}: read from {reply.address}")
        if not found:
            return None
        for reply in found.values() if self.keep else ():
            self.store.keep(entry.code, reply)
        return self._told(entry, lambda: found)

    def not_recognised(self, folder: Path) -> list[str]:
        """Names of the files in a folder that no publisher so far knew for its own."""
        files = (one for one in folder.rglob("*") if one.is_file() and not _beside_a_file(one))
        return sorted({_told_name(one) for one in files if one not in self.recognised})

    def waiting(self, entry: PublisherEntry) -> Refreshed:
        """What the replies that wait would change."""
        replies = self.store.waiting(entry.code)
        if not replies:
            fault = tell(
                N_("{name} has nothing that waits to be accepted. First run: python run.py refresh {code}"),
                name=entry.name,
                code=entry.code,
            )
            return Refreshed(entry.code, entry.name, fault)
        return self._read(entry, replies)

    def accept(self, entry: PublisherEntry, seen: Refreshed, named: Sequence[str]) -> Refreshed:
        """Accept ``named`` series, or all that change something, as they were shown; nothing is published yet.

        A series that is not understood is never accepted, and one that the publisher gives no more only by its name.
        Raises ``NotPermitted`` and ``Overtaken``.
        """
        self.who.require(Action.REFRESH)
        changing = {one.series: one for one in seen.series if one.changes}
        chosen = [one for code, one in changing.items() if code in named or (ALL in named and not one.gone)]
        if not chosen:
            return seen
        mark = editions_seen(self.state)
        self._refuse_other_standing(seen)
        given = [
            Fetched(
                entry.code,
                one.series,
                entry.source.key,
                entry.survey,
                one.figures,
                seen.replies,
                one.replaces,
                one.version,
            )
            for one in chosen
        ]
        ids = keep_editions(self.state, given, name=entry.name, who=self.who, seen=mark)
        return replace(seen, accepted=dict(zip((one.series for one in chosen), ids, strict=True)))

    def publish(self) -> BuildReport:
        """Build a snapshot with what was accepted."""
        return build(self.state, self.inputs)

    def _may(self) -> None:
        """What only looks and keeps nothing needs nobody."""
        if self.keep:
            self.who.require(Action.REFRESH)

    def _refuse_other_standing(self, seen: Refreshed) -> None:
        standing = {(one.publisher, one.series): one.id for one in standing_editions(editions(self.state))}
        for one in seen.series:
            if standing.get((seen.code, one.series), "") != one.standing:
                raise Overtaken(TAKEN_MEANWHILE)

    def _told(self, entry: PublisherEntry, replies_of: Callable[[], Mapping[str, Reply]]) -> Refreshed:
        try:
            replies = replies_of()
        except PublisherFault as fault:
            return Refreshed(entry.code, entry.name, fault.told, unreachable=fault.unreachable)
        seen = self._read(entry, list(replies.values()))
        if self.keep and seen.fault:
            self.store.abandon(entry.code)
        elif self.keep:
            self.store.complete(entry.code, replies)
        return seen

    def _asked(self, entry: PublisherEntry) -> dict[str, Reply]:
        """Every page of every question, those of a round that was stopped not asked again."""
        assert self.client is not None
        module, client = PUBLISHERS[entry.code], self.client
        known = self.store.begun(entry.code) if self.keep else {}
        if known:
            self.say(f"{entry.name}: going on where it was stopped, with {len(known)} replies already here")
        found: dict[str, Reply] = {}
        for first in module.questions(entry):
            question: Question | None = first
            while question is not None:
                if question.address in found or len(found) >= MOST_PAGES:
                    raise PublisherFault(entry.name, tell(N_("never comes to the last page")))
                reply = known.get(question.address)
                if reply is None:
                    self.say(f"{entry.name}: {question.words}")
                    reply = Reply(*client.ask(entry.name, question, module.sound))
                found[question.address] = reply
                if self.keep:
                    self.store.keep(entry.code, reply)
                    self.store.note(entry.code, found)
                question = self._next(entry, question, reply)
        return found

    def _next(self, entry: PublisherEntry, question: Question, reply: Reply) -> Question | None:
        try:
            with of_known_shape():
                return PUBLISHERS[entry.code].following(question, reply.content)
        except UnsoundReply as unsound:
            raise PublisherFault(entry.name, unsound.words) from unsound

    def _read(self, entry: PublisherEntry, replies: Sequence[Reply]) -> Refreshed:
        module, kept = PUBLISHERS[entry.code], tuple(one.kept for one in replies)
        context = ReadingContext(self.catalogue, load_gazetteer())
        try:
            with of_known_shape():
                found = module.read(entry, replies, context)
        except UnsoundReply as unsound:
            return Refreshed(entry.code, entry.name, not_taken(entry.name, unsound.words), (), kept)
        if not any(one.figures or one.faults for one in found.values()):
            return Refreshed(entry.code, entry.name, not_taken(entry.name, tell(N_("gives no figure"))), (), kept)
        return Refreshed(entry.code, entry.name, Told(), tuple(self._differences(entry, found, context)), kept)

    def _differences(
        self, entry: PublisherEntry, found: Mapping[str, SeriesReading], context: ReadingContext
    ) -> Iterable[SeriesDifference]:
        standing = {one.series: one for one in standing_editions(self.every) if one.publisher == entry.code}
        decimals = {code: one.decimals for code, one in self.catalogue.indicators.items()}
        for series in dict.fromkeys((*entry.series, *standing)):
            if series in found or series in standing:
                reading = checked(entry, found.get(series) or SeriesReading(series), context)
                replaces = tuple(
                    dict.fromkeys(key for one in entry.wanted if one.series == series for key in one.replaces)
                )
                yield difference(reading, standing.get(series), self.published, decimals, replaces)


def nothing_reached(found: Sequence[Refreshed]) -> bool:
    """Whether none of the publishers that were asked could be reached, as without internet."""
    return bool(found) and all(one.unreachable for one in found)


def _is_ours(entry: PublisherEntry, content: bytes) -> bool:
    try:
        with of_known_shape():
            return PUBLISHERS[entry.code].is_ours(entry, content)
    except UnsoundReply:
        return False


def _told_name(path: Path) -> str:
    """What a file on somebody's stick is called here, for good: its name, unless that may be a person's."""
    gazetteer = load_gazetteer()
    named = file_names_a_person(path.name, lambda text: gazetteer.match(text).certain is not None)
    return neutral_name(path.name) if named else path.name


def _may_be_a_reply(path: Path) -> bool:
    """Whether a file on somebody's stick is worth opening; what macOS and Office put beside files is not."""
    known = path.suffix.lower() in HAND_FILES and not _beside_a_file(path)
    return known and path.is_file() and path.stat().st_size <= LARGEST_REPLY


def _beside_a_file(path: Path) -> bool:
    return path.name.startswith((".", "~$"))
