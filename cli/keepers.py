"""Verbs of who looks after the state: a backup, putting it back, what is wrong, and what must be gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from childrights.catalogue import ChildRightsError
from childrights.files import write_output
from childrights.i18n import N_, Translator, translator
from cli.parts import PROBLEMS, REFUSED, Json, Lang, answer, app, must_exist, say, who
from etl.ledger import State
from etl.permissions import Role

if TYPE_CHECKING:
    from etl.accounts import Account
    from etl.ledger import AuditCheck, StandingSetting
    from etl.recovery import Backup


@app.command()
def backup(out: Path, lang: Lang = "en", as_json: Json = False) -> None:
    """Write everything that must not be lost into one file, while people read and write."""
    from etl.recovery import back_up

    t = translator(lang)
    with _in_words(t):
        made = back_up(State.default(), out, who=who())
    for line in _backup_lines(made, t):
        say(line)
    if as_json:
        lost = [{"of": one.of, "what": one.kind, "gone": one.gone} for one in made.lost]
        told = {"file": str(made.file), "made_at": made.made_at, "content_hash": made.content_hash}
        answer(told | {"files": made.files, "size": made.size, "lost": lost}, True)
    raise typer.Exit(PROBLEMS if made.lost else 0)


def _backup_lines(made: Backup, t: Translator) -> list[str]:
    lines = [
        t._("Wrote {file}: {files} files. It holds members' figures: keep it where only you can read it.").format(
            file=made.file, files=made.files
        )
    ]
    if made.lost:
        ids = ", ".join(dict.fromkeys(one.of for one in made.lost))
        lines.append(t._("Not in it, because it was damaged or gone already: files of {ids}.").format(ids=ids))
    return lines


@app.command()
def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="IN", help="A file that backup wrote.")],
    into: Annotated[Path | None, typer.Option(help="Another state folder than the one of this dashboard.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Put a backup in the place of what is there, once everything of it is checked; what was there is kept aside."""
    from etl.recovery import restore as put_back

    t = translator(lang)
    with _in_words(t):
        done = put_back(State(into) if into else State.default(), backup_file, who=who())
    say(t._("Put back what was backed up on {day}.").format(day=done.made_at))
    if done.aside:
        say(t._("What was there is kept in {place}.").format(place=done.aside))
    if done.erased_again:
        say(t._("Erased again, as it had been since the backup: {ids}.").format(ids=", ".join(done.erased_again)))
    if as_json:
        told = {"made_at": done.made_at, "content_hash": done.content_hash, "files": done.files, "aside": done.aside}
        answer(told, True)


@contextmanager
def _in_words(t: Translator) -> Iterator[None]:
    """A refusal as one sentence in the language that was asked for, with the exit code of one."""
    try:
        yield
    except ChildRightsError as refusal:
        say(refusal.words(t))
        raise typer.Exit(REFUSED) from None


