"""What to ask the State to publish, by ministry: each ask with its reasons, the searches, and the sentence to use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType

import streamlit as st

from childrights.briefs import of_gaps
from childrights.gaps import (
    ASKED_BONUS,
    CORE_BONUS,
    FAMILIES,
    FAMILY_NAMES,
    GAPS,
    SEARCH_STATES,
    STATE_BEARER,
    WEIGHTS,
    YEAR_BONUS,
    MatrixRow,
    PublicationAsk,
    RankedGap,
    ask_words,
    asks_of,
    bearer_of,
    bearer_words,
    by_bearer,
    codes_of_right,
    duty_of,
    gap_reason_words,
    gaps_csv,
    gaps_xlsx,
    holding_words,
    matrix,
    matrix_csv,
    matrix_xlsx,
    search_words,
    state_of,
    what_words,
)
from childrights.gaps import words as gap_words
from childrights.i18n import N_
from childrights.rights import measures_under
from childrights.snapshot import of_published
from childrights.writers import brief_bytes
from geo import area_name
from ui.parts import (
    FORMATS,
    XLSX,
    Page,
    TableCell,
    cache,
    choose,
    filter_bar,
    markup,
    numbered_right,
    show_links,
    show_notes,
)

ALL = "all"
_UNKNOWN = ("never",)
"""Kinds of gap of topics without any published figure."""
A_PAGE = 20
ASK = "ask"
"""The parameter of the address that names one topic, so that a search can lead to its ask."""
_KINDS = {
    "never": N_("no figure here"),
    "right_unmeasured": N_("no indicator with figures here speaks to the article"),
    "modelled_only": N_("only models give a figure"),
    "no_province": N_("no counted figure held for any province"),
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
    """How much is missing here, and how much of it one may ask the State for, in counts."""
    t, asks = page.t, asks_of(all_gaps(page), page.catalogue)
    wanted = [one for one in asks if one.wanted]
    bodies = len({one.bearer for one in wanted} - {STATE_BEARER})
    told = t._("There are {count} things to ask {bodies} ministries and agencies to publish.")
    missing = gap_words.gaps_summary(all_gaps(page), page.catalogue, t)
    return f"{told.format(count=len(wanted), bodies=bodies)} {missing}"


def choose_right_or_all(page: Page) -> str:
    """The code of a right, or ``all``."""
    used = {one.cluster for one in page.catalogue.indicators.values()} - {"CTX"}
    names = {code: numbered_right(one, page.lang) for code, one in page.catalogue.clusters.items() if code in used}

    def name(code: str) -> str:
        return page.t._("All rights") if code == ALL else names[code]

    return choose(page.t._("Right"), [ALL, *names], param="right", words=name, clears=("from", "group"))


@dataclass(frozen=True, slots=True)
class AskChoice:
    """What the filters leave: the gaps, the asks they make, and the page of these that is shown."""

    gaps: tuple[RankedGap, ...]
    asks: tuple[PublicationAsk, ...]
    shown: tuple[PublicationAsk, ...]


def choose_gaps(page: Page) -> AskChoice:
    """The gaps that the filters leave, as asks by the body they go to."""
    t, every = page.t, all_gaps(page)
    bodies = by_bearer(asks_of(every, page.catalogue))

    def body_name(code: str) -> str:
        return t._("All bodies") if code == ALL else bearer_words(code, page.catalogue, t)

    def family_name(code: str) -> str:
        return t._("Every kind") if code == ALL else t._(FAMILY_NAMES[code])

    def state_name(code: str) -> str:
        return t._("Every state") if code == ALL else _begun(t._(SEARCH_STATES[code]))

    with filter_bar("gaps"):
        body = choose(t._("Who publishes it"), [ALL, *bodies], param="body", words=body_name, clears=("from", ASK))
        right = choose_right_or_all(page)
        state = choose(t._("Looked for"), [ALL, *SEARCH_STATES], param="state", words=state_name, clears=("from", ASK))
        family = choose(t._("Kind of gap"), [ALL, *FAMILIES], param="kind", words=family_name, clears=("from", ASK))
        topic = st.query_params.get(ASK, "")
        left = tuple(
            gap
            for gap in every
            if right in (ALL, gap.cluster)
            and (family == ALL or gap.kind in FAMILIES[family])
            and (state == ALL or (gap.topic and state_of(gap.search) == state))
            and body in (ALL, bearer_of(gap, page.catalogue))
            and (topic not in page.catalogue.topics or gap.topic == topic)
        )
        asks = tuple(one for own in by_bearer(_ranked(page, left)).values() for one in own)
        starts = [str(first) for first in range(1, max(len(asks), 1) + 1, A_PAGE)]

        def span(first: str) -> str:
            last = min(int(first) + A_PAGE - 1, len(asks))
            return t._("{first}–{last} of {all}").format(first=first if asks else 0, last=last, all=len(asks))

        start = int(choose(t._("Asks, by body"), starts, param="from", words=span))
    return AskChoice(left, asks, asks[start - 1 : start - 1 + A_PAGE])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ranked(page: Page, gaps: Sequence[RankedGap]) -> tuple[PublicationAsk, ...]:
    """The asks that ``gaps`` make, with the ranks they have among all."""
    ranks = {(one.first.topic, one.first.article): one.rank for one in asks_of(all_gaps(page), page.catalogue)}
    asks = asks_of(gaps, page.catalogue)
    return tuple(replace(one, rank=ranks[one.first.topic, one.first.article]) for one in asks)


def show_gaps(page: Page, choice: AskChoice) -> None:
    """The asks by body; says what to do when the filters leave nothing, and how to see all when one was asked for."""
    t = page.t
    if st.query_params.get(ASK, "") in page.catalogue.topics:
        show_links(t._("One topic is shown."), [markup.link(t._("All asks"), "gaps", lang=page.url_lang)], page.lang)
    if not choice.shown:
        show_notes([t._("No gap of this kind was found for this right. Choose another kind or all rights.")], page.lang)
        return
    kinds = [gap.rank for one in choice.shown for gap in one.gaps]
    key = f"asks {page.lang} {len(choice.asks)} {kinds}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, choice)), page.lang)


def _list(page: Page, choice: AskChoice) -> str:
    t = page.t
    rights = dict.fromkeys(page.catalogue.clusters[one.first.cluster].name(page.lang) for one in choice.shown)
    told = t._("{count} of {all} asks, the most important first for each body: {rights}")
    paper = told.format(count=len(choice.shown), all=len(choice.asks), rights=t._(", ").join(rights))
    parts = [markup.tag("p", paper, "cr-on-paper")]
    for code, own in by_bearer(choice.shown).items():
        count = t.ngettext("{count} ask", "{count} asks", len(own)).format(count=len(own))
        name = bearer_words(code, page.catalogue, t)
        head = markup.wrap("h2", f"{markup.tag('span', name)} {markup.tag('small', count)}", "cr-section cr-body")
        items = "".join(_item(page, one) for one in own)
        parts.append(markup.wrap("section", head + markup.wrap("ol", items, "cr-asks")))
    return "".join(parts)


def _item(page: Page, ask: PublicationAsk) -> str:
    t, first = page.t, ask.first
    about = [page.catalogue.clusters[first.cluster].name(page.lang)]
    if first.asked:
        text = t.ngettext("asked about {count} time", "asked about {count} times", first.asked)
        about.append(text.format(count=first.asked))
    about += [t._("core topic")] if first.core else []
    about += [t._("only member organisations have figures")] if _sent(page, first) else []
    head = f"{markup.wrap('b', _link(page, first))} {markup.tag('small', ' · '.join(about))}"
    say = ask_words(ask, page.catalogue, t)
    said = (
        markup.tag("p", say, "cr-say")
        if say
        else markup.tag("p", t._("To be collected before anybody is asked."), "cr-collect")
    )
    reasons = "".join(_reason(page, gap) for gap in ask.gaps)
    rank = markup.tag("span", str(ask.rank), "cr-rank")
    body = f"{markup.wrap('p', head)}{said}{markup.wrap('ul', reasons, 'cr-why')}{_known(page, ask)}"
    return markup.wrap("li", f"{rank}{markup.wrap('div', body)}")


def _reason(page: Page, gap: RankedGap) -> str:
    """Why it is a gap, and whether anybody looked elsewhere."""
    t, reason = page.t, gap_reason_words(gap, page.t)
    if gap.places:
        names = t._(", ").join(area_name(place, page.lang) for place in gap.places)
        reason = f"{reason} {names}{t._('.')}"
    state = state_of(gap.search)
    mark = f" {markup.tag('em', t._(SEARCH_STATES[state]), f'cr-state {state}')}" if gap.topic else ""
    return markup.wrap("li", f"{markup.tag('span', reason)}{mark}")


def _known(page: Page, ask: PublicationAsk) -> str:
    """What is held, where was looked, and by which survey or register the body publishes it."""
    if not ask.first.topic:
        return ""
    lines = [holding_words(ask, page.t)]
    lines += dict.fromkeys(search_words(gap.search, page.t) for gap in ask.gaps if gap.search)
    small = " ".join(lines)
    duty = duty_of(ask, page.catalogue)
    through = ""
    if duty and duty.bearer:
        told = page.t._("Published through {register}").format(register=duty.publishes(page.lang))
        through = f" {markup.outside_link(told, duty.source)}"
    return markup.wrap("small", f"{markup.tag('span', small)}{through}")


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


PAPERS = {".pdf": N_("Paper (.pdf)"), ".docx": N_("Report (.docx)"), ".pptx": N_("Slides (.pptx)")}


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
        lambda: matrix_csv(rows(), catalogue, cache.open_searches(snapshot.name)),
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
                markup.as_written(label),
                make,
                file_name=f"{stem}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"get_{ending}",
            )
