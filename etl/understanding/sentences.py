"""Every problem in kind words: what happened, and what to do. English here, Khmer in the ``problems`` catalogue."""

from __future__ import annotations

from collections.abc import Callable

from etl.model import Problem


def problem(
    code: str, variant: str, severity: str, sheet: str, cell: str, value: object = "", **params: object
) -> Problem:
    """Make a problem from its sentence ``(code, variant)``. ``params`` fill the named gaps of the sentence.

    ``message_id`` is ``code/variant``. Values of personal data and small counts are never kept in the problem.
    """
    raise NotImplementedError


def say(found: Problem, translate: Callable[[str], str]) -> tuple[str, str]:
    """``(message, suggestion)`` of a problem through a gettext function of the domain ``problems``."""
    raise NotImplementedError
