"""Short texts that people write, and whether they tell of a single person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from etl.cells import numbers_in_digits, plain
from etl.persons.anybody import names_anybody
from etl.persons.personal import PERSON, STORY, kind_of_header
from etl.persons.personal_names import is_person
from etl.persons.personal_signs import names_a_body, tells_of_one
from etl.persons.personal_words import NOT_A_PERSON, OF_A_CHILD, WHO, WHO_KM
from etl.persons.plainly import says_plainly
from geo import fold_khmer, load_gazetteer

_DAY = r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})"
_THING_KM = (
    "(?:ភូមិ|ឃុំ|សង្កាត់|ស្រុក|ខណ្ឌ|ខេត្ត|ក្រុង|រាជធានី|តំបន់|ប្រទេស|ទីកន្លែង|សាលា|វិទ្យាល័យ|អនុវិទ្យាល័យ|មន្ទីរ|មណ្ឌល|មជ្ឈមណ្ឌល|វត្ត|អង្គការ|ស្ថាប័ន|ក្រសួង"
    "|សូចនាករ|ឯកសារ|ជួរ|សន្លឹក|តារាង|ប្រភព|របាយការណ៍|គម្រោង|កម្មវិធី|ជំងឺ|ក្រុម|ក្រឡា)"
)
"""What has a name and is nobody."""
_ABOUT_PERSONS = ("name", "name_alone", "birth_date", "phone", "email", "id_number", "address", "gps", "case_notes")
_EMAIL = re.compile(r"[^@\s]@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
"""From the last sign before the @: with all signs before it, a long row without spaces is looked through anew from each
of them, and nobody else is served meanwhile."""
_TELLS = (
    re.compile(r"(?:\+?\d[ ./-]?){8,}"),
    _EMAIL,
    re.compile(rf"\b{_DAY}\b"),
    re.compile(r"\b1\d\.\d{3,}[ ,;]+10\d\.\d{3,}"),
    re.compile(r"\b(?:named|called|name is|name was) [A-Z]|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]"),
    re.compile(fold_khmer(rf"ឈ្មោះ ?(?!{_THING_KM})[\u1780-\u17b3]")),
    STORY,
)
_OF_A_THING = re.compile(
    r"\b(?:sheets?|tabs?|columns?|rows?|files?|folders?|tables?|headings?|heads?|indicators?|sources?|reports?|surveys?"
    r"|districts?|communes?|villages?|provinces?|sangkats?|khans?|cities|city|towns?|areas?|places?|countr(?:y|ies)"
    r"|schools?|hospitals?|centres?|centers?|pagodas?|organi[sz]ations?|ngos?|ministr(?:y|ies)|offices?|programmes?"
    r"|projects?|publications?|workbooks?|questions?|measures?|targets?|groups?)(?:'s|s')?"
    r" (?:(?:that |which )?(?:is|was|were|are) |now )?(?:named|called|name is|name was) (?=[A-Z])",
    re.IGNORECASE,
)
"""What is called something and is nobody: a sheet, a district."""
_SPAN = re.compile(rf"\b{_DAY} ?(?:-|–|—|to|till?|until|ដល់) ?{_DAY}\b|\bbetween {_DAY} and {_DAY}\b", re.IGNORECASE)
"""From one day to another: of field work, or of those whom figures count."""
_OF_A_PAPER = re.compile(
    r"\b(?:published|printed|received|sent|dated|updated|corrected|revised|downloaded|retrieved|accessed|as of|version"
    r"|edition|issued|released|signed|approved|uploaded|submitted|meeting|workshop|letter|e-?mail|report|census|deadline"
    r"|collected|fieldwork|field work|survey)(?: (?:was|were|is|data|again|anew))?"
    r"(?: (?:of|on|at|from|by|in|ended|began))*"
    rf"[ :,]+{_DAY}\b",
    re.IGNORECASE,
)
"""The day of a paper, or of work."""


def is_place(text: str) -> bool:
    """Whether a text is a place of Cambodia, so that it is no person."""
    return load_gazetteer().match(text).certain is not None


def tells_of_anybody(text: str) -> bool:
    """Whether words that need no names (a reason, a note, a title beside figures) name anybody or tell of one child."""
    return not says_plainly(text) and speaks_of_anybody(text)


def speaks_of_anybody(text: str) -> bool:
    """The same of words that are told to everybody: no reason is looked for in them, and "a girl" is one girl."""
    return tells_of_a_person(text) or names_anybody(text, is_place)


def tells_of_a_person(text: str) -> bool:
    """Whether a short text that may hold names of bodies (a title, a member, a label) is about a single person."""
    bare = numbers_in_digits(plain(text))
    told = _OF_A_THING.sub("", _OF_A_PAPER.sub("", _SPAN.sub("", bare)))
    if any(pattern.search(told) for pattern in _TELLS) or tells_of_one(bare, is_place) or _tells_a_birthday(bare):
        return True
    return any(kind_of_header(piece) in _ABOUT_PERSONS for piece in re.split(r"[:;=|\n]", text))


_WHO = (
    re.compile(r"(?:\+?855[ .-]?|(?<![\d.,-])0)[1-9]\d(?:[ .-]?\d){6,7}(?!\d)"),
    _EMAIL,
    re.compile(r"\b(?:[Nn]ame is|[Nn]ame was) [A-Z]|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]"),
    STORY,
)


def tells_who(text: str) -> bool:
    """Whether a published text of some length seems to lead to a single person: fewer signs than ``tells_of_a_person``.

    Spans of years, dates and the right to a name are ordinary there.
    """
    bare = numbers_in_digits(plain(text))
    if any(pattern.search(bare) for pattern in (*_WHO, _NAMED, _NAME_AND_AGE)) or tells_of_one(bare, is_place):
        return True
    return _tells_a_birthday(bare)


def _tells_a_birthday(bare: str) -> bool:
    """Whether a text says on which day one person was born."""
    return any(_is_birthday(bare, found) for found in _BORN.finditer(bare))


_PHONE = re.compile(r"(?:\+?855[ .-]?|(?<![\d.,/-])0)[1-9]\d(?:[ .-]?\d){6,7}(?![\d.,/-]\d|\d)")
_DATE = re.compile(
    r"\b\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(?:19|20)?\d\d\b|\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b"
    r"|\b\d{1,2} ?[\u1780-\u17d3]{3,} ?(?:19|20)\d\d"
)
_NAMED = re.compile(
    r"\b[Nn]ame (?:is|was) [A-Z]|\b(?:child|girl|boy|victim|survivor|student|mother|father|baby) (?:named|called) [A-Z]"
    r"|\b(?:family|mother|father|parents?|aunt|uncle|grand\w+|guardian) of (?:the )?[A-Z][a-z]+ [A-Z][a-z]+"
    r" (?:lives?|lived|stays?|told|said|asked|was|were|is|has|had|can|needs?|works?)\b"
    r"|(?:កុមារី?|ក្មេង(?:ស្រី|ប្រុស)?|សិស្ស|ជនរងគ្រោះ|នារី|ករណី) ?(?:ម្នាក់ ?)?ឈ្មោះ ?[\u1780-\u17b3]"
)
_NAME_AND_AGE = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+,? \(?aged \d{1,2}\b")
"""Asks and reasons of organisations tell of "Sok Dara (aged 12)"; a group is never called by two capital words."""
_BORN = re.compile(
    fold_khmer(r"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?)\b|ថ្ងៃ ?ខែ ?ឆ្នាំ ?កំណើត|ថ្ងៃកំណើត|កើតថ្ងៃ"),
    re.IGNORECASE,
)
_OF_A_CASE = re.compile(
    fold_khmer(
        r"\b(?:case (?:of|no\.?|number|file|id)|(?:victims?'?s?|survivor'?s?)"
        r"(?! (?:support|assist|serv|unit|protect|help|care|referr|program|right))"
        r"|abused|raped|trafficked|missing child"
        r"|(?:she|he) (?:is|was|has|said|told|lives)|(?:her|his) (?:name|mother|father|parents?|phone|aunt|uncle)"
        r"|(?:child|girl|boy|student|mother|father|parent|guardian)'s)\b|ជនរងគ្រោះ|ករណី(?:លេខ|របស់)|រងការរំលោភ|ម្តាយនាង|ឪពុកនាង"
        r"|ម្តាយវា|ឪពុកវា"
    ),
    re.IGNORECASE,
)
_STORY_KM = re.compile(
    fold_khmer(
        r"(?:កុមារី?|ក្មេង(?:ស្រី|ប្រុស)?|សិស្ស(?:ស្រី|ប្រុស)?|ជនរងគ្រោះ) ?(?:ម្នាក់ ?)អាយុ ?\d{1,2} ?ឆ្នាំ"
        r"|(?:កុមារី?|ក្មេង(?:ស្រី|ប្រុស)?|សិស្ស(?:ស្រី|ប្រុស)?) ?អាយុ ?\d{1,2} ?ឆ្នាំ ?ម្នាក់(?!ៗ)"
    )
)
_AGED = re.compile(
    r"\b(?:girl|boy|victim|survivor),? (?:aged|of) \d{1,2},? (?:from|was|told|said|who|reported|lives|lived)\b"
)
_CASE_FILE = re.compile(r"\b[Cc]ase (?:file|no\.? ?\d+|\d+)[:,]? ")
_OF_AGE = re.compile(
    r"^[ ,(]*(?:[MF]\b|male|female|girl|boy|aged?|ភេទ ?\S+|អាយុ)?[ ,:/]*\d{1,2} ?(?:years?|yrs?|y\.?o\.?|ឆ្នាំ)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[ )]*(?:-|–|to\b|and\b|or\b|until\b|ដល់)")
_SEVERAL_BORN = re.compile(
    r"\b(?:children|infants|babies|girls|boys|those|people|women|all)(?: (?:who )?were)? ?$", re.IGNORECASE
)
_WHOSE = re.compile(rf"(?:{WHO}|{WHO_KM})[ :,]*$", re.IGNORECASE)
_DONE_TO = re.compile(
    r"\b(?:raped|abused|beaten|trafficked|assaulted|sold) by"
    r" (?:her|his|uncle|step|(?:a|the) (?:man|neighbou?r|teacher|relative))"
)
_NAME = re.compile(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){1,2}|[\u1780-\u17d3]+(?: [\u1780-\u17d3]+){1,2}")
_TELLING = (
    "year",
    "yr",
    "y.o",
    "nam",
    "call",
    "birth",
    "born",
    "dob",
    "d.o.b",
    "case",
    "victim",
    "survivor",
    "child",
    "girl",
    "boy",
    "abuse",
    "raped",
    "traffick",
    "student",
    "pupil",
    "patient",
    "mother",
    "father",
    "parent",
    "guardian",
    "famil",
    "head",
    "client",
    "minor",
    "juvenile",
    "inmate",
    "baby",
    "infant",
    "kid",
    "benefici",
    "respond",
    "care",
    "witness",
    "suspect",
    "offend",
    "perpet",
    " her ",
    " his ",
    " she ",
    " he ",
    " id",
    "nid",
    "card",
    "passport",
)
_TELLING_KM = tuple(
    fold_khmer("ឈ្មោះ ករណី ជនរងគ្រោះ អាយុ កំណើត លេខ កុមារ សិស្ស ក្មេង ម្តាយ ឪពុក អាណាព្យាបាល អត្ត រំលោភ កើត នាម អ្នក មេគ្រួសារ").split()
)
"""Without one of these no text tells of a case. Plain pieces of words, which are found far faster than a pattern."""
_PIECES = re.compile(r"[\n\r;|•·\t]+|,(?= ?[A-Za-z\u1780-\u17d3][^,:=]{0,40}[:=\u17d6])")
_PAIR = re.compile(r"^([^:=\u17d6]{2,60}?)\s*(?:[:=\u17d6]|\s[-–—]\s)\s*(.+)$")
_IDENTITY = re.compile(r"[A-Z]{0,4}[-/ ]?\d[\d /-]{4,17}[A-Z]?", re.IGNORECASE)
_SEVERAL = 3

_SIGN = re.compile("[:=\u17d6\uff1a\\n]| [-\u2013\u2014] ")
FORM_KINDS = ("name", "name_alone", "birth_date", "id_number", "phone", "address", "email")
"""What the labels of a form about one person ask for."""

IsKnown = Callable[[str], bool]


def _nothing(text: str) -> bool:
    return False


def tells_of_case(text: str, is_known: IsKnown = _nothing) -> bool:
    """Whether words anywhere in a file are about a single person's case.

    As with columns, the contact of an office is none: a number or an address alone says nothing about a child, only
    beside words that do. ``is_known`` says whether a text is a place or an indicator.
    """
    bare = numbers_in_digits(plain(text))
    if len(bare) < _SHORTEST:
        return False
    if _MAY_BE_SOMEBODY.search(bare) and tells_of_one(bare, is_known):
        return True
    if not _may_tell(bare):
        return False
    if STORY.search(bare) or _STORY_KM.search(bare) or _AGED.search(bare) or _NAMED.search(bare):
        return True
    if _DONE_TO.search(bare) or any(_is_somebody(bare, name, is_known) for name in _NAME.finditer(bare)):
        return True
    if any(_is_birthday(bare, found) for found in _BORN.finditer(bare)):
        return True
    phones = {re.sub(r"\D", "", found) for found in _PHONE.findall(bare)}
    if _OF_A_CASE.search(bare) and (
        phones or _EMAIL.search(bare) or (_PERSON_IN.search(bare) and _is_named(bare, is_known))
    ):
        return True
    return _SIGN.search(text) is not None and any(
        tells_pair(label, value, is_known) for label, value in label_pairs(text)
    )


_SHORTEST = 6
_MAY_BE_SOMEBODY = re.compile(
    "[A-Z][A-Za-z'’]+ [A-Z]|[\u1780-\u17d3] [\u1780-\u17d3]|[\u1780-\u17d3] ?\\d|[A-Z]\\. ?[A-Z]"
    "|\\d\\.\\d{3}|\\d{6}|\\b\\d"
    "|\\b(?:girl|boy|child|he|she|his|her)\\b|[\u1780-\u17d3]{9}"
)
_PERSON_IN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|[\u1780-\u17d3]{2,} [\u1780-\u17d3]{2,}")


def _is_birthday(bare: str, born: re.Match[str]) -> bool:
    """Whether a day follows on which one person was born; not the first or last day of those whom figures count."""
    day = _DATE.search(bare[: born.end() + 24], born.end())
    if day is None or _RANGE.match(bare, day.end()) or _SEVERAL_BORN.search(bare[: born.start()]):
        return False
    return re.search(r"after|before|between|since|from|until", bare[born.end() : day.start()]) is None


def _is_somebody(bare: str, name: re.Match[str], is_known: IsKnown) -> bool:
    """Whether a name in a text stands with an age, or with a word that says whose it is ("victim Sok Dara")."""
    words = name[0].split(" ")
    for first in range(len(words) - 1):
        start = name.start() + len(" ".join(words[:first])) + bool(first)
        for one in (words[first : first + 2], words[first:]):
            end = start + len(" ".join(one))
            if names_a_body(bare[end : end + 40]):
                continue
            beside = _OF_AGE.search(bare[end : end + 40]) or _WHOSE.search(bare[max(start - 20, 0) : start])
            if beside and is_person(" ".join(one), is_known):
                return True
    return False


def _is_named(bare: str, is_known: IsKnown) -> bool:
    """Whether a text that speaks of a case names somebody."""
    words = _NAME.findall(bare)
    if any(is_person(one, is_known) for one in words):
        return True
    of = _CASE_FILE.search(bare)
    name = PERSON.match(bare, of.end()) if of else None
    return name is not None and not is_known(name[0]) and not NOT_A_PERSON.search(name[0].casefold())


def _may_tell(bare: str) -> bool:
    low = f" {bare.lower()} "
    return any(word in low for word in _TELLING) or (not low.isascii() and any(word in low for word in _TELLING_KM))


def label_pairs(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind a colon, in every piece of a text; a label may be a line of its own."""
    label = ""
    for piece in _PIECES.split(text):
        piece = piece.strip()
        found = _PAIR.match(piece)
        if found:
            yield found[1], found[2]
        elif label and piece:
            yield label, piece
        label = piece.rstrip(" :=\u17d6") if len(piece) <= 60 else ""


