"""`/{slug}/p/{post}`: one post at its own address among its neighbours, and `/history`, every change of it."""

from __future__ import annotations

from dateline.blog.changes import Change, Description, Post
from dateline.blog.fold import Blog
from dateline.edge import answer as answers
from dateline.edge.found import Found, Later, Request
from dateline.edge.node import Node
from dateline.edge.room import Room
from dateline.log import tail
from dateline.typeset import page
from dateline.typeset.site import Site


def view(node: Node, room: Room, rest: str, request: Request) -> Found | None:
    post_id, _, part = rest.partition("/")
    if post_id not in room.blog.posts:
        return None
    if part == "history":
        return _history(node, room, post_id, request)
    if part:
        return None
    return request.made(
        room, f"p/{post_id}", answers.HTML, lambda: page.post(room.blog, room.site, room.epoch, post_id)
    )


def _history(node: Node, room: Room, post_id: str, request: Request) -> Later:
    slug, site, epoch, seq = room.slug, room.site, room.epoch, room.blog.seq

    async def settle() -> Found | None:
        return await node.shelf.answer(
            request,
            room,
            f"p/{post_id}/history",
            answers.HTML,
            lambda: _told(slug, post_id, site, epoch, seq),
        )

    return Later(settle)


def _told(slug: str, post_id: str, site: Site, epoch: str, seq: int) -> bytes:
    """From the log as far as the room has read it: what lies beyond is on no page of this node's yet."""
    found = [c for subject in ("blog", post_id) for c in tail.history(slug, subject) if c.seq <= seq]
    changes = sorted(found, key=lambda change: change.seq)
    return page.history(_blog(changes, seq), post_id, changes, site, epoch)


def _blog(changes: list[Change], seq: int) -> Blog:
    """As far as one post's history needs it."""
    blog = Blog()
    for change in changes:
        if change.body is not None and change.subject == "blog":
            blog.description = Description.from_json(change.body)
        elif change.body is not None:
            blog.hold(Post.from_json(change.body))
    blog.seq = seq
    return blog
