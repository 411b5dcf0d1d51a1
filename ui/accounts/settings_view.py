"""Settings: each with what it does, since when it stands so, and the way to change it."""

from __future__ import annotations

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.wording import counted_words, reading_words
from etl.ledger import (
    DUE,
    KEEP_MONTHS,
    SETTINGS,
    THRESHOLD,
    StandingSetting,
    State,
    change_setting,
    removed_by_age,
    settings,
)
from etl.permissions import Action
from ui.parts import (
    Page,
    markup,
    moment_words,
    pick,
    require_actor,
    show_notes,
    show_section,
    show_title,
    writer_words,
)

CHOICES = {"auto": N_("As the dashboard is reached"), "always": N_("Always")}
_SAID = "settings_said"


def show_settings(page: Page) -> None:
    """The page of settings, for an administrator."""
    t = page.t
    require_actor(Action.CHANGE_SETTINGS)
    found = settings(State.default())
    changed = sum(bool(one.changed_at) for one in found)
    title = t.ngettext("{count} setting was changed", "{count} settings were changed", changed).format(count=changed)
    show_title(
        title if changed else t._("All settings are at their defaults"),
        page.lang,
        kicker=t._("Settings"),
        lede=t._("They take effect at once and for everybody. Each change is in the record."),
    )
    if said := st.session_state.pop(_SAID, ""):
        show_notes([said], page.lang)
    wanted = {one.setting.key: _control(page, one) for one in found if one.setting.key in SETTINGS}
    if st.button(t._("Save"), type="primary", key="settings_save"):
        _save(page, {one.setting.key: one.value for one in found}, wanted)
    days = [one for one in found if one.setting.key.startswith(DUE) and one.value]
    if days:
        told = [t._("{member}: {day}").format(member=one.setting.key.removeprefix(DUE), day=one.value) for one in days]
        show_notes([t._("Days of single members: {days}").format(days=t._(", ").join(told))], page.lang)
    _thresholds(page, [one for one in found if one.setting.key.startswith(THRESHOLD)])
    show_notes([reading_words(counted_words(), t)], page.lang)


def _control(page: Page, one: StandingSetting) -> object:
    """A control for a setting, and when it was changed; the value that it has now."""
    t, known = page.t, one.setting
    with st.container(key=f"setting_{known.key}"):
        value = _value(page, one)
        told = t._(known.help)
        if one.changed_at:
            day, who = moment_words(one.changed_at, page.lang), writer_words(one.changed_by, t)
            told += " " + t._("Changed on {day}, {who}.").format(day=day, who=who)
        if known.key == KEEP_MONTHS:
            told += " " + _removed(page)
        markup.show(markup.tag("p", told, "cr-note"), page.lang)
    return value


def _removed(page: Page) -> str:
    """How many copies ended by their age until now."""
    t, gone = page.t, removed_by_age(State.default())
    if not gone.copies:
        return t._("None has been removed because of its age so far.")
    told = t.ngettext(
        "{count} copy has been removed because of its age so far, the last on {day}.",
        "{count} copies have been removed because of their age so far, the last on {day}.",
        gone.copies,
    )
    return told.format(count=gone.copies, day=moment_words(gone.last, page.lang))


def _value(page: Page, one: StandingSetting) -> object:
    t, known = page.t, one.setting
    key, name = f"set_{known.key}", t._(known.name)
    if known.kind == "switch":
        return st.toggle(name, value=bool(one.value), key=key)
    if known.kind == "choice":
        words = {code: t._(CHOICES.get(code, code)) for code in known.choices}
        return pick("radio", name, known.choices, name=key, words=words.__getitem__, start=str(one.value))
    if known.kind == "day":
        return st.text_input(name, value=str(one.value), key=key, max_chars=5, placeholder="03-31", width=420)
    return st.number_input(
        name, min_value=known.lowest, max_value=known.highest, value=int(one.value), step=1, key=key, width=420
    )


def _save(page: Page, before: dict[str, bool | int | str], wanted: dict[str, object]) -> None:
    t = page.t
    changed = {key: value for key, value in wanted.items() if value is not None and value != before[key]}
    try:
        for key, value in changed.items():
            change_setting(State.default(), key, value, who=require_actor(Action.CHANGE_SETTINGS))
    except ChildRightsError as refusal:
        show_notes([refusal.words(t)], page.lang)
        return
    st.session_state[_SAID] = t._("Saved.") if changed else t._("Nothing was changed.")
    st.rerun()


def _thresholds(page: Page, raised: list[StandingSetting]) -> None:
    """The smallest number of children that is shown, for single indicators; it is only ever raised."""
    t, known = page.t, page.catalogue.indicators
    show_section(t._("Smallest number of children that is shown"), page.lang)
    told = [
        t._("{indicator}: {count}").format(indicator=known[code].short_name(page.lang), count=one.value)
        for one in raised
        if (code := one.setting.key.removeprefix(THRESHOLD)) in known
    ]
    show_notes(
        [*told, t._("In members' figures. It can be raised for an indicator, and never lowered again.")], page.lang
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = pick(
            "selectbox",
            t._("Indicator"),
            list(known),
            name="threshold_indicator",
            words=lambda one: known[one].short_name(page.lang),
            placeholder=t._("Choose one"),
            width=420,
        )
        number = st.number_input(
            t._("At least"), min_value=1, max_value=1000, value=10, key="threshold_number", width=140
        )
        if st.button(t._("Raise"), key="threshold_raise", disabled=not chosen):
            _raise(page, chosen or "", int(number))


def _raise(page: Page, code: str, number: int) -> None:
    try:
        change_setting(State.default(), THRESHOLD + code, number, who=require_actor(Action.CHANGE_SETTINGS))
    except ChildRightsError as refusal:
        show_notes([refusal.words(page.t)], page.lang)
        return
    st.session_state[_SAID] = page.t._("Saved.")
    st.rerun()
