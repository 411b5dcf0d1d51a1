"""Which problems ``(code, variant)`` the code can make and asks for, read off its syntax trees.

A problem starts where an ``Issue`` or a ``problem`` is made, or where a reading that becomes one is (``CARRIERS``).
What stands there is followed back over names, tables of codes, conditions, arguments of helpers and what functions
return. What cannot be followed is ``Unseen``: such code has to name its problems in a way that can be seen.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from etl.problems.sentence_table import SENTENCES
from etl.reading import REFUSALS

PROBLEM_CODES = tuple(dict.fromkeys([*(code for code, _ in SENTENCES), *(code for code, _ in REFUSALS.values())]))
#: Who takes a problem: its room, its fields in order, where the code (or one that is always the same) and the variant
#: stand.
CARRIERS: Mapping[str, tuple[str, tuple[str, ...], str, str]] = {
    "Issue": ("etl.problems", ("code", "variant", "severity", "params"), "code", "variant"),
    "problem": ("etl.problems", ("code", "variant", "severity", "sheet", "cell", "value"), "code", "variant"),
    "CellFault": ("etl.doors", ("name", "code", "variant"), "code", "variant"),
    "RowFault": ("etl.publishers", ("variant",), "=fetched_row", "variant"),
    "ValueReading": ("etl.cells", (), "code", "variant"),
    "PeriodReading": (
        "etl.periods",
        ("kind", "start", "end", "label", "warning", "variant"),
        "=unknown_year",
        "variant",
    ),
    "Limit": ("etl.scope", ("words", "cell", "answer", "stands", "variant"), "=unknown_category", "variant"),
}
ANY = "*"
WARNING = ("PeriodReading", "warning")
"""A reading of a period has a second variant: the warning of one that is taken."""
REPLACED = {"variant": ANY, "warning": "=unknown_year"}
"""Fields of what carries a problem that ``replace`` may set."""
CARRIED = frozenset(("code", "variant", "warning"))
"""Attributes of what carries a problem: they were looked at where it was made."""
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unseen(Exception):
    """Code whose problems cannot be told from its syntax."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a code and a variant are used; either may be ``ANY``."""

    place: str
    code: str
    variant: str


