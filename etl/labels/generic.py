"""Which names of the catalogue are too general to mean their series without being asked.

"Safe water" of a member is not the JMP estimate, "Child poverty" not the MODA study, "Dropout" names no level. A name
is general when it leaves out what makes its series that one: whose estimate, which source, which level or age, which
of several definitions. Such a name is only proposed, unless the sheet, a title, a note or the file's name names whose
series it is. Codes, full names and short names, which head our own tables, always say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from childrights.catalogue import Indicator
from etl.cells import plain
from etl.labels.reductions import label_key
from etl.labels.word_lists import TOLD_ELSEWHERE, listed

_LITTLE = listed("little")
_KHMER = re.compile(r"[\u1780-\u17d3]")
_KHMER_LITTLE = re.compile(r"អត្រា|ភាគរយ|ចំនួន|របស់|នៃ|ការ|ភាព|[\s()–-]+")
_BEFORE_18 = "មុនអាយុ១៨ឆ្នាំ"
_CHILDHOOD = re.compile(r"\b(?:child\w*|minors?|adolescen\w*)\b|កុមារ|អនីតិជន", re.I)
_LEVELS = ("pre-?primary", "lower.?sec", "upper.?sec", "(?<!pre-)(?<!pre)primary")
_LEVEL_SAID = re.compile(
    r"primary|pre-?school|kindergarten|\bece\b|second|grades? ?\d|seapl?m|sea-plm|បឋម|មធ្យម|មត្តេយ្យ|ទុតិយ", re.I
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_PROPER = re.compile(r"\b(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,}(?:/[A-Z]{2,})*\b")
_CODE = re.compile(r"[A-Z]{2,}[A-Z0-9]*(?:[_.-][A-Z0-9]+)+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|\d+(?:\.\w+)+")
_NO_SOURCE = listed("no_source")
_SEVERAL_THINGS = {
    # The index (0 to 1), the headcount and the intensity (both per cent) are all called so.
    "mpi": "headcount|incidence of poverty|share of (?:the )?(?:poor|population)",
    "multidimensional poverty": "headcount|incidence|rate|share|percent|per cent|%",
    "od": "defecat|sanitation|latrine|toilet",  # in health tables an operational district
    "ipv": "partner|spous|violence",  # also a vaccine
    "measles": "vaccin|immuni[sz]|dose|mcv|coverage|វ៉ាក់សាំង",  # also its cases
    "disrupting harm": "exploit|abuse",  # a study with many figures
    "domestic violence survey": "partner|spous",
    "poorest households": "asset|iwi|wealth index",  # also a wealth group
    "education budget": "share|percent|per cent|%|ភាគរយ",  # also an amount
    "csa": "sexual|violence|abuse",
    "nar": "attendance",  # of primary, of secondary school, or of any age
    "cr primary": "completion",
}
"""Names by which several things go, each with words that say on a sheet that ours is meant."""


def stands_for_several(name: str) -> str:
    """The name, when several things are called so and only other words can say which is meant; else ``""``."""
    bare = plain(name).casefold()
    return bare if bare in _SEVERAL_THINGS else ""


def several_told(text: str) -> frozenset[str]:
    """The names for several things of which a text says that ours is meant."""
    folded = plain(text).casefold()
    return frozenset(name for name, words in _SEVERAL_THINGS.items() if re.search(words, folded))


class GeneralNames:
    """Knows for every indicator of the catalogue which of its names leave out what makes it that series."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._others: dict[str, tuple[Indicator, ...]] = {}
        topics: dict[str, list[Indicator]] = {}
        for one in indicators.values():
            topics.setdefault(one.topic, []).append(one)
        for one in indicators.values():
            kin = dict.fromkeys([*(o.code for o in topics[one.topic]), *one.related])
            self._others[one.code] = tuple(indicators[code] for code in kin if code != one.code)
        self._khmer = {
            label_key(name): one.code
            for one in indicators.values()
            for name in (one.name_km, one.short_name_km)
            if name
        }
        self._whose = {code: words for code, one in indicators.items() if (words := self.whose(one))}

    def others(self, code: str) -> tuple[str, ...]:
        """Other definitions and sources of the same topic."""
        return tuple(one.code for one in self._others[code])

    def is_general(self, indicator: Indicator, name: str) -> bool:
        """Whether ``name`` leaves out what makes ``indicator`` this series."""
        if _CODE.fullmatch(name) or name in (indicator.code, indicator.name_en, indicator.name_km):
            return False
        if indicator.source_type == "census":
            return False  # A census counts everybody: its figure has no other name than "Population".
        if self._says_whose(indicator, name):
            short = name in (indicator.short_name_en, indicator.short_name_km)
            return not short and (self._lacks_level(indicator, name) or self._is_shared(indicator, name))
        if self._said_by_another_source(indicator, indicator.short_name_en if _KHMER.search(name) else name):
            return True
        if name == indicator.short_name_km or {*_told(name)} >= {*_told(_without_age_limit(indicator.short_name_en))}:
            return False
        if indicator.source_type == "modelled" and self.whose(indicator):
            return True
        if _CHILDHOOD.search(name) and indicator.name_km == f"{name}{_BEFORE_18}":
            return False
        return (
            # Brackets say which source or definition of several: "(survey)", "(mapping)", "(10 yr)".
            bool(_brackets(indicator) and self._others[indicator.code])
            or self._lacks_number(indicator, name)
            or self._lacks_level(indicator, name)
            or self._is_part(indicator, name)
        )

    def whose(self, indicator: Indicator) -> tuple[str, ...]:
        """Lower-case words any of which names the source or programme of a series; none when it has no such name."""
        texts = (indicator.name_en, *_IN_BRACKETS.findall(indicator.short_name_en or ""))
        words = {word.casefold() for text in texts for word in _PROPER.findall(text)} - _NO_SOURCE
        for bracket in _IN_BRACKETS.findall(indicator.short_name_en or ""):
            for word in re.findall("[a-z]+", bracket.casefold()):
                words |= set(TOLD_ELSEWHERE.get(word, ()))
        if "modelled" in indicator.name_en.casefold() or "statistical estimate" in indicator.name_en.casefold():
            words |= {"modelled", "modeled", "statistical estimate"}
        return tuple(sorted(words))

    def _says_whose(self, indicator: Indicator, name: str) -> bool:
        """Whether a name tells what stands in the brackets of the short one, or names the source."""
        brackets = _brackets(indicator)
        told = set(_told(name))
        latin = [_numbers_first(_told(text)) for text in brackets if not _KHMER.search(text)]
        khmer = any(
            text in name for text in (*brackets, *_IN_BRACKETS.findall(indicator.name_km)) if _KHMER.search(text)
        )
        return khmer or any(told & words for words in latin) or names_any(self.whose(indicator), name)

    def named_in(self, text: str) -> frozenset[str]:
        """The indicators whose source or programme a text names, and no other source of a series of their topic."""
        said = {word for words in self._whose.values() for word in words if names_any((word,), text)}
        named = {code for code, words in self._whose.items() if said & {*words}}
        rivals = {
            code: said & {word for other in self.others(code) for word in self._whose.get(other, ())} for code in named
        }
        return frozenset(code for code in named if rivals[code] <= {*self._whose[code]})

    def _lacks_number(self, indicator: Indicator, name: str) -> bool:
        """A short name with an age or a limit in it ("Child disability 2-9"); that of childhood need not be told."""
        wanted = set(re.findall(r"\d+", _IN_BRACKETS.sub("", plain(indicator.short_name_en or ""))))
        if _CHILDHOOD.search(name):
            wanted -= {"17", "18", "0"}
        return bool(wanted) and not wanted & set(re.findall(r"\d+", plain(name)))

    def _lacks_level(self, indicator: Indicator, name: str) -> bool:
        """A series of one level of school under a name of none ("Dropout", "Qualified teachers")."""
        told = f"{indicator.name_en} {indicator.short_name_en}"
        return any(re.search(level, told, re.I) for level in _LEVELS) and not _LEVEL_SAID.search(name)

    def _is_part(self, indicator: Indicator, name: str) -> bool:
        """All its words stand in a name of another definition, or it is a piece of its own name."""
        if _KHMER.search(name):
            key = _KHMER_LITTLE.sub("", label_key(name))
            own = _KHMER_LITTLE.sub("", label_key(indicator.short_name_km or ""))
            others = (_KHMER_LITTLE.sub("", k) for k, code in self._khmer.items() if code != indicator.code)
            return key != own and (key in own or any(key in other and key != other for other in others))
        own = _IN_BRACKETS.sub("", indicator.short_name_en or "")
        return {*_told(name)} < {*_told(own)} or self._is_shared(indicator, name)

    def _is_shared(self, indicator: Indicator, name: str) -> bool:
        """Whether all words of a name stand in that of another definition or source of the topic."""
        told = set(_told(name))
        names = (text for other in self._others[indicator.code] for text in _main_names(other))
        return bool(told) and any(told <= set(_told(text)) for text in names)

    def _said_by_another_source(self, indicator: Indicator, name: str) -> bool:
        """A name that a series of another kind of source has with its own word added ("primary completion EMIS")."""
        told = set(_told(name))
        kin = [
            other
            for other in self._others[indicator.code]
            if other.source_type != indicator.source_type and other.unit == indicator.unit
        ]
        names = [text for other in kin for text in (*_main_names(other), *other.aliases_en)]
        return bool(told) and any(told <= set(_told(text)) for text in names)


