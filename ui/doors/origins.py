"""From whose page a request comes: a page of somebody else's may not act with a person's cookie, nor listen in."""

from __future__ import annotations

from typing import Any

from childrights.i18n import N_
from ui.doors.asked import Asked, Refused, read_host, values
from ui.doors.settings import DoorSettings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
FOREIGN = N_(
    "This request came from a page of another site, so it was not carried out. Open the dashboard itself and try again."
)
UNHEARD = N_("This server does not know what to do with such a request.")
_PORTS = {"http": 80, "https": 443}


def check_origin(scope: Any, asked: Asked, settings: DoorSettings) -> None:
    """Raises ``Refused`` for a websocket, or a request that changes something, from the page of another site.

    Browsers say with each of them whose page it is (Origin). Who says nothing is a program, which has no person's
    cookie by itself; if one comes all the same, whose page it comes from must be said.
    """
    if scope["type"] == "http":
        if scope["method"] not in METHODS:
            raise Refused(405, UNHEARD)
        if scope["method"] in SAFE:
            return
    origins = values(scope, b"origin")
    if not origins:
        alone = not values(scope, b"cookie") and not values(scope, b"referer")
        if alone and not values(scope, b"sec-fetch-site"):
            return
        if values(scope, b"sec-fetch-site") == ["same-origin"]:
            return
    if len(origins) != 1 or not is_own(origins[0], asked, settings):
        raise Refused(403, FOREIGN)


def is_own(origin: str, asked: Asked, settings: DoorSettings) -> bool:
    """Whether a page of ``origin`` is one of this server's.

    Behind a proxy that says nothing the scheme is not known here, and a page may be safer than the connection looks.
    """
    scheme, mark, rest = origin.lower().partition("://")
    found = read_host(rest) if mark and scheme in _PORTS else None
    if found is None or (asked.secure and scheme != "https"):
        return False
    name, port = found
    if name in settings.names:
        return True
    default = _PORTS[scheme]
    return name == asked.name and (port or default) == (asked.port or default)
