"""What ``paper`` of the command line does: makes the paper, and writes it in the format that the ending names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from childrights.briefs import MESSAGES, Brief
from childrights.catalogue import Catalogue
from childrights.export import ExportError
from childrights.files import write_output
from childrights.i18n import N_, Translator, translator
from childrights.language import plain_number
from childrights.papers.assembling import document
from childrights.papers.choice import Chapter, Choice, PaperError, checked
from childrights.papers.live import Sources, Told
from childrights.snapshot import Snapshot
from childrights.watch import NewsLog
from childrights.writers import KEY, PaperTable, Passage, WrittenPaper, brief_bytes, paper_document

WORD, SLIDES, SHEET = ".docx", ".pptx", ".pdf"
LEFT_OUT = "{stem}-left-out.txt"
"""The file beside a paper that lists what found no room in it."""


def paper_bytes(paper: WrittenPaper, ending: str, catalogue: Catalogue) -> bytes:
    """``paper`` in the format of ``ending``: the whole of it in Word; its findings on slides and as a sheet.

    Raises ``PaperError`` for a format that nobody writes.
    """
    writers: Mapping[str, Callable[[], bytes]] = {
        WORD: lambda: paper_document(paper, catalogue, translator(paper.lang)),
        SLIDES: lambda: brief_bytes(as_brief(paper), SLIDES),
        SHEET: lambda: brief_bytes(as_brief(paper), SHEET),
    }
    if ending not in writers:
        raise PaperError(
            N_("“{ending}” is not a format of papers; choose one of {endings}."),
            ending=ending,
            endings=", ".join(writers),
        )
    return writers[ending]()


def as_brief(paper: WrittenPaper) -> Brief:
    """A paper as a brief, for formats that show slides or a sheet: its findings, and what else it tells in lines.

    Places for people to write are marked in Word alone.
    """
    told = (one for part in paper.parts for one in part.blocks if isinstance(one, Passage))
    first = next((one.words for one in told if one.style == KEY), "")
    return Brief(
        kind=MESSAGES,
        code="",
        lang=paper.lang,
        title=paper.title,
        finding=first or paper.kicker,
        about=tuple(one.words for one in (paper.cover[:-1] if paper.blanks else paper.cover)),
        sections=paper.sections,
        silences=(),
        asked=(),
        snapshot=paper.snapshot,
        content_hash=paper.content_hash,
        built_at=paper.built_at,
        data_label=paper.data_label,
        made_on=paper.made_on,
        newer=paper.newer,
        kicker=paper.kicker,
        told=tuple(_beside(paper, {first, *(one.message for one in paper.sections)})),
    )


def _beside(paper: WrittenPaper, known: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a paper tells that is not a finding: each heading with its lines, a row of a table as one of them."""
    for part in paper.parts:
        lines = list[str]()
        for block in part.blocks:
            if isinstance(block, Passage) and block.words not in known:
                words = "".join(span.text for span in block.spans) or block.words
                lines.append(f"{block.lead} {words}".strip())
            elif isinstance(block, PaperTable):
                head = block.table.head
                lines += [
                    "; ".join(f"{name}: {text}" for name, text in zip(head, row, strict=True))
                    for row in block.table.rows
                ]
        if lines:
            yield part.title, tuple(lines)


def left_out_text(paper: WrittenPaper, t: Translator) -> str:
    """What found no room, and what a limit of words did: how many each section has and was given."""
    lines = [paper.kicker, paper.title, ""]
    if paper.limit:
        told = t._("{words} of {limit} words.")
        counted = plain_number(paper.words, 0, t.lang), plain_number(paper.limit, 0, t.lang)
        lines.append(told.format(words=counted[0], limit=counted[1]))
    if paper.counts:
        lines += ["", t._("Words of each section, and its share:")]
        lines += [f"- {one.title}: {one.words} / {one.budget}" for one in paper.counts]
    for by_form, heading in (
        (False, t._("Left out for lack of space:")),
        (True, t._("What no longer fits into its sections:")),
    ):
        if gone := [one for one in paper.left_out if one.by_form is by_form]:
            lines += ["", heading, *(f"- {one.part}: {one.words}" for one in gone)]
    if not paper.left_out:
        lines += ["", t._("Nothing was left out.")]
    return "\n".join(lines) + "\n"


def write_paper(
    snapshot: Snapshot,
    catalogue: Catalogue,
    out: Path,
    choice: Choice,
    chapters: Iterable[Chapter] = (),
    today: date | None = None,
    news: NewsLog | None = None,
    *,
    sources: Sources | None = None,
    told: Mapping[str, Told] | None = None,
    title: str = "",
) -> WrittenPaper:
    """Write the paper that was chosen to ``out``, and beside it what found no room in its limit of words or its form.

    ``sources``, ``told`` and ``title`` are those of ``document``, for a paper that people write together. Raises what
    ``document`` raises, ``PaperError`` for a format that the form is not made in, ``ExportError`` and ``CannotWrite``.
    Nothing is written when anything is wrong.
    """
    form, choice = checked(choice, catalogue)
    ending = out.suffix.lower()
    if ending not in form.formats:
        raise PaperError(
            N_("“{form}” is not made as {name}; choose one of {endings}."),
            form=form.title_en,
            name=out.name,
            endings=", ".join(form.formats),
        )
    if not out.parent.is_dir():
        raise ExportError(N_("{out} cannot be written: there is no folder {parent}."), out=out, parent=out.parent)
    paper = document(snapshot, catalogue, choice, chapters, today, sources=sources, told=told, news=news, title=title)
    content = paper_bytes(paper, ending, catalogue)
    beside = left_out_text(paper, translator(paper.lang))
    write_output(out, content)
    if choice.limit or paper.left_out:
        write_output(out.with_name(LEFT_OUT.format(stem=out.stem)), beside.encode("utf-8"))
    return paper
