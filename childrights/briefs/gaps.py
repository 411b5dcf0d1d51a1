"""The brief of what is not known: the gaps right by right, heaviest first, as a paper to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from childrights.briefs.model import GAPS, Brief, BriefTable, Section
from childrights.catalogue import Catalogue, Cluster, UnknownCode
from childrights.export import ExportError
from childrights.gaps import RankedGap, gap_reason_words, gaps_summary, search_words, what_words
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.language import plain_number
from childrights.snapshot import Snapshot
from geo import area_name

MOST_PER_RIGHT = 12
"""Rows of one right on paper; what is beyond is counted, and the workbook has it all."""
CAUTIONS = (
    N_("Known means: in the figures collected here. What was published elsewhere and not collected looks like a gap."),
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
        raise UnknownCode(f"The language {lang} is not spoken here; use en or km.")
    if not gaps:
        raise ExportError("There is no gap of this kind, so there is no paper on it.")
    t = translator(lang)
    rights = [one for one in catalogue.clusters.values() if any(gap.cluster == one.code for gap in gaps)]
    sections = [_right(catalogue, one, [gap for gap in gaps if gap.cluster == one.code], t) for one in rights]
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


def _right(catalogue: Catalogue, right: Cluster, gaps: Sequence[RankedGap], t: Translator) -> Section:
    shown = gaps[:MOST_PER_RIGHT]
    name = right.name(t.lang)
    counted = t.ngettext("{right}: {count} gap, {first}", "{right}: {count} gaps, first of all {first}", len(gaps))
    first = what_words(gaps[0], catalogue, t.lang)
    message = counted.format(right=name, count=plain_number(len(gaps), 0, t.lang), first=first)
    more = t._("The {count} heaviest are listed; the workbook of the page has them all.")
    return Section(
        heading=name,
        message=message,
        cautions=(more.format(count=len(shown)),) if len(shown) < len(gaps) else (),
        table=BriefTable(
            name,
            (t._("Rank"), t._("What is missing here"), t._("Why"), t._("Asked about")),
            tuple(_row(catalogue, gap, t) for gap in shown),
        ),
    )


def _row(catalogue: Catalogue, gap: RankedGap, t: Translator) -> tuple[str, ...]:
    why = gap_reason_words(gap, t)
    if gap.places:
        why = f"{why} {t._(', ').join(area_name(place, t.lang) for place in gap.places)}{t._('.')}"
    why = f"{why} {search_words(gap.search, t)}" if gap.topic else why
    asked = t.ngettext("{count} time", "{count} times", gap.asked).format(count=gap.asked) if gap.asked else "–"
    return (plain_number(gap.rank, 0, t.lang), what_words(gap, catalogue, t.lang), why, asked)
