"""What replies about the desk's timeline hold."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from dateline.desk.api.shapes import Reply

_POST = (
    "Each: id, revision, headline, at, published_at, before (the next older post's id), key, pinned, standing, state "
    "(shown, corrected, retracted, removed or withdrawn), html (the article that readers see), first and last (what was "
    "done to it: kind, at, actor, name)."
)


class Timeline(Reply):
    cursor: str
    ids: list[str] = Field(description="Every post that the list holds, newest first.")
    authors: list[dict[str, str]] = Field(description="Everybody in the blog's bylines; each: key, name.")
    posts: list[dict[str, Any]] = Field(description=f"The first of them. {_POST}")


class TimelinePosts(Reply):
    cursor: str
    reset: bool = Field(description="True when `after` is none of this blog's: ask for the list anew.")
    posts: list[dict[str, Any]] = Field(description=_POST)
