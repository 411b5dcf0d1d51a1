"""The one place where controls with options are made, so that words never arrive as codes.

Streamlit's browser side knows an option by its words alone. It sends the words that were chosen, and sends them again
with every press; after a change of language (or of a count inside the words) they fit no option any more, and Streamlit
hands them on as if they were a code. So the name of a control tells with which words it was drawn: with other words it
is another control, which begins with what was chosen in the one before. What a browser still knows of an old control is
read with the old words, or not at all. ``tests/support/architecture.py`` forbids to make such controls elsewhere.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import streamlit as st

from ui.parts.markup import as_written

Look = Literal["selectbox", "segmented_control", "pills", "radio", "select_slider"]
"""How options look where one is chosen: the name of Streamlit's function."""
T = TypeVar("T")
_START: dict[str, str] = {"segmented_control": "default", "pills": "default", "select_slider": "value"}
_PLAIN = ("selectbox", "select_slider")
"""Show words of options as they are; the others read them as Markdown."""
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class OptionWords:
    """Options of a control with their words. ``key`` is its name for Streamlit, another one for other words."""

    name: str
    labels: dict[str, str]

    @property
    def key(self) -> str:
        """``name`` itself for the words it was first drawn with in this session."""
        told = _SEPARATOR.join(part for pair in self.labels.items() for part in pair)
        mark = hashlib.blake2s(told.encode(), digest_size=4).hexdigest()
        return self.name if st.session_state.setdefault(f"{self.name}_words", mark) == mark else f"{self.name}_{mark}"

    def label(self, code: str) -> str:
        """The words of an option; of anything else its own, which Streamlit then finds among no options."""
        return self.labels.get(code, code)


def offer_of(name: str, options: Sequence[str], words: Callable[[str], str]) -> OptionWords:
    """The options in their order. Two with the same words could not be told apart, so they get their codes added."""
    told = {code: words(code) for code in options}
    often = Counter(told.values())
    return OptionWords(name, {code: text if often[text] == 1 else f"{text} ({code})" for code, text in told.items()})


def pick(
    look: Look,
    label: str,
    options: Sequence[str],
    *,
    name: str,
    words: Callable[[str], str] = str,
    shown: str | None = None,
    start: str | None = None,
    picked: Callable[..., None] | None = None,
    args: Sequence[Any] = (),
    **how: Any,
) -> str | None:
    """A control for one of ``options``, which are codes; ``None`` where nothing is chosen.

    ``shown`` says what is chosen where somebody else keeps it, such as the URL; else the control keeps it itself and
    begins with ``start``. ``picked`` is called with the code that a person chose and ``args``; never with anything that
    is no option. ``how`` goes to Streamlit.
    """
    offer = offer_of(name, options, words)
    key, codes = offer.key, list(offer.labels)
    first = begun(name, key, start if shown is None else shown, follow=shown is not None)
    if look in _START:
        how[_START[look]] = first if first in offer.labels else None if start is None and shown is None else codes[0]
    else:
        how["index"] = codes.index(first) if first in offer.labels else None if start is None and shown is None else 0
    if picked:
        how |= {"on_change": _take, "args": (key, tuple(codes), picked, tuple(args))}
    told = offer.label if look in _PLAIN else lambda code: as_written(offer.label(code))
    getattr(st, look)(as_written(label), codes, format_func=told, key=key, **how)
    code = st.session_state[key]
    return code if code in offer.labels else None


def pick_some(
    label: str,
    options: Sequence[str],
    *,
    name: str,
    words: Callable[[str], str] = str,
    shown: Sequence[str] | None = None,
    start: Sequence[str] = (),
    picked: Callable[..., None] | None = None,
    args: Sequence[Any] = (),
    **how: Any,
) -> tuple[str, ...]:
    """A control for any number of ``options``, which are codes; for the rest see ``pick``.

    With ``accept_new_options`` what a person typed is among the answers as it is.
    """
    offer = offer_of(name, options, words)
    key, codes = offer.key, list(offer.labels)
    known = None if how.get("accept_new_options") else frozenset(codes)
    first = begun(name, key, list(start if shown is None else shown), follow=shown is not None)
    if picked:
        how |= {"on_change": _take_some, "args": (key, known, picked, tuple(args))}
    begin = [one for one in first if known is None or one in known]
    st.multiselect(as_written(label), codes, default=begin, format_func=offer.label, key=key, **how)
    return tuple(one for one in st.session_state[key] if known is None or one in known)


def begun(name: str, key: str, value: T, *, follow: bool = True) -> T:
    """What the control ``name`` is first drawn with under ``key``, and stays drawn with.

    A later ``value`` that it is to ``follow`` is set in the session. A browser may never see the first message of a
    control, when another run comes at once. A first value that only that message tells would then be forgotten, and the
    next press of any button would send the control's default instead.
    """
    place, last = f"{name}_first", f"{name}_last"
    before = st.session_state.get(last)
    st.session_state[last] = key
    if key not in st.session_state:
        # What was drawn with other words in the run before is still there: the choice goes over to the new control.
        first: T = value if follow or before is None else st.session_state.get(before, value)
        st.session_state[place] = (key, first)
        return first
    if follow and st.session_state[key] != value:
        st.session_state[key] = value
    kept_key, kept = st.session_state.get(place, (key, value))
    return kept if kept_key == key else value


def _take(key: str, options: Sequence[str], picked: Callable[..., None], args: Sequence[Any]) -> None:
    code = st.session_state.get(key)
    if code is None or code in options:
        picked(code, *args)


def _take_some(key: str, known: frozenset[str] | None, picked: Callable[..., None], args: Sequence[Any]) -> None:
    picked(tuple(one for one in st.session_state.get(key, ()) if known is None or one in known), *args)


def popover(label: str, *, key: str, **how: Any) -> Any:
    """A button that opens a small window. Its ``open`` says whether it is; fill it only then."""
    _as_before(key, label)
    return st.popover(as_written(label), key=key, on_change="rerun", **how)


def fold(label: str, *, key: str, **how: Any) -> Any:
    """A line that opens. Its ``open`` says whether it is; fill it only then."""
    _as_before(key, label)
    return st.expander(as_written(label), key=key, on_change="rerun", **how)


def filled_fold(label: str, *, key: str, **how: Any) -> Any:
    """A line that opens, filled whether it is open or not: the browser alone opens it."""
    return st.expander(as_written(label), key=key, **how)


def _as_before(key: str, label: str) -> None:
    told = f"{key}_label"
    if key in st.session_state and st.session_state.get(told) != label:
        st.session_state[key] = bool(st.session_state[key])
    st.session_state[told] = label
