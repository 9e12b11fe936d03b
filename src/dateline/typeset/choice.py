"""Which posts go where. Everything asks the gate first, so nothing here can be had of a blog that is not public.

Pages are counted from the oldest post, twenty each, so that page 3 holds the same posts for ever and its address can be
cited. The newest 31 to 50 are the live page; counting from the newest would move every post at every publication. Fifty
posts of a busy day weigh 18 KB compressed, of which 3 come before the first post (docs/decisions/0004).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateline.blog.changes import Description, Post, stamp
from dateline.blog.facets import Place
from dateline.blog.fold import Blog
from dateline.blog.gate import is_public
from dateline.blog.naming import key_of, names
from dateline.errors import Unknown
from dateline.typeset import links

PAGE = 20
LEAST = 31  # posts on the live page of a blog that has so many; the most is PAGE - 1 more


def described(blog: Blog) -> Description:
    """The description of a public blog; Unknown for any other, which is what readers are told of a draft."""
    if blog.description is None or not is_public(blog.description):
        raise Unknown("There is no such live blog.")
    return blog.description


def window(n_posts: int) -> tuple[int, int | None]:
    """For so many posts: the index (oldest = 0) of the live page's oldest one, and the number of the page below it."""
    first = PAGE * max(0, (n_posts - LEAST) // PAGE)
    return first, first // PAGE or None


def on_live_page(blog: Blog) -> list[Post]:
    """Newest first."""
    first, _ = window(len(blog.order))
    return _between(blog, first, len(blog.order))


def on_page(blog: Blog, number: int) -> list[Post]:
    """The twenty posts of an older page, newest first; none for a number whose posts the live page still shows."""
    first, _ = window(len(blog.order))
    if not 1 <= number <= first // PAGE:
        return []
    return _between(blog, PAGE * (number - 1), PAGE * number)


def newest(blog: Blog, count: int) -> list[Post]:
    """Newest first."""
    return _between(blog, max(0, len(blog.order) - count), len(blog.order))


def on_day(blog: Blog, day: date) -> list[Post]:
    """The posts of one day by the blog's clock, newest first. Cheap however long the blog is."""
    zone = ZoneInfo(described(blog).zone)
    try:
        dawn, dusk = (stamp(datetime.combine(d, time(), zone)) for d in (day, day + timedelta(days=1)))
    except OverflowError:  # the calendar's first and last day
        return []
    return _between(blog, bisect_left(blog.order, (dawn, 0, "")), bisect_left(blog.order, (dusk, 0, "")))


def began(blog: Blog) -> str:
    """When coverage began: the opening, or the oldest post where an imported blog begins before it was opened here."""
    opened = described(blog).opened_at
    return min(opened, blog.order[0][0]) if blog.order else opened


def marked(blog: Blog) -> tuple[list[Post], list[Post]]:
    """The key events and the pinned posts, each newest first."""
    described(blog)
    keys, pinned = (blog.index["only"].get(name, []) for name in ("key", "pinned"))
    return [blog.posts[p] for _, _, p in reversed(keys)], [blog.posts[p] for _, _, p in reversed(pinned)]


def lead(blog: Blog, author: str) -> tuple[Place, int, str] | None:
    """Where this author (by the key of the name) comes in the blog's byline: the place of the first post, which of
    its authors, and the name as spelled there. None for somebody who wrote nothing."""
    places = blog.index["by"].get(author)
    if not places:
        return None
    people = names(blog.posts[places[0][2]].byline)
    nth = next(n for n, name in enumerate(people) if key_of(name) == author)
    return places[0], nth, people[nth]


def authors(blog: Blog) -> list[str]:
    """Everybody who wrote, in the order of their first posts."""
    described(blog)
    leads = [found for author in blog.index["by"] if (found := lead(blog, author))]
    return [name for _, _, name in sorted(leads)]


def post(blog: Blog, post_id: str) -> Post:
    """Unknown when there is none."""
    described(blog)
    if post_id not in blog.posts:
        raise Unknown("There is no such post in this live blog.")
    return blog.posts[post_id]


def near(blog: Blog, post_id: str, count: int) -> tuple[list[Post], list[Post]]:
    """So many posts just above this one on a page that shows the newest first, and so many just below, in its order."""
    index = bisect_left(blog.order, blog.place(post_id))
    return _between(blog, index + 1, index + 1 + count), _between(blog, max(0, index - count), index)


def anchor(blog: Blog, post_id: str) -> str:
    """Where the post stands among the others: `/slug#p-x` or `/slug/page/2#p-x`."""
    slug = described(blog).slug
    index = bisect_left(blog.order, blog.place(post_id))
    first, _ = window(len(blog.order))
    page = links.blog(slug) if index >= first else links.page(slug, index // PAGE + 1)
    return f"{page}#p-{post_id}"


def _between(blog: Blog, first: int, end: int) -> list[Post]:
    described(blog)
    return [blog.posts[post_id] for _, _, post_id in reversed(blog.order[first:end])]
