"""A talk as one HTML file: slides, boundaries, letters and script inside, and nothing asked from anywhere.

It is opened by a double-click where there is no network. Its last slide says what was looked at before it was written,
and the SHA-256 of its slides, which ``check_stick`` works out again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path

from childrights.areas import boundaries_credit
from childrights.briefs import MAP, BriefFigure, Section, Stock, sentences_of
from childrights.charts import LIGHT, Blank, LegendRow, bin_rows, binned, blank_rows, ramp, row_svg
from childrights.export import ExportError
from childrights.i18n import N_, Translator
from childrights.language import day_words, plain_number, words
from childrights.talks.slides import CHANGED, GONE, SlideStep, TalkSlide, TalkSlides, ToldItem, talk_title
from childrights.talks.stage import stage
from childrights.talks.stage_map import Shapes
from childrights.talks.talk import TalkError, talk_record
from geo import area_name, province_members

SIZE_LIMIT = 3_000_000
"""Bytes: what an old stick and a telephone take at once."""
_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
_FACES = (
    ("Talk Sans", "noto-sans-latin-wght-normal.woff2", ""),
    (
        "Talk Khmer",
        "noto-sans-khmer-khmer-wght-normal.woff2",
        "unicode-range:U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC;",
    ),
)
_BEGIN, _END = "<!--slides-->", "<!--/slides-->"
_MARK = re.compile(r'<code id="digest">([0-9a-f]{64})</code>')
_FIGURES = re.compile(r'<script type="application/json" id="figures">(.*?)</script>', re.DOTALL)

SAID = {
    "count": N_("Slide {at} of {all}"),
    "playing": N_("The talk plays by itself. Press A to stop."),
    "stopped": N_("Stopped."),
    "black": N_("The screen is black. Press B to go on."),
    "presenter": N_("Presenter view"),
    "blocked": N_("The browser did not open a second window."),
    "next": N_("Next: {title}"),
    "end": N_("This is the last slide."),
}
KEYS = (
    ("ArrowLeft", N_("Back")),
    ("ArrowRight", N_("Next")),
    ("s", N_("Spotlight (S)")),
    ("a", N_("Autoplay (A)")),
    ("b", N_("Black (B)")),
    ("p", N_("Presenter view (P)")),
    ("f", N_("Full screen (F)")),
)


@dataclass(frozen=True, slots=True)
class TalkCheck:
    """One thing looked at before the talk, in words; ``fine`` is false where the speaker should know."""

    words: str
    fine: bool = True


@dataclass(frozen=True, slots=True)
class CheckedStick:
    """A file of a talk looked at again: whether its slides are as they were written (``whole``), the ``digest`` they
    have now, and code and value of every figure in it."""

    whole: bool
    digest: str
    figures: tuple[tuple[str, float], ...]


def talk_checks(stock: Stock, told: TalkSlides) -> list[TalkCheck]:
    """What is looked at before a talk: what cannot be told any more, how old the figures are, what changed."""
    t, items = stock.t, told.items
    gone = [one for one in items if one.state == GONE]
    found = [TalkCheck(t._("Figures as of {snapshot}.").format(snapshot=told.as_of))]
    if gone:
        found += [
            TalkCheck(t._("Left out: {what}. {why}").format(what=item_name(stock, one), why=one.why), False)
            for one in gone
        ]
    else:
        found.append(TalkCheck(t._("Everything that was chosen can be shown today.")))
    changed = [one for one in items if one.state == CHANGED]
    known = sum(bool(one.item.seen) for one in items)
    if known and not changed:
        found.append(TalkCheck(t._("No figure changed since the talk was put together.")))
    for one in changed:
        sentence = t._("Figures changed since {snapshot}: {what}")
        found.append(TalkCheck(sentence.format(snapshot=one.item.as_of, what=one.slides[0].section.message), False))
    sources = {source.key for section in told.sections for source in section.sources}
    without = [section for section in told.sections if not section.sources]
    count = plain_number(len({one.id for section in told.sections for one in section.observations}), 0, t.lang)
    told_of = t._("{figures} figures from {sources} sources, each with unit, period and code.")
    found.append(TalkCheck(told_of.format(figures=count, sources=plain_number(len(sources), 0, t.lang))))
    if without:
        found.append(TalkCheck(t._("A slide names no source: {what}").format(what=without[0].message), False))
    return found


def item_name(stock: Stock, one: ToldItem) -> str:
    """What an item is in words: the speaker's heading, what it shows, or its key."""
    if one.item.title:
        return one.item.title
    if one.slides:
        return one.slides[0].section.message
    return area_name(one.item.key, stock.t.lang) if re.fullmatch(r"KH\d\d", one.item.key) else one.item.key[:80]


