"""The way between a browser and the desk when it is bad: what a writer's requests may meet, and what comes late."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import APIResponse, BrowserContext, Error, Route

ABOUT_DRAFTS = re.compile(r"/api/v1/blogs/[^/]+/drafts")
FAULTS = ("lost", "unanswered", "busy", "held", "overtaken", "twice", "slow")
# A page waits for an answer 15 s and more; here a tenth of that, so that what is held up is given up in a test's time.
IMPATIENT = """const patient = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (milliseconds) => patient(milliseconds / 10);"""


@dataclass
class BadLine:
    """Of one browser. `rate` is how many of a hundred writes about drafts meet one of FAULTS; of reads, a fourth of it.

    `lost` never arrives; `unanswered` arrives and its reply does not; `busy` is answered 503 by something in between;
    `held` arrives after the page has given it up; `overtaken` too, and only when deliver() is called; `twice` arrives
    twice; `slow` is answered late.
    """

    context: BrowserContext
    dice: random.Random
    rate: int
    late: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(IMPATIENT)
        self.context.route(ABOUT_DRAFTS, self._meet)

    def heal(self) -> None:
        self.rate = 0

    def deliver(self) -> None:
        """What was overtaken arrives now."""
        late, self.late = self.late, []
        for request in late:
            self._send(**request)

    def _meet(self, route: Route) -> None:
        rate = self.rate if route.request.method != "GET" else self.rate / 4
        fault = self.dice.choice(FAULTS) if self.dice.randrange(100) < rate else ""
        if fault:
            self.told.append(f"{fault} {route.request.method} {route.request.url.rpartition('/drafts')[2][:12]}")
        with suppress(Error):  # the page or the server is gone, and with it whoever waited for an answer
            self._treat(route, fault)

    def _treat(self, route: Route, fault: str) -> None:
        request = route.request
        asked: dict[str, Any] = {
            "url": request.url,
            "method": request.method,
            "headers": request.headers,
            "data": request.post_data,
        }
        if fault == "lost":
            route.abort()
        elif fault == "unanswered":
            self._send(**asked)
            route.abort()
        elif fault == "busy":
            route.fulfill(status=503, body="")
        elif fault == "held":
            self._wait(route, 1_700)
            self._send(**asked)
        elif fault == "overtaken":
            self.late.append(asked)
            route.abort()
        elif fault == "twice":
            self._send(**asked)
            self._answer(route, asked)
        else:
            if fault == "slow":
                self._wait(route, self.dice.randrange(100, 900))
            route.continue_()

    def _answer(self, route: Route, asked: dict[str, Any]) -> None:
        reply = self._send(**asked)
        route.fulfill(response=reply) if reply else route.abort()

    def _send(self, url: str, **asked: Any) -> APIResponse | None:
        try:
            return self.context.request.fetch(url, **asked, timeout=20_000)
        except Error:
            return None  # the server was killed

    @staticmethod
    def _wait(route: Route, milliseconds: float) -> None:
        route.request.frame.page.wait_for_timeout(milliseconds)
