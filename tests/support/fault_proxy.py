"""A bad network in one process: a TCP proxy that cuts, holds up, splits and repeats what goes through it."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

KINDS = ("cut", "cut", "half-open", "delay", "split", "repeat", "none")
ANSWER = 450  # bytes: the head of an answer, a stream's first frame


@dataclass
class FaultProxy:
    """Each connection has one fault, by chance, until `heal`. What has been damaged by then is closed."""

    backend: int
    slowest: float = 2.0  # seconds of a delay
    kinds: tuple[str, ...] = KINDS
    port: int = 0
    bad: bool = True
    faults: Counter[str] = field(default_factory=Counter)
    cut_at: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def heal(self) -> None:
        self.bad = False
        for writer in list(self._open):
            writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = random.choice(self.kinds) if self.bad else "none"
        self.faults[fault] += 1
        try:
            theirs, ours = await asyncio.open_connection("127.0.0.1", self.backend)
        except OSError:
            writer.close()
            return
        self._open |= {writer, ours}
        up = asyncio.create_task(self._up(reader, ours, fault))
        down = asyncio.create_task(getattr(self, f"_{fault.replace('-', '_')}")(theirs, writer))
        try:
            with suppress(OSError):
                await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (up, down):
                task.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
            self._open -= {writer, ours}
            writer.close()
            ours.close()

    async def _up(self, reader: asyncio.StreamReader, ours: asyncio.StreamWriter, fault: str) -> None:
        twin = None
        if fault == "repeat":  # as a client does that thinks its first try was lost
            _, twin = await asyncio.open_connection("127.0.0.1", self.backend)
        try:
            while data := await reader.read(65536):
                for writer in (ours, twin):
                    if writer:
                        writer.write(data)
        finally:
            if twin:
                twin.close()

    async def _none(self, theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await theirs.read(65536):
            writer.write(data)
            await writer.drain()

    _repeat = _none

    async def _cut(self, theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Every byte of an answer gets its turn to be the last, and now and then one far behind."""
        self.cut_at += 1
        left = self.cut_at % ANSWER if random.random() < 0.9 else random.randrange(1 << 17)
        while left and (data := await theirs.read(min(left, 65536))):
            writer.write(data)
            left -= len(data)
        if random.random() < 0.5:
            writer.transport.abort()

    async def _half_open(self, theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """From some byte on nothing comes any more, and nobody is told."""
        left = random.randrange(1, 20_000)
        while left and (data := await theirs.read(min(left, 65536))):
            writer.write(data)
            left -= len(data)
        while self.bad and await theirs.read(65536):
            pass
        await asyncio.Event().wait()

    async def _delay(self, theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await theirs.read(65536):
            await asyncio.sleep(random.uniform(0, self.slowest))
            writer.write(data)

    async def _split(self, theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await theirs.read(random.choice((1, 2, 3, 100))):
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def faulty(backend: int, slowest: float, kinds: tuple[str, ...]) -> AsyncIterator[FaultProxy]:
    proxy = FaultProxy(backend, slowest, kinds)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, backlog=1024)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.heal()
        await asyncio.sleep(0.1)
