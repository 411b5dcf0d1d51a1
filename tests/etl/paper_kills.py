"""Processes killed while texts of a paper are kept, saved, found different and taken up: for the suite a sample of the
steps, for ``bench recovery`` all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from childrights.papers import Choice
from etl.ledger import State, verify_audit
from etl.papers import drafts_of, looked_through, make_paper, save_text, versions_of
from etl.permissions import owner
from tests.support.forks import COUNTED_STEPS, forking, steps_to_stop_at

ME, OTHER = owner("dara"), owner("maly")
KILLED_AT_STEP = (
    COUNTED_STEPS
    + """
from etl.ledger import State
from etl.papers import drafts_of, keep_draft, save_text, take_draft
from etl.permissions import owner
ME, OTHER = owner("dara"), owner("maly")
def writing(step, home):
    global stop_at, steps
    stop_at, steps = int(step), 0
    commits.clear()
    state = State(Path(home))
    keep_draft(state, "P00001", "ask", "Base. Draft of mine.", began_from=1, who=ME, tab="a")
    save_text(state, "P00001", "ask", "Base. Theirs.", began_from=1, who=OTHER, tab="b")
    save_text(state, "P00001", "ask", "Base. Draft of mine. Longer.", began_from=1, who=ME, tab="a")
    draft = drafts_of(state, "P00001", "ask", who=ME)[0]
    take_draft(state, "P00001", draft.number, who=ME, tab="c")
    save_text(state, "P00001", "ask", "Base. Theirs. Draft of mine. Longer.", began_from=2, who=ME, tab="c")
    return steps
def main(step, home):
    print(json.dumps([writing(step, home), commits]))
writing(0, WARM)  # what the first run of a process loads is loaded here, once for all that are forked
"""
)
LADDER = (
    (["Base."], []),
    (["Base."], ["Base. Draft of mine."]),
    (["Base.", "Base. Theirs."], ["Base. Draft of mine."]),
    (["Base.", "Base. Theirs."], ["Base. Draft of mine. Longer."]),
    (["Base.", "Base. Theirs.", "Base. Theirs. Draft of mine. Longer."], []),
)
"""What stands after each step that somebody takes: versions, and what is not saved."""


def killed_while_writing(folder: Path, every: int) -> int:
    """Kill at each ``every``-th step and beside each commit; what stands is one rung of the ladder, and the one that
    belongs to how far it came. Returns how many were killed."""
    state = State(folder / "home")
    make_paper(state, Choice("statement"), title="Joint statement", who=ME)
    save_text(state, "P00001", "ask", "Base.", began_from=0, who=ME)
    came = []
    with forking(f"WARM = {str(_fresh(folder, 'warm'))!r}\n" + KILLED_AT_STEP) as forks:
        code, printed = forks.run(0, _fresh(folder, "whole"))
        assert code == 0, printed
        steps, commits = json.loads(printed)
        assert len(commits) >= len(LADDER) - 1
        for stop_at in steps_to_stop_at(steps, commits, every):
            home = _fresh(folder, f"home-{stop_at}")
            assert forks.run(stop_at, home) == (9, "")
            here = State(home)
            texts = [one.text for one in reversed(versions_of(here, "P00001", "ask", who=ME))]
            mine = [one.text for one in drafts_of(here, "P00001", "ask", who=ME)]
            assert (texts, mine) in LADDER, f"step {stop_at}: {texts} {mine}"
            came.append(LADDER.index((texts, mine)))
            assert looked_through(here).broken == () and verify_audit(here).holds
            shutil.rmtree(home)
    assert came == sorted(came), "a later kill left an earlier state"
    assert {*came} == {*range(len(LADDER))}, "a rung was never stood on"
    return len(came)


def _fresh(folder: Path, name: str) -> Path:
    return shutil.copytree(folder / "home", folder / name)
