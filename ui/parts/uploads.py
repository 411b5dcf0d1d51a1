"""What uploaders gave: how much of it the server holds in memory, and when it lets go."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from etl.ledger import State, largest_upload

_PAGE = "uploads_page"


def most_mb() -> int:
    """The largest file that any page takes now, in MB: the door of uploads measures by the same setting."""
    return largest_upload(State.default()) >> 20


def let_go(given: Any) -> None:
    """Take what an uploader gave out of the server's memory, which would hold it as long as the session lasts."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        MemoryUploadedFileManager.remove_file(context.uploaded_file_mgr, context.session_id, given.file_id)


def let_go_elsewhere(address: str) -> None:
    """On another page than before, take out of memory what was given to the uploaders of the page that was left.

    Their widgets are gone with it, and the browser tells nobody.
    """
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = address
    context = get_script_run_ctx(suppress_warning=True)
    if before not in (None, address) and context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
