"""What this is, how to read a blank, and how children are protected."""

from ui.parts import show_kinds_of_nothing, show_section, show_text, show_title, this_page
from ui.shell import tour_button

page = this_page()
_ = page.t._

show_title(_("Every number here can be traced, and every blank has a reason"), page.lang, kicker=_("How to read this"))
show_text(
    [
        _(
            "This dashboard brings together published figures on the rights of children in Cambodia, so that "
            "those who speak for them can find the number that matters, see who is left behind, and know how far "
            "to trust it."
        ),
        _(
            "Figures are ordered by the clusters of the Convention on the Rights of the Child. Each shows its unit, "
            "period and source; its short code leads back to the cell it was read from."
        ),
    ],
    page.lang,
)
show_section(_("Why a value is missing"), page.lang)
show_text([_("Zero is a value. When there is no value, the map and the tables say why:")], page.lang)
show_kinds_of_nothing(page)
show_section(_("Survey areas"), page.lang)
show_text(
    [
        _(
            "Surveys often combine provinces into one area and publish one value for it. It is drawn once over "
            "all of them, with dashed borders inside, and never split or copied."
        ),
        _(
            "Tboung Khmum was part of Kampong Cham until the end of 2013. Earlier figures cover both, and are not "
            "compared with later ones for either."
        ),
    ],
    page.lang,
)
show_section(_("Different definitions"), page.lang)
show_text(
    [
        _(
            "Stunting, mortality or schooling are measured in several ways that give different numbers. One way "
            "is shown first; the others are one click away and never on the same line. Modelled estimates are "
            "marked and never joined to counted figures."
        ),
    ],
    page.lang,
)
show_section(_("Privacy"), page.lang)
show_text(
    [
        _(
            "Nothing here is about a child who could be recognised. Figures from fewer than 25 cases are hidden, those "
            "from 25 to 49 stand in brackets, and case figures are shown for the whole country only."
        ),
        _(
            "Who reads here sends nothing to anyone else: fonts, maps and figures all come from the computer that "
            "serves the dashboard. Only a steward who asks publishers for newer figures lets it call them."
        ),
    ],
    page.lang,
)
tour_button(page.t)
