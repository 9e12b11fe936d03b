from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.desk import timeline
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer


def list_timeline(
    request: HttpRequest,
    slug: str,
    *,
    only: Annotated[str, Query(description="mine, key, pinned, corrected or retracted; all when not given.")] = "",
    by: Annotated[str, Query(description="The key of an author, as `authors` gives it.")] = "",
    q: Annotated[str, Query(description="Words that the posts hold.", max_length=200)] = "",
    limit: Annotated[int, Query(ge=0, le=100)] = 30,
) -> HttpResponse:
    """The blog as its newsroom sees it: which posts the list holds, and the newest of them."""
    actor = writer(request)
    reading.of_newsroom(slug, actor)
    listed = timeline.listed(slug, timeline.Wanted(only, by, q), actor)
    _, posts = timeline.entries(slug, listed.ids[:limit], actor)
    authors = [{"key": key, "name": name} for key, name in listed.authors]
    return replies.of_json({"cursor": listed.cursor, "ids": listed.ids, "authors": authors, "posts": posts})
