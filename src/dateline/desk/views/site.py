"""`/desk/newsroom/settings`: what the newsroom is called, and its colours and logo."""

from __future__ import annotations

from base64 import b64encode
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.blog.changes import Actor
from dateline.desk.newsroom import changing, colours, logo, reading
from dateline.desk.views.guarded import guarded
from dateline.errors import Refusal
from dateline.typeset import palette


@require_http_methods(["GET", "POST"])
@guarded("newsroom")
def site(request: HttpRequest, asker: Actor) -> HttpResponse:
    """The settings; a POST changes them."""
    refusal: Refusal | None = None
    if request.method == "POST":
        sent = request.FILES.get("logo")
        given = {name: str(value) for name, value in request.POST.items()}
        try:
            changing.change(asker, given, sent.read() if sent else None, "no_logo" in request.POST)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _("Saved. Readers see it within two seconds."))
            return redirect("desk:settings")
    return render(request, "desk/site.html", _shown(request, refusal), status=refusal.status if refusal else 200)


def _shown(request: HttpRequest, refusal: Refusal | None) -> dict[str, object]:
    stored = reading.row()
    kept = {"name": stored.name or settings.DATELINE.name, "zone": stored.zone or "UTC"}
    kept |= {"language": stored.language or settings.DATELINE.language, **stored.colours}
    picture = logo.read(settings.DATELINE.data, stored.logo) if stored.logo else None
    return {
        "given": request.POST if refusal else kept,
        "refusal": refusal,
        "fixed": [name for name in reading.DECIDED if name in settings.DATELINE.said],
        "config": settings.DATELINE,
        "themes": {"accent": palette.colour("red"), "accent_dark": palette.colour("red", "dark"),
                   "nameplate": palette.colour("nameplate")},
        "colours": colours.FIELDS,
        "logo": picture and {"data": b64encode(picture.body).decode(), "picture": picture},
        "limit": logo.LIMIT // 1024,
        "zones": sorted(available_timezones()),
    }  # fmt: skip
