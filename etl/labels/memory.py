"""What a member confirmed before: offered again, told, and weaker than anything a file says itself.

A label made of neutral words only ("Coverage rate", "%", "Total", "Value", អត្រា) means something else in every file: it
is neither learned nor used, also where an older ledger holds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.cells import find_unit
from etl.labels.categories import find_categories
from etl.labels.decisions import Decisions, with_other_years
from etl.labels.reductions import label_key, strip_marks
from etl.labels.words import DIMENSION_ROLES, normal, role_of
from etl.periods import strip_periods

_NEUTRAL_WORDS = (
    "a an the of in on at by for to from per and or all both total totals subtotal sum overall whole other "
    "others none rate rates ratio coverage prevalence incidence percentage percent pct pc share proportion "
    "fraction value values amount score index number numbers no nb num count counts figure figures result "
    "results data actual achieved achievement estimate estimates level status output outcome indicator "
    "indicators ind kpi measure item column col field var variable row line series table sheet question q code "
    "id name label unnamed n m f x y z national country cambodia province provinces region area district year "
    "month quarter annual baseline endline midline current latest new old child children kid kids girl girls "
    "boy boys women woman men man people person persons population case cases household households family "
    "families beneficiary beneficiaries client clients student students pupil pupils school schools member "
    "members sex age group urban rural male female average mean median min max target plan final draft "
)
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
_NEUTRAL_KHMER = re.compile(
    "អត្រា|ភាគរយ|ចំនួន|សរុប|តម្លៃ|លទ្ធផល|ទិន្នន័យ|តួលេខ|សូចនាករ|សន្ទស្សន៍|សមាមាត្រ|គ្របដណ្តប់|"
    "ការ|ភាព|ដែល|និង|នៃ|របស់|នៅ|ក្នុង|តាម|ទាំង|អស់|កុមារា|កុមារី|កុមារ|ក្មេង|ស្រី|ប្រុស|នារី|"
    "ស្ត្រី|បុរស|មនុស្ស|ប្រជាជន|នាក់|គ្រួសារ|សិស្ស|ករណី|ខេត្ត|រាជធានី|ប្រទេស|កម្ពុជា|ជាតិ|ឆ្នាំ|"
    "ខែ|មធ្យម|ផ្សេងៗ"
)
_LETTER = re.compile(r"[a-z\u1780-\u17b3]")


@dataclass(frozen=True, slots=True)
class Memory:
    """Labels as the member once wrote them to codes of indicators and of areas."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)


NO_MEMORY = Memory()


def worth_remembering(label: str) -> bool:
    """Whether any word of a label tells what it is about; neutral words, numbers, units, years and groups do not."""
    if role_of(label) in DIMENSION_ROLES:
        return False
    bare = find_categories(find_unit(strip_periods(strip_marks(label))).rest).rest
    if role_of(bare) and not set(label_key(bare).split()) - _NEUTRAL:
        return False
    words = re.sub(r"\d+", " ", _NEUTRAL_KHMER.sub(" ", label_key(bare))).split()
    return any(_LETTER.search(word) and len(word) > 1 and word not in _NEUTRAL for word in words) and bool(
        normal(label)
    )


def bare_label(label: str) -> str:
    """A label without its year, for comparing it with the same label of another year."""
    return normal(strip_periods(label))


class Recall:
    """What of a member's memory may be used in one file: nothing that was decided about the file itself.

    ``codes`` are its indicators; ``used`` is what was recalled: kind and label as written → code.
    """

    def __init__(self, memory: Memory, decisions: Decisions) -> None:
        decided = {*decisions.indicators, *decisions.areas, *decisions.skip, *decisions.not_as_before}
        self._gone = decided | {bare_label(label) for label in decisions.not_as_before}
        self._indicators = with_other_years(self._usable(memory.indicators))
        self._areas = self._usable(memory.areas)
        self.codes = frozenset(self._indicators.values())
        self.used: dict[tuple[str, str], str] = {}

    def _usable(self, labels: Mapping[str, str]) -> dict[str, str]:
        return {normal(label): code for label, code in labels.items() if code and worth_remembering(label)}

    def indicator(self, text: str) -> str:
        """The indicator confirmed for a label, this one or the same of another year; ``""`` when none was."""
        whole, bare = normal(text), bare_label(text)
        if whole in self._gone or bare in self._gone:
            return ""
        return self._indicators.get(whole) or self._indicators.get(bare, "")

    def area(self, text: str) -> str:
        """The place confirmed for a label; ``""`` when none was."""
        bare = normal(text)
        return "" if bare in self._gone else self._areas.get(bare, "")
