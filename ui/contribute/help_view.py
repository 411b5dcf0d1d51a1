"""The help on the screen: one topic, or all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import streamlit as st

from childrights.catalogue import ChildRightsError
from ui.parts import Page, filled_fold, markup, show_section

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "help"
PARTS = ("cause", "example", "cure")
_SECTION = re.compile(r"^## (?P<code>\w+): (?P<title>.+)$", re.MULTILINE)
_PART = re.compile(r"^\[(?P<name>\w+)\]\s*$", re.MULTILINE)


class HelpError(ChildRightsError):
    """A help file does not have its shape; names the file and the section."""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One section of a help file: a code, its title, and its parts by name (Markdown without HTML)."""

    code: str
    title: str
    parts: Mapping[str, str] = field(default_factory=dict)


def help_sections(text: str, where: str = "") -> dict[str, HelpSection]:
    """The sections ``## code: title``, each with parts that begin with ``[name]`` on a line of its own.

    Raises ``HelpError`` for a section that comes twice or an empty part.
    """
    heads = list(_SECTION.finditer(text))
    topics: dict[str, HelpSection] = {}
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        code = head["code"]
        body = text[head.end() : after.start() if after else len(text)]
        pieces = _PART.split(body)
        parts = {name: words.strip() for name, words in zip(pieces[1::2], pieces[2::2], strict=True)}
        if code in topics or not all(parts.values()):
            raise HelpError(f"{where}: the section {code} comes twice or has an empty part.")
        topics[code] = HelpSection(code, head["title"].strip(), parts)
    return topics


def _read(name: str, lang: str) -> dict[str, HelpSection]:
    path = FOLDER / f"{name}.{lang}.md"
    return help_sections(path.read_text(encoding="utf-8"), path.name)


@lru_cache(maxsize=2)
def problem_help(lang: str) -> dict[str, HelpSection]:
    """Problem code → its help, in the order of the file."""
    return _read("problems", lang)


@lru_cache(maxsize=2)
def good_file(lang: str) -> dict[str, HelpSection]:
    """What a good file looks like, in sections."""
    return _read("good_file", lang)


def _names(page: Page) -> dict[str, str]:
    _ = page.t._
    return {"cause": "", "example": _("Example"), "cure": _("What to do")}


def show_topic(page: Page, code: str) -> None:
    """One kind of problem: cause, example, cure."""
    topic = problem_help(page.lang)[code]
    names = _names(page)
    st.markdown(f"**{topic.title}**")
    for part in PARTS:
        lead = f"**{names[part]}:** " if names[part] else ""
        st.markdown(lead + topic.parts[part])


def show_good_file(page: Page) -> None:
    """What a good file looks like."""
    for topic in good_file(page.lang).values():
        show_section(topic.title, page.lang)
        st.markdown(topic.parts["text"])


def show_problems(page: Page, opened: str) -> None:
    """Every kind of problem, folded; the one called ``opened`` lies open."""
    for code, topic in problem_help(page.lang).items():
        with filled_fold(topic.title, expanded=code == opened, key=f"problem_{code}"):
            show_topic(page, code)
            markup.show(markup.tag("p", page.t._("In reports: {code}").format(code=code), "cr-note"), page.lang)
