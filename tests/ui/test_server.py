"""What the server does before it answers anybody."""

from __future__ import annotations

import asyncio
import socket
import tomllib
from collections.abc import Sequence

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from uvicorn.config import Config
from uvicorn.protocols.websockets import websockets_sansio_impl
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.uri import parse_uri

from tests.support.server import ROOT
from ui.shell.server import compress_with_a_long_memory, send_all_of_an_answer, send_at_once


async def nodelay_of_an_answer(sock: socket.socket) -> int:
    """The option of the server's end of a connection made through ``sock``."""
    found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ours = writer.get_extra_info("socket")
        found.set_result(ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(answer, sock=sock):
        _reader, writer = await asyncio.open_connection(*sock.getsockname())
        answered = await asyncio.wait_for(found, 10)
        writer.close()
        await writer.wait_closed()
        return answered


def test_answers_do_not_wait_for_acknowledgements() -> None:
    async def visit() -> int:
        send_at_once(asyncio.get_running_loop())
        with socket.socket(family=socket.AF_INET) as unnamed:
            unnamed.bind(("127.0.0.1", 0))
            return await nodelay_of_an_answer(unnamed)

    assert asyncio.run(visit()) != 0


def delta(path: Sequence[int], text: str, fragment: str = "") -> ForwardMsg:
    msg = ForwardMsg()
    msg.metadata.delta_path[:] = path
    msg.delta.new_element.text.body = text
    msg.delta.fragment_id = fragment
    return msg


def test_an_answer_is_sent_whole_although_the_next_one_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what an inner fragment drew comes without the block that it stands in: "Bad delta path index"."""
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    send_all_of_an_answer()
    queue, block = ForwardMsgQueue(), ForwardMsg()
    block.metadata.delta_path[:] = [0, 5]
    block.delta.add_block.allow_empty = True
    block.delta.fragment_id = "page"
    first = [block, delta([0, 5, 0], "old", "page"), delta([0, 5, 1], "inner", "share")]
    for msg in first:
        queue.enqueue(msg)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["page"])
    queue.enqueue(delta([0, 5, 0], "new", "page"))
    sent = queue.flush()
    assert sent[:3] == first
    assert [msg.delta.new_element.text.body for msg in sent] == ["", "old", "inner", "new"]
    assert queue.is_empty()


def test_a_run_of_the_whole_page_forgets_what_it_writes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    send_all_of_an_answer()
    queue = ForwardMsgQueue()
    queue.enqueue(delta([0, 0], "old"))
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.is_empty()


def test_no_message_waits_in_the_browser_to_be_referred_to() -> None:
    """The browser may throw it away while an answer that refers to it is on its way."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["global"]["minCachedMessageSize"] >= 10**9
    assert settings["server"]["enableWebsocketCompression"]


async def negotiated_memory() -> int:
    """The bits of the window that a server of uvicorn grants a browser."""
    config = Config(app=lambda: None, ws_per_message_deflate=True)
    loop = asyncio.get_running_loop()
    server = websockets_sansio_impl.WebSocketsSansIOProtocol(config, ServerState(), {}, loop)
    browser = ClientProtocol(parse_uri("ws://localhost/"), extensions=[ClientPerMessageDeflateFactory()])
    browser.send_request(browser.connect())
    server.conn.receive_data(b"".join(browser.data_to_send()))
    server.conn.accept(server.conn.events_received()[0])
    return int(server.conn.extensions[0].local_max_window_bits)


def test_a_connection_remembers_what_was_sent_for_32_kilobytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """uvicorn itself looks back 4 KB, less than one answer of ours."""
    plain = websockets_sansio_impl.ServerPerMessageDeflateFactory
    monkeypatch.setattr(websockets_sansio_impl, "ServerPerMessageDeflateFactory", plain)
    compress_with_a_long_memory()
    assert asyncio.run(negotiated_memory()) == 15
