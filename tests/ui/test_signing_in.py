"""Signing in, sessions and what they open, over raw requests and raw connections to the real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from websockets.exceptions import ConnectionClosed

from childrights.i18n import translator
from etl.accounts import Launch, add_account, password_link, passwords, redeem_link, session_of
from etl.ledger import ALWAYS, State, change_setting
from etl.permissions import Role, owner
from tests.support.server import Server
from tests.support.wire import RawPage, ask, open_tab, put_file, visitor
from ui.accounts import guard, open_launch, plain_words, record_words, routes, signing_in
from ui.accounts.requests import own_address, visitor_mark
from ui.parts import SESSION_COOKIE, access

PASSWORD = "seven quiet elephants"
ADMIN = owner("test")
FORM = "application/x-www-form-urlencoded"
"""Sent as a browser does."""


@pytest.fixture(scope="module", autouse=True)
def _cheap() -> Iterator[None]:
    """Passwords that are kept in a millisecond: what they cost is tested beside them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


def account(server: Server, login: str, *roles: Role, members: tuple[str, ...] = ()) -> dict[str, str]:
    """The cookies of a browser in which somebody with these roles is signed in."""
    state = State(server.home)
    add_account(state, login, name=login.title(), roles=roles, members=members, who=ADMIN)
    signed = redeem_link(state, password_link(state, login, who=ADMIN).token, password=PASSWORD)
    return {**visitor(server), SESSION_COOKIE: signed.token}


@pytest.fixture(scope="module")
def steward(own_server: Server) -> dict[str, str]:
    return account(own_server, "sokha", Role.STEWARD)


@pytest.fixture(scope="module")
def contributor(own_server: Server) -> dict[str, str]:
    return account(own_server, "dara", Role.CONTRIBUTOR, members=("NEP",))


@pytest.fixture(scope="module")
def administrator(own_server: Server) -> dict[str, str]:
    return account(own_server, "bopha", Role.ADMINISTRATOR)


def form(server: Server, path: str, cookies: dict[str, str] | None = None, origin: str = "", **fields: str):
    body = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in fields.items()).encode()
    return ask(server, "POST", path, cookies or {}, body, Content_Type=FORM, Origin=origin or server.url)


def test_the_launchers_word_opens_once_and_for_nobody_else(own_server: Server) -> None:
    assert ask(own_server, "GET", f"/here/{'a' * 43}").status == 410
    token = own_server.owner_token()
    again = ask(own_server, "GET", f"/here/{own_server.here}")
    assert (again.status, again.cookie) == (410, "")
    mine = ask(own_server, "GET", f"/here/{own_server.here}", {SESSION_COOKIE: token})
    assert (mine.status, mine.headers["location"]) == (303, "/")
    tab = open_tab(own_server, {**visitor(own_server), SESSION_COOKIE: token}).run("upload")
    assert tab.elements("file_uploader") and "Signed in at this computer" in tab.words
    # What the ledger keeps of it opens nothing in another server process.
    assert session_of(State(own_server.home), token, server=Launch("x" * 43).server) is None


@pytest.mark.parametrize("header", ["X_Forwarded_For", "X_Real_IP", "Forwarded", "Host"])
def test_nothing_else_counts_as_this_computer(own_server: Server, header: str) -> None:
    told = {"Host": f"localhost:{own_server.port}"}.get(header, "127.0.0.1")
    assert ask(own_server, "GET", "/kept/U0001", {}, **{header: told}).status == 401
    assert not open_tab(own_server, visitor(own_server)).run("upload").elements("file_uploader")


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(own_server: Server, steward: dict[str, str]) -> None:
    page = ask(own_server, "GET", "/sign-in?next=/history")
    assert b"the browser window that opens" in page.body
    assert page.status == 200 and b"<form" in page.body and page.headers["cache-control"] == "no-store"
    signed = form(own_server, "/sign-in?next=/history?q=1", login="Sokha", password=PASSWORD)
    assert (signed.status, signed.headers["location"]) == (303, "/history?q=1")
    name, *attributes = signed.cookie.lower().split("; ")
    assert name.startswith("cr_session=") and {"httponly", "samesite=lax", "path=/"} <= set(attributes)
    assert signed.headers["cache-control"] == "no-store"
    away = form(own_server, "/sign-in?next=//evil.example/", login="sokha", password=PASSWORD)
    assert away.headers["location"] == "/"


