"""What replies about the desk's timeline hold."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from dateline.desk.api.shapes import Reply, Texts

_POST = (
    "Each: id, revision, headline, at, published_at, before (the next older post's id), key, pinned, standing, "
    "state (shown, corrected, retracted, removed or withdrawn), withdraw_for (seconds for which it can be withdrawn), "
    "html (the article that readers see), first and last (what was done to it: kind, at, actor, name)."
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
    blog: dict[str, Any] = Field(description="title, state and paused, as they are now.")


class TextsToCompare(Texts):
    """A post's texts as somebody has changed them."""

    revision: int = Field(description="The revision that was changed.")


class History(Reply):
    changes: list[dict[str, Any]] = Field(
        description="Newest first; each: revision, kind (in the blog's language), at, actor, name, note, why, headline "
        "and html (of the first, the whole text), parts (label, html: what was taken out and put in)."
    )


class Copies(Reply):
    copies: list[dict[str, Any]] = Field(
        description="Those with most words first, at most fifty; each: where (post, summary, about or draft), post "
        "(its id), headline, name (of a draft's author), words (how many in a row), now (false when only an earlier "
        "version has them)."
    )


class Comparison(Reply):
    current: dict[str, Any] = Field(description="The post as it is now.")
    yours: dict[str, Any] = Field(description="Its texts as you have them.")
    merged: dict[str, Any] = Field(description="Its texts with both changes.")
    clashes: list[str] = Field(description="The texts that both have changed: there `merged` has to be looked at.")
    by: str = Field(description="Who changed the post last.")
    at: str
    parts: list[dict[str, Any]] = Field(description="From theirs to yours; each: label, html.")


class Receipt(Reply):
    slug: str
    cursor: str
    what: str = Field(description="correction, retraction, takedown or withdrawal.")
    post: str
    revision: int
    at: str
    places: list[dict[str, Any]] = Field(
        description="Each: name, url, state (waiting, carries or unreachable), after (seconds until it was found "
        "there), why."
    )
    readers: dict[str, Any] = Field(
        description="Open streams: counted (false while they are counted), connected, passed (how many have taken "
        "it), after (seconds until all had). Pages that poll are not counted."
    )
    done: bool = Field(description="True when nothing more will be looked for.")
