"""Sex, residence, age, wealth and disability, as officers write them in English and Khmer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from childrights.catalogue import TOTAL
from etl.cells import dashes, plain, split_superscripts
from etl.labels.ages import AGE_INSIDE, read_age
from etl.labels.category_words import QUARTILES, QUINTILES, SURE_WORDS, WEAK_WORDS, WEALTH_RANKS


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

    @property
    def contradict(self) -> bool:
        """Whether two groups of one kind are named: ``Girls, boys``."""
        return len({reading.dimension for reading in self.found}) < len(self.found)


_SURE = {word: CategoryReading(*key) for key, words in SURE_WORDS.items() for word in words}
_BY_DIMENSION = {(key[0], word): CategoryReading(*key, "weak") for key, words in WEAK_WORDS.items() for word in words}
_SINGLE = ("f", "m")

_RANK = "|".join(sorted(map(re.escape, WEALTH_RANKS), key=len, reverse=True))
_GROUP = (
    r"wealth|income|quintiles?|quartiles?|group|of|households?|population|20 ?%|25 ?%|ក្រុម|កម្រិត|ជីវភាព|គ្រួសារ|q|no\.?|the"
)
_WEALTH_WORDS = re.compile(
    rf"(?P<rank>(?<![a-z])(?:{_RANK})(?![a-z]))|(?P<n>(?<![\d%])[1-5](?:st|nd|rd|th)?(?![\d %]*%|\d))"
)
_WEALTH_REST = re.compile(rf"(?<![a-z])(?:{_GROUP})(?![a-z])|[()\[\]:;,./_ -]")

_OF_WHICH = re.compile(r"^(?:of which|of whom|o/w|o\.w\.|incl(?:uding|\.)?|ក្នុងនោះ(?:មាន)?)\s*[:,-]?\s*(?=\w)")
_SEPARATED = re.compile(r"[/|()\[\]:;\n]+| - ")
_LATIN = re.compile(r"[a-z]")
_INSIDE = sorted((word for word in _SURE if word not in ("all", "_t", "man", "ពិការ")), key=len, reverse=True)
_INSIDE_PATTERN = re.compile(
    "|".join(rf"(?<![a-z-]){re.escape(word)}(?![a-z-])" if _LATIN.match(word) else re.escape(word) for word in _INSIDE),
    re.IGNORECASE,
)
_LETTER_INSIDE = re.compile(r"[(\[]\s*([FM])\s*[)\]]|(?<=[-–,:/ ])(?<![FM]/)(?<![FM]-)(?<![FM],)([FM])$")
_WEALTH_INSIDE = re.compile(
    rf"(?<![a-z])(?:(?:{_RANK})(?: wealth)? (?:quintile|quartile)|(?:wealth )?(?:quintile|quartile) ?[1-5]"
    r"|(?:poorest|richest))"
    r"(?: ?\((?:poorest|richest|lowest|highest)\))?(?![a-z])",
    re.IGNORECASE,
)
WEALTH_PARTS = re.compile(r"quintile|quartile|tercile|tertile", re.IGNORECASE)
_LETTERED = re.compile(r"(?<![a-z])q ?([1-5])(?!\d)", re.IGNORECASE)
_OF_WEALTH = re.compile(r"quin|quartile|ter[ct]ile|wealth|income|asset|poor|rich|ជីវភាព|ក្រីក្រ|អ្នកមាន", re.IGNORECASE)
_THIRDS = re.compile(r"\bter(?:c|t)ile")
_MIDDLE = re.compile("middle|មធ្យម")
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
    text = _OF_WHICH.sub("", text)
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
    kind, steps, table = ("quartile", 4, QUARTILES) if "quartile" in text else ("quintile", 5, QUINTILES)
    numbers = set()
    for match in told:
        numbers.add(table.get(WEALTH_RANKS[match["rank"]], 0) if match["rank"] else int(match["n"][0]))
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
    Several of one kind ("Girls, boys") are all found: such a label is about neither.
    """
    rest, found, others = plain(text), dict[str, CategoryReading](), list[CategoryReading]()

    def take(reading: CategoryReading | None, match: re.Match[str]) -> str:
        held = found.setdefault(reading.dimension, reading) if reading is not None else None
        if reading is None or held is None or (held.code != reading.code and reading.dimension == "age"):
            return match.group()  # a second age belongs to the definition: "women 20-24 married at 15-17"
        if held.code != reading.code:
            others.append(reading)
        return " "

    rest = _WEALTH_INSIDE.sub(lambda m: take(_read_wealth(m.group().casefold()), m), rest)
    rest = _INSIDE_PATTERN.sub(lambda m: take(_SURE[m.group().casefold()], m), rest)
    rest = AGE_INSIDE.sub(lambda m: take(_read_whole(dashes(m.group()).casefold().strip(), "age"), m), rest)
    rest = _LETTER_INSIDE.sub(lambda m: take(_BY_DIMENSION[("sex", (m.group(1) or m.group(2)).casefold())], m), rest)
    previous = ""
    while previous != rest:
        previous, rest = rest, _LOOSE.sub("", plain(rest)).strip()
    return CategoriesFound((*found.values(), *others), rest)


