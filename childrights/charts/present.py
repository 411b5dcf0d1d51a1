"""From observations to what the chart builders take: names, words and numbers made ready in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from childrights.areas import MapView
from childrights.catalogue import DIMENSIONS, MEMBERS, TOTAL, Catalogue, Group, Indicator, Observation
from childrights.charts.choropleth import FOCUS
from childrights.charts.parts import Blank, Break, Caption, Line, Mark, Point
from childrights.charts.sketch import Figure
from childrights.charts.template import Framed
from childrights.charts.tokens import Theme, group_colour
from childrights.i18n import Translator
from childrights.language import format_number, period, plain_number, words
from childrights.members import words as layer_words
from childrights.statistics import interval_of, segments, unweighted_cases
from geo import COUNTRY, PROVINCES, area_name, province_members

TBOUNG_KHMUM_FORMED = 2013.999
KAMPONG_CHAM, KAMPONG_CHAM_BEFORE = "KH03", "KH03+KH25"


@dataclass(frozen=True, slots=True)
class Presenter:
    """Makes words and marks of one indicator's observations; ``snapshot`` is the name printed in footers,
    ``members`` says which member an upload came from."""

    catalogue: Catalogue
    indicator: Indicator
    t: Translator
    colours: Theme
    snapshot: str
    members: Mapping[str, str] = field(default_factory=dict)

    def mark(self, observation: Observation, name: str = "", *, tell_area: bool = True) -> Mark:
        """A drawn value; its value must not be ``None``. ``tell_area`` says of a survey area that it is one."""
        if observation.value is None:
            raise ValueError(f"{observation.id} has no value to draw")
        return Mark(
            code=observation.area,
            name=name or area_name(observation.area, self.t.lang),
            value=observation.value,
            label=words.short_value(observation, self.indicator, self.t),
            hover=self._hover_words(observation, tell_area),
            lower=observation.lower,
            upper=observation.upper,
            status=observation.status,
            id=observation.id,
            beside=observation.layer == MEMBERS,
        )

    def sure_mark(self, observation: Observation) -> Mark:
        """A drawn area with its interval: as published, or approximated from the cases and said to be so."""
        mark, found = self.mark(observation, tell_area=False), interval_of(observation, self.indicator)
        if found is None or found.kind != "approximated":
            return mark
        lower, upper = (format_number(end, self.indicator, self.t.lang) for end in (found.lower, found.upper))
        bounds = f"{lower}–{upper}"
        line = self.t._("95 % interval about {bounds}, approximated from {cases} cases")
        cases = plain_number(unweighted_cases(observation) or 0, 0, self.t.lang)
        said = line.format(bounds=bounds, cases=cases)
        return replace(mark, lower=found.lower, upper=found.upper, worked_out=True, hover=(said, *mark.hover))

    def _hover_words(self, observation: Observation, tell_area: bool) -> tuple[str, ...]:
        about: tuple[str, ...] = (words.unit(self.indicator, self.t),)
        if tell_area and len(province_members(observation.area)) > 1 and observation.area != COUNTRY:
            about = (*about, self.t._("one survey area"))
        source = self.catalogue.sources.get(observation.source)
        publisher = source.publisher if source else self._uploaded(observation)
        told = words.hover_lines(observation, self.indicator, publisher, self.t)
        return (*about, *told, *layer_words.member_hover_lines(observation, self.t))

    def _uploaded(self, observation: Observation) -> str:
        member = self.members.get(observation.upload, "") or observation.member
        return self.t._("upload by {member}").format(member=member) if member else observation.source

    def marks(self, view: MapView) -> tuple[Mark, ...]:
        """The drawn areas of a map, which itself shows and says which of them are survey areas."""
        return tuple(self.mark(observation, tell_area=False) for observation in view.drawn)

    def blanks(self, view: MapView) -> tuple[Blank, ...]:
        """The provinces of a map that have no drawn value, one blank each, with the reason in words."""
        return tuple(
            Blank(province, area_name(province, self.t.lang), one.reason, words.reason(one.reason, self.t))
            for one in view.not_drawn
            for province in province_members(one.area)
        )

    def caption(
        self,
        title: str,
        subtitle: Iterable[str],
        observations: Sequence[Observation],
        beside: Sequence[Observation] = (),
    ) -> Caption:
        """The words around a figure; the footer names the sources of ``observations`` and the snapshot.

        ``beside`` are members' figures drawn beside published ones. Where ``observations`` themselves are members',
        the subtitle says so too.
        """
        alone = self.t._(layer_words.UNCHECKED) if layer_words.is_members(observations) else ""
        return Caption(
            title=title,
            subtitle=" · ".join(part for part in (*subtitle, alone) if part),
            footer=self.footer([*observations, *beside]),
            lang=self.t.lang,
            colours=self.colours,
            beside=layer_words.legend_line([*observations, *beside], self.t),
        )

    def footer(self, observations: Sequence[Observation]) -> tuple[str, ...]:
        """Source, snapshot and the short code of the leading figure, for the foot of a figure."""
        titles = list(dict.fromkeys(self._cited(observation) for observation in observations))
        source = self.t._("Source: {source}").format(source="; ".join(titles)) if titles else ""
        last = self.t._("Data {snapshot}").format(snapshot=self.snapshot)
        if observations and observations[0].id:
            last = f"{last} · " + self.t._("code {code}").format(code=observations[0].id)
        return tuple(part for part in (source, last) if part)

    def _cited(self, observation: Observation) -> str:
        source = self.catalogue.sources.get(observation.source)
        if source is None:
            return self._uploaded(observation)
        year = f" ({source.year})" if source.year else ""
        return f"{source.publisher}, {source.title}{year}"

    def lines(self, observations: Sequence[Observation], by: str = "") -> tuple[Line, ...]:
        """One line per area, or per group of the dimension ``by``; values that are missing part a line."""
        series: dict[tuple[str, Group], list[Observation]] = {}
        for observation in observations:
            series.setdefault((observation.area, Group.of(observation)), []).append(observation)
        several_areas = len({area for area, _ in series}) > 1
        lines = []
        for position, ((area, group), found) in enumerate(series.items()):
            name = area_name(area, self.t.lang) if several_areas or not by else ""
            if by:
                name = words.dimension_words(getattr(group, by), self.t)
            lines.append(self._line(area, group, name, found, by, position, several_areas))
        return tuple(line for line in lines if line.segments)

    def _line(
        self,
        area: str,
        group: Group,
        name: str,
        found: Sequence[Observation],
        by: str,
        position: int,
        several_areas: bool,
    ) -> Line:
        total = not by or getattr(group, by) == TOTAL
        country = area == COUNTRY and total and (several_areas or bool(by))
        colour = self.colours.ink if country else self.colours.action
        if not country and by:
            colour = group_colour(self.colours, getattr(group, by), position)
        elif not country and several_areas:
            colour = self.colours.series[position % len(self.colours.series)]
        modelled = all(o.status == "modelled" for o in found)
        if modelled:
            name = self.t._("{name} (modelled)").format(name=name)
        beside = layer_words.is_members(found)
        return Line(area, name, self._segments(found, name), colour, country, modelled, beside)

    def _segments(self, found: Sequence[Observation], name: str) -> tuple[tuple[Point, ...], ...]:
        return tuple(
            tuple(Point((one.year_start + one.year_end) / 2, self.mark(one, name)) for one in piece)
            for piece in segments(found).segments
        )

    def breaks(self, observations: Sequence[Observation]) -> tuple[Break, ...]:
        """Where a line was cut and why, each reason once; Tboung Khmum also between Kampong Cham's two shapes."""
        series: dict[tuple[str, Group], list[Observation]] = {}
        for observation in observations:
            series.setdefault((observation.area, Group.of(observation)), []).append(observation)
        gaps = {gap.reason: gap.year for found in series.values() for gap in segments(found).gaps}
        if {KAMPONG_CHAM, KAMPONG_CHAM_BEFORE} <= {o.area for o in observations}:
            gaps["boundary"] = TBOUNG_KHMUM_FORMED
        return tuple(
            Break(year, self.t._(words.BREAKS[reason])) for reason, year in gaps.items() if reason in words.BREAKS
        )

    def group_words(self, group: Group) -> str:
        """The group in words, empty when it is everyone."""
        if all(getattr(group, name) == TOTAL for name in DIMENSIONS):
            return ""
        return words.group(group, self.t)

    def period(self, label: str) -> str:
        """A period in words."""
        return period(label, self.t.lang)


