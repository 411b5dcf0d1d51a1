"""What members proposed as new indicators: for the steward, who adds them to the catalogue or answers the member."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import Catalogue
from childrights.i18n import Translator
from etl.ledger import Proposed
from geo import plain_name
from ui.contribute import words
from ui.contribute.decision_words import unit_words
from ui.parts import Page, markup, moment_words, show_notes, show_section, writer_words

MOST = 50


def show_proposals(page: Page, proposed: Sequence[Proposed]) -> None:
    """Every proposal that this reader may read, newest first: a steward all, a member its own."""
    if not proposed:
        return
    t = page.t
    show_section(t._("Proposed indicators"), page.lang)
    show_notes(
        [t._("Their figures are held back. When the indicator is in the catalogue, the member sends the file again.")],
        page.lang,
    )
    for one in proposed[:MOST]:
        added = is_in(page.catalogue, one)
        chip = markup.tag(
            "span",
            t._("in the catalogue now") if added else t._("waiting"),
            f"cr-chip {'accepted' if added else 'submitted'}",
        )
        head = markup.tag("strong", f"{one.id} · {proposal_names(one, page.lang)}")
        lines = "".join(markup.tag("p", line, "cr-note") for line in proposal_lines(one, page.t))
        markup.show(f'<div class="cr-proposal"><p class="cr-cause">{chip} {head}</p>{lines}</div>', page.lang)


def is_in(catalogue: Catalogue, one: Proposed) -> bool:
    """Whether an indicator of the catalogue has the proposed name, or the wording of the file as an alias."""
    wanted = {plain_name(one.name), plain_name(one.label), plain_name(one.name_km)} - {""}
    return any(
        wanted & set(map(plain_name, (i.name_en, i.short_name_en, *i.aliases_en, i.name_km, *i.aliases_km)))
        for i in catalogue.indicators.values()
    )


def proposal_names(one: Proposed, lang: str) -> str:
    """The proposed name, that of the page's language first."""
    both = (one.name_km, one.name) if lang == "km" else (one.name, one.name_km)
    return " / ".join(filter(None, both))


def proposal_lines(one: Proposed, t: Translator) -> list[str]:
    """Unit and definition, what it is for, and where it comes from."""
    cells = t.ngettext("{count} figure held back", "{count} figures held back", one.cells)
    lines = [
        t._("Unit: {unit}. Counted: {counts}").format(unit=unit_words(one.unit, t), counts=one.counts),
        t._("In {file} it is called “{label}”: {cells}").format(
            file=one.file_name, label=one.label, cells=cells.format(count=words.count(one.cells, t))
        ),
        f"{one.member} · {moment_words(one.proposed_at, t.lang)} · {writer_words(one.proposed_by, t)}",
    ]
    if one.why:
        lines.insert(1, t._("Needed for: {why}").format(why=one.why))
    return lines
