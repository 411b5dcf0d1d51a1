"""What the verb ``papers`` tells of the papers that are written together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue
from childrights.certificate import birth
from childrights.files import write_output
from childrights.i18n import Translator
from childrights.messages import desk
from childrights.papers import Sources, count_words, document, flagged, outline, paper_bytes, say_codes
from childrights.snapshot import Snapshot
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


def write_project(state: State, identity: str, out: Path, opened: Snapshot, catalogue: Catalogue, who: Actor) -> str:
    """Make one paper as the file ``out``, and leave a line in the record; what was made, in a sentence."""
    kept, written = find_paper(state, identity, who=who), paper_chapters(state, identity, who=who)
    told = {one.key: one.heard for one in written.values()}
    made = document(
        opened,
        catalogue,
        kept.choice,
        as_chapters(written),
        date.today(),
        sources=_sources(opened, catalogue),
        told=told,
        title=kept.title,
    )
    write_output(out, paper_bytes(made, out.suffix.lower(), catalogue))
    note_exported(state, kept.id, out.suffix.lower().lstrip("."), who=who)
    return f"Wrote {out}: {kept.id}, {made.words} words, {len(made.blanks)} places are still to be written."


def _sources(opened: Snapshot, catalogue: Catalogue) -> Sources:
    return Sources(
        catalogue,
        lambda code: birth.birth(opened, catalogue, code),
        lambda code: desk(opened, catalogue, code, date.today().year),
    )
