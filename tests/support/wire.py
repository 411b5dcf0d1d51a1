"""A page of the dashboard over its raw connection, and raw requests: what somebody sends who has no browser of ours."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.support.server import Server

XSRF = "_streamlit_xsrf"
BOUNDARY = "cut-here"
Cookies = Mapping[str, str]
NO_COOKIES: Cookies = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Front:
    """Where a server is met: by itself, or behind a proxy at ``port`` of this computer that goes by the name ``host``."""

    port: int
    host: str
    base: str = ""
    certificate: Path | None = None

    @property
    def origin(self) -> str:
        """Whose pages these are."""
        return f"{'https' if self.certificate else 'http'}://{self.host}"

    @property
    def trusting(self) -> ssl.SSLContext | None:
        """The certificate is for the name, and the connection goes to the address."""
        if self.certificate is None:
            return None
        context = ssl.create_default_context(cafile=str(self.certificate))
        context.check_hostname = False
        return context


def front_of(server: Server | Front) -> Front:
    """A server met by itself."""
    return server if isinstance(server, Front) else Front(server.port, f"127.0.0.1:{server.port}")


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def cookie(self) -> str:
        """The cookie that it sets, with its attributes."""
        return self.headers.get("set-cookie", "")


def ask(
    server: Server | Front,
    method: str,
    path: str,
    cookies: Cookies = NO_COOKIES,
    body: bytes | Iterable[bytes] | None = None,
    **headers: str,
) -> RawAnswer:
    """One request, as it stands; ``_`` in the name of a header is a dash. A body of pieces is sent chunked."""
    at = front_of(server)
    kinds = (
        (http.client.HTTPSConnection, {"context": at.trusting}) if at.certificate else (http.client.HTTPConnection, {})
    )
    connection = kinds[0]("127.0.0.1", at.port, timeout=30, **kinds[1])
    sent = {"Host": at.host} | {name.replace("_", "-"): value for name, value in headers.items()}
    if cookies:
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with closing(connection):
        with suppress(OSError):  # who refuses a body does not wait for its end
            chunked = not isinstance(body, bytes | None)
            connection.request(method, at.base + path, body, sent, encode_chunked=chunked)
        answer = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():  # of one that comes several times a line for each
            found[name.lower()] = f"{found[name.lower()]}\n{value}" if name.lower() in found else value
        return RawAnswer(answer.status, found, answer.read())


def visitor(server: Server | Front) -> dict[str, str]:
    """The cookies of a browser that was never here."""
    given = ask(server, "GET", "/_stcore/health").cookie
    return {XSRF: given.split(";")[0].partition("=")[2]}


@dataclass
class RawPage:
    """The connection of one tab."""

    socket: ClientConnection
    session: str = ""
    messages: list[ForwardMsg] = field(default_factory=list)

    def run(self, page: str = "", query: str = "", **widgets: Any) -> RawPage:
        """Have the page run, with widgets in a state: text, or a press (``True``)."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        for key, value in widgets.items():
            widget = message.rerun_script.widget_states.widgets.add(id=key)
            if value is True:
                widget.trigger_value = True
            else:
                widget.string_value = value
        return self.send(message)

    def send(self, message: BackMsg) -> RawPage:
        """Send a message, and take in all that comes until the page has run."""
        self.socket.send(message.SerializeToString())
        self.messages = []
        while True:
            said = ForwardMsg.FromString(self.socket.recv(timeout=60))
            self.messages.append(said)
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self.session = said.new_session.initialize.session_id
            elif kind in ("script_finished", "backend_operation_response"):
                return self

    def press(self, identity: str, page: str, **widgets: Any) -> RawPage:
        """Press what is known by this id, whether it is on the page or not, with other widgets filled in."""
        return self.run(page, **{identity: True, **widgets})

    def identities(self, part: str) -> list[str]:
        """The ids of all controls on the page whose name holds ``part``."""
        found = []
        for drawn in (one.delta.new_element for one in self.messages if one.WhichOneof("type") == "delta"):
            inner = getattr(drawn, drawn.WhichOneof("type") or "", None)
            identity = getattr(inner, "id", "")
            if identity and part in identity.rpartition("-")[2]:
                found.append(str(identity))
        return found

    def elements(self, kind: str) -> list[Any]:
        """The elements of a kind that were drawn."""
        drawn = [one.delta.new_element for one in self.messages if one.WhichOneof("type") == "delta"]
        return [getattr(one, kind) for one in drawn if one.WhichOneof("type") == kind]

    @property
    def words(self) -> str:
        """All HTML that was drawn."""
        return "\n".join(one.body for one in self.elements("html"))


def open_tab(server: Server | Front, cookies: Cookies = NO_COOKIES, session: str = "") -> RawPage:
    """A new connection; with a ``session`` it asks to go on with that one."""
    at = front_of(server)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    protocols = ["streamlit", cookies.get(XSRF, "none").replace("|", "!"), *([session] if session else [])]
    opened = connect(
        f"{'wss' if at.certificate else 'ws'}://{at.host}{at.base}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", at.port), 30),
        ssl=at.trusting,
        subprotocols=protocols,
        additional_headers=headers,
        origin=at.origin,
        max_size=None,
    )
    return RawPage(opened.__enter__())


def put_file(
    server: Server | Front, session: str, cookies: Cookies, content: bytes = b"a,b\n1,2\n", *, chunked: bool = False
) -> RawAnswer:
    """Put a file into a session, as Streamlit's uploader does."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'.encode()
    body = head + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    pieces = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
    return ask(
        server,
        "PUT",
        f"/_stcore/upload_file/{session}/one",
        cookies,
        pieces if chunked else body,
        Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        X_Xsrftoken=cookies.get(XSRF, ""),
        Origin=front_of(server).origin,
    )
