"""A browser's side of Streamlit's protocol without a browser: opens a page, changes filters, counts what arrives.

Only what a filter change needs. Like a browser it keeps the messages the server calls cacheable and says which it
has, so that what is counted is what really travels.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ANSWERS_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rerun took: seconds until the server said it was done, and the bytes of its messages uncompressed."""

    seconds: float
    payload: int
    failed: bool


@dataclass(slots=True)
class Session:
    """One person's visit. ``widgets`` holds the last seen widget of each key, by the key the app gave it."""

    socket: ClientConnection
    query: str = ""
    page_hash: str = ""
    widgets: dict[str, Any] = field(default_factory=dict)
    fragment_of: dict[str, str] = field(default_factory=dict)
    values: dict[str, WidgetState] = field(default_factory=dict)
    kept: dict[str, ForwardMsg] = field(default_factory=dict)

    def open(self, page: str, query: str = "") -> Answer:
        """The first run of ``page`` (its URL path, empty for the start page)."""
        self.query = query
        return self._run(page_name=page)

    def rerun(self) -> Answer:
        """The whole script once more, nothing changed."""
        return self._run()

    def choose(self, key: str, option: str) -> Answer:
        """Choose ``option``, as it is shown, in the select box with ``key``."""
        widget = self.widgets[key]
        self.values[widget.id] = WidgetState(id=widget.id, string_value=option)
        return self._run(fragment=self.fragment_of.get(key, ""))

    def options(self, key: str) -> list[str]:
        """The options of a select box as they are shown."""
        return list(self.widgets[key].options)

    def _run(self, page_name: str = "", fragment: str = "") -> Answer:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash, state.page_name = self.query, self.page_hash, page_name
        state.fragment_id = fragment
        state.widget_states.widgets.extend(self.values.values())
        state.cached_message_hashes.extend(self.kept)
        begun = time.perf_counter()
        self.socket.send(message.SerializeToString())
        payload, failed = 0, False
        while True:
            raw = self.socket.recv(timeout=ANSWERS_WITHIN_S)
            payload += len(raw)
            told = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            if told.WhichOneof("type") == "ref_hash":
                told = self.kept[told.ref_hash]
            elif told.metadata.cacheable and told.hash:
                self.kept[told.hash] = told
            failed |= self._take(told)
            if told.WhichOneof("type") == "script_finished":
                return Answer(time.perf_counter() - begun, payload, failed)

    def _take(self, told: ForwardMsg) -> bool:
        """Remember what later requests need; whether the message tells of a fault."""
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = told.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "page_not_found":
            return True
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element
            name = element.WhichOneof("type")
            widget = getattr(element, name) if name else None
            if identity := getattr(widget, "id", ""):
                key = str(identity).rsplit("-", 1)[-1]
                self.widgets[key] = widget
                self.fragment_of[key] = told.delta.fragment_id
            return name == "exception"
        return False


@contextmanager
def visit(url: str) -> Iterator[Session]:
    """A session with the server at ``url``."""
    address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(url)) as socket:
        yield Session(socket)
