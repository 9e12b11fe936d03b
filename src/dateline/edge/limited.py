"""uvicorn's own protocol with limits: for whatever is not plainly a reader's GET, which the portable server answers.

What this adds to uvicorn: a request has a time within which it must arrive and a size that its head may have; after an
answer that closes, nothing more is answered; a stream that the portable server has had to wait for is taken over.
"""

from __future__ import annotations

from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from dateline.edge import stream
from dateline.edge.addresses import forwarded
from dateline.edge.dated import dated
from dateline.edge.found import Attach
from dateline.edge.guest import Guest
from dateline.edge.heads import HEAD_BYTES
from dateline.edge.reader import take_over

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 35\r\nconnection: close\r\n\r\nThe head of a request is too long.\n"
)


class LimitedProtocol(HttpToolsProtocol):
    """One connection, from its first request that is not a plain one."""

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any], guest: Guest) -> None:
        super().__init__(config, server_state, app_state)
        self._guest = guest
        self._head_bytes = 0
        self._refused = False
        self._taken = False

    # Receiving

    def connection_lost(self, exc: Exception | None) -> None:
        self._guest.leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._taken:
            self._forget()
        elif self._head_bytes > HEAD_BYTES:
            self._refuse(_TOO_LARGE)

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._refused = False
        self._guest.asks()

    def on_headers_complete(self) -> None:
        # What has arrived bounds what this head can have: only a long read is worth measuring.
        if self._head_bytes > HEAD_BYTES and len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > HEAD_BYTES:
            self._refuse(_TOO_LARGE)
        self._head_bytes = 0
        if self._taken or self.transport.is_closing():
            self._refused = True
            return
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers.extend(headers)
        self.scope["extensions"] = {stream.HAND_OVER: self._hand_over}  # type: ignore[dict-item]
        super().on_headers_complete()
        # After an upgrade that is not granted, the parser skips as many bytes as happen to have come with it.
        self.cycle.keep_alive = self.cycle.keep_alive and self._guest.kept and not self.parser.should_upgrade()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._refused:
            return
        self._guest.waits()
        super().on_message_complete()
        if self.cycle.response_complete or self.flow.write_paused:
            self._guest.rests()

    def on_response_complete(self) -> None:
        waits = not self.pipeline
        super().on_response_complete()
        if waits and self._guest.deadline == float("inf"):
            self._guest.rests()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._guest.rests()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._guest.rests()

    def expire(self, now: float) -> None:
        self._guest.expire(now)

    # Refusing

    def send_400_response(self, msg: str) -> None:
        if self._is_free():
            super().send_400_response(msg)
        elif not self._taken:  # a stream heeds nothing that its reader sends
            self.transport.close()

    def _refuse(self, reply: bytes) -> None:
        if self._is_free():
            self.transport.write(reply)
        self.transport.close()

    def _is_free(self) -> bool:
        """Whether a refusal would be read as one, and not as part of an earlier answer that is still on its way."""
        waiting = self.cycle is not None and not self.cycle.response_complete
        return not (self._taken or waiting or self.transport.is_closing())

    # Streams

    def _hand_over(self, found: Attach) -> bool:
        """Take back a stream that the portable server has had to wait for; False when the connection is busy."""
        cycle = self.cycle
        if cycle.scope["http_version"] != "1.1" or cycle.more_body or self.pipeline or self.transport.is_closing():
            return False
        headers: list[tuple[bytes, bytes]] = cycle.scope["headers"]  # type: ignore[assignment]
        accepts = dict(headers).get(b"accept-encoding", b"")
        self._taken = take_over(self._guest, dated(self.server_state), found, accepts, forwarded(headers))
        cycle.disconnected = True  # uvicorn then expects nothing more from this request
        if self._taken:
            self.connections.discard(self)
            self._unset_keepalive_if_required()
            self._forget()
        return True

    def _forget(self) -> None:
        """Break the circle of protocol and parser now, rather than let ten thousand of them wait for the collector."""
        self.__dict__.clear()
