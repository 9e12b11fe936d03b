"""Which posts a page lists, and in which order: all or those of one facet, newest or oldest first.

    /{slug}                 all, newest first: the live page     /{slug}/page/3                 its older pages
    /{slug}/oldest          all, oldest first                    /{slug}/oldest/3
    /{slug}/only/key        one facet (blog/facets.py)           /{slug}/only/key/3
    /{slug}/by/liv-aune     one author                           /{slug}/by/liv-aune/oldest/3
    /{slug}/tag/rail        one tag

Either way pages are counted from the oldest post, so that what is on one stays there (docs/decisions/0004).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.blog.changes import Post
from dateline.blog.facets import Place
from dateline.blog.fold import Blog
from dateline.blog.naming import key_of, names
from dateline.typeset import choice, links
from dateline.typeset.words import Words

# Those of the family `only` that readers can ask for, and how their articles are told from others.
ONLY = {"key": ".key", "corrections": ".corrected,.gone", "confirmed": ".confirmed"}


@dataclass(frozen=True, slots=True)
class Listing:
    """`family` and `key` as in blog/facets.py, both empty for all posts."""

    family: str = ""
    key: str = ""
    oldest: bool = False

    @property
    def is_all(self) -> bool:
        return not self.family

    @property
    def is_main(self) -> bool:
        """Whether it is the live page's: all posts, newest first."""
        return self.is_all and not self.oldest

    @property
    def selector(self) -> str:
        """What matches the articles of this listing, in CSS, and no other article; empty for all."""
        if self.family == "only":
            return ONLY[self.key]
        attribute = {"by": "data-byline", "tag": "data-tags"}.get(self.family)
        return f'[{attribute}~="{self.key}"]' if attribute else ""

    def turned(self) -> Listing:
        """The same posts in the other order."""
        return Listing(self.family, self.key, not self.oldest)

    def path(self, slug: str, number: int = 0) -> str:
        """The address; of a numbered page when there is a number."""
        return links.listing(slug, self.family, self.key, self.oldest, number)

    def exists(self, blog: Blog) -> bool:
        """Whether there is such a page: an author or a tag that no post has is nothing."""
        return self.is_all or self.family == "only" or self.key in blog.index[self.family]

    def places(self, blog: Blog) -> list[Place]:
        """Where its posts stand, oldest first."""
        return blog.order if self.is_all else blog.index[self.family].get(self.key, [])

    def name(self, blog: Blog) -> str:
        """The author's or the tag's own spelling, that of the first post that has it."""
        if self.family not in ("by", "tag") or not self.exists(blog):
            return ""
        post = blog.posts[self.places(blog)[0][2]]
        spelled = names(post.byline) if self.family == "by" else post.tags
        return next(name for name in spelled if key_of(name) == self.key)


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a listing: its posts in reading order. `prev` and `next` are the pages before and after it in that
    order; `newest` says that the newest post is on it, so that new ones join it.
    """

    posts: list[Post]
    number: int
    prev: str
    next: str
    newest: bool


def paged(blog: Blog, listing: Listing, number: int = 0) -> Paged | None:
    """The page of this number, the first one without it; None when there is no such page."""
    slug = choice.described(blog).slug
    if not listing.exists(blog):
        return None
    places = listing.places(blog)
    first, below = choice.window(len(places))
    last = (below or 0) + 1  # the number of the window, which holds the newest posts
    if listing.oldest:
        number = number or 1
    if not 0 <= number <= last:
        return None
    if number in (0, last):
        shown, number = places[first:], last
    else:
        shown = places[choice.PAGE * (number - 1) : choice.PAGE * number]
    posts = [blog.posts[post_id] for _, _, post_id in (shown if listing.oldest else reversed(shown))]
    begins = 1 if listing.oldest else last  # the page whose address has no number
    older, newer = (
        listing.path(slug, 0 if n == begins else n) if 1 <= n <= last else "" for n in (number - 1, number + 1)
    )
    prev, next_ = (older, newer) if listing.oldest else (newer, older)
    return Paged(posts, number, prev, next_, number == last)


def label(blog: Blog, listing: Listing, told: Words) -> str:
    """What stands above the posts: `Updates`, `By Liv Aune`."""
    if listing.family == "only":
        return told.VIEW_ONLY[listing.key]
    if listing.family == "by":
        return told.BYLINE.format(names=told.isolated(listing.name(blog)))
    if listing.family == "tag":
        return told.VIEW_TAG.format(tag=told.isolated(listing.name(blog)))
    return told.OLDEST_FIRST if listing.oldest else told.POSTS


@dataclass(frozen=True, slots=True)
class View:
    """A link of the bar above the posts; `turns` marks the one to the other order."""

    path: str
    label: str
    current: bool = False
    turns: bool = False


def views(blog: Blog, listing: Listing | None, told: Words) -> list[View]:
    """The bar above the posts of this listing: filters, the one that is on, search, the other order. None: a search."""
    slug = choice.described(blog).slug
    near = listing or Listing()
    filters = [(Listing(oldest=near.oldest), told.VIEW_ALL)]
    filters += [(Listing("only", key, near.oldest), told.VIEW_ONLY[key]) for key in ONLY]
    if near.family in ("by", "tag"):
        filters.append((near, label(blog, near, told)))
    found = [View(one.path(slug), name, one == listing) for one, name in filters]
    found.append(View(links.search(slug), told.SEARCH, listing is None))
    if listing is None:
        return found
    turn = told.NEWEST_FIRST if listing.oldest else told.OLDEST_FIRST
    return [*found, View(listing.turned().path(slug), turn, turns=True)]
