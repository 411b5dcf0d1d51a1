"""Khmer as it is drawn on the screen, in PNG, SVG, PDF, PPTX and DOCX, against HarfBuzz: 25 provinces and 200 terms of
ours, each alone in a line, its ink compared with the outlines that HarfBuzz shapes of the same font.

A term differs where its ink is wider or higher by some parts in a hundred, or covers too little of the other's.
That a wrong shaping is seen is tried every time: terms with one subscript set as a letter of its own must differ.
And lines: a sentence set in a narrow column must break only where ICU lets it. ``python run.py bench shaping``
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path

import numpy as np
import uharfbuzz
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image
from playwright.sync_api import sync_playwright
from pptx import Presentation
from pptx.util import Emu, Inches
from pptx.util import Pt as SlidePt

from bench.measure import Case, measured
from childrights.charts import breakable, clusters, typst_fonts
from childrights.charts.text import wrap_lines
from childrights.pictures import Scene, TextLine, TextRun, fonts, png, svg
from childrights.wording import khmer_texts
from geo import load_provinces
from tests.support.browser import FLAGS, chromium_path

RESULTS = Path(__file__).parent / "results" / "shaping.csv"
TERMS, LINE, PX, PAGE, APART = 200, 240, 96, 12, 28
"""How many terms; pixels from line to line and of the letters, lines of a picture, pixels of paper between lines."""
SYSTEM_FONT = Path("/usr/share/fonts/truetype/noto/NotoSansKhmer-Regular.ttf")
"""What an office program draws Noto Sans Khmer with, where it is installed."""
WIDER, LEAST_COVERED = 0.04, 0.75
"""How much wider or higher ink may be, and how much of both inks together must be of both, in parts of one."""
_KHMER_ONLY = re.compile("[\u1780-\u17d3\u17d7]{2,18}")
Ink = np.ndarray


def terms() -> tuple[str, ...]:
    """Provinces, then the words of our texts that are only Khmer, the ones with most stacked letters first."""
    names = [one.name_km for one in load_provinces().values()]
    words = {word for one in khmer_texts() for word in re.split(r"[^\u1780-\u17d3\u17d7]+", one.khmer)}
    words = {word for word in words if _KHMER_ONLY.fullmatch(word) and word not in names and word[0] < "\u17b4"}
    hardest = sorted(words, key=lambda word: (-word.count("\u17d2") - 0.5 * len(set(word) & set("ើៀេែៃោៅុំ៉៊់")), word))
    return (*names, *hardest[:TERMS])


def cases() -> Iterator[Case]:
    """Terms that differ, none of which is allowed, for each kind of output."""
    words = terms()
    with tempfile.TemporaryDirectory() as folder:
        for name, draw in DRAWN.items():
            found = differences(words, draw(words, Path(folder)), of_system=name in ("pptx", "docx"))
            blind = differences(words[:40], [_loose(one) for one in words[:40]], of_system=False)
            yield _told(name, len(words), found, len(blind))
    for name, wrong in broken_lines():
        yield _told(name, len(wrong[0]), list(wrong[1]), 0)


def differences(words: Sequence[str], inks: Sequence[Ink], *, of_system: bool) -> list[str]:
    """The words whose ink is not that of HarfBuzz; a missing line makes all differ."""
    if len(inks) != len(words):
        return [f"{len(inks)} lines of {len(words)}"]
    return [word for word, ink in zip(words, inks, strict=True) if not alike(reference(word, of_system), ink)]


def alike(one: Ink, other: Ink) -> bool:
    """Whether two inks are one word: about as wide and high, and lying on each other."""
    high, wide = one.shape
    if abs(other.shape[1] / wide * high / other.shape[0] - 1) > WIDER:
        return False
    scaled = Image.fromarray((other * 255).astype("uint8")).resize((wide, high), Image.Resampling.BILINEAR)
    same = np.asarray(scaled, dtype=float) / 255
    both, either = np.minimum(one, same).sum(), np.maximum(one, same).sum()
    return bool(either and both / either >= LEAST_COVERED)


@cache
def _face(of_system: bool) -> uharfbuzz.Font:
    if not of_system:
        return fonts._font(True, False)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(SYSTEM_FONT.read_bytes())))
    font.scale = (fonts.UNITS, fonts.UNITS)
    return font


@cache
def reference(word: str, of_system: bool = False) -> Ink:
    """The ink of ``word`` by HarfBuzz alone, drawn from the outlines of the font."""
    return _drawn(_shaped((word,), of_system))


def _loose(word: str) -> Ink:
    """The same with one of its subscripts set as a letter of its own, as a program sets it that does not shape it."""
    at = word.find("\u17d2")
    return _drawn(_shaped((word[:at], word[at:]) if at > 0 else tuple(word), False))


def _shaped(parts: Sequence[str], of_system: bool) -> str:
    font, at, path = _face(of_system), 0, []
    for part in parts:
        line = uharfbuzz.Buffer()
        line.add_str(part)
        line.direction, line.script, line.language = "ltr", "Khmr", "km"
        uharfbuzz.shape(font, line)
        for info, place in zip(line.glyph_infos, line.glyph_positions, strict=True):
            pen = fonts._Pen()
            pen.x, pen.y = at + place.x_offset, -place.y_offset
            font.draw_glyph_with_pen(info.codepoint, pen)
            path += pen.parts
            at += place.x_advance
    return "".join(path)


def _drawn(path: str) -> Ink:
    box = f'width="2400" height="{LINE * 2}"'
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><rect {box} fill="#fff"/>'
    scaled = f'<g transform="translate(20,{LINE}) scale({PX / fonts.UNITS})"><path d="{path}"/></g></svg>'
    return _inks(_rastered(frame + scaled))[0]


def _rastered(drawn: str) -> bytes:
    content: bytes = import_module("resvg_py").svg_to_bytes(svg_string=drawn, skip_system_fonts=True)
    return bytes(content)


def _inks(picture: bytes) -> list[Ink]:
    """The lines of a picture: from 0, paper, to 1, ink, without the paper around."""
    grey = 1 - np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=float) / 255
    inked = np.flatnonzero(grey.max(axis=1) > 0.2)
    found = []
    for rows in np.split(inked, np.flatnonzero(np.diff(inked) > APART) + 1) if len(inked) else []:
        band = grey[rows[0] : rows[-1] + 1]
        columns = np.flatnonzero(band.max(axis=0) > 0.2)
        found.append(band[:, columns[0] : columns[-1] + 1])
    return found


def _pages(words: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (words[at : at + PAGE] for at in range(0, len(words), PAGE))


def of_svg(words: Sequence[str], folder: Path) -> list[Ink]:
    """Our own SVG, drawn by Chromium."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(viewport={"width": 2400, "height": LINE * (PAGE + 1)})
        for some in _pages(words):
            page.set_content(f"<body style='margin:0'>{svg(_scene(some)).decode()}</body>")
            found += _inks(page.screenshot())
        browser.close()
    return found


