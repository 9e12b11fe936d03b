"""Waiting until a server has taken in what was done at a desk. How soon that is, the benchmarks tell: never a test."""

from __future__ import annotations

import time

import httpx

from tests.support.newsroom import Desk
from tests.support.serving import Server

PATIENCE = 30.0  # s: a machine that is busy with everything else may take long, and no test is about it


def caught_up(server: Server, desk: Desk) -> None:
    deadline = time.monotonic() + PATIENCE
    address = f"{server.url}/{desk.slug}/since/{desk.cursor}.json"
    while True:
        reply = httpx.get(address, trust_env=False, timeout=PATIENCE)
        if reply.status_code == 200 and reply.json().get("cursor") == desk.cursor:
            return
        assert time.monotonic() < deadline, "the server does not catch up"
        time.sleep(0.01)
