"""A message as a card: what it says, what backs it, what must be minded, and whether it may be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from childrights.areas import boundaries_credit
from childrights.basket import Basket, Kept, foreign, of_basket, telling
from childrights.briefs import Stock
from childrights.catalogue import DIMENSIONS, Group
from childrights.charts import LIGHT, Caption, Figure, Framed
from childrights.export import PRODUCT, ExportError, file_name
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.language import period
from childrights.messages import DO_NOT_SAY, SAY, SAY_WEAKER, Ask, Message, Rechecked
from childrights.pictures import MIMES, SLIDE, SQUARE, Picture, render_picture, words_picture
from childrights.writers import brief_bytes
from geo import COUNTRY
from ui.advocate.choice import today
from ui.explore import (
    GroupsChoice,
    PlacesChoice,
    TrendChoice,
    drawn_sentence,
    group_caveats,
    groups_figure,
    load_groups,
    load_series,
    load_view,
    map_figure,
    measured_below,
    place_caveats,
    ranking_figure,
    split,
    trend_caveats,
    trend_figure,
)
from ui.parts import NAMES, SHAPES, Page, cache, markup, picked_look, show_formats, show_notes, show_section

KINDS: Mapping[str, str] = {
    "level": N_("How much"),
    "place": N_("Place by place"),
    "group": N_("Group by group"),
    "change": N_("Change over time"),
    "rank": N_("Rank among places"),
    "gap": N_("Who is furthest behind"),
    "people": N_("Number of people"),
    "target": N_("Distance to a target"),
    "absence": N_("Missing figures"),
}
VERDICTS: Mapping[str, str] = {
    SAY: N_("Supported by the figures"),
    SAY_WEAKER: N_("Supported only in this more careful wording"),
    DO_NOT_SAY: N_("Not supported by the figures"),
}
STRENGTHS: Sequence[tuple[float, str]] = (
    (0.85, N_("strong evidence")),
    (0.55, N_("fair evidence")),
    (0.0, N_("weak evidence")),
)
MOST_CODES = 6


def message_card(page: Page, message: Message, strength: float | None = None) -> str:
    """The whole card of a message."""
    t = page.t
    meta = [t._(KINDS[message.kind])] + ([strength_words(strength, t)] if strength is not None else [])
    parts = [verdict_words(message, t), markup.tag("p", " · ".join(meta), "cr-note")]
    if message.verdict == DO_NOT_SAY:
        parts += [markup.tag("p", reason, "cr-why") for reason in message.reasons]
    else:
        parts.append(markup.tag("h2", message.headline))
    if message.support:
        parts.append(markup.tag("p", message.support))
    if message.caveat:
        parts.append(markup.tag("p", t._("Note: {caveat}").format(caveat=message.caveat), "cr-mind"))
    parts.append(codes(page, message.observations))
    return markup.wrap("article", "".join(parts), f"cr-message {message.verdict}")


def verdict_words(message: Message, t: Translator) -> str:
    """The verdict in words."""
    return markup.tag("p", t._(VERDICTS[message.verdict]), "cr-verdict")


def strength_words(strength: float, t: Translator) -> str:
    """How far one may lean on a message."""
    return t._(next(words for least, words in STRENGTHS if strength >= least))


def codes(page: Page, observations: Sequence[str]) -> str:
    """Links to the birth certificates of the figures; many are folded."""
    if not observations:
        return ""
    links = [markup.link(code, "number", code=code, lang=page.url_lang) for code in observations]
    shown, rest = links[:MOST_CODES], links[MOST_CODES:]
    line = markup.wrap("p", f"{markup.tag('span', page.t._('Codes:'))} {' '.join(shown)}", "cr-note")
    if not rest:
        return line
    more = page.t.ngettext("{count} more code", "{count} more codes", len(rest)).format(count=len(rest))
    return line + markup.disclosure(more, markup.wrap("p", " ".join(rest), "cr-note"))


Drawn = Callable[[Page], tuple[Figure, Sequence[str]]]
"""Draws a figure for a page of any language, with the caveats that belong to it."""
_TREND, _MAP, _RANKING, _GROUPS = N_("Over time"), N_("Map"), N_("Ranking"), N_("Groups")
_WORDS = N_("Words alone")


def drawings(page: Page, message: Message) -> Mapping[str, Drawn | None]:
    """The figures that show what a message says, the one that suits it best first; last, ``None``, its words alone."""
    ask = Ask.parse(message.key)
    indicator = page.catalogue.indicators[ask.indicator]
    desk = cache.message_desk(page.snapshot.name, ask.indicator, today())
    found: dict[str, Drawn] = {}
    if places := _places(page, ask):
        found[_MAP] = lambda p: _map(p, places)
        found[_RANKING] = lambda p: _ranking(p, places)
    wider = (COUNTRY,) if ask.area == COUNTRY else (COUNTRY, desk.standing_for(ask.area))
    areas = tuple(one for one in wider if desk.of(one, ask.group))
    if ask.kind == "group" and desk.of(ask.area, ask.group):
        areas = (ask.area,)
    if areas and any(len(desk.of(one, ask.group)) > 1 for one in areas):
        found[_TREND] = partial(_trend, choice=TrendChoice(indicator, areas, (ask.group,), ""))
    if groups := _groups(page, ask):
        found[_GROUPS] = partial(_beside, choice=groups)
    first = {"change": _TREND, "target": _TREND, "gap": _GROUPS, "group": _GROUPS}.get(ask.kind, _MAP)
    charts: dict[str, Drawn | None] = {name: found[name] for name in sorted(found, key=lambda name: name != first)}
    return charts | {_WORDS: None}


def _places(page: Page, ask: Ask) -> PlacesChoice | None:
    """The places of the message's group and period, where there are some."""
    indicator = page.catalogue.indicators[ask.indicator]
    periods = [one.label for one in measured_below(page, indicator).get(ask.group, ())]
    if not periods or (ask.period and ask.period not in periods):
        return None
    focus = () if ask.area == COUNTRY else (ask.area,)
    return PlacesChoice(indicator, ask.period or periods[-1], ask.group, tuple(periods), focus=focus)


