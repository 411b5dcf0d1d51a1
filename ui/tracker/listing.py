"""Everything Cambodia was asked, newest first, with the coalition's status beside the Government's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import Translator
from childrights.rights import (
    KIND_WORDS,
    MATTERS,
    MECHANISMS,
    NOT_ASSESSED,
    SECOND_HAND,
    Assessment,
    Entry,
    Loaded,
    Recommendation,
    RecommendationStanding,
    Tally,
    assessment,
    count_by_status,
    day_words,
    entries_of,
    government_words,
    heads_of,
    in_all_words,
    load_rules,
    origin_of,
    review_cycles,
    shown_rules,
    state_words,
    status_words,
    tally,
    tally_words,
    tracker,
)
from etl.intake import DraftRefused, NotRecognised, wrong_words
from ui.parts import Page, TableCell, cache, markup, show_notes, show_table
from ui.read import file_buttons

ID = "id"
_LOST = re.compile(r"[^\w.,+/:-]+", re.ASCII)
"""What may not stand in the address (``ui.parts`` lets codes alone in)."""


def url_code(words: str) -> str:
    """A document, topic or State as one word for the URL: ``UPR_cycle_4``.

    What is lost besides blanks (other letters, apostrophes) is told apart by a few letters of its hash.
    """
    spaced = words.replace(" ", "_")
    code = _LOST.sub("-", spaced)
    return code if code == spaced else f"{code.strip('-')}.{sha256(words.encode()).hexdigest()[:6]}"


def standing_of(page: Page, code: str) -> RecommendationStanding | None:
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


def government_line(page: Page, one: RecommendationStanding) -> str:
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


def recommendation_words(page: Page, asked: Recommendation) -> str:
    """Year, who asked, what kind and number."""
    t = page.t
    number = asked.number
    if asked.mechanism != "UPR" and number:
        number = t._("paragraph {number}").format(number=number)
    parts = [
        str(asked.year),
        t._(MECHANISMS[asked.mechanism]),
        t._(KIND_WORDS[asked.kind]),
        number,
        state_words(asked.recommending_state, t),
        t._("urgent") if asked.urgent else "",
    ]
    return " · ".join(part for part in parts if part)


def name_of(page: Page, asked: Recommendation) -> str:
    """Its topic, or what it asks where it has none."""
    return page.t.pick(asked.topic or asked.summary, asked.topic_km or asked.summary_km)


FEW_PARTS = 4
FILTERS = ("right", "topic", "ministry", "state", "by", "article", "cycle", "answer", "status", "from")


def tracker_title(page: Page) -> str:
    """The finding: how many recommendations were read and how many of them were assessed, and how.

    Parts, concerns and questions are judged one by one too, but are no recommendations of their own and not counted.
    """
    t, lines = page.t, entries_of(everything(page))
    asking = [one for one in lines if one.head.asked.kind == "recommendation"]
    heads = [one.head for one in asking]
    counts = count_by_status(heads)
    total, open_ = len(heads), counts[NOT_ASSESSED]
    about = sum(any(part.asked.on_children for part in (one.head, *one.parts)) for one in asking)
    if open_ == total:
        text = t._(
            "{count} recommendations to Cambodia were read so far, {children} of them on children; the coalition "
            "has not assessed their follow-up yet"
        )
        return text.format(count=total, children=about)
    text = t._(
        "Of {count} recommendations read so far, {children} of them on children, {answered} are answered, "
        "{partly} partly, {not_answered} not; for {cannot_tell} the evidence does not say, {open} are not "
        "assessed yet"
    )
    told = {name: counts[name] for name in assessment.STATUSES}
    return text.format(count=total, children=about, open=open_, **told)


def everything(page: Page) -> tuple[RecommendationStanding, ...]:
    """All that ask something, newest first."""
    return tuple(cache.standings(page.snapshot.name).values())


def show_way_back(page: Page) -> None:
    """The way to the list, as it was filtered."""
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    link = markup.link(page.t._("All recommendations"), "recommendations", **kept, lang=page.url_lang)
    markup.show(markup.wrap("p", link, "cr-note"), page.lang)


def show_list(page: Page, left: Sequence[RecommendationStanding], shown: Sequence[Entry]) -> None:
    """How the chosen ones stand together, then one by one."""
    if not left:
        show_notes(
            [page.t._("Nothing that was asked fits these choices. Choose another status, cycle or right.")], page.lang
        )
        return
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    key = f"tracker {page.lang} {kept} {[one.head.asked.code for one in shown]} {len(left)}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, left, shown, kept)), page.lang)


def _list(page: Page, left: Sequence[RecommendationStanding], shown: Sequence[Entry], kept: dict[str, str]) -> str:
    return _bar(page, left) + markup.wrap("ul", "".join(_item(page, one, kept) for one in shown), "cr-tracker")


def _bar(page: Page, left: Sequence[RecommendationStanding]) -> str:
    """How much is listed, and how many recommendations stand where, as one bar with its words."""
    counts = {status: count for status, count in count_by_status(heads_of(left)).items() if count}
    held = tally_words(tally([one.asked for one in left]), page.t)
    shown = markup.tag("p", page.t._("Listed: {held}").format(held=held), "cr-note")
    parts = [(f"cr-answer {status or 'none'}", count) for status, count in counts.items()]
    words = [f"{tracker.status_words(status, page.t)}: {count}" for status, count in counts.items()]
    return shown + (markup.parts_bar(parts, words) if parts else "")


def _item(page: Page, entry: Entry, kept: dict[str, str]) -> str:
    t, one = page.t, entry.head
    asked = one.asked
    words, lang = plain_words(page, asked)
    if entry.whole:
        head = markup.link(name_of(page, asked), "recommendations", **{ID: asked.code}, **kept, lang=page.url_lang)
        text = (
            markup.tag("p", recommendation_words(page, asked), "cr-note")
            + markup.wrap("h2", head)
            + (markup.tag("p", words, "", lang) if asked.topic else "")
        )
    else:
        head = markup.tag("span", t.pick(asked.topic, asked.topic_km) or asked.paragraph)
        text = markup.tag("p", _together_words(page, entry), "cr-note") + markup.wrap("h2", head)
    text += parts_list(page, entry.parts, kept)
    ours = markup.tag("p", t._("The coalition says"), "cr-note") + markup.wrap("p", coalition_line(page, one.latest))
    said = markup.tag("p", t._("The Government says"), "cr-note") + markup.wrap("p", _said(page, entry))
    return markup.wrap("li", "".join(markup.wrap("div", part) for part in (text, ours, said)))


def _said(page: Page, entry: Entry) -> str:
    """The Government's words about a whole; of parts without one their answers, where they are alike."""
    answers = {one.asked.position for one in entry.parts}
    if entry.whole or len(answers) == 1:
        return government_line(page, entry.head)
    return markup.tag("span", page.t._("Differs by part"), "quiet")


