"""How a table was understood, in words: "province down column B, year across row 6". Nothing reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from childrights.i18n import N_, Translator
from etl.problems import FoundTable, SaidIn

_COLUMNS_TOLD = 6
_NAMES = {
    "area": "province",
    "period": "year",
    "indicator": "indicator",
    "sex": "sex",
    "age": "age group",
    "residence": "residence",
    "wealth": "wealth group",
    "disability": "disability",
    "unit": "unit",
}
_LEFT_OUT = {
    "total": "totals",
    "total_other": "totals",
    "average": "averages",
    "derived": "ranks, targets and changes",
    "skip": "lines you left out",
    "other unit": "the same in another unit",
}
_PHRASES = {
    "column": "down column {0}",
    "row": "across row {0}",
    "title": "from the title in {0}",
    "name": "from the name of the sheet or file",
    "headings": "in sub-headings between the rows",
    "header": "from the header",
}
_PLACES = {
    "column": "column {0}",
    "row": "row {0}",
    "title": "title {0}",
    "name": "name of the sheet or file",
    "headings": "sub-headings",
    "header": "the header",
}
_DIMENSIONS = {
    "area": N_("Place"),
    "period": N_("Year"),
    "indicator": N_("Indicator"),
    "sex": N_("Sex"),
    "age": N_("Age"),
    "residence": N_("Town or country"),
    "wealth": N_("Household wealth"),
    "disability": N_("Disability"),
    "unit": N_("Unit"),
}
_SAID = {
    "column": N_("{what} down column {where}"),
    "row": N_("{what} across row {where}"),
    "title": N_("{what} from the title in {where}"),
    "name": N_("{what} from the name of the sheet or file"),
    "headings": N_("{what} from headings between the rows"),
    "header": N_("{what} from the header"),
}


def explanation(table: FoundTable) -> str:
    """The sentence of ``check`` in English."""
    if table.form:
        left_out = f"; not read as figures: {', '.join(table.left_out)}" if table.left_out else ""
        return f"{table.form}, one figure in each row{left_out}"
    text = ", ".join(_parts(table)) or "nothing in this table was recognised"
    return text[0].upper() + text[1:]


def _parts(table: FoundTable) -> Iterator[str]:
    for dimension, name in _NAMES.items():
        if (said := table.said.get(dimension)) is not None:
            yield f"{name} {_put(_PHRASES, said)}"
    if table.checked:
        yield "totals used as checks"
    if others := [reason for reason in _reasons(table) if not table.checked or reason != _LEFT_OUT["total"]]:
        named = _columns(table)
        yield f"{', '.join(others)}{f' ({named})' if named else ''} not read as figures"


def layout_words(table: FoundTable) -> Mapping[str, str]:
    """What ``check --json`` says under ``layout``: each dimension with its place (``column B``), ``skipped`` with what
    was left out and ``left_out`` with the columns among it."""
    words = {dimension: _put(_PLACES, said) for dimension, said in table.said.items()}
    if reasons := _reasons(table):
        words["skipped"] = ", ".join(reasons)
        if named := _columns(table):
            words["left_out"] = named
    return words


def explained(table: FoundTable, t: Translator) -> str:
    """How a table was understood, part by part, in the language of the reader."""
    parts = [
        t._(_SAID[said.kind]).format(what=t._(name), where=said.address)
        for dimension, name in _DIMENSIONS.items()
        if (said := table.said.get(dimension)) is not None
    ]
    if parts and _reasons(table) and (named := _columns(table)):
        parts.append(t._("not read as figures: {columns}").format(columns=named))
    return "; ".join(parts) or explanation(table)


def _put(words: Mapping[str, str], said: SaidIn) -> str:
    return words[said.kind].format(said.address)


def _reasons(table: FoundTable) -> list[str]:
    """Why cells were left out, each once; totals that were used as checks are no figures either."""
    checks = [_LEFT_OUT["total"]] if table.checked else []
    return list(dict.fromkeys([*(_LEFT_OUT.get(reason, reason) for reason in table.left_out), *checks]))


def _columns(table: FoundTable) -> str:
    """The headers of the columns that are no figures, with their letters: "Target 2025 (D)"."""
    told = ", ".join(f"{label} ({address})" for label, address in table.columns_left_out[:_COLUMNS_TOLD])
    return told + (" …" if len(table.columns_left_out) > _COLUMNS_TOLD else "")
