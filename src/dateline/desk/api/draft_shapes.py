"""What requests about drafts may hold and what their replies do hold."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from dateline.desk.api.shapes import NewPost, Reply, Request, Time
from dateline.desk.drafts.rules import DraftState, Kind


class DraftToKeep(Request):
    """A draft as its writer has it. Nothing in `content` is checked before it is published."""

    kind: Kind
    content: dict[str, Any] = Field(
        description="As far as it is written: headline, body, byline, at, happened_at, key, pinned, standing, sources, "
        "tags, note."
    )
    post: str | None = Field(None, max_length=64, description="The post that it changes; null for a new one.")
    revision: int | None = Field(None, ge=0, lt=2**31, description="The revision of that post which its writer saw.")
    state: DraftState = Field("draft", description="`submitted` shows it to the blog's editors.")
    hand: str = Field(
        "",
        max_length=64,
        pattern="^[A-Za-z0-9_-]*$",
        description="A name that your program makes for as long as it writes at this draft. While the text here is its "
        "own, the next needs no newer If-Match, so it goes on though a reply was lost.",
    )
    stroke: int = Field(
        0, ge=0, lt=2**31, description="Counts the texts of this hand; an earlier one that comes late is passed over."
    )


class DraftToPublish(NewPost):
    """A draft's text as it is to be published."""

    kind: Kind
    post: str | None = Field(None, description="The post that it changes; null for a new one.")
    note: str = Field("", description="For `correct`: tells readers what was wrong.")


class Draft(Reply):
    id: str
    slug: str
    kind: Kind
    post: str | None
    revision: int | None
    content: dict[str, Any]
    state: DraftState
    updated: Time
    version: int = Field(description="Send it as If-Match when you keep the next one.")
    hand: str = Field(description="Whose text this is, as its program named itself.")
    author: dict[str, Any] = Field(description="id, name.")
    taken: dict[str, Any] | None = Field(description="The editor who went on with it: id, name.")
    published: str | None = Field(description="The post that it has become, for one that is still here.")


class Drafts(Reply):
    mark: str = Field(description="Ask with ?known= this: `drafts` is null while nothing is new.")
    drafts: list[Draft] | None
