"""What members send in words as a kind of file: views of children, good practice, policy in practice, causes.

Members send it themselves, so it waits for a steward. Words of children are taken with their consent only, and no name,
no small number of children and no story of one child gets past a cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import ClassVar

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator
from childrights.submissions import KeptRow
from childrights.voices import (
    CONSENT_WORDS,
    FEWEST_TOLD,
    OF_CHILDREN_KINDS,
    VOICE_COLUMNS,
    VOICE_KINDS,
    WRITTEN_KINDS,
    Voice,
    heard,
    voice_code,
)
from etl.cells import ENGLISH_NUMBER, KHMER_NUMBER, number_in_words, plain
from etl.intake.matching import labelled, near, squeezed
from etl.intake.own_tables import OWN_WRONGS, OwnTable, web_address
from etl.intake.recommendation_rows import RecommendationContext, articles_in
from etl.intake.schema import FieldFault, FilledRow, Planned, Read, Sentences
from etl.ledger import VIEWS, Brought, New, State, sent_rows
from etl.persons import speaks_of_anybody, tells_of_a_person
from geo import COUNTRY, area_name, fold_khmer, load_gazetteer, load_provinces

MOST_CHILDREN = 100_000
_OF_THEM = (
    r"(?:[\w-]+ ){0,2}?(?:girls?|boys?|child|children|students?|pupils?|kids?|teenagers?|adolescents?|participants?"
    r"|youths?|young people|of us|of them)\b"
)
_THEM_KM = fold_khmer("(?:កុមារី?|ក្មេង[ស្រីប្រុ]*|សិស្ស|យុវជន|យើង)")
_FEW = (
    re.compile(
        rf"(?<![\d.,/-])(\d{{1,3}}|{ENGLISH_NUMBER}) (?!years?\b|per ?cent\b|%){_OF_THEM}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_THEM_KM}[^0-9។]{{0,16}}?([0-9]{{1,3}}|{KHMER_NUMBER}) ?(?:នាក់|រូប)"),
)
"""How a text tells that so many children took part or were met."""
_NO_NAME_KM = fold_khmer(
    r"(?:ភាគ|ឋាន|គ្រឹះ|សាស្ត្រ|បាល|ន្ទ|ឃាំង|ខ្លួន|ដី|នេះ|នោះ|នីមួយ|របស់|យើង|ខ្ញុំ|គេ|មួយ|ពីរ|បី|ដែល|និង|ឬ|ក្នុង|នៅ|លើ|ក្រោម|ក្រៅ|ជិត|ឆ្ងាយ|មាន|គ្មាន|មិន|ពុំ|អត់|ជា|គឺ"
    r"|ទាំង|ផ្សេង|ខ្លះ|ជាច្រើន|ត្រូវ|បាន|ឱ្យ|អោយ|ដើម្បី|តែ|ក៏|ទេ|ទៅ|មក|ដោយ|ពី|ចំនួន|ជនបទ|គោលដៅ|ឃុំ|ស្រុក|សង្កាត់|ចង់|អាច|ដើរ|រៀន|ខ្វះ|ប្រើ|និយាយ|ប្រាប់|ធ្វើ|ចេះ|ដឹង"
    r"|សុំ|ស្នើ|សិក្សា|រដ្ឋ|ឯកជន|សាធារណៈ|បច្ចេកទេស|ចំណេះ|កម្រិត|ថ្នាក់|សម្រាប់|ទូទាំង|យ៉ាង|រស់|ចូល|ចេញ|ជួប|ទទួល|លេង|ស្អាត|ធំ|តូច|ថ្មី|ចាស់|កាន់|ប៉ុន្តែ|ហើយ|ដូច|ស្តាប់|ស្ដាប់"
    r"|គាំទ្រ|ជួយ|ផ្ត|ផ្ដ|មើល|គិត|ដាក់|យក|ការពារ|ចូលរួម|រៀប|បង្កើត|បង្រៀន|ឈប់|ឆ្លើយ|អនុវត្ត|ស្គាល់|ចាប់|កំពុង|តាម|ដល់|ជាមួយ|រួម|ទើប|គួរ)"
)
"""How Khmer goes on behind a village or a school that is not called by its name."""
_SMALL_PLACE = (
    re.compile(r"\b[A-Z][a-z]+ (?:(?:[Pp]rimary|[Ll]ower|[Uu]pper|[Ss]econdary|[Hh]igh) )*[Ss]chool\b"),
    re.compile(r"\b[A-Z][a-z]+ (?:[Vv]illage|[Cc]ommune|[Dd]istrict|[Ss]angkat)\b"),
    re.compile(r"\b(?:[Vv]illage|[Cc]ommune|[Dd]istrict|[Ss]angkat|[Pp]hum|[Kk]hum|[Ss]rok)(?: of)? [A-Z][a-z]+"),
    re.compile(rf"(?:ឃុំ|សង្កាត់|ស្រុក|ភូមិ) (?!{_NO_NAME_KM})[ក-អ]"),
    re.compile(rf"(?:ឃុំ|សង្កាត់|ភូមិ)\u200b?(?!{_NO_NAME_KM})[ក-ឳ]"),
    re.compile(rf"(?:សាលាបឋម(?:សិក្សា)?|វិទ្យាល័យ)\u200b?(?!{_NO_NAME_KM})[ក-ឳ]"),
)
"""A school or a place so small that it leads to those who spoke. In Khmer its name stands behind."""
_STARTS = (
    *("The", "Our", "This", "That", "Every", "Each", "Any", "No", "Some", "My", "A", "At", "In", "After", "Before"),
    *("Primary", "Lower", "Upper", "Secondary", "High", "Public", "Private", "State", "International"),
)
"""What a name of such a place does not begin with."""
VOICE_WRONGS = Sentences(OWN_WRONGS)
VOICE_WRONGS |= {
    "no_words": (N_("It does not say anything."), N_("Write the words in English or Khmer, better in both.")),
    "voice_kind": (
        N_("“{value}” is none of: view of children, good practice, policy in practice, cause."),
        N_("Choose one from the list."),
    ),
    "place": (
        N_("“{value}” is no province, and not the whole country."),
        N_(
            "Choose one from the list. A district, commune, village or school is never given: it could lead to "
            "children."
        ),
    ),
    "children_number": (
        N_("“{value}” is not a number of children."),
        N_("Write one whole number, or leave the cell empty. Who they were has a column of its own."),
    ),
    "few_told": (
        N_("The text says how few children they were: {value}."),
        N_(
            "Leave the number out of the text, or give it in its own column: groups of fewer than 10 are shown "
            "as “a group of children”."
        ),
    ),
    "consent_word": (N_("“{value}” is neither yes nor no."), N_("Choose one from the list.")),
    "no_consent": (
        N_("What children say is shown only with their consent, and there is no “yes” here."),
        N_(
            "Ask the children and those who care for them whether their words may be made public without names, and "
            "write yes once they agreed. Until then the row stays with you."
        ),
    ),
    "refused_consent": (
        N_("Consent was not given, so this is not shown."),
        N_("Delete the row, or write yes once those whom it is about agreed."),
    ),
    "contact": (
        N_("This seems to be about a single person, or a place that leads to one."),
        N_("Say it without names, ages of one child, schools, villages, numbers to call and stories of one child."),
    ),
}


class MemberVoices(OwnTable):
    """What members send in words, one thing in a row; member, kind, place, year and words are what it is known by."""

    kind, name = VIEWS, N_("views of children and good practice")
    file_name, frozen = "views", "B"
    marker = "CRC-Cambodia views v1"
    title = N_("Views")
    columns = VOICE_COLUMNS
    sentences = VOICE_WRONGS
    one_language: ClassVar[Mapping[str, str]] = {"text": N_("Words")}
    needs: tuple[tuple[str, ...], ...] = (("kind",), ("consent",), ("text_en", "text_km"))
    fewest = 5
    entry_kinds = (VIEWS,)
    names_its_member = True
    refusal = N_(
        "{file} holds no table of views that can be read. It needs the columns What it is, Consent and Words; the "
        "easiest way is to fill in the template."
    )
    preview_heads = (N_("Who says it, and where"), N_("Words"), N_("Belongs to"))
    how = (
        N_("One view, practice or cause in each row, from row 6 on. The sheet “Columns” explains each column."),
        N_("Everybody can read it on the dashboard, marked as yours, once a steward has looked at it."),
        N_("No names, schools or villages. Without the consent of the children, nothing of what they said."),
    )

    def members(self, planned: Sequence[Planned]) -> tuple[str, ...]:
        """Whose words these are."""
        return tuple(sorted({one.payload.organisation for one in planned}))

    def kept(self, given: Brought) -> Sequence[KeptRow[Voice]]:
        """What was approved."""
        return given.views

    def known(self, state: State) -> Sequence[KeptRow[Voice]]:
        """Also what waits: the same file sent twice waits once."""
        return sent_rows(state)

    def code_of(self, row: FilledRow) -> str:
        """That of its member, kind, place, year and words, spelling aside."""
        told = self.cells(row, None)
        kind = labelled(WRITTEN_KINDS).get(squeezed(told["kind"]), squeezed(told["kind"]))
        words = squeezed(told["text_en"] or told["text_km"])
        year = int(squeezed(told["year"])) if squeezed(told["year"]).isdecimal() else 0
        return voice_code(squeezed(told["organisation"]), kind, place_of(told["area"]), year, words)

    def read_row(
        self, row: FilledRow, before: Voice | None, known: RecommendationContext, wrongs: list[FieldFault]
    ) -> Voice:
        """What a row tells."""
        told = self.cells(row, before)
        self.missing(told, wrongs)
        if not told["text_en"] and not told["text_km"]:
            wrongs.append(self.fault("text_en" if "text_en" in row.cells else "text_km", "no_words"))
        kind = self._chosen("kind", "voice_kind", told["kind"], WRITTEN_KINDS, wrongs)
        self._few(told, wrongs)
        area = place_of(told["area"])
        if told["area"] and not area:
            wrongs.append(self.fault("area", "place", told["area"][:60], near(told["area"], _place_names())))
        return Voice(
            code=self.code_of(row),
            kind=kind,
            crc_articles=articles_in(row, told["crc_articles"], known, wrongs),
            area=area,
            year=self._year(told["year"], known.today, wrongs),
            children=self._children(told["children"], row, wrongs),
            consent=self._consent(told["consent"], kind, wrongs),
            source_url=web_address(told["source_url"], wrongs),
            **{name: told[name] for name in ("said_by", "gathered", "text_en", "text_km", "organisation", "source")},
        )

    def _children(self, text: str, row: FilledRow, wrongs: list[FieldFault]) -> int:
        """How many took part; a small number is not kept, as if nobody had told it."""
        plain = squeezed(text).replace(",", "")
        if not text or plain in ("<10", "0"):
            return 0
        if not (plain.isdecimal() and int(plain) <= MOST_CHILDREN) or "children" in row.decimals:
            wrongs.append(self.fault("children", "children_number", text[:40]))
            return 0
        return int(plain) if int(plain) >= FEWEST_TOLD else 0

    def _consent(self, text: str, kind: str, wrongs: list[FieldFault]) -> str:
        said = labelled(CONSENT_WORDS).get(squeezed(text), "")
        if text and not said:
            wrongs.append(self.fault("consent", "consent_word", text[:40]))
        elif said == "no":
            wrongs.append(self.fault("consent", "refused_consent"))
        elif kind in OF_CHILDREN_KINDS and not said:
            wrongs.append(self.fault("consent", "no_consent"))
        return said

    def _few(self, told: Mapping[str, str], wrongs: list[FieldFault]) -> None:
        """Note a text that tells how few children took part."""
        for name in ("said_by", "gathered", "text_en", "text_km"):
            words = plain(told.get(name, ""))
            few = [one for pattern in _FEW for one in pattern.finditer(words) if _is_few(one[1])]
            if few:
                wrongs.append(self.fault(name, "few_told", few[0][0][:60]))

    def tells(self, field: str, text: str) -> bool:
        """Words that need no names may name nobody; a member and a document may be called as bodies are.

        What is chosen from a list, and by a code, tells of nobody.
        """
        if field in ("organisation", "source"):
            return tells_of_a_person(text)
        if field not in ("said_by", "gathered", "text_en", "text_km"):
            return False
        # One word alone ("boys") would be taken for the head of a column in which children stand one by one.
        alone = field in ("said_by", "gathered") and " " not in text
        return speaks_of_anybody(f"with {text}" if alone else text) or _of_a_small_place(text)

    def lists(self, t: Translator) -> Mapping[str, Sequence[str]]:
        """Kinds, places and consent."""
        places = [area_name(code, t.lang) for code in (COUNTRY, *load_provinces())]
        return {
            "kind": [t._(words) for words in WRITTEN_KINDS.values()],
            "area": places,
            "consent": [t._(words) for words in CONSENT_WORDS.values()],
        }

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """One entry for what each member says, so that each takes back its own."""
        found: dict[str, list[Planned]] = {}
        for one in planned:
            found.setdefault(one.payload.organisation, []).append(one)
        return [
            New(
                VIEWS,
                {"rows": [{"sheet": read.sheet, "row": one.row, "what": asdict(one.payload)} for one in own]},
                f"import {self.kind}",
                f"{len(own)} rows",
                member,
            )
            for member, own in found.items()
        ]

    def values(self, payload: Voice) -> Mapping[str, str]:
        """Every field as text; a number of children that is not told is empty."""
        return {**super().values(payload), "children": str(payload.children or "")}

    def preview(self, payload: Voice, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """Who says it and where, the words, what they are and which articles they belong to."""
        kind = t._(VOICE_KINDS[payload.kind])
        numbers = t._("articles {numbers}").format(numbers=", ".join(payload.crc_articles))
        return f"{payload.organisation} · {heard(payload, t)}", payload.text(t), f"{kind} · {numbers}"

    def line(self, payload: Voice, t: Translator) -> str:
        """The words."""
        return payload.text(t)[:80]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """The ids by which the words are taken back, and how many rows there were."""
        words = t.ngettext(
            "Published as {id}: {count} row. It is under “Views and good practice” now.",
            "Published as {id}: {count} rows. They are under “Views and good practice” now.",
            len(planned),
        )
        return words.format(id=t._(", ").join(ids), count=len(planned))


def _is_few(number: str) -> bool:
    """Whether a number tells of few; "one" is mostly no number, and the search for persons knows one child."""
    return int(number) < FEWEST_TOLD if number.isdecimal() else 1 < number_in_words(number) < FEWEST_TOLD


def _of_a_small_place(text: str) -> bool:
    """Whether a text names a school, a village, a commune or a district; "Our school" names none."""
    found = (match[0] for pattern in _SMALL_PLACE for match in pattern.finditer(fold_khmer(text)))
    return any(one.split()[0] not in _STARTS for one in found)


def place_of(text: str) -> str:
    """The code of a province or of the country; empty for anything else, as a district or several provinces."""
    found = load_gazetteer().match(text).certain or "" if text else ""
    return found if found == COUNTRY or found in load_provinces() else ""


def _place_names() -> list[str]:
    return [area_name(code, lang) for code in load_provinces() for lang in ("en", "km")]