TOP_PX, BOTTOM_PX = 14, 4
VEIL = "veil"
VEILED = 0.68
"""How much of the ground lies over an area that is not in the spotlight; its colour must still be told."""


def on_stage(figure: Figure, colours: Theme, *, lit: Collection[str] = ()) -> Figure:
    """``figure`` without caption and legend; where places are in focus on a map, the others lie under a veil.

    ``colours`` are those of the page, ``lit`` the names of the places in focus. The figure itself is left as it is.
    """
    written = figure.to_dict()
    layout = dict(written["layout"])
    if isinstance(figure, Framed):
        layout["annotations"] = _without(layout.get("annotations", []), (0, figure.words), figure.legend_words)
        layout["shapes"] = _without(layout.get("shapes", []), figure.legend_signs)
        below = BOTTOM_PX if figure.legend else figure.below_px + BOTTOM_PX
        layout["margin"] = {**layout["margin"], "t": TOP_PX, "b": below}
    return Figure.of({"data": _veiled(written["data"], colours, set(map(_letters, lit))), "layout": layout})


def under_title(figure: Framed) -> Figure:
    """A figure of a page whose title says what it shows and which has the legend over it: neither is in the figure.

    Unit and kind of source stay over the plot and the footer under it, both moved by what is gone, in pixels."""
    written = figure.to_dict()
    layout, margin = dict(written["layout"]), dict(written["layout"]["margin"])
    notes = [dict(one) for one in layout.get("annotations", [])]
    over = [one for one in notes[: figure.words] if one["y"] == 1]
    gone_above = round(over[0]["yshift"] - over[1]["yshift"]) if len(over) > 1 else 0
    gone_below = figure.below_px if figure.legend else 0
    for one in notes[: figure.words]:
        one["yshift"] += gone_below if one["y"] == 0 else 0
    kept = _without(notes, figure.legend_words)
    layout["annotations"] = kept[1:] if gone_above else kept
    layout["shapes"] = _without(layout.get("shapes", []), figure.legend_signs)
    layout["margin"] = {**margin, "t": margin["t"] - gone_above, "b": margin["b"] - gone_below}
    layout["height"] -= gone_above + gone_below
    return figure.with_layout(layout)


