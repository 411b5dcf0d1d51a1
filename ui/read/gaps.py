"""The ranking of gaps: what nobody counts, heaviest first, each with its reason in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

import streamlit as st

from childrights.briefs import brief_bytes, of_gaps
from childrights.gaps import (
    ASKED_BONUS,
    CORE_BONUS,
    FAMILIES,
    FAMILY_NAMES,
    GAPS,
    WEIGHTS,
    YEAR_BONUS,
    MatrixRow,
    RankedGap,
    codes_of_right,
    gap_reason_words,
    gaps_csv,
    gaps_xlsx,
    matrix,
    matrix_csv,
    matrix_xlsx,
    search_words,
    what_words,
)
from childrights.gaps import words as gap_words
from childrights.i18n import N_
from childrights.rights import measures_under
from childrights.snapshot import of_published
from geo import area_name
from ui.parts import FORMATS, XLSX, Page, TableCell, cache, choose, filter_bar, markup, numbered_right, show_notes

ALL = "all"
_UNKNOWN = ("never",)
"""Kinds of gap of topics without any published figure."""
A_PAGE = 25
_KINDS = {
    "never": N_("no figure here"),
    "right_unmeasured": N_("no indicator with figures speaks to the article"),
    "modelled_only": N_("only models give a figure"),
    "no_province": N_("no counted figure for any province"),
    "old_national": N_("old counted figure for the country"),
    "old_province": N_("old counted figures by province"),
    "no_disability": N_("not split by disability here"),
    "some_provinces": N_("some provinces without a figure"),
    "no_sex": N_("not split by sex here"),
    "no_wealth": N_("not split by household wealth here"),
    "no_residence": N_("not split by town and country here"),
    "measured_once": N_("of one year only"),
}


def all_gaps(page: Page) -> tuple[RankedGap, ...]:
    """Every gap, heaviest first."""
    return cache.ranked_gaps(page.snapshot.name, page.year)


def summary_sentence(page: Page) -> str:
    """How much is not known, in one sentence of counts."""
    return gap_words.gaps_summary(all_gaps(page), page.catalogue, page.t)


def choose_right_or_all(page: Page) -> str:
    """The code of a right, or ``all``."""
    used = {one.cluster for one in page.catalogue.indicators.values()} - {"CTX"}
    names = {code: numbered_right(one, page.lang) for code, one in page.catalogue.clusters.items() if code in used}

    def name(code: str) -> str:
        return page.t._("All rights") if code == ALL else names[code]

    return choose(page.t._("Right"), [ALL, *names], param="right", words=name, clears=("from", "group"))


def choose_gaps(page: Page) -> tuple[list[RankedGap], list[RankedGap]]:
    """The gaps that the filters leave, and the page of them that is shown."""
    t = page.t

    def family_name(code: str) -> str:
        return t._("Every kind") if code == ALL else t._(FAMILY_NAMES[code])

    with filter_bar("gaps"):
        right = choose_right_or_all(page)
        family = choose(t._("Kind of gap"), [ALL, *FAMILIES], param="kind", words=family_name, clears=("from",))
        left = [
            gap
            for gap in all_gaps(page)
            if right in (ALL, gap.cluster) and (family == ALL or gap.kind in FAMILIES[family])
        ]
        starts = [str(first) for first in range(1, max(len(left), 1) + 1, A_PAGE)]

        def span(first: str) -> str:
            last = min(int(first) + A_PAGE - 1, len(left))
            return t._("{first}–{last} of {all}").format(first=first if left else 0, last=last, all=len(left))

        start = int(choose(t._("Gaps, heaviest first"), starts, param="from", words=span))
    return left, left[start - 1 : start - 1 + A_PAGE]


def show_gaps(page: Page, shown: Sequence[RankedGap], of: int) -> None:
    """The list, ``shown`` of ``of``; says what to do when the filters leave nothing."""
    if not shown:
        show_notes(
            [page.t._("No gap of this kind was found for this right. Choose another kind or all rights.")], page.lang
        )
        return
    key = f"gaps {page.lang} {of} {[gap.rank for gap in shown]}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, shown, of)), page.lang)


def _list(page: Page, shown: Sequence[RankedGap], of: int) -> str:
    rights = dict.fromkeys(page.catalogue.clusters[gap.cluster].name(page.lang) for gap in shown)
    told = page.t._("{count} of {all} gaps, heaviest first: {rights}")
    paper = told.format(count=len(shown), all=of, rights=page.t._(", ").join(rights))
    return markup.tag("p", paper, "cr-on-paper") + markup.wrap(
        "ol", "".join(_item(page, gap) for gap in shown), "cr-gaplist"
    )


def _item(page: Page, gap: RankedGap) -> str:
    t = page.t
    reason = gap_reason_words(gap, t)
    if gap.places:
        names = t._(", ").join(area_name(place, page.lang) for place in gap.places)
        reason = f"{reason} {names}{t._('.')}"
    about = [page.catalogue.clusters[gap.cluster].name(page.lang)]
    if gap.asked:
        text = t.ngettext("asked about {count} time", "asked about {count} times", gap.asked)
        about.append(text.format(count=gap.asked))
    if gap.core:
        about.append(t._("core topic"))
    if _sent(page, gap):
        about.append(t._("only member organisations have figures"))
    rank = markup.tag("span", str(gap.rank), "cr-rank")
    looked = [markup.tag("small", search_words(gap.search, t))] if gap.topic else []
    parts = [markup.wrap("b", _link(page, gap)), markup.tag("span", reason), *looked]
    parts.append(markup.tag("small", " · ".join(about)))
    return markup.wrap("li", f"{rank}{markup.wrap('p', ' '.join(parts))}")


def _sent(page: Page, gap: RankedGap) -> str:
    """An indicator of a topic that nobody published figures of but members have; the gap stays an ask to the State."""
    if gap.kind not in _UNKNOWN or not gap.topic:
        return ""
    known = cache.headlines(page.snapshot.name)
    return next((code for code in page.catalogue.topics[gap.topic].members if code in known), "")


def _link(page: Page, gap: RankedGap) -> str:
    """To the figures where there are some, else to the right and article the gap stands under."""
    name = what_words(gap, page.catalogue, page.lang)
    if gap.topic and gap.kind not in _UNKNOWN:
        known = of_published(cache.headlines(page.snapshot.name))
        code = next(one for one in page.catalogue.topics[gap.topic].members if one in known)
        return markup.link(name, "explore", ind=code, lang=page.url_lang)
    if sent := _sent(page, gap):
        return markup.link(name, "explore", ind=sent, lang=page.url_lang)
    article = gap.article
    if gap.topic:
        lead = page.catalogue.topics[gap.topic].lead
        under = measures_under(page.catalogue, gap.cluster)
        article = next((number for number, leads in under.items() if lead in [one.code for one in leads]), None)
    return markup.link(name, "rights", right=gap.cluster, article=str(article or ""), lang=page.url_lang)


def method_markup(page: Page) -> str:
    """How the order is made: every weight, to be opened."""
    t = page.t
    added = {
        t._("more for a core topic"): CORE_BONUS,
        t._("more for each recommendation that asks about it"): ASKED_BONUS,
        t._("more for each year beyond five"): YEAR_BONUS,
    }
    assert _KINDS.keys() == WEIGHTS.keys() == GAPS.keys()
    rows = [[TableCell(t._(_KINDS[kind])), TableCell(str(weight), css="num")] for kind, weight in WEIGHTS.items()]
    rows += [[TableCell(name), TableCell(f"+{weight}", css="num")] for name, weight in added.items()]
    head = [TableCell(t._("Gap")), TableCell(t._("Weight"), css="num")]
    return markup.disclosure(t._("How the order is made"), markup.table(t._("Weights"), head, rows, "cr-weights"))


PAPERS = {".pdf": N_("Paper (.pdf)"), ".pptx": N_("Slides (.pptx)")}


def gap_buttons(page: Page, gaps: Sequence[RankedGap]) -> None:
    """The gaps that the filters leave, as a paper, as slides, as a table and as a workbook."""
    file_buttons(
        page,
        f"gaps-{page.snapshot.built_at[:10]}",
        lambda: gaps_csv(gaps, page.catalogue),
        lambda: gaps_xlsx(gaps, page.catalogue, page.snapshot, page.year),
        page.t._("Workbook with method (.xlsx)"),
        {ending: partial(_paper, page, gaps, ending) for ending in PAPERS} if gaps else {},
    )


def _paper(page: Page, gaps: Sequence[RankedGap], ending: str) -> bytes:
    brief = of_gaps(page.snapshot, page.catalogue, gaps, all_gaps(page), date.today(), page.lang)
    return brief_bytes(brief, ending)


def matrix_buttons(page: Page, right: str) -> None:
    """All cells of a right, or of all, for every period and group; a workbook of all would take too long to make."""
    name = "" if right == ALL else right
    snapshot, catalogue = page.snapshot, page.catalogue

    def rows() -> Sequence[MatrixRow]:
        return matrix(snapshot, catalogue, indicators=codes_of_right(catalogue, name))

    file_buttons(
        page,
        f"coverage-{name or 'all'}-{snapshot.built_at[:10]}",
        lambda: matrix_csv(rows(), catalogue),
        (lambda: matrix_xlsx(rows(), catalogue, snapshot, page.year)) if name else None,
        page.t._("Workbook with method (.xlsx)"),
    )


def file_buttons(
    page: Page,
    stem: str,
    as_csv: Callable[[], bytes],
    as_xlsx: Callable[[], bytes] | None,
    xlsx_label: str,
    papers: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> None:
    """A table as CSV and, where there is one, a workbook; ``stem`` is the name of the files without an ending.

    ``papers`` are further files by their ending, in the language of the page.
    """
    made = [(page.t._(PAPERS[ending]), ending[1:], FORMATS[ending][1], make) for ending, make in papers.items()]
    with st.container(key="gap_files", horizontal=True):
        for label, ending, mime, make in (
            *made,
            (page.t._("Table (.csv)"), "csv", "text/csv", as_csv),
            (xlsx_label, "xlsx", XLSX, as_xlsx),
        ):
            if make is None:
                continue
            st.download_button(
                label,
                make,
                file_name=f"{stem}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"get_{ending}",
            )
