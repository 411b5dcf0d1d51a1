"""The short answer of ``check`` as text: what was found, what is wrong, most important first, in Khmer or English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from childrights.i18n import N_, Translator, translator
from childrights.members import RULES
from etl.problems import CheckResult, FoundTable, Problem, more_of, say
from etl.understanding.table_words import explained, explanation

_MOST_CELLS = 6
_MOST_CAUSES = 40

_SEVERITIES = {"error": N_("Errors"), "warning": N_("Warnings")}


def text_report(result: CheckResult, lang: str = "en") -> str:
    """The result of a check for a terminal: a line of counts, the tables found, then problems grouped by cause.

    Each cause is said once with the cells it concerns; errors come before warnings, frequent
    causes before rare ones.
    """
    tr = translator(lang)
    lines = [result.file, ""]
    lines += _counts(result, tr)
    if result.tables:
        lines += ["", tr._("Tables found")]
        width = max(len(_place(t.sheet, t.cell_range)) for t in result.tables)
        lines += [f"  {_place(t.sheet, t.cell_range):<{width}}  {_explained(t, tr)}" for t in result.tables]
    for severity, title in _SEVERITIES.items():
        lines += _problems([p for p in result.problems if p.severity == severity], tr._(title), tr)
    if not result.problems:
        lines += ["", tr._("No problems found.")]
    return "\n".join(lines) + "\n"


def _counts(result: CheckResult, tr: Translator) -> list[str]:
    rows = [
        (tr._("Figures found"), result.found),
        (tr._("Accepted"), len(result.observations)),
        (tr._("Not accepted"), result.rejected),
        (tr._("Totals, ranks and the like, not figures of a place"), result.skipped),
    ]
    rows = [(name, count) for name, count in rows if count or name != rows[-1][0]]
    width = max(len(name) for name, _ in rows)
    return [f"{name:<{width}}  {count:>7,}" for name, count in rows] + withheld_lines(result.withheld, tr)


def withheld_lines(withheld: Mapping[str, int], tr: Translator) -> list[str]:
    """What is accepted but will not be shown, a line for each rule with how many figures it keeps back."""
    if not withheld:
        return []
    lines = ["", tr._("Accepted, but not shown:")]
    return lines + [f"  {count:>7,}  {tr._(RULES[rule])}" for rule, count in withheld.items()]


def _explained(table: FoundTable, tr: Translator) -> str:
    """How a table was understood: the sentence of ``check`` in English, its parts one by one in Khmer."""
    return explanation(table) if tr.lang == "en" else explained(table, tr)


def _place(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if cell else sheet


def _problems(problems: Iterable[Problem], title: str, tr: Translator) -> list[str]:
    causes: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        causes[say(one, tr._)].append(one)
    if not causes:
        return []
    ordered = sorted(causes.items(), key=lambda item: -len(item[1]))
    lines = ["", f"{title}: {sum(1 + more_of(one) for held in causes.values() for one in held):,}"]
    for (message, suggestion), held in ordered[:_MOST_CAUSES]:
        lines.append(f"  {_cells(held)}")
        lines.append(f"      {message}")
        if suggestion:
            lines.append(f"      → {suggestion}")
    if len(ordered) > _MOST_CAUSES:
        lines.append(f"  … {len(ordered) - _MOST_CAUSES:,}")
    return lines


def _cells(held: list[Problem]) -> str:
    places = list(dict.fromkeys(_place(p.sheet, p.cell) for p in held if p.sheet or p.cell))
    more = f" … (+{len(places) - _MOST_CELLS:,})" if len(places) > _MOST_CELLS else ""
    return ", ".join(places[:_MOST_CELLS]) + more if places else "–"
