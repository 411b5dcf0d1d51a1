"""Why a label or a figure is not taken, or taken with a warning: data, put into words by its room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """Why a label is not taken (or taken with a warning): a problem code, its sentence and what fills it."""

    code: str
    variant: str
    severity: str = "error"
    params: tuple[tuple[str, str], ...] = ()
