"""What the server does before it answers anybody."""

from __future__ import annotations

import asyncio
import socket

from ui.server import send_at_once


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
