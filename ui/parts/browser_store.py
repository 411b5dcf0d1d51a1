"""What a person collects (basket, talk): in the memory of the session, with its copy in the person's own browser.

A reload loses nothing, and of two copies nothing is lost: the newer one is taken over, two of the same age are joined,
and what nobody can read stays in the browser and is put aside there. The server keeps it in the session only;
``static/basket.js`` keeps the copy; see docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

import streamlit as st
from streamlit.runtime import exists

from childrights.basket import Basket, BasketError, basket_json, read_basket
from childrights.catalogue import ChildRightsError
from childrights.talks import Talk, TalkError, read_talk, talk_json
from ui.parts.markup import STATIC
from ui.parts.page import Page

MOST_STEPS = 30


class Collected(Protocol):
    """What can be kept so: a frozen record whose ``revision`` rises with every change."""

    @property
    def revision(self) -> int:
        """Higher after every change."""
        ...

    def at_revision(self, revision: int) -> Self:
        """The same under that number."""
        ...

    def joined(self, other: Self) -> Self:
        """Everything of both, this one first, the revision the higher one."""
        ...


C = TypeVar("C", bound=Collected)


@dataclass(frozen=True)
class BrowserStore(Generic[C]):
    """The session's copy of one thing collected, and its way to the browser and back.

    ``name`` names it in session and browser. ``read`` raises ``refusal`` for text that is none.
    """

    name: str
    empty: C
    read: Callable[[str], C]
    text: Callable[[C], str]
    refusal: type[ChildRightsError]

    def now(self) -> C:
        """What is collected now."""
        found = st.session_state.get(self.name)
        return found if isinstance(found, type(self.empty)) else self.empty

    def put(self, new: C) -> None:
        """Put a changed one in the place of the old one, which ``undo`` brings back."""
        old = self.now()
        if new == old:
            return
        self._set("past", [*self._get("past", ()), old][-MOST_STEPS:])
        st.session_state[self.name] = new
        self._set("refused", None)
        if self._get("hold", False):
            self._set("hold", False)
            self._set("aside_at", new.revision)

    def change(self, step: Callable[[C], C]) -> None:
        """Put what ``step`` makes of it; a refusal is kept to be told."""
        try:
            self.put(step(self.now()))
        except self.refusal as error:
            self._set("refused", error)

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._get("past", ()))

    def undo(self) -> None:
        """Take the last step back; the revision still rises, or another copy would be taken for the newer."""
        past = list(self._get("past", ()))
        if past:
            old = past.pop()
            st.session_state[self.name] = old.at_revision(self.now().revision + 1)
            self._set("past", past)

    def refusal_words(self, page: Page) -> str:
        """Why the last step was refused, in words; empty when it was not."""
        error = self._get("refused", None)
        return error.words(page.t) if isinstance(error, self.refusal) else ""

    def put_aside(self) -> str:
        """What this browser had kept and nobody can read; empty when there is no such thing."""
        return str(self._get("aside", ""))

    def is_kept(self) -> bool:
        """Whether this browser keeps it; some do not."""
        return bool(self._get("kept", True))

    def hear(self, found: Any) -> None:
        """Take in what the browser says it has. Whatever it is, nothing of either copy is lost."""
        if not isinstance(found, dict) or not isinstance(found.get("text"), str):
            return
        first = not self._get("heard", False)
        self._set("heard", True)
        if found.get("kept") is False:
            self._set("kept", False)
        text, here = found["text"], self.now()
        if not text or text == self.text(here):
            return
        try:
            there = self.read(text)
            if not first and there.revision > here.revision:
                self.put(there)
            else:
                joined = there.joined(here)
                same = self.text(joined) == text
                st.session_state[self.name] = joined if same else joined.at_revision(joined.revision + 1)
        except self.refusal as error:
            self._set("hold", True)
            self._set("aside", text)
            self._set("refused", error)

    def keep(self) -> None:
        """Hand it to the browser and hear what that has; nothing outside a real server, which alone has one."""
        if not exists():
            return
        here = self.now()
        data = {
            "text": self.text(here),
            "revision": here.revision,
            "heard": bool(self._get("heard", False)),
            "hold": bool(self._get("hold", False)),
            "aside": self._get("aside_at", None) == here.revision,
            "kept": self.is_kept(),
        }
        self._component()(key=f"{self.name}_store", data=data, height=1, on_found_change=self._heard)

    def _get(self, part: str, default: Any) -> Any:
        return st.session_state.get(f"{self.name}_{part}", default)

    def _set(self, part: str, value: Any) -> None:
        st.session_state[f"{self.name}_{part}"] = value

    def _component(self) -> Any:
        if self.name not in _COMPONENTS:
            script = (STATIC / "basket.js").read_text(encoding="utf-8").replace("'cr-basket", f"'cr-{self.name}")
            _COMPONENTS[self.name] = st.components.v2.component(f"childrights_{self.name}", js=script)
        return _COMPONENTS[self.name]

    def _heard(self) -> None:
        self.hear(getattr(st.session_state[f"{self.name}_store"], "found", None))


_COMPONENTS: dict[str, Any] = {}
"""The browser's part of each store; Streamlit wants one per name and process."""

MY_BASKET = BrowserStore("basket", Basket(), read_basket, basket_json, BasketError)
MY_TALK = BrowserStore("talk", Talk(), read_talk, talk_json, TalkError)
