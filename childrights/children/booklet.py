"""The booklet: four pages of A4 as PDF, tagged for screen readers, in letters as large as four pages allow.

The Typst compiler sets it (``booklet.typ``). All words reach it as data, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue, ChildRightsError
from childrights.charts import LIGHT
from childrights.children.content import child_words, load_groups, load_rights
from childrights.children.drawings import cover_picture, group_picture, row_of_ten
from childrights.children.facts import TEN, ChildFact, known_facts
from childrights.children.happened import AskedForChildren, asked_for_children
from childrights.children.helplines import Helpline, helplines_now
from childrights.export import PUBLISHER
from childrights.files import write_output
from childrights.i18n import N_, Translator, translator
from childrights.language import day_words
from childrights.messages import desk
from childrights.rights import all_asked, assessments, link_changes, standings
from childrights.snapshot import Snapshot
from childrights.writers import font_names, fonts, read_once

TEMPLATE = Path(__file__).with_name("booklet.typ")
PAGES = 4
SIZES = (15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5)
"""Points of letters. Each page has the largest in which it is one page; smaller ones are not for children."""
DEEDS = ("know", "tell", "join", "ask", "kind", "safe")


class NoBooklet(ChildRightsError):
    """The booklet does not fit on its pages, or the file is no PDF; says which."""


@dataclass(frozen=True, slots=True)
class BookletContent:
    """What the booklet tells beside its fixed words: figures, what was asked, numbers to call, and when it was made."""

    facts: Sequence[ChildFact]
    asked: Sequence[AskedForChildren]
    helplines: Sequence[Helpline]
    today: date
    snapshot: str


def booklet_content(snapshot: Snapshot, catalogue: Catalogue, today: date, lang: str) -> BookletContent:
    """What a snapshot has for the booklet."""
    facts = known_facts(lambda code: desk(snapshot, catalogue, code, today.year), translator(lang))
    given = standings(all_asked(snapshot, catalogue), assessments(snapshot), link_changes(snapshot))
    asked = asked_for_children({one.asked.code: one for one in given}, facts, lang)
    label = f"{snapshot.built_at[:10]} · {snapshot.content_hash[:8]}"
    return BookletContent(facts, asked, helplines_now(today), today, label)


def write_booklet(snapshot: Snapshot, catalogue: Catalogue, out: Path, today: date, lang: str) -> int:
    """Write the booklet to ``out``, a PDF; how many figures it shows. Raises ``NoBooklet``."""
    if out.suffix.lower() != ".pdf":
        raise NoBooklet(N_("The booklet is a PDF; let the name of the file end in .pdf."))
    content = booklet_content(snapshot, catalogue, today, lang)
    write_output(out, booklet_pdf(content, translator(lang)))
    return sum(one.told.booklet for one in content.facts)


def booklet_pdf(content: BookletContent, t: Translator) -> bytes:
    """The booklet in the language of ``t``. Raises ``NoBooklet`` where it finds no room."""
    data = _told(content, t)
    sizes = [0.0] * PAGES
    for size in SIZES:
        ends = json.loads(_compiler(data | {"sizes": [size] * PAGES}).query("<end>", field="value"))
        fits = [end - before == 1 for before, end in pairwise([0, *ends])]
        sizes = [known or (size if fit else 0.0) for known, fit in zip(sizes, fits, strict=True)]
    if not all(sizes):
        raise NoBooklet(N_("The words for children are too long for four pages; shorten those with yes under booklet."))
    moment = datetime.combine(content.today, time(12), tzinfo=UTC)
    made = _compiler(data | {"sizes": sizes}).compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(made, bytes)
    return read_once(made) if t.lang == "km" else made


def _compiler(data: dict[str, Any]) -> Any:
    words = json.dumps(data, ensure_ascii=False)
    told = {"booklet": words}
    return import_module("typst").Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs=told)


def _told(content: BookletContent, t: Translator) -> dict[str, Any]:
    """Everything that the pages say."""
    lang, day = t.lang, content.today

    def say(code: str) -> str:
        return child_words(code, lang)

    return {
        "lang": lang,
        "fonts": font_names(lang),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "publisher": t._(PUBLISHER),
        "inside": [
            {"title": say(f"{name}_title"), "svg": group_picture(group), "alt": load_groups()[group].picture.say(lang)}
            for name, group in (("rights", "self"), ("facts", "learn"), ("asked", "state"), ("do", "voice"))
        ],
        "cover": {"svg": cover_picture(), "alt": say("cover_picture")},
        "title": say("booklet_title"),
        "line": say("booklet_line"),
        "promise": say("booklet_promise"),
        "intro": say("rights_intro"),
        "rights": {"title": say("rights_title"), "note": f"{say('booklet_more')} {say('rights_own_words')}"},
        "groups": [_group(code, lang) for code in load_groups()],
        "facts": {"title": say("facts_title"), "note": say("facts_intro")},
        "known": [_fact(one, lang) for one in content.facts if one.told.booklet],
        "asked": {"title": say("asked_title"), "note": say("asked_intro"), "happened": say("happened")},
        "asks": [_asked(one) for one in content.asked if one.told.booklet],
        "do": {"title": say("do_title"), "note": say("do_intro")},
        "deeds": [{"title": say(f"do_{one}_title"), "words": say(f"do_{one}")} for one in DEEDS],
        "help": {"title": say("help_title"), "words": say("help_ask"), "call": say("help_call")},
        "helplines": [_helpline(one, t) for one in content.helplines],
        "foot": t._(
            "For adults: figures as of {day}, data {snapshot}. Each code leads to its figure at /number."
        ).format(day=day_words(day, lang), snapshot=content.snapshot),
    }


def _group(code: str, lang: str) -> dict[str, Any]:
    group, rights = load_groups()[code], [one for one in load_rights() if one.group == code and one.booklet]
    told = [{"name": child_words("article_one", lang, n=one.article), "words": one.words.say(lang)} for one in rights]
    drawn = {"svg": group_picture(code), "alt": group.picture.say(lang)}
    return {"title": group.title.say(lang), "intro": group.intro.say(lang), "picture": drawn, "rights": told} | _harm(
        one.harm for one in rights
    )


def _fact(one: ChildFact, lang: str) -> dict[str, Any]:
    words = child_words("row_alt_half" if one.tenths.half else "row_alt", lang, n=one.tenths.full, m=TEN)
    ink = LIGHT.focus if one.harm else LIGHT.action
    drawn = {"svg": row_of_ten(one.told.figure, one.tenths, ink, LIGHT.border), "alt": words}
    minded = " ".join((child_words("facts_year", lang, year=one.year), *one.cautions))
    return {
        "picture": drawn,
        "words": one.sentence,
        "minded": minded,
        "adults": f"{one.exact} · {one.source} · ",
        "code": one.code,
    } | (_harm([one.harm]))


def _asked(one: AskedForChildren) -> dict[str, Any]:
    return {"words": one.asked, "by": one.by, "happened": " ".join(one.happened)} | _harm([one.harm])


def _helpline(one: Helpline, t: Translator) -> dict[str, str]:
    more = " ".join(filter(None, (one.hours(t.lang), child_words("help_free", t.lang) if one.free else "")))
    source = t._("For adults: {source}, checked on {day}.")
    checked = source.format(source=one.source, day=day_words(one.checked_on, t.lang))
    return {"name": one.name(t.lang), "number": one.number, "more": more, "checked": checked}


def _harm(named: Iterable[bool]) -> dict[str, bool]:
    return {"harm": any(named)}