def test_what_is_wrong_says_nothing_about_which_accounts_there_are(own_server: Server, steward: dict[str, str]) -> None:
    known = form(own_server, "/sign-in", login="sokha", password="not the password")
    unknown = form(own_server, "/sign-in", login="sokhb", password="not the password")
    assert known.status == unknown.status == 401 and not known.cookie
    assert known.body.replace(b"sokha", b"sokhb") == unknown.body


def test_many_tries_wait(own_server: Server) -> None:
    told = [form(own_server, "/sign-in", login="nobody-here", password="not the password").body for _ in range(7)]
    assert b"Please wait" not in told[0] and b"Please wait" in told[-1]


def test_a_form_of_another_site_does_nothing(own_server: Server, steward: dict[str, str]) -> None:
    assert form(own_server, "/sign-in", origin="https://evil.example", login="sokha", password=PASSWORD).status == 403
    assert form(own_server, "/sign-out", steward, "https://evil.example", do="everywhere").status == 403
    assert open_tab(own_server, steward).run("upload").elements("file_uploader")


def test_a_form_of_any_length_is_not_taken_in(own_server: Server) -> None:
    assert form(own_server, "/sign-in", login="x" * 9000, password="y").status == 400


def test_an_invitation_works_once(own_server: Server) -> None:
    state = State(own_server.home)
    add_account(state, "vanna", name="Vanna", roles=[Role.STEWARD], who=ADMIN)
    address = f"/welcome/{password_link(state, 'vanna', who=ADMIN).token}"
    assert b"Welcome, Vanna" in ask(own_server, "GET", address).body
    apart = form(own_server, address, password=PASSWORD, again="another one, longer")
    short = form(own_server, address, password="short", again="short")
    assert (apart.status, short.status) == (422, 422)
    assert form(own_server, address, password=PASSWORD, again=PASSWORD).status == 303
    assert ask(own_server, "GET", address).status == 410


def test_signing_out_everywhere_holds_at_the_next_click(own_server: Server) -> None:
    mine = account(own_server, "ratha", Role.STEWARD)
    tab = open_tab(own_server, mine).run("upload")
    assert tab.elements("file_uploader") and "Signed in as ratha" in tab.words
    elsewhere = form(own_server, "/sign-in", login="ratha", password=PASSWORD).cookie.split(";")[0].partition("=")[2]
    left = form(own_server, "/sign-out", {SESSION_COOKIE: elsewhere}, do="everywhere")
    assert left.status == 200 and 'cr_session=""' in left.cookie
    again = tab.run("upload")
    assert not again.elements("file_uploader") and "This is for people who have signed in" in again.words
    assert put_file(own_server, tab.session, mine).status == 401


def test_a_password_is_changed_with_the_old_one(own_server: Server) -> None:
    mine = account(own_server, "thida", Role.STEWARD)
    wrong = form(
        own_server,
        "/password",
        mine,
        old="not the password",
        password="nine tall mountains",
        again="nine tall mountains",
    )
    assert wrong.status == 422
    right = form(
        own_server, "/password", mine, old=PASSWORD, password="nine tall mountains", again="nine tall mountains"
    )
    assert right.status == 303 and right.cookie.startswith("cr_session=")
    assert ask(own_server, "GET", "/record.csv", mine).status == 401, "the session before it has ended"


def test_a_session_is_its_browsers(own_server: Server, steward: dict[str, str]) -> None:
    mine = open_tab(own_server, steward).run("upload")
    stranger = visitor(own_server)
    for cookies in ({}, stranger, {**stranger, SESSION_COOKIE: "x" * 43}):
        assert open_tab(own_server, cookies, mine.session).run("upload").session != mine.session
        assert put_file(own_server, mine.session, {**cookies}).status in (401, 403)
    assert open_tab(own_server, steward, mine.session).run("upload").session == mine.session
    looker = open_tab(own_server, stranger).run("overview")
    assert open_tab(own_server, {}, looker.session).run("overview").session != looker.session
    assert open_tab(own_server, stranger, looker.session).run("overview").session == looker.session


