"""What the composer chooses of every right and every province in both languages, and what choosing costs.

Anything that a paper must not do ends the benchmark: a sentence twice, a figure without its newest sibling, groups that
are known and not told, more of a topic than there may be, the best of the page of messages left out of the brief.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.measure import Case, measured
from childrights.briefs import brief_about
from childrights.catalogue import Catalogue, ChildRightsError, load_catalogue
from childrights.composer import FIRST, MOST, MOST_PER_TOPIC, Chosen, Desks, Scope, choose, ranked
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import open_current
from etl.ledger import State
from etl.snapshot import build
from geo import PROVINCES

RIGHTS_S, PROVINCE_S = 10.0, 5.0
TODAY = date(2026, 11, 30)


def cases() -> Iterator[Case]:
    """Nine rights together and the slowest province, against what is promised; all of them checked."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        snapshot = open_current(Path(folder))
        try:
            desks = Desks(snapshot, catalogue, TODAY.year)
            rights = [Scope(right=code) for code, one in catalogue.clusters.items() if one.number]
            begun = time.process_time()
            for scope in rights:
                choose(desks, scope, translator("en"))
            took = time.process_time() - begun
            yield measured("choosing for nine rights", "seconds of the processor, against 10", took, RIGHTS_S)
            slowest = 0.0
            for code in PROVINCES:
                alone = Desks(snapshot, catalogue, TODAY.year)
                begun = time.process_time()
                choose(alone, Scope(area=code), translator("en"))
                slowest = max(slowest, time.process_time() - begun)
                _checked(alone, catalogue, Scope(area=code))
            for scope in rights:
                _checked(desks, catalogue, scope)
            yield measured(
                "choosing for a province", "the slowest, seconds of the processor, against 5", slowest, PROVINCE_S
            )
        finally:
            snapshot.close()


def _checked(desks: Desks, catalogue: Catalogue, scope: Scope) -> None:
    for lang in LANGUAGES:
        t = translator(lang)
        faults = list(_faults(desks, scope, choose(desks, scope, t)))
        told = [one for one in ranked(desks, scope) if one.told][: min(FIRST, MOST)]
        best = [desks.answer(one.finding.ask.key, scope.place) for one in told]
        heads = [desks.message(one, scope.place, t).headline for one in best if one]
        try:
            made = brief_about(desks.snapshot, catalogue, TODAY, scope, lang=lang, desks=desks)
        except ChildRightsError:
            made = None  # Nothing is measured under this right: there is no brief of it.
        said = [one.message for one in made.sections] if made else heads
        faults += [] if said[: len(heads)] == heads else ["the brief does not begin with the best messages"]
        faults += [f"twice: {one}" for one in said if said.count(one) > 1]
        if faults:
            raise SystemExit(f"{scope.key} ({lang}): {'; '.join(faults)}")


def _faults(desks: Desks, scope: Scope, found: tuple[Chosen, ...]) -> Iterator[str]:
    known = any(one.finding.ask.kind in ("gap", "group") for one in desks.candidates(scope))
    if known and not any(one.is_group for one in found):
        yield "groups are known and not told"
    topics = [one.indicator.topic for one in found if not one.is_silence]
    yield from (f"too often: {one}" for one in set(topics) if topics.count(one) > MOST_PER_TOPIC)
    for one in found:
        own = [figure for figure in one.finding.figures[:2] if figure.indicator == one.indicator.code]
        own = own[:1] if one.finding.ask.kind in ("level", "rank") else own
        newest = desks.at(scope.place)[one.indicator.code].newest.newer_than_all(own)
        if not one.is_silence and not {newer.id for newer in newest} <= set(one.message.observations):
            yield f"without its newest sibling: {one.key}"
