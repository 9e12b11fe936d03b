"""A mail server for tests: real SMTP (RFC 5321) on this machine, which keeps what it is sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer


@dataclass
class Mailbox:
    """`url` is what the setting mail_url holds."""

    url: str = ""
    mails: list[EmailMessage] = field(default_factory=list)

    def newest(self, to: str, patience: float = 20) -> EmailMessage:
        """Waits for the first one to this address, and takes it out."""
        deadline = time.monotonic() + patience
        while True:
            for mail in self.mails[::-1]:
                if mail["To"] == to:
                    self.mails.remove(mail)
                    return mail
            assert time.monotonic() < deadline, f"no mail to {to}"
            time.sleep(0.05)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()

    class Talk(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mailbox\r\n")
            for line in self.rfile:
                verb = line[:4].upper().strip()
                self.wfile.write(b"354 go on\r\n" if verb == b"DATA" else b"250 yes\r\n")
                if verb == b"DATA":
                    box.mails.append(message_from_bytes(self._text(), policy=policy.default))
                    self.wfile.write(b"250 kept\r\n")
                if verb == b"QUIT":
                    return

        def _text(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b"."))
            return b"".join(lines)

    with ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        box.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
