"""What a label of a column of places says: a place, a place and a group or a year of it, or nothing certain."""

from __future__ import annotations

from etl.understanding.decided import DecidedLabels
from etl.understanding.found import GROUP_DIMENSIONS, Found, Issue
from etl.understanding.words import names_district, normal, role_of

_BESIDE = {"area", "period", *GROUP_DIMENSIONS}


class PlaceLabels(DecidedLabels):
    """The part of ``Labels`` that knows places."""

    def _combined(self, text: str) -> Found:
        raise NotImplementedError

    def area(self, text: str, codes: bool = False) -> Found:
        """A cell of a place column; a bare number is a place only in a column of ``codes``.

        "Kampot (rural)" and "Takeo (2010)" are places with more said about them; a question mark is its author's doubt.
        """
        if text.strip().isdecimal() and not codes and normal(text) not in self.decisions.areas:
            return Found(issue=Issue("unknown_area", "unknown"))
        word = role_of(text)
        if word in ("total", "average", "derived"):
            return Found(role=word)
        if "?" in text and normal(text) not in self.decisions.areas:
            return Found(issue=self._unknown_area(text.replace("?", "").replace("()", "").strip()))
        place = self._place(text)
        if place is None:
            combined = self._combined(text)
            if combined.issue is None and "area" in combined.dims and combined.dims.keys() <= _BESIDE:
                return combined
        return place or Found(issue=self._unknown_area(text))

    def _place(self, text: str) -> Found | None:
        decided = self.area_decided(text)
        if decided is not None:
            return decided
        match = self.places.match(text)
        if match.kind in ("exact", "alias"):
            return Found({"area": match.area})
        if before := self.area_before(text):
            return Found({"area": before})
        if match.kind == "typo":
            note = Issue("unknown_area", "typo", "warning", (("area", self.places.name(match.area or "")),))
            return Found({"area": match.area}, warnings=(note,))
        if names_district(text):
            return Found(role="district", issue=Issue("unknown_area", "district"))
        return None

    def _unknown_area(self, text: str) -> Issue:
        match = self.places.match(text)
        areas = dict.fromkeys([*filter(None, (match.area,)), *(area for area, _ in match.candidates)])
        names = ", ".join(self.places.name(area) for area in list(areas)[:3])
        return Issue("unknown_area", "doubtful" if names else "unknown", params=(("candidates", names),))
