"""The files and sockets that this process may have open (RLIMIT_NOFILE), and what its connections take of them.

Some are always kept free, since a database that cannot open its file is worse than a reader who comes back later. Near
the limit a stream is told to come back, a request is answered and its connection closed; at the brim a connection is
closed unheard, because the kernel would soon do it in a worse way.
"""

from __future__ import annotations

import logging
import os
import resource
import time

logger = logging.getLogger("dateline.edge")

_MOST = 1_048_576  # where 'unlimited' ends on Linux (fs.nr_open)
_SILENCE = 60.0  # seconds between two log lines about the same shortage


def raise_limit() -> None:
    """Take as many as this process may: the usual soft limit of 1,024 is there for programs that use select()."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class Descriptors:
    def __init__(self) -> None:
        self.limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        spare = min(self.limit // 2, max(64, self.limit // 20))
        self.places = self.limit - spare  # connections that may be kept open
        self.brim = self.limit - spare // 2
        self.connections = 0
        self._said = float("-inf")

    @property
    def near(self) -> bool:
        """Whether one connection more may only be answered, and not kept."""
        return self.connections > self.places

    @property
    def reached(self) -> bool:
        return self.connections > self.brim

    @property
    def open(self) -> int:
        """What is open now, counted by the kernel."""
        return len(os.listdir("/dev/fd")) - 1  # without the one that lists them  # noqa: PTH208

    def complain(self) -> None:
        """One line for the operator, once a minute while it lasts."""
        now = time.monotonic()
        if self.connections >= self.places and now - self._said > _SILENCE:
            self._said = now
            logger.warning(
                "the limit of open files is near: further readers are told to come back later; raise it (LimitNOFILE)",
                extra={"connections": self.connections, "limit": self.limit},
            )