def _without(items: list[Any], *spans: tuple[int, int]) -> list[Any]:
    return [one for i, one in enumerate(items) if not any(start <= i < end for start, end in spans)]


def _veiled(traces: list[dict[str, Any]], colours: Theme, lit: Collection[str]) -> list[dict[str, Any]]:
    """The traces with a veil over every province that is not in focus, below the first outline of those that are."""
    first = next((i for i, trace in enumerate(traces) if trace.get("name") == FOCUS), None)
    if first is None:
        return traces
    shining = {province for area in traces[first]["locations"] for province in province_members(area)}
    rest = [province for province in PROVINCES if province not in shining]
    veil = {
        **traces[first],
        "name": VEIL,
        "locations": rest,
        "z": [0] * len(rest),
        "colorscale": [[0, colours.ground], [1, colours.ground]],
        "marker": {"opacity": VEILED, "line": {"width": 0}},
    }
    return [*traces[:first], veil, *(_dimmed(trace, colours, lit) for trace in traces[first:])]


def _dimmed(trace: dict[str, Any], colours: Theme, lit: Collection[str]) -> dict[str, Any]:
    """The names on the map in the quiet colour, but for those of the places in focus."""
    if trace.get("mode") != "text":
        return trace
    own = trace["textfont"]["color"]
    shades = [own if _letters(words) in lit else colours.quiet for words in trace["text"]]
    return {**trace, "textfont": {**trace["textfont"], "color": shades}}


def _letters(words: str) -> str:
    """A name without the line breaks and spaces that differ between a map and a sentence."""
    return "".join(words.replace("<br>", "").replace("\u200b", "").split())
