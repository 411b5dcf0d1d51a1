"""Signing in and out, one-time links, and the copy that is kept of a file: what is answered beside Streamlit.

Every answer here is made for one person and kept by nobody. What was wrong is told in words that say nothing about
which accounts there are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from childrights.catalogue import ChildRightsError
from childrights.i18n import DEFAULT_LANGUAGE, N_, Translator
from etl.accounts import (
    FIRST,
    LAUNCHED_DAYS,
    LinkRefused,
    change_password,
    look_at_link,
    redeem_link,
    redeem_with_identity,
    session_of,
    sign_in,
    sign_in_identity,
    sign_out,
    sign_out_everywhere,
)
from etl.ledger import ALWAYS, AuditFilter, State, audit_csv, copy_kept, setting, upload
from ui.accounts import plain_words as words
from ui.accounts.plain_pages import NEVER_KEPT, PlainPage, answer
from ui.accounts.provider import LINK_COOKIE, LINK_S, forget, login_address, providers, vouched
from ui.accounts.requests import base_path, form_of, language_of, network_of, way_back
from ui.parts import SESSION_COOKIE, XLSX, actor_of, cache, launched

DAY_S = 86_400
Form = dict[str, str]
_TWICE = N_("The two passwords are not the same. Write the same one twice.")
_UNREADABLE = N_("The form did not arrive as it was sent. Please try again.")


def routes() -> list[Route]:
    """What is answered before Streamlit is asked."""
    base, both = base_path(), ["GET", "POST"]
    return [
        Route(f"{base}sign-in", _page(_sign_in), methods=both),
        Route(f"{base}sign-out", _page(_sign_out), methods=both),
        Route(f"{base}password", _page(_password), methods=both),
        Route(f"{base}welcome/{{link}}", _page(_welcome), methods=both),
        _taken(f"{base}to-provider/{{provider}}", _to_provider),
        _taken(f"{base}from-provider", _from_provider),
        _taken(f"{base}here/{{link}}", _here),
        _taken(f"{base}kept/{{upload}}", _kept),
        _taken(f"{base}record.csv", _record),
    ]


def _taken(path: str, body: Callable[[Request, Translator, Form], Response | PlainPage]) -> Route:
    """What happens once, or is noted, as it is fetched. Nothing happens at ``HEAD``, by which programs look whether an
    address leads anywhere: the launcher's would be used up before its browser came."""
    taking = _page(body)

    async def endpoint(request: Request) -> Response:
        return (
            Response(status_code=405, headers={"Allow": "GET"}) if request.method == "HEAD" else await taking(request)
        )

    return Route(path, endpoint, methods=["GET"])


