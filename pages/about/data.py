"""All figures to take along: as files, with what their columns mean, and for programs."""

from childrights.language import plain_number
from ui.about import columns_markup, formats_markup
from ui.parts import cache, markup, show_section, show_text, show_title, this_page

page = this_page()
_ = page.t._
counts = cache.counts(page.snapshot.name)

show_title(
    _("Take all {figures} figures along").format(figures=plain_number(counts.observations, 0, page.lang)),
    page.lang,
    kicker=_("Data"),
    lede=_("Each row has unit, period, group, source and code, and the newer figure that must be told with it."),
)
markup.show(formats_markup(page), page.lang)
show_text(
    [
        _(
            "The figures belong to their publishers, and the file says whose each is and on which terms. What member "
            "organisations sent is in it, marked in the column “layer”: it never stands for a published figure."
        ),
        _("For one view use “Share”; for a right or a province its brief."),
    ],
    page.lang,
)
show_section(_("What the columns mean"), page.lang)
markup.show(columns_markup(page), page.lang)
show_section(_("For programs"), page.lang)
show_text(
    [
        _(
            "Programs read the same figures, messages and certificates at /api/v1/, without an account. What can be "
            "asked there stands in /api/v1/openapi.json."
        ),
        _("Data {snapshot}").format(snapshot=page.snapshot_label),
    ],
    page.lang,
)
