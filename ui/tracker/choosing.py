"""Choosing among everything that was asked: by right, topic, ministry, State, body, article, cycle, answer, status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from childrights.rights import (
    CHILDREN,
    MECHANISMS,
    NOT_ASSESSED,
    NOT_CHILDREN,
    POSITIONS,
    Entry,
    RecommendationStanding,
    assessment,
    count_by_status,
    cycles,
    entries_of,
    load_ministries,
    ministries_of,
    state_words,
    tracker,
)
from ui.parts import Page, cache, choose, filled_fold, filter_bar, numbered_right
from ui.tracker.listing import everything, url_code

ALL, NONE = "all", "none"
A_PAGE = 12
_MORE = ("by", "article", "cycle", "answer", "status")


def choose_standings(page: Page) -> tuple[tuple[RecommendationStanding, ...], tuple[Entry, ...]]:
    """What the filters leave, and the lines of it that are shown."""
    t, found = page.t, everything(page)
    names = _names(page, found)
    with filter_bar("recommendations"):
        right = _choose(t._("Right"), names["right"], "right", t._("All rights"))
        topic = _choose(t._("Topic"), names["topic"], "topic", t._("All topics"))
        ministry = _choose(t._("Ministry"), names["ministry"], "ministry", t._("All ministries"))
        state = _choose(t._("State that asked"), names["state"], "state", t._("All States"))
        pages = st.container()
    opened = any(st.query_params.get(name) for name in _MORE)
    with filled_fold(t._("More filters"), key="tracker_more", expanded=opened), filter_bar("recommendations_more"):
        by = _choose(t._("Asked by"), names["by"], "by", t._("Everybody"))
        article = _choose(t._("Article"), names["article"], "article", t._("All articles"))
        cycle = _choose(t._("Cycle"), names["cycle"], "cycle", t._("All cycles"))
        answer = _choose(t._("Answer of the State"), names["answer"], "answer", t._("Every answer"))
        status = _choose(t._("Status by the coalition"), names["status"], "status", t._("Every status"))
    asked = [one.asked for one in found]
    documents = {url_code(one.document): one.document for one in cycles(asked)}
    themes = {url_code(theme): theme for one in asked for theme in one.themes}
    states = {url_code(one.recommending_state): one.recommending_state for one in asked}
    left = assessment.filter_recommendations(
        found,
        cluster=right,
        mechanism=by,
        cycle=documents[cycle] if cycle else "",
        status=None if not status else NOT_ASSESSED if status == NONE else status,
        topic=themes[topic] if topic else "",
        article=int(article or 0),
        ministry=next((one for one in load_ministries() if one.code == ministry), None),
        state=states[state] if state else "",
        position=None if not answer else "" if answer == NONE else answer,
    )
    lines = entries_of(left)
    with pages:
        start = _page_of(page, len(lines))
    return left, lines[start - 1 : start - 1 + A_PAGE]


def _names(page: Page, found: Sequence[RecommendationStanding]) -> Mapping[str, dict[str, str]]:
    """Every option of every filter with its words, made once for a snapshot and language."""

    def made() -> Mapping[str, dict[str, str]]:
        t, asked = page.t, [one.asked for one in found]
        rights = {CHILDREN: t._("All on children"), NOT_CHILDREN: t._("Not on children in particular")}
        used = {one.cluster for one in asked}
        rights |= {c: numbered_right(one, page.lang) for c, one in page.catalogue.clusters.items() if c in used}
        themes: dict[str, str] = {}
        for one in asked:
            khmer = [part.strip() for part in one.topic_km.split(";")]
            for at, theme in enumerate(one.themes):
                themes.setdefault(url_code(theme), t.pick(theme, khmer[at] if len(khmer) == len(one.themes) else ""))
        about = {code for one in asked for code in one.article_numbers}
        titles = {one.article: t.pick(one.short_title_en, one.short_title_km) for one in page.catalogue.articles}
        fields = {one.code for item in asked for one in ministries_of(item, load_ministries())}
        states = {one.recommending_state for one in asked} - {""}
        answers = {one.answer for one in asked if one.mechanism == "UPR"}
        status = {code: tracker.status_words(code, t) for code in count_by_status(found)}
        return {
            "right": rights,
            "topic": dict(sorted(themes.items(), key=lambda pair: pair[1].casefold())),
            "ministry": {one.code: one.name(page.lang) for one in load_ministries() if one.code in fields},
            "state": dict(sorted(((url_code(one), state_words(one, t)) for one in states), key=lambda pair: pair[1])),
            "by": {code: t._(words) for code, words in MECHANISMS.items() if any(o.mechanism == code for o in asked)},
            "article": {str(one): f"{one}. {titles[one]}" for one in sorted(about)},
            "cycle": {url_code(one.document): f"{one.year} · {one.document}" for one in cycles(asked)},
            "answer": {code: t._(words) for code, words in POSITIONS.items() if code in answers}
            | ({NONE: t._("not known here")} if "" in answers else {}),
            "status": {NONE if code == NOT_ASSESSED else code: words for code, words in status.items()},
        }

    return cache.answer(page.snapshot.name, ("tracker filters", page.lang), made)


def _page_of(page: Page, count: int) -> int:
    starts = [str(first) for first in range(1, max(count, 1) + 1, A_PAGE)]

    def span(first: str) -> str:
        last = min(int(first) + A_PAGE - 1, count)
        return page.t._("{first}–{last} of {all}").format(first=first if count else 0, last=last, all=count)

    return int(choose(page.t._("Newest first"), starts, param="from", words=span))


def _choose(label: str, names: dict[str, str], param: str, everything: str) -> str:
    """A filter; empty when nothing is left out."""
    code = choose(label, [ALL, *names], param=param, words=lambda one: names.get(one, everything), clears=("from",))
    return "" if code == ALL else code
