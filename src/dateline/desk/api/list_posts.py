from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.desk import folds
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader


def list_posts(
    request: HttpRequest,
    slug: str,
    before: Annotated[str | None, Query(description="A post's id: give those below it on the page.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """A blog's posts, newest first, a page at a time; retracted ones are among them, without their text."""
    reading.seen(slug, reader(request))
    page = folds.page(slug, before, limit)
    posts = [replies.located(slug, reading.shown(post, slug, reader(request))) for post in page.posts]
    following = f"/api/v1/blogs/{slug}/posts?before={posts[-1]['id']}&limit={limit}" if page.more else None
    return replies.of_json({"posts": posts, "next": following, "cursor": page.cursor})
