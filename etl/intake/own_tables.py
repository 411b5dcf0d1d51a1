"""The coalition's own tables as kinds of file: what it asked in earlier submissions, and what the State did."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from childrights.catalogue import Catalogue, DutyBearer, load_bearers, load_catalogue
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.rights import ALWAYS, plain_head
from childrights.submissions import (
    ASK_COLUMNS,
    MEASURE_COLUMNS,
    MEASURE_KINDS,
    MEASURE_STATES,
    KeptRow,
    OwnAsk,
    StateMeasure,
    ask_code,
    measure_code,
    measure_day_words,
    standing_rows,
)
from etl.intake.matching import digits, is_address, labelled, near, squeezed
from etl.intake.recommendation_rows import LONGEST, WRONGS, RecommendationContext, articles_in, indicators_in
from etl.intake.schema import (
    DraftRefused,
    FieldFault,
    FilledRow,
    Judge,
    Planned,
    Read,
    Schema,
    Sentences,
    recorded_member,
)
from etl.intake.workbook_template import Block, write_entry_template
from etl.ledger import (
    OWN_ASKS,
    STATE_MEASURES,
    Brought,
    LedgerEntry,
    New,
    Overtaken,
    State,
    brought,
    entries,
    mark,
    record,
)
from etl.periods import BUDDHIST
from etl.permissions import Action, Actor
from etl.persons import tells_who
from etl.snapshot import Inputs, build
from geo import REFERENCE_FOLDER

ROWS = 200
"""Rows of a template that are ready to be filled in; more may be added below."""
ON_THE_FORM = N_("typed on the page")
"""Stands where an import names its file."""
MOST_AHEAD = 10
"""How many years ahead a plan or a budget line may be dated."""
FIRST_ASKED = 1990
"""The Convention entered into force in September 1990; nothing was submitted under it before."""
_KHMER = re.compile("[\u1780-\u17ff]")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
OWN_WRONGS = Sentences()
OWN_WRONGS |= {
    name: WRONGS[name]
    for name in (
        "missing",
        "error",
        "long",
        "contact",
        "article",
        "indicator",
        "address",
        "year",
        "year_future",
        "twice",
    )
}
OWN_WRONGS |= {
    "no_text": (N_("It does not say what the coalition asked."), N_("Write it in English or Khmer, better in both.")),
    "no_title": (N_("The measure has no title."), N_("Write it in English or Khmer, better in both.")),
    "early": (N_("{value} is before the Convention, which is of 1990."), N_("Write the year of the document.")),
    "ministry": (
        N_("“{value}” is not a ministry of the list."),
        N_("Copy its code from the sheet of codes; separate several with semicolons."),
    ),
    "measure_kind": (N_("“{value}” is none of: law, policy, plan, budget line."), N_("Choose one from the list.")),
    "measure_status": (
        N_("“{value}” is none of: being drafted, adopted, being carried out, ended, dropped."),
        N_("Choose one from the list."),
    ),
    "when": (N_("“{value}” is not a day, a month or a year."), N_("Write it as 2016-07-14, 2016-07 or 2016.")),
}


class OwnTable(Schema):
    """A table of the coalition's own: a row is known by its code, and the newest row of a code counts."""

    sentences = OWN_WRONGS
    one_language: ClassVar[Mapping[str, str]]
    """Start of the names of texts in two languages → the head over a text in the language of the table."""
    how: ClassVar[Sequence[str]]
    title: ClassVar[str]
    unread_sheets = N_("Sheets that hold no such table were not read: {names}")
    unread_columns = N_("Columns that are not the template's were not read: {names}")
    counted = N_("Rows: {new} new, {changed} changed, {unchanged} known already, {wrong} to be corrected.")
    overtaken = N_("Somebody else brought in a table of this kind meanwhile. Check the file again, then publish it.")

    @abstractmethod
    def kept(self, given: Brought) -> Sequence[KeptRow[Any]]:
        """What was brought in of this kind."""

    def known(self, state: State) -> Sequence[KeptRow[Any]]:
        """What a row is compared with."""
        return self.kept(brought(state))

    @abstractmethod
    def read_row(self, row: FilledRow, before: Any, known: RecommendationContext, wrongs: list[FieldFault]) -> Any:
        """What a row tells; ``before`` is what is known of it, whose texts stay where the file has no column."""

    @abstractmethod
    def code_of(self, row: FilledRow) -> str:
        """The code by which a row is known."""

    def heads(self) -> dict[str, str]:
        """Also the heads of a table in one language."""
        found = super().heads()
        for lang in LANGUAGES:
            t = translator(lang)
            found |= {plain_head(t._(head)): f"{name}_{lang}" for name, head in self.one_language.items()}
        return found

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """Rows are judged against what was brought in before and what stands above them in the file."""
        known = RecommendationContext(load_catalogue(), {}, {}, today)
        standing = {code: one.what for code, one in standing_rows(self.known(state)).items()}
        seen: dict[str, int] = {}

        def judged(row: FilledRow) -> tuple[list[Planned], list[FieldFault]]:
            wrongs = [self.fault(name, "error") for name in sorted(row.errors)]
            code = self.code_of(row)
            before = standing.get(code)
            found = self.read_row(row, before, known, wrongs)
            wrongs += self._texts(found, before)
            if code in seen and not wrongs:
                wrongs.append(self.fault(next(iter(self.columns)), "twice", str(seen[code])))
            hidden = {one.field for one in wrongs if one.code == "error"}
            wrongs = [one for one in wrongs if one.code == "error" or one.field not in hidden]
            if not wrongs:
                seen[code] = row.number
            wrongs.sort(key=lambda one: read.columns.get(one.field, 0))
            changes = tuple(name for name in self.columns if _differs(getattr(found, name), getattr(before, name, "")))
            return [Planned(row.number, found, before, code, changes)], wrongs

        return judged

    def fault(self, field: str, code: str, value: str = "", near: Sequence[str] = ()) -> FieldFault:
        """The fault of a field; a blank one is named by its head."""
        head = self.columns[field].head if code == "missing" else ""
        return self.sentences.fault(field, code, value or (field if head else ""), near, head)

    def _texts(self, found: Any, before: Any) -> list[FieldFault]:
        """Texts that are too long, or tell of a single person where nobody let them pass before."""
        wrongs = []
        for name in self.columns:
            text = getattr(found, name)
            if not isinstance(text, str) or name == "source_url":
                continue
            if len(text) > LONGEST:
                wrongs.append(self.fault(name, "long"))
            elif text != getattr(before, name, "") and self.tells(name, text):
                wrongs.append(self.fault(name, "contact"))
        return wrongs

    def tells(self, field: str, text: str) -> bool:
        """Whether the text of a field seems to lead to a single person."""
        return tells_who(text)

    def _chosen(self, field: str, code: str, text: str, words: Mapping[str, str], wrongs: list[FieldFault]) -> str:
        found = labelled(words).get(squeezed(text), "")
        if text and not found:
            wrongs.append(self.fault(field, code, text[:80], near(text, words.values())))
        return found

    def _year(self, text: str, today: date, wrongs: list[FieldFault]) -> int:
        year = int(digits(text) or 0)
        if text and not year:
            wrongs.append(self.fault("year", "year", text[:40]))
        elif year > today.year:
            wrongs.append(self.fault("year", "year_future", text, in_our_era(year, today)))
        elif year and year < FIRST_ASKED:
            wrongs.append(self.fault("year", "early", text))
        return year

    def missing(self, found: Mapping[str, str], wrongs: list[FieldFault]) -> None:
        """Note what must stand in every row and does not."""
        needed = [name for name, column in self.columns.items() if column.need == ALWAYS]
        wrongs += [self.fault(name, "missing") for name in needed if not found[name]]

    def cells(self, row: FilledRow, before: Any) -> dict[str, str]:
        """The texts of a row; those of what is known where the file has no such column, Khmer in its own place."""
        found = {name: row.cells.get(name, _joined(getattr(before, name, ""))) for name in self.columns}
        for name in self.one_language:
            english, khmer = f"{name}_en", f"{name}_km"
            if not found[khmer] and _KHMER.search(found[english]):
                found[english], found[khmer] = "", found[english]
        return found

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """One entry for the whole file, so that it is taken back as a whole."""
        rows = [{"sheet": read.sheet, "row": one.row, "what": asdict(one.payload)} for one in planned]
        return [New(self.entry_kinds[0], {"rows": rows}, f"import {self.kind}", f"{len(rows)} rows")]

    def values(self, payload: Any) -> Mapping[str, str]:
        """Every field as text; several parts are parted by semicolons."""
        return {name: _joined(getattr(payload, name)) for name in self.columns}

    def lists(self, t: Translator) -> Mapping[str, Sequence[str]]:
        """The lists of the template's cells."""
        return {}

    def template(self, state: State, lang: str) -> bytes:
        """The empty workbook, with the ministries and articles to copy from."""
        t, catalogue = translator(lang), load_catalogue()
        ministries = [(one.code, one.name(lang)) for one in _bearers().values()]
        codes: list[Block] = [((N_("Code"), N_("Ministry")), ministries)]
        return write_entry_template(
            self,
            t,
            catalogue,
            title=self.title,
            how=self.how,
            rows=[{}] * ROWS,
            lists=self.lists(t),
            codes=codes,
            explained=True,
        )