def _page(
    body: Callable[[Request, Translator, Form], Response | PlainPage],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint. ``body`` gets the fields of the form that was sent, none for a page that is only opened; it reads
    and writes the ledger, so it runs beside the loop that serves everybody."""

    async def endpoint(request: Request) -> Response:
        t = language_of(request)
        form = await form_of(request) if request.method == "POST" else {}
        if form is None:
            return answer(request, t, PlainPage(t._("Please try again"), [t._(_UNREADABLE)], status=400))
        given = await run_in_threadpool(body, request, t, form)
        return answer(request, t, given) if isinstance(given, PlainPage) else given

    return endpoint


def _sign_in(request: Request, t: Translator, form: Form) -> Response | PlainPage:
    if not form:
        return words.sign_in(t, others=_others(t), here=_opens_here())
    login, password = form.get(words.LOGIN, ""), form.get(words.PASSWORD, "")
    try:
        found = sign_in(State.default(), login, password, network=network_of(request), replaces=_token(request))
    except ChildRightsError as refusal:
        return words.sign_in(t, told=refusal.words(t), login=login, others=_others(t), here=_opens_here())
    return _signed_in(request, t, found.token)


def _sign_out(request: Request, t: Translator, form: Form) -> Response | PlainPage:
    state, token, server = State.default(), _token(request), launched().server
    session = session_of(state, token, server=server)
    if session is not None and not form:
        return words.sign_out(t, session.account.login if session.account else "", way_back(request))
    if session is not None and session.account and form.get(words.DO) == words.EVERYWHERE:
        sign_out_everywhere(state, session.account.login, who=actor_of(_token(request)))
    elif session is not None:
        sign_out(state, token, server=server)
    cache.forget_actors()
    left = answer(request, t, words.signed_out(t, base_path()))
    left.delete_cookie(SESSION_COOKIE, path=base_path(), httponly=True, samesite="lax")
    return left


def _password(request: Request, t: Translator, form: Form) -> Response | PlainPage:
    state, token = State.default(), _token(request)
    session = session_of(state, token, server=launched().server)
    if session is None:
        return words.not_yours(t, t._("Please sign in first."), base_path(), signed_in=False)
    if session.account is None:
        return words.no_password(t, way_back(request))
    login, back = session.account.login, way_back(request)
    if not form:
        return words.password(t, login, back)
    try:
        old, new = form.get(words.OLD, ""), _twice(form)
        found = change_password(state, token, old, new, network=network_of(request))
    except ChildRightsError as refusal:
        return words.password(t, login, back, told=refusal.words(t))
    return _signed_in(request, t, found.token)


def _welcome(request: Request, t: Translator, form: Form) -> Response | PlainPage:
    state, token = State.default(), request.path_params["link"]
    try:
        link = look_at_link(state, token)
    except LinkRefused:
        return words.used_up(t, base_path(), here=_opens_here())
    others = _others(t, token) if link.kind != FIRST else []
    if not form:
        return words.welcome(t, link, others=others)
    login, name = form.get(words.LOGIN, ""), form.get(words.NAME, "")
    try:
        found = redeem_link(state, token, password=_twice(form), login=login, name=name)
    except ChildRightsError as refusal:
        return words.welcome(t, link, told=refusal.words(t), login=login, name=name, others=others)
    return _signed_in(request, t, found.token)


def _others(t: Translator, link: str = "") -> list[tuple[str, str]]:
    """The ways over a provider, each with its address; ``link`` is a one-time link that is to bring the identity."""
    query = f"?link={link}" if link else ""
    words_of = t._("Sign in with {provider}")
    return [
        (words_of.format(provider=shown), f"{base_path()}to-provider/{name}{query}")
        for name, shown in providers().items()
    ]


def _to_provider(request: Request, t: Translator, _form: Form) -> Response | PlainPage:
    """Off to a provider; a one-time link waits in a cookie meanwhile.

    Not where the page of another site leads there: with a link of its own it would tie the person who comes along to an
    account of somebody else.
    """
    name, link = request.path_params["provider"], request.query_params.get("link", "")
    led_here = request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    if name not in providers() or (link and not led_here):
        return words.used_up(t, base_path(), here=_opens_here())
    go = RedirectResponse(login_address(name), 303, NEVER_KEPT)
    if link:
        secure = request.url.scheme == "https"
        go.set_cookie(LINK_COOKIE, link, max_age=LINK_S, path=base_path(), secure=secure, httponly=True, samesite="lax")
    return go


def _from_provider(request: Request, t: Translator, _form: Form) -> Response | PlainPage:
    """Back from a provider, with what it vouched for; somebody whom no account belongs to looks only."""
    (issuer, subject), link = vouched(request), request.cookies.get(LINK_COOKIE, "")
    back: Response
    try:
        if link:
            found = redeem_with_identity(State.default(), link, issuer, subject)
        else:
            found = sign_in_identity(State.default(), issuer, subject, replaces=_token(request))
        back = _signed_in(request, t, found.token)
    except ChildRightsError as refusal:
        back = answer(request, t, words.not_yours(t, refusal.words(t), base_path(), signed_in=False))
    forget(back, request, base_path())
    return back


def _here(request: Request, t: Translator, _form: Form) -> Response | PlainPage:
    """The browser that the launcher opened. One that was let in already may come back to its address."""
    try:
        token = launched().redeem(State.default(), request.path_params["link"])
        return _signed_in(request, t, token, LAUNCHED_DAYS)
    except LinkRefused:
        if actor_of(_token(request)).roles:
            return RedirectResponse(base_path(), 303, NEVER_KEPT)
        return words.used_up(t, base_path(), here=_opens_here())


def _kept(request: Request, t: Translator, _form: Form) -> Response | PlainPage:
    """The copy that is kept of a file; the ledger notes who took it."""
    actor, state = actor_of(_token(request)), State.default()
    if not actor.roles:
        return words.not_yours(t, t._("Please sign in first."), base_path(), signed_in=False)
    try:
        content = copy_kept(state, request.path_params["upload"], who=actor_of(_token(request)))
    except ChildRightsError as refusal:
        return words.not_yours(t, refusal.words(t), base_path(), signed_in=True)
    name = f"{upload(state, request.path_params['upload']).id}.xlsx"
    headers = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=XLSX, headers=headers)


def _record(request: Request, t: Translator, _form: Form) -> Response | PlainPage:
    """Lines of the record as a table, those that the address asks for."""
    actor, given = actor_of(_token(request)), request.query_params
    asked = AuditFilter(*(given.get(name, "") for name in ("since", "until", "action", "by")))
    try:
        content = audit_csv(State.default(), who=actor_of(_token(request)), asked=asked)
    except ChildRightsError as refusal:
        return words.not_yours(t, refusal.words(t), base_path(), signed_in=bool(actor.roles))
    headers = {**NEVER_KEPT, "Content-Disposition": 'attachment; filename="record.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _signed_in(request: Request, t: Translator, token: str, days: int = 0) -> Response:
    """On to where one came from, with the cookie of the new session."""
    cache.forget_actors()
    go = RedirectResponse(_in_language(way_back(request), t), 303, NEVER_KEPT)
    go.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=(days or int(setting(State.default(), "session_days"))) * DAY_S,
        path=base_path(),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return go


def _in_language(address: str, t: Translator) -> str:
    """The address in the language that the form was read in."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "lang"]
    query += [] if t.lang == DEFAULT_LANGUAGE else [("lang", t.lang)]
    return f"{parts.path}?{urlencode(query, safe=',')}" if query else parts.path


def _opens_here() -> bool:
    """Whether the window that opens when the server is started is signed in: not where others reach it too."""
    return launched().has_browser and setting(State.default(), "sign_in_before_change") != ALWAYS


def _token(request: Request) -> str:
    return request.cookies.get(SESSION_COOKIE, "")


def _twice(form: Form) -> str:
    """The new password. Raises ``ChildRightsError`` where the two are not the same."""
    if form.get(words.PASSWORD, "") != form.get(words.AGAIN, ""):
        raise ChildRightsError(_TWICE)
    return form.get(words.PASSWORD, "")
