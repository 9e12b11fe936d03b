"""A WebSub hub as small as one can be: it remembers what it was told, and answers as a test wants it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Told:
    """`mode` and `topic` of one telling, and when it came (monotonic seconds)."""

    mode: str
    topic: str
    at: float
    content_type: str


@dataclass
class Hub:
    url: str = ""
    told: list[Told] = field(default_factory=list)
    status: int = 202
    delay: float = 0.0
    asked: int = 0

    def topics(self) -> list[str]:
        return [told.topic for told in self.told]

    def wait(self, is_done: Callable[[], bool], patience: float = 20.0) -> None:
        deadline = time.monotonic() + patience
        while not is_done():
            assert time.monotonic() < deadline, f"the hub was told only of {self.topics()}"
            time.sleep(0.02)


@contextmanager
def hub() -> Iterator[Hub]:
    """A hub on a free port of this machine."""
    made = Hub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            made.asked += 1
            time.sleep(made.delay)
            if made.status < 300:
                (mode,), (topic,) = body["hub.mode"], body["hub.url"]
                made.told.append(Told(mode, topic, time.monotonic(), self.headers["content-type"]))
            self.send_response(made.status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}/hub"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