def test_what_somebody_says_of_the_mark_of_a_browser_is_not_believed() -> None:
    cookies = {SESSION_COOKIE: "x" * 43}
    headers = [(b"cookie", f"{SESSION_COOKIE}={'x' * 43}".encode()), (guard.MARK_HEADER, b"of another")]
    marked = guard._marked({"type": "websocket", "headers": headers})
    said = [value.decode() for name, value in marked["headers"] if name == guard.MARK_HEADER]
    assert said == [visitor_mark(cookies)], "Streamlit believes the first"


def test_the_oldest_files_of_a_session_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    files = MemoryUploadedFileManager("/upload")
    for session, name in (("theirs", "z"), ("mine", "a"), ("mine", "b")):
        files.add_file(session, UploadedFileRec(name, name, "text/csv", b"1234"))
    monkeypatch.setattr(guard, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=files))
    monkeypatch.setattr(guard, "MOST_SESSION_BYTES", 10)
    for size, left in ((2, {"a", "b"}), (3, {"b"}), (6, {"b"}), (11, set())):
        guard.make_room("mine", size)
        assert files.file_storage.get("mine", {}).keys() == left, size
    assert files.file_storage["theirs"].keys() == {"z"}


def test_only_who_sends_something_puts_bytes_into_memory(
    own_server: Server, steward: dict[str, str], contributor: dict[str, str], administrator: dict[str, str]
) -> None:
    nobody = visitor(own_server)
    expected = [(steward, 204), (contributor, 204), (administrator, 403), (nobody, 401)]
    for cookies, status in expected:
        tab = open_tab(own_server, cookies).run("upload")
        assert put_file(own_server, tab.session, cookies).status == status
        for other, _ in expected:
            if other is not cookies:
                assert put_file(own_server, tab.session, other).status in (401, 403), "a session of somebody else"


def test_a_file_is_as_large_as_the_page_says(own_server: Server, contributor: dict[str, str]) -> None:
    tab = open_tab(own_server, contributor).run("upload")
    assert tab.elements("file_uploader")[0].max_upload_size_mb == 64
    too_large = b"x" * (66 * 1024 * 1024)
    assert put_file(own_server, tab.session, contributor, too_large).status == 413
    assert put_file(own_server, tab.session, contributor, too_large, chunked=True).status == 413


@pytest.mark.parametrize(
    ("size", "refused"), [(200_000, ()), (300_000, ("looker",)), (2_200_000, ("looker", "steward"))]
)
def test_long_messages_are_taken_from_who_may_send_files(
    own_server: Server, steward: dict[str, str], size: int, refused: tuple[str, ...]
) -> None:
    for name, cookies in (("looker", visitor(own_server)), ("steward", steward)):
        tab = open_tab(own_server, cookies)
        if name in refused:
            with pytest.raises(ConnectionClosed):
                tab.run("overview", nothing="x" * size)
        else:
            assert tab.run("overview", nothing="x" * size).session


def deferred(tab: RawPage, file_id: str) -> str:
    """Ask for a download to be made; its address, empty where it is refused."""
    message = BackMsg()
    message.backend_operation_request.request_id, message.backend_operation_request.session_id = "1", tab.session
    message.backend_operation_request.deferred_file.file_id = file_id
    tab.send(message)
    (answer,) = [
        one.backend_operation_response for one in tab.messages if one.WhichOneof("type") == "backend_operation_response"
    ]
    return str(answer.deferred_file.url)


def test_what_is_made_for_somebody_is_given_to_nobody_else(
    own_server: Server, steward: dict[str, str], contributor: dict[str, str]
) -> None:
    tab = open_tab(own_server, steward).run("our_asks")
    button = next(one for one in tab.elements("download_button") if one.deferred_file_id)
    for other in (contributor, visitor(own_server)):
        assert not deferred(open_tab(own_server, other).run("overview"), button.deferred_file_id)
    address = deferred(tab, button.deferred_file_id)
    assert ask(own_server, "GET", address, steward).status == 200
    for other in ({}, visitor(own_server), contributor):
        assert ask(own_server, "GET", address, other).status == 404


