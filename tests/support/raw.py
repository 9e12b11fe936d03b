"""HTTP as bytes: what was really sent, what was really answered."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer. `headers` have lower-case names, in their order."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)


def dial(url: str, receive_buffer: int | None = None, source: str | None = None) -> socket.socket:
    """A connection to a server, perhaps from another address of this machine."""
    address = urlsplit(url)
    made = socket.socket(socket.AF_INET6 if ":" in (address.hostname or "") else socket.AF_INET, socket.SOCK_STREAM)
    made.settimeout(10)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if receive_buffer:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    try:
        if source:
            made.bind((source, 0))
        made.connect((address.hostname, address.port))
    except OSError:
        made.close()
        raise
    return made


def collect(connection: socket.socket, quiet: float = 0.1, patience: float = 20.0) -> tuple[bytes, bool]:
    """What comes until the other side closes or, once something has come, is quiet; and whether it closed."""
    received = b""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        connection.settimeout(quiet if received else patience)
        try:
            part = connection.recv(1 << 16)
        except TimeoutError:
            return received, False
        except ConnectionResetError:
            return received, True
        if not part:
            return received, True
        received += part
    return received, False


def exchange(url: str, sent: bytes, methods: Sequence[str] = ()) -> tuple[list[Reply], bool]:
    """Send these bytes over a new connection: the answers, and whether the server closed. `methods` are those asked.

    While there are fewer answers than requests, a busy machine may owe one: it is given time.
    """
    with dial(url) as connection:
        connection.sendall(sent)
        received, closed = collect(connection)
        deadline = time.monotonic() + 3
        while not closed and time.monotonic() < deadline and not _is_whole(received, methods, sent.count(b" HTTP/1.")):
            more, closed = collect(connection, patience=0.2)
            received += more
    return parse(received, methods), closed


def _is_whole(received: bytes, methods: Sequence[str], due: int) -> bool:
    try:
        return sum(reply.status >= 200 for reply in parse(received, methods)) >= due
    except (AssertionError, ValueError):
        return False


def parse(received: bytes, methods: Sequence[str] = ()) -> list[Reply]:
    """Answers that follow one another; AssertionError when what came is no row of answers."""
    replies: list[Reply] = []
    finals = 0
    while received:
        head, found, received = received.partition(b"\r\n\r\n")
        assert found, f"half an answer: {head[:200]!r}"
        first, *lines = head.decode("latin-1").split("\r\n")
        assert first.startswith("HTTP/1.1 "), f"no status line: {first[:200]!r}"
        pairs = [line.partition(": ")[::2] for line in lines]
        headers = tuple((name.lower(), value) for name, value in pairs)
        status = int(first.split(" ")[1])
        asked = methods[finals] if finals < len(methods) else "GET"
        # uvicorn refuses without knowing the method.
        bodiless = (asked == "HEAD" and status != 400) or status in (204, 304) or status < 200
        body, received = (b"", received) if bodiless else _body(dict(headers), received)
        replies.append(Reply(status, headers, body))
        finals += status >= 200
    return replies


def _body(headers: dict[str, str], received: bytes) -> tuple[bytes, bytes]:
    if headers.get("transfer-encoding") != "chunked":
        length = int(headers["content-length"])
        assert len(received) >= length, "an answer shorter than it says"
        return received[:length], received[length:]
    body = b""
    while True:
        line, found, received = received.partition(b"\r\n")
        assert found, "half a chunk"
        size = int(line, 16)
        body, ended, received = body + received[:size], received[size : size + 2], received[size + 2 :]
        assert ended == b"\r\n", "a chunk of another length than it says"
        if not size:
            return body, received
