"""A slow line between a browser and the dashboard, and what travels on it.

Every connection runs through here: each byte comes late by half of the round trip, all of them share one width, and a
new connection waits for its greeting. So what a page's websocket sends is slowed and counted as well, which the brakes
of a browser leave out.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 4096


@dataclass
class SlowLine:
    """A line to the server at ``port``: ``round_trip_s`` there and back, ``bytes_per_s`` in each direction.

    ``arrivals`` are the moments (``time.monotonic``) at which bytes reached the browser, with how many.
    """

    port: int
    round_trip_s: float = 0.3
    bytes_per_s: float = 125_000.0
    arrivals: list[tuple[float, int]] = field(default_factory=list)
    connections: int = 0
    _free_at: dict[str, float] = field(default_factory=dict)

    def bytes_until(self, moment: float) -> int:
        """How many bytes had reached the browser by then."""
        return sum(size for when, size in self.arrivals if when <= moment)

    def forget(self) -> None:
        """Begin to count anew."""
        self.arrivals.clear()
        self.connections = 0

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection of the browser."""
        self.connections += 1
        await asyncio.sleep(self.round_trip_s)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        there = asyncio.create_task(self._carry(reader, far_writer, "up"))
        back = asyncio.create_task(self._carry(far_reader, writer, "down"))
        with suppress(asyncio.CancelledError):  # the line ends while somebody talks
            await asyncio.wait((there, back))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Hand on what comes, in order: what is under way holds nobody up who comes after it but by its width."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)

        async def arrive() -> None:
            while True:
                due, piece = await under_way.get()
                await asyncio.sleep(due - time.monotonic())
                if not piece:
                    break
                writer.write(piece)
                await writer.drain()
                if way == "down":
                    self.arrivals.append((time.monotonic(), len(piece)))
            writer.close()

        arriving = asyncio.create_task(arrive())
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                sent = max(time.monotonic(), self._free_at.get(way, 0.0)) + len(piece) / self.bytes_per_s
                self._free_at[way] = sent
                await asyncio.sleep(max(0.0, sent - time.monotonic()))
                await under_way.put((sent + self.round_trip_s / 2, piece))
        await under_way.put((time.monotonic(), b""))
        with suppress(OSError):
            await arriving


@contextmanager
def slow_line(port: int, round_trip_s: float = 0.3, bytes_per_s: float = 125_000.0) -> Iterator[tuple[SlowLine, str]]:
    """A slow line to the server at ``port`` and the address of its near end, until the body ends."""
    line, loop, ready = SlowLine(port, round_trip_s, bytes_per_s), asyncio.new_event_loop(), threading.Event()
    found: list[int] = []

    async def serve() -> None:
        server = await asyncio.start_server(line.meet, "127.0.0.1", 0)
        found.append(server.sockets[0].getsockname()[1])
        ready.set()
        with suppress(asyncio.CancelledError):
            await server.serve_forever()

    def run() -> None:
        asyncio.set_event_loop(loop)
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(serve())
        loop.run_until_complete(asyncio.gather(*end(), return_exceptions=True))
        loop.close()

    def end() -> list[asyncio.Task[None]]:
        tasks = list(asyncio.all_tasks(loop))
        for one in tasks:
            one.cancel()
        return tasks

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield line, f"http://127.0.0.1:{found[0]}"
    finally:
        loop.call_soon_threadsafe(end)
        thread.join(10)
