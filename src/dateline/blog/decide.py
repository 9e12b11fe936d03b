"""Command and blog in, changes out, or a refusal: every rule of the newsroom stands here.

Pure. The blog given need hold only what the command touches (`touches`), since a change carries the whole new post;
so a decision costs the same in a blog of ten posts and of ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.blog import check
from dateline.blog.changes import (
    WITHDRAWAL,
    Actor,
    CloseBlog,
    Command,
    CorrectPost,
    Decided,
    DescribeBlog,
    Description,
    EditPost,
    FlagPost,
    ImportPosts,
    OpenBlog,
    Post,
    PublishPost,
    ReopenBlog,
    RetractPost,
    ReviseSummary,
    WithdrawPost,
    moment,
)
from dateline.blog.fold import Blog
from dateline.errors import (
    Conflict,
    Forbidden,
    Invalid,
    RevisionUnmatched,
    StaleRevision,
    TooLate,
    Unknown,
)


def decide(command: Command, blog: Blog, actor: Actor, slug: str, now: str) -> list[Decided]:
    """What this command changes at `now`, in order; a Refusal when it may not be, or changes nothing it could say."""
    if actor.role == "reporter":
        raise Forbidden("A reporter's token may read and check, and may not change what is public. Ask an editor.")
    if not actor.may_see(slug):
        raise Forbidden(f"You may act on other blogs, and not on '{slug}'. Ask for a token that names it.")
    if blog.description is None and not isinstance(command, OpenBlog):
        raise Unknown(f"There is no blog '{slug}'. `dateline blog list` shows those that are.")
    return _DEEDS[type(command)](command, blog, slug, now)


def touches(command: Command) -> set[str]:
    """The ids of the posts that a decision needs to see."""
    match command:
        case PublishPost(post=post) | EditPost(post=post) | FlagPost(post=post):
            return {post}
        case RetractPost(post=post) | WithdrawPost(post=post):
            return {post}
        case ReviseSummary(sentences=sentences):
            return check.cited(sentences)
        case ImportPosts(posts=posts):
            return {p.post for p in posts}
    return set()


def _open(command: OpenBlog, blog: Blog, slug: str, now: str) -> list[Decided]:
    if blog.description is not None:
        raise Conflict(f"There is a blog '{slug}' already. Choose another slug, or post into that one.")
    described = Description(
        slug=check.slug(slug),
        title=check.title(command.title),
        standfirst=check.standfirst(command.standfirst),
        language=check.language(command.language),
        zone=check.zone(command.zone),
        place=check.place(command.place, command.zone),
        state=check.opening_state(command.state),
        opened_at=now,
    )
    return [Decided("blog.opened", "blog", described.to_json())]


def _describe(command: DescribeBlog, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _description(blog)
    new: dict[str, Any] = {}
    for name, rule in (
        ("title", check.title),
        ("standfirst", check.standfirst),
        ("language", check.language),
        ("zone", check.zone),
        ("place", check.place),
    ):
        if (value := getattr(command, name)) is not None:
            new[name] = rule(value)
    if command.paused is not None:
        new["paused"] = check.paused(command.paused)
        if new["paused"] is not None and was.state != "live":
            raise Conflict(f"'{slug}' is not live, so there is nothing to pause. Reopen it first.")
    described = was.but(**new)
    return [] if described == was else [Decided("blog.described", "blog", described.to_json())]


def _close(command: CloseBlog, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _description(blog)
    if was.state == "closed":
        raise Conflict(f"'{slug}' is closed already, since {was.closed_at}.")
    if was.state == "draft":
        raise Conflict(
            f"'{slug}' is a draft, and closing it would show it to readers. Reopen it first to make it live."
        )
    return [Decided("blog.closed", "blog", was.but(state="closed", closed_at=now, paused=None).to_json())]


def _reopen(command: ReopenBlog, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _description(blog)
    if was.state == "live":
        raise Conflict(f"'{slug}' is live already.")
    return [Decided("blog.reopened", "blog", was.but(state="live", closed_at=None).to_json())]


def _publish(command: PublishPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    _is_open(blog, slug)
    return [_published(command, blog, now)]


def _is_open(blog: Blog, slug: str) -> None:
    if _description(blog).state == "closed":
        raise Conflict(f"'{slug}' is closed. Reopen it to post; corrections and retractions need no reopening.")


def _published(command: PublishPost, blog: Blog, now: str) -> Decided:
    post_id = check.post_id(command.post)
    if blog.find(post_id):
        raise Conflict(f"There is a post '{post_id}' already. Give another id, or edit that one.")
    post = Post(
        id=post_id,
        revision=1,
        headline=check.headline(command.headline),
        body=check.body(command.body),
        byline=check.byline(command.byline),
        at=check.time(command.at, "at") or now,
        published_at=now,
        happened_at=check.time(command.happened_at, "happened_at"),
        key=check.flag(command.key, "key"),
        pinned=check.flag(command.pinned, "pinned"),
        standing=check.standing(command.standing),
        sources=check.sources(command.sources),
        tags=check.tags(command.tags),
    )
    check.has_text(post)
    return Decided("post.published", post.id, post.to_json())


def _import(command: ImportPosts, blog: Blog, slug: str, now: str) -> list[Decided]:
    _is_open(blog, slug)
    was = _description(blog)
    decided = [_published(p, blog, now) for p in command.posts]
    if len({d.subject for d in decided}) < len(decided):
        raise Invalid("posts", "two posts have the same id; give each its own")
    if command.standfirst and not was.standfirst:
        described = was.but(standfirst=check.standfirst(command.standfirst))
        decided.insert(0, Decided("blog.described", "blog", described.to_json()))
    return decided


def _edit(command: EditPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _standing_post(blog, command.post, command.expected, _sent(command))
    post = rewritten(command, was, now)
    return [] if post is was else [Decided("post.edited", post.id, post.to_json())]


def _correct(command: CorrectPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _standing_post(blog, command.post, command.expected, _sent(command))
    note = check.note(command.note)
    post = rewritten(command, was, now)
    revision = was.revision + 1
    corrections = [*was.corrections, {"at": now, "note": note, "revision": revision}]
    post = post.but(revision=revision, updated_at=now, corrections=corrections)
    return [Decided("post.corrected", post.id, post.to_json())]


def rewritten(command: EditPost, was: Post, now: str) -> Post:
    """The post with the command's texts in it, one revision on; `was` itself when nothing differs."""
    rules: dict[str, Callable[[Any], Any]] = {
        "headline": check.headline,
        "body": check.body,
        "byline": check.byline,
        "at": lambda value: check.time(value, "at") or was.at,
        "happened_at": lambda value: check.time(value, "happened_at"),
        "standing": check.standing,
        "sources": check.sources,
        "tags": check.tags,
    }
    new = {name: rules[name](value) for name in EditPost.TEXTS if (value := getattr(command, name)) is not None}
    if all(getattr(was, name) == value for name, value in new.items()):
        return was
    # Filing a post under another tag is no news to its readers, so it is not 'updated' by that.
    reads_anew = any(getattr(was, name) != value for name, value in new.items() if name != "tags")
    post = was.but(**new, revision=was.revision + 1, updated_at=now if reads_anew else was.updated_at)
    check.has_text(post)
    return post


