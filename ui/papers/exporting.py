"""The paper as a file, at any time, with what is there."""

from __future__ import annotations

from collections.abc import Mapping

from etl.papers import KeptPaper, PaperChapter
from ui.parts import Page


def show_export(page: Page, kept: KeptPaper, written: Mapping[str, PaperChapter]) -> None:
    """A button for each format of the form."""
