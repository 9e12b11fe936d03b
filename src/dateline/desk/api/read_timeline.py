from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.desk import timeline
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.errors import Invalid

MOST = 100


def read_timeline(
    request: HttpRequest,
    slug: str,
    ids: Annotated[str, Query(description=f"At most {MOST} ids of posts, parted by commas.")] = "",
    after: Annotated[str, Query(description="A cursor: give the posts that changed after it, in place of `ids`.")] = "",
) -> HttpResponse:
    """Posts as the newsroom sees them: the article that readers have, and who did what to it."""
    actor = writer(request)
    description, _ = reading.of_newsroom(slug, actor)
    blog = {"title": description.title, "state": description.state, "paused": description.paused}
    if after:
        cursor, posts = timeline.changed(slug, after, actor)
        return replies.of_json({"cursor": cursor, "reset": posts is None, "posts": posts or [], "blog": blog})
    wanted = [one for one in ids.split(",") if one]
    if len(wanted) > MOST:
        raise Invalid("ids", f"name at most {MOST}")
    cursor, posts = timeline.entries(slug, wanted, actor)
    return replies.of_json({"cursor": cursor, "reset": False, "posts": posts, "blog": blog})
