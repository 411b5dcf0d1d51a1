"""One right with its articles: what they ask, what is measured, what Cambodia was asked, which figures are missing."""

from childrights.rights import how_often
from ui.parts import (
    Page,
    cache,
    choose_tab,
    filter_bar,
    read_in_hall,
    show_notes,
    show_page,
    show_share,
    show_title,
    title_place,
)
from ui.read import (
    ARTICLE,
    ASKED,
    RIGHT,
    asked_of,
    choose_article,
    choose_right,
    indicators_of_cluster,
    right_finding,
    right_shared,
    show_measures,
    show_recommendations,
    show_voices_of,
)


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    with filter_bar("rights"):
        right = choose_right(page)
        article = choose_article(page, right)
    headlines = cache.headlines(page.snapshot.name)
    title = right_finding(page, right, headlines)
    with heading:
        show_title(title, page.lang, kicker=_("Rights"))
    read_in_hall(page, RIGHT, list(page.catalogue.clusters), right.code, clears=(ARTICLE, ASKED))
    show_share(page, lambda: right_shared(page, right, title, indicators_of_cluster(page, right), headlines))
    count = how_often(one for rows in asked_of(page, right).values() for one in rows)
    names = {
        "measures": _("What is measured"),
        "asked": _("What Cambodia was asked ({count})").format(count=count),
    }
    if choose_tab(_("View"), list(names), words=names.__getitem__, clears=(ASKED,)) == "measures":
        show_measures(page, right, article)
        show_voices_of(page, str(article) if article else right.code)
        notes = [
            _("A name leads to the figures of all years and places, a figure to where it comes from."),
            _(
                "A direction is named only where it is larger than chance would explain; figures with different "
                "definitions are never compared."
            ),
            _(
                "Evidence is graded by its weakest side. Strong: five years old at most, counted, official, and of "
                "known exactness. Weak: older than ten years, fewer than 50 cases, a projection, or a quotation "
                "to be verified."
            ),
        ]
    else:
        show_recommendations(page, right, article)
        notes = [
            _(
                "Recommendations are summarised in our own words, and only those whose text was read are listed. "
                "Follow-up is shown only where a document reports it."
            ),
        ]
    notes.append(_("The plain words are ours, for a first reading; the Convention's own text is what binds."))
    show_notes([*notes, _("Data {snapshot}").format(snapshot=page.snapshot_label)], page.lang)


show_page(body)
