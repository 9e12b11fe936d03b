"""One request of a reader to a server under test."""

from __future__ import annotations

import httpx

from tests.support.serving import Server


def get(server: Server, path: str, **headers: str) -> httpx.Response:
    """The reply as it is sent, not compressed unless `accept_encoding` asks for it; no redirect is followed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(server.url + path, headers={"accept-encoding": "identity", **named}, trust_env=False, timeout=30)
