"""What the Committee and other States asked of Cambodia, by reporting cycle, with what is known of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.i18n import N_
from childrights.recommendations import Cycle, Recommendation, over_cycles
from ui import cache, markup
from ui.markup import Cell
from ui.page import Page

KINDS: Mapping[str, str] = {
    "recommendation": N_("recommendation"),
    "concern": N_("concern"),
    "list_of_issues": N_("question before the review"),
    "theme": N_("theme of the review"),
}
MECHANISMS: Mapping[str, str] = {"CRC": N_("Committee on the Rights of the Child"), "UPR": N_("UN review by States")}


def asked_list(page: Page, asked: Sequence[Recommendation], marked: str = "") -> str:
    """A list, newest first; the one with the code ``marked`` stands out."""
    items = "".join(_item(page, one, one.code == marked) for one in sorted(asked, key=lambda one: -one.year))
    return markup.wrap("ul", items, "cr-asked")


def _item(page: Page, one: Recommendation, marked: bool) -> str:
    t = page.t
    number = (
        t._("paragraph {number}").format(number=one.number) if one.mechanism == "CRC" and one.number else one.number
    )
    who = [t._(MECHANISMS[one.mechanism]), t._(KINDS[one.kind]), number, one.recommending_state]
    meta = f"{one.year} · " + " · ".join(part for part in who if part)
    topic, summary = t.pick(one.topic, one.topic_km), t.pick(one.summary, one.summary_km)
    text = t._("{topic}: {summary}").format(topic=topic, summary=summary) if topic else summary
    parts = [markup.tag("span", meta, "cr-note"), markup.tag("p", text)]
    parts.append(markup.wrap("p", f"{_status(page, one)} {_source(page, one)}", "cr-note"))
    return markup.wrap("li", "".join(parts), "focus" if marked else "", f"asked-{one.code}")


def _status(page: Page, one: Recommendation) -> str:
    """What Cambodia answered, as far as a document says; how often the same was asked."""
    t = page.t
    if one.position:
        said = t._("Answer of the State: {position}.").format(position=t.pick(one.position, one.position_km))
    else:
        said = t._("What became of it is not known here.")
    years = sorted({same.year for same in over_cycles(cache.asked(), one.topic)}) if one.topic else []
    if len(years) > 1:
        said += " " + t._("Asked in {years}.").format(years=t._(", ").join(map(str, years)))
    return markup.tag("b", said)


def _source(page: Page, one: Recommendation) -> str:
    document = markup.outside_link(one.document, one.source_url)
    return f"{document} {markup.tag('span', f'({one.confidence})', '', 'en' if page.lang != 'en' else '')}"


def cycles_table(page: Page, cycles: Sequence[Cycle], here: Sequence[Recommendation]) -> str:
    """Every reporting cycle with how many of ``here`` it asked, and what is known of the whole cycle."""
    t, codes, rows = page.t, {one.code for one in here}, []
    for cycle in cycles:
        count = sum(one.code in codes for one in cycle.recommendations)
        about = " ".join(
            t.pick(one.summary, one.summary_km) for one in cycle.recommendations if one.kind == "aggregate"
        )
        answers = sum(bool(one.position) for one in cycle.recommendations if one.code in codes)
        known = t._("{known} of {all} answers known").format(known=answers, all=count) if count else "–"
        name = markup.tag("span", f"{cycle.year} · {t._(MECHANISMS[cycle.mechanism])}")
        rows.append([Cell(markup=name), Cell(str(count), css="num"), Cell(known), Cell(about, css="quiet")])
    head = [Cell(t._("Cycle")), Cell(t._("Asked here"), css="num"), Cell(t._("Answer")), Cell(t._("The whole cycle"))]
    return markup.table(t._("Reporting cycles"), head, rows, "cr-cycles")
