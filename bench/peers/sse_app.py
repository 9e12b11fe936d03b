"""sse-starlette as its documentation shows it: an EventSourceResponse on a generator, here over a queue a reader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

queues: set[asyncio.Queue[ServerSentEvent]] = set()


async def events() -> AsyncIterator[ServerSentEvent]:
    queue: asyncio.Queue[ServerSentEvent] = asyncio.Queue()
    queues.add(queue)
    try:
        while True:
            yield await queue.get()
    finally:
        queues.discard(queue)


async def stream(request: Request) -> EventSourceResponse:
    return EventSourceResponse(events(), ping=60)


async def publish(request: Request) -> Response:
    data = (await request.body()).decode()
    for queue in queues:
        queue.put_nowait(ServerSentEvent(data, event="delta", id="peer.1"))
    return Response()


app = Starlette(routes=[Route("/stream", stream), Route("/publish", publish, methods=["POST"])])
