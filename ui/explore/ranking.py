"""The ranking: places in order, each a dot with its interval, the country as a line. An order, not a league."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from childrights.areas import MapView
from childrights.catalogue import Observation
from childrights.charts import Figure, Mark, Room, binned, draw_ranking, ramp
from childrights.i18n import N_, Translator
from childrights.language import period, plain_number, words
from childrights.members import MemberFigure
from childrights.statistics import MeasureRefusal, RankChance, Verdict, design_effect_of, interval_of, rank_chances
from geo import area_name
from ui.explore.focus import move_focus, show_focused
from ui.explore.layer import sign_marks
from ui.explore.over_places import (
    PlacesChoice,
    carried_caveats,
    class_edges_of,
    drawn_sentence,
    focused,
    load_beside,
    load_view,
    place_caveats,
    view_over_places,
)
from ui.explore.timeline import show_timeline
from ui.explore.view import TITLE_TELLS, Chart, Part
from ui.parts import Page

DASHES_TOLD = N_("{look}; dashed bars are intervals worked out here, not published. The table below has every value.")


def ranking_charts(page: Page, choice: PlacesChoice) -> list[Chart]:
    """The dot plot with intervals and the ranks they allow."""
    view, sent = load_view(page, choice), load_beside(page, choice)
    if not view.drawn and not (sent and sent.drawn):
        return []
    return [
        Chart(
            "ranking_sure",
            N_("Dot plot with intervals, in order"),
            lambda p, room=None: ranking_figure(p, choice, view, sure=True, room=room),
            fits=True,
            sent=sent.drawn if sent else (),
            alt=DASHES_TOLD if "approximated" in _interval_kinds(view, choice) else TITLE_TELLS,
            on_click=move_focus,
        )
    ]


def ranking_notes(page: Page, choice: PlacesChoice) -> list[str]:
    """What the ranks rest on, what must be known before reading them, and what is not drawn."""
    view = load_view(page, choice)
    return [*rank_notes(page, choice, view), *place_caveats(page, choice, view), *drawn_sentence(page, view)]


def carried_rank_notes(page: Page, choice: PlacesChoice) -> list[str]:
    """The same without how many places are drawn: a picture shows that."""
    return [*rank_notes(page, choice, load_view(page, choice)), *carried_caveats(page, choice)]


def show_over_ranking(page: Page, choice: PlacesChoice) -> None:
    """The periods."""
    with st.container(key="over_figure", horizontal=True):
        show_timeline(page, choice.periods, choice.period, choice.usual)


def rank_notes(page: Page, choice: PlacesChoice, view: MapView) -> list[str]:
    """What the intervals and ranks rest on, or why there are none."""
    t, found = page.t, rank_chances(view.drawn, choice.indicator)
    notes = []
    kinds = _interval_kinds(view, choice)
    if "approximated" in kinds:
        effect = plain_number(design_effect_of(choice.indicator.code).deff, 1, page.lang)
        note = t._(
            "Dashed thin bars are 95 % intervals worked out here from the number of cases (design effect {effect})."
        )
        notes.append(note.format(effect=effect))
    if "published" in kinds:
        notes.append(t._("Thin bars are 95 % intervals as published."))
    if isinstance(found, MeasureRefusal):
        names = {code: area_name(code, page.lang) for code in found.missing}
        notes.append(t._("Not ranked: {reason}").format(reason=found.words(t, names)))
    elif all(one.rank is not None for one in found):
        notes.append(t._("The rank is on the right, 1 is best: everybody was counted."))
    else:
        few = {name: _few_words(SHORT_STANDINGS[f"among_{name}"], found[0], t) for name in ("best", "worst")}
        note = t._(
            "On the right: “{best}” or “{worst}” where it is near certain (95 %) that a place is among the {few} "
            "best or worst, with a question mark where it is likely (75 %), nothing where it is not clear."
        )
        notes.append(note.format(few=found[0].few, **few))
    return notes


def _interval_kinds(view: MapView, choice: PlacesChoice) -> set[str]:
    """How the intervals that are drawn came about: ``published``, ``approximated`` or both."""
    return {sure.kind for one in view.drawn if (sure := interval_of(one, choice.indicator))}


def companions(page: Page, choice: PlacesChoice) -> list[Chart]:
    """The same values in order beside a map, each dot in its colour there; none where nothing is drawn."""
    view = load_view(page, choice)
    if not view.drawn:
        return []
    return [
        Chart(
            "ranking",
            N_("Dot plot of the same values in order"),
            lambda p, room=None: ranking_figure(p, choice, view, room=room),
            fits=True,
            name=N_("Ranking"),
            alone=lambda p, room=None: ranking_figure(p, choice, view, alone=True, room=room),
            alt=TITLE_TELLS,
        )
    ]


def ranking_figure(
    page: Page,
    choice: PlacesChoice,
    view: MapView,
    *,
    sure: bool = False,
    alone: bool = False,
    room: Room | None = None,
) -> Figure:
    """The dot plot of a view; ``sure`` draws intervals and ranks too, ``alone`` names the indicator.

    A country's count is no yardstick for its provinces, so it is left out.
    """
    t, presenter, indicator = page.t, page.presenter(choice.indicator), choice.indicator
    marks: Sequence[Mark] = presenter.marks(view)
    if sure:
        marks = [presenter.sure_mark(one) for one in view.drawn]
    bins = binned([mark.value for mark in marks], class_edges_of(page, choice, view))
    shades = ramp(page.colours, indicator.polarity, len(bins.counts))
    comparable = view.national and view.national.value is not None and indicator.unit != "number"
    national = view.national if comparable else None
    about = [words.unit(indicator, t), presenter.group_words(view.group), period(view.period, page.lang)]
    name = indicator.short_name(page.lang)
    title = t._("{name}, from highest to lowest").format(name=name) if sure or alone else t._("From highest to lowest")
    shown = [*([national] if national else []), *view.drawn]
    sent = sent_by_name(page, choice) if sure else []
    return draw_ranking(
        marks,
        presenter.mark(national) if national else None,
        presenter.caption(title, about, shown, [one.figure for one in sent]),
        colour_of={mark.code: shades[c] for mark, c in zip(marks, bins.classes, strict=True)},
        t=t,
        focus=focused(choice, view),
        ranks=rank_words(view.drawn, choice, t) if sure else {},
        clickable=sure,
        room=room,
        beside=sign_marks(presenter, [one.figure for one in sent]),
    )


def sent_by_name(page: Page, choice: PlacesChoice) -> list[MemberFigure]:
    """The members' figures under the order, by the names of their places: no rank is meant."""
    sent = load_beside(page, choice)
    return sorted(sent.drawn if sent else (), key=lambda one: area_name(one.figure.area, page.lang))


