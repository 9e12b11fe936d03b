"""The machine as a bench sees it: cores, processes and what they use."""

from __future__ import annotations

import os
import platform
import resource
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = _CORES[0], _CORES[-1]
_PATIENCE = 20.0


def settle_in() -> None:
    """This process and what it starts run on the load's core, with all the descriptors that they may have."""
    os.sched_setaffinity(0, {LOAD_CORE})
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextmanager
def on_the_servers_core() -> Iterator[None]:
    """What is started meanwhile runs on the server's core, for good and with all its threads and children."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {SERVER_CORE})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def process(command: list[str], port: int, cwd: Path, **environ: str) -> Iterator[int]:
    """A server on its core, once it takes connections on `port`; always stopped. Gives its process id."""
    log = cwd / f"{Path(command[0]).name}-{port}.log"
    with log.open("wb") as sink, on_the_servers_core():
        started = subprocess.Popen(command, stdout=sink, stderr=sink, cwd=cwd, env={**os.environ, **environ})
    try:
        _await_port(started, port, log)
        yield started.pid
    finally:
        started.terminate()
        try:
            started.wait(2)
        except subprocess.TimeoutExpired:
            for pid in reversed(_tree(started.pid)):
                os.kill(pid, 9)
            started.wait()


def _await_port(started: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and started.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{started.args!r} does not listen:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _tree(pid: int) -> list[int]:
    """This process and all its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    """What a server has computed so far, with its children; the scheduler's clock, since stat counts in 10 ms."""
    total = 0
    for member in _tree(pid):
        for task in Path(f"/proc/{member}/task").glob("*/schedstat"):
            total += int(task.read_text().split()[0])
    return total / 1e9


def resident(pid: int) -> int:
    """Bytes of memory that a server holds, with its children."""
    total = 0
    for member in _tree(pid):
        pages = Path(f"/proc/{member}/statm").read_text().split()[1]
        total += int(pages) * resource.getpagesize()
    return total


def others_share() -> Callable[[], float]:
    """From now on: what share of the machine other programs have used. Ours count once they have ended."""
    before = _busy_and_all(), _ours()

    def share() -> float:
        busy, everything = (now - then for now, then in zip(_busy_and_all(), before[0], strict=True))
        return max(0.0, busy - (_ours() - before[1])) / everything

    return share


def _busy_and_all() -> tuple[float, float]:
    """Seconds of all cores."""
    ticks = [int(word) / os.sysconf("SC_CLK_TCK") for word in _lines("/proc/stat")[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def _ours() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def described() -> str:
    model = next((line.partition(": ")[2] for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?")
    kilobytes = next(int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal"))
    return f"{len(_CORES)} cores of {model}, {kilobytes / 2**20:.0f} GiB, Linux {platform.release()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()
