"""Sex, residence, age, wealth and disability, as officers write them in English and Khmer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from childrights.model import TOTAL
from etl.understanding.ages import AGE_INSIDE, read_age
from etl.understanding.text import dashes, plain, split_superscripts


class CategoryReading(NamedTuple):
    """``dimension`` is ``sex | age | residence | wealth | disability``, or ``""`` for a bare "Total".

    ``certainty`` is ``sure``, or ``weak`` for words that mean this only in a column known to hold the
    dimension (``F``, ``Q1``, ``second``, ``<5``, ``0-4``).
    """

    dimension: str
    code: str
    certainty: str = "sure"


class CategoriesFound(NamedTuple):
    """The categories inside a longer label, and what is left of the label without them."""

    found: tuple[CategoryReading, ...]
    rest: str


_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("sex", "female"): ("female", "females", "girl", "girls", "women", "woman")
    + ("ស្រី", "នារី", "ក្មេងស្រី", "ស្ត្រី", "ស្រ្តី", "កុមារី", "សិស្សស្រី", "ភេទស្រី", "ភេទនារី"),
    ("sex", "male"): ("male", "males", "boy", "boys", "men", "man")
    + ("ប្រុស", "បុរស", "ក្មេងប្រុស", "កុមារា", "សិស្សប្រុស", "ភេទប្រុស", "ភេទបុរស"),
    ("sex", TOTAL): ("both sexes", "both sex", "all sexes", "both genders", "male and female", "female and male")
    + ("boys and girls", "girls and boys", "male + female", "m+f", "f+m", "ទាំងពីរភេទ", "ភេទទាំងពីរ", "សរុបទាំងពីរភេទ")
    + ("ស្រី និងប្រុស", "ប្រុស និងស្រី", "ស្រីប្រុស", "ប្រុសស្រី"),
    ("residence", "urban"): ("urban", "urban area", "urban areas", "ទីក្រុង", "តំបន់ទីក្រុង", "ទីប្រជុំជន", "តំបន់ទីប្រជុំជន"),
    ("residence", "rural"): ("rural", "rural area", "rural areas", "ជនបទ", "តំបន់ជនបទ", "ទីជនបទ"),
    ("residence", TOTAL): ("urban and rural", "rural and urban", "urban + rural", "ទីក្រុង និងជនបទ"),
    ("disability", "with_disability"): ("with disability", "with disabilities", "with a disability", "disabled")
    + ("has disability", "with functional difficulty", "with functional difficulties")
    + ("មានពិការភាព", "ពិការ", "ជនពិការ", "ជនមានពិការភាព"),
    ("disability", "without_disability"): ("without disability", "without disabilities", "without a disability")
    + ("no disability", "non-disabled", "not disabled", "without functional difficulty")
    + ("without functional difficulties", "គ្មានពិការភាព", "មិនពិការ", "មិនមានពិការភាព"),
    ("age", TOTAL): ("all ages", "all age groups", "any age", "គ្រប់អាយុ", "គ្រប់ក្រុមអាយុ"),
    ("wealth", TOTAL): ("all quintiles", "all wealth groups", "all wealth quintiles"),
    ("", TOTAL): ("total", "all", "overall", "_t", "សរុប", "ទាំងអស់", "សរុបទាំងអស់", "total _t"),
}
_WEAK: dict[tuple[str, str], tuple[str, ...]] = {
    ("sex", "female"): ("f", "fem", "fem.", "g", "ស"),
    ("sex", "male"): ("m", "b", "ប"),
    ("sex", TOTAL): ("both", "t", "b/g", "m/f", "f/m", "boys/girls", "male/female", "_t"),
    ("residence", "urban"): ("u", "city", "cities", "town", "towns"),
    ("residence", "rural"): ("r", "village", "villages"),
    ("residence", TOTAL): ("t", "both"),
    ("disability", "with_disability"): ("yes", "with"),
    ("disability", "without_disability"): ("no", "without"),
}
_SURE = {word: CategoryReading(*key) for key, words in _WORDS.items() for word in words}
_BY_DIMENSION = {(key[0], word): CategoryReading(*key, "weak") for key, words in _WEAK.items() for word in words}
_SINGLE = ("f", "m")

_RANKS: dict[str, tuple[str, ...]] = {
    "poorest": ("poorest", "lowest", "bottom", "most poor", "ក្រីក្របំផុត", "ក្រីក្រជាងគេ", "ក្រជាងគេ", "ទាបបំផុត"),
    "poorer": ("poorer",),
    "second": ("second", "ទីពីរ", "ទី2"),
    "middle": ("middle", "មធ្យម"),
    "third": ("third", "ទីបី", "ទី3"),
    "fourth": ("fourth", "ទីបួន", "ទី4"),
    "richer": ("richer",),
    "richest": ("richest", "highest", "wealthiest", "top", "most rich", "មានបំផុត", "អ្នកមានបំផុត", "មានជាងគេ", "ខ្ពស់បំផុត"),
    "first": ("first", "ទីមួយ", "ទី1"),
    "fifth": ("fifth", "ទីប្រាំ", "ទី5"),
}
_QUINTILE = dict(poorest=1, first=1, second=2, poorer=2, middle=3, third=3, fourth=4, richer=4, richest=5, fifth=5)
_QUARTILE = dict(poorest=1, first=1, second=2, third=3, fourth=4, richest=4)
_RANK_WORDS = {word: rank for rank, words in _RANKS.items() for word in words}
_RANK = "|".join(sorted(map(re.escape, _RANK_WORDS), key=len, reverse=True))
_GROUP = (
    r"wealth|income|quintiles?|quartiles?|group|of|households?|population|20 ?%|25 ?%|ក្រុម|កម្រិត|ជីវភាព|គ្រួសារ|q|no\.?|the"
)
_WEALTH_WORDS = re.compile(
    rf"(?P<rank>(?<![a-z])(?:{_RANK})(?![a-z]))|(?P<n>(?<![\d%])[1-5](?:st|nd|rd|th)?(?![\d %]*%|\d))"
)
_WEALTH_REST = re.compile(rf"(?<![a-z])(?:{_GROUP})(?![a-z])|[()\[\]:;,./_ -]")

_SEPARATED = re.compile(r"[/|()\[\]:;\n]+| - ")
_LATIN = re.compile(r"[a-z]")
_INSIDE = sorted((word for word in _SURE if word not in ("all", "_t", "man", "ពិការ")), key=len, reverse=True)
_INSIDE_PATTERN = re.compile(
    "|".join(rf"(?<![a-z-]){re.escape(word)}(?![a-z-])" if _LATIN.match(word) else re.escape(word) for word in _INSIDE),
    re.IGNORECASE,
)
_LETTER_INSIDE = re.compile(r"[(\[]\s*([FM])\s*[)\]]|(?<=[-–,:/ ])([FM])$")
_WEALTH_INSIDE = re.compile(
    rf"(?<![a-z])(?:(?:{_RANK})(?: wealth)? (?:quintile|quartile)|(?:wealth )?(?:quintile|quartile) ?[1-5]|(?:poorest|richest))"
    r"(?: ?\((?:poorest|richest|lowest|highest)\))?(?![a-z])",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[(\[{][\s,;:/&-]*[)\]}]|^[\s,;:/&–-]+|[\s,;:/&–-]+$")


def read_category(text: object, dimension: str = "") -> CategoryReading | None:
    """Read text that is one category and nothing else; ``dimension`` narrows it when the column is known.

    With a dimension given, a bare "Total" is that dimension's total and weak words are read too.
    """
    if isinstance(text, float) and text.is_integer():
        text = str(int(text))
    return _read(text, dimension) if isinstance(text, str) else None


@lru_cache(maxsize=16384)
def _read(raw: str, dimension: str) -> CategoryReading | None:
    text = split_superscripts(dashes(plain(raw)))[0].casefold().rstrip("*†‡§.: ")
    found = _read_whole(text, dimension)
    if found is not None:
        return found
    pieces = [piece.strip() for piece in _SEPARATED.split(text) if piece.strip()]
    readings = {_read_whole(piece, dimension) for piece in pieces}
    readings = {found._replace(certainty="sure") if found else None for found in readings}
    return readings.pop() if len(pieces) > 1 and len(readings) == 1 else None


def _read_whole(text: str, dimension: str) -> CategoryReading | None:
    found = _SURE.get(text)
    if found is not None and (not dimension or found.dimension in (dimension, "")):
        return found._replace(dimension=found.dimension or dimension)
    for candidate in (dimension,) if dimension else ("sex",):
        if (weak := _BY_DIMENSION.get((candidate, text))) is not None and (dimension or text in _SINGLE):
            return weak
    if dimension in ("wealth", "") and (wealth := _read_wealth(text)) is not None:
        return wealth
    if dimension in ("age", "") and (age := read_age(text)) is not None:
        return CategoryReading("age", age.code, "sure" if age.sure else "weak")
    return None


def _read_wealth(text: str) -> CategoryReading | None:
    """``quintile_n`` or ``quartile_n``; ``None`` when the words and the number contradict each other."""
    told = list(_WEALTH_WORDS.finditer(text))
    if not told or _WEALTH_REST.sub("", _WEALTH_WORDS.sub("", text)):
        return None
    kind, steps, table = ("quartile", 4, _QUARTILE) if "quartile" in text else ("quintile", 5, _QUINTILE)
    numbers = set()
    for match in told:
        numbers.add(table.get(_RANK_WORDS[match["rank"]], 0) if match["rank"] else int(match["n"][0]))
    number = numbers.pop() if len(numbers) == 1 else 0
    if not 1 <= number <= steps:
        return None
    sure = kind in text or "poorest" in text or "richest" in text or "ក្រីក្របំផុត" in text
    if told[0]["n"] and not sure and not text.startswith("q"):
        return None
    return CategoryReading("wealth", f"{kind}_{number}", "sure" if sure else "weak")


@lru_cache(maxsize=16384)
def find_categories(text: str) -> CategoriesFound:
    """Categories inside a combined header such as ``Urban female`` or ``Stunting - girls 0-4 years``.

    Weak ones found are only age ranges without a unit and a lone ``F`` or ``M`` set apart by brackets or a dash.
    """
    rest, found = plain(text), dict[str, CategoryReading]()

    def take(reading: CategoryReading | None, match: re.Match[str]) -> str:
        if reading is None or reading.dimension in found:
            return match.group()
        found[reading.dimension] = reading
        return " "

    rest = _WEALTH_INSIDE.sub(lambda m: take(_read_wealth(m.group().casefold()), m), rest)
    rest = _INSIDE_PATTERN.sub(lambda m: take(_SURE[m.group().casefold()], m), rest)
    rest = AGE_INSIDE.sub(lambda m: take(_read_whole(dashes(m.group()).casefold().strip(), "age"), m), rest)
    rest = _LETTER_INSIDE.sub(lambda m: take(_BY_DIMENSION[("sex", (m.group(1) or m.group(2)).casefold())], m), rest)
    previous = ""
    while previous != rest:
        previous, rest = rest, _LOOSE.sub("", plain(rest)).strip()
    return CategoriesFound(tuple(found.values()), rest)


_DIMENSIONS = {
    "sex": ("sex", "gender", "sex of child", "sex of the child", "male/female", "boys/girls", "ភេទ", "យេនឌ័រ"),
    "age": ("age", "ages", "age group", "age groups", "age range", "age band", "age (years)", "agegroup")
    + ("អាយុ", "ក្រុមអាយុ", "អាយុ (ឆ្នាំ)"),
    "residence": ("residence", "place of residence", "type of residence", "area type", "type of area", "urban/rural")
    + ("urban rural", "rural/urban", "locality", "setting", "ទីក្រុង/ជនបទ", "លំនៅឋាន", "តំបន់រស់នៅ"),
    "wealth": ("wealth", "wealth quintile", "wealth quintiles", "quintile", "quintiles", "wealth index")
    + ("wealth group", "wealth_quintile", "quartile", "wealth quartile", "កម្រិតជីវភាព", "ជីវភាព"),
    "disability": ("disability", "disability status", "disability_status", "functional difficulty", "ពិការភាព"),
}
_DIMENSION_WORDS = {word: dimension for dimension, words in _DIMENSIONS.items() for word in words}


def read_dimension(text: str) -> str | None:
    """The dimension a header names (``Sex``, ``Age group``, ``ភេទ``), or ``None``."""
    folded = plain(text).casefold().strip(" *:.")
    pieces = {_DIMENSION_WORDS.get(piece.strip()) for piece in _SEPARATED.split(folded) if piece.strip()}
    return _DIMENSION_WORDS.get(folded) or (pieces.pop() if len(pieces) == 1 else None)


def suggest_category(text: str, dimension: str) -> tuple[str, ...]:
    """Codes a person may have meant, best first; proposals only, never taken."""
    words = {word: reading.code for word, reading in _SURE.items() if reading.dimension in (dimension, "")}
    if dimension == "wealth":
        words |= {word: f"quintile_{_QUINTILE[rank]}" for word, rank in _RANK_WORDS.items()}
    close = process.extract(plain(text).casefold(), list(words), scorer=fuzz.ratio, limit=5, score_cutoff=70)
    return tuple(dict.fromkeys(words[word] for word, _, _ in close))


def categories_of(labels: Iterable[object], dimension: str) -> dict[str, CategoryReading | None]:
    """Read all labels of one column together, so that quartiles and quintiles are never mixed up.

    When a label says quartile, "poorest", "second" and "richest" mean quartiles; when only Q1 to Q4 occur and
    nothing says which, all of them stay unread (``None``).
    """
    texts = list(dict.fromkeys(str(label) for label in labels if label is not None))
    readings = {text: read_category(text, dimension) for text in texts}
    if dimension != "wealth":
        return readings
    folded = {text: dashes(plain(text)).casefold() for text in texts}
    if any("quartile" in text for text in folded.values()) and not any("quintile" in text for text in folded.values()):
        return {text: _read_wealth(f"quartile {folded[text]}") or _total(readings[text]) for text in texts}
    codes = {reading.code for reading in readings.values() if reading and reading.code != TOTAL}
    by_letter = all(re.fullmatch(r"q ?\d", folded[text]) for text in texts if _total(readings[text]) is None)
    if by_letter and codes == {f"quintile_{n}" for n in range(1, 5)}:
        return {text: _total(readings[text]) for text in texts}
    return readings


def _total(reading: CategoryReading | None) -> CategoryReading | None:
    return reading if reading is not None and reading.code == TOTAL else None