def _together_words(page: Page, entry: Entry) -> str:
    """Year, body and number of a recommendation of which only parts are rows, and by how many States."""
    asked, t = entry.head.asked, page.t
    states = {one.asked.recommending_state for one in entry.parts} - {""}
    count = t.ngettext("{count} State", "{count} States", len(states)).format(count=len(states)) if states else ""
    parts = (str(asked.year), t._(MECHANISMS[asked.mechanism]), t._(KIND_WORDS[asked.kind]), asked.paragraph, count)
    return " · ".join(part for part in parts if part)


def parts_list(page: Page, parts: Sequence[RecommendationStanding], kept: Mapping[str, str]) -> str:
    """The parts of a recommendation, each with who asked it or its letter, its words, and its answer."""
    items = []
    for one in parts:
        asked = one.asked
        who = state_words(asked.recommending_state, page.t)
        number = asked.number if asked.number != asked.paragraph else ""
        label = " ".join(part for part in (number, who) if part) or asked.number
        words, lang = plain_words(page, asked)
        told = markup.link(label, "recommendations", **{ID: asked.code, **kept}, lang=page.url_lang)
        told += " " + markup.tag("span", words, "", lang)
        status = f" · {status_words(one.status, page.t)}" if one.latest else ""
        if status or asked.position:
            told += markup.tag("small", page.t.pick(asked.position, asked.position_km) + status)
        items.append(markup.wrap("li", told))
    if not items:
        return ""
    listed = markup.wrap("ul", "".join(items), "cr-parts")
    label = page.t.ngettext("{count} part", "{count} parts", len(items)).format(count=len(items))
    return listed if len(items) <= FEW_PARTS else markup.disclosure(label, listed)


