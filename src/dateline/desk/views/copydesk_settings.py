"""`/desk/{slug}/copydesk` and `/desk/newsroom/copydesk`: which rules speak, how loudly, and the house's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dateline.blog.changes import Actor, Description
from dateline.copydesk.settings import HouseWord, Settings
from dateline.desk import copydesk, copydesk_blogs, copydesk_form, copydesk_newsroom, quieter
from dateline.desk.views.guarded import guarded
from dateline.desk.views.of_blog import running
from dateline.errors import Refusal


@require_http_methods(["GET", "POST"])
@running
def blog_copydesk(request: HttpRequest, actor: Actor, blog: Description) -> HttpResponse:
    """A blog's own settings, on top of the newsroom's; a POST sets all of them anew."""
    held, newsroom = copydesk_blogs.own(blog.slug), copydesk.settings(settings.DATELINE.data)
    refusal, given = _put(request, held, lambda sent, seen: copydesk_blogs.put(actor, blog.slug, sent, seen))
    if request.method == "POST" and refusal is None:
        messages.success(request, _("Saved. It holds from the next check of a draft on."))
        return redirect("desk:blog-copydesk", blog.slug)
    shown = {"blog": blog, "actor": actor, "edits": True, "above": newsroom.house, **_shown(held, newsroom, given)}
    return _rendered(request, "desk/blog_copydesk.html", shown, refusal)


@require_http_methods(["GET", "POST"])
@guarded("newsroom")
def newsroom_copydesk(request: HttpRequest, asker: Actor) -> HttpResponse:
    """What holds for every blog; a POST sets all of it anew."""
    data = settings.DATELINE.data
    held = copydesk.settings(data)
    refusal, given = _put(request, held, lambda sent, seen: copydesk_newsroom.put(asker, data, sent, seen))
    if request.method == "POST" and refusal is None:
        messages.success(request, _("Saved. It holds from the next check of a draft on."))
        return redirect("desk:copydesk")
    return _rendered(request, "desk/newsroom_copydesk.html", _shown(held, None, given), refusal)


@require_POST
@guarded("newsroom")
def restore(request: HttpRequest, asker: Actor, rule: str) -> HttpResponse:
    """Put a rule that has become quieter back to its own tier."""
    quieter.restore(asker, rule)
    messages.success(request, _("The rule has its own tier again, and is counted anew."))
    return redirect("desk:copydesk")


def _put(
    request: HttpRequest, held: Settings, put: Callable[[Any, str], Settings]
) -> tuple[Refusal | None, dict[str, Any] | None]:
    """Set what a POST holds: why it was refused, and what was sent, to be shown again."""
    if request.method != "POST":
        return None, None
    sent = copydesk_form.read(request.POST, held)
    try:
        put(sent, request.POST.get("seen", ""))
    except Refusal as refusal:
        return refusal, sent
    return None, None


def _shown(held: Settings, newsroom: Settings | None, given: dict[str, Any] | None) -> dict[str, Any]:
    lowered = {one["rule"]: one for one in map(quieter.described, quieter.lowered())}
    shown = held
    if given is not None:
        words = tuple(HouseWord(word["avoid"], word["write"], word["why"]) for word in given["house"])
        shown = Settings(frozenset(given["off"]), given["tiers"], words)
    return {
        "rows": copydesk_form.rows(shown, newsroom, lowered),
        "house": shown.house,
        "spare": range(copydesk_form.SPARE),
        "seen": copydesk.version(held),
    }


def _rendered(request: HttpRequest, name: str, shown: dict[str, Any], refusal: Refusal | None) -> HttpResponse:
    return render(request, name, {**shown, "refusal": refusal}, status=refusal.status if refusal else 200)
