"""Short codes: the same figure from the same cell of the same file always gets the same one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from childrights.model import Observation

# Crockford's base 32: no I, L, O, U, so that a code typed from paper survives bad handwriting.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
_SHAPE = re.compile(r"\b([0-9A-Z]{5})(?: ?[-\u2010-\u2015\u2212] ?| )?([0-9A-Z]{5})\b")


def short_code(*parts: str) -> str:
    """Ten characters of base 32 (50 bits of SHA-256) over ``parts``, as ``K7Q2M-9XD0A``."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    code = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def bare_code(text: str) -> str:
    """The letters and digits of a code as a person types or pastes it, look-alikes mended.

    Case, spaces, dashes, wide letters and Khmer digits do not matter; from a pasted line or address the last thing
    that has the shape of a code is taken.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(str(unicodedata.digit(char, char)) for char in plain)
    shaped = _SHAPE.findall(plain)
    bare = "".join(shaped[-1]) if shaped else "".join(char for char in plain if char.isalnum())
    return bare.replace("I", "1").replace("L", "1").replace("O", "0").replace("U", "V")


def is_code(text: str) -> bool:
    """Whether ``text`` is nothing but the code of a number, as a person types it; ten letters without a digit are one
    only with a dash between, since words and pairs of words may have as many."""
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    plain = "".join(str(unicodedata.digit(char, char)) for char in plain)
    return _SHAPE.fullmatch(plain) is not None and any(not (char.isalpha() or char.isspace()) for char in plain)


def normalise_code(text: str) -> str:
    """A code as a person types it, in its printed form, see ``bare_code``."""
    bare = bare_code(text)
    return f"{bare[:5]}-{bare[5:]}"


def with_codes(observations: Iterable[Observation], file_sha256: str) -> list[Observation]:
    """Give every observation its ``id``, derived from file, sheet, cell and what it is about.

    A scope counts only where there is one, so that codes on paper from before there were any still lead to theirs.
    """
    return [
        replace(o, id=short_code(file_sha256, o.sheet, o.cell, *(o.about if o.scope else o.about[:-1])))
        for o in observations
    ]
