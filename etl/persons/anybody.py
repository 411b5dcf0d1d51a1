"""Whether words name anybody, or tell of one child, at all: for what people type, where nobody need be named.

A workbook may name officials, schools and who prepared it, so there a name counts only with a sign beside it
(``personal_signs``). A reason, a note, a title that is kept beside figures needs none: here a name alone counts, also
one that no list knows, as long as it is written as one and is no word, place or body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from etl.cells import numbers_in_digits, plain
from etl.persons.personal_signs import Sure, names_in
from etl.persons.personal_words import FAMILY, FOREIGN_KM, GIVEN, GIVEN_KM, ORDINARY, UNSURE
from geo import fold_khmer

IsKnown = Callable[[str], bool]

_RUN = re.compile(r"[A-Z][A-Za-z'’]*(?:[ -](?:& )?[A-Z][A-Za-z'’.]*)*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_OWN = re.compile("['’]s?$")
_BODY = (
    r"(?:schools?|hospitals?|health|centres?|centers?|clinics?|universit\w+|pagodas?|foundation|fund|ngos?|organi[sz]ations?"
    r"|associations?|communes?|districts?|villages?|provinces?|municipalit\w+|city|cities|town|sangkats?|khans?|streets?"
    r"|roads?|boulevard|avenue|market|survey|study|report|project|programmes?|programs?|index|method|test|sheets?|columns?|tables?"
    r"|law|act|convention|committee|ministry|department|office|institute|team|university|prison|river|island|border|bank"
    r"|plan|strategy|campaign|network|coalition|church|et al)"
)
_KIND = (
    r"(?:(?:pre-?|primary|secondary|high|lower|upper|junior|senior|referral|health|public|private|national|provincial"
    r"|district|community|children'?s?|women'?s?|youth|girls'?|boys'?|rural|local|teachers?|teacher|training|operational"
    r"|maternity|orphans?'?|vocational|household|demographic|annual)|(?-i:[A-Z])[\w'’-]*)"
)
"""What kind of body it is, or how it is called further."""
_BODY_BEHIND = re.compile(rf"^(?:['’]s)?,? ?(?:(?:and|&) )?(?:{_KIND} ){{0,3}}?{_BODY}\b", re.IGNORECASE)
_BODY_BEFORE_KM = re.compile(
    fold_khmer(
        "^(?:សាលា|វិទ្យាល័យ|អនុវិទ្យាល័យ|មត្តេយ្យ|សាកលវិទ្យាល័យ|មន្ទីរ|មណ្ឌល|មជ្ឈមណ្ឌល|វត្ត|គម្រោង|កម្មវិធី|មូលនិធិ|អង្គការ|សមាគម|ផ្សារ|ភូមិ|ឃុំ"
        "|សង្កាត់|ស្រុក|ខណ្ឌ|ខេត្ត|ក្រុង|ផ្លូវ|មហាវិថី|ស្ពាន|កោះ|ភ្នំ)"
    )
)
"""What may bear somebody's name. Where somebody *is* begins otherwise (នៅសាលា)."""
_BODY_BEFORE = re.compile(
    rf"\b(?:{_BODY}|wat|phum|srok|khum|krong|preah|tuol|saint|st)(?: of| in| called| and|,|:)? ?$"
    r"|\bet al\.? ?$|\bH\.?E\.? ?$|\b(?:Minister|Governor|President|Director|Secretary|Professor|Dr|Judge)[ .]*$",
    re.IGNORECASE,
)
_IN_A_BODY = re.compile(rf"\b(?:{_BODY}|wat|phum|srok|khum|krong|tuol|preah)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?;:•\n\"“(] ?|\d[.)] )$")
_INITIAL = re.compile(r"(?<![A-Za-z.])[A-Z]\. ?$")
_ENDINGS = (
    *("", "s", "es", "d", "ed", "ing", "ly", "er", "ers", "al", "ally"),
    *("ion", "ions", "n", "an", "ans", "ese", "ian", "ies", "ied"),
)
_LOOKS_KHMER = re.compile(
    r"^(?:sr[ae]y|sok|soph|sov|chh|kh[aeiou]|phe|pheap|ratan|chan[dmnrtv]|van[dnt]|bunth|kim[slhc]|meng|ly[h]|nea[rn]|thea|som[ao])"
    r"|(?:rith|vuth|neath|eap|eak|oeun|oeurn|thy|roth|dara|monny|leap|theavy|phea|chan|neang|nich|visal|lang)[ay]?$"
)
"""How Khmer names are written in Latin letters and English words hardly ever are."""
_STOP_KM = frozenset(
    fold_khmer(
        "មករា កុម្ភះ មីនា មិនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ រដ្ឋ រដ្ឋា សុភាព វិជ្ជា សេរី ឧត្តម"
        " នារី រក្សា យុទ្ធា បញ្ញា តារា រស្មី បូរី រចនា សម្បត្តិ ករុណា"
    ).split()
)
"""Months and words among what people are called."""
_KM_TOKEN = re.compile("[\u1780-\u17d3]+")
_CHILD = (
    r"(?:child|girl|boy|kid|baby|infant|student|pupil|victim|survivor|orphan|client|patient|daughter|son|twins?|schoolgirl"
    r"|schoolboy|teenager|toddler|newborn|detainee|inmate|brother|sister|niece|nephew)"
)
_NOT_ONE = (
    r"(?!['’]?s? ?-?(?:to\b|protection|rights?|labou?r|marriages?|helplines?|population|health|mortality"
    r"|figures?|numbers?|totals?|counts?|columns?|rows?|ratios?|rates?|care|welfare|poverty|friendly|development|survival|nutrition|benefits?|grants?"
    r"|services?|support|survey|database|cases|data|law|code|ombuds\w*|justice|soldiers?|safeguarding"
    r"|in (?:three|four|five|ten|\d)|(?:is|means) (?:any|every|a (?:person|human))|under|below"
    r"|aged \d+ ?(?:-|–|to)|may|must|shall|should|has (?:a|the) right)\b)"
)
_OF_PEOPLE = (
    r"(?:education|schooling|literacy|age groups?|age|sex|gender|occupation|employment|work|job|height|weight|nutrition"
    r"|nutritional status"
    r"|health|income|wealth|wealth quintile|residence|marital status|background|characteristics|status|knowledge"
    r"|disability|survival|mortality|deaths?|parity|milk|ethnicity|language)\b"
    r"(?! (?:(?:is|was) (?!no\b|not\b|an? |missing|unknown|counted)|of (?:the|this|that)))"
)
"""What surveys ask of all mothers, and part their figures by."""
_ONE_PERSON = (
    re.compile(r"\b(?:she|he|his|hers|him|herself|himself)\b|\bher\b(?! majesty)", re.IGNORECASE),
    re.compile(
        r"\b(?:an?|(?<!of )(?<!for )(?<!in )the|this|that|our|my|one|known|little|young|same) (?:[\w-]+ )?"
        rf"{_CHILD}\b{_NOT_ONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_CHILD}|neighbou?r|uncle|aunt|mother|father|family|guardian)['’]s "
        rf"(?!rights?\b|(?:level of )?{_OF_PEOPLE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:mother|father|parents?|grand\w+|uncle|aunt|sister|brother|son|daughter|family|wife|husband|guardian)"
        rf" of (?:the |a )?(?:[A-Z]|{_CHILD}\b)"
    ),
    re.compile(
        r"(?:facebook|fb|instagram|tiktok|telegram|t|wa|line)\.(?:com|me)/|(?<![\w.])@[A-Za-z]\w{3,}", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:case|file|student|patient|passport|card|id|hn|client|pupil|certificate|equity|nid)"
        r"(?: (?:card|no\.?|number|id|file|#))*[ :#.]*(?=[A-Z0-9/-]*\d)[A-Z]{0,4}[-/]?\d[\d/-]{3,}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:house|home)(?: no\.?| number| #)? ?\d{1,4}[A-Z]?\b", re.IGNORECASE),
    re.compile(r"\bborn (?:on |in )?(?:\d{1,2}[ /.-]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"),
    re.compile(r"(?<![A-Za-z.])[A-Z]\. ?[A-Z]\.?,? ?\(?\d{1,2}\b(?![./%\d])"),
)
_ONE_PERSON_KM = tuple(
    re.compile(fold_khmer(pattern))
    for pattern in (
        r"(?:^|[^\u1780-\u17d3])(?:លោក(?:ស្រី)?|អ្នកស្រី|កញ្ញា|អ៊ំ|ពូ|មីង|បង(?:ស្រី|ប្រុស)?) "
        r"(?!រដ្ឋមន្ត្រី|អភិបាល|ប្រធាន|នាយក)[\u1780-\u17b3]",
        r"(?:ម្តាយ|ឪពុក|ជីដូន|ជីតា|បងស្រី|បងប្រុស|ប្អូន(?:ស្រី|ប្រុស)?|ឪពុកធម៌|មីង|ពូ|គ្រួសារ) ?របស់ ?"
        r"(?!កុមារ|ទារក|ក្មេង|សិស្ស|ពួក|គេ|ពលករ)[\u1780-\u17b3]",
        r"(?:^|[^\u1780-\u17d3])[ក-អ]\. ?[ក-អ]\.",
        r"ផ្ទះ ?លេខ ?\d",
        r"កើត ?(?:នៅ ?)?(?:ថ្ងៃ ?)?(?:ទី ?)\d{1,2}",
        r"អាយុ ?(?:\d|1\d) ?ឆ្នាំ(?! ?(?:ដល់|-|–|ចុះ|ឡើង)).*(?:រំលោភ|នៅភូមិ|ផ្ទុក|ផ្ទៃពោះ|លក់|រត់|បាត់|វាយ|ស្លាប់)",
        r"^[\u1780-\u17d3]{2,12} (?:មាន|ត្រូវ|បាន|រត់|ឈប់) ?(?:បាន ?|គេ ?)?(?:ផ្ទៃពោះ|រំលោភ|ចាប់|លក់|វាយ|ចេញ|រៀន)",
        r"(?:កុមារី?|កុមារា|ក្មេង(?:ស្រី|ប្រុស)?) ?(?:ឈ្មោះ|នេះ|នោះ)",
        r"(?:កុមារី|កុមារា) (?!អាយុ|ដែល|និង|នៅ|ក្នុង|រង|គ្មាន|មាន|បាន|ត្រូវ|ទាំង|ពិការ"
        r"|ជា|តាម|ក្រោម|លើស|ចំនួន|សរុប|ទទួល|ឬ|ខេត្ត|ចូល|ឆ្នាំ)[\u1780-\u17b3]",
    )
)


