"""Looks at a running server from outside, as a scanner does: every route, its headers, cookies, caching and framing,
and what becomes of forged headers. Says what is not as it should be; nothing found is an empty list."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

Headers = tuple[tuple[str, str], ...]
WAITS_S = 20
_ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", *sorted(one.stem for one in (_ROOT / "pages").glob("*/*.py") if one.stem != "__init__"), "nothing/at/all")
"""Every page there is, so that a new one is looked at without being named here, and an address that leads nowhere."""
ROUTES = (
    "_stcore/health",
    "api/v1/",
    "api/v1/observations?limit=2",
    "api/v1/openapi.json",
    "api/v1/nothing",
    "api/v1/export/csv?indicator=stunting",
    "_stcore/host-config",
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent/openapi.json",
    "_stcore/agent/mcp",
    "_stcore/upload_file/none/none",
    "_stcore/bidi-components/none/a.js",
    "media/none.csv",
    "component/none/index.html",
    "app/static/style.css",
    "app/static/none.css",
    "app/static/%2e%2e/dashboard.py",
    "static/none.js",
    "auth/login",
    "auth/logout",
    "oauth2callback",
    "sign-in",
    "sign-out",
    "password",
    "welcome/" + "a" * 43,
    "here/" + "a" * 43,
    "kept/U0001",
    "record.csv",
    "news.xml",
    "to-provider/none",
    "from-provider",
    "explore/",
    "/evil.example/%2e%2e",
    "a%00b",
    "%ff",
)
METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
FORGED: Sequence[Headers] = (
    (("X-Forwarded-For", "127.0.0.1"),),
    (("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "::1")),
    (("X-Real-IP", "127.0.0.1"), ("X-Client-IP", "127.0.0.1"), ("True-Client-IP", "127.0.0.1")),
    (("Forwarded", "for=127.0.0.1;host=evil.example;proto=https"),),
    (("Forwarded", 'for="[::1]:80", for=127.0.0.1'),),
    (("Forwarded", "nonsense;;;=="),),
    (("X-Forwarded-Host", "evil.example"),),
    (("X-Forwarded-Proto", "https"), ("X-Forwarded-Ssl", "on"), ("Front-End-Https", "on")),
    (("X-Original-URL", "/evil.example"), ("X-Rewrite-URL", "/evil.example"), ("X-Forwarded-Prefix", "/evil.example")),
    (("Referer", "https://evil.example/"), ("Origin", "https://evil.example")),
    (("Origin", "null"),),
)
FOREIGN = ("https://evil.example", "null", "http://localhost", "file://")
_ONCE = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "cache-control",
)
_NONE = ("default-src", "object-src", "base-uri", "frame-ancestors", "frame-src")
_TOLD = re.compile(r"Traceback|site-packages|/home/|/opt/|\bFile \"|Streamlit docs|share\.streamlit\.io")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to ask: a port of this computer, the name to ask by, the path below which it is, the certificate if any."""

    port: int
    host: str
    path: str = "/"
    certificate: Path | None = None

    @property
    def origin(self) -> str:
        """Whose pages these are."""
        return f"{'https' if self.certificate else 'http'}://{self.host}"


@dataclass(frozen=True, slots=True)
class Got:
    """An answer."""

    status: int
    headers: Headers
    text: str

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for one, value in self.headers if one.lower() == name]


def fetch(place: Place, path: str, method: str = "GET", headers: Headers = (), body: bytes | None = None) -> Got:
    """Ask for ``path`` below that of the place. ``headers`` may say any name a second time, also Host."""
    with closing(_connection(place)) as connection:
        connection.putrequest(method, place.path + path, skip_host=True, skip_accept_encoding=True)
        if not any(name == "Host" for name, _ in headers):
            connection.putheader("Host", place.host)
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Got(answer.status, tuple(answer.getheaders()), answer.read().decode("utf-8", "replace"))


