"""What a row of a published file says, before it is set against what is known."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from childrights.rights import state_called

_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's serial days."""
_TAG = re.compile(r"<\s*(br|/p|/li|/div)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:recommendation\s+(?:no\.?\s*)?)?(\d{1,3}(?:\.\d{1,3})+)\.?(?:\s*\(([a-z]{1,2})\))?[.:)]?\s+", re.IGNORECASE
)
_LONE = re.compile(r"(\d{1,3})\s*[.)]?\s*(?:\(([a-z]{1,2})\))?[.:)]?\s+", re.IGNORECASE)
_PARA = re.compile(r"\(?\s*para(?:graph)?\.?\s*(\d{1,3})\s*[:.]\s*(\d{1,3})\s*\)?[.:]?\s*", re.IGNORECASE)
_STATES = re.compile(r"\s*\(((?:[^()]|\([^()]*\))+)\)\s*[;.,]?\s*$")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One item of a row. ``country`` is empty where the file does not tell it by row; ``states`` are recommending ones.

    ``position`` is the file's own word; ``session`` and ``cycle`` tell a review of States, ``dated`` is an ISO day.
    """

    body: str
    symbol: str = ""
    country: tuple[str, ...] = ()
    number: str = ""
    text: str = ""
    states: tuple[str, ...] = ()
    position: str = ""
    kind: str = "recommendation"
    themes: tuple[str, ...] = ()
    external_id: str = ""
    dated: str = ""
    year: str = ""
    session: str = ""
    cycle: str = ""


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell: on lines of their own, each after "- "."""
    lines = (re.sub(r"^[-–•]\s+|^[-–•]$", "", line.strip()) for line in cell.replace("\r", "\n").split("\n"))
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def plain_text(cell: str) -> str:
    """A text without HTML, with plain spaces."""
    broken = _ANY_TAG.sub("", _TAG.sub("\n", cell))
    lines = (" ".join(line.replace("\u00a0", " ").split()) for line in html.unescape(broken).split("\n"))
    return "\n".join(line for line in lines if line)


def day(cell: str) -> str:
    """A day as ISO: a date, the beginning of a date and time, or a serial day of Excel; empty for anything else."""
    text = cell.strip().removeprefix("- ")
    if re.fullmatch(r"[1-9]\d{4}(\.\d+)?", text):
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def split_number(text: str, *, review: bool) -> tuple[str, str]:
    """The number that a text begins with, and the rest: 118.5 or "para. 82: 7" of a review, 41 or 41(b) of a body."""
    if found := _PARA.match(text):
        return f"{found.group(1)}.{found.group(2)}", text[found.end() :]
    found = _NUMBER.match(text) or (None if review else _LONE.match(text))
    if found is None:
        return "", text
    letter = f"({found.group(2).lower()})" if found.group(2) else ""
    return f"{found.group(1)}{letter}", text[found.end() :]


def split_states(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the States in brackets at its end, and these: several in one bracket, or one after the other.

    Only brackets in which every name is that of a State are taken off; names hold brackets themselves.
    """
    states: list[str] = []
    while found := _STATES.search(text):
        names = named_states(re.split(r"\s*[;,]\s*|\s+and\s+", found.group(1)), found.group(1))
        if not names:
            break
        states = [*names, *states]
        text = text[: found.start()]
    return text.rstrip(" ;,"), tuple(dict.fromkeys(states))


def named_states(parts: Sequence[str], whole: str = "") -> tuple[str, ...]:
    """The names in the United Nations of some States; none when one of them is no State. ``whole`` may be one name."""
    if whole and (one := state_called(whole)):
        return (one.name,)
    found = [state_called(part) for part in parts if part.strip()]
    return tuple(one.name for one in found if one) if found and all(found) else ()
