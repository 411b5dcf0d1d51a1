"""Marks, blanks and captions for tests that state only what matters."""

from __future__ import annotations

from typing import Any

from childrights.charts.parts import Blank, Caption, Mark
from childrights.charts.tokens import LIGHT
from geo.provinces import area_name


def mark(code: str, value: float, **more: Any) -> Mark:
    """A drawn value of an area, named in English."""
    return Mark(**{"code": code, "name": area_name(code, "en"), "value": value, "label": f"{value:g}"} | more)


def blank(code: str, reason: str = "not_collected") -> Blank:
    """A province without a value."""
    return Blank(code, area_name(code, "en"), reason, reason.replace("_", " ").capitalize())


def caption(**more: Any) -> Caption:
    """Words around a figure."""
    words = {"title": "Stunting", "subtitle": "per cent", "footer": ("Source: a survey", "code AB12")}
    return Caption(**words | {"lang": "en", "colours": LIGHT} | more)
