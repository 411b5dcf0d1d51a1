"""Whether an edited sentence still says only what the figures say: every number in it must be one of the message's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from childrights.i18n import N_, Translator, translator
from childrights.language import latin_digits
from childrights.messages.message import Message
from geo import fold_khmer

_NUMBER = re.compile(r"(?<![A-Za-z\d])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|(?<![A-Za-z\d])\d+(?:[.,]\d+)?")
_OF_HUNDRED = re.compile(r"\s*(?:%|per ?cent\b|ភាគរយ)", re.IGNORECASE)
_NO_SHARES = ("difference", "number", "people", "fewest", "most", "best", "worst", "places", "year")
"""Facts that are no percentage: a difference of two is told in percentage points."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: as written, where, its value, and whether it is ``of_hundred``, a percentage."""

    text: str
    start: int
    value: float
    of_hundred: bool = False


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number written in digits of either system. Digits right after a Latin letter (DTP3) belong to a name.

    A comma before exactly three digits groups thousands; before one or two it is read as a decimal mark.
    """
    found = []
    for match in _NUMBER.finditer(latin_digits(text)):
        written = match.group()
        grouped = _THOUSANDS.fullmatch(written)
        plain = re.sub(r"[,\u00a0\u202f]", "", written) if grouped else written.replace(",", ".")
        of_hundred = _OF_HUNDRED.match(text, match.end()) is not None
        found.append(Number(text[match.start() : match.end()], match.start(), float(plain), of_hundred))
    return tuple(found)


def foreign_numbers(text: str, message: Message) -> tuple[Number, ...]:
    """The numbers of an edited ``text`` that stand neither in the message's words nor among its facts.

    A percentage must be one of the message's: the 95 of an interval or a number of cases in small print is none. A
    year must be that of a figure: those in the name of a source or a caveat are none.
    A value may be written with fewer decimals than the message has, rounded as usual, never with more.
    """
    facts = {value for _, value in message.facts}
    support = message.support.partition(_source_words(message.lang))[0]
    told = [one for words in (message.headline, support) for one in numbers_in(words)]
    beside = {one.value for one in numbers_in(message.caveat) if not is_year(one)}
    shares = {value for name, value in message.facts if name not in _NO_SHARES}
    shares |= {one.value for words in (message.headline, support) for one in numbers_in(words) if one.of_hundred}
    known = facts | {one.value for one in told} | beside
    return tuple(
        one for one in numbers_in(text) if not any(_same(one, value) for value in (shares if one.of_hundred else known))
    )


def _source_words(lang: str) -> str:
    """What stands before the sources, whose years and titles say nothing about the figures."""
    whole = translator(lang)._("Period of the figures: {periods}. Source: {sources}.")
    return whole.partition("{periods}")[2].partition("{sources}")[0]


def is_year(one: Number) -> bool:
    """Whether a number looks like a year."""
    return not one.of_hundred and one.value == int(one.value) and 1900 <= one.value <= 2100


def _same(written: Number, known: float) -> bool:
    if abs(written.value - known) < 1e-9:
        return True
    plain = latin_digits(written.text)
    decimals = len(plain.partition(".")[2]) if "." in plain else 0
    return known != int(known) and abs(known - written.value) <= 0.5 * 10**-decimals + 1e-9


FLAGS = {
    "words": N_("The figures of this message do not say this quantity: {words}."),
    "order": N_(
        "The numbers are in another order than in the dashboard's sentence. Check that each is still given for "
        "the right year, place and group."
    ),
    "unit": N_("Percentage points are the difference of two percentages; the dashboard's sentence gives none."),
    "claim": N_("The figures of this message do not support this: {words}."),
    "cause": N_("No figure says what caused it: {words}."),
}
SHARES = ("value", "other", "others")
_SMALL = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: float(n) for n, word in enumerate(_SMALL, 2)} | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
_KHMER_ONES = {"មួយ": 1, "ពីរ": 2, "បី": 3, "បួន": 4, "ប្រាំ": 5, "ប្រាំមួយ": 6, "ប្រាំពីរ": 7, "ប្រាំបី": 8, "ប្រាំបួន": 9, "ដប់": 10}
_KHMER_TENS = {"ម្ភៃ": 20, "សាមសិប": 30, "សែសិប": 40, "ហាសិប": 50, "ហុកសិប": 60, "ចិតសិប": 70, "ប៉ែតសិប": 80, "កៅសិប": 90}
_KHMER_ONE = "|".join(sorted(_KHMER_ONES, key=len, reverse=True))
_SHARES = (
    (re.compile(r"\bthree[ -]quarters?\b", re.IGNORECASE), 75.0),
    (re.compile(r"\btwo[ -]thirds?\b", re.IGNORECASE), 200 / 3),
    (re.compile(r"\b(?:a|one)[ -]third\b", re.IGNORECASE), 100 / 3),
    (re.compile(r"\b(?:a|one)[ -]quarter\b", re.IGNORECASE), 25.0),
    (re.compile(r"\b(?:a|one)[ -]fifth\b", re.IGNORECASE), 20.0),
    (re.compile(r"\b(?:a|one)[ -]tenth\b", re.IGNORECASE), 10.0),
    (re.compile(r"\bhalf\b(?! an? )", re.IGNORECASE), 50.0),
    (re.compile("ពាក់កណ្តាល"), 50.0),
)
_TIMES = (
    (re.compile(r"\b(?:doubl(?:ed?|es|ing)|twice|two[ -]?fold)\b", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:tripl(?:ed?|es|ing)|three times|three[ -]?fold)\b", re.IGNORECASE), 3.0),
    (re.compile(r"\bhalv(?:ed?|es|ing)\b", re.IGNORECASE), 0.5),
    (re.compile("ទ្វេដង|ពីរដង"), 2.0),
    (re.compile("បីដង"), 3.0),
)
_MOST = re.compile(
    r"\b(?:most (?!of all)|the majority|almost all|nearly all|nearly every)|ភាគច្រើន|ស្ទើរតែទាំងអស់", re.IGNORECASE
)
_ONE_IN = re.compile(r"\bone (?:\w+ ){0,3}?(?:in|out of) ", re.IGNORECASE)
_KHMER_IN = re.compile(rf"({_KHMER_ONE}) ?(?:នាក់)? ?(?:ក្នុងចំណោម|ក្នុង) ?({_KHMER_ONE})")
_KHMER_PART = re.compile(rf"({_KHMER_ONE})ភាគ({_KHMER_ONE})")
_UP = re.compile(r"\b(?:rose|risen|rising|increas\w+|grew|grown|climb\w+|soar\w+)\b|កើនឡើង|ឡើងខ្ពស់", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:fell|fallen|falling|dropp\w+|declin\w+|decreas\w+|reduc\w+|shr[aiu]nk\w*|plung\w+)\b|ថយចុះ|ធ្លាក់ចុះ|កាត់បន្ថយ",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:higher|lower|worse|better|more (?:\w+ )?than|less (?:\w+ )?than|fewer (?:\w+ )?than|improv\w+|worsen\w*)\b"
    r"|ខ្ពស់ជាង|ទាបជាង|ច្រើនជាង|តិចជាង|ល្អជាង|អន់ជាង|មិនល្អដូច|ប្រសើរ",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:not|no|never|cannot|can't|didn't|hasn't|whether|unclear|neither|nor)\b|មិន|គ្មាន|ពុំ", re.IGNORECASE
)
_CAUSE = re.compile(
    r"\b(?:because(?: of)?|caused?|causes|due to|led to|leads to|thanks to|result(?:s|ed)? (?:in|from|of)|owing to"
    r"|driven by)\b"
    r"|ដោយសារ|បណ្តាល(?:ឱ្យ|មកពី)?|ព្រោះ|មកពីមូលហេតុ|នាំឱ្យ",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bper ?cent\b|(?<!ពិន្ទុ)(?<!ចំណុច)ភាគរយ(?! ?ពិន្ទុ)", re.IGNORECASE)
_POINTS = re.compile(r"percentage points?|(?:ពិន្ទុ|ចំណុច)ភាគរយ", re.IGNORECASE)
_NEAR = 0.05
"""A share in words may be off from its figure by a twentieth, as ``fractions`` has it."""


def flags(text: str, message: Message, t: Translator) -> tuple[str, ...]:
    """Everything in ``text`` that the figures of ``message`` do not say, a sentence each; none for its own headline."""
    found = []
    text, headline = fold_khmer(text), fold_khmer(message.headline)
    if numbers := foreign_numbers(text, message):
        words = dict.fromkeys(one.text for one in numbers)
        sentence = t.ngettext(
            "This number is not in the figures of this message: {numbers}.",
            "These numbers are not in the figures of this message: {numbers}.",
            len(words),
        )
        found.append(sentence.format(numbers=t._(", ").join(words)))
    for name, said in (
        ("words", _quantities(text, message)),
        ("claim", _claims(text, message)),
        ("cause", _found(_CAUSE, text)),
    ):
        new = [one for one in dict.fromkeys(said) if one.casefold() not in headline.casefold()]
        if new:
            words_of = t._(", ").join(t._("“{name}”").format(name=one) for one in new)
            found.append(t._(FLAGS[name]).format(words=words_of))
    if not numbers and _reordered(text, message):
        found.append(t._(FLAGS["order"]))
    if _POINTS.search(text) and not _POINTS.search(message.headline + message.support):
        found.append(t._(FLAGS["unit"]))
    return tuple(found)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group().strip() for match in pattern.finditer(text)]


def _quantities(text: str, message: Message) -> list[str]:
    """Numbers and shares in words that are none of the message's."""
    values = [value for _, value in message.facts]
    numbers = {one.value for one in numbers_in(message.headline)} | set(values)
    found = []
    for pattern, share in _SHARES:
        if not any(abs(value - share) <= _NEAR * share for value in values):
            found += _found(pattern, text)
    for pattern, times in _TIMES:
        if not _ratio(message, times):
            found += _found(pattern, text)
    if not any(50 < value <= 100 for name, value in message.facts if name in SHARES):
        found += _found(_MOST, text)
    if not re.search(r"\b1 ", message.headline):
        found += _found(_ONE_IN, text)
    shares = " ".join(found).casefold()
    for word, value in _VALUES.items():
        if value not in numbers and not re.search(rf"\b{word}\b", shares):
            found += _found(re.compile(rf"\b{word}\b(?! times)", re.IGNORECASE), text)
    return found + _khmer_quantities(text, numbers, values)


