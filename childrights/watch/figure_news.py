"""News of figures: what is new, revised or gone of each indicator, for the country, for places and for groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import MEMBERS, PUBLISHED, Catalogue, Group, Observation
from childrights.newest import SOUND_TRUSTS, NewestFigures
from childrights.watch.changes import FigureChanges
from childrights.watch.items import ADDED, GONE, GROUPS, NATION, PLACES, REVISED, FigureNews, MembersNews, bare
from geo import COUNTRY, ground


@dataclass(frozen=True, slots=True)
class _Change:
    change: str
    one: Observation
    before: Observation | None = None


def figure_news(
    found: FigureChanges, were: NewestFigures, are: NewestFigures, catalogue: Catalogue
) -> tuple[FigureNews, ...]:
    """The news of the published layer. ``were`` and ``are`` are what was and is newest of the indicators' concepts."""
    changed = [
        *(_Change(ADDED, one) for one in found.added if one.layer == PUBLISHED),
        *(_Change(REVISED, one, before) for before, one in found.revised if one.layer == PUBLISHED),
        *(_Change(GONE, one) for one in found.gone if one.layer == PUBLISHED),
    ]
    laid: dict[tuple[str, str, str, bool, str], list[_Change]] = {}
    for change in changed:
        where = _where(change.one)
        newest = _is_newest(change.one, were if change.change == GONE else are, catalogue)
        # The newest are told period by period, whatever else changed in one line.
        period = change.one.period_label if newest else ""
        laid.setdefault((change.one.indicator, change.change, where, newest, period), []).append(change)
    return tuple(
        _news(key[1], key[2], key[3], rows, (were, are), catalogue) for key, rows in sorted(laid.items(), key=repr)
    )


def _where(one: Observation) -> str:
    if not Group.of(one).is_total:
        return GROUPS
    return NATION if one.area == COUNTRY else PLACES


def _is_newest(one: Observation, known: NewestFigures, catalogue: Catalogue) -> bool:
    """Whether nothing newer is known of the concept for the same place and group, and the source may head anything."""
    row = _beside(one, known, catalogue)
    source = catalogue.sources.get(one.source)
    sound = source is not None and source.trust in SOUND_TRUSTS
    return sound and any(other.id == one.id for other in row) and row[0].year_end <= one.year_end


def _beside(one: Observation, known: NewestFigures, catalogue: Catalogue) -> Sequence[Observation]:
    members = catalogue.concept_of(one.indicator).members
    return known.by_key.get((members, ground(one.area, one.year_end), Group.of(one)), ())


def _news(
    change: str,
    where: str,
    newest: bool,
    rows: Sequence[_Change],
    known: tuple[NewestFigures, NewestFigures],
    catalogue: Catalogue,
) -> FigureNews:
    indicator = catalogue.indicators[rows[0].one.indicator]
    periods = tuple(dict.fromkeys(one.one.period_label for one in sorted(rows, key=lambda row: -row.one.year_end)))
    figures: tuple[Observation, ...] = ()
    before: tuple[Observation, ...] = ()
    # What could point to single children is told of by place and group as the rest of the product does: not at all.
    if change != GONE and (where == NATION or indicator.sensitivity == "public"):
        figures = tuple(bare(one.one) for one in rows)
        before = tuple(bare(one.before) for one in rows if one.before is not None)
    if change == ADDED and where == NATION and newest:
        before = tuple(bare(one) for one in _until_now(rows[0].one, known[0], catalogue))
    return FigureNews(change, indicator.code, where, newest, len(rows), periods, figures, before)


def _until_now(one: Observation, were: NewestFigures, catalogue: Catalogue) -> Iterable[Observation]:
    """The figure of the country that was the newest of the concept before ``one`` came, if there was one."""
    return [other for other in _beside(one, were, catalogue) if other.year_end < one.year_end][:1]


def members_news(found: FigureChanges, names: Mapping[str, str]) -> Iterator[MembersNews]:
    """What changed in the members' layer; ``names`` are the members by upload."""
    laid: dict[tuple[str, str, str], list[Observation]] = {}
    changed = [(ADDED, one) for one in (*found.added, *(new for _, new in found.revised))]
    changed += [(GONE, one) for one in found.gone]
    for change, one in changed:
        if one.layer == MEMBERS:
            laid.setdefault((names.get(one.upload, one.member), change, one.indicator), []).append(one)
    for (member, change, indicator), rows in sorted(laid.items()):
        periods = tuple(sorted({one.period_label for one in rows}, reverse=True))
        uploads = tuple(sorted({one.upload for one in rows}))
        yield MembersNews(change, member, indicator, len(rows), periods, uploads)
