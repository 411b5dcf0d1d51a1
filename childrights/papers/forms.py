"""The forms of papers: tables of sections that the coalition edits, read and held to what can be made.

``data/papers/README.md`` says what each column means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import TableRow, UnknownCode, read_rows
from childrights.i18n import LANGUAGES, N_
from geo import REFERENCE_FOLDER

FOLDER = REFERENCE_FOLDER.parent / "papers"
FORMS_FILE, SECTIONS_FILE = "forms.csv", "sections.csv"
PAPER, RIGHT = "paper", "right"
EACH = (PAPER, RIGHT)
WRITTEN, CLUSTER = "written", "cluster"
KINDS = (
    "signatories",
    "summary",
    "method",
    "changes",
    "findings",
    "groups",
    "places",
    "trend",
    "across",
    "causes",
    "measures",
    "views",
    "bearers",
    "silences",
    "articles",
    "asked",
    "status",
    "proposals",
    "questions",
    "members",
    "gaps",
    "standing",
    "ask",
    CLUSTER,
    WRITTEN,
)
"""What a section can hold; ``written`` only what a person writes, ``cluster`` all of one chapter of a protocol."""
TELLING_PLACES = "places"
"""The kind of a section that tells of provinces beside the country."""
CHOICES = ("rights", "areas", "limit", "year", "cycle", "by", "signatories")
NEEDED = ("rights", "areas", "by")
FORMATS = (".docx", ".pptx", ".pdf")
HOUSE, COMPACT, UNITED_NATIONS = "house", "compact", "un"
LETTERS = (HOUSE, COMPACT, UNITED_NATIONS)
YES_NO = ("yes", "no")
_PARAGRAPH = re.compile(r"\S+/\S+ [1-9][0-9]*(?:\([a-z]+\))?|[0-9A-Z]{5}-[0-9A-Z]{5}")
MOST_BLANKS = 8
"""Places in one paper that people are asked to write in."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section of a form; its text stands once in a paper (``each`` is ``paper``) or under each right.

    ``share`` is its part of the chosen words in per cent, all of its rights together; ``most`` how many findings,
    recommendations or rows it holds (0: as many as there are); ``articles`` and ``asked_in`` (mechanisms or documents)
    narrow down what it is about; ``paragraphs`` are what was asked that a chapter of a protocol tells, each as a
    document and a paragraph of it or the code of a recommendation; ``write_en`` and ``write_km`` say what a person
    writes in it, empty where nothing.
    """

    form: str
    key: str
    order: int
    each: str
    kind: str
    title_en: str
    title_km: str
    share: int
    most: int
    articles: tuple[int, ...]
    asked_in: tuple[str, ...]
    paragraphs: tuple[str, ...]
    write_en: str
    write_km: str

    def title(self, lang: str) -> str:
        """The heading."""
        return self.title_km if lang == "km" else self.title_en

    def write(self, lang: str) -> str:
        """What a person writes here; empty where nothing."""
        return self.write_km if lang == "km" else self.write_en

    def names(self, document: str, number: str, code: str) -> bool:
        """Whether something that was asked stands under ``paragraphs``: by its code, or its paragraph, of which its
        parts are parts."""
        named = {code, f"{document} {number}", f"{document} {number.partition('(')[0]}"}
        return not named.isdisjoint(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of paper.

    ``languages`` it is written in, with the reason (``refusal``) why not in others; ``choices`` are the fields of a
    ``Choice`` that a person is asked for, ``needs`` those it cannot be made without; ``limits`` are usual lengths in
    words, ``limit_note`` says whose they are; ``letters`` the type it is set in, ``pictures`` how many findings
    have one (``None``: all), ``annex`` whether the figures are listed at its end, ``formats`` the endings of the files
    it can be, the usual one first, ``pages`` how many it has at most (0: as many as it takes).
    """

    key: str
    order: int
    title_en: str
    title_km: str
    about_en: str
    about_km: str
    languages: tuple[str, ...]
    refusal_en: str
    refusal_km: str
    choices: tuple[str, ...]
    needs: tuple[str, ...]
    limits: tuple[int, ...]
    limit_note_en: str
    limit_note_km: str
    letters: str
    pictures: int | None
    annex: bool
    formats: tuple[str, ...]
    source: str
    pages: int
    sections: tuple[FormSection, ...]

    @property
    def is_of_place(self) -> bool:
        """Whether the paper is about the province that was chosen, where others tell of provinces in a section."""
        return "areas" in self.choices and not any(one.kind == TELLING_PLACES for one in self.sections)

    def title(self, lang: str) -> str:
        """What such a paper is called."""
        return self.title_km if lang == "km" else self.title_en

    def about(self, lang: str) -> str:
        """What it is for, in a sentence."""
        return self.about_km if lang == "km" else self.about_en

    def limit_note(self, lang: str) -> str:
        """Whose limits these are."""
        return self.limit_note_km if lang == "km" else self.limit_note_en

    def refusal(self, lang: str) -> str:
        """Why it is not written in a language it is not written in."""
        return self.refusal_km if lang == "km" else self.refusal_en

    def section(self, key: str) -> FormSection:
        """The section with ``key``. Raises ``UnknownCode``."""
        found = next((one for one in self.sections if one.key == key), None)
        if found is None:
            raise UnknownCode(N_("The form {key} has no section {key_2}."), key=self.key, key_2=key)
        return found


_FORM_COLUMNS = tuple("form" if name == "key" else name for name in Form.__dataclass_fields__ if name != "sections")


