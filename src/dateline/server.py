"""Edge and desk in one process: readers go to the edge, programs and editors to Django."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import uvicorn

from dateline import logs
from dateline.bus import Bus
from dateline.config import Config
from dateline.edge.descriptors import raise_limit
from dateline.edge.shapes import Application, Receive, Scope, Send
from dateline.edge.tallies import Tallies
from dateline.errors import DatelineError, SettingError
from dateline.house import open_house
from dateline.intake import Intake
from dateline.typeset import themes
from dateline.workers import Workers

if TYPE_CHECKING:
    from dateline.desk.receipts.watch import Watch
    from dateline.edge.asgi import Edge
    from dateline.edge.fast import FastProtocol
    from dateline.edge.limited import LimitedProtocol
    from dateline.edge.node import Node

_KERNEL_KEEPS = 32 * 1024  # bytes; Linux doubles it, for its own bookkeeping
_STALLED = 30  # seconds
_UNSET = 10  # exit code of a preparation that has found nobody at the desk


def run(config: Config, ready: Callable[[str, bool], None]) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is told the address, once requests are answered, and whether the desk has
    nobody yet.

    SettingError when the address cannot be listened on.
    """
    logs.set_up(config)
    themes.wear(config.theme, config.data)
    raise_limit()
    listener = _listen(config)
    config = replace(config, port=listener.getsockname()[1])
    if config.workers == 1:
        bus = open_house(config)
        _work(config, listener, partial(ready, config.origin, _is_unset()), bus)
    else:
        is_unset = _prepare(config)
        tallies = Tallies(config.data, config.workers)
        Workers(
            config.workers,
            lambda worker, answering: _work(
                config, listener, answering, open_house(config), worker=worker, tallies=tallies
            ),
            lambda: ready(config.origin, is_unset),
        ).supervise()


def _is_unset() -> bool:
    from dateline.desk.people.joining import is_unset  # after boot, as everything that touches models

    return is_unset()


def _prepare(config: Config) -> bool:
    """Bring the database up to date in a process of its own, since no worker may inherit a connection; tells whether
    the desk has nobody yet."""
    hears, says = os.pipe()
    if (pid := os.fork()) == 0:
        code = 1
        try:
            open_house(config)
            code = _UNSET if _is_unset() else 0
        except DatelineError as error:
            os.write(says, error.detail.encode())
        finally:
            os._exit(code)
    os.close(says)
    with os.fdopen(hears, encoding="utf-8") as told:
        why = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in (0, _UNSET):
        raise SettingError(why or "The database could not be brought up to date; `dateline doctor` says why.")
    return code == _UNSET


def _work(
    config: Config,
    listener: socket.socket,
    ready: Callable[[], object],
    bus: Bus,
    *,
    worker: int = 0,
    tallies: Tallies | None = None,
) -> None:
    """Serve as one process, until a signal ends it; as this one of several workers when there are `tallies`."""
    # After boot, as everything that touches models.
    from django.core.asgi import get_asgi_application

    from dateline.desk.newsroom import reading as newsroom
    from dateline.edge import asgi
    from dateline.edge.fast import FastProtocol
    from dateline.edge.node import Node
    from dateline.edge.routes import Routes

    node = Node(
        config, newsroom.dress(config), bus, lambda worn: newsroom.dress(config, worn), worker=worker, tallies=tallies
    )
    django = cast("Application", get_asgi_application())  # which says the same with narrower types
    desk = Intake(django, node.addresses, config.request_seconds)
    routes = Routes(node)
    app = _App(node, asgi.Edge(node, routes), desk, ready)
    uvicorn_config = uvicorn.Config(
        app,
        http=FastProtocol.bound_to(node, routes) if config.server == "fast" else "httptools",
        loop="uvloop",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # edge/addresses.py does that, by the same rules on every path
        server_header=False,
        backlog=4096,
        timeout_keep_alive=config.idle_seconds,
        timeout_graceful_shutdown=30,
    )
    _Server(uvicorn_config, node).run(sockets=[listener])


def _listen(config: Config) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        listener = socket.create_server((config.host, config.port), family=family, backlog=4096)
    except OSError as error:
        raise SettingError(
            f"Cannot listen on {config.host} port {config.port}: {error.strerror}. "
            "Stop what listens there, or choose another with --port (0 takes a free one)."
        ) from None
    # Accepted sockets inherit both. What the kernel keeps for one reader is bounded like what we keep for her, and one
    # who takes nothing for this long is gone, though her side still answers the kernel's probes.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_KEEPS)
    if sys.platform == "linux":
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _STALLED * 1000)
    return listener


class _Server(uvicorn.Server):
    """uvicorn, but a signal drains the streams first and then ends the process with status 0.

    uvicorn itself waits for open streams to end (they never do) and raises the signal again after its shutdown.
    """

    def __init__(self, config: uvicorn.Config, node: Node) -> None:
        super().__init__(config)
        self._node = node

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # A terminal sends SIGINT to workers too, whom their supervisor stops; the two would add up to 'at once'.
        heard = {signal.SIGTERM} if self._node.config.workers > 1 else {signal.SIGTERM, signal.SIGINT}
        loop = asyncio.get_running_loop()
        for number in heard:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in heard:
                loop.remove_signal_handler(number)

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:  # ten ticks are a second
            self._node.tell()
            if self._node.config.server == "fast":
                now = time.monotonic()
                for connection in list(self.server_state.connections):
                    cast("FastProtocol | LimitedProtocol", connection).expire(now)
                self._node.descriptors.complain()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()  # first, so that a reader who comes back meanwhile meets the next process
        await self._node.drain()
        await super().shutdown(sockets)


def _spare_the_collector() -> None:
    """Ten thousand readers who come at once are no garbage: by default they would all be looked at many times over.

    What the program itself is made of is left out for good. Nothing here makes circles in any number, so waiting for
    50,000 new objects holds back some megabytes at most.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class _App:
    """The ASGI application of one process whose house is open."""

    def __init__(self, node: Node, edge: Edge, desk: Application, ready: Callable[[], object]) -> None:
        self._node = node
        self._edge = edge
        self._desk = desk
        self._ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"].startswith(("/api/", "/desk/")):
            await self._desk(scope, receive, send)
        else:
            await self._edge(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        from dateline.wire import websub  # after boot, since it reads the log

        node = self._node
        await node.start()
        _spare_the_collector()
        watch = self._watch()
        telling = asyncio.create_task(websub.tell(node.site, node.config.data, lambda: node.heads))
        await send({"type": "lifespan.startup.complete"})
        asyncio.get_running_loop().call_soon(self._ready)
        await receive()
        telling.cancel()
        await asyncio.gather(telling, watch.stop(), return_exceptions=True)
        await node.stop()
        await send({"type": "lifespan.shutdown.complete"})

    def _watch(self) -> Watch:
        """Receipts: what the desk asks of readers' streams and pages, neither of which knows the other."""
        from dateline.desk.receipts.watch import Watch  # after boot, as everything that touches models
        from dateline.log import append

        node, watch = self._node, Watch(self._node.site)
        append.committed.append(watch.committed)
        node.applied.append(lambda room, change: watch.applied(room.slug, room.epoch, change, lambda: node.taken(room)))
        return watch