@dataclass(slots=True)
class _File:
    name: str
    tree: ast.Module
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    constants: dict[str, list[ast.expr]] = field(default_factory=lambda: defaultdict(list))
    functions: dict[str, list[_Function]] = field(default_factory=lambda: defaultdict(list))
    calls: dict[str, list[ast.Call]] = field(default_factory=lambda: defaultdict(list))
    fields: dict[str, list[ast.AnnAssign]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
            if isinstance(node, _Function):
                self.functions[node.name].append(node)
            elif isinstance(node, ast.Call):
                self.calls[_called(node)].append(node)
            elif isinstance(node, ast.ClassDef):
                self.fields[node.name] = [line for line in node.body if isinstance(line, ast.AnnAssign)]
        for statement in self.tree.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for target in targets:
                    held = statement.value
                    if isinstance(target, ast.Name):
                        self.constants[target.id].append(held)
                    elif isinstance(target, ast.Tuple) and isinstance(held, ast.Tuple):
                        for part, value in zip(target.elts, held.elts, strict=False):
                            self.constants[getattr(part, "id", "")].append(value)

    def knows(self, name: str, room: str) -> bool:
        """Whether a name is that of a room: the file lies in it, or takes the name from there."""
        if self.name.startswith(room.replace(".", "/")):
            return True
        taken = (
            node for node in self.tree.body if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(room)
        )
        return any(one.name == name for node in taken for one in node.names)

    def around(self, node: ast.AST) -> list[_Function]:
        """The functions a node stands in, the innermost first."""
        return [one for one in self.over(node) if isinstance(one, _Function)]

    def over(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, the innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


class Uses:
    """The problems that some files make (``made``) and ask for (``asked``)."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.files = [_File(name, ast.parse(text)) for name, text in sources.items()]
        self._busy: set[tuple[int, int | None]] = set()

    # -- what is made and what is asked for --------------------------------------------------------------------

    def made(self) -> Iterator[Use]:
        """Every problem that may be made."""
        for file in self.files:
            for name, (room, fields, code, variant) in CARRIERS.items():
                for call in file.calls[name] if file.knows(name, room) else ():
                    yield from self._made_by(file, call, fields, code, variant)
                    if name == WARNING[0]:
                        yield from self._made_by(file, call, fields, code, WARNING[1])
            for name in ("replace", "_replace"):
                for call in file.calls[name]:
                    for word in call.keywords:
                        if word.arg in REPLACED:
                            yield from self._made_by(file, call, (), REPLACED[word.arg], word.arg)

    def _made_by(self, file: _File, call: ast.Call, fields: tuple[str, ...], code: str, variant: str) -> Iterator[Use]:
        """The problems of one call. A helper that takes both from its callers is followed to each of them, so that no
        code is paired with the variant of another caller."""
        place = f"{file.name}, line {call.lineno}"
        told = _argument(call, variant, fields) or self._default_of_class(_called(call), variant)
        given: ast.expr | None = ast.Constant(code.removeprefix("="))
        if not code.startswith("=") and code != ANY:
            given = _argument(call, code, fields)
        if told is None or given is None:
            return
        try:
            for where, one, other in self._as_called(file, call, given, told):
                codes, variants = self.values(where, one), self.values(where, other)
                if not codes or not variants:
                    raise Unseen(f"cannot see what {ast.unparse(one)} and {ast.unparse(other)} are")
                yield from (Use(place, *pair) for pair in product(sorted(codes), sorted(variants - {""})))
        except Unseen as unseen:
            raise Unseen(f"{place}: {unseen}") from None

    def _as_called(
        self, file: _File, call: ast.Call, code: ast.expr, variant: ast.expr
    ) -> Iterator[tuple[_File, ast.expr, ast.expr]]:
        function = next(iter(file.around(call)), None)
        names = [getattr(one, "id", "") for one in (code, variant)]
        if function is None or not any(name and _is_parameter(function, name) for name in names):
            yield file, code, variant
            return
        for home, outer in self._calls_of(file, function):
            pair = []
            for one, name in zip((code, variant), names, strict=True):
                if name and _is_parameter(function, name):
                    given = _argument(outer, name, _fields(function)) or _default(function, name)
                    if given is None:
                        raise Unseen(f"{ast.unparse(outer)} does not say its {name}")
                    pair.append(given)
                else:
                    pair.append(one)
            yield from self._as_called(home, outer, *pair)

    def _default_of_class(self, name: str, field_name: str) -> ast.expr | None:
        room = CARRIERS[name][0].replace(".", "/") if name in CARRIERS else "nowhere"
        for line in (line for file in self.files if file.name.startswith(room) for line in file.fields[name]):
            if isinstance(line.target, ast.Name) and line.target.id == field_name:
                return line.value
        return None

    def asked(self) -> Iterator[Use]:
        """Every variant that the code of a problem is compared with."""
        for file in self.files:
            for node in ast.walk(file.tree):
                if not isinstance(node, ast.Compare):
                    continue
                sides = [node.left, *node.comparators]
                if not any(getattr(side, "attr", getattr(side, "id", "")) == "variant" for side in sides):
                    continue
                place = f"{file.name}, line {node.lineno}"
                for side in sides:
                    if getattr(side, "attr", getattr(side, "id", "")) != "variant":
                        several = isinstance(node.ops[0], ast.In | ast.NotIn)
                        parts = [(file, side)] if not several else list(self.elements(file, side))
                        told = {value for where, part in parts for value in self.values(where, part)}
                        yield from (Use(place, ANY, value) for value in sorted(told - {"", ANY}))

    def reasons(self) -> set[str]:
        """Every reason for which a file is refused."""
        calls = [
            (file, call)
            for file in self.files
            if file.knows("FileRefusal", "etl.reading")
            for call in (*file.calls["FileRefusal"], *file.calls["ReadingStopped"])
        ]
        return set().union(*(self.values(file, call.args[0]) for file, call in calls))

    # -- following an expression back --------------------------------------------------------------------------

    def values(self, file: _File, node: ast.expr, pick: int | None = None) -> set[str]:
        """Every text that an expression (its part ``pick``, when it is a tuple) can be; ``ANY`` for what is carried."""
        mark = (id(node), pick)
        if mark in self._busy:
            return set()
        self._busy.add(mark)
        try:
            return self._values(file, node, pick)
        finally:
            self._busy.discard(mark)

    def _values(self, file: _File, node: ast.expr, pick: int | None) -> set[str]:
        match node:
            case ast.Constant(value=str(text)) if pick is None:
                return {text}
            case ast.Constant(value=None):
                return set()
            case ast.Tuple(elts=parts) if pick is not None:
                return self.values(file, parts[pick])
            case ast.IfExp(body=body, orelse=other):
                return self.values(file, body, pick) | self.values(file, other, pick)
            case ast.BoolOp(op=ast.Or(), values=several):
                return set().union(*(self.values(file, one, pick) for one in several)) - {""}
            case ast.NamedExpr(value=value):
                return self.values(file, value, pick)
            case ast.Attribute(attr=name) if name in CARRIED:
                return {ANY}
            case ast.JoinedStr(values=parts):
                told = [
                    self.values(file, getattr(part, "value", part) if isinstance(part, ast.FormattedValue) else part)
                    for part in parts
                ]
                return {"".join(texts) for texts in product(*told)}
            case ast.Name(id=name):
                return self._named(file, node, name, pick)
            case ast.Subscript(value=table):
                return self._of_all(self.elements(file, table, of_dict=True), pick)
            case ast.Call():
                return self._returned(file, node, pick)
        raise Unseen(f"cannot see what {ast.unparse(node)} is")

    def _of_all(self, several: Iterator[tuple[_File, ast.expr]], pick: int | None) -> set[str]:
        return set().union(*(self.values(where, one, pick) for where, one in several))

    def _returned(self, file: _File, call: ast.Call, pick: int | None) -> set[str]:
        name = _called(call)
        if name == "get" and isinstance(call.func, ast.Attribute):
            found = self._of_all(self.elements(file, call.func.value, of_dict=True), pick)
            return found | (self.values(file, call.args[1], pick) if len(call.args) > 1 else set())
        if name == "next":
            found = self._of_all(self.elements(file, call.args[0]), pick)
            return found | (self.values(file, call.args[1], pick) if len(call.args) > 1 else set())
        homes = [file] if file.functions[name] else self.files
        told: set[str] = set()
        found_one = False
        for home in homes:
            for function in home.functions[name]:
                for node in ast.walk(function):
                    if isinstance(node, ast.Return) and node.value is not None:
                        found_one = True
                        told |= self.values(home, node.value, pick)
        if not found_one:
            raise Unseen(f"cannot see what {ast.unparse(call)} returns")
        return told

    def _named(self, file: _File, node: ast.AST, name: str, pick: int | None) -> set[str]:
        for scope in file.over(node):
            if not isinstance(scope, _Function | ast.GeneratorExp | ast.ListComp | ast.DictComp | ast.SetComp):
                continue
            told = list(self._assigned(file, scope, name))
            if told:
                return set().union(*(self._part(where, value, path, pick) for where, value, path in told))
            if isinstance(scope, _Function) and name in _parameters(scope):
                return self._from_callers(file, scope, name, pick)
        constants = [(file, one) for one in file.constants[name]]
        constants = constants or [(other, one) for other in self.files for one in other.constants[name]]
        if not constants:
            raise Unseen(f"cannot see what {name} is")
        return self._of_all(iter(constants), pick)

    def _part(self, file: _File, value: ast.expr, path: tuple[str | int, ...], pick: int | None) -> set[str]:
        """What a name is that was bound to a part of ``value``: ``each`` of its elements, or the one at a place."""
        if path[:1] == ("each",):
            inner = path[1:]
            several = self.elements(file, value, of_items=bool(inner))
            return set().union(*(self._part(where, one, inner, pick) for where, one in several))
        return self.values(file, value, path[0] if path else pick)  # type: ignore[arg-type]

    def _assigned(
        self, file: _File, scope: ast.AST, name: str
    ) -> Iterator[tuple[_File, ast.expr, tuple[str | int, ...]]]:
        for node in ast.walk(scope):
            bound: list[tuple[ast.expr, ast.expr, tuple[str | int, ...]]] = []
            if isinstance(node, ast.Assign):
                bound = [(target, node.value, ()) for target in node.targets]
            elif isinstance(node, ast.AnnAssign) and (texts := self._literal(node.annotation)) is not None:
                bound = [(node.target, texts, ("each",))]
            elif isinstance(node, ast.NamedExpr) or (isinstance(node, ast.AnnAssign) and node.value is not None):
                bound = [(node.target, node.value, ())]  # type: ignore[list-item]
            elif isinstance(node, ast.For | ast.comprehension):
                bound = [(node.target, node.iter, ("each",))]
            for target, value, path in bound:
                if isinstance(target, ast.Name) and target.id == name:
                    yield file, value, path
                elif isinstance(target, ast.Tuple):
                    for at, part in enumerate(target.elts):
                        if isinstance(part, ast.Name) and part.id == name:
                            yield file, value, (*path, at)

    def _literal(self, annotation: ast.expr) -> ast.expr | None:
        """The texts of a ``Literal``, by its name: that a value is one of them is held by the type checker."""
        name = getattr(annotation, "id", "")
        for file in self.files:
            for one in file.constants[name]:
                if isinstance(one, ast.Subscript) and getattr(one.value, "id", "") == "Literal":
                    return one.slice
        return None

    def _calls_of(self, file: _File, function: _Function) -> list[tuple[_File, ast.Call]]:
        homes = [file] if function.name.startswith("_") else self.files
        calls = [(home, call) for home in homes for call in home.calls[function.name]]
        if not calls or function.name == "__init__":
            raise Unseen(f"cannot see who calls {function.name}")
        return calls

    def _from_callers(self, file: _File, function: _Function, name: str, pick: int | None) -> set[str]:
        told: set[str] = set()
        for home, call in self._calls_of(file, function):
            given = _argument(call, name, _fields(function)) or _default(function, name)
            if given is not None:
                told |= self.values(home, given, pick)
        return told

    # -- following a collection back ---------------------------------------------------------------------------

    def elements(
        self, file: _File, node: ast.expr, *, of_dict: bool = False, of_items: bool = False
    ) -> Iterator[tuple[_File, ast.expr]]:
        """Every element of a collection; the values of a dict where ``of_dict``."""
        match node:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                for part in parts:
                    if isinstance(part, ast.Starred):
                        yield from self.elements(file, part.value)
                    else:
                        yield file, part
            case ast.Dict(keys=keys, values=held):
                for key, value in zip(keys, held, strict=True):
                    if key is None:
                        yield from self.elements(file, value, of_dict=True)
                    else:
                        yield file, value if of_dict else key
            case ast.DictComp(value=value) if of_dict:
                yield file, value
            case ast.ListComp(elt=one) | ast.GeneratorExp(elt=one) | ast.SetComp(elt=one):
                yield file, one
            case ast.BinOp(left=left, right=right):
                yield from self.elements(file, left, of_dict=of_dict)
                yield from self.elements(file, right, of_dict=of_dict)
            case ast.IfExp(body=body, orelse=other):
                yield from self.elements(file, body, of_dict=of_dict)
                yield from self.elements(file, other, of_dict=of_dict)
            case ast.Call(func=ast.Attribute(value=table, attr="values")):
                yield from self.elements(file, table, of_dict=True)
            case ast.Call(func=ast.Attribute(attr="fromkeys"), args=[_, value]):
                yield file, value
            case ast.Call(args=[held]) if _called(node) in ("frozenset", "set", "tuple", "list"):
                yield from self.elements(file, held)
            case ast.Name(id=name):
                yield from self._elements_of_name(file, node, name, of_dict)
            case _:
                raise Unseen(f"cannot see what {ast.unparse(node)} holds")

    def _elements_of_name(
        self, file: _File, node: ast.AST, name: str, of_dict: bool
    ) -> Iterator[tuple[_File, ast.expr]]:
        for function in file.around(node):
            told = [value for _, value, path in self._assigned(file, function, name) if not path]
            if told:
                for value in told:
                    yield from self.elements(file, value, of_dict=of_dict)
                return
        constants = [(file, one) for one in file.constants[name]]
        constants = constants or [(other, one) for other in self.files for one in other.constants[name]]
        if not constants:
            raise Unseen(f"cannot see what {name} holds")
        for where, one in constants:
            yield from self.elements(where, one, of_dict=of_dict)


def _argument(call: ast.Call, name: str, fields: tuple[str, ...]) -> ast.expr | None:
    for word in call.keywords:
        if word.arg == name:
            return word.value
    place = fields.index(name) if name in fields else len(call.args)
    if any(isinstance(arg, ast.Starred) for arg in call.args[: place + 1]):
        raise Unseen(f"cannot see the arguments of {ast.unparse(call)}")
    return call.args[place] if place < len(call.args) else None


def _fields(function: _Function) -> tuple[str, ...]:
    names = tuple(arg.arg for arg in [*function.args.posonlyargs, *function.args.args])
    return names[1:] if names[:1] == ("self",) else names


def _parameters(function: _Function) -> tuple[str, ...]:
    return (*_fields(function), *(arg.arg for arg in function.args.kwonlyargs))


def _is_parameter(function: _Function, name: str) -> bool:
    """Whether a name is what the caller gave; one that is set anew is followed as any other."""
    stored = (node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return name in _parameters(function) and all(node.id != name for node in stored)


def _default(function: _Function, name: str) -> ast.expr | None:
    args = [*function.args.posonlyargs, *function.args.args]
    defaults = dict(zip([arg.arg for arg in reversed(args)], reversed(function.args.defaults), strict=False))
    defaults |= {
        arg.arg: one
        for arg, one in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        if one is not None
    }
    return defaults.get(name)