def names_anybody(text: str, is_known: IsKnown) -> bool:
    """Whether a text names anybody or tells of one child. ``is_known`` says whether words are a place."""
    bare = numbers_in_digits(plain(text))
    if any(pattern.search(bare) for pattern in _ONE_PERSON):
        return True
    if not bare.isascii() and (any(one.search(bare) for one in _ONE_PERSON_KM) or _names_khmer(bare)):
        return True
    if any(
        one.sure > Sure.SHAPE and not _stands_for_a_body(bare, one.start, one.end, is_known) for one in names_in(bare)
    ):
        return True
    return any(_of_a_name(bare, start, end, is_known) for start, end in _runs(bare))


def _names_khmer(bare: str) -> bool:
    """Whether what somebody is called stands alone between spaces."""
    words = [found[0] for found in _KM_TOKEN.finditer(bare)]
    return any(
        (word in GIVEN_KM or word in FOREIGN_KM)
        and word not in _STOP_KM
        and len(word) > 3
        and not any(_BODY_BEFORE_KM.match(before) for before in words[max(at - 2, 0) : at])
        for at, word in enumerate(words)
    )


def _runs(bare: str) -> Iterator[tuple[int, int]]:
    """Where words with capital letters stand beside each other."""
    return ((found.start(), found.end()) for found in _RUN.finditer(bare))