def _connection(place: Place) -> http.client.HTTPConnection:
    if place.certificate is None:
        return http.client.HTTPConnection("127.0.0.1", place.port, timeout=WAITS_S)
    return http.client.HTTPSConnection("127.0.0.1", place.port, timeout=WAITS_S, context=_trusting(place))


def _trusting(place: Place) -> ssl.SSLContext | None:
    """The certificate is for the name, and the connection goes to the address."""
    if place.certificate is None:
        return None
    trusting = ssl.create_default_context(cafile=str(place.certificate))
    trusting.check_hostname = False
    return trusting


def faults_of_routes(place: Place, routes: Sequence[str] = PAGES + ROUTES) -> Iterator[str]:
    """What is wrong with the answer of each route, for a person and for a program."""
    for path in routes:
        for accept in ("text/html,*/*;q=0.8", "*/*"):
            got = fetch(place, path, headers=(("Accept", accept),))
            yield from (f"GET {path or '/'} ({accept[:9]}): {one}" for one in faults_of(place, path, got))
    for method in METHODS:
        got = fetch(place, "explore", method, (("Accept", "text/html"),), b"" if method in ("POST", "PUT") else None)
        yield from (f"{method} explore: {one}" for one in faults_of(place, "explore", got))


def faults_of(place: Place, path: str, got: Got) -> Iterator[str]:
    """What is wrong with one answer; of those that nginx gives by itself, nothing here has a say."""
    if "<center>nginx" in got.text and got.status in (400, 405):
        return
    yield from (f"{name} {len(got.all(name))} times" for name in _ONCE if len(got.all(name)) != 1)
    policy = " ".join(got.all("content-security-policy"))
    yield from (f"the policy leaves {name} open" for name in _NONE if f"{name} 'none'" not in policy)
    script = re.search(r"script-src ([^;]*)", policy)
    if not script or "unsafe" in script[1] or re.search(r"https?:|\*", policy):
        yield f"the policy is loose: {policy}"
    if secure := got.all("strict-transport-security"):
        if place.certificate is None:
            yield f"HSTS on an open road: {secure}"
    elif place.certificate is not None:
        yield "no HSTS"
    yield from (f"says {name}" for name, _ in got.headers if name.lower().startswith(("access-control-", "x-powered")))
    yield from (
        f"cookie {one.split('=')[0]}: {fault}" for one in got.all("set-cookie") for fault in _cookie(place, one)
    )
    kept = " ".join(got.all("cache-control"))
    if (got.status >= 400 or path.startswith(("_stcore", "media", "auth", "sign"))) and kept != "no-store":
        yield f"{got.status} may be kept: {kept}"
    if got.status >= 500:
        yield f"answered {got.status}"
    if "evil.example" in str(got.headers) or ("evil.example" in got.text and got.status < 400):
        yield "repeats a name of somebody else"
    if told := _TOLD.search(got.text) if not got.text.lstrip().startswith("<!--") else None:
        yield f"tells {told[0]!r}"


def _cookie(place: Place, cookie: str) -> Iterator[str]:
    attributes = cookie.lower()
    if "samesite=lax" not in attributes and "samesite=strict" not in attributes:
        yield "goes to other sites"
    if place.certificate is not None and "secure" not in attributes:
        yield "goes over an open road"
    # Streamlit's script reads its own mark against forged forms, which is no secret by itself.
    if "httponly" not in attributes and not attributes.startswith("_streamlit_xsrf"):
        yield "can be read by scripts"


