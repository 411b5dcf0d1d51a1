"""Pieces that the list, the single recommendation and the page of a right share."""

from __future__ import annotations

from childrights.assessments import Assessment, Standing
from childrights.errors import ChildRightsError
from childrights.recommendations import KIND_WORDS, MECHANISMS, Recommendation
from childrights.tracker import day_words, government_words, status_words
from etl.intake import DraftRefused, NotRecognised, wrong_words
from ui import cache, markup
from ui.page import Page

ID = "id"


def cycle_code(document: str) -> str:
    """The document of a reporting cycle as one word for the URL: ``UPR_cycle_4``."""
    return document.replace(" ", "_")


def standing_of(page: Page, code: str) -> Standing | None:
    """Where one recommendation stands; ``None`` for a code that asks nothing."""
    return cache.standings(page.snapshot.name).get(code)


def error_words(error: ChildRightsError, page: Page) -> list[str]:
    """What keeps something from being done, in the language of the page."""
    t = page.t
    if isinstance(error, DraftRefused):
        return list(dict.fromkeys(wrong_words(one, t) for one in error.faults))
    if isinstance(error, NotRecognised):
        return [error.told(t)]
    message = getattr(error, "message_id", "")
    return [t._(message).format_map({"file": "", **getattr(error, "params", {})}) if message else t._(str(error))]


def show_refusal(error: ChildRightsError, page: Page) -> None:
    """Why something was not done, where a person looks for it."""
    markup.show("".join(markup.tag("p", words, "cr-halt") for words in error_words(error, page)), page.lang)


def status_chip(status: str, page: Page) -> str:
    """The coalition's status with its mark, so that it does not hang on a colour."""
    mark = markup.wrap("i", "", f"cr-answer {status or 'none'}")
    return markup.wrap("span", mark + markup.tag("b", status_words(status, page.t)), "cr-status")


def coalition_line(page: Page, latest: Assessment | None) -> str:
    """The coalition's status and since when."""
    if latest is None:
        return status_chip("", page)
    when = page.t._("as of {day}").format(day=day_words(latest.assessed_on, page.lang))
    return f"{status_chip(latest.status, page)} {markup.tag('small', when)}"


def government_line(page: Page, one: Standing) -> str:
    """What the Government says about itself and answered at the review; says so where nothing is known."""
    t, asked, parts = page.t, one.asked, []
    if one.said:
        parts.append(markup.tag("span", government_words(one.said, t)))
        source = t._("{source}, {day}").format(source=one.said.source, day=day_words(one.said.assessed_on, page.lang))
        parts.append(markup.tag("small", source))
    if asked.position:
        answer = t._("Answer at the review: {position}").format(position=t.pick(asked.position, asked.position_km))
        parts.append(markup.tag("small" if one.said else "span", answer))
    return " ".join(parts) or markup.tag("span", t._("not known here"), "quiet")


def about_words(page: Page, asked: Recommendation) -> str:
    """Year, who asked, what kind and number."""
    t = page.t
    number = asked.number
    if asked.mechanism == "CRC" and number:
        number = t._("paragraph {number}").format(number=number)
    parts = [
        str(asked.year),
        t._(MECHANISMS[asked.mechanism]),
        t._(KIND_WORDS[asked.kind]),
        number,
        asked.recommending_state,
    ]
    return " · ".join(part for part in parts if part)


def name_of(page: Page, asked: Recommendation) -> str:
    """Its topic, or what it asks where it has none."""
    return page.t.pick(asked.topic or asked.summary, asked.topic_km or asked.summary_km)