class OwnAsks(OwnTable):
    """What the coalition asked, one ask in a row; document and number together are what it is known by."""

    kind, name = OWN_ASKS, N_("asks of the coalition")
    file_name, frozen = "our-asks", "B"
    marker = "CRC-Cambodia asks v1"
    title = N_("Our asks")
    columns = ASK_COLUMNS
    one_language: ClassVar[Mapping[str, str]] = {"text": N_("What the coalition asked")}
    needs: tuple[tuple[str, ...], ...] = (("own_id",), ("document",), ("text_en", "text_km"))
    fewest = 3
    entry_kinds = (OWN_ASKS,)
    refusal = N_(
        "{file} holds no table of asks that can be read. It needs the columns Number of the ask, Document of the "
        "submission and What the coalition asked; the easiest way is to fill in the template."
    )
    preview_heads = (N_("Document"), N_("What the coalition asked"), N_("Belongs to"))
    how = (
        N_("One ask in each row, from row 6 on. The sheet “Columns” says what goes into each column."),
        N_(
            "Columns with a green heading must be filled in every row; write the ask in English or Khmer, or "
            "better in both."
        ),
        N_("Write what your document says. Which recommendation took it up is said on the dashboard, by a person."),
    )

    def kept(self, given: Brought) -> Sequence[KeptRow[OwnAsk]]:
        """The asks of the ledger."""
        return given.asks

    def code_of(self, row: FilledRow) -> str:
        """That of its document and number, spelling aside."""
        return ask_code(squeezed(row.cells.get("document", "")), squeezed(row.cells.get("own_id", "")))

    def read_row(
        self, row: FilledRow, before: OwnAsk | None, known: RecommendationContext, wrongs: list[FieldFault]
    ) -> OwnAsk:
        """The ask of a row."""
        told = self.cells(row, before)
        self.missing(told, wrongs)
        if not told["text_en"] and not told["text_km"]:
            wrongs.append(self.fault("text_en" if "text_en" in row.cells else "text_km", "no_text"))
        return OwnAsk(
            code=self.code_of(row),
            year=self._year(told["year"], known.today, wrongs),
            crc_articles=articles_in(row, told["crc_articles"], known, wrongs),
            duty_bearers=_ministries("duty_bearers", told["duty_bearers"], wrongs),
            source_url=web_address(told["source_url"], wrongs),
            **{name: told[name] for name in ("own_id", "document", "submission", "paragraph", "text_en", "text_km")},
        )

    def preview(self, payload: OwnAsk, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """Where it stands, what it asks, and its articles and ministries."""
        where = (payload.document, str(payload.year), payload.own_id, payload.paragraph)
        return " · ".join(filter(None, where)), payload.text(t), _about(payload, catalogue, t)

    def line(self, payload: OwnAsk, t: Translator) -> str:
        """What it asks."""
        return payload.text(t)[:80]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """The id by which the file is taken back, and how many asks it held."""
        words = t.ngettext(
            "Published as {id}: {count} ask. It is under “Our asks” now.",
            "Published as {id}: {count} asks. They are under “Our asks” now.",
            len(planned),
        )
        return words.format(id=ids[0], count=len(planned))


class StateMeasures(OwnTable):
    """Laws, policies, plans and budget lines, one in a row; kind and title together are what it is known by."""

    kind, name = STATE_MEASURES, N_("laws, policies, plans and budget lines")
    file_name, frozen = "measures", "C"
    marker = "CRC-Cambodia measures v1"
    title = N_("Measures")
    columns = MEASURE_COLUMNS
    one_language: ClassVar[Mapping[str, str]] = {"title": N_("Title of the measure")}
    needs: tuple[tuple[str, ...], ...] = (("kind",), ("title_en", "title_km"), ("status",))
    fewest = 4
    entry_kinds = (STATE_MEASURES,)
    refusal = N_(
        "{file} holds no table of measures that can be read. It needs the columns Kind of measure, Title of the "
        "measure and Status of the measure; the easiest way is to fill in the template."
    )
    preview_heads = (N_("Measure"), N_("Status"), N_("Belongs to"))
    how = (
        N_("One law, policy, plan or budget line in each row, from row 6 on."),
        N_(
            "Columns with a green heading must be filled in every row; write the title in English or Khmer, or "
            "better in both."
        ),
        N_("Write only what a source says, and give its address: everybody can read this on the dashboard."),
    )

    def kept(self, given: Brought) -> Sequence[KeptRow[StateMeasure]]:
        """The measures of the ledger."""
        return given.measures

    def code_of(self, row: FilledRow) -> str:
        """That of its kind and title, spelling aside."""
        told = self.cells(row, None)
        kind = labelled(MEASURE_KINDS).get(squeezed(told["kind"]), squeezed(told["kind"]))
        return measure_code(kind, squeezed(told["title_en"] or told["title_km"]))

    def read_row(
        self, row: FilledRow, before: StateMeasure | None, known: RecommendationContext, wrongs: list[FieldFault]
    ) -> StateMeasure:
        """The measure of a row."""
        told = self.cells(row, before)
        self.missing(told, wrongs)
        if not told["title_en"] and not told["title_km"]:
            wrongs.append(self.fault("title_en" if "title_en" in row.cells else "title_km", "no_title"))
        return StateMeasure(
            code=self.code_of(row),
            kind=self._chosen("kind", "measure_kind", told["kind"], MEASURE_KINDS, wrongs),
            dated=self._when(told["dated"], known.today, wrongs),
            status=self._chosen("status", "measure_status", told["status"], MEASURE_STATES, wrongs),
            duty_bearers=_ministries("duty_bearers", told["duty_bearers"], wrongs),
            source_url=web_address(told["source_url"], wrongs),
            crc_articles=articles_in(row, told["crc_articles"], known, wrongs),
            indicators=indicators_in(told["indicators"], known, wrongs, "indicators"),
            **{name: told[name] for name in ("title_en", "title_km", "about", "source")},
        )

    def _when(self, text: str, today: date, wrongs: list[FieldFault]) -> str:
        """A day, a month or a year as ISO 8601."""
        plain = "".join(str(unicodedata.digit(char, char)) for char in text)
        if not text:
            return ""
        try:
            if not _DAY.fullmatch(plain):
                raise ValueError
            day = date.fromisoformat(f"{plain}-01-01"[:10] if len(plain) != 7 else f"{plain}-01")
        except ValueError:
            wrongs.append(self.fault("dated", "when", text[:40]))
            return ""
        if day > today and day.year > today.year + MOST_AHEAD:
            wrongs.append(self.fault("dated", "year_future", text, in_our_era(day.year, today)))
        return plain

    def lists(self, t: Translator) -> Mapping[str, Sequence[str]]:
        """Kinds and statuses."""
        return {
            "kind": [t._(words) for words in MEASURE_KINDS.values()],
            "status": [t._(words) for words in MEASURE_STATES.values()],
        }

    def preview(self, payload: StateMeasure, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """What it is, how it stands since when, and its articles, ministries and indicators."""
        what = f"{t._(MEASURE_KINDS[payload.kind])} · {payload.title(t)}"
        return (
            what,
            f"{t._(MEASURE_STATES[payload.status])} · {measure_day_words(payload.dated, t.lang)}",
            _about(payload, catalogue, t),
        )

    def line(self, payload: StateMeasure, t: Translator) -> str:
        """Its title."""
        return payload.title(t)[:80]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """The id by which the file is taken back, and how many measures it held."""
        words = t.ngettext(
            "Published as {id}: {count} measure. It is listed with its ministry now.",
            "Published as {id}: {count} measures. They are listed with their ministries now.",
            len(planned),
        )
        return words.format(id=ids[0], count=len(planned))


def add_row(
    state: State,
    schema: OwnTable,
    cells: Mapping[str, str],
    *,
    member: str,
    who: Actor,
    today: date,
    inputs: Inputs | None = None,
) -> tuple[str, ...]:
    """Record one row that somebody typed, judged as a row of a file is; returns the id by which it is taken back.

    Nothing is recorded, and nothing returned, where exactly this is known. Raises ``DraftRefused`` and ``Overtaken``.
    """
    who.require(Action.BRING)
    organisation, seen = recorded_member(member), mark(entries(state), schema.entry_kinds)
    told = {name: " ".join(cells.get(name, "").split()) for name in schema.columns}
    columns = {name: at for at, name in enumerate(schema.columns)}
    read = Read("", ON_THE_FORM, "", (), columns, 0, (), (), ())
    planned, wrongs = schema.judge(state, read, today)(FilledRow(0, told))
    if wrongs:
        raise DraftRefused(wrongs)
    fresh = [one for one in planned if one.before is None or one.changes]
    if not fresh:
        return ()

    def still(given: Sequence[LedgerEntry]) -> None:
        if mark(given, schema.entry_kinds) != seen:
            raise Overtaken(schema.overtaken)

    new = schema.entries(read, fresh)
    ids = record(state, new, member=organisation, who=who, file_name=ON_THE_FORM, still=still)
    build(state, inputs)
    return ids


@lru_cache(maxsize=1)
def _bearers() -> Mapping[str, DutyBearer]:
    return load_bearers(REFERENCE_FOLDER)


def _ministries(field: str, text: str, wrongs: list[FieldFault]) -> tuple[str, ...]:
    """Codes of the ministries of a cell, each by code or name. Names hold commas; codes may be parted by them too."""
    names = {squeezed(name): one.code for one in _bearers().values() for name in (one.code, one.name_en, one.name_km)}
    found: dict[str, None] = {}
    for part in (one.strip() for one in re.split(r"[;\n]+", text) if one.strip()):
        words = [part] if squeezed(part) in names else [one for one in re.split(r"[,\s]+", part) if one]
        if not all(squeezed(word) in names for word in words):
            known = [name for one in _bearers().values() for name in (one.name_en, one.name_km)]
            wrongs.append(OWN_WRONGS.fault(field, "ministry", part[:80], near(part, known)))
            continue
        found |= dict.fromkeys(names[squeezed(word)] for word in words)
    return tuple(found)


def web_address(text: str, wrongs: list[FieldFault]) -> str:
    if text and not is_address(text):
        wrongs.append(OWN_WRONGS.fault("source_url", "address", text[:80]))
    return text


def _about(payload: OwnAsk | StateMeasure, catalogue: Catalogue, t: Translator) -> str:
    numbers = ", ".join(payload.crc_articles)
    told = [t._("articles {numbers}").format(numbers=numbers) if numbers else ""]
    told += [_bearers()[code].name(t.lang) for code in payload.duty_bearers]
    if isinstance(payload, StateMeasure):
        told += [catalogue.indicators[code].short_name(t.lang) for code in payload.indicators]
    return " · ".join(filter(None, told))


def in_our_era(year: int, today: date) -> tuple[str, ...]:
    """What a year of the Buddhist era comes to: proposed, not written, since a slip of the hand looks the same."""
    return (str(year - BUDDHIST),) if FIRST_ASKED <= year - BUDDHIST <= today.year else ()


def _joined(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _differs(after: Any, before: Any) -> bool:
    return squeezed(_joined(after)) != squeezed(_joined(before))
