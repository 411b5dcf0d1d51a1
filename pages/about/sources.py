"""Where the figures come from, under which terms, and how far each source can be trusted."""

from childrights.areas import boundaries_credit
from ui.parts import cache, markup, show_notes, show_title, sources_markup, this_page

page = this_page()
_ = page.t._
reports = {report.source: report for report in cache.file_reports(page.snapshot.name)}
counts = cache.counts(page.snapshot.name)

show_title(
    _("{observations} figures from {sources} published sources").format(
        observations=f"{counts.observations:,}", sources=counts.sources
    ),
    page.lang,
    kicker=_("Sources"),
    lede=_("Every figure keeps its source. Terms marked “confirm” must be settled before a public release."),
)
markup.show(sources_markup(page, reports), page.lang)
show_notes(
    [
        _("Boundaries: {credit}. They show areas, not legal borders.").format(credit=boundaries_credit(page.t)),
        _("Fonts: Noto Sans and Noto Sans Khmer, SIL Open Font Licence."),
        _("Data {snapshot}").format(snapshot=page.snapshot_label),
    ],
    page.lang,
)
