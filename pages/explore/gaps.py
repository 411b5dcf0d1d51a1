"""What to ask the State to publish, by the body that publishes it, and what is known where, when, for whom."""

from ui.parts import Page, choose_tab, show_markup, show_notes, show_page, show_title
from ui.read import (
    choose_gaps,
    choose_grid,
    gap_buttons,
    matrix_buttons,
    method_markup,
    show_gaps,
    show_grid,
    summary_sentence,
)

VIEWS = ("gaps", "coverage")
# Parameters of the address that hang on the view.
HANGING = ("from", "kind", "by", "group", "body", "state", "ask")


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    names = {"gaps": _("What to ask for"), "coverage": _("What is known, square by square")}
    show_title(
        _("Figures about children in Cambodia that are missing here"),
        page.lang,
        kicker=_("Missing figures"),
        lede=summary_sentence(page),
    )
    view = choose_tab(_("View"), VIEWS, words=names.__getitem__, clears=HANGING)
    if view == "gaps":
        choice = choose_gaps(page)
        show_gaps(page, choice)
        gap_buttons(page, choice.gaps)
    else:
        right, by, group = choose_grid(page)
        show_grid(page, right, by, group)
        matrix_buttons(page, right)
    show_notes(
        [
            _(
                "Each topic is judged across all its definitions, so one may fill the gaps of another. The order "
                "uses weights that are our judgement, not a measurement."
            ),
            _(
                "Known means: in the figures collected here. Each gap says whether figures are published "
                "elsewhere, were looked for and not found, or have not been looked for yet. If you have some, "
                "please upload them."
            ),
            _("A click on a sentence selects it whole, to be copied into a letter."),
            _("Counted means: not a model's estimate. Years are those of the figures, not of their publication."),
            _("Figures that could point to single children are never asked for by province."),
            _("Ages are counted to {year}.").format(year=page.year),
            _("Data {snapshot}").format(snapshot=page.snapshot_label),
        ],
        page.lang,
    )
    if view == "gaps":
        show_markup(method_markup(page), page.lang)


show_page(body)
