"""What the verbs ``paper`` and ``papers`` tell of the papers that are made and written together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue
from childrights.certificate import birth
from childrights.i18n import N_, Translator
from childrights.messages import desk
from childrights.papers import LEFT_OUT, Sources, count_words, flagged, outline, say_codes, write_paper
from childrights.snapshot import Snapshot, state_home
from childrights.watch import read_log, rebuilt_log
from childrights.writers import WrittenPaper
from cli.parts import spoken
from etl.ledger import State
from etl.papers import PaperChapter, as_chapters, find_paper, kept_papers, note_exported, paper_chapters
from etl.permissions import Actor


def paper_records(state: State, who: Actor) -> list[dict[str, Any]]:
    """Every paper as plain values, the one written on last first."""
    return [
        {
            "paper": one.id,
            "title": one.title,
            "form": one.choice.form,
            "lang": one.choice.lang,
            "state": "closed" if one.closed_at else "open",
            "chapters": dict(one.counted),
            "saved_at": one.saved_at,
        }
        for one in kept_papers(state, who=who)
    ]


def paper_record(
    state: State, identity: str, opened: Snapshot, catalogue: Catalogue, who: Actor, t: Translator
) -> dict[str, Any]:
    """One paper with its chapters; ``flags`` are codes that say something else than when they were written."""
    kept, written = find_paper(state, identity, who=who), paper_chapters(state, identity, who=who)
    sources = _sources(opened, catalogue)
    chapters = []
    for planned in outline(kept.choice, catalogue, as_chapters(written)):
        here = written.get(planned.key, PaperChapter(planned.key))
        found = flagged(say_codes(here.text, sources, t, here.heard))
        flags = [
            {"line": one.code.line, "code": f"{one.code.kind} {one.code.code}", "standing": one.standing}
            | {"then": one.was, "now": one.text, "why": one.why}
            for one in found
        ]
        told: dict[str, Any] = {
            "chapter": planned.key,
            "title": planned.title,
            "status": here.status,
            "owner": here.owner,
        }
        told |= {"due": here.due, "words": count_words(here.text), "budget": here.budget or planned.budget}
        told |= {"version": here.version, "saved_at": here.saved_at, "saved_by": here.saved_by}
        chapters.append(told | {"text": here.text, "flags": flags})
    about: dict[str, Any] = {"paper": kept.id, "title": kept.title, "form": kept.choice.form, "lang": kept.choice.lang}
    about |= {"state": "deleted" if kept.gone_at else "closed" if kept.closed_at else "open"}
    return about | {"choice": kept.choice.as_record(), "chapters": chapters}


def paper_line(one: dict[str, Any]) -> str:
    """A paper, or a chapter of one, on a line."""
    if "paper" in one:
        return f"{one['paper']}  {one['state']:<6}  {one['form']:<12} {one['lang']}  {one['title']}"
    flags = f"  {len(one['flags'])} to look at" if one["flags"] else ""
    words = f"{one['words']} of {one['budget']}" if one["budget"] else str(one["words"])
    return f"{one['chapter']:<24} {one['status']:<9} {words:>12} words  {one['title']}{flags}"


def write_project(
    state: State, identity: str, out: Path, opened: Snapshot, catalogue: Catalogue, who: Actor
) -> WrittenPaper:
    """Make one paper that people write together as the file ``out``, in a format of its form, and leave a line in the
    record. Raises what ``write_paper`` raises."""
    kept, written = find_paper(state, identity, who=who), paper_chapters(state, identity, who=who)
    made = write_paper(
        opened,
        catalogue,
        out,
        kept.choice,
        as_chapters(written),
        date.today(),
        read_log() or rebuilt_log(state_home(), catalogue),
        sources=_sources(opened, catalogue),
        told={one.key: one.heard for one in written.values()},
        title=kept.title,
    )
    note_exported(state, kept.id, out.suffix.lower().lstrip("."), who=who)
    return made


def made_words(made: WrittenPaper, out: Path, of: str = "") -> list[str]:
    """What was made, in sentences: its words, figures and blanks, and where what found no room is listed."""
    t = spoken()
    counted = t._(N_("{words} words of {limit}") if made.limit else N_("{words} words"))
    told = [
        t._("Wrote {file}: {what}, {count} figures.").format(
            file=out, what=of + counted.format(words=made.words, limit=made.limit), count=len(made.observations)
        )
    ]
    if made.blanks:
        told.append(t._("{count} places are for you to write.").format(count=len(made.blanks)))
    if made.limit or made.left_out:
        beside = out.with_name(LEFT_OUT.format(stem=out.stem))
        told.append(
            t._("{count} things found no room; they are listed in {file}.").format(
                count=len(made.left_out), file=beside
            )
        )
    return told


def _sources(opened: Snapshot, catalogue: Catalogue) -> Sources:
    return Sources(
        catalogue,
        lambda code: birth.birth(opened, catalogue, code),
        lambda code: desk(opened, catalogue, code, date.today().year),
    )
