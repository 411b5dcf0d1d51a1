"""No page can change the state, or hand out what is kept, without asking who is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROOF = re.compile(r"require_actor\(Action\.[A-Z_]+(, [^()]+(\(\))?)?\)|actor_of\(_token\(request\)\)")
"""Who does it, and that they may do just this, asked at the call itself; beside Streamlit by the cookie of the request."""
# What screens may use of the ETL beside its doors: whole rooms that keep nothing, and what only reads of the others.
READING = {
    "etl.checks",
    "etl.gate",
    "etl.labels",
    "etl.permissions",
    "etl.persons",
    "etl.problems",
    "etl.reading",
    "etl.worker",
    "etl.understanding.explained",
    "etl.intake.in_memory.Examined",
    "etl.intake.in_memory.examine",
    "etl.intake.in_memory.marked_copy",
    "etl.intake.in_memory.records_csv",
    "etl.intake.known_upload",
    "etl.intake.waiting_upload",
    "etl.intake.template",
    "etl.intake.with_outcomes",
    "etl.ledger.Proposed",
    "etl.ledger.DeskDraft",
    "etl.ledger.State",
    "etl.ledger.proposals",
    *(
        f"etl.intake.{name}"
        for name in (
            "ASSESSMENTS",
            "LONGEST_TEXT",
            "ASKING_YES",
            "GROUP_COUNTS",
            "MEMBER_VOICES",
            "OWN_ASKS",
            "OwnTable",
            "RECOMMENDATIONS",
            "STATE_MEASURES",
            "SHORTEST_WHY",
            "FieldFault",
            "CheckedFile",
            "DraftRefused",
            "NotRecognised",
            "Schema",
            "check_file",
            "check_typed",
            "counted_words",
            "cure_words",
            "printed_code",
            "recognised_words",
            "unread_words",
            "waiting_words",
            "wrong_words",
        )
    ),
    "etl.ledger.Edition",
    "etl.ledger.editions",
    *(f"etl.boundaries.{name}" for name in ("BoundaryTerms", "LookedAt", "read_lines", "signed", "yes_lines")),
    *(f"etl.ledger.{name}" for name in ("OwnBoundaries", "own_boundaries", "standing_boundaries")),
    "etl.ledger.DUE",
    "etl.ledger.last_said",
    *(f"etl.mirror.{name}" for name in ("member_names", "next_workbook")),
    *(
        f"etl.ledger.{name}"
        for name in ("four_eyes", "history_for", "not_told", "own_uploads", "proposals_for", "waiting_uploads")
    ),
    *(f"etl.ledger.{name}" for name in ("LedgerEntry", "entries_for", "rows_of_views")),
    *(
        f"etl.papers.{name}"
        for name in (
            "DONE",
            "STATUSES",
            "TO_WRITE",
            "Differs",
            "Findings",
            "KeptDraft",
            "KeptPaper",
            "PaperChapter",
            "Saved",
            "as_chapters",
        )
    ),
    "etl.recovery.ErasureCertificate",
    "etl.recovery.certificate_lines",
    "etl.snapshot.CandidateSnapshot",
    # What recognises somebody, by a cookie, a password or a one-time link, which are proof themselves.
    *(
        f"etl.accounts.{name}"
        for name in (
            "Account",
            "FIRST",
            "HERE",
            "INVITATION",
            "LAUNCHED_DAYS",
            "Launch",
            "LinkRefused",
            "OneTimeLink",
            "RESET",
            "SHORTEST",
            "actor_of",
            "change_password",
            "first_administrator_link",
            "look_at_link",
            "redeem_link",
            "redeem_with_identity",
            "session_of",
            "sign_in",
            "sign_in_identity",
            "sign_out",
        )
    ),
    *(
        f"etl.ledger.{name}"
        for name in (
            "ALWAYS",
            "AUDIT_ACTIONS",
            "KEEP_MONTHS",
            "largest_upload",
            "removed_by_age",
            "end_by_age",
            "AuditCheck",
            "AuditFilter",
            "AuditLine",
            "SETTINGS",
            "StandingSetting",
            "THRESHOLD",
            "setting",
            "settings",
            "upload",
            "verify_audit",
        )
    ),
    "etl.ledger.standing_editions",
    "etl.ledger.uploads",
    "etl.ledger.Upload",
    *(
        f"etl.publishers.{name}"
        for name in (
            "ALL",
            "HAND_FILES",
            "PublisherEntry",
            "Refreshed",
            "RowProblem",
            "SeriesDifference",
            "Told",
            "nothing_reached",
        )
    ),
    *(
        f"etl.refresh.{name}"
        for name in ("Round", "known_publishers", "last_asked", "last_round", "waiting_changes", "waiting_mark")
    ),
}


@cache
def doors() -> set[str]:
    """Every public function of the ETL that wants to know who does it."""
    found = set()
    for path in (ROOT / "etl").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                if "who" in names:
                    found.add(f"{module}.{node.name}")
    return found | {f"{package}.{name}" for package, name, origin in handed_on() if f"{origin}.{name}" in found}


def handed_on() -> Iterator[tuple[str, str, str]]:
    """Package, name and the module it comes from, of everything that a room of the ETL offers under its own name."""
    for path in (ROOT / "etl").rglob("__init__.pyi"):
        package = ".".join(path.parent.relative_to(ROOT).parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from ((package, alias.asname or alias.name, f"{package}.{node.module}") for alias in node.names)


def unguarded(source: str) -> Iterator[str]:
    """What ``source`` does with the ETL that is neither reading nor a door with proof at the call itself."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            ours = [a for a in node.names if a.name.split(".")[0] == "etl"]
            names |= {a.asname or "etl": a.name if a.asname else "etl" for a in ours}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "etl":
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    guarded: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (target := _target(node.func, names)) in doors():
            if any(k.arg == "who" and PROOF.fullmatch(ast.unparse(k.value)) for k in node.keywords):
                guarded.add(node.func)
            else:
                yield f"line {node.lineno}: {target} is called without who=require_actor(Action…)"
                guarded.add(node.func)
    inner = {part for function in guarded for part in ast.walk(function)}
    beginnings = {other.value for other in ast.walk(tree) if isinstance(other, ast.Attribute)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name | ast.Attribute) or node in inner or node in beginnings:
            continue
        target = _target(node, names)
        if target and not any(target == known or target.startswith(f"{known}.") for known in READING):
            yield f"line {node.lineno}: {target} is neither reading nor called with proof"


