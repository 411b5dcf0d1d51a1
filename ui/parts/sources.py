"""The table of sources: citation, terms, trust and what each file gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import Indicator
from childrights.charts import REASONS, SWATCH_HEIGHT_PX, SWATCH_PX, swatch_svg
from childrights.i18n import N_
from childrights.language import plain_number, text_lang, told_text, words
from childrights.rights import Recommendation, head_of
from childrights.snapshot import FileReport, told_note
from ui.parts import cache, markup
from ui.parts.layout import show_links
from ui.parts.markup import TableCell
from ui.parts.page import Page


def sources_markup(page: Page, reports: Mapping[str, FileReport]) -> str:
    """One row per source; the count is of figures accepted from its file."""
    t, lang = page.t, page.lang
    head = [
        TableCell(t._("Source")),
        TableCell(t._("Kind")),
        TableCell(t._("Figures"), css="num"),
        TableCell(t._("Terms")),
    ]
    rows = []
    for source in page.catalogue.sources.values():
        report = reports.get(source.key)
        name = markup.outside_link(source.title, source.url)
        who = markup.tag("span", f"{source.publisher}{f', {source.year}' if source.year else ''}", "quiet")
        rows.append(
            [
                TableCell(markup=f"{name}<br>{who}"),
                TableCell(t._(words.TRUSTS[source.trust])),
                TableCell(plain_number(report.accepted, 0, lang) if report else "–", css="num"),
                TableCell(words.terms(source, t), css="quiet"),
            ]
        )
    return markup.table(t._("Everything the figures were taken from"), head, rows)


SIZE = (SWATCH_PX * 2, SWATCH_HEIGHT_PX * 2)

EXPLANATIONS: Mapping[str, str] = {
    "not_collected": N_("This dashboard holds no published figure of it there."),
    "outside_survey": N_("The survey did not work in this province, or does not publish it by itself."),
    "too_few_cases": N_("The survey asked fewer than 25 of these people: a value would say little."),
    "not_given": N_("The publisher measured it and leaves the value out of its file: it may be asked for."),
    "suppressed": N_("A small count of children could point at a child: it is never shown."),
    "not_applicable": N_("The question makes no sense there."),
}


def show_kinds_of_nothing(page: Page) -> None:
    """A table of pattern, name and meaning."""
    t = page.t
    rows = [
        [
            TableCell(markup=markup.picture(swatch_svg(reason, page.colours), words.reason(reason, t), SIZE)),
            TableCell(markup=markup.tag("strong", words.reason(reason, t))),
            TableCell(t._(EXPLANATIONS[reason])),
        ]
        for reason in REASONS
    ]
    head = [TableCell(t._("On the map")), TableCell(t._("Name")), TableCell(t._("What it means"))]
    markup.show(markup.table(t._("Why a value is missing"), head, rows), page.lang)


def show_definition(page: Page, indicator: Indicator) -> None:
    """The full name, definition and comparability note, one click away."""
    definition, t = indicator.definition_en, page.t
    notes = markup.tag("p", told_text(definition, t), "cr-note", lang=text_lang(definition, t)) if definition else ""
    if indicator.comparability_note:
        notes += markup.tag("p", told_note(indicator.comparability_note, page.t), "cr-note")
    name = markup.tag("p", indicator.name(page.lang), "cr-text")
    markup.show(markup.disclosure(page.t._("What exactly is measured"), name + notes), page.lang)


MOST_ASKED = 5


def show_asked_about(page: Page, indicator: Indicator) -> None:
    """Links to what Cambodia was asked that this indicator may help to judge, newest first."""
    t, asked = page.t, _wholes(cache.asked_about(page.snapshot.name).get(indicator.code, ()))
    links = [
        markup.link(
            f"{t.pick(one.topic or one.summary, one.topic_km or one.summary_km)} ({one.mechanism} {one.year})",
            "recommendations",
            id=one.code,
            lang=page.url_lang,
        )
        for one in asked[:MOST_ASKED]
    ]
    show_links(t._("Cambodia was asked about this:"), links, page.lang)


def _wholes(asked: Sequence[Recommendation]) -> list[Recommendation]:
    """One row for each recommendation, those of the Committee first: parts and what many States said the same way
    would fill the place of all others."""
    found: dict[tuple[str, ...], Recommendation] = {}
    for one in asked:
        if one.kind != "concern":
            whole = found.get(head_of(one))
            found[head_of(one)] = one if whole is None or len(one.number) < len(whole.number) else whole
    return sorted(found.values(), key=lambda one: (one.mechanism != "CRC", -one.year))


def show_related(page: Page, indicator: Indicator) -> None:
    """Links to the other measures of the topic. They have other definitions and never share a line."""
    topic = page.catalogue.topics[indicator.topic]
    headlines = cache.headlines(page.snapshot.name)
    links = [
        markup.link(page.catalogue.indicators[code].short_name(page.lang), "explore", ind=code, lang=page.url_lang)
        for code in topic.members
        if code != indicator.code and code in headlines
    ]
    intro = page.t._("Other definitions of the topic, never on the same line:")
    show_links(intro, links, page.lang)