def tells_pair(label: str, value: object, is_known: IsKnown) -> bool:
    """Whether a label and what stands beside it are a line of a form about one person ("Child's name: …")."""
    kind = kind_of_header(label)
    if kind not in FORM_KINDS:
        return False
    if not isinstance(value, str):
        return kind == "birth_date" and not isinstance(value, int | float | bool)
    bare = plain(value)
    if kind == "birth_date":
        return (day := _DATE.search(bare)) is not None and not _RANGE.match(bare, day.end())
    own = OF_A_CHILD.search(plain(label).casefold()) is not None
    if kind == "id_number":
        return _IDENTITY.fullmatch(bare) is not None
    if kind in ("phone", "email"):
        return own and bool(_PHONE.search(bare) or _EMAIL.search(bare))
    if kind == "address":
        return own and len(bare) > 8 and not is_known(value)
    return own and _names(bare, kind, is_known)


def _names(bare: str, kind: str, is_known: IsKnown) -> bool:
    first = re.split(r"[,(;]|\d", bare)[0].strip(" .")
    if kind_of_header(first) or is_known(first) or NOT_A_PERSON.search(first.casefold()):
        return False
    if kind == "name_alone":
        return is_person(first, is_known)
    return (
        PERSON.fullmatch(first) is not None
        or re.fullmatch(r"[A-Z][a-z]+|[A-Z]{2,} [A-Z]{2,}|[\u1780-\u17d3]{2,20}", first) is not None
    )
