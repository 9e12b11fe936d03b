"""The same edge on uvicorn's own transport: who asks plainly is answered from prepared bytes, streams are taken over.

Every connection begins here. A reader's plain GET that arrives in one piece is answered at once, and a stream leaves
uvicorn for good (reader.py). At the first request that is anything else, the connection goes over to uvicorn's own
protocol (limited.py) and the portable server, which give the same answers.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE
from uvicorn.server import ServerState

from dateline.edge.answer import Answer
from dateline.edge.dated import dated
from dateline.edge.found import Attach, Found
from dateline.edge.guest import Guest
from dateline.edge.heads import Head, Heads
from dateline.edge.limited import LimitedProtocol
from dateline.edge.node import Node
from dateline.edge.reader import take_over
from dateline.edge.routes import Routes

_KEEP = b"\r\n"
_CLOSE = b"connection: close\r\n\r\n"


class FastProtocol(asyncio.Protocol):
    """One connection. `bound_to` gives the class that uvicorn is told to use."""

    __slots__ = ("_app_state", "_config", "_flows", "_guest", "_state", "_transport")

    node: ClassVar[Node]
    routes: ClassVar[Routes]
    heads: ClassVar[Heads]

    @classmethod
    def bound_to(cls, node: Node, routes: Routes) -> type[FastProtocol]:
        return type("BoundFastProtocol", (cls,), {"node": node, "routes": routes, "heads": Heads(), "__slots__": ()})

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: asyncio.AbstractEventLoop
    ) -> None:
        self._config = config
        self._state = server_state
        self._app_state = app_state

    # Receiving

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self._flows = True
        self._guest = Guest(transport, self.node)
        self._state.connections.add(self)  # type: ignore[arg-type]

    def connection_lost(self, exc: Exception | None) -> None:
        self._state.connections.discard(self)
        self._guest.leave()

    def data_received(self, data: bytes) -> None:
        head = self.heads.read(data) if self._flows else None
        if head is None:
            self._pass_on(data)
            return
        found = self.node.hot.get(head.wanted) or self._find(head)
        if isinstance(found, Answer) and head.alone:
            self._answer(found, head)
        elif isinstance(found, Attach) and not head.bare:
            self._take_over(found, head)
        else:
            self._pass_on(data)

    def pause_writing(self) -> None:
        self._flows = False
        self._guest.rests()

    def resume_writing(self) -> None:
        self._flows = True
        self._guest.rests()

    def expire(self, now: float) -> None:
        self._guest.expire(now)

    def shutdown(self) -> None:
        """Asked by uvicorn when it ends: nothing is under way here between two calls."""
        self._transport.close()

    # Answering

    def _find(self, head: Head) -> Found | None:
        try:
            found = self.routes.find(head.request)
        except Exception:
            return None  # the portable server meets it again, and uvicorn logs it and says 500
        if isinstance(found, Answer):
            self.node.remember(head.wanted, found)
        return found

    def _answer(self, answer: Answer, head: Head) -> None:
        keeps = self._guest.kept and head.keeps
        reply = (STATUS_LINE[answer.status], dated(self._state), answer.head, _KEEP if keeps else _CLOSE)
        self._transport.write(b"".join(reply if head.bare else (*reply, answer.body)))
        self.node.metrics.answers[answer.status] += 1
        self._guest.rests()
        if not keeps:
            self._transport.close()

    def _take_over(self, found: Attach, head: Head) -> None:
        accepts = head.wanted[1] or b""
        if take_over(self._guest, dated(self._state), found, accepts, head.forwarded):
            self._state.connections.discard(self)

    def _pass_on(self, data: bytes) -> None:
        """Leave the connection to uvicorn, from this request on."""
        transport = self._transport
        protocol = LimitedProtocol(self._config, self._state, self._app_state, self._guest)
        self._state.connections.discard(self)
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        if not self._flows:
            protocol.pause_writing()
        protocol.data_received(data)
