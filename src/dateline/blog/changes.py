"""Everything that can happen to a blog: the change, what it carries, and the commands that ask for one.

Times are UTC strings of one shape, `2022-02-02T20:30:00.000Z`, so that their text order is their time order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Literal, Self

Json = dict[str, Any]
Role = Literal["reporter", "editor", "manager"]
State = Literal["draft", "live", "closed"]

KINDS = (
    "blog.opened",
    "blog.described",
    "blog.closed",
    "blog.reopened",
    "post.published",
    "post.edited",
    "post.corrected",
    "post.retracted",
    "post.flagged",
    "summary.revised",
)
STANDINGS = ("unverified", "reported", "confirmed")
STATES = ("draft", "live", "closed")
WITHDRAWAL = timedelta(seconds=20)  # after its publication a post can be withdrawn for as long, and then be retracted


def stamp(moment: datetime) -> str:
    """An aware datetime in the one shape that the log stores (UTC, milliseconds)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """The aware datetime of a stamp."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Change:
    """One record in a blog's log.

    `subject` is the id of the post that it changes, `blog` or `summary`. `body` is the whole new state of that subject;
    None once a takedown has erased it. `digest` is the chain's at this change, 64 hexadecimal digits.
    """

    seq: int
    kind: str
    subject: str
    at: str
    actor: str
    body: Json | None
    body_hash: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: `id` goes on the record (`token:4f2a`, `cli:1000`), `role` decides what is allowed.

    `blogs` are the slugs that this one may act on, None for all.
    """

    id: str
    role: Role
    blogs: frozenset[str] | None = None

    def may_see(self, slug: str) -> bool:
        """Whether this blog is within reach at all, its drafts included."""
        return self.blogs is None or slug in self.blogs


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something stored as JSON. `extra` keeps the members that a newer version wrote and this one does not know."""

    extra: Json = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        known = {f.name for f in fields(cls)} - {"extra"}
        values = {k: v for k, v in data.items() if k in known}
        return cls(**values, extra={k: v for k, v in data.items() if k not in known})

    def to_json(self) -> Json:
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "extra"}
        return {**self.extra, **own}

    def but(self, **new: Any) -> Self:
        """A copy with some members new."""
        return replace(self, **new)


@dataclass(frozen=True, slots=True)
class Description(Document):
    """What a blog says of itself. `standfirst` is plain text, its paragraphs parted by a blank line.

    `paused` is not None while the newsroom rests: what readers are told of it (`Back at 7:00`), perhaps nothing.
    """

    slug: str
    title: str
    standfirst: str = ""
    language: str = "en"
    zone: str = "UTC"
    place: str = ""
    state: State = "live"
    opened_at: str = ""
    closed_at: str | None = None
    paused: str | None = None


@dataclass(frozen=True, slots=True)
class Post(Document):
    """One entry, whole.

    `at` is the time shown; `published_at` when the change was recorded; `updated_at` when its text last changed.
    `sources`: {"name", "url"}. `corrections`: {"at", "note", "revision"}. `retraction`: {"at", "reason", "takedown"},
    and of a withdrawn post `"withdrawn": True`, whose reason is empty.
    """

    id: str
    revision: int
    headline: str
    body: Json
    at: str
    published_at: str
    byline: str = ""
    happened_at: str | None = None
    updated_at: str | None = None
    key: bool = False
    pinned: bool = False
    standing: str = "reported"
    sources: list[Json] = field(default_factory=list)
    corrections: list[Json] = field(default_factory=list)
    retraction: Json | None = None
    tags: list[str] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back so soon that readers are shown nothing of it, not even that it is gone."""
        return self.retraction is not None and self.retraction.get("withdrawn") is True


# Commands. A field left at None is left as it is.


@dataclass(frozen=True, slots=True)
class OpenBlog:
    title: str
    standfirst: str = ""
    language: str = "en"
    zone: str = "UTC"
    place: str | None = None
    state: State = "live"


@dataclass(frozen=True, slots=True)
class DescribeBlog:
    """`paused`: what readers are told of the pause, which may be nothing (''); False ends it."""

    title: str | None = None
    standfirst: str | None = None
    language: str | None = None
    zone: str | None = None
    place: str | None = None
    paused: str | Literal[False] | None = None


@dataclass(frozen=True, slots=True)
class CloseBlog:
    pass


@dataclass(frozen=True, slots=True)
class ReopenBlog:
    """Makes a draft or a closed blog live."""


@dataclass(frozen=True, slots=True)
class PublishPost:
    """`body` is a body document, checked here; `post` the id to give, made by the caller (`new_id`)."""

    post: str
    headline: str = ""
    body: Json | None = None
    byline: str = ""
    at: str | None = None
    happened_at: str | None = None
    key: bool = False
    pinned: bool = False
    standing: str = "reported"
    sources: list[Json] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EditPost:
    """A change of small things, on record without a note. `expected` is the revision that the writer saw."""

    post: str
    expected: int
    headline: str | None = None
    body: Json | None = None
    byline: str | None = None
    at: str | None = None
    happened_at: str | None = None
    standing: str | None = None
    sources: list[Json] | None = None
    tags: list[str] | None = None

    TEXTS: ClassVar[tuple[str, ...]] = (
        "headline", "body", "byline", "at", "happened_at", "standing", "sources", "tags",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorrectPost(EditPost):
    """A change that readers are told of: `note` says what was wrong."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class RetractPost:
    """`takedown` erases the text everywhere, the log included."""

    post: str
    expected: int
    reason: str
    takedown: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawPost:
    """Takes a post back within WITHDRAWAL of its publication: readers no longer see it, and no tombstone either."""

    post: str
    expected: int


@dataclass(frozen=True, slots=True)
class FlagPost:
    post: str
    expected: int
    key: bool | None = None
    pinned: bool | None = None


@dataclass(frozen=True, slots=True)
class ReviseSummary:
    """`sentences`: {"text", "posts": ids of the posts that support it}."""

    sentences: list[Json]


@dataclass(frozen=True, slots=True)
class ImportPosts:
    """A transcript, all of it or nothing. `standfirst` replaces the blog's when it has none."""

    posts: list[PublishPost]
    standfirst: str = ""


Command = (
    OpenBlog
    | DescribeBlog
    | CloseBlog
    | ReopenBlog
    | PublishPost
    | EditPost
    | CorrectPost
    | RetractPost
    | WithdrawPost
    | FlagPost
    | ReviseSummary
    | ImportPosts
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a command comes to before the log numbers it: becomes a Change."""

    kind: str
    subject: str
    body: Json
