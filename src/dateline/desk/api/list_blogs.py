from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.blog.changes import Actor, Description, Json
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader
from dateline.errors import Invalid, Unknown
from dateline.log import tail


def list_blogs(
    request: HttpRequest,
    after: Annotated[str | None, Query(description="A blog's slug: give those opened after it.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """The blogs that you may know of, in the order in which they were opened, a page at a time."""
    actor = reader(request)
    if after is not None:
        _insist(after, actor)
    # One more than the page has room for says whether there is another page, and none behind it is looked at.
    found = list(islice(_known(after, actor), limit + 1))
    page = found[:limit]
    following = f"/api/v1/blogs?after={page[-1]['slug']}&limit={limit}" if len(found) > limit else None
    return replies.of_json({"blogs": page, "next": following})


def _insist(after: str, actor: Actor | None) -> None:
    try:
        reading.seen(after, actor)
    except Unknown:
        raise Invalid("after", f"there is no blog '{after}'") from None


def _known(after: str | None, actor: Actor | None) -> Iterator[Json]:
    heads = iter(tail.heads().items())
    if after is not None:
        heads = islice(dropwhile(lambda item: item[0] != after, heads), 1, None)
    for slug, head in heads:
        change = tail.newest(slug, "blog")
        description = Description.from_json(change.body) if change and change.body else None
        if description and reading.may_know(description, actor):
            yield replies.described(description, head.cursor)