@lru_cache(maxsize=4)
def load_forms(folder: Path = FOLDER) -> Mapping[str, Form]:
    """Every form by its key, in their order, with its sections in theirs.

    Raises ``ReferenceTableError`` naming file, row and column of the first row that cannot be used.
    """
    sections: dict[str, list[tuple[TableRow, FormSection]]] = {}
    for row in read_rows(folder / SECTIONS_FILE, tuple(FormSection.__dataclass_fields__)):
        one = _section(row)
        if any(one.key == other.key for _, other in sections.get(one.form, [])):
            raise row.refuse("key", f"'{one.key}' stands twice in the form {one.form}")
        sections.setdefault(one.form, []).append((row, one))
    rows = list(read_rows(folder / FORMS_FILE, _FORM_COLUMNS))
    known: set[str] = set()
    for row in rows:
        if row.required("form") in known:
            raise row.refuse("form", f"'{row.text('form')}' stands twice")
        known.add(row.text("form"))
    for (row, one), *_ in (found for form, found in sections.items() if form not in known):
        raise row.refuse("form", f"'{one.form}' does not stand in {FORMS_FILE}")
    forms = {row.text("form"): _form(row, sections.get(row.text("form"), [])) for row in rows}
    return dict(sorted(forms.items(), key=lambda pair: pair[1].order))


def form_called(key: str, folder: Path = FOLDER) -> Form:
    """The form with ``key``. Raises ``UnknownCode`` naming all there are."""
    forms = load_forms(folder)
    if key not in forms:
        raise UnknownCode(N_("There is no form {key}; the forms are {known}."), key=key, known=", ".join(forms))
    return forms[key]


def _section(row: TableRow) -> FormSection:
    kind, write = row.choice("kind", KINDS), (row.text("write_en"), row.text("write_km"))
    if bool(write[0]) != bool(write[1]):
        raise row.refuse(
            "write_km" if write[0] else "write_en", "is empty; what people write is said in both languages"
        )
    if kind == WRITTEN and not write[0]:
        raise row.refuse("write_en", "is empty; a section that people write says what belongs there")
    key = row.required("key")
    if not key.isidentifier() or key != key.lower():
        raise row.refuse("key", f"'{key}' is not one word of small letters")
    articles = []
    for part in row.parts("articles"):
        if not part.isdecimal() or not 1 <= int(part) <= 54:
            raise row.refuse("articles", f"'{part}' is not an article of the Convention")
        articles.append(int(part))
    paragraphs = row.parts("paragraphs")
    if paragraphs and kind != CLUSTER:
        raise row.refuse("paragraphs", f"only a section of the kind {CLUSTER} is filled by paragraphs")
    for part in paragraphs:
        if not _PARAGRAPH.fullmatch(part):
            raise row.refuse("paragraphs", f"'{part}' is no document with a paragraph, and no code of a recommendation")
    return FormSection(
        row.required("form"),
        key,
        _whole(row, "order"),
        row.choice("each", EACH),
        kind,
        row.required("title_en"),
        row.required("title_km"),
        _whole(row, "share", WHOLE),
        _whole(row, "most"),
        tuple(articles),
        row.parts("asked_in"),
        paragraphs,
        *write,
    )


def _form(row: TableRow, found: list[tuple[TableRow, FormSection]]) -> Form:
    ordered = sorted((one for _, one in found), key=lambda one: one.order)
    if not ordered:
        raise row.refuse("form", f"has no section in {SECTIONS_FILE}")
    limits = []
    for part in row.parts("limits"):
        if not part.isdecimal() or not int(part):
            raise row.refuse("limits", f"'{part}' is not a number of words")
        limits.append(int(part))
    shares = sum(one.share for one in ordered)
    if limits and shares != WHOLE:
        raise row.refuse("limits", f"the shares of its sections in {SECTIONS_FILE} make {shares} per cent, not 100")
    blanks = sum(bool(one.write_en) for one in ordered)
    if blanks > MOST_BLANKS:
        raise row.refuse("form", f"asks people to write in {blanks} places; at most {MOST_BLANKS} are allowed")
    languages = _some(row, "languages", LANGUAGES)
    refusal = (row.text("refusal_en"), row.text("refusal_km"))
    if set(languages) != set(LANGUAGES) and not all(refusal):
        raise row.refuse("refusal_en", "is empty; a form that is not written in a language says why, in both")
    needs = _some(row, "needs", NEEDED, empty=True)
    return Form(
        row.required("form"),
        _whole(row, "order"),
        row.required("title_en"),
        row.required("title_km"),
        row.required("about_en"),
        row.required("about_km"),
        languages,
        *refusal,
        _some(row, "choices", CHOICES, empty=True),
        needs,
        tuple(limits),
        row.text("limit_note_en"),
        row.text("limit_note_km"),
        row.choice("letters", LETTERS),
        _whole(row, "pictures") if row.text("pictures") else None,
        row.choice("annex", YES_NO) == "yes",
        _some(row, "formats", FORMATS),
        row.text("source"),
        _whole(row, "pages"),
        tuple(ordered),
    )


def _some(row: TableRow, column: str, allowed: tuple[str, ...], *, empty: bool = False) -> tuple[str, ...]:
    """The parts of a cell, each one of ``allowed``."""
    parts = row.parts(column)
    for part in parts:
        if part not in allowed:
            raise row.refuse(column, f"'{part}' is not known; use one of {', '.join(allowed)}")
    if not parts and not empty:
        row.required(column)
    return parts


def _whole(row: TableRow, column: str, most: int = 100_000) -> int:
    """A whole number that is not below nothing; an empty cell is 0."""
    number = row.integer_or_none(column) or 0
    if not 0 <= number <= most:
        raise row.refuse(column, f"'{number}' is not between 0 and {most}")
    return number
