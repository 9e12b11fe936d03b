"""`/desk/newsroom/new-blog`: open a blog, at once live or as a draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.blog.changes import Actor, OpenBlog
from dateline.desk.newsroom import reading
from dateline.desk.people.actor import actor_for
from dateline.desk.views.guarded import person_of
from dateline.desk.views.of_blog import choices
from dateline.errors import Forbidden, Refusal
from dateline.log.append import append

_FIELDS = ("title", "slug", "standfirst", "language", "zone", "place", "state")


@require_http_methods(["GET", "POST"])
@login_required
def blog_new(request: HttpRequest) -> HttpResponse:
    actor = actor_for(person_of(request))
    if not may_open(actor):
        raise Forbidden("Only editors and managers of the whole newsroom may open a blog. Ask one.")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _open(request, actor)
        except Refusal as error:
            refusal = error
    given = request.POST if refusal else {"zone": reading.zone(), "language": reading.language(), "state": "draft"}
    shown = {"given": given, "refusal": refusal, "field": getattr(refusal, "field", ""), **choices()}
    return render(request, "desk/blog_new.html", shown, status=refusal.status if refusal else 200)


def may_open(actor: Actor) -> bool:
    """Whether the way to this page is worth showing; the decision itself is made where the blog is opened."""
    return actor.role != "reporter" and actor.blogs is None


def _open(request: HttpRequest, actor: Actor) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in _FIELDS}
    slug = given.pop("slug")
    command = OpenBlog(**{**given, "place": given["place"].strip() or None})  # type: ignore[arg-type]  # decided there
    receipt = append(slug, command, actor=actor, key=request.POST.get("key") or None)
    if given["state"] == "live":
        messages.success(request, _("The blog is live: readers find it on the front page."))
    else:
        messages.success(request, _("The blog is a draft: write, and make it live when you are ready."))
    return redirect("desk:live", receipt.slug)