def plain_words(page: Page, asked: Recommendation) -> tuple[str, str]:
    """What was asked, in the language of the page where somebody wrote it so, and the language where it is another."""
    words = page.t.pick(asked.summary, asked.summary_km)
    return words, page.foreign if words == asked.summary else ""


def annex_buttons(page: Page, found: Sequence[RecommendationStanding]) -> None:
    """The recommendations that the filters leave as an annex: a table, and a workbook with the history."""
    t = page.t

    def made() -> tracker.Annex:
        return tracker.recommendation_annex(
            found, cache.headlines(page.snapshot.name), cache.newest(page.snapshot.name), page.year, t
        )

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
        t._(
            "A status is the coalition's judgement on the day named. “Not assessed yet” does not mean that nothing was "
            "done; “cannot tell” means that the evidence does not say."
        ),
        t._(
            "What the Government says about itself is shown separately, with its document, and never changes the "
            "coalition's status."
        ),
        t._(
            "Recommendations are summarised in our own words, and only those whose text was read are listed. "
            "Follow-up is shown only where a document reports it."
        ),
    ]
    lost = assessment.homeless(cache.given_assessments(page.snapshot.name), cache.asked(page.snapshot.name))
    if lost:
        ids = t._(", ").join(f"{one.id} ({one.recommendation})" for one in lost)
        notes.append(t._("Assessments of recommendations that are no longer in the list: {ids}").format(ids=ids))
    show_notes([*notes, t._("Data {snapshot}").format(snapshot=page.snapshot_label)], page.lang)


def of_documents(page: Page) -> tuple[Loaded, ...]:
    """Every document with how much of it is here."""
    name = page.snapshot.name
    asked, given = cache.asked(name), cache.given_additions(name)
    brought = {one.code: origin for one in asked if (origin := origin_of(one.code, given))}
    return review_cycles.loaded(review_cycles.load_reviews(), asked, brought)


def show_how_much(page: Page) -> None:
    """One line under the title: how much of each document that somebody counted is here."""
    t = page.t
    counted = [one for one in of_documents(page) if one.review.in_all and one.here < one.review.in_all]
    if not counted:
        return
    parts = [
        t._("{here} of {all} from {document} ({year})").format(
            here=one.here, all=one.review.in_all, document=one.review.document, year=one.review.year
        )
        for one in counted
    ]
    words = t._("This list is not complete. It covers: {parts}. What is missing is listed below.")
    show_notes([words.format(parts=t._(", ").join(parts))], page.lang)


def show_of_document(page: Page, cycle: str) -> None:
    """What is missing of the document that was chosen, by its code in the URL."""
    one = next((one for one in of_documents(page) if url_code(one.review.document) == url_code(cycle)), None)
    if one is not None and (words := missing_words(page, one)):
        show_notes([f"{one.review.document}: {words}"], page.lang)


