"""The coalition's own asks: each with what took it up by a person's word, and what may."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import load_bearers
from childrights.rights import RecommendationStanding, day_words
from childrights.submissions import (
    A_PERSON_LINKS,
    FIELDS_NOTE,
    MEASURE_KINDS,
    MEASURE_STATES,
    NO_LINK,
    AskStanding,
    OwnAsk,
    StateMeasure,
    Target,
    Uptake,
    asks_csv,
    asks_xlsx,
    measure_day_words,
    reason_words,
)
from etl.intake import OWN_ASKS
from geo import REFERENCE_FOLDER
from ui.parts import Page, cache, markup, show_notes, show_section, show_text, show_title, writer_words
from ui.read import file_buttons
from ui.tracker.bringing import show_template
from ui.tracker.listing import ID, coalition_line, government_line, plain_words, recommendation_words

ASK = "ask"


def ask_of(page: Page, code: str) -> AskStanding | None:
    """Where one ask stands; ``None`` for a code that there is not."""
    return next((one for one in cache.returned(page.snapshot.name).asks if one.ask.code == code), None)


def show_unknown_ask(page: Page, code: str) -> None:
    """What is said of a code that no ask has."""
    _way_back(page)
    show_title(page.t._("There is no ask with the code {code}").format(code=code[:40]), page.lang)


def asks_title(page: Page) -> str:
    """The finding: how many asks came back, by a person's word, and how many proposals wait."""
    t, found = page.t, cache.returned(page.snapshot.name)
    if not found.asks:
        return t._("No ask of the coalition was brought in yet")
    words = t.ngettext(
        "{linked} of {count} ask has a confirmed link to a recommendation",
        "{linked} of {count} asks have a confirmed link to a recommendation",
        len(found.asks),
    ).format(linked=found.linked, count=len(found.asks))
    if not found.waiting:
        return words
    waiting = t.ngettext("{count} proposal waits for a person", "{count} proposals wait for a person", found.waiting)
    return t._("{first}; {second}").format(first=words, second=waiting.format(count=found.waiting))


def show_asks(page: Page) -> None:
    """Every ask; where there is none, what to do."""
    t, found = page.t, cache.returned(page.snapshot.name)
    if not found.asks:
        show_text(
            [
                t._(
                    "Write what your earlier submissions asked into this template, one ask in a row, and bring it "
                    "in here."
                )
            ],
            page.lang,
        )
        show_template(page, OWN_ASKS)
        return
    key = f"asks {page.lang}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, found.asks)), page.lang)


def _list(page: Page, found: Sequence[AskStanding]) -> str:
    return markup.wrap("ul", "".join(_item(page, one) for one in found), "cr-tracker")


def _item(page: Page, one: AskStanding) -> str:
    t = page.t
    head = markup.link(one.ask.text(t), "our_asks", **{ASK: one.ask.code}, lang=page.url_lang)
    text = markup.tag("p", _where(one.ask, page), "cr-note") + markup.wrap("h2", head)
    taken = markup.tag("p", t._("Taken up by"), "cr-note")
    taken += "".join(markup.wrap("p", target_link(page, to)) for _, to in one.linked)
    if not one.linked:
        taken += markup.wrap("p", markup.tag("span", t._(NO_LINK), "quiet"))
    waiting = ""
    if one.proposed:
        label = t.ngettext("{count} proposal to be looked at", "{count} proposals to be looked at", len(one.proposed))
        words = label.format(count=len(one.proposed))
        link = markup.link(words, "our_asks", **{ASK: one.ask.code}, lang=page.url_lang)
        waiting = markup.tag("p", t._("Proposed"), "cr-note") + markup.wrap("p", link)
    return markup.wrap("li", "".join(markup.wrap("div", part) for part in (text, taken, waiting)))


def _where(ask: OwnAsk, page: Page) -> str:
    parts = (ask.document, str(ask.year), ask.own_id, ask.paragraph, ask.submission)
    return " · ".join(part for part in parts if part)


def target_link(page: Page, one: Target) -> str:
    """A recommendation with its status, or a measure with its own; each with the way to it."""
    t = page.t
    if isinstance(one, RecommendationStanding):
        way = markup.link(
            recommendation_words(page, one.asked), "recommendations", **{ID: one.asked.code}, lang=page.url_lang
        )
        return f"{way} {coalition_line(page, one.latest)}"
    when = measure_day_words(one.dated, page.lang)
    told = f"{t._(MEASURE_KINDS[one.kind])} · {t._(MEASURE_STATES[one.status])} · {when}"
    return f"{markup.outside_link(one.title(t), one.source_url)} {markup.tag('small', told)}"


