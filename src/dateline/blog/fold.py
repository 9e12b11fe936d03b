"""Changes in, blog out: what everybody sees is this fold of the log and nothing else.

Folding is idempotent (a change already folded is passed over) and refuses a gap, so a log may be replayed twice, or
from any prefix, to the same blog.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from dateline.blog import facets
from dateline.blog.changes import Change, Description, Json, Post
from dateline.blog.facets import Place
from dateline.errors import LogError


class Blog:
    """A blog as its log leaves it.

    `posts` by id, tombstones included; `withdrawn` those of which readers are shown nothing, kept apart so that no page
    can be made of them by mistake. `order` holds (at, seq of first publication, id), oldest first: a page for readers
    shows it backwards; `index` holds the same by facet. `seq` is the last change folded, `changed_at` its time and
    `digest` the chain's there. `summary_at` is when the summary was revised, `stale` the posts that it cites and whose
    text has changed since.
    """

    __slots__ = (
        "changed_at", "description", "digest", "first_seq", "index", "order", "posts", "seq", "stale", "summary",
        "summary_at", "withdrawn",
    )  # fmt: skip

    def __init__(self) -> None:
        self.description: Description | None = None
        self.posts: dict[str, Post] = {}
        self.withdrawn: dict[str, Post] = {}
        self.order: list[Place] = []
        self.first_seq: dict[str, int] = {}
        self.index = facets.empty()
        self.summary: list[Json] = []
        self.summary_at = ""
        self.stale: set[str] = set()
        self.seq = 0
        self.changed_at = ""
        self.digest = ""

    def apply(self, change: Change) -> None:
        """Fold one change in. LogError when one before it is missing."""
        if change.seq <= self.seq:
            return
        if change.seq != self.seq + 1:
            raise LogError(f"follows change {self.seq}, so one or more are missing", change.seq)
        self.seq, self.changed_at, self.digest = change.seq, change.at, change.digest
        if change.kind == "post.published":
            self.first_seq.setdefault(change.subject, change.seq)
        if change.body is None:
            return  # erased by a takedown, which comes later in the log and carries the post as it is then
        if change.kind.startswith("blog."):
            self.description = Description.from_json(change.body)
        elif change.kind == "summary.revised":
            self.summary, self.summary_at, self.stale = change.body["sentences"], change.at, set()
        else:
            post = Post.from_json(change.body)
            self._weigh(change, post)
            self._put(post)

    def place(self, post_id: str) -> Place:
        """Where a post stands in `order`, or a withdrawn one stood."""
        post = self.find(post_id)
        assert post is not None  # whoever asks has it from here
        return (post.at, self.first_seq[post_id], post_id)

    def find(self, post_id: str) -> Post | None:
        """The post as it is now, be it withdrawn; for decisions and for the desk, and never for a page."""
        return self.posts.get(post_id) or self.withdrawn.get(post_id)

    def hold(self, post: Post) -> None:
        """Take a post as it is now, without a place on the page."""
        self.posts.pop(post.id, None)
        (self.withdrawn if post.is_withdrawn else self.posts)[post.id] = post

    def older(self, post_id: str) -> str | None:
        """The post just below this one on a page that shows the newest first; None for the oldest."""
        i = bisect_left(self.order, self.place(post_id))
        return self.order[i - 1][2] if i else None

    def _weigh(self, change: Change, post: Post) -> None:
        """Note a post that no longer says what it said when a sentence of the summary was built on it."""
        was = self.posts.get(post.id)
        changed = change.kind in ("post.corrected", "post.retracted") or (
            was is not None and (was.headline, was.body) != (post.headline, post.body)
        )
        if changed and any(post.id in sentence["posts"] for sentence in self.summary):
            self.stale.add(post.id)

    def _put(self, post: Post) -> None:
        if was := self.posts.get(post.id):
            place = self.place(post.id)
            del self.order[bisect_left(self.order, place)]
            facets.leave(self.index, was, place)
        self.hold(post)
        self.first_seq.setdefault(post.id, self.seq)
        if post.is_withdrawn:
            return
        place = self.place(post.id)
        insort(self.order, place)
        facets.enter(self.index, post, place)


def fold(changes: Iterable[Change], onto: Blog | None = None) -> Blog:
    """The blog that these changes make, onto a blog that earlier ones made."""
    blog = onto or Blog()
    for change in changes:
        blog.apply(change)
    return blog