def show_missing(page: Page) -> None:
    """Every document: how many recommendations it holds, how many are here, and what is missing."""
    t = page.t
    head = [
        TableCell(t._("Document")),
        TableCell(t._("Recommendations here"), css="num"),
        TableCell(t._("Beside them")),
        TableCell(t._("In all, and who counted")),
        TableCell(t._("What is missing")),
    ]
    rows = [
        [
            TableCell(markup=_name(page, one)),
            TableCell(str(one.here), css="num"),
            TableCell(beside_words(one.held, t), css="quiet"),
            TableCell(in_all_words(one.review, t)),
            TableCell(missing_words(page, one)),
        ]
        for one in of_documents(page)
    ]
    caption = t._("How much of each document is in the list")
    show_table(t._("What is here, and what is missing"), markup.table(caption, head, rows, "cr-missing"), page.lang)
    show_notes(
        [
            t._(
                "Older documents, such as the Committee's observations of June 2000 on the first report, are not in "
                "the list. Nor are the observations of other committees (racial discrimination 2010 and 2019, torture, "
                "civil rights 2022, social rights 2023, enforced disappearances 2024): their texts were not read."
            )
        ],
        page.lang,
    )


def beside_words(held: Tally, t: Translator) -> str:
    """What a document holds that is no recommendation of its own, and how many a count by State finds."""
    rest = tally_words(replace(held, recommendations=0, rows=1), t)
    if held.by_state == held.recommendations:
        return rest or "–"
    states = t._("{count} when counted by State").format(count=held.by_state)
    return t._(", ").join(part for part in (states, rest) if part)


def show_rules(page: Page) -> None:
    """How a review goes and by when, as far as it was read: rows of a table that the coalition edits."""
    t, rows = page.t, []
    for one in shown_rules(load_rules(), page.year):
        source = markup.outside_link(one.source, one.source) if "://" in one.source else markup.tag("span", one.source)
        since = t._("since {year}").format(year=one.applies_from) if one.applies_from else ""
        checked = t._("checked on {day}").format(day=day_words(one.checked_on, page.lang))
        told = [since, t._("second hand") if one.read == SECOND_HAND else "", checked]
        about = markup.tag("small", t._(", ").join(part for part in told if part))
        rows.append(
            [
                TableCell(f"{t._(MECHANISMS[one.mechanism])}: {t._(MATTERS[one.matter])}"),
                TableCell(t.pick(one.rule, one.rule_km)),
                TableCell(markup=f"{source} {about}"),
            ]
        )
    head = [TableCell(t._("Review")), TableCell(t._("Rule")), TableCell(t._("Source"))]
    caption = t._("How a review goes, and by when")
    show_table(caption, markup.table(caption, head, rows, "cr-missing cr-rules"), page.lang)
    note = t._(
        "Deadlines and lengths change: look at the source before you rely on one. Rules that were not read in a source "
        "are left out. The table is data/reference/review_rules.csv."
    )
    show_notes([note], page.lang)


def missing_words(page: Page, one: Loaded) -> str:
    """What was not read of a document, and how many recommendations people brought in since."""
    t = page.t
    told = [t.pick(one.review.missing, one.review.missing_km)]
    if one.brought_in:
        told.append(
            t.ngettext(
                "Since then {count} was brought in or corrected from a spreadsheet.",
                "Since then {count} were brought in or corrected from a spreadsheet.",
                one.brought_in,
            ).format(count=one.brought_in)
        )
    elif not told[0]:
        told = [t._("Not known: it was brought in from a spreadsheet.")]
    return " ".join(part if part.endswith((".", "។")) else part + t._(".") for part in told if part)


def _name(page: Page, one: Loaded) -> str:
    """Year, body and document, with the way to what is here."""
    t, review = page.t, one.review
    name = f"{review.year} · {review.document}"
    link = markup.link(name, "recommendations", cycle=url_code(review.document), lang=page.url_lang)
    shown = link if one.here else markup.tag("span", name)
    title = t.pick(review.title, review.title_km)
    return shown + markup.tag("small", f"{t._(MECHANISMS[review.mechanism])}: {title}")
