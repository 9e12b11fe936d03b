"""The story's files made a Story.

They are TOML and not JSON, because prose of several lines and times of day can be written in it as they are.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

from dateline.blog.body import from_markdown
from dateline.blog.changes import (
    CloseBlog,
    Command,
    CorrectPost,
    EditPost,
    FlagPost,
    Json,
    PublishPost,
    RetractPost,
    ReviseSummary,
)
from dateline.cli.demo_story.story import Deed, Story

# The files say things as a reporter would; the commands' own names stand on the right.
_NAMES = {"pin": "pinned", "markdown": "body"}


def load() -> Story:
    """The bundled story.

    Raises TypeError for a member that a deed cannot have, Invalid for a text that no post may hold.
    """
    head = _read("story.toml")
    changed: Counter[str] = Counter()
    prologue = _deeds(head.pop("prologue"), changed)
    rest = _deeds(head.pop("rest"), changed)
    return Story(**head, prologue=prologue, rest=rest)


def _read(name: str) -> Json:
    return tomllib.loads(files("dateline.cli.demo_story").joinpath(name).read_text(encoding="utf-8"))


def _deeds(names: list[str], changed: Counter[str]) -> tuple[Deed, ...]:
    written = [deed for name in names for deed in _read(name)["deed"]]
    return tuple(Deed(deed.pop("at"), _command(deed, changed)) for deed in written)


def _command(deed: Json, changed: Counter[str]) -> Command:
    """`changed` counts each post's deeds so far. Nobody else writes in the story, so that count is its revision."""
    do = deed.pop("do")
    values: dict[str, Any] = {_NAMES.get(name, name): value for name, value in deed.items()}
    if "body" in values:
        values["body"] = from_markdown(values["body"], f"{deed['post']}.markdown")
    if do == "close":
        return CloseBlog(**values)
    if do == "summary":
        return ReviseSummary(**values)
    revision = changed[deed["post"]]
    changed[deed["post"]] += 1
    if do == "publish":
        return PublishPost(**values)
    changes: dict[str, type[EditPost | CorrectPost | RetractPost | FlagPost]] = {
        "edit": EditPost,
        "correct": CorrectPost,
        "retract": RetractPost,
        "flag": FlagPost,
    }
    return changes[do](**values, expected=revision)
