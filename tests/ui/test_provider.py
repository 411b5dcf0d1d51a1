"""Signing in at a provider: known identities get a session of ours, others look only and are told whom to ask."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from etl.accounts import add_account, link_identity, password_link
from etl.ledger import State
from etl.permissions import Role, owner
from tests.support.provider import CLIENT, Provider, provider
from tests.support.server import Server, free_port, start_server
from tests.support.wire import RawAnswer, ask
from ui.parts import SESSION_COOKIE

ADMIN = owner("test")


def came_back(server: Server, jar: dict[str, str], path: str = "/to-provider/home") -> RawAnswer:
    """Follow the way to the provider and back, as a browser with these cookies does, to the answer that is no more a
    redirection over the provider."""
    import http.client

    while True:
        answer = ask(server, "GET", path, jar, Accept="text/html")
        for given in answer.headers.get("set-cookie", "").split("\n"):
            name, _, value = given.split(";")[0].partition("=")
            if "max-age=0" in given.lower():
                jar.pop(name, None)
            elif name:
                jar[name] = value.strip('"')
        if answer.status not in (302, 303) or path.startswith("/from-provider"):
            return answer
        to = urlsplit(answer.headers["location"])
        if to.port not in (None, server.port):
            outside = http.client.HTTPConnection("127.0.0.1", to.port, timeout=30)
            outside.request("GET", f"{to.path}?{to.query}")
            to = urlsplit(outside.getresponse().getheader("location"))
            outside.close()
        path = f"{to.path}?{to.query}" if to.query else to.path


def serve(home: Path, folder: Path, given: Provider):
    port = free_port()
    (folder / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"s" * 40}"\n'
        f'[auth.home]\nclient_id = "{CLIENT}"\nclient_secret = "x"\n'
        f'server_metadata_url = "{given.issuer}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return start_server(home, environment={"STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml")}, port=port)


def test_a_provider_vouches_and_our_accounts_say_who_may(built_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(built_home, home)
    state = State(home)
    with provider() as given, serve(home, tmp_path, given) as server:
        assert b"Sign in with Home" in ask(server, "GET", "/sign-in").body
        given.subject = "stranger"
        stranger = came_back(server, jar := {})
        assert stranger.status == 401 and b"ask an administrator" in stranger.body
        assert SESSION_COOKIE not in jar and "_streamlit_user" not in jar
        for login in ("sokha", "dara"):
            add_account(state, login, name=login.title(), roles=[Role.STEWARD], who=ADMIN)
        link_identity(state, "sokha", given.issuer, "42", who=ADMIN)
        given.subject = "42"
        assert came_back(server, jar := {}).status == 303
        assert ask(server, "GET", "/record.csv", jar).status == 200 and "_streamlit_user" not in jar
        link = password_link(state, "dara", who=ADMIN).token
        assert f"to-provider/home?link={link}".encode() in ask(server, "GET", f"/welcome/{link}").body
        led = ask(server, "GET", f"/to-provider/home?link={link}", Sec_Fetch_Site="cross-site")
        assert (led.status, led.cookie) == (410, ""), "another site's page would tie its visitors to its own account"
        given.subject = "43"
        assert came_back(server, jar := {}, f"/to-provider/home?link={link}").status == 303
        assert ask(server, "GET", "/record.csv", jar).status == 200 and "cr_link" not in jar
        assert came_back(server, {}).status == 303, "the identity belongs to the account from then on"
