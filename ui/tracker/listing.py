"""Everything Cambodia was asked, newest first, with the coalition's status beside the Government's."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights import assessments, tracker
from childrights.assessments import NOT_ASSESSED, Standing, tally
from childrights.recommendations import MECHANISMS, cycles
from ui import cache, markup
from ui.filters import choose
from ui.gap_files import file_buttons
from ui.layout import filter_bar, show_notes
from ui.page import Page
from ui.rights_words import numbered
from ui.tracker.parts import ID, about_words, coalition_line, cycle_code, government_line, name_of

ALL, NONE = "all", "none"
A_PAGE = 12
FILTERS = ("right", "by", "cycle", "status", "from")


def title(page: Page) -> str:
    """The finding: how many of all were assessed, and how."""
    t, counts = page.t, tally(everything(page))
    total, open_ = sum(counts.values()), counts[NOT_ASSESSED]
    if open_ == total:
        text = t._("{count} things Cambodia was asked were read so far; nobody has assessed yet what became of them")
        return text.format(count=total)
    text = t._("Of {count} things read so far that Cambodia was asked, {answered} are answered, {partly} partly, "
               "{not_answered} not; for {cannot_tell} nobody can tell, {open} are not assessed yet")  # fmt: skip
    return text.format(count=total, open=open_, **{name: counts[name] for name in assessments.STATUSES})


def everything(page: Page) -> tuple[Standing, ...]:
    """All that ask something, newest first."""
    return tuple(cache.standings(page.snapshot.name).values())


def show_way_back(page: Page) -> None:
    """The way to the list, as it was filtered."""
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    link = markup.link(page.t._("All recommendations"), "recommendations", **kept, lang=page.url_lang)
    markup.show(markup.wrap("p", link, "cr-note"), page.lang)


def choose_standings(page: Page) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """What the filters leave, and the page of it that is shown."""
    t, found = page.t, everything(page)
    rights = {code: numbered(one, page.lang) for code, one in page.catalogue.clusters.items()
              if any(s.asked.cluster == code for s in found)}  # fmt: skip
    documents = {cycle_code(one.document): one for one in cycles([s.asked for s in found])}
    states = {NONE if code == NOT_ASSESSED else code: tracker.status_words(code, t) for code in tally(found)}
    with filter_bar("recommendations"):
        right = _choose(t._("Right"), rights, "right", t._("All rights"))
        by = _choose(t._("Asked by"), {code: t._(MECHANISMS[code]) for code in MECHANISMS}, "by", t._("Everybody"))
        told = {code: f"{one.year} · {one.document}" for code, one in documents.items()}
        cycle = _choose(t._("Cycle"), told, "cycle", t._("All cycles"))
        status = _choose(t._("Status by the coalition"), states, "status", t._("Every status"))
        left = assessments.chosen(
            found, cluster=right, mechanism=by, cycle=documents[cycle].document if cycle else "",
            status=None if not status else NOT_ASSESSED if status == NONE else status,
        )  # fmt: skip
        starts = [str(first) for first in range(1, max(len(left), 1) + 1, A_PAGE)]

        def span(first: str) -> str:
            last = min(int(first) + A_PAGE - 1, len(left))
            return t._("{first}–{last} of {all}").format(first=first if left else 0, last=last, all=len(left))

        start = int(choose(t._("Newest first"), starts, param="from", words=span))
    return left, left[start - 1 : start - 1 + A_PAGE]


def _choose(label: str, names: dict[str, str], param: str, everything: str) -> str:
    """A filter; empty when nothing is left out."""
    code = choose(label, [ALL, *names], param=param, words=lambda one: names.get(one, everything), clears=("from",))
    return "" if code == ALL else code


def show_list(page: Page, left: Sequence[Standing], shown: Sequence[Standing]) -> None:
    """How the chosen ones stand together, then one by one."""
    if not left:
        show_notes([page.t._("Nothing that was asked fits these choices. Choose another status, cycle or right.")],
                   page.lang)  # fmt: skip
        return
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    key = f"tracker {page.lang} {kept} {[one.asked.code for one in shown]} {len(left)}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, left, shown, kept)), page.lang)


def _list(page: Page, left: Sequence[Standing], shown: Sequence[Standing], kept: dict[str, str]) -> str:
    return _bar(page, left) + markup.wrap("ul", "".join(_item(page, one, kept) for one in shown), "cr-tracker")


def _bar(page: Page, left: Sequence[Standing]) -> str:
    """How many stand where, as one bar with its words."""
    counts = {status: count for status, count in tally(left).items() if count}
    parts = [(f"cr-answer {status or 'none'}", count) for status, count in counts.items()]
    words = [f"{tracker.status_words(status, page.t)}: {count}" for status, count in counts.items()]
    return markup.parts_bar(parts, words)


def _item(page: Page, one: Standing, kept: dict[str, str]) -> str:
    t, asked = page.t, one.asked
    link = markup.link(name_of(page, asked), "recommendations", **{ID: asked.code}, **kept, lang=page.url_lang)
    summary = t.pick(asked.summary, asked.summary_km) if asked.topic else ""
    text = markup.tag("p", about_words(page, asked), "cr-note") + markup.wrap("h2", link) + markup.tag("p", summary)
    ours = markup.tag("p", t._("The coalition says"), "cr-note") + markup.wrap("p", coalition_line(page, one.latest))
    said = markup.tag("p", t._("The Government says"), "cr-note") + markup.wrap("p", government_line(page, one))
    return markup.wrap("li", "".join(markup.wrap("div", part) for part in (text, ours, said)))


def annex_buttons(page: Page, found: Sequence[Standing]) -> None:
    """The recommendations that the filters leave as an annex: a table, and a workbook with the history."""
    t = page.t

    def made() -> tracker.Annex:
        return tracker.annex(found, page.catalogue, cache.headlines(page.snapshot.name), page.year, t)

    file_buttons(
        page,
        f"recommendations-{page.snapshot.built_at[:10]}-{page.lang}",
        lambda: tracker.annex_csv(made()),
        lambda: tracker.annex_xlsx(made(), tracker.history_table(found, t), page.snapshot, t),
        t._("Annex with history (.xlsx)"),
    )


def show_list_notes(page: Page) -> None:
    """What a status means and what is told nowhere else."""
    t = page.t
    notes = [
        t._("A status is the coalition's judgement on the day named. “Not assessed yet” does not mean that nothing was "
            "done; “cannot tell” means that the evidence does not say."),
        t._("What the Government says about itself stands apart, with its document, and never changes the "
            "coalition's status."),
        t._("Recommendations stand in our own short words, and only those whose text was read. What became of one is "
            "told only where a document says so."),
    ]  # fmt: skip
    lost = assessments.homeless(cache.given_assessments(page.snapshot.name), cache.asked(page.snapshot.name))
    if lost:
        ids = t._(", ").join(f"{one.id} ({one.recommendation})" for one in lost)
        notes.append(t._("Assessments of recommendations that are no longer in the list: {ids}").format(ids=ids))
    show_notes([*notes, t._("Data {snapshot}").format(snapshot=page.snapshot_label)], page.lang)
