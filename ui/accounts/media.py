"""Whose the files are that Streamlit holds ready for a page: pictures, and downloads made when somebody asks for them.

Streamlit gives each an address made of its content and answers whoever asks for it; and a download that is only made
when asked for is made for whoever names it. What is made for a session with an account is for its browser alone here.
"""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime import exists, get_instance
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.accounts.requests import visitor_mark
from ui.parts import SESSION_COOKIE, actor_of

FOR_ALL = "all"
"""In place of a mark: what somebody without an account was shown, which everybody may see."""
MOST_REMEMBERED = 20_000
"""As many addresses are remembered. Streamlit has thrown older files away long before."""

_marks: dict[str, set[str]] = {}
_lock = threading.Lock()


def is_for(name: str, mark: str) -> bool:
    """Whether the file called ``name`` may be given to the browser with this mark."""
    with _lock:
        known = _marks.get(name, set())
    return FOR_ALL in known or (bool(mark) and mark in known)


def remember(url: str, session: str) -> None:
    """Note that the file at this address was made for a session."""
    name = file_name(url)
    cookies = _cookies(session)
    mark = visitor_mark(cookies) if cookies.get(SESSION_COOKIE) else FOR_ALL
    with _lock:
        _marks[name] = _marks.pop(name, set()) | {mark}
        while len(_marks) > MOST_REMEMBERED:
            _marks.pop(next(iter(_marks)))


def file_name(address: str) -> str:
    """What a file is called in its address: the digest of its content."""
    return address.rsplit("/", 1)[-1].split(".")[0]


def still_signed_in(session: str) -> bool:
    """Whether a session that was opened with an account still has it; true for one that never had."""
    token = _cookies(session).get(SESSION_COOKIE, "")
    return not token or bool(actor_of(token).roles)


def _cookies(session: str) -> dict[str, str]:
    client = get_instance().get_client(session) if exists() else None
    return dict(client.client_context.cookies) if client and client.client_context else {}


def keep_apart() -> None:
    """Have Streamlit note for whom it holds files, and make a download only for the session whose button it is, while
    that is still signed in. Called once, before anybody is answered."""
    add, execute, handle = MediaFileManager.add, MediaFileManager.execute_deferred, DeferredFileHandler.handle

    def added(self: MediaFileManager, *given: Any, **more: Any) -> str:
        url = add(self, *given, **more)
        context = get_script_run_ctx(suppress_warning=True)
        remember(url, context.session_id if context else "")
        return url

    def executed(self: MediaFileManager, file_id: str) -> str:
        session = asked_by(self, file_id)
        url = execute(self, file_id)
        remember(url, session)
        return url

    async def handled(self: DeferredFileHandler, request: Any, session_id: str) -> BackendOperationResponse:
        owner = asked_by(self._get_media_file_mgr(), request.deferred_file.file_id)
        if owner == session_id and await asyncio.to_thread(still_signed_in, session_id):
            return await handle(self, request, session_id)
        return BackendOperationResponse(request_id=request.request_id, error_msg="Not allowed")

    MediaFileManager.add = added  # type: ignore[method-assign]
    MediaFileManager.execute_deferred = executed  # type: ignore[method-assign]
    DeferredFileHandler.handle = handled  # type: ignore[method-assign]


def asked_by(manager: MediaFileManager, file_id: str) -> str:
    """The session whose page has the button of a download; empty for one that nobody has any more."""
    entry = manager._deferred_callables.get(file_id)
    return entry["session_id"] if entry else ""