def _numbers_first(words: tuple[str, ...]) -> set[str]:
    """The numbers among the words of a bracket ("19 prisons", "10 yr"), which tell more than the words; else these."""
    return {word for word in words if word.isdecimal()} or set(words)


def names_any(words: Iterable[str], text: str) -> bool:
    """Whether a text holds one of ``words`` (lower case) as a word of its own."""
    folded = plain(text).casefold()
    return any(_word(word).search(folded) for word in words)


@lru_cache(maxsize=1024)
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word))


def _main_names(indicator: Indicator) -> tuple[str, ...]:
    return tuple(filter(None, (indicator.name_en, indicator.short_name_en)))


def _brackets(indicator: Indicator) -> list[str]:
    """What stands in the brackets of a short name, but an age that the word "child" says already."""
    found = _IN_BRACKETS.findall(indicator.short_name_en or "") + _IN_BRACKETS.findall(indicator.short_name_km or "")
    return [text for text in found if text != "before 18"]


def _without_age_limit(name: str) -> str:
    return name.replace(" (before 18)", "")


@lru_cache(maxsize=4096)
def _told(name: str) -> tuple[str, ...]:
    """The words of a name that tell something, in one number."""
    return tuple(_stem(word) for word in label_key(name).split() if word not in _LITTLE)


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