def _groups(page: Page, ask: Ask) -> GroupsChoice | None:
    """The groups that a message sets beside each other, where it does."""
    if ask.kind not in ("gap", "group"):
        return None
    desk = cache.message_desk(page.snapshot.name, ask.indicator, today())
    known = list(dict.fromkeys(Group.of(one) for one in desk.of_area(desk.standing_for(ask.area))))
    by = ask.versus
    if ask.kind == "group":
        by = next((name for name in DIMENSIONS if any(getattr(one, name) == ask.versus for one in known)), "")
    groups = split(ask.group, by, known) if by in DIMENSIONS else ()
    return GroupsChoice(desk.indicator, by, groups, desk.standing_for(ask.area)) if len(groups) > 1 else None


def _beside(page: Page, choice: GroupsChoice) -> tuple[Figure, Sequence[str]]:
    return groups_figure(page, choice), group_caveats(page, choice, load_groups(page, choice))


def _map(page: Page, choice: PlacesChoice) -> tuple[Figure, Sequence[str]]:
    view = load_view(page, choice)
    figure = map_figure(page.presenter(choice.indicator), page, choice, view)
    return figure, [*drawn_sentence(page, view), *place_caveats(page, choice, view)]


def _ranking(page: Page, choice: PlacesChoice) -> tuple[Figure, Sequence[str]]:
    view = load_view(page, choice)
    return ranking_figure(page, choice, view, alone=True), place_caveats(page, choice, view)


def _trend(page: Page, choice: TrendChoice) -> tuple[Figure, Sequence[str]]:
    found = load_series(page, choice)
    return trend_figure(page, choice, found), trend_caveats(page, choice, found)


def show_picture(page: Page, one: Kept, checked: Rechecked) -> None:
    """Shape, language and figure, and the download; nothing is drawn before it is asked for, or when it must not be."""
    t, _ = page.t, page.t._
    message = telling(one, checked, t)
    if message is None:
        return
    drawn = drawings(page, message)
    show_section(_("As a picture"), page.lang)
    if foreign(one, checked, t):
        show_notes(
            [_("The picture carries the dashboard's sentence, because yours says more than the figures do.")], page.lang
        )
    with st.container(horizontal=True, key=f"picture_{one.id}"):
        name = picked_look(_("Figure"), list(drawn), name=f"pic_figure_{one.id}", words=_)
        shape = picked_look(_("For"), [SQUARE, SLIDE], name=f"pic_shape_{one.id}", words=lambda code: _(SHAPES[code]))
        languages = sorted(LANGUAGES, key=lambda code: code != t.lang)
        lang = picked_look(
            _("Language of the picture"), languages, name=f"pic_lang_{one.id}_{t.lang}", words=NAMES.__getitem__
        )
        st.download_button(
            _("Picture (PNG)"),
            data=partial(draw, page, one, drawn[name], shape, lang),
            file_name=file_name((Ask.parse(one.key).indicator, one.message(lang).kind, shape, lang), "png"),
            mime=MIMES["png"],
            on_click="ignore",
            icon=":material/image:",
            key=f"pic_png_{one.id}",
        )


