"""A province's profile on the page and on paper: where it stands, what changed, what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from childrights.catalogue import Group, Indicator, Observation
from childrights.gaps import noted_name
from childrights.language import format_number, period, plain_number, words
from childrights.members import words as layer_words
from childrights.profile import Profile, ProvinceStanding
from childrights.profile import words as profile_words
from childrights.snapshot import COMPARING, NOTE, cautions, told_note
from childrights.statistics import interval_of
from geo import COUNTRY, area_name, province_members, region_name, regions
from ui.parts import Page, Strip, TableCell, cache, code_link, markup, show_notes, show_section
from ui.read.rights import province_link

CONTEXT = "CTX"
ON_SCREEN = "cr-on-screen"
SPLIT = ("KH03", "KH25")
SHARED = "&#8225;"


def show_facts(page: Page, found: Profile) -> None:
    """People, children and the zone, each with its source one step away."""
    t = page.t
    pairs = [(t._("People"), _people(page, found.people, t._("census {period}")))]
    children = found.children
    if children is not None:
        label = t._("Children {ages}").format(ages=words.group(Group.of(children), t).lower())
        pairs.append((label, _people(page, children, t._("census {period}"))))
    peers = [code for code in regions()[found.zone] if code != found.province]
    links = t._(", ").join(province_link(page, code) for code in peers)
    pairs.append((t._("Other provinces of the {zone} zone").format(zone=region_name(found.zone, page.lang)), links))
    missing = t._("How many children under 18 live in each province is not in any figure published here.")
    note = markup.tag("p", missing, "cr-note")
    markup.show(f'<div class="cr-people">{markup.facts(pairs)}{note}</div>', page.lang)


def show_only_members(page: Page, found: Profile) -> None:
    """What only members have figures of for the province, apart from the rest and with whose each is."""
    t, sent = page.t, cache.only_members(page.snapshot.name, found.province)
    if not sent:
        return
    rows = []
    for one in (one.figure for one in sent):
        indicator = page.catalogue.indicators[one.indicator]
        name = markup.link(
            indicator.short_name(page.lang), "explore", ind=one.indicator, area=found.province, lang=page.url_lang
        )
        value = code_link(page, one.id, words.value_words(one, indicator, t))
        rows.append(
            [
                TableCell(markup=name),
                TableCell(markup=value),
                TableCell(period(one.period_label, page.lang)),
                TableCell(layer_words.hand(one, t), css="quiet"),
            ]
        )
    show_section(t._("What only members have figures of"), page.lang)
    place = area_name(found.province, page.lang)
    head = [TableCell(text) for text in (t._("Measure"), place, t._("Period"), t._("Whose figure it is"))]
    title = t._("Members' figures, not checked here")
    markup.show(markup.table(title, head, rows, "cr-profile"), page.lang)


def _people(page: Page, one: Observation | None, when: str) -> str:
    if one is None or one.value is None:
        return ""
    said = markup.tag("span", when.format(period=period(one.period_label, page.lang)), "quiet")
    area = province_members(one.area) if one.area != COUNTRY else ()
    joined = " " + markup.tag("span", area_name(one.area, page.lang), "quiet") if len(area) > 1 else ""
    link = code_link(page, one.id, plain_number(one.value, 0, page.lang))
    return f"<strong>{link}</strong> {said}{joined}"


def show_standing(page: Page, found: Profile) -> None:
    """The table of all measures, right by right, each with its strip."""
    t = page.t
    unseen = markup.tag("span", t._("; then those of the zone"), "cr-unseen")
    head = [
        TableCell(t._("Measure")),
        TableCell(area_name(found.province, page.lang)),
        TableCell(markup=markup.tag("span", t._("From the lowest to the highest area")) + unseen),
        TableCell(t._("Cambodia")),
        TableCell(t._("Against the country")),
        TableCell(t._("Rank, 1 is best")),
    ]

    def made() -> str:
        return (
            _legend(page, found)
            + markup.table(t._("Newest figure of each measure"), head, _rows(page, found, len(head)), "cr-profile")
            + _said_on_paper(page, found)
        )

    show_section(t._("Where it stands"), page.lang)
    _show_made(page, found, "standing", made)


def _rows(page: Page, found: Profile, columns: int) -> list[Sequence[TableCell]]:
    rows: list[Sequence[TableCell]] = []
    for cluster, standings in groupby(found.standings, key=lambda one: one.indicator.cluster):
        screen = "" if cluster != CONTEXT else f" {ON_SCREEN}"
        rows.append(
            [TableCell(page.catalogue.clusters[cluster].name(page.lang), css=f"cr-right{screen}", span=columns)]
        )
        rows += [_row(page, found, one) for one in standings]
    return rows


def left_out_on_paper(page: Page, found: Profile, one: ProvinceStanding) -> bool:
    """Whether paper goes without a row: what describes only, and what the same is newer of in another row."""
    members = page.catalogue.concept_of(one.indicator.code).members
    same = (other.own.year_end for other in found.standings if other.indicator.code in members)
    return one.indicator.cluster == CONTEXT or max(same) > one.own.year_end


def _said_on_paper(page: Page, found: Profile) -> str:
    """How many rows paper goes without; seen on paper only."""
    count = sum(left_out_on_paper(page, found, one) for one in found.standings)
    said = page.t.ngettext(
        "{count} more measure is on the page itself: older ones of the same topic, and those that only describe.",
        "{count} more measures are on the page itself: older ones of the same topics, and those that only describe.",
        count,
    )
    return markup.tag("p", said.format(count=count), "cr-note cr-on-paper") if count else ""


def _show_made(page: Page, found: Profile, part: str, make: Callable[[], str]) -> None:
    """A part of the profile, made once for all who look at this province."""
    markup.show(cache.finished(page.snapshot.name, f"{part} {found.province} {page.lang}", make), page.lang)


def _legend(page: Page, found: Profile) -> str:
    t = page.t
    peers = t._("other areas of the {zone} zone").format(zone=region_name(found.zone, page.lang))
    parts = (
        ("own", area_name(found.province, page.lang)),
        *_interval_marks(page, found),
        ("peers", peers),
        ("country", t._("Cambodia")),
        ("all", t._("all areas of the country")),
    )
    return markup.strip_legend(parts)


def _interval_marks(page: Page, found: Profile) -> list[tuple[str, str]]:
    """The marks of the intervals that stand in the profile: published, and worked out here."""
    words = {
        "published": ("error", page.t._("its 95 % interval")),
        "approximated": ("worked", page.t._("worked out here")),
    }
    kinds = {sure.kind for one in found.standings if (sure := interval_of(one.own, one.indicator))}
    return [mark for kind, mark in words.items() if kind in kinds]


def _row(page: Page, found: Profile, one: ProvinceStanding) -> list[TableCell]:
    """One measure. Its code is for paper; on the screen the value itself leads to the certificate."""
    t, indicator, country = page.t, one.indicator, one.country
    measure = markup.link(
        profile_words.name(one, t), "explore", ind=indicator.code, area=found.province, lang=page.url_lang
    )
    about = (
        period(one.own.period_label, page.lang),
        words.unit(indicator, t) if indicator.unit not in ("percent", "number") else "",
        words.status(one.own, t),
        profile_words.shared_places(one, found, t),
        profile_words.newer_words(one, page.catalogue, t),
    )
    below = shared_notes(found)
    noted = " · ".join(told_note(part, t) for part in cautions(one.own, indicator) if part not in below)
    hidden = t._("hidden") if one.own.status == "suppressed" else t._("not shown")
    shown = hidden if one.own.value is None else words.short_value(one.own, indicator, t)
    own = code_link(page, one.own.id, shown) + (SHARED if one.together else "") + markup.tag("small", one.own.id)
    beside = code_link(page, country.id, words.short_value(country, indicator, t)) if country else "–"
    css = f"cr-mark-{one.against}" if one.against in ("better", "worse") else ""
    return [
        TableCell(
            markup=measure + markup.tag("small", " · ".join(part for part in (*about, noted) if part)),
            css=ON_SCREEN if left_out_on_paper(page, found, one) else "",
        ),
        TableCell(markup=own),
        TableCell(markup=markup.strip(_strip(page, one))),
        TableCell(markup=beside),
        TableCell(t._(profile_words.AGAINST[one.against]), css=css),
        TableCell(profile_words.rank_words(one, t)),
    ]


def _strip(page: Page, one: ProvinceStanding) -> Strip:
    """The picture of one row; in words the range of all areas, then that of the zone."""
    everywhere = [o.value for o in (*one.elsewhere, one.own) if o.value is not None]
    near = [o.value for o in one.peers if o.value is not None]
    interval = interval_of(one.own, one.indicator)
    low, high = (format_number(end, one.indicator, page.lang) for end in (min(everywhere), max(everywhere)))
    said = f"{low}–{high}"
    if near:
        span = (format_number(end, one.indicator, page.lang) for end in (min(near), max(near)))
        said += "; " + "–".join(span)
    return Strip(
        low=min(everywhere),
        high=max(everywhere),
        own=one.own.value,
        country=one.country.value if one.country else None,
        peers=(min(near), max(near)) if near else None,
        interval=(interval.lower, interval.upper) if interval else None,
        worked_out=interval is not None and interval.kind == "approximated",
        ends=(low, high),
        said=said,
    )


def show_changes(page: Page, found: Profile) -> None:
    """What improved, what got worse, and what cannot be called either."""
    show_section(page.t._("What changed"), page.lang)
    _show_made(page, found, "changes", lambda: _changes(page, found))


def _changes(page: Page, found: Profile) -> str:
    t, parts = page.t, []
    groups = (
        (t._("Improved"), "better", ("better",)),
        (t._("Got worse"), "worse", ("worse",)),
        (t._("Moved, neither good nor bad"), "", ("up", "down")),
    )
    for title, mark, codes in groups:
        moved = [one for code in codes for one in found.changed(code)]
        if moved or mark:
            parts.append(_changed(page, title, mark, moved))
    unclear = found.changed("no_clear_change")
    if unclear:
        told = t.ngettext(
            "{count} measure shows no clear change, or has no intervals to judge it by: {names}.",
            "{count} measures show no clear change, or have no intervals to judge them by: {names}.",
            len(unclear),
        )
        listed = t._(", ").join(profile_words.name(one, t) for one in unclear)
        parts.append(markup.tag("p", told.format(count=len(unclear), names=listed), "cr-note"))
    once = [one for one in found.standings if one.change.code in ("single", "not_comparable") and one.own.value]
    if once:
        listed = t._(", ").join(profile_words.name(one, t) for one in once)
        said = t._("One figure here, or not comparable with earlier figures: {names}.").format(names=listed)
        parts.append(markup.tag("p", said, "cr-note"))
    return f'<div class="cr-changes">{"".join(parts)}</div>'


def _changed(page: Page, title: str, mark: str, moved: Sequence[ProvinceStanding]) -> str:
    head = markup.tag("h3", title, f"cr-part cr-mark-{mark}" if mark else "cr-part")
    if not moved:
        return head + markup.tag("p", page.t._("No clear difference."), "cr-note")
    items = "".join(
        f"<li>{markup.tag('span', profile_words.change_words(one, page.catalogue, page.t))}"
        f"{'&nbsp;' + SHARED if one.together else ''}</li>"
        for one in moved
    )
    return f"{head}<ul>{items}</ul>"


def show_unknown(page: Page, found: Profile) -> None:
    """Every topic without a value for the province, by why, and counts that are no yardstick.

    Each reason is a block of its own: what nobody knows of any province is the same for all, and sent once.
    """
    t, searches = page.t, cache.topic_searches(page.snapshot.name, "province")
    show_section(t._("What is missing here"), page.lang)
    for reason, topics in found.unknown.items():
        names = {code: page.catalogue.topics[code].name(page.lang) for code in topics}
        looked = reason in profile_words.LOOKED_FOR
        listed = " · ".join(noted_name(name, searches.get(code) if looked else None, t) for code, name in names.items())
        if listed:
            title = f"{t._(profile_words.UNKNOWN[reason])} ({plain_number(len(topics), 0, page.lang)})"
            _show_fact(page, title, markup.tag("span", listed))
    show_notes([t._("Where there is no note, it has not been looked for elsewhere yet.")], page.lang)
    for one in found.counts:
        shared = f" – {area_name(one.own.area, page.lang)}" if one.together else ""
        link = code_link(page, one.own.id, profile_words.standing_value_words(one, t))
        title = f"{one.indicator.short_name(page.lang)}, {period(one.own.period_label, page.lang)}"
        _show_fact(page, title, f"{link}{markup.tag('span', shared, 'quiet')}")


def _show_fact(page: Page, title: str, content: str) -> None:
    markup.show(f'<div class="cr-unknown">{markup.facts([(title, content)])}</div>', page.lang)


def shared_notes(found: Profile) -> dict[str, list[Indicator]]:
    """The notes that figures of several measures bear, with these: told once below the table, not in every row."""
    bearers: dict[str, list[Indicator]] = {}
    for one in found.standings:
        for part in cautions(one.own, one.indicator):
            bearers.setdefault(part, []).append(one.indicator)
    return {part: list(dict.fromkeys(some)) for part, some in bearers.items() if len({one.code for one in some}) > 1}


def _measures_noted(noted: Mapping[str, Sequence[Indicator]], page: Page) -> str:
    """ "Child poverty, stunting: rounded; …", each note once."""
    t = page.t
    return t._("; ").join(
        t._("{measure}: {notes}").format(
            measure=t._(", ").join(one.short_name(page.lang) for one in some), notes=told_note(note, t)
        )
        for note, some in noted.items()
    )


def notes(page: Page, found: Profile) -> list[str]:
    """How the page judges, and where its data are from."""
    t = page.t
    approximated = t._(
        "A difference or change is named only where chance alone is an unlikely cause: of all those listed here, "
        "at most one in 20 may be due to chance. Where the source gives no interval, one is estimated from the "
        "number of cases; without cases nothing is judged or ranked."
    )
    straddling = sorted({area for one in found.standings for area in one.straddling})
    said = [approximated]
    if straddling:
        areas = t._(", ").join(area_name(area, page.lang) for area in straddling)
        said.append(t._("Not counted as of the zone, because they reach beyond it: {areas}.").format(areas=areas))
    said.append(profile_words.doubles_words(found, t))
    titles = dict.fromkeys(
        page.catalogue.sources[one.own.source].publisher for one in found.standings if one.own.source
    )
    measures = dict.fromkeys(one.indicator.code for one in (*found.standings, *found.counts))
    compared: dict[str, list[Indicator]] = {}
    for code in measures:
        if limiting := page.catalogue.indicators[code].comparability_note:
            compared.setdefault(limiting, []).append(page.catalogue.indicators[code])
    for template, noted in ((NOTE, shared_notes(found)), (COMPARING, compared)):
        said += [t._(template).format(note=_measures_noted(noted, page))] if noted else []
    said.append(t._("Source: {source}").format(source="; ".join(titles)))
    said.append(t._("Data {snapshot}").format(snapshot=page.snapshot_label))
    return said


def show_old(page: Page, found: Profile, this_year: int) -> None:
    """How old the figures are, said loudly, and whose they are."""
    said = markup.tag("p", profile_words.age(found, this_year, page.t), "cr-text cr-old")
    joint = profile_words.shared(found, page.t)
    split = ""
    if found.province in SPLIT:
        split = page.t._(
            "Tboung Khmum was part of Kampong Cham until the end of 2013. Earlier figures cover both, and are not "
            "compared with later ones for either."
        )
    markup.show(said + "".join(markup.tag("p", one, "cr-note") for one in (joint, split) if one), page.lang)
