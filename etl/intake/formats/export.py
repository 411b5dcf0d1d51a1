"""A published export as a kind of file: its items are set against what is known, and nothing of ours is overwritten."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from childrights.catalogue import load_catalogue
from childrights.i18n import N_
from childrights.rights import (
    CAMBODIA_CODE,
    COLUMNS,
    FREE,
    TemplateColumn,
    documents,
    load_recommendations,
    load_reviews,
    load_states,
    state_called,
    with_additions,
)
from etl.intake.formats.incoming import Incoming, named_states
from etl.intake.formats.known import Known, changed_by, new_recommendation, position_of
from etl.intake.recommendation_rows import LONGEST_WORDING
from etl.intake.recommendations import Recommendations, changed_fields
from etl.intake.schema import FieldFault, FilledRow, Judge, Planned, Read
from etl.ledger import State, brought
from etl.persons import tells_who

REFUSED = ("other_country",)
"""Faults of rows that are not to be corrected but of somebody else: counted, and only the first few are told."""
ASKING_YES = ("alike", "other_wording", "other_position")
"""Faults that a person settles by a yes or a no."""


class Export(Recommendations):
    """One published format. ``heads_of_fields`` are its own fields with the heads they are known by, the first of them
    as it was read; heads are compared without case, spaces and marks.
    """

    marker = "\0 no template"
    one_line = False
    heads_of_fields: ClassVar[Mapping[str, tuple[str, ...]]]
    conflicts: Collection[str] = ("other_wording", "other_position", "other_kind")
    refused: Collection[str] = REFUSED
    counted = N_(
        "Rows: {new} new, {changed} changed, {unchanged} the same, {conflict} contradicting what is known, "
        "{rest} to be looked at, {foreign} of other countries."
    )
    unread_columns = N_(
        "Columns that are not of the recommendation itself were not read: {names}. What the Government says of itself "
        "is brought in with the template for assessing."
    )

    def __init_subclass__(cls) -> None:
        own = {name: TemplateColumn(heads[0], "", FREE) for name, heads in cls.heads_of_fields.items()}
        cls.columns = {**COLUMNS, **own}

    @property
    def filled(self) -> Collection[str]:
        """Its own fields."""
        return tuple(self.heads_of_fields)

    def plain(self, head: str) -> str:
        """A head without case, spaces and marks."""
        return re.sub(r"[\W_]+", "", head.casefold())

    def heads(self) -> dict[str, str]:
        """Plain head → the field under it."""
        return {self.plain(head): name for name, heads in self.heads_of_fields.items() for head in heads}

    @abstractmethod
    def items(self, row: FilledRow, read: Read) -> Iterator[Incoming]:
        """What a row says."""

    def template(self, state: State, lang: str) -> bytes:
        """That of recommendations: what is published elsewhere has no template of ours."""
        return Recommendations().template(state, lang)

    def states(self, names: Sequence[str]) -> tuple[str, ...]:
        """Names of recommending States as the United Nations has them; a name of none stays as it stands."""
        parts = [part.strip() for name in names for part in (name.split(";") if ";" in name else [name])]
        return tuple(dict.fromkeys((named_states([part]) or (part,))[0] for part in parts if part))

    def country_above(self, read: Read) -> tuple[str, ...]:
        """The State that a whole file is about, as its title or its name says; none where neither does."""
        told = f"{' '.join(read.above)} {read.file_name}".replace("_", " ").replace("-", " ")
        named = [one for one in load_states() if re.search(rf"(?<!\w){re.escape(one.name)}(?!\w)", told, re.IGNORECASE)]
        ours = [one.name for one in named if one.code == CAMBODIA_CODE] or (["Cambodia"] if "កម្ពុជា" in told else [])
        return tuple(ours or [one.name for one in named][:1])

    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """Every item is matched by its id, then document, number and State, then its words; ``decided`` holds the
        yes or no of a person to the rows that ask for one."""
        catalogue, kept = load_catalogue(), brought(state)
        asked = with_additions(load_recommendations(catalogue), kept.additions)
        reviews = documents(load_reviews(), [one for one in asked if one.asks])
        known, answers, seen = Known(asked, reviews), decided or {}, dict[str, int]()

        def judged(row: FilledRow) -> tuple[list[Planned], list[FieldFault]]:
            planned: list[Planned] = []
            wrongs: list[FieldFault] = [self.fault(name, "error") for name in sorted(row.errors & {*self.filled})]
            if "paragraph" in row.decimals:
                wrongs.append(self.fault("paragraph", "number", row.cells["paragraph"]))
            for item in self.items(row, read) if not wrongs else ():
                faults = self._refusals(item, known, today)
                if faults:
                    return [], faults
                for by in item.states or ("",):
                    one, fault = self._set_against(item, by, known, answers.get(row.number), row.number)
                    if fault is None and one is not None and one.about in seen and seen[one.about] != row.number:
                        fault = self.fault("text", "twice", str(seen[one.about]))
                    if fault is not None:
                        wrongs.append(fault)
                    elif one is not None:
                        planned.append(one)
            if not wrongs:
                seen.update(dict.fromkeys((one.about for one in planned), row.number))
                for one in planned:
                    known.add(one.payload)
            return planned, wrongs

        return judged

    def fault(self, field: str, code: str, value: str = "", near: Sequence[str] = ()) -> FieldFault:
        """A fault of one of the format's own fields."""
        return self.sentences.fault(field, code, value, near)

    def _refusals(self, item: Incoming, known: Known, today: date) -> list[FieldFault]:
        """Why an item cannot be taken in at all."""
        if not item.country:
            return [self.fault("country", "no_country")]
        found = [state_called(name) for name in item.country]
        if not any(one and one.code == CAMBODIA_CODE for one in found):
            return [self.fault("country", "other_country", ", ".join(item.country)[:80])]
        wrongs = []
        review = known.review_of(item)
        if review is None:
            wrongs.append(self.fault("symbol", "no_document", item.symbol[:80]))
        elif review.year > today.year:
            wrongs.append(self.fault("symbol", "year_future", str(review.year)))
        if item.position and position_of(item.position) is None:
            wrongs.append(self.fault("answer", "position", item.position[:40]))
        if len(item.text) > LONGEST_WORDING:
            wrongs.append(self.fault("text", "long_wording"))
        elif tells_who(item.text):
            wrongs.append(self.fault("text", "contact"))
        unknown = [name for name in item.states if state_called(name) is None]
        wrongs += [self.fault("states", "state", name[:80]) for name in unknown[:1]]
        return wrongs

    def _set_against(
        self, item: Incoming, by: str, known: Known, said: bool | None, row: int
    ) -> tuple[Planned | None, FieldFault | None]:
        """What an item of one State would change, or what a person must say first."""
        review = known.review_of(item)
        assert review is not None  # an item without a document was refused
        before, alike = known.match(item, by, review.document)
        if before is None and alike is not None:
            if said is None:
                return None, self.fault("text", "alike", alike.code)
            before = alike if said else None
        if before is None:
            if not item.text:
                return None, self.fault("text", "no_text")
            made = new_recommendation(item, by, review)
            return Planned(row, made, None, made.code, changed_fields(None, made)), None
        if item.kind != before.kind and before.kind in ("recommendation", "concern"):
            return None, self.fault("type", "other_kind", before.code)
        contradiction = known.contradiction(item, before)
        if contradiction and said is None:
            return None, self.fault(
                "text" if contradiction == "other_wording" else "answer", contradiction, before.code
            )
        after = changed_by(item, before, whole=not contradiction or bool(said))
        return Planned(row, after, before, before.code, changed_fields(before, after)), None
