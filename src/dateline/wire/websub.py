"""WebSub (W3C, 23 January 2018): tell the operator's hubs that a blog's feeds have changed, so that nobody need ask.

How a publisher tells a hub is left open there (section 4.1); what hubs take is what PubSubHubbub had: a form with
`hub.mode=publish` and `hub.url`. One process of those on a data directory does it, whichever takes the lock first; with
several machines each tells, and hubs, which compare what they fetch, pass over the second.

What is kept is only which blogs are still to be told of, never a queue: a hub that was away for a day is told once.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import random
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from dateline import __version__
from dateline.blog.gate import is_public
from dateline.log import tail
from dateline.log.reading import reading
from dateline.log.tail import HeadInfo
from dateline.typeset import links
from dateline.typeset.site import Site

logger = logging.getLogger("dateline.websub")

_LOOK = 1.0  # seconds between two looks at the heads, and so between two tellings of one blog
# Seconds between a change and its telling. A hub fetches at once; a cache before us may hand out feeds two seconds old,
# and a hub that has found nothing new tells nobody and is not told again.
_SETTLE = 2.5
_TIMEOUT = 5.0
_LONGEST = 300.0  # seconds between two tries at a hub that does not answer


class Hub:
    """One hub, and the blogs that it has not been told of yet."""

    def __init__(self, address: str, site: Site, client: httpx.AsyncClient) -> None:
        self.address = address
        self._site = site
        self._client = client
        self._untold: dict[str, None] = {}
        self._news = asyncio.Event()

    def changed(self, slug: str) -> None:
        """To be told, once the feeds have settled."""
        asyncio.get_running_loop().call_later(_SETTLE, self._owe, slug)

    def _owe(self, slug: str) -> None:
        self._untold[slug] = None
        self._news.set()

    async def run(self) -> None:
        """Tell, until cancelled. One that fails is left alone for a while, with all that it should be told."""
        failures = 0
        while True:
            await self._news.wait()
            self._news.clear()
            while self._untold:
                slug = next(iter(self._untold))
                del self._untold[slug]  # before it is told: a change meanwhile is to be told, too
                if await self._tell(slug):
                    failures = 0
                    continue
                self._untold[slug] = None
                failures += 1
                await asyncio.sleep(min(_LONGEST, 2.0**failures) * random.uniform(0.5, 1.0))

    async def _tell(self, slug: str) -> bool:
        """Whether the hub has taken it or refused it for good; False when it should be tried again."""
        for form in links.FEEDS:
            topic = self._site.origin + links.feed(slug, form)
            try:
                status = await self._post(topic)
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                logger.warning("the hub does not answer", extra={"hub": self.address, "error": repr(error)})
                return False
            if status >= 500 or status in (408, 429):
                logger.warning("the hub cannot be told now", extra={"hub": self.address, "status": status})
                return False
            if status >= 300:
                logger.error("the hub refuses", extra={"hub": self.address, "status": status, "topic": topic})
        return True

    async def _post(self, topic: str) -> int:
        """The status alone: what a hub says besides is not read. It is not followed elsewhere either."""
        async with (
            asyncio.timeout(_TIMEOUT),
            self._client.stream("POST", self.address, data={"hub.mode": "publish", "hub.url": topic}) as reply,
        ):
            return reply.status_code


async def tell(site: Site, data: Path, heads: Callable[[], Mapping[str, HeadInfo]]) -> None:
    """Watch these heads and tell the site's hubs of every public blog that moves, until cancelled.

    What moved while no process was watching is not told of: feeds are asked for now and then all the same.
    """
    if not site.hubs:
        return
    async with AsyncExitStack() as stack:
        await _alone(data, stack)
        client = await stack.enter_async_context(_client())
        hubs = [Hub(address, site, client) for address in site.hubs]
        tasks = [asyncio.create_task(hub.run()) for hub in hubs]
        try:
            await _watch(hubs, heads)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(hubs: list[Hub], heads: Callable[[], Mapping[str, HeadInfo]]) -> None:
    known = dict(heads())
    while True:
        await asyncio.sleep(_LOOK)
        now = dict(heads())
        for slug, head in now.items():
            if known.get(slug) != head and await _is_public(slug):
                for hub in hubs:
                    hub.changed(slug)
        known = now


async def _is_public(slug: str) -> bool:
    """Asked of the log at each telling: a hub that is told of a draft would learn its name."""
    try:
        return is_public((await reading(tail.view, slug)).description)
    except Exception:
        logger.exception("the log of '%s' cannot be read; its hubs are not told", slug)
        return False


async def _alone(data: Path, stack: AsyncExitStack) -> None:
    """Wait until no other process on this data directory tells the hubs; the kernel frees the lock of a dead one."""
    lock = stack.enter_context((data / "websub.lock").open("w"))
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(_LOOK)
        else:
            return


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(
        timeout=_TIMEOUT,
        follow_redirects=False,
        trust_env=False,
        headers={"user-agent": f"Dateline/{__version__}"},
        limits=httpx.Limits(max_connections=10),
    )
