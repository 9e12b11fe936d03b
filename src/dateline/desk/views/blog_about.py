"""`/desk/{slug}/about`: what a blog says of itself, and the way to what ends or rests it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.blog.changes import Actor, DescribeBlog, Description
from dateline.desk.newsroom import reading
from dateline.desk.views.of_blog import choices, running
from dateline.errors import Refusal
from dateline.log.append import append

_FIELDS = ("title", "standfirst", "language", "zone", "place")


@require_http_methods(["GET", "POST"])
@running
def blog_about(request: HttpRequest, actor: Actor, blog: Description) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            receipt = append(blog.slug, _asked(request), actor=actor, key=request.POST.get("key") or None)
        except Refusal as error:
            refusal = error
        else:
            said = _("Saved. Readers see it at once.") if receipt.changes else _("Nothing was changed.")
            messages.success(request, said)
            return redirect("desk:blog-about", blog.slug)
    kept = {name: getattr(blog, name) for name in _FIELDS}
    shown = {
        "blog": blog,
        "kept": kept,
        "given": request.POST if refusal else kept,
        "refusal": refusal,
        "field": getattr(refusal, "field", ""),
        "zone": reading.zone(),
        "address": f"{settings.DATELINE.origin}/{blog.slug}",
        **choices(),
    }
    return render(request, "desk/blog_about.html", shown, status=refusal.status if refusal else 200)


def _asked(request: HttpRequest) -> DescribeBlog:
    """Only what was changed in this form: what somebody else has changed since it was opened stays hers."""
    sent = request.POST
    return DescribeBlog(
        **{name: sent[name] for name in _FIELDS if name in sent and sent[name] != sent.get(f"was-{name}")}
    )
