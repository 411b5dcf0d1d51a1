"""One person in running words: a name beside an age, a kinship, a home or a story, and stories without any name.

A name alone says nothing: officials, places, projects and schools bear names as well. So a name counts with a sign that
belongs to one person and no group: an age by itself, "his grandmother", "left school", a house, a telephone. How clear
the sign must be hangs on how sure the name is: a Khmer family name in front, a given name behind, or merely the shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from etl.persons.personal_words import (
    FAMILY,
    FAMILY_KM,
    FOREIGN_KM,
    GIVEN,
    GIVEN_KM,
    LISTS,
    ORDINARY,
    UNSURE,
    UNSURE_KM,
)
from geo import fold_khmer

IsKnown = Callable[[str], bool]


class Sure(IntEnum):
    """How sure it is that words are a person's name."""

    SHAPE = 1
    GIVEN = 2
    FAMILY = 3


class Name(NamedTuple):
    """A name in a text, from ``start`` to ``end``."""

    start: int
    end: int
    sure: Sure


_KM = "\u1780-\u17d3\u17dd"
_WORD = re.compile(rf"[A-Za-z][A-Za-z'’]*|[{_KM}]+")
_PERIOD_KM = re.compile("|".join(map(re.escape, LISTS["period_khmer"])))
_NO_NAME_KM = re.compile("|".join(map(re.escape, (*LISTS["no_name_khmer"], *LISTS["period_khmer"]))))
_FOREIGN_LETTERS = re.compile("[\u17c9\u17ca]|\u17a0\u17d2[\u179c\u179f\u1782]|\u179f\u17d2[\u1798\u1791\u178f]")
"""How names from elsewhere are written: with signs that turn a letter's sound, with letters joined to one that Khmer
lacks (ហ្វ, ហ្ស, ហ្គ), or with clusters of theirs."""
_BORROWED = re.compile("|".join(map(re.escape, LISTS["no_foreign_name_khmer"])))
_OWN = re.compile("['’]s?$")
_LONGEST_KM = 14
_OFFICIAL = re.compile(
    fold_khmer(
        r"(?:\b(?:by|contacts?|focal (?:points?|persons?)|person|director|minister|excellency|officer"
        r"|manager|coordinator"
        r"|supervisors?|leader|president|governor|signed|approved|checked|author|entry|secretary|dr|prof|h\.?e|mr|mrs|ms"
        r"|miss|team|source|partners?|trainers?|teacher|principal|chief|head|representative|donor|hospital|project"
        r"|programme|foundation)\b[.:]?|លោក(?:ស្រី)?|ឯកឧត្តម|លោកជំទាវ|រៀបចំដោយ|អនុម័តដោយ|ដោយ|ប្រធាន|នាយក|មន្ត្រី|ហត្ថលេខា"
        r"|ទំនាក់ទំនង|អ្នកទទួលខុសត្រូវ|គម្រោង|មូលនិធិ|មន្ទីរពេទ្យ)[ :៖.,-]*(?:លោក(?:ស្រី)?|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)? ?$"
    ),
    re.IGNORECASE,
)
"""What stands in front of the name of somebody in office."""
_WENT = (
    r"(?:com(?:es?|ing)|came|go(?:es|ing)?|went|left|leaves|walk(?:s|ed)?|runs?|ran|attend(?:s|ed)?|studies|studied|enrolled"
    r"|enters?|entered|joined|quit|missed|misses|at|in|to|behind|near|beside|lives?|lived|is|was|has|had)"
)
"""What somebody does, or where somebody is: then what follows is no body that bears the name."""
_ROLE = re.compile(
    rf"^,? ?(?:\(|- )?(?:(?:(?!{_WENT}\b)[\w&/'-]+ ){{0,2}}(?:officer|manager|director|minister|coordinator"
    r"|specialist|advis[eo]r|secretary|governor"
    r"|president|consultant|assistant|programme|foundation|schools?|hospital|pagoda|centre|center|orphanage|university"
    r"|market|street|road|boulevard|province|district|commune|villages|ngo|team)\b|មន្ត្រី|នាយក|ប្រធាន)",
    re.IGNORECASE,
)
"""What stands behind it, or behind a name that a body bears."""
_SCHOOL_KM = re.compile(fold_khmer(r"(?:^|[ ,;(។])(?:សាលា|អនុវិទ្យាល័យ|វិទ្យាល័យ|មត្តេយ្យ|សាកលវិទ្យាល័យ|វត្ត)[\u1780-\u17d3]* ?$"))
"""What stands in front of it. Where somebody *is* begins otherwise (នៅសាលា)."""
_AGE = r"(?<![\d.,:/])(?:[1-9]|1\d|2[0-4])(?![\d]|[.,]\d|/\d|:\d)"
_NO_AGE = (
    r"(?! ?(?:%|‰|-(?= ?\d)|–(?= ?\d)|—(?= ?\d)|\+|per ?cent|percent|to \d|and (?:over|above|under|\d)|or (?:over"
    r"|more|older|younger)|ដល់|ភាគរយ|នាក់|ករណី"
    r"|ភូមិ|ឃុំ|ស្រុក|ខេត្ត|ខែ|សាលា|គ្រួសារ))"
)
_ONE_AGE = _AGE + _NO_AGE
_CALENDAR = r"(?! ?(?:19|20|25)\d\d(?!\d))"
"""What stands behind "year" is one of the calendar: "ឆមាសទី១ ឆ្នាំ២០២៤" is the first half of 2024, no age of one year."""
_YEARS = rf" ?-?(?:years?|yrs?|y\.? ?/?o\.?|yo|ans|ឆ្នាំ)\b(?!-){_CALENDAR}|ឆ្នាំ{_CALENDAR}"
_SEX = r"(?:m|f|male|female|girl|boy|ភេទ ?ស្រី|ភេទ ?ប្រុស|ស្រី|ប្រុស)"
_AGED_BEHIND = re.compile(
    rf"^[ ,:;/(\[–|-]*(?:(?:{_SEX}|sex|aged?|is|ភេទ|អាយុ|a"
    rf"|of)\b[ ,.:;/(|-]*){{0,4}}(?P<age>{_ONE_AGE})(?P<years>{_YEARS})?"
    r"(?P<stop> ?[,;)\]/|.\n]| -| –|$)?",
    re.IGNORECASE,
)
_SAYS_AGE = re.compile(
    rf"^[ ,:;/(\[–|-]*(?:(?:{_SEX})[ ,.:;/(|-]*(?:aged?|អាយុ)?|(?:is )?aged?|អាយុ|{_SEX} ?/)", re.IGNORECASE
)
_PARTED = re.compile(r"^ ?[,:;/(\[–|-]")
_CHILD = (
    r"(?:girl|boy|child|kid|baby|infant|student|pupil|victim|survivor|orphan|client|patient|minor|daughter|son|teenager"
    r"|beneficiary|schoolgirl|schoolboy|juvenile|detainee)"
)
_KIN = (
    r"(?:mother|father|parents?|aunt|uncle|grand(?:mother|father|parents?|ma|pa)|step(?:mother|father)|sister|brother|cousin"
    r"|guardian|neighbou?rs?|foster (?:family|parents?|mother)|family|relatives?|teacher|boyfriend|husband)"
)
_OF_WHOM = re.compile(
    rf"(?:\b(?:{_CHILD}|named|called|about|my name is|name is|name was|photo of|photo|picture of"
    rf"|interview with|story of"
    rf"|{_KIN} of|visited|met|case(?: (?:of|no\.?))?(?: ?\d+)?|helped|for|with {_KIN})[,:;. -]*(?:a |the )?)$",
    re.IGNORECASE,
)
_OF_WHOM_KM = re.compile(
    fold_khmer(
        "(?:កុមារី|កុមារា|កុមារ(?:រងគ្រោះ)?|កុមារីរងគ្រោះ|កុមារារងគ្រោះ|រងគ្រោះ|ក្មេង(?:ស្រី|ប្រុស)?|សិស្ស(?:ស្រី|ប្រុស)?|ជនរងគ្រោះ|នាង|ទារក"
        "|ឈ្មោះ|ម្តាយ(?:របស់)?|ឪពុក(?:របស់)?|បងស្រី(?:របស់)?|បងប្រុស(?:របស់)?|ប្អូន(?:ស្រី|ប្រុស)?(?:របស់)?|ជីដូន(?:របស់)?|ជីតា(?:របស់)?"
        "|គ្រួសារ(?:របស់)?|របស់|ករណី|សម្ភាស(?:ន៍)?|រូបថត|ជួប|មិនឃើញ|បានឃើញ)[ :៖]*(?:ឈ្មោះ ?)?$"
    )
)
_THEIR = re.compile(
    rf"^['’]s? (?:\w+ )?(?:{_KIN}|phone|home|house|case|story|birth|number|file|photo|school|body|wife)\b"
)
_DID = re.compile(
    r"^,? ?\(?(?:[^()]{0,12}\) ?)?(?:who |now |still |also |has |had |was |is |were |and"
    r" )*(?:lives?|lived|living|left|dropped|told|testif\w+"
    r"|missing|pregnant|orphan\w*|raped|abused|beaten|hit|sold|trafficked|touched|kidnapped|died"
    r"|ran away|went|sleeps?|stays?"
    r"|sells?|works? (?:at|in|on|as)|begs?|stopped|quit|disabled|arrested|detained|placed|referred|transferred|rescued"
    r"|married|married off|infected|HIV|sick"
    r"|comes? to|goes to|lost|needs?|wants?|dream\w*|born|misses|afraid|crying|bullied|punished)\b",
    re.IGNORECASE,
)
_DID_KM = re.compile(
    fold_khmer(
        "^ ?(?:(?:បាន|ត្រូវ(?:បាន)?|កំពុង|កើត|មាន|ជា|នៅ) ?){0,3}(?:រស់នៅ|ស្នាក់នៅ|ឈប់រៀន|បោះបង់|ឈប់"
        "|រំលោភ|វាយ|លក់|បាត់|ស្លាប់|កំព្រា|ផ្ទៃពោះ|ឈឺ"
        "|ផ្ទុកមេរោគ|ពិការ|ធ្វើការ|បញ្ជូន|បិទ|ចាប់|រត់|យំ|ថ្នាក់ទី|កើត ?ថ្ងៃ|ថ្ងៃ|ត្រូវបាន|រងគ្រោះ|ចង់|ជួយ|គេ)"
    )
)
_PRONOUN = re.compile(
    rf"\b(?:his|her) (?:own )?(?:\w+ )?{_KIN}\b|\b(?:she|he) (?:is|was|has|had|lives?|lived|stays?"
    rf"|told|said|sells?|left|ran|dropped|works?|wants?)\b",
    re.IGNORECASE,
)
_ANY_PRONOUN = re.compile(r"\b(?:she|he|his|her|him)\b", re.IGNORECASE)
_CLASS = re.compile(r"^[ ,(]*(?:in |is in )?(?:grade|class) ?\d", re.IGNORECASE)
_DATED = re.compile(r"^ ?[(\[] ?(?:\d{1,2}[ ./-](?:\d{1,2}|[A-Z][a-z]{2,8})[ ./-]\d{4}|\d{4}-\d\d-\d\d)")
_PRIVATE_MAIL = re.compile(r"@(?:gmail|yahoo|hotmail|outlook|icloud|live|ymail)\.", re.IGNORECASE)
_STORY_WORDS = re.compile(
    r"\b(?:orphan|grandmother|stepfather|raped|abused|beaten|trafficked|dropped out|left school"
    r"|pregnant|brick kiln|HIV|testified"
    r"|counsellor|shelter|village|missing|interview|birth certificate|prison|foster|lives? (?:in|with))\b"
    + fold_khmer("|ភូមិ|ផ្ទះ|រំលោភ|កំព្រា"),
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _is_name_word(word: str) -> bool:
    return len(word) > 1 and word.casefold() not in ORDINARY


def names_in(text: str) -> Iterator[Name]:
    """Every two or three words of ``text`` (as ``plain`` gives it) that may be a person's name, officials left out."""
    found = list(_WORD.finditer(text))
    at = 0
    while at + 1 < len(found):
        name = _name_at(text, found, at)
        if name is None:
            at += 1
            continue
        at += 1 if name.sure == Sure.SHAPE else 2
        if _OFFICIAL.search(text[max(name.start - 30, 0) : name.start]):
            continue
        if _ROLE.match(text[name.end : name.end + 40]):
            continue
        if _SCHOOL_KM.search(text[max(name.start - 30, 0) : name.start]) and not _AGED_BEHIND.match(
            text[name.end :][:30]
        ):
            continue
        yield name


def _name_at(text: str, found: list[re.Match[str]], at: int) -> Name | None:
    one, other = found[at], found[at + 1]
    if text[one.end() : other.start()] != " ":
        return None
    if one[0].isascii():
        return _latin(text, found, at) if other[0].isascii() else None
    return _khmer(one, other) if not other[0].isascii() else None


def _latin(text: str, found: list[re.Match[str]], at: int) -> Name | None:
    one, other = found[at], found[at + 1]
    family, given, whose = one[0].casefold(), _OWN.sub("", other[0].casefold()), _OWN.search(other[0])
    third = found[at + 2] if at + 2 < len(found) and text[other.end() : found[at + 2].start()] == " " else None
    end = other.start() + (whose.start() if whose else len(other[0]))
    capital = one[0][0].isupper() and other[0][0].isupper()
    if third is not None and capital and third[0][0].isupper() and _is_name_word(third[0]):
        end = third.end()
    if family in FAMILY and given in GIVEN and (capital or not one[0][0].isupper()):
        return Name(one.start(), end, Sure.FAMILY)
    if not capital or not (_is_name_word(one[0]) and _is_name_word(other[0])):
        both = family in UNSURE and given in GIVEN and capital
        return Name(one.start(), end, Sure.GIVEN) if both else None
    if family in FAMILY:
        return Name(one.start(), end, Sure.FAMILY)
    if given in GIVEN or (third is not None and third[0].casefold() in GIVEN):
        return Name(one.start(), end, Sure.GIVEN)
    if one[0].isupper() and not text.isupper():
        return None  # capital letters only amid small ones are a code
    return Name(one.start(), end, Sure.SHAPE)


def _khmer(one: re.Match[str], other: re.Match[str]) -> Name | None:
    family, given = one[0], other[0]
    if len(given) > _LONGEST_KM:
        # Khmer sentences go on without a space: "សុខ ដារ៉ាអាយុ".
        given = next((given[:n] for n in range(_LONGEST_KM, 1, -1) if given[:n] in GIVEN_KM), "")
    if len(given) < 2:
        return None
    end = other.start() + len(given)
    start = one.start()
    if family not in FAMILY_KM and family not in UNSURE_KM:
        # The same in front: "កុមារីសុខ ដារ៉ា".
        tail = next((n for n in range(1, len(family) - 1) if family[n:] in FAMILY_KM and given in GIVEN_KM), 0)
        start, family = start + tail, family[tail:]
    if _NO_NAME_KM.search(given) and given not in GIVEN_KM:
        return None
    if family in FAMILY_KM:
        return Name(start, end, Sure.FAMILY)
    if family in FOREIGN_KM:
        return Name(start, end, Sure.GIVEN)
    if given in GIVEN_KM and (family in UNSURE_KM or (len(family) <= 9 and not _NO_NAME_KM.search(family))):
        return Name(start, end, Sure.GIVEN)
    if len(family) <= 9 and len(given) <= 9 and not _NO_NAME_KM.search(family) and family[0] <= "\u17a2":
        return Name(start, end, Sure.SHAPE)
    return None


def names_a_body(behind: str) -> bool:
    """Whether what stands behind a name makes it that of a school, a place or somebody in office."""
    run = _CAPITALS.match(behind)
    starts = (0, *(found.end() for found in _CAPITAL.finditer(behind, 0, run.end() if run else 0)))
    return any(_ROLE.match(behind[start:]) for start in starts)


_CAPITAL = re.compile(r" [A-Z][\w'’-]*")
_CAPITALS = re.compile(rf"(?:{_CAPITAL.pattern})*")
"""Words of the same name: "Hun Sen Angkor Chey High School"."""


def tells_of_one(text: str, is_known: IsKnown) -> bool:
    """Whether words (as ``plain`` gives them) seem to tell of one person, with or without a name."""
    if _nameless(text):
        return True
    # What is known is asked last: it costs milliseconds.
    return any(_is_somebody(text, name) and not is_known(text[name.start : name.end]) for name in names_in(text))


def name_of(text: str) -> Sure | None:
    """How sure it is that the whole of a text (as ``plain`` gives it) is the name of a person; ``None`` for another."""
    found = list(_WORD.finditer(text))
    if not 2 <= len(found) <= 4 or found[0].start() or found[-1].end() != len(text):
        return None
    name = _name_at(text, found, 0)
    if name is None or (len(found) == 4 and name.end != found[2].end()):
        return None
    return None if any(word[0].casefold() in ORDINARY for word in found if word[0].isascii()) else name.sure


def _is_somebody(text: str, name: Name) -> bool:
    behind, before = text[name.end : name.end + 70], text[max(name.start - 40, 0) : name.start]
    if _CLASS.match(behind) or (name.sure > Sure.SHAPE and _DATED.match(behind)):
        return True
    if name.sure > Sure.SHAPE and _PRIVATE_MAIL.search(text):
        return True
    if aged := _AGED_BEHIND.match(behind):
        said = bool(aged["years"]) or _SAYS_AGE.match(behind) is not None
        if said or (name.sure > Sure.SHAPE and aged["stop"] is not None and _PARTED.match(behind)):
            return True
        if aged["stop"] is not None and (_ANY_PRONOUN.search(text) or _STORY_WORDS.search(text)):
            return True
    if _OF_WHOM.search(before) or _OF_WHOM_KM.search(before):
        if _looks_foreign(text[name.start : name.end]) and _DID_KM.match(behind):
            return True
        return name.sure > Sure.SHAPE or bool(_PRONOUN.search(text) or _STORY_WORDS.search(text) or _HOME.search(text))
    if _THEIR.match(behind):
        return True
    if _DID.match(behind) or _DID_KM.match(behind):
        return name.sure > Sure.SHAPE or bool(_PRONOUN.search(text))
    return _PHONE_OR_NUMBER.search(behind) is not None and bool(_PRONOUN.search(text) or _CHILD_IN.search(text))


def _looks_foreign(name: str) -> bool:
    """Whether two Khmer words are written as a name from elsewhere is, and neither is a borrowed word."""
    return _FOREIGN_LETTERS.search(name) is not None and not any(map(_BORROWED.match, name.split(" ")))


_CHILD_IN = re.compile(rf"\b{_CHILD}\b", re.IGNORECASE)
_PHONE_OR_NUMBER = re.compile(r"(?<!\d)0[1-9]\d(?:[ .-]?\d){6,7}(?!\d)|\b\d{8,10}\b|[^@\s]@[^@\s]+\.[a-z]{2,}")
_PLACE = re.compile(r"\b1[0-4]\.\d{3,}[ ,;/NE°]+10[2-7]\.\d{3,}")
_HOME = re.compile(
    fold_khmer(rf"\b(?:home|lives?|house of|{_CHILD}'s|{_CHILD})\b|ផ្ទះ|ទីលំនៅ|កុមារ|ជនរងគ្រោះ|ក្មេង|សិស្ស"), re.IGNORECASE
)
_OFFICE = re.compile(
    fold_khmer(
        r"\b(?:offices?|headquarters|schools?|health cent|hospital|department|hotline|station)\b"
        r"|ការិយាល័យ|មន្ទីរ|សាលា|ស្នាក់ការ"
    ),
    re.IGNORECASE,
)
_ONE_CHILD = re.compile(
    rf"(?:\b(?:an?|the|one|our|this|that|another|{_ONE_AGE}{_YEARS}) (?:\w+ )?(?:{_ONE_AGE}(?:{_YEARS})[- ]?(?:old )?)?"
    rf"{_CHILD}|^{_CHILD})\b(?! (?:in|of) (?:five|ten|\d+ (?:in|out)))",
    re.IGNORECASE,
)
_CHILD_AND_AGE = re.compile(
    rf"\b(?:an?|the|one|our|this|with an?|[;:,] ?|^)?[ ]?{_CHILD}(?:,| is| was)?[ (]*(?:of |aged "
    rf"|who is |- ?)?{_ONE_AGE}(?:{_YEARS})?"
    rf"(?: ?old)?(?P<rest>[^%\d]{{0,60}})"
    rf"|\b{_ONE_AGE}(?:{_YEARS})[- ]?(?:old)?[ ,]*(?:\w+ )?{_CHILD}\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    rf"\b(?:alone|sold|told|touched|raped|abused|beaten|found|pregnant|missing|lives?|lived|died|trafficked|hit|works?|sells?|left"
    rf"|dropped out|testified|{_KIN}|neighbou?r|hiv|born|arrested|rescued|referred|village|home|house|street|phone)\b",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    rf"\b(?:an?|the|one|our|this|that)\s(?:[\w-]+ )?(?:{_CHILD})\b|\b(?:she|he|his|her|him)\b"
    rf"|[;:,] (?:girl|boy)\b|^(?:girl|boy)\b",
    re.IGNORECASE,
)
_PRONOUN_AGE = re.compile(rf"\b(?:she|he) (?:is|was|turned|just turned) (?:only |now )?{_ONE_AGE}", re.IGNORECASE)
_INITIALS = re.compile(
    rf"(?<![A-Za-z.])[A-Z]\. ?(?:[A-Z]\.? ?){{1,2}}(?![a-z])[ ,:/(–-]*(?:(?:{_SEX}"
    rf"|aged?)\b[ ,.:)/(-]*){{0,3}}(?P<age>{_ONE_AGE})",
    re.IGNORECASE,
)
_INITIALS_CAPITAL = re.compile(r"[A-Z]\. ?[A-Z]\.?")
_ID_KM = fold_khmer("អត្តសញ្ញាណប័ណ្ណ|លិខិតឆ្លងដែន|សំបុត្រកំណើត|សៀវភៅគ្រួសារ|អត្តលេខ")
_NUMBERED = re.compile(
    rf"(?:\b(?:id|id card|identity card|birth certificate|birth cert|family book|passport"
    rf"|nid)\b(?: ?(?:no\.?|nr\.?|number|#))?"
    rf"|{_ID_KM}) ?(?:លេខ)?[ :#.]*[A-Z]{{0,3}}(?:\d[ /-]?){{6,12}}(?!\d)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    fold_khmer(
        r"\b(?:house|home) ?(?:no\.?|number|#)? ?\d{1,4}\b|\b(?:no\.?|#) ?\d{1,4},? (?:street|village"
        r"|phum)|ផ្ទះ ?លេខ ?\d{1,4}"
    ),
    re.IGNORECASE,
)
_ONE_KM = re.compile(
    fold_khmer(
        "(?:កុមារី|កុមារា|កុមារ|ក្មេង(?:ស្រី|ប្រុស)?|សិស្ស(?:ស្រី|ប្រុស)?|ជនរងគ្រោះ|នារី|ទារក|យុវតី)(?:រងគ្រោះ)? ?ម្នាក់(?!ៗ)"
        "|(?:ក្មេង|កុមារ|កុមារី|កុមារា|សិស្ស|ជនរងគ្រោះ)(?:ស្រី|ប្រុស|រងគ្រោះ)? ?(?:នេះ|នោះ)"
    )
)
_ONE_AGE_KM = re.compile(fold_khmer(rf"អាយុ ?{_AGE} ?(?:ឆ្នាំ|ខែ)? ?ម្នាក់(?!ៗ)|ម្នាក់ ?(?:ភេទ ?\S+ ?)?អាយុ ?{_AGE} ?ឆ្នាំ"))
_NAMED_KM = re.compile(
    fold_khmer(
        rf"(?:នាង|វា|ខ្ញុំ|គាត់) ?[{_KM}]{{2,14}} ?(?:មាន)?អាយុ ?{_AGE} ?ឆ្នាំ|(?:ខ្ញុំ|នាង|កុមារី?"
        rf"|កុមារា|ក្មេង\\S{{0,8}}) ?ឈ្មោះ ?[{_KM}]"
    )
)
_AGED_KM = re.compile(
    fold_khmer(
        rf"(?:^|[ ,.(។])[{_KM}]{{1,10}} [{_KM}]{{2,12}}[ ,(]+(?:ភេទ)?(?:ស្រី|ប្រុស)?[ ,]*(?:អាយុ ?)?"
        rf"{_AGE} ?ឆ្នាំ{_CALENDAR}"
    )
)
_MANY_KM = re.compile(fold_khmer("ចំនួន|អត្រា|ភាគរយ|តាមខេត្ត|ក្រោម|លើស|ចន្លោះ|ដល់|%|នាក់"))
_BORN_KM = re.compile(
    fold_khmer(
        r"កើត ?(?:នៅ ?)?ថ្ងៃ ?(?:ទី ?)?\d{1,2} ?ខែ ?\S+ ?(?:ឆ្នាំ ?)?\d{4}|ថ្ងៃ ?ខែ ?ឆ្នាំ"
        r" ?កំណើត[ :៖]*(?:ថ្ងៃ ?(?:ទី)? ?)?\d{1,2}"
    )
)
_PHONE_KM = re.compile(r"(?<!\d)0[1-9]\d?(?:[ .-]?\d){6,7}(?!\d)")
_WHOSE_KM = re.compile(
    fold_khmer("អាណាព្យាបាល|ម្តាយ|ឪពុក|ជីដូន|ជីតា|បងស្រី|បងប្រុស|កុមាររងគ្រោះ|កុមារីរងគ្រោះ|ជនរងគ្រោះ|ក្មេង|សិស្ស|មីង|ពូ|អ៊ំ")
)


def _nameless(text: str) -> bool:
    """Stories, homes, numbers and initials of one person, where nobody is named."""
    if not text.isascii() and _khmer_story(text):
        return True
    if _PRONOUN_AGE.search(text) or (_PLACE.search(text) and _HOME.search(text) and not _OFFICE.search(text)):
        return True
    if _NUMBERED.search(text) and not _OFFICE.search(text):
        return True
    if (found := _INITIALS.search(text)) and _INITIALS_CAPITAL.match(text, found.start()):
        return True
    if _HOUSE.search(text) and not _OFFICE.search(text) and (_CHILD_IN.search(text) or _PRONOUN.search(text)):
        return True
    if _PHONE_OR_NUMBER.search(text) and (_PRONOUN.search(text) or _KIN_OF.search(text)):
        return True
    child = None if _RULE.search(text) else _CHILD_AND_AGE.search(text)
    return (
        child is not None
        and bool(_SINGULAR.search(text))
        and bool(_HAPPENED.search(text) or child.group(0).count("old"))
    )


_RULE = re.compile(r"\b(?:must|shall|has the right|have the right)\b", re.IGNORECASE)
"""Words of a law about all children of an age."""
_KIN_OF = re.compile(rf"\b(?:{_KIN} of (?:the )?(?:{_CHILD}|[A-Z])|phone of the (?:{_KIN}|{_CHILD}))", re.IGNORECASE)


def _khmer_story(text: str) -> bool:
    if _ONE_AGE_KM.search(text) or _NAMED_KM.search(text) or _BORN_KM.search(text) or _NUMBERED.search(text):
        return True
    if _ONE_KM.search(text) and (
        re.search(fold_khmer(rf"អាយុ ?{_AGE}"), text) or _HOUSE.search(text) or _DID_ANY_KM.search(text)
    ):
        return True
    if not _MANY_KM.search(text) and any(not _PERIOD_KM.search(found[0]) for found in _AGED_KM.finditer(text)):
        return True
    if _PLACE.search(text) and _HOME.search(text):
        return True
    return _PHONE_KM.search(text) is not None and _WHOSE_KM.search(text) is not None


_DID_ANY_KM = re.compile(fold_khmer("រំលោភ|វាយ|លក់|បាត់ខ្លួន|ស្លាប់|កំព្រា|ផ្ទៃពោះ|រស់នៅ|ស្នាក់នៅ|ឈប់រៀន|ផ្ទុកមេរោគ"))
