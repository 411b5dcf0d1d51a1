"""Series of publishers as they were fetched and accepted: each edition a line of the ledger, the newest one standing.

A series is accepted whole or not at all. A later edition takes its place, and taking that back (``take_back``) brings
the earlier one into force again; the figures of every edition are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import Observation, short_code
from childrights.i18n import N_
from etl.ledger.entry_log import EDITION, LedgerEntry, New, Overtaken, entries, mark, record
from etl.ledger.file import begin
from etl.ledger.ledger import read_figures_file, write_figures_file
from etl.ledger.state import State
from etl.permissions import Action, Actor

TAKEN_MEANWHILE = N_("Somebody accepted or took back a fetched series meanwhile. Look at the difference again.")


@dataclass(frozen=True, slots=True)
class KeptReply:
    """One raw reply of a publisher: the SHA-256 under which it is kept, where it came from and when."""

    sha256: str
    address: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """One series before it is accepted: ``series`` is the publisher's own code, ``source`` what stands in the sources
    table, ``survey`` the survey whose list of areas it keeps to, ``replaces`` the shipped sources whose figures of the
    same indicators it takes the place of as a whole, ``version`` what the publisher calls this state of its figures."""

    publisher: str
    series: str
    source: str
    survey: str
    figures: tuple[Observation, ...]
    replies: tuple[KeptReply, ...]
    replaces: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A series as it was accepted; ``withdrawn_at`` is empty while nobody took it back. ``name`` is the publisher's."""

    id: str
    publisher: str
    name: str
    series: str
    source: str
    survey: str
    count: int
    accepted_at: str
    accepted_by: str
    withdrawn_at: str
    withdrawn_why: str
    replies: tuple[KeptReply, ...]
    replaces: tuple[str, ...]
    version: str
    path: Path

    @property
    def figures(self) -> tuple[Observation, ...]:
        """Its figures; read when somebody asks, since a start with nothing new asks for none."""
        return _figures(self.path)


def code_of_fetched(publisher: str, one: Observation) -> str:
    """The short code of a fetched figure: the same in every edition until the publisher changes the figure itself.

    Codes of shipped figures hang on their file; a reply is another file each time, and what was printed on paper must
    not lose its code because somebody asked again.
    """
    said = [one.value, one.lower, one.upper, one.sample_size, one.status]
    return short_code(publisher, *one.about[:-1], *map(str, said))


def editions(state: State) -> tuple[Edition, ...]:
    """Every edition there ever was, oldest first, with its figures."""
    return tuple(_edition(state, one) for one in entries(state) if one.kind == EDITION)


def standing_editions(every: Iterable[Edition]) -> tuple[Edition, ...]:
    """The edition of every series that is in force: the newest that nobody took back."""
    newest = {(one.publisher, one.series): one for one in every if not one.withdrawn_at}
    return tuple(newest.values())


def editions_seen(state: State) -> str:
    """What ``keep_editions`` compares to notice that somebody else accepted or took back something meanwhile."""
    return mark(entries(state), (EDITION,))


def keep_editions(state: State, given: Sequence[Fetched], *, name: str, who: Actor, seen: str) -> tuple[str, ...]:
    """Accept series, all or nothing; returns the ids of the editions in their order.

    The files are written first and named by their content; the lines in the ledger are the moment from which they
    count. Raises ``NotPermitted``, and ``Overtaken`` when it is no longer as ``seen``.
    """

    def still(kept: Sequence[LedgerEntry]) -> None:
        if mark(kept, (EDITION,)) != seen:
            raise Overtaken(TAKEN_MEANWHILE)

    who.require(Action.REFRESH)
    begin(state)
    new = [New(EDITION, _content(state, one), "refresh", f"{one.publisher} {one.series}") for one in given]
    return record(state, new, member=name, who=who, still=still)


def _content(state: State, one: Fetched) -> Mapping[str, object]:
    return {
        "publisher": one.publisher,
        "series": one.series,
        "source": one.source,
        "survey": one.survey,
        "count": len(one.figures),
        "figures_file": write_figures_file(state, one.figures),
        "replaces": list(one.replaces),
        "version": one.version,
        "replies": [[reply.sha256, reply.address, reply.fetched_at] for reply in one.replies],
    }


_KEPT_AS_IT_IS = ("publisher", "series", "source", "survey", "count", "version")


def _edition(state: State, one: LedgerEntry) -> Edition:
    said = {name: one.content[name] for name in _KEPT_AS_IT_IS}
    return Edition(
        **said,
        id=one.id,
        name=one.member,
        accepted_at=one.recorded_at,
        accepted_by=one.recorded_by,
        withdrawn_at=one.withdrawn_at,
        withdrawn_why=one.withdrawn_why,
        replies=tuple(KeptReply(*reply) for reply in one.content["replies"]),
        replaces=tuple(one.content["replaces"]),
        path=state.accepted / one.content["figures_file"],
    )


@lru_cache(maxsize=256)
def _figures(path: Path) -> tuple[Observation, ...]:
    """The figures of one file, which is called by its content and never changes."""
    return tuple(read_figures_file(path))