def _target(node: ast.expr, names: dict[str, str]) -> str:
    text = ast.unparse(node)
    first, _, rest = text.partition(".")
    return names[first] + (f".{rest}" if rest else "") if first in names else ""


PAGES = sorted(path.relative_to(ROOT).as_posix() for room in ("pages", "ui") for path in (ROOT / room).rglob("*.py"))


def test_every_door_asks_who_is_there() -> None:
    found = {path: list(unguarded((ROOT / path).read_text(encoding="utf-8"))) for path in PAGES}
    assert {path: doors for path, doors in found.items() if doors} == {}


def test_the_doors_are_known() -> None:
    assert {
        "etl.boundaries.publish_boundaries",
        "etl.intake.accept",
        "etl.intake.add_row",
        "etl.intake.decide_uptake",
        "etl.intake.assess",
        "etl.intake.bring",
        "etl.intake.in_memory.publish",
        "etl.intake.publish",
        "etl.intake.settle",
        "etl.intake.unsettle",
        "etl.intake.withdraw",
        "etl.intake.withdraw_entry",
        "etl.ledger.copy_kept",
        "etl.ledger.submit",
        "etl.ledger.record_withdrawal",
        "etl.papers.save_text",
        "etl.refresh.accept_shown",
        "etl.refresh.begin_round",
        "etl.refresh.stop_round",
    } <= doors()


@pytest.mark.parametrize(
    "source",
    [
        "from etl.intake.accepting import accept\naccept(state, path, checked, member='m', who='me')",
        "from etl.intake.accepting import withdraw\nwithdraw(state, 'U1', why='x', who=writer.who)",
        "from etl.intake.accepting import accept\nf = accept",
        "from etl import desk\ndesk.publish(1, who='x')",
        "from etl import desk as d\nf = d.publish",
        "from functools import partial\nfrom etl.intake.accepting import withdraw\np = partial(withdraw, "
        "who=require_actor(Action.WITHDRAW))",
        "from etl.snapshot.assemble import build\nbuild(state)",
        "from etl.snapshot.publish import publish\npublish(state)",
        "import etl.ledger\netl.ledger.submit(state)",
        "from etl.intake import publish\npublish(state, found, member='m', who='me')",
        "from etl import intake\nf = intake.withdraw_entry",
        "from etl.intake import publish\npublish(state, found, member='m', who=current_actor())",
        "from etl.intake import publish\npublish(state, found, member='m', who=require_actor(action))",
        "from etl.intake import publish\npublish(state, found, member='m', who=owner('me'))",
    ],
)
def test_an_unguarded_door_is_noticed(source: str) -> None:
    assert list(unguarded(source))


def test_no_screen_makes_an_actor() -> None:
    """Whoever acts comes from the ledger, by the cookie of the browser; nothing on a screen can say who it is."""
    makers = []
    for path in PAGES:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree) if isinstance(node, ast.Call)}
        makers += [path] if called & {"Actor", "owner"} else []
    assert set(makers) <= {"ui/parts/old_access.py"}
