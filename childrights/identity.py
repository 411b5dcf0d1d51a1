"""Short codes: the same figure from the same cell of the same file always gets the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from childrights.model import Observation

# Crockford's base 32: no I, L, O, U, so that a code typed from paper survives bad handwriting.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10


def short_code(*parts: str) -> str:
    """Ten characters of base 32 (50 bits of SHA-256) over ``parts``, as ``K7Q2M-9XD0A``."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    code = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def normalise_code(text: str) -> str:
    """A code as a person types it, put in its printed form: case, spaces, dashes and look-alikes mended."""
    bare = "".join(char for char in text.upper() if char.isalnum())
    bare = bare.replace("I", "1").replace("L", "1").replace("O", "0").replace("U", "V")
    return f"{bare[:5]}-{bare[5:]}"


def with_codes(observations: Iterable[Observation], file_sha256: str) -> list[Observation]:
    """Give every observation its ``id``, derived from file, sheet, cell, indicator, area, period and dimensions."""
    return [replace(o, id=short_code(file_sha256, o.sheet, o.cell, *o.key)) for o in observations]
