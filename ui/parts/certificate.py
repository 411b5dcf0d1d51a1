"""A number's birth certificate as a page shows it, and the links that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.catalogue import MEMBERS, Group, Observation
from childrights.certificate import Certificate, Neighbour, newer_exists
from childrights.certificate import words as birth_words
from childrights.charts import Mark
from childrights.gaps import search_words
from childrights.language import period, text_lang, told_text, words
from childrights.members import MemberFigure
from childrights.members import words as layer_words
from childrights.snapshot import notes
from geo import COUNTRY, area_name, province_members
from ui.parts import cache, markup
from ui.parts.filters import group_code
from ui.parts.layout import show_links
from ui.parts.markup import TableCell
from ui.parts.page import Page, moment_words, this_page, writer_words

NUMBER = "number"


def code_link(page: Page, code: str, text: str = "") -> str:
    """A link to the certificate of the figure ``code``, worded as the code itself unless ``text`` is given."""
    return markup.link(text or code, NUMBER, code=code, lang=page.url_lang) if code else ""


def code_cell(page: Page, code: str) -> TableCell:
    """The cell of a table that holds a code."""
    return TableCell(markup=code_link(page, code))


def value_cell(page: Page, mark: Mark) -> TableCell:
    """The cell of a table that holds a value, which leads to its certificate; a value made here stands alone."""
    return TableCell(markup=code_link(page, mark.id, mark.label)) if mark.id else TableCell(mark.label)


def certificate_finding(page: Page, found: Certificate) -> str:
    """What the figure says: indicator, group, place, period, value."""
    one, t = found.observation, page.t
    about = page.presenter(found.indicator).group_words(Group.of(one))
    name = found.indicator.short_name(page.lang)
    return t._("{name}, {place}, {period}: {value}").format(
        name=f"{name} ({about})" if about else name,
        place=area_name(one.area, page.lang),
        period=period(one.period_label, page.lang),
        value=certificate_value(page, found, one),
    )


def certificate_value(page: Page, found: Certificate, one: Observation) -> str:
    """A figure of the certificate with its unit, or why there is none."""
    if one.value is None:
        return words.status(one, page.t) or page.t._(words.STATUSES["suppressed"])
    return words.value_words(one, found.indicator, page.t)


def show_certificate(page: Page, found: Certificate) -> None:
    """The whole certificate; what it says first, its sources second."""
    says, born = _what_it_says(page, found), _where_born(page, found)
    life, sure, next_to = _what_was_done(page, found), _how_sure(page, found), _neighbours(page, found)
    left, right = says + sure + next_to, born + life + _what_was_decided(page, found)
    frame = f'<div class="cr-certificate"><div>{left}</div><div>{right}</div></div>{_foot(page, found)}'
    markup.show(frame, page.lang)


def _part(title: str, content: str) -> str:
    return markup.tag("h2", title, "cr-part") + content


def _what_it_says(page: Page, found: Certificate) -> str:
    t, lang, one = page.t, page.lang, found.observation
    exact = birth_words.exactly(one, found, t)
    shown = markup.tag("strong", certificate_value(page, found, one), "cr-figure")
    if exact:
        shown += " " + markup.tag("span", t._("kept as {exact}").format(exact=exact), "quiet")
    if one.value is None and one.status == "not_collected":
        level = "country" if one.area == COUNTRY else "province"
        search = cache.open_searches(page.snapshot.name).get((one.indicator, level))
        shown += "<br>" + markup.tag("span", search_words(search, t), "quiet")
    place = markup.tag("span", area_name(one.area, lang))
    if one.area_as_published and one.area_as_published != area_name(one.area, lang):
        as_published = t._("published as “{name}”").format(name=one.area_as_published)
        place += "<br>" + markup.tag("span", as_published, "quiet")
    right, definition = page.catalogue.clusters[found.indicator.cluster], found.indicator.definition_en
    pairs = [
        (t._("Value"), shown),
        (t._("Unit"), markup.tag("span", words.unit(found.indicator, t))),
        (t._("Period"), markup.tag("span", period(one.period_label, lang))),
        (t._("Place"), place),
        (t._("Group"), markup.tag("span", layer_words.scoped(words.group(Group.of(one), t), one.scope, t))),
        (t._("Indicator"), markup.tag("span", found.indicator.name(lang))),
        (t._("Definition"), markup.tag("span", told_text(definition, t), lang=text_lang(definition, t))),
        (t._("May be compared"), markup.tag("span", notes.told_note(found.indicator.comparability_note, t))),
        (t._("Right"), markup.tag("span", right.name(lang))),
    ]
    facts = markup.facts([(n, c) for n, c in pairs if c != "<span></span>"])
    return _part(t._("What it says"), _newer(page, found) + facts)


def _newer(page: Page, found: Certificate) -> str:
    """That a newer figure exists, with the way to it; nothing where this is the newest."""
    told = newer_exists(found, page.catalogue, page.t)
    links = " ".join(code_link(page, one.id) for one in found.newer)
    return markup.wrap("p", f"{markup.tag('strong', told)} {links}", "cr-stale") if told else ""


def _where_born(page: Page, found: Certificate) -> str:
    t, one, source, sender = page.t, found.observation, found.source, found.sender
    address = t._("{file}, cell {cell}").format(file=found.file, cell=one.cell)
    if one.upload:
        address = t._("{file}, sheet “{sheet}”, cell {cell}").format(file=found.file, sheet=one.sheet, cell=one.cell)
    pairs = [(t._("File"), markup.tag("span", address, "cr-address"))]
    if survey := birth_words.survey(found, t):
        pairs.insert(0, (t._("Survey"), markup.tag("span", survey)))
    if source is not None:
        link, note = markup.outside_link(source.title, source.url), source.licence_note
        terms = markup.tag("span", told_text(note, t), lang=text_lang(note, t))
        cited = f"{link}<br>{markup.tag('span', source.citation, 'quiet', lang='en')}"
        pairs = [
            (t._("Source"), cited),
            (t._("Table"), markup.tag("span", one.source_table, lang="en") if one.source_table else ""),
            *pairs,
            (t._("How far to trust"), markup.tag("span", t._(words.TRUSTS[source.trust]))),
            (t._("Terms"), f"{words.passing_on(source, t)} {terms}"),
        ]
    if sent := _sent(page, one):
        pairs.append((t._("Kind of source"), markup.tag("span", layer_words.source(sent.sender.provenance, t))))
        pairs.append((t._("Members' figures"), markup.tag("strong", t._(layer_words.UNCHECKED))))
        beside = layer_words.beside_published_words(sent, found.indicator, t)
        pairs.append((t._("Beside the published figure"), code_link(page, sent.published, beside) if beside else ""))
    if (quoted := found.brought) and not _sent(page, one) and source is None:
        pairs.append((t._("Quoted from"), markup.tag("span", layer_words.publication(quoted.provenance, t))))
    if quoted:
        compared = t._("not yet: it is in the members' layer until then")
        if quoted.compared_at:
            day, who = moment_words(quoted.compared_at, page.lang), writer_words(quoted.compared_by, t)
            compared = f"{day}, {who}"
        pairs.append((t._("Compared with the publication"), markup.tag("span", compared)))
    if sender:
        brought = t._("Brought by") if quoted else t._("Sent by")
        pairs.append((brought, markup.tag("span", f"{sender['member']} ({one.upload})")))
        pairs.append((t._("Sent on"), markup.tag("span", moment_words(sender["uploaded_at"], page.lang))))
        if source is None:
            terms = t._("Figures of a member organisation: ask it before you publish them again.")
            pairs.append((t._("Terms"), markup.tag("span", terms)))
    return _part(t._("Origin"), markup.facts(pairs))


def _what_was_decided(page: Page, found: Certificate) -> str:
    """The steward's decision about the difference that the figure was part of; nothing without one."""
    t, taken = page.t, found.decision
    if taken is None:
        return ""
    values = [
        (name, code_link(page, one.id, certificate_value(page, found, one)) if one else "")
        for name, one in zip(
            (t._("Sent by {member}").format(member=taken.member), t._("Published")), found.decided_on, strict=True
        )
    ]
    decided = f"{moment_words(taken.decided_at, page.lang)}, {writer_words(taken.decided_by, t)}"
    facts = [
        *values,
        (t._("Decision"), markup.tag("strong", t._(layer_words.VERDICTS[taken.verdict]))),
        (t._("Decided"), f"{decided} ({taken.id})"),
    ]
    if taken.id in cache.lapsed(page.snapshot.name):
        facts.append(
            (t._("Effect"), t._("The published figure that it corrected is gone: the correction has no effect now."))
        )
    told = [(name, said if said.startswith("<") or not said else markup.tag("span", said)) for name, said in facts]
    return _part(t._("What the steward decided"), markup.facts(told))


