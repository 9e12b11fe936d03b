"""`/desk/{slug}/summary`: sentences for the summary, chosen from posts and put in order; a person publishes them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from dateline.blog.changes import Json, Post
from dateline.desk import ledgers
from dateline.desk.facts.grouping import link
from dateline.desk.views.entry import enter
from dateline.log import tail


@require_GET
@login_required
@ensure_csrf_cookie
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    entered = enter(request, slug)
    published = tail.view(slug, []).summary
    proposed, withdrawn = ledgers.proposals(slug, entered.blog, published)
    cited = {post for sentence in (*published, *proposed) for post in sentence["posts"]}
    posts = tail.view(slug, cited).posts
    fallen = {sentence["text"]: sentence["because"] for sentence in withdrawn}
    said = {sentence["text"] for sentence in published}
    shown = {
        "blog": entered.blog,
        "actor": entered.actor,
        "edits": entered.edits,
        "cursor": entered.cursor,
        "zone": entered.blog.zone,
        "published": [_told(slug, sentence, posts, fallen.get(sentence["text"], ())) for sentence in published],
        "proposed": [_told(slug, sentence, posts) for sentence in proposed if sentence["text"] not in said],
        "raw": published,
    }
    return render(request, "desk/summary.html", shown)


def _told(slug: str, sentence: Json, posts: dict[str, Post], because: tuple[str, ...] | list[str] = ()) -> Json:
    """With the posts that it cites, and those `because` of which it is to be withdrawn."""
    cited = [
        {
            "id": post.id,
            "headline": post.headline,
            "at": post.at,
            "retracted": post.retraction is not None,
            "changed": post.id in because,
            "link": link(slug, {"post": post.id, "start": 0, "text": sentence["text"]}),
        }
        for id in sentence["posts"]
        if (post := posts.get(id)) is not None
    ]
    return {"text": sentence["text"], "posts": cited, "fallen": bool(because)}
