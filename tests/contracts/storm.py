"""Writers in processes of their own, killed at random while they write; run by test_log_storm.py, once a store.

    python -m tests.contracts.storm DATA COMMANDS [acknowledge-early]

Each writer sends its commands in order and notes each acknowledgement in a file of its own, as an editor's browser
would remember it; after a kill it goes on with the first command that was not acknowledged, under the same id. Prints
one JSON object: what was acknowledged and what of that is not in the log, once and in its place.

`acknowledge-early` is the mistake that this must find: it notes each acknowledgement just before COMMIT.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from dateline.boot import boot, migrate
from dateline.config import load

WRITERS, KILLS = 8, 80
BLOGS = ("harbour-fire", "election-night")


def slug_of(writer: int) -> str:
    return BLOGS[writer % len(BLOGS)]


def post_of(writer: int, n: int) -> str:
    """The post that a writer's command n publishes."""
    return f"w{writer}-{n}"


class Acknowledged:
    """A writer's memory: one line a command, its number and its seq."""

    def __init__(self, place: Path, writer: int) -> None:
        self.path = place / f"acknowledged-{writer}"

    def lines(self) -> list[list[int]]:
        if not self.path.exists():
            return []
        return [[int(word) for word in line.split()] for line in self.path.read_text().splitlines()]

    def note(self, n: int, seq: int) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{n} {seq}\n".encode())
        os.close(descriptor)


def write(writer: int, share: int, place: Path, early: bool) -> None:
    from dateline.blog.changes import Actor, PublishPost
    from dateline.errors import Busy
    from dateline.log.append import append

    actor, memory = Actor(f"token:{writer}", "editor"), Acknowledged(place, writer)
    for n in range(len(memory.lines()), share):
        command = PublishPost(post=post_of(writer, n), headline="New")
        if early:
            _note_before_commit(memory, n)
        while True:
            try:
                receipt = append(slug_of(writer), command, actor=actor, key=f"{n}")
                break
            except Busy:
                continue
        assert [c.subject for c in receipt.changes] == [command.post]
        if not early:
            memory.note(n, receipt.seq)


def _note_before_commit(memory: Acknowledged, n: int) -> None:
    from django.db import connections

    wrapper = connections["default"]

    def commit() -> None:
        memory.note(n, 0)
        time.sleep(0.005)
        type(wrapper).commit(wrapper)

    wrapper.__dict__["commit"] = commit


def fork(writer: int, share: int, place: Path, early: bool) -> int:
    """Forked and not started anew: Python and Django are loaded once, and a kill costs milliseconds."""
    if pid := os.fork():
        return pid
    try:
        write(writer, share, place, early)
    except BaseException:
        (place / f"failed-{writer}").write_text(traceback.format_exc())
        os._exit(1)
    os._exit(0)


def storm(share: int, place: Path, early: bool) -> int:
    """Let the writers write, and kill one each time that they have got a little further; how many were killed.

    Paced by what is acknowledged and not by the clock: on a slow machine the writers would hardly get anywhere.
    """
    chance, kills = random.Random(1848), 0
    living = {fork(w, share, place, early): w for w in range(WRITERS)}
    memories = [Acknowledged(place, w) for w in range(WRITERS)]
    try:
        while living:
            time.sleep(chance.uniform(0.002, 0.02))
            victim = None
            if sum(len(memory.lines()) for memory in memories) >= (kills + 1) * share * WRITERS / KILLS:
                victim = chance.choice(list(living))
                os.kill(victim, signal.SIGKILL)
            for pid in list(living):
                ended, status = os.waitpid(pid, 0 if pid == victim else os.WNOHANG)
                if ended:
                    writer = living.pop(pid)
                    if os.WIFSIGNALED(status):
                        kills += 1
                        living[fork(writer, share, place, early)] = writer
                    elif os.waitstatus_to_exitcode(status):
                        sys.exit((place / f"failed-{writer}").read_text())
    finally:
        for pid in living:
            os.kill(pid, signal.SIGKILL)
    return kills


def judge(share: int, place: Path) -> dict[str, object]:
    """Every acknowledged command against the log."""
    from dateline.log import tail
    from dateline.log.verify import verify

    lost, doubled, acknowledged, found = [], [], 0, 0
    for blog in BLOGS:
        assert verify(blog).seq == tail.heads()[blog].seq
        changes = tail.after(blog, 0)
        assert [c.seq for c in changes] == list(range(1, len(changes) + 1))
        found += len(changes) - 1
        places: dict[str, list[int]] = {}
        for change in changes:
            places.setdefault(change.subject, []).append(change.seq)
        doubled += [post for post, seqs in places.items() if len(seqs) > 1]
        for writer in [w for w in range(WRITERS) if slug_of(w) == blog]:
            for n, seq in Acknowledged(place, writer).lines():
                acknowledged += 1
                there = places.get(post_of(writer, n), [])
                if not there or seq not in (0, there[0]):
                    lost.append([writer, n, seq, there])
    return {"acknowledged": acknowledged, "found": found, "lost": lost, "doubled": doubled}


def main(data: str, commands: str, *mistakes: str) -> None:
    boot(load(Path(data)), serving=True)
    migrate()
    from django.db import connections

    from dateline.blog.changes import Actor, OpenBlog
    from dateline.log.append import append

    for slug in BLOGS:
        append(slug, OpenBlog(title=slug), actor=Actor("cli:test", "editor"))
    connections.close_all()  # a connection must not be carried over a fork
    place, share = Path(data) / "storm", int(commands) // WRITERS
    place.mkdir()
    kills = storm(share, place, early="acknowledge-early" in mistakes)
    print(json.dumps({"kills": kills, "asked": share * WRITERS, **judge(share, place)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
