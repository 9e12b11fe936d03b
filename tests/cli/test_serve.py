from __future__ import annotations

import socket
from pathlib import Path

from tests.cli.command import Dateline
from tests.support.serving import serve


def test_the_first_line_is_the_address_and_the_first_start_says_what_next(tmp_path: Path) -> None:
    with serve(tmp_path / "data") as server:
        first, *rest = [line for line in server.said().splitlines() if "127.0.0.1" in line or "blog open" in line]
        assert first == f"Dateline is at {server.url}"
        assert any("blog open" in line for line in rest)
        assert server.stop() == 0
    with serve(tmp_path / "data") as server:
        assert "blog open" not in server.said()


def test_commands_beside_a_server_know_its_address(tmp_path: Path) -> None:
    dateline = Dateline(tmp_path / "data")
    with serve(dateline.data) as server:
        assert dateline.json("blog", "open", "fire", "--title", "Fire")["url"] == f"{server.url}/fire"
        server.kill()
    assert (dateline.data / "server.json").exists()  # what a killed server leaves behind must mislead nobody
    assert dateline.json("blog", "show", "fire")["url"] == "http://127.0.0.1:8000/fire"
    with serve(dateline.data) as server:
        server.stop()
    assert not (dateline.data / "server.json").exists()


def test_a_taken_port_is_exit_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = Dateline(tmp_path / "data")("serve", "--port", str(taken.getsockname()[1]))
    assert (done.code, done.out) == (2, "") and "--port" in done.err and done.err.count("\n") == 1
