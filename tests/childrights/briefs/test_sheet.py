from __future__ import annotations

import json
import re
import zlib
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest

from childrights.briefs import sheet
from childrights.briefs.compose import brief_of
from childrights.briefs.drawn import Artist
from childrights.briefs.model import MESSAGES, Brief, Silence
from childrights.briefs.sheet import TooLong, fact_sheet
from childrights.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.pictures import fonts
from childrights.snapshot import Snapshot

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def brief(shipped: Snapshot, lang: str = "en", **about: str) -> Brief:
    return brief_of(shipped, CATALOGUE, TODAY, lang=lang, **about)


def opened(content: bytes) -> bytes:
    """The objects of a PDF, compressed ones too."""
    parts = [content]
    for found in _STREAM.finditer(content):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened(content)))


@pytest.mark.parametrize(
    ("lang", "about"),
    [
        ("km", {"area": "KH16"}),
        ("en", {"indicator": "stunting"}),
        ("km", {"indicator": "out_of_school_lower_secondary_survey"}),
    ],
)
def test_a_sheet_is_tagged_embeds_its_fonts_and_has_two_pages_at_most(
    shipped: Snapshot, lang: str, about: dict[str, str]
) -> None:
    content = fact_sheet(brief(shipped, lang, **about), CATALOGUE, translator(lang))
    objects = opened(content)

    assert 1 <= pages(content) <= 2
    assert b"/MarkInfo" in objects
    assert b"/StructTreeRoot" in objects
    assert re.search(rf"/Lang\s*\({lang}".encode(), objects)
    assert b"pdfuaid:part" in objects
    assert objects.count(b"/FontFile") == len(re.findall(rb"/Type\s*/FontDescriptor", objects)) > 0
    assert b"/Alt" in objects


def test_a_right_may_take_more_pages(shipped: Snapshot) -> None:
    content = fact_sheet(brief(shipped, right="SPM"), CATALOGUE, translator("en"))

    assert b"/MarkInfo" in opened(content)


def test_messages_come_before_what_is_asked(shipped: Snapshot) -> None:
    found = replace(brief(shipped, area="KH16"), kind=MESSAGES)
    paper = sheet._Sheet(found, Artist(CATALOGUE, translator("en"), found.data_label), translator("en"))
    kinds = [part["kind"] for part in paper.data(sheet._pairs(paper.cards))["parts"]]

    assert kinds.index("cards") < kinds.index("table")
    assert pages(fact_sheet(found, CATALOGUE, translator("en"))) >= 1


def test_what_found_no_room_is_named(shipped: Snapshot) -> None:
    found = brief(shipped, area="KH16")
    paper = sheet._Sheet(found, Artist(CATALOGUE, translator("en"), found.data_label), translator("en"))
    rows = sheet._fitting(paper, 2)
    drawn = [card.title for row in rows for card in (*row.left, *row.right)]
    named = next(
        part["lines"][0]
        for part in paper.data(rows)["parts"]
        if part["heading"].startswith("Left out for lack of room")
    )

    assert sorted([*drawn, *named.split("; ")]) == sorted(card.title for card in paper.cards)


def test_words_are_never_read_as_markup(shipped: Snapshot) -> None:
    title = '#panic() $x$ *b* "q" \\ <a> @b `c` ខ្មែរ'
    found = replace(brief(shipped, indicator="stunting"), title=title, silences=(Silence("#sys", ("#sys",)),))
    paper = sheet._Sheet(found, Artist(CATALOGUE, translator("en"), found.data_label), translator("en"))
    compiler = sheet._compiler(paper.data([]))

    body = json.loads(compiler.query("heading.where(level: 1)", field="body", one=True))

    assert "".join(one.get("text", " ") for one in body.get("children", [body])) == title


def test_a_brief_that_cannot_fit_says_so(shipped: Snapshot) -> None:
    found = brief(shipped, area="KH16")
    first = found.sections[0]
    assert first.table is not None
    long = replace(first, table=replace(first.table, rows=first.table.rows * 8))

    with pytest.raises(TooLong, match="Word report"):
        fact_sheet(replace(found, sections=(long,)), CATALOGUE, translator("en"))


@pytest.mark.parametrize("text", ["ស្ត្រី", "កម្ពុជា", "ភ្នំពេញ", "ក្រុមប្រឹក្សា", "សិក្សាធិការ"])
def test_khmer_is_shaped(text: str) -> None:
    """As wide as HarfBuzz sets it elsewhere, and narrower than its letters one by one."""
    page = '#set text(font: "Noto Sans Khmer", size: 100pt)\n#context [#metadata(measure(sys.inputs.t).width.pt()) <w>]'
    told = {"t": text}
    compiler = import_module("typst").Compiler(page.encode(), font_paths=sheet._fonts(), sys_inputs=told)
    width = float(compiler.query("<w>", field="value", one=True))

    assert width == pytest.approx(fonts.width(text, 100), rel=0.01)
    assert width < 0.95 * sum(fonts.width(letter, 100) for letter in text)


def test_the_same_brief_gives_the_same_file(shipped: Snapshot) -> None:
    found = brief(shipped, indicator="stunting")

    assert fact_sheet(found, CATALOGUE, translator("en")) == fact_sheet(found, CATALOGUE, translator("en"))
