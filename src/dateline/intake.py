"""The door to the desk: a request's body is read whole, within a size and a time, before Django sees it.

Django would spool a body of any length to disk and hold a thread while a slow sender trickles.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time

from dateline.edge.addresses import Addresses
from dateline.edge.shapes import Application, Message, Receive, Scope, Send
from dateline.errors import Refusal, TooLarge, TooSlow

logger = logging.getLogger("dateline.desk")

LIMIT = 256 * 1024  # bytes


class Intake:
    """An ASGI application: whole requests go on to the desk, and what became of each is logged."""

    def __init__(self, desk: Application, addresses: Addresses, seconds: float) -> None:
        self._desk = desk
        self._addresses = addresses
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = self._addresses.introduce(scope)
        started = time.monotonic()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            body = await asyncio.wait_for(_body(receive), self._seconds)
        except TooLarge as refusal:
            await _refuse(refusal, noting)
        except TimeoutError:
            await _refuse(TooSlow(f"A request must arrive within {self._seconds:g} seconds."), noting)
        else:
            if body is None:
                return
            await self._desk(scope, _whole(body, receive), noting)
        milliseconds = round((time.monotonic() - started) * 1000)
        noted = {"status": status, "ms": milliseconds, "address": address}
        logger.info("%s %s", scope["method"], scope["path"], extra=noted)


async def _body(receive: Receive) -> bytes | None:
    """The body, or None when the sender has gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LIMIT:
            raise TooLarge(f"A request may have {LIMIT // 1024} KiB. Shorten the text, or publish it as several posts.")
        if not message.get("more_body"):
            return b"".join(parts)


def _whole(body: bytes, receive: Receive) -> Receive:
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = json.dumps(refusal.problem()).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
