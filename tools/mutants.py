"""Put small faults into the product, one at a time, and count how many the tests of their room notice.

``python tools/mutants.py --seed 7 --count 40`` draws forty faults spread over all rooms, ``--room etl.tables`` only
there; ``--list`` shows them and runs nothing, ``--only 3,8`` runs some of them, ``--out faults.csv`` (or ``.json``)
keeps the result. Each fault changes one expression or statement of a scratch copy of this tree; the room's tests
(``TESTS``) then run until the first failure. A kill counts only when the failing test passes without the fault. Whoever
mends a survivor gives its *branch* a case of its own and then draws with another seed: a draw that was looked at
measures nothing any more.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.house import modules, room  # noqa: E402

_READER = (
    "tests/etl/understanding/test_read_sheets.py",
    "tests/etl/understanding",
    "tests/etl/corpus",
    "tests/etl/test_cases.py",
    "tests/etl/test_golden_facts.py",
)
_EXPLORE = (
    "tests/ui/explore",
    "tests/pages/test_explorer_views.py",
    "tests/pages/test_explore_charts.py",
    "tests/pages/test_explore.py",
    "tests/pages/test_hall.py",
    "tests/pages/test_members_layer.py",
)
#: The tests of each room, the nearest first. No browser, no office: a fault that only they notice counts as unnoticed.
TESTS: dict[str, tuple[str, ...]] = {
    "geo": ("tests/geo",),
    "childrights.i18n": ("tests/childrights/test_i18n.py",),
    "childrights.catalogue": ("tests/childrights/test_catalogue.py",),
    "childrights.files": ("tests/childrights/test_files.py",),
    "childrights.statistics": tuple(
        f"tests/childrights/test_{name}.py"
        for name in ("uncertainty", "inequality", "equity", "spread", "change", "breaks", "targets", "evidence")
    ),
    "childrights.language": (
        "tests/childrights/test_format.py",
        "tests/childrights/test_layer_words.py",
        "tests/childrights/test_evidence.py",
    ),
    "childrights.snapshot": (
        "tests/childrights/test_lineage.py",
        "tests/childrights/test_listing.py",
        "tests/childrights/test_layers.py",
        "tests/childrights/test_published_stands.py",
        "tests/childrights/test_birth.py",
    ),
    "childrights.members": (
        "tests/childrights/test_layers.py",
        "tests/childrights/test_layer_words.py",
        "tests/childrights/test_published_stands.py",
    ),
    "childrights.areas": tuple(f"tests/childrights/test_{name}.py" for name in ("coverage", "places", "regrouped")),
    "childrights.export": tuple(
        f"tests/childrights/test_{name}.py" for name in ("exporting", "exporting_layers", "sharing", "gap_export")
    ),
    "childrights.rights": tuple(
        f"tests/childrights/test_{name}.py" for name in ("articles", "recommendations", "review_cycles", "assessments")
    ),
    "childrights.gaps": tuple(
        f"tests/childrights/test_{name}.py" for name in ("gaps", "matrix", "coverage_grid", "gap_export")
    ),
    "childrights.profile": ("tests/childrights/test_profile.py",),
    "childrights.certificate": ("tests/childrights/test_birth.py",),
    "childrights.search": ("tests/childrights/test_search.py",),
    "childrights.charts": ("tests/childrights/charts",),
    "childrights.pictures": ("tests/childrights/pictures", "tests/ui/test_message_picture.py"),
    "childrights.messages": ("tests/childrights/messages",),
    "childrights.briefs": (
        "tests/childrights/briefs/test_order.py",
        "tests/childrights/briefs/test_compose.py",
        "tests/childrights/briefs",
    ),
    "childrights.writers": ("tests/childrights/writers",),
    "childrights.basket": ("tests/childrights/test_basket.py", "tests/childrights/test_basket_brief.py"),
    "etl.reading": ("tests/etl/reading",),
    "etl.problems": ("tests/etl/understanding/test_sentences.py", "tests/etl/test_alike.py", "tests/etl/test_check.py"),
    "etl.ledger": (
        "tests/etl/test_audit.py",
        "tests/etl/test_settings.py",
        "tests/etl/test_asking_first.py",
        "tests/etl/test_ledger.py",
        "tests/etl/test_accepted.py",
        "tests/etl/test_decided.py",
        "tests/etl/test_proposed.py",
    ),
    "etl.permissions": ("tests/etl/test_permissions.py", "tests/etl/test_asking_first.py"),
    "etl.accounts": ("tests/etl/accounts",),
    "etl.sources": ("tests/etl/test_sources.py", "tests/etl/test_golden_facts.py"),
    "etl.gate": ("tests/etl/test_gate.py",),
    "etl.workbooks": (
        "tests/etl/test_template.py",
        "tests/etl/test_template_round.py",
        "tests/etl/test_annotate.py",
        "tests/etl/test_workbook_words.py",
    ),
    "etl.doors": ("tests/etl/doors",),
    "etl.cleaned": ("tests/etl/test_cleaned.py", "tests/etl/test_accepted.py"),
    "etl.snapshot": ("tests/etl/test_publish.py", "tests/etl/test_gate.py", "tests/etl/test_two_loads.py"),
    "etl.boundaries": ("tests/etl/boundaries",),
    "etl.intake": (
        "tests/etl/intake",
        "tests/etl/test_recommend.py",
        "tests/etl/test_assess.py",
        "tests/etl/test_accepted.py",
    ),
    "etl.persons": (
        "tests/etl/understanding/test_personal.py",
        "tests/etl/test_persons_elsewhere.py",
        "tests/etl/corpus",
    ),
    "ui.parts": ("tests/ui", "tests/pages/test_share.py", "tests/pages/test_number.py", *_EXPLORE[1:2]),
    "ui.shell": ("tests/ui", "tests/pages/test_addresses.py", "tests/pages/test_search.py"),
    "ui.explore": _EXPLORE,
    "ui.read": tuple(f"tests/pages/test_{name}.py" for name in ("rights", "province", "gaps", "search", "explore")),
    "ui.about": ("tests/ui/test_samples.py", "tests/pages/test_explore.py", "tests/ui/test_tour.py"),
    "ui.contribute": ("tests/ui/manage", "tests/pages/manage"),
    "ui.advocate": ("tests/pages/test_messages.py", "tests/ui/test_memory.py", "tests/ui/test_keeping.py"),
    "ui.tracker": ("tests/pages/advocate",),
    "launcher": ("tests/launcher/test_words.py", "tests/launcher/test_computer.py", "tests/launcher"),
    "cli": ("tests/test_cli.py", "tests/test_outputs.py"),
    "pages": ("tests/pages",),
    "etl.periods": (
        *(f"tests/etl/understanding/test_{name}.py" for name in ("periods", "period_words", "times")),
        *_READER,
    ),
    "etl.cells": (
        *(f"tests/etl/understanding/test_{name}.py" for name in ("values", "values_properties", "units")),
        *_READER,
    ),
} | dict.fromkeys(
    (f"etl.{name}" for name in ("labels", "tables", "checks", "scope", "figures", "understanding")), _READER
)


_FLIPPED = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_REVERSED = {ast.Lt: ">", ast.LtE: ">=", ast.Gt: "<", ast.GtE: "<="}
_SIGNS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}
_OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Either order of their arguments says the same, or nearly: swapping them is no fault.
_COMMUTATIVE = frozenset(("min", "max", "zip", "gcd", "isclose", "union", "intersection", "isdisjoint", "chain"))
#: Settings that change speed, memory or the bytes of an error, not what is said.
_NO_FAULT = frozenset(
    (
        "strict",
        "maxsize",
        "encoding",
        "errors",
        "exist_ok",
        "parents",
        "stacklevel",
        "check",
        "width",
        "timeout",
        "repr",
        "compare",
        "slots",
        "frozen",
        "kw_only",
        "key",
        "help",
    )
)
_A_BOUND = re.compile(r"_?(MOST|LONGEST|FEW|ENOUGH|CHUNK|CACHE|LIMIT|MAX|SHOWN|TIMEOUT|PATIENCE)(_|$)")
_QUIET = re.compile(r"\b(log|logger|warnings|gc|cache_clear|freeze|setdefault|close|flush)\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """One change: bytes ``start`` to ``end`` of ``path`` become ``now``."""

    room: str
    path: str
    line: int
    kind: str
    start: int
    end: int
    was: str
    now: str
    within: str


class _Finder:
    """Every fault that one module offers."""

    def __init__(self, in_room: str, path: str, source: str) -> None:
        self.room, self.path, self.source = in_room, path, source.encode()
        self.lines = [0]
        for line in self.source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.tree = ast.parse(source)
        self.found: list[Fault] = []
        self.within = ""

    def faults(self) -> list[Fault]:
        self._visit(self.tree)
        return self.found

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        start = self.lines[node.lineno - 1] + node.col_offset
        return start, self.lines[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)

    def _text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self._span(node)
        return self.source[start:end].decode()

    def _add(self, kind: str, node: ast.expr | ast.stmt, now: str) -> None:
        start, end = self._span(node)
        was = self.source[start:end].decode()
        self.found.append(Fault(self.room, self.path, node.lineno, kind, start, end, was, now, self.within))

    def _visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
            return  # before Python 3.12 the parts of an f-string have no place of their own
        if isinstance(node, ast.If) and "TYPE_CHECKING" in self._text(node.test):
            return
        outer = self.within
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            self.within = f"{outer}.{node.name}".lstrip(".")
            if node.name in ("__repr__", "__dir__"):
                return
        for change in (self._expressions, self._constants, self._statements):
            change(node)
        for child in self._children(node):
            self._visit(child)
        self.within = outer

    def _children(self, node: ast.AST) -> Iterator[ast.AST]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            if isinstance(node, ast.Assign | ast.AnnAssign) and name == "value" and self._is_type(value):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.keyword) and child.arg in _NO_FAULT:
                    continue
                if isinstance(child, ast.AST):
                    yield child

    def _is_type(self, value: ast.AST | None) -> bool:
        """``Cell = tuple[int, int]``, ``X = A | None``: an alias, never looked at."""
        if isinstance(value, ast.Subscript):
            return isinstance(value.value, ast.Name) and value.value.id in ("tuple", "dict", "list", "set", "Callable")
        return isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr) and not self.within

    def _expressions(self, node: ast.AST) -> None:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right, op = self._text(node.left), self._text(node.comparators[0]), type(node.ops[0])
            self._add("comparison", node, f"({left} {_FLIPPED[op]} {right})")
            if op in _REVERSED:
                self._add("comparison", node, f"({left} {_REVERSED[op]} {right})")
        elif isinstance(node, ast.BoolOp):
            word = " and " if isinstance(node.op, ast.And) else " or "
            for n in range(len(node.values)):
                kept = [f"({self._text(one)})" for m, one in enumerate(node.values) if m != n]
                self._add(f"dropped{word.rstrip()}", node, f"({word.join(kept)})")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._add("dropped not", node, f"({self._text(node.operand)})")
        elif isinstance(node, ast.BinOp) and type(node.op) in _SIGNS and not self._joins_text(node):
            self._add("sign", node, f"({self._text(node.left)} {_SIGNS[type(node.op)]} {self._text(node.right)})")
        elif isinstance(node, ast.comprehension):
            for one in node.ifs:
                self._add("negated", one, f"(not ({self._text(one)}))")
                self._add("dropped if", one, "True")
        elif isinstance(node, ast.Call):
            self._calls(node)
        if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.Compare | ast.Constant):
            self._add("negated", node.test, f"(not ({self._text(node.test)}))")

    def _joins_text(self, node: ast.BinOp) -> bool:
        sides = [one for side in ast.walk(node) if isinstance(side, ast.BinOp) for one in (side.left, side.right)]
        return any(
            isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
            for one in sides
        )

    def _calls(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if isinstance(node.func, ast.Name) and name in _OPPOSITES:
            self._add("opposite", node.func, _OPPOSITES[name])
        plain = [one for one in node.args if isinstance(one, ast.Name | ast.Attribute)]
        if len(plain) == len(node.args) and len(plain) > 1 and name not in _COMMUTATIVE:
            one, other = plain[0], plain[1]
            start, end = self._span(one)[0], self._span(other)[1]
            between = self.source[self._span(one)[1] : self._span(other)[0]].decode()
            self.found.append(
                Fault(
                    self.room,
                    self.path,
                    node.lineno,
                    "swapped",
                    start,
                    end,
                    self.source[start:end].decode(),
                    f"{self._text(other)}{between}{self._text(one)}",
                    self.within,
                )
            )

    def _constants(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign) and not self.within and node.value is not None:
            names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
            if any(name == "__all__" or _A_BOUND.search(name) for name in names):
                return
        for child in self._children(node):
            if not isinstance(child, ast.Constant) or isinstance(child.value, str | bytes):
                continue
            value = child.value
            if isinstance(value, bool):
                self._add("constant", child, str(not value))
            elif isinstance(value, int):
                self._add("constant", child, str(value + 1 if value < 10 else value // 2))
            elif isinstance(value, float):
                self._add("constant", child, repr(value * 2 if value else 1.0))
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 2:
            texts = [one for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(texts) == len(node.elts) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                for n in range(len(texts)):
                    kept = [self._text(one) for m, one in enumerate(texts) if m != n]
                    brackets = {ast.Tuple: "()", ast.List: "[]", ast.Set: "{}"}[type(node)]
                    self._add("dropped word", node, f"{brackets[0]}{', '.join(kept)}{brackets[1]}")

    def _statements(self, node: ast.AST) -> None:
        for name, body in ast.iter_fields(node):
            if name not in ("body", "orelse", "finalbody") or not isinstance(body, list):
                continue
            for place, one in enumerate(body):
                if isinstance(one, ast.Continue | ast.Break):
                    self._add(f"dropped {type(one).__name__.lower()}", one, "pass")
                elif isinstance(one, ast.Return) and isinstance(node, ast.If | ast.For | ast.While):
                    self._add("dropped return", one, "pass")
                elif isinstance(one, ast.Expr) and isinstance(one.value, ast.Call | ast.Yield | ast.YieldFrom):
                    if not _QUIET.search(self._text(one)):
                        self._add("dropped call", one, "(yield)" if self._only_yield(body, place) else "pass")
                elif isinstance(one, ast.AugAssign) and type(one.op) in _SIGNS:
                    target, value = self._text(one.target), self._text(one.value)
                    if isinstance(one.value, ast.Constant | ast.Name):
                        self._add("sign", one, f"{target} {_SIGNS[type(one.op)]}= {value}")

    def _only_yield(self, body: Sequence[ast.stmt], place: int) -> bool:
        """A generator without its only ``yield`` would be no generator."""
        one = body[place]
        return isinstance(one, ast.Expr) and isinstance(one.value, ast.Yield) and one.value.value is None


def faults_of(root: Path) -> dict[str, list[Fault]]:
    """Every fault that could be made, by room; only those that still compile."""
    found: dict[str, list[Fault]] = {}
    files = dict(modules(root)) | {f"launcher.{path.stem}": path for path in (root / "launcher").glob("*.py")}
    for name, path in sorted(files.items()):
        in_room = "launcher" if name.startswith("launcher.") else room(name)
        if in_room not in TESTS:
            continue
        source = path.read_text(encoding="utf-8")
        for fault in _Finder(in_room, path.relative_to(root).as_posix(), source).faults():
            if fault.was.strip("() ") != fault.now.strip("() "):
                found.setdefault(in_room, []).append(fault)
    return found


def drawn(found: dict[str, list[Fault]], count: int, seed: int) -> list[Fault]:
    """``count`` faults, as evenly over the rooms, the kinds of change and the functions as there are."""
    rng = random.Random(seed)
    taken: list[Fault] = []
    functions: set[tuple[str, str]] = set()
    rooms = sorted(found)
    order: list[str] = []
    while len(taken) < count and rooms:
        if not order:
            order = rng.sample(rooms, len(rooms))
        pool = [one for one in found[order.pop()] if (one.path, one.within) not in functions]
        if not pool:
            functions.clear()
            continue
        kind = rng.choice(sorted({one.kind for one in pool}))
        one = rng.choice([one for one in pool if one.kind == kind])
        if compiles(one):
            taken.append(one)
            functions.add((one.path, one.within))
    return taken


def changed(source: bytes, fault: Fault) -> bytes:
    """The module with its fault."""
    return source[: fault.start] + fault.now.encode() + source[fault.end :]


def compiles(fault: Fault) -> bool:
    """Whether the changed module is Python: a fault of the grammar tests nothing."""
    try:
        ast.parse(changed((ROOT / fault.path).read_bytes(), fault))
    except SyntaxError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault: ``killed``, ``survived``, ``late`` (no answer in time) or ``broken`` (the test fails
    without the fault too)."""

    fault: Fault
    result: str
    by: str
    seconds: float


