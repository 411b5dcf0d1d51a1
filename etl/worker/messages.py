"""Messages between the server and the process that reads files: eight bytes that say how long one is, then it."""

from __future__ import annotations

import struct
from typing import IO

LONGEST = 512 * 2**20
_LENGTH = struct.Struct(">Q")


class Ended(Exception):
    """The other side is gone, or does not keep to the form."""


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Wait for the next message. Raises ``Ended``."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > LONGEST:
        raise Ended
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) != length:
        raise Ended
    return found
