"""What is in a PDF of ours: its structure and its text as another program reads them, without a PDF library."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(
    rb"Alt(?:\((?:\\.|[^\\()])*\)|<[0-9A-F]+>)|ActualText\s*<FEFF([0-9A-F]*)>>>\s*BDC(.*?)EMC|/(f\d+) [\d.]+ Tf|(\((?:\\.|[^\\()])*\)|<[0-9A-F]+>)",
    re.DOTALL,
)


def objects(content: bytes) -> dict[int, bytes]:
    """The objects of a PDF by number, their streams unpacked."""
    return {int(found[1]): _plain(found[2]) for found in _OBJECT.finditer(content)}


def _plain(one: bytes) -> bytes:
    stream = _STREAM.search(one)
    if stream is None or b"FlateDecode" not in one[: stream.start()]:
        return one
    return one[: stream.start()] + b"stream\n" + zlib.decompress(stream[1])


def structure(content: bytes) -> Counter[str]:
    """How many elements of each kind the structure tree has: H1, Table, TH, Figure …"""
    every = objects(content).values()
    return Counter(name.decode() for one in every for name in re.findall(rb"/Type/StructElem/S/(\w+)", one))


def text(content: bytes) -> str:
    """The words of all pages in the order of the file, as a search or a screen reader finds them."""
    every = objects(content)
    pages = [one for one in every.values() if re.search(rb"/Type\s*/Page\b", one)]
    return "\n".join("".join(_said(page, every)) for page in pages)


def _said(page: bytes, every: dict[int, bytes]) -> Iterator[str]:
    apart = re.search(rb"/Resources (\d+) 0 R", page)
    listed = re.search(rb"/Font\s*<<(.*?)>>", every[int(apart[1])] if apart else page, re.DOTALL)
    assert listed
    letters = {name: _letters(every, int(number)) for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", listed[1])}
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    assert contents
    font = b""
    for found in _SHOWN.finditer(every[int(contents[1])]):
        if found[1] is not None:
            inner = re.search(rb"/(f\d+) [\d.]+ Tf", found[2])
            font = inner[1] if inner else font
            yield bytes.fromhex(found[1].decode()).decode("utf-16-be")
        elif found[3]:
            font = found[3]
        elif found[4]:  # neither is it what a picture shows
            yield "".join(letters[font].get(glyph, "?") for glyph in _glyphs(found[4]))


def _letters(every: dict[int, bytes], font: int) -> dict[int, str]:
    table = re.search(rb"/ToUnicode (\d+) 0 R", every[font])
    assert table
    pairs = re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>\n", every[int(table[1])])
    return {int(glyph, 16): bytes.fromhex(words.decode()).decode("utf-16-be") for glyph, words in pairs}


def _glyphs(string: bytes) -> Iterator[int]:
    if string.startswith(b"<"):
        raw = bytes.fromhex(string[1:-1].decode())
    else:
        named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
        raw = re.sub(
            rb"\\([0-7]{1,3}|.)",
            lambda one: bytes([int(one[1], 8)]) if one[1].isdigit() else named.get(one[1], one[1]),
            string[1:-1],
            flags=re.DOTALL,
        )
    return (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
