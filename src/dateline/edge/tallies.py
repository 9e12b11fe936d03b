"""What every worker has counted, where each can read it: whichever is asked for /metrics tells of all.

A nameless file for each, opened before the workers are forked and inherited by them like the socket: nothing is left
behind, whatever kills them. Each writes once a second what the others read when they are asked. Rejected: asking one
another, since whoever is asked would have to wait for one that hangs, just when somebody wants to see what is wrong.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from dateline.edge.metrics import Family

_HEAD = struct.Struct("!II")  # length and CRC-32 of what follows: a reading may fall into a writing
_LOOKS = 3


class Tallies:
    def __init__(self, place: Path, workers: int) -> None:
        """`place` is a directory that can be written to. Raises OSError."""
        self._files = [tempfile.TemporaryFile(dir=place) for _ in range(workers)]  # noqa: SIM115  # open for good

    def tell(self, worker: int, families: list[Family]) -> None:
        said = json.dumps(families).encode()
        with suppress(
            OSError
        ):  # on a full disk readers are served all the same, and the others tell what was last told
            os.pwrite(self._files[worker].fileno(), _HEAD.pack(len(said), zlib.crc32(said)) + said, 0)

    def told(self) -> dict[int, list[Family]]:
        """What each has told last, by number; without those that have told nothing yet."""
        found = ((worker, self._read(file.fileno())) for worker, file in enumerate(self._files))
        return {worker: families for worker, families in found if families is not None}

    def _read(self, file: int) -> list[Family] | None:
        for _ in range(_LOOKS):
            head = os.pread(file, _HEAD.size, 0)
            if not head:
                return None
            length, sum_ = _HEAD.unpack(head)
            said = os.pread(file, length, _HEAD.size)
            if zlib.crc32(said) == sum_:
                found: list[Family] = json.loads(said)
                return found
        return None
