"""What Cambodia was asked as a kind of file: the template, the exported annex, or a table with the same heads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from childrights.catalogue import Catalogue, load_catalogue
from childrights.i18n import N_, Translator, translator
from childrights.rights import (
    ASKED_FIELDS,
    COLUMNS,
    KIND_WORDS,
    MECHANISMS,
    POSITIONS,
    Recommendation,
    documents,
    heads,
    linked,
    load_recommendations,
    load_reviews,
    state_called,
    tally,
    tally_words,
    with_additions,
)
from etl.intake.matching import squeezed
from etl.intake.recommendation_rows import WRONGS, RecommendationContext, fresh_documents, read_row
from etl.intake.schema import FieldFault, FilledRow, Judge, Planned, Read, Schema
from etl.intake.workbook_template import Block, write_entry_template
from etl.ledger import RECOMMENDATIONS, New, State, brought

ROWS = 400
"""Rows of the template that are ready to be filled in; more may be added below."""
_HOW = (
    N_("One recommendation in each row, from row 6 on. The sheet “Columns” says what goes into each column."),
    N_(
        "Columns with a green heading must be filled in every row; write what was asked in English or Khmer, or "
        "better in both."
    ),
    N_(
        "Write only what the document says, with its address. Follow-up goes into another template, the one for "
        "assessing."
    ),
)


class Recommendations(Schema):
    """Recommendations, with the codes of those that are known to change their words.

    Indicators that people linked or parted on the page stand in an annex too; they are no change of the words.
    """

    kind = "recommendations"
    name = N_("recommendations")
    file_name = "new-recommendations"
    marker = "CRC-Cambodia recommendations v1"
    columns = COLUMNS
    needs: tuple[tuple[str, ...], ...] = (("document",), ("year",), ("summary", "summary_km"))
    fewest = 4
    sentences = WRONGS
    conflicts: Collection[str] = (
        "code_taken",
        "known_text",
        "known_number",
        "other_body",
        "other_title",
        "other_year",
        "same_review",
    )
    entry_kinds = (RECOMMENDATIONS,)
    refusal = N_(
        "{file} holds no table of recommendations that can be read. It needs the columns Document, Year and "
        "What was asked; the easiest way is to fill in the template."
    )
    overtaken = N_("Somebody else brought in recommendations meanwhile. Check the file again, then publish it.")
    counted = N_("Rows: {new} new, {changed} changed, {unchanged} known already, {wrong} to be corrected.")
    unread_columns = N_(
        "Columns that do not belong to a recommendation itself were not read: {names}. Assessments are "
        "recorded with the template for assessing."
    )
    unread_sheets = N_("Sheets that hold no recommendations were not read: {names}")
    preview_heads = (N_("Document"), N_("What was asked"), N_("Belongs to"))

    def heads(self) -> dict[str, str]:
        """Also the heads of an annex over texts in its own language."""
        return heads()

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """Rows are judged against the table that comes with the dashboard and everything brought in."""
        catalogue, kept = load_catalogue(), brought(state)
        asked = with_additions(load_recommendations(catalogue), kept.additions)
        known = RecommendationContext(
            catalogue, {one.code: one for one in asked}, documents(load_reviews(), [o for o in asked if o.asks]), today
        )
        fresh, seen = fresh_documents(read.rows, known), _Seen(known)

        def judged(row: FilledRow) -> tuple[list[Planned], list[FieldFault]]:
            found, wrongs = read_row(row, known, fresh)
            wrongs += seen.again(row.number, found) if not wrongs else []
            wrongs.sort(key=lambda one: read.columns.get(one.field, 0))
            before = known.asked.get(found.code)
            if before and set(found.linked_indicators) == set(linked(before, kept.links)):
                found = replace(found, linked_indicators=before.linked_indicators)
            if before and _same_state(before.recommending_state, found.recommending_state):
                # An annex has the name of a State in its language, and documents spell it in several ways.
                found = replace(found, recommending_state=before.recommending_state)
            return [Planned(row.number, found, before, found.code, changed_fields(before, found))], wrongs

        return judged

    def prepared(self, row: FilledRow) -> FilledRow:
        """An annex says who asked in one cell, body and State."""
        who = row.cells.get("mechanism", "")
        if "recommending_state" in row.cells or " · " not in who:
            return row
        body, _, by = who.partition(" · ")
        state = state_called(by)
        return replace(row, cells={**row.cells, "mechanism": body, "recommending_state": state.name if state else by})

    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """One entry for the whole file, so that it is taken back as a whole."""
        rows = [{"sheet": read.sheet, "row": one.row, "asked": asdict(one.payload)} for one in planned]
        return [New(RECOMMENDATIONS, {"rows": rows}, "import recommendations", f"{len(rows)} rows")]

    def values(self, payload: Recommendation) -> Mapping[str, str]:
        """Every field as text; several parts are parted by semicolons."""
        found = {name: getattr(payload, name) for name in COLUMNS}
        found["urgent"] = "yes" if payload.urgent else ""
        return {name: "; ".join(one) if isinstance(one, tuple) else str(one) for name, one in found.items()}

    def preview(self, payload: Recommendation, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """Who asked where; what was asked; and the right, articles and indicators it belongs to."""
        kind = "" if payload.kind == "recommendation" else t._(KIND_WORDS[payload.kind])
        where = (
            t._(MECHANISMS[payload.mechanism]),
            payload.recommending_state,
            payload.document,
            str(payload.year),
            payload.number,
            kind,
        )
        topic, text = t.pick(payload.topic, payload.topic_km), t.pick(payload.summary, payload.summary_km)
        numbers = ", ".join(payload.crc_articles)
        cluster = catalogue.clusters.get(payload.cluster)
        about = (
            cluster.name(t.lang) if cluster else "",
            t._("articles {numbers}").format(numbers=numbers) if numbers else "",
            *(
                catalogue.indicators[code].short_name(t.lang)
                for code in payload.linked_indicators
                if code in catalogue.indicators
            ),
        )
        said = t._("{topic}: {summary}").format(topic=topic, summary=text) if topic else text
        return " · ".join(filter(None, where)), said, " · ".join(filter(None, about))

    def line(self, payload: Recommendation, t: Translator) -> str:
        """Its topic, or what it asks where it has none."""
        return t.pick(payload.topic or payload.summary, payload.topic_km or payload.summary_km)[:80]

    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """The id by which the file is taken back, and how much it held."""
        held = tally_words(tally([one.payload for one in planned]), t)
        return t._("Published as {id}: {held}. They are in the list now.").format(id=ids[0], held=held)

    def template(self, state: State, lang: str) -> bytes:
        """The empty workbook for new recommendations, with the documents that are known now."""
        t, catalogue = translator(lang), load_catalogue()
        asked = [one for one in with_additions(load_recommendations(catalogue), brought(state).additions) if one.asks]
        known = documents(load_reviews(), asked)
        lists = {
            "mechanism": [t._(words) for words in MECHANISMS.values()],
            "document": list(known),
            "kind": [t._(words) for words in KIND_WORDS.values()],
            "cluster": [one.name(lang) for one in catalogue.clusters.values()],
            "position": [translator("en")._(words) for words in POSITIONS.values()],
            "position_km": [translator("km")._(words) for words in POSITIONS.values()],
        }
        codes: list[Block] = [
            (
                (N_("Document"), N_("Title of the document"), N_("Year")),
                [(one.document, t.pick(one.title, one.title_km), one.year) for one in known.values()],
            ),
            ((N_("Code"), N_("Right")), [(one.code, one.name(lang)) for one in catalogue.clusters.values()]),
        ]
        return write_entry_template(
            self,
            t,
            catalogue,
            title=N_("Recommendations"),
            how=_HOW,
            rows=[{}] * ROWS,
            lists=lists,
            codes=codes,
            explained=True,
        )


def changed_fields(before: Recommendation | None, after: Recommendation) -> tuple[str, ...]:
    """The fields in which two recommendations differ, spaces and forms of letters aside."""
    return tuple(
        name for name in ASKED_FIELDS if _compared(getattr(after, name)) != _compared(getattr(before, name, ""))
    )


def _compared(value: object) -> str:
    return squeezed(";".join(sorted(value)) if isinstance(value, tuple) else str(value))


class _Seen:
    """What stands in the file or is known already, so that the same is never taken in twice."""

    def __init__(self, known: RecommendationContext) -> None:
        self._rows: dict[tuple[str, ...], int] = {}
        self._codes: dict[tuple[str, ...], str] = {}
        for one in known.asked.values():
            for key in (*_text_keys(one), *_number_keys(one)):
                self._codes.setdefault(key, one.code)

    def again(self, row: int, one: Recommendation) -> list[FieldFault]:
        """Faults of a row that repeats another one, or something known under another code."""
        keys = [("code", one.code), *_text_keys(one), *_number_keys(one)]
        for key in keys:
            if key in self._rows:
                return [WRONGS.fault("code", "twice", str(self._rows[key]))]
        for key in keys[1:]:
            if (code := self._codes.get(key, one.code)) != one.code:
                told = ("summary", "known_text") if key[0] == "text" else ("number", "known_number")
                return [WRONGS.fault(*told, code)]
        self._rows |= dict.fromkeys(keys, row)
        return []


def _text_keys(one: Recommendation) -> list[tuple[str, ...]]:
    about = (squeezed(one.document), squeezed(one.recommending_state))
    return [("text", *about, squeezed(text)) for text in dict.fromkeys((one.summary, one.summary_km)) if text]


def _number_keys(one: Recommendation) -> list[tuple[str, ...]]:
    key = ("number", squeezed(one.document), squeezed(one.number), squeezed(one.recommending_state))
    return [key] if one.number else []


def _same_state(one: str, other: str) -> bool:
    """Whether two names are of one State."""
    first, second = state_called(one), state_called(other)
    return first is not None and first == second
