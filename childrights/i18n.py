"""Words in two languages: gettext catalogues read as they are, so a corrected word needs no compile step.

The msgids are English. A ``Translator`` is passed to whatever makes words; nothing keeps a current language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("en", "km")
DEFAULT_LANGUAGE = "en"
DOMAINS = ("messages", "problems", "workbooks")
"""Words of the screens, of what is wrong with a file, and of reading, marking and the template."""

LOCALES = Path(__file__).resolve().parent.parent / "locales"

_PLURAL_FORMS: Mapping[str, Callable[[int], int]] = {"en": lambda n: 0 if n == 1 else 1, "km": lambda n: 0}


def N_(message: str) -> str:
    """Mark ``message`` for extraction where it is only translated later."""
    return message


class Translator:
    """The words of one language. A msgid without translation stands for itself."""

    def __init__(self, lang: str, messages: Mapping[str, tuple[str, ...]]) -> None:
        self.lang = lang
        self._messages = messages

    def _(self, message: str) -> str:
        """The translation of ``message``."""
        found = self._messages.get(message)
        return found[0] if found else message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The translation of ``singular``/``plural`` in the form that ``n`` takes."""
        form = _PLURAL_FORMS[self.lang](n)
        found = self._messages.get(singular)
        if found:
            return found[min(form, len(found) - 1)]
        return singular if n == 1 else plural

    def pick(self, english: str, khmer: str) -> str:
        """The one of two words from data that suits the language; English where Khmer is missing."""
        return khmer if self.lang == "km" and khmer else english


def catalogue_path(lang: str, domain: str, locales: Path = LOCALES) -> Path:
    """Where the catalogue of a language and domain lies."""
    return locales / lang / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in ``path`` as Babel reads it."""
    with path.open("rb") as file:
        return read_po(file)


def load_messages(lang: str, locales: Path = LOCALES) -> dict[str, tuple[str, ...]]:
    """msgid to its translated forms, over all domains; untranslated and doubtful (fuzzy) ones left out."""
    messages: dict[str, tuple[str, ...]] = {}
    for domain in DOMAINS:
        path = catalogue_path(lang, domain, locales)
        if not path.exists():
            continue
        for message in read_catalogue(path):
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            msgid = message.id if isinstance(message.id, str) else message.id[0]
            if msgid and forms and all(forms) and not message.fuzzy:
                messages[msgid] = tuple(str(form) for form in forms)
    return messages


@lru_cache(maxsize=len(LANGUAGES))
def translator(lang: str) -> Translator:
    """The translator of ``lang``; the default language for one we do not speak."""
    known = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    return Translator(known, load_messages(known))
