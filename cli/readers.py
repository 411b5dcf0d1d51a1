"""Verbs of who reads and argues: advocacy officers, leadership, anybody who asks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from childrights.catalogue import load_catalogue
from childrights.certificate import certificate
from childrights.files import write_output
from childrights.i18n import N_, translator
from childrights.members import lapsed
from childrights.snapshot import counts, rejected_by, serving
from cli.parts import (
    PROBLEMS,
    REFUSED,
    Codes,
    Json,
    Lang,
    answer,
    app,
    must_exist,
    quoting_catalogue,
    say,
    snapshot,
    spoken,
    who,
    wrote,
)
from etl.ledger import State
from geo import load_provinces

SHAPE_NAMES = {
    "square": N_("Square post"),
    "story": N_("Story"),
    "preview": N_("Link preview"),
    "poster": N_("Poster"),
    "album": N_("Album"),
}
WROTE_FIGURES = N_("Wrote {file} with {count} figures.")
WROTE_SLIDES = N_("Wrote {file} with {slides} slides of findings and {count} figures.")


@app.command()
def status(as_json: Json = False) -> None:
    """What the published snapshot holds."""
    from childrights.rights import all_asked, recommendation_counts

    found = serving()
    if found.damaged:
        say(
            f"The newest publication ({found.damaged}) is damaged; this is the last sound one. Make it anew: "
            "python run.py build"
        )
    pointer = found.pointer
    with snapshot() as opened:
        answer(
            {
                "snapshot": opened.name,
                "snapshot_file": str(opened.path),
                "content_hash": opened.content_hash,
                "built_at": pointer.built_at,
                "damaged": found.damaged,
                **asdict(counts(opened)),
                "recommendations": recommendation_counts(all_asked(opened, load_catalogue())),
                "rejected_by": rejected_by(opened),
                "lapsed": [one.id for one in lapsed(opened)],
            },
            as_json,
        )


@app.command()
def indicators(as_json: Json = False) -> None:
    """The catalogue of indicators."""
    fields = ("code", "name_en", "name_km", "unit", "polarity", "minimum", "maximum", "cluster")
    records = [
        {name: getattr(one, name) for name in fields}
        | {"articles": list(one.crc_articles), "aliases": [*one.aliases_en, *one.aliases_km]}
        for one in load_catalogue().indicators.values()
    ]
    answer(records, as_json, lambda r: f"{r['code']:<42} {r['unit']:<11} {r['name_en']}")


@app.command()
def provinces(as_json: Json = False) -> None:
    """The 25 provinces and the names they are known by."""
    records = [
        {name: getattr(one, name) for name in ("code", "name_en", "name_km")}
        | {"aliases": [*one.aliases, *one.aliases_km]}
        for one in load_provinces().values()
    ]
    answer(records, as_json, lambda r: f"{r['code']}  {r['name_en']:<18} {r['name_km']}")


@app.command()
def verify(code: str, as_json: Json = False) -> None:
    """The birth certificate of a number: where it comes from and what was done to it."""
    with snapshot() as opened:
        answer(certificate(opened, quoting_catalogue(opened), code), as_json)


@app.command()
def message(
    indicator: Annotated[str, typer.Option(help="The code of an indicator.")],
    area: Annotated[str, typer.Option(help="KH, a province or a survey area.")] = "KH",
    year: Annotated[int | None, typer.Option(help="The year; the newest figure when not given.")] = None,
    compare: Annotated[str, typer.Option(help="An area to set it against, or the year of a change.")] = "",
    lang: Lang = "en",
    khmer_digits: Annotated[bool, typer.Option("--khmer-digits", help="Khmer digits in Khmer.")] = False,
    member: Annotated[str, typer.Option(help="Tell of what this member sent instead.")] = "",
    as_json: Json = False,
) -> None:
    """An advocacy sentence that the figures bear out, a weaker one, or the reason why not."""
    from childrights.messages import answered, message_lines

    with snapshot() as opened:
        said = answered(
            opened,
            quoting_catalogue(opened),
            indicator,
            area=area,
            year=year,
            compare=compare,
            lang=lang,
            today=date.today().year,
            khmer_digits=khmer_digits,
            member=member,
        )
    if as_json:
        answer(said.contract(), True)
    else:
        typer.echo(message_lines(said))


@app.command()
def card(
    out: Path,
    indicator: Annotated[str, typer.Option(help="The code of an indicator.")],
    area: Annotated[str, typer.Option(help="KH, a province or a survey area.")] = "KH",
    year: Annotated[int | None, typer.Option(help="The year; the newest figure when not given.")] = None,
    compare: Annotated[str, typer.Option(help="An area to set it against, or the year of a change.")] = "",
    shape: Annotated[str, typer.Option(help="square, story, preview, poster or album.")] = "",
    lang: Lang = "en",
    khmer_digits: Annotated[bool, typer.Option("--khmer-digits", help="Khmer digits in Khmer.")] = False,
    member: Annotated[str, typer.Option(help="Tell of what this member sent instead.")] = "",
) -> None:
    """A message as a card for Telegram and Facebook, a poster (.pdf) or an album (.zip)."""
    from childrights.cards import write_card

    with snapshot() as opened:
        made, size = write_card(
            opened,
            quoting_catalogue(opened),
            out,
            date.today(),
            indicator=indicator,
            area=area,
            year=year,
            compare=compare,
            lang=lang,
            khmer_digits=khmer_digits,
            member=member,
            shape=shape,
        )
    told = spoken()._("Wrote {file} ({shape}), {size} KB.")
    say(told.format(file=out, shape=spoken()._(SHAPE_NAMES.get(made, made)), size=f"{size / 1024:,.0f}"))


@app.command()
def digest(
    since: Annotated[str, typer.Option(help="Compare with this kept snapshot instead of the one before.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Every publication with news, the newest first.")] = False,
    feed: Annotated[Path | None, typer.Option(help="Write the feed of all news, .xml.")] = None,
    basket: Annotated[Path | None, typer.Option(help="Ask the messages of a basket file again.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """What changed in substance with the last publication, as text to paste."""
    from childrights.watch import (
        basket_text,
        news_feed,
        news_since,
        news_text,
        publication_record,
        read_log,
        rebuilt_log,
    )

    t, home = translator(lang), State.default().home
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        log = read_log(home) or rebuilt_log(home, load_catalogue())
        if feed is not None:
            write_output(feed, news_feed(log, catalogue, t))
            wrote(feed)
            return
        if basket is not None:
            typer.echo(basket_text(basket.read_bytes(), opened, catalogue, date.today().year, t), nl=False)
            return
        told = [news_since(since, opened, load_catalogue())] if since else log.told(every=every)
    if as_json:
        records = [publication_record(one) for one in told]
        answer(records if every else records[0], True)
    else:
        typer.echo("\n".join(news_text(one, catalogue, t) for one in told), nl=False)


@app.command()
def brief(
    out: Path,
    right: Annotated[str, typer.Option(help="A cluster of the Convention, such as DHW.")] = "",
    indicator: Annotated[str, typer.Option(help="The code of an indicator.")] = "",
    area: Annotated[str, typer.Option(help="The code of a province.")] = "",
    form: Annotated[str, typer.Option(help="The form of a paper: the same as the verb paper.")] = "",
    basket: Annotated[Path | None, typer.Option(help="A talk of the messages in a basket file.")] = None,
    view: Annotated[
        list[str] | None, typer.Option(help="A talk of the view with this address; may be repeated.")
    ] = None,
    lang: Lang = "en",
) -> None:
    """A brief about one right, indicator or province, or a talk; the ending of OUT says in which format."""
    from childrights.writers import write

    if basket is not None or view:
        _write_talk(out, basket, view or [], lang)
        return
    if form:
        if indicator:
            say(spoken()._("A paper is about rights and places: leave out --indicator, or leave out --form."))
            raise typer.Exit(REFUSED)
        paper(out, form, [right or "all"], [area] if area else [], lang=lang)
        return
    about = {"right": right, "indicator": indicator, "area": area}
    with snapshot() as opened:
        done = write(opened, quoting_catalogue(opened), out, date.today(), lang=lang, **about)
    say(spoken()._(WROTE_FIGURES).format(file=out, count=done))


def _write_talk(out: Path, basket: Path | None, views: list[str], lang: str) -> None:
    """Slides of what somebody kept: messages of a basket, then views by their addresses."""
    from childrights.basket import Basket, of_talk, read_basket
    from childrights.briefs import Stock, read_view
    from childrights.messages import recheck
    from childrights.writers import brief_bytes

    today, t = date.today(), translator(lang)
    if basket is not None:
        must_exist(basket)
    kept = read_basket(basket.read_bytes()) if basket else Basket()
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        stock = Stock.of(opened, catalogue, t, today)
        chosen = [read_view(one, stock) for one in views]
        told = of_talk(stock, kept, lambda one: recheck(one.message(lang), opened, catalogue, today.year), chosen)
        write_output(out, brief_bytes(told, out.suffix.lower()))
    say(t._(WROTE_SLIDES).format(file=out, slides=len(told.sections), count=len(told.observations)))


@app.command()
def booklet(out: Path, lang: Lang = "en") -> None:
    """The booklet for children as PDF: four pages of A4 with their rights, what is known, what was asked and help."""
    from childrights.children import write_booklet

    with snapshot() as opened:
        shown = write_booklet(opened, quoting_catalogue(opened), out, date.today(), lang)
    say(spoken()._(WROTE_FIGURES).format(file=out, count=shown))


@app.command()
def talk(
    out: Path,
    basket: Annotated[Path | None, typer.Option(help="Messages of this basket file.")] = None,
    saved: Annotated[Path | None, typer.Option("--talk", help="A talk that was saved on the page Talk.")] = None,
    view: Annotated[list[str] | None, typer.Option(help="The view with this address; may be repeated.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="The province with this code; may be repeated.")] = None,
    title: Annotated[str, typer.Option(help="The title of the talk.")] = "",
    lang: Lang = "en",
    check: Annotated[bool, typer.Option("--check", help="Only look; of nothing else, at the file OUT.")] = False,
    as_json: Json = False,
) -> None:
    """A talk as one file that presents itself without a network (.html), or as slides to edit (.pptx)."""
    from childrights.basket import read_basket
    from childrights.talks import read_talk, write_talk

    if check and not (basket or saved or view or area):
        _check_talk(out, as_json)
        return
    for one in (basket, saved):
        if one is not None:
            must_exist(one)
    with snapshot() as opened:
        made = write_talk(
            opened,
            quoting_catalogue(opened),
            None if check else out,
            date.today(),
            talk=read_talk(saved.read_bytes()) if saved else None,
            basket=read_basket(basket.read_bytes()) if basket else None,
            views=view or (),
            areas=area or (),
            title=title,
            lang=lang,
        )
    checks = [{"words": words, "fine": fine} for words, fine in made.checks]
    told = {"slides": made.slides, "figures": made.figures, "bytes": made.size, "checks": checks}
    if as_json:
        answer(told, as_json)
    elif check:
        answer(checks, as_json, lambda one: ("  " if one["fine"] else "! ") + one["words"])
    if not check:
        say(spoken()._(WROTE_SLIDES).format(file=out, slides=made.slides, count=made.figures))
    if check and not all(fine for _, fine in made.checks):
        raise typer.Exit(PROBLEMS)


def _check_talk(file: Path, as_json: bool) -> None:
    """Whether a file of a talk is as it was written, and which of its figures read otherwise today."""
    from childrights.talks import changed_figures, check_stick

    must_exist(file)
    found = check_stick(file.read_bytes())
    with snapshot() as opened:
        changed = changed_figures(opened, found)
    told = {"whole": found.whole, "digest": found.digest, "figures": len(found.figures), "changed": changed}
    answer({**told, "changed": changed if as_json else len(changed)}, as_json)
    if changed and not as_json:
        told_changed = spoken()._("These figures read otherwise today, or are published no more: {codes}")
        say(told_changed.format(codes=", ".join(changed)))
    if changed or not found.whole:
        raise typer.Exit(PROBLEMS)


@app.command()
def paper(
    out: Path,
    form: Annotated[str, typer.Option(help="Which paper: a form of data/papers/forms.csv, such as alternative.")] = "",
    right: Annotated[list[str] | None, typer.Option(help="A cluster, such as DHW; again for more, or all.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="The code of a province; again for more.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many words; what finds no room is listed.")] = 0,
    cycle: Annotated[str, typer.Option("--cycle", "--session", help="The review in words, or a year.")] = "",
    by: Annotated[str, typer.Option(help="Who submits it; the coalition where nobody is named.")] = "",
    sign: Annotated[list[str] | None, typer.Option(help="Who signs it too; again for more.")] = None,
    project: Annotated[str, typer.Option(help="Instead of a form: a paper that is written together, as P00001.")] = "",
    lang: Lang = "en",
) -> None:
    """A paper in its own form: a report, a submission, a note, a position; the ending of OUT says in which format."""
    from childrights.papers import Choice, write_paper
    from childrights.snapshot import state_home
    from childrights.watch import read_log, rebuilt_log
    from cli.written_papers import made_words, write_project

    if bool(form) == bool(project):
        raise typer.BadParameter("say which paper: --form with what it is about, or --project, one of them")
    if project and (right or area or limit or cycle or by or sign):
        raise typer.BadParameter("a paper that is written together holds its own choices; --project stands alone")
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        if project:
            made = write_project(State.default(), project, out, opened, catalogue, who())
        else:
            year = int(cycle) if cycle.isascii() and cycle.isdecimal() else 0
            words = "" if year else cycle
            chosen = Choice(
                form, lang, tuple(right or ()), tuple(area or ()), limit, year, words, by, tuple(sign or ())
            )
            news = read_log() or rebuilt_log(state_home(), catalogue)
            made = write_paper(opened, catalogue, out, chosen, today=date.today(), news=news)
    say("\n".join(made_words(made, out, f"{project}, " if project else "")))


@app.command()
def export(
    out: Path,
    kind: Annotated[
        str, typer.Option("--format", help="csv, xlsx, parquet, sdmx-csv, hxl, datapackage, geojson or gpkg.")
    ] = "",
    indicator: Codes = None,
    area: Codes = None,
    year: Annotated[list[int] | None, typer.Option(help="A year; may be repeated.")] = None,
) -> None:
    """Write published figures as open data, with their sources and terms."""
    from childrights.export import export as write

    with snapshot() as opened:
        done = write(opened, quoting_catalogue(opened), out, kind, indicator or (), area or (), year or ())
    say(f"Wrote {done} figures to {out}.")


@app.command()
def recommendations(
    right: Annotated[str, typer.Option(help="The code of a cluster of rights, as EDU.")] = "",
    status: Annotated[str, typer.Option(help="not_answered, partly, answered, cannot_tell or none.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write them as an annex, .csv or .xlsx.")] = None,
    template: Annotated[Path | None, typer.Option(help="Write the workbook for assessing them.")] = None,
    new: Annotated[Path | None, typer.Option(help="Write the workbook for bringing in new ones.")] = None,
    imports: Annotated[bool, typer.Option("--imports", help="List what was brought in, newest first.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """What Cambodia was asked, with the coalition's status and the Government's own."""
    from childrights.rights import list_recommendations, recommendation_line, tally, tally_words, write_annex
    from childrights.rights import recommendation_records as records_of

    if template or new:
        from etl.intake import ASSESSMENTS, RECOMMENDATIONS

        for out_of, schema in ((template, ASSESSMENTS), (new, RECOMMENDATIONS)):
            if out_of:
                write_output(out_of, schema.template(State.default(), lang))
                wrote(out_of)
        return
    if imports:
        from etl.intake import import_history, plain_import

        answer(list(import_history(State.default())), as_json, plain_import)
        return
    t = translator(lang)
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        found = list_recommendations(opened, catalogue, cluster=right, status=status)
        if out:
            write_annex(found, opened, catalogue, out, lang)
            counted = tally_words(tally([one.asked for one in found]), t)
            say(t._("Wrote to {file}: {counted}.").format(file=out, counted=counted))
            return
    if not as_json:
        say(t._("Listed: {counted}.").format(counted=tally_words(tally([one.asked for one in found]), t)))
    answer(records_of(found), as_json, lambda one: recommendation_line(one, t))


@app.command()
def asks(
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those with open proposals.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write them with measures and ministries, .csv or .xlsx.")] = None,
    template: Annotated[Path | None, typer.Option(help="Write the workbook for asks.")] = None,
    measures: Annotated[Path | None, typer.Option(help="Write the workbook for measures.")] = None,
    imports: Annotated[bool, typer.Option("--imports", help="List what was brought in, newest first.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """What the coalition asked in earlier submissions, what took it up, and what may."""
    from childrights.newest import newest_figures
    from childrights.submissions import ask_line, ask_records, bearer_cards, returned_asks, write_asks

    if template or measures:
        from etl.intake import OWN_ASKS, STATE_MEASURES

        for out_of, schema in ((template, OWN_ASKS), (measures, STATE_MEASURES)):
            if out_of:
                write_output(out_of, schema.template(State.default(), lang))
                wrote(out_of)
        return
    if imports:
        from etl.intake import own_table_history, plain_import

        answer(list(own_table_history(State.default())), as_json, plain_import)
        return
    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        found = returned_asks(opened, catalogue)
        if out:
            cards = bearer_cards(found, newest_figures(opened, catalogue))
            write_asks(found, cards, opened, catalogue, out, lang)
            say(spoken()._("Wrote to {file}: {counted}.").format(file=out, counted=len(found.asks)))
            return
    if not as_json:
        told = spoken()._("Asks: {asks}. Links confirmed: {linked}. Proposals to be looked at: {waiting}.")
        say(told.format(asks=len(found.asks), linked=found.linked, waiting=found.waiting))
    answer(ask_records([one for one in found.asks if one.proposed or not waiting]), as_json, ask_line)


@app.command()
def views(
    right: Annotated[str, typer.Option(help="An article, as 28, or a cluster of the Convention, as EDU.")] = "",
    area: Annotated[str, typer.Option(help="The code of a province, or KH for the whole country.")] = "",
    template: Annotated[Path | None, typer.Option(help="Write the workbook to fill in.")] = None,
    counts: Annotated[Path | None, typer.Option(help="Write the workbook for counted views of groups.")] = None,
    imports: Annotated[bool, typer.Option("--imports", help="List the files, also those that wait.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """What members sent in words: views of children, good practice, policy in practice, causes."""
    from childrights.voices import NO_GENERALISING, views_under, voice_line, voice_records

    if out := template or counts:
        from etl.intake import GROUP_COUNTS, MEMBER_VOICES

        schema = MEMBER_VOICES if template else GROUP_COUNTS
        write_output(out, schema.template(State.default(), lang))
        wrote(out)
        return
    if imports:
        from etl.intake import plain_import, view_history

        answer(list(view_history(State.default(), who())), as_json, plain_import)
        return
    with snapshot() as opened:
        found = views_under(opened, quoting_catalogue(opened), right.strip().upper(), area.strip().upper())
    if not as_json:
        none = N_("No member has sent views or good practice about this yet.")
        say(translator(lang)._(NO_GENERALISING if found else none))
    answer(voice_records(found), as_json, voice_line)


@app.command()
def ministries(
    code: Annotated[str, typer.Argument(help="The code of one ministry, as moeys.")] = "", as_json: Json = False
) -> None:
    """What each ministry was asked, by whom, how often, what became of it, and what the figures say."""
    from childrights.catalogue import UnknownCode
    from childrights.newest import newest_figures
    from childrights.submissions import bearer_cards, card_line, card_records, returned_asks

    with snapshot() as opened:
        catalogue = quoting_catalogue(opened)
        cards = bearer_cards(returned_asks(opened, catalogue), newest_figures(opened, catalogue))
        found = [one for one in cards if code in ("", one.bearer.code)]
        if not found:
            raise UnknownCode(
                N_("There is no ministry '{code}'. Use one of {known}."),
                code=code,
                known=", ".join(one.bearer.code for one in cards),
            )
        answer(card_records(found, catalogue), as_json, card_line)


@app.command()
def mcp(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Over HTTP on this computer instead of in the terminal.")
    ] = 0,
) -> None:
    """Answers for assistants by the Model Context Protocol: search, figure, compare, message, coverage, certificate."""
    from api import serve_model_context

    with snapshot():
        pass  # says what is missing before anybody asks
    serve_model_context(port)
