"""Whether what a running server shows is what the log says."""

from __future__ import annotations

import time
from typing import Literal

from dateline.config import Config
from dateline.errors import LogError

Served = Literal["same", "not running"]
# A node hears of a change within a second or two, even when a hint is lost; a change may also come between two looks.
_LOOKS, _PAUSE = 6, 0.6


def compare(slug: str, config: Config) -> Served:
    """Set the log's fold and compare it, byte for byte, with the live page of the server at the configured address.

    LogError when they differ; 'not running' when no Dateline answers there.
    """
    for look in range(_LOOKS):
        if look:
            time.sleep(_PAUSE)
        found = _fetch(slug, config)
        if found is None:
            return "not running"
        if found == _expected(slug, config):
            return "same"
    raise LogError(
        f"The server at {_address(config)} shows '{slug}' otherwise than the log has it. Is it a server on other data, "
        "or with other settings? If not, restart it; its page is made from the log alone."
    )


def _address(config: Config) -> str:
    return f"{config.host}:{config.port}"


def _fetch(slug: str, config: Config) -> tuple[int, bytes] | None:
    """The page's status and bytes, bytes for 200 only; None when there is no server, or another than Dateline."""
    import http.client  # here, since it brings all of TLS and mail along, and every command imports this file

    connection = http.client.HTTPConnection(config.host, config.port, timeout=5)
    try:
        connection.request("GET", "/health")
        health = connection.getresponse()
        if health.status != 200 or not _is_ours(health.read(65_536)):
            return None
        connection.request("GET", f"/{slug}")
        reply = connection.getresponse()
        body = reply.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return reply.status, body if reply.status == 200 else b""


def _is_ours(health: bytes) -> bool:
    return b'"status"' in health


def _expected(slug: str, config: Config) -> tuple[int, bytes]:
    from dateline.blog.gate import is_public
    from dateline.desk.newsroom import reading
    from dateline.log import tail
    from dateline.typeset import page

    site = reading.dress(config)
    head, blog = tail.head(slug), tail.blog(slug)
    assert head is not None  # it has just been verified
    if not is_public(blog.description):
        return 404, b""
    return 200, page.live(blog, site, head.epoch)
