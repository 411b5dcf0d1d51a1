"""A figure of each kind, with everything a figure can hold."""

from __future__ import annotations

from childrights.charts import sketch as go
from childrights.charts.choropleth import draw_map
from childrights.charts.parts import REASONS, Blank, Break, Caption, Line, Mark, Point
from childrights.charts.ranking import draw_ranking
from childrights.charts.tokens import LIGHT
from childrights.charts.trend import draw_trend
from childrights.i18n import translator
from childrights.language import words
from geo.areas import PROVINCES
from geo.provinces import area_name
from ui.about.components import more_samples

LONG = {
    "en": "Children who have completed lower secondary school, by province and household wealth, 2014",
    "km": "កុមារដែលបានបញ្ចប់មធ្យមសិក្សាបឋមភូមិ តាមខេត្ត និងទ្រព្យសម្បត្តិគ្រួសារ ឆ្នាំ 2014 នៅទូទាំងប្រទេស",
}
KINDS = ("map", "ranking", "trend", "groups", "change", "places", "years", "grid", "pair")


def caption(lang: str) -> Caption:
    footer = (
        "Source: Institute of Somewhere, A survey of very many children (2014)",
        "Data 2026-01-01 · code ABCDE-FGHJK",
    )
    return Caption(LONG[lang], "per cent · household survey", footer, lang, LIGHT)


def marks(lang: str) -> list[Mark]:
    return [
        Mark(
            code,
            area_name(code, lang),
            float(i * 37 % 53),
            f"{i * 37 % 53}.0",
            lower=i * 30 % 53,
            upper=60.0,
            worked_out=i % 2 == 0,
        )
        for i, code in enumerate(PROVINCES[:19])
    ]


def figure(kind: str, lang: str) -> go.Figure:
    """One figure of each kind, with every kind of nothing, intervals, a break, and a place in focus."""
    t, known = translator(lang), marks(lang)
    if kind == "map":
        rest = PROVINCES[19:]
        reasons = [REASONS[i % len(REASONS)] for i in range(len(rest))]
        blanks = [Blank(c, area_name(c, lang), r, words.reason(r, t)) for c, r in zip(rest, reasons, strict=True)]
        return draw_map(known, blanks, caption(lang), polarity="lower_better", number=str, t=t, focus=("KH16",))
    if kind not in ("ranking", "trend"):
        rest = [
            Blank(code, area_name(code, lang), reason, words.reason(reason, t))
            for code, reason in zip(PROVINCES[19:], REASONS, strict=True)
        ]
        return more_samples(caption(lang), known, rest, t)[kind]
    country = Mark("KH", area_name("KH", lang), 24.0, "24.0")
    if kind == "ranking":
        shades = {mark.code: LIGHT.action for mark in known}
        return draw_ranking(known, country, caption(lang), colour_of=shades, t=t, focus=("KH06",))
    lines = [
        Line("KH", country.name, ((Point(2000, country), Point(2014, country)),), LIGHT.ink, country=True),
        Line("KH01", known[0].name, ((Point(2000, known[3]),), (Point(2010, known[0]),)), LIGHT.action, modelled=True),
    ]
    return draw_trend(lines, caption(lang), breaks=[Break(2005, t._("Definition changed"))])