def stick_file(stock: Stock, told: TalkSlides) -> bytes:
    """The whole file. Raises ``ExportError`` when nothing of it can be told today, or where it would be too large."""
    t, shapes = stock.t, Shapes()
    if not told.slides:
        raise ExportError(t._("Nothing you chose can be shown today, so there is no slide to make."))
    middle = [_slide(stock, shapes, one, slide) for one in told.items for slide in one.slides]
    figures = _json_block("figures", _figures(told))
    talk = _json_block("talk", talk_record(told.talk))
    body = "".join((shapes.written(), _cover(stock, told), *middle, talk, figures))
    digest = hashlib.sha256(body.encode()).hexdigest()
    last = _last(stock, told, digest)
    script, css = _resource("talk.js"), _faces() + _resource("talk.css")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; "
        "base-uri 'none'; form-action 'none'"
    )
    buttons = "".join(f'<button type="button" data-key="{key}">{escape(t._(said))}</button>' for key, said in KEYS)
    page = (
        f'<!doctype html><html lang="{t.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(talk_title(told.talk, stock))}</title><style>{css}</style></head><body>"
        f"<main>{_BEGIN}{body}{_END}{last}</main>"
        f'<nav class="bar" aria-label="{escape(t._("Keys of the talk"))}">{buttons}</nav>'
        '<p id="live" class="sr" aria-live="polite"></p>'
        f"{_json_block('words', {name: t._(said) for name, said in SAID.items()})}"
        f"<script>{script}</script></body></html>\n"
    ).encode()
    if len(page) > SIZE_LIMIT:
        raise ExportError(t._("The talk would be larger than 3 MB. Please take some slides out."))
    return page


def check_stick(content: bytes) -> CheckedStick:
    """A file of a talk looked at again. Raises ``TalkError`` for one that is none."""
    text = content.decode("utf-8", "replace")
    said, figures = _MARK.search(text), _FIGURES.search(text)
    if not said or not figures or _BEGIN not in text or _END not in text:
        raise TalkError("not_talk")
    body = text[text.index(_BEGIN) + len(_BEGIN) : text.rindex(_END)]
    digest = hashlib.sha256(body.encode()).hexdigest()
    try:
        read = tuple((str(code), float(value)) for code, value in json.loads(figures[1]))
    except (ValueError, TypeError):
        raise TalkError("not_talk") from None
    return CheckedStick(digest == said[1], digest, read)


def _figures(told: TalkSlides) -> list[tuple[str, float]]:
    """Code and value of every figure in the file, each once; what is hidden has neither."""
    found = {one.id: one.value for section in told.sections for one in section.observations}
    return [(code, value) for code, value in found.items() if code and value is not None]


def _cover(stock: Stock, told: TalkSlides) -> str:
    t = stock.t
    of = t._("Figures as of {snapshot}.").format(snapshot=told.as_of)
    keys = t._("Arrows or a remote: next and back. Up and down: the years of a map. S: spotlight. ?: all keys.")
    return (
        f'<section class="slide" aria-label="{escape(t._("Title"))}"><div class="plain">'
        f'<p class="own">{escape(t._("Child rights in Cambodia"))}</p>'
        f"<h1>{escape(talk_title(told.talk, stock))}</h1>"
        f'<p class="sub">{escape(day_words(stock.today, t.lang))} · {escape(of)}</p>'
        f'<p class="sub">{escape(keys)}</p></div></section>'
    )


def _last(stock: Stock, told: TalkSlides, digest: str) -> str:
    """What was looked at, and the mark of the slides; outside what the mark is worked out from."""
    t = stock.t
    rows = "".join(
        f'<li class="{"" if one.fine else "mind"}">{escape(one.words)}</li>' for one in talk_checks(stock, told)
    )
    asks = t._("This file asks nothing from anywhere: figures, boundaries, letters and script are inside.")
    credit = t._("Boundaries: {credit}").format(credit=boundaries_credit(t))
    own = t._("Headings above the findings and notes are the speaker's own words.")
    letters = t._("Letters: Noto Sans and Noto Sans Khmer, SIL Open Font License.")
    mark = t._("Mark of the slides (SHA-256):")
    return (
        f'<section class="slide" aria-label="{escape(t._("Checked before the talk"))}"><div class="plain step start">'
        f"<h2>{escape(t._('Checked before the talk'))}</h2>"
        f'<ul class="checks">{rows}<li>{escape(asks)}</li></ul>'
        f'<p class="foot">{escape(own)} {escape(credit)}. {escape(letters)}</p>'
        f'<p class="foot"><span>{escape(mark)} <code id="digest">{digest}</code></span></p></div></section>'
    )


def _slide(stock: Stock, shapes: Shapes, one: ToldItem, slide: TalkSlide) -> str:
    several = len(slide.steps) > 1
    steps = "".join(_step(stock, shapes, one, slide, at) for at in range(len(slide.steps)))
    notes = "\n".join(part for part in (one.item.notes, slide.section.support) if part)
    kind = ' data-steps="1"' if several else ""
    return (
        f'<section class="slide"{kind} aria-label="{escape(slide.section.heading)}">{steps}'
        f'<div class="speech">{escape(notes)}</div></section>'
    )


