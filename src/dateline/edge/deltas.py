"""One change, and what it does to an open page: the operations of its delta."""

from __future__ import annotations

from dateline.blog.changes import Change, Description, Post
from dateline.blog.fold import Blog
from dateline.blog.naming import key_of, names
from dateline.typeset import choice, fragment, parts
from dateline.typeset.delta import Op, Put
from dateline.typeset.site import Site


class Pages:
    """The parts of a page above its posts, as every open page holds them now."""

    def __init__(self, blog: Blog, site: Site) -> None:
        self._blog = blog
        self._site = site
        self._shown = {name: render(blog, site) for name, render in parts.PARTS.items()}

    def all(self) -> str:
        """The HTML of every part; pages hold it from now on."""
        self._shown = {name: render(self._blog, self._site) for name, render in parts.PARTS.items()}
        return "".join(self._shown.values())

    def changed(self, names: set[str]) -> str:
        """The HTML of those of these parts that differ from what pages hold; they hold it from now on."""
        html = []
        for name in parts.PARTS:
            if name in names and (new := parts.PARTS[name](self._blog, self._site)) != self._shown[name]:
                self._shown[name] = new
                html.append(new)
        return "".join(html)


def fold_in(change: Change, blog: Blog, pages: Pages, site: Site) -> list[Op] | None:
    """Fold this change into the blog: the operations for open pages, or None when they must fetch themselves anew.

    They must when every time on them reads differently: another zone, place or language. The blog is a public one.
    """
    before = blog.description
    was = blog.posts.get(change.subject)
    leads = _leads(blog, was, change)
    blog.apply(change)
    now = blog.description
    assert before is not None and now is not None
    if _relabelled(before, now):
        return None
    if change.body is None:
        return []
    if change.kind.startswith("blog."):
        return _head(pages.changed(set(parts.PARTS)))
    if change.kind == "summary.revised":
        return _head(pages.changed({"summary", "updated"}))
    post = blog.posts.get(change.subject)
    if post is None:  # withdrawn: nothing of it stays
        return [{"op": "drop", "id": change.subject}, *_head(pages.all())]
    touched = {"updated"}
    if post.key or (was and was.key):
        touched.add("keys")
    if post.pinned or (was and was.pinned):
        touched.add("pinned")
    if _leads(blog, was, change) != leads:
        touched.add("byline")
    if any(post.id in sentence["posts"] for sentence in blog.summary):
        touched.add("summary")
    put: Put = {"op": "put", "id": post.id, "before": blog.older(post.id), "html": fragment.post(now, post, site)}
    return [put, *_head(pages.all() if change.kind == "post.retracted" else pages.changed(touched))]


def _leads(blog: Blog, was: Post | None, change: Change) -> list[object]:
    """Where the authors that a change touches come in the blog's byline: it is drawn anew only when that moves."""
    bylines = [was.byline if was else "", (change.body or {}).get("byline", "")]
    return [choice.lead(blog, key_of(name)) for byline in bylines for name in names(byline)]


def _head(html: str) -> list[Op]:
    return [{"op": "head", "html": html}] if html else []


def _relabelled(before: Description, now: Description) -> bool:
    return (before.zone, before.place, before.language) != (now.zone, now.place, now.language)