def _sent(page: Page, one: Observation) -> MemberFigure | None:
    """What the members' layer knows of the figure: its kind of source, and how it stands beside a published one."""
    if one.layer != MEMBERS:
        return None
    known = cache.members_figures(page.snapshot.name, one.indicator)
    return next((sent for sent in known if sent.figure.id == one.id), None)


def _what_was_done(page: Page, found: Certificate) -> str:
    t, one = page.t, found.observation
    items = [markup.tag("li", sentence) for sentence in birth_words.done(found, t)]
    items += [markup.tag("li", text, lang=lang) for text, lang in notes.told_notes(one.note, t)]
    if found.replaced_by:
        link = code_link(page, found.replaced_by)
        said = markup.tag("strong", t._("A newer figure has taken its place:"))
        items.insert(0, f'<li class="cr-stale">{said} {link}</li>')
    for old in found.replaced:
        if old.upload and old.value is None:
            # What a member replaced is told by its code alone.
            said = t._("It took the place of an earlier figure ({origin}):").format(origin=old.upload)
        else:
            said = t._("It took the place of {value} ({origin}):").format(
                value=certificate_value(page, found, old), origin=old.upload or t._("the published sources")
            )
        items.append(f"<li>{markup.tag('span', said)} {code_link(page, old.id)}</li>")
    return _part(t._("What was done to it"), f'<ul class="cr-steps">{"".join(items)}</ul>')


