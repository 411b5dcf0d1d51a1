"""What a snapshot holds of series that were fetched from publishers: their sources, files, and what they replaced."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from childrights.catalogue import Observation, Source
from etl.gate import Gated
from etl.ledger import Edition, standing_editions

PUBLISHERS = "publishers.csv"


def fetched_sources(folder: Path, every: Iterable[Edition]) -> dict[str, dict[str, str]]:
    """Key to row, with the columns of the sources table, of the publishers that something was accepted from."""
    used = {one.source for one in standing_editions(every)}
    path = folder / PUBLISHERS
    if not used or not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file) if row["key"] in used}


def as_source(row: Mapping[str, str]) -> Source:
    """One of these rows as the catalogue knows sources."""
    told = {name: row.get(name, "") for name in Source.__dataclass_fields__ if name != "year"}
    return Source(**told, year=int(row["year"]) if row.get("year") else None)


def fetched_files(every: Iterable[Edition], gated: Gated) -> list[dict[str, object]]:
    """A row of the file table for each source: which replies its figures were read from."""
    accepted = Counter(one.source for one in gated.accepted if not one.upload)
    rows = []
    standing = standing_editions(every)
    for source in dict.fromkeys(one.source for one in standing):
        own = [one for one in standing if one.source == source]
        replies = sorted({reply.sha256 for one in own for reply in one.replies})
        cells = sum(one.count for one in own)
        told = {"source": source, "survey": own[0].survey, "cells": cells, "blank": 0}
        # One line a source, as of files: with several replies the hash is that of their hashes. The sheet of each
        # figure is the beginning of its own reply's name.
        one_reply = len(replies) == 1
        told |= {"file": f"replies/{replies[0]}" if one_reply else "replies"}
        told |= {"sha256": replies[0] if one_reply else hashlib.sha256("\n".join(replies).encode()).hexdigest()}
        rows.append(told | {"accepted": accepted[source], "rejected": cells - accepted[source]})
    return rows


def overtaken(every: Sequence[Edition], accepted: Iterable[Observation]) -> Iterator[tuple[Observation, str]]:
    """Figures of earlier editions in whose place another one stands, with its code."""
    if not every:
        return
    standing = {one.about: one.id for one in accepted if not one.upload}
    told = set(standing.values())
    for edition in reversed(every):
        for old in edition.figures if not edition.withdrawn_at else ():
            if old.about in standing and old.id not in told:
                told.add(old.id)
                yield old, standing[old.about]


def no_longer_given(every: Sequence[Edition], gated: Gated) -> Iterator[tuple[Observation, str, str, str, str]]:
    """Figures that stood and do not any more: figure, edition, publisher, when, why.

    Either the publisher gives them no longer, or an edition was taken back.
    """
    if not every:
        return
    newest = {(one.publisher, one.series): one for one in standing_editions(every)}
    told = {one.id for one in gated.accepted} | {one.id for one, _ in overtaken(every, gated.accepted)}
    for edition in reversed(every):
        later = newest.get((edition.publisher, edition.series))
        if edition is later:
            continue
        when = edition.withdrawn_at or (later.accepted_at if later else "")
        why = edition.withdrawn_why or (f"{later.id} of the publisher has no such figure" if later else "")
        for one in edition.figures:
            if one.id not in told:
                told.add(one.id)
                yield one, edition.id, edition.name, when, why
    by_id = {one.id: one for one in every}
    for one, identity in gated.dropped:
        cause = by_id[identity]
        yield one, identity, cause.name, cause.accepted_at, f"{identity} of the publisher has no such figure"
