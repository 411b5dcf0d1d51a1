"""What pages tell and hand out to somebody over a raw connection: with every window and fold open, and every file that
they offer taken, also those that are made only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.planted_counts import COUNT, SHARE
from tests.support.server import Server
from tests.support.wire import Cookies, RawPage, ask, open_tab

_MEDIA = re.compile(rb"/media/[0-9a-f]{16,}\.[a-z0-9]+")
_OPENED_TIMES = 2
"""A fold may hold a fold."""
OF_PLACES = ("map", "ranking", "table")
TAKES_FROM = (
    "explore",
    "rights",
    "province",
    "messages",
    "number",
    "gaps",
    "new",
    "mirror",
    "papers",
    "talk",
    "history",
)
"""Pages whose files are taken; those of the others are templates."""


def addresses(member: str, *, uploads: Iterable[str] = (), codes: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Pages with what is asked of them: about what ``member`` sent."""
    plain = ("overview", "rights", "gaps", "new", "recommendations", "our_asks", "views", "papers", "talk", "upload")
    yield from (
        (page, "") for page in (*plain, "history", "review", "record", "accounts", "template", "about", "sources")
    )
    for view in ("map", "ranking", "trend", "table", "groups", "change"):
        for of in ("", "&members=any", f"&members={quote(member)}"):
            yield "explore", f"ind={COUNT}&view={view}{of}"
        yield "explore", f"ind={SHARE}&view={view}&members=any"
    yield from (("province", f"area={place}") for place in ("KH21", "KH08"))
    yield "messages", f"ind={COUNT}&area=KH21"
    yield "mirror", f"mirror_member={quote(member)}"
    yield "papers", "paper=P00001"
    yield "papers", "paper=P00001&chapter=ask"
    yield from (("preview", f"upload={one}") for one in uploads)
    yield from (("number", f"code={code}") for code in codes)
    yield from (("search", f"q={word}") for word in (COUNT, "Takeo", "children reintegrated Takeo", member))


def for_programs(codes: Iterable[str] = ()) -> Iterator[str]:
    """What programs may ask: figures of both layers, files, sentences, certificates of ``codes``."""
    for what in (COUNT, SHARE):
        yield from (f"observations?indicator={what}&layer=all&format={kind}" for kind in ("json", "csv", "parquet"))
        yield from (f"export/{kind}?indicator={what}" for kind in ("csv", "xlsx", "sdmx-csv"))
        yield from (f"messages?indicator={what}&area=KH21&year={year}" for year in (2021, 2022))
    yield from ("", "snapshots", "indicators", "sources?", "observations?layer=members&limit=1000")
    yield from (f"{kind}/{code}" for code in codes for kind in ("observations", "certificates"))


def opened(server: Server, cookies: Cookies, page: str, query: str) -> tuple[RawPage, bytes]:
    """A page with all that opens open, and everything that was sent of it."""
    tab, told, known = open_tab(server, cookies).run(page, query), list[bytes](), list[str]()
    for _ in range(_OPENED_TIMES):
        told += [one.SerializeToString() for one in tab.messages]
        more = [one for one in _openable(tab) if one not in known]
        if not more:
            break
        known += more
        _rerun(tab, page, query, known)
    else:
        told += [one.SerializeToString() for one in tab.messages]
    return tab, b"\n".join(told)


def _openable(tab: RawPage) -> Iterator[str]:
    """Windows and folds that are filled only once they are open."""
    for one in tab.messages:
        if one.WhichOneof("type") == "delta" and one.delta.WhichOneof("type") == "add_block":
            block = one.delta.add_block
            inner = getattr(block, block.WhichOneof("type") or "", None)
            if identity := getattr(inner, "id", ""):
                yield str(identity)


def _rerun(tab: RawPage, page: str, query: str, known: list[str]) -> None:
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    for key in known:
        widget = message.rerun_script.widget_states.widgets.add(id=key)
        widget.bool_value = True
    tab.send(message)


def taken(server: Server, cookies: Cookies, tab: RawPage, told: bytes) -> Iterator[tuple[str, bytes]]:
    """Every file that a page offers, by its name: ready ones, pictures, and those that are made when asked for."""
    found = {path.decode(): path.decode() for path in _MEDIA.findall(told)}
    for button in tab.elements("download_button"):
        if button.deferred_file_id:
            found[button.id.rpartition("-")[2]] = _made(tab, button.deferred_file_id)
        elif button.url:
            found[button.id.rpartition("-")[2]] = button.url
    for name, path in found.items():
        if path:
            yield name, ask(server, "GET", path, cookies).body


def _made(tab: RawPage, file_id: str) -> str:
    """Where a file is that was made now; empty where it is refused."""
    message = BackMsg()
    message.backend_operation_request.request_id, message.backend_operation_request.session_id = "1", tab.session
    message.backend_operation_request.deferred_file.file_id = file_id
    before = tab.messages
    tab.send(message)
    answers = [one.backend_operation_response for one in tab.messages]
    tab.messages = before
    return str(next((one.deferred_file.url for one in answers if one.HasField("deferred_file")), ""))