def test_what_is_kept_is_handed_to_who_may_have_it(
    own_server: Server, steward: dict[str, str], contributor: dict[str, str], administrator: dict[str, str]
) -> None:
    for path, cookies, status in (
        ("/record.csv", {}, 401),
        ("/record.csv", contributor, 403),
        ("/record.csv", steward, 200),
        ("/record.csv?action=sign+in", administrator, 200),
        ("/kept/U0001", {}, 401),
        ("/kept/U9999", steward, 403),
    ):
        answer = ask(own_server, "GET", path, cookies)
        assert answer.status == status, path
        assert answer.headers["cache-control"] == "no-store"


def test_pages_of_administrators_say_why_not(
    own_server: Server, contributor: dict[str, str], administrator: dict[str, str]
) -> None:
    for name in ("accounts", "settings", "record"):
        assert "This is for people who have signed in" in open_tab(own_server, visitor(own_server)).run(name).words
        assert "not among the things your account may do" in open_tab(own_server, contributor).run(name).words
        assert "cr-title" in open_tab(own_server, administrator).run(name).words


def test_the_guard_is_told_of_in_the_settings_of_streamlit() -> None:
    settings = (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert 'trustedUserHeaders = \'{"x-cr-visitor": "visitor"}\'' in settings and "maxUploadSize = 64" in settings


def test_looking_whether_an_address_leads_anywhere_takes_nothing(own_server: Server, steward: dict[str, str]) -> None:
    for path in (f"/here/{'a' * 43}", "/kept/U0001", "/record.csv"):
        assert ask(own_server, "HEAD", path, steward).status == 405, path


def test_the_doors_beside_the_pages_are_no_place_to_go_back_to() -> None:
    for route in routes():
        assert own_address(route.path.replace("{link}", "a").replace("{upload}", "U1"), "/") == "/", route.path


def test_ids_that_no_table_can_hold_are_not_there(own_server: Server, steward: dict[str, str]) -> None:
    for number in ("9" * 20, "9" * 5000, "0" * 5000):
        assert ask(own_server, "GET", f"/kept/U{number}", steward).status == 403


def test_what_was_made_for_somebody_ends_with_their_session(own_server: Server) -> None:
    mine = account(own_server, "kosal", Role.STEWARD)
    tab = open_tab(own_server, mine).run("our_asks")
    button = next(one for one in tab.elements("download_button") if one.deferred_file_id)
    address = deferred(tab, button.deferred_file_id)
    assert ask(own_server, "GET", address, mine).status == 200
    form(own_server, "/sign-out", mine, do="everywhere")
    assert ask(own_server, "GET", address, mine).status == 404, "a computer that was lost keeps its cookie"
    assert not deferred(tab, button.deferred_file_id)


@pytest.mark.parametrize(
    ("action", "detail", "told"),
    [
        ("account", "bopha administrator, steward", "bopha អ្នកគ្រប់គ្រង"),
        ("account", "bopha first administrator", "bopha អ្នកគ្រប់គ្រង"),
        ("one-time link", "invitation reset", " reset"),
        ("password", "by a link, reset", "តាម"),
        ("sign in refused", "wrong password, to change it", "ពាក្យសម្ងាត់"),
        ("setting", "four_eyes from off to on", " → "),
    ],
)
def test_the_record_is_told_in_the_readers_language(action: str, detail: str, told: str) -> None:
    words = record_words.about_words(action, detail, translator("km"))
    assert told in words and not re.search("administrator|steward|invitation|by a|wrong|four_eyes|off", words)
    assert record_words.about_words("decide", "D0001 A1B2C3 keep", translator("km")) == "D0001 A1B2C3 keep"


def test_where_others_reach_the_server_no_browser_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_launched", [Launch()])
    for only_here in (False, True):
        environment = {"CR_HERE": "x" * 43, "PATH": "y"}
        open_launch(environment, only_here=only_here)
        assert environment == {"PATH": "y"}, "programs that are started here inherit it"
        assert access.launched().has_browser is only_here


def test_no_window_is_promised_where_none_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(access, "_launched", [Launch()])
    assert not signing_in._opens_here()
    access.begin_launch(Launch("x" * 43))
    assert signing_in._opens_here()
    change_setting(State.default(), "sign_in_before_change", ALWAYS, who=ADMIN)
    assert not signing_in._opens_here()
    for here in (False, True):
        pages = (
            plain_words.sign_in(translator("en"), here=here),
            plain_words.used_up(translator("en"), "/", here=here),
        )
        assert ["window" in str(one) for one in pages] == [here, here]
