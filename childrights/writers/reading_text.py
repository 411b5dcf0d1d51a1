"""The letters of a PDF as they are read aloud, searched and copied: every Khmer syllable once.

A syllable is several glyphs. Where these stand at different heights, Typst sets each on its own and writes the whole
syllable beside every one, so that readers of the file find it twice or three times. Here all but the first of them are
given an empty ``ActualText`` (ISO 32000-1, 14.9.4). Nothing moves on the page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\n")
_STRING = rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>"
_SHOWN = re.compile(
    rb"/Span\s*<</ActualText\s*<(?P<actual>[0-9A-Fa-f]*)>>>\s*BDC|(?P<open>\bB[DM]C\b)|(?P<close>\bEMC\b)"
    rb"|/(?P<font>\w+) [\d.]+ Tf|(?P<one>" + _STRING + rb")\s*Tj|\[(?P<many>(?:" + _STRING + rb"|[^\]()<])*)\]\s*TJ",
    re.DOTALL,
)
_PIECE = re.compile(rb"(" + _STRING + rb")|(-?[\d.]+)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SILENT = b"/Span<</ActualText<FEFF>>>BDC"


def read_once(content: bytes) -> bytes:
    """``content``, a PDF of Typst, with every syllable readable once. Raises ``ValueError`` for another layout."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(content)}
    trailer = re.search(rb"trailer\n(.*?)\nstartxref", content, re.DOTALL)
    if trailer is None or sorted(objects) != list(range(1, len(objects) + 1)):
        raise ValueError("the PDF is not laid out as Typst does it")
    for page in [one for one in objects.values() if re.search(rb"/Type\s*/Page\b", one)]:
        fonts = {name: _letters(objects, number) for name, number in _fonts(page, objects)}
        for number in map(int, re.findall(rb"/Contents (\d+) 0 R", page)):
            objects[number] = _stream(_Reader(fonts).silenced(_data(objects[number])))
    return _assembled(objects, content[: content.index(b"1 0 obj")], trailer[1])


def _fonts(page: bytes, objects: Mapping[int, bytes]) -> Iterator[tuple[bytes, int]]:
    """Names and objects of the fonts of a page, whose resources stand in it or in an object of their own."""
    apart = re.search(rb"/Resources (\d+) 0 R", page)
    fonts = re.search(rb"/Font\s*<<(.*?)>>", objects[int(apart[1])] if apart else page, re.DOTALL)
    return ((name, int(number)) for name, number in re.findall(rb"/(\w+) (\d+) 0 R", fonts[1] if fonts else b""))


def _letters(objects: Mapping[int, bytes], font: int) -> dict[int, str]:
    """What each glyph of a font stands for."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    pairs = _PAIR.findall(_data(objects[int(table[1])])) if table else []
    return {int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for glyph, letters in pairs}


def _data(one: bytes) -> bytes:
    """The decoded stream of an object."""
    found = _STREAM.fullmatch(one)
    if found is None:
        raise ValueError("an object of the PDF has no stream")
    return zlib.decompress(found[2]) if b"/FlateDecode" in found[1] else found[2]


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def _assembled(objects: Mapping[int, bytes], head: bytes, trailer: bytes) -> bytes:
    """A file of all objects in their order with a new table of where they begin."""
    parts, at, places = [head], len(head), []
    for number in sorted(objects):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n\n" % (number, objects[number]))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f\r\n%s" % (len(places) + 1, table))
    parts.append(b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer, at))
    return b"".join(parts)


@dataclass(slots=True)
class _Reader:
    """Goes through the text of a page as it is read; ``said`` is the last syllable, ``begun`` its first glyph."""

    fonts: Mapping[bytes, Mapping[int, str]]
    font: bytes = b""
    said: str = ""
    begun: int = -1

    def silenced(self, data: bytes) -> bytes:
        """``data`` with all repetitions of a syllable silent."""
        parts: list[bytes] = []
        at, spans = 0, []
        for found in _SHOWN.finditer(data):
            parts.append(data[at : found.start()])
            at = found.end()
            text = found[0]
            if found["actual"] is not None:
                glyph = _first_glyph(data, found.end())
                letters = bytes.fromhex(found["actual"].decode()).decode("utf-16")
                text = _SILENT if self._again(letters, glyph) else text
                spans.append(True)
            elif found["open"]:
                spans.append(False)
            elif found["close"]:
                spans.pop()
            elif found["font"]:
                self.font = found["font"]
            elif not any(spans):
                text = self._shown(found)
            parts.append(text)
        return b"".join([*parts, data[at:]])

    def _again(self, letters: str, glyph: int) -> bool:
        """Whether a glyph belongs to a syllable that was said already: the same one, not begun anew."""
        again = len(letters) > 1 and letters == self.said and glyph != self.begun
        if not again:
            self.said, self.begun = letters, glyph
        return again

    def _shown(self, found: re.Match[bytes]) -> bytes:
        """A showing of glyphs, parted where some of them must be silent."""
        letters = self.fonts.get(self.font, {})
        runs: list[tuple[bool, list[bytes]]] = []
        changed = False
        for string, shift in _PIECE.findall(found["one"] or found["many"]):
            if shift:
                runs = runs or [(False, [])]
                runs[-1][1].append(shift)
                continue
            for glyph in _glyphs(string):
                again = self._again(letters.get(glyph, ""), glyph)
                changed = changed or again
                if not runs or runs[-1][0] != again:
                    runs.append((again, []))
                runs[-1][1].append(b"<%04X>" % glyph)
        return b"".join(map(_part, runs)) if changed else found[0]


def _part(run: tuple[bool, Sequence[bytes]]) -> bytes:
    shown = b"[" + b" ".join(run[1]) + b"]TJ\n"
    return _SILENT + shown + b"EMC\n" if run[0] else shown


def _first_glyph(data: bytes, at: int) -> int:
    """The first glyph that is shown from ``at`` on."""
    found = re.compile(_STRING, re.DOTALL).search(data, at)
    return next(_glyphs(found[0]), -1) if found else -1


def _glyphs(string: bytes) -> Iterator[int]:
    """The numbers of the glyphs in a string of the PDF, two bytes each."""
    raw = bytes.fromhex(string[1:-1].decode()) if string.startswith(b"<") else _ESCAPE.sub(_unescaped, string[1:-1])
    return (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1] in b"01234567" else _NAMED.get(sign, sign)
