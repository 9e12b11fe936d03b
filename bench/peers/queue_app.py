"""A queue for each reader over plain ASGI, as one writes it first. Also one prepared page, for requests per second.

GET /stream is a stream, POST /publish sends its body to every stream as one event, encoded once; GET /page gives the
bytes of the file $PAGE.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

queues: set[asyncio.Queue[bytes]] = set()
page = Path(os.environ["PAGE"]).read_bytes() if "PAGE" in os.environ else b""
page_headers = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-encoding", b"gzip"),
    (b"content-length", str(len(page)).encode()),
]
numbers = itertools.count(1)


async def app(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"] == "/stream":
        await stream(send)
    elif scope["path"] == "/page":
        await send({"type": "http.response.start", "status": 200, "headers": page_headers})
        await send({"type": "http.response.body", "body": page})
    else:
        await publish(receive)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


async def stream(send: Send) -> None:
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    queues.add(queue)
    try:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b": welcome\n\n", "more_body": True})
        while True:
            await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})
    finally:
        queues.discard(queue)


async def publish(receive: Callable[[], Awaitable[Message]]) -> None:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    event = b"event: delta\nid: peer.%d\ndata: %s\n\n" % (next(numbers), body)
    for queue in queues:
        queue.put_nowait(event)