def _step(stock: Stock, shapes: Shapes, one: ToldItem, slide: TalkSlide, at: int) -> str:
    t, section = stock.t, slide.steps[at].section
    figure = section.figure
    own = f'<p class="own">{escape(one.item.title)}</p>' if one.item.title else ""
    about = " · ".join(part for part in ((figure.title, figure.subtitle) if figure else (section.heading,)) if part)
    drawn = f"<figure>{stage(stock, figure, shapes)}</figure>" if figure else ""
    facts = _facts(stock, slide, section)
    layout = "beside" if figure and figure.kind == MAP else "below" if facts else "alone"
    start = " start" if at == slide.at else ""
    return (
        f'<div class="step{start}" data-label="{escape(slide.steps[at].label)}"><header>{own}'
        f'<h2>{_held(section.message)}</h2><p class="sub">{escape(about)}</p></header>'
        f'<div class="body {layout}">{drawn}<aside class="facts">{facts}</aside></div>'
        f'{_periods(slide.steps, at, t)}<p class="foot"><span>{escape(_source(stock, section))}</span></p></div>'
    )


def _periods(steps: Sequence[SlideStep], at: int, t: Translator) -> str:
    if len(steps) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" data-step="{i}" aria-pressed="{str(i == at).lower()}">{escape(one.label)}</button>'
        for i, one in enumerate(steps)
    )
    return f'<div class="periods" role="group" aria-label="{escape(t._("Years of this map"))}">{buttons}</div>'


def _facts(stock: Stock, slide: TalkSlide, section: Section) -> str:
    """Spotlight, legend, and everything that must be said with the figure, whole."""
    figure, parts = section.figure, []
    if figure and figure.kind == MAP:
        rows = _legend(figure, slide, stock.t)
        parts.append('<p class="spot" aria-live="off"></p>')
        items = "".join(f"<li>{row_svg(row, LIGHT)}<span>{escape(row.words)}</span></li>" for row in rows)
        parts.append(f'<ul class="legend">{items}</ul>')
    said = [("caution", text) for caution in section.cautions for text in sentences_of(caution)]
    said += [("", text) for missing in section.missing for text in (missing,)]
    if said:
        items = "".join(f'<li class="{look}">{escape(text)}</li>' for look, text in dict.fromkeys(said))
        parts.append(f'<ul class="notes-said">{items}</ul>')
    return "".join(parts)


def _legend(figure: BriefFigure, slide: TalkSlide, t: Translator) -> list[LegendRow]:
    """The classes of all steps, so that nothing but the map moves between years, and this one's kinds of nothing."""
    views = [one.section.figure.view for one in slide.steps if one.section.figure and one.section.figure.view]
    bins = binned([float(one.value or 0) for view in views for one in view.drawn], figure.edges)

    def edge(value: float) -> str:
        return plain_number(value, 0 if value == round(value) else figure.indicator.decimals, t.lang)

    classes = bin_rows(bins, ramp(LIGHT, figure.indicator.polarity, len(bins.counts)), edge, t)
    blanks = [
        Blank(code, area_name(code, t.lang), one.reason, words.reason(one.reason, t))
        for one in (figure.view.not_drawn if figure.view else ())
        for code in province_members(one.area)
    ]
    return [*(row for row in classes if row.count), *blank_rows(blanks)]


def _source(stock: Stock, section: Section) -> str:
    """Every source, the snapshot, and the codes that lead to the cells: the first of them where there are many."""
    t, codes = stock.t, section.codes
    cited = list(
        dict.fromkeys(f"{one.publisher} ({one.year})" if one.year else one.publisher for one in section.sources)
    )
    shown = t._(", ").join(codes[:3])
    if (more := len(codes) - 3) > 0:
        shown = t._("{codes} and {more} more").format(codes=shown, more=more)
    parts = [
        t._("Source: {source}").format(source="; ".join(cited)) if cited else "",
        t._("Data {snapshot}").format(snapshot=stock.data_label),
        t._("codes {codes}").format(codes=shown) if codes else "",
        boundaries_credit(t) if section.figure and section.figure.kind == MAP else "",
    ]
    return " · ".join(part for part in parts if part)


def _held(words: str) -> str:
    """A sentence whose numbers stay with their sign of per cent."""
    return escape(words).replace(" %", "\N{NO-BREAK SPACE}%")


def _json_block(name: str, value: object) -> str:
    """Data for the script: no letter of it can end the block."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{told}</script>'


def _resource(name: str) -> str:
    return (resources.files("childrights.talks") / name).read_text(encoding="utf-8")


def _faces() -> str:
    def face(name: str, file: str, ranges: str) -> str:
        letters = base64.b64encode((_FONTS / file).read_bytes()).decode()
        return (
            f"@font-face{{font-family:'{name}';font-weight:100 900;{ranges}"
            f"src:url(data:font/woff2;base64,{letters}) format('woff2')}}"
        )

    return "".join(face(*one) for one in _FACES)
