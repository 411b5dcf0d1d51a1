"""What whoever runs the server says about its surroundings: its names, and the proxies before it."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_

NAMES_VARIABLE, PROXIES_VARIABLE = "CHILDRIGHTS_NAMES", "CHILDRIGHTS_PROXIES"
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})
"""Addresses that mean every address of this computer."""
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})*\Z")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class DoorSettingsError(ChildRightsError):
    """A name or an address in the environment is none."""


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """The surroundings of a server.

    ``address`` is what it listens on, ``names`` are the host names it goes by in lower case, ``proxies`` the networks
    whose forwarded headers are believed, ``base`` the path it is served under (``/`` or ``/prefix/``), ``scripts`` the
    ``'sha256-…'`` of the inline scripts of its front page.
    """

    address: str = "localhost"
    names: frozenset[str] = frozenset()
    proxies: tuple[Network, ...] = ()
    base: str = "/"
    scripts: tuple[str, ...] = ()
    own_names: frozenset[str] = field(default_factory=frozenset)
    """Names of this computer in its own network, which lead here when it listens everywhere."""

    @property
    def listens_everywhere(self) -> bool:
        """Whether it is reached at whatever address this computer has."""
        return self.address in EVERYWHERE

    @property
    def only_here(self) -> bool:
        """Whether nobody but this computer reaches it: on loopback, behind no proxy, by no name of a network."""
        return is_loopback(self.address) and not self.proxies and not self.names


def read_settings(
    address: str, environment: Mapping[str, str], base: str = "/", scripts: tuple[str, ...] = ()
) -> DoorSettings:
    """The settings from the environment. Raises ``DoorSettingsError``."""
    return DoorSettings(
        address=address.strip().lower(),
        names=frozenset(_name(one) for one in _words(environment.get(NAMES_VARIABLE, ""))),
        proxies=tuple(_network(one) for one in _words(environment.get(PROXIES_VARIABLE, ""))),
        base=base,
        scripts=scripts,
        own_names=_own_names() if address.strip() in EVERYWHERE else frozenset(),
    )


def _words(text: str) -> list[str]:
    return [one for one in re.split(r"[\s,]+", text) if one]


def _name(text: str) -> str:
    name = text.lower().rstrip(".")
    if not _NAME.match(name) and not as_address(name):
        raise DoorSettingsError(
            N_("{word} in {setting} is not a name that a server can have, such as rights.example.org."),
            word=repr(text),
            setting=NAMES_VARIABLE,
        )
    return name


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise DoorSettingsError(
            N_("{word} in {setting} is not an address of a proxy, such as 127.0.0.1 or 10.0.0.0/24."),
            word=repr(text),
            setting=PROXIES_VARIABLE,
        ) from None


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower().rstrip(".")
    return frozenset({name, f"{name.split('.')[0]}.local"}) if _NAME.match(name) else frozenset()


def as_address(text: str) -> Address | None:
    """An address in its plainest form (``::ffff:10.0.0.1`` is ``10.0.0.1``); ``None`` for what is none."""
    try:
        found = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_loopback(name: str) -> bool:
    """Whether a name or an address leads to this computer and no other."""
    found = as_address(name)
    return name == "localhost" or bool(found and found.is_loopback)