@app.command()
def audit(
    verify: Annotated[bool, typer.Option("--verify", help="Follow the chain from its first line to its last.")] = False,
    known: Annotated[str, typer.Option(help="With --verify: a hash that you wrote down earlier.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="From this day on, as 2026-11-30.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Up to this day.")] = "",
    action: Annotated[str, typer.Option(help="Only lines of this kind.")] = "",
    by: Annotated[str, typer.Option("--who", help="Only lines of this name.")] = "",
    csv: Annotated[Path | None, typer.Option(metavar="OUT", help="Write all of them as a table.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Tell what was done, by whom and when, the newest first; --verify says whether anybody changed it."""
    from dataclasses import asdict

    from etl.ledger import MOST_ON_A_PAGE, AuditFilter, audit_csv, audit_page, verify_audit

    state, asked, t = State.default(), AuditFilter(since, until, action, by), translator(lang)
    with _in_words(t):
        if verify or known:
            _verified(verify_audit(state, known), t, as_json)
        elif csv:
            write_output(csv, audit_csv(state, who=who(), asked=asked))
            say(t._("Wrote {file}.").format(file=csv))
        else:
            found = audit_page(state, who=who(), asked=asked, size=MOST_ON_A_PAGE)
            answer([asdict(one) for one in found.lines], as_json, lambda one: _audit_line(one, t))
            if found.total > len(found.lines):
                more = t._("{count} older lines are not shown; --csv OUT writes them all.")
                say(more.format(count=found.total - len(found.lines)))


def _verified(found: AuditCheck, t: Translator, as_json: bool) -> None:
    """Tell what came of verifying; exit 1 where the chain is broken."""
    if found.holds:
        words = t.ngettext("The chain is intact: {count} line.", "The chain is intact: {count} lines.", found.lines)
        say(words.format(count=found.lines))
        say(t._("The newest hash, to be written down elsewhere: {hash}").format(hash=found.head or "–"))
    else:
        say(t._("Line {number}: {wrong}").format(number=found.broken, wrong=t._(found.wrong)))
    if as_json:
        told = {"holds": found.holds, "lines": found.lines, "head": found.head, "broken": found.broken}
        answer(told | {"wrong": found.wrong}, True)
    raise typer.Exit(0 if found.holds else PROBLEMS)


def _audit_line(one: dict[str, Any], t: Translator) -> str:
    from etl.ledger import AUDIT_ACTIONS

    what = t._(AUDIT_ACTIONS[one["action"]]) if one["action"] in AUDIT_ACTIONS else one["action"]
    return f"{one['number']:>6}  {one['at'][:19]}  {one['who'] or '–'}  {what}  {one['detail']}".rstrip()


@app.command()
def settings(
    name: Annotated[str, typer.Argument(help="The setting to tell or to change.")] = "",
    value: Annotated[str, typer.Argument(help="Its new value.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List the settings, tell one, or change one; every change is in the audit."""
    from etl.ledger import StandingSetting, change_setting, setting_named
    from etl.ledger import settings as every_setting

    state, t = State.default(), translator(lang)
    with _in_words(t):
        if value:
            change_setting(state, name, value, who=who())
        standing = every_setting(state)
        if name and not any(one.setting.key == name for one in standing):
            standing = (StandingSetting(setting_named(name), setting_named(name).default),)
    told = [_setting_record(one, t) for one in standing if name in ("", one.setting.key)]
    answer(told, as_json, lambda one: f"{one['name']} = {one['value']}  ({one['is']}: {one['help']})")


def _setting_record(one: StandingSetting, t: Translator) -> dict[str, Any]:
    return {
        "name": one.setting.key,
        "value": one.words,
        "default": one.setting.words_of(one.setting.default),
        "is": t._(one.setting.name),
        "help": t._(one.setting.help),
        "changed_at": one.changed_at,
        "changed_by": one.changed_by,
    }


class AccountsVerb(StrEnum):
    """What ``accounts`` does."""

    LIST = "list"
    ADD = "add"
    ROLES = "roles"
    DISABLE = "disable"
    ENABLE = "enable"
    RESET = "reset"
    SIGN_OUT = "sign-out"


@app.command()
def accounts(
    do: Annotated[AccountsVerb, typer.Argument(help="What to do.")] = AccountsVerb.LIST,
    login: Annotated[str, typer.Argument(help="The login name.")] = "",
    name: Annotated[str, typer.Option(help="With add: the name as people know it.")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="With add and roles: may be repeated.")] = None,
    member: Annotated[list[str] | None, typer.Option(help="Organisations of a contributor; may be repeated.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List the accounts, add one, change roles, close one or open it again, or make a link for a new password."""
    from etl.accounts import accounts as every_account
    from etl.accounts import (
        add_account,
        change_roles,
        close_account,
        password_link,
        same_login,
        sign_out_everywhere,
    )

    state, t, me, link = State.default(), translator(lang), who(), ""
    with _in_words(t):
        if do is AccountsVerb.ADD:
            add_account(state, login, name=name or login, roles=role or (), members=member or (), who=me)
        elif do is AccountsVerb.ROLES:
            change_roles(state, login, roles=role or (), members=member or (), who=me)
        elif do in (AccountsVerb.DISABLE, AccountsVerb.ENABLE):
            close_account(state, login, who=me, undo=do is AccountsVerb.ENABLE)
        elif do is AccountsVerb.SIGN_OUT:
            sign_out_everywhere(state, login, who=me)
        if do in (AccountsVerb.ADD, AccountsVerb.RESET):
            link = f"/welcome/{password_link(state, login, who=me).token}"
            say(
                t._(
                    "This link opens once, for three days, behind the dashboard's address; give it to that person only."
                )
            )
        found = every_account(state, who=me)
    told = [_account_record(one) for one in found if not login or same_login(one.login, login)]
    answer([one | ({"link": link} if link else {}) for one in told], as_json, _account_line)


def _account_record(one: Account) -> dict[str, Any]:
    return {
        "login": one.login,
        "name": one.name,
        "roles": sorted(one.roles),
        "members": list(one.members),
        "can_sign_in": one.can_sign_in,
        "closed_at": one.disabled_at,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }


def _account_line(one: dict[str, Any]) -> str:
    became = f"closed {one['closed_at'][:10]}" if one["closed_at"] else "" if one["can_sign_in"] else "invited"
    told = (one["login"], one["name"], ", ".join(one["roles"]), ", ".join(one["members"]), became, one.get("link", ""))
    return "  ".join(part for part in told if part)


@app.command()
def erase(
    identity: Annotated[str, typer.Argument(metavar="ID", help="An upload (U0001) or an entry (R00001, A00001, …).")],
    why: Annotated[str, typer.Option(help="The reason, kept with the certificate; name nobody in it.")],
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Erase an upload or an entry for good, from everything that is kept here, and say so in a certificate."""
    from etl.recovery import certificate_lines, certificate_record
    from etl.recovery import erase as erase_for_good

    with _in_words(translator(lang)):
        done = erase_for_good(State.default(), identity, why=why, who=who())
    if as_json:
        answer(certificate_record(done), True)
        return
    for line in certificate_lines(done, translator(lang)):
        typer.echo(line)


MARKS = {"fine": N_("right"), "repaired": N_("repaired"), "wrong": N_("WRONG"), "decide": N_("TO DECIDE")}
"""Verdict of the doctor → the word before the sentence."""


@app.command()
def doctor(
    look: Annotated[bool, typer.Option("--look", help="Only look; mend nothing.")] = False,
    port: Annotated[int | None, typer.Option(help="Ask the dashboard that answers at this port.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say what is right and what is wrong, mend what is safe to be mended, and name what a person must decide."""
    from etl.recovery import examine, exit_code

    t = translator(lang)
    found = examine(State.default(), mend=not look)
    lines = [(one.area, one.verdict, one.words(t)) for one in found]
    lines.append(("server", *_server(port, t)))
    if as_json:
        answer([{"area": area, "verdict": verdict, "words": words} for area, verdict, words in lines], True)
    else:
        for _, verdict, words in lines:
            typer.echo(f"{t._(MARKS[verdict])}: {words}")
    raise typer.Exit(max(exit_code(found), int(lines[-1][1] == "wrong")))


def _server(port: int | None, t: Translator) -> tuple[str, str]:
    """Whether a dashboard answers on this computer: at ``port``, where one must, or at one of those it chooses from."""
    import http.client

    for one in (port,) if port else PORTS:
        connection = http.client.HTTPConnection("127.0.0.1", one, timeout=0.5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.client.OK:
                return "fine", t._("A dashboard answers at port {port}.").format(port=one)
        except OSError:
            continue
        finally:
            connection.close()
    if port:
        return "wrong", t._("No dashboard answers at port {port}.").format(port=port)
    return "fine", t._("No dashboard runs here now. Start it: python run.py")


PORTS = range(8501, 8511)
"""Those of the ports a launcher chooses from that are taken first."""


@app.command()
def khmer(
    out: Annotated[Path | None, typer.Option(help="Write the workbook for a native reader, .xlsx.")] = None,
    only_unread: Annotated[bool, typer.Option("--unread", help="Only what nobody has read as it stands.")] = False,
    pictures: Annotated[Path | None, typer.Option(help="A folder of pictures of pages, for the workbook.")] = None,
    take: Annotated[Path | None, typer.Option(help="Take a workbook back that was filled in.")] = None,
    by: Annotated[str, typer.Option(help="Who read it.")] = "",
    check_only: Annotated[bool, typer.Option("--check", help="Only say what would be taken.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """The Khmer of everything, for a native reader: out in a workbook, back, and how much was read."""
    from childrights.files import write_output
    from childrights.wording import counted_words, khmer_texts, reading, reading_words, review_workbook, unread

    t = translator(lang)
    if out is not None:
        texts = unread() if only_unread else khmer_texts()
        write_output(out, review_workbook(texts, pictures, reading()))
        say(t._("Wrote to {file}: {counted}.").format(file=out, counted=f"{len(texts):,}"))
        return
    if take is not None:
        _take_khmer(take, by.strip(), check_only, t, as_json)
        return
    counted = counted_words()
    readers = [{"by": name, "day": day, "texts": many} for (name, day), many in counted.by.items()]
    if as_json:
        answer({"texts": counted.texts, "read": counted.read, "unread": counted.unread, "readers": readers}, True)
        return
    typer.echo(reading_words(counted, t))
    for one in readers:
        typer.echo(t._("{by} read {count} on {day}.").format(by=one["by"], count=one["texts"], day=one["day"]))


def _take_khmer(file: Path, by: str, check_only: bool, t: Translator, as_json: bool) -> None:
    from childrights.wording import keep_reviewed, khmer_texts, put_back, read_returned

    must_exist(file)
    if not by and not check_only:
        say(t._("Say who read it: --by NAME"))
        raise typer.Exit(REFUSED)
    texts = khmer_texts()
    found = read_returned(file.read_bytes(), file.name, texts)
    told = [{"row": one.row, "why": t._(one.why).format(what=one.filled)} for one in (*found.refused, *found.overtaken)]
    if not check_only:
        put_back(found.changed)
        taken = {*found.changed, *found.confirmed}
        keep_reviewed([one for one in khmer_texts() if one.id in taken], by, date.today().isoformat())
    counted = {
        "changed": len(found.changed),
        "confirmed": len(found.confirmed),
        "refused": len(found.refused),
        "overtaken": len(found.overtaken),
        "empty": found.empty,
    }
    if as_json:
        answer({**counted, "rows": told}, True)
    else:
        words = t._(
            "Better: {changed}. Right: {confirmed}. Refused: {refused}. Overtaken: {overtaken}. Empty: {empty}."
        )
        typer.echo(words.format(**counted))
        for row in told:
            typer.echo(t._("Row {row}: {why}").format(**row))
    if told:
        raise typer.Exit(PROBLEMS)
