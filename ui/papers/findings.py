"""Which findings a section tells: left out and put in order by a person, asked again of today's figures."""

from __future__ import annotations

from childrights.composer import Scope, Wishes
from childrights.papers import PlannedChapter, form_called
from etl.ledger import State
from etl.papers import Findings, KeptPaper, PaperChapter, set_findings
from etl.permissions import Action
from ui.advocate import today
from ui.papers.said import tried
from ui.parts import FindingChoice, Page, cache, require_actor, show_finding_choice, show_notes, show_section

TELLING = ("findings", "groups", "places", "trend")
"""Kinds of sections that tell findings."""
MOST = 8
"""So many are listed where the form says no number."""


def show_findings(page: Page, kept: KeptPaper, one: PlannedChapter, here: PaperChapter) -> None:
    """The findings in their order, each to be moved or left out; those left out, to be put back."""
    if one.section.kind not in TELLING:
        return
    t, chosen = page.t, here.findings
    show_section(t._("Findings shown here"), page.lang)
    show_notes(
        [t._("Ranked by how strong and how surprising they are. What you change is kept and checked again each time.")],
        page.lang,
    )
    rights = (one.right,) if one.right else kept.choice.rights
    area = kept.choice.areas[0] if kept.choice.areas and "areas" in form_called(kept.choice.form).needs else ""
    choice = FindingChoice(
        scopes=tuple(Scope(right=right, area=area) for right in rights or ("",)),
        wishes=Wishes(chosen.dropped, chosen.added, chosen.order),
        name="paper",
        change=lambda wishes: _change(kept, here, wishes),
        most=one.section.most or MOST,
        open=kept.is_open,
    )
    show_finding_choice(page, choice, cache.paper_desks(page.snapshot.name, today()))


def _change(kept: KeptPaper, here: PaperChapter, wishes: Wishes) -> None:
    tried(
        lambda: set_findings(
            State.default(),
            kept.id,
            here.key,
            Findings(wishes.dropped, wishes.added, wishes.order),
            began_from=here.findings_revision,
            who=require_actor(Action.WRITE_PAPERS),
        )
    )