def rank_words(drawn: Sequence[Observation], choice: PlacesChoice, t: Translator) -> dict[str, str]:
    """Where each place stands in short: "5 best", "5 worst?", a rank where everybody was counted; none when refused."""
    found = rank_chances(drawn, choice.indicator)
    return {} if isinstance(found, MeasureRefusal) else {one.code: _rank_words(one, t) for one in found}


SHORT_STANDINGS: Mapping[str, str] = {
    "first": N_("{few} best"),
    "among_best": N_("{few} best"),
    "last": N_("{few} worst"),
    "among_worst": N_("{few} worst"),
    "likely_best": N_("{few} best?"),
    "likely_worst": N_("{few} worst?"),
}


def _rank_words(one: RankChance, t: Translator) -> str:
    if one.rank is not None:
        return str(one.rank)
    return _few_words(SHORT_STANDINGS[one.standing], one, t) if one.standing in SHORT_STANDINGS else ""


def _few_words(words: str, one: RankChance, t: Translator) -> str:
    return t._(words).format(few=one.few)


COUNTS: Mapping[str, str] = {
    "better": N_("{count} clearly better"),
    "worse": N_("{count} clearly worse"),
    "up": N_("{count} clearly higher"),
    "down": N_("{count} clearly lower"),
    "no_clear_change": N_("{count} without a clear change"),
    "not_comparable": N_("{count} not comparable"),
}
BASES: Mapping[str, str] = {
    "intervals": N_("A difference is called clear where chance would make one as large less than once in 20 times."),
    "samples": N_(
        "A difference is called clear where chance would make one as large less than once in 20 times, judged from the "
        "number of cases with a design effect of {effect}."
    ),
    "complete": N_("Everybody is counted, so every difference is called one, as far as the records go."),
    "rule": N_(
        "The source gives neither intervals nor numbers of cases: national figures are judged as if by a small "
        "national sample."
    ),
    "modelled": N_(
        "Modelled estimates without intervals are judged with an uncertainty that is assumed here for models; each "
        "edition revises all years."
    ),
    "unknown": N_("Without intervals and numbers of cases, no difference between places can be called clear."),
}


def counted(verdicts: Counter[str], t: Translator) -> str:
    """How many of each verdict: "8 clearly better, 9 without a clear change"."""
    said = [t._(COUNTS[code]).format(count=verdicts[code]) for code in COUNTS if verdicts[code]]
    return t._(", ").join(said) or t._("nothing can be compared")


def bases(verdicts: Iterable[Verdict], indicator: str, t: Translator) -> list[str]:
    """A sentence for each way in which the verdicts were reached."""
    found, effect = {verdict.basis for verdict in verdicts}, design_effect_of(indicator).deff
    return [t._(words).format(effect=plain_number(effect, 1, t.lang)) for code, words in BASES.items() if code in found]


VIEW = view_over_places(
    "ranking",
    N_("Ranking"),
    figures=ranking_charts,
    notes=ranking_notes,
    carried=carried_rank_notes,
    main=(show_over_ranking, Part.FIGURE, show_focused),
    side=(N_("How to read it"), Part.NOTES),
)