def of_png(words: Sequence[str], folder: Path) -> list[Ink]:
    """Our own PNG."""
    return [ink for some in _pages(words) for ink in _inks(png(_scene(some), {}))]


def _scene(words: Sequence[str]) -> Scene:
    lines = [TextLine((TextRun(word),), 20, LINE * at, PX, "#000000") for at, word in enumerate(words, 1)]
    return Scene(2400, LINE * (PAGE + 1), "#ffffff", tuple(lines), "Terms", "Terms", "km")


def of_screen(words: Sequence[str], folder: Path) -> list[Ink]:
    """Chromium with the letters that our pages load."""
    letters = Path(__file__).resolve().parent.parent / "static" / "fonts" / "noto-sans-khmer-khmer-wght-normal.woff2"
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(viewport={"width": 2400, "height": LINE * (PAGE + 1)})
        page.route(
            "http://letters/*",
            lambda route: route.fulfill(body=letters.read_bytes(), headers={"access-control-allow-origin": "*"}),
        )
        for some in _pages(words):
            told = "".join(f'<p lang="km">{escape(word)}</p>' for word in some)
            look = f"p{{margin:0;padding-left:20px;height:{LINE}px;line-height:{LINE}px;font:{PX}px/{LINE}px K}}"
            face = "@font-face{font-family:K;src:url(http://letters/khmer.woff2);font-weight:100 900}"
            page.set_content(f"<style>{face}{look}body{{margin:0}}</style>{told}")
            page.evaluate("() => document.fonts.load('96px K', 'ក').then(() => document.fonts.ready)")
            found += _inks(page.screenshot())
        browser.close()
    return found


def of_pdf(words: Sequence[str], folder: Path) -> list[Ink]:
    """Typst with our fonts, as in fact sheets."""
    source = folder / "terms.typ"
    lines = "\n".join(f'#block(height: 90pt, spacing: 0pt)[#text("{word}")]' for word in words)
    head = "#set page(width: 900pt, height: 2000pt, margin: 60pt)\n"
    head += '#set text(font: ("Noto Sans Khmer",), size: 36pt, lang: "km")\n'
    source.write_text(head + lines, encoding="utf-8")
    typst = import_module("typst")
    content = typst.Compiler(source, root=folder, font_paths=typst_fonts()).compile(format="pdf")
    return _of_pdf(content, folder)


def _of_pdf(content: bytes, folder: Path) -> list[Ink]:
    (folder / "terms.pdf").write_bytes(content)
    for old in folder.glob("page*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", "192", "-png", "terms.pdf", "page"], cwd=folder, check=True)
    return [ink for one in sorted(folder.glob("page*.png")) for ink in _inks(one.read_bytes())]


def of_docx(words: Sequence[str], folder: Path) -> list[Ink]:
    """Word's format, drawn by LibreOffice."""
    document = Document()
    for word in words:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(90), Pt(0)
        run = paragraph.add_run(word)
        run.font.name, run.font.size = "Noto Sans Khmer", Pt(36)
        properties = run._r.get_or_add_rPr()
        fonts_of = properties.rFonts
        assert fonts_of is not None
        fonts_of.set(qn("w:cs"), "Noto Sans Khmer")
        size = properties.makeelement(qn("w:szCs"), {qn("w:val"): "72"})
        properties.append(size)
    document.save(str(folder / "terms.docx"))
    return _by_office("terms.docx", folder)


