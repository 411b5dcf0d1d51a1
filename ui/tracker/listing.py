"""Everything Cambodia was asked, newest first, with the coalition's status beside the Government's."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.rights import (
    KIND_WORDS,
    MECHANISMS,
    NOT_ASSESSED,
    Assessment,
    Loaded,
    Recommendation,
    RecommendationStanding,
    assessment,
    count_by_status,
    cycles,
    day_words,
    government_words,
    in_all_words,
    origin_of,
    review_cycles,
    status_words,
    tracker,
)
from etl.intake import DraftRefused, NotRecognised, wrong_words
from ui.parts import Page, TableCell, cache, choose, filter_bar, markup, numbered_right, show_notes, show_table
from ui.read import file_buttons

ID = "id"


def cycle_code(document: str) -> str:
    """The document of a reporting cycle as one word for the URL: ``UPR_cycle_4``."""
    return document.replace(" ", "_")


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


ALL, NONE = "all", "none"
A_PAGE = 12
FILTERS = ("right", "by", "cycle", "status", "from")


def tracker_title(page: Page) -> str:
    """The finding: how many of all were assessed, and how."""
    t, counts = page.t, count_by_status(everything(page))
    total, open_ = sum(counts.values()), counts[NOT_ASSESSED]
    if open_ == total:
        text = t._(
            "{count} things Cambodia was asked were read so far; the coalition has not assessed yet what became of them"
        )
        return text.format(count=total)
    text = t._(
        "Of {count} things read so far that Cambodia was asked, {answered} are answered, "
        "{partly} partly, {not_answered} not; for {cannot_tell} the evidence does not tell, "
        "{open} are not assessed yet"
    )
    return text.format(count=total, open=open_, **{name: counts[name] for name in assessment.STATUSES})


def everything(page: Page) -> tuple[RecommendationStanding, ...]:
    """All that ask something, newest first."""
    return tuple(cache.standings(page.snapshot.name).values())


def show_way_back(page: Page) -> None:
    """The way to the list, as it was filtered."""
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    link = markup.link(page.t._("All recommendations"), "recommendations", **kept, lang=page.url_lang)
    markup.show(markup.wrap("p", link, "cr-note"), page.lang)


def choose_standings(page: Page) -> tuple[tuple[RecommendationStanding, ...], tuple[RecommendationStanding, ...]]:
    """What the filters leave, and the page of it that is shown."""
    t, found = page.t, everything(page)
    rights = {
        code: numbered_right(one, page.lang)
        for code, one in page.catalogue.clusters.items()
        if any(s.asked.cluster == code for s in found)
    }
    documents = {cycle_code(one.document): one for one in cycles([s.asked for s in found])}
    states = {NONE if code == NOT_ASSESSED else code: tracker.status_words(code, t) for code in count_by_status(found)}
    with filter_bar("recommendations"):
        right = _choose(t._("Right"), rights, "right", t._("All rights"))
        by = _choose(t._("Asked by"), {code: t._(MECHANISMS[code]) for code in MECHANISMS}, "by", t._("Everybody"))
        told = {code: f"{one.year} · {one.document}" for code, one in documents.items()}
        cycle = _choose(t._("Cycle"), told, "cycle", t._("All cycles"))
        status = _choose(t._("Status by the coalition"), states, "status", t._("Every status"))
        left = assessment.filter_recommendations(
            found,
            cluster=right,
            mechanism=by,
            cycle=documents[cycle].document if cycle else "",
            status=None if not status else NOT_ASSESSED if status == NONE else status,
        )
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


def show_list(page: Page, left: Sequence[RecommendationStanding], shown: Sequence[RecommendationStanding]) -> None:
    """How the chosen ones stand together, then one by one."""
    if not left:
        show_notes(
            [page.t._("Nothing that was asked fits these choices. Choose another status, cycle or right.")], page.lang
        )
        return
    kept = {name: value for name in FILTERS if (value := st.query_params.get(name, ""))}
    key = f"tracker {page.lang} {kept} {[one.asked.code for one in shown]} {len(left)}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _list(page, left, shown, kept)), page.lang)


def _list(
    page: Page, left: Sequence[RecommendationStanding], shown: Sequence[RecommendationStanding], kept: dict[str, str]
) -> str:
    return _bar(page, left) + markup.wrap("ul", "".join(_item(page, one, kept) for one in shown), "cr-tracker")


def _bar(page: Page, left: Sequence[RecommendationStanding]) -> str:
    """How many stand where, as one bar with its words."""
    counts = {status: count for status, count in count_by_status(left).items() if count}
    parts = [(f"cr-answer {status or 'none'}", count) for status, count in counts.items()]
    words = [f"{tracker.status_words(status, page.t)}: {count}" for status, count in counts.items()]
    return markup.parts_bar(parts, words)


def _item(page: Page, one: RecommendationStanding, kept: dict[str, str]) -> str:
    t, asked = page.t, one.asked
    link = markup.link(name_of(page, asked), "recommendations", **{ID: asked.code}, **kept, lang=page.url_lang)
    summary = t.pick(asked.summary, asked.summary_km) if asked.topic else ""
    text = (
        markup.tag("p", recommendation_words(page, asked), "cr-note")
        + markup.wrap("h2", link)
        + markup.tag("p", summary)
    )
    ours = markup.tag("p", t._("The coalition says"), "cr-note") + markup.wrap("p", coalition_line(page, one.latest))
    said = markup.tag("p", t._("The Government says"), "cr-note") + markup.wrap("p", government_line(page, one))
    return markup.wrap("li", "".join(markup.wrap("div", part) for part in (text, ours, said)))


def annex_buttons(page: Page, found: Sequence[RecommendationStanding]) -> None:
    """The recommendations that the filters leave as an annex: a table, and a workbook with the history."""
    t = page.t

    def made() -> tracker.Annex:
        return tracker.recommendation_annex(found, page.catalogue, cache.headlines(page.snapshot.name), page.year, t)

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
            "What the Government says about itself stands apart, with its document, and never changes the "
            "coalition's status."
        ),
        t._(
            "Recommendations stand in our own short words, and only those whose text was read. What became of one is "
            "told only where a document says so."
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
    words = t._("This list is not complete. Here are: {parts}. What is missing stands under the list.")
    show_notes([words.format(parts=t._(", ").join(parts))], page.lang)


def show_of_document(page: Page, cycle: str) -> None:
    """What is missing of the document that was chosen, by its code in the URL."""
    one = next((one for one in of_documents(page) if cycle_code(one.review.document) == cycle_code(cycle)), None)
    if one is not None and (words := missing_words(page, one)):
        show_notes([f"{one.review.document}: {words}"], page.lang)


def show_missing(page: Page) -> None:
    """Every document: how many recommendations it holds, how many are here, and what is missing."""
    t = page.t
    head = [
        TableCell(t._("Document")),
        TableCell(t._("Here"), css="num"),
        TableCell(t._("In all, and who counted")),
        TableCell(t._("What is missing")),
    ]
    rows = [
        [
            TableCell(markup=_name(page, one)),
            TableCell(str(one.here), css="num"),
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
                "the list. The day of the next report to the Committee is not known here."
            )
        ],
        page.lang,
    )


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
    link = markup.link(name, "recommendations", cycle=cycle_code(review.document), lang=page.url_lang)
    shown = link if one.here else markup.tag("span", name)
    title = t.pick(review.title, review.title_km)
    return shown + markup.tag("small", f"{t._(MECHANISMS[review.mechanism])}: {title}")