def _khmer_quantities(text: str, numbers: set[float], values: list[float]) -> list[str]:
    found = []
    for match in _KHMER_PART.finditer(text):
        share = 100 * _KHMER_ONES[match.group(1)] / _KHMER_ONES[match.group(2)]
        if not any(abs(value - share) <= _NEAR * share for value in values):
            found.append(match.group())
    for match in _KHMER_IN.finditer(text):
        if not {float(_KHMER_ONES[part]) for part in match.groups()} <= numbers:
            found.append(match.group())
    return found + [word for word, value in _KHMER_TENS.items() if word in text and float(value) not in numbers]


def _ratio(message: Message, times: float) -> bool:
    """Whether the figure is ``times`` the one it is set against, nearly."""
    facts = dict(message.facts)
    value, other = facts.get("value", 0.0), facts.get("other", 0.0)
    return other > 0 and abs(value / other - times) <= _NEAR * times


def _claims(text: str, message: Message) -> Iterable[str]:
    """Words of change or difference that the message refused, or of the other direction."""
    if _DOUBTED.search(text):
        return ()
    up, down, apart = (_found(pattern, text) for pattern in (_UP, _DOWN, _APART))
    if message.kind == "change":
        return {"higher": down, "lower": up}.get(message.way, [*up, *down, *apart])
    if message.kind in ("place", "group", "gap"):
        return [*up, *down, *([] if message.way in ("higher", "lower", "clear") else apart)]
    return [*up, *down] if message.kind in ("level", "people", "absence", "rank") else ()


def _reordered(text: str, message: Message) -> bool:
    """Whether figures and years that stand once in both no longer go together as in the headline.

    Turned round together ("from 40 % in 2010 to 32 % in 2014") they still do. Without years, a change may be told
    either way round, while places and groups changed places.
    """
    theirs, ours = numbers_in(message.headline), numbers_in(text)
    figures, years = (_turned(theirs, ours, of_years) for of_years in (False, True))
    if figures is None or years is None:
        return bool(figures) and message.kind in ("place", "group", "gap")
    return figures != years


def _turned(theirs: Sequence[Number], ours: Sequence[Number], of_years: bool) -> bool | None:
    """Whether the shared years, or the other numbers, come in another order; ``None`` for fewer than two."""
    first, second = ([one.value for one in found if is_year(one) == of_years] for found in (theirs, ours))
    shared = [value for value in first if first.count(value) == second.count(value) == 1]
    return None if len(shared) < 2 else [value for value in second if value in shared] != shared