def faults_of_forgery(place: Place) -> Iterator[str]:
    """What becomes of headers that anybody can write: nothing, or a calm refusal."""
    for forged in FORGED:
        for path in ("explore", "_stcore/health", "_stcore/host-config"):
            got = fetch(place, path, headers=(("Accept", "text/html"), *forged))
            if got.status not in (200, 400):
                yield f"{path} with {forged}: {got.status}"
            yield from (f"{path} with {forged}: {one}" for one in faults_of(place, path, got))
        changed = fetch(place, "_stcore/upload_file/a/b", "PUT", (*forged, ("Cookie", "cr_session=x")), b"x")
        if changed.status not in (400, 401, 403):
            yield f"an upload with {forged}: {changed.status}"
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.99"):
        got = fetch(place, "explore", headers=(("Host", host), ("Accept", "text/html")))
        if (
            got.status == 200 and place.host != "rights.example.org"
        ):  # nginx may send an unknown name to its only server
            yield f"goes by the name {host}"


def faults_of_websockets(place: Place) -> Iterator[str]:
    """Whether our own pages can talk and nobody else's can."""
    if not page_of(place, "about").session:
        yield "our own page cannot talk"
    for origin in FOREIGN:
        if page_of(place, "about", origin=origin).session:
            yield f"a page of {origin} talks"
        forged = (("X-Forwarded-Host", origin.partition("://")[2]), ("X-Forwarded-For", "127.0.0.1"))
        if page_of(place, "about", forged, origin).session:
            yield f"a page of {origin} talks with forged headers"
    if page_of(place, "about", (("Cookie", "cr_session=x"),), None).session:
        yield "somebody with a cookie talks and does not say from which page"


def faults_of_rights(place: Place, cookies: str = "") -> Iterator[str]:
    """What somebody gets who has no account: pages to look at, and nothing to send with, whatever the headers say.

    With the ``cookies`` of a browser in which somebody is signed in who may send: that the same page has its uploader.
    """
    for forged in ((), *FORGED[:-2]):
        told = page_of(place, "upload", forged)
        # Where headers disagree the door stays shut.
        if told.uploaders or not (told.session or forged):
            yield f"a stranger's page with {forged}: {told.uploaders} uploaders"
        sent = fetch(place, f"_stcore/upload_file/{told.session}/a", "PUT", (*forged, ("Origin", place.origin)), b"x")
        if sent.status not in (400, 401, 403):
            yield f"a stranger's file with {forged}: {sent.status}"
        for path in ("kept/U0001", "here/" + "a" * 43):
            if (got := fetch(place, path, headers=forged)).status == 200:
                yield f"{path} with {forged}: {got.status}"
    if cookies and not page_of(place, "upload", (("Cookie", cookies),)).uploaders:
        yield "somebody who may send has no uploader"


@dataclass(frozen=True, slots=True)
class Told:
    """What a page told over its websocket: the session's id, and how many uploaders it drew."""

    session: str = ""
    uploaders: int = 0


def page_of(place: Place, page: str, headers: Headers = (), origin: str | None = "") -> Told:
    """Run a page; ``origin`` is whose page asks, our own when empty. Nothing told where the door stays shut."""
    trusting, session, uploaders = _trusting(place), "", 0
    asking = place.origin if origin == "" else origin
    with closing(socket.create_connection(("127.0.0.1", place.port), WAITS_S)) as line:
        try:
            with connect(
                f"{'ws' if trusting is None else 'wss'}://{place.host}{place.path}_stcore/stream",
                sock=line,
                ssl=trusting,
                origin=None if asking is None else Origin(asking),
                subprotocols=[Subprotocol("streamlit")],
                additional_headers=list(headers),
                open_timeout=WAITS_S,
                max_size=None,
                proxy=None,
            ) as talk:
                message = BackMsg()
                message.rerun_script.page_name = page
                talk.send(message.SerializeToString())
                while True:
                    raw = talk.recv(timeout=WAITS_S)
                    told = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
                    kind = told.WhichOneof("type")
                    if kind == "new_session":
                        session = told.new_session.initialize.session_id
                    elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "file_uploader":
                        uploaders += 1
                    elif kind == "script_finished":
                        return Told(session, uploaders)
        except (InvalidHandshake, ConnectionError, EOFError):
            return Told()
