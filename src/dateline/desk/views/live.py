"""`/desk/{slug}`: the page on which a blog is written, of regions that its scripts fill."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from dateline.desk import words
from dateline.desk.people.actor import actor_for
from dateline.desk.views.reader_sheet import address
from dateline.log import tail
from dateline.typeset.language import direction


@require_GET
@gzip_page  # it repeats nothing of what was asked, and its CSRF token is masked: its length tells nobody anything
@login_required
@ensure_csrf_cookie  # the scripts send it with every deed
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """404 for a blog that is not there and for one that this person has no part in: she may not learn which."""
    actor = actor_for(request.user, slug)  # type: ignore[arg-type]  # a Person, since login is required
    head = tail.head(slug)
    blog = tail.view(slug).description if head and actor.may_see(slug) else None
    if head is None or blog is None:
        raise Http404
    shown = {
        "blog": blog,
        "way": direction(blog.language),
        "actor": actor,
        "cursor": head.cursor,
        "words": words.live(),
        "sheet": address(),
    }
    return render(request, "desk/live.html", shown)
