"""The one place where parts of a page that open and close are made, so that they stay as they were in any words.

For Streamlit a part with another label is another part, and a new one is closed: after a change of language everything
that stood open would be shut. So each has a key, and what is known under it goes over to the part with the new label.
"""

from __future__ import annotations

from typing import Any

import streamlit as st


def popover(label: str, *, key: str, **how: Any) -> Any:
    """A button that opens a small window. Its ``open`` says whether it is; fill it only then."""
    _as_before(key, label)
    return st.popover(label, key=key, on_change="rerun", **how)


def fold(label: str, *, key: str, **how: Any) -> Any:
    """A line that opens. Its ``open`` says whether it is; fill it only then."""
    _as_before(key, label)
    return st.expander(label, key=key, on_change="rerun", **how)


def filled_fold(label: str, *, key: str, **how: Any) -> Any:
    """A line that opens, filled whether it is open or not: the browser alone opens it."""
    return st.expander(label, key=key, **how)


def _as_before(key: str, label: str) -> None:
    told = f"{key}_label"
    if key in st.session_state and st.session_state.get(told) != label:
        st.session_state[key] = bool(st.session_state[key])
    st.session_state[told] = label
