"""Setting the newsroom's copy desk from a page or a program: it writes the file that copydesk.py reads."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction

from dateline.blog.changes import Actor
from dateline.copydesk.settings import Settings, from_json
from dateline.desk import copydesk, copydesk_rights
from dateline.desk.audit.note import note
from dateline.errors import Conflict
from dateline.log.failures import refusing


def put(asker: Actor, data: Path, sent: Any, seen: str | None = None) -> Settings:
    """Write the file anew; a link to it stays one, as into a repository. `seen` as for a blog's own.

    Raises Forbidden, Invalid naming the member, Conflict when it is another by now or cannot be written here.
    """
    wanted = from_json(sent, copydesk.RULES)
    text = json.dumps(wanted.to_json(), ensure_ascii=False, indent=2) + "\n"
    with refusing(), transaction.atomic():
        copydesk_rights.of_newsroom(asker)
        copydesk.unchanged(copydesk.settings(data), seen)
        note("copydesk.set")
        _write((data / copydesk.NAME).resolve(), text)
    return wanted


def _write(path: Path, text: str) -> None:
    """All of it or nothing, with the rights that the file has."""
    try:
        with tempfile.TemporaryDirectory(prefix=f"{path.name}-", dir=path.parent) as place:
            fresh = Path(place) / path.name
            fresh.write_text(text, "utf-8")
            if path.exists():
                shutil.copymode(path, fresh)
            fresh.replace(path)
    except OSError as error:
        raise Conflict(f"'{path}' cannot be written by this server: {os.strerror(error.errno or 0)}.") from None
