"""Who asks, by which name and over which scheme: what the connection shows, or what a trusted proxy says about it.

A header that anybody can write is believed from nobody else. Where a trusted proxy passes on what it did not write
itself, two headers disagree, and the request is refused: neither can be told to be the true one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from childrights.i18n import N_
from ui.doors.settings import Address, DoorSettings, as_address, is_loopback

FORWARDING = (
    b"forwarded",
    b"via",
    b"x-forwarded-for",
    b"x-forwarded-host",
    b"x-forwarded-port",
    b"x-forwarded-prefix",
    b"x-forwarded-proto",
    b"x-forwarded-scheme",
    b"x-forwarded-server",
    b"x-forwarded-ssl",
    b"x-original-host",
    b"x-original-url",
    b"x-rewrite-url",
    b"x-host",
    b"x-real-ip",
    b"x-client-ip",
    b"x-cluster-client-ip",
    b"front-end-https",
    b"true-client-ip",
    b"cf-connecting-ip",
)
"""Headers by which proxies say for whom they ask. Nobody behind these doors sees them."""
UNKNOWN = "unknown"
"""The address of somebody whom a proxy does not name."""

_HOST = re.compile(
    r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9_.-]{0,251}[a-z0-9])?\.?)(?::(?P<port>[0-9]{1,5}))?\Z"
)
_PAIR = re.compile(r'\s*(?P<key>[a-z]+)\s*=\s*(?:"(?P<quoted>[^"\\]*)"|(?P<plain>[^\s;,="]+))\s*\Z')


class Refused(Exception):
    """A request that is not let in: the status of the answer, and a sentence for the person (a msgid)."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


WRONG_NAME = N_(
    "This server does not go by the name in the address. Please use the address that you were given, or ask whoever "
    "looks after the dashboard."
)
UNCLEAR = N_("This request says two different things about where it comes from, so it was not answered.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``client`` is an address or ``UNKNOWN``, ``name`` in lower case, ``port`` ``None`` if unsaid."""

    client: str
    secure: bool
    name: str
    port: int | None

    @property
    def host(self) -> str:
        """Name and port as a browser writes them."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port is None else f"{name}:{self.port}"


def asked(scope: Any, settings: DoorSettings) -> Asked:
    """What is known about a request. Raises ``Refused``."""
    peer = str((scope.get("client") or (UNKNOWN,))[0])
    client, secure = peer, scope.get("scheme") in ("https", "wss")
    name, port = _read_host(values(scope, b"host"))
    if is_trusted(peer, settings):
        client = _client(scope, peer, settings)
        secure = _secure(scope, secure)
        if (is_loopback(name) or name == as_text(scope)) and (told := _told_host(scope)):
            name, port = _read_host([told])
    if not _goes_by(name, scope, settings):
        raise Refused(400, WRONG_NAME)
    return Asked(client, secure, name, port)


def values(scope: Any, header: bytes) -> list[str]:
    """Every value of a header, in order."""
    return [value.decode("latin-1").strip() for name, value in scope["headers"] if name == header]


def is_trusted(peer: str, settings: DoorSettings) -> bool:
    """Whether a connection comes from one of the proxies."""
    found = as_address(peer)
    return found is not None and any(found in network for network in settings.proxies)


def as_text(scope: Any) -> str:
    """The address of this computer that the connection came in at; empty when it is not known."""
    found = as_address(str((scope.get("server") or ("",))[0]))
    return str(found) if found else ""


def read_host(text: str) -> tuple[str, int | None] | None:
    """Name and port of a host as headers have it; ``None`` for what is none."""
    found = _HOST.match(text.lower())
    if not found or (found["port"] and int(found["port"]) > 65535):
        return None
    name = found["name"]
    if name.startswith("["):
        address = as_address(name)
        return (str(address), _port(found["port"])) if address else None
    return name.rstrip("."), _port(found["port"])


def _port(text: str | None) -> int | None:
    return int(text) if text else None


def _read_host(given: Sequence[str]) -> tuple[str, int | None]:
    found = read_host(given[0]) if len(given) == 1 else None
    if found is None:
        raise Refused(400, WRONG_NAME)
    return found


def _goes_by(name: str, scope: Any, settings: DoorSettings) -> bool:
    """Whether it may be asked for by ``name``: a page of somebody else's can point its own name at this computer."""
    if is_loopback(name) or name == settings.address or name in settings.names:
        return True
    return settings.listens_everywhere and (name in settings.own_names or name == as_text(scope))


def _client(scope: Any, peer: str, settings: DoorSettings) -> str:
    """The nearest address on the way that is no proxy of ours: what lies beyond it, anybody may have written."""
    listed = [_listed(",".join(values(scope, b"x-forwarded-for")).split(",")), _listed(_forwarded(scope, "for"))]
    told = {_nearest(chain, settings) for chain in listed if chain}
    if len(told) > 1:
        raise Refused(400, UNCLEAR)
    return told.pop() if told else peer


def _listed(given: Iterable[str]) -> list[str]:
    return [one.strip() for one in given if one.strip()]


def _nearest(chain: Sequence[str], settings: DoorSettings) -> str:
    found: Address | None = None
    for one in reversed(chain):
        found = _client_address(one)
        if found is None:
            return UNKNOWN
        if not is_trusted(str(found), settings):
            break
    return str(found)


def _client_address(text: str) -> Address | None:
    """An address with or without a port, as proxies write it."""
    plain = as_address(text)
    if plain is None and (found := re.fullmatch(r"(\[[^\]]+\]|[^:\]]+):\d{1,5}", text)):
        plain = as_address(found[1])
    return plain


def _secure(scope: Any, direct: bool) -> bool:
    told = _listed(",".join(values(scope, b"x-forwarded-proto")).split(","))[-1:] + _forwarded(scope, "proto")[-1:]
    schemes = {one.lower() in ("https", "wss") for one in told}
    if len(schemes) > 1:
        raise Refused(400, UNCLEAR)
    return schemes.pop() if schemes else direct


def _told_host(scope: Any) -> str:
    """The name that the browser asked a proxy for which asks us by our own."""
    told = set(values(scope, b"x-forwarded-host")) | set(_forwarded(scope, "host")[-1:])
    if len(told) > 1:
        raise Refused(400, UNCLEAR)
    return told.pop() if told else ""


def _forwarded(scope: Any, key: str) -> list[str]:
    """What the standard header (RFC 7239) says under ``key``, from the far end to the near one."""
    found = []
    for element in _listed(",".join(values(scope, b"forwarded")).split(",")):
        for part in element.lower().split(";"):
            pair = _PAIR.match(part)
            if pair is None:
                raise Refused(400, UNCLEAR)
            if pair["key"] == key:
                found.append(pair["quoted"] if pair["quoted"] is not None else pair["plain"])
    return found
