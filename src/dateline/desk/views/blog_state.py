"""`/desk/{slug}/state/{deed}`: pause, resume, close, reopen. Each asks once more, with what it means for readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dateline.blog.changes import Actor, CloseBlog, Command, DescribeBlog, Description, ReopenBlog
from dateline.desk.views.of_blog import choices, running
from dateline.errors import Refusal
from dateline.log.append import append


@dataclass(frozen=True, slots=True)
class Deed:
    """`asks` for one line that readers are told; `grave` ends something."""

    command: Callable[[QueryDict], Command]
    title: Promise
    means: tuple[Promise, ...]
    button: Promise
    done: Promise
    asks: bool = False
    grave: bool = False


_REOPEN = Deed(
    lambda sent: ReopenBlog(),
    _("Reopen this blog"),
    (
        _("Readers see that it goes on, and you can publish in it again."),
        _("What was published before stays as it is."),
    ),
    _("Reopen"),
    _("The blog is live again."),
)
DEEDS: dict[tuple[str, str], Deed] = {
    ("pause", "live"): Deed(
        lambda sent: DescribeBlog(paused=sent.get("paused", "")),
        _("Pause this blog"),
        (
            _("Readers see that the newsroom rests, and what you tell them here."),
            _("You can still publish; only resuming ends the pause."),
        ),
        _("Pause"),
        _("The blog is paused, and readers are told."),
        asks=True,
    ),
    ("resume", "live"): Deed(
        lambda sent: DescribeBlog(paused=False),
        _("Resume this blog"),
        (_("Readers no longer see that the newsroom rests."),),
        _("Resume"),
        _("The blog goes on."),
    ),
    ("close", "live"): Deed(
        lambda sent: CloseBlog(),
        _("Close this blog"),
        (
            _("Readers see that coverage has ended, and open pages stop following."),
            _("Nobody can publish in it. Corrections and retractions stay possible, and so does reopening it."),
        ),
        _("Close the blog"),
        _("The blog is closed."),
        grave=True,
    ),
    ("reopen", "closed"): _REOPEN,
    ("reopen", "draft"): Deed(
        lambda sent: ReopenBlog(),
        _("Make this blog live"),
        (
            _("Readers find it on the front page, with every post that is in it now."),
            _("It cannot become a draft again: what has been public stays on record."),
        ),
        _("Go live"),
        _("The blog is live: readers find it on the front page."),
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@running
def blog_state(request: HttpRequest, actor: Actor, blog: Description, deed: str) -> HttpResponse:
    if deed not in {name for name, _state in DEEDS}:
        raise Http404
    found = DEEDS.get((deed, blog.state))
    refusal: Refusal | None = None
    if request.method == "POST":
        # The deed as it would be from another state, so that it is refused in the words of the one rule that knows.
        meant = found or next(entry for (name, _state), entry in DEEDS.items() if name == deed)
        try:
            append(blog.slug, meant.command(request.POST), actor=actor, key=request.POST.get("key") or None)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, str(meant.done))
            return redirect("desk:blog-about", blog.slug)
    elif found is None:
        return redirect("desk:blog-about", blog.slug)  # somebody else was first
    shown = {"blog": blog, "deed": found, "refusal": refusal, "given": request.POST, "key": choices()["key"]}
    return render(request, "desk/blog_state.html", shown, status=refusal.status if refusal else 200)
