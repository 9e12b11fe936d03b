"""The words of a stream that are the same for every server: its head, its first bytes, its end."""

from __future__ import annotations

import fcntl
import struct
import sys
import termios

from dateline.edge.answer import ANYWHERE, Header

# no-transform and X-Accel-Buffering keep proxies from holding events back to compress or to collect them.
HEADERS: tuple[Header, ...] = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    ANYWHERE,
)

# The name in an ASGI scope's extensions under which the fast server takes a stream back.
HAND_OVER = "dateline.stream"

BEHIND = 64 * 1024  # bytes waiting for one reader, after which she is cut and resumes from her cursor


def retry(milliseconds: int) -> bytes:
    """When a browser whose stream ends shall come back."""
    return b"retry: %d\n\n" % milliseconds


def unconfirmed(descriptor: int) -> int:
    """Bytes that the kernel has taken and the other side's machine has not confirmed (tcp(7), SIOCOUTQ).

    0 where the kernel does not tell (elsewhere than on Linux), and of a connection that is gone.
    """
    if sys.platform != "linux":
        return 0
    try:
        return int(struct.unpack("i", fcntl.ioctl(descriptor, termios.TIOCOUTQ, b"\0\0\0\0"))[0])
    except (OSError, ValueError):
        return 0
