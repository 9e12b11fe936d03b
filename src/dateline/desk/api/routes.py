"""Every address of the API, what it takes and what it may answer: its table of contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpResponse

from dateline.desk.api import copydesk_shapes, draft_shapes, shapes, timeline_shapes
from dateline.desk.api.check_draft import check_draft
from dateline.desk.api.compare_post import compare_post
from dateline.desk.api.correct_post import correct_post
from dateline.desk.api.describe_blog import describe_blog
from dateline.desk.api.drop_draft import drop_draft
from dateline.desk.api.edit_post import edit_post
from dateline.desk.api.flag_post import flag_post
from dateline.desk.api.keep_draft import keep_draft
from dateline.desk.api.list_blogs import list_blogs
from dateline.desk.api.list_copies import list_copies
from dateline.desk.api.list_drafts import list_drafts
from dateline.desk.api.list_facts import list_facts, table_of_facts
from dateline.desk.api.list_posts import list_posts
from dateline.desk.api.list_timeline import list_timeline
from dateline.desk.api.open_blog import open_blog
from dateline.desk.api.propose_summary import propose_summary
from dateline.desk.api.publish_draft import publish_draft
from dateline.desk.api.publish_post import publish_post
from dateline.desk.api.read_changes import read_changes
from dateline.desk.api.read_history import read_history
from dateline.desk.api.read_receipt import read_receipt
from dateline.desk.api.read_timeline import read_timeline
from dateline.desk.api.restore_rule import restore_rule
from dateline.desk.api.retract_post import retract_post
from dateline.desk.api.revise_summary import revise_summary
from dateline.desk.api.set_blog_copydesk import set_blog_copydesk
from dateline.desk.api.set_copydesk import set_copydesk
from dateline.desk.api.show_blog import show_blog
from dateline.desk.api.show_blog_copydesk import show_blog_copydesk
from dateline.desk.api.show_copydesk import show_copydesk
from dateline.desk.api.show_post import show_post
from dateline.desk.api.tell_findings import tell_findings
from dateline.desk.api.withdraw_post import withdraw_post


@dataclass(frozen=True, slots=True)
class Route:
    """`does`: `read`, `write`, `change` (a write that needs If-Match), or `ask` (sends a body and writes nothing);
    `consult` reads what is for tokens only, `keep` writes to the desk's own tables and may be sent again,
    `draft` the same with If-Match.

    `reply` is None where the answer is a table (CSV).
    """

    method: str
    path: str
    does: Literal["read", "write", "change", "ask", "consult", "keep", "draft"]
    view: Callable[..., HttpResponse]
    status: int
    reply: type[shapes.Reply] | None


ROUTES = (
    Route("GET", "/blogs", "read", list_blogs, 200, shapes.Blogs),
    Route("POST", "/blogs", "write", open_blog, 201, shapes.Blog),
    Route("GET", "/blogs/{slug}", "read", show_blog, 200, shapes.BlogWithSummary),
    Route("PATCH", "/blogs/{slug}", "write", describe_blog, 200, shapes.Blog),
    Route("GET", "/blogs/{slug}/posts", "read", list_posts, 200, shapes.Posts),
    Route("POST", "/blogs/{slug}/posts", "write", publish_post, 201, shapes.PostWithCursor),
    Route("GET", "/blogs/{slug}/posts/{id}", "read", show_post, 200, shapes.PostWithCursor),
    Route("PUT", "/blogs/{slug}/posts/{id}", "change", edit_post, 200, shapes.PostWithCursor),
    Route("POST", "/blogs/{slug}/posts/{id}/corrections", "change", correct_post, 200, shapes.PostWithCursor),
    Route("POST", "/blogs/{slug}/posts/{id}/retraction", "change", retract_post, 200, shapes.PostWithCursor),
    Route("POST", "/blogs/{slug}/posts/{id}/withdrawal", "change", withdraw_post, 200, shapes.PostWithCursor),
    Route("PUT", "/blogs/{slug}/posts/{id}/flags", "change", flag_post, 200, shapes.PostWithCursor),
    Route("PUT", "/blogs/{slug}/summary", "write", revise_summary, 200, shapes.Summary),
    Route("GET", "/blogs/{slug}/summary/proposals", "consult", propose_summary, 200, copydesk_shapes.Proposals),
    Route("POST", "/blogs/{slug}/check", "ask", check_draft, 200, copydesk_shapes.CopyDeskReport),
    Route("POST", "/blogs/{slug}/findings", "keep", tell_findings, 200, copydesk_shapes.Lowered),
    Route("GET", "/blogs/{slug}/facts", "consult", list_facts, 200, copydesk_shapes.Facts),
    Route("GET", "/blogs/{slug}/facts/{table_name}.csv", "consult", table_of_facts, 200, None),
    Route("GET", "/blogs/{slug}/copydesk", "consult", show_blog_copydesk, 200, copydesk_shapes.Settings),
    Route("PUT", "/blogs/{slug}/copydesk", "keep", set_blog_copydesk, 200, copydesk_shapes.Settings),
    Route("GET", "/copydesk", "consult", show_copydesk, 200, copydesk_shapes.CopyDesk),
    Route("PUT", "/copydesk", "keep", set_copydesk, 200, copydesk_shapes.CopyDesk),
    Route("PUT", "/copydesk/rules/{rule}", "keep", restore_rule, 200, copydesk_shapes.CopyDesk),
    Route("GET", "/blogs/{slug}/timeline", "consult", list_timeline, 200, timeline_shapes.Timeline),
    Route("GET", "/blogs/{slug}/timeline/posts", "consult", read_timeline, 200, timeline_shapes.TimelinePosts),
    Route("GET", "/blogs/{slug}/drafts", "consult", list_drafts, 200, draft_shapes.Drafts),
    Route("PUT", "/blogs/{slug}/drafts/{id}", "draft", keep_draft, 200, draft_shapes.Draft),
    Route("POST", "/blogs/{slug}/drafts/{id}/publication", "draft", publish_draft, 200, shapes.PostWithCursor),
    Route("DELETE", "/blogs/{slug}/drafts/{id}", "draft", drop_draft, 200, draft_shapes.Draft),
    Route("GET", "/blogs/{slug}/posts/{id}/history", "consult", read_history, 200, timeline_shapes.History),
    Route("GET", "/blogs/{slug}/posts/{id}/copies", "consult", list_copies, 200, timeline_shapes.Copies),
    Route("POST", "/blogs/{slug}/posts/{id}/comparison", "ask", compare_post, 200, timeline_shapes.Comparison),
    Route("GET", "/blogs/{slug}/receipts/{cursor}", "consult", read_receipt, 200, timeline_shapes.Receipt),
    Route("GET", "/blogs/{slug}/changes", "read", read_changes, 200, shapes.Changes),
)

_PROBLEMS = {
    "read": (401, 404, 422, 503),
    "consult": (401, 403, 404, 422, 503),
    "keep": (400, 401, 403, 404, 413, 415, 422, 503, 507),
    "draft": (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507),
    "ask": (400, 401, 404, 413, 415, 422, 503),
    "write": (400, 401, 403, 404, 409, 413, 415, 422, 503, 507),
    "change": (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507),
}
_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Your own name for this write. Sent again with the same content it does nothing more and gives the "
    "first reply, with `Idempotency-Replayed: true`.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_CONDITION = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The revision that you change, in quotes: the ETag of the post that you read.",
    "schema": {"type": "string", "examples": ['"3"']},
}
_VERSION = {
    **_CONDITION,
    "description": 'The version of the draft that you saw, in quotes; `"0"` for one that is not there yet.',
}
_PARAMETERS: dict[str, list[dict[str, Any]]] = {
    "write": [_KEY],
    "change": [_CONDITION, _KEY],
    "draft": [_VERSION],
}


def documented(route: Route) -> dict[str, Any]:
    """What Ninja cannot know of a route, for the OpenAPI document."""
    extra: dict[str, Any] = {
        "parameters": list(_PARAMETERS.get(route.does, [])),
        "responses": {status: {"$ref": "#/components/responses/Problem"} for status in _PROBLEMS[route.does]},
    }
    if route.reply is None:
        content = {"text/csv": {"schema": {"type": "string"}}}
        extra["responses"][route.status] = {"description": "A table", "content": content}
    if route.does == "read":
        extra["security"] = [{}]  # beside a token: none
    return extra
