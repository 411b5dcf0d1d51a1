"""A text as it will read: its blocks as markup, with what each code says today and the notes below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from childrights.papers import Block, LiveSaid, Run, fill_in, read_text
from ui.parts import Page, markup

HEADINGS = ("h3", "h4", "h5")


def preview(page: Page, text: str, said: Sequence[LiveSaid], lang: str) -> str:
    """Finished markup. ``said`` is what the codes of ``text`` say in the language ``lang`` of the paper."""
    if not text.strip():
        return markup.tag("p", page.t._("Nothing is written here yet."), "cr-note", lang=page.lang)
    blocks, notes = fill_in(read_text(text), [one.spoken for one in said])
    standing = [one.standing for one in said]
    told = "".join(_grouped(blocks, standing))
    if notes:
        items = "".join(markup.tag("li", note) for note in notes)
        told += markup.wrap("ol", items, "cr-paper-notes")
    return markup.wrap("div", told, "cr-paper-preview")


def _grouped(blocks: Sequence[Block], standing: Sequence[str]) -> Iterable[str]:
    """Blocks one after the other; items that follow each other are one list, nested by their level."""
    for one in blocks:
        inner = "".join(_run(run, standing) for run in one.runs)
        if one.kind == "heading":
            yield markup.wrap(HEADINGS[one.level - 1], inner)
        elif one.kind == "item":
            sign = f"{one.number}." if one.number else "•"
            mark = markup.tag("span", sign, "cr-sign")
            yield markup.wrap("p", mark + markup.wrap("span", inner), f"cr-item level{min(one.level, 3)}")
        else:
            yield markup.wrap("p", inner)


def _run(run: Run, standing: Sequence[str]) -> str:
    inner = markup.outside_link(run.text, run.link) if run.link else markup.tag("span", run.text)
    if run.live is not None:
        inner = markup.tag("mark", run.text, f"cr-live {standing[run.live]}")
    for name, on in (("b", run.bold), ("i", run.italic)):
        inner = markup.wrap(name, inner) if on else inner
    return inner + (markup.tag("sup", str(run.note)) if run.note else "")
