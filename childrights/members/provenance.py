"""What a member says its figures are: its own records, its own survey, or quoted from an official publication."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_

OWN_RECORDS, OWN_SURVEY, QUOTED = "own_records", "own_survey", "quoted"
KINDS: Mapping[str, str] = {
    OWN_RECORDS: N_("own programme records"),
    OWN_SURVEY: N_("own survey"),
    QUOTED: N_("quoted from an official publication"),
}
"""Every kind of source a member may name, the weakest first; figures sent before anybody asked are the weakest."""
WEAKEST = OWN_RECORDS


class UnclearSource(ChildRightsError):
    """What was said about the kind of source does not go together, or leaves out what belongs to it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The kind of source of one submission and what belongs to it.

    ``sample`` is the number of people, or households, that an own survey asked; ``publication``, its year and the
    table in it belong to what is quoted. ``distinct_children`` says that the counts are of children whom no other
    member counts, so that they may be added to other members' counts that say the same.
    """

    kind: str = WEAKEST
    sample: int | None = None
    publication: str = ""
    publication_year: int | None = None
    publication_table: str = ""
    distinct_children: bool = False

    def clear(self) -> Provenance:
        """The same, once it goes together. Raises ``UnclearSource`` with one sentence of what is missing or odd."""
        about_publication = (self.publication, self.publication_year, self.publication_table)
        if self.kind not in KINDS:
            raise UnclearSource(f"'{self.kind}' is no kind of source; choose one of {', '.join(KINDS)}.")
        if self.kind == OWN_SURVEY and not (self.sample and self.sample > 0):
            raise UnclearSource("Say how many people or households the survey asked: --sample 350.")
        if self.kind == QUOTED and not (self.publication and self.publication_year):
            raise UnclearSource(
                "Say which publication is quoted and of which year: --publication NAME --publication-year 2023."
            )
        if self.kind != OWN_SURVEY and self.sample is not None:
            raise UnclearSource("The number of those who were asked belongs to an own survey (own_survey).")
        if self.kind != QUOTED and any(about_publication):
            raise UnclearSource("A publication is named only where figures are quoted from it (quoted).")
        return self

    @property
    def publication_key(self) -> str:
        """The key of the publication among the sources: the same name and year, however written, give the same."""
        if not self.publication:
            return ""
        folded = " ".join(unicodedata.normalize("NFKC", self.publication).casefold().split())
        told = f"{folded}|{self.publication_year}"
        return f"quoted_{hashlib.sha256(told.encode()).hexdigest()[:10]}"
