"""What a person chose for a paper and what they wrote in its chapters: plain, frozen, as JSON in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Self

from childrights.catalogue import Catalogue, ChildRightsError, UnknownCode
from childrights.i18n import LANGUAGES, N_, Translator
from childrights.papers.forms import UNITED_NATIONS, Form, form_called
from geo import PROVINCES

ALL = "all"
"""Instead of a list of rights: all of them, in the order of the Committee."""


class PaperError(ChildRightsError):
    """A paper that cannot be made as it was chosen; says why and what to choose instead."""


class NotInThisLanguage(PaperError):
    """A form that is not written in the language chosen; its reason stands in the table of forms, in both languages."""

    def __init__(self, form: Form) -> None:
        super().__init__(form.refusal_en)
        self.form = form

    def words(self, t: Translator) -> str:
        """The reason in the language of ``t``."""
        return self.form.refusal(t.lang)


class _Record:
    """A frozen dataclass of texts, numbers and tuples of texts that goes to JSON and comes back."""

    __slots__ = ()

    def as_record(self) -> dict[str, Any]:
        """The fields as JSON has them, tuples as lists."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Back from JSON; what is missing takes its usual value. Raises ``PaperError`` for a field that nobody knows,
        that is needed and missing, or that holds another kind of thing."""
        known = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]
        found: dict[str, Any] = {}
        for name, value in record.items():
            if name not in known:
                raise PaperError(N_("A paper has no part called {name}."), name=name)
            kind = str(known[name].type)
            if not _fits(value, kind):
                raise PaperError(N_("The part {name} of this paper cannot be read."), name=name)
            found[name] = tuple(value) if kind.startswith("tuple") else value
        for name, one in known.items():
            if name not in found and one.default is MISSING:
                raise PaperError(N_("The part {name} of this paper cannot be read."), name=name)
        return cls(**found)


def _fits(value: object, kind: str) -> bool:
    if kind == "str":
        return isinstance(value, str)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


@dataclass(frozen=True, slots=True)
class Choice(_Record):
    """What was chosen for one paper.

    ``form`` is a key of ``data/papers/forms.csv``; ``rights`` codes of clusters, ``areas`` of provinces, both in the
    order in which they shall be told; ``limit`` words (0: none chosen); ``year`` the year of an annual report;
    ``cycle`` the session or cycle of a review in words; ``by`` who submits it, ``signatories`` who signs with them.
    """

    form: str
    lang: str = "en"
    rights: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    limit: int = 0
    year: int = 0
    cycle: str = ""
    by: str = ""
    signatories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter(_Record):
    """What a person wrote or changed in one chapter; ``key`` is that of ``outline``.

    ``text`` is Markdown with live codes; ``dropped``, ``added`` and ``order`` are keys of findings, as the composer
    takes them; ``budget`` words (0: as the form shares them out).
    """

    key: str
    text: str = ""
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    budget: int = 0


def checked(choice: Choice, catalogue: Catalogue) -> tuple[Form, Choice]:
    """The form, and the choice with ``all`` rights spelled out and codes in capitals; a submission to the United
    Nations for which no limit of words was chosen is written to the most usual one.

    Raises ``PaperError`` for a language the form is not written in (with the reason) or something it needs and that
    was not chosen, ``UnknownCode`` for a form, right, province or language nobody knows.
    """
    form = form_called(choice.form)
    if choice.lang not in LANGUAGES:
        raise UnknownCode(N_("The language {lang} is not spoken here; use en or km."), lang=choice.lang)
    if choice.lang not in form.languages:
        raise NotInThisLanguage(form)
    numbered = {code: int(one.number) for code, one in catalogue.clusters.items() if one.number}
    every = tuple(sorted((code for code, number in numbered.items() if number), key=numbered.__getitem__))
    rights = tuple(dict.fromkeys(one.strip().upper() for one in choice.rights))
    rights = every if ALL.upper() in rights else rights
    for one in rights:
        if one not in every:
            raise UnknownCode(
                N_("There is no right with the code {one}; the codes are {known}."), one=one, known=", ".join(every)
            )
    areas = tuple(dict.fromkeys(one.strip().upper() for one in choice.areas))
    for one in areas:
        if one not in PROVINCES:
            raise UnknownCode(N_("A paper is about provinces, and none has the code {one}; KH16 is one."), one=one)
    usual = form.limits[0] if form.letters == UNITED_NATIONS and form.limits else 0
    found = replace(choice, rights=rights, areas=areas, limit=choice.limit or usual)
    for need in form.needs:
        if not getattr(found, need):
            raise PaperError(_NEEDED[need])
    if form.is_of_place and len(areas) > 1:
        raise PaperError(N_("This form is about one place: choose a single province."))
    return form, found


_NEEDED = {
    "rights": N_("This form is about rights: choose at least one."),
    "areas": N_("This form is about a place: choose a province."),
    "by": N_("Say who submits this paper."),
}