def _how_sure(page: Page, found: Certificate) -> str:
    t, one = page.t, found.observation
    said = markup.tag("p", birth_words.sure(found, t), "cr-text")
    cases = words.cases(one, t)
    return _part(t._("How sure it is"), said + (markup.facts([(t._("Cases"), cases)]) if cases else ""))


def _neighbours(page: Page, found: Certificate) -> str:
    t = page.t
    pairs = [
        (t._("Before"), _neighbour(page, found, found.before)),
        (t._("After"), _neighbour(page, found, found.after)),
    ]
    if not (found.before or found.after):
        return _part(
            t._("Its neighbours in time"),
            markup.tag("p", t._("This is its only figure here for this place."), "cr-text"),
        )
    return _part(t._("Its neighbours in time"), markup.facts(pairs))


def _neighbour(page: Page, found: Certificate, other: Neighbour | None) -> str:
    if other is None:
        return ""
    one = other.observation
    text = f"{period(one.period_label, page.lang)}: {certificate_value(page, found, one)}"
    link = code_link(page, one.id, text)
    why = markup.tag("span", other.refusal.words(page.t), "quiet") if other.refusal else ""
    return f"{link}<br>{why}" if why else link


def _foot(page: Page, found: Certificate) -> str:
    t, one = page.t, found.observation
    links = explore_links(page, one)
    data = t._("Code {code} · data {snapshot}").format(code=one.id, snapshot=page.snapshot_label)
    command = markup.tag("span", t._("Also from the command line:")) + f" {markup.tag('code', f'verify {one.id}')}"
    items = "".join(f"<li>{link}</li>" for link in links)
    return (
        f'<ul class="cr-links cr-onward">{items}</ul>{markup.tag("p", data, "cr-note")}<p class="cr-note">{command}</p>'
    )


def explore_links(page: Page, one: Observation) -> Sequence[str]:
    """Links to the indicator over time and on the map, as the figure is, and to the profiles of its provinces."""
    t, lang, local = page.t, page.url_lang, one.area != COUNTRY
    about = {"ind": one.indicator, "group": "" if Group.of(one).is_total else group_code(Group.of(one))}
    about |= {"areas": one.area if local else "", "lang": lang}
    links = [markup.link(t._("This indicator over time"), "explore", view="trend", **about)]
    headline = cache.headlines(page.snapshot.name).get(one.indicator)
    if headline and headline.areas:
        links.append(markup.link(t._("This indicator on the map"), "explore", year=one.period_label, **about))
    for code in province_members(one.area) if local else ():
        name = t._("All about {place}").format(place=area_name(code, page.lang))
        links.append(markup.link(name, "province", area=code, lang=lang))
    return links


_ASKED, _LAST = "asked_{key}", "last_{key}"


def request_certificates(key: str, codes: Sequence[str]) -> None:
    """Remember, until the figure ``key`` is shown, that the certificates of ``codes`` are wanted."""
    if codes:
        st.session_state[_ASKED.format(key=key)] = st.session_state[_LAST.format(key=key)] = list(codes)


def ask_again(key: str) -> None:
    """Ask for what was asked for last."""
    request_certificates(key, st.session_state.get(_LAST.format(key=key), ()))


def show_requested(key: str) -> None:
    """Open the box if somebody asked for one."""
    codes = st.session_state.pop(_ASKED.format(key=key), None)
    if codes:
        title = this_page().t._("Where a number comes from")
        st.dialog(markup.as_written(title), width="large")(_show)(codes)


def _show(codes: Sequence[str]) -> None:
    """One certificate; of several figures behind one point, the way to each."""
    page = this_page()
    found = [cache.certificate(page.snapshot.name, code) for code in codes]
    if len(found) > 1:
        links = [code_link(page, one.observation.id, certificate_finding(page, one)) for one in found]
        show_links(page.t._("This point shows several figures:"), links, page.lang)
        return
    markup.show(markup.tag("p", certificate_finding(page, found[0]), "cr-section"), page.lang)
    show_certificate(page, found[0])
