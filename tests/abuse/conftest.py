"""What the tests of bad company share: a blog, and servers that hear of what happens to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.newsroom import announcing
from tests.support.serving import Server


@pytest.fixture(autouse=True, scope="session")
def announced(data: Path) -> Iterator[None]:
    with announcing(data):
        yield


@pytest.fixture
def metric() -> Callable[[Server, str], float]:
    """Gives one figure of a server's /metrics: metric(server, 'dateline_cut_total')."""

    def read(server: Server, name: str) -> float:
        text = httpx.get(f"{server.url}/metrics", trust_env=False, timeout=30).text
        (value,) = [line.rpartition(" ")[2] for line in text.splitlines() if line.startswith(f"{name} ")]
        return float(value)

    return read
