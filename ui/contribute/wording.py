"""The words of problems: a label of the file as a whole, codes and place names in the language of the page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from childrights.catalogue import Catalogue
from childrights.i18n import Translator
from etl.problems import Problem, say
from etl.reading import Sheet
from geo import area_name, load_gazetteer
from ui.contribute.sheet_window import cell_of


def whole_label(sheets: Sequence[Sheet]) -> Callable[[Problem], str]:
    """A function from a problem to the text of its cell, or the problem's own value where there is no such cell."""
    by_name = {sheet.name: sheet for sheet in sheets}

    def label(problem: Problem) -> str:
        if not problem.value.endswith("…"):
            return problem.value
        sheet, cell = by_name.get(problem.sheet), cell_of(problem.cell)
        if sheet is None or cell is None:
            return problem.value
        row, column = cell
        line = sheet.rows[row] if row < len(sheet.rows) else ()
        text = " ".join(str(line[column]).split()) if column < len(line) and line[column] is not None else ""
        return text if text.startswith(problem.value[:-1]) else problem.value

    return label


_LISTS = frozenset({"candidates", "area", "areas", "indicator", "other"})


def teller(catalogue: Catalogue, t: Translator) -> Callable[[Problem], tuple[str, str]]:
    """A function that tells a problem and its cure with codes and places in words."""

    def told(problem: Problem) -> tuple[str, str]:
        return say(replace(problem, params=named(problem, catalogue, t.lang)), t._)

    return told


def named(problem: Problem, catalogue: Catalogue, lang: str) -> tuple[tuple[str, str], ...]:
    """The parameters of a problem with indicator codes and place names said in ``lang``; others as they are."""

    gazetteer = load_gazetteer()

    def name(text: str) -> str:
        if text in catalogue.indicators:
            return catalogue.indicators[text].short_name(lang)
        area = gazetteer.match(text).certain if text else None
        return area_name(area, lang) if area else text

    def said(key: str, value: str) -> str:
        return ", ".join(name(part) for part in value.split(", ")) if key in _LISTS else value

    return tuple((key, said(key, value)) for key, value in problem.params)
