"""The brief of what is missing: what to ask each body of the State to publish, as a paper to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from childrights.briefs.model import GAPS, Brief, BriefTable, Section
from childrights.catalogue import Catalogue, UnknownCode
from childrights.export import ExportError
from childrights.gaps import (
    PublicationAsk,
    RankedGap,
    ask_words,
    asks_of,
    bearer_words,
    by_bearer,
    gap_reason_words,
    gaps_summary,
    search_words,
    what_words,
)
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.language import plain_number
from childrights.snapshot import Snapshot
from geo import area_name

MOST_PER_BODY = 12
"""Rows of one body of the State on paper; what is beyond is counted, and the workbook has it all."""
CAUTIONS = (
    N_("Known means: in the figures collected here. Each ask says whether figures were looked for elsewhere."),
    N_("The order is by weights that are our judgement, not a measurement."),
)


def of_gaps(
    snapshot: Snapshot,
    catalogue: Catalogue,
    gaps: Sequence[RankedGap],
    every: Sequence[RankedGap],
    today: date,
    lang: str,
) -> Brief:
    """The paper on ``gaps``, those that a reader chose out of ``every``.

    Raises ``UnknownCode`` for a language nobody speaks here, ``ExportError`` when there is no gap.
    """
    if lang not in LANGUAGES:
        raise UnknownCode(N_("The language {lang} is not spoken here; use en or km."), lang=lang)
    if not gaps:
        raise ExportError(N_("There is no gap of this kind, so there is no paper on it."))
    t = translator(lang)
    bodies = by_bearer(asks_of(gaps, catalogue))
    sections = [_body(catalogue, code, asks, t) for code, asks in bodies.items()]
    return Brief(
        kind=GAPS,
        code="",
        lang=lang,
        title=t._("Figures about children in Cambodia that are missing here"),
        finding=gaps_summary(every, catalogue, t),
        about=tuple(t._(text) for text in CAUTIONS),
        sections=tuple(sections),
        silences=(),
        asked=(),
        snapshot=snapshot.name,
        content_hash=snapshot.content_hash,
        built_at=snapshot.built_at,
        data_label=f"{snapshot.built_at[:10]} · {snapshot.content_hash[:8]}",
        made_on=today,
    )


def _body(catalogue: Catalogue, code: str, asks: Sequence[PublicationAsk], t: Translator) -> Section:
    shown, name = asks[:MOST_PER_BODY], bearer_words(code, catalogue, t)
    counted = t.ngettext("{body}: {count} ask, {first}", "{body}: {count} asks, first of all {first}", len(asks))
    first = what_words(asks[0].first, catalogue, t.lang)
    more = t._("The {count} most important are listed; the workbook of the page has them all.")
    return Section(
        heading=name,
        message=counted.format(body=name, count=plain_number(len(asks), 0, t.lang), first=first),
        cautions=(more.format(count=len(shown)),) if len(shown) < len(asks) else (),
        table=BriefTable(
            name,
            (t._("Rank"), t._("What to ask for"), t._("Why, and where was looked")),
            tuple(_row(catalogue, ask, t) for ask in shown),
        ),
    )


def _row(catalogue: Catalogue, ask: PublicationAsk, t: Translator) -> tuple[str, ...]:
    why = []
    for gap in ask.gaps:
        why.append(gap_reason_words(gap, t))
        if gap.places:
            why.append(f"{t._(', ').join(area_name(place, t.lang) for place in gap.places)}{t._('.')}")
    if ask.first.topic:
        why += dict.fromkeys(search_words(gap.search, t) for gap in ask.gaps)
    say = ask_words(ask, catalogue, t) or what_words(ask.first, catalogue, t.lang)
    return (plain_number(ask.rank, 0, t.lang), say, " ".join(why))
