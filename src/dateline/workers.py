"""Several workers on one listening socket: started, watched, started again when one dies, stopped together.

The socket is inherited. With SO_REUSEPORT each worker would have a queue of its own, and whoever waited in a killed
worker's queue would be refused. Every worker serves readers and desk alike: the log is where they agree.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

logger = logging.getLogger("dateline.workers")

_LOOK = 0.2  # seconds between two looks for workers that have died
_QUICK = 2.0  # seconds; one that died younger than this is started again only after as long


class Workers:
    """Forks `work`, which is given its worker's number (from 0; who takes a dead one's place takes its number) and what
    to call once it answers requests. This process has no threads, no database."""

    def __init__(
        self, count: int, work: Callable[[int, Callable[[], object]], None], ready: Callable[[], None]
    ) -> None:
        self._count = count
        self._work = work
        self._ready = ready
        self._born: dict[int, tuple[int, float]] = {}  # number and time, by pid
        self._answering = 0
        self._failed = False
        self._stopping = False

    def supervise(self) -> None:
        """Run until SIGTERM or SIGINT has stopped every worker; SystemExit(1) when one did not stop cleanly."""
        for signal_ in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_, self._stop)
        hears, says = os.pipe()
        for number in range(self._count):
            self._start(number, says)
        while self._born:
            if select.select([hears], [], [], _LOOK)[0]:
                self._count_in(len(os.read(hears, self._count)))
            for pid, code in self._dead():
                self._replace(pid, code, says)
        if self._failed:
            raise SystemExit(1)

    def _count_in(self, more: int) -> None:
        was, self._answering = self._answering, self._answering + more
        if was < self._count <= self._answering and not self._stopping:
            self._ready()

    def _dead(self) -> list[tuple[int, int]]:
        found = ((pid, os.waitpid(pid, os.WNOHANG)) for pid in list(self._born))
        return [(pid, os.waitstatus_to_exitcode(status)) for pid, (done, status) in found if done]

    def _replace(self, pid: int, code: int, says: int) -> None:
        number, born = self._born.pop(pid)
        if self._stopping:
            self._failed = self._failed or code != 0
        elif self._answering < self._count:
            # One that cannot even start says why by itself; the others would end alike.
            self._failed = True
            self._stop()
        else:
            logger.error("a worker has died and is started again", extra={"pid": pid, "code": code})
            time.sleep(max(0.0, _QUICK - (time.monotonic() - born)))
            self._start(number, says)

    def _start(self, number: int, says: int) -> None:
        if pid := os.fork():
            self._born[pid] = number, time.monotonic()
        else:
            self._become_worker(number, says)

    def _become_worker(self, number: int, says: int) -> NoReturn:
        code = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._work(number, lambda: os.write(says, b"."))
            code = 0
        except Exception:
            logger.exception("a worker ends")
        finally:
            os._exit(code)  # and never back into the program that was forked

    def _stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self._stopping = True
        for pid in self._born:
            os.kill(pid, signal.SIGTERM)
