"""What only a writer sees: assessing, linking indicators, taking an assessment back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.rights import (
    COALITION,
    GOVERNMENT,
    STATUSES,
    Assessment,
    Draft,
    RecommendationStanding,
    indicator_name,
    latest_words,
    suggest,
)
from etl.intake import LONGEST_TEXT, SHORTEST_WHY, assess, file_under, printed_code, withdraw_entry
from etl.ledger import State
from etl.permissions import Action
from ui.contribute import session_file
from ui.parts import (
    Page,
    cache,
    filled_fold,
    pick,
    pick_some,
    require_actor,
    show_looking_only,
    show_notes,
    show_section,
    show_text,
)
from ui.tracker.listing import show_refusal

Links = Sequence[tuple[str, str, bool]]
_SEEN, _SAVED, _SAID = "tracker_seen", "tracker_saved", "tracker_said"


def show_door(page: Page) -> None:
    """What somebody reads who may only look."""
    show_looking_only(page, Action.BRING)


def show_forms(page: Page, one: RecommendationStanding) -> None:
    """The forms about one recommendation."""
    with st.container(key="tracker_forms"):
        _forms(page, one)


def _save(drafts: Sequence[Draft], links: Links, seen: Mapping[tuple[str, str], str], member: str) -> None:
    """Record and publish, and keep the name of the organisation for the next form of this session."""
    assess(
        State.default(),
        drafts,
        links=links,
        seen=seen,
        member=member,
        today=date.today(),
        who=require_actor(Action.BRING),
    )
    session_file.set_member(member)


def _forms(page: Page, one: RecommendationStanding) -> None:
    t = page.t
    show_section(t._("Assess this"), page.lang)
    if st.session_state.pop(_SAID, False):
        show_text([t._("Recorded and published. It is shown above and in the history.")], page.lang)
    names = {COALITION: t._("The coalition's judgement"), GOVERNMENT: t._("What the Government says")}
    by = (
        pick(
            "segmented_control",
            t._("Whose assessment"),
            list(names),
            name="tracker_by",
            words=names.__getitem__,
            start=COALITION,
            required=True,
            label_visibility="collapsed",
        )
        or COALITION
    )
    seen = _seen(one)
    # No form of Streamlit's: what is chosen in one is known to the browser alone, and lost when the language changes.
    draft, member = _fields(page, one, by)
    if st.button(t._("Record and publish"), type="primary", key=f"assess_{by}"):
        _sent(page, lambda: _save([draft], (), {(one.asked.code, by): seen[by]}, member))
    _suggested(page, one)
    _linking(page, one)
    standing = [given for given in (*one.history, *one.government) if given.stands]
    if standing:
        _taking_back(page, standing)


def _key(name: str) -> str:
    """The key of a field: another one after each save, so that the next assessment begins with empty fields."""
    return f"tracker_{name}_{st.session_state.get(_SAVED, 0)}"


def _seen(one: RecommendationStanding) -> dict[str, str]:
    """The assessments that this person saw as the last ones when the forms were first shown."""
    kept: dict[str, dict[str, str]] = st.session_state.setdefault(_SEEN, {})
    last = {
        by: max((given.id for given in found), default="")
        for by, found in ((COALITION, one.history), (GOVERNMENT, one.government))
    }
    return kept.setdefault(one.asked.code, last)


def _fields(page: Page, one: RecommendationStanding, by: str) -> tuple[Draft, str]:
    t, ours = page.t, by == COALITION
    left, right = st.columns(2, gap="medium")
    with left:
        status = pick(
            "selectbox",
            t._("Status"),
            list(STATUSES),
            name=_key(f"status_{by}"),
            words=lambda code: t._(STATUSES[code]),
            placeholder=t._("Choose a status") if ours else t._("Only in words"),
        )
    with right:
        day = st.date_input(
            t._("Day it holds for") if ours else t._("Day of its document"),
            value="today" if ours else None,
            max_value="today",
            min_value=date(one.asked.year, 1, 1),
            key=_key(f"day_{by}"),
        )
    why = st.text_area(
        t._("Why: what was done, what is missing") if ours else t._("What the Government said"),
        max_chars=LONGEST_TEXT,
        key=_key(f"why_{by}"),
        help=t._("Everybody can read this on the dashboard. Write nothing about single persons."),
    )
    figures, links, source = _evidence_fields(page, one) if ours else ((), (), _source_field(page))
    member = st.text_input(
        t._("Name of the organisation"), value=session_file.member(), max_chars=120, key=_key(f"member_{by}")
    )
    day_text = day.isoformat() if isinstance(day, date) else ""
    draft = Draft(one.asked.code, by, status or "", day_text, " ".join(why.split()), figures, links, source)
    return draft, " ".join(member.split())


def _source_field(page: Page) -> str:
    text = st.text_input(page.t._("Its document, with a page or an address"), max_chars=300, key=_key("source"))
    return " ".join(text.split())


def _evidence_fields(page: Page, one: RecommendationStanding) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    t, headlines = page.t, cache.headlines(page.snapshot.name)
    offered: dict[str, str] = {}
    for code in one.indicators:
        told, latest = latest_words(code, headlines, cache.newest(page.snapshot.name), page.year, t)
        if latest:
            offered[latest.id] = f"{indicator_name(code, page.catalogue, t)}: {told}"
    figures = pick_some(
        t._("Figures as evidence"),
        list(offered),
        name=_key("figures"),
        words=offered.__getitem__,
        accept_new_options=True,
        placeholder=t._("Choose, or type the code under a chart"),
    )
    links = st.text_input(t._("Links, separated by spaces"), placeholder="https://", key=_key("links"))
    return tuple(printed_code(code.strip()) for code in figures), tuple(links.split()), ""


def _sent(page: Page, send: Callable[[], object]) -> None:
    """Do it, or say what keeps it from being done; what was typed stays."""
    t = page.t
    try:
        with st.spinner(t._("Publishing …")):
            send()
    except ChildRightsError as error:
        show_refusal(error, page)
        st.session_state.pop(_SEEN, None)
        return
    st.session_state.pop(_SEEN, None)
    st.session_state[_SAVED] = st.session_state.get(_SAVED, 0) + 1
    st.session_state[_SAID] = True
    st.rerun()


def _linking(page: Page, one: RecommendationStanding) -> None:
    t, now = page.t, list(one.indicators)
    with filled_fold(t._("Link indicators"), key="tracker_link"):
        wanted = pick_some(
            t._("Indicators"),
            list(dict.fromkeys([*now, *page.catalogue.indicators])),
            start=now,
            name=f"tracker_link_{one.asked.code}",
            words=lambda code: indicator_name(code, page.catalogue, t),
        )
        member = st.text_input(
            t._("Name of the organisation"), value=session_file.member(), max_chars=120, key="tracker_link_member"
        )
        changes = [(one.asked.code, code, True) for code in wanted if code not in now]
        changes += [(one.asked.code, code, False) for code in now if code not in wanted]
        if st.button(t._("Save the links"), key="link_indicators"):
            if changes:
                _sent(page, lambda: _save((), changes, {}, member))
            else:
                show_notes([t._("Nothing was changed.")], page.lang)


def _suggested(page: Page, one: RecommendationStanding) -> None:
    """Articles and indicators that what is alike was filed under; a person chooses which of them are right."""
    t, found = page.t, suggest(one.asked, cache.filed(page.snapshot.name))
    codes = [code for code in found.indicators if code not in one.indicators]
    if not found.articles and not codes:
        return
    titles = {
        str(each.article): f"{each.article}. {t.pick(each.short_title_en, each.short_title_km)}"
        for each in page.catalogue.articles
    }
    with filled_fold(t._("Suggested by its words"), key="tracker_suggested"):
        note = t._("Suggestions come from what is alike, and one in three is wrong. Choose only what is right.")
        show_notes([note], page.lang)
        numbers = pick_some(
            t._("Articles"),
            list(map(str, found.articles)),
            name=f"tracker_articles_{one.asked.code}",
            words=titles.__getitem__,
        )
        chosen = pick_some(
            t._("Indicators"),
            codes,
            name=f"tracker_suggested_{one.asked.code}",
            words=lambda code: indicator_name(code, page.catalogue, t),
        )
        member = st.text_input(
            t._("Name of the organisation"), value=session_file.member(), max_chars=120, key="tracker_suggested_member"
        )
        if st.button(t._("Confirm what is chosen"), key="confirm_suggested"):
            if numbers or chosen:
                _sent(page, lambda: _confirm(one, list(map(int, numbers)), chosen, " ".join(member.split())))
            else:
                show_notes([t._("Nothing was changed.")], page.lang)


def _confirm(one: RecommendationStanding, articles: Sequence[int], codes: Sequence[str], member: str) -> None:
    if articles:
        file_under(State.default(), one.asked.code, articles, member=member, who=require_actor(Action.BRING))
    if codes:
        _save((), [(one.asked.code, code, True) for code in codes], {}, member)


def _taking_back(page: Page, standing: Sequence[Assessment]) -> None:
    t = page.t
    words = {
        given.id: f"{given.id} · {t._(STATUSES[given.status]) if given.status else given.why[:40]}"
        for given in standing
    }
    with filled_fold(t._("Take an assessment back"), key="tracker_taking_back"):
        which = (
            pick(
                "selectbox",
                t._("Assessment"),
                list(words),
                name="tracker_back",
                words=words.__getitem__,
                start=next(iter(words)),
            )
            or ""
        )
        why = st.text_input(t._("Why is it taken back?"), max_chars=300, key="tracker_back_why")
        if st.button(t._("Take it back"), key="assessment_back"):
            if len(why.strip()) < SHORTEST_WHY:
                show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
            else:
                _sent(
                    page,
                    lambda: withdraw_entry(
                        State.default(), which, why=" ".join(why.split()), who=require_actor(Action.BRING)
                    ),
                )
