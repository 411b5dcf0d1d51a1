"""Whom or what an indicator counts, and whom a label says it counts: households are no children, schools no pupils."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from childrights.catalogue import Indicator
from etl.understanding.text import plain

_NOUNS: dict[str, str] = {
    "households": r"house ?holds|families|គ្រួសារ",
    "schools": r"schools|kindergartens|pre-?schools|សាលា",
    "places": r"communes|sangkats|villages|districts|provinces|ឃុំ|សង្កាត់|(?<!បឋម)(?<!ទុតិយ)ភូមិ|ស្រុក",
    "teachers": r"teachers|គ្រូ(?:បង្រៀន)?",
    "institutions": r"institutions|(?:health )?(?:cent(?:re|er)s|facilities|posts)|hospitals|shelters|clinics"
    r"|orphanages|prisons|មណ្ឌល|ស្ថាប័ន|មន្ទីរពេទ្យ",
    "births": r"births|deliveries|ការសម្រាល|កំណើតរស់",
    "persons": r"child(?:ren)?|kids|girls|boys|women|men|mothers|people|persons|population|adults|adolescents|youth"
    r"|students|pupils|learners|infants|babies|newborns|minors|inmates|victims|residents|កុមារ|ស្ត្រី|នារី|ប្រជាជន"
    r"|សិស្ស|មនុស្ស|ទារក|ក្មេង|យុវជន|អនីតិជន|បុរស",
}
_WHERE = r"(?<!\bin )(?<!\bat )(?<!\bby )(?<!\bper )(?<!\bfrom )(?<!\bacross )(?<!\bwithin )"
_ANY = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z]){_WHERE}(?:{words})(?![a-z]))" for name, words in _NOUNS.items()), re.IGNORECASE
)


def others_counted(text: str, indicator: Indicator, *, but: Set[str] = frozenset()) -> str:
    """The first noun of a label, when it names another population than any text of the indicator; else ``""``.

    "Households with safe water" counts households, where the indicator counts people. In both languages the first of
    several is the one counted ("children in institutions", កុមារក្នុងគ្រួសារ). ``but`` names kinds that tell nothing here.
    """
    known, first = _counted_by(_texts(indicator)), _ANY.search(plain(text))
    return first.group() if first is not None and known and first.lastgroup not in known | but else ""


def counts_places(indicator: Indicator) -> bool:
    """Whether an indicator itself is about communes, villages and the like."""
    return "places" in _counted_by(_texts(indicator))


def _texts(indicator: Indicator) -> tuple[str, ...]:
    told = (indicator.definition_en, indicator.numerator, indicator.denominator, indicator.short_name_en or "")
    return (indicator.name_en, indicator.name_km, *told, *indicator.aliases_en)


@lru_cache(maxsize=1024)
def _counted_by(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(str(found.lastgroup) for text in texts for found in _ANY.finditer(plain(text)))
