"""What every answer says to a browser about what it may do with it.

The policy is as strict as Streamlit and Plotly bear, measured page by page in Chromium (``tests/browser/test_doors.py``
fails at the first complaint):

- ``style-src 'unsafe-inline'``: Streamlit's styles (Emotion), Plotly's and our own markup set styles at run time.
- ``script-src blob:``: a component's script (the basket) is loaded by Streamlit from a blob that it makes itself.
- ``img-src data: blob:``: Plotly's pictures and icons; the picture of a message before it is saved.
- ``worker-src 'self'``: one worker of ours, which keeps the last views to be read offline (``static/saved_worker.js``).
- ``font-src data:``: a font inside the style sheet of Streamlit's code blocks.

Scripts inside the page run by their hash only, nothing may be evaluated, and nobody else may be asked for anything.
"""

from __future__ import annotations

from collections.abc import Iterable

from ui.doors.asked import Asked
from ui.doors.settings import DoorSettings

Header = tuple[bytes, bytes]
YEAR_S, DAY_S = 31_536_000, 86_400
_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
"""Powers of a browser that no page of ours wants. Only those that browsers know: an unknown one is a complaint."""
PERMISSIONS = ", ".join([*(f"{one}=()" for one in _OFF), "fullscreen=(self)"])
_ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Not "no-referrer": forms of our own pages would then come from an origin "null".
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", PERMISSIONS.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-permitted-cross-domain-policies", b"none"),
    (b"x-dns-prefetch-control", b"off"),
)
_OURS_ALONE = frozenset(name for name, _ in _ALWAYS) | {b"content-security-policy", b"strict-transport-security"}
"""Said here and by nobody behind these doors."""
_READ_BY_SCRIPTS = b"_streamlit_xsrf="
"""Streamlit's mark against forged forms: its script says it a second time, and it opens nothing by itself."""
_NOT_SAID = frozenset({b"x-powered-by", b"server"})


def policy(asked: Asked, settings: DoorSettings) -> str:
    """The Content-Security-Policy of an answer; with the websocket by name, which older Safari wants."""
    socket = f"{'wss' if asked.secure else 'ws'}://{asked.host}"
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *settings.scripts]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {socket}",
        "media-src": "'self' blob:",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def finished(
    status: int, given: Iterable[Header], path: str, query: bytes, asked: Asked, settings: DoorSettings
) -> list[Header]:
    """The headers of an answer to ``path`` (below the base, without a slash before it)."""
    kept = [
        (name, _cookie(value, asked) if name == b"set-cookie" else value)
        for name, value in ((name.lower(), value) for name, value in given)
        if name not in _OURS_ALONE and name not in _NOT_SAID and not name.startswith(b"access-control-")
    ]
    said = next((value for name, value in kept if name == b"cache-control"), b"")
    kept = [(name, value) for name, value in kept if name not in (b"cache-control", b"expires", b"pragma")]
    kept.append((b"cache-control", _cache(status, path, query, said, dict(kept))))
    kept += [*_ALWAYS, (b"content-security-policy", policy(asked, settings).encode("latin-1"))]
    if asked.secure:
        kept.append((b"strict-transport-security", f"max-age={YEAR_S}".encode()))
    return kept


def _cookie(value: bytes, asked: Asked) -> bytes:
    """A cookie that no script reads and no other site sends, and that travels encrypted where the page does."""
    attributes = {part.split(b"=")[0].strip().lower() for part in value.split(b";")[1:]}
    if b"httponly" not in attributes and not value.startswith(_READ_BY_SCRIPTS):
        value += b"; HttpOnly"
    if b"samesite" not in attributes:
        value += b"; SameSite=Lax"
    if asked.secure and b"secure" not in attributes:
        value += b"; Secure"
    return value


def _cache(status: int, path: str, query: bytes, said: bytes, headers: dict[bytes, bytes]) -> bytes:
    """Whether an answer may be kept: files of the product for a year, by their names; the page's frame after asking;
    anything that was made for somebody never."""
    if status >= 400 or b"set-cookie" in headers or path.startswith(("_stcore/", "media/", "component/")):
        return b"no-store"
    if path.startswith("static/"):
        return said or b"no-cache"
    if path.startswith("app/static/"):
        # Our own addresses change with the file (``?v=``); fonts and maps have one name for ever.
        return b"public, max-age=%d, immutable" % YEAR_S if b"v=" in query else b"public, max-age=%d" % DAY_S
    return said or (b"no-cache" if headers.get(b"content-type", b"").startswith(b"text/html") else b"no-store")