def scratch_copy(folder: Path) -> Path:
    """The files of this tree that are kept or about to be, in a folder of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def failing(copy: Path, tests: Sequence[str], seconds: float) -> str:
    """The first test that fails in the copy; ``""`` when all pass, ``late`` when they take too long."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests]
    # Derandomised, so that a fault is met by the same examples each time; no bytecode, so that none outlives its fault.
    surroundings = os.environ | {"CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    surroundings.pop("CHILDRIGHTS_HOME", None)
    try:
        run = subprocess.run(command, cwd=copy, env=surroundings, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return "late"
    if run.returncode in (0, 5):
        return ""
    told = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", run.stdout, re.M)
    return told[1] if told else "start"


def tried(copy: Path, fault: Fault, seconds: float) -> Outcome:
    """One fault put in, its room's tests run, the fault taken out again."""
    path, began = copy / fault.path, time.monotonic()
    source, stamp = path.read_bytes(), path.stat()
    path.write_bytes(changed(source, fault))
    by = failing(copy, TESTS[fault.room], seconds)
    path.write_bytes(source)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    result = {"": "survived", "late": "late"}.get(by, "killed")
    return Outcome(fault, result, by, round(time.monotonic() - began, 1))


def without_false_kills(copy: Path, outcomes: Sequence[Outcome], seconds: float) -> list[Outcome]:
    """The outcomes, those ``broken`` whose failing test fails without any fault."""
    killers = {one.by for one in outcomes if one.result == "killed" and "::" in one.by}
    broken: set[str] = set()
    while killers and (by := failing(copy, sorted(killers - broken), seconds)):
        if by not in killers:
            raise SystemExit(f"the tests fail without any fault: {by}")
        broken.add(by)
        if broken == killers:
            break
    return [Outcome(one.fault, "broken", one.by, one.seconds) if one.by in broken else one for one in outcomes]


def write(path: Path, outcomes: Sequence[Outcome]) -> None:
    """The list as CSV or, by its ending, JSON."""
    rows = [{"result": one.result, "by": one.by, "seconds": one.seconds} | asdict(one.fault) for one in outcomes]
    for row in rows:
        del row["start"], row["end"]
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".json":
            json.dump(rows, file, ensure_ascii=False, indent=1)
        else:
            table = csv.DictWriter(file, list(rows[0]) if rows else ["result"])
            table.writeheader()
            table.writerows(rows)


def told(fault: Fault) -> str:
    """A fault in one line."""
    was, now = (" ".join(text.split()) for text in (fault.was, fault.now))
    return f"{fault.path}:{fault.line} {fault.within} [{fault.kind}] {was[:110]}  =>  {now[:110]}"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--room", action="append", choices=sorted(TESTS), help="only in this room; may be repeated")
    options.add_argument("--only", help="numbers of the list, with commas between them")
    options.add_argument("--list", action="store_true", help="show the faults and run nothing")
    options.add_argument("--seconds", type=float, default=300, help="the most that one fault may take")
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    found = {name: faults for name, faults in faults_of(ROOT).items() if name in (given.room or TESTS)}
    faults = list(enumerate(drawn(found, given.count, given.seed)))
    if given.only:
        faults = [(n, one) for n, one in faults if str(n) in given.only.split(",")]
    if given.list:
        for n, fault in faults:
            print(f"{n:3} {told(fault)}")
        return 0
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = scratch_copy(Path(folder))
        for n, fault in faults:
            outcomes.append(tried(copy, fault, given.seconds))
            print(
                f"{n:3} {outcomes[-1].result:8} {outcomes[-1].seconds:5} s  {told(fault)}  {outcomes[-1].by}",
                flush=True,
            )
        outcomes = without_false_kills(copy, outcomes, given.seconds * 2)
    if given.out:
        write(given.out, outcomes)
    counted = [one for one in outcomes if one.result != "broken"]
    noticed = [one for one in counted if one.result == "killed"]
    print(
        f"{len(noticed)} of {len(counted)} faults noticed; {len(outcomes) - len(counted)} had a test that fails anyway"
    )
    return 0 if len(noticed) == len(counted) else 1


if __name__ == "__main__":
    raise SystemExit(main())
