"""Ask the database of open-source faults (osv.dev) about everything that is installed: ``python tools/audit.py``.

One question with the names and versions of the two lists, ten seconds at most. Exit code 0: it knows of no fault, 1: it
does, 2: it was not reached, which is said and is no reason for anything to fail.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.dependencies import LISTS, pins  # noqa: E402

ADDRESS = "https://api.osv.dev/v1/querybatch"
WITHIN_S = 10.0
FINE, FOUND, NOT_REACHED = 0, 1, 2


def known_faults(client: httpx.Client) -> dict[str, list[str]]:
    """``name version`` to the faults that are known of it. Raises ``httpx.HTTPError`` or ``ValueError``."""
    asked = [(name, version) for source in LISTS for name, version in pins(source).items()]
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in asked]
    answer: Any = client.post(ADDRESS, json={"queries": queries}).raise_for_status().json()
    results = answer["results"]
    if len(results) != len(asked):
        raise ValueError("an answer for each package was asked for")
    told = ([str(one["id"]) for one in found.get("vulns", ())] for found in results)
    return {f"{name} {version}": faults for (name, version), faults in zip(asked, told, strict=True) if faults}


def audit(client: httpx.Client) -> int:
    """Ask, say what came of it on stderr, and the exit code."""
    try:
        found = known_faults(client)
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        print(f"The packages were not audited: {ADDRESS} was not reached ({type(error).__name__}).", file=sys.stderr)
        return NOT_REACHED
    for name, faults in found.items():
        print(f"{name}: {', '.join(f'https://osv.dev/{one}' for one in faults)}", file=sys.stderr)
    print(f"The packages were audited; {len(found)} of them have known faults.", file=sys.stderr)
    return FOUND if found else FINE


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    with httpx.Client(timeout=httpx.Timeout(WITHIN_S / 2, connect=WITHIN_S / 2)) as asking:
        raise SystemExit(audit(asking))