def suggest_category(text: str, dimension: str) -> tuple[str, ...]:
    """Codes a person may have meant, best first; proposals only, never taken."""
    words = {word: reading.code for word, reading in _SURE.items() if reading.dimension in (dimension, "")}
    if dimension == "wealth":
        words |= {word: f"quintile_{QUINTILES[rank]}" for word, rank in WEALTH_RANKS.items()}
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
    if {"poorest", "richest"} <= set(folded.values()) and not {"second", "fourth"} & set(folded.values()):
        beside = {"poor": "quintile_2", "rich": "quintile_4"}
        readings |= {t: CategoryReading("wealth", beside[f], "weak") for t, f in folded.items() if f in beside}
    if any("quartile" in text for text in folded.values()) and not any("quintile" in text for text in folded.values()):
        return {text: _read_wealth(f"quartile {folded[text]}") or _total(readings[text]) for text in texts}
    codes = {reading.code for reading in readings.values() if reading and reading.code != TOTAL}
    if _are_thirds(folded.values(), codes):
        return {text: _total(readings[text]) for text in texts}
    by_letter = all(re.fullmatch(r"q ?\d", folded[text]) for text in texts if _total(readings[text]) is None)
    if by_letter and codes and codes <= {f"quintile_{n}" for n in range(1, 5)}:
        return {text: _total(readings[text]) for text in texts}
    if any("quintile" in text for text in folded.values()):
        return {text: readings[text] or _read_wealth(f"quintile {folded[text]}") for text in texts}
    return readings


def may_be_quarters(labels: Iterable[str], told: Iterable[str]) -> set[str]:
    """The labels with more words in which "Q1" may as well be a quarter of a year ("Stunting (Q1)"): nothing in them or
    in the texts ``told`` about them speaks of wealth, and no labels with the same words go up to "Q5"."""
    if any(_OF_WEALTH.search(text) for text in told):
        return set()
    held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for label in labels:
        if (match := _LETTERED.search(label)) is not None and not _OF_WEALTH.search(label):
            rest = plain(_LETTERED.sub(" ", label)).casefold()
            if any(map(str.isalpha, rest)):
                held[rest][match[1]].add(label)
    return {label for numbers in held.values() if len(numbers) < 5 for texts in numbers.values() for label in texts}


def _are_thirds(folded: Collection[str], codes: Set[str]) -> bool:
    """Whether wealth groups may be three and not five: called so, or a middle one with nothing next to it."""
    if any(_THIRDS.search(text) for text in folded):
        return True
    middle = "quintile_3" in codes and any(_MIDDLE.search(text) for text in folded)
    return middle and not codes & {"quintile_2", "quintile_4"} and not any("quintile" in text for text in folded)


def _total(reading: CategoryReading | None) -> CategoryReading | None:
    return reading if reading is not None and reading.code == TOTAL else None