def of_pptx(words: Sequence[str], folder: Path) -> list[Ink]:
    """PowerPoint's format, drawn by LibreOffice."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.3), Inches(20)
    for some in (words[at : at + 15] for at in range(0, len(words), 15)):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for at, word in enumerate(some):
            box = slide.shapes.add_textbox(
                Inches(0.5), Emu(int(Inches(1.25)) * at + int(Inches(0.2))), Inches(12), Inches(1)
            )
            run = box.text_frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.name = word, SlidePt(36), "Noto Sans Khmer"
            own = run._r.get_or_add_rPr()
            own.append(
                own.makeelement(
                    "{http://schemas.openxmlformats.org/drawingml/2006/main}cs", {"typeface": "Noto Sans Khmer"}
                )
            )
    deck.save(str(folder / "terms.pptx"))
    return _by_office("terms.pptx", folder)


def _by_office(name: str, folder: Path) -> list[Ink]:
    home = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", name], cwd=folder, check=True, capture_output=True
    )
    return _of_pdf((folder / name).with_suffix(".pdf").read_bytes(), folder)


DRAWN: dict[str, Callable[[Sequence[str], Path], list[Ink]]] = {
    "screen": of_screen,
    "png": of_png,
    "svg": of_svg,
    "pdf": of_pdf,
    "docx": of_docx,
    "pptx": of_pptx,
}


def sentences() -> tuple[str, ...]:
    """Long texts of ours without anything but Khmer and spaces."""
    long = sorted(
        {one.khmer for one in khmer_texts() if len(one.khmer) > 90 and not re.search("[A-Za-z{}<>*/«»]", one.khmer)}
    )
    return tuple(long[:: max(1, len(long) // 60)][:60])


def broken_lines() -> Iterator[tuple[str, tuple[Sequence[str], list[str]]]]:
    """Where lines of pictures and of the screen end inside a word or a cluster, by ICU."""
    told = sentences()
    drawn = {one: wrap_lines(one, 20, 220, fonts.width) for one in told}
    yield "lines of pictures", (told, [one for one in told if not _at_words(one, drawn[one])])
    shown = _screen_lines(told)
    yield "lines of the screen", (told, [one for one in told if not _ends(one, shown[one][0]) <= shown[one][1]])


def _at_words(text: str, lines: Sequence[str]) -> bool:
    """Whether each line ends where ICU, as Typst brings it, lets one end."""
    may, at = set(), 0
    for part in re.split("([ \u200b])", breakable((text,), "km")[0].replace("\u00a0", " ")):
        if part in (" ", "\u200b", ""):
            may.add(at)
        else:
            at += len(part)
    return _ends(text, lines) <= {*may, at}


def _ends(text: str, lines: Sequence[str]) -> set[int]:
    """Where lines end, in letters without spaces; an end inside a cluster is told as -1, where nothing may end."""
    whole, at = {0}, 0
    for one in clusters(text.replace(" ", "")):
        at += len(one)
        whole.add(at)
    ends, at = set(), 0
    for line in lines:
        at += len(re.sub("[ \u00a0\u200b]", "", line))
        ends.add(at if at in whole else -1)
    return ends


def _screen_lines(told: Sequence[str]) -> dict[str, tuple[list[str], set[int]]]:
    """The lines of a column by Chromium, and where its own ICU lets words end."""
    script = """node => {
        const text = node.firstChild, lines = [], range = document.createRange();
        let line = '', top = null;
        for (let at = 0; at < text.length; at++) {
            range.setStart(text, at); range.setEnd(text, at + 1);
            const box = range.getClientRects()[0];
            if (box && box.width && top !== null && box.top > top + 12) { lines.push(line); line = ''; }
            if (box && box.width) top = box.top;
            line += text.data[at];
        }
        const words = [...new Intl.Segmenter('km', {granularity: 'word'}).segment(text.data)].map(one => one.segment);
        return [[...lines, line], words];
    }"""
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(viewport={"width": 260, "height": 900})
        for one in told:
            page.set_content(f'<p lang="km" style="width:220px;font:20px/34px Noto Sans Khmer">{escape(one)}</p>')
            lines, words = page.locator("p").evaluate(script)
            ends, at = set(), 0
            for word in words:
                at += len(re.sub("[ \u00a0\u200b]", "", word))
                ends.add(at)
            found[one] = (lines, ends)
        browser.close()
    return found


def _told(name: str, looked: int, found: list[str], seen: int) -> Case:
    for one in found:
        print(f"  {name}: {one}", file=sys.stderr, flush=True)
    with RESULTS.open("a", encoding="utf-8", newline="") as file:
        if not file.tell():
            csv.writer(file).writerow(["date", "output", "terms", "differ", "wrong_ones_seen_of_40"])
        csv.writer(file).writerow([datetime.now(UTC).date(), name, looked, len(found), seen or ""])
    return measured(f"shaping {name}", f"{looked} terms, those that differ against none", len(found) + 1.0, 1.0, "")
