"""How words of a cell are compared with the words that are known: spelling, case, spaces and dashes aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from childrights.catalogue import CODE_LENGTH, bare_code, normalise_code
from childrights.i18n import LANGUAGES, translator
from geo import fold_khmer

_A_WORD = 4


def squeezed(text: str) -> str:
    """A text as it is compared: letters in one form and small, dashes alike, no spaces at all."""
    plain = fold_khmer(unicodedata.normalize("NFKC", text).casefold().replace("\u200b", ""))
    return re.sub(r"\s+", "", re.sub("[\u2010-\u2015\u2212]", "-", plain))


def labelled(words: Mapping[str, str]) -> dict[str, str]:
    """Squeezed code and words in every language → the code."""
    found = {squeezed(code): code for code in words}
    for lang in LANGUAGES:
        found |= {squeezed(translator(lang)._(text)): code for code, text in words.items()}
    return found


def near(value: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Names that may have been meant, the nearest first."""
    by_small = {squeezed(name): name for name in names}
    for name in tuple(by_small.values()):
        by_small |= {squeezed(word): name for word in name.split() if len(word) > _A_WORD and word[0].isupper()}
    found = get_close_matches(squeezed(value), list(by_small), limit, 0.6)
    return tuple(dict.fromkeys(by_small[one] for one in found))


def digits(text: str) -> str:
    """Four digits as ASCII, Khmer ones too; empty for anything else."""
    plain = "".join(str(unicodedata.digit(char, char)) for char in text)
    return plain if re.fullmatch(r"\d{4}", plain) else ""


def printed_code(text: str) -> str:
    """A code as somebody types it, in its printed form; anything else as it stands, for the check to name."""
    return normalise_code(text) if len(bare_code(text)) == CODE_LENGTH else text


def is_address(text: str, longest: int = 0) -> bool:
    """Whether a text is a web address, of ``longest`` letters at most where a length is given."""
    host = text.partition("://")[2]
    sound = text.startswith(("https://", "http://")) and bool(host) and " " not in text
    return sound and not (longest and len(text) > longest)
