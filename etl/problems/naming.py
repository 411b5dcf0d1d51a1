"""Codes and places of a problem by the names that a reader knows."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import Catalogue
from etl.problems.model import Problem
from geo import area_name, load_gazetteer

_LISTS = frozenset({"candidates", "area", "areas", "indicator", "other"})


def named_params(problem: Problem, catalogue: Catalogue, lang: str) -> tuple[tuple[str, str], ...]:
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


@lru_cache(maxsize=2)
def problem_titles(lang: str) -> dict[str, str]:
    """Code of a problem → what the help calls it, in ``en`` or ``km``."""
    text = (_HELP / f"problems.{lang}.md").read_text(encoding="utf-8")
    return dict(_TITLE.findall(text))


_HELP = Path(__file__).resolve().parents[2] / "docs" / "help"
_TITLE = re.compile(r"^## (\w+): (.+?)\s*$", re.MULTILINE)