def show_ask(page: Page, one: AskStanding) -> None:
    """One ask with what took it up, each with who said so and why, and its own facts."""
    t, ask = page.t, one.ask
    _way_back(page)
    show_title(ask.text(t), page.lang, kicker=t._("Our asks"), lede=_where(ask, page))
    show_section(t._("Taken up by"), page.lang)
    items = [_linked(page, said, to) for said, to in one.linked]
    if items:
        markup.show(markup.wrap("ol", "".join(markup.wrap("li", item) for item in items), "cr-assessed"), page.lang)
    else:
        show_notes([t._("No link is confirmed yet. That says nothing about what others did.")], page.lang)
    if one.lost:
        ids = t._(", ").join(f"{said.id} ({said.target})" for said in one.lost)
        show_notes([t._("Links to what is no longer in the lists: {ids}").format(ids=ids)], page.lang)
    markup.show(markup.wrap("div", markup.facts(_facts(page, ask)), "cr-asked-facts"), page.lang)


def _linked(page: Page, said: Uptake, one: Target) -> str:
    return target_words_of(page, one) + decision_words(page, said)


def target_words_of(page: Page, one: Target) -> str:
    """A recommendation or a measure with its words, and what became of it."""
    told = markup.wrap("p", target_link(page, one))
    if isinstance(one, StateMeasure):
        about = " · ".join(part for part in (one.about, one.source) if part)
        return told + (markup.tag("p", about, "", page.foreign) if about else "")
    words, lang = plain_words(page, one.asked)
    said = markup.tag("span", page.t._("The Government says")) + ": " + government_line(page, one)
    return told + markup.tag("p", words, "", lang) + markup.wrap("p", said, "cr-note")


def decision_words(page: Page, said: Uptake) -> str:
    """Who decided when, and why."""
    t = page.t
    told = t._("{id}, {member}, {day}, {who}: {why}").format(
        id=said.id,
        member=said.member,
        day=day_words(said.recorded_at, page.lang),
        who=writer_words(said.recorded_by, t),
        why=said.why,
    )
    return markup.tag("p", told, "cr-note")


def show_proposals(page: Page, one: AskStanding) -> None:
    """What may take an ask up and why, for those who may not decide."""
    if not one.proposed:
        return
    show_section(page.t._("Proposals to be looked at"), page.lang)
    items = (
        markup.wrap("li", target_words_of(page, to) + markup.tag("p", reason_words(made, page.t), "cr-note"))
        for made, to in one.proposed
    )
    markup.show(markup.wrap("ol", "".join(items), "cr-assessed"), page.lang)


def _facts(page: Page, ask: OwnAsk) -> list[tuple[str, str]]:
    t, bearers = page.t, load_bearers(REFERENCE_FOLDER)
    names = [
        markup.link(bearers[code].name(page.lang), "our_asks", view="ministries", ministry=code, lang=page.url_lang)
        for code in ask.duty_bearers
        if code in bearers
    ]
    other = ask.text_km if page.lang == "en" else ask.text_en
    return [
        (
            t._("In the other language"),
            markup.tag("span", other, "", page.foreign) if ask.text_en and ask.text_km else "",
        ),
        (t._("Ministries asked"), " · ".join(names)),
        (t._("Articles"), markup.tag("span", t._(", ").join(ask.crc_articles)) if ask.crc_articles else ""),
        (t._("Where it can be read"), markup.outside_link(ask.document, ask.source_url) if ask.source_url else ""),
        (t._("Id"), markup.tag("span", ask.code)),
    ]


def _way_back(page: Page) -> None:
    link = markup.link(page.t._("All our asks"), "our_asks", lang=page.url_lang)
    markup.show(markup.wrap("p", link, "cr-note"), page.lang)


def asks_buttons(page: Page) -> None:
    """The asks as a table, and with measures and ministries as a workbook."""
    t, name = page.t, page.snapshot.name
    file_buttons(
        page,
        f"our-asks-{page.snapshot.built_at[:10]}-{page.lang}",
        lambda: asks_csv(cache.returned(name), t),
        lambda: asks_xlsx(cache.returned(name), cache.ministry_cards(name), page.snapshot, page.catalogue, t),
        t._("Asks, measures and ministries (.xlsx)"),
    )


def show_asks_notes(page: Page) -> None:
    """What a link says and does not say, and how a ministry is found."""
    show_notes([page.t._(A_PERSON_LINKS), page.t._(FIELDS_NOTE)], page.lang)