def _stands_for_a_body(bare: str, start: int, end: int, is_known: IsKnown) -> bool:
    """Whether a name is that of a place, or of a body that carries somebody's name."""
    run = next((one for one in _runs(bare) if one[0] <= start < one[1]), (start, end))
    start, end = min(start, run[0]), max(end, run[1])
    if not bare[start].isascii():
        return any(_BODY_BEFORE_KM.match(word) for word in bare[max(start - 30, 0) : start].split()[-2:])
    if _IN_A_BODY.search(bare[start:end]) or is_known(_OWN.sub("", bare[start:end])):
        return True
    return bool(_BODY_BEHIND.match(bare[end : end + 40]) or _BODY_BEFORE.search(bare[max(start - 30, 0) : start]))


def _of_a_name(bare: str, start: int, end: int, is_known: IsKnown) -> bool:
    """Whether words with capitals are, or hold, what a person is called."""
    words = [(_OWN.sub("", found[0]), found.start() + start) for found in _WORD.finditer(bare[start:end])]
    told = [(word, at) for word, at in words if len(word) > 2 and _may_name(word, at, bare, len(words))]
    return bool(told) and not _stands_for_a_body(bare, start, end, is_known) and not all(is_known(w) for w, _ in told)


def _may_name(word: str, at: int, bare: str, beside: int) -> bool:
    low = word.casefold()
    if low in ORDINARY or not word.isascii():
        return False
    if word.isupper():
        return low in GIVEN and len(low) > 3
    if not word[1:].islower():
        return False
    if low in GIVEN or (beside > 1 and (low in FAMILY or low in UNSURE)):
        return True
    if any(low.endswith(end) and _stem(low, end) for end in _ENDINGS):
        return False
    if _INITIAL.search(bare[:at]):
        return True
    if _LOOKS_KHMER.search(low):
        return True
    return len(low) > 3 and _STARTS.search(bare[:at]) is None


def _stem(low: str, end: str) -> bool:
    """Whether a word without its ending is an ordinary one."""
    bare = low.removesuffix(end) if end else low
    doubled = bare[:-1] if len(bare) > 3 and bare[-1:] == bare[-2:-1] else bare
    return len(bare) > 2 and any(one in ORDINARY for one in (bare, f"{bare}e", f"{bare}y", doubled))
