"""A partner's site: pages of another origin than the newsroom's, with whatever head, style and policy a test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.browser.newsroom import Story
from tests.browser.reader import Reader

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A partner</title>{head}</head>
<body><h1>A partner</h1>
{body}
<p id="after">What stands after it.</p></body></html>"""


@dataclass
class Partner:
    """`url` is on `localhost`, the newsroom's on 127.0.0.1: another site to a browser, not only another origin."""

    url: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)

    def page(self, body: str, head: str = "", policy: str = "") -> str:
        """The address of a page with this in it; `policy` is its Content-Security-Policy."""
        path = f"/{len(self.pages)}"
        self.pages[path] = (PAGE.format(head=head, body=body), policy)
        return self.url + path


@contextmanager
def partner() -> Iterator[Partner]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, policy = site.pages.get(self.path, ("", ""))
            self.send_response(200 if html else 204)
            self.send_header("content-type", "text/html; charset=utf-8")
            if policy:
                self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Partner(f"http://localhost:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def script(story: Story, **options: Any) -> str:
    """What a partner writes into its page to have the blog there."""
    told = "".join(f' data-{name}="{value}"' for name, value in options.items())
    return f'<script type="module" src="{story.newsroom.url}/embed.js" data-blog="{story.slug}"{told}></script>'


def open_embed(guest: Reader, url: str) -> Reader:
    """Open a page and wait until what is embedded in it is following."""
    return guest.open(url)
