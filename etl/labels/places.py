"""Places inside cells and titles, over the gazetteer of ``geo``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from etl.labels.words import names_district
from geo import COUNTRY, AreaMatch, Gazetteer, area_name

_TOKEN = re.compile(r"[\u1780-\u17d3\u200b]+|[^\W\d_][\w.'’]*|KH\d\d", re.I)
_KHMER = re.compile("[\u1780-\u17ff]")
_CODE = re.compile(r"KH[-_ ]?\d{1,2}|\d{1,2}", re.I)
_CODE_BEHIND = re.compile(r"(\D{3,}?)\s*(?:[(\[](\d\d)[)\]]|[-–]\s*(\d\d))\s*")
_WORD = re.compile(r"[^\W\d_]|[\u1780-\u17d3]")
_ZONE = re.compile(r"[\s-](?:[A-Za-z]|\d+)\s*$")
_AT_A_PLACE = re.compile(r"(?:^|\s)(?:in|at|for|within|across)(?:\s+the)?\s*$|[\s,;:–—-]+$", re.I)
_KHMER_AT = re.compile("^(?:នៅ(?:ក្នុង)?|ក្នុង|របស់|នៃ)")
_REGION = "ភូមិភាគ"
_LONGEST_NAME = 4
_SHORTEST_NAME = 4


class PlaceFinder:
    """The gazetteer with a memory, and the search for a place inside a longer text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._matches: dict[str, AreaMatch] = {}

    def match(self, text: str) -> AreaMatch:
        """A label that should be one place; see ``Gazetteer.match``."""
        found = self._matches.get(text)
        if found is None:
            numeric = bool(_CODE.fullmatch(text.strip()))
            found = self.gazetteer.match(text, numeric_codes=True) if numeric else self.gazetteer.match(text)
            beside = _CODE_BEHIND.fullmatch(text) if found.area is None else None
            if beside is not None:
                named = self.match(beside[1])
                found = named if named.area == f"KH{beside[2] or beside[3]}" else found
            if found.kind == "typo" and _ZONE.search(text):
                found = replace(found, kind="doubtful", area=None)
            self._matches[text] = found
        return found

    def names(self, text: str) -> bool:
        """Whether a text as it stands, but for its words of rank, is a name of a place."""
        return self.gazetteer.knows(text)

    def name(self, area: str) -> str:
        """The English name of an area."""
        return area_name(area, "en") if area else ""

    def find(self, text: str) -> str:
        """The one place named inside a title, sheet name or file name; ``""`` when none or several.

        A province beats the country ("Stunting in Takeo, Cambodia"); abbreviations and typos are not searched for.
        """
        whole = self.match(text.strip()) if not text.strip().isdecimal() else None
        if whole is not None and whole.kind in ("exact", "alias") and whole.area and not names_district(text):
            return whole.area
        if self._tells_of_districts(text):
            return ""
        areas = self.inside(text)
        narrow = [area for area in areas if area != COUNTRY]
        if len(narrow) == 1:
            return narrow[0]
        return COUNTRY if areas and not narrow else ""

    def without(self, text: str) -> str:
        """A text without the places named inside it."""
        for start, end, _ in reversed(list(self.spans(text))):
            text = f"{text[:start]} {text[end:]}"
        return text

    @staticmethod
    def _tells_of_districts(text: str) -> bool:
        """Whether any word of a text names a district, commune or village, though its province may stand beside it."""
        if names_district(text):
            return True
        return any(names_district(token) for token in _TOKEN.findall(text) if not token.startswith(_REGION))

    def parted(self, text: str) -> tuple[str, str] | None:
        """What else a label says and the one place at its end or its beginning: "Birth registration in Battambang"."""
        if self._tells_of_districts(text):
            return None
        spans = list(self.spans(text))
        if len(spans) == 2 and spans[1][2] == COUNTRY and spans[0][2] != COUNTRY:
            text, spans = text[: spans[1][0]], spans[:1]  # "Stunting in Takeo, Cambodia"
        if len(spans) != 1:
            return None
        start, end, area = spans[0]
        before, after = text[:start], text[end:]
        if not _WORD.search(after):
            while (cut := _AT_A_PLACE.sub("", before)) != before:
                before = cut
            return (before, area) if before.strip() else None
        return (after.lstrip(" ,;:–—-"), area) if not _WORD.search(before) else None

    def inside(self, text: str) -> list[str]:
        """Every place named inside a text, in order, without repeats."""
        return list(dict.fromkeys(area for _, _, area in self.spans(text)))

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where every place named inside a text stands, and which it is."""
        tokens = [match.span() for match in _TOKEN.finditer(text.replace("_", " "))]
        start = 0
        while start < len(tokens):
            for length in range(min(_LONGEST_NAME, len(tokens) - start), 0, -1):
                first, last = tokens[start][0], tokens[start + length - 1][1]
                area = self._name(text[first:last].replace("_", " "))
                if area:
                    yield first, last, area
                    start += length
                    break
            else:
                start += 1

    def _name(self, piece: str) -> str:
        if len(piece) < _SHORTEST_NAME and piece not in self._short_names and not _KHMER.search(piece):
            return ""
        match = self.match(_KHMER_AT.sub("", piece))
        return match.area or "" if match.kind in ("exact", "alias") else ""

    @cached_property
    def _short_names(self) -> frozenset[str]:
        return frozenset(("Kep",))