def _retract(command: RetractPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    """Leaves a tombstone: what readers see of the post afterwards is when it went and why, never its text."""
    was = _revised(blog, command.post, command.expected, {})
    takedown = check.flag(command.takedown, "takedown")
    if was.retraction and (was.retraction["takedown"] or not takedown):
        raise Conflict(f"Post '{was.id}' {_gone(was)}; that cannot be done again.")
    retraction = {"at": now, "reason": check.reason(command.reason), "takedown": takedown}
    if was.is_withdrawn:
        retraction["withdrawn"] = True  # and stays so: a tombstone would tell readers of what they were never shown
    post = was.but(revision=was.revision + 1, retraction=retraction, key=False, pinned=False, updated_at=now)
    if takedown:
        post = post.but(headline="", body=check.body(None), byline="", sources=[], corrections=[], tags=[], extra={})
    return [Decided("post.retracted", post.id, post.to_json())]


def _withdraw(command: WithdrawPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    """Leaves nothing on the page. What the summary says by this post alone or with others goes with it."""
    was = _standing_post(blog, command.post, command.expected, {})
    if moment(now) - moment(was.published_at) > WITHDRAWAL:
        raise TooLate(
            f"Post '{was.id}' can be withdrawn for {WITHDRAWAL.seconds} seconds after it is published, and these are "
            "over: readers may have seen it. Retract it with a reason."
        )
    retraction = {"at": now, "reason": "", "takedown": False, "withdrawn": True}
    post = was.but(revision=was.revision + 1, retraction=retraction, key=False, pinned=False, updated_at=now)
    gone = Decided("post.retracted", post.id, post.to_json())
    kept = [sentence for sentence in blog.summary if post.id not in sentence["posts"]]
    return (
        [gone] if len(kept) == len(blog.summary) else [Decided("summary.revised", "summary", {"sentences": kept}), gone]
    )


def _flag(command: FlagPost, blog: Blog, slug: str, now: str) -> list[Decided]:
    was = _standing_post(blog, command.post, command.expected, {"key": command.key, "pinned": command.pinned})
    key = was.key if command.key is None else check.flag(command.key, "key")
    pinned = was.pinned if command.pinned is None else check.flag(command.pinned, "pinned")
    if (key, pinned) == (was.key, was.pinned):
        return []
    post = was.but(key=key, pinned=pinned, revision=was.revision + 1)
    return [Decided("post.flagged", post.id, post.to_json())]


def _summary(command: ReviseSummary, blog: Blog, slug: str, now: str) -> list[Decided]:
    sentences = check.sentences(command.sentences)
    for i, sentence in enumerate(sentences):
        for j, post_id in enumerate(sentence["posts"]):
            if post_id not in blog.posts:
                raise Invalid(f"sentences[{i}].posts[{j}]", f"there is no post '{post_id}' in this blog")
            if blog.posts[post_id].retraction:
                raise Invalid(f"sentences[{i}].posts[{j}]", f"post '{post_id}' is retracted and supports nothing")
    if sentences == blog.summary:
        return []
    return [Decided("summary.revised", "summary", {"sentences": sentences})]


def _description(blog: Blog) -> Description:
    assert blog.description is not None  # decide() has refused a blog without one
    return blog.description


def _revised(blog: Blog, post_id: str, expected: int, sent: dict[str, Any]) -> Post:
    """The post, if the writer saw its newest revision; else a refusal that shows both texts."""
    post = blog.find(post_id)
    if post is None:
        raise Unknown(f"There is no post '{post_id}' in this blog.")
    if expected == post.revision:
        return post
    members = {"revision": post.revision, "current": post.to_json(), "yours": sent}
    if 1 <= expected < post.revision:
        raise StaleRevision(
            f"You changed revision {expected}, and the post is at {post.revision}. Nothing was stored; "
            f"bring your text into the current one and send it again for revision {post.revision}.",
            **members,
        )
    raise RevisionUnmatched(f"The post is at revision {post.revision} and never had '{expected}'.", **members)


def _standing_post(blog: Blog, post_id: str, expected: int, sent: dict[str, Any]) -> Post:
    post = _revised(blog, post_id, expected, sent)
    if post.retraction:
        raise Conflict(f"Post '{post_id}' {_gone(post)}; publish a new one instead.")
    return post


def _gone(post: Post) -> str:
    assert post.retraction is not None  # its callers have seen to that
    at = post.retraction["at"]
    return f"was withdrawn at {at}" if post.is_withdrawn else f"is retracted, since {at}"


def _sent(command: EditPost) -> dict[str, Any]:
    return {name: value for name in EditPost.TEXTS if (value := getattr(command, name)) is not None}


_DEEDS: dict[type, Callable[[Any, Blog, str, str], list[Decided]]] = {
    OpenBlog: _open,
    DescribeBlog: _describe,
    CloseBlog: _close,
    ReopenBlog: _reopen,
    PublishPost: _publish,
    ImportPosts: _import,
    EditPost: _edit,
    CorrectPost: _correct,
    RetractPost: _retract,
    WithdrawPost: _withdraw,
    FlagPost: _flag,
    ReviseSummary: _summary,
}
