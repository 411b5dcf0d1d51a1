"""A process killed anywhere while somebody makes the first account: wholly made, or not at all; the audit holds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from etl.accounts import LinkRefused, accounts, first_administrator_link, look_at_link, sign_in
from etl.ledger import State, verify_audit
from tests.etl.accounts.conftest import ADMIN, PASSWORD
from tests.support.forks import COUNTED_STEPS, forking

KILLED = (
    COUNTED_STEPS
    + """
from argon2 import PasswordHasher
from etl.accounts import passwords, redeem_link
from etl.ledger import State
from childrights.catalogue import load_catalogue
one = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
passwords.hasher = lambda: one
passwords.refuse_weak("warm up the list of them")
def main(step, home, token, password):
    global stop_at, steps
    stop_at, steps = int(step), 0
    redeem_link(State(Path(home)), token, password=password, login="sophea", name="Sophea")
    print(steps)
"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be forked there")
def test_killed_at_every_step_of_signing_up(tmp_path: Path) -> None:
    outcomes, step = set(), 0
    with forking(KILLED) as forks:
        while True:
            step += 2
            state = State(tmp_path / f"home-{step}")
            link = first_administrator_link(state)
            assert link is not None
            code, _ = forks.run(step, state.home, link.token, PASSWORD)
            assert verify_audit(state).holds
            made = bool(accounts(state, who=ADMIN))
            outcomes.add(made)
            if made:
                with pytest.raises(LinkRefused):
                    look_at_link(state, link.token)
                assert sign_in(state, "sophea", PASSWORD, network="x").token
            else:
                assert look_at_link(state, link.token)
            if code == 0:
                break
            assert code == 9
    assert outcomes == {False, True} and step > 20
