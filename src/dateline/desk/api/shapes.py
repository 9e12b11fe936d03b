"""What requests may hold and what replies do hold, for validation and for the OpenAPI document.

Types and members are checked here, strictly; what each text may say is for blog/check.py, which every face shares.
Pydantic's own BaseModel and not Ninja's Schema, which validates a model that forbids unknown members twice.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

_TIME = {"type": "string", "format": "date-time", "examples": ["2026-05-04T21:30:00+02:00"]}
_DOCUMENT = {
    "type": "object",
    "description": "A body document: blocks and marks.",
    "properties": {
        "type": {"const": "doc"},
        "content": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type"],
}
_SOURCE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": False,
}
_SENTENCE = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "posts": {"type": "array", "items": {"type": "string"}, "description": "Ids of the posts that support it."},
    },
    "required": ["text", "posts"],
    "additionalProperties": False,
}
Time = Annotated[str, WithJsonSchema(_TIME)]
Document = Annotated[Any, WithJsonSchema(_DOCUMENT)]
DocumentOrText = Annotated[Any, WithJsonSchema({"oneOf": [_DOCUMENT, {"type": "string"}]})]
Sources = Annotated[Any, WithJsonSchema({"type": "array", "items": {"oneOf": [_SOURCE, {"type": "string"}]}})]
Tags = Annotated[
    Any, WithJsonSchema({"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 40}, "maxItems": 10})
]
Sentences = Annotated[Any, WithJsonSchema({"type": "array", "items": _SENTENCE})]
Format = Literal["document", "markdown", "html", "text"]
Standing = Literal["unverified", "reported", "confirmed"]


def _without_defaults(schema: dict[str, Any]) -> None:
    # What these fields default to is never used: a member that is not sent is left to the command, or left as it is.
    for member in schema.get("properties", {}).values():
        member.pop("default", None)


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra=_without_defaults)

    def given(self) -> dict[str, Any]:
        """The members that were sent, and no defaults."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class NewBlog(Request):
    slug: str
    title: str
    standfirst: str = ""
    language: str = Field("", description="BCP 47; `en` when not given.")
    zone: str = Field("", description="IANA time zone; `UTC` when not given.")
    place: str = Field("", description="The label beside a time; the zone's city when not given.")
    state: Literal["live", "draft"] = Field("live", description="`live` when not given.")


class BlogChange(Request):
    title: str = ""
    standfirst: str = ""
    language: str = ""
    zone: str = ""
    place: str = ""
    paused: str | None = Field(None, description="Says that coverage rests, and what readers are told; null ends it.")
    state: Literal["live", "closed"] = Field("live", description="Sent alone: closes the blog, or makes it live.")


class Texts(Request):
    """A post's texts. A member that is not sent is left as it is."""

    headline: str = ""
    body: DocumentOrText = None
    format: Format = Field("document", description="Of `body`: `document` for an object and `markdown` for a string.")
    byline: str = ""
    at: Time = Field("", description="The time shown; the server's when not given.")
    happened_at: Time | None = Field(None, description="When the thing itself happened.")
    standing: Standing = "reported"
    sources: Sources = None
    tags: Tags = None


class NewPost(Texts):
    """A post to publish."""

    key: bool = False
    pinned: bool = False


class DraftToCheck(NewPost):
    """A post as it would be published."""

    post: str = Field("", description="The id of the post whose new text this is; a new post's when not given.")


class Correction(Texts):
    """New texts, and a note that tells readers what was wrong."""

    note: str


class Retraction(Request):
    reason: str
    takedown: bool = Field(False, description="Erase the text everywhere, the record included.")


class Flags(Request):
    key: bool = False
    pinned: bool = False


class NewSummary(Request):
    sentences: Sentences


class Reply(BaseModel):
    model_config = ConfigDict(extra="allow")


class Blog(Reply):
    slug: str
    title: str
    standfirst: str
    language: str
    zone: str
    place: str
    state: Literal["draft", "live", "closed"]
    opened_at: Time
    closed_at: Time | None
    paused: str | None = Field(description="What readers are told of a pause; null when there is none.")
    cursor: str = Field(description="`epoch.seq`, how far the blog has come.")
    url: str = Field(description="The page that readers open.")


class BlogWithSummary(Blog):
    summary: Sentences


class Blogs(Reply):
    blogs: list[Blog]
    next: str | None = Field(description="Where the blogs opened after these are; null when there are none.")


class Post(Reply):
    """A post. A retracted one is shown without its text to everybody but editors."""

    id: str
    revision: int
    headline: str
    body: Document
    byline: str
    at: Time
    published_at: Time
    updated_at: Time | None
    happened_at: Time | None
    key: bool
    pinned: bool
    standing: Standing
    sources: list[dict[str, Any]]
    tags: list[str]
    corrections: list[dict[str, Any]] = Field(description="Each: at, note, revision.")
    retraction: dict[str, Any] | None = Field(description="at, reason, takedown; withdrawn where readers see nothing.")
    url: str = Field(description="The page that readers open.")


class PostWithCursor(Post):
    cursor: str = Field(description="`epoch.seq` of the blog with this post in it.")


class Posts(Reply):
    posts: list[Post]
    next: str | None = Field(description="Where the posts before these are; null when there are none.")
    cursor: str


class Summary(Reply):
    sentences: Sentences
    cursor: str


class Change(Reply):
    seq: int
    kind: str
    subject: str = Field(description="The id of the post that it changes, `blog` or `summary`.")
    at: Time
    actor: str | None = Field(description="Who asked for it; null without a token.")
    body: dict[str, Any] | None = Field(description="All of the subject as it then was; null when it is withheld.")
    body_hash: str
    digest: str


class Changes(Reply):
    changes: list[Change]
    cursor: str = Field(description="Ask for what follows these with ?after= this.")
    head: str = Field(description="How far the blog has come; equal to `cursor` when there is no more.")
    reset: bool = Field(description="True when `after` is none of this blog's: these begin at its start.")


class Problem(Reply):
    """RFC 9457. Further members depend on the type: `current` and `yours` where revisions differ."""

    type: str
    title: str
    status: int
    detail: str
    field: str = Field("", description="The member or header at fault, as `body.content[2].attrs.href`.")