def draw(page: Page, one: Kept, drawing: Drawn | None, shape: str, lang: str) -> bytes:
    """The picture on light ground, in the author's words where there are some in that language and nothing is odd.

    A picture travels without us: words that say more than the figures are not set over their source and code.
    """
    inked = replace(page, t=translator(lang), colours=LIGHT)
    checked = cache.rechecked(page.snapshot.name, one, lang, today())
    if foreign(one, checked, inked.t):
        one = replace(one, words=one.words.with_(lang, ""))
    message = telling(one, checked, inked.t)
    if message is None:
        raise ExportError(inked.t._("The message is no longer true, so there is no picture of it."))
    if drawing is None:
        caveats = (message.caveat,) if message.caveat else ()
        return words_picture(_spoken(inked, message), Picture(shape, "png", inked.t._(PRODUCT), notes=caveats))
    figure, notes = drawing(inked)
    if isinstance(figure, Framed) and figure.caption is not None:
        subtitle = " · ".join((figure.caption.title, figure.caption.subtitle))
        footer = (*figure.caption.footer[:-1], _with_code(figure.caption.footer[-1], message, inked))
        figure.caption = replace(figure.caption, title=message.headline, subtitle=subtitle, footer=footer)
    minded = tuple(dict.fromkeys(text for text in (message.caveat, *notes) if text))
    return render_picture(figure, Picture(shape, "png", inked.t._(PRODUCT), boundaries_credit(inked.t), minded))


def _spoken(page: Page, message: Message) -> Caption:
    """The words of a message with its indicator and periods, and the source of its figures."""
    indicator = page.catalogue.indicators[Ask.parse(message.key).indicator]
    desk = cache.message_desk(page.snapshot.name, indicator.code, today())
    by_id = {one.id: one for one in desk.figures}
    figures = [by_id[code] for code in message.observations if code in by_id]
    periods = dict.fromkeys(period(one.period_label, page.lang) for one in figures)
    about = (indicator.short_name(page.lang), " · ".join(periods))
    return page.presenter(indicator).caption(message.headline, about, figures)


def _with_code(line: str, message: Message, page: Page) -> str:
    """The last line of a footer with the code of the figure that the message is about."""
    if not message.observations:
        return line
    data = page.t._("Data {snapshot}").format(snapshot=page.snapshot_label)
    return f"{data} · " + page.t._("code {code}").format(code=message.observations[0])


def show_giving(page: Page, basket: Basket) -> None:
    """A button for each format; nothing is made before one is pressed. What a file will not say is said here."""
    t = page.t
    show_section(t._("Make a brief"), page.lang)
    checked = {one.id: cache.rechecked(page.snapshot.name, one, page.lang, today()) for one in basket.items}
    numbered = list(enumerate(basket.items, 1))
    out = [str(number) for number, one in numbered if telling(one, checked[one.id], t) is None]
    odd = [str(number) for number, one in numbered if foreign(one, checked[one.id], t)]
    if len(out) < len(basket.items):
        show_formats(page, partial(make, page, basket), "messages", "give")
    notes = [t._("With charts, sources and codes, in the language of this page.")]
    if out:
        left = t._("Left out, because they are no longer true: {numbers}.")
        notes.append(left.format(numbers=t._(", ").join(out)))
    if odd:
        foreign_note = t._("Included with a warning, because their words say more than the figures: {numbers}.")
        notes.append(foreign_note.format(numbers=t._(", ").join(odd)))
    show_notes(notes, page.lang)


def make(page: Page, basket: Basket, ending: str) -> bytes:
    """The file."""
    stock = Stock.of(page.snapshot, page.catalogue, page.t, date.today())
    brief = of_basket(stock, basket, lambda one: cache.rechecked(page.snapshot.name, one, page.lang, today()))
    return brief_bytes(brief, ending)
