"""The names of areas on a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.labels import place_labels
from childrights.charts.parts import Bins, Blank, Caption, Mark
from childrights.charts.template import font
from childrights.charts.tokens import FIGURE_NOTE_PX, LIGHT, WHITE, reads_dark
from childrights.charts.window import DECIMALS, Window


def names(
    marks: Sequence[Mark],
    blanks: Sequence[Blank],
    bins: Bins,
    shades: Sequence[str],
    caption: Caption,
    window: Window,
    signs: Sequence[tuple[str, str]] = (),
) -> Iterable[go.Scattergeo]:
    """Names on the areas, dark on light and light on dark; those with the least room in their own trace.

    The style sheet gives both a halo by their colour, so that a name may cross a border, and hides those with
    the least room on narrow screens by their smaller size. Only names in the window are written. They keep clear of
    ``signs``, pairs of an area and the value beside its sign.
    """
    dark_on = {mark.code: reads_dark(shades[c]) for mark, c in zip(marks, bins.classes, strict=True)}
    named = [(m.code, m.short or m.name) for m in marks] + [(b.code, b.name) for b in blanks]
    px = font(FIGURE_NOTE_PX - 1, "", caption.lang)["size"]
    for roomy, placed in place_labels(named, px, window, signs).items():
        for dark in (True, False):
            chosen = [label for label in placed if dark_on.get(label.code, caption.colours.name == "light") == dark]
            if chosen:
                yield go.Scattergeo(
                    lon=[round(label.lon, DECIMALS) for label in chosen],
                    lat=[round(label.lat, DECIMALS) for label in chosen],
                    text=[text.joined(label.lines) for label in chosen],
                    mode="text",
                    textfont=font(FIGURE_NOTE_PX - (1 if roomy else 2), LIGHT.ink if dark else WHITE, caption.lang),
                )
